"""How far punctuation stands out into the margin, so that the edge of a column looks straight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

HYPHEN: Final = 0.6

_RIGHT: Final = {
    **dict.fromkeys("-\u2010", HYPHEN),
    **dict.fromkeys(".,", 0.7),
    "\u2026": 0.25,
    **dict.fromkeys(":;", 0.4),
    **dict.fromkeys("\u2018\u2019\u201c\u201d\"'", 0.6),
    **dict.fromkeys("\u00ab\u00bb", 0.4),
    **dict.fromkeys("\u2013\u2014", 0.3),
    **dict.fromkeys("!?", 0.2),
    ")": 0.15,
}
_LEFT: Final = {
    **dict.fromkeys("\u2018\u2019\u201a\u201c\u201d\u201e\"'", 0.6),
    **dict.fromkeys("\u00ab\u00bb", 0.4),
    **dict.fromkeys("\u2013\u2014", 0.3),
    "(": 0.15,
}


def hang(text: str, stop: int, widths: Sequence[float]) -> float:
    """How far a line stands out that ends before character `stop`."""
    return _RIGHT.get(text[stop - 1], 0.0) * widths[stop - 1] if stop else 0.0


def lead(text: str, start: int, widths: Sequence[float]) -> float:
    """How far a line stands out that begins with character `start`."""
    return _LEFT.get(text[start], 0.0) * widths[start] if start < len(text) else 0.0
