"""Pictures at hand are printed as they are, and nothing beneath the root is taken for them; blocks are left out."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from printkit.build import intake
from printkit.build.cache import Cache
from printkit.build.executors import Serial
from printkit.build.intake import Taken
from printkit.build.keys import Box
from printkit.build.originals import Wanted
from printkit.build.press import Press
from printkit.errors import PrintkitError, ReadError
from printkit.model.article import Article
from printkit.model.blocks import Inline, Paragraph, with_ids

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


def test_of_a_run_s_articles_only_the_first_notes_a_block_that_none_has():
    ebb, flow = (Article(name, name, with_ids([Paragraph(Inline(name))])) for name in ("ebb", "flow"))
    taken: list[Taken | PrintkitError] = [ReadError("no words"), Taken((ebb,)), Taken((flow,))]

    _, first, second = intake.without(taken, [flow.body[0].id, "paragraph-00000000"])
    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert [note.code for note in first.articles[0].findings] == ["edit.no-block"]
    assert second.articles == (replace(flow, body=()),)
