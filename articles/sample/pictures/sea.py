"""The pictures of deep water: the cover, the breakwater, the ferry, the Hob, the quay over the way."""

from __future__ import annotations

import random
from math import hypot, pi, sin

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
    hatched,
    lens,
    levels,
    printed,
    ring,
    rough,
    ruled,
    screen,
    shaded,
    tone,
)
from PIL import Image
from water import glitter, reflected, ripples


def cover() -> Image.Image:  # noqa: PLR0915 - a picture is one long list of marks
    """The harbour at dusk."""
    w, h, level = 1654, 2339, 1470
    sx, sy, sr = 1045, 1190, 345
    sun = Block(w, h)
    sun.disc(sx, sy, sr)
    sky = Block(w, h)
    sky.shape([(0, 0), (w, 0), (w, level), (0, level)])
    sun = sun.within(sky)

    halo = tone(w, h, lambda x, y: 0.78 - (hypot(x - sx, y - sy) - sr) / 1150)
    rings = screen(w, h, [ring(sx, sy, r) for r in range(sr + 18, 1900, 17)], 17)
    glow = Block(w, h, engraved(halo, rings)).within(sky).cut(sun.grown(5))

    banks = levels(clouds(w, h, 47, 150, wide=5), 128, 170)
    drift = tone(w, h, lambda _x, y: 0.95 * max(0.0, 1 - abs(y - 700) / 760))
    streaks = Block(
        w, h, engraved(shaded(drift, banks), ruled(w, h, 17, lambda x, y: 7 * sin(x / 170 + y / 60)))
    ).within(sky)

    hill = Block(w, h)
    hill.shape(
        [
            *curve([(-20, 1150), (130, 1100), (330, 1155), (560, 1290), (760, 1385), (960, 1432), (1200, level)]),
            (-20, level),
        ]
    )
    windows, town = Block(w, h), Block(w, h)
    rig.houses(town, windows, -20, 330, 1290, 3, 66)
    rig.houses(town, windows, 10, 620, 1370, 8, 62)
    rig.houses(town, windows, -30, 900, 1446, 5, 58)
    town.shape([(0, 1420), (930, 1455), (930, level), (0, level)])

    dark = Block(w, h)
    pier = [(w, 1398), (1330, 1408), (1262, 1412), (1240, 1440), (1225, level + 4), (w, level + 4)]
    dark.shape(rough(pier, 2, 1.6))
    lamp = Block(w, h)
    lx, ly = rig.lantern(dark, lamp, 1300, 1414, 205)
    jib = rig.crane(dark, 330, level + 6, 960)
    dark.line([jib, (jib[0], 1085)], 4)
    dark.line([(jib[0] - 5, jib[1]), (jib[0] - 5, 1060)], 2)
    rig.crates(dark, jib[0] - 2, 1082, 92)
    dark.shape([(-10, level - 32), (560, level - 32), (566, level + 8), (-10, level + 8)])
    rig.smack(dark, 800, level, 470, sails=True)
    rig.smack(dark, 1140, level - 2, 270, flip=True)
    town = town.cut(dark.grown(3.5))
    windows = windows.within(town.grown(4)).cut(dark.grown(3.5))

    shade = tone(w, h, lambda x, y: 0.30 + 0.55 * (y - level) / (h - level) if y > level else 0.0)
    water = Block(
        w, h, engraved(shade, ruled(w, h, 15, lambda x, y: 5 * sin(x / 130 + y / 37) + 4 * sin(x / 47 - y / 21)))
    )
    water = water.within(rig.box(w, h, 0, level, w, h))
    mirror = reflected(dark, level + 4, 7, stretch=0.62, sway=9)
    rows = [(level + 8 + 15.5 * n + 0.16 * n * n, sx, _reach(n / 46, sr)) for n in range(46)]
    path = glitter(w, h, rows, 9).add(glitter(w, h, [(y + 8, x, r * 0.72) for y, x, r in rows[:26]], 11))
    light = ripples(w, h, level, 12, size=1.05, fill=0.62)
    mirror = mirror.cut(light).cut(
        Block(w, h, tone(w, h, lambda _x, y: (y - 1640) / 330)).within(ripples(w, h, 1560, 19, size=1.3, fill=0.95))
    )
    boat = Block(w, h)
    rig.dinghy(boat, 1000, 1752, 300)
    shadow = Block(w, h)
    hand = random.Random(4)
    for n in range(11):
        y, reach = 1778 + n * 12, 150 - n * 9
        shift = hand.uniform(-14, 14)
        shadow.stroke([(1000 + shift + reach * (t / 8 - 1), y + 2 * sin(t)) for t in range(17)], lambda t: 11 * lens(t))
    for x, y, size, tilt, beat in (
        (640, 330, 150, -0.6, 0.6),
        (1330, 560, 118, 0.5, 0.2),
        (1480, 420, 78, -0.3, 1.0),
        (1130, 655, 66, 0.4, -0.4),
        (180, 640, 60, 0.2, 0.8),
        (1250, 760, 44, -0.5, 0.5),
    ):
        rig.gull(boat, x, y, size, tilt, beat=beat)
    spark = Block(w, h)
    rig.rays(spark, lx, ly, 34, 74, 14, 2)
    key = dark.add(mirror).add(shadow).add(boat)
    key = key.add(
        hatched(
            w,
            h,
            lambda x, y: (y - 1960) / 520 if y > level else 0.0,
            ruled(w, h, 17, lambda x, y: 8 * sin(x / 150 + y / 30)),
        ).cut(path)
    )
    return printed(
        w,
        h,
        [
            Pull(glow, OCHRE, (1, 1), worn=0.0),
            Pull(streaks, TEAL, (-1, 1), worn=0.0),
            Pull(water.cut(path), TEAL, (1, 0), worn=0.0),
            Pull(sun.add(path), RUST, (2, -1), worn=0.18),
            Pull(hill.cut(windows), TEAL, (0, 1)),
            Pull(windows, OCHRE),
            Pull(town.cut(windows), NAVY, covers=True, worn=0.2),
            Pull(lamp.add(spark), RUST),
            Pull(key, NAVY, covers=True, worn=0.12),
        ],
        31,
    )


def _reach(t: float, r: float) -> float:
    """How wide the sun lies on the water, from the horizon (0) to the near end of its path (1)."""
    return r * (0.93 + 0.12 * sin(pi * min(1.0, t * 2.2))) * (1 - max(0.0, t - 0.3) ** 1.2 * 1.25)
