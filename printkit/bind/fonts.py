"""Unites font programs: subsets of one face that keep the face's glyph ids are laid over each other."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from fontTools.ttLib import TTFont, TTLibError

Drawn = tuple[object, ...]
"""What a glyph draws, whatever its components are numbered: its bytes without their numbers, and what they draw."""

KEPT = ("cvt ", "fpgm", "head", "hhea", "maxp", "prep")
"""The tables of the first subset that a united TrueType program keeps beside its outlines."""

_COMPOSITE, _MORE, _WORDS, _SCALE, _SCALES, _MATRIX = 10, 0x20, 0x01, 0x08, 0x40, 0x80


class Program(Protocol):
    """A font program that grows."""

    @property
    def signature(self) -> bytes:
        """Programs that may be united have the same signature."""

    def take(self, data: bytes, used: frozenset[int]) -> bool:
        """Take a subset in that shows the glyphs `used`; False, and nothing changed, where it disagrees."""

    def data(self) -> bytes:
        """The united program."""


def program(data: bytes) -> Program | None:
    """An empty program of the kind of this subset; None for a kind that is never united."""
    if data[:4] in (b"\0\1\0\0", b"true"):
        found = _tables(data)
        return TrueType(found) if {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= found.keys() else None
    return Compact.of(data) if data[:4] == b"OTTO" else None


@dataclass(frozen=True, slots=True)
class Glyph:
    """An outline with its components' numbers blanked, where they stand, and which glyphs they are.

    A component below the subset's last used glyph has the number of the whole face; one above it is known only by
    what it draws, because the engine's second pass has numbered it anew.
    """

    outline: bytes
    parts: tuple[tuple[int, int | Drawn], ...]
    drawn: Drawn
    metric: bytes

    @property
    def whole(self) -> bool:
        """Whether every component has its own number."""
        return all(isinstance(part, int) for _, part in self.parts)


@dataclass
class TrueType:
    """TrueType subsets being united, by their raw tables."""

    tables: dict[str, bytes]
    glyphs: dict[int, Glyph] = field(default_factory=dict)
    extras: dict[Drawn, Glyph] = field(default_factory=dict)
    maxima: tuple[int, ...] = ()

    @cached_property
    def signature(self) -> bytes:
        """All of the tables that cannot be united and so must be equal."""
        return _signature(self.tables)

    def take(self, data: bytes, used: frozenset[int]) -> bool:
        """See Program."""
        subset = _Outlines(_tables(data), max(used))
        if _signature(subset.tables) != self.signature:
            return False
        found = {place: subset.glyph(place) for place in subset.real(used)}
        for place, glyph in found.items():
            known = self.glyphs.get(place, glyph)
            if (known.drawn, known.metric) != (glyph.drawn, glyph.metric):
                return False
        for place, glyph in found.items():
            if place not in self.glyphs or (glyph.whole and not self.glyphs[place].whole):
                self.glyphs[place] = glyph
        self.extras = {**subset.extras, **self.extras}
        maxima = struct.unpack(f">{len(subset.tables['maxp'][4:]) // 2}H", subset.tables["maxp"][4:])
        self.maxima = tuple(map(max, maxima, self.maxima or maxima))
        return True

    def data(self) -> bytes:
        """See Program: the glyphs under their own numbers, and after the last the components that have none."""
        numbers: dict[Drawn, int] = {}
        last = max(self.glyphs)
        order = [self.glyphs.get(place) for place in range(last + 1)]
        for glyph in order:
            for _, part in glyph.parts if glyph else ():
                if not isinstance(part, int) and part not in numbers:
                    numbers[part] = last + 1 + len(numbers)
                    order.append(self.extras[part])
        outlines = [_numbered(glyph, numbers) if glyph else b"" for glyph in order]
        metrics = [glyph.metric if glyph else b"\0\0\0\0" for glyph in order]
        return _sfnt({**{tag: self.tables[tag] for tag in KEPT if tag in self.tables}, **self._laid(outlines, metrics)})

    def _laid(self, outlines: list[bytes], metrics: list[bytes]) -> dict[str, bytes]:
        glyf, loca = bytearray(), [0]
        for outline in outlines:
            glyf += outline + b"\0" * (-len(outline) % 4)
            loca.append(len(glyf))
        long = len(glyf) > 0x1FFFE
        wide = len(metrics)
        while wide > 1 and metrics[wide - 1][:2] == metrics[wide - 2][:2]:
            wide -= 1
        counts = (len(outlines), *self.maxima[1:])
        head, hhea = self.tables["head"], self.tables["hhea"]
        return {
            "glyf": bytes(glyf),
            "loca": struct.pack(f">{len(loca)}{'I' if long else 'H'}", *(at if long else at // 2 for at in loca)),
            "head": head[:50] + struct.pack(">h", long) + head[52:],
            "maxp": self.tables["maxp"][:4] + struct.pack(f">{len(counts)}H", *counts),
            "hmtx": b"".join(metrics[:wide]) + b"".join(metric[2:] for metric in metrics[wide:]),
            "hhea": hhea[:34] + struct.pack(">H", wide),
        }


@dataclass
class _Outlines:
    """The glyphs of one TrueType subset; `last` is the last that it shows, and the last with the face's own number."""

    tables: dict[str, bytes]
    last: int
    extras: dict[Drawn, Glyph] = field(default_factory=dict)
    _known: dict[int, Glyph] = field(default_factory=dict)
    _at: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        count = struct.unpack(">H", self.tables["maxp"][4:6])[0]
        long = struct.unpack(">h", self.tables["head"][50:52])[0]
        size = (count + 1) * (4 if long else 2)
        found = struct.unpack(f">{count + 1}{'I' if long else 'H'}", self.tables["loca"][:size])
        self._at = found if long else tuple(at * 2 for at in found)

    def real(self, used: frozenset[int]) -> Iterator[int]:
        """The glyphs that this subset speaks for: those it shows, and those with an outline."""
        for place in range(min(self.last + 1, len(self._at) - 1)):
            if place in used or self._at[place] != self._at[place + 1]:
                yield place

    def glyph(self, place: int) -> Glyph:
        """A glyph and what it draws."""
        if place not in self._known:
            outline = bytearray(self.tables["glyf"][self._at[place] : self._at[place + 1]])
            parts: list[tuple[int, int | Drawn]] = []
            drawn: list[Drawn] = []
            for offset, part in list(_components(bytes(outline))):
                outline[offset : offset + 2] = b"\0\0"
                inner = self.glyph(part)
                key = (inner.drawn, inner.metric)
                drawn.append(key)
                parts.append((offset, part if part <= self.last else key))
                if part > self.last:
                    self.extras[key] = inner
            said = bytes(outline)
            self._known[place] = Glyph(said, tuple(parts), (said.rstrip(b"\0"), *drawn), self._metric(place))
        return self._known[place]

    def _metric(self, place: int) -> bytes:
        wide = struct.unpack(">H", self.tables["hhea"][34:36])[0]
        table = self.tables["hmtx"]
        if place < wide:
            return table[4 * place : 4 * place + 4]
        start = 4 * wide + 2 * (place - wide)
        return table[4 * wide - 4 : 4 * wide - 2] + table[start : start + 2]


@dataclass
class Compact:
    """CFF subsets being united, by their charstrings."""

    signature: bytes
    members: list[bytes] = field(default_factory=list)
    charstrings: dict[int, bytes] = field(default_factory=dict)
    metrics: dict[int, tuple[int, int]] = field(default_factory=dict)
    largest: int = 0

    @classmethod
    def of(cls, data: bytes) -> Compact | None:
        """An empty program; None for CID-keyed fonts and for those with subroutines, which are never united."""
        try:
            top = TTFont(io.BytesIO(data), lazy=True)["CFF "].cff
            first = top.topDictIndex[0]
        except (TTLibError, struct.error, IndexError, KeyError):
            return None
        private = getattr(first, "Private", None)
        if hasattr(first, "ROS") or private is None or len(top.GlobalSubrs) or getattr(private, "Subrs", None):
            return None
        said = [getattr(private, key, 0) for key in ("nominalWidthX", "defaultWidthX")]
        tables = _tables(data)
        return cls(repr((said, tables["head"][:8], tables["head"][12:20], first.FontMatrix)).encode())

    def take(self, data: bytes, used: frozenset[int]) -> bool:
        """See Program."""
        font, charstrings = _charstrings(data)
        order, widths = font.getGlyphOrder(), font["hmtx"].metrics
        if max(used) >= len(charstrings):
            return False
        metrics = {place: widths[order[place]] for place in used}
        for place in used:
            if self.charstrings.get(place, charstrings[place]) != charstrings[place]:
                return False
            if self.metrics.get(place, metrics[place]) != metrics[place]:
                return False
        self.charstrings.update((place, charstrings[place]) for place in used)
        self.metrics.update(metrics)
        if len(charstrings) > self.largest:
            self.members, self.largest = [data], len(charstrings)
        return True

    def data(self) -> bytes:
        """See Program: the longest subset with the others' charstrings put in."""
        font, _ = _charstrings(self.members[0])
        index = font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex
        order = font.getGlyphOrder()
        for place, said in sorted(self.charstrings.items()):
            index[place].bytecode, index[place].program = said, None
            font["hmtx"].metrics[order[place]] = self.metrics[place]
        for tag in list(font.keys()):
            if tag not in ("GlyphOrder", "head", "hhea", "hmtx", "maxp", "CFF ", "OS/2", "cmap", "post", "name"):
                del font[tag]
        font["post"].formatType = 3.0
        font.recalcTimestamp = font.recalcBBoxes = False
        out = io.BytesIO()
        font.save(out, reorderTables=False)
        return out.getvalue()


def _charstrings(data: bytes) -> tuple[TTFont, list[bytes]]:
    font = TTFont(io.BytesIO(data), lazy=False)
    index = font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex
    found = []
    for place in range(len(index)):
        if index[place].bytecode is None:
            index[place].compile()
        found.append(bytes(index[place].bytecode))
    return font, found


def _signature(tables: dict[str, bytes]) -> bytes:
    head, hhea = tables["head"], tables["hhea"]
    hinting = [tables.get(tag, b"") for tag in ("cvt ", "fpgm", "prep")]
    return b"\0".join([head[:8], head[12:36], hhea[4:10], tables["maxp"][:4], *hinting])


def _components(outline: bytes) -> Iterator[tuple[int, int]]:
    """Where each component's number stands in a composite glyph, and the number."""
    if len(outline) < _COMPOSITE or struct.unpack(">h", outline[:2])[0] >= 0:
        return
    at, more = _COMPOSITE, True
    while more:
        flags, part = struct.unpack(">HH", outline[at : at + 4])
        yield at + 2, part
        scaling = 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
        at += 4 + (4 if flags & _WORDS else 2) + scaling
        more = bool(flags & _MORE)


def _numbered(glyph: Glyph, numbers: dict[Drawn, int]) -> bytes:
    outline = bytearray(glyph.outline)
    for offset, part in glyph.parts:
        struct.pack_into(">H", outline, offset, part if isinstance(part, int) else numbers[part])
    return bytes(outline)


def _tables(data: bytes) -> dict[str, bytes]:
    found = {}
    for place in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * place : 28 + 16 * place])
        found[tag.decode("latin-1")] = data[offset : offset + length]
    return found


def _sfnt(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables with its checksums (OpenType, font file)."""
    count = len(tables)
    power = count.bit_length() - 1
    out = bytearray(b"\0\1\0\0" + struct.pack(">HHHH", count, 16 << power, power, (count - (1 << power)) * 16))
    body, start, head = bytearray(), 12 + 16 * count, 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            data, head = data[:8] + b"\0\0\0\0" + data[12:], start + len(body)
        padded = data + b"\0" * (-len(data) % 4)
        out += struct.pack(">4sIII", tag.encode(), _checksum(padded), start + len(body), len(data))
        body += padded
    out += body
    struct.pack_into(">I", out, head + 8, (0xB1B0AFBA - _checksum(bytes(out))) & 0xFFFFFFFF)
    return bytes(out)


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
