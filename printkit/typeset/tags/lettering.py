"""Draws lines so that whoever copies, searches or reads them aloud finds the author's letters, all and in order.

A font says of a glyph one text only, and of many scripts' glyphs that is not enough: the same glyph stands for this
here and for that there, two glyphs stand for one letter, or in another order than they are read in. Such a group of
glyphs says itself what it stands for (ActualText; ISO 32000-1, 14.9.4). Text that runs from right to left is drawn from
left to right, as readers of pages expect it, and says so (ReversedChars; 14.8.2.3.3); its pieces come in reading order.
Every glyph stays where the engine puts it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from printkit.typeset import breaks
from printkit.typeset.tags import clusters, joiners, words
from printkit.typeset.tags.clusters import Cluster

# Scripts, marks and joiners whose glyphs and letters are not one to one; and two dots that share one in Chinese faces.
_SHAPED = re.compile(
    "[\u0300-\u036f\u1e00-\u1eff\u0483-\u0489\u0590-\u109f\u1700-\u18af\u1900-\u1cff\u1dc0-\u1dff\u00b7\u30fb\u200c\u200d\u20d0-\u20ff\ua800-\uabff"
    "\ufb1d-\ufdff\ufe00-\ufe2f\ufe70-\ufeff\U00010800-\U00010fff\U00011000-\U00011fff\U0001e000-\U0001efff]"
)
_PIECE = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
_OVERLAP = 100
"""How far, in thousandths of the size, a letter may reach back over the one before it and be one beside it."""

_HYPHENS = str.maketrans("\u2010", "-")


def telling(draw: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's drawing of text, by which lines say what they say; for one document."""
    fonts = _Fonts()

    def draw_text(stream: Any, textbox: Any, *rest: Any) -> Any:
        style = textbox.style
        # In a paragraph that is read from the right, the marks at the ends of other words run from the right too.
        leftward = style["direction"] == "rtl"
        held = leftward or style["font_variant_caps"] != "normal" or _SHAPED.search(textbox.pango_layout.text)
        return draw(_Line(stream, textbox, fonts) if held else stream, textbox, *rest)

    return draw_text


@dataclass
class _Fonts:
    """What the fonts of a document say of their glyphs, mended where the engine had to guess."""

    _nominal: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    _settled: set[tuple[str, int]] = field(default_factory=set)
    _unseen: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def joiner(self, letter: str, font: Any) -> int | None:
        """The glyph of a font for a joiner; None where it has none."""
        if font.hash not in self._unseen:
            self._unseen[font.hash] = joiners.glyphs(font)
        glyph = self._unseen[font.hash].get(letter)
        if glyph is not None:
            font.to_unicode[glyph], font.widths[glyph] = letter, 0
        return glyph

    def learn(self, cluster: Cluster, glyphs: Sequence[_Glyph], textbox: Any) -> None:
        """Say what single glyphs of a cluster stand for, where the engine gave the whole text to one of them.

        What a font has once said of a glyph stands, for lines before this one count on it.
        """
        for glyph, text in zip(glyphs, self._parted(cluster.text, glyphs, textbox), strict=True):
            key = breaks.program(glyph.font), glyph.number
            if not glyph.said or (key not in self._settled and glyph.said == cluster.text):
                glyph.meanings[glyph.number] = text
            if glyph.said:
                self._settled.add(key)

    def _parted(self, whole: str, glyphs: Sequence[_Glyph], textbox: Any) -> list[str]:
        """What each glyph says: its letter, or its part of one; or of several in no such order the first one all."""
        for letters in (whole, unicodedata.normalize("NFD", whole)):
            if len(glyphs) == len(letters) and all(
                glyph.number in self._glyphs(letter, glyph.font, textbox)
                for glyph, letter in zip(glyphs, letters, strict=True)
            ):
                return list(letters)
        return [whole, *("" for _ in glyphs[1:])]

    def _glyphs(self, letter: str, font: str, textbox: Any) -> frozenset[int]:
        """The glyphs that a letter alone is set with."""
        key = font, letter
        if key not in self._nominal:
            layout = line_break.Layout(textbox.style)
            layout.set_text(letter)
            found: set[int] = set()
            run = layout.get_first_line()[0].runs[0]
            while run != ffi.NULL:
                shape = run.data.glyphs
                found.update(shape.glyphs[at].glyph for at in range(shape.num_glyphs))
                run = run.next
            self._nominal[key] = frozenset(found)
        return self._nominal[key]


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph as it stands in a line: its font, its rise, and where it begins, in thousandths of the size.

    `meanings` are what the font says of all its glyphs, for the font's file.
    """

    font: str
    rise: float
    code: str
    start: float
    width: float
    meanings: dict[int, str]

    @property
    def number(self) -> int:
        return int(self.code, 16)

    @property
    def said(self) -> str:
        """What the font says that the glyph stands for."""
        return self.meanings.get(self.number, "")

    @property
    def soft(self) -> bool:
        """Whether it is a hyphen that only a line's end has made."""
        return breaks.program(self.font) != self.font


@dataclass
class _Line:
    """The stream that a line is drawn to: its glyphs are held until the text ends."""

    stream: Any
    textbox: Any
    fonts: _Fonts
    _font: tuple[str, float] = ("", 0)
    _rise: float = 0
    _held: list[tuple[str, float, str]] = field(default_factory=list)
    _pen: float = 0

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
        """Draw what was held; as it came where the glyphs are pictures, or not those of the line."""
        fonts = {font.hash: font for font in self.stream._fonts.values()}
        glyphs = [] if any(fonts[breaks.program(held[0])].bitmap for held in self._held) else self._glyphs(fonts)
        told = clusters.of(self.textbox) if glyphs else []
        if glyphs and sum(len(cluster.places) for cluster in told) == len(glyphs):
            self._pen = 0.0
            self._tell([(cluster, [glyphs[place] for place in cluster.places]) for cluster in told])
        else:
            for font, rise, text in self._held:
                self._draw(font, rise, text)
        self._held.clear()
        self.stream.end_text()

    def _glyphs(self, fonts: dict[str, Any]) -> list[_Glyph]:
        """The glyphs that were held, from left to right, each at its place."""
        found, pen = [], 0.0
        for name, rise, text in self._held:
            for codes, space in _PIECE.findall(text):
                pen -= float(space or 0)
                font = fonts[breaks.program(name)]
                for code in re.findall("....", codes):
                    width = font.widths[int(code, 16)]
                    found.append(_Glyph(name, rise, code, pen, width, font.to_unicode))
                    pen += width
        return found

    def _tell(self, line: list[_Piece]) -> None:
        for cluster, glyphs in line:
            if not glyphs[0].soft:
                self.fonts.learn(cluster, glyphs, self.textbox)
        for (plain, leftward, _), several in groupby(enumerate(_bound([*self._joined(line)])), _kind):
            pieces = [piece for _, piece in several]
            if plain:
                self._read([glyph for _, glyphs in pieces for glyph in glyphs], leftward=leftward)
            for cluster, glyphs in pieces:
                if not plain:
                    said = cluster.text.encode("utf-16-be").hex()
                    # From left to right they are so already, but where letters were set over each other.
                    ordered = sorted(glyphs, key=_start) if leftward else glyphs
                    self._marked("/Span", f"<</ActualText <feff{said}>>> BDC", ordered)
                if cluster.joiner:
                    self._join(cluster, glyphs)

    def _joined(self, line: list[_Piece]) -> Iterator[_Piece]:
        """The clusters, and behind each that a joiner follows the glyph that its font has for it."""
        for cluster, glyphs in line:
            font = next((font for font in self.stream._fonts.values() if font.hash == glyphs[-1].font), None)
            found = self.fonts.joiner(cluster.joiner, font) if cluster.joiner and font is not None else None
            if found is None or font is None:
                yield cluster, glyphs
                continue
            yield replace(cluster, joiner=""), glyphs
            joiner = _Glyph(font.hash, 0, f"{found:04x}", min(map(_start, glyphs)), 0, font.to_unicode)
            yield Cluster(cluster.joiner, (), cluster.leftward), [joiner]

    def _join(self, cluster: Cluster, glyphs: list[_Glyph]) -> None:
        """Draw a space that stands for the joiner after a cluster, where its font has none, and moves nothing."""
        name = breaks.program(glyphs[-1].font)
        space = words.known_space(self.stream, name)
        font = next((font for font in self.stream._fonts.values() if font.hash == name), None)
        if space is None or font is None:
            return
        edges = [min(map(_start, glyphs)) - 1, max(glyph.start + glyph.width for glyph in glyphs)]
        twin = breaks.unseen(font, cluster.joiner, space.glyph)
        self._show([_Glyph(twin, 0, f"{space.glyph:04x}", edges[not cluster.leftward], space.width, {})])

    def _read(self, glyphs: list[_Glyph], *, leftward: bool) -> None:
        """Draw glyphs that their fonts say all of, in reading order; leftward ones each piece from left to right."""
        for _, same in groupby(glyphs, lambda glyph: (glyph.font, glyph.rise)):
            piece = list(same)
            if leftward and len(piece) > 1:
                self._marked("/ReversedChars", "BMC", piece[::-1])
            else:
                self._show(piece)

    def _marked(self, tag: str, begin: str, glyphs: list[_Glyph]) -> None:
        self.stream.stream.append(f"{tag} {begin}")
        self._show(glyphs)
        self.stream.stream.append("EMC")

    def _show(self, glyphs: list[_Glyph]) -> None:
        for (font, rise), same in groupby(glyphs, lambda glyph: (glyph.font, glyph.rise)):
            text = ""
            for glyph in same:
                back = round(self._pen - glyph.start, 3)
                text += f"{back:g}<{glyph.code}>" if back else f"<{glyph.code}>"
                self._pen = glyph.start + glyph.width
            self._draw(font, rise, text.replace("><", ""))

    def _draw(self, font: str, rise: float, text: str) -> None:
        self.stream.set_font_size(font, self._font[1])
        if rise:
            self.stream.set_text_rise(rise)
        self.stream.show_text(text)
        if rise:
            self.stream.set_text_rise(0)


def _start(glyph: _Glyph) -> float:
    return glyph.start


_Piece = tuple[Cluster, list[_Glyph]]


def _kind(numbered: tuple[int, _Piece]) -> tuple[bool, bool, int]:
    """What neighbours share that are drawn together; those whose letters must be said are drawn each alone."""
    number, (cluster, glyphs) = numbered
    told = [glyph.said for glyph in glyphs]
    # A hyphen at a line's end, and one that the author wrote, are told apart by their font.
    plain = all(told) and "".join(told).translate(_HYPHENS) == cluster.text.translate(_HYPHENS)
    plain = plain and (cluster.leftward or not any(map(_parted, glyphs, glyphs[1:])))
    plain = plain or all(glyph.soft for glyph in glyphs)
    # What a joiner follows ends a piece, so that the joiner has its place behind it.
    return plain, cluster.leftward, 0 if plain and not cluster.joiner else number + 1


def _bound(line: list[_Piece]) -> list[_Piece]:
    """The clusters, with marks that are set over the letter before them taken to it.

    Readers of pages go by where glyphs stand, and take a mark that goes back or up for a word or a line of its own.
    """
    bound: list[_Piece] = []
    for cluster, glyphs in line:
        last = bound[-1] if bound else None
        if last and not (cluster.leftward or last[0].leftward or last[0].joiner) and _parted(last[1][-1], glyphs[0]):
            whole = replace(cluster, text=last[0].text + cluster.text, places=last[0].places + cluster.places)
            bound[-1] = whole, last[1] + glyphs
        else:
            bound.append((cluster, glyphs))
    return bound


def _parted(before: _Glyph, after: _Glyph) -> bool:
    """Whether a glyph takes no room of its own, or stands above, below or well before the end of the one before it."""
    return not after.width or after.rise != before.rise or after.start < before.start + before.width - _OVERLAP
