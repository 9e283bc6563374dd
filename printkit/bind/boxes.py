"""Fills the boxes that composing leaves for page numbers: each says the folio of the place that its link leads to.

A box is drawn by the engine as `(page 0123456789)`, its letters so near to each other that they take the room of a
number. That gives the face, the size, the colour, the place and the tag, and the glyph of every figure; only the
showing of the glyphs is set anew. A page with boxes is written last, when the places of all parts are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pypdf.generic import IndirectObject, NumberObject, PdfObject

from printkit.bind import figures, jumps
from printkit.bind.addresses import is_box, wanted
from printkit.bind.faces import meanings
from printkit.bind.figures import Box
from printkit.bind.graft import MARKED
from printkit.bind.objects import entries_of, items_of, leaves, own, raw, stream
from printkit.bind.read import Opened
from printkit.bind.repair import PX
from printkit.bind.write import Writer
from printkit.errors import Note
from printkit.model.products import Part
from printkit.model.words import leftward


@dataclass(frozen=True, slots=True)
class _Held:
    """A page's content that waits for its numbers."""

    slug: str
    place: IndirectObject
    data: bytes
    boxes: tuple[Box, ...]


@dataclass
class Boxes:
    """The contents of all pages on their way out; those with boxes are held back."""

    writer: Writer
    _held: list[_Held] = field(default_factory=list)
    _notes: list[Note] = field(default_factory=list)
    _reader: _Reader | None = None

    def write(self, source: Opened, page: IndirectObject, data: bytes) -> IndirectObject:
        """The place of the content of a page of a part, which is written now or at the end."""
        found = tuple(sorted(self._read(source).boxes(page, data), key=lambda box: box.start))
        if not found:
            return self.writer.add(stream(data))
        self._held.append(_Held(source.slug, self.writer.reserve(), data, found))
        return self._held[-1].place

    def jumped(self, source: Opened, part: Part, page: IndirectObject, data: bytes, folio: str) -> bytes:
        """The content of a page beside a jump, the number of the page at the other side of it put in its line."""
        made = jumps.filled(data, self._read(source).fonts_of(page), folio, ends=leftward(part.lang))
        if made is None:
            said = "the page at the other side of the jump is not said"
            self._notes.append(Note("warning", "jump.no-page", said, part.slug))
        return data if made is None else made

    def _read(self, source: Opened) -> _Reader:
        if self._reader is None or self._reader.source is not source:
            self._reader = _Reader(source)
        return self._reader

    def finish(self, folios: Mapping[bytes, str]) -> tuple[Note, ...]:
        """Write what was held back, with the folio of each target; a Note for each box that had to stay empty."""
        notes = self._notes
        for held in self._held:
            made, at = bytearray(), 0
            for box in held.boxes:
                said = box.said(folios[box.target])
                if not said:
                    where = box.target.decode()
                    notes.append(Note("warning", "link.no-page", f"the page of '{where}' is not said", held.slug))
                made += held.data[at : box.start] + said
                at = box.end
            self.writer.put(held.place, stream(bytes(made) + held.data[at:]))
        self._held.clear()
        return tuple(notes)


@dataclass
class _Reader:
    """Finds the boxes on the pages of one part."""

    source: Opened
    _fonts: dict[int, tuple[Mapping[int, float], Mapping[int, str]]] = field(default_factory=dict)

    def boxes(self, page: IndirectObject, data: bytes) -> Iterator[Box]:
        """The boxes in a page's content."""
        marks = dict(self._marks(page))
        if not marks:
            return
        fonts = self.fonts_of(page)
        for found in MARKED.finditer(data):
            if int(found[2]) in marks:
                yield figures.read(data, found.end(), fonts, marks.pop(int(found[2])))
        # What is left is drawn in a form, as half-seen text is.
        yield from (Box(len(data), len(data), target) for target, _ in marks.values())

    def _marks(self, page: IndirectObject) -> Iterator[tuple[int, tuple[bytes, float]]]:
        """The numbers of the marked content of the boxes on a page, each with the name of its target and its width."""
        source = self.source
        for found in items_of(source.look(own(source.dictionary(page), "/Annots"))):
            annotation = source.dictionary(found)
            address = own(source.dictionary(own(annotation, "/A")), "/URI")
            if address is None or not is_box(raw(source.look(address))):
                continue
            element = source.dictionary(self._parents.get(int(str(own(annotation, "/StructParent")))))
            for kid in items_of(source.look(own(element, "/K"))):
                if isinstance(kid, NumberObject) and own(element, "/Pg") == page:
                    sides = [float(str(side)) for side in items_of(source.look(own(annotation, "/Rect")))]
                    yield int(kid), (wanted(raw(source.look(address))), abs(sides[2] - sides[0]) / PX)

    @cached_property
    def _parents(self) -> Mapping[int, PdfObject]:
        root = self.source.dictionary(own(self.source.catalog, "/StructTreeRoot"))
        return {int(str(key)): value for key, value in leaves(self.source.look, own(root, "/ParentTree"), "Nums")}

    def fonts_of(self, page: IndirectObject) -> dict[bytes, tuple[Mapping[int, float], Mapping[int, str]]]:
        """By its name in a page's resources: the widths and the texts of a font's glyphs."""
        resources = self.source.dictionary(own(self.source.dictionary(page), "/Resources"))
        fonts = self.source.dictionary(own(resources, "/Font"))
        return {key[1:].encode("latin-1"): self._font(place) for key, place in entries_of(fonts)}

    def _font(self, place: PdfObject) -> tuple[Mapping[int, float], Mapping[int, str]]:
        known = place.idnum if isinstance(place, IndirectObject) else 0
        if known not in self._fonts:
            self._fonts[known] = meanings(self.source, place)
        return self._fonts[known]
