"""A space that overhangs the end of a line does not break the line.

Where a piece of text before an inline element fills its line so exactly that only its last space is too much, the
engine finds that the line does not fit, and cuts it after its first word. The space will be taken away anyway.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, Final

from weasyprint.layout import inline

_EXPECTED: Final = ["text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"]
_COLLAPSED: Final = {"normal", "pre-line"}
_LETTERS_AN_EM: Final = 4
"""More letters than this do not stand in an em: a longer text cannot be the end of a line."""


def fits() -> bool:
    """True where the engine's function that we stand around is the one we know."""
    found = getattr(inline, "split_first_line", None)
    return callable(found) and list(inspect.signature(found).parameters) == _EXPECTED


@contextmanager
def allowed() -> Iterator[bool]:
    """While this lasts a space at a line's end may overhang; yields False where it cannot be done."""
    if not fits():
        yield False
        return
    split = inline.split_first_line
    inline.split_first_line = _splitting(split)
    try:
        yield True
    finally:
        inline.split_first_line = split


def _splitting(split: Callable[..., Any]) -> Callable[..., Any]:
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, *rest: Any, **more: Any
    ) -> Any:
        found = split(text, style, context, max_width, spacing, *rest, **more)
        if found[2] is None or max_width is None or not _is_line_end(text, style, max_width):
            return found
        whole = split(text.rstrip(" "), style, context, max_width, spacing, *rest, **more)
        if whole[2] is not None:
            return found
        return split(text, style, context, inf, spacing, *rest, **more)

    return split_first_line


def _is_line_end(text: str, style: Any, max_width: float) -> bool:
    return (
        text.endswith(" ")
        and style["white_space"] in _COLLAPSED
        and len(text) < max_width / style["font_size"] * _LETTERS_AN_EM
    )
