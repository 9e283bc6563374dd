"""Where a word may be cut: by the patterns of its language, and where a long address or a name in code has joints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import pyphen

_TOKEN: Final = re.compile(r"\S+")
# Letters and marks alone: never is-n't.
_WORD: Final = re.compile(r"[^\W\d_]+")
_CODE: Final = re.compile(r"[/@_\\=#:]\w|\.\w{2}|\w\(|[a-z][A-Z]")
_JOINT: Final = re.compile(
    r"(?<=[\w)>][/._:=&?#,(@])(?=\w)|(?<=::)(?=\w)|(?<=\w)(?=\(\w)|(?<=[a-z]{3})(?=[A-Z][a-z]{2})"
)
_SOFT: Final = "\u00ad"
_NOT_LATIN: Final = frozenset({"be", "bg", "el", "mk", "mn", "ru", "sr", "uk"})
_FOREIGN: Final = "en_US"
"""A name in Latin letters among others is cut as if it were English."""
_LITTLE: Final = 3
_LEAST: Final = (2, 3)
_LEAST_BY_SYLLABLES: Final = (2, 2)
"""Letters that a hyphen leaves on each side at least, in need; where words are cut by syllables alone, two will do."""

_VOWELS: Final = frozenset("aeiouyàáâäãèéêëìíîïòóôöõùúûüаеёиоуыэюяіїєαεηιουωάέήίόύώ")
_LONG: Final = 12
_NEAR: Final = 4


def points(text: str, style: Any) -> Iterator[tuple[int, bool]]:
    """Where a hyphen may be put in, and whether it leaves little of the word on one side: less than the style wants, or
    than is read with ease."""
    if style["hyphens"] != "auto" or not style["lang"] or not (lang := pyphen.language_fallback(style["lang"])):
        return
    total, left, right = style["hyphenate_limit_chars"]
    low, high = _LEAST_BY_SYLLABLES if lang.partition("_")[0] in _NOT_LATIN else _LEAST
    low, high, left, right = min(low, left), min(high, right), max(left, _LITTLE), max(right, _LITTLE)
    for token in _TOKEN.finditer(text):
        if len(token[0]) < total or _CODE.search(token[0]) or not _is_spelt(token[0]):
            continue
        for word in _WORD.finditer(token[0]):
            if len(word[0]) >= total and not word[0].isupper():
                spoken = _FOREIGN if word[0].isascii() and lang.partition("_")[0] in _NOT_LATIN else lang
                for at in _cuts(word[0], spoken, low, high):
                    yield token.start() + word.start() + at, at < left or len(word[0]) - at < right


def _is_spelt(token: str) -> bool:
    """Whether the patterns can read the token: no hyphen of the author's own choice in it, no letters in parts."""
    return token.isascii() or not any(c == _SOFT or unicodedata.category(c).startswith("M") for c in token)


def joints(text: str) -> Iterator[int]:
    """Where an address or a name in code may be cut without a hyphen: behind its own marks, if it is long."""
    for token in _TOKEN.finditer(text):
        if len(token[0]) >= _LONG and _CODE.search(token[0]):
            for joint in _JOINT.finditer(token[0]):
                if _NEAR <= joint.start() <= len(token[0]) - _NEAR:
                    yield token.start() + joint.start()


@lru_cache(maxsize=1 << 15)
def _cuts(word: str, lang: str, left: int, right: int) -> tuple[int, ...]:
    """Where the word may be cut as it is spelt; of two cuts around one consonant one is wrong: Gummi-s-tiefeln."""
    found = [int(at) for at in _patterns(lang, left, right).positions(word) if getattr(at, "data", None) is None]
    barred = {at for at in found if at + 1 in found and word[at].lower() not in _VOWELS}
    return tuple(at for at in found if at not in barred and at - 1 not in barred)


@lru_cache(maxsize=64)
def _patterns(lang: str, left: int, right: int) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=lang, left=left, right=right)
