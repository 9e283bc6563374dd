"""The studio's tools: blocks to cut, line to shade with, worn ink, and a press that lays one ink on another.

A scene is drawn in printed pixels; blocks are cut twice as large and scaled down when the sheet is printed.
Everything random comes from the seed a scene names, so that the same script draws the same picture.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Line = list[Point]
Ink = tuple[int, int, int]

PAPER: Ink = (245, 237, 219)
NAVY: Ink = (22, 37, 60)
RUST: Ink = (201, 83, 46)
TEAL: Ink = (141, 187, 179)
OCHRE: Ink = (229, 173, 84)
SCALE = 2


class Block:
    """A block of lino: what is drawn on it prints, what is cut from it does not."""

    def __init__(self, width: int, height: int, mask: Image.Image | None = None) -> None:
        self.width, self.height = width, height
        self.mask = mask or Image.new("L", (width * SCALE, height * SCALE))
        self.knife = ImageDraw.Draw(self.mask)

    def shape(self, points: Iterable[Point], ink: int = 255) -> None:
        """A filled outline."""
        self.knife.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=ink)

    def disc(self, x: float, y: float, r: float, ink: int = 255, *, flat: float = 1.0) -> None:
        """A filled circle, or an ellipse `flat` times as high as it is wide."""
        box = [(x - r) * SCALE, (y - r * flat) * SCALE, (x + r) * SCALE, (y + r * flat) * SCALE]
        self.knife.ellipse(box, fill=ink)

    def line(self, points: Sequence[Point], width: float, ink: int = 255) -> None:
        """A line of even width with round joints."""
        path = [(x * SCALE, y * SCALE) for x, y in points]
        self.knife.line(path, fill=ink, width=max(1, round(width * SCALE)), joint="curve")

    def stroke(self, points: Sequence[Point], widths: Callable[[float], float], ink: int = 255) -> None:
        """A line whose width follows `widths` from 0 at its beginning to 1 at its end: the mark of a gouge."""
        left, right = [], []
        last = len(points) - 1
        for n, (x, y) in enumerate(points):
            (x0, y0), (x1, y1) = points[max(0, n - 1)], points[min(last, n + 1)]
            run = hypot(x1 - x0, y1 - y0) or 1.0
            half = widths(n / last) / 2
            nx, ny = -(y1 - y0) / run * half, (x1 - x0) / run * half
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        self.shape(left + right[::-1], ink)

    def add(self, other: Block | Image.Image) -> Block:
        """Prints what either prints."""
        return Block(self.width, self.height, ImageChops.lighter(self.mask, _mask(other)))

    def cut(self, other: Block | Image.Image) -> Block:
        """Prints what this prints and the other does not."""
        return Block(self.width, self.height, ImageChops.darker(self.mask, ImageChops.invert(_mask(other))))

    def within(self, other: Block | Image.Image) -> Block:
        """Prints what both print."""
        return Block(self.width, self.height, ImageChops.darker(self.mask, _mask(other)))

    def inverse(self) -> Block:
        """Prints all that this does not."""
        return Block(self.width, self.height, ImageChops.invert(self.mask))

    def grown(self, by: float) -> Block:
        """The same, fatter all round by so many pixels."""
        soft = self.mask.filter(ImageFilter.GaussianBlur(by * SCALE))
        return Block(self.width, self.height, soft.point([min(255, max(0, (v - 24) * 12)) for v in range(256)]))

    def softened(self, by: float) -> Image.Image:
        """Its mask, blurred: a tone to shade by."""
        return self.mask.filter(ImageFilter.GaussianBlur(by * SCALE))


def _mask(of: Block | Image.Image) -> Image.Image:
    return of.mask if isinstance(of, Block) else of


def lens(t: float) -> float:
    """The swell of a gouge mark: thin, full, thin."""
    return sin(pi * min(1.0, max(0.0, t)))


def curve(points: Sequence[Point], step: float = 6.0, *, closed: bool = False) -> Line:
    """A smooth line through all the points (Catmull and Rom's)."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    path: Line = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        pieces = max(2, ceil(hypot(c[0] - b[0], c[1] - b[1]) / step))
        for n in range(pieces):
            t = n / pieces
            path.append(tuple(_between(t, *axis) for axis in zip(a, b, c, d, strict=True)))  # type: ignore[arg-type]
    return path if closed else [*path, points[-1]]


def _between(t: float, a: float, b: float, c: float, d: float) -> float:
    return b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) / 2


def points(text: str) -> Line:
    """The points of an outline, written as "x,y x,y"."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def rough(points: Sequence[Point], seed: int, amount: float = 1.2, step: float = 9.0) -> Line:
    """A straight-sided outline as a hand with a knife leaves it."""
    hand = random.Random(seed)
    path: Line = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        pieces = max(1, round(hypot(x1 - x0, y1 - y0) / step))
        for n in range(pieces):
            t = n / pieces
            wobble = amount if n else amount / 3
            path.append(
                (x0 + (x1 - x0) * t + hand.uniform(-wobble, wobble), y0 + (y1 - y0) * t + hand.uniform(-wobble, wobble))
            )
    return path


def ring(x: float, y: float, r: float, *, start: float = 0, end: float = 362, step: float = 4.0) -> Line:
    """An arc of a circle, in degrees clockwise from the right."""
    pieces = max(8, ceil(abs(end - start) / 360 * 2 * pi * r / step))
    angles = [(start + (end - start) * n / pieces) * pi / 180 for n in range(pieces + 1)]
    return [(x + r * cos(a), y + r * sin(a)) for a in angles]


def noise(width: int, height: int, seed: int, cell: float) -> Image.Image:
    """Smooth noise with bumps so many pixels wide."""
    w, h = ceil(width / cell) + 3, ceil(height / cell) + 3
    small = Image.frombytes("L", (w, h), random.Random(seed).randbytes(w * h))
    zoom = cell * SCALE
    large = small.resize((round(w * zoom), round(h * zoom)), Image.Resampling.BICUBIC)
    x, y = round(zoom), round(zoom)
    return large.crop((x, y, x + width * SCALE, y + height * SCALE))


def clouds(width: int, height: int, seed: int, cell: float, *, wide: float = 1.0) -> Image.Image:
    """Noise upon finer noise, its bumps `wide` times as broad as high."""
    if wide != 1.0:
        narrow = clouds(ceil(width / wide), height, seed, cell)
        return narrow.resize((width * SCALE, height * SCALE), Image.Resampling.BICUBIC)
    image = noise(width, height, seed, cell)
    for n in range(1, 4):
        image = Image.blend(image, noise(width, height, seed + n, cell / 2**n), 0.34)
    return image


def tone(width: int, height: int, darkness: Callable[[float, float], float], step: int = 12) -> Image.Image:
    """A tone from a formula: 0 is bare paper, 1 is full ink."""
    w, h = ceil(width / step) + 1, ceil(height / step) + 1
    small = Image.new("L", (w, h))
    small.putdata([round(255 * min(1.0, max(0.0, darkness((i % w) * step, (i // w) * step)))) for i in range(w * h)])
    large = small.resize((w * step * SCALE, h * step * SCALE), Image.Resampling.BICUBIC)
    shift = step * SCALE // 2
    return large.crop((shift, shift, shift + width * SCALE, shift + height * SCALE))


@dataclass(frozen=True)
class Screen:
    """Lines to shade with: each is brightest in its middle and fades to the next."""

    ridges: Image.Image
    pitch: float


def screen(width: int, height: int, lines: Iterable[Sequence[Point]], pitch: float) -> Screen:
    """A screen of the given lines, which lie about `pitch` pixels from each other."""
    ridges = Image.new("L", (width * SCALE, height * SCALE))
    knife = ImageDraw.Draw(ridges)
    paths = [[(x * SCALE, y * SCALE) for x, y in line] for line in lines]
    reach = ceil(pitch * SCALE / 2 * 1.25)
    for d in range(reach, 0, -1):
        level = round(255 * max(0.0, 1 - (d - 1) / (pitch * SCALE / 2)))
        layer = level or 1
        for path in paths:
            knife.line(path, fill=layer, width=2 * d - 1)
    return Screen(ridges, pitch)


def ruled(width: int, height: int, pitch: float, sway: Callable[[float, float], float] | None = None) -> Screen:
    """A screen of level lines; `sway` says how far a line leaves its level at a place."""
    move = sway or (lambda _x, _y: 0.0)
    rows = [n * pitch for n in range(-8, ceil(height / pitch) + 9)]
    return screen(width, height, [[(x, y + move(x, y)) for x in range(-8, width + 16, 8)] for y in rows], pitch)


def engraved(shade: Image.Image, with_lines: Screen) -> Image.Image:
    """The tone as lines that swell where it is dark and break off where it is light."""
    gain = with_lines.pitch * SCALE / 2
    ink = ImageChops.add(shade, with_lines.ridges, 1, -255)
    return ink.point([min(255, round(v * gain)) for v in range(256)])


def hatched(
    width: int, height: int, darkness: Callable[[float, float], float], with_lines: Screen, step: int = 12
) -> Block:
    """A block that prints a tone, given as a formula, in lines."""
    return Block(width, height, engraved(tone(width, height, darkness, step), with_lines))


def shaded(shade: Image.Image, ink: Block | Image.Image) -> Image.Image:
    """A tone only where a block prints."""
    return ImageChops.multiply(shade, _mask(ink))


def levels(image: Image.Image, low: int, high: int) -> Image.Image:
    """A tone stretched so that `low` becomes nothing and `high` everything."""
    return image.point([min(255, max(0, round((v - low) * 255 / (high - low)))) for v in range(256)])


def wear(width: int, height: int, seed: int, amount: float) -> Image.Image:
    """Where the ink takes: nearly everywhere, but for the specks and thin patches of a hand press."""
    fine = noise(width, height, seed, 1.6)
    broad = noise(width, height, seed + 1, 90)
    mixed = Image.blend(fine, broad, 0.3)
    low = round(14 + 90 * amount)
    return levels(mixed, low, low + 14)


@dataclass(frozen=True)
class Pull:
    """One block, its ink, how far out of register it lies, and whether it covers what is under it."""

    block: Block | Image.Image
    ink: Ink
    off: tuple[int, int] = (0, 0)
    covers: bool = False
    worn: float = 0.3


def printed(width: int, height: int, pulls: Sequence[Pull], seed: int) -> Image.Image:
    """The sheet: every block pressed on the paper in order, inks seen through each other unless they cover."""
    sheet = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
    for n, pull in enumerate(pulls):
        mask = _mask(pull.block)
        if pull.off != (0, 0):
            shifted = Image.new("L", mask.size)
            shifted.paste(mask, (pull.off[0] * SCALE, pull.off[1] * SCALE))
            mask = shifted
        if pull.worn:
            mask = ImageChops.multiply(mask, wear(width, height, seed + 10 * n, pull.worn))
        film = Image.new("RGB", sheet.size, pull.ink)
        if not pull.covers:
            share = tuple(min(255, round(255 * i / p)) for i, p in zip(pull.ink, PAPER, strict=True))
            film = ImageChops.multiply(sheet, Image.new("RGB", sheet.size, share))
        sheet.paste(film, mask=mask)
    return sheet.resize((width, height), Image.Resampling.BOX)


def save(image: Image.Image, path: Path) -> None:
    """Writes the sheet as a small PNG: its own flat colours and the steps between them, no more."""
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    often = [colour for count, colour in counted if count > image.width * image.height / 1500]
    inks = [ink for ink in (PAPER, NAVY, TEAL, RUST, OCHRE) if any(_near(ink, colour) for colour in often)]
    flat = inks + [colour for colour in often if not any(_near(ink, colour) for ink in inks)][:4]
    steps = [_mix(a, b, 0.5) for n, a in enumerate(inks) for b in inks[n + 1 :]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([v for colour in (flat + steps)[:16] for v in colour])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(path, optimize=True, dpi=(250, 250))


def _mix(a: Ink, b: Ink, t: float) -> Ink:
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def _near(a: Ink, b: Ink) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) < 8
