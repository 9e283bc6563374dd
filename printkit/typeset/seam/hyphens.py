"""Where a word may be cut: by the patterns of its language, and where a long address or a name in code has joints."""

from __future__ import annotations

import re
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
_LONG: Final = 12
_NEAR: Final = 4


def points(text: str, style: Any) -> Iterator[int]:
    """Where a hyphen may be put in."""
    if style["hyphens"] != "auto" or not style["lang"] or not (lang := pyphen.language_fallback(style["lang"])):
        return
    total, left, right = style["hyphenate_limit_chars"]
    for token in _TOKEN.finditer(text):
        if len(token[0]) < total or _CODE.search(token[0]) or _SOFT in token[0]:
            continue
        for word in _WORD.finditer(token[0]):
            if len(word[0]) >= total:
                yield from (token.start() + word.start() + at for at in _cuts(word[0], lang, left, right))


def joints(text: str) -> Iterator[int]:
    """Where an address or a name in code may be cut without a hyphen: behind its own marks, if it is long."""
    for token in _TOKEN.finditer(text):
        if len(token[0]) >= _LONG and _CODE.search(token[0]):
            for joint in _JOINT.finditer(token[0]):
                if _NEAR <= joint.start() <= len(token[0]) - _NEAR:
                    yield token.start() + joint.start()


@lru_cache(maxsize=1 << 15)
def _cuts(word: str, lang: str, left: int, right: int) -> tuple[int, ...]:
    """Where the word may be cut as it is spelt; of two cuts one letter apart one is wrong: Gummi-s-tiefeln."""
    found = [int(at) for at in _patterns(lang, left, right).positions(word) if getattr(at, "data", None) is None]
    return tuple(at for at in found if at - 1 not in found and at + 1 not in found)


@lru_cache(maxsize=64)
def _patterns(lang: str, left: int, right: int) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=lang, left=left, right=right)
