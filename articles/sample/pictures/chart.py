"""The map of the Ling."""

from __future__ import annotations

import random
from itertools import pairwise
from math import cos, hypot, pi, sin

import rig
from ink import (
    NAVY,
    OCHRE,
    RUST,
    TEAL,
    Block,
    Pull,
    curve,
    lens,
    points,
    printed,
    rough,
)
from lettering import letter
from PIL import Image
from water import ripples


def chart() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The Ling, from Ostrey to Port-Lième."""
    w, h = 1600, 1200
    north = curve(
        points(
            "-30,330 90,342 180,300 260,318 330,286 420,300 470,262 520,250 548,196 538,130 560,126 "
            "580,190 602,246 660,262 720,240 800,262 880,236 930,262 1010,250 1060,214 1130,236 "
            "1180,206 1270,224 1330,188 1420,206 1500,170 1640,182"
        ),
        7,
    )
    south = curve(
        points(
            "-30,1010 80,990 170,1018 260,984 360,1000 450,960 520,976 610,1010 690,1002 742,1046 "
            "790,1050 836,1000 930,988 1010,1012 1110,972 1210,990 1290,950 1400,966 1490,930 "
            "1640,948"
        ),
        7,
    )
    land = Block(w, h)
    land.shape(rough([(-40, -40), *north, (1660, -40)], 3, 2.2, 7))
    land.shape(rough([(-40, 1240), *south, (1660, 1240)], 5, 2.2, 7))
    hob, islet = Block(w, h), Block(w, h)
    hob.shape(rough(curve(points("728,486 744,472 766,478 772,498 752,512 730,506"), 4, closed=True), 2, 1.2, 6))
    islet.shape(
        rough(curve(points("1280,660 1310,640 1352,648 1366,676 1330,694 1290,686"), 5, closed=True), 4, 1.6, 7)
    )
    islet.shape(rough(curve(points("1392,640 1410,632 1424,646 1408,660"), 4, closed=True), 6, 1.2, 6))
    land = land.add(hob).add(islet)
    sands = Block(w, h)
    for bank in (
        points("592,322 664,308 748,334 822,388 846,436 780,416 700,392 636,378 590,354"),
        points("528,320 566,316 576,344 552,368 526,350"),
        points("862,436 912,440 950,478 906,486 858,462"),
    ):
        sands.shape(curve(bank, 5, closed=True))
    dots = Block(w, h)
    hand = random.Random(9)
    for row in range(150):
        for column in range(200):
            x, y = column * 8 + (row % 2) * 4 + hand.uniform(-1.4, 1.4), row * 8 + hand.uniform(-1.4, 1.4)
            if 300 < y < 560 and 440 < x < 980:
                dots.disc(x, y, 1.7)
    edge = sands.grown(3.2).cut(sands)

    lines = Block(w, h)
    grown = land
    for n in range(7):
        outer = grown.grown(2.2 + 0.9 * n)
        step = outer.grown(1.2)
        lines = lines.add(step.cut(outer))
        grown = step.grown(1.6 + 0.7 * n)
    lines = lines.cut(sands.grown(6))
    shore = land.grown(2.0).cut(land)

    hills, woods = Block(w, h), Block(w, h)
    for _ in range(150):
        x, y = hand.uniform(0, w), hand.choice((hand.uniform(20, 190), hand.uniform(1050, 1180)))
        size = hand.uniform(9, 17)
        arch = [(x + size * cos(a), y + size * sin(a)) for a in (pi + pi * t / 10 for t in range(11))]
        hills.stroke(arch, lambda u: 3.4 * lens(u) ** 0.5)
        for n in range(5):
            a = -pi / 2 + 0.24 * n
            top_x, top_y = x + size * cos(a), y + size * sin(a)
            hills.stroke(
                [(top_x + 0.6 * t, top_y + (y - top_y) * 0.75 * t / 5) for t in range(6)], lambda u: 2.6 * (1 - u) + 0.3
            )
    for x, y in (
        (150, 120),
        (330, 90),
        (700, 120),
        (960, 100),
        (1240, 90),
        (1480, 70),
        (200, 1130),
        (520, 1120),
        (900, 1130),
        (1350, 1090),
    ):
        for _ in range(9):
            tx, ty = x + hand.gauss(0, 34), y + hand.gauss(0, 14)
            woods.shape([(tx - 8, ty + 8), (tx, ty - 14), (tx + 8, ty + 8)])
    inner = land.cut(hob).cut(islet)
    river = Block(w, h)
    river_end = rig.box(w, h, 34, 34, w - 34, h - 34)
    river.stroke(curve(points("549,140 566,96 540,56 560,18 552,-20"), 5), lambda t: 9 - 4 * t)
    river.stroke(curve(points("765,1046 752,1090 786,1130 770,1170 790,1220"), 5), lambda t: 8 - 3 * t)
    river = river.within(river_end)
    names = Block(w, h)
    for text, x, y, size, align, slope, space in (
        ("OSTREY", 618, 212, 38, "left", 0, 1.3),
        ("PORT-LIÈME", 810, 1112, 38, "left", 0, 1.3),
        ("TALLOW HILL", 500, 236, 17, "right", 0, 1.3),
        ("THRUMBY", 250, 282, 20, "middle", 0, 1.4),
        ("MARL BAY", 1050, 190, 20, "middle", 0, 1.4),
        ("KETTLE REACH", 514, 140, 15, "right", 0, 1.3),
        ("COLD HITHE", 1400, 162, 20, "middle", 0, 1.4),
        ("LES SAUNIERS", 420, 1042, 20, "middle", 0, 1.4),
        ("CAP VAUQUEL", 1280, 1022, 20, "middle", 0, 1.4),
        ("SKERROW SANDS", 852, 388, 20, "left", 0, 1.3),
        ("THE HOB", 826, 512, 24, "left", 0, 1.3),
        ("LES DEUX SŒURS", 1330, 728, 18, "middle", 0, 1.4),
        ("FL 2 W 12S", 826, 535, 13, "left", 0, 1.2),
    ):
        letter(names, text, x, y, size, align=align, slope=slope, space=space, weight=0.15)
    labels_clear = names.grown(2).grown(3).grown(4)
    sea_names = Block(w, h)
    letter(sea_names, "THE LING", 1190, 820, 50, align="middle", space=3.4, weight=0.14, slope=-5)
    letter(sea_names, "LE LINGUE", 480, 800, 36, align="middle", space=3.6, weight=0.14, slope=5)

    track = curve(
        points(
            "566,256 556,290 516,304 488,336 504,376 570,420 640,462 690,520 724,620 744,740 752,860 756,960 764,1040"
        ),
        3,
    )
    dashes, run, pen, dash = Block(w, h), 0.0, [track[0]], True
    for a, b in pairwise(track):
        run += hypot(b[0] - a[0], b[1] - a[1])
        pen.append(b)
        if run > (17 if dash else 11):
            if dash:
                dashes.line(pen, 5)
            dash, run, pen = not dash, 0.0, [b]
    towns = Block(w, h)
    for x, y in ((590, 232), (768, 1062)):
        towns.disc(x, y, 12)
        towns.disc(x, y, 5.5, 0)
    for x, y in ((250, 306), (1050, 232), (1400, 192), (420, 988), (1280, 966)):
        towns.disc(x, y, 6)
    flare = Block(w, h)
    rig.rays(flare, 750, 492, 24, 62, 16, 4)
    ship = Block(w, h)
    rig.smack(ship, 285, 560, 150, sails=True)
    wake = Block(w, h)
    for n in range(4):
        wake.stroke([(205 + 12 * n + 150 * t / 12, 566 + 9 * n + 2 * sin(t)) for t in range(13)], lambda u: 4 * lens(u))
    whale = Block(w, h)
    whale.shape(
        curve(
            points(
                "1130,470 1160,440 1220,428 1280,440 1316,462 1350,452 1376,424 1384,446 1410,450 "
                "1388,470 1362,484 1300,496 1200,500 1146,494"
            ),
            4,
            closed=True,
        )
    )
    whale.disc(1160, 464, 4, 0)
    for n in range(5):
        whale.stroke([(1150 + 14 * n + 30 * t / 8, 492 - 3 * n - 1.2 * t) for t in range(9)], lambda u: 3 * lens(u), 0)
    for lean in (-1, -0.35, 0.35, 1):
        whale.stroke(
            curve([(1190, 426), (1190 + 16 * lean, 396), (1190 + 34 * lean, 404)], 3), lambda u: 5 * (1 - u) + 1
        )
    for n in range(3):
        wake.stroke(
            [(1120 + 30 * n + 250 * t / 12, 506 + 8 * n + 2 * sin(t)) for t in range(13)], lambda u: 4 * lens(u)
        )

    rose, petals = Block(w, h), Block(w, h)
    cx, cy, r = 168, 838, 104
    for n in range(16):
        a, reach = n * pi / 8, r * (1.0, 0.42, 0.68, 0.42)[n % 4]
        for side, block in ((1, rose), (-1, petals)):
            base = a + side * pi / (8 if n % 4 else 9)
            block.shape(
                [
                    (cx, cy),
                    (cx + sin(a) * reach, cy - cos(a) * reach),
                    (cx + sin(base) * reach * 0.26, cy - cos(base) * reach * 0.26),
                ]
            )
    hoop = Block(w, h)
    for outer, inner_ in ((r * 0.80, r * 0.77), (r * 0.72, r * 0.705)):
        hoop.disc(cx, cy, outer)
        hoop.disc(cx, cy, inner_, 0)
    letter(hoop, "N", cx, cy - r - 10, 26, align="middle")
    scale = Block(w, h)
    for n in range(6):
        x0 = 1130 + 56 * n
        scale.shape([(x0, 872), (x0 + 56, 872), (x0 + 56, 882), (x0, 882)], 255 if n % 2 == 0 else 0)
    scale.line([(1130, 871), (1466, 871)], 2)
    scale.line([(1130, 883), (1466, 883)], 2)
    for text, x in (("0", 1130), ("5", 1214), ("10", 1298), ("15", 1382), ("20", 1466)):
        letter(scale, text, x, 862, 15, align="middle")
    letter(scale, "SEA MILES", 1298, 910, 15, align="middle", space=1.4)
    frame, teeth = Block(w, h), Block(w, h)
    frame.shape([(0, 0), (w, 0), (w, h), (0, h)])
    frame.shape([(34, 34), (w - 34, 34), (w - 34, h - 34), (34, h - 34)], 0)
    for n in range(40):
        for x0, y0, x1, y1 in (
            (n * 40, 12, n * 40 + 20, 22),
            (n * 40 + 20, h - 22, n * 40 + 40, h - 12),
            (12, n * 40, 22, n * 40 + 20),
            (w - 22, n * 40 + 20, w - 12, n * 40 + 40),
        ):
            teeth.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    border = Block(w, h)
    for inset, thick in ((0, 4), (10, 2), (24, 2), (32, 5)):
        border.shape([(inset, inset), (w - inset, inset), (w - inset, h - inset), (inset, h - inset)])
        border.shape(
            [
                (inset + thick, inset + thick),
                (w - inset - thick, inset + thick),
                (w - inset - thick, h - inset - thick),
                (inset + thick, h - inset - thick),
            ],
            0,
        )
    border = border.add(teeth.within(frame))
    clear = (
        labels_clear.add(sea_names.grown(9))
        .add(ship.grown(5))
        .add(whale.grown(6))
        .add(dashes.grown(5))
        .add(towns.grown(4))
        .add(rig.box(w, h, 1112, 838, 1486, 922))
        .add(frame)
    )
    clear_rose = Block(w, h)
    clear_rose.disc(cx, cy, r * 1.12)
    waves = (
        ripples(w, h, -200, 44, size=0.72, fill=0.10)
        .cut(land.grown(40))
        .cut(clear.grown(8))
        .cut(clear_rose)
        .cut(sands.grown(12))
    )
    key = (
        lines.cut(clear)
        .cut(clear_rose)
        .add(shore.cut(frame))
        .add(hills.within(inner).cut(clear))
        .add(woods.within(inner).cut(clear))
        .add(names)
    )
    key = (
        key.add(edge.cut(clear))
        .add(towns)
        .add(ship)
        .add(wake)
        .add(whale)
        .add(rose)
        .add(hoop)
        .add(scale)
        .add(border)
        .add(hob)
        .cut(river)
        .add(waves)
    )
    return printed(
        w,
        h,
        [
            Pull(inner.cut(frame).cut(river), OCHRE, (1, 1), worn=0.2),
            Pull(land.inverse().cut(frame).cut(sands), TEAL, (0, 0), worn=0.08),
            Pull(sea_names.add(dashes).add(flare).add(petals), RUST, (1, 0), covers=True, worn=0.1),
            Pull(dots.within(sands).cut(labels_clear), RUST, worn=0.0),
            Pull(key.cut(sea_names.grown(2)), NAVY, covers=True, worn=0.06),
        ],
        71,
    )
