"""Containers in print: opened by a worker once, their pictures whole in the cache and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit.build import intake, tasks, unpacking
from printkit.build.cache import Cache
from printkit.build.executors import Serial, Workers
from printkit.build.intake import Taken
from printkit.build.press import Press
from printkit.build.tasks import Task
from printkit.errors import PrintkitError
from printkit.model.article import Reading, Source
from printkit.model.blocks import picture_sources
from printkit.sources import MEDIA_TYPES
from printkit.walls import USUAL
from tests.readers import pages
from tests.readers.packages import WALL, answer, message, part, picture, record, shown, zipped

TEAL = picture("teal")
RECORDING = Source(
    record(pages.ADDRESS, answer(pages.page(shown(WALL)))) + record(WALL, answer(TEAL, "image/jpeg")),
    "application/warc",
    "visit.warc",
)
FOLDER = Source(
    zipped(
        {
            "a.md": "# A\n\n![](wall.jpg)\n\nWords.",
            "b.mhtml": message(part(pages.page(), "text/html")),
            "wall.jpg": TEAL,
        }
    ),
    "application/zip",
    "old.zip",
)


class Counting(Serial):
    """Counts its jobs by name."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def submit(self, fn, /, *args, **kwargs):
        self.names.append(fn.name)
        return super().submit(fn, *args, **kwargs)


def press(folder: Path, executor: Serial | None = None) -> Press:
    return Press(Cache(folder / "cache"), executor or Serial(), fonts="")


def taken(at: Press, source: Source) -> Taken:
    (answer,) = intake.read([source], Reading(lang="en"), at)
    assert isinstance(answer, Taken), answer
    return answer


def test_the_pictures_of_a_recording_are_at_hand_by_the_names_in_its_article(tmp_path: Path):
    found = taken(press(tmp_path), RECORDING)

    (article,) = found.articles
    assert picture_sources(article.body) == (WALL,)
    assert found.held[WALL].path.read_bytes() == TEAL


def test_a_container_is_opened_once_and_read_once(tmp_path: Path):
    first, second = Counting(), Counting()

    taken(press(tmp_path, first), RECORDING)
    found = taken(press(tmp_path, second), RECORDING)

    assert first.names == ["unpack", "read"]
    assert second.names == []
    assert found.held[WALL].path.read_bytes() == TEAL


def test_a_picture_that_is_gone_from_the_cache_is_taken_out_anew(tmp_path: Path):
    found = taken(press(tmp_path), RECORDING)
    found.held[WALL].path.write_bytes(b"damaged")

    assert taken(press(tmp_path), RECORDING).held[WALL].path.read_bytes() == TEAL


def test_a_message_inside_a_zip_is_opened_in_its_turn(tmp_path: Path):
    found = taken(press(tmp_path), FOLDER)

    assert [article.headline for article in found.articles] == ["A", "Low Water"]
    assert [blob.path.read_bytes() for blob in found.held.values()] == [TEAL]


def test_what_is_no_container_is_read_as_it_is(tmp_path: Path):
    executor = Counting()

    taken(press(tmp_path, executor), Source(b"# A\n\nWords.", "text/markdown", "a.md"))

    assert executor.names == ["read"]


def test_a_broken_container_fails_alone(tmp_path: Path):
    broken = Source(b"PK\x03\x04", "application/zip", "broken.zip")

    bad, good = intake.read([broken, RECORDING], Reading(lang="en"), press(tmp_path))

    assert isinstance(bad, PrintkitError)
    assert bad.where == "broken.zip"
    assert isinstance(good, Taken)


def test_a_file_in_a_zip_that_cannot_be_read_is_a_finding(tmp_path: Path):
    files = {"a.md": "# A\n\nWords.", "b.md": "---\ntitle: [\n---\n", "c.mhtml": "No message."}

    (article,) = taken(press(tmp_path), Source(zipped(files), "application/zip", "old.zip")).articles

    assert [(note.code, note.where) for note in article.findings if note.level == "error"] == [
        ("item.unread", "old.zip/b.md:2"),
        ("item.unread", "old.zip/c.mhtml"),
    ]


def test_a_large_container_reaches_a_worker_behind_its_walls(tmp_path: Path):
    large = record("https://harbour.example/film", answer(bytes(70 << 20), "video/mp4"))
    source = Source(RECORDING.data + large, RECORDING.media_type, RECORDING.location)

    with Workers(1, USUAL, Task("set_up", "reading")) as workers:
        found = taken(Press(Cache(tmp_path / "cache"), workers, fonts=""), source)

    assert found.held[WALL].path.read_bytes() == TEAL


@pytest.mark.external("pandoc")
def test_a_worker_that_opens_a_document_may_start_pandoc(tmp_path: Path):
    source = Source(b"The Wall\n========\n\nWords.\n", MEDIA_TYPES[".rst"], "a.rst")

    with Workers(1, USUAL, Task("set_up", "reading")) as workers:
        found = taken(Press(Cache(tmp_path / "cache"), workers, fonts=""), source)

    assert found.articles[0].headline == "The Wall"


def test_only_a_document_makes_a_job_that_starts_a_program(tmp_path: Path):
    seen: list[tasks.Task] = []

    class Looking(Serial):
        def submit(self, fn, /, *args, **kwargs):
            seen.append(fn)
            return super().submit(fn, *args, **kwargs)

    unpacking.unpacked([RECORDING, Source(b"A", MEDIA_TYPES[".rst"], "a.rst")], press(tmp_path, Looking()))

    assert [(task.name, task.programs) for task in seen] == [("unpack", False), ("unpack", True)]
