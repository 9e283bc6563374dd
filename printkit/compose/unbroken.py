"""Words of hundreds of letters: cut where a line ends, never by the patterns of a language.

Such a word is data, not speech; and the engine tries each of its syllables in turn, the whole word every time.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = 120
"""As long as no word of any language, a chemist's aside."""

_TEXT = re.compile(r">([^<]+)<")
_WORD = re.compile(rf"[^\W_]{{{_LETTERS},}}")


def unhyphenated(html: str) -> str:
    """The page with each such word in a span of class `unbroken`."""
    start = max(html.find("<body"), 0)
    if not _WORD.search(html, start):
        return html
    return html[:start] + _TEXT.sub(lambda text: f">{_WORD.sub(_span, text[1])}<", html[start:])


def _span(word: re.Match[str]) -> str:
    return f'<span class="unbroken">{word[0]}</span>'
