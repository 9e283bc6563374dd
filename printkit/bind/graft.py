"""Rebuilds the objects of one part under new numbers; equal streams of all parts are written once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Protocol

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from printkit.bind.objects import content, dump, name, number, packed, raw
from printkit.bind.read import Opened
from printkit.bind.write import Writer

MARKED = re.compile(rb"/(\w+)\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC\b")
"""The start of marked content, its tag and its number."""

_PARENTS = ("/StructParent", "/StructParents")


@dataclass
class Streams:
    """Every stream written so far, by the sha256 of its dictionary and data."""

    writer: Writer
    written: dict[bytes, IndirectObject] = field(default_factory=dict)

    def add(self, made: StreamObject) -> IndirectObject:
        """The place of a stream with these bytes; it is written if it is the first.

        A stream with a place of its own in the structure is never shared.
        """
        if any(key in made for key in _PARENTS):
            return self.writer.add(made)
        head = bytearray()
        dump(DictionaryObject(made), head)
        key = hashlib.sha256(bytes(head) + b"\0" + made._data).digest()
        if key not in self.written:
            self.written[key] = self.writer.add(made)
        return self.written[key]


class Dye(Protocol):
    """Who gives the colours of grafted objects a profile."""

    def colour(self, made: DictionaryObject) -> None: ...

    def paint(self, made: StreamObject) -> None: ...


@dataclass
class Graft:
    """One part on its way into the bundle: what each old number became, and the objects not yet set down.

    Streams are set down as they are met, all else stays in `objects` (by new number) until `flush`, so that the
    other rooms may mend it. `offset` is added to every key into the parent tree. `forms` holds by its old number the
    key of each form with marked content, and which of that content hangs in no tree. `dye`, where there is one, mends
    the colours of all that is rebuilt.
    """

    source: Opened
    streams: Streams
    offset: int
    moved: dict[int, PdfObject] = field(default_factory=dict)
    forms: dict[int, tuple[int, frozenset[int]]] = field(default_factory=dict)
    dye: Dye | None = None
    objects: dict[int, DictionaryObject | ArrayObject] = field(default_factory=dict)
    _waiting: list[tuple[DictionaryObject | ArrayObject, IndirectObject]] = field(default_factory=list)

    def take(self, found: PdfObject) -> PdfObject:
        """An object rebuilt with everything it reaches."""
        made = self._copy(found)
        while self._waiting:
            old, place = self._waiting.pop()
            self._keep(place, self._copy(old))
        return made

    def reserve(self, old: IndirectObject) -> IndirectObject:
        """A new number for an object that is made by hand, so that all who refer to the old one find it."""
        place = self.streams.writer.reserve()
        self.moved[old.idnum] = place
        return place

    def add(self, made: DictionaryObject | ArrayObject) -> IndirectObject:
        """A new object of this part."""
        place = self.streams.writer.reserve()
        self._keep(place, made)
        return place

    def put(self, place: IndirectObject, made: DictionaryObject) -> None:
        """An object made by hand under its reserved number."""
        self._keep(place, made)

    def find(self, found: PdfObject | None) -> PdfObject:
        """The rebuilt object behind a new reference, or the object itself; null where it is set down already."""
        if isinstance(found, IndirectObject):
            return self.objects.get(found.idnum, NullObject())
        return NullObject() if found is None else found

    def place_of(self, old: PdfObject) -> IndirectObject | None:
        """The new number of an object already rebuilt."""
        place = self.moved.get(old.idnum) if isinstance(old, IndirectObject) else None
        return place if isinstance(place, IndirectObject) else None

    def flush(self) -> None:
        """Set down everything that is still here, in the order of the numbers."""
        for place in sorted(self.objects):
            self.streams.writer.put(IndirectObject(place, 0, self.streams.writer), self.objects[place])
        self.objects.clear()

    def _keep(self, place: IndirectObject, made: PdfObject) -> None:
        if isinstance(made, DictionaryObject | ArrayObject):
            made.indirect_reference = place
            self.objects[place.idnum] = made

    def _copy(self, found: PdfObject) -> PdfObject:
        kind = type(found)
        if kind is IndirectObject:
            return self._follow(found)  # type: ignore[arg-type]
        if isinstance(found, StreamObject):
            return self._stream(found)
        if isinstance(found, DictionaryObject):
            entries = DictionaryObject()
            self._fill(entries, found)
            return entries
        if isinstance(found, ArrayObject):
            made = ArrayObject()
            for item in list.__iter__(found):
                list.append(made, self._copy(item))
            return made
        return ByteStringObject(raw(found)) if kind is TextStringObject else found

    def _follow(self, found: IndirectObject) -> PdfObject:
        moved = self.moved.get(found.idnum)
        if moved is not None:
            return moved
        old = self.source.look(found)
        made: PdfObject
        if isinstance(old, StreamObject):
            # Depth first, so that equal streams refer to equal children.
            stream = self._stream(old)
            if found.idnum in self.forms:
                key, lost = self.forms[found.idnum]
                stream[name("StructParents")] = number(key)
                packed(stream, unmarked(content(stream), lost))
            made = self.streams.add(stream)
        elif isinstance(old, DictionaryObject | ArrayObject):
            made = self.streams.writer.reserve()
            self._waiting.append((old, made))
        else:
            return self._copy(old)
        self.moved[found.idnum] = made
        return made

    def _stream(self, found: StreamObject) -> StreamObject:
        made = StreamObject()
        self._fill(made, found)
        made.pop(name("Length"), None)
        # ISO 19005-3, 6.2.8.1: pictures must not be smoothed by the viewer.
        made.pop(name("Interpolate"), None)
        made._data = found._data
        if self.dye:
            self.dye.paint(made)
        return made

    def _fill(self, made: DictionaryObject, found: DictionaryObject) -> None:
        for key, value in dict.items(found):
            dict.__setitem__(made, key, self._copy(value))
        for key in _PARENTS:
            value = dict.get(made, key)
            if isinstance(value, NumberObject):
                dict.__setitem__(made, name(key[1:]), number(value + self.offset))
        if self.dye:
            self.dye.colour(made)


def unmarked(data: bytes, lost: frozenset[int]) -> bytes:
    """A page's or a form's content with what hangs in no tree made an artifact of pagination."""
    if not lost:
        return data
    artifact = b"/Artifact <</Type/Pagination>> BDC"
    return MARKED.sub(lambda found: artifact if int(found[2]) in lost else found[0], data)
