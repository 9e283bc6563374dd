"""The six pictures of low water."""

from __future__ import annotations

import random
from math import cos, hypot, pi, sin

from PIL import Image

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
    engraved,
    lens,
    printed,
    ring,
    rough,
    ruled,
    screen,
    tone,
)
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
                path = [(x + length * t / 24, y + gap * 0.28 * sin((x + length * t / 24) / (60 + 150 * near) * wave + y / 31)) for t in range(25)]
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
        edge = [(x + rx * cos(a) * (1 + 0.18 * sin(3 * a + n)), y + ry * sin(a) * (1 + 0.3 * sin(2 * a + 2 * n))) for a in (2 * pi * k / 40 for k in range(40))]
        block.shape(edge)
    return block


def wader(block: Block, x: float, y: float, size: float, *, stoop: float = 0.0, flip: bool = False, bill: float = 0.5) -> None:
    """A long-billed wading bird; `stoop` from 0, upright, to 1, bill in the sand."""
    body = curve([(-0.62, 0.02), (-0.36, -0.16), (-0.02, -0.21), (0.26, -0.14), (0.33, 0.0), (0.18, 0.14), (-0.12, 0.18), (-0.40, 0.12)], 0.04, closed=True)
    hx, hy = 0.43 + 0.04 * stoop, -0.44 + 0.47 * stoop
    neck = curve([(0.16, -0.1), (0.30, -0.22 + 0.12 * stoop), (hx - 0.09, hy), (hx + 0.03, hy + 0.08), (0.33, -0.04 + 0.1 * stoop), (0.22, 0.06)], 0.03, closed=True)
    foot = y
    top = y - size * 0.62
    for part in (body, neck):
        block.shape(rig.at(x, top, size, part, flip=flip))
    (px, py), = rig.at(x, top, size, [(hx, hy)], flip=flip)
    block.disc(px, py, size * 0.098)
    block.stroke(rig.at(x, top, size, [(hx + 0.02 + bill * t / 8, hy + (0.06 + 0.50 * stoop) * t / 8) for t in range(9)], flip=flip),
                 lambda t: size * 0.052 * (1 - t) + size * 0.016)  # fmt: skip
    for hip, knee, toe in ((-0.02, -0.06, 0.02), (0.10, 0.14, 0.20)):
        block.line([*rig.at(x, top, size, [(hip, 0.14), (knee, 0.36)], flip=flip), (rig.at(x, top, size, [(toe, 0)], flip=flip)[0][0], foot)], size * 0.03)
        block.line([(rig.at(x, 0, size, [(toe - 0.05, 0)], flip=flip)[0][0], foot), (rig.at(x, 0, size, [(toe + 0.08, 0)], flip=flip)[0][0], foot)], size * 0.03)


def flats() -> Image.Image:
    """Waders on the Skerrow."""
    level = 372
    hand = random.Random(3)
    sun = Block(W, H)
    sun.disc(1010, 296, 104)
    sky = Block(W, H, engraved(tone(W, H, lambda x, y: 0.72 - 0.5 * y / level if y < level else 0), ruled(W, H, 13, lambda x, y: 4 * sin(x / 160 + y / 40))))
    bar = Block(W, H)
    bar.shape([(0, 356), (260, 350), (520, 360), (760, 366), (W, 362), (W, level), (0, level)])
    ship = Block(W, H)
    rig.smack(ship, 310, 358, 120, sails=True)
    birds, patches = Block(W, H), Block(W, H)
    for x, y, size, stoop, flip in ((180, 610, 70, 1.0, False), (330, 600, 66, 0.0, False), (455, 622, 74, 0.9, True), (590, 606, 68, 1.0, False),
                                    (740, 626, 76, 0.15, False), (905, 612, 70, 1.0, True), (1040, 630, 78, 0.95, False), (1210, 616, 72, 0.0, True),
                                    (420, 800, 168, 1.0, False), (880, 850, 196, 0.05, True)):  # fmt: skip
        wader(birds, x, y, size, stoop=stoop, flip=flip, bill=0.62 if size > 100 else 0.5)
    for x, y, size, flip in ((420, 800, 168, False), (880, 850, 196, True)):
        top = y - size * 0.62
        for n in range(5):
            path = curve([(-0.44 + 0.03 * n, 0.03 + 0.02 * n), (-0.2 + 0.03 * n, -0.10 + 0.05 * n), (0.08 + 0.02 * n, -0.10 + 0.055 * n)], 0.03)
            patches.stroke(rig.at(x, top, size, path, flip=flip), lambda t, size=size: size * 0.03 * lens(t))
    mirror = Block(W, H)
    for x, y, size, stoop, flip in ((180, 610, 70, 1.0, False), (330, 600, 66, 0.0, False), (455, 622, 74, 0.9, True), (590, 606, 68, 1.0, False),
                                    (740, 626, 76, 0.15, False), (905, 612, 70, 1.0, True), (1040, 630, 78, 0.95, False), (1210, 616, 72, 0.0, True),
                                    (420, 800, 168, 1.0, False), (880, 850, 196, 0.05, True)):  # fmt: skip
        one = Block(W, H)
        wader(one, x, y, size, stoop=stoop, flip=flip, bill=0.62 if size > 100 else 0.5)
        mirror = mirror.add(reflected(one, y + 1, round(x), stretch=0.86, sway=3))
    sheet = pools(level, 7, 15)
    for x, y, rx, ry in ((700, 652, 720, 62), (430, 850, 300, 54), (880, 905, 340, 60)):
        sheet.shape([(x + rx * cos(a) * (1 + 0.1 * sin(3 * a)), y + ry * sin(a) * (1 + 0.2 * sin(2 * a))) for a in (2 * pi * k / 60 for k in range(60))])
    sand = ribs(level, 5, fill=0.9).cut(sheet)
    gleam = reflected(sun, level, 4, stretch=1.5, sway=10).within(sheet)
    for n in range(14):
        rig.gull(birds, 560 + 34 * n + hand.uniform(-14, 14), 150 + 5 * n + hand.uniform(-24, 24), hand.uniform(18, 32), hand.uniform(-0.5, 0.5), beat=hand.uniform(-0.6, 1))
    return printed(W, H, [
        Pull(sky.cut(sun.grown(4)).add(sheet.cut(gleam)), TEAL, (-1, 1), worn=0.08),
        Pull(rig.box(W, H, 0, level, W, H).cut(sheet), OCHRE, (1, 0), worn=0.15),
        Pull(sun.cut(bar).add(gleam), RUST, (1, 1), worn=0.15),
        Pull(bar.add(ship).add(sand).add(mirror.cut(ribs(level, 22, fill=0.7, size=0.5))).cut(birds.grown(3)).add(birds.cut(patches)), NAVY, covers=True, worn=0.1),
    ], 101)  # fmt: skip


def _leaning(x: float, y: float, size: float, angle: float, *, flip: bool = False) -> tuple[Block, Block]:
    upright = Block(W, H)
    rig.smack(upright, x, y, size, flip=flip, sails=True)
    solid = Block(W, H)
    keel = curve([(-0.47, -0.06), (-0.43, 0.03), (-0.34, 0.075), (0.0, 0.085), (0.36, 0.06), (0.46, -0.04)], 0.03)
    solid.shape(rig.at(x, y, size, keel, flip=flip))
    pivot = (x * SCALE, y * SCALE)
    turned = [block.mask.rotate(angle, Image.Resampling.BICUBIC, center=pivot) for block in (upright, solid)]
    return Block(W, H, turned[0]), Block(W, H, turned[1])


def boats() -> Image.Image:
    """Two boats aground."""
    level = 430
    near, keel = _leaning(560, 690, 640, -15)
    far, keel_far = _leaning(1040, 600, 470, 13, flip=True)
    sky = Block(W, H, engraved(tone(W, H, lambda x, y: (0.85 - 0.8 * y / level) if y < level else 0), ruled(W, H, 14, lambda x, y: 6 * sin(x / 230 + y / 60))))
    hill, town, lit = Block(W, H), Block(W, H), Block(W, H)
    hill.shape([*curve([(-20, 330), (160, 290), (380, 330), (640, 400), (900, level)]), (-20, level)])
    rig.houses(town, lit, -20, 560, 418, 12, 40)
    rig.houses(town, lit, 620, W, 428, 9, 26)
    town.shape([(0, 412), (W, 426), (W, level + 3), (0, level + 3)])
    mud = ribs(level, 15, fill=0.8)
    sheet = pools(level, 31, 12)
    chain: Line = curve([(300, 640), (240, 700), (190, 760), (220, 830), (330, 880), (480, 930), (560, 1070)], 5)
    links = Block(W, H)
    for n in range(0, len(chain) - 6, 7):
        (x0, y0), (x1, y1) = chain[n], chain[n + 6]
        reach = 1 + 1.1 * (y0 - 640) / 400
        links.line([(x0, y0), (x1, y1)], 11 * reach)
        if n % 2:
            links.line([(x0 + (x1 - x0) * 0.25, y0 + (y1 - y0) * 0.25), (x0 + (x1 - x0) * 0.75, y0 + (y1 - y0) * 0.75)], 4.5 * reach, 0)
    shadow = Block(W, H)
    hand = random.Random(8)
    for cx, cy, reach, count in ((640, 742, 330, 15), (990, 640, 240, 12)):
        for n in range(count):
            y = cy + n * 6.5
            shift = hand.uniform(-30, 30)
            shadow.stroke([(cx + shift + (reach - n * 12) * (t / 10 - 1), y + 2 * sin(t)) for t in range(21)], lambda t: 7 * lens(t))
    crab = Block(W, H)
    for x, y, size in ((1130, 910, 150), (1270, 820, 100)):
        wader(crab, x, y, size, stoop=1.0, flip=x > 1200)
    ships = near.add(far).add(keel).add(keel_far)
    under = Block(W, H, engraved(tone(W, H, lambda x, y: 0.55 + 0.25 * sin(x / 90)), ruled(W, H, 7))).within(keel.add(keel_far))
    return printed(W, H, [
        Pull(sky.cut(ships.grown(3)).add(hill).cut(lit).add(sheet.cut(ships.grown(2)).cut(links.grown(3))), TEAL, (-1, 1), worn=0.08),
        Pull(rig.box(W, H, 0, level, W, H).cut(sheet).cut(ships).add(lit), OCHRE, (0, 1), worn=0.15),
        Pull(keel.add(keel_far), RUST, (1, 1), worn=0.15),
        Pull(town.cut(lit).cut(ships.grown(3)).add(mud.cut(sheet).cut(ships.grown(3)).cut(links.grown(4)).cut(crab.grown(3))).add(shadow.cut(keel).cut(keel_far)).add(near.cut(keel))
             .add(far.cut(keel_far).cut(near.grown(2)).cut(keel)).add(under).add(links).add(crab), NAVY, covers=True, worn=0.1),
    ], 107)  # fmt: skip


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
    for x, y, r in ((190, 900, 96), (394, 962, 82), (1190, 880, 104), (985, 955, 74), (1330, 1010, 70), (640, 1000, 66)):
        _float(floats[names[(x + r) % 3]], rims, shine, solid, x, y, r, hand)
    corks = Block(W, H)
    ground = Block(W, H, engraved(tone(W, H, lambda x, y: 0.30 + 0.5 * y / H + 0.14 * sin(x / 210)), screen(W, H, [[(x + 0.5 * y, y) for y in range(-20, H + 40, 30)] for x in range(-700, W + 100, 13)], 11.5)))
    shadow = Block(W, H)
    shadow.mask.paste(255, (22, 26), solid.mask)
    cast = Block(W, H, engraved(tone(W, H, lambda _x, _y: 0.62), ruled(W, H, 8))).within(shadow).cut(solid)
    wash = Block(W, H).inverse().cut(solid.grown(1)).cut(twine.grown(2))
    return printed(W, H, [
        Pull(wash, TEAL, (0, 0), worn=0.12),
        Pull(floats["teal"].cut(shine), TEAL, worn=0.1),
        Pull(floats["ochre"].cut(shine), OCHRE, (1, 0), worn=0.1),
        Pull(floats["rust"].cut(shine), RUST, (1, 1), worn=0.15),
        Pull(ground.cut(solid).cut(twine.grown(2.5)).add(cast.cut(twine.grown(1))).add(knots.cut(solid)).add(lay.cut(solid)).add(rims).add(corks), NAVY, covers=True, worn=0.08),
    ], 109)  # fmt: skip


def _float(colour: Block, rims: Block, shine: Block, solid: Block, x: float, y: float, r: float, hand: random.Random) -> None:
    for block in (colour, rims, shine):
        block.disc(x, y, r + 3, 0)
    solid.disc(x, y, r)
    colour.disc(x, y, r)
    turn = hand.uniform(-0.5, 0.5)
    for n in range(9):
        bow = r * (0.98 - 0.105 * n)
        path = [(x + bow * cos(a + turn), y + r * 0.98 * sin(a + turn)) for a in (-1.35 + 2.7 * t / 20 for t in range(21))]
        rims.stroke(path, lambda t, n=n: r * (0.085 - 0.0085 * n) * lens(t) + 0.3)
    rims.line(ring(x, y, r, step=4), 4)
    shine.stroke([(x + r * 0.62 * cos(a), y + r * 0.62 * sin(a)) for a in (pi * 1.08 + 0.55 * t / 10 for t in range(11))], lambda t: r * 0.16 * lens(t) ** 0.6)
    rims.disc(x + r * 0.1, y - r * 0.05, r * 0.15)
    shine.disc(x + r * 0.1, y - r * 0.05, r * 0.07)


def _fish(x: float, y: float, size: float, kind: int) -> dict[str, Block]:
    """One fish, head to the left: its flat shape, its colour, and its cut lines."""
    deep = (0.17, 0.22, 0.13, 0.27)[kind % 4]
    back = curve([(-0.5, 0.0), (-0.40, -deep * 0.55), (-0.18, -deep), (0.1, -deep * 0.9), (0.36, -deep * 0.28), (0.42, -deep * 0.2)], 0.02)
    belly = curve([(0.42, deep * 0.2), (0.36, deep * 0.28), (0.1, deep * 0.85), (-0.18, deep * 0.95), (-0.40, deep * 0.5), (-0.5, 0.0)], 0.02)
    tail = [(0.40, -0.025), (0.56, -deep * 0.8 - 0.03), (0.53, 0.0), (0.56, deep * 0.8 + 0.03), (0.40, 0.025)]
    body, cut = Block(W, H), Block(W, H)
    body.shape(rig.at(x, y, size, back + belly))
    body.shape(rig.at(x, y, size, tail))
    body.shape(rig.at(x, y, size, [(-0.2, -deep * 0.9), (-0.1, -deep - 0.09), (0.14, -deep - 0.04), (0.2, -deep * 0.7)]))
    body.shape(rig.at(x, y, size, [(0.02, deep * 0.8), (0.08, deep + 0.07), (0.2, deep + 0.03), (0.2, deep * 0.6)]))
    flesh = Block(W, H)
    flesh.shape(rig.at(x, y, size, back + belly))
    if kind % 4 == 0:
        for n in range(13):
            px = -0.24 + 0.05 * n
            cut.stroke(rig.at(x, y, size, curve([(px, -deep * 1.05), (px + 0.03, -deep * 0.55), (px - 0.015, -deep * 0.25), (px + 0.02, 0.0)], 0.01)), lambda t: size * 0.018 * (1 - t) + 1)
    elif kind % 4 == 1:
        for row in range(-6, 7):
            for column in range(13):
                px, py = -0.25 + 0.05 * column + (row % 2) * 0.025, row * 0.036
                cut.stroke(rig.at(x, y, size, [(px + 0.024 * cos(a), py + 0.022 * sin(a)) for a in (-1.4 + 2.8 * t / 8 for t in range(9))]), lambda t: size * 0.009)
    elif kind % 4 == 2:
        for n in range(4):
            cut.stroke(rig.at(x, y, size, curve([(-0.28, -0.055 + 0.036 * n), (0.05, -0.07 + 0.036 * n), (0.40, -0.02 + 0.012 * n)], 0.02)), lambda t: size * 0.016 * lens(t) ** 0.5)
    else:
        hand = random.Random(kind)
        for _ in range(46):
            px, py = hand.uniform(-0.26, 0.3), hand.uniform(-deep * 0.8, deep * 0.8)
            (cx, cy), = rig.at(x, y, size, [(px, py)])
            cut.disc(cx, cy, size * hand.uniform(0.006, 0.017))
    cut = cut.within(flesh)
    cut.stroke(rig.at(x, y, size, curve([(-0.30, -deep * 0.72), (-0.255, 0.0), (-0.31, deep * 0.7)], 0.01)), lambda t: size * 0.018 * lens(t) ** 0.5)
    for n in range(6):
        cut.stroke(rig.at(x, y, size, [(0.44 + 0.015 * t, (-0.02 + 0.008 * n) * (1 + 1.1 * t)) for t in range(7)]), lambda t: size * 0.007)
    (ex, ey), = rig.at(x, y, size, [(-0.385, -deep * 0.22)])
    eye = Block(W, H)
    eye.disc(ex, ey, size * 0.026)
    cut.disc(ex, ey, size * 0.040)
    cut = cut.cut(eye)
    cut.stroke(rig.at(x, y, size, [(-0.49 + 0.075 * t / 6, 0.02 + 0.02 * t / 6) for t in range(7)]), lambda t: size * 0.010)
    return {"body": body, "cut": cut}


def market() -> Image.Image:
    """Rows of fish on the slab, and a crab."""
    inks: dict[str, Block] = {"navy": Block(W, H), "teal": Block(W, H), "rust": Block(W, H), "ochre": Block(W, H)}
    cuts = {name: Block(W, H) for name in inks}
    rows = ((140, (("navy", 0), ("navy", 0), ("navy", 0))), (345, (("rust", 3), ("rust", 3), ("rust", 3))), (550, (("teal", 1), ("teal", 1), ("teal", 1))),
            (745, (("navy", 2), ("navy", 2), ("navy", 2))), (930, (("ochre", 0), ("ochre", 0), ("ochre", 0))))  # fmt: skip
    hand = random.Random(23)
    everything = Block(W, H)
    for line, (y, row) in enumerate(rows):
        for n, (name, kind) in enumerate(row):
            x = 130 + 455 * n + (line % 2) * 150 + hand.uniform(-12, 12)
            if line == 4 and n == 2:
                continue
            fish = _fish(x, y + hand.uniform(-10, 10), 430, kind + (4 if kind == 3 else 0))
            for other in inks:
                inks[other] = inks[other].cut(fish["body"].grown(2))
                cuts[other] = cuts[other].cut(fish["body"].grown(2))
            inks[name] = inks[name].add(fish["body"])
            cuts[name] = cuts[name].add(fish["cut"])
            everything = everything.add(fish["body"])
    crab, lines = Block(W, H), Block(W, H)
    cx, cy = 1190, 915
    for side in (-1, 1):
        for n in range(4):
            reach = 150 + 8 * n
            knee = (cx + side * reach * 0.72, cy + 16 + 34 * n - 44)
            crab.line(curve([(cx + side * 60, cy + 8 + 10 * n), knee, (cx + side * reach, cy + 40 + 40 * n)], 5), 15)
        crab.line(curve([(cx + side * 80, cy - 30), (cx + side * 150, cy - 60), (cx + side * 150, cy - 112)], 5), 26)
        claw = curve([(cx + side * 120, cy - 100), (cx + side * 186, cy - 112), (cx + side * 196, cy - 176), (cx + side * 152, cy - 206), (cx + side * 164, cy - 158),
                      (cx + side * 146, cy - 150), (cx + side * 122, cy - 190), (cx + side * 108, cy - 140)], 4, closed=True)  # fmt: skip
        crab.shape(claw)
    crab.shape(curve([(cx - 128, cy - 10), (cx - 84, cy - 66), (cx, cy - 82), (cx + 84, cy - 66), (cx + 128, cy - 10), (cx + 84, cy + 52), (cx, cy + 72), (cx - 84, cy + 52)], 5, closed=True))
    for n in range(5):
        lines.stroke(curve([(cx - 96 + 10 * n, cy - 4 + 14 * n), (cx, cy + 14 + 13 * n), (cx + 96 - 10 * n, cy - 4 + 14 * n)], 5), lambda t: 6 * lens(t))
    for side in (-1, 1):
        lines.disc(cx + side * 26, cy - 62, 7)
        lines.stroke(curve([(cx + side * 30, cy - 28), (cx + side * 62, cy - 34), (cx + side * 92, cy - 12)], 4), lambda t: 6 * lens(t))
    for other in inks:
        inks[other] = inks[other].cut(crab.grown(3))
        cuts[other] = cuts[other].cut(crab.grown(3))
    inks["rust"] = inks["rust"].add(crab)
    cuts["rust"] = cuts["rust"].add(lines)
    everything = everything.add(crab)
    ice = Block(W, H)
    for _ in range(900):
        x, y, size = hand.uniform(0, W), hand.uniform(0, H), hand.uniform(8, 22)
        turn = hand.uniform(0, pi)
        ice.stroke([(x + size * (t / 4 - 1) * cos(turn), y + size * (t / 4 - 1) * sin(turn)) for t in range(9)], lambda t: 4.5 * lens(t))
    ice = ice.cut(everything.grown(7))
    return printed(W, H, [
        Pull(ice.add(inks["teal"]), TEAL, (-1, 1), worn=0.08),
        Pull(inks["ochre"], OCHRE, (1, 0), worn=0.15),
        Pull(inks["rust"].cut(cuts["rust"].within(lines)), RUST, (1, 1), worn=0.15),
        Pull(inks["navy"].cut(cuts["navy"]).add(cuts["teal"]).add(cuts["ochre"]).add(cuts["rust"]), NAVY, covers=True, worn=0.1),
    ], 113)  # fmt: skip


def crane() -> Image.Image:
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
    glow = Block(W, H, engraved(tone(W, H, lambda x, y: 0.80 - (hypot(x - sx, y - sy) - sr) / 760 if y < top else 0), halo)).cut(sun.grown(4))
    sky = Block(W, H, engraved(tone(W, H, lambda x, y: 0.62 - y / 520 if y < top else 0), ruled(W, H, 14, lambda x, y: 5 * sin(x / 190 + y / 60)))).cut(sun.grown(4))
    lean = Block(W, H, engraved(tone(W, H, lambda x, y: 0.24 + 0.62 * (y - top) / 420 + 0.1 * sin(x / 160) if y > top else 0), screen(W, H, [[(x - 0.25 * y, y) for y in range(500, 1080, 30)] for x in range(0, W + 400, 10)], 9.5))).within(wall)
    birds = Block(W, H)
    for x, y, size, tilt, beat in ((1180, 150, 84, -0.5, 0.7), (1290, 240, 54, 0.4, 0.2), (660, 110, 46, 0.3, 0.9)):
        rig.gull(birds, x, y, size, tilt, beat=beat)
    front = key.add(sheds.cut(wall))
    lit = lit.cut(wall)
    return printed(W, H, [
        Pull(glow.cut(front), OCHRE, (1, 0), worn=0.0),
        Pull(sky.add(wall.cut(stones).cut(weed)).add(rig.box(W, H, 0, 985, W, H)), TEAL, (-1, 1), worn=0.1),
        Pull(sun, RUST, (1, 1), worn=0.18),
        Pull(lit.add(holes), OCHRE, worn=0.0),
        Pull(front.cut(lit).add(lean.cut(stones).cut(ladders.grown(3)).cut(tyres.grown(3))).add(weed.cut(ladders.grown(3))).add(ladders).add(tyres).add(mud).add(birds), NAVY, covers=True, worn=0.1),
    ], 127)  # fmt: skip


def chair() -> Image.Image:
    """The kitchen chair."""
    level = 300
    seat = Block(W, H)
    x, y, s = 520, 700, 250
    for a, b, width in (((-0.30, -0.98), (-0.24, 0.02), 0.050), ((0.13, -0.94), (0.16, -0.06), 0.050), ((0.34, -0.44), (0.40, 0.10), 0.050), ((-0.06, -0.38), (-0.05, 0.16), 0.050),
                        ((-0.28, -0.90), (0.13, -0.87), 0.085), ((-0.265, -0.66), (0.14, -0.645), 0.045), ((-0.22, -0.20), (0.36, -0.13), 0.028), ((-0.05, -0.06), (0.38, -0.12), 0.028),
                        ((-0.235, -0.12), (-0.05, -0.04), 0.028)):  # fmt: skip
        seat.line(rig.at(x, y, s, [a, b]), s * width)
    for n in range(4):
        t = (n + 1) / 5
        seat.line(rig.at(x, y, s, [(-0.27 + 0.41 * t, -0.88), (-0.25 + 0.41 * t, -0.46)]), s * 0.022)
    seat.shape(rig.at(x, y, s, [(-0.28, -0.47), (0.15, -0.46), (0.39, -0.41), (-0.07, -0.345)]))
    seat.shape(rig.at(x, y, s, [(-0.28, -0.47), (-0.07, -0.345), (-0.07, -0.30), (-0.28, -0.425)]))
    seat.shape(rig.at(x, y, s, [(-0.07, -0.345), (0.39, -0.41), (0.39, -0.365), (-0.07, -0.30)]))
    shade = Block(W, H)
    shear = seat.mask.transform(seat.mask.size, Image.Transform.AFFINE, (1, 1.75, -(y + 10) * SCALE * 1.75, 0, -2.6, (y + 10) * SCALE * 3.6), Image.Resampling.BILINEAR)
    shade = Block(W, H, shear).within(rig.box(W, H, 0, y - 40, W, H))
    sun = Block(W, H)
    sun.disc(270, 190, 92)
    sky = Block(W, H, engraved(tone(W, H, lambda x, y: 0.16 + 0.5 * (1 - y / level) if y < level else 0), ruled(W, H, 13)))
    far = Block(W, H)
    far.shape([(0, 290), (420, 296), (900, 288), (W, 294), (W, level + 2), (0, level + 2)])
    sheets, foam = Block(W, H), Block(W, H)
    hand = random.Random(10)
    for n, (base, reach) in enumerate(((352, 16), (410, 26), (492, 40), (618, 66))):
        edge = [(px, base + reach * sin(px / (150 + 50 * n) + n * 1.9) + reach * 0.4 * sin(px / 47 + n)) for px in range(-20, W + 40, 10)]
        back = [(px, py - 20 - 15 * n - 12 * sin(px / 90 + n)) for px, py in edge]
        sheets.shape(edge + back[::-1])
        for k in range(3):
            foam.stroke([(px, py - k * (7 + 3 * n)) for px, py in edge], lambda t, n=n, k=k: (4.5 + 2.2 * n) / (1 + 0.9 * k))
    tongue = curve([(-20, 690), (160, 720), (330, 768), (470, 740), (640, 742), (760, 788), (930, 760), (1100, 700), (1420, 690), (1420, 600), (1100, 640), (900, 690),
                    (700, 660), (560, 668), (400, 690), (200, 640), (-20, 600)], 8)  # fmt: skip
    sheets.shape(tongue)
    lip = curve([(-20, 690), (160, 720), (330, 768), (470, 740), (640, 742), (760, 788), (930, 760), (1100, 700), (1420, 690)], 8)
    for k in range(4):
        foam.stroke([(px, py - 14 * k) for px, py in lip], lambda t, k=k: 13 / (1 + 0.8 * k) * (0.6 + 0.4 * sin(t * 40 + k)))
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
    return printed(W, H, [
        Pull(sky.cut(sun.grown(4)).add(sheets.cut(foam).cut(glare)), TEAL, (-1, 1), worn=0.1),
        Pull(rig.box(W, H, 0, level, W, H).cut(sheets), OCHRE, (1, 0), worn=0.15),
        Pull(sun.add(glare), RUST, (1, 1), worn=0.15),
        Pull(far.add(sand.cut(foam).cut(shade.grown(2)).cut(prints.grown(2))).add(shade).cut(sheets.within(shade).cut(shade)).add(mirror).cut(seat.grown(4)).add(seat).add(prints).add(birds).cut(foam.cut(seat.grown(2))), NAVY, covers=True, worn=0.1),
    ], 131)  # fmt: skip


_ = (rough,)
