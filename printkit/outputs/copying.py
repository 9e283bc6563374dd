"""Copies the pages of a PDF into another as forms, each with all it draws with and nothing that points elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from printkit.model.products import Box
from printkit.outputs.forme import Matrix, combined, covered
from printkit.outputs.original import Leaf, look

_LEFT_OUT = frozenset(("/StructParent", "/StructParents", "/PieceInfo", "/Parent", "/Length"))
"""What ties an object to the file it came from: its tag tree, its maker's notes, its place in a tree."""

MOST = 128 << 20
"""How many bytes a page's content may unpack to."""

_HIDDEN, _PRINTED = 2, 4
"""ISO 32000-1, 12.5.3: flags of an annotation."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A form to be drawn, and the matrix that places it in its page's space."""

    form: IndirectObject
    matrix: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Copies:
    """Objects of one file copied into a writer, each once."""

    writer: PdfWriter
    _places: dict[int, IndirectObject] = field(default_factory=dict)
    _waiting: list[IndirectObject] = field(default_factory=list)

    def take(self, found: PdfObject) -> PdfObject:
        """An object with everything it reaches, by a list and not by recursion, so that no depth harms."""
        made = self._copy(found)
        while self._waiting:
            old = self._waiting.pop()
            copied = self._copy(look(old))
            self.put(self._places[old.idnum], copied)
        return made

    def add(self, made: PdfObject) -> IndirectObject:
        """A new object; pypdf has no public way to hand it one."""
        return self.writer._add_object(made)

    def put(self, place: IndirectObject, made: PdfObject) -> None:
        """The object under a number that was given out."""
        made.indirect_reference = place
        self.writer._objects[place.idnum - 1] = made

    def drawings(self, leaf: Leaf) -> tuple[Drawing, ...]:
        """What a page shows: the page itself as one form, and over it what is printed of its annotations."""
        shown = [] if (page := self._page(leaf)) is None else [Drawing(page)]
        return (*shown, *self._annotations(leaf))

    def _page(self, leaf: Leaf) -> IndirectObject | None:
        """A page as a form whose box is its bleed; None for one without content."""
        content = _content(leaf)
        if content is None:
            return None
        form = StreamObject()
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        form[NameObject("/BBox")] = numbers(leaf.bleed)
        form[NameObject("/Resources")] = self.take(dict.get(leaf.page, "/Resources") or DictionaryObject())
        if "/Group" in leaf.page:
            form[NameObject("/Group")] = self.take(leaf.page.raw_get("/Group"))
        for key in ("/Filter", "/DecodeParms"):
            if key in content:
                form[NameObject(key)] = self.take(content.raw_get(key))
        form._data = content._data
        return self.add(form)

    def _annotations(self, leaf: Leaf) -> Iterator[Drawing]:
        found = look(leaf.page.get("/Annots"))
        for place in list.__iter__(found) if isinstance(found, ArrayObject) else ():
            annotation = look(place)
            if isinstance(annotation, DictionaryObject) and _is_printed(annotation):
                yield from self._appearance(annotation)

    def _appearance(self, annotation: DictionaryObject) -> Iterator[Drawing]:
        """ISO 32000-1, 12.5.5: the appearance is moved and stretched until it fills the annotation's rectangle."""
        found = _appearance(annotation)
        rect, box = look(annotation.get("/Rect")), look(found[1].get("/BBox")) if found else None
        if found is None or not isinstance(rect, ArrayObject) or not isinstance(box, ArrayObject):
            return
        place, form = found
        said = look(form.get("/Matrix"))
        own = _six(said) if isinstance(said, ArrayObject) else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        left, bottom, right, top = covered(_four(box), own)
        x, y, x2, y2 = covered(_four(rect), (1, 0, 0, 1, 0, 0))
        if right - left <= 0 or top - bottom <= 0:
            return
        across, up = (x2 - x) / (right - left), (y2 - y) / (top - bottom)
        copied = self.take(place)
        if isinstance(copied, IndirectObject):
            yield Drawing(copied, combined((1, 0, 0, 1, -left, -bottom), (across, 0, 0, up, x, y)))

    def _copy(self, found: PdfObject) -> PdfObject:
        if isinstance(found, IndirectObject):
            return self._refer(found)
        if isinstance(found, StreamObject):
            made = StreamObject()
            self._fill(made, found)
            made._data = found._data
            return made
        if isinstance(found, DictionaryObject):
            entries = DictionaryObject()
            self._fill(entries, found)
            return entries
        if isinstance(found, ArrayObject):
            return ArrayObject(self._copy(item) for item in list.__iter__(found))
        # The bytes as they stood: a string may be a table of colours.
        return ByteStringObject(found.original_bytes) if isinstance(found, TextStringObject) else found

    def _refer(self, found: IndirectObject) -> PdfObject:
        """The new number of an object; a page is a null, or all pages would come along with one."""
        if found.idnum not in self._places:
            old = look(found)
            if isinstance(old, DictionaryObject) and str(dict.get(old, "/Type")) in ("/Page", "/Pages", "/Catalog"):
                return NullObject()
            self._places[found.idnum] = self.add(NullObject())
            self._waiting.append(found)
        return self._places[found.idnum]

    def _fill(self, made: DictionaryObject, found: DictionaryObject) -> None:
        for key, value in dict.items(found):
            if key not in _LEFT_OUT:
                dict.__setitem__(made, NameObject(key), self._copy(value))


def numbers(values: tuple[float, ...]) -> ArrayObject:
    """An array of numbers, to a thousandth."""
    rounded = [round(value, 3) for value in values]
    return ArrayObject(NumberObject(value) if value == int(value) else FloatObject(value) for value in rounded)


def _content(leaf: Leaf) -> StreamObject | None:
    """A page's content as one stream, unpacked once to see that it is whole; None where there is none."""
    found = look(leaf.page.get("/Contents"))
    parts = [look(item) for item in list.__iter__(found)] if isinstance(found, ArrayObject) else [found]
    if isinstance(dict.get(leaf.page, "/Contents", NullObject()), NullObject):
        return None
    streams = [part for part in parts if isinstance(part, StreamObject)]
    if len(streams) < len(parts):
        raise ValueError(f"the content of page {leaf.label} is missing")
    # ISO 32000-1, 7.8.2: parts are read as one, with white space between them.
    data = [_unpacked(stream, leaf) for stream in streams]
    if not any(part.strip() for part in data):
        return None
    if len(streams) == 1:
        return streams[0]
    joined = StreamObject()
    joined._data = b"\n".join(data)
    return joined.flate_encode()


def _unpacked(stream: StreamObject, leaf: Leaf) -> bytes:
    """A stream's data; pypdf makes do with what it can unpack of a broken one, and words would be missing."""
    if str(look(stream.get("/Filter"))) != "/FlateDecode" or "/DecodeParms" in stream:
        return bytes(stream.get_data())
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(stream._data, MOST)
    if stream._data and not unpacking.eof:
        raise ValueError(f"the content of page {leaf.label} is cut short, or larger than {MOST >> 20} MiB")
    return data


def _is_printed(annotation: DictionaryObject) -> bool:
    flags = look(annotation.get("/F"))
    said = int(flags) if isinstance(flags, NumberObject) else 0
    return bool(said & _PRINTED) and not said & _HIDDEN and str(annotation.get("/Subtype")) not in ("/Popup", "/Link")


def _appearance(annotation: DictionaryObject) -> tuple[PdfObject, StreamObject] | None:
    """The reference to an annotation's look, and the look: the one of its state where it has several."""
    held = look(annotation.get("/AP"))
    place = dict.get(held, "/N") if isinstance(held, DictionaryObject) else None
    form = look(place)
    if isinstance(form, DictionaryObject) and not isinstance(form, StreamObject):
        place = dict.get(form, str(annotation.get("/AS")))
        form = look(place)
    return (place, form) if isinstance(form, StreamObject) and isinstance(place, PdfObject) else None


def _four(found: ArrayObject) -> Box:
    left, bottom, right, top = (float(str(look(item))) for item in list.__iter__(found))
    return left, bottom, right, top


def _six(found: ArrayObject) -> Matrix:
    a, b, c, d, e, f = (float(str(look(item))) for item in list.__iter__(found))
    return a, b, c, d, e, f
