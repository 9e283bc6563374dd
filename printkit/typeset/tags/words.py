"""Keeps the words of a line apart from those of the next: the space that the engine takes off a line's end is drawn.

A line broken at a space ends without it, and a space alone between two boxes is not drawn at all; whoever reads the
tag tree would find two words in one. A space leaves no ink, and nothing is moved by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_SPACES = (" ", "\u00a0")
_WHITE = b" \n\t"


@dataclass(frozen=True, slots=True)
class _Last:
    """The last piece of text so far: its box, its line and its block, and the last before it that is a word."""

    box: Any
    line: Any
    word: Any


@dataclass
class Words:
    """Finds the pieces of text that a space must follow, in each flow of text for itself."""

    spaced: set[Any] = field(default_factory=set)
    _last: dict[str, _Last] = field(default_factory=dict)

    def say(self, flow: str, box: Any, line: Any, *, call: bool) -> None:
        """The next piece of text; `call` says that it is the number of a note and no word."""
        last = self._last.get(flow)
        if last is not None and last.line is not line:
            goes_on = _block(last.line) == _block(line) and _joined(last, box)
            self.spaced.update(() if goes_on else _ends(last))
        before = last.word if last is not None and last.line is line else None
        self._last[flow] = _Last(box, line, before if call else box)

    def gap(self, flow: str, line: Any) -> None:
        """White space that is not drawn."""
        last = self._last.get(flow)
        if last is not None and last.line is line:
            self.spaced.update(_ends(last))

    def end(self) -> set[Any]:
        """The boxes that a space must follow."""
        for last in self._last.values():
            self.spaced.update(_ends(last))
        return self.spaced


def _ends(last: _Last) -> list[Any]:
    """What a space must follow. The number of a note may be left out, so the word before it has a space of its own."""
    return [box for box in (last.box, last.word) if box is not None and not box.text[-1].isspace()]


def _block(line: Any) -> tuple[object, object]:
    return line.element, line.element_tag


def _joined(last: _Last, box: Any) -> bool:
    """Whether a word goes on from one line to the next; where the layout was not listened to, a hyphen says so."""
    before, after = getattr(last.box, "white", None), getattr(box, "white", None)
    if before is None or after is None:
        return bool(last.box.text.endswith(last.box.style["hyphenate_character"]))
    return not before[1] and not after[0]


def listening(split: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's cutting of text into lines, which then says of each piece whether white space is on its sides."""

    def split_text_box(context: Any, box: Any, available_width: Any, skip: Any, *rest: Any, **more: Any) -> Any:
        answer = split(context, box, available_width, skip, *rest, **more)
        piece, resume = answer[0], answer[1]
        if piece is not None:
            data, start = box.text.encode(), skip or 0
            end = len(data) if resume is None else resume
            piece.white = (data[start - 1 : start] in _ENDS if start else False, _white(data, end))
        return answer

    return split_text_box


_ENDS = frozenset(_WHITE[at : at + 1] for at in range(len(_WHITE)))


def _white(data: bytes, at: int) -> bool:
    return data[at - 1 : at] in _ENDS or data[at : at + 1] in _ENDS


def spacing(draw: Callable[..., Any], spaced: set[Any]) -> Callable[..., Any]:
    """The engine's drawing of text, which then draws a space behind each of these boxes."""
    glyphs: dict[str, tuple[int, int]] = {}

    def draw_text(stream: Any, textbox: Any, *rest: Any) -> Any:
        answer = draw(stream, textbox, *rest)
        if textbox in spaced and textbox.style["visibility"] == "visible":
            _draw_space(stream, textbox, glyphs)
        return answer

    return draw_text


def _draw_space(stream: Any, textbox: Any, glyphs: dict[str, tuple[int, int]]) -> None:
    going_on = stream.stream[-1] == b"ET"
    stream.begin_text()
    font, size = stream._current_font or ("", textbox.style["font_size"])
    for known in stream._fonts.values():
        if known.hash not in glyphs and not known.bitmap:
            found = next((glyph for glyph, text in known.to_unicode.items() if text in _SPACES), None)
            if found is not None:
                glyphs[known.hash] = found, known.widths[found]
    chosen = font if font in glyphs else next(iter(glyphs), "")
    if chosen:
        glyph, width = glyphs[chosen]
        leftwards = textbox.pango_layout.first_line_direction % 2
        if leftwards or not going_on:
            across = -width * size / 1000 if leftwards else textbox.width
            stream.set_text_matrix(1, 0, 0, -1, textbox.position_x + across, textbox.position_y + textbox.baseline)
        stream.set_font_size(chosen, size)
        stream.show_text(f"<{glyph:04x}>")
    stream.end_text()
