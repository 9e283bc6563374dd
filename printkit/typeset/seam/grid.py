"""Stands the lines of the text on one grid: whatever was set above one, it begins at a whole line of its page.

A style sheet asks for it by `--grid: on`, which is inherited, and says what a line is by `--baseline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from math import floor
from typing import Any, Final

from weasyprint.layout import inline
from weasyprint.text.line_break import strut

from printkit.typeset.seam.known import fits

_POINTS: Final = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_NEAR: Final = 0.06
"""The share of a line by which a line may stand below the grid without being moved on to the next."""


@contextmanager
def stood() -> Iterator[None]:
    """While this lasts the engine's lines begin on the grid, where their style asks for it."""
    if not fits():
        yield
        return
    place = inline.get_next_linebox
    inline.get_next_linebox = _placing(place)
    try:
        yield
    finally:
        inline.get_next_linebox = place


def step(style: Any) -> float:
    """The grid's step in the engine's unit, the CSS pixel; 0 where the style asks for none."""
    if said(style, "__grid") != "on":
        return 0.0
    for token in style["__baseline"] or ():
        if token.type == "dimension":
            return float(token.value * _POINTS.get(token.lower_unit, 0.0))
    return 0.0


def said(style: Any, name: str) -> str:
    """The word that a custom property is."""
    return "".join(token.value for token in style[name] or () if token.type == "ident")


def snapped(context: Any, y: float, line: float) -> float:
    """The first line of the page's grid that is not above `y`."""
    if not line or context.current_footnote_area is None:
        return y
    top = float(context.current_footnote_area.page.content_box_y())
    return top - floor((top - y) / line + _NEAR) * line


def _placing(place: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(place)
    def get_next_linebox(context: Any, linebox: Any, position_y: float, *rest: Any) -> Any:
        line = step(linebox.style)
        if line and abs(strut(linebox.style)[0] - line) < _NEAR:
            position_y = snapped(context, position_y, line)
        return place(context, linebox, position_y, *rest)

    return get_next_linebox
