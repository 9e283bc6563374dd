"""What the layouts promise of themselves."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import PIL.Image
import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit.compose.measures import measures
from printkit.config import data
from printkit.model.article import Article
from printkit.model.blocks import Block, Cell, Figure, Heading, Image, Inline, List, Paragraph, Table, with_ids
from printkit.model.products import Blob, Picture
from tests import kitchen_sink
from tests.layouts.support import galley, layout, printed, text

_WORDS = Paragraph(Inline("The harbour wakes before the town does, and the extraordinary lamps go out. " * 12))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio: of two colours as #rgb or #rrggbb."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def fonts(pdf: Path) -> set[str]:
    with pikepdf.open(pdf) as document:
        return {str(font.BaseFont) for page in document.pages for font in page.resources.get("/Font", {}).values()}


# Large print


@pytest.mark.parametrize("ground", ["paper-colour", "tint"])
def test_large_print_is_read_at_seven_to_one(ground: str):
    tokens = layout("large-print").tokens
    inks = ("ink", "soft", "faint", "accent", "keyword", "string", "number", "comment", "inserted", "deleted")

    assert {
        ink: round(contrast(tokens[ink], tokens[ground]), 2)
        for ink in inks
        if contrast(tokens[ink], tokens[ground]) < 7
    } == {}


def test_large_print_slants_no_letter_and_breaks_no_word(tmp_path: Path):
    pdf = printed(galley(kitchen_sink.article(), "large-print"), tmp_path)

    assert [name for name in fonts(pdf) if "Italic" in name or "It" in name.split("-")[-1:]] == []
    with pikepdf.open(pdf) as document:
        assert "\u00ad" not in "".join(map(str, document.pages[0].get("/Contents", "")))


@pytest.mark.parametrize("size", ["16pt", "24pt"])
def test_large_print_grows_as_a_whole(size: str):
    tokens = layout("large-print", text_size=size).tokens

    assert tokens["size"] == tokens["note-size"] == size
    assert float(tokens["baseline"].removesuffix("pt")) == pytest.approx(
        float(size.removesuffix("pt")) * 26 / 18, abs=0.01
    )


def test_large_print_has_a_face_with_serifs_too():
    assert layout("large-print", face="serif").tokens["text"].startswith('"Literata"')


def test_large_print_parts_chinese_paragraphs_by_a_gap_alone(tmp_path: Path):
    body = with_ids(tuple(Paragraph(Inline(said)) for said in ("甲港口的灯。", "乙早晨的船。")))
    pdf = printed(galley(Article(slug="a", headline="一", lang="zh-CN", body=body), "large-print"), tmp_path)

    with pypdfium2.PdfDocument(pdf) as document:
        on = document[0].get_textpage()
        first, then = (on.get_charbox(on.search(said).get_next()[0]) for said in "甲乙")
    assert abs(first[0] - then[0]) < 3


# Journal


def study(**more: object) -> Article:
    body = with_ids(
        (
            Heading(2, Inline("Methode")),
            _WORDS,
            Figure((Image("a.png", "Ein Boot"),), Inline("Ein Boot")),
            Heading(2, Inline("Literatur")),
            Paragraph(Inline("Holm, I. (2024). Lampen.")),
        )
    )
    said = {"standfirst": "Wir haben gezählt.", "tags": ("Zeilen", "Lampen"), "byline": ("A", "B", "C"), **more}
    return Article(slug="studie", headline="Zeilen", body=body, lang="de", **said)  # type: ignore[arg-type]


def test_a_journal_says_abstract_and_keywords_in_the_articles_language():
    html = galley(study(), "journal").html

    assert re.search(r"Zusammenfassung</p>\s*<p class=\"standfirst\">Wir haben gezählt\.", html)
    assert "<b>Schlagwörter</b> Zeilen · Lampen" in html


def test_a_journals_bookmarks_have_the_numbers_of_their_heads(tmp_path: Path):
    pdf = printed(galley(study(), "journal"), tmp_path)

    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        assert [entry.title for entry in outline.root[0].children] == ["1 Methode", "Literatur"]


def test_a_journal_names_the_first_of_many_authors_at_the_head():
    assert 'data-authors="A et al."' in galley(study(), "journal").html


def test_a_journals_numbers_can_be_left_out():
    html = galley(study(), "journal", numbers="none").html

    assert "Abbildung 1" not in html
    assert "Abbildung 1" in galley(study(), "journal").html


def test_a_journal_has_two_columns_where_they_are_asked_for():
    assert layout("journal").tokens["column-count"] == "auto"
    assert layout("journal", columns="2").tokens["column-count"] == "2"
    assert layout("journal", columns="2").page.outer < layout("journal").page.outer


# Pocket


@pytest.mark.parametrize(("paper", "width"), [("A6", 105), ("A5", 148)])
def test_a_pocket_book_is_mirrored_in_either_size(paper: str, width: float):
    made = layout("pocket", paper=paper)

    assert made.page.width == pytest.approx(width * 72 / 25.4, abs=0.01)
    assert made.mirrored
    assert made.page.inner > made.page.outer


# E-ink


def test_e_ink_knows_black_and_white_alone():
    tokens = layout("e-ink").tokens
    inks = ("ink", "soft", "faint", "accent", "keyword", "string", "number", "comment", "inserted", "deleted")

    assert {tokens[ink] for ink in inks} == {"#000"}
    assert 'class="e-ink grey"' in galley(study(), "e-ink").html


def test_e_ink_has_one_kind_of_page_and_its_notes_at_the_end():
    made = layout("e-ink")

    assert not made.mirrored
    assert not made.two_sided
    assert 'class="footnote"' not in galley(kitchen_sink.article(), "e-ink").html


def test_e_ink_begins_the_text_below_its_headline():
    lead = Figure((Image("a.png", "A boat"),), Inline("A boat"), role="lead")
    html = galley(Article(slug="a", headline="A", body=with_ids((lead, _WORDS, _WORDS))), "e-ink").html

    assert html.index('<p class="first"') < html.index("<figure") < html.rindex("The harbour wakes")


def test_e_ink_numbers_its_notes_as_they_are_read():
    lead = Figure((Image("a.png", "A boat"),), Inline('<a href="https://example.org/boat">A boat</a>'), role="lead")
    first = Paragraph(Inline('Words with <a href="https://example.org/words">a link</a>.'))
    html = galley(Article(slug="a", headline="A", body=with_ids((lead, first, _WORDS))), "e-ink").html

    assert html.index("https://example.org/words") < html.index("https://example.org/boat")


def test_a_picture_that_begins_a_text_stands_behind_its_first_words_on_e_ink():
    picture = Figure((Image("a.png", "A boat"),), Inline("A boat"))
    html = galley(Article(slug="a", headline="A", body=with_ids((picture, _WORDS, _WORDS))), "e-ink").html

    assert html.index('<p class="first"') < html.index("<figure") < html.rindex("The harbour wakes")


def test_a_picture_between_two_paragraphs_takes_no_indent_away():
    picture = Figure((Image("a.png", "A boat"),), Inline("A boat"))
    html = galley(Article(slug="a", headline="A", body=with_ids((_WORDS, picture, _WORDS))), "plain").html

    assert html.count('<p class="first"') == 1


def test_a_table_whose_first_row_is_higher_than_a_page_begins_where_it_stands(tmp_path: Path):
    row = (Cell(Inline("Ebb")), Cell(Inline("The harbour wakes before the town. " * 300)))
    body = with_ids((_WORDS, Table(rows=(row,))))
    pdf = printed(galley(Article(slug="a", headline="A", body=body), "plain"), tmp_path)

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document[0].get_textpage().get_text_bounded()) > 2500


def test_a_further_paragraph_of_an_item_is_indented(tmp_path: Path):
    items = List("number", ((Paragraph(Inline("Rowed.")), Paragraph(Inline("Further."))),))
    pdf = printed(galley(Article(slug="a", headline="A", body=with_ids((_WORDS, items))), "plain"), tmp_path)

    with pypdfium2.PdfDocument(pdf) as document:
        on = document[0].get_textpage()
        rowed, further = (on.get_charbox(on.search(said).get_next()[0]) for said in ("Rowed", "Further"))
    assert 8 < further[0] - rowed[0] < 13
    assert 13.5 < rowed[1] - further[1] < 14.5


@pytest.mark.parametrize("name", ["e-ink", "large-print", "pocket"])
def test_a_page_for_one_column_has_one_whatever_an_article_asks(name: str):
    assert layout(name, columns="3").tokens["columns"] == "1"


def test_a_lead_picture_is_cut_about_its_point_wherever_it_is_cut():
    lead = Figure((Image("a.jpg", "A boat"),), Inline("A boat"), role="lead")
    one = {"a.jpg": Picture(Blob(Path("a.jpg"), 1, "0" * 64), 1500, 1000, "image/jpeg")}
    article = Article("a", "A", with_ids((lead, _WORDS)), extra={"focus": ".2,.8"})
    made = galley(article, "plain", one)

    assert ".plate.about { background-position: 20% 80%; object-position: 20% 80% }" in made.rules
    assert 'cut about"' in made.html


def test_the_last_page_holds_no_lone_note(tmp_path: Path):
    links = "".join(f'<a href="https://example.org/{n}">word</a> and ' for n in range(9))
    for letters in range(4):
        body = with_ids((*([_WORDS] * (6 + letters)), Paragraph(Inline(links))))
        pdf = printed(galley(Article(slug="a", headline="A", body=body), "pocket", links="end"), tmp_path)
        with pypdfium2.PdfDocument(pdf) as document:
            last = document[len(document) - 1].get_textpage().get_text_range()
        assert "example.org/8" in last
        assert "example.org/5" in last


def test_the_lead_picture_of_a_study_stands_on_its_first_page(tmp_path: Path):
    lead = Figure((Image("a.jpg", "A boat"),), Inline("A boat"), role="lead")
    path = tmp_path / "a.jpg"
    PIL.Image.new("RGB", (1500, 1000)).save(path)
    blob = Blob(path, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    one = {"a.jpg": Picture(blob, 1500, 1000, "image/jpeg")}
    article = Article("a", "A night on the ferry", with_ids((lead, _WORDS)), standfirst="She takes seven hours. " * 6)
    article = replace(article, kicker="Sea", byline=("Ida Holm",), tags=("ferry", "sea"), outlet="The Review")
    pdf = printed(galley(article, "journal", one, paper="A5"), tmp_path)

    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_textpage().search("A boat").get_next() is not None


def test_two_pictures_after_each_other_stand_on_one_small_page():
    pair = [Figure((Image("a.jpg", name),), Inline(name)) for name in ("One", "Two")]
    one = {"a.jpg": Picture(Blob(Path("a.jpg"), 1, "0" * 64), 1500, 1000, "image/jpeg")}
    bodies: tuple[tuple[Block, ...], ...] = ((_WORDS, pair[0], _WORDS), (_WORDS, *pair))
    made = [galley(Article(slug="a", headline="A", body=with_ids(body)), "pocket", one).html for body in bodies]
    lines = [int(re.findall(r"plate-\d+-(\d+)", html)[0]) for html in made]

    page = measures(layout("pocket"))
    assert lines[1] < lines[0]
    assert 2 * (lines[1] + 2) * page.baseline <= page.text_height


def test_the_words_for_a_picture_do_not_say_its_number():
    figure = Figure((Image("a.jpg", None),), Inline("A boat."))
    one = {"a.jpg": Picture(Blob(Path("a.jpg"), 1, "0" * 64), 1500, 1000, "image/jpeg")}

    assert 'alt="A boat."' in galley(Article(slug="a", headline="A", body=with_ids((figure,))), "journal", one).html


# Every layout


@pytest.mark.parametrize("name", ["plain", "newspaper", "journal", "pocket"])
def test_sheets_printed_on_one_side_have_their_text_in_one_place(name: str):
    made = layout(name, sides="one")

    assert made.page.inner == made.page.outer
    assert not made.mirrored
    assert not made.folio.mirrored


def test_columns_are_columns_in_plain_too():
    assert "--column-count: 2" in galley(study(), "plain", columns="2").css


def test_the_readme_names_every_layout_with_its_pages_and_every_option():
    readme = (data("layouts") / "README.md").read_text(encoding="utf-8")
    names = [file.parent.name for file in data("layouts").glob("*/layout.toml") if file.parent.name != "base"]

    assert [name for name in names if f"pages/{name}.png" not in readme] == []
    options = {option for name in names for option in layout(name).options}
    assert sorted(option for option in options if f"| {option} |" not in readme) == []


def test_the_pages_that_the_readme_shows_are_there():
    readme = (data("layouts") / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'src="([^"]+\.png)"', readme)

    assert [path for path in shown if not (data("layouts") / path).is_file()] == []
    assert len(shown) >= 8


def test_the_line_of_a_running_head_is_as_long_as_its_page_allows():
    said = "W" * 40 + " " + "w" * 100
    html = galley(Article(slug="a", headline=said, body=(_WORDS,)), "pocket").html

    assert re.search(r'data-running="(W{40})…"', html) or re.search(r'data-running="(W{10,39})…"', html)


def test_the_text_of_a_kitchen_sink_is_whole_in_two_columns_of_plain(tmp_path: Path):
    pdf = printed(galley(kitchen_sink.article(), "plain", columns="2"), tmp_path)

    assert "Thesecondofthem." in text(pdf)
