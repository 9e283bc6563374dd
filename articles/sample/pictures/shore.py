"""The breakwater on the morning of the gale."""

from __future__ import annotations

import random
from math import sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Pull,
    clouds,
    engraved,
    hatched,
    levels,
    points,
    printed,
    rough,
    ruled,
    screen,
    shaded,
    tone,
)
from PIL import Image
from water import below, combed, sea, spray


def breakwater() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The North Arm on the morning of the gale."""
    w, h = 1600, 1000
    dark = tone(w, h, lambda x, y: 1.0 - 0.72 * (y / 600) ** 1.5 + 0.12 * sin(x / 260))
    mass = levels(clouds(w, h, 71, 190, wide=2.6), 88, 172)
    slant = screen(
        w,
        h,
        [
            [(x + 700 - 0.62 * y + 9 * sin(y / 90 + x / 300), y) for y in range(-20, h + 40, 20)]
            for x in range(-900, w + 300, 11)
        ],
        9.5,
    )
    storm = Block(w, h, engraved(shaded(dark, mass.point([min(255, 70 + v) for v in range(256)])), slant))
    veil = hatched(w, h, lambda _x, y: 0.9 - (y / 640) ** 2, ruled(w, h, 12))
    dawn = hatched(w, h, lambda x, y: 0.8 - abs(y - 545) / 70 - abs(x - 1180) / 900, ruled(w, h, 9))

    wall, face, top = Block(w, h), Block(w, h), Block(w, h)
    stump = points("1085,560 1235,566 1262,600 1262,760 1050,760 1050,640 1072,628 1072,596")
    arm = points("-20,462 560,536 562,560 598,566 598,602 650,610 652,660 706,668 706,790 -20,800")
    wall.shape(arm)
    wall.shape(stump)
    top.shape(points("-20,462 560,536 562,556 -20,498"))
    top.shape(points("1085,560 1235,566 1240,580 1080,574"))
    hand = random.Random(8)
    for n in range(9):
        y0, y1 = 500 + 34 * n, 560 + 25 * n
        face.line([(-20, y0), (720, y1 + 14)], 3.4)
        x = -20 + hand.uniform(0, 60)
        while x < 720:
            t = (x + 20) / 740
            ya = y0 + (y1 + 14 - y0) * t
            face.line([(x, ya), (x + 2, ya + 34 - 9 * t)], 3.2)
            x += hand.uniform(58, 96) * (1.15 - 0.35 * t)
    for n in range(7):
        face.line([(1040, 584 + 24 * n), (1270, 590 + 24 * n)], 3)
        for m in range(5):
            face.line([(1062 + 46 * m + 22 * (n % 2), 586 + 24 * n), (1062 + 46 * m + 22 * (n % 2), 610 + 24 * n)], 3)
    grime = hatched(
        w,
        h,
        lambda x, y: 0.62 + 0.3 * (y - 560) / 200 - 0.42 * (x / 900) ** 2 * (x < 800) + (x - 1100) / 420 * (x > 1000),
        screen(w, h, [[(x + 0.4 * (y - 500), y) for y in range(420, 820, 20)] for x in range(-200, w, 8)], 7.5),
    )
    blocks = Block(w, h)
    for x, y, size, turn in (
        (770, 700, 52, 0.5),
        (846, 748, 60, -0.3),
        (936, 712, 50, 0.25),
        (1000, 752, 44, -0.5),
        (716, 742, 46, -0.2),
    ):
        blocks.shape(
            rough(
                [
                    (x - size, y - size * (0.45 + turn)),
                    (x + size, y - size * (0.45 - turn)),
                    (x + size * 0.9, y + size * 0.6),
                    (x - size * 0.95, y + size * 0.7),
                ],
                x,
                1.5,
            )
        )

    tower, lamp, band = Block(w, h), Block(w, h), Block(w, h)
    light = rig.lantern(tower, lamp, 1160, 566, 300)
    band.shape(points("1100,420 1220,420 1220,478 1100,478"))
    band = band.within(tower)
    face_of_tower = hatched(w, h, lambda x, _y: (x - 1125) / 75, ruled(w, h, 7)).within(tower)
    head = tower.within(rig.box(w, h, 1090, 240, 1240, 364))
    glow = Block(w, h)
    rig.rays(glow, *light, 40, 96, 18, 3)

    back = sea(660, 40, 230, 5)
    outlines = [sea(722, 64, 300, 3), sea(806, 92, 420, 17), sea(912, 116, 560, 29)]
    far = below(w, h, back)
    sea_far = combed(w, h, back, 2, pitch=9, count=9, foam=9, weight=0.7)
    burst, jets = Block(w, h), Block(w, h)
    for x, y, reach, count, lean, spread in (
        (1300, 748, 190, 90, 0.2, 0.5),
        (250, 716, 230, 110, 0.06, 0.5),
        (700, 740, 360, 150, -0.34, 0.34),
        (850, 752, 600, 340, -0.12, 0.30),
        (1010, 752, 250, 110, 0.22, 0.42),
        (790, 752, 300, 150, 0.0, 0.55),
    ):
        whole, inner = spray(w, h, x, y, reach, count, x, lean=lean, spread=spread)
        burst, jets = burst.add(whole), jets.cut(whole).add(inner)

    front, water, foam = Block(w, h), Block(w, h), Block(w, h)
    for n, outline in enumerate(outlines):
        under = below(w, h, outline)
        water = water.cut(under).add(
            combed(w, h, outline, 60 + n, pitch=12 + 3 * n, count=15, foam=18 + 8 * n, weight=0.72).within(under)
        )
        lip = below(
            w, h, lambda x, o=outline, n=n: o(x) + 18 + 7 * n + (8 + 3 * n) * sin(x / (19 + 4 * n)) + 5 * sin(x / 8)
        )
        foam = foam.cut(under).add(under.cut(lip))
        front = front.add(under)
    burst = burst.cut(below(w, h, lambda x: outlines[0](x) + 22))
    folds = burst.cut(jets)
    flung = Block(w, h)
    for x, y, size, tilt, beat in ((300, 250, 96, 1.5, 0.8), (480, 130, 64, 1.0, 0.3), (1420, 330, 80, -1.1, 0.9)):
        rig.gull(flung, x, y, size, tilt, beat=beat)

    deep = Block(w, h, tone(w, h, lambda _x, y: (y - 600) / 130))
    deep = Block(w, h, engraved(deep.mask, ruled(w, h, 8)))
    stone = wall.cut(top).cut(face)
    key = storm.cut(far).cut(wall.grown(3)).cut(tower.grown(3)).cut(glow).add(sea_far.cut(wall.grown(2)))
    key = (
        key.add(grime.within(stone)).add(face.within(wall.cut(top))).add(face_of_tower).add(head.cut(lamp)).add(blocks)
    )
    key = key.cut(front).add(water).cut(burst).cut(foam).add(folds.within(deep)).cut(flung)
    tint = veil.cut(far).cut(wall).cut(tower).add(far.cut(wall)).cut(front).add(front).add(wall.cut(top).cut(front))
    return printed(
        w,
        h,
        [
            Pull(dawn.cut(wall).cut(tower).cut(far).cut(burst), OCHRE, worn=0.0),
            Pull(tint.cut(burst).cut(foam).add(folds).cut(flung), TEAL, worn=0.0),
            Pull(band.add(lamp).add(glow).cut(burst), RUST, (1, 1), worn=0.15),
            Pull(key.cut(lamp), NAVY, covers=True, worn=0.08),
        ],
        41,
    )
