"""The portrait."""

from __future__ import annotations

import random
from math import cos, hypot, pi, sin

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
    ruled,
    screen,
    tone,
)
from PIL import Image


def portrait() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """Ines Quarle, looking out to the left."""
    w, h = 1200, 1500
    sun = Block(w, h)
    sun.disc(640, 640, 500)
    face = Block(w, h)
    profile = curve(
        points(
            "452,452 424,520 414,572 420,602 410,634 378,702 354,746 356,768 376,783 396,788 392,806 "
            "383,824 394,842 412,850 399,860 395,880 408,898 416,918 410,944 416,976 440,1004 "
            "486,1012 540,996 596,968"
        ),
        5,
    )
    face.shape([*profile, (640, 1010), (690, 1140), (860, 1140), (880, 900), (850, 560), (700, 430)])
    neck = Block(w, h)
    neck.shape(points("590,960 560,1060 540,1180 880,1200 870,860 760,820"))
    head = face.add(neck)

    def dark(x: float, y: float) -> float:
        across = max(0.0, (x - 400) / 460)
        value = 0.06 + 0.62 * across**1.5
        value += 0.55 * _bump(x, y, 470, 640, 46, 30) + 0.35 * _bump(x, y, 446, 596, 60, 22)
        value += 0.42 * _bump(x, y, 392, 780, 40, 16) + 0.36 * _bump(x, y, 420, 700, 22, 60)
        value += 0.45 * _bump(x, y, 440, 866, 52, 12) + 0.34 * _bump(x, y, 430, 920, 46, 16)
        value += 0.55 * _bump(x, y, 600, 1000, 150, 46) + 0.45 * _bump(x, y, 590, 900, 60, 110)
        value -= (
            0.30 * _bump(x, y, 520, 760, 64, 60)
            + 0.25 * _bump(x, y, 440, 520, 40, 50)
            + 0.18 * _bump(x, y, 450, 970, 40, 30)
        )
        return value + (0.32 if y > 1012 else 0.0) * min(1.0, (y - 1012) / 60)

    contour: list[Line] = []
    for n in range(-14, 80):
        y = 430 + n * 10.5
        contour.append(
            curve([(330, y + 30), (430, y - 4), (540, y - 18), (680, y + 6), (800, y + 60), (920, y + 140)], 10)
        )
    shade = hatched(w, h, dark, screen(w, h, contour, 10.5), 6).within(head)
    cross: list[Line] = []
    for n in range(-40, 90):
        x = 300 + n * 12
        cross.append([(x + 260 * t / 10, 400 + 800 * t / 10) for t in range(11)])
    second = hatched(w, h, lambda x, y: dark(x, y) - 0.52, screen(w, h, cross, 11), 6).within(head)

    lines = Block(w, h)
    for way, width in (
        (points("430,648 452,634 482,632 508,646"), 8.0),
        (points("434,650 452,660 478,660 500,652"), 4.0),
        (points("420,606 446,588 486,584 530,600"), 8.5),
        ([(512, 628), (534, 640), (552, 658)], 3.6),
        ([(510, 648), (536, 662), (550, 682)], 3.2),
        ([(508, 664), (526, 682), (534, 700)], 3.0),
        ([(440, 676), (466, 686), (496, 682)], 3.0),
        (points("392,790 404,782 412,764 406,746"), 6.0),
        ([(372, 787), (384, 779), (396, 782)], 6.0),
        (points("408,850 432,848 460,856 474,868"), 7.5),
        ([(478, 846), (490, 868), (492, 892)], 4.0),
        ([(452, 778), (484, 814), (494, 846)], 3.6),
        ([(450, 500), (480, 494), (520, 500)], 3.4),
        ([(446, 524), (482, 516), (528, 522)], 3.4),
        ([(444, 548), (478, 540), (512, 544)], 3.0),
        (points("440,1006 490,1016 560,1000 612,966 650,910 668,850"), 5.0),
    ):
        lines.stroke(curve(way, 3), lambda t, width=width: width * lens(t) ** 0.6 + 0.6)
    lines.disc(456, 647, 10, flat=1.05)
    outline = Block(w, h)
    outline.stroke(profile, lambda t: 5.2)
    spark = Block(w, h)
    spark.disc(452, 643, 3.0)

    ear = Block(w, h)
    ear_edge = curve(points("706,700 738,676 772,694 778,744 752,806 722,826 704,800"), 4, closed=True)
    ear.shape(ear_edge)
    ear_lines = Block(w, h)
    for way, width in (
        (points("706,700 738,676 772,694 778,744 752,806 722,826 704,800"), 5.0),
        (points("722,716 746,702 760,730 746,772 728,790"), 5.0),
        ([(718, 752), (734, 756), (736, 776)], 6.0),
    ):
        ear_lines.stroke(curve(way, 3), lambda t, width=width: width * lens(t) ** 0.4)
    ring_ = Block(w, h)
    ring_.disc(722, 838, 12)
    ring_.disc(722, 838, 6.5, 0)

    hair, strands = Block(w, h), Block(w, h)
    hair.shape(
        curve(
            points(
                "580,560 640,640 660,740 690,700 740,660 790,690 790,800 760,900 800,1000 880,1010 "
                "930,900 920,700 880,540 720,500"
            ),
            6,
            closed=True,
        )
    )
    hand = random.Random(5)
    for n in range(120):
        t = n / 120
        x0, y0 = 600 + 320 * t, 540 + 20 * sin(3 * t)
        x1, y1 = 690 + 190 * t + hand.gauss(0, 10), 880 + 130 * t + hand.gauss(0, 16)
        mid = (x0 + 56 + 34 * (1 - t) + hand.gauss(0, 6), (y0 + y1) / 2 + hand.gauss(0, 14))
        strands.stroke(curve([(x0, y0), mid, (x1, y1)], 6), lambda u: 4.6 * lens(u) ** 0.7 + 0.4)
    for n in range(16):
        strands.stroke(
            curve([(576 + 9 * n, 540), (636 + 8 * n, 640), (655 + 7 * n, 748)], 6), lambda u: 4.4 * lens(u) ** 0.6 + 0.4
        )
    bun = Block(w, h)
    bun.disc(900, 900, 88, flat=1.08)
    for n in range(24):
        a = n / 24 * 2 * pi
        bun_path = [
            (900 + cos(a + 0.9 * t / 12) * 84 * t / 12, 900 + 1.06 * sin(a + 0.9 * t / 12) * 84 * t / 12)
            for t in range(2, 13)
        ]
        strands.stroke(bun_path, lambda u: 4.2 * lens(u) + 0.5)
    hair = hair.add(bun)

    cap, ribs = Block(w, h), Block(w, h)
    cap.shape(
        curve(points("424,506 436,400 500,300 600,236 720,218 840,262 920,352 954,470 946,566 900,600"), 6)
        + curve(points("900,600 780,556 640,524 520,512 424,522"), 6)
    )
    brim = Block(w, h)
    brim.shape(
        curve(points("410,524 420,448 520,440 660,452 800,486 962,548"), 6)
        + curve(points("962,548 972,600 950,652 800,592 640,556 500,544 416,560"), 6)
    )
    for n in range(24):
        t = n / 23
        x0, y0 = 424 + 536 * t, 474 + 60 * t * t + 26 * t
        top = (676 + 70 * (t - 0.5), 226 + 8 * abs(t - 0.5))
        bend = (x0 + (top[0] - x0) * 0.42 + 70 * (t - 0.5), y0 + (top[1] - y0) * 0.62)
        ribs.stroke(curve([(x0, y0), bend, top], 6), lambda u: 8.5 * (1 - u) ** 0.7 + 1.2)
    seam = Block(w, h)
    for n in range(30):
        t = n / 29
        x0, y0 = 414 + 548 * t, 470 + 74 * t * t
        seam.stroke([(x0 + 3 * sin(u), y0 - 14 + 100 * u / 8) for u in range(9)], lambda u: 6.5 * lens(u) ** 0.35)
    seam = seam.within(brim)
    rim = Block(w, h)
    rim.stroke(curve(points("410,524 420,448 520,440 660,452 800,486 962,548"), 5), lambda t: 6)
    rim.stroke(curve(points("416,560 500,544 640,556 800,592 950,652"), 5), lambda t: 6)
    bobble = Block(w, h)
    for n in range(60):
        a = n / 60 * 2 * pi
        r = 62 * hand.uniform(0.75, 1.05)
        bobble.stroke(
            [(690 + cos(a) * r * t / 6, 196 + sin(a) * r * t / 6) for t in range(7)], lambda u: 9 * (1 - u) + 1.5
        )
    tuft = Block(w, h)
    for n in range(44):
        a, r = n / 44 * 2 * pi, 50 * hand.uniform(0.7, 1.0)
        tuft.stroke(
            [(690 + cos(a) * r * t / 6, 196 + sin(a) * r * t / 6) for t in range(7)], lambda u: 3.4 * lens(u) + 0.4
        )
    knit = hatched(
        w, h, lambda x, _y: (x - 560) / 420, screen(w, h, [ring(690, 800, r) for r in range(120, 800, 9)], 8.5), 12
    ).within(cap)

    collar, wool = Block(w, h), Block(w, h)
    collar.shape(
        curve(points("520,1110 560,1042 660,1064 800,1040 930,960 968,1020 990,1120"), 6)
        + curve(points("990,1120 860,1240 700,1270 560,1226 520,1110"), 6)
    )
    for n in range(34):
        t = n / 33
        x0, y0 = 530 + 440 * t, 1062 - 70 * t * t + 26 * sin(pi * t)
        x1, y1 = 528 + 462 * t, 1180 - 60 * t * t + 120 * sin(pi * t) * 0.8
        wool.stroke(
            curve([(x0, y0), ((x0 + x1) / 2 + 8, (y0 + y1) / 2), (x1, y1)], 6),
            lambda u, t=t: (4 + 6 * t) * lens(u) ** 0.3,
        )
    collar_edge = Block(w, h)
    collar_edge.stroke(curve(points("520,1110 560,1042 660,1064 800,1040 930,960 968,1020"), 5), lambda t: 6)
    coat, cloth = Block(w, h), Block(w, h)
    coat.shape(
        curve(
            points(
                "330,1520 372,1380 440,1260 530,1170 620,1250 760,1262 900,1216 980,1090 1090,1180 1180,1330 1220,1520"
            ),
            6,
        )
    )
    folds = [
        [(x - 260 + 330 * t / 10, 1500 - 420 * t / 10 + 40 * sin(t / 3)) for t in range(11)]
        for x in range(200, 1500, 13)
    ]
    cloth_shade = tone(w, h, lambda x, y: 0.62 + 0.32 * sin(x / 120 + y / 210) + 0.25 * ((x - 600) / 500), 8)
    cloth = Block(w, h, engraved(cloth_shade, screen(w, h, folds, 9.5))).within(coat)
    lapel = Block(w, h)
    for way in (points("530,1170 600,1300 640,1400 660,1520"), points("900,1216 800,1330 720,1430 690,1520")):
        lapel.stroke(curve(way, 6), lambda t: 11)
    buttons = Block(w, h)
    for y in (1390, 1462):
        buttons.disc(620, y, 17)

    figure = head.add(hair).add(cap).add(brim).add(bobble).add(collar).add(coat).add(bun)
    sky = (
        hatched(w, h, lambda x, y: 0.42 + 0.5 * (hypot(x - 640, y - 640) - 500) / 560, ruled(w, h, 14))
        .cut(sun.grown(7))
        .cut(figure.grown(4))
    )
    horizon = rig.box(w, h, 0, 1085, w, h)
    bands = (
        hatched(
            w,
            h,
            lambda _x, y: 0.34 + 0.4 * (y - 1085) / 415 if y > 1085 else 0,
            ruled(w, h, 15, lambda x, y: 5 * sin(x / 60 + y / 22)),
        )
        .within(horizon)
        .cut(figure.grown(4))
    )
    boat = Block(w, h)
    rig.smack(boat, 178, 1086, 210)
    sun = sun.cut(horizon)
    marks = shade.add(second).cut(hair).cut(brim).cut(cap).cut(ear).add(lines).add(outline).add(ear_lines).cut(spark)
    marks = marks.cut(cap).cut(brim).cut(bobble).cut(collar).cut(coat)
    key = (
        marks.add(hair.cut(strands).cut(cap).cut(brim).cut(ear).cut(collar))
        .add(ribs.within(cap).cut(brim))
        .add(knit.cut(brim))
        .add(seam)
        .add(rim)
    )
    key = (
        key.cut(bobble.grown(2))
        .cut(collar)
        .add(wool.within(collar))
        .add(collar_edge)
        .cut(coat.cut(collar))
        .add(cloth.cut(collar))
        .add(lapel.within(coat))
        .cut(ring_.grown(2))
        .cut(buttons)
    )
    return printed(
        w,
        h,
        [
            Pull(sky.add(bands).add(brim).add(rig.box(w, h, 0, 0, 1, 1)), TEAL, (-1, 1), worn=0.1),
            Pull(sun.cut(figure.grown(4)), RUST, (1, 1), worn=0.25),
            Pull(ring_.add(buttons).add(collar.cut(wool)).add(cap.cut(brim)).add(bobble), OCHRE, worn=0.12),
            Pull(
                hatched(w, h, lambda x, y: 0.10 + 0.42 * (x - 420) / 460, ruled(w, h, 9), 8)
                .within(head)
                .cut(hair)
                .cut(cap)
                .cut(brim)
                .cut(collar)
                .cut(coat),
                OCHRE,
                worn=0.0,
            ),
            Pull(key.add(boat).add(tuft), NAVY, covers=True, worn=0.1),
        ],
        61,
    )


def _bump(x: float, y: float, cx: float, cy: float, rx: float, ry: float) -> float:
    d = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
    return max(0.0, 1 - d / 4) ** 2
