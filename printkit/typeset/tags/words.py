"""Keeps the words of a line apart from those of the next: the space that the engine takes off a line's end is drawn.

A line broken at a space ends without it, and a space alone between two boxes is not drawn at all; whoever reads the
tag tree would find two words in one. A space leaves no ink, and nothing is moved by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango

from printkit.typeset.tags.clusters import runs_leftward

_SPACES = (" ", "\u00a0")
_WHITE = b" \n\t"


@dataclass(frozen=True, slots=True)
class _Last:
    """The last piece of text so far: its box and its line, the last before it that is a word; whether it is beside."""

    box: Any
    line: Any
    word: Any
    is_beside: bool = False
    is_cut: bool = False


@dataclass
class Words:
    """Finds the pieces of text that a space must follow, in each flow of text for itself."""

    spaced: set[Any] = field(default_factory=set)
    _last: dict[str, _Last] = field(default_factory=dict)

    def say(self, flow: str, box: Any, line: Any, *, call: bool) -> None:
        """The next piece of text; `call` says that it is the number of a note and no word."""
        last = self._last.get(flow)
        if last is not None and last.line is not line:
            is_same = last.is_beside or _block(last.line) == _block(line)
            goes_on = is_same and (_unparted(last, box) if last.is_beside else _joined(last, box))
            self.spaced.update(() if goes_on else _ends(last))
        before = last.word if last is not None and last.line is line else None
        self._last[flow] = _Last(box, line, before if call else box)

    def gap(self, flow: str, line: Any) -> None:
        """White space that is not drawn."""
        last = self._last.get(flow)
        if last is not None and last.line is line:
            self.spaced.update(_ends(last))

    def latest(self, flow: str) -> Any:
        """The last piece of text so far."""
        return self._last.get(flow)

    def beside(self, flow: str, before: Any) -> None:
        """What was said since `before` stands beside the line that comes and belongs to it, like a drop cap."""
        last = self._last.get(flow)
        if last is not None and last is not before:
            self._last[flow] = replace(last, is_beside=True)

    def cut(self, flow: str) -> None:
        """A place where the line may end and a word goes on."""
        if (last := self._last.get(flow)) is not None:
            self._last[flow] = replace(last, is_cut=True)

    def end(self) -> set[Any]:
        """The boxes that a space must follow."""
        for last in self._last.values():
            self.spaced.update(_ends(last))
        return self.spaced


def _ends(last: _Last) -> list[Any]:
    """What a space must follow. The number of a note may be left out, so the word before it has a space of its own."""
    return [box for box in (last.box, last.word) if box is not None]


def _block(line: Any) -> tuple[object, object]:
    return line.element, line.element_tag


def _joined(last: _Last, box: Any) -> bool:
    """Whether a word goes on from one line to the next."""
    across = last.box.element is not box.element and not last.is_cut
    if across and _parted(last.box.text[-1:], box.text[:1], box.style["lang"] or ""):
        # The space between two elements stood in a box of its own, of which a line's end leaves nothing.
        return False
    return _unparted(last, box)


def _unparted(last: _Last, box: Any) -> bool:
    """Whether there is no white space between; where the layout was not listened to, only a hyphen says so."""
    before, after = getattr(last.box, "white", None), getattr(box, "white", None)
    if before is None or after is None:
        return bool(last.box.text.endswith(last.box.style["hyphenate_character"]))
    return not before[1] and not after[0]


def _parted(before: str, after: str, lang: str) -> bool:
    """Whether only a space can have let a line end between two letters (UAX #14)."""
    return bool(before and after) and not line_break.get_log_attrs(before + after, lang)[1].is_line_break


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
    spaces: dict[str, Space] = {}

    def draw_text(stream: Any, textbox: Any, *rest: Any) -> Any:
        answer = draw(stream, textbox, *rest)
        # The engine takes a space off the box's text and may yet draw it: what its layout holds now is what it drew.
        drawn = textbox.pango_layout.text[-1:].isspace()
        if textbox in spaced and not drawn and textbox.style["visibility"] == "visible":
            _draw_space(stream, textbox, spaces)
        return answer

    return draw_text


@dataclass(frozen=True, slots=True)
class Space:
    """The space of a font: the font's name in the PDF, the glyph, and its width in thousandths of the size."""

    font: str
    glyph: int
    width: int


def _draw_space(stream: Any, textbox: Any, spaces: dict[str, Space]) -> None:
    going_on = stream.stream[-1] == b"ET"
    stream.begin_text()
    font, size = stream._current_font or ("", textbox.style["font_size"])
    space = spaces.get(font) or known_space(stream, font) or shaped_space(stream, textbox)
    if space is not None:
        spaces[font] = space
        leftward = textbox.pango_layout.first_line_direction % 2
        if not going_on or runs_leftward(textbox):
            across = -space.width * size / 1000 if leftward else textbox.width
            stream.set_text_matrix(1, 0, 0, -1, textbox.position_x + across, textbox.position_y + textbox.baseline)
        stream.set_font_size(space.font, size)
        stream.show_text(f"<{space.glyph:04x}>")
    stream.end_text()


def known_space(stream: Any, name: str) -> Space | None:
    """The space that the font has shown before."""
    for font in stream._fonts.values():
        if font.hash == name and not font.bitmap:
            found = next((glyph for glyph, text in font.to_unicode.items() if text in _SPACES), None)
            return None if found is None else Space(name, found, font.widths[found])
    return None


def shaped_space(stream: Any, textbox: Any) -> Space | None:
    """The space of the font that the text is set in, which has shown none yet."""
    layout = line_break.Layout(textbox.style)
    # The shaper gives a common space that ends a line no glyph where the line runs from right to left.
    layout.set_text("\u00a0")
    item = layout.get_first_line()[0].runs[0].data
    shape = item.glyphs.glyphs[0]
    font, size = stream.add_font(item.item.analysis.font)
    if font.bitmap or shape.glyph > 0xFFFF or not size:
        return None
    logical = stream.logical_rect
    pango.pango_font_get_glyph_extents(item.item.analysis.font, shape.glyph, stream.ink_rect, logical)
    width = font.widths.setdefault(shape.glyph, round(logical.width * 1000 * FROM_UNITS / size))
    font.to_unicode.setdefault(shape.glyph, " ")
    return Space(font.hash, shape.glyph, width)
