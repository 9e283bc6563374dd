"""What stands in columns, and what goes across them: the blocks between two of those that do, and how they were set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.layout import block


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that stand in columns, or one across them, and the place of the first among its siblings."""

    at: int
    blocks: list[Any]
    across: bool = False

    def onward(self, rest: Any) -> Any:
        """Where the next page goes on, in the box that the run is of."""
        if rest is None:
            return {self.at: None}
        ((step_in, inner),) = rest.items()
        return {self.at + step_in: inner}


@dataclass(slots=True)
class Laid:
    """Columns as they were set, what is left of the run, and whether every one of them could be begun."""

    columns: list[Any]
    rest: Any
    begun: bool

    @property
    def whole(self) -> bool:
        """Whether all of the run stands in the columns."""
        return self.begun and self.rest is None


def runs(box: Any, skip: Any) -> tuple[list[Run], Any]:
    """The runs from where this page goes on, and how far into the first block that is."""
    (first, inner), *_ = skip.items() if skip else ((0, None),)
    found: list[Run] = []
    for at, child in enumerate(box.children[first:], first):
        if child.style["column_span"] == "all":
            found.append(Run(at, [child], across=True))
        elif found and not found[-1].across:
            found[-1].blocks.append(child)
        else:
            found.append(Run(at, [child]))
    return found, {0: inner} if skip else None


def topped(blocks: Sequence[Any], rest: Any) -> list[Any]:
    """The blocks, of which one that begins a column has no space above it."""
    topped = [child.copy() for child in blocks]
    for at, inner in (rest or {}).items():
        if inner is None:
            topped[at].style = topped[at].style.copy()
            topped[at].style["margin_top"] = ZERO_PIXELS
    return topped


def clinging(context: Any, blocks: Sequence[Any]) -> int:
    """How many blocks before the last one stay with it."""
    many = 0
    for above, below in zip(reversed(blocks[:-1]), reversed(blocks), strict=False):
        if not block.avoid_page_break(block.block_level_page_break(above, below), context):
            break
        many += 1
    return many
