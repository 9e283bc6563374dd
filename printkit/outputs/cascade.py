"""What a page's text is set in: the few properties of the cascade that choose a face, and the letters set in each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cssselect2
import tinycss2
import tinyhtml5

Declared = tuple[tuple[str, str], ...]
"""Declarations: names in lower case, with their values as they are written."""

_OWN = """
b, strong, h1, h2, h3, h4, h5, h6, th { font-weight: bold }
em, i, cite, var, dfn { font-style: italic }
pre, code, kbd, samp { font-family: monospace }
"""
"""What an engine says by itself."""

_USED = frozenset({"font", "font-family", "font-weight", "font-style", "content"})
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_STRING = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'")
_UNSET = frozenset({"head", "style", "title", "script"})
_DEPTH = 8
"""How often a custom property may lead to another."""


class Cast(NamedTuple):
    """What a run of text asks for: families in the order of wish, weight, and whether it slants."""

    families: tuple[str, ...] = ("serif",)
    weight: int = 400
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class _Sheet:
    matcher: cssselect2.Matcher
    variables: dict[str, str]
    margins: tuple[Declared, ...]


def casts(html: str, css: str) -> dict[Cast, set[str]]:
    """The letters of the page by what they ask for.

    What style sheets add to the text, and what stands in the margins of pages, is counted in.
    """
    sheet = _sheet(css)
    root = cssselect2.ElementWrapper.from_html_root(tinyhtml5.parse(html, namespace_html_elements=False))
    found: defaultdict[Cast, set[str]] = defaultdict(set)
    known: dict[object, Cast] = {}
    for element in root.iter_subtree():
        above = known[element.parent.etree_element] if element.parent is not None else Cast()
        known[element.etree_element] = own = _set(element, above, sheet, found)
        if element.local_name not in _UNSET:
            found[own] |= set(element.etree_element.text or "")
            for child in element.etree_element:
                found[own] |= set(child.tail or "")
    said = {mark for value in _attributes(root) for mark in value}
    for margin in sheet.margins:
        found[_applied(Cast(), margin, sheet.variables)] |= said
    raised = "uppercase" in css
    return {cast: letters | _capitals(letters) if raised else letters for cast, letters in found.items() if letters}


def _capitals(letters: set[str]) -> set[str]:
    return {mark for letter in letters for mark in letter.upper()}


def _set(element: cssselect2.ElementWrapper, above: Cast, sheet: _Sheet, found: dict[Cast, set[str]]) -> Cast:
    """What an element's own text asks for; what style sheets put before and after it is noted in `found`."""
    matched = sheet.matcher.match(element)
    cast = above
    for _, _, pseudo, declared in matched:
        if pseudo is None:
            cast = _applied(cast, declared, sheet.variables)
    for _, _, pseudo, declared in matched:
        if pseudo is not None:
            letters = _added(declared, element)
            found[_applied(cast, declared, sheet.variables)] |= letters
    return cast


def _added(declared: Declared, element: cssselect2.ElementWrapper) -> set[str]:
    """The letters of `content`: its strings, and the attributes it may name."""
    content = "".join(value for name, value in declared if name == "content")
    letters = {mark for pair in _STRING.findall(content) for mark in "".join(pair)}
    return letters | ({mark for value in _own_attributes(element) for mark in value} if "attr(" in content else set())


def _own_attributes(element: cssselect2.ElementWrapper) -> list[str]:
    return [value for name, value in element.etree_element.attrib.items() if name.startswith("data-")]


def _attributes(root: cssselect2.ElementWrapper) -> Iterator[str]:
    yield "0123456789"
    for element in root.iter_subtree():
        yield from _own_attributes(element)


def _sheet(css: str) -> _Sheet:
    matcher, variables, margins = cssselect2.Matcher(), dict[str, str](), list[Declared]()
    for rule in _rules(tinycss2.parse_stylesheet(_OWN + css, skip_comments=True, skip_whitespace=True)):
        if rule.type == "at-rule":
            margins += [_declared(margin.content) for margin in _boxes(rule)]
            continue
        declared = _declared(rule.content)
        variables |= {name: value for name, value in declared if name.startswith("--")}
        wanted = tuple(pair for pair in declared if pair[0] in _USED)
        if wanted:
            for selector in cssselect2.compile_selector_list(rule.prelude):
                matcher.add_selector(selector, wanted)
    return _Sheet(matcher, variables, tuple(margins))


def _rules(nodes: Sequence[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.Node]:
    """Rules of any medium, and those of pages."""
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in ("media", "supports") and node.content:
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "qualified-rule" or (node.type == "at-rule" and node.lower_at_keyword == "page"):
            yield node


def _boxes(page: tinycss2.ast.Node) -> Iterator[tinycss2.ast.Node]:
    nodes = tinycss2.parse_blocks_contents(page.content, skip_comments=True, skip_whitespace=True)
    return (node for node in nodes if node.type == "at-rule" and node.content)


def _declared(content: Sequence[tinycss2.ast.Node]) -> Declared:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return tuple(
        (node.name if node.name.startswith("--") else node.lower_name, tinycss2.serialize(node.value).strip())
        for node in nodes
        if node.type == "declaration"
    )


def _applied(cast: Cast, declared: Declared, variables: dict[str, str]) -> Cast:
    for name, value in declared:
        said = _said(value, variables)
        if name == "font":
            cast = _font(cast, said)
        elif name == "font-family":
            cast = cast._replace(families=_families(said) or cast.families)
        elif name == "font-weight":
            cast = cast._replace(weight=_weight(said, cast.weight))
        elif name == "font-style":
            cast = cast._replace(slanted=cast.slanted if said == "inherit" else said not in ("normal", "initial"))
    return cast


def _said(value: str, variables: dict[str, str]) -> str:
    for _ in range(_DEPTH):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], ""), value)
    return value.strip()


def _font(cast: Cast, said: str) -> Cast:
    """The shorthand: style and weight before the size, families behind it; what is not said is normal."""
    nodes = [node for node in tinycss2.parse_component_value_list(said) if node.type != "whitespace"]
    size = next((at for at, node in enumerate(nodes) if _is_size(node)), None)
    if size is None:
        return cast
    before = [node.serialize().lower() for node in nodes[:size]]
    weights = [_weight(word, 0) for word in before]
    after = nodes[size + 1 :]
    if after and after[0] == "/":
        after = after[2:]
    families = _families(tinycss2.serialize(after))
    return Cast(families or cast.families, max([0, *weights]) or 400, any(w in ("italic", "oblique") for w in before))


def _is_size(node: tinycss2.ast.Node) -> bool:
    return node.type in ("dimension", "percentage", "function")


def _weight(said: str, now: int) -> int:
    match said:
        case "normal":
            return 400
        case "bold":
            return 700
        case "bolder":
            return 700 if now < 600 else 900
        case "lighter":
            return 400 if now > 500 else 100
        case _:
            return int(said) if said.isdecimal() else now


def _families(said: str) -> tuple[str, ...]:
    names = (name.strip().strip("\"'") for name in said.split(","))
    return tuple(name for name in names if name and name != "inherit")
