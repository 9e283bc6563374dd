"""The order of words by language: letters that an alphabet counts as its own stand where it has them.

All other marks on letters count only where words are equal without them. What counts as one letter in other scripts,
and how Chinese and Japanese signs stand, is said in `folding`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from printkit.compose.folding import folded, sign
from printkit.model.words import base

Key = tuple[tuple[tuple[str, int], ...], str]

_OWN: Mapping[str, str] = {
    **dict.fromkeys(("sv", "fi"), "zåäö"),
    **dict.fromkeys(("da", "no"), "zæøå"),
    "is": "aá dð eé ií oó uú yý zþæö",
    "et": "sšzž wõäöü",
    "es": "nñ",
    "gl": "nñ",
    "eu": "nñ",
    "pl": "aą cć eę lł nń oó sś zźż",
    "cs": "cč rř sš zž h+ch",
    "sk": "aä cč oô sš zž h+ch",
    **dict.fromkeys(("hr", "bs"), "cčć dđ sš zž"),
    "sl": "cč sš zž",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "hu": "oöő uüű",
    "ro": "aăâ iî sșş tțţ",
    "sq": "cç eë",
    "tr": "cç gğ hı oö sş uü",
    "mt": "cċ gġ hħ zż",
    "cy": "c+ch d+dd f+ff g+ng l+ll p+ph r+rh t+th",
    "uk": "гґ еє иії",
    "be": "её іў",
    "sr": "дђ лљ нњ тћ чџ",
    "mk": "дѓ зѕ лљ нњ тќ чџ",
    "fa": "بپ جچ زژ قکگ نوهی",
    "ur": "بپ تٹ جچ دڈ رڑ زژ قکگ نںوہھءیے",
}
"""After a letter, those that follow it as letters of their own; after `+` one that is written with two."""

_SUFFIX = re.compile(r"(?:jr|sr|jun|sen|phd|md|dr|ii|iii|iv)\.?", re.I)
_FAMILY_FIRST = frozenset({"hu", "zh", "zh-hant", "ja", "ko", "vi", "is", "am", "ti"})
"""Languages whose names stand under their first word."""


def order(word: str, lang: str) -> Key:
    """What words are sorted by."""
    own = _letters(base(lang))
    letters = word.casefold() if base(lang) != "tr" else word.replace("I", "ı").replace("İ", "i").casefold()
    composed = folded(unicodedata.normalize("NFC", letters), base(lang))
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(composed):
        size = 2 if composed[at : at + 2] in own and at + 1 < len(composed) else 1
        piece = composed[at : at + size]
        found += [own[piece]] if piece in own else [(sign(letter, base(lang)), 0) for letter in _bare(piece)]
        at += size
    return tuple(found), word


def sorts_under(name: str, lang: str) -> tuple[str, str, str]:
    """A name in three parts: what stands before the word it is sorted under, that word, and what follows it."""
    parts = name.split()
    if len(parts) < 2 or base(lang) in _FAMILY_FIRST:
        return "", name, ""
    last = len(parts) - 1
    while last > 1 and _SUFFIX.fullmatch(parts[last].strip(",")):
        last -= 1
    return " ".join(parts[:last]), parts[last].rstrip(","), " ".join(parts[last + 1 :])


@lru_cache(maxsize=16)
def _letters(lang: str) -> Mapping[str, tuple[str, int]]:
    """The letters of an alphabet's own, each with the letter it follows and its rank after that."""
    found: dict[str, tuple[str, int]] = {}
    for group in _OWN.get(lang, "").split():
        after, _, double = group.partition("+")
        for rank, letter in enumerate([double] if double else after[1:], start=1):
            found[letter] = (after[0], rank)
    return found


def _bare(letter: str) -> str:
    """A letter without its marks, where it is one that only carries them; marks of no sound at all are left out."""
    kind = unicodedata.category(letter)
    if kind[0] not in "LNM" and letter != " ":
        return ""
    if not ("LATIN" in (name := unicodedata.name(letter, "")) or "GREEK" in name):
        return "" if kind == "Mn" and "COMBINING" in name else letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
