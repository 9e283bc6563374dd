"""Pictures on the page: how large each is printed, in whole lines, and what stands where one is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from statistics import median

from printkit.compose.measures import Measures
from printkit.config.lengths import written
from printkit.errors import Note
from printkit.model.blocks import Figure, Image, plain
from printkit.model.products import Blob, Picture

_DPI = 150.0
_CROP = 0.04
"""The share of a photograph that may be cut to fit it to whole lines; nothing is cut off a drawing or a screenshot."""

_GAP = 0.3
"""The share of a line between a picture and its caption, taken from the picture's height so that the grid holds."""

_TALL, _TALL_ACROSS = 0.6, 0.54
"""The share of the text's height that a picture may take: in its column, and above the text across all columns."""

_SMALLEST = 72.0
"""How wide in pt a picture of a gallery is at least; a narrow column has fewer beside each other."""

_INLINE_DPI = 192.0
_LINE = 0.75
"""How much of a line's height a picture that stands in it may take without pushing the lines apart."""

_SUFFIX = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Size:
    """How a picture is printed: its width in pt, its height in lines with the gap below, and whether it is cut."""

    width: float
    lines: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a figure as a template takes it: the classes that size it, its path, and its words.

    `decoration` says that it carries no meaning and is painted as a background; `src` is empty where it is missing,
    and `words` then stand in its place.
    """

    classes: str
    src: str = ""
    alt: str = ""
    decoration: bool = False
    words: str = ""


@dataclass(slots=True)
class Plates:
    """Places the pictures of one galley and keeps what they need: files, rules and findings."""

    pictures: Mapping[str, Picture]
    measures: Measures
    word: str
    shown: str = "full"
    assets: dict[str, Blob] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    findings: list[Note] = field(default_factory=list)

    def inline(self, src: str, alt: str | None) -> str:
        """The HTML of a picture that stands in a line; its words where it is missing or not wanted."""
        picture = self._picture(src)
        if picture is None or self.shown == "none":
            return escape(alt or "")
        sized = self._in_line(picture)
        if alt == "":
            # A picture without meaning beside words that have it: an <img> would have to have a tag, and so words.
            return f'<span class="inline {sized} {self._background(picture)}"></span>'
        said = alt if alt is not None else self._unsaid(src)
        return f'<img class="inline {sized}" src="{self._asset(picture)}" alt="{escape(said)}">'

    def _in_line(self, picture: Picture) -> str:
        """The class that sizes a picture in a line; one of about a line's height is made no higher, for the grid."""
        width = min(picture.width * 72 / _INLINE_DPI, self.measures.column)
        height = width * picture.height / picture.width
        tall = _LINE * self.measures.baseline
        if tall < height <= 2 * self.measures.baseline:
            width, height = width * tall / height, tall
        name = f"inline-{round(width * 10)}-{round(height * 10)}"
        self.rules[f".{name}"] = f"width: {written(width)}; height: {written(height)}"
        return name

    def rows(self, figure: Figure, *, across: bool = False) -> tuple[tuple[Shot, ...], ...]:
        """The pictures of a figure in rows of one, two or three; nothing where pictures are not wanted."""
        if self.shown == "none" or not figure.images:
            return ()
        many = len(figure.images)
        wide = int((self.measures.text_width if across else self.measures.column) / _SMALLEST)
        per_row = min(1 if many == 1 else 2 if many in (2, 4) else 3, max(1, wide))
        sizes = self._sizes(figure, per_row, across)
        shots = [self._shot(image, size, figure) for image, size in zip(figure.images, sizes, strict=True)]
        return tuple(tuple(shots[at : at + per_row]) for at in range(0, many, per_row))

    def background(self, src: str) -> str:
        """The class that paints a picture as a background, or nothing where it is missing."""
        picture = self._picture(src)
        return self._background(picture) if picture else ""

    def plain(self, src: str) -> str:
        """The path of a picture that a style sheet sizes, or nothing where it is missing."""
        picture = self._picture(src)
        return self._asset(picture) if picture else ""

    def _sizes(self, figure: Figure, per_row: int, across: bool) -> list[Size]:
        width = self.measures.text_width if across else self.measures.column
        if self.shown == "small":
            width /= 2
        width = (width - (per_row - 1) * self.measures.baseline) / per_row
        tallest = self.measures.text_height * (_TALL_ACROSS if across else _TALL if per_row == 1 else _TALL / 2)
        known = [self.pictures.get(image.src) for image in figure.images]
        sizes = [fit(p, width, self.measures.baseline, tallest) if p else Size(width, 1, False) for p in known]
        if per_row == 1:
            return sizes
        lines = round(median(size.lines for size in sizes))
        return [Size(width, lines, size.cut and size.lines == lines) for size in sizes]

    def _shot(self, image: Image, size: Size, figure: Figure) -> Shot:
        picture = self._picture(image.src)
        if picture is None:
            # Alternative text that is empty says that nothing is lost.
            name = image.alt if image.alt is not None or figure.caption else PurePosixPath(image.src).name[-60:]
            return Shot("missing", words=f"{self.word}: {name}" if name else "")
        classes = self._sized(size)
        if image.alt == "":
            return Shot(f"{classes} {self._background(picture)}", decoration=True)
        said = image.alt or " ".join(plain(figure.caption).split()) or self._unsaid(image.src)
        return Shot(classes, src=self._asset(picture), alt=said)

    def _picture(self, src: str) -> Picture | None:
        picture = self.pictures.get(src)
        if picture is None:
            self.findings.append(Note("warning", "image.missing", "the picture is missing", where=src))
        return picture

    def _unsaid(self, src: str) -> str:
        text = "the picture has neither alternative text nor caption"
        self.findings.append(Note("warning", "image.no-alt", text, where=src))
        return self.word

    def _asset(self, picture: Picture) -> str:
        path = f"pictures/{picture.blob.sha256[:20]}.{_SUFFIX[picture.media_type]}"
        self.assets[path] = picture.blob
        return path

    def _background(self, picture: Picture) -> str:
        path = self._asset(picture)
        name = f"painted-{picture.blob.sha256[:20]}"
        self.rules[f".{name}"] = f"background-image: url({path})"
        return name

    def _sized(self, size: Size) -> str:
        name = f"plate-{round(size.width)}-{size.lines}"
        self.rules[f".{name}"] = f"width: {written(size.width)}; height: calc(var(--baseline) * {size.lines - _GAP:g})"
        return f"plate {name} {'cut' if size.cut else 'whole'}"


def fit(picture: Picture, width: float, baseline: float, tallest: float) -> Size:
    """The size of a picture in a column: as wide as it, no larger than 150 dpi allows, no taller than `tallest`."""
    shape = picture.width / picture.height
    wide = min(width, picture.width * 72 / _DPI)
    high = min(wide / shape, tallest)
    wide = high * shape
    lines = max(1, round(high / baseline + _GAP))
    cut = picture.media_type == "image/jpeg" and abs((lines - _GAP) * baseline - high) <= _CROP * high
    return Size(wide, lines if cut else max(1, math.ceil(high / baseline + _GAP - 0.01)), cut)


def rules(pairs: Mapping[str, str]) -> str:
    """Rules made for one galley, in order of their names."""
    return "".join(f"{name} {{ {said} }}\n" for name, said in sorted(pairs.items()))
