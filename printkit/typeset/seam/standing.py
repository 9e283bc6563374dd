"""Reads off a column as it was set which blocks stand in it, for the search for columns that end together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from printkit.typeset.seam.sharing import Block

_SPARING: Final = 4
"""The fewest lines of a paragraph that may have a line more or less."""

_OFF: Final = 0.1
"""By what share of a line a line's height may be another, and the paragraph still be one of lines of the grid."""


@dataclass
class Standing:
    """The blocks of a column, and beside each the line box that its paragraph is made of, where it is one."""

    context: Any
    line: float
    top: float
    blocks: list[Block] = field(default_factory=list)
    sources: list[Any] = field(default_factory=list)
    _bottom: int = 0

    def read(self, laid: Any, sources: Sequence[Any], skip: Any) -> None:
        """Take up the column; `sources` are the boxes that it was set from, from `skip` on."""
        self._siblings(laid, sources, skip, divided=True, begins=True)

    def _siblings(self, laid: Any, sources: Sequence[Any], skip: Any, *, divided: bool, begins: bool) -> None:
        """The children of a box; `begins`: a column may begin with the first, `divided`: or with another."""
        first, inner = next(iter(skip.items())) if skip else (0, None)
        above = None
        for at, child in enumerate(laid.children, first):
            if not child.is_in_normal_flow():
                continue
            if above is not None:
                begins = divided and not block.avoid_page_break(
                    block.block_level_page_break(above, child), self.context
                )
            self._one(child, sources[at] if at < len(sources) else None, inner, divided=divided, begins=begins)
            above, inner = child, None

    def _one(self, laid: Any, source: Any, skip: Any, *, divided: bool, begins: bool) -> None:
        divided = divided and laid.style["break_inside"] not in ("avoid", "avoid-column", "avoid-page")
        plain = isinstance(laid, boxes.BlockBox) and not laid.is_table_wrapper
        inside = [child for child in laid.children if child.is_in_normal_flow()] if plain else []
        if inside and all(isinstance(child, boxes.LineBox) for child in inside):
            self._text(laid, source, divided=divided, begins=begins)
        elif inside and all(isinstance(child, boxes.BlockLevelBox) for child in inside):
            sources = source.children if source is not None and source.element is laid.element else ()
            self._siblings(laid, sources, skip, divided=divided, begins=begins)
        else:
            top = laid.border_box_y()
            self._take(Block(0, open=begins), (top, top + laid.border_height()), None)

    def _text(self, laid: Any, source: Any, *, divided: bool, begins: bool) -> None:
        lines, style = [child for child in laid.children if child.is_in_normal_flow()], laid.style
        ends = lines[0].position_y, lines[-1].position_y + lines[-1].height
        on_grid = abs(ends[1] - ends[0] - len(lines) * self.line) < _OFF * self.line
        known = source.children[0] if source is not None and source.children else None
        sparing = on_grid and len(lines) >= _SPARING and isinstance(known, boxes.LineBox)
        top, foot = (style["orphans"], style["widows"]) if divided and on_grid else (0, 0)
        self._take(Block(0, open=begins, top=top, foot=foot, spare=(1, -1) if sparing else ()), ends, known)

    def _take(self, made: Block, ends: tuple[float, float], source: Any) -> None:
        """Take up a block that reaches from one height to another."""
        top, bottom = (round((y - self.top) / self.line) for y in ends)
        gap = max(0, top - self._bottom) if self.blocks else 0
        self.blocks.append(replace(made, lines=max(0, bottom - max(top, self._bottom)), gap=gap))
        self.sources.append(source)
        self._bottom = max(bottom, self._bottom)
