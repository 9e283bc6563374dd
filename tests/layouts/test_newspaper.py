"""The newspaper: short boxes in the outer column of the first page, and stories that go on later."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit import compose
from printkit.model.article import Article
from printkit.model.blocks import Aside, Block, Inline, Paragraph
from printkit.model.products import Galley, Jump
from tests.layouts.support import layout, outside, printed

WORDS = "The harbour wakes before the town does, and the lamps along the quay go out one by one. "
NEAR, APART = 1.5, 40.0
"""In pt: what a line may begin beside its column's edge, and what columns are apart at least."""


def words(times: int) -> Paragraph:
    return Paragraph(Inline(WORDS * times))


def box(said: str) -> Aside:
    return Aside((Paragraph(Inline(said)),), Inline("In brief"), id=f"aside-{len(said)}-{said[:4]}")


def made(*body: Block, lang: str = "en", **chosen: str) -> Galley:
    return compose.compose(Article("quay", "The quay", body, lang=lang), layout("newspaper", **chosen), {})


def boxes(galley: Galley, place: str) -> list[str]:
    tree: lxml.html.HtmlElement = lxml.html.document_fromstring(galley.html)
    return [
        " ".join(aside.text_content().split())
        for div in tree.iter("div")
        if div.get("class") == place
        for aside in div.iter("aside")
    ]


def lefts(pdf: Path, page: int) -> list[float]:
    """Where the lines of the text begin on a page, by their columns from the left."""
    with pypdfium2.PdfDocument(pdf) as document:
        on = document[page].get_textpage()
        rects = [on.get_rect(rank) for rank in range(on.count_rects())]
        middle = sorted(left for left, bottom, _, _ in rects if 100 < bottom < 500)
    found: list[float] = []
    for left in middle:
        if sum(abs(other - left) < NEAR for other in middle) > 8 and (not found or left - found[-1] > APART):
            found.append(left)
    return found


def test_two_boxes_stand_in_the_outer_column():
    galley = made(words(9), box("Boats go at noon."), words(9), box("No boats on Sunday."))

    assert boxes(galley, "rail") == ["In brief Boats go at noon.", "In brief No boats on Sunday."]
    assert boxes(galley, "body") == []


def test_one_box_stays_in_the_text_unless_the_rail_is_asked_for():
    assert boxes(made(words(9), box("Boats go at noon.")), "rail") == []
    assert boxes(made(words(9), box("Boats go at noon."), rail="on"), "rail") == ["In brief Boats go at noon."]


@pytest.mark.parametrize("chosen", [{"rail": "off"}, {"columns": "2"}, {"columns": "1", "rail": "on"}])
def test_no_rail_where_none_is_wanted_or_there_are_too_few_columns(chosen: dict[str, str]):
    galley = made(words(9), box("Boats go at noon."), box("No boats on Sunday."), **chosen)

    assert boxes(galley, "rail") == []
    assert len(boxes(galley, "body")) == 2
    assert "--railed" not in galley.rules


def test_what_finds_no_room_in_the_rail_stays_in_the_text():
    many = [box(f"{number:03} {WORDS * 4}") for number in range(30)]
    galley = made(*many, words(9))

    assert 2 < len(boxes(galley, "rail")) < 15
    assert len(boxes(galley, "rail")) + len(boxes(galley, "body")) == 30


@pytest.mark.parametrize(("paper", "columns"), [("A4", "3"), ("A4", "4"), ("A4", "5"), ("A3", "5"), ("Tabloid", "4")])
def test_the_pages_after_the_first_have_a_column_more(paper: str, columns: str, tmp_path: Path):
    text = [words(12) for _ in range(60)]
    galley = made(box("Boats go at noon."), box("No boats on Sunday."), *text, paper=paper, columns=columns)
    pdf = printed(galley, tmp_path)
    first, second = lefts(pdf, 0), lefts(pdf, 1)

    assert len(second) == int(columns)
    assert first[: int(columns) - 1] == pytest.approx(second[:-1], abs=NEAR)


def test_a_rail_keeps_within_its_page(tmp_path: Path):
    many = [box(f"{number:03} {WORDS * 4}") for number in range(30)]

    assert outside(printed(made(*many, words(90)), tmp_path)) == []


def test_a_paper_that_is_read_from_the_right_has_its_rail_at_the_left():
    galley = made(words(9), box("Boats go at noon."), box("No boats on Sunday."), lang="ar")

    assert "@page :first { margin-left:" in galley.rules


def jumped(headline: str = "The quay", lang: str = "en", *, flipped: bool = False) -> Galley:
    article = Article("quay", headline, (words(9),), lang=lang)
    return compose.compose(article, layout("newspaper"), {}, jump=Jump(2, flipped=flipped))


def test_a_jump_keeps_room_at_the_foot_of_its_page_and_at_the_head_of_the_next():
    rules = jumped().rules

    assert "@page :nth(2) {\n  margin-bottom: calc(var(--margin-bottom)" in rules
    assert "@page :nth(3) {\n  margin-top: calc(var(--margin-top)" in rules
    assert ":nth(n + 3)" not in rules
    assert ":nth(n + 3):left" in jumped(flipped=True).rules


def test_the_lines_of_a_jump_are_said_in_the_language_with_room_for_any_number():
    galley = jumped(lang="de")

    assert 'data-onward="Fortsetzung auf Seite 0123456789"' in galley.html
    assert 'data-resumed="The quay, Fortsetzung von Seite 0123456789"' in galley.html


def test_a_long_headline_is_cut_where_it_goes_on():
    assert "…, continued from page 0123456789" in jumped("The harbour and the men who kept it " * 8).html


def test_without_a_jump_nothing_is_said_of_one():
    galley = made(words(9))

    assert "data-onward" not in galley.html
    assert "nth(" not in galley.rules
