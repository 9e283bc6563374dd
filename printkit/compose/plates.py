"""Pictures on the page: where and how large each is printed, in whole lines, and what stands where one is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from printkit import place
from printkit.compose.measures import Measures
from printkit.compose.numbering import unnumbered
from printkit.config.lengths import length, written
from printkit.errors import Note
from printkit.model.blocks import Figure, Image, plain
from printkit.model.layout import MM
from printkit.model.products import Blob, Picture
from printkit.names import picture_name

_DPI = 150.0
_CROP = 0.04
"""The share of a photograph that may be cut to fit it to whole lines; nothing is cut off a drawing or a screenshot."""

_GAP = 0.3
"""The share of a line between a picture and its caption, taken from the picture's height so that the grid holds."""

_TALL = 0.6
"""The share of the text's height that a picture may take in its column."""

_PAIRED = 1.6
"""How much higher than half a page a picture may be that is made smaller, for the next one to stand on the page too."""
_CAPTION_LETTER = 0.46
"""How wide a letter of a caption is taken to be, in ems."""

_SLIVER = 24
"""Pictures of fewer px across are rules and strips, which stand no higher than as many lines as a dozen."""

_GALLERY, _GALLERY_ACROSS = 0.4, 0.28
"""How high a row of a gallery wants to be, as a share of its width; and the share of the text's height for all rows."""
_GALLERY_TALL = 0.8
_SMALLEST = 60.0
"""How wide in pt a picture of a gallery is at least; a narrow column has fewer beside each other."""

_BESIDE = 0.76
"""A lead picture that takes less of the width than this has its caption beside it."""

_BLEED = (0.36, 0.51)
"""The shares of the page's height between which a picture stands that runs to the paper's edge."""
_BLEED_CROP = 0.3
"""How much of a photograph, and of a drawing, may be cut for it."""
_BLEED_CROP_DRAWN = 0.14

_LEAST = 0.25
"""The share of the text's height that a lead picture has at least; where less is left, it stands on the next page."""

_BEGINNING = 3
"""Lines of the text that stand below an opener at least."""

_COARSE = 0.5
"""A picture that its pixels hold to less than this share of its room is told of."""

_MIDDLE = "50% 50%"
_INLINE_DPI = 192.0
_LINE = 0.75
"""How much of a line's height a picture that stands in it may take without pushing the lines apart."""

_SUFFIX = {"image/png": "png", "image/jpeg": "jpg"}


Room = Literal["column", "across", "beside", "bleed"]
"""Where a figure stands: in its column, across all, across with its caption beside it, or to the paper's edge."""


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
    """Places the pictures of one galley and keeps what they need: files, rules and findings.

    `bleed` says that the lead picture may run to the paper's edge, above an `opener` so many pt high; `focus` is the
    point that it is cut about, as CSS has it.
    """

    pictures: Mapping[str, Picture]
    measures: Measures
    word: str
    shown: str = "full"
    bleed: bool = False
    opener: float = 0.0
    focus: str = _MIDDLE
    assets: dict[str, Blob] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    findings: list[Note] = field(default_factory=list)

    def inline(self, src: str, alt: str | None) -> str:
        """The HTML of a picture that stands in a line; its words where it is missing or not wanted."""
        picture = self._picture(src) if self.shown != "none" else None
        if picture is None:
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
        if (most := _TALL * self.measures.text_height) < height:
            width, height = width * most / height, most
        name = f"inline-{round(width * 10)}-{round(height * 10)}"
        self.rules[f".{name}"] = f"width: {written(width)}; height: {written(height)}"
        return name

    def room(self, figure: Figure) -> Room:
        """Where a figure stands that may go across all columns."""
        picture = self.pictures.get(figure.images[0].src) if len(figure.images) == 1 else None
        if picture is None or self.shown != "full":
            return "across"
        if self.bleed and figure.role == "lead" and self._bleeds(picture):
            return "bleed"
        wide = fit(picture, self.measures.text_width, self.measures.baseline, self._tallest(figure)).width
        return "beside" if figure.caption and wide < _BESIDE * self.measures.text_width else "across"

    def plate(self, figure: Figure, letters: int) -> place.Plate:
        """The figure as the planner takes it, with the letters of text that stand between the one before and it."""
        picture = self.pictures.get(figure.images[0].src) if len(figure.images) == 1 else None
        if picture is None or self.shown != "full":
            return place.Plate(letters, 0.0, 0.0)
        return place.Plate(letters, picture.width / picture.height, picture.width * 72 / _DPI)

    def rows(self, figure: Figure, room: Room = "column", *, series: bool = False) -> tuple[tuple[Shot, ...], ...]:
        """The pictures of a figure in rows; nothing where pictures are not wanted.

        One of a `series` stands right above or below another figure, and leaves it room where little is lacking.
        """
        if self.shown == "none" or not figure.images:
            return ()
        if room == "bleed":
            return ((self._shot(figure.images[0], self._bled(figure.images[0].src), figure),),)
        width = self.measures.column if room == "column" else self.measures.text_width
        if self.shown == "small":
            width /= 2
        if len(figure.images) == 1:
            tallest = self._tallest(figure) if room != "column" else self._in_column(figure, width, series)
            sizes = [self._single(figure.images[0], width, tallest)]
            strips: tuple[tuple[int, int], ...] = ((0, 1),)
        else:
            sizes, strips = self._gallery(figure, width, room)
        about = self._about() if figure.role == "lead" else ""
        sized = [self._sized(size) + about * size.cut for size in sizes]
        shots = [self._shot(image, classes, figure) for image, classes in zip(figure.images, sized, strict=True)]
        return tuple(tuple(shots[start:end]) for start, end in strips)

    def background(self, src: str) -> str:
        """The class that paints a picture as a background, or nothing where it is missing."""
        picture = self._picture(src)
        return self._background(picture) if picture else ""

    def plain(self, src: str) -> str:
        """The path of a picture that a style sheet sizes, or nothing where it is missing."""
        picture = self._picture(src)
        return self._asset(picture) if picture else ""

    def _tallest(self, figure: Figure) -> float:
        """How high a picture across all columns may be; a lead picture no higher than stands below its opener."""
        page = self.measures
        left = page.text_height - self.opener - _BEGINNING * page.baseline
        usual = page.text_height * page.tall
        return min(usual, max(left, _LEAST * page.text_height)) if figure.role == "lead" else usual

    def _in_column(self, figure: Figure, width: float, series: bool) -> float:
        """How high a picture in its column may be."""
        page, picture = self.measures, self.pictures.get(figure.images[0].src)
        most = page.text_height * _TALL
        if picture is None or not series or page.columns > 1:
            return most
        letters = page.column / (_CAPTION_LETTER * length(page.tokens["caption-size"]))
        caption = math.ceil(len(plain(figure.caption + figure.credit)) / letters)
        # The margins above, below and between the two are a line each.
        half = math.floor((page.text_height / page.baseline - 3) / 2) - caption
        lines = fit(picture, width, page.baseline, most).lines
        return (half - _GAP) * page.baseline if 0 < half < lines <= _PAIRED * half else most

    def _single(self, image: Image, width: float, tallest: float) -> Size:
        picture = self.pictures.get(image.src)
        if picture is None:
            return Size(width, 1, False)
        size = fit(picture, width, self.measures.baseline, tallest)
        held = picture.width * 72 / _DPI
        if image.alt != "" and picture.width > _SLIVER and held < _COARSE * width:
            said = f"its {picture.width} pixels are good for {held / MM:.0f} mm in print"
            self.findings.append(Note("info", "image.low-resolution", said, where=image.src))
        return size

    def _gallery(self, figure: Figure, width: float, room: Room) -> tuple[list[Size], tuple[tuple[int, int], ...]]:
        """Rows of pictures of one height, as wide as the column together; less where one has few pixels."""
        known = [self.pictures.get(image.src) for image in figure.images]
        shapes = [min(max(p.width / p.height, 0.4), 3.0) if p else 1.5 for p in known]
        baseline = self.measures.baseline
        wanted = width * (_GALLERY if room == "column" else _GALLERY_ACROSS)
        strips = place.grid(shapes, width, _GAP * baseline, wanted, _SMALLEST)
        tallest = self.measures.text_height * _GALLERY_TALL / len(strips)
        sizes: list[Size] = []
        for strip in strips:
            pixels = [p.height * 72 / _DPI for p in known[strip.start : strip.end] if p]
            high = min(strip.height, tallest, max(min(pixels, default=tallest), strip.height / 2))
            lines = max(1, math.floor(high / baseline + _GAP + 0.25))
            for picture, shape in zip(known[strip.start : strip.end], shapes[strip.start : strip.end], strict=True):
                cut = picture is not None and picture.media_type == "image/jpeg"
                sizes.append(Size(high * shape, lines, cut))
        return sizes, tuple((strip.start, strip.end) for strip in strips)

    def _bleeds(self, picture: Picture) -> bool:
        """Whether a picture can run to the paper's edge: good enough in print, and not too much of it cut off."""
        page = self.measures
        natural = page.page_width * picture.height / picture.width
        high = self._bled_height(picture)
        lost = 1 - min(high / natural, natural / high)
        allowed = _BLEED_CROP if picture.media_type == "image/jpeg" else _BLEED_CROP_DRAWN
        good = picture.width * 72 / _DPI >= place.NEARLY * page.page_width
        return good and lost <= allowed and high >= _BLEED[0] * page.page_height

    def _bled_height(self, picture: Picture) -> float:
        """How high a picture to the paper's edge stands: in proportion, and leaving room for the opener below it."""
        page = self.measures
        least, most = (share * page.page_height for share in _BLEED)
        natural = page.page_width * picture.height / picture.width
        left = page.margin_top + page.text_height - self.opener - _BEGINNING * page.baseline
        return min(max(natural, least), most, left)

    def _bled(self, src: str) -> str:
        """The class of a picture that runs to the paper's edge; its foot stands on the grid of the text."""
        picture, page = self.pictures[src], self.measures
        lines = max(1, round((self._bled_height(picture) - page.margin_top) / page.baseline))
        name = f"plate-bled-{lines}"
        said = f"height: calc(var(--margin-top) + var(--bleed) + var(--baseline) * {lines - _GAP:g})"
        # Wider by what the margins differ: so it reaches both edges, whichever side of the sheet it comes to stand on.
        width = "calc(var(--page-width) + var(--margin-inner) - var(--margin-outer) + var(--bleed) * 2)"
        self.rules[f".{name}"] = f"width: {width}; {said}"
        return f"plate {name} cut{self._about()}"

    def _about(self) -> str:
        """The class that says about which point a picture is cut, behind others; nothing where that is its middle."""
        if self.focus == _MIDDLE:
            return ""
        self.rules[".plate.about"] = f"background-position: {self.focus}; object-position: {self.focus}"
        return " about"

    def _shot(self, image: Image, classes: str, figure: Figure) -> Shot:
        picture = self._picture(image.src)
        if picture is None:
            # Alternative text that is empty says that nothing is lost.
            name = image.alt if image.alt is not None or figure.caption else picture_name(image.src)
            # What the caption begins with is not said twice: it stands next.
            said = " ".join(plain(unnumbered(figure.caption)).split())
            if name and len(figure.images) == 1 and said.startswith(" ".join(name.split())):
                return Shot("missing", words=f"{self.word}:")
            return Shot("missing", words=f"{self.word}: {name}" if name else "")
        if image.alt == "":
            return Shot(f"{classes} {self._background(picture)}", decoration=True)
        said = image.alt or " ".join(plain(unnumbered(figure.caption)).split()) or self._unsaid(image.src)
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
    high = min(wide / shape, tallest if picture.width > _SLIVER else min(tallest, _SLIVER / 2 * baseline))
    wide = high * shape
    lines = max(1, round(high / baseline + _GAP))
    cut = picture.media_type == "image/jpeg" and abs((lines - _GAP) * baseline - high) <= _CROP * high
    return Size(wide, lines if cut else max(1, math.ceil(high / baseline + _GAP - 0.01)), cut)


def rules(pairs: Mapping[str, str]) -> str:
    """Rules made for one galley, in order of their names."""
    return "".join(f"{name} {{ {said} }}\n" for name, said in sorted(pairs.items()))
