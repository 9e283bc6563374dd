"""The foot of the page, where notes stand: as high as its notes, and no higher.

The engine asks after each note whether the last one still ends within the foot, to the last bit of a sum of lengths; at
some sizes of type the sum comes out a hair too large for every note, each is moved to the next page, and the line that
calls it with it, so that a page holds a line or two. And a foot whose only note was taken out again keeps its border
and its space.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block

_EXPECTED: Final = {
    "_update_footnote_area": ["self"],
    "layout_footnote": ["self", "footnote"],
    "unlayout_footnote": ["self", "footnote"],
    "report_footnote": ["self", "footnote"],
}
_ROUNDING: Final = 0.01


def fits() -> bool:
    """True where the engine keeps its notes by the methods we know."""
    found = {name: getattr(LayoutContext, name, None) for name in _EXPECTED}
    return all(
        callable(method) and list(inspect.signature(method).parameters) == _EXPECTED[name]
        for name, method in found.items()
    )


@contextmanager
def measured() -> Iterator[bool]:
    """While this lasts the foot is as high as its notes; yields False where that cannot be seen to."""
    if not fits():
        yield False
        return
    theirs = LayoutContext._update_footnote_area
    LayoutContext._update_footnote_area = _measured
    try:
        yield True
    finally:
        LayoutContext._update_footnote_area = theirs


def _measured(context: Any) -> bool:
    """Take the foot's height off the page's; whether its last note reaches out of it."""
    area = context.current_footnote_area
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    if not area.children:
        area.height = "auto"
        return False
    laid = block.block_level_layout(context, build.create_anonymous_boxes(area.deepcopy()), -inf, None, area.page)[0]
    area.height = laid.height
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return bool(_end(laid.children[-1]) > _end(laid) + _ROUNDING)


def _end(box: Any) -> float:
    return float(box.position_y + box.margin_height() - box.margin_bottom)
