"""What is read off a file as the author's words, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit.audit.book import Book
from printkit.audit.file import opened
from printkit.audit.printed import printed
from printkit.bind import bind
from tests.bind import books
from tests.bind.test_boxes import CSS, box


@pytest.mark.parametrize(("lang", "word"), [("en", "page"), ("ja", "p.")])
def test_the_page_of_a_link_is_no_word_of_the_author(lang: str, word: str, tmp_path: Path) -> None:
    said = f'<p>Of <a href="printkit:tides">tides</a> {box("tides?page", word)}, and (page 4) of lamps.</p>'
    copies = (
        books.Copy("harbour", f"<article><h1>Harbour</h1>{said}</article>", "Harbour", lang=lang, css=CSS),
        books.Copy("tides", "<article><h1>Tides</h1><p>High water.</p></article>", "Tides", css=CSS),
    )
    bind(books.compiled(copies, tmp_path), tmp_path / "out.pdf")

    harbour = next(part for part in printed(Book(opened(tmp_path / "out.pdf"))) if part.slug == "harbour")

    assert "Of tides, and (page 4) of lamps." in " ".join(harbour.text.split())


def test_the_space_behind_a_page_that_ends_its_line_stays(tmp_path: Path) -> None:
    said = f'<p>Of <a href="printkit:tides">tides</a> {box("tides?page")} lamps.</p>'
    copies = (
        books.Copy("harbour", f"<article><h1>Harbour</h1>{said}</article>", "Harbour", css=CSS + "p { width: 8em }"),
        books.Copy("tides", "<article><h1>Tides</h1><p>High water.</p></article>", "Tides", css=CSS),
    )
    bind(books.compiled(copies, tmp_path), tmp_path / "out.pdf")

    harbour = next(part for part in printed(Book(opened(tmp_path / "out.pdf"))) if part.slug == "harbour")

    assert "Of tides lamps." in " ".join(harbour.text.split())
