"""Water, which will not sit still: ripples, reflections, lights upon it, waves and spray."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from math import cos, pi, sin

from ink import SCALE, Block, Line, lens
from PIL import Image


def reflected(block: Block, level: float, seed: int, *, stretch: float = 1.0, sway: float = 14.0) -> Block:
    """What stands above a water level, upside down below it, in strips that drift apart as they come nearer."""
    hand = random.Random(seed)
    top = round(level * SCALE)
    above = block.mask.crop((0, 0, block.mask.width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = above.resize((above.width, round(above.height * stretch)), Image.Resampling.BILINEAR)
    out = Image.new("L", block.mask.size)
    y, drift = 0, 0.0
    while top + y < out.height and y < above.height:
        depth = y / (out.height - top)
        strip = round((5 + 15 * depth) * SCALE)
        drift = 0.55 * drift + hand.uniform(-1, 1) * sway * (0.25 + depth) * SCALE
        piece = above.crop((0, y, above.width, y + strip))
        out.paste(piece, (round(drift), top + y), piece)
        y += strip
    return Block(block.width, block.height, out)


def ripples(width: int, height: int, top: float, seed: int, *, size: float = 1.0, fill: float = 0.5) -> Block:
    """Gouge marks of still water, from fine at the horizon to broad in front; `fill` says how many."""
    hand = random.Random(seed)
    block = Block(width, height)
    y = top + 4
    while y < height + 20:
        near = (y - top) / (height - top)
        gap = (6 + 22 * near) * size
        x = hand.uniform(-200, 0)
        while x < width + 100:
            length = hand.uniform(40, 150) * (0.5 + 1.9 * near) * size
            if hand.random() < fill:
                rise = hand.uniform(-0.12, 0.12) * gap
                bow = [(x + length * t / 12, y + rise * sin(pi * t / 6)) for t in range(13)]
                thick = gap * hand.uniform(0.3, 0.62)
                block.stroke(bow, lambda t, thick=thick: thick * lens(t) + 0.4)
            x += length * hand.uniform(0.75, 1.25)
        y += gap * hand.uniform(0.7, 0.95)
    return block


def glitter(
    width: int, height: int, rows: Iterable[tuple[float, float, float]], seed: int, *, near: float = 1.0
) -> Block:
    """A light's path on water: at each row (level, middle, reach) gouge marks, whole at first and then broken up."""
    hand = random.Random(seed)
    block = Block(width, height)
    levels_ = list(rows)
    top, foot = levels_[0][0], levels_[-1][0]
    for y, middle, reach in levels_:
        depth = (y - top) / (foot - top)
        thick = (9 + 13 * depth) * near
        x = middle - reach * hand.uniform(0.82, 1.06)
        end = middle + reach * hand.uniform(0.82, 1.06)
        while x < end - reach * 0.08:
            length = min(end - x, reach * hand.uniform(0.4, 1.5) * (1.35 - 0.6 * depth))
            rise = hand.uniform(-0.2, 0.2) * thick
            bow = [(x + length * t / 14, y + rise * sin(pi * t / 7)) for t in range(15)]
            full = thick * hand.uniform(0.75, 1.0)
            block.stroke(bow, lambda t, full=full: full * lens(t) ** 0.8 + 0.3)
            x += length + reach * hand.uniform(0.02, 0.10 + 0.5 * depth)
    return block


def sea(base: float, height: float, length: float, seed: int, *, lean: float = 0.25) -> Callable[[float], float]:
    """The outline of a running sea: sharp crests, long troughs, no two alike."""
    hand = random.Random(seed)
    phase = [hand.uniform(0, 2 * pi) for _ in range(4)]

    def outline(x: float) -> float:
        u = pi * x / length + phase[0] + lean * sin(2 * pi * x / length + 2 * phase[0])
        crest = (1 - abs(sin(u))) ** 1.25
        vary = 0.72 + 0.28 * sin(x / length * 1.7 + phase[1])
        return (
            base
            - height * vary * crest
            + height * 0.07 * (sin(x / length * 9 + phase[2]) + sin(x / length * 3.1 + phase[3]))
        )

    return outline


def below(width: int, height: int, outline: Callable[[float], float]) -> Block:
    """All that lies under an outline."""
    block = Block(width, height)
    block.shape([*[(x, outline(x)) for x in range(-10, width + 20, 6)], (width + 20, height + 20), (-10, height + 20)])
    return block


def combed(
    width: int,
    height: int,
    outline: Callable[[float], float],
    seed: int,
    *,
    pitch: float,
    count: int,
    foam: float,
    weight: float = 0.62,
) -> Block:
    """Gouge marks that run along a wave below its foam, heavy in the trough and light on the face."""
    hand = random.Random(seed)
    block = Block(width, height)
    mean = sum(outline(x) for x in range(0, width, 20)) / len(range(0, width, 20))
    for n in range(count):
        flat = 0.93**n
        down = foam + pitch * n * (1 + 0.025 * n)
        x = hand.uniform(-260, -40)
        while x < width + 40:
            length = hand.uniform(70, 320)
            path: Line = []
            for t in range(21):
                px = x + length * t / 20
                ragged = 5 * sin(px / 23 + n * 1.7) * (n < 3)
                path.append((px, mean + down + (outline(px) - mean) * flat + ragged))
            full = pitch * weight * hand.uniform(0.65, 1.15) * (0.7 + 0.5 * n / count)
            block.stroke(path, lambda t, full=full: full * lens(t) ** 0.7)
            x += length * hand.uniform(0.82, 1.08)
    return block


def spray(
    width: int,
    height: int,
    x: float,
    y: float,
    reach: float,
    count: int,
    seed: int,
    *,
    lean: float = 0.0,
    spread: float = 0.5,
) -> tuple[Block, Block]:
    """Water thrown up from a place: its outline, and the jets and drops in it with the cuts between them."""
    hand = random.Random(seed)
    whole, jets = Block(width, height), Block(width, height)
    edge = max(2.2, reach * 0.008)
    billows: list[tuple[float, float, float]] = []
    for n in range(count):
        angle = -pi / 2 + lean + max(-1.0, min(1.0, hand.gauss(0, spread)))
        speed = reach * hand.uniform(0.35, 1.0) ** 0.7 * max(0.25, cos((angle + pi / 2 - lean) * 1.1))
        x0 = x + hand.gauss(0, reach * 0.12)
        path = [
            (x0 + cos(angle) * speed * u * 1.05, y + sin(angle) * speed * u * 1.5 + speed * 0.5 * u * u)
            for u in (m / 18 for m in range(19))
        ]
        full = reach * hand.uniform(0.02, 0.034)
        if n % 2 == 0:
            jets.stroke([(px + edge, py) for px, py in path], lambda t, full=full: full * (1.05 - t) + edge, 0)
            for block in (jets, whole):
                block.stroke(path, lambda t, full=full: full * (1.05 - t))
            (ax, ay), (bx, by) = path[-3], path[-1]
            for m in range(4):
                far = 0.5 + m * 0.6 + hand.uniform(0, 0.5)
                dx = bx + (bx - ax) * far * 0.6 + hand.gauss(0, reach * 0.012)
                dy = by + (by - ay) * far * 0.6 + far * far * 2
                for block in (jets, whole):
                    block.disc(dx, dy, max(1.1, reach * hand.uniform(0.003, 0.013) / (1 + 0.3 * m)))
        for _ in range(2):
            px, py = path[min(18, round(18 * hand.uniform(0.62, 0.97)))]
            high = (y - py) / (reach * 1.1)
            size = reach * hand.uniform(0.010, 0.042) * (1.1 - 0.5 * high)
            billows.append((py + size, px + hand.gauss(0, size * 0.4), max(2.0, size)))
    for foot, px, r in sorted(billows, reverse=True):
        jets.disc(px + edge * 0.6, foot - r + edge, r, 0)
        jets.disc(px, foot - r, r)
        whole.disc(px, foot - r, r)
    return whole, jets


def column(width: int, height: int, level: float, x: float, reach: float, far: float, seed: int) -> Block:
    """One lamp's light on the water: a dash on each wave, leaning a little from row to row."""
    hand = random.Random(seed)
    block = Block(width, height)
    y, drift = level, 0.0
    while y < level + far:
        t = (y - level) / far
        drift = 0.6 * drift + hand.uniform(-1, 1) * reach * 0.4 * (0.3 + t)
        half = reach * hand.uniform(0.65, 1.15) * (0.85 + 0.35 * t - 0.5 * t * t)
        thick = 4.5 + 6.5 * t
        bow = [(x + drift + half * (n / 6 - 1), y + 0.25 * thick * sin(n / 2.2)) for n in range(13)]
        block.stroke(bow, lambda u, thick=thick: thick * lens(u) ** 0.75 + 0.3)
        y += thick * hand.uniform(1.35, 1.75)
    return block
