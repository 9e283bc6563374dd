"""Writes a PDF as its objects come: streams at once, the rest packed, the identifier made from the content."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from typing import BinaryIO

from pypdf.generic import IndirectObject, PdfObject, StreamObject

from printkit.bind.objects import dump, name, number

PACK = 200
"""How many objects stand in one object stream."""

_ROW = struct.Struct(">BIH")
_FREE = b"\0\0\0\0\0\xff\xff"


class Writer:
    """A PDF file on its way out: numbers are handed out in order, and each object is set down once.

    Nothing of an object is kept after it is set down but its place, so that memory does not grow with the file.
    """

    def __init__(self, out: BinaryIO, version: str = "1.7") -> None:
        self._out = out
        self._at = 0
        self._count = 0
        self._places: dict[int, bytes] = {}
        self._packed: list[tuple[int, bytes]] = []
        self._digest = hashlib.sha256()
        self._say(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())

    def reserve(self) -> IndirectObject:
        """A number for an object that is set down later."""
        self._count += 1
        return IndirectObject(self._count, 0, self)

    def add(self, made: PdfObject) -> IndirectObject:
        """Set an object down under a new number."""
        place = self.reserve()
        self.put(place, made)
        return place

    def put(self, place: IndirectObject, made: PdfObject) -> None:
        """Set an object down under a reserved number."""
        out = bytearray()
        if isinstance(made, StreamObject):
            made[name("Length")] = number(len(made._data))
            dump(made, out)
            out += b"\nstream\n" + made._data + b"\nendstream"
            self._digest.update(out)
            self._set(place.idnum, bytes(out))
            return
        dump(made, out)
        self._digest.update(out)
        self._packed.append((place.idnum, bytes(out)))
        if len(self._packed) == PACK:
            self._pack()

    @property
    def digest(self) -> bytes:
        """The sha256 of all that was set down so far."""
        return self._digest.digest()

    def finish(self, root: IndirectObject, info: IndirectObject) -> None:
        """Write what waits, the cross-reference stream and the trailer, and see the file safe on the disk."""
        if self._packed:
            self._pack()
        place = self.reserve().idnum
        self._places[place] = _ROW.pack(1, self._at, 0)
        here = f"<{self.digest[:16].hex().upper()}>"
        table = zlib.compress(self._rows(), 9)
        start = self._at
        head = (
            f"/Type/XRef/Size {place + 1}/W[1 4 2]/Root {root.idnum} 0 R/Info {info.idnum} 0 R/ID[{here}{here}]"
            f"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length {len(table)}"
        )
        self._say(b"%d 0 obj\n<<%s>>\nstream\n" % (place, head.encode()) + table + b"\nendstream\nendobj\n")
        self._say(b"startxref\n%d\n%%%%EOF\n" % start)
        self._out.flush()
        os.fsync(self._out.fileno())

    def _say(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)

    def _set(self, place: int, data: bytes) -> None:
        self._places[place] = _ROW.pack(1, self._at, 0)
        self._say(b"%d 0 obj\n" % place + data + b"\nendobj\n")

    def _pack(self) -> None:
        """ISO 32000-1, 7.5.7: the numbers and offsets of the objects, then the objects, packed together."""
        home = self.reserve().idnum
        heads, body = [], bytearray()
        for rank, (place, data) in enumerate(self._packed):
            heads.append(b"%d %d" % (place, len(body)))
            body += data + b"\n"
            self._places[place] = _ROW.pack(2, home, rank)
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + bytes(body), 9)
        says = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(heads), len(head), len(packed))
        self._set(home, b"<<%s>>\nstream\n" % says + packed + b"\nendstream")
        self._packed.clear()

    def _rows(self) -> bytes:
        """The cross-reference table as PNG 'up' rows: each byte less the one above it."""
        out, above = bytearray(), bytes(7)
        for place in range(self._count + 1):
            row = self._places.get(place, _FREE)
            out.append(2)
            out += bytes((here - up) & 255 for here, up in zip(row, above, strict=True))
            above = row
        return bytes(out)
