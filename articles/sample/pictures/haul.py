"""Two more pictures of low water: the nets, and the fish market."""

from __future__ import annotations

import random
from math import cos, pi, sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Pull,
    curve,
    hatched,
    lens,
    printed,
    ring,
    ruled,
    screen,
)
from PIL import Image

W, H = 1400, 1050


def nets() -> Image.Image:
    """Nets and floats."""
    hand = random.Random(17)
    twine, knots = Block(W, H), Block(W, H)

    def place(u: float, v: float) -> tuple[float, float]:
        sag = 70 * sin(pi * (u % 9) / 9)
        return (u * 66 - 90 + 26 * sin(v / 2.6 + u / 7), v * 50 - 120 + sag * (0.35 + v / 26) + 16 * sin(u / 2.9))

    for i in range(-1, 26):
        for j in range(-1, 26):
            if (i + j) % 2:
                continue
            for di in (-1, 1):
                a, b = place(i, j), place(i + di, j + 1)
                mid = ((a[0] + b[0]) / 2 + hand.uniform(-3, 3), (a[1] + b[1]) / 2 + 5)
                twine.line(curve([a, mid, b], 5), 4.6)
            knots.disc(*place(i, j), 7.2)
    for j, thick in ((2, 13), (12, 10)):
        twine.line([place(u / 4, j) for u in range(-8, 104)], thick)
    lay = Block(W, H)
    for j, thick in ((2, 13), (12, 10)):
        for u in range(-16, 208):
            x, y = place(u / 8, j)
            lay.line([(x - 4, y + thick * 0.45), (x + 4, y - thick * 0.45)], 2.4)
    floats: dict[str, Block] = {"rust": Block(W, H), "teal": Block(W, H), "ochre": Block(W, H)}
    rims, shine = Block(W, H), Block(W, H)
    names = list(floats)
    solid = Block(W, H)
    for n in range(9):
        x, y = place(1.3 + 2.75 * n, 2)
        colour = floats[names[n % 3]]
        r = 58 + 5 * (n % 2)
        _float(colour, rims, shine, solid, x, y + 4, r, hand)
    for n in range(8):
        x, y = place(2.4 + 2.9 * n, 12)
        _float(floats[names[(n + 1) % 3]], rims, shine, solid, x, y + 4, 44, hand)
    for x, y, r in (
        (190, 900, 96),
        (394, 962, 82),
        (1190, 880, 104),
        (985, 955, 74),
        (1330, 1010, 70),
        (640, 1000, 66),
    ):
        _float(floats[names[(x + r) % 3]], rims, shine, solid, x, y, r, hand)
    ground = hatched(
        W,
        H,
        lambda x, y: 0.30 + 0.5 * y / H + 0.14 * sin(x / 210),
        screen(W, H, [[(x + 0.5 * y, y) for y in range(-20, H + 40, 30)] for x in range(-700, W + 100, 13)], 11.5),
    )
    shadow = Block(W, H)
    shadow.mask.paste(255, (22, 26), solid.mask)
    cast = hatched(W, H, lambda _x, _y: 0.62, ruled(W, H, 8)).within(shadow).cut(solid)
    wash = Block(W, H).inverse().cut(solid.grown(1)).cut(twine.grown(2))
    return printed(
        W,
        H,
        [
            Pull(wash, TEAL, (0, 0), worn=0.12),
            Pull(floats["teal"].cut(shine), TEAL, worn=0.1),
            Pull(floats["ochre"].cut(shine), OCHRE, (1, 0), worn=0.1),
            Pull(floats["rust"].cut(shine), RUST, (1, 1), worn=0.15),
            Pull(
                ground.cut(solid)
                .cut(twine.grown(2.5))
                .add(cast.cut(twine.grown(1)))
                .add(knots.cut(solid))
                .add(lay.cut(solid))
                .add(rims),
                NAVY,
                covers=True,
                worn=0.08,
            ),
        ],
        109,
    )


def _float(
    colour: Block, rims: Block, shine: Block, solid: Block, x: float, y: float, r: float, hand: random.Random
) -> None:
    for block in (colour, rims, shine):
        block.disc(x, y, r + 3, 0)
    solid.disc(x, y, r)
    colour.disc(x, y, r)
    turn = hand.uniform(-0.5, 0.5)
    for n in range(9):
        bow = r * (0.98 - 0.105 * n)
        path = [
            (x + bow * cos(a + turn), y + r * 0.98 * sin(a + turn)) for a in (-1.35 + 2.7 * t / 20 for t in range(21))
        ]
        rims.stroke(path, lambda t, n=n: r * (0.085 - 0.0085 * n) * lens(t) + 0.3)
    rims.line(ring(x, y, r, step=4), 4)
    shine.stroke(
        [(x + r * 0.62 * cos(a), y + r * 0.62 * sin(a)) for a in (pi * 1.08 + 0.55 * t / 10 for t in range(11))],
        lambda t: r * 0.16 * lens(t) ** 0.6,
    )
    rims.disc(x + r * 0.1, y - r * 0.05, r * 0.15)
    shine.disc(x + r * 0.1, y - r * 0.05, r * 0.07)


def _fish(x: float, y: float, size: float, kind: int) -> tuple[Block, Block]:
    """One fish, head to the left: its shape, and the lines cut in it."""
    deep = (0.17, 0.22, 0.13, 0.27)[kind % 4]
    back = curve(
        [
            (-0.5, 0.0),
            (-0.40, -deep * 0.55),
            (-0.18, -deep),
            (0.1, -deep * 0.9),
            (0.36, -deep * 0.28),
            (0.42, -deep * 0.2),
        ],
        0.02,
    )
    belly = curve(
        [
            (0.42, deep * 0.2),
            (0.36, deep * 0.28),
            (0.1, deep * 0.85),
            (-0.18, deep * 0.95),
            (-0.40, deep * 0.5),
            (-0.5, 0.0),
        ],
        0.02,
    )
    tail = [(0.40, -0.025), (0.56, -deep * 0.8 - 0.03), (0.53, 0.0), (0.56, deep * 0.8 + 0.03), (0.40, 0.025)]
    body, cut = Block(W, H), Block(W, H)
    body.shape(rig.at(x, y, size, back + belly))
    body.shape(rig.at(x, y, size, tail))
    body.shape(
        rig.at(x, y, size, [(-0.2, -deep * 0.9), (-0.1, -deep - 0.09), (0.14, -deep - 0.04), (0.2, -deep * 0.7)])
    )
    body.shape(rig.at(x, y, size, [(0.02, deep * 0.8), (0.08, deep + 0.07), (0.2, deep + 0.03), (0.2, deep * 0.6)]))
    flesh = Block(W, H)
    flesh.shape(rig.at(x, y, size, back + belly))
    if kind % 4 == 0:
        for n in range(13):
            px = -0.24 + 0.05 * n
            cut.stroke(
                rig.at(
                    x,
                    y,
                    size,
                    curve(
                        [(px, -deep * 1.05), (px + 0.03, -deep * 0.55), (px - 0.015, -deep * 0.25), (px + 0.02, 0.0)],
                        0.01,
                    ),
                ),
                lambda t: size * 0.018 * (1 - t) + 1,
            )
    elif kind % 4 == 1:
        for row in range(-6, 7):
            for column in range(13):
                px, py = -0.25 + 0.05 * column + (row % 2) * 0.025, row * 0.036
                cut.stroke(
                    rig.at(
                        x,
                        y,
                        size,
                        [(px + 0.024 * cos(a), py + 0.022 * sin(a)) for a in (-1.4 + 2.8 * t / 8 for t in range(9))],
                    ),
                    lambda t: size * 0.009,
                )
    elif kind % 4 == 2:
        for n in range(4):
            cut.stroke(
                rig.at(
                    x,
                    y,
                    size,
                    curve([(-0.28, -0.055 + 0.036 * n), (0.05, -0.07 + 0.036 * n), (0.40, -0.02 + 0.012 * n)], 0.02),
                ),
                lambda t: size * 0.016 * lens(t) ** 0.5,
            )
    else:
        hand = random.Random(kind)
        for _ in range(46):
            px, py = hand.uniform(-0.26, 0.3), hand.uniform(-deep * 0.8, deep * 0.8)
            ((cx, cy),) = rig.at(x, y, size, [(px, py)])
            cut.disc(cx, cy, size * hand.uniform(0.006, 0.017))
    cut = cut.within(flesh)
    cut.stroke(
        rig.at(x, y, size, curve([(-0.30, -deep * 0.72), (-0.255, 0.0), (-0.31, deep * 0.7)], 0.01)),
        lambda t: size * 0.018 * lens(t) ** 0.5,
    )
    for n in range(6):
        cut.stroke(
            rig.at(x, y, size, [(0.44 + 0.015 * t, (-0.02 + 0.008 * n) * (1 + 1.1 * t)) for t in range(7)]),
            lambda t: size * 0.007,
        )
    ((ex, ey),) = rig.at(x, y, size, [(-0.385, -deep * 0.22)])
    eye = Block(W, H)
    eye.disc(ex, ey, size * 0.026)
    cut.disc(ex, ey, size * 0.040)
    cut = cut.cut(eye)
    cut.stroke(
        rig.at(x, y, size, [(-0.49 + 0.075 * t / 6, 0.02 + 0.02 * t / 6) for t in range(7)]), lambda t: size * 0.010
    )
    return body, cut


def market() -> Image.Image:
    """Rows of fish on the slab, and a crab."""
    inks: dict[str, Block] = {"navy": Block(W, H), "teal": Block(W, H), "rust": Block(W, H), "ochre": Block(W, H)}
    cuts = {name: Block(W, H) for name in inks}
    rows = ((140, "navy", 0), (345, "rust", 7), (550, "teal", 1), (745, "navy", 2), (930, "ochre", 0))
    hand = random.Random(23)
    everything = Block(W, H)
    for line, (y, name, kind) in enumerate(rows):
        for n in range(3):
            x = 130 + 455 * n + (line % 2) * 150 + hand.uniform(-12, 12)
            if line == 4 and n == 2:
                continue
            body, lines = _fish(x, y + hand.uniform(-10, 10), 430, kind)
            inks = {other: block.cut(body.grown(2)) for other, block in inks.items()}
            cuts = {other: block.cut(body.grown(2)) for other, block in cuts.items()}
            inks[name] = inks[name].add(body)
            cuts[name] = cuts[name].add(lines)
            everything = everything.add(body)
    crab, lines = Block(W, H), Block(W, H)
    cx, cy = 1190, 915
    for side in (-1, 1):
        for n in range(4):
            reach = 150 + 8 * n
            knee = (cx + side * reach * 0.72, cy + 16 + 34 * n - 44)
            crab.line(curve([(cx + side * 60, cy + 8 + 10 * n), knee, (cx + side * reach, cy + 40 + 40 * n)], 5), 15)
        crab.line(curve([(cx + side * 80, cy - 30), (cx + side * 150, cy - 60), (cx + side * 150, cy - 112)], 5), 26)
        claw = curve(
            [
                (cx + side * 120, cy - 100),
                (cx + side * 186, cy - 112),
                (cx + side * 196, cy - 176),
                (cx + side * 152, cy - 206),
                (cx + side * 164, cy - 158),
                (cx + side * 146, cy - 150),
                (cx + side * 122, cy - 190),
                (cx + side * 108, cy - 140),
            ],
            4,
            closed=True,
        )
        crab.shape(claw)
    crab.shape(
        curve(
            [
                (cx - 128, cy - 10),
                (cx - 84, cy - 66),
                (cx, cy - 82),
                (cx + 84, cy - 66),
                (cx + 128, cy - 10),
                (cx + 84, cy + 52),
                (cx, cy + 72),
                (cx - 84, cy + 52),
            ],
            5,
            closed=True,
        )
    )
    for n in range(5):
        lines.stroke(
            curve(
                [(cx - 96 + 10 * n, cy - 4 + 14 * n), (cx, cy + 14 + 13 * n), (cx + 96 - 10 * n, cy - 4 + 14 * n)], 5
            ),
            lambda t: 6 * lens(t),
        )
    for side in (-1, 1):
        lines.disc(cx + side * 26, cy - 62, 7)
        lines.stroke(
            curve([(cx + side * 30, cy - 28), (cx + side * 62, cy - 34), (cx + side * 92, cy - 12)], 4),
            lambda t: 6 * lens(t),
        )
    inks = {name: block.cut(crab.grown(3)) for name, block in inks.items()}
    cuts = {name: block.cut(crab.grown(3)) for name, block in cuts.items()}
    inks["rust"] = inks["rust"].add(crab)
    cuts["rust"] = cuts["rust"].add(lines)
    everything = everything.add(crab)
    ice = Block(W, H)
    for _ in range(900):
        x, y, size = hand.uniform(0, W), hand.uniform(0, H), hand.uniform(8, 22)
        turn = hand.uniform(0, pi)
        ice.stroke(
            [(x + size * (t / 4 - 1) * cos(turn), y + size * (t / 4 - 1) * sin(turn)) for t in range(9)],
            lambda t: 4.5 * lens(t),
        )
    ice = ice.cut(everything.grown(7))
    return printed(
        W,
        H,
        [
            Pull(ice.add(inks["teal"]), TEAL, (-1, 1), worn=0.08),
            Pull(inks["ochre"], OCHRE, (1, 0), worn=0.15),
            Pull(inks["rust"].cut(cuts["rust"].within(lines)), RUST, (1, 1), worn=0.15),
            Pull(
                inks["navy"].cut(cuts["navy"]).add(cuts["teal"]).add(cuts["ochre"]).add(cuts["rust"]),
                NAVY,
                covers=True,
                worn=0.1,
            ),
        ],
        113,
    )
