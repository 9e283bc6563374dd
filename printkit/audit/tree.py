"""The tag tree as it is written: each element with its kids, and what is not as a tree should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from printkit.audit.file import File
from printkit.audit.values import Entries, Ref, Value, text, whole, word

APART = frozenset(("Note", "FENote"))
CALLS = frozenset(("Reference",))
HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6")

_MOST = 5_000_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A kid that is marked content: in which page or form, on which page of the file (None: not said), its MCID."""

    holder: Ref | None
    page: Ref | None
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A kid that is an annotation (or a picture), by its object."""

    place: Ref
    page: Ref | None


@dataclass(slots=True, eq=False)
class Element:
    """One structure element; `place` is None where it is written inside its parent."""

    place: Ref | None
    kind: str
    entries: Entries
    parent: Element | None
    title: str = ""
    lang: str = ""
    alt: str = ""
    kids: list[Element | Marked | Annotated] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it in reading order; by a stack, so that a deep tree is no deep recursion."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += [kid for kid in reversed(here.kids) if isinstance(kid, Element)]

    def marked(self, *, without: frozenset[str] = frozenset()) -> Iterator[Marked]:
        """The marked content below, in reading order, but for that of elements of these kinds."""
        waiting: list[Element | Marked | Annotated] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, Marked):
                yield here
            elif isinstance(here, Element) and (here is self or here.kind not in without):
                waiting += reversed(here.kids)

    def above(self) -> Iterator[Element]:
        """Its parents, the nearest first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent


@dataclass(slots=True)
class Tree:
    """The whole tree. `twice` are elements that hang in two places, `astray` those whose P is not where they hang.

    `parents` is the parent tree as it is written, its arrays followed; `ids` is the tree of IDs, None where the file
    has none; `next_key` is its next free key, as the file says.
    """

    tops: list[Element]
    by_place: dict[Ref, Element]
    twice: list[Element]
    astray: list[Element]
    parents: dict[int, Value]
    ids: dict[bytes, Value] | None
    next_key: int | None

    def walk(self) -> Iterator[Element]:
        """Every element in reading order."""
        for top in self.tops:
            yield from top.walk()


def read(file: File) -> Tree | None:
    """The tag tree of a file; None where it has none."""
    place = file.root.get("StructTreeRoot")
    root = file.entries(place)
    if not root:
        return None
    growing = _Growing(file, file.entries(root.get("RoleMap")))
    tops = growing.grow(place, root)
    parents: dict[int, Value] = {}
    for key, value in file.tree(root.get("ParentTree"), "Nums"):
        number = whole(key)
        if number is not None:
            found = file.look(value)
            parents[number] = found if isinstance(found, list) else value
    ids = None
    if "IDTree" in root:
        ids = {key: value for key, value in file.tree(root["IDTree"], "Names") if isinstance(key, bytes)}
    return Tree(
        tops, growing.by_place, growing.twice, growing.astray, parents, ids, whole(root.get("ParentTreeNextKey"))
    )


@dataclass(slots=True)
class _Growing:
    """The tree while it is read."""

    file: File
    roles: Entries
    by_place: dict[Ref, Element] = field(default_factory=dict)
    twice: list[Element] = field(default_factory=list)
    astray: list[Element] = field(default_factory=list)
    _waiting: list[tuple[Element, Ref | None]] = field(default_factory=list)
    _count: int = 0

    def grow(self, place: Value, root: Entries) -> list[Element]:
        """Every element below the root; gives the topmost ones."""
        tops = [top for value in self.file.items(root.get("K")) if (top := self._element(value, None, place))]
        self._waiting = [(top, None) for top in reversed(tops)]
        while self._waiting and self._count < _MOST:
            element, page = self._waiting.pop()
            own = element.entries.get("Pg")
            page = own if isinstance(own, Ref) else page
            element.kids = [
                kid for value in self.file.items(element.entries.get("K")) if (kid := self._kid(value, element, page))
            ]
            self._waiting += [(kid, page) for kid in reversed(element.kids) if isinstance(kid, Element)]
        return tops

    def _kid(self, value: Value, parent: Element, page: Ref | None) -> Element | Marked | Annotated | None:
        number = whole(self.file.look(value))
        if number is not None:
            return Marked(page, page, number)
        entries = self.file.entries(value)
        own = entries.get("Pg")
        there = own if isinstance(own, Ref) else page
        match word(entries.get("Type")):
            case "MCR":
                stream, number = entries.get("Stm"), whole(self.file.look(entries.get("MCID")))
                return None if number is None else Marked(stream if isinstance(stream, Ref) else there, there, number)
            case "OBJR":
                held = entries.get("Obj")
                return Annotated(held, there) if isinstance(held, Ref) else None
            case _:
                return self._element(value, parent, parent.place)

    def _element(self, value: Value, parent: Element | None, above: Value) -> Element | None:
        entries = self.file.entries(value)
        kind = word(self.file.look(entries.get("S")))
        if not kind:
            return None
        place = value if isinstance(value, Ref) else None
        if place is not None and place in self.by_place:
            self.twice.append(self.by_place[place])
            return None
        title, lang, alt = (text(self.file.look(entries.get(key))) for key in ("T", "Lang", "Alt"))
        made = Element(place, self._role(kind), entries, parent, title, lang, alt)
        self._count += 1
        if place is not None:
            self.by_place[place] = made
        if entries.get("P") != above and above is not None:
            self.astray.append(made)
        return made

    def _role(self, kind: str) -> str:
        """The standard type that a type of the file's own stands for."""
        for _ in range(8):
            if kind not in self.roles:
                break
            kind = word(self.file.look(self.roles[kind]))
        return kind
