"""Draws every picture of the sample issue again: `python draw.py`, or `python draw.py cover ferry` for some of them."""

from __future__ import annotations

import sys
from pathlib import Path

import low
import night
import plates
import sea
import shore
from ink import save

PICTURES = {
    "cover": sea.cover,
    "breakwater": shore.breakwater,
    "quai": shore.quai,
    "ferry": night.ferry,
    "lighthouse": night.lighthouse,
    "quarle": plates.portrait,
    "map": plates.chart,
    "poster": plates.poster,
    "twelfths": plates.twelfths,
    "low-flats": low.flats,
    "low-boats": low.boats,
    "low-nets": low.nets,
    "low-market": low.market,
    "low-crane": low.crane,
    "low-chair": low.chair,
}


def main(names: list[str]) -> None:
    """Draws the pictures named, or all."""
    for name in names or PICTURES:
        path = Path(__file__).with_name(f"{name}.png")
        save(PICTURES[name](), path)
        print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
