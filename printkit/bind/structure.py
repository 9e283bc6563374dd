"""Grows one tag tree out of the parts' trees: a Document, a Part a section, an Art an article, and one parent tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, NullObject, PdfObject

from printkit.bind import forms, repair
from printkit.bind.graft import Graft
from printkit.bind.objects import array, dictionary, items_of, leaves, name, name_of, number, own, text, tree
from printkit.bind.write import Writer
from printkit.errors import BindError
from printkit.model.products import Imprint, Kind, Part

ELEMENTS: Mapping[Kind, str] = {"article": "Art", "section": "Sect", "cover": "Part", "front": "Part", "back": "Part"}
"""What a part of each kind is in the tree; ready pages are a Part, for they may be anything."""

WRAPPERS = ("Document", "Art", "Part")
"""What the engine wraps an article in, once a page; the part's own element takes its place."""

Orphans = Mapping[int, frozenset[int]]
"""By the part's own StructParents key: marked content that hangs in no tree, as margin boxes do."""


@dataclass
class Structure:
    """The bundle's tag tree as it grows, part by part."""

    writer: Writer
    imprint: Imprint
    root: IndirectObject = field(init=False)
    document: IndirectObject = field(init=False)
    next_key: int = 0
    _kids: list[PdfObject] = field(default_factory=list)
    _section: str = ""
    _section_place: IndirectObject | None = None
    _section_kids: list[PdfObject] = field(default_factory=list)
    _ids: list[tuple[bytes, IndirectObject]] = field(default_factory=list)
    _parents: list[tuple[int, PdfObject]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.writer.reserve()
        self.document = self.writer.reserve()

    def adopt(self, graft: Graft, part: Part) -> tuple[DictionaryObject, Orphans]:
        """Graft a part's tree into the one tree; its pages must be reserved and not yet made.

        Gives the part's element, and what marked content of which page hangs in no tree: in a filler, all of it.
        """
        if part.kind == "filler":
            return DictionaryObject(), self._unread(graft)
        home = self._home(part.section)
        place, element = self._element(graft, part, home)
        alive = repair.walk(graft, place)
        if repair.lists(graft, alive):
            alive = repair.walk(graft, place)
        repair.headers(graft, alive, f"{part.slug}/".encode())
        repair.scopes(graft, alive)
        if not part.rendition.foreign:
            repair.boxes(graft, alive)
        if part.kind != "article":
            repair.contents(graft, alive)
        folded = repair.fold(graft, alive)
        self._ids += repair.ids(graft, alive, f"{part.slug}/".encode())
        (self._kids if home == self.document else self._section_kids).append(place)
        return element, self._graft_parents(graft, set(repair.walk(graft, place)), folded)

    def finish(self) -> None:
        """Set the tree's upper levels down (ISO 32000-1, 14.7.2)."""
        self._close_section()
        document = dictionary(
            Type=name("StructElem"),
            S=name("Document"),
            P=self.root,
            T=text(self.imprint.title),
            Lang=text(self.imprint.lang),
            K=array(self._kids),
        )
        self.writer.put(self.document, document)
        numbers: list[tuple[PdfObject, PdfObject]] = [(number(key), value) for key, value in sorted(self._parents)]
        root = dictionary(
            Type=name("StructTreeRoot"),
            K=array((self.document,)),
            ParentTree=self.writer.add(tree(self.writer.add, numbers, "Nums")),
            ParentTreeNextKey=number(self.next_key),
        )
        if self._ids:
            named: list[tuple[PdfObject, PdfObject]] = [(ByteStringObject(key), at) for key, at in sorted(self._ids)]
            root[name("IDTree")] = self.writer.add(tree(self.writer.add, named, "Names"))
        self.writer.put(self.root, root)

    def _element(self, graft: Graft, part: Part, home: IndirectObject) -> tuple[IndirectObject, DictionaryObject]:
        """The part's element with the engine's wrappers taken off and their kids hung on it."""
        source = graft.source
        old_root = own(source.catalog, "/StructTreeRoot")
        if isinstance(old_root, IndirectObject):
            # Else the /P of the topmost element would drag the whole old root along.
            graft.moved[old_root.idnum] = self.document
        place = self.writer.reserve()
        kids: list[PdfObject] = []
        waiting = items_of(source.look(own(source.dictionary(old_root), "/K")))
        while waiting:
            kid = waiting.pop(0)
            old = source.dictionary(kid)
            if isinstance(kid, IndirectObject) and name_of(old, "/S") in WRAPPERS and repair.bare(old):
                graft.moved[kid.idnum] = place
                waiting[:0] = items_of(source.look(own(old, "/K")))
            else:
                kids.append(graft.take(kid))
        if not kids:
            raise BindError("this part's tag tree is empty", where=part.slug)
        element = dictionary(
            Type=name("StructElem"),
            S=name("Part" if part.rendition.foreign else ELEMENTS[part.kind]),
            P=home,
            T=text(part.title),
            Lang=text(part.lang),
            K=array(kids),
        )
        for kid in kids:
            found = graft.find(kid)
            if isinstance(found, DictionaryObject) and "/S" in found:
                found[name("P")] = place
        graft.put(place, element)
        return place, element

    def _unread(self, graft: Graft) -> Orphans:
        """The whole content of a filler, which is there for the press alone."""
        source = graft.source
        root = source.dictionary(own(source.catalog, "/StructTreeRoot"))
        orphans: dict[int, frozenset[int]] = {}
        for key, value in leaves(source.look, own(root, "/ParentTree"), "Nums"):
            orphans[int(str(key))] = frozenset(range(len(items_of(source.look(value)))))
        for place, marks in orphans.items():
            self._add_row(self.next_key + place, [None] * len(marks))
        self.next_key += max(orphans, default=-1) + 1
        return orphans

    def _home(self, section: str) -> IndirectObject:
        """The element that a part of this section hangs on."""
        if section != self._section or self._section_place is None:
            self._close_section()
            if section:
                self._section, self._section_place = section, self.writer.reserve()
                self._kids.append(self._section_place)
        return self._section_place or self.document

    def _close_section(self) -> None:
        if self._section_place is not None:
            element = dictionary(
                Type=name("StructElem"),
                S=name("Part"),
                P=self.document,
                T=text(self._section),
                K=array(self._section_kids),
            )
            self.writer.put(self._section_place, element)
        self._section, self._section_place, self._section_kids = "", None, []

    def _graft_parents(self, graft: Graft, alive: set[int], folded: Mapping[int, int]) -> Orphans:
        """The part's parent tree under new keys (ISO 32000-1, 14.7.4.4)."""
        source = graft.source
        root = source.dictionary(own(source.catalog, "/StructTreeRoot"))
        rows: dict[int, list[IndirectObject | None]] = {}
        used, top = self.next_key, -1
        for place, value in leaves(source.look, own(root, "/ParentTree"), "Nums"):
            old = int(str(place))
            top = max(top, old)
            held = source.look(value)
            if isinstance(held, ArrayObject):
                rows[old] = [_living(graft, item, alive, folded) for item in items_of(held)]
            elif (parent := _living(graft, value, alive, folded)) is not None:
                self._parents.append((used + old, parent))
        self.next_key += top + 1
        orphans = {
            key: frozenset(mark for mark, parent in enumerate(row) if parent is None) for key, row in rows.items()
        }
        self._graft_forms(graft, rows, orphans)
        for key, row in rows.items():
            self._add_row(used + key, row)
        return orphans

    def _graft_forms(self, graft: Graft, rows: Mapping[int, list[IndirectObject | None]], orphans: Orphans) -> None:
        """A row of its own for each form with marked content; all are known before the first is grafted."""
        inside = forms.marked(graft.source)
        for page, held in inside.items():
            for form in held:
                graft.forms[form.place.idnum] = self.next_key, orphans.get(page, frozenset()) & form.marks
                self.next_key += 1
        for page, held in inside.items():
            for form in held:
                key, _ = graft.forms[form.place.idnum]
                self._add_row(key, forms.rehang(graft, form, rows.get(page, [])))

    def _add_row(self, key: int, parents: Sequence[PdfObject | None]) -> None:
        row = ArrayObject(NullObject() if parent is None else parent for parent in parents)
        self._parents.append((key, self.writer.add(row)))


def _living(graft: Graft, old: PdfObject, alive: set[int], folded: Mapping[int, int]) -> IndirectObject | None:
    """What an entry of the old parent tree is now; None if it hangs in no tree."""
    place = graft.place_of(old)
    if place is None:
        return None
    here = place.idnum
    while here in folded:
        here = folded[here]
    return IndirectObject(here, 0, graft.streams.writer) if here in alive else None
