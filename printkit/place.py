"""Plans where pictures stand: the rows of a gallery, which of them go across, and how far one moves to close a gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

IN_ROW = 4
"""How many pictures of a gallery stand beside each other at most."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a gallery: the pictures from `start` to before `end`, all `height` high."""

    start: int
    end: int
    height: float


def grid(shapes: Sequence[float], width: float, gap: float, wanted: float, least: float = 0.0) -> tuple[Strip, ...]:
    """The pictures, by their width over height, in rows that fill `width` and come nearest to the height `wanted`.

    No picture in a row with others is narrower than `least`, if that can be had. Lengths are in one unit.
    """
    best: list[tuple[float, tuple[Strip, ...]]] = [(0.0, ())]
    for end in range(1, len(shapes) + 1):
        ways = []
        for start in range(max(0, end - IN_ROW), end):
            strip = Strip(start, end, _height(shapes[start:end], width, gap))
            ways.append((best[start][0] + _fault(strip, shapes, wanted, least), (*best[start][1], strip)))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _height(shapes: Sequence[float], width: float, gap: float) -> float:
    return (width - gap * (len(shapes) - 1)) / sum(shapes)


def _fault(strip: Strip, shapes: Sequence[float], wanted: float, least: float) -> float:
    off = math.log(strip.height / wanted) ** 2 if strip.height > 0 else 100.0
    crowded = strip.end - strip.start > 1 and min(shapes[strip.start : strip.end]) * strip.height < least
    return off + (10.0 if crowded else 0.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure in the text before it is set: letters of text since the one before, its shape, and its width in pt.

    `shape` is width over height, 0 where it is no single picture; `width` is what its pixels are good for.
    """

    letters: int
    shape: float
    width: float


WIDE = 1.3
"""The least width over height of a picture that goes across the columns."""

NEARLY = 0.8
"""The share of the columns' width that such a picture's pixels must be good for."""

APART = 1500
"""Letters between two pictures that part the columns; nearer ones leave strips of text too short to read."""


def across(plates: Sequence[Plate], columns_width: float) -> tuple[bool, ...]:
    """Which figures go across all columns: wide ones, good enough in print, and not too near to each other."""
    said: list[bool] = []
    since = 0
    for plate in plates:
        since += plate.letters
        chosen = plate.shape >= WIDE and plate.width >= NEARLY * columns_width and since >= APART
        since = 0 if chosen else since
        said.append(chosen)
    return tuple(said)
