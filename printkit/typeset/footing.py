"""The foot of the page, where notes stand: as high as its notes, and no higher.

The engine asks after each note whether the last one still ends within the foot, to the last bit of a sum of lengths; at
some sizes of type the sum comes out a hair too large for every note, each is moved to the next page, and the line that
calls it with it, so that a page holds a line or two. And a foot whose only note was taken out again keeps its border
and its space. All its notes are laid out anew for each that joins them; here a note is measured once.
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
    measure = _Foot().measured

    def update(context: Any) -> bool:
        return measure(context)

    LayoutContext._update_footnote_area = update
    try:
        yield True
    finally:
        LayoutContext._update_footnote_area = theirs


class _Foot:
    """How high the notes are, in px; they have no margins, so that a foot is as high as the sum of its notes."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[Any, float | None]] = {}

    def measured(self, context: Any) -> bool:
        """Take the foot's height off the page's; whether its last note reaches out of it."""
        area = context.current_footnote_area
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        if not area.children:
            area.height = "auto"
            return False
        heights = [self._height(context, area, note) for note in area.children] if _grows(area) else [None]
        over = False
        if None in heights:
            laid = _laid(context, area)
            area.height = laid.height
            over = _end(laid.children[-1]) > _end(laid) + _ROUNDING
        else:
            area.height = sum(height for height in heights if height is not None)
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return over

    def _height(self, context: Any, area: Any, note: Any) -> float | None:
        """The note's height alone in its foot; None where its margins would fall together with others'."""
        key = id(note), f"{area.width} {area.page.width}"
        if key not in self._known:
            notes, area.children = area.children, [note]
            laid = _laid(context, area)
            area.children = notes
            (alone,) = laid.children
            sole = alone.margin_top == alone.margin_bottom == 0
            self._known[key] = (
                note,
                float(laid.height) if sole else None,
            )  # the note is kept, so that its id stays its own
        return self._known[key][1]


def _grows(area: Any) -> bool:
    """True where the foot is as high as its notes make it."""
    highest, least = area.style["max_height"], area.style["min_height"]
    return bool(area.style["height"] == "auto" and highest.value == inf and (least == "auto" or least.value == 0))


def _laid(context: Any, area: Any) -> Any:
    return block.block_level_layout(context, build.create_anonymous_boxes(area.deepcopy()), -inf, None, area.page)[0]


def _end(box: Any) -> float:
    return float(box.position_y + box.margin_height() - box.margin_bottom)
