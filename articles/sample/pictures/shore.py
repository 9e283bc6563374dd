"""The pictures by daylight at the water's edge: the broken breakwater, and the quay over the way."""

from __future__ import annotations

import random
from math import sin

from PIL import Image

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Pull,
    clouds,
    curve,
    engraved,
    lens,
    levels,
    printed,
    rough,
    ruled,
    screen,
    shaded,
    tone,
)
from water import below, combed, reflected, ripples, sea, spray


def breakwater() -> Image.Image:
    """The North Arm on the morning of the gale."""
    w, h = 1600, 1000
    dark = tone(w, h, lambda x, y: 1.0 - 0.72 * (y / 600) ** 1.5 + 0.12 * sin(x / 260))
    mass = levels(clouds(w, h, 71, 190, wide=2.6), 88, 172)
    slant = screen(w, h, [[(x + 700 - 0.62 * y + 9 * sin(y / 90 + x / 300), y) for y in range(-20, h + 40, 20)] for x in range(-900, w + 300, 11)], 9.5)
    storm = Block(w, h, engraved(shaded(dark, mass.point([min(255, 70 + v) for v in range(256)])), slant))
    veil = Block(w, h, engraved(tone(w, h, lambda _x, y: 0.9 - (y / 640) ** 2), ruled(w, h, 12)))
    dawn = Block(w, h, engraved(tone(w, h, lambda x, y: 0.8 - abs(y - 545) / 70 - abs(x - 1180) / 900), ruled(w, h, 9)))

    wall, face, top = Block(w, h), Block(w, h), Block(w, h)
    stump = [(1085, 560), (1235, 566), (1262, 600), (1262, 760), (1050, 760), (1050, 640), (1072, 628), (1072, 596)]
    arm = [(-20, 462), (560, 536), (562, 560), (598, 566), (598, 602), (650, 610), (652, 660), (706, 668), (706, 790), (-20, 800)]
    wall.shape(arm)
    wall.shape(stump)
    top.shape([(-20, 462), (560, 536), (562, 556), (-20, 498)])
    top.shape([(1085, 560), (1235, 566), (1240, 580), (1080, 574)])
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
    grime = Block(w, h, engraved(tone(w, h, lambda x, y: 0.62 + 0.3 * (y - 560) / 200 - 0.42 * (x / 900) ** 2 * (x < 800) + (x - 1100) / 420 * (x > 1000)),
                                 screen(w, h, [[(x + 0.4 * (y - 500), y) for y in range(420, 820, 20)] for x in range(-200, w, 8)], 7.5)))  # fmt: skip
    blocks = Block(w, h)
    for x, y, size, turn in ((770, 700, 52, 0.5), (846, 748, 60, -0.3), (936, 712, 50, 0.25), (1000, 752, 44, -0.5), (716, 742, 46, -0.2)):
        blocks.shape(rough([(x - size, y - size * (0.45 + turn)), (x + size, y - size * (0.45 - turn)), (x + size * 0.9, y + size * 0.6), (x - size * 0.95, y + size * 0.7)], x, 1.5))

    tower, lamp, band = Block(w, h), Block(w, h), Block(w, h)
    light = rig.lantern(tower, lamp, 1160, 566, 300)
    band.shape([(1100, 420), (1220, 420), (1220, 478), (1100, 478)])
    band = band.within(tower)
    face_of_tower = Block(w, h, engraved(tone(w, h, lambda x, _y: (x - 1125) / 75), ruled(w, h, 7))).within(tower)
    head = tower.within(rig.box(w, h, 1090, 240, 1240, 364))
    glow = Block(w, h)
    rig.rays(glow, *light, 40, 96, 18, 3)

    back = sea(660, 40, 230, 5)
    outlines = [sea(722, 64, 300, 3), sea(806, 92, 420, 17), sea(912, 116, 560, 29)]
    far = below(w, h, back)
    sea_far = combed(w, h, back, 2, pitch=9, count=9, foam=9, weight=0.7)
    burst, jets = Block(w, h), Block(w, h)
    for x, y, reach, count, lean, spread in ((1300, 748, 190, 90, 0.2, 0.5), (250, 716, 230, 110, 0.06, 0.5), (700, 740, 360, 150, -0.34, 0.34),
                                             (850, 752, 600, 340, -0.12, 0.30), (1010, 752, 250, 110, 0.22, 0.42), (790, 752, 300, 150, 0.0, 0.55)):  # fmt: skip
        whole, inner = spray(w, h, x, y, reach, count, x, lean=lean, spread=spread)
        burst, jets = burst.add(whole), jets.cut(whole).add(inner)

    front, water, foam = Block(w, h), Block(w, h), Block(w, h)
    for n, outline in enumerate(outlines):
        under = below(w, h, outline)
        water = water.cut(under).add(combed(w, h, outline, 60 + n, pitch=12 + 3 * n, count=15, foam=18 + 8 * n, weight=0.72).within(under))
        lip = below(w, h, lambda x, o=outline, n=n: o(x) + 18 + 7 * n + (8 + 3 * n) * sin(x / (19 + 4 * n)) + 5 * sin(x / 8))
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
    key = key.add(grime.within(stone)).add(face.within(wall.cut(top))).add(face_of_tower).add(head.cut(lamp)).add(blocks)
    key = key.cut(front).add(water).cut(burst).cut(foam).add(folds.within(deep)).cut(flung)
    tint = veil.cut(far).cut(wall).cut(tower).add(far.cut(wall)).cut(front).add(front).add(wall.cut(top).cut(front))
    return printed(w, h, [
        Pull(dawn.cut(wall).cut(tower).cut(far).cut(burst), OCHRE, worn=0.0),
        Pull(tint.cut(burst).cut(foam).add(folds).cut(flung), TEAL, worn=0.0),
        Pull(band.add(lamp).add(glow).cut(burst), RUST, (1, 1), worn=0.15),
        Pull(key.cut(lamp), NAVY, covers=True, worn=0.08),
    ], 41)  # fmt: skip


def quai() -> Image.Image:
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
        roofs.shape(rough([(x - 5, top + 3), (x + 12, top - ridge), (x + wide - 12, top - ridge), (x + wide + 5, top + 3)], n + 50, 1.0))
        roofs.shape([(x + 14, top - ridge + 4), (x + 14, top - ridge - 34), (x + 44, top - ridge - 34), (x + 44, top - ridge + 4)])
        for pot in (19, 33):
            roofs.shape([(x + pot, top - ridge - 30), (x + pot, top - ridge - 47), (x + pot + 8, top - ridge - 47), (x + pot + 8, top - ridge - 30)])
        dormer = x + wide * hand.uniform(0.45, 0.62)
        roofs.shape([(dormer - 6, top - ridge * 0.72), (dormer + 13, top - ridge * 1.12), (dormer + 32, top - ridge * 0.72)])
        glass.shape([(dormer + 3, top - ridge * 0.62), (dormer + 23, top - ridge * 0.62), (dormer + 23, top - ridge * 0.15), (dormer + 3, top - ridge * 0.15)])
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
                    rust.shape([(a, level - 104), (a + (wide - 16) / 8, level - 104), (a + (wide - 16) / 8 - 2, level - 80), (a - 2, level - 80)])
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
    stair = Block(w, h)
    for m in range(6):
        stair.shape([(1120 + 22 * m, level - 36 + 8 * m), (1144 + 22 * m, level - 36 + 8 * m), (1144 + 22 * m, level + 6), (1120 + 22 * m, level + 6)])
    side = Block(w, h, engraved(tone(w, h, lambda x, y: 0.0 if y > level else 0.13 + 0.22 * (x / w)), ruled(w, h, 8))).within(fronts)
    tiles = Block(w, h)
    for m in range(120):
        tiles.line([(0, 40 + m * 9), (w, 40 + m * 9)], 1.6)

    solid = fronts.add(roofs).add(quay)
    sky = Block(w, h, engraved(tone(w, h, lambda x, y: 0.9 - y / 430 + 0.1 * sin(x / 200)), ruled(w, h, 12, lambda x, y: 5 * sin(x / 190 + y / 70)))).cut(solid.grown(3))
    dawn = Block(w, h, engraved(tone(w, h, lambda _x, y: (y - 60) / 330 if y < level else 0), ruled(w, h, 12, lambda x, y: 6 + 5 * sin(x / 190 + y / 70)))).cut(solid.grown(3))
    line = line.cut(glass).add(roofs.cut(tiles.within(roofs))).cut(glass).add(quay.cut(joints)).add(stair.cut(stair)).add(side.cut(glass))
    boat = Block(w, h)
    rig.smack(boat, 470, level + 34, 330, flip=True, sails=True)
    rig.hull(boat, 1300, level + 30, 150)
    halo = boat.grown(3).within(rig.box(w, h, 0, 0, w, level + 40))

    combs = ripples(w, h, level + 2, 3, size=0.85, fill=0.74)
    mirror = {}
    for name, block in (("ochre", ochre.cut(glass)), ("rust", rust), ("teal", teal), ("line", line.add(boat)), ("gold", glass)):
        mirror[name] = reflected(block, level + 3, 21, stretch=0.72, sway=11).cut(combs)
    pond = Block(w, h, engraved(tone(w, h, lambda _x, y: 0.26 + 0.42 * (y - level) / (h - level) if y > level else 0), ruled(w, h, 13, lambda x, y: 4 * sin(x / 90 + y / 26))))
    deep = ripples(w, h, 800, 9, size=1.2, fill=0.5)
    birds = Block(w, h)
    for x, y, size, tilt, beat in ((700, 60, 64, 0.4, 0.5), (600, 84, 42, -0.4, 0.9), (1300, 34, 44, -0.5, 0.3)):
        rig.gull(birds, x, y, size, tilt, beat=beat)
    return printed(w, h, [
        Pull(dawn.add(ochre.cut(glass)).cut(halo).add(mirror["ochre"]), OCHRE, (1, 0), worn=0.12),
        Pull(sky.add(teal).cut(halo).add(pond).add(mirror["teal"]), TEAL, (-1, 1), worn=0.1),
        Pull(rust.cut(halo).cut(glass).add(mirror["rust"]), RUST, (1, 1), worn=0.2),
        Pull(glass.cut(halo), OCHRE, worn=0.0),
        Pull(line.cut(halo).add(boat).add(mirror["line"]).add(deep).add(birds).cut(glass.cut(halo)), NAVY, covers=True, worn=0.08),
    ], 57)  # fmt: skip


_ = (curve, lens)
