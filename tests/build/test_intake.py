"""Pictures at hand are printed as they are, and nothing beneath the root is taken for them."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from printkit.build.cache import Cache
from printkit.build.executors import Serial
from printkit.build.keys import Box
from printkit.build.originals import Wanted
from printkit.build.press import Press

BOX = Box(400, 400, grey=False)
BOAT = "https://example.org/boat.png"


def png(width: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 20), "teal").save(out, "png")
    return out.getvalue()


def press(folder: Path) -> Press:
    return Press(Cache(folder / "cache"), Serial(), fonts="")


def test_a_picture_at_hand_stands_for_its_address(tmp_path: Path):
    at = press(tmp_path)

    ((ready, notes),) = at.pictures([Wanted((BOAT,), tmp_path, BOX, {BOAT: at.cache.put(png(30))})])

    assert ready[BOAT].width == 30
    assert notes == ()


def test_a_picture_at_hand_goes_before_one_beneath_the_root(tmp_path: Path):
    (tmp_path / "boat.png").write_bytes(png(40))
    at = press(tmp_path)

    found = at.pictures(
        [
            Wanted(("boat.png",), tmp_path, BOX, {"boat.png": at.cache.put(png(30))}),
            Wanted(("boat.png",), tmp_path, BOX),
        ]
    )

    assert [ready["boat.png"].width for ready, _ in found] == [30, 40]


def test_the_same_bytes_are_prepared_once_wherever_they_lay(tmp_path: Path):
    (tmp_path / "boat.png").write_bytes(png(30))
    at = press(tmp_path)

    (near, _), (far, _) = at.pictures(
        [Wanted(("boat.png",), tmp_path, BOX), Wanted((BOAT,), tmp_path, BOX, {BOAT: at.cache.put(png(30))})]
    )

    assert near["boat.png"] == far[BOAT]
