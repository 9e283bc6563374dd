"""Folios and issue lines on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Pdf

from printkit.bind import bind
from printkit.errors import BindError
from printkit.model.layout import FolioStyle, Side, bound
from printkit.model.products import Book, Bundle
from tests.bind import books

TRIM = (340.157, 510.236)


def found(pdf: Path, page: int, word: str) -> tuple[float, float, float, float]:
    """Where a word stands on a page, in pt: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage()
    searcher = text.search(word, match_whole_word=True)
    hits = []
    while hit := searcher.get_next():
        boxes = [text.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
        hits.append((boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)))
    document.close()
    return min(hits, key=lambda box: box[1])


def test_a_folio_stands_at_the_outer_foot_of_each_side(bundle: Bundle) -> None:
    recto, verso = found(bundle.pdf.path, 6, "3"), found(bundle.pdf.path, 7, "4")

    assert recto[2] == pytest.approx(TRIM[0] - books.STYLE.margin_outer, abs=1)
    assert verso[0] == pytest.approx(books.STYLE.margin_outer, abs=1)
    assert recto[1] == pytest.approx(books.STYLE.offset, abs=0.5)


def test_the_issue_line_stands_at_its_own_place(bundle: Bundle) -> None:
    line = found(bundle.pdf.path, 6, "Review")

    assert line[1] == pytest.approx(TRIM[1] - books.STYLE.offset, abs=0.5)


def test_front_matter_is_stamped_in_roman_and_the_cover_not_at_all(pdf: Pdf) -> None:
    stamped = [
        page.obj.Contents.read_bytes().count(b"/Subtype/Footer") if "/Contents" in page.obj else None
        for page in pdf.pages
    ]

    assert stamped == [0, None, 1, None, 1, None, *[1] * 8, None, *[1] * 3]


@pytest.mark.parametrize(
    ("place", "left"),
    [("foot-inner", 51.0), ("foot-centre", (51.0 + TRIM[0] - 42.5 - 4.0) / 2), ("head-outer", TRIM[0] - 42.5 - 4.0)],
)
def test_a_folio_stands_where_the_style_says(place: str, left: float, book: Book, out: Path) -> None:
    style = replace(books.STYLE, place=place, line_place="none")

    bind(replace(book, folio=style), out)

    document = pypdfium2.PdfDocument(out)
    text = document[6].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1) == "3"]
    document.close()
    assert any(box[0] == pytest.approx(left, abs=1) for box in boxes)


def test_folio_and_line_in_one_place_stand_side_by_side(book: Book, out: Path) -> None:
    style = replace(books.STYLE, line_place=books.STYLE.place)

    bind(replace(book, folio=style), out)

    folio, line = found(out, 6, "3"), found(out, 6, "12")
    assert line[2] < folio[0] - 8
    assert line[1] == pytest.approx(folio[1], abs=0.5)


def test_a_style_that_stamps_nothing_leaves_the_page_alone(book: Book, out: Path) -> None:
    bind(replace(book, folio=FolioStyle(place="none")), out)

    with Pdf.open(out) as pdf:
        assert b"Footer" not in pdf.pages[6].obj.Contents.read_bytes()


def test_a_character_the_sheet_lacks_is_named(book: Book, out: Path) -> None:
    imprint = replace(books.IMPRINT, issue_line="12º")

    with pytest.raises(BindError, match=r"'º' \(U\+00BA\)"):
        bind(replace(book, imprint=imprint), out)


def test_without_a_sheet_nothing_is_stamped(book: Book, out: Path) -> None:
    bind(replace(book, sheet=None), out)

    with Pdf.open(out) as pdf:
        assert all(b"Subtype/" not in page.obj.Contents.read_bytes() for page in pdf.pages if "/Contents" in page.obj)


def test_an_issue_that_is_read_from_the_right_has_its_outer_edges_on_the_other_sides(book: Book, out: Path) -> None:
    bind(replace(book, imprint=replace(book.imprint, lang="ar")), out)

    recto, verso = found(out, 6, "3"), found(out, 7, "4")
    assert recto[0] == pytest.approx(books.STYLE.margin_outer, abs=1)
    assert verso[2] == pytest.approx(TRIM[0] - books.STYLE.margin_outer, abs=1)
    with Pdf.open(out) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.parametrize(("lang", "sides"), [("en", ("recto", "verso")), ("he", ("verso", "recto"))])
def test_a_recto_lies_at_the_side_that_its_binding_leaves_it(lang: str, sides: tuple[Side, Side]) -> None:
    assert (bound("recto", lang), bound("verso", lang)) == sides


@pytest.mark.parametrize(
    ("lang", "line", "joined"),
    [("ar", "مجلة الميناء · العدد 3", "مجلة الميناء"), ("hi", "बंदरगाह समीक्षा · अंक 3", "बंदरगाह समीक्षा")],
)
def test_a_line_whose_letters_join_is_stamped_as_the_engine_sets_it(
    lang: str, line: str, joined: str, tmp_path: Path
) -> None:
    way = "rtl" if lang == "ar" else "ltr"
    characters = "".join(sorted({*"0123456789ivx", *line}))
    css = "p { font: 7pt 'Source Sans 3', Amiri, 'Noto Serif Devanagari' } @page { size: 200mm }"
    body = f'<p dir="ltr">{characters}</p><p dir="{way}" lang="{lang}">{line}</p>'
    sheet = books.render(books.Copy("line", body, "Sheet", lang=lang, css=css), tmp_path)
    book = books.compiled((books.Copy("a", "<article><h1>A</h1></article>", "A"),), tmp_path)
    book = replace(book, sheet=sheet, imprint=replace(book.imprint, issue_line=line, lang=lang))

    bind(book, tmp_path / "out.pdf")

    copied = pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].get_textpage().get_text_range()
    assert joined in copied
    with Pdf.open(tmp_path / "out.pdf") as pdf:
        shown = pdf.pages[0].Contents.read_bytes()
    assert b"ReversedChars" in shown or b"ActualText" in shown
