"""The magazine: openers, pictures to the edge and across, the large first letter, sections and their colours."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import lxml.html
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image as Photograph

from printkit import compose, typeset
from printkit.model.article import Article
from printkit.model.blocks import Block, Figure, Image, Inline, Paragraph, PullQuote
from printkit.model.issue import Issue, Section
from printkit.model.layout import Side
from printkit.model.products import Blob, Galley, Picture
from tests.layouts.support import layout

WIDE = Picture(Blob(Path("wide.jpg"), 1, "ab" * 32), 2000, 1333, "image/jpeg")
TALL = Picture(Blob(Path("tall.jpg"), 1, "cd" * 32), 1000, 1500, "image/jpeg")
COARSE = Picture(Blob(Path("coarse.jpg"), 1, "ef" * 32), 300, 200, "image/jpeg")
LOW = Picture(Blob(Path("low.jpg"), 1, "12" * 32), 90, 60, "image/jpeg")
PICTURES = {"wide.jpg": WIDE, "tall.jpg": TALL, "coarse.jpg": COARSE, "low.jpg": LOW}
WORDS = "The harbour wakes before the town does, and the lamps along the quay go out one by one. "


def lead(src: str, caption: str = "The quay.") -> Figure:
    return Figure((Image(src, "A quay"),), Inline(caption), role="lead")


def shown(src: str, caption: str = "The quay.") -> Figure:
    return Figure((Image(src, "A quay"),), Inline(caption))


def words(times: int) -> Paragraph:
    return Paragraph(Inline(WORDS * times))


def made(*body: Block, issue: Issue | None = None, section: str = "", **chosen: str) -> Galley:
    article = Article("quay", "The quay", body, extra={"focus": chosen.pop("focus", "")})
    return compose.compose(article, layout("magazine", **chosen), PICTURES, section=section, issue=issue)


def tree(galley: Galley) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(galley.html)


def classes(galley: Galley, path: str = "//figure") -> list[list[str]]:
    return [found.get("class").split() for found in tree(galley).xpath(path)]


# Openers


def test_a_wide_picture_good_enough_runs_to_the_edge_and_stands_before_the_headline():
    galley = made(lead("wide.jpg"), words(5))

    assert classes(galley, "//article") == [["article", "bled"]]
    assert [found.tag for found in tree(galley).xpath("//article/*")][:2] == ["figure", "header"]
    assert ".plate-bled-" in galley.rules


@pytest.mark.parametrize("src", ["tall.jpg", "coarse.jpg"])
def test_a_picture_that_would_be_cut_too_much_or_is_too_coarse_stays_within_the_margins(src: str):
    assert classes(made(lead(src), words(5)), "//article") == [["article", "framed"]]


def test_a_tall_picture_has_its_caption_beside_it():
    assert "beside" in classes(made(lead("tall.jpg"), words(5)))[0]


@pytest.mark.parametrize(("opener", "expected"), [("picture", "framed"), ("type", "typed"), ("bleed", "bled")])
def test_the_opener_is_the_one_asked_for(opener: str, expected: str):
    galley = made(lead("wide.jpg"), words(5), opener=opener)

    assert classes(galley, "//article") == [["article", expected]]
    assert len(tree(galley).xpath("//figure")) == 1


def test_without_a_picture_or_with_one_that_is_missing_the_type_opens():
    assert classes(made(words(5)), "//article") == [["article", "typed"]]
    assert classes(made(lead("gone.jpg"), words(5)), "//article") == [["article", "typed"]]


def test_a_picture_is_cut_about_the_point_that_the_article_names():
    assert "object-position: 30% 60%" in made(lead("wide.jpg"), words(5), focus="0.3,0.6").rules


def test_a_point_that_is_none_is_a_finding_and_the_middle():
    galley = made(lead("wide.jpg"), words(5), focus="left")

    assert "object-position" not in galley.rules
    assert [note.code for note in galley.notes] == ["image.focus"]


# The first letter, the last mark


def test_the_text_begins_with_a_large_letter_behind_pictures_too():
    galley = made(lead("wide.jpg"), words(5))

    assert [found.text for found in tree(galley).xpath("//span[@class='drop']")] == ["T"]
    assert "".join(tree(galley).xpath("//div[contains(@class, 'body')]/p[1]")[0].itertext()).startswith("The harbour")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("“Look out”, she said. ", ["“L"]),
        ("<em>Nothing</em> was lost. ", ["N"]),
        ("Élan had they none. ", ["É"]),
        ("مرحبا بالعالم ", []),
        ('<a href="https://example.org">There</a> it was. ', []),
        ("… and then. ", []),
    ],
)
def test_the_large_letter_is_a_letter(start: str, expected: list[str]):
    galley = made(Paragraph(Inline(start + WORDS * 4)))

    assert tree(galley).xpath("//span[@class='drop']/text()") == expected


def test_a_short_text_and_one_that_begins_otherwise_have_no_large_letter():
    assert tree(made(words(1))).xpath("//span[@class='drop']") == []
    assert tree(made(PullQuote(Inline("Lost.")), words(5))).xpath("//span[@class='drop']") == []
    assert tree(made(words(5), drop_cap="off")).xpath("//span[@class='drop']") == []


def test_a_text_that_ends_in_words_ends_in_a_mark():
    assert "ended" in classes(made(words(5)), "//div[contains(@class, 'body')]")[0]
    assert "ended" not in classes(made(words(5), shown("tall.jpg")), "//div[contains(@class, 'body')]")[0]
    assert "ended" not in classes(made(words(5), end_mark="off"), "//div[contains(@class, 'body')]")[0]


# Pictures of the text


def test_a_wide_picture_of_the_text_goes_across_unless_it_may_not():
    body = words(25), shown("wide.jpg"), words(25)

    assert "across" in classes(made(*body))[0]
    assert "across" not in classes(made(*body, wide_pictures="off"))[0]
    assert "across" not in classes(made(*body, columns="1"))[0]


def test_a_picture_that_words_bring_in_or_that_is_led_to_does_not_move():
    brought = made(Paragraph(Inline("This is it:")), shown("tall.jpg"), words(5))
    named = made(words(5), replace(shown("tall.jpg"), anchors=("quay",)), words(5))

    assert "free" in classes(made(words(5), shown("tall.jpg"), words(5)))[0]
    assert "free" not in classes(brought)[0]
    assert "free" not in classes(named)[0]
    assert "free" not in classes(made(words(5), shown("tall.jpg"), words(5), pictures_move="off"))[0]


def test_a_picture_of_few_pixels_is_not_blown_up_and_told_of():
    galley = made(words(5), shown("low.jpg"))

    assert "width: 43.2pt" in galley.rules
    assert [(note.level, note.code, note.where) for note in galley.notes] == [
        ("info", "image.low-resolution", "low.jpg")
    ]


def test_pictures_are_left_out_where_none_are_wanted():
    galley = made(lead("wide.jpg"), words(5), shown("tall.jpg"), pictures="none")

    assert classes(galley) == []
    assert classes(galley, "//article") == [["article", "typed"]]


# Sections


def test_each_section_of_an_issue_has_a_colour_by_its_place():
    issue = Issue("Review", "review", Path(), Path(), (Section("News", ()), Section("Views", ())), number="12")

    assert "section-2" in made(words(5), issue=issue, section="Views").html.split("<body>")[0]
    assert "section-" not in made(words(5)).html.split("<body>")[0]


@pytest.mark.parametrize("side", ["recto", "verso"])
def test_a_picture_to_the_edge_reaches_both_edges_and_the_head_on_either_side(side: Side, tmp_path: Path):
    content = _photograph(tmp_path / "wide.jpg")
    photograph = replace(WIDE, blob=Blob(tmp_path / "wide.jpg", len(content), hashlib.sha256(content).hexdigest()))
    article = Article("quay", "The quay", (lead("wide.jpg"), words(30)))
    galley = compose.compose(article, layout("magazine"), {"wide.jpg": photograph})
    typeset.typeset(galley, side, tmp_path / "set.pdf")

    with pypdfium2.PdfDocument(tmp_path / "set.pdf") as document:
        (picture,) = document[0].get_objects(filter=[3])
        left, _, right, top = picture.get_bounds()
        width, height = document[0].get_size()
    assert left <= 0.01
    assert right >= width - 0.01
    assert top >= height - 0.01


def _photograph(path: Path) -> bytes:
    Photograph.radial_gradient("L").resize((2000, 1333)).convert("RGB").save(path)
    return path.read_bytes()
