"""Pictures that move within their section, carried out by the engine."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit.model.products import Galley
from printkit.typeset import typeset

CSS = """
@page { size: 220pt 200pt; margin: 20pt }
* { margin: 0 }
html { font: 10pt/10pt "Source Serif 4"; text-align: left }
p { orphans: 2; widows: 2 }
figure { break-inside: avoid; height: 60pt; margin: 10pt 0 }
.across { column-span: all }
"""
LINE = "word " * 7
TEXT = "<p>" + LINE * 9 + "</p>"


def figure(words: str, classes: str = "free") -> str:
    return f'<figure class="figure {classes}">{words}</figure>'


def pages(body: str, folder: Path, *, css: str = "") -> list[str]:
    """The words of each page, of which nothing was said."""
    html = f'<html lang="en"><head><title>t</title></head><body><div class="body">{body}</div></body></html>'
    rendition = typeset(Galley("t", html, CSS + css, {}, "en"), "recto", folder / "t.pdf")
    assert rendition.notes == ()
    with pypdfium2.PdfDocument(folder / "t.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_text_fills_the_page_before_a_picture_that_finds_no_room(tmp_path: Path):
    first, second, *_ = pages(TEXT + figure("Quay") + TEXT + TEXT, tmp_path)

    assert first.count("word") > len(LINE.split()) * 12
    assert "Quay" in second


@pytest.mark.parametrize("classes", ["", "free"])
def test_a_picture_that_finds_room_stands_where_the_source_has_it(classes: str, tmp_path: Path):
    (only,) = pages("<p>One</p>" + figure("Quay", classes) + "<p>Two</p>", tmp_path)

    assert only.split() == ["One", "Quay", "Two"]


def test_a_picture_that_may_not_move_stays_before_its_text(tmp_path: Path):
    first, second, *_ = pages(TEXT + figure("Quay", "") + TEXT + TEXT, tmp_path)

    assert first.count("word") == len(LINE.split()) * 9
    assert second.split()[0] == "Quay"


def test_no_word_is_lost_or_doubled_when_pictures_move_in_columns(tmp_path: Path):
    body = (TEXT + figure("Quay") + TEXT + "<h2>Head</h2>" + TEXT + figure("Mole", "free across") + TEXT) * 3

    words = " ".join(pages(body, tmp_path, css=".body { columns: 2 } p { hyphens: none }")).split()

    assert words.count("word") == 9 * 7 * 12
    assert [words.count(one) for one in ("Quay", "Mole", "Head")] == [3, 3, 3]


def test_pages_are_the_same_to_the_byte_when_pictures_have_moved(tmp_path: Path):
    pages(TEXT + figure("Quay") + TEXT + TEXT, tmp_path)
    before = (tmp_path / "t.pdf").read_bytes()
    pages(TEXT + figure("Quay") + TEXT + TEXT, tmp_path)

    assert (tmp_path / "t.pdf").read_bytes() == before
