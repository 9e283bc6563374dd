"""Draws every picture of the sample issue again: `python draw.py`, or `python draw.py cover ferry` for some of them."""

from __future__ import annotations

import sys
from pathlib import Path

import chart
import haul
import night
import portrait
import poster
import quays
import sands
import sea
import shore
from ink import save

PICTURES = {
    "cover": sea.cover,
    "breakwater": shore.breakwater,
    "quai": quays.quai,
    "ferry": night.ferry,
    "lighthouse": night.lighthouse,
    "quarle": portrait.portrait,
    "map": chart.chart,
    "poster": poster.poster,
    "orde": poster.orde,
    "ganz": poster.ganz,
    "twelfths": poster.twelfths,
    "low-flats": sands.flats,
    "low-boats": sands.boats,
    "low-nets": haul.nets,
    "low-market": haul.market,
    "low-crane": quays.crane,
    "low-chair": sands.chair,
}


def main(names: list[str]) -> None:
    """Draws the pictures named, or all."""
    for name in names or PICTURES:
        path = Path(__file__).with_name(f"{name}.png")
        save(PICTURES[name](), path)
        print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
