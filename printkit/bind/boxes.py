"""Fills the boxes that composing leaves for page numbers: each says the folio of the place that its link leads to.

A box is drawn by the engine as `(page 0123456789)`, its letters so near to each other that they take the room of a
number. That gives the face, the size, the colour, the place and the tag, and the glyph of every figure; only the
showing of the glyphs is set anew. A page with boxes is written last, when the places of all parts are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pypdf.generic import IndirectObject, NumberObject, PdfObject, StreamObject

from printkit.bind import jumps
from printkit.bind.addresses import is_box, wanted
from printkit.bind.faces import read_map, read_widths
from printkit.bind.graft import MARKED
from printkit.bind.objects import content, entries_of, items_of, leaves, own, raw, stream
from printkit.bind.read import Opened
from printkit.bind.repair import PX
from printkit.bind.write import Writer
from printkit.errors import Note
from printkit.model.products import Part
from printkit.model.words import SAMPLE, leftward

LOOSE, LOOSE_ALONE = 0.012, 0.025
"""The most, in ems, that two letters of a box are moved apart: within a line, and where they lead it."""

CLOSE = 0.25
"""The share of the space in a box that goes first where the number is a long one."""

_SHOWN = re.compile(rb"/(\S+)\s+([\d.]+)\s+Tf\b|\[([^\]]*)\]\s*TJ\b|\b(BT|ET|Tm|Td|Ts|Tj|Tz)\b")
_PIECE = re.compile(rb"<([0-9a-fA-F]+)>")
_PLACED = re.compile(rb"(-?[\d.]+)\s+(-?[\d.]+)\s+Tm\b")
_SPACES = (" ", "\u00a0", "\u202f")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: the name of its font in the page's resources, the size, its number, its text, its width as text."""

    font: bytes
    size: float
    number: int
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it stands in the content, what stands before and after the number, the figures, and its room.

    `leads` says that nothing stands before it on its line. Without figures it is a box that could not be read, and is
    left empty.
    """

    start: int
    end: int
    target: bytes
    before: tuple[Glyph, ...] = ()
    figures: Mapping[str, Glyph] = field(default_factory=dict)
    after: tuple[Glyph, ...] = ()
    room: float = 0.0
    leads: bool = False

    def said(self, folio: str) -> bytes:
        """The operators that show the folio in this box; nothing where a letter of it has no glyph."""
        if any(letter not in self.figures for letter in folio):
            return b""
        return _set((*self.before, *(self.figures[letter] for letter in folio), *self.after), self.room, self.leads)


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
                end = data.index(b"EMC", found.end())
                yield _box(data[:end], found.end(), fonts, marks.pop(int(found[2])))
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
            font = self.source.dictionary(place)
            kids = items_of(self.source.look(own(font, "/DescendantFonts")))
            widths = read_widths(self.source, own(self.source.dictionary(kids[0] if kids else None), "/W")) or {}
            table = self.source.look(own(font, "/ToUnicode"))
            said = read_map(content(table)) if isinstance(table, StreamObject) else {}
            self._fonts[known] = (
                {glyph: float(str(width)) for glyph, width in widths.items()},
                {glyph: bytes.fromhex(data.decode()).decode("utf-16-be") for glyph, data in said.items()},
            )
        return self._fonts[known]


_Fonts = Mapping[bytes, tuple[Mapping[int, float], Mapping[int, str]]]


def _box(data: bytes, start: int, fonts: _Fonts, asked: tuple[bytes, float]) -> Box:
    """The box in the marked content that ends the data: all that shows it, but for a space that was drawn behind it."""
    target, room = asked
    glyphs: list[Glyph] = []
    font, size = b"", 0.0
    first = last = start
    for found in _SHOWN.finditer(data, start):
        if found[1]:
            font, size = found[1], float(found[2])
            first = first if glyphs else found.start()
        elif found[3] is not None:
            shown = _shown(found[3], font, size, fonts)
            if not _whole(glyphs) or any(glyph.text not in _SPACES for glyph in shown):
                glyphs += shown
                last = found.end()
        elif found[4] in (b"Ts", b"Tj", b"Tz", b"Td"):
            return Box(start, len(data), target)
    said = "".join(glyph.text for glyph in glyphs)
    at = said.find(SAMPLE)
    if at < 0 or len(said) != len(glyphs):
        return Box(first, max(first, last), target)
    figures = {glyph.text: glyph for glyph in glyphs[at : at + len(SAMPLE)]}
    before, after = tuple(glyphs[:at]), tuple(glyphs[at + len(SAMPLE) :])
    return Box(first, last, target, before, figures, after, room, _leads(data, first))


def _whole(glyphs: Sequence[Glyph]) -> bool:
    return SAMPLE in "".join(glyph.text for glyph in glyphs)


def _leads(data: bytes, at: int) -> bool:
    """Whether the text that is placed here is the first on its line: what was placed before it stands elsewhere."""
    *_, before, here = ("", "", *(place[2] for place in _PLACED.finditer(data[:at])))
    return before != here


def _shown(said: bytes, font: bytes, size: float, fonts: _Fonts) -> list[Glyph]:
    """The glyphs of one operator."""
    widths, texts = fonts.get(font, ({}, {}))
    glyphs: list[Glyph] = []
    for piece in _PIECE.findall(said):
        for at in range(0, len(piece), 4):
            number = int(piece[at : at + 4], 16)
            glyphs.append(Glyph(font, size, number, texts.get(number, ""), widths.get(number, 0.0) * size / 1000))
    return glyphs


def _set(glyphs: Sequence[Glyph], room: float, leads: bool) -> bytes:
    """Glyphs that end where their room ends: what is over goes before them, unless they lead a line, and among them.

    Where the room is scant, the space gives way, and then all letters move nearer to each other.
    """
    size = glyphs[-1].size
    over = room - sum(glyph.width for glyph in glyphs)
    space = next((at for at, glyph in enumerate(glyphs) if glyph.text in _SPACES), None)
    inner = 0.0
    if over < 0 and space is not None:
        inner = max(over, -CLOSE * glyphs[space].width)
    apart = min((over - inner) / max(1, len(glyphs) - 1), (LOOSE_ALONE if leads else LOOSE) * size)
    left = max(0.0, over - inner - apart * (len(glyphs) - 1))
    if left and space is not None:
        inner, left = (left, 0.0) if leads else (left / 2, left / 2)
    return _shows(glyphs, [apart + inner * (at == space) for at in range(len(glyphs) - 1)], left)


def _shows(glyphs: Sequence[Glyph], gaps: Sequence[float], lead: float) -> bytes:
    """The operators that show glyphs with these gaps behind them, after a gap that leads."""
    out, font = bytearray(), b""
    for glyph, gap in zip(glyphs, (*gaps, 0.0), strict=True):
        if glyph.font != font:
            out += (b"] TJ\n" if font else b"") + b"/%s %s Tf\n[" % (glyph.font, b"%.6f" % glyph.size)
            out += b"%.2f" % (-lead * 1000 / glyph.size) if lead and not font else b""
            font = glyph.font
        out += b"<%04x>" % glyph.number
        out += b"%.2f" % (-gap * 1000 / glyph.size) if gap else b""
    return bytes(out) + b"] TJ"
