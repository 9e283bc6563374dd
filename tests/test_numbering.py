"""Numbers before subheads and captions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from printkit.compose.numbering import numbered
from printkit.model.blocks import Aside, Block, Figure, Heading, Image, Inline, Paragraph, Table, plain
from printkit.model.words import words


def heads(*said: tuple[int, str], what: str = "all", lang: str = "en") -> list[str]:
    """The headings as they are numbered."""
    body = numbered([Heading(level, Inline(text)) for level, text in said], what, words(lang))
    return [plain(block.text) for block in body if isinstance(block, Heading)]


def captions(body: Sequence[Block], lang: str = "en") -> list[str]:
    """The captions as they are numbered, those in boxes too."""
    found = []
    for block in numbered(body, "figures", words(lang)):
        inner = block.blocks if isinstance(block, Aside) else (block,)
        found += [plain(one.caption) for one in inner if isinstance(one, Figure | Table)]
    return found


def figure(caption: str, role: str = "body") -> Figure:
    return Figure((Image("a.png", "A"),), Inline(caption), role="lead" if role == "lead" else "body")


def test_headings_are_numbered_by_their_levels():
    assert heads((2, "Method"), (3, "Readers"), (3, "Texts"), (4, "Length"), (2, "Results"), (3, "Lines")) == [
        "1 Method",
        "1.1 Readers",
        "1.2 Texts",
        "1.2.1 Length",
        "2 Results",
        "2.1 Lines",
    ]


def test_headings_that_their_author_numbered_keep_their_numbers():
    assert heads((2, "1. Method"), (2, "2. Results"), (2, "References")) == ["1. Method", "2. Results", "References"]


@pytest.mark.parametrize(("lang", "said"), [("en", "References"), ("de", "Literatur"), ("fr", "Références")])
def test_the_list_of_references_has_no_number_and_an_anchor(lang: str, said: str):
    body = numbered([Heading(2, Inline("A")), Heading(2, Inline(said)), Paragraph(Inline("B"))], "all", words(lang))

    assert body[1] == Heading(2, Inline(said), anchors=("references",))


def test_nothing_is_numbered_where_it_is_not_asked_for():
    body = (Heading(2, Inline("Method")), figure("A boat"))

    assert numbered(body, "none", words("en")) == body


def test_figures_and_tables_are_counted_apart_in_the_articles_language():
    body: list[Block] = [figure("Boot"), Table((), caption=Inline("Zahlen")), figure(""), figure("Kai")]

    assert captions(body, "de") == ["Abbildung 1 Boot", "Tabelle 1 Zahlen", "", "Abbildung 2 Kai"]


def test_the_lead_figure_is_the_first_wherever_the_source_has_it():
    assert captions([figure("second"), figure("first", role="lead")]) == ["Figure 1 first", "Figure 2 second"]


def test_a_caption_that_says_its_number_keeps_it_and_boxes_are_counted():
    body: list[Block] = [figure("Fig. 7: a boat"), Aside((figure("July 1912"),))]

    assert captions(body) == ["Fig. 7: a boat", "Figure 1 July 1912"]
