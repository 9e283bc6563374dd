"""Fills a planned line to its measure: first spaces and glyphs together within their bounds, then spaces alone."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.matrix import Matrix

from printkit.paragraphs import SPACES, Line, Setting
from printkit.typeset.seam.known import fits

_GLYPHS_FIRST = 1.5
"""How much sooner than spaces glyphs give all they may: their change is not seen, a gap between words is."""

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Fill:
    """What a planned line is filled with: the widths of its spaces, by how much they are narrower, its indent."""

    line: Line
    setting: Setting
    spaces: float
    narrowing: float
    indent: float
    leftward: bool


def fill(context: Any, line: Any, available: float, found: Fill) -> float:
    """Set the spaces and glyphs of the line; how far it moves, for what hangs out at its beginning."""
    count = inline.count_expandable_spaces(line)
    natural = line.width - found.indent + found.narrowing
    target = available - found.indent + found.line.lead + found.line.hang
    slack = target - natural
    setting = found.setting
    give = found.spaces * (setting.stretch if slack > 0 else setting.shrink) + setting.scale * natural
    ratio = max(-1.0, min(1.0, slack / give)) if give else 0.0
    if found.line.kind == "end" and slack + found.narrowing >= -_ROUNDING:
        # A box as wide as its text was measured with the narrow spaces.
        ratio, target = 0.0, min(natural, target)
    scale = 1.0 if found.leftward else 1 + setting.scale * max(-1.0, min(1.0, _GLYPHS_FIRST * ratio))
    wanted = target / scale if count else natural
    spacing = (wanted - natural + found.narrowing) / count if count else 0.0
    if found.leftward:
        if spacing:
            inline.add_word_spacing(context, line, spacing, 0)
        return 0.0
    if spacing or scale != 1:
        _Spread(spacing, scale, line.position_x + found.indent).over(line)
        line.width = found.indent + (wanted if count else natural) * scale
    return -found.line.lead


@dataclass
class _Spread:
    """Boxes of a line moved apart and scaled, from left to right."""

    spacing: float
    scale: float
    origin: float
    passed: int = 0

    def over(self, parent: Any) -> None:
        """Go over the boxes within this one."""
        for child in parent.children:
            if not child.is_in_normal_flow():
                continue
            before = self.passed
            child.position_x = self.origin + (child.position_x - self.origin + self.spacing * before) * self.scale
            if isinstance(child, boxes.TextBox):
                self._set(child)
            elif isinstance(child, boxes.InlineBox):
                self.over(child)
            child.width = (child.width + self.spacing * (self.passed - before)) * self.scale

    def _set(self, box: Any) -> None:
        many = sum(map(box.text.count, SPACES))
        self.passed += many
        if many and self.spacing:
            # The layout is kept for the line's next setting, in another column.
            box.pango_layout = copy.copy(box.pango_layout)
            box.pango_layout.justification_spacing = box.justification_spacing = self.spacing
        if self.scale != 1:
            box.glyph_scale = self.scale


@contextmanager
def scaled() -> Iterator[None]:
    """While this lasts lines are drawn with the glyphs as wide as they were set."""
    if not fits():
        yield
        return
    draw = drawing.draw_first_line
    drawing.draw_first_line = _drawing(draw)
    try:
        yield
    finally:
        drawing.draw_first_line = draw


def _drawing(draw: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(draw)
    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        scale = getattr(textbox, "glyph_scale", 1.0)
        if scale != 1:
            matrix = Matrix(a=scale, d=-1, e=matrix.values[4], f=matrix.values[5])
        return draw(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw_first_line
