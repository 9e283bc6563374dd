"""Which standards the pages of a foreign PDF cannot keep: faces that are not in the file, letters without Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pypdf.generic import DictionaryObject, NameObject, StreamObject

from printkit.bind.objects import items_of, name_of, own
from printkit.bind.read import Opened
from printkit.errors import Note

UA, ARCHIVAL, PRESS = "PDF/UA", "PDF/A", "PDF/X"

_ENCODINGS = ("WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding")
_COLLECTIONS = ("GB1", "CNS1", "Japan1", "Korea1", "KR")
# Names of letters as in the Adobe Glyph List; `g17` and `cid3` are numbers in disguise.
_LETTER = re.compile(r"/(?!(?:g|cid|glyph|index|c|G|C)\d+$)[A-Za-z]{1,}[A-Za-z0-9._]*$")


def of_fonts(source: Opened, fonts: Iterable[DictionaryObject], where: str) -> tuple[tuple[Note, ...], set[str]]:
    """What is wrong with the fonts, and which standards are lost by it."""
    away: set[str] = set()
    mute: set[str] = set()
    for font in fonts:
        called = name_of(font, "/BaseFont") or name_of(font, "/Name") or "a font"
        if not _embedded(source, font):
            away.add(called)
        if not _speaks(source, font):
            mute.add(called)
    notes = []
    if away:
        said = f"not embedded: {', '.join(sorted(away))}; another face may be printed in its place"
        notes.append(Note("warning", "pdf.not-embedded", said, where))
    if mute:
        said = f"letters without Unicode in {', '.join(sorted(mute))}: they cannot be copied or read aloud"
        notes.append(Note("warning", "pdf.no-unicode", said, where))
    return tuple(notes), {UA, ARCHIVAL, PRESS} if away else {UA, ARCHIVAL} if mute else set()


def _descriptor(source: Opened, font: DictionaryObject) -> DictionaryObject:
    if name_of(font, "/Subtype") == "Type0":
        kids = items_of(source.look(own(font, "/DescendantFonts")))
        font = source.dictionary(kids[0]) if kids else DictionaryObject()
    return source.dictionary(own(font, "/FontDescriptor"))


def _embedded(source: Opened, font: DictionaryObject) -> bool:
    if name_of(font, "/Subtype") in ("Type3", "CIDFontType0", "CIDFontType2"):
        # A Type 3 font is drawn by the file itself; a descendant is judged with the font over it.
        return True
    held = _descriptor(source, font)
    return any(isinstance(source.look(own(held, f"/FontFile{n}")), StreamObject) for n in ("", "2", "3"))


def _speaks(source: Opened, font: DictionaryObject) -> bool:
    kind = name_of(font, "/Subtype")
    if kind in ("CIDFontType0", "CIDFontType2") or isinstance(source.look(own(font, "/ToUnicode")), StreamObject):
        return True
    if kind == "Type0":
        kids = items_of(source.look(own(font, "/DescendantFonts")))
        system = source.dictionary(own(source.dictionary(kids[0]), "/CIDSystemInfo")) if kids else DictionaryObject()
        return str(source.look(own(system, "/Ordering"))) in _COLLECTIONS
    encoding = source.look(own(font, "/Encoding"))
    if isinstance(encoding, NameObject):
        return str(encoding)[1:] in _ENCODINGS
    if not isinstance(encoding, DictionaryObject):
        flags = source.look(own(_descriptor(source, font), "/Flags"))
        symbolic = int(str(flags)) & 4 if str(flags).isdigit() else 0
        return kind == "Type1" and not symbolic
    named = [item for item in items_of(source.look(own(encoding, "/Differences"))) if isinstance(item, NameObject)]
    return all(_LETTER.match(str(item)) for item in named)
