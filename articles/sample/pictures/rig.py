"""What stands about in a harbour: cranes, boats, houses, birds, lamps."""

from __future__ import annotations

import random
from math import cos, hypot, pi, sin

from ink import Block, Line, Point, curve, points, rough


def at(x: float, y: float, size: float, points: list[Point], *, flip: bool = False) -> Line:
    """Points of a drawing one unit wide, set down at a place and size."""
    side = -size if flip else size
    return [(x + side * px, y + size * py) for px, py in points]


def lattice(block: Block, one: tuple[Point, Point], two: tuple[Point, Point], bays: int, width: float) -> None:
    """A girder between two chords, braced in zigzag."""
    for chord in (one, two):
        block.line(chord, width)
    for n in range(bays + 1):
        t, u = n / bays, min(1.0, (n + 1) / bays)
        a = _along(one, t)
        b = _along(two, t)
        block.line([a, b], width * 0.55)
        if n < bays:
            block.line([b, _along(one, u)] if n % 2 else [a, _along(two, u)], width * 0.55)


def _along(chord: tuple[Point, Point], t: float) -> Point:
    (x0, y0), (x1, y1) = chord
    return x0 + (x1 - x0) * t, y0 + (y1 - y0) * t


def crane(block: Block, x: float, base: float, h: float, *, flip: bool = False) -> Point:
    """A quay crane on four legs, its jib out over the water; returns the jib's end."""
    side = -1 if flip else 1

    def p(px: float, py: float) -> Point:
        return x + side * px * h, base - py * h

    for foot in (-0.15, 0.15):
        block.line([p(foot, 0), p(foot * 0.62, 0.36)], h * 0.022)
        block.shape([p(foot - 0.035, 0), p(foot + 0.035, 0), p(foot + 0.03, 0.025), p(foot - 0.03, 0.025)])
    lattice(block, (p(-0.15, 0.02), p(-0.09, 0.36)), (p(0.15, 0.02), p(0.09, 0.36)), 3, h * 0.010)
    block.shape([p(-0.13, 0.355), p(0.13, 0.355), p(0.13, 0.385), p(-0.13, 0.385)])
    block.shape(rough([p(-0.18, 0.39), p(0.075, 0.39), p(0.085, 0.52), p(0.03, 0.56), p(-0.18, 0.54)], 3, h * 0.001))
    block.shape([p(-0.235, 0.40), p(-0.18, 0.40), p(-0.18, 0.49), p(-0.235, 0.49)])
    lattice(block, (p(-0.10, 0.54), p(-0.005, 0.80)), (p(0.03, 0.55), p(0.012, 0.80)), 4, h * 0.010)
    end = p(0.80, 0.985)
    lattice(block, (p(0.075, 0.46), end), (p(0.07, 0.53), p(0.785, 1.0)), 15, h * 0.010)
    for a, b in ((p(0.005, 0.80), p(0.785, 1.0)), (p(0.005, 0.80), p(0.42, 0.765)), (p(0.0, 0.80), p(-0.20, 0.49))):
        block.line([a, b], h * 0.0055)
    block.knife.ellipse(
        [(v - o) * 2 for v, o in zip(p(0.008, 0.805), (h * 0.017, h * 0.017), strict=True)]
        + [(v + o) * 2 for v, o in zip(p(0.008, 0.805), (h * 0.017, h * 0.017), strict=True)],
        fill=255,
    )
    block.shape([p(0.015, 0.425), p(0.062, 0.425), p(0.068, 0.495), p(0.015, 0.495)], 0)
    block.line([p(0.039, 0.425), p(0.041, 0.495)], h * 0.006)
    return end


def crates(block: Block, x: float, y: float, size: float) -> None:
    """Three fish boxes in a sling, hung from the hook at the given point."""
    block.disc(x, y + size * 0.05, size * 0.09)
    for side in (-0.52, 0.52):
        block.line([(x, y), (x + side * size, y + size * 0.72)], size * 0.035)
    for row, reach in ((0, 0.56), (1, 0.60), (2, 0.57)):
        top = y + size * (0.72 + 0.30 * row)
        block.shape(
            rough(
                [
                    (x - reach * size, top),
                    (x + reach * size, top),
                    (x + reach * size, top + size * 0.26),
                    (x - reach * size, top + size * 0.26),
                ],
                row,
                0.7,
            )
        )
        block.line(
            [(x - reach * size * 0.9, top + size * 0.13), (x + reach * size * 0.9, top + size * 0.13)], size * 0.03, 0
        )
        for slat in (-0.3, 0.3):
            block.line([(x + slat * size, top + size * 0.03), (x + slat * size, top + size * 0.23)], size * 0.03, 0)


def smack(block: Block, x: float, y: float, size: float, *, flip: bool = False, sails: bool = False) -> None:
    """A fishing smack of two masts, seen from the side; `y` is her waterline."""
    sheer = curve(points("-0.53,-0.205 -0.3,-0.135 0.0,-0.1 0.3,-0.105 0.51,-0.15"), 0.04)
    under = curve(points("0.51,-0.15 0.47,-0.06 0.4,0.025 -0.4,0.025 -0.47,-0.08 -0.53,-0.205"), 0.03)
    block.shape(at(x, y, size, sheer + under, flip=flip))
    strake = curve(points("-0.49,-0.15 -0.3,-0.09 0.0,-0.058 0.3,-0.062 0.48,-0.1"), 0.04)
    block.line(at(x, y, size, strake, flip=flip), size * 0.011, 0)
    house = points("0.1,-0.1 0.1,-0.235 0.085,-0.245 0.085,-0.26 0.285,-0.26 0.285,-0.245 0.27,-0.235 0.27,-0.1")
    block.shape(at(x, y, size, house, flip=flip))
    for left in (0.118, 0.17, 0.222):
        pane = [(left, -0.225), (left + 0.034, -0.225), (left + 0.034, -0.178), (left, -0.178)]
        block.shape(at(x, y, size, pane, flip=flip), 0)
    spars = [
        ((-0.16, -0.1), (-0.145, -0.93), 0.017),
        ((0.33, -0.1), (0.342, -0.66), 0.014),
        ((-0.145, -0.30), (0.13, -0.36), 0.010),
        ((0.34, -0.27), (0.56, -0.33), 0.009),
        ((-0.53, -0.2), (-0.70, -0.25), 0.012),
    ]
    for a, b, width in spars:
        block.line(at(x, y, size, [a, b], flip=flip), max(1.4, size * width))
    stays = [
        ((-0.145, -0.93), (-0.70, -0.25)),
        ((-0.146, -0.86), (-0.53, -0.2)),
        ((-0.145, -0.93), (0.342, -0.66)),
        ((-0.147, -0.8), (-0.02, -0.1)),
        ((-0.147, -0.8), (-0.28, -0.13)),
        ((0.342, -0.66), (0.51, -0.15)),
        ((0.342, -0.6), (0.25, -0.1)),
        ((0.342, -0.6), (0.43, -0.12)),
        ((-0.145, -0.93), (0.13, -0.36)),
    ]
    for a, b in stays:
        block.line(at(x, y, size, [a, b], flip=flip), max(1.0, size * 0.0042))
    if sails:
        furl = curve(points("-0.14,-0.31 0.0,-0.365 0.12,-0.365 0.13,-0.345 0.0,-0.315 -0.14,-0.295"), 0.03)
        block.shape(at(x, y, size, furl, flip=flip))


def box(width: int, height: int, x0: float, y0: float, x1: float, y1: float) -> Block:
    """A block that prints a rectangle."""
    block = Block(width, height)
    block.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    return block


def hull(block: Block, x: float, y: float, size: float) -> None:
    """An empty rowing boat."""
    sheer = curve(points("-0.5,-0.16 -0.2,-0.085 0.15,-0.08 0.5,-0.15"), 0.03)
    under = curve(points("0.5,-0.15 0.42,0.02 0.1,0.06 -0.25,0.05 -0.42,0.01 -0.5,-0.16"), 0.03)
    block.shape(at(x, y, size, sheer + under))
    block.line(at(x, y, size, curve(points("-0.45,-0.1 -0.2,-0.045 0.15,-0.04 0.46,-0.1"), 0.03)), size * 0.02, 0)


def dinghy(block: Block, x: float, y: float, size: float) -> None:
    """A rowing boat with one person in it, backs to us, oars out."""
    sheer = curve(points("-0.5,-0.13 -0.2,-0.055 0.15,-0.05 0.5,-0.12"), 0.03)
    under = curve(points("0.5,-0.12 0.42,0.03 0.1,0.07 -0.25,0.06 -0.42,0.02 -0.5,-0.13"), 0.03)
    block.shape(at(x, y, size, sheer + under))
    block.line(at(x, y, size, curve(points("-0.45,-0.075 -0.2,-0.02 0.15,-0.015 0.46,-0.075"), 0.03)), size * 0.012, 0)
    body = curve(points("-0.02,-0.05 -0.035,-0.18 0.0,-0.29 0.055,-0.335 0.115,-0.31 0.15,-0.2 0.15,-0.05"), 0.02)
    block.shape(at(x, y, size, body))
    (hx, hy), *_ = at(x, y, size, [(0.035, -0.385)])
    block.disc(hx, hy, size * 0.052)
    block.shape(at(x, y, size, points("-0.045,-0.4 0.1,-0.418 0.095,-0.445 0.03,-0.465 -0.015,-0.44")))
    block.line(at(x, y, size, [(0.06, -0.29), (-0.055, -0.2), (-0.13, -0.17)]), size * 0.034)
    for a, b in (((-0.17, -0.20), (0.60, -0.005)), ((-0.14, -0.16), (0.36, 0.15))):
        block.line(at(x, y, size, [a, b]), size * 0.016)
    block.shape(at(x, y, size, points("0.57,-0.032 0.8,0.02 0.79,0.062 0.565,0.012")))
    block.shape(at(x, y, size, points("0.335,0.115 0.52,0.235 0.495,0.275 0.32,0.155")))


def gull(block: Block, x: float, y: float, size: float, tilt: float = 0.0, *, beat: float = 0.0) -> None:
    """A gull in the air; `beat` from -1, wings down, to 1, wings up."""
    up = 0.16 + 0.10 * beat
    wing = curve(
        [
            (0.03, -0.01),
            (0.16, -up),
            (0.30, -up * 0.9),
            (0.52, -up * 0.25),
            (0.33, -up * 0.55),
            (0.18, -up * 0.5),
            (0.05, 0.04),
        ],
        0.03,
    )
    other = [(-px * 0.92, py * (1.05 + 0.2 * tilt)) for px, py in wing]
    body = curve(points("-0.085,0.012 -0.03,-0.03 0.06,-0.02 0.13,0.03 0.05,0.045 -0.04,0.04"), 0.02)
    turn = tilt * pi / 8
    for part in (wing, other, body):
        spun = [(px * cos(turn) - py * sin(turn), px * sin(turn) + py * cos(turn)) for px, py in part]
        block.shape(at(x, y, size, spun))


def houses(dark: Block, light: Block, x: float, end: float, base: float, seed: int, size: float) -> None:
    """A row of gabled houses with chimneys on the dark block, their lit windows on the light one."""
    hand = random.Random(seed)
    while x < end:
        w, h = size * hand.uniform(0.75, 1.15), size * hand.uniform(0.85, 1.5)
        roof = size * hand.uniform(0.4, 0.62)
        foot = base + size
        gable = hand.random() < 0.6
        top = (
            [(x, base - h), (x + w / 2, base - h - roof), (x + w, base - h)]
            if gable
            else [
                (x, base - h),
                (x + w * 0.12, base - h - roof * 0.8),
                (x + w * 0.88, base - h - roof * 0.8),
                (x + w, base - h),
            ]
        )
        dark.shape(rough([(x, foot), *top, (x + w, foot)], hand.randrange(999), size * 0.01))
        stack = x + w * hand.choice((0.14, 0.72))
        dark.shape(
            [
                (stack, base - h),
                (stack, base - h - roof),
                (stack + size * 0.14, base - h - roof),
                (stack + size * 0.14, base - h),
            ]
        )
        for row in range(2):
            for column in range(2):
                if hand.random() < 0.5:
                    left, up = x + w * (0.2 + 0.38 * column), base - h * (0.82 - 0.42 * row)
                    light.shape(
                        [(left, up), (left + w * 0.2, up), (left + w * 0.2, up + h * 0.2), (left, up + h * 0.2)]
                    )
        x += w + size * hand.choice((0.0, 0.0, 0.06))


def lantern(dark: Block, light: Block, x: float, base: float, h: float) -> Point:
    """A harbour light on the end of a pier; returns the middle of its lamp."""
    w = h * 0.16
    dark.shape(
        rough([(x - w, base), (x - w * 0.62, base - h * 0.72), (x + w * 0.62, base - h * 0.72), (x + w, base)], 5, 1.0)
    )
    dark.shape(
        [
            (x - w * 1.0, base - h * 0.70),
            (x + w * 1.0, base - h * 0.70),
            (x + w * 0.8, base - h * 0.745),
            (x - w * 0.8, base - h * 0.745),
        ]
    )
    dark.shape(
        [
            (x - w * 0.5, base - h * 0.74),
            (x + w * 0.5, base - h * 0.74),
            (x + w * 0.5, base - h * 0.9),
            (x - w * 0.5, base - h * 0.9),
        ]
    )
    dark.shape([(x - w * 0.68, base - h * 0.895), (x, base - h), (x + w * 0.68, base - h * 0.895)])
    pane = [
        (x - w * 0.36, base - h * 0.76),
        (x + w * 0.36, base - h * 0.76),
        (x + w * 0.36, base - h * 0.88),
        (x - w * 0.36, base - h * 0.88),
    ]
    dark.shape(pane, 0)
    light.shape(pane)
    dark.line([(x, base - h * 0.75), (x, base - h * 0.89)], w * 0.1)
    return x, base - h * 0.82


def rays(block: Block, x: float, y: float, inner: float, outer: float, count: int, seed: int) -> None:
    """Short gouge marks round a lamp."""
    hand = random.Random(seed)
    for n in range(count):
        a = 2 * pi * (n + hand.uniform(-0.2, 0.2)) / count
        r0, r1 = inner * hand.uniform(0.95, 1.15), outer * hand.uniform(0.75, 1.1)
        path = [(x + cos(a) * (r0 + (r1 - r0) * t / 6), y + sin(a) * (r0 + (r1 - r0) * t / 6)) for t in range(7)]
        width = hypot(outer, inner) * 0.045
        block.stroke(path, lambda t, width=width: width * (1 - t) + 0.6)
