"""Three pictures of low water: the waders, the boats aground, the chair."""

from __future__ import annotations

import random
from math import cos, pi, sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    SCALE,
    TEAL,
    Block,
    Line,
    Pull,
    curve,
    hatched,
    lens,
    points,
    printed,
    ruled,
)
from PIL import Image
from water import reflected

W, H = 1400, 1050


def ribs(level: float, seed: int, *, fill: float = 0.85, size: float = 1.0) -> Block:
    """Ribbed sand running away to the horizon: long curved marks, wider and further apart as they come near."""
    hand = random.Random(seed)
    block = Block(W, H)
    y = level + 6
    while y < H + 40:
        near = (y - level) / (H - level)
        gap = (7 + 46 * near**1.25) * size
        x = hand.uniform(-300, -60)
        while x < W + 60:
            length = hand.uniform(120, 420) * (0.45 + 1.5 * near)
            if hand.random() < fill:
                wave = hand.uniform(0.5, 1.6)
                path = [
                    (
                        x + length * t / 24,
                        y + gap * 0.28 * sin((x + length * t / 24) / (60 + 150 * near) * wave + y / 31),
                    )
                    for t in range(25)
                ]
                thick = gap * hand.uniform(0.22, 0.42)
                block.stroke(path, lambda t, thick=thick: thick * lens(t) ** 0.6)
            x += length * hand.uniform(0.86, 1.08)
        y += gap * hand.uniform(0.85, 1.0)
    return block


def pools(level: float, seed: int, count: int) -> Block:
    """Sheets of water left on the sand."""
    hand = random.Random(seed)
    block = Block(W, H)
    for n in range(count):
        near = ((n + 0.5) / count) ** 1.4
        x, y = hand.uniform(-80, W + 80), level + 14 + (H - level) * near * 0.95
        rx, ry = (60 + 300 * near) * hand.uniform(0.6, 1.2), (5 + 34 * near) * hand.uniform(0.6, 1.1)
        edge = [
            (x + rx * cos(a) * (1 + 0.18 * sin(3 * a + n)), y + ry * sin(a) * (1 + 0.3 * sin(2 * a + 2 * n)))
            for a in (2 * pi * k / 40 for k in range(40))
        ]
        block.shape(edge)
    return block


def wader(
    block: Block, x: float, y: float, size: float, *, stoop: float = 0.0, flip: bool = False, bill: float = 0.5
) -> None:
    """A long-billed wading bird; `stoop` from 0, upright, to 1, bill in the sand."""
    body = curve(
        points("-0.62,0.02 -0.36,-0.16 -0.02,-0.21 0.26,-0.14 0.33,0.0 0.18,0.14 -0.12,0.18 -0.4,0.12"),
        0.04,
        closed=True,
    )
    hx, hy = 0.43 + 0.04 * stoop, -0.44 + 0.47 * stoop
    neck = curve(
        [
            (0.16, -0.1),
            (0.30, -0.22 + 0.12 * stoop),
            (hx - 0.09, hy),
            (hx + 0.03, hy + 0.08),
            (0.33, -0.04 + 0.1 * stoop),
            (0.22, 0.06),
        ],
        0.03,
        closed=True,
    )
    foot = y
    top = y - size * 0.62
    for part in (body, neck):
        block.shape(rig.at(x, top, size, part, flip=flip))
    ((px, py),) = rig.at(x, top, size, [(hx, hy)], flip=flip)
    block.disc(px, py, size * 0.098)
    block.stroke(
        rig.at(
            x, top, size, [(hx + 0.02 + bill * t / 8, hy + (0.06 + 0.50 * stoop) * t / 8) for t in range(9)], flip=flip
        ),
        lambda t: size * 0.052 * (1 - t) + size * 0.016,
    )
    for hip, knee, toe in ((-0.02, -0.06, 0.02), (0.10, 0.14, 0.20)):
        block.line(
            [
                *rig.at(x, top, size, [(hip, 0.14), (knee, 0.36)], flip=flip),
                (rig.at(x, top, size, [(toe, 0)], flip=flip)[0][0], foot),
            ],
            size * 0.03,
        )
        block.line(
            [
                (rig.at(x, 0, size, [(toe - 0.05, 0)], flip=flip)[0][0], foot),
                (rig.at(x, 0, size, [(toe + 0.08, 0)], flip=flip)[0][0], foot),
            ],
            size * 0.03,
        )


def flats() -> Image.Image:
    """Waders on the Skerrow."""
    level = 372
    hand = random.Random(3)
    sun = Block(W, H)
    sun.disc(1010, 296, 104)
    sky = hatched(
        W,
        H,
        lambda x, y: 0.72 - 0.5 * y / level if y < level else 0,
        ruled(W, H, 13, lambda x, y: 4 * sin(x / 160 + y / 40)),
    )
    bar = Block(W, H)
    bar.shape([(0, 356), (260, 350), (520, 360), (760, 366), (W, 362), (W, level), (0, level)])
    ship = Block(W, H)
    rig.smack(ship, 310, 358, 120, sails=True)
    birds, patches = Block(W, H), Block(W, H)
    flock = (
        (180, 610, 70, 1.0, False),
        (330, 600, 66, 0.0, False),
        (455, 622, 74, 0.9, True),
        (590, 606, 68, 1.0, False),
        (740, 626, 76, 0.15, False),
        (905, 612, 70, 1.0, True),
        (1040, 630, 78, 0.95, False),
        (1210, 616, 72, 0.0, True),
        (420, 800, 168, 1.0, False),
        (880, 850, 196, 0.05, True),
    )
    for x, y, size, stoop, flip in flock:
        wader(birds, x, y, size, stoop=stoop, flip=flip, bill=0.62 if size > 100 else 0.5)
    for x, y, size, flip in ((420, 800, 168, False), (880, 850, 196, True)):
        top = y - size * 0.62
        for n in range(5):
            path = curve(
                [
                    (-0.44 + 0.03 * n, 0.03 + 0.02 * n),
                    (-0.2 + 0.03 * n, -0.10 + 0.05 * n),
                    (0.08 + 0.02 * n, -0.10 + 0.055 * n),
                ],
                0.03,
            )
            patches.stroke(rig.at(x, top, size, path, flip=flip), lambda t, size=size: size * 0.03 * lens(t))
    mirror = Block(W, H)
    for x, y, size, stoop, flip in flock:
        one = Block(W, H)
        wader(one, x, y, size, stoop=stoop, flip=flip, bill=0.62 if size > 100 else 0.5)
        mirror = mirror.add(reflected(one, y + 1, round(x), stretch=0.86, sway=3))
    sheet = pools(level, 7, 15)
    for x, y, rx, ry in ((700, 652, 720, 62), (430, 850, 300, 54), (880, 905, 340, 60)):
        sheet.shape(
            [
                (x + rx * cos(a) * (1 + 0.1 * sin(3 * a)), y + ry * sin(a) * (1 + 0.2 * sin(2 * a)))
                for a in (2 * pi * k / 60 for k in range(60))
            ]
        )
    sand = ribs(level, 5, fill=0.9).cut(sheet)
    gleam = reflected(sun, level, 4, stretch=1.5, sway=10).within(sheet)
    for n in range(14):
        rig.gull(
            birds,
            560 + 34 * n + hand.uniform(-14, 14),
            150 + 5 * n + hand.uniform(-24, 24),
            hand.uniform(18, 32),
            hand.uniform(-0.5, 0.5),
            beat=hand.uniform(-0.6, 1),
        )
    return printed(
        W,
        H,
        [
            Pull(sky.cut(sun.grown(4)).add(sheet.cut(gleam)), TEAL, (-1, 1), worn=0.08),
            Pull(rig.box(W, H, 0, level, W, H).cut(sheet), OCHRE, (1, 0), worn=0.15),
            Pull(sun.cut(bar).add(gleam), RUST, (1, 1), worn=0.15),
            Pull(
                bar.add(ship)
                .add(sand)
                .add(mirror.cut(ribs(level, 22, fill=0.7, size=0.5)))
                .cut(birds.grown(3))
                .add(birds.cut(patches)),
                NAVY,
                covers=True,
                worn=0.1,
            ),
        ],
        101,
    )


def _leaning(x: float, y: float, size: float, angle: float, *, flip: bool = False) -> tuple[Block, Block]:
    upright = Block(W, H)
    rig.smack(upright, x, y, size, flip=flip, sails=True)
    solid = Block(W, H)
    keel = curve(points("-0.47,-0.06 -0.43,0.03 -0.34,0.075 0.0,0.085 0.36,0.06 0.46,-0.04"), 0.03)
    solid.shape(rig.at(x, y, size, keel, flip=flip))
    pivot = (x * SCALE, y * SCALE)
    turned = [block.mask.rotate(angle, Image.Resampling.BICUBIC, center=pivot) for block in (upright, solid)]
    return Block(W, H, turned[0]), Block(W, H, turned[1])


def boats() -> Image.Image:
    """Two boats aground."""
    level = 430
    near, keel = _leaning(560, 690, 640, -15)
    far, keel_far = _leaning(1040, 600, 470, 13, flip=True)
    sky = hatched(
        W,
        H,
        lambda x, y: (0.85 - 0.8 * y / level) if y < level else 0,
        ruled(W, H, 14, lambda x, y: 6 * sin(x / 230 + y / 60)),
    )
    hill, town, lit = Block(W, H), Block(W, H), Block(W, H)
    hill.shape([*curve([(-20, 330), (160, 290), (380, 330), (640, 400), (900, level)]), (-20, level)])
    rig.houses(town, lit, -20, 560, 418, 12, 40)
    rig.houses(town, lit, 620, W, 428, 9, 26)
    town.shape([(0, 412), (W, 426), (W, level + 3), (0, level + 3)])
    mud = ribs(level, 15, fill=0.8)
    sheet = pools(level, 31, 12)
    chain: Line = curve(points("300,640 240,700 190,760 220,830 330,880 480,930 560,1070"), 5)
    links = Block(W, H)
    for n in range(0, len(chain) - 6, 7):
        (x0, y0), (x1, y1) = chain[n], chain[n + 6]
        reach = 1 + 1.1 * (y0 - 640) / 400
        links.line([(x0, y0), (x1, y1)], 11 * reach)
        if n % 2:
            links.line(
                [(x0 + (x1 - x0) * 0.25, y0 + (y1 - y0) * 0.25), (x0 + (x1 - x0) * 0.75, y0 + (y1 - y0) * 0.75)],
                4.5 * reach,
                0,
            )
    shadow = Block(W, H)
    hand = random.Random(8)
    for cx, cy, reach, count in ((640, 742, 330, 15), (990, 640, 240, 12)):
        for n in range(count):
            y = cy + n * 6.5
            shift = hand.uniform(-30, 30)
            shadow.stroke(
                [(cx + shift + (reach - n * 12) * (t / 10 - 1), y + 2 * sin(t)) for t in range(21)],
                lambda t: 7 * lens(t),
            )
    crab = Block(W, H)
    for x, y, size in ((1130, 910, 150), (1270, 820, 100)):
        wader(crab, x, y, size, stoop=1.0, flip=x > 1200)
    ships = near.add(far).add(keel).add(keel_far)
    under = hatched(W, H, lambda x, y: 0.55 + 0.25 * sin(x / 90), ruled(W, H, 7)).within(keel.add(keel_far))
    return printed(
        W,
        H,
        [
            Pull(
                sky.cut(ships.grown(3)).add(hill).cut(lit).add(sheet.cut(ships.grown(2)).cut(links.grown(3))),
                TEAL,
                (-1, 1),
                worn=0.08,
            ),
            Pull(rig.box(W, H, 0, level, W, H).cut(sheet).cut(ships).add(lit), OCHRE, (0, 1), worn=0.15),
            Pull(keel.add(keel_far), RUST, (1, 1), worn=0.15),
            Pull(
                town.cut(lit)
                .cut(ships.grown(3))
                .add(mud.cut(sheet).cut(ships.grown(3)).cut(links.grown(4)).cut(crab.grown(3)))
                .add(shadow.cut(keel).cut(keel_far))
                .add(near.cut(keel))
                .add(far.cut(keel_far).cut(near.grown(2)).cut(keel))
                .add(under)
                .add(links)
                .add(crab),
                NAVY,
                covers=True,
                worn=0.1,
            ),
        ],
        107,
    )


def chair() -> Image.Image:
    """The kitchen chair."""
    level = 300
    seat = Block(W, H)
    x, y, s = 520, 700, 250
    for a, b, width in (
        ((-0.30, -0.98), (-0.24, 0.02), 0.050),
        ((0.13, -0.94), (0.16, -0.06), 0.050),
        ((0.34, -0.44), (0.40, 0.10), 0.050),
        ((-0.06, -0.38), (-0.05, 0.16), 0.050),
        ((-0.28, -0.90), (0.13, -0.87), 0.085),
        ((-0.265, -0.66), (0.14, -0.645), 0.045),
        ((-0.22, -0.20), (0.36, -0.13), 0.028),
        ((-0.05, -0.06), (0.38, -0.12), 0.028),
        ((-0.235, -0.12), (-0.05, -0.04), 0.028),
    ):
        seat.line(rig.at(x, y, s, [a, b]), s * width)
    for n in range(4):
        t = (n + 1) / 5
        seat.line(rig.at(x, y, s, [(-0.27 + 0.41 * t, -0.88), (-0.25 + 0.41 * t, -0.46)]), s * 0.022)
    seat.shape(rig.at(x, y, s, points("-0.28,-0.47 0.15,-0.46 0.39,-0.41 -0.07,-0.345")))
    seat.shape(rig.at(x, y, s, points("-0.28,-0.47 -0.07,-0.345 -0.07,-0.3 -0.28,-0.425")))
    seat.shape(rig.at(x, y, s, points("-0.07,-0.345 0.39,-0.41 0.39,-0.365 -0.07,-0.3")))
    shade = Block(W, H)
    shear = seat.mask.transform(
        seat.mask.size,
        Image.Transform.AFFINE,
        (1, 1.75, -(y + 10) * SCALE * 1.75, 0, -2.6, (y + 10) * SCALE * 3.6),
        Image.Resampling.BILINEAR,
    )
    shade = Block(W, H, shear).within(rig.box(W, H, 0, y - 40, W, H))
    sun = Block(W, H)
    sun.disc(270, 190, 92)
    sky = hatched(W, H, lambda x, y: 0.16 + 0.5 * (1 - y / level) if y < level else 0, ruled(W, H, 13))
    far = Block(W, H)
    far.shape([(0, 290), (420, 296), (900, 288), (W, 294), (W, level + 2), (0, level + 2)])
    sheets, foam = Block(W, H), Block(W, H)
    hand = random.Random(10)
    for n, (base, reach) in enumerate(((352, 16), (410, 26), (492, 40), (618, 66))):
        edge = [
            (px, base + reach * sin(px / (150 + 50 * n) + n * 1.9) + reach * 0.4 * sin(px / 47 + n))
            for px in range(-20, W + 40, 10)
        ]
        back = [(px, py - 20 - 15 * n - 12 * sin(px / 90 + n)) for px, py in edge]
        sheets.shape(edge + back[::-1])
        for k in range(3):
            foam.stroke(
                [(px, py - k * (7 + 3 * n)) for px, py in edge], lambda t, n=n, k=k: (4.5 + 2.2 * n) / (1 + 0.9 * k)
            )
    tongue = curve(
        points(
            "-20,690 160,720 330,768 470,740 640,742 760,788 930,760 1100,700 1420,690 1420,600 "
            "1100,640 900,690 700,660 560,668 400,690 200,640 -20,600"
        ),
        8,
    )
    sheets.shape(tongue)
    lip = curve(points("-20,690 160,720 330,768 470,740 640,742 760,788 930,760 1100,700 1420,690"), 8)
    for k in range(4):
        foam.stroke(
            [(px, py - 14 * k) for px, py in lip], lambda t, k=k: 13 / (1 + 0.8 * k) * (0.6 + 0.4 * sin(t * 40 + k))
        )
    sand = ribs(level, 12, fill=0.72).cut(sheets)
    glare = reflected(sun, level, 6, stretch=1.4, sway=8).within(sheets)
    mirror = reflected(seat, y + 26, 8, stretch=0.5, sway=3).within(sheets)
    prints = Block(W, H)
    for n in range(9):
        t = n / 9
        for side in (-1, 1):
            px, py = 720 + 560 * t + side * (10 + 12 * t), 830 + 190 * t + hand.uniform(-3, 3) + side * 7
            prints.disc(px, py, 9 + 9 * t, flat=0.42)
    birds = Block(W, H)
    for bx, by, size, tilt, beat in ((880, 120, 60, -0.4, 0.6), (1010, 170, 44, 0.4, 0.1), (1190, 90, 36, -0.2, 0.9)):
        rig.gull(birds, bx, by, size, tilt, beat=beat)
    return printed(
        W,
        H,
        [
            Pull(sky.cut(sun.grown(4)).add(sheets.cut(foam).cut(glare)), TEAL, (-1, 1), worn=0.1),
            Pull(rig.box(W, H, 0, level, W, H).cut(sheets), OCHRE, (1, 0), worn=0.15),
            Pull(sun.add(glare), RUST, (1, 1), worn=0.15),
            Pull(
                far.add(sand.cut(foam).cut(shade.grown(2)).cut(prints.grown(2)))
                .add(shade)
                .cut(sheets.within(shade).cut(shade))
                .add(mirror)
                .cut(seat.grown(4))
                .add(seat)
                .add(prints)
                .add(birds)
                .cut(foam.cut(seat.grown(2))),
                NAVY,
                covers=True,
                worn=0.1,
            ),
        ],
        131,
    )
