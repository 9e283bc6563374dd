"""The pictures of the night crossing: the ferry and the Hob."""

from __future__ import annotations

import random
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Line,
    Pull,
    curve,
    engraved,
    hatched,
    lens,
    points,
    printed,
    ring,
    rough,
    ruled,
    screen,
    tone,
)
from PIL import Image
from water import below, column, combed, glitter, ripples, sea, spray


def stars(width: int, height: int, foot: float, seed: int, count: int) -> Block:
    """Stars as a graver makes them: dots, and here and there a small cross."""
    hand = random.Random(seed)
    block = Block(width, height)
    for _ in range(count):
        x, y = hand.uniform(0, width), foot * hand.random() ** 1.35
        r = hand.choice((1.3, 1.6, 1.6, 2.2, 2.9))
        block.disc(x, y, r)
        if r > 2.5:
            for dx, dy in ((9, 0), (0, 9)):
                block.stroke(
                    [(x - dx + 2 * dx * t / 8, y - dy + 2 * dy * t / 8) for t in range(9)], lambda t: 2.2 * lens(t)
                )
    return block


def ferry() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The Constance at sea, every window lit."""
    w, h, level = 1600, 1000, 648
    hull, house, lights, trim = Block(w, h), Block(w, h), Block(w, h), Block(w, h)
    left, right = 330, 1270
    sheer = curve([(left, 548), (600, 560), (900, 556), (1120, 535), (right + 34, 494)])
    hull.shape(
        [
            *sheer,
            *curve([(right + 34, 494), (right + 6, 560), (right - 42, level + 6)]),
            (left + 26, level + 6),
            (left + 4, 600),
        ]
    )
    for deck in (
        points("430,560 430,488 1120,488 1146,545"),
        points("520,490 520,428 1048,428 1072,490"),
        points("868,430 868,376 1010,376 1032,430"),
    ):
        house.shape(deck)
    house.shape(points("1040,488 1146,488 1152,536 1040,548"))
    for y, x0, x1 in ((486, 418, 1160), (426, 508, 1084), (374, 856, 1046)):
        trim.line([(x0, y), (x1, y)], 6)
    funnel = Block(w, h)
    funnel.shape(points("640,430 652,322 742,330 748,430"))
    trim.shape(points("648,356 744,362 744.5,380 646,375"))
    for n in range(17):
        x = 452 + 39 * n
        lights.shape([(x, 508), (x + 21, 508), (x + 21, 530), (x, 530)])
    for n in range(13):
        x = 536 + 39.5 * n
        if not 625 < x < 760:
            lights.shape([(x, 446), (x + 26, 446), (x + 26, 468), (x, 468)])
    for n in range(5):
        lights.shape([(882 + 28 * n, 390), (903 + 28 * n, 390), (905 + 28 * n, 410), (883 + 28 * n, 410)])
    for n in range(11):
        lights.disc(420 + 70 * n, 592, 7)
    wires = Block(w, h)
    for a, b, width in (
        ((930, 376), (930, 250), 5),
        ((1180, 520), (1180, 392), 5),
        ((470, 490), (470, 380), 4),
        ((930, 262), (1180, 398), 1.6),
        ((930, 262), (470, 386), 1.6),
        ((1180, 396), (1296, 500), 1.6),
        ((470, 384), (338, 550), 1.6),
        ((905, 292), (955, 292), 3),
    ):
        wires.line([a, b], width)
    hives = Block(w, h)
    slots = Block(w, h)
    awning = [(330, 490), (438, 484)]
    for n in range(4):
        x = 341 + 23 * n
        hives.shape([(x, 521), (x + 18, 521), (x + 18, 558), (x, 558)])
        slots.line([(x - 3, 520), (x + 21, 520)], 4)
        slots.line([(x, 538), (x + 18, 538)], 2)
        slots.line([(x + 5, 549), (x + 13, 549)], 3)
    for x in (336, 432):
        hives.line([(x, 488), (x, 556)], 2.4)
    hives.line(awning, 6)
    boats, keels = Block(w, h), Block(w, h)
    for x in (560, 800, 1085):
        boats.shape([(x - 46, 469), (x + 46, 465), (x + 34, 484), (x - 36, 485)])
        keels.line([(x - 41, 476), (x + 40, 473)], 2.6)
        for davit in (-30, 28):
            keels.line([(x + davit, 446), (x + davit, 468)], 2.6)
    lamps = Block(w, h)
    for x, y, r in ((930, 248, 8), (1180, 390, 7), (470, 378, 6), (1296, 487, 6)):
        lamps.disc(x, y, r)
    glow = Block(w, h)
    for x, y in ((930, 248), (1180, 390)):
        rig.rays(glow, x, y, 15, 40, 14, 3)

    ship = hull.add(house).add(funnel).add(trim).add(wires).add(hives).add(boats)
    moon = Block(w, h)
    mx, my, mr = 235, 190, 74
    moon.disc(mx, my, mr)
    moon.disc(mx + 40, my - 22, mr * 0.98, 0)
    sky_shade = tone(
        w,
        h,
        lambda x, y: (
            0.0
            if y > level
            else 0.99 - 0.30 * (y / level) ** 3 - 0.42 * max(0, 1 - abs(hypot(x - mx, y - my) - mr) / 270)
        ),
    )
    rings = screen(w, h, [ring(mx, my, r) for r in range(8, 1700, 11)], 11)
    night = Block(w, h, engraved(sky_shade, rings))
    deep = tone(w, h, lambda x, y: 0.68 + 0.36 * ((y - level) / (h - level)) if y > level - 2 else 0.0)
    swell = ruled(
        w,
        h,
        11,
        lambda x, y: (5 * sin(x / 120 + y / 33) + 3 * sin(x / 41 - y / 19)) * min(1, max(0.15, (y - level) / 150)),
    )
    night = night.add(engraved(deep, swell))
    night = night.add(ripples(w, h, level, 4, size=1.1, fill=0.5))
    smoke = Block(w, h)
    hand = random.Random(6)
    for n in range(13):
        rise, run = 5.0 * n, hand.uniform(190, 430)
        start = 655 + 6.5 * n - hand.uniform(0, 60)
        path = [
            (start - run * t / 20, 316 - rise * (0.25 + 0.05 * t) - 34 * (t / 20) + 7 * sin(t / 2.6 + n))
            for t in range(21)
        ]
        smoke.stroke(path, lambda t: 6.5 * lens(t**0.6))

    gold, white = Block(w, h), Block(w, h)
    for x, wide in [(452 + 39 * n + 10, 15) for n in range(17)] + [(420 + 70 * n, 11) for n in range(11)]:
        gold = gold.add(
            column(w, h, level + 66 + hand.uniform(0, 12), x, wide, hand.uniform(110, 235), hand.randrange(999))
        )
    for x, reach, far in ((930, 22, 310), (1180, 20, 290), (mx - 16, 46, 330)):
        white = white.add(column(w, h, level + 12, x, reach, far, hand.randrange(999)))
    rows = [(level + 10 + 9 * n, 800 + hand.uniform(-14, 14), 446 - 14 * n) for n in range(8)]
    red = glitter(w, h, rows, 5, near=0.62).cut(ripples(w, h, level - 6, 14, size=0.55, fill=0.5))
    bow = Block(w, h)
    for n in range(9):
        bow.stroke(
            curve(
                [
                    (right - 40 + 6 * n, level - 6 + 4 * n),
                    (right - 110 - 20 * n, level + 6 + 4.5 * n),
                    (right - 250 - 46 * n, level + 12 + 4 * n),
                ]
            ),
            lambda t: 7 * (1 - t) + 0.4,
        )
    bow.shape(
        curve(
            [(right - 46, level + 8), (right - 28, level - 26), (right + 2, level - 8), (right + 42, level + 10)],
            closed=True,
        )
    )
    for n in range(5):
        bow.stroke(
            [(left - 150 * t / 10 - 20 * n + 40, level + 6 + 5 * n + t * 0.7) for t in range(11)], lambda t: 5 * lens(t)
        )

    bright = (
        hives.cut(slots)
        .add(boats)
        .add(lights)
        .add(lamps)
        .add(white)
        .add(stars(w, h, level - 30, 8, 190).cut(ship.grown(6)))
        .add(moon)
        .add(glow)
        .add(smoke.cut(ship))
        .add(bow)
    )
    shade = tone(w, h, lambda x, y: (0.0 if y < 540 else 0.15 + 0.9 * (y - 540) / 110) if x < right + 40 else 0)
    form = Block(w, h, engraved(shade, ruled(w, h, 8, lambda x, _y: 10 * sin((x - left) / 300)))).within(hull)
    under = tone(w, h, lambda x, y: 0.42 + 0.30 * ((y - 380) % 62) / 62 + (0.25 if x > 1040 else 0))
    form = form.add(Block(w, h, engraved(under, ruled(w, h, 7))).within(house.cut(trim)))
    form = form.add(hatched(w, h, lambda x, _y: (x - 640) / 110, ruled(w, h, 7)).within(funnel))
    edge = trim.add(wires)
    key = night.cut(ship.grown(3)).add(form).cut(edge).cut(gold).cut(red).cut(bright).add(keels)
    return printed(
        w,
        h,
        [
            Pull(
                Block(w, h).inverse().cut(bright).cut(gold).cut(lights).cut(hull).cut(funnel).cut(edge).cut(red),
                TEAL,
                worn=0.0,
            ),
            Pull(gold.add(lights.grown(0.5)), OCHRE, worn=0.0),
            Pull(hull.add(funnel.cut(trim)).add(red).cut(lights.grown(1)), RUST, (1, 1), worn=0.15),
            Pull(key, NAVY, covers=True, worn=0.10),
        ],
        17,
    )


def lighthouse() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The Hob at ten past one."""
    w, h = 1200, 1500
    lx, ly = 640, 348
    beams = Block(w, h)
    for angle, half in ((-168, 6.5), (-14, 7.5), (-62, 3.2), (-121, 3.4)):
        a, b = ((angle - half) * pi / 180, (angle + half) * pi / 180)
        beams.shape([(lx, ly), (lx + 1700 * cos(a), ly + 1700 * sin(a)), (lx + 1700 * cos(b), ly + 1700 * sin(b))])
    tower = Block(w, h)
    tower.shape(rough(points("548,960 586,428 694,428 732,960"), 2, 0.8))
    gallery = Block(w, h)
    gallery.shape(points("560,426 720,426 712,446 694,462 586,462 568,446"))
    for n in range(9):
        gallery.line([(566 + 18.5 * n, 398), (566 + 18.5 * n, 428)], 3)
    gallery.line([(560, 398), (720, 398)], 3.5)
    lamp = Block(w, h)
    lamp.shape(points("596,302 684,302 684,400 596,400"))
    roof = Block(w, h)
    roof.shape([(582, 304), (698, 304), *curve(points("698,304 684,268 640,244 596,268 582,304"))])
    roof.disc(640, 238, 9)
    roof.line([(640, 236), (640, 196)], 4)
    bars = Block(w, h)
    for x in (596, 618, 640, 662, 684):
        bars.line([(x, 302), (x, 400)], 3.4)
    bars.line([(596, 351), (684, 351)], 2.6)
    band = Block(w, h)
    band.shape(points("540,640 740,640 740,800 540,800"))
    band = band.within(tower)
    openings = Block(w, h)
    for x, y in ((612, 520), (650, 610), (606, 715), (654, 830)):
        openings.shape([(x, y), (x + 22, y), (x + 22, y + 36), (x, y + 36)])
        openings.disc(x + 11, y, 11)
    kitchen = Block(w, h)
    kitchen.shape(points("588,880 622,880 622,922 588,922"))

    rock_top = points(
        "150,1180 205,1096 262,1074 300,1010 372,982 430,930 500,905 548,912 620,940 734,936 "
        "782,918 842,962 880,968 930,1030 992,1050 1030,1112 1110,1190"
    )
    rock = Block(w, h)
    rock.shape(rough([*rock_top, (1110, 1400), (150, 1400)], 4, 4.5, 16))
    facets = Block(w, h)
    hand = random.Random(11)
    for _ in range(210):
        x = hand.uniform(160, 1100)
        top = _height(rock_top, x)
        y = top + 14 + (1300 - top) * hand.random() ** 1.2
        lean = 0.55 if x < 640 else -0.75
        size = hand.uniform(24, 74) * (0.6 + 0.6 * (x < 760))
        path = [(x + size * lean * t / 8 * -0.8, y + size * t / 8) for t in range(9)]
        wide = hand.uniform(4, 11) * (1.0 if x < 700 else 0.6)
        facets.stroke(path, lambda t, wide=wide: wide * (1 - t) ** 0.8)
    hut = Block(w, h)
    hut.shape(rough(points("738,990 738,872 800,832 862,872 862,990"), 1, 0.8))
    hut_face = Block(w, h)
    hut_face.shape(points("748,950 748,878 798,845 798,950"))
    for course in range(4):
        hut_face.line([(740, 886 + 17 * course), (800, 886 + 17 * course)], 3, 0)
    hut_face = hut_face.cut(rock)

    spokes: list[Line] = []
    count = 220
    for n in range(count):
        a = 2 * pi * n / count
        spokes.append([(lx + cos(a) * r, ly + sin(a) * r) for r in (24, 400, 800, 1300)])
    arcs = screen(w, h, [ring(lx, ly, r) for r in range(10, 1500, 12)], 12)

    def dark_of(x: float, y: float) -> float:
        r = hypot(x - lx, y - ly)
        a = atan2(y - ly, x - lx) * 180 / pi
        near = min(abs(a - b) for b in (-168, -14, -62, -121, 192))
        return 1.02 - 0.55 * max(0.0, 1 - r / 330) - 0.20 * max(0.0, 1 - near / 22) - 0.16 * max(0.0, (y - 760) / 370)

    night = hatched(w, h, dark_of, arcs, 8).cut(beams)
    fade = hatched(w, h, lambda x, y: (hypot(x - lx, y - ly) - 260) / 900, arcs, 8).within(beams)
    night = night.add(fade)
    sky_stars = stars(w, h, 900, 5, 120).cut(beams.grown(3))

    body = tone(w, h, lambda x, _y: max(0.0, (x - 585) / 135) ** 1.25 * 0.95 if x > 560 else 0.25)
    hatch = screen(w, h, [curve([(520, y), (600, y + 9), (680, y + 9), (760, y)]) for y in range(400, 1000, 8)], 8)
    form = Block(w, h, engraved(body, hatch)).within(tower)
    solid = tower.add(gallery).add(lamp).add(roof).add(hut).add(rock)

    outlines = [sea(1150, 40, 210, 3), sea(1206, 66, 290, 8), sea(1290, 84, 380, 21), sea(1400, 92, 470, 34)]
    foot, water = Block(w, h), Block(w, h)
    for n, outline in enumerate(outlines):
        under = below(w, h, outline)
        water = water.cut(under).add(
            combed(w, h, outline, 40 + n, pitch=12 + 2.5 * n, count=16, foam=15 + 6 * n, weight=0.74).within(under)
        )
        foot = foot.add(under)
    burst, jets = Block(w, h), Block(w, h)
    for x, y, reach, count, lean in (
        (205, 1195, 400, 190, -0.12),
        (1040, 1200, 350, 170, 0.2),
        (470, 1220, 200, 90, 0.1),
        (800, 1230, 170, 80, -0.1),
    ):
        whole, thrown = spray(w, h, x, y, reach, count, x, lean=lean, spread=0.42)
        burst, jets = burst.add(whole), jets.cut(whole).add(thrown)
    foam = Block(w, h)
    for n, outline in enumerate(outlines):
        band_of = below(w, h, outline).cut(
            below(
                w, h, lambda x, o=outline, n=n: o(x) + 15 + 5 * n + (6 + 2 * n) * sin(x / (17 + 3 * n)) + 4 * sin(x / 7)
            )
        )
        foam = foam.cut(below(w, h, outline)).add(band_of)
    burst = burst.cut(below(w, h, lambda x: outlines[1](x) + 26))

    inner = rock.cut(foot)
    key = night.cut(solid.grown(2.5)).cut(sky_stars).cut(foot)
    key = (
        key.add(form.cut(openings))
        .add(openings)
        .add(gallery)
        .add(roof)
        .add(bars)
        .add(inner.cut(facets))
        .add(hut.cut(hut_face))
        .add(water)
        .cut(burst)
        .cut(foam)
        .cut(kitchen)
    )
    light = beams.add(sky_stars).add(jets.within(burst)).add(foam).add(tower.cut(openings)).add(hut_face)
    return printed(
        w,
        h,
        [
            Pull(Block(w, h).inverse().cut(light).cut(lamp), TEAL, worn=0.0),
            Pull(
                lamp.add(kitchen).add(
                    hatched(w, h, lambda x, y: 0.95 - hypot(x - lx, y - ly) / 420, screen(w, h, spokes, 18), 8).within(
                        beams
                    )
                ),
                OCHRE,
                worn=0.0,
            ),
            Pull(band.cut(openings), RUST, (1, 1), worn=0.2),
            Pull(key, NAVY, covers=True, worn=0.08),
        ],
        23,
    )


def _height(outline: list[tuple[float, float]], x: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(outline):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return outline[-1][1]
