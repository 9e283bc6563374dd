"""Lines of a text: how long they are, how they end, whether they run on as a text does or stand as a label does."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 25
_ENDS = re.compile(r"[.!?…。！？」』।॥؟:;](?:\s?[\"”’»“)\]])*$")
_STOPS = re.compile(r"[.…。।॥؟](?:\s?[\"”’»“)\]」』])*$")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]"
)
_MARKS = re.compile(r"^[\s•*·‣◦▪●>–—-]+")
_KEY = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the spaces around it: how far it stood in, and whether a blank line stood above it."""

    text: str
    indent: int = 0
    gap: bool = True


def length(text: str) -> int:
    """How many words a line has; in scripts without spaces five letters count as two words."""
    return len(text.split()) + len(_SPACELESS.findall(text)) * 2 // 5


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_ENDS.search(text.rstrip()))


def stops(text: str) -> bool:
    """Whether a line ends with a full stop, as a headline seldom does."""
    return bool(_STOPS.search(text.rstrip()))


def is_prose(text: str) -> bool:
    """Whether a line is running text rather than a label, a title or a link."""
    words = length(text)
    return words >= LONG or (words >= 9 and ends(text))


def is_sentence(text: str) -> bool:
    """Whether a line can only be running text: a headline may be a question or a quotation, seldom a sentence."""
    words = length(text)
    spaceless = words > 2 * len(text.split())
    # A headline without spaces holds more: sixty letters are no rarity.
    return words >= (2 * LONG if spaceless else LONG) or (words >= 9 and stops(text))


def key(text: str) -> str:
    """What two printings of one line share: its beginning, without bullets, case and spaces doubled."""
    return " ".join(_MARKS.sub("", text).casefold().split())[:_KEY]
