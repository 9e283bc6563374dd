"""Reads the text that is stamped on a page: the folio and the issue line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

_ARTIFACT = re.compile(rb"/Artifact\s*<<([^>]*/Subtype\s*/(?:Footer|Header)[^>]*)>>\s*BDC\b(.*?)\bEMC\b", re.S)
_SHOW = re.compile(rb"/(\S+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f\s]*)>|\(((?:[^()\\]|\\.)*)\)", re.S)
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_NUMERALS = re.compile(r"[0-9]+|[ivxlcdm]+")


@dataclass
class Stamped:
    """The stamps of a file's pages; `look` follows a reference, `known` holds the fonts' maps to Unicode."""

    look: Callable[[PdfObject | None], PdfObject]
    known: dict[int, dict[bytes, str]] = field(default_factory=dict)

    def on(self, page: DictionaryObject) -> tuple[str, str]:
        """The folio and the issue line: the texts of a page's footer and header artifacts, told apart by numerals."""
        folio, lines = "", []
        fonts = self._dictionary(self._dictionary(page, "Resources"), "Font")
        for found in _ARTIFACT.finditer(self._content(page)):
            if b"/Attached" in found[1]:
                # A running head that the engine set; what binding stamps is attached to no edge.
                continue
            said = self._shown(found[2], fonts)
            if not folio and _NUMERALS.fullmatch(said):
                folio = said
            elif said:
                lines.append(said)
        return folio, " ".join(lines)

    def _content(self, page: DictionaryObject) -> bytes:
        held = self.look(dict.get(page, "/Contents"))
        streams = [self.look(item) for item in list.__iter__(held)] if isinstance(held, ArrayObject) else [held]
        return b"\n".join(found.get_data() for found in streams if isinstance(found, StreamObject))

    def _shown(self, content: bytes, fonts: DictionaryObject) -> str:
        """The text that a piece of content shows, by its fonts' maps to Unicode."""
        said, meanings = "", dict[bytes, str]()
        for found in _SHOW.finditer(content):
            if found[1]:
                meanings = self._meanings(self._dictionary(fonts, found[1].decode("latin-1")))
            elif found[2] is not None:
                code = b"".join(found[2].split()).lower()
                wide = len(next(iter(meanings), b"0000"))
                said += "".join(meanings.get(code[at : at + wide], "�") for at in range(0, len(code), wide))
            else:
                said += found[3].decode("latin-1")
        return " ".join(said.split())

    def _meanings(self, font: DictionaryObject) -> dict[bytes, str]:
        if id(font) in self.known:
            return self.known[id(font)]
        table = self.look(dict.get(font, "/ToUnicode"))
        data = table.get_data() if isinstance(table, StreamObject) else b""
        known = self.known[id(font)] = {}
        for rows in _CHARACTERS.findall(data):
            codes = _HEX.findall(rows)
            known |= {code.lower(): _utf16(said) for code, said in zip(codes[::2], codes[1::2], strict=False)}
        for rows in _RANGES.findall(data):
            codes = _HEX.findall(rows)
            for first, last, said in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                base = _utf16(said)
                for step in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1 if base else 0):
                    known[b"%0*x" % (len(first), int(first, 16) + step)] = base[:-1] + chr(ord(base[-1]) + step)
        return known

    def _dictionary(self, holder: DictionaryObject, key: str) -> DictionaryObject:
        found = self.look(cast("PdfObject | None", dict.get(holder, f"/{key}")))
        return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _utf16(said: bytes) -> str:
    return bytes.fromhex(said.decode()).decode("utf-16-be", "replace")
