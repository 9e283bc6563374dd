"""Running heads: what stands at the head of every page, cut to what its line has room for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from printkit.compose.measures import Measures
from printkit.compose.words import joined
from printkit.config.lengths import length

MOST = 72
"""Letters of a running head, however wide the page is."""

_SHARE = 0.68
"""The share of the text's width that a running head has; the house's name has the rest."""
_LETTER, _CAPITAL = 0.5, 0.62
"""How wide a letter of the sans face is taken to be, in ems."""
_WIDE = ("TAMIL ", "MALAYALAM ", "KANNADA ", "TELUGU ", "SINHALA ", "MYANMAR ", "ETHIOPIC ")
"""Scripts whose letters are about as wide as Chinese ones."""


def room(measures: Measures) -> float:
    """The width of a running head, in ems."""
    return _SHARE * measures.text_width / length(measures.tokens["running-size"])


def running(headline: str, ems: float = MOST * _LETTER) -> str:
    """The headline as a running head: whole, or cut with an ellipsis, after a word where there is one."""
    width = 0.0
    for at, letter in enumerate(headline):
        width += _width(letter)
        if width > ems or at >= MOST:
            return headline[:at].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return headline


def authors(names: Sequence[str], lang: str) -> str:
    """The authors as a running head names them: two, or the first and others."""
    return joined(names, lang) if len(names) < 3 else f"{names[0]} et al."


def _width(letter: str) -> float:
    if letter < "\u0250":
        return _CAPITAL if letter.isupper() else _LETTER
    if unicodedata.combining(letter):
        return 0.0
    wide = unicodedata.east_asian_width(letter) in "WF" or unicodedata.name(letter, "").startswith(_WIDE)
    return 1.0 if wide else _LETTER
