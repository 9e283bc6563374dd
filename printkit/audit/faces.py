"""The fonts that pages show text with: what each code means, and whether the face is carried along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from printkit.audit.file import File
from printkit.audit.values import Entries, Ref, Stream, Value, word

_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.S)
_ITEM = re.compile(rb"<([0-9a-fA-F\s]*)>|([\[\]])")
_TAG = re.compile(r"^[A-Z]{6}\+")
_LONGEST_RANGE = 0x10000


@dataclass(slots=True, eq=False)
class Face:
    """One font of a page's resources; `program` tells the font programs apart, None where none is embedded.

    `meanings` are the texts of the codes, each code `width` bytes long; `told` is False where the codes of a simple
    font are read by its encoding, for want of a map.
    """

    name: str
    kind: str
    width: int
    program: object
    told: bool
    meanings: dict[bytes, str]
    unknown: set[bytes] = field(default_factory=set)

    def text(self, codes: bytes, *, backwards: bool = False) -> str:
        """What a string shows, from its end if `backwards`; codes with no meaning are U+FFFD and noted in `unknown`."""
        step = -1 if backwards else 1
        if not self.told:
            return codes.decode("latin-1")[::step]
        width, meanings = self.width, self.meanings
        try:
            return "".join([meanings[codes[at : at + width]] for at in range(0, len(codes), width)][::step])
        except KeyError:
            pieces = [self._meaning(codes[at : at + width]) for at in range(0, len(codes), width)]
            return "".join(pieces[::step])

    def _meaning(self, code: bytes) -> str:
        if code not in self.meanings:
            self.unknown.add(code)
        return self.meanings.get(code, "\ufffd")


@dataclass(slots=True)
class Faces:
    """The fonts of a file, each read once."""

    file: File
    known: dict[object, Face] = field(default_factory=dict)

    def face(self, value: Value) -> Face | None:
        """The font behind a value; None where there is none."""
        font = self.file.look(value)
        if not isinstance(font, dict):
            return None
        key = value if isinstance(value, Ref) else id(font)
        if key not in self.known:
            self.known[key] = self._read(font)
        return self.known[key]

    def _read(self, font: Entries) -> Face:
        kind = word(font.get("Subtype"))
        below = self.file.items(font.get("DescendantFonts"))
        inner = self.file.entries(below[0]) if below else font
        called = word(font.get("BaseFont")) or word(font.get("Name"))
        table = self.file.data(font.get("ToUnicode"))
        width, meanings = _meanings(table) if table else (0, {})
        told = bool(table) or kind == "Type0"
        program: object = self._program(inner) if kind != "Type3" else id(font)
        return Face(_TAG.sub("", called), kind, (width or 2) if kind == "Type0" else 1, program, told, meanings)

    def _program(self, font: Entries) -> object:
        descriptor = self.file.entries(font.get("FontDescriptor"))
        for key in ("FontFile", "FontFile2", "FontFile3"):
            found = descriptor.get(key)
            if isinstance(self.file.look(found), Stream):
                return found
        return None


def _meanings(table: bytes) -> tuple[int, dict[bytes, str]]:
    """A ToUnicode map: the width of its codes in bytes, and the text of each (ISO 32000-1, 9.10.3)."""
    width, meanings = 0, dict[bytes, str]()
    for kind, body in _SECTION.findall(table):
        items = [mark or _bytes(code) for code, mark in _ITEM.findall(body)]
        if kind == b"codespacerange":
            width = max([width, *map(len, items)])
        elif kind == b"bfchar":
            meanings |= {code: _utf16(said) for code, said in zip(items[::2], items[1::2], strict=False)}
        else:
            _ranges(items, meanings)
    return width, meanings


def _ranges(items: list[bytes], meanings: dict[bytes, str]) -> None:
    at = 0
    while at + 2 < len(items):
        first, last, said = int.from_bytes(items[at]), int.from_bytes(items[at + 1]), items[at + 2]
        codes = [code.to_bytes(len(items[at])) for code in range(first, min(last + 1, first + _LONGEST_RANGE))]
        at += 3
        if said == b"[":
            for code in codes:
                meanings[code] = _utf16(items[at]) if at < len(items) else ""
                at += 1
            at += 1
        else:
            base = _utf16(said)
            meanings |= {code: base[:-1] + chr(ord(base[-1]) + step) for step, code in enumerate(codes) if base}


def _bytes(code: bytes) -> bytes:
    digits = b"".join(code.split()).decode()
    return bytes.fromhex("0" * (len(digits) % 2) + digits)


def _utf16(said: bytes) -> str:
    return said.decode("utf-16-be", "replace")
