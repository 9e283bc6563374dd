"""Reads the tag tree that a foreign PDF brings, and says whether it can be trusted; writes it anew, in plain types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, IndirectObject, NumberObject, PdfObject, StreamObject

from printkit.bind.foreign.content import UnsoundError
from printkit.bind.objects import array, entries_of, items_of, name, name_of, own, raw, text
from printkit.bind.read import Opened

MOST = 200_000
"""Elements that a tree may have."""

DEEPEST = 100
"""How deep a tree may be."""

STANDARD = frozenset(
    (
        *("Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry"),
        *("Code", "Link", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula"),
    )
)
"""Types of ISO 32000-1, 14.8.4, that a printed page may have; the others become one of these."""

NEAREST: Mapping[str, str] = {
    **{
        "Document": "Part",
        "H": "H1",
        "Title": "P",
        "Sub": "Span",
        "Em": "Span",
        "Strong": "Span",
        "Aside": "Sect",
        "FENote": "Note",
    },
    **{"DocumentFragment": "Sect", "Private": "NonStruct", "Annot": "Span", "Form": "Span", "Artifact": "NonStruct"},
}
"""What stands in ISO 32000-1 for types that it does not have, or that are not taken over."""

_KEPT = ("/Lang", "/Alt", "/ActualText", "/E", "/T")
_OWNERS = ("Layout", "List", "Table")

Place = tuple[int, int | None]
"""A content stream: its page by the page's number in the file, and its form, if it stands in one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked content: in which stream, and its number there."""

    stream: Place
    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as a kid of an element, by its number in the file."""

    number: int


@dataclass
class Element:
    """One element: its plain type, what it says of itself, its kids in order."""

    kind: str
    says: DictionaryObject
    kids: list[Element | Piece | Note] = field(default_factory=list)


@dataclass
class Tree:
    """A foreign tree as it was read: its top elements, and every piece of content that hangs in it."""

    tops: list[Element]
    pieces: dict[Place, set[int]]
    annotations: set[int]


def read(source: Opened) -> Tree | None:
    """The tree that a PDF brings; None where it has none. Raises UnsoundError for one that cannot be trusted.

    The parent tree is not read: it is made anew from the elements, so that both agree.
    """
    root = source.look(own(source.catalog, "/StructTreeRoot"))
    if not isinstance(root, DictionaryObject) or not items_of(source.look(own(root, "/K"))):
        return None
    return _Reading(source, root).tree()


@dataclass
class _Reading:
    source: Opened
    root: DictionaryObject
    seen: set[int] = field(default_factory=set)
    count: int = 0
    level: int = 0
    ids: set[bytes] = field(default_factory=set)
    pieces: dict[Place, set[int]] = field(default_factory=dict)
    annotations: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pages = {page.idnum for page in self.source.pages}
        self.roles = self.source.dictionary(own(self.root, "/RoleMap"))
        self.classes = self.source.dictionary(own(self.root, "/ClassMap"))

    def tree(self) -> Tree:
        """The whole."""
        held = self._kids(self.root, None, 0)
        tops = [kid for kid in held if isinstance(kid, Element)]
        if len(tops) != len(held):
            raise UnsoundError("content hangs on the root of the tags")
        if not self.pieces:
            raise UnsoundError("no content hangs in the tags")
        return Tree(tops, self.pieces, self.annotations)

    def _kids(self, element: DictionaryObject, page: int | None, depth: int) -> list[Element | Piece | Note]:
        found = self.source.look(own(element, "/K"))
        return [kid for item in items_of(found) if (kid := self._kid(item, page, depth)) is not None]

    def _kid(self, item: PdfObject, page: int | None, depth: int) -> Element | Piece | Note | None:
        found = self.source.look(item)
        if isinstance(found, NumberObject):
            return self._piece(page, None, int(found))
        if not isinstance(found, DictionaryObject):
            return None
        page = self._page(found, page)
        kind = name_of(found, "/Type")
        if kind == "MCR":
            stream, number = own(found, "/Stm"), self.source.look(own(found, "/MCID"))
            form = stream.idnum if isinstance(stream, IndirectObject) else None
            return self._piece(page, form, int(number)) if isinstance(number, NumberObject) else None
        if kind == "OBJR":
            place = own(found, "/Obj")
            if not isinstance(place, IndirectObject) or isinstance(self.source.look(place), StreamObject):
                return None
            self.annotations.add(place.idnum)
            return Note(place.idnum)
        return self._element(item, found, page, depth + 1) if "/S" in found else None

    def _piece(self, page: int | None, form: int | None, number: int) -> Piece | None:
        if page is None:
            return None
        held = self.pieces.setdefault((page, form), set())
        if number in held:
            raise UnsoundError("one piece of content hangs in two places")
        held.add(number)
        return Piece((page, form), number)

    def _element(self, item: PdfObject, found: DictionaryObject, page: int | None, depth: int) -> Element | None:
        if isinstance(item, IndirectObject):
            if item.idnum in self.seen:
                raise UnsoundError("an element hangs in two places")
            self.seen.add(item.idnum)
        self.count += 1
        if depth > DEEPEST or self.count > MOST:
            raise UnsoundError("the tree is too deep or too large")
        kind = self._kind(found)
        made = Element(kind, self._says(found, kind))
        if made.kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            # ISO 14289-1, 7.4.2: no level is skipped on the way down.
            self.level = min(int(made.kind[1]), self.level + 1)
            made.kind = f"H{self.level}"
        made.kids = self._kids(found, page, depth)
        return made

    def _page(self, found: DictionaryObject, page: int | None) -> int | None:
        place = own(found, "/Pg")
        return place.idnum if isinstance(place, IndirectObject) and place.idnum in self.pages else page

    def _kind(self, element: DictionaryObject) -> str:
        kind = name_of(element, "/S")
        for _ in range(10):
            if kind in STANDARD or kind in NEAREST:
                break
            kind = name_of(self.roles, f"/{kind}") or "NonStruct"
        return NEAREST.get(kind, kind if kind in STANDARD else "NonStruct")

    def _says(self, element: DictionaryObject, kind: str) -> DictionaryObject:
        made = DictionaryObject()
        for key in _KEPT:
            if (said := _words(self.source, own(element, key))) is not None:
                made[name(key[1:])] = said
        mark = _words(self.source, own(element, "/ID"))
        if mark is None and kind == "Note":
            mark = text(f"note-{self.count}")  # ISO 14289-1, 7.9
        if mark is not None and raw(mark) not in self.ids:
            self.ids.add(raw(mark))
            made[name("ID")] = mark
        held = items_of(self.source.look(own(element, "/A")))
        for word in items_of(self.source.look(own(element, "/C"))):
            held += items_of(self.source.look(own(self.classes, str(word))))
        attributes = [a for a in map(self._attributes, held) if a is not None]
        if attributes:
            made[name("A")] = array(attributes)
        return made

    def _attributes(self, item: PdfObject) -> DictionaryObject | None:
        """Attributes of a standard owner, with their values alone."""
        found = self.source.look(item)
        if not isinstance(found, DictionaryObject) or name_of(found, "/O") not in _OWNERS:
            return None
        made = DictionaryObject()
        for key, value in entries_of(found):
            flat = self.source.look(value)
            if not isinstance(flat, DictionaryObject | StreamObject):
                items = [self.source.look(one) for one in items_of(flat)]
                plain = array(items) if isinstance(flat, list) else flat
                if not any(isinstance(one, list | DictionaryObject) for one in items):
                    made[name(key[1:])] = plain
        return made


def _words(source: Opened, found: PdfObject | None) -> PdfObject | None:
    said = source.look(found)
    try:
        raw(said)
    except TypeError:
        return None
    return said


def described(tops: Sequence[Element], alt: str) -> bool:
    """Give each figure and formula without a description this one; True where any needed it."""
    lacking = False
    waiting = list(tops)
    while waiting:
        here = waiting.pop()
        if here.kind in ("Figure", "Formula") and not {"/Alt", "/ActualText"} & set(here.says):
            here.says[name("Alt")] = text(alt)
            lacking = True
        waiting += [kid for kid in here.kids if isinstance(kid, Element)]
    return lacking
