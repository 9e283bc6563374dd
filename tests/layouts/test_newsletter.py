"""The newsletter: its band, its rail, and the house's colour."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import lxml.html

from printkit import compose
from printkit.model.article import Article
from printkit.model.blocks import Aside, Block, Figure, Heading, Image, Inline, Paragraph
from printkit.model.issue import Issue
from printkit.model.products import Galley
from tests.layouts.support import layout, printed, text

WORDS = "The harbour wakes before the town does, and the lamps along the quay go out one by one. "
ISSUE = Issue("The Review", "review", Path(), Path(), (), number="12", date=date(2026, 3, 1), lang="en-GB")


def words(times: int) -> Paragraph:
    return Paragraph(Inline(WORDS * times))


def box(said: str) -> Aside:
    return Aside((Paragraph(Inline(said)),), Inline("In brief"), id=f"aside-{len(said)}")


def made(*body: Block, issue: Issue | None = None, **chosen: str) -> Galley:
    article = Article("quay", "The quay", body, byline=("Ida Holm",), kicker="Harbour")
    return compose.compose(article, layout("newsletter", **chosen), {}, section="News" if issue else "", issue=issue)


def tree(galley: Galley) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(galley.html)


def texts(galley: Galley, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree(galley).xpath(path)]


def test_the_band_says_title_section_number_and_date():
    assert texts(made(words(3), issue=ISSUE), "//div[@class='band']/p") == [
        "The Review",
        "News · No. 12 · 1 March 2026",
    ]


def test_the_band_of_a_single_article_has_its_kicker():
    assert texts(made(words(3)), "//div[@class='band']/p") == ["Harbour"]


def test_a_short_text_has_a_rail_with_who_wrote_it_what_is_in_it_and_short_boxes():
    heads = [Heading(2, Inline(name)) for name in ("One", "Two", "Three")]
    galley = made(*heads, words(3), box("Boats go at noon."))

    assert texts(galley, "//div[@class='rail']/p") == ["By Ida Holm"]
    assert texts(galley, "//ul[@class='within']/li") == ["One", "Two", "Three"]
    assert texts(galley, "//div[@class='rail']//aside") == ["In brief Boats go at noon."]
    assert texts(galley, "//div[contains(@class, 'body')]//aside") == []


def test_a_long_box_stays_in_the_text():
    galley = made(words(3), box(WORDS * 9))

    assert texts(galley, "//div[@class='rail']//aside") == []
    assert len(texts(galley, "//div[@class='body']//aside")) == 1


def test_a_long_text_has_no_rail_and_one_column_more():
    galley = made(words(90))

    assert texts(galley, "//div[@class='rail']") == []
    assert "--columns: 3; --rail: 0pt" in galley.rules


def test_the_rail_is_there_or_not_as_it_is_asked_for():
    assert texts(made(words(90), rail="on"), "//div[@class='rail']/p") == ["By Ida Holm"]
    assert texts(made(words(3), rail="off"), "//div[@class='rail']") == []


def test_columns_that_are_asked_for_are_kept_without_a_rail():
    assert "--columns: 1; --rail: 0pt" in made(words(90), columns="1").rules


def test_the_houses_colour_is_that_of_band_and_cover():
    css = made(words(3), brand="#7a1f2b").css

    assert "--brand: #7a1f2b;" in css
    assert "--cover-ground: #7a1f2b;" in css


def test_a_rail_higher_than_what_is_left_of_its_page_loses_no_word(tmp_path: Path):
    boxes = [box(f"{letter} " * 180) for letter in "xyz"]
    galley = made(*boxes, words(2), headline_size="60pt")

    printed_text = text(printed(galley, tmp_path))

    assert [printed_text.count(letter * 50) > 0 for letter in "xyz"] == [True] * 3


def test_a_letter_on_small_paper_has_a_narrow_rail_and_one_column_beside_it():
    assert "--columns" not in made(words(3)).rules
    assert "--columns: 1; --rail: 36mm" in made(words(3), paper="A5").rules


def test_a_letter_has_the_columns_that_were_asked_for_on_small_paper_too():
    assert "--columns: 1" not in made(words(3), paper="A5", columns="3").rules


def test_a_letter_that_stands_alone_has_the_tagline_of_its_house():
    assert "Words on water" in made(words(3), tagline="Words on water").html


def test_pictures_count_where_the_length_of_a_letter_is_taken():
    pictures = [Figure((Image(f"{n}.jpg", "A boat"),)) for n in range(8)]

    assert 'class="article railed"' in made(words(3)).html
    assert 'class="article broad"' in made(words(3), *pictures).html


def test_a_kicker_stands_above_the_headline_where_the_band_has_the_section():
    assert texts(made(words(3), issue=ISSUE), "//p[@class='kicker']") == ["Harbour"]
    assert texts(made(words(3)), "//p[@class='kicker']") == []
