"""How far down a column reaches, and how one that is too short takes up whole lines in the gaps between its blocks."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes


def depth(column: Any, top: float) -> float:
    """How far below `top` the last thing in the column ends, without the space below it."""
    last = _last(column)
    return 0.0 if last is None else float(_bottom(last) - top)


def trailing(column: Any) -> float:
    """The space below the last block of the column."""
    last = _last(column)
    return 0.0 if last is None else float(last.margin_bottom)


def gaps(column: Any) -> int:
    """How many gaps between its blocks a column has."""
    return len(_gaps(column))


def lengthened(column: Any, lines: int, line: float, *, most: int) -> None:
    """Move blocks down so that the column ends up to `lines` lower, with no more than `most` lines for each gap."""
    wider = _gaps(column)
    lines = min(lines, most * len(wider))
    for number, at in enumerate(wider):
        share = lines * (number + 1) // len(wider) - lines * number // len(wider)
        if share:
            for child in column.children[at:]:
                child.translate(dy=share * line)


def _last(box: Any) -> Any:
    return next((child for child in reversed(box.children or ()) if child.is_in_normal_flow()), None)


def _bottom(box: Any) -> float:
    """Where a box ends; one that goes on in the next column reaches no further than what stands in it."""
    inner = _last(box) if isinstance(box, boxes.BlockContainerBox) else None
    if inner is None or box.padding_bottom or box.border_bottom_width or box.is_table_wrapper:
        return float(box.position_y + box.margin_height() - box.margin_bottom)
    return _bottom(inner)


def _gaps(column: Any) -> list[int]:
    """The blocks with space above them."""
    return [at for at in range(1, len(column.children)) if _is_gap(column.children[at - 1], column.children[at])]


def _is_gap(above: Any, below: Any) -> bool:
    flowing = above.is_in_normal_flow() and below.is_in_normal_flow()
    return flowing and bool(above.margin_bottom or below.margin_top)
