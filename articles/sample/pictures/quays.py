"""Two quays: Port-Lième across the basin, and Ostrey from the bottom of the harbour."""

from __future__ import annotations

import random
from math import hypot, sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Pull,
    hatched,
    lens,
    printed,
    ring,
    rough,
    ruled,
    screen,
)
from PIL import Image
from water import reflected, ripples

W, H = 1400, 1050


def quai() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The quai des Sauniers, and itself upside down."""
    w, h, level = 1600, 1000, 640
    hand = random.Random(14)
    ochre, rust, teal, line, glass = (Block(w, h) for _ in range(5))
    fronts, roofs = Block(w, h), Block(w, h)
    x, n = -36.0, 0
    inks = (None, rust, ochre, None, teal, ochre, None, rust, teal, None, ochre, rust, None, teal)
    while x < w:
        wide, tall = hand.uniform(112, 150), hand.uniform(330, 455)
        top = level - 34 - tall
        shape = rough([(x, level - 34), (x, top), (x + wide, top), (x + wide, level - 34)], n, 1.0)
        fronts.shape(shape)
        wash = inks[n % len(inks)]
        if wash:
            wash.shape(shape)
        ridge = hand.uniform(44, 78)
        roofs.shape(
            rough(
                [(x - 5, top + 3), (x + 12, top - ridge), (x + wide - 12, top - ridge), (x + wide + 5, top + 3)],
                n + 50,
                1.0,
            )
        )
        roofs.shape(
            [
                (x + 14, top - ridge + 4),
                (x + 14, top - ridge - 34),
                (x + 44, top - ridge - 34),
                (x + 44, top - ridge + 4),
            ]
        )
        for pot in (19, 33):
            roofs.shape(
                [
                    (x + pot, top - ridge - 30),
                    (x + pot, top - ridge - 47),
                    (x + pot + 8, top - ridge - 47),
                    (x + pot + 8, top - ridge - 30),
                ]
            )
        dormer = x + wide * hand.uniform(0.45, 0.62)
        roofs.shape(
            [(dormer - 6, top - ridge * 0.72), (dormer + 13, top - ridge * 1.12), (dormer + 32, top - ridge * 0.72)]
        )
        glass.shape(
            [
                (dormer + 3, top - ridge * 0.62),
                (dormer + 23, top - ridge * 0.62),
                (dormer + 23, top - ridge * 0.15),
                (dormer + 3, top - ridge * 0.15),
            ]
        )
        floors = 3 if tall < 390 else 4
        step = (tall - 92) / floors
        for floor in range(floors):
            for column in (0.28, 0.72):
                cx, cy = x + wide * column, top + 20 + step * floor
                high = step * 0.62
                line.shape([(cx - 11, cy), (cx + 11, cy), (cx + 11, cy + high), (cx - 11, cy + high)])
                if hand.random() < 0.22:
                    glass.shape([(cx - 9, cy + 2), (cx + 9, cy + 2), (cx + 9, cy + high - 2), (cx - 9, cy + high - 2)])
                for side in (-1, 1):
                    edge = cx + side * 13
                    for slat in range(round(high / 6)):
                        line.line([(edge, cy + 3 + 6 * slat), (edge + side * 11, cy + 3 + 6 * slat)], 2.6)
                line.line([(cx - 26, cy + high + 3), (cx + 26, cy + high + 3)], 3)
        door = x + wide * hand.choice((0.3, 0.6))
        line.shape([(door, level - 34), (door, level - 92), (door + 26, level - 92), (door + 26, level - 34)])
        if n % 3 == 1:
            for stripe in range(8):
                a = x + 8 + (wide - 16) * stripe / 8
                if stripe % 2:
                    rust.shape(
                        [
                            (a, level - 104),
                            (a + (wide - 16) / 8, level - 104),
                            (a + (wide - 16) / 8 - 2, level - 80),
                            (a - 2, level - 80),
                        ]
                    )
            line.line([(x + 8, level - 104), (x + wide - 8, level - 104)], 3)
        line.line([(x, top), (x, level - 34)], 2.4)
        x += wide
        n += 1
    quay = Block(w, h)
    quay.shape([(-10, level - 36), (w + 10, level - 36), (w + 10, level + 4), (-10, level + 4)])
    joints = Block(w, h)
    for m in range(40):
        joints.line([(m * 43 + 20 * (m % 2), level - 28), (m * 43 + 20 * (m % 2), level - 12)], 2.2)
    joints.line([(-10, level - 29), (w, level - 29)], 2.6)
    joints.line([(-10, level - 12), (w, level - 12)], 2.0)
    side = hatched(w, h, lambda x, y: 0.0 if y > level else 0.13 + 0.22 * (x / w), ruled(w, h, 8)).within(fronts)
    tiles = Block(w, h)
    for m in range(120):
        tiles.line([(0, 40 + m * 9), (w, 40 + m * 9)], 1.6)

    solid = fronts.add(roofs).add(quay)
    sky = hatched(
        w, h, lambda x, y: 0.9 - y / 430 + 0.1 * sin(x / 200), ruled(w, h, 12, lambda x, y: 5 * sin(x / 190 + y / 70))
    ).cut(solid.grown(3))
    dawn = hatched(
        w,
        h,
        lambda _x, y: (y - 60) / 330 if y < level else 0,
        ruled(w, h, 12, lambda x, y: 6 + 5 * sin(x / 190 + y / 70)),
    ).cut(solid.grown(3))
    line = line.cut(glass).add(roofs.cut(tiles.within(roofs))).cut(glass).add(quay.cut(joints)).add(side.cut(glass))
    boat = Block(w, h)
    rig.smack(boat, 470, level + 34, 330, flip=True, sails=True)
    rig.hull(boat, 1300, level + 30, 150)
    halo = boat.grown(3).within(rig.box(w, h, 0, 0, w, level + 40))

    combs = ripples(w, h, level + 2, 3, size=0.85, fill=0.74)
    mirror = {}
    for name, block in (
        ("ochre", ochre.cut(glass)),
        ("rust", rust),
        ("teal", teal),
        ("line", line.add(boat)),
    ):
        mirror[name] = reflected(block, level + 3, 21, stretch=0.72, sway=11).cut(combs)
    pond = hatched(
        w,
        h,
        lambda _x, y: 0.26 + 0.42 * (y - level) / (h - level) if y > level else 0,
        ruled(w, h, 13, lambda x, y: 4 * sin(x / 90 + y / 26)),
    )
    deep = ripples(w, h, 800, 9, size=1.2, fill=0.5)
    birds = Block(w, h)
    for x, y, size, tilt, beat in ((700, 60, 64, 0.4, 0.5), (600, 84, 42, -0.4, 0.9), (1300, 34, 44, -0.5, 0.3)):
        rig.gull(birds, x, y, size, tilt, beat=beat)
    return printed(
        w,
        h,
        [
            Pull(dawn.add(ochre.cut(glass)).cut(halo).add(mirror["ochre"]), OCHRE, (1, 0), worn=0.12),
            Pull(sky.add(teal).cut(halo).add(pond).add(mirror["teal"]), TEAL, (-1, 1), worn=0.1),
            Pull(rust.cut(halo).cut(glass).add(mirror["rust"]), RUST, (1, 1), worn=0.2),
            Pull(glass.cut(halo), OCHRE, worn=0.0),
            Pull(
                line.cut(halo).add(boat).add(mirror["line"]).add(deep).add(birds).cut(glass.cut(halo)),
                NAVY,
                covers=True,
                worn=0.08,
            ),
        ],
        57,
    )


def crane() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The Fish Quay from the bottom of the harbour."""
    top = 560
    sx, sy, sr = 930, 300, 190
    sun = Block(W, H)
    sun.disc(sx, sy, sr)
    key = Block(W, H)
    end = rig.crane(key, 380, top + 4, 620)
    key.line([end, (end[0], 470)], 3.4)
    rig.crates(key, end[0], 400, 54)
    sheds, lit = Block(W, H), Block(W, H)
    rig.houses(sheds, lit, 1010, W + 20, top - 6, 5, 92)
    rig.houses(sheds, lit, -30, 170, top - 6, 2, 84)
    wall, stones = Block(W, H), Block(W, H)
    wall.shape([(0, top), (W, top), (W, 985), (0, 965)])
    hand = random.Random(6)
    for row in range(8):
        y = top + 26 + row * 54
        stones.line([(0, y), (W, y + 6)], 4)
        x = hand.uniform(-60, 0)
        while x < W:
            stones.line([(x, y), (x, y + 54)], 3.6)
            x += hand.uniform(70, 150)
    stones.line([(0, top + 22), (W, top + 22)], 7)
    weed = Block(W, H)
    for n in range(330):
        x = hand.uniform(-10, W + 10)
        y = 720 + abs(hand.gauss(0, 34)) + 14 * sin(x / 70)
        long = hand.uniform(60, 230)
        path = [(x + 7 * sin(t / 2.1 + n), y + long * t / 14) for t in range(15)]
        weed.stroke(path, lambda t: 8 * lens(t**0.7) + 0.5)
    weed = weed.within(wall)
    ladders = Block(W, H)
    for x in (250, 1120):
        for dx in (0, 46):
            ladders.line([(x + dx, top - 34), (x + dx, 960)], 8)
        for n in range(17):
            ladders.line([(x, top - 6 + 24 * n), (x + 46, top - 6 + 24 * n)], 5)
    tyres, holes = Block(W, H), Block(W, H)
    for x in (560, 800, 960):
        tyres.line([(x, top + 10), (x, 640)], 4)
        tyres.disc(x, 672, 44)
        holes.disc(x, 672, 19)
    tyres = tyres.cut(holes)
    mud = Block(W, H)
    for n in range(26):
        y = 984 + n * 4
        x = hand.uniform(-100, 0)
        while x < W:
            length = hand.uniform(80, 300)
            mud.stroke([(x + length * t / 12, y + 3 * sin(t / 2)) for t in range(13)], lambda t: 5 * lens(t))
            x += length * hand.uniform(1.0, 1.5)
    halo = screen(W, H, [ring(sx, sy, r) for r in range(sr + 12, 1500, 14)], 14)
    glow = hatched(W, H, lambda x, y: 0.80 - (hypot(x - sx, y - sy) - sr) / 760 if y < top else 0, halo).cut(
        sun.grown(4)
    )
    sky = hatched(
        W, H, lambda x, y: 0.62 - y / 520 if y < top else 0, ruled(W, H, 14, lambda x, y: 5 * sin(x / 190 + y / 60))
    ).cut(sun.grown(4))
    lean = hatched(
        W,
        H,
        lambda x, y: 0.24 + 0.62 * (y - top) / 420 + 0.1 * sin(x / 160) if y > top else 0,
        screen(W, H, [[(x - 0.25 * y, y) for y in range(500, 1080, 30)] for x in range(0, W + 400, 10)], 9.5),
    ).within(wall)
    birds = Block(W, H)
    for x, y, size, tilt, beat in ((1180, 150, 84, -0.5, 0.7), (1290, 240, 54, 0.4, 0.2), (660, 110, 46, 0.3, 0.9)):
        rig.gull(birds, x, y, size, tilt, beat=beat)
    front = key.add(sheds.cut(wall))
    lit = lit.cut(wall)
    return printed(
        W,
        H,
        [
            Pull(glow.cut(front), OCHRE, (1, 0), worn=0.0),
            Pull(sky.add(wall.cut(stones).cut(weed)).add(rig.box(W, H, 0, 985, W, H)), TEAL, (-1, 1), worn=0.1),
            Pull(sun, RUST, (1, 1), worn=0.18),
            Pull(lit.add(holes), OCHRE, worn=0.0),
            Pull(
                front.cut(lit)
                .add(lean.cut(stones).cut(ladders.grown(3)).cut(tyres.grown(3)))
                .add(weed.cut(ladders.grown(3)))
                .add(ladders)
                .add(tyres)
                .add(mud)
                .add(birds),
                NAVY,
                covers=True,
                worn=0.1,
            ),
        ],
        127,
    )
