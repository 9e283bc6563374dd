"""Makes the page images of layouts/README.md: pages of the sample's articles in each layout, beside this file.

Run it from anywhere: `python articles/sample/pages/show.py [LAYOUT ...]`; without names it makes them all.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from printkit import layouts, raster

HERE = Path(__file__).parent
SAMPLE = HERE.parent
DPI = 54
GAP = 14
GROUND, EDGE = "#e4e2dd", "#b9b6ae"
COLOURS = 96
ROW = 1000
"""Pixels of a row of pages."""

SHOWN: dict[str, tuple[str, tuple[int, ...]]] = {
    "plain": ("breakwater.md", (1, 2)),
    "newspaper": ("ferry.md", (1, 2)),
    "magazine": ("ferry.md", (1, 2)),
    "newsletter": ("breakwater.md", (1, 2)),
    "journal": ("tides.md", (1, 2)),
    "large-print": ("breakwater.md", (1, 3)),
    "pocket": ("ferry.md", (1, 2, 3, 4)),
    "e-ink": ("ferry.md", (1, 2, 3, 4)),
}
"""Of each layout the article that it is shown with, and its pages."""


def show(layout: str) -> Path:
    """Pages of a layout beside each other, all layouts to one scale."""
    article, numbers = SHOWN.get(layout, ("ferry.md", (1, 2)))
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "shown.pdf"
        command = [sys.executable, "-m", "printkit", "print", str(SAMPLE / article), "-l", layout, "-o", str(pdf)]
        subprocess.run([*command, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        pages = [Image.open(io.BytesIO(raster.page_png(pdf, number, DPI))).convert("RGB") for number in numbers]
    out = HERE / f"{layout}.png"
    beside(pages).quantize(COLOURS).save(out, optimize=True)
    return out


def beside(pages: list[Image.Image]) -> Image.Image:
    """The pages on one ground, each with a thin edge."""
    width = sum(page.width + GAP for page in pages) + GAP
    ground = Image.new("RGB", (max(width, ROW), max(page.height for page in pages) + 2 * GAP), GROUND)
    left = (ground.width - width) // 2 + GAP
    for page in pages:
        ground.paste(Image.new("RGB", (page.width + 2, page.height + 2), EDGE), (left - 1, GAP - 1))
        ground.paste(page, (left, GAP))
        left += page.width + GAP
    return ground


if __name__ == "__main__":
    for name in sys.argv[1:] or [name for name in layouts.names() if name != "base"]:
        print(show(name).relative_to(SAMPLE.parent.parent))
