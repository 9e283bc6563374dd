"""The rules between columns that are read from the right.

The engine draws one at the left of every column but the first. Where the first column is the one at the right, that is
the outer side of each: all of them belong one column further to the right.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.draw import border

_EXPECTED: Final = ["stream", "box"]


def fits() -> bool:
    """True where the engine's function that we stand around is the one we know."""
    found = getattr(border, "draw_column_rules", None)
    return callable(found) and list(inspect.signature(found).parameters) == _EXPECTED


@contextmanager
def between() -> Iterator[bool]:
    """While this lasts the rules stand between columns whichever way they run; yields False where they cannot."""
    if not fits():
        yield False
        return
    draw = border.draw_column_rules
    border.draw_column_rules = _drawing(draw)
    try:
        yield True
    finally:
        border.draw_column_rules = draw


def _drawing(draw: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def draw_column_rules(stream: Any, box: Any) -> None:
        columns = [child for child in box.children if child.style["column_span"] != "all"]
        if box.style["direction"] != "rtl" or len(columns) < 2:
            draw(stream, box)
            return
        with stream.stacked():
            stream.transform(e=abs(columns[0].position_x - columns[1].position_x))
            draw(stream, box)

    return draw_column_rules
