"""Hyphens that the engine put in at line ends, told from those that the author wrote.

The engine draws both with one glyph, and a PDF has one Unicode value a glyph and font: whichever came first spoils
the other in copied and searched text. Here the engine's own hyphens are drawn through a second font dictionary over the
same font program, whose value for the glyph is U+00AD SOFT HYPHEN (ISO 32000-2, 14.8.2.2.2), which a reader takes out
when it joins lines.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf
import weasyprint.pdf
from weasyprint.draw import text as drawing

_LAST = re.compile(r"([0-9a-f]{4})(>-?[0-9.]*)$")
_ALIAS: Final = "shy"
_TWIN = re.compile("^(?:shy|u200[cd]-)")
_EXPECTED = {
    "draw_first_line": ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"],
    "build_fonts_dictionary": ["pdf", "fonts", "compress", "subset", "options"],
}


def program(font: str) -> str:
    """The name of the font whose glyphs a font shows: a twin's is that of its twin."""
    return _TWIN.sub("", font)


def unseen(font: Any, letter: str, glyph: int) -> str:
    """The name of a twin of the engine's font in which a glyph that leaves no ink is a joiner (U+200C, U+200D)."""
    name = f"u{ord(letter):04x}-"
    font.unseen = {**getattr(font, "unseen", {}), name: (f"{glyph:04x}", letter)}
    return f"{name}{font.hash}"


def fits() -> bool:
    """True where the engine's two functions that we stand around are the ones we know."""
    found = {
        "draw_first_line": getattr(drawing, "draw_first_line", None),
        "build_fonts_dictionary": getattr(weasyprint.pdf, "build_fonts_dictionary", None),
    }
    return all(
        callable(function) and list(inspect.signature(function).parameters) == _EXPECTED[name]
        for name, function in found.items()
    )


@contextmanager
def told_apart() -> Iterator[bool]:
    """While this lasts the engine's hyphens at line ends are soft ones; yields False where it cannot be done."""
    if not fits():
        yield False
        return
    marked: dict[str, set[str]] = {}
    draw, build = drawing.draw_first_line, weasyprint.pdf.build_fonts_dictionary
    drawing.draw_first_line = _drawing(draw, marked)
    weasyprint.pdf.build_fonts_dictionary = _building(build, marked)
    try:
        yield True
    finally:
        drawing.draw_first_line, weasyprint.pdf.build_fonts_dictionary = draw, build


def _drawing(draw: Callable[..., Any], marked: dict[str, set[str]]) -> Callable[..., Any]:
    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        hyphen = textbox.style["hyphenate_character"]
        if not hyphen or textbox.style["direction"] != "ltr" or not textbox.text.endswith(hyphen):
            return draw(stream, textbox, *rest)
        line = _Line(stream)
        answer = draw(line, textbox, *rest)
        line.end(marked)
        return answer

    return draw_first_line


class _Line:
    """The stream that a line is drawn to, with the last piece of text held back until the line has ended."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._held = ""

    def __getattr__(self, name: str) -> Any:
        self._flush()
        return getattr(self._stream, name)

    def show_text(self, text: str) -> None:
        """Hold the text back; what was held before is no longer the last."""
        self._flush()
        self._held = text

    def end(self, marked: dict[str, set[str]]) -> None:
        """Draw the last glyph through the font's soft twin."""
        found = _LAST.search(self._held)
        current = self._stream._current_font
        if not found or not current:
            self._flush()
            return
        font, size = current
        before = self._held[: found.start()]
        self._held = ""
        if before.rstrip("<"):
            self._stream.show_text(before[:-1] if before.endswith("<") else f"{before}>")
        self._stream.set_font_size(f"{_ALIAS}{font}", size)
        self._stream.show_text(f"<{found[1]}>")
        marked.setdefault(font, set()).add(found[1])
        for known in self._stream._fonts.values():
            # The glyph is the author's hyphen too: were the first one drawn a soft one, all would be called so.
            if known.hash == font and known.to_unicode.get(int(found[1], 16)) == "\u2010":
                known.to_unicode[int(found[1], 16)] = "-"

    def _flush(self) -> None:
        held, self._held = self._held, ""
        if held:
            self._stream.show_text(held)


def _building(build: Callable[..., Any], marked: dict[str, set[str]]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: Any, fonts: Any, compress: bool, *rest: Any) -> Any:
        known = build(pdf, fonts, compress, *rest)
        for font, glyphs in sorted(marked.items()):
            if font in known:
                known[f"{_ALIAS}{font}"] = _twin(pdf, known[font], sorted(glyphs), "\u00ad", compress=compress)
        for drawn in fonts.values():
            for name, (glyph, letter) in sorted(getattr(drawn, "unseen", {}).items()):
                if drawn.hash in known:
                    known[f"{name}{drawn.hash}"] = _twin(pdf, known[drawn.hash], [glyph], letter, compress=compress)
        return known

    return build_fonts_dictionary


def _twin(pdf: Any, reference: bytes | str, glyphs: list[str], letter: str, *, compress: bool) -> Any:
    """The reference of a font dictionary like the one named, in which these glyphs stand for a letter."""
    number = int((reference.decode() if isinstance(reference, bytes) else reference).split()[0])
    rows = "\n".join(f"<{glyph}> <{ord(letter):04x}>" for glyph in glyphs)
    cmap = pydyf.Stream(
        [
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
            b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
            f"{len(glyphs)} beginbfchar\n{rows}\nendbfchar".encode(),
            b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        ],
        compress=compress,
    )
    pdf.add_object(cmap)
    twin = pydyf.Dictionary({**pdf.objects[number], "ToUnicode": cmap.reference})
    pdf.add_object(twin)
    return twin.reference
