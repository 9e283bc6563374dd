"""The plates that are not views: a portrait, a map, a poster, a diagram."""

from __future__ import annotations

import random
from math import cos, hypot, pi, sin

from PIL import Image

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
    lens,
    printed,
    ring,
    rough,
    ruled,
    screen,
    tone,
)
from lettering import letter
from water import below, combed, ripples, sea


def portrait() -> Image.Image:
    """Ines Quarle, looking out to the left."""
    w, h = 1200, 1500
    sun = Block(w, h)
    sun.disc(640, 640, 500)
    face = Block(w, h)
    profile = curve([(452, 452), (424, 520), (414, 572), (420, 602), (410, 634), (378, 702), (354, 746), (356, 768), (376, 783), (396, 788),
                     (392, 806), (383, 824), (394, 842), (412, 850), (399, 860), (395, 880), (408, 898), (416, 918), (410, 944), (416, 976),
                     (440, 1004), (486, 1012), (540, 996), (596, 968)], 5)  # fmt: skip
    face.shape([*profile, (640, 1010), (690, 1140), (860, 1140), (880, 900), (850, 560), (700, 430)])
    neck = Block(w, h)
    neck.shape([(590, 960), (560, 1060), (540, 1180), (880, 1200), (870, 860), (760, 820)])
    head = face.add(neck)

    def dark(x: float, y: float) -> float:
        across = max(0.0, (x - 400) / 460)
        value = 0.06 + 0.62 * across**1.5
        value += 0.55 * _bump(x, y, 470, 640, 46, 30) + 0.35 * _bump(x, y, 446, 596, 60, 22)
        value += 0.42 * _bump(x, y, 392, 780, 40, 16) + 0.36 * _bump(x, y, 420, 700, 22, 60)
        value += 0.45 * _bump(x, y, 440, 866, 52, 12) + 0.34 * _bump(x, y, 430, 920, 46, 16)
        value += 0.55 * _bump(x, y, 600, 1000, 150, 46) + 0.45 * _bump(x, y, 590, 900, 60, 110)
        value -= 0.30 * _bump(x, y, 520, 760, 64, 60) + 0.25 * _bump(x, y, 440, 520, 40, 50) + 0.18 * _bump(x, y, 450, 970, 40, 30)
        return value + (0.32 if y > 1012 else 0.0) * min(1.0, (y - 1012) / 60)

    contour: list[Line] = []
    for n in range(-14, 80):
        y = 430 + n * 10.5
        contour.append(curve([(330, y + 30), (430, y - 4), (540, y - 18), (680, y + 6), (800, y + 60), (920, y + 140)], 10))
    shade = Block(w, h, engraved(tone(w, h, dark, 6), screen(w, h, contour, 10.5))).within(head)
    cross: list[Line] = []
    for n in range(-40, 90):
        x = 300 + n * 12
        cross.append([(x + 260 * t / 10, 400 + 800 * t / 10) for t in range(11)])
    second = Block(w, h, engraved(tone(w, h, lambda x, y: dark(x, y) - 0.52, 6), screen(w, h, cross, 11))).within(head)

    lines = Block(w, h)
    for points, width in (
        ([(430, 648), (452, 634), (482, 632), (508, 646)], 8.0), ([(434, 650), (452, 660), (478, 660), (500, 652)], 4.0),
        ([(420, 606), (446, 588), (486, 584), (530, 600)], 8.5), ([(512, 628), (534, 640), (552, 658)], 3.6),
        ([(510, 648), (536, 662), (550, 682)], 3.2), ([(508, 664), (526, 682), (534, 700)], 3.0), ([(440, 676), (466, 686), (496, 682)], 3.0),
        ([(392, 790), (404, 782), (412, 764), (406, 746)], 6.0), ([(372, 787), (384, 779), (396, 782)], 6.0),
        ([(408, 850), (432, 848), (460, 856), (474, 868)], 7.5), ([(478, 846), (490, 868), (492, 892)], 4.0), ([(452, 778), (484, 814), (494, 846)], 3.6),
        ([(450, 500), (480, 494), (520, 500)], 3.4), ([(446, 524), (482, 516), (528, 522)], 3.4), ([(444, 548), (478, 540), (512, 544)], 3.0),
        ([(440, 1006), (490, 1016), (560, 1000), (612, 966), (650, 910), (668, 850)], 5.0)):  # fmt: skip
        lines.stroke(curve(points, 3), lambda t, width=width: width * lens(t) ** 0.6 + 0.6)
    lines.disc(456, 647, 10, flat=1.05)
    outline = Block(w, h)
    outline.stroke(profile, lambda t: 5.2)
    spark = Block(w, h)
    spark.disc(452, 643, 3.0)

    ear = Block(w, h)
    ear_edge = curve([(706, 700), (738, 676), (772, 694), (778, 744), (752, 806), (722, 826), (704, 800)], 4, closed=True)
    ear.shape(ear_edge)
    ear_lines = Block(w, h)
    for points, width in (([(706, 700), (738, 676), (772, 694), (778, 744), (752, 806), (722, 826), (704, 800)], 5.0),
                          ([(722, 716), (746, 702), (760, 730), (746, 772), (728, 790)], 5.0), ([(718, 752), (734, 756), (736, 776)], 6.0)):  # fmt: skip
        ear_lines.stroke(curve(points, 3), lambda t, width=width: width * lens(t) ** 0.4)
    ring_ = Block(w, h)
    ring_.disc(722, 838, 12)
    ring_.disc(722, 838, 6.5, 0)

    hair, strands = Block(w, h), Block(w, h)
    hair.shape(curve([(580, 560), (640, 640), (660, 740), (690, 700), (740, 660), (790, 690), (790, 800), (760, 900), (800, 1000), (880, 1010),
                      (930, 900), (920, 700), (880, 540), (720, 500)], 6, closed=True))  # fmt: skip
    hand = random.Random(5)
    for n in range(120):
        t = n / 120
        x0, y0 = 600 + 320 * t, 540 + 20 * sin(3 * t)
        x1, y1 = 690 + 190 * t + hand.gauss(0, 10), 880 + 130 * t + hand.gauss(0, 16)
        mid = (x0 + 56 + 34 * (1 - t) + hand.gauss(0, 6), (y0 + y1) / 2 + hand.gauss(0, 14))
        strands.stroke(curve([(x0, y0), mid, (x1, y1)], 6), lambda u: 4.6 * lens(u) ** 0.7 + 0.4)
    for n in range(16):
        strands.stroke(curve([(576 + 9 * n, 540), (636 + 8 * n, 640), (655 + 7 * n, 748)], 6), lambda u: 4.4 * lens(u) ** 0.6 + 0.4)
    bun = Block(w, h)
    bun.disc(900, 900, 88, flat=1.08)
    for n in range(24):
        a = n / 24 * 2 * pi
        bun_path = [(900 + cos(a + 0.9 * t / 12) * 84 * t / 12, 900 + 1.06 * sin(a + 0.9 * t / 12) * 84 * t / 12) for t in range(2, 13)]
        strands.stroke(bun_path, lambda u: 4.2 * lens(u) + 0.5)
    hair = hair.add(bun)

    cap, ribs = Block(w, h), Block(w, h)
    cap.shape(curve([(424, 506), (436, 400), (500, 300), (600, 236), (720, 218), (840, 262), (920, 352), (954, 470), (946, 566), (900, 600)], 6)
              + curve([(900, 600), (780, 556), (640, 524), (520, 512), (424, 522)], 6))  # fmt: skip
    brim = Block(w, h)
    brim.shape(curve([(410, 524), (420, 448), (520, 440), (660, 452), (800, 486), (962, 548)], 6)
               + curve([(962, 548), (972, 600), (950, 652), (800, 592), (640, 556), (500, 544), (416, 560)], 6))  # fmt: skip
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
    rim.stroke(curve([(410, 524), (420, 448), (520, 440), (660, 452), (800, 486), (962, 548)], 5), lambda t: 6)
    rim.stroke(curve([(416, 560), (500, 544), (640, 556), (800, 592), (950, 652)], 5), lambda t: 6)
    bobble = Block(w, h)
    for n in range(60):
        a = n / 60 * 2 * pi
        r = 62 * hand.uniform(0.75, 1.05)
        bobble.stroke([(690 + cos(a) * r * t / 6, 196 + sin(a) * r * t / 6) for t in range(7)], lambda u: 9 * (1 - u) + 1.5)
    tuft = Block(w, h)
    for n in range(44):
        a, r = n / 44 * 2 * pi, 50 * hand.uniform(0.7, 1.0)
        tuft.stroke([(690 + cos(a) * r * t / 6, 196 + sin(a) * r * t / 6) for t in range(7)], lambda u: 3.4 * lens(u) + 0.4)
    knit = Block(w, h, engraved(tone(w, h, lambda x, _y: (x - 560) / 420, 12), screen(w, h, [ring(690, 800, r) for r in range(120, 800, 9)], 8.5))).within(cap)

    collar, wool = Block(w, h), Block(w, h)
    collar.shape(curve([(520, 1110), (560, 1042), (660, 1064), (800, 1040), (930, 960), (968, 1020), (990, 1120)], 6)
                 + curve([(990, 1120), (860, 1240), (700, 1270), (560, 1226), (520, 1110)], 6))  # fmt: skip
    for n in range(34):
        t = n / 33
        x0, y0 = 530 + 440 * t, 1062 - 70 * t * t + 26 * sin(pi * t)
        x1, y1 = 528 + 462 * t, 1180 - 60 * t * t + 120 * sin(pi * t) * 0.8
        wool.stroke(curve([(x0, y0), ((x0 + x1) / 2 + 8, (y0 + y1) / 2), (x1, y1)], 6), lambda u, t=t: (4 + 6 * t) * lens(u) ** 0.3)
    collar_edge = Block(w, h)
    collar_edge.stroke(curve([(520, 1110), (560, 1042), (660, 1064), (800, 1040), (930, 960), (968, 1020)], 5), lambda t: 6)
    coat, cloth = Block(w, h), Block(w, h)
    coat.shape(curve([(330, 1520), (372, 1380), (440, 1260), (530, 1170), (620, 1250), (760, 1262), (900, 1216), (980, 1090), (1090, 1180), (1180, 1330),
                      (1220, 1520)], 6))  # fmt: skip
    folds = [[(x - 260 + 330 * t / 10, 1500 - 420 * t / 10 + 40 * sin(t / 3)) for t in range(11)] for x in range(200, 1500, 13)]
    cloth_shade = tone(w, h, lambda x, y: 0.62 + 0.32 * sin(x / 120 + y / 210) + 0.25 * ((x - 600) / 500), 8)
    cloth = Block(w, h, engraved(cloth_shade, screen(w, h, folds, 9.5))).within(coat)
    lapel = Block(w, h)
    for points in ([(530, 1170), (600, 1300), (640, 1400), (660, 1520)], [(900, 1216), (800, 1330), (720, 1430), (690, 1520)]):
        lapel.stroke(curve(points, 6), lambda t: 11)
    buttons = Block(w, h)
    for y in (1390, 1462):
        buttons.disc(620, y, 17)

    figure = head.add(hair).add(cap).add(brim).add(bobble).add(collar).add(coat).add(bun)
    sky = Block(w, h, engraved(tone(w, h, lambda x, y: 0.42 + 0.5 * (hypot(x - 640, y - 640) - 500) / 560), ruled(w, h, 14))).cut(sun.grown(7)).cut(figure.grown(4))
    horizon = rig.box(w, h, 0, 1085, w, h)
    bands = Block(w, h, engraved(tone(w, h, lambda _x, y: 0.34 + 0.4 * (y - 1085) / 415 if y > 1085 else 0), ruled(w, h, 15, lambda x, y: 5 * sin(x / 60 + y / 22)))).within(horizon).cut(figure.grown(4))
    boat = Block(w, h)
    rig.smack(boat, 178, 1086, 210)
    sun = sun.cut(horizon)
    marks = shade.add(second).cut(hair).cut(brim).cut(cap).cut(ear).add(lines).add(outline).add(ear_lines).cut(spark)
    marks = marks.cut(cap).cut(brim).cut(bobble).cut(collar).cut(coat)
    key = marks.add(hair.cut(strands).cut(cap).cut(brim).cut(ear).cut(collar)).add(ribs.within(cap).cut(brim)).add(knit.cut(brim)).add(seam).add(rim)
    key = key.cut(bobble.grown(2)).cut(collar).add(wool.within(collar)).add(collar_edge).cut(coat.cut(collar)).add(cloth.cut(collar)).add(lapel.within(coat)).cut(ring_.grown(2)).cut(buttons)
    return printed(w, h, [
        Pull(sky.add(bands).add(brim).add(rig.box(w, h, 0, 0, 1, 1)), TEAL, (-1, 1), worn=0.1),
        Pull(sun.cut(figure.grown(4)), RUST, (1, 1), worn=0.25),
        Pull(ring_.add(buttons).add(collar.cut(wool)).add(cap.cut(brim)).add(bobble), OCHRE, worn=0.12),
        Pull(Block(w, h, engraved(tone(w, h, lambda x, y: 0.10 + 0.42 * (x - 420) / 460, 8), ruled(w, h, 9))).within(head).cut(hair).cut(cap).cut(brim).cut(collar).cut(coat), OCHRE, worn=0.0),
        Pull(key.add(boat).add(tuft), NAVY, covers=True, worn=0.1),
    ], 61)  # fmt: skip


def _bump(x: float, y: float, cx: float, cy: float, rx: float, ry: float) -> float:
    d = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
    return max(0.0, 1 - d / 4) ** 2


def chart() -> Image.Image:
    """The Ling, from Ostrey to Port-Lième."""
    w, h = 1600, 1200
    north = curve([(-30, 330), (90, 342), (180, 300), (260, 318), (330, 286), (420, 300), (470, 262), (520, 250), (548, 196), (538, 130), (560, 126),
                   (580, 190), (602, 246), (660, 262), (720, 240), (800, 262), (880, 236), (930, 262), (1010, 250), (1060, 214), (1130, 236),
                   (1180, 206), (1270, 224), (1330, 188), (1420, 206), (1500, 170), (1640, 182)], 7)  # fmt: skip
    south = curve([(-30, 1010), (80, 990), (170, 1018), (260, 984), (360, 1000), (450, 960), (520, 976), (610, 1010), (690, 1002), (742, 1046),
                   (790, 1050), (836, 1000), (930, 988), (1010, 1012), (1110, 972), (1210, 990), (1290, 950), (1400, 966), (1490, 930), (1640, 948)], 7)  # fmt: skip
    land = Block(w, h)
    land.shape(rough([(-40, -40), *north, (1660, -40)], 3, 2.2, 7))
    land.shape(rough([(-40, 1240), *south, (1660, 1240)], 5, 2.2, 7))
    hob, islet = Block(w, h), Block(w, h)
    hob.shape(rough(curve([(728, 486), (744, 472), (766, 478), (772, 498), (752, 512), (730, 506)], 4, closed=True), 2, 1.2, 6))
    islet.shape(rough(curve([(1280, 660), (1310, 640), (1352, 648), (1366, 676), (1330, 694), (1290, 686)], 5, closed=True), 4, 1.6, 7))
    islet.shape(rough(curve([(1392, 640), (1410, 632), (1424, 646), (1408, 660)], 4, closed=True), 6, 1.2, 6))
    land = land.add(hob).add(islet)
    sands = Block(w, h)
    for bank in ([(592, 322), (664, 308), (748, 334), (822, 388), (846, 436), (780, 416), (700, 392), (636, 378), (590, 354)],
                 [(528, 320), (566, 316), (576, 344), (552, 368), (526, 350)], [(862, 436), (912, 440), (950, 478), (906, 486), (858, 462)]):  # fmt: skip
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
            hills.stroke([(top_x + 0.6 * t, top_y + (y - top_y) * 0.75 * t / 5) for t in range(6)], lambda u: 2.6 * (1 - u) + 0.3)
    for x, y in ((150, 120), (330, 90), (700, 120), (960, 100), (1240, 90), (1480, 70), (200, 1130), (520, 1120), (900, 1130), (1350, 1090)):
        for _ in range(9):
            tx, ty = x + hand.gauss(0, 34), y + hand.gauss(0, 14)
            woods.shape([(tx - 8, ty + 8), (tx, ty - 14), (tx + 8, ty + 8)])
    inner = land.cut(hob).cut(islet)
    river = Block(w, h)
    river_end = rig.box(w, h, 34, 34, w - 34, h - 34)
    river.stroke(curve([(549, 140), (566, 96), (540, 56), (560, 18), (552, -20)], 5), lambda t: 9 - 4 * t)
    river.stroke(curve([(765, 1046), (752, 1090), (786, 1130), (770, 1170), (790, 1220)], 5), lambda t: 8 - 3 * t)
    river = river.within(river_end)
    names = Block(w, h)
    for text, x, y, size, align, slope, space in (
        ("OSTREY", 618, 212, 38, "left", 0, 1.3), ("PORT-LIÈME", 810, 1112, 38, "left", 0, 1.3), ("TALLOW HILL", 500, 236, 17, "right", 0, 1.3),
        ("THRUMBY", 250, 282, 20, "middle", 0, 1.4), ("MARL BAY", 1050, 190, 20, "middle", 0, 1.4), ("KETTLE REACH", 514, 140, 15, "right", 0, 1.3),
        ("COLD HITHE", 1400, 162, 20, "middle", 0, 1.4), ("LES SAUNIERS", 420, 1042, 20, "middle", 0, 1.4), ("CAP GRIS", 1280, 1022, 20, "middle", 0, 1.4),
        ("SKERROW SANDS", 852, 388, 20, "left", 0, 1.3), ("THE HOB", 826, 512, 24, "left", 0, 1.3), ("LES DEUX SŒURS", 1330, 728, 18, "middle", 0, 1.4),
        ("FL 2 W 12S", 826, 535, 13, "left", 0, 1.2)):  # fmt: skip
        letter(names, text, x, y, size, align=align, slope=slope, space=space, weight=0.15)
    labels_clear = names.grown(2).grown(3).grown(4)
    sea_names = Block(w, h)
    letter(sea_names, "THE LING", 1190, 820, 50, align="middle", space=3.4, weight=0.14, slope=-5)
    letter(sea_names, "LE LINGUE", 480, 800, 36, align="middle", space=3.6, weight=0.14, slope=5)

    track = curve([(566, 256), (556, 290), (516, 304), (488, 336), (504, 376), (570, 420), (640, 462), (690, 520), (724, 620), (744, 740), (752, 860),
                   (756, 960), (764, 1040)], 3)  # fmt: skip
    dashes, run, pen, dash = Block(w, h), 0.0, [track[0]], True
    for a, b in zip(track, track[1:], strict=False):
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
    whale.shape(curve([(1130, 470), (1160, 440), (1220, 428), (1280, 440), (1316, 462), (1350, 452), (1376, 424), (1384, 446), (1410, 450), (1388, 470),
                       (1362, 484), (1300, 496), (1200, 500), (1146, 494)], 4, closed=True))  # fmt: skip
    whale.disc(1160, 464, 4, 0)
    for n in range(5):
        whale.stroke([(1150 + 14 * n + 30 * t / 8, 492 - 3 * n - 1.2 * t) for t in range(9)], lambda u: 3 * lens(u), 0)
    for lean in (-1, -0.35, 0.35, 1):
        whale.stroke(curve([(1190, 426), (1190 + 16 * lean, 396), (1190 + 34 * lean, 404)], 3), lambda u: 5 * (1 - u) + 1)
    for n in range(3):
        wake.stroke([(1120 + 30 * n + 250 * t / 12, 506 + 8 * n + 2 * sin(t)) for t in range(13)], lambda u: 4 * lens(u))

    rose, petals = Block(w, h), Block(w, h)
    cx, cy, r = 168, 838, 104
    for n in range(16):
        a, reach = n * pi / 8, r * (1.0, 0.42, 0.68, 0.42)[n % 4]
        for side, block in ((1, rose), (-1, petals)):
            base = a + side * pi / (8 if n % 4 else 9)
            block.shape([(cx, cy), (cx + sin(a) * reach, cy - cos(a) * reach), (cx + sin(base) * reach * 0.26, cy - cos(base) * reach * 0.26)])
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
        for x0, y0, x1, y1 in ((n * 40, 12, n * 40 + 20, 22), (n * 40 + 20, h - 22, n * 40 + 40, h - 12), (12, n * 40, 22, n * 40 + 20), (w - 22, n * 40 + 20, w - 12, n * 40 + 40)):
            teeth.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    border = Block(w, h)
    for inset, thick in ((0, 4), (10, 2), (24, 2), (32, 5)):
        border.shape([(inset, inset), (w - inset, inset), (w - inset, h - inset), (inset, h - inset)])
        border.shape([(inset + thick, inset + thick), (w - inset - thick, inset + thick), (w - inset - thick, h - inset - thick), (inset + thick, h - inset - thick)], 0)
    border = border.add(teeth.within(frame))
    clear = labels_clear.add(sea_names.grown(9)).add(ship.grown(5)).add(whale.grown(6)).add(dashes.grown(5)).add(towns.grown(4)).add(rig.box(w, h, 1112, 838, 1486, 922)).add(frame)
    clear_rose = Block(w, h)
    clear_rose.disc(cx, cy, r * 1.12)
    waves = ripples(w, h, -200, 44, size=0.72, fill=0.10).cut(land.grown(40)).cut(clear.grown(8)).cut(clear_rose).cut(sands.grown(12))
    key = lines.cut(clear).cut(clear_rose).add(shore.cut(frame)).add(hills.within(inner).cut(clear)).add(woods.within(inner).cut(clear)).add(names)
    key = key.add(edge.cut(clear)).add(towns).add(ship).add(wake).add(whale).add(rose).add(hoop).add(scale).add(border).add(hob).cut(river).add(waves)
    return printed(w, h, [
        Pull(inner.cut(frame).cut(river), OCHRE, (1, 1), worn=0.2),
        Pull(land.inverse().cut(frame).cut(sands), TEAL, (0, 0), worn=0.08),
        Pull(sea_names.add(dashes).add(flare).add(petals), RUST, (1, 0), covers=True, worn=0.1),
        Pull(dots.within(sands).cut(labels_clear), RUST, worn=0.0),
        Pull(key.cut(sea_names.grown(2)), NAVY, covers=True, worn=0.06),
    ], 71)  # fmt: skip


def poster() -> Image.Image:
    """Nine bands of water and a title."""
    w, h = 1200, 1600
    top, foot, left, right = 80, 1240, 80, 1120
    high = (foot - top) / 9
    navy, teal, rust = Block(w, h), Block(w, h), Block(w, h)
    hand = random.Random(31)

    def band(n: int) -> Block:
        y = top + high * n
        return rig.box(w, h, left, y + 5, right, y + high - 5)

    def lay(n: int, *, key: Block | Image.Image | None = None, mid: Block | Image.Image | None = None, hot: Block | Image.Image | None = None) -> None:
        nonlocal navy, teal, rust
        here = band(n)
        navy = navy.add(here.within(key)) if key else navy
        teal = teal.add(here.within(mid)) if mid else teal
        rust = rust.add(here.within(hot)) if hot else rust

    def mid_of(n: int) -> float:
        return top + high * (n + 0.5)

    gap = Block(w, h, engraved(tone(w, h, lambda x, y: 0.5 - 0.75 * _bump(x, y, 700, mid_of(0), 150, 30)), ruled(w, h, 7)))
    lay(0, key=gap)
    swell = Block(w, h)
    for n in range(7):
        y = mid_of(1) - 70 + 22 * n
        swell.stroke([(x, y + 18 * sin(x / 86 + n * 0.2)) for x in range(left - 20, right + 30, 10)], lambda t, n=n: 8 + 1.6 * n)
    ghost = Block(w, h)
    for n in range(7):
        y = mid_of(1) - 62 + 22 * n
        ghost.stroke([(x, y + 18 * sin(x / 86 + n * 0.2 + 0.4)) for x in range(left - 20, right + 30, 10)], lambda t: 5)
    lay(1, hot=swell, key=ghost)
    net = Block(w, h)
    for row in range(-1, 6):
        for column in range(-1, 24):
            cx, cy = left + column * 54 + (row % 2) * 27 + hand.uniform(-6, 6), top + high * 2 + row * 29 + hand.uniform(-4, 4)
            net.stroke(curve([(cx - 27, cy), (cx - 8, cy + 14), (cx + 12, cy + 12), (cx + 28, cy - 1)], 3), lambda t: 5.5 * (0.4 + lens(t)))
            net.stroke(curve([(cx - 27, cy), (cx - 10, cy - 13), (cx + 10, cy - 14), (cx + 28, cy - 1)], 3), lambda t: 4.0 * (0.4 + lens(t)))
    lay(2, mid=band(2), key=net)
    knots = ((300, mid_of(3) - 10), (820, mid_of(3) + 24))

    def grain(x: float, y: float) -> float:
        return sum(26 * _bump(x, y, kx, ky, 90, 30) * (-1 if y < ky else 1) for kx, ky in knots) + 3 * sin(x / 90)

    plank = Block(w, h, engraved(tone(w, h, lambda x, y: 0.5 + 0.16 * sin(x / 170 + y / 40)), ruled(w, h, 8, grain)))
    eyes = Block(w, h)
    for kx, ky in knots:
        for n, r in enumerate((46, 41, 33, 28, 20, 15, 8)):
            eyes.disc(kx, ky, r, 0 if n % 2 else 255, flat=0.46)
    lay(3, key=plank.add(eyes), hot=band(3))
    blots = Block(w, h)
    for _ in range(1500):
        x, y = hand.uniform(left, right), hand.gauss(mid_of(4), 30)
        blots.disc(x, y, abs(hand.gauss(0, 3.4)) + 0.6, flat=0.6)
    lay(4, mid=blots)
    scales = Block(w, h)
    for row in range(8):
        for column in range(-1, 27):
            cx, cy = left + column * 44 + (row % 2) * 22, top + high * 5 + row * 21
            for r, ink in ((22, 255), (18, 0), (12.5, 255), (8.5, 0), (4, 255)):
                scales.disc(cx, cy, r, ink)
    lay(5, key=scales, mid=band(5))
    comma = Block(w, h)
    for row in range(6):
        for column in range(24):
            cx, cy = left + 20 + column * 46 + (row % 2) * 23, top + high * 6 + 16 + row * 23
            comma.stroke(curve([(cx - 16, cy + 4), (cx - 4, cy - 7), (cx + 6, cy + 2), (cx + 18, cy - 5)], 2), lambda t: 8 * (1 - t) + 1)
    lay(6, hot=comma)
    curls = Block(w, h)
    for n in range(-1, 12):
        cx, cy = left + 50 + n * 98, mid_of(7) + 8
        for turn in range(1):
            path = [(cx + cos(a) * (48 - 2.7 * a * 1.3), cy + sin(a) * (48 - 2.7 * a * 1.3)) for a in (t * 0.14 + pi * 0.9 + turn for t in range(88))]
            curls.stroke(path, lambda t: 9 * (1 - t) + 2)
        curls.stroke(curve([(cx - 46, cy + 16), (cx + 4, cy + 58), (cx + 60, cy + 34)], 4), lambda t: 9 * lens(t) + 2)
    lay(7, key=curls, mid=Block(w, h, engraved(tone(w, h, lambda _x, y: (y - top - high * 7) / high), ruled(w, h, 8))))
    outline = sea(mid_of(8) - 20, 40, 190, 8)
    lay(8, key=combed(w, h, outline, 4, pitch=12, count=9, foam=12, weight=0.8).within(below(w, h, outline)).add(rig.box(w, h, 0, 0, w, h).cut(below(w, h, outline))),
        mid=below(w, h, lambda x: outline(x) + 12 + 4 * sin(x / 13)))

    words = Block(w, h)
    letter(words, "NINE WAYS", w / 2, 1352, 78, align="middle", space=1.25, weight=0.16)
    letter(words, "TO DRAW WATER", w / 2, 1452, 78, align="middle", space=1.0, weight=0.16)
    small = Block(w, h)
    letter(small, "THE ROPEWALK GALLERY  OSTREY", left, 1524, 25, space=1.5, weight=0.15)
    letter(small, "TO 31 MAY", right, 1524, 25, align="right", space=1.5, weight=0.15)
    return printed(w, h, [
        Pull(teal, TEAL, (-1, 1), worn=0.15),
        Pull(rust.add(small), RUST, (1, 1), worn=0.25),
        Pull(navy.add(words), NAVY, covers=True, worn=0.15),
    ], 83)  # fmt: skip


def twelfths() -> Image.Image:
    """Six hours of rising water, in twelfths."""
    w, h = 1600, 800
    left, right, low, high = 180, 1330, 640, 200
    twelve = (low - high) / 12

    def level(hour: float) -> float:
        return low - (low - high) * (1 - cos(pi * hour / 6)) / 2

    def at(hour: float) -> float:
        return left + (right - left) * hour / 6

    water, bands = Block(w, h), Block(w, h)
    water.shape([*[(at(n / 20), level(n / 20)) for n in range(121)], (right + 190, high), (right + 190, low + 70), (left, low + 70)])
    waves = Block(w, h, engraved(tone(w, h, lambda _x, y: 0.34 + 0.5 * (y - high) / (low - high)), ruled(w, h, 13, lambda x, y: 4 * sin(x / 46 + y / 30)))).within(water)
    total = 0
    rust, key = Block(w, h), Block(w, h)
    for hour, share in enumerate((1, 2, 3, 3, 2, 1)):
        y0, y1 = low - twelve * total, low - twelve * (total + share)
        x0, x1 = at(hour), at(hour + 1)
        rust.shape(rough([(x0 + 8, y0), (x1 - 8, y0), (x1 - 8, y1), (x0 + 8, y1)], hour, 1.0))
        for n in range(1, share):
            rust.line([(x0 + 8, y0 - n * twelve), (x1 - 8, y0 - n * twelve)], 3.5, 0)
        letter(bands, str(share), x0 + 34, y1 - 16, 34, align="middle", weight=0.17)
        total += share
    for n in range(13):
        y = low - twelve * n
        key.line([(left - 26, y), (left - (10 if n % 3 else 0), y)], 3)
        if n % 3 == 0:
            letter(key, str(n), left - 44, y + 13, 26, align="right")
    for hour in range(7):
        key.line([(at(hour), low + 70), (at(hour), low + 92)], 3)
        letter(key, str(hour), at(hour), low + 130, 28, align="middle")
    key.line([(left - 26, low + 71), (right + 190, low + 71)], 4)
    key.line([(left - 10, high - 30), (left - 10, low + 71)], 4)
    key.stroke([(at(n / 20), level(n / 20)) for n in range(121)], lambda t: 9)
    key.line([(right, high), (right + 190, high)], 9)
    letter(key, "HOURS", right + 190, low + 130, 24, align="right", space=1.5)
    letter(key, "HIGH WATER", at(3.6), high + 4, 24, align="right", space=1.5)
    letter(key, "LOW WATER", left + 12, low + 48, 24, space=1.5)
    boat = Block(w, h)
    rig.smack(boat, right + 96, high + 4, 170, sails=True)
    rig.gull(boat, 560, 190, 74, -0.4, beat=0.6)
    rig.gull(boat, 690, 132, 50, 0.4, beat=0.1)
    key = key.cut(boat.grown(3)).add(boat)
    return printed(w, h, [
        Pull(waves.cut(rust.grown(2)), TEAL, worn=0.08),
        Pull(rust.cut(key.grown(2)), RUST, (1, 1), worn=0.18),
        Pull(key.add(bands), NAVY, covers=True, worn=0.08),
    ], 91)  # fmt: skip


_ = (ring,)
