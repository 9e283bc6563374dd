"""How wide text is as the engine shapes it, character by character."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi

# A glyph's number, width and offsets, and its attributes: five words of four bytes, of which the second is the width.
_GLYPH: Final = 20
_PLAIN: Final = sys.byteorder == "little" and ffi.sizeof("PangoGlyphInfo") == _GLYPH


def advances(text: str, style: Any) -> list[float]:
    """The width of each character in CSS pixels; a ligature's is that of its first letter."""
    layout = line_break.Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    widths = [0] * (len(text.encode()) + 4)
    run = line.runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        base, many = item.item.offset, item.glyphs.num_glyphs
        for cluster, width in zip(ffi.unpack(item.glyphs.log_clusters, many), _glyph_widths(item.glyphs), strict=True):
            widths[base + cluster] += width
    layout.deactivate()
    if text.isascii():
        return [width * FROM_UNITS for width in widths[: len(text)]]
    found, place = [], 0
    for character in text:
        found.append(widths[place] * FROM_UNITS)
        place += len(character.encode())
    return found


def _glyph_widths(glyphs: Any) -> list[int]:
    many = glyphs.num_glyphs
    if _PLAIN:
        return list(memoryview(ffi.buffer(glyphs.glyphs, many * _GLYPH)).cast("i")[1::5])
    return [glyphs.glyphs[at].geometry.width for at in range(many)]


def width_of(text: str, style: Any) -> float:
    """The width of a short text in CSS pixels, remembered."""
    family = tuple(style["font_family"])
    return _width_of(text, _Face(style, (family, style["font_size"], style["font_style"], style["font_weight"])))


class _Face:
    """A style that is equal to any other that names the same face and size."""

    def __init__(self, style: Any, key: tuple[object, ...]) -> None:
        self.style, self.key = style, (*key, id(style.font_config))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Face) and self.key == other.key


@lru_cache(maxsize=512)
def _width_of(text: str, face: _Face) -> float:
    return sum(advances(text, face.style))
