"""Writes the clean pages of a foreign PDF as a file that binding takes: one tree, one parent tree, plain links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    PdfObject,
)

from printkit.bind.foreign.pages import CleanPage, Pages
from printkit.bind.foreign.tree import Element, Note, Piece, Place
from printkit.bind.graft import Graft, Streams
from printkit.bind.objects import array, dictionary, items_of, name, number, own, raw, stream, text, text_of, tree
from printkit.bind.read import Opened
from printkit.bind.write import Writer

MOST_BOOKMARKS = 2000
DEEPEST_BOOKMARK = 8

_MAY_BE_EMPTY = ("TD", "TH", "Lbl", "LBody", "LI")


@dataclass
class Rewrite:
    """A file on its way out."""

    source: Opened
    pages: Pages
    file: BinaryIO
    _rows: dict[int, dict[int, IndirectObject]] = field(default_factory=dict)
    _objects: list[tuple[int, IndirectObject]] = field(default_factory=list)
    _links: dict[int, tuple[IndirectObject, int, IndirectObject]] = field(default_factory=dict)
    _keys: dict[Place, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.writer = Writer(self.file)
        self.graft = Graft(self.source, Streams(self.writer), 0)
        self.places = [self.graft.reserve(page) for page in self.source.pages]

    def write(self, alt: str) -> None:
        """Everything, in the order of the pages; `alt` describes them where they have no tags."""
        streams: list[Place] = [(page.idnum, None) for page in self.source.pages]
        streams += [place for place, held in self.pages.living.items() if place[1] is not None and held]
        self._keys = {place: key for key, place in enumerate(streams)}
        for _, form in streams:
            if form is not None:
                self.pages.found.forms[form][name("StructParents")] = number(self._keys[(_, form)])
        tops = self.pages.tags.tops if self.pages.tags else self._figures(alt)
        node = self.writer.reserve()
        for place, page in zip(self.places, self.pages.clean, strict=True):
            self._page(place, page, node)
        root = self._tree(tops)
        catalog = dictionary(
            Type=name("Catalog"),
            Pages=node,
            MarkInfo=dictionary(Marked=BooleanObject(True)),
            StructTreeRoot=root,
            Outlines=self._outline(),
        )
        if layers := self._layers():
            catalog[name("OCProperties")] = layers
        self.graft.flush()
        kids = dictionary(Type=name("Pages"), Kids=array(self.places), Count=number(len(self.places)))
        self.writer.put(node, kids)
        self.writer.finish(self.writer.add(catalog), self.writer.add(DictionaryObject()))

    def _figures(self, alt: str) -> list[Element]:
        """One figure a page, its whole content."""
        made = []
        count = len(self.pages.clean)
        for rank, (place, page) in enumerate(zip(self.source.pages, self.pages.clean, strict=True), 1):
            page.data = b"/Figure <</MCID 0>> BDC\nq\n" + page.data + b"\nQ\nEMC"
            self.pages.living[(place.idnum, None)] = {0}
            layout = dictionary(O=name("Layout"), BBox=array(map(FloatObject, page.seen)), Placement=name("Block"))
            says = dictionary(Alt=text(alt if count == 1 else f"{alt} ({rank}/{count})"), A=layout)
            made.append(Element("Figure", says, [Piece((place.idnum, None), 0)]))
        return made

    def _page(self, place: IndirectObject, page: CleanPage, node: IndirectObject) -> None:
        made = self.graft.take(page.entries)
        assert isinstance(made, DictionaryObject)
        old = next(one for one, new in zip(self.source.pages, self.places, strict=True) if new == place)
        made[name("Parent")] = node
        made[name("Contents")] = self.writer.add(stream(page.data))
        made[name("StructParents")] = number(self._keys[(old.idnum, None)])
        made[name("Tabs")] = name("S")
        held: list[PdfObject] = []
        for number_, link in page.kept.links.items():
            taken = self.graft.take(link)
            assert isinstance(taken, DictionaryObject)
            key = len(self._keys) + len(self._links)
            taken[name("StructParent")] = number(key)
            self._links[number_] = self.graft.add(taken), key, place
            held.append(self._links[number_][0])
        if held:
            made[name("Annots")] = array(held)
        self.graft.put(place, made)

    def _tree(self, tops: Sequence[Element]) -> IndirectObject:
        root, top = self.writer.reserve(), self.writer.reserve()
        while len(tops) == 1 and tops[0].kind == "Part" and not tops[0].says:
            tops = [kid for kid in tops[0].kids if isinstance(kid, Element)]
        kids = [made for one in tops if (made := self._element(one, top)) is not None]
        for number_ in list(self._links):
            link = self._element(Element("Link", DictionaryObject(), [Note(number_)]), top)
            kids += [link] if link else []
        says = dictionary(Type=name("StructElem"), S=name("Document"), P=root, K=array(kids))
        lang = self.source.look(own(self.source.catalog, "/Lang"))
        if self.pages.tags and _is_said(lang) and not all("/Lang" in one.says for one in tops):
            says[name("S")], says[name("Lang")] = name("Part"), lang
        self.writer.put(top, says)
        numbers: list[tuple[PdfObject, PdfObject]] = [(number(key), row) for key, row in sorted(self._parents())]
        nums = self.writer.add(tree(self.writer.add, numbers, "Nums"))
        self.writer.put(root, dictionary(Type=name("StructTreeRoot"), K=array((top,)), ParentTree=nums))
        return root

    def _parents(self) -> list[tuple[int, PdfObject]]:
        made: list[tuple[int, PdfObject]] = list(self._objects)
        for key in self._keys.values():
            row = self._rows.get(key, {})
            held = [row.get(mark) or NullObject() for mark in range(max(row, default=-1) + 1)]
            made.append((key, self.writer.add(array(held))))
        return made

    def _element(self, element: Element, parent: IndirectObject) -> IndirectObject | None:
        """Set an element down with all below it; None for one that has lost all that it held."""
        place = self.writer.reserve()
        kids: list[PdfObject] = []
        linked = False
        for kid in element.kids:
            if isinstance(kid, Element):
                made: PdfObject | None = self._element(kid, place)
            elif isinstance(kid, Piece):
                made = self._piece(kid, place)
            else:
                made = self._reference(kid, place)
                linked |= made is not None
            if made is not None:
                kids.append(made)
        if not kids and element.kind not in _MAY_BE_EMPTY:
            return None
        kind = "Span" if element.kind == "Link" and not linked else element.kind
        says = dictionary(Type=name("StructElem"), S=name(kind), P=parent, K=array(kids))
        says.update(element.says)
        page = next((own(kid, "/Pg") for kid in kids if isinstance(kid, DictionaryObject)), None)
        if page is not None:
            says[name("Pg")] = page
        self.writer.put(place, says)
        return place

    def _piece(self, piece: Piece, parent: IndirectObject) -> PdfObject | None:
        if piece.number not in self.pages.living.get(piece.stream, ()):
            return None
        page, form = piece.stream
        home = self.graft.moved.get(page)
        made = dictionary(Type=name("MCR"), Pg=home or NullObject(), MCID=number(piece.number))
        if form is not None:
            made[name("Stm")] = self.graft.moved.get(form) or NullObject()
        self._rows.setdefault(self._keys[piece.stream], {})[piece.number] = parent
        return made

    def _reference(self, kid: Note, parent: IndirectObject) -> PdfObject | None:
        found = self._links.pop(kid.number, None)
        if found is None:
            return None
        place, key, page = found
        self._objects.append((key, parent))
        return dictionary(Type=name("OBJR"), Obj=place, Pg=page)

    def _outline(self) -> IndirectObject:
        root = self.writer.reserve()
        made = dictionary(Type=name("Outlines"))
        old = self.source.dictionary(own(self.source.catalog, "/Outlines"))
        self._bookmarks(old, made, root, set(), DEEPEST_BOOKMARK)
        self.writer.put(root, made)
        return root

    def _bookmarks(
        self, old: DictionaryObject, made: DictionaryObject, place: IndirectObject, seen: set[int], depth: int
    ) -> None:
        """The bookmarks under one: those that lead to a page of the file and say so."""
        found: list[tuple[IndirectObject, DictionaryObject]] = []
        here = own(old, "/First")
        while isinstance(here, IndirectObject) and here.idnum not in seen and depth and len(seen) < MOST_BOOKMARKS:
            seen.add(here.idnum)
            item = self.source.dictionary(here)
            title, where = self.source.look(own(item, "/Title")), self.pages.targets.find(item)
            if _is_said(title) and where is not None:
                new = self.writer.reserve()
                entry = dictionary(Title=text(text_of(title)), Parent=place, Dest=self.graft.take(where))
                self._bookmarks(item, entry, new, seen, depth - 1)
                found.append((new, entry))
            here = own(item, "/Next")
        for (_, entry), (following, _) in pairwise(found):
            entry[name("Next")] = following
        for new, entry in found:
            self.writer.put(new, entry)
        if found:
            made[name("First")], made[name("Last")] = found[0][0], found[-1][0]

    def _layers(self) -> DictionaryObject | None:
        """The layers that the pages draw on, those hidden that the file hides (ISO 32000-1, 8.11.4)."""
        if not self.pages.found.layers:
            return None
        usual = self.source.dictionary(own(self.source.dictionary(own(self.source.catalog, "/OCProperties")), "/D"))
        lit = {item.idnum for item in items_of(self.source.look(own(usual, "/ON"))) if isinstance(item, IndirectObject)}
        dark = {i.idnum for i in items_of(self.source.look(own(usual, "/OFF"))) if isinstance(i, IndirectObject)}
        if str(self.source.look(own(usual, "/BaseState"))) == "/OFF":
            dark |= self.pages.found.layers.keys() - lit
        places = {old: self.graft.take(place) for old, place in sorted(self.pages.found.layers.items())}
        off = array(place for old, place in places.items() if old in dark)
        return dictionary(OCGs=array(places.values()), D=dictionary(OFF=off))


def _is_said(found: PdfObject) -> bool:
    try:
        return bool(raw(found))
    except TypeError:
        return False
