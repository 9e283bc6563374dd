"""The exhibition poster, and the diagram of the tide."""

from __future__ import annotations

import random
from math import cos, pi, sin

import rig
from ink import (
    NAVY,
    RUST,
    TEAL,
    Block,
    Pull,
    curve,
    hatched,
    lens,
    printed,
    rough,
    ruled,
)
from lettering import letter
from PIL import Image
from water import below, combed, sea


def poster() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """Nine bands of water and a title."""
    w, h = 1200, 1600
    top, foot, left, right = 80, 1240, 80, 1120
    high = (foot - top) / 9
    navy, teal, rust = Block(w, h), Block(w, h), Block(w, h)
    hand = random.Random(31)

    def band(n: int) -> Block:
        y = top + high * n
        return rig.box(w, h, left, y + 5, right, y + high - 5)

    def lay(
        n: int,
        *,
        key: Block | Image.Image | None = None,
        mid: Block | Image.Image | None = None,
        hot: Block | Image.Image | None = None,
    ) -> None:
        nonlocal navy, teal, rust
        here = band(n)
        navy = navy.add(here.within(key)) if key else navy
        teal = teal.add(here.within(mid)) if mid else teal
        rust = rust.add(here.within(hot)) if hot else rust

    def mid_of(n: int) -> float:
        return top + high * (n + 0.5)

    gap = hatched(w, h, lambda x, y: 0.5 - 0.75 * _bump(x, y, 700, mid_of(0), 150, 30), ruled(w, h, 7))
    lay(0, key=gap)
    swell = Block(w, h)
    for n in range(7):
        y = mid_of(1) - 70 + 22 * n
        swell.stroke(
            [(x, y + 18 * sin(x / 86 + n * 0.2)) for x in range(left - 20, right + 30, 10)], lambda t, n=n: 8 + 1.6 * n
        )
    ghost = Block(w, h)
    for n in range(7):
        y = mid_of(1) - 62 + 22 * n
        ghost.stroke([(x, y + 18 * sin(x / 86 + n * 0.2 + 0.4)) for x in range(left - 20, right + 30, 10)], lambda t: 5)
    lay(1, hot=swell, key=ghost)
    net = Block(w, h)
    for row in range(-1, 6):
        for column in range(-1, 24):
            cx, cy = (
                left + column * 54 + (row % 2) * 27 + hand.uniform(-6, 6),
                top + high * 2 + row * 29 + hand.uniform(-4, 4),
            )
            net.stroke(
                curve([(cx - 27, cy), (cx - 8, cy + 14), (cx + 12, cy + 12), (cx + 28, cy - 1)], 3),
                lambda t: 5.5 * (0.4 + lens(t)),
            )
            net.stroke(
                curve([(cx - 27, cy), (cx - 10, cy - 13), (cx + 10, cy - 14), (cx + 28, cy - 1)], 3),
                lambda t: 4.0 * (0.4 + lens(t)),
            )
    lay(2, mid=band(2), key=net)
    knots = ((300, mid_of(3) - 10), (820, mid_of(3) + 24))

    def grain(x: float, y: float) -> float:
        return sum(26 * _bump(x, y, kx, ky, 90, 30) * (-1 if y < ky else 1) for kx, ky in knots) + 3 * sin(x / 90)

    plank = hatched(w, h, lambda x, y: 0.5 + 0.16 * sin(x / 170 + y / 40), ruled(w, h, 8, grain))
    eyes = Block(w, h)
    for kx, ky in knots:
        for n, r in enumerate((46, 41, 33, 28, 20, 15, 8)):
            eyes.disc(kx, ky, r, 0 if n % 2 else 255, flat=0.46)
    lay(3, key=plank.add(eyes), hot=band(3))
    blots = Block(w, h)
    for _ in range(1500):
        x, y = hand.uniform(left, right), hand.gauss(mid_of(4), 30)
        blots.disc(x, y, abs(hand.gauss(0, 3.4)) + 0.6, flat=0.6)
    lay(4, mid=blots)
    scales = Block(w, h)
    for row in range(8):
        for column in range(-1, 27):
            cx, cy = left + column * 44 + (row % 2) * 22, top + high * 5 + row * 21
            for r, ink in ((22, 255), (18, 0), (12.5, 255), (8.5, 0), (4, 255)):
                scales.disc(cx, cy, r, ink)
    lay(5, key=scales, mid=band(5))
    comma = Block(w, h)
    for row in range(6):
        for column in range(24):
            cx, cy = left + 20 + column * 46 + (row % 2) * 23, top + high * 6 + 16 + row * 23
            comma.stroke(
                curve([(cx - 16, cy + 4), (cx - 4, cy - 7), (cx + 6, cy + 2), (cx + 18, cy - 5)], 2),
                lambda t: 8 * (1 - t) + 1,
            )
    lay(6, hot=comma)
    curls = Block(w, h)
    for n in range(-1, 12):
        cx, cy = left + 50 + n * 98, mid_of(7) + 8
        for turn in range(1):
            path = [
                (cx + cos(a) * (48 - 2.7 * a * 1.3), cy + sin(a) * (48 - 2.7 * a * 1.3))
                for a in (t * 0.14 + pi * 0.9 + turn for t in range(88))
            ]
            curls.stroke(path, lambda t: 9 * (1 - t) + 2)
        curls.stroke(curve([(cx - 46, cy + 16), (cx + 4, cy + 58), (cx + 60, cy + 34)], 4), lambda t: 9 * lens(t) + 2)
    lay(7, key=curls, mid=hatched(w, h, lambda _x, y: (y - top - high * 7) / high, ruled(w, h, 8)))
    outline = sea(mid_of(8) - 20, 40, 190, 8)
    lay(
        8,
        key=combed(w, h, outline, 4, pitch=12, count=9, foam=12, weight=0.8)
        .within(below(w, h, outline))
        .add(rig.box(w, h, 0, 0, w, h).cut(below(w, h, outline))),
        mid=below(w, h, lambda x: outline(x) + 12 + 4 * sin(x / 13)),
    )

    words = Block(w, h)
    letter(words, "NINE WAYS", w / 2, 1352, 78, align="middle", space=1.25, weight=0.16)
    letter(words, "TO DRAW WATER", w / 2, 1452, 78, align="middle", space=1.0, weight=0.16)
    small = Block(w, h)
    letter(small, "THE ROPEWALK GALLERY  OSTREY", left, 1524, 25, space=1.5, weight=0.15)
    letter(small, "TO 31 MAY", right, 1524, 25, align="right", space=1.5, weight=0.15)
    return printed(
        w,
        h,
        [
            Pull(teal, TEAL, (-1, 1), worn=0.15),
            Pull(rust.add(small), RUST, (1, 1), worn=0.25),
            Pull(navy.add(words), NAVY, covers=True, worn=0.15),
        ],
        83,
    )


def _bump(x: float, y: float, cx: float, cy: float, rx: float, ry: float) -> float:
    d = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
    return max(0.0, 1 - d / 4) ** 2


def twelfths() -> Image.Image:
    """Six hours of rising water, in twelfths."""
    w, h = 1600, 800
    left, right, low, high = 180, 1330, 640, 200
    twelve = (low - high) / 12

    def level(hour: float) -> float:
        return low - (low - high) * (1 - cos(pi * hour / 6)) / 2

    def at(hour: float) -> float:
        return left + (right - left) * hour / 6

    water, bands = Block(w, h), Block(w, h)
    water.shape(
        [
            *[(at(n / 20), level(n / 20)) for n in range(121)],
            (right + 190, high),
            (right + 190, low + 70),
            (left, low + 70),
        ]
    )
    waves = hatched(
        w,
        h,
        lambda _x, y: 0.34 + 0.5 * (y - high) / (low - high),
        ruled(w, h, 13, lambda x, y: 4 * sin(x / 46 + y / 30)),
    ).within(water)
    total = 0
    rust, key = Block(w, h), Block(w, h)
    for hour, share in enumerate((1, 2, 3, 3, 2, 1)):
        y0, y1 = low - twelve * total, low - twelve * (total + share)
        x0, x1 = at(hour), at(hour + 1)
        rust.shape(rough([(x0 + 8, y0), (x1 - 8, y0), (x1 - 8, y1), (x0 + 8, y1)], hour, 1.0))
        for n in range(1, share):
            rust.line([(x0 + 8, y0 - n * twelve), (x1 - 8, y0 - n * twelve)], 3.5, 0)
        letter(bands, str(share), x0 + 34, y1 - 16, 34, align="middle", weight=0.17)
        total += share
    for n in range(13):
        y = low - twelve * n
        key.line([(left - 26, y), (left - (10 if n % 3 else 0), y)], 3)
        if n % 3 == 0:
            letter(key, str(n), left - 44, y + 13, 26, align="right")
    for hour in range(7):
        key.line([(at(hour), low + 70), (at(hour), low + 92)], 3)
        letter(key, str(hour), at(hour), low + 130, 28, align="middle")
    key.line([(left - 26, low + 71), (right + 190, low + 71)], 4)
    key.line([(left - 10, high - 30), (left - 10, low + 71)], 4)
    key.stroke([(at(n / 20), level(n / 20)) for n in range(121)], lambda t: 9)
    key.line([(right, high), (right + 190, high)], 9)
    letter(key, "HOURS", right + 190, low + 130, 24, align="right", space=1.5)
    letter(key, "HIGH WATER", at(3.6), high + 4, 24, align="right", space=1.5)
    letter(key, "LOW WATER", left + 12, low + 48, 24, space=1.5)
    boat = Block(w, h)
    rig.smack(boat, right + 96, high + 4, 170, sails=True)
    rig.gull(boat, 560, 190, 74, -0.4, beat=0.6)
    rig.gull(boat, 690, 132, 50, 0.4, beat=0.1)
    key = key.cut(boat.grown(3)).add(boat)
    return printed(
        w,
        h,
        [
            Pull(waves.cut(rust.grown(2)), TEAL, worn=0.08),
            Pull(rust.cut(key.grown(2)), RUST, (1, 1), worn=0.18),
            Pull(key.add(bands), NAVY, covers=True, worn=0.08),
        ],
        91,
    )


def orde() -> Image.Image:
    """A detail of Clemency Orde: the glare is where nothing is."""
    w, h = 900, 675

    def darkness(x: float, y: float) -> float:
        glare = (
            _bump(x, y, 560, 300, 190, 120)
            + 0.7 * _bump(x, y, 300, 430, 150, 40)
            + 0.6 * _bump(x, y, 660, 500, 170, 34)
        )
        return 0.62 - 0.95 * glare + 0.05 * sin(y / 26 + x / 300)

    return printed(w, h, [Pull(hatched(w, h, darkness, ruled(w, h, 11), 6), NAVY, covers=True, worn=0.12)], 97)


def ganz() -> Image.Image:
    """A detail of Tobit Ganz: one block, six times, each time lower."""
    w, h = 900, 675
    red, black = Block(w, h), Block(w, h)
    for n in range(6):
        level = 120 + 92 * n
        for block, down, wide in ((red, 0.0, 56.0), (black, 34.0, 26.0)):
            swell = [
                (x, level + down + 46 * sin(x / 128 + 0.5 * n) + 12 * sin(x / 47 + n)) for x in range(-20, w + 30, 10)
            ]
            block.stroke(swell, lambda t, wide=wide, n=n: wide * (0.62 + 0.38 * sin(9 * t + n)))
    return printed(w, h, [Pull(red, RUST, (2, 3), worn=0.3), Pull(black, NAVY, (-2, 1), worn=0.3)], 103)
