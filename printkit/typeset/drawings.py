"""Whether an SVG of a layout is safe to draw: plain shapes, of bounded size once every `use` is followed."""

from __future__ import annotations

from xml.etree import ElementTree

ELEMENTS = 20_000
DEPTH = 64
DRAWN = 100_000
"""Elements after every `use` is followed: ten levels of ten uses draw ten thousand million shapes."""

BANNED = frozenset({"script", "foreignobject", "image", "style", "iframe", "audio", "video", "a"})

Tree = ElementTree.Element


def fault(body: bytes) -> str | None:
    """Why these bytes are no drawing that may be set, or None where they are one."""
    if b"<!" in body.replace(b"<!--", b""):
        return "a drawing with a document type"
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - no document type, so no entities; size is bounded above
    except (ElementTree.ParseError, ValueError, LookupError):
        return "no picture that can be read"
    if _name(root) != "svg":
        return "no picture"
    return _shape_fault(root) or _use_fault(root)


def _shape_fault(root: Tree) -> str | None:
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEPTH or count > ELEMENTS:
            return "a drawing of too many shapes"
        if banned := next((_name(element) for element in level if _name(element) in BANNED), None):
            return f"a drawing with <{banned}> in it"
        level = [child for element in level for child in element]
    return None


def _use_fault(root: Tree) -> str | None:
    named = {element.get("id", ""): element for element in root.iter()}
    costs: dict[Tree, int] = {}
    try:
        drawn = _cost(root, named, costs, frozenset())
    except RecursionError:
        return "a drawing that uses itself"
    return "a drawing of too many shapes" if drawn > DRAWN else None


def _cost(element: Tree, named: dict[str, Tree], costs: dict[Tree, int], above: frozenset[Tree]) -> int:
    """Shapes drawn for an element; raises RecursionError where it leads back to itself."""
    if element in above:
        raise RecursionError
    if element not in costs:
        here = above | {element}
        cost = 1 + sum(_cost(child, named, costs, here) for child in element)
        for used in _uses(element):
            if used in named:
                cost += _cost(named[used], named, costs, here)
        costs[element] = cost
    return costs[element]


def _uses(element: Tree) -> list[str]:
    if _name(element) != "use":
        return []
    return [value.removeprefix("#") for key, value in element.items() if key.rpartition("}")[2] == "href"]


def _name(element: Tree) -> str:
    return str(element.tag).rpartition("}")[2].lower()
