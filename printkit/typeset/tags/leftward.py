"""Draws text that runs from right to left in the order it is read in; the engine draws it from left to right.

What reads a tag tree takes the letters in the order of the content stream (ISO 32000-1, 14.8.2.3.1). Every glyph stays
where the engine puts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.text.ffi import ffi, pango

from printkit.typeset import breaks

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_PIECE = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")


def runs_leftward(textbox: Any) -> bool:
    """Whether letters of a box run from right to left."""
    return bool(_LEFTWARD.search(textbox.pango_layout.text))


def ordering(draw: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's drawing of text, by which text that runs from right to left comes in the order it is read in."""

    def draw_text(stream: Any, textbox: Any, *rest: Any) -> Any:
        return draw(_Line(stream, textbox) if runs_leftward(textbox) else stream, textbox, *rest)

    return draw_text


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph as it stands in a line: its font, its rise, and where it begins, in thousandths of the size."""

    font: str
    rise: float
    code: str
    start: float
    width: float


@dataclass
class _Line:
    """The stream that a line is drawn to: its glyphs are held until the text ends."""

    stream: Any
    textbox: Any
    _font: tuple[str, float] = ("", 0)
    _rise: float = 0
    _held: list[tuple[str, float, str]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    @property
    def _current_font(self) -> tuple[str, float]:
        return self._font

    def set_font_size(self, font: str, size: float) -> None:
        """Remember the font."""
        self._font = font, size

    def set_text_rise(self, rise: float) -> None:
        """Remember the rise."""
        self._rise = rise

    def show_text(self, text: str) -> None:
        """Remember the glyphs."""
        self._held.append((self._font[0], self._rise, text))

    def end_text(self) -> None:
        """Draw what was held."""
        pen, rise, text = 0.0, 0.0, ""
        for glyph in self._in_order():
            if text and (glyph.rise != rise or (glyph.font, self._font[1]) != self.stream._current_font):
                self.stream.show_text(text)
                text = ""
            if glyph.rise != rise:
                self.stream.set_text_rise(glyph.rise)
                rise = glyph.rise
            self.stream.set_font_size(glyph.font, self._font[1])
            back = round(pen - glyph.start, 3)
            text += f"{back:g}<{glyph.code}>" if back else f"<{glyph.code}>"
            pen = glyph.start + glyph.width
        if text:
            self.stream.show_text(text)
        if rise:
            self.stream.set_text_rise(0)
        self._held.clear()
        self.stream.end_text()

    def _glyphs(self) -> list[_Glyph]:
        """The glyphs that were held, from left to right, each at its place."""
        widths = {font.hash: font.widths for font in self.stream._fonts.values()}
        found, pen = [], 0.0
        for font, rise, text in self._held:
            for codes, space in _PIECE.findall(text):
                pen -= float(space or 0)
                for code in re.findall("....", codes):
                    width = widths[breaks.program(font)][int(code, 16)]
                    found.append(_Glyph(font, rise, code, pen, width))
                    pen += width
        return found

    def _in_order(self) -> list[_Glyph]:
        """The glyphs in the order they are read in, or as they came where they are not those of the line."""
        glyphs, runs = self._glyphs(), self._runs()
        if sum(many for _, _, many in runs) != len(glyphs):
            return glyphs
        pieces, at = [], 0
        for start, leftward, many in runs:
            piece = glyphs[at : at + many]
            pieces.append((start, piece[::-1] if leftward else piece))
            at += many
        return [glyph for _, piece in sorted(pieces, key=lambda pair: pair[0]) for glyph in piece]

    def _runs(self) -> list[tuple[int, bool, int]]:
        """From left to right the runs of the line: where each begins in the text, whether leftward, how many glyphs."""
        found = []
        run = self.textbox.pango_layout.get_first_line()[0].runs[0]
        while run != ffi.NULL:
            item, shape = run.data.item, run.data.glyphs
            many = sum(shape.glyphs[at].glyph != pango.PANGO_GLYPH_EMPTY for at in range(shape.num_glyphs))
            found.append((item.offset, bool(item.analysis.level % 2), many))
            run = run.next
        return found
