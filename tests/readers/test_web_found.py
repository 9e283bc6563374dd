"""What stands on pages in odd places and is the article's all the same, and what only looks as if it were."""

from __future__ import annotations

import pytest

from printkit.model.blocks import Figure, Heading, List, Paragraph, words
from tests.readers.pages import TIDE, page, paragraphs, read


def captions(data: bytes) -> list[tuple[str, str]]:
    return [(block.caption, block.credit) for block in read(data).body if isinstance(block, Figure)]


def article(inner: str, *, head: str = "") -> bytes:
    return page(f"<h1>Low Water</h1>{inner}", head=head)


def test_the_articles_own_contents_are_kept() -> None:
    contents = "<ul><li><a href=#a>Mud</a><li><a href=#b>Boats</a><li><a href=#c>Ferries</a></ul>"
    parts = "".join(f"<h2 id={n}>{n.upper()}</h2>{paragraphs()}" for n in "abc")

    made = read(article(f"<p>{TIDE[0]}</p>{contents}{parts}"))

    assert [len(block.items) for block in made.body if isinstance(block, List)] == [3]


def test_a_list_of_links_under_a_heading_of_the_text_is_kept_and_one_of_related_articles_is_not() -> None:
    links = "<ul><li><a href=/x>Tide tables</a><li><a href=/y>Charts</a></ul>"
    related = "<h2>Related articles</h2><ul><li><a href=/z>Ten harbours</a><li><a href=/w>Old bridges</a></ul>"

    made = read(article(f"{paragraphs()}<h2>Sources</h2>{links}{related}"))

    assert [words(block) for block in made.body if isinstance(block, List)] == ["Tide tables Charts"]
    assert [words(block) for block in made.body if isinstance(block, Heading)] == ["Sources"]


def test_a_list_that_a_line_leads_to_is_kept() -> None:
    listed = "<p>The harbour has three kinds of boats in it today:</p><ul><li>those that float</li><li>mud</li></ul>"

    assert any(isinstance(block, List) for block in read(article(f"{paragraphs()}{listed}<p>{TIDE[1]}</p>")).body)


def test_a_table_that_holds_a_text_is_a_text() -> None:
    made = read(f"<html><body><table><tr><th>Low Water</th></tr><tr><td>{paragraphs()}</td></tr></table>".encode())

    assert [words(block) for block in made.body if isinstance(block, Paragraph)][-5:] == list(TIDE)


def test_the_end_of_the_path_to_a_page_is_no_headline() -> None:
    crumb = "<h1 class=breadcrumb__headline>Tides: low water</h1>"
    shown = "<h2><span>Harbour</span><span>Low Water Empties the Harbour</span></h2>"
    head = '<meta property="og:title" content="Low Water Empties the Harbour">'

    made = read(page(f"{crumb}{shown}{paragraphs()}", head=head, title="Tides: low water"))

    assert (made.headline, made.kicker) == ("Low Water Empties the Harbour", "Harbour")


def test_a_kicker_without_a_space_before_the_headline_is_parted_from_it() -> None:
    head = '<meta property="og:title" content="Low Water Empties the Harbour">'

    made = read(page(f"<h1><span>The Sea</span>Low Water Empties the Harbour</h1>{paragraphs()}", head=head))

    assert (made.headline, made.kicker) == ("Low Water Empties the Harbour", "The Sea")


def test_the_headline_with_the_sites_name_after_it_is_not_printed_again() -> None:
    again = "<p>Low Water Empties the Old Harbour | Harbour News</p>"

    made = read(page(f"<h1>Low Water Empties the Old Harbour</h1>{again}{paragraphs()}"))

    assert [words(block) for block in made.body] == list(TIDE)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ('{"@type":"Person","name":"Ann Lee, professor of tides at the university, harbour.example"}', ("Ann Lee",)),
        ('{"@type":"Organization","name":"The Harbour Review"}', ("Mara Voss",)),
    ],
)
def test_offices_and_houses_are_no_authors(told: str, names: tuple[str, ...]) -> None:
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Low Water","author":{told}}}</script>'
    head = f'{ld}<meta property="og:site_name" content="The Harbour Review"><meta name="author" content="Mara Voss">'

    assert read(article(paragraphs(), head=head)).byline == names


def test_who_wrote_it_may_stand_in_a_list_of_one() -> None:
    assert read(article(f"<ul><li>By Mara Voss</li></ul>{paragraphs()}")).byline == ("Mara Voss",)


@pytest.mark.parametrize(
    "portrait",
    [
        '<figure><img src="/m.jpg" width=400 alt="Mara Voss"></figure><p>By Mara Voss</p>',
        '<figure><img src="/m.jpg" width=400><figcaption>Harbour correspondent</figcaption></figure>',
        '<figure><img src="/m.jpg" width=400><figcaption>1.3.2026, 18:11 Uhr</figcaption></figure>',
    ],
)
def test_a_picture_of_the_author_is_left_out(portrait: str) -> None:
    assert captions(article(f"{portrait}{paragraphs()}")) == []


def test_words_after_an_element_in_a_caption_are_kept() -> None:
    below = (
        "<div class=figure-caption><b>1946: </b>The boats lie in the mud.</div><div class=figure-credit>Ann Lee</div>"
    )
    figure = f'<figure><img src="/a.jpg" width=600><div>{below}</div></figure>'

    assert captions(article(f"<p>{TIDE[0]}</p>{figure}{paragraphs(*TIDE[1:])}")) == [
        ("<strong>1946: </strong>The boats lie in the mud.", "Ann Lee")
    ]


def test_a_caption_that_is_there_again_with_its_credit_is_printed_once() -> None:
    line = "The boats lie in the mud of the harbour."
    figure = (
        f'<figure><img src="/a.jpg" width=600 title="{line}"><figcaption>{line} Photo: Ann Lee</figcaption></figure>'
    )

    assert captions(article(f"<p>{TIDE[0]}</p>{figure}{paragraphs(*TIDE[1:])}")) == [(line, "Photo: Ann Lee")]


def test_counters_between_pictures_are_not_printed() -> None:
    shots = "".join(
        f'<div><figure><img src="/{n}.jpg" width=600></figure><p>{n} of 3 |</p>'
        f"<figcaption>The boats of the year number {n}.</figcaption></div>"
        for n in (1, 2, 3)
    )
    made = read(article(f"<p>{TIDE[0]}</p>{shots}{paragraphs(*TIDE[1:])}"))

    assert not any(" of 3" in words(block) for block in made.body)


@pytest.mark.parametrize(
    "late", ["data-flickity-lazyload-srcset='/big.jpg 1200w'", "data-my-picture='/big.jpg'", "data-src='/big.jpg'"]
)
def test_pictures_shown_late_have_their_address_under_any_name(late: str) -> None:
    figure = f"<figure><img src='data:image/svg+xml;base64,PHN2Zz4=' {late}><figcaption>Boats.</figcaption></figure>"

    made = read(article(f"<p>{TIDE[0]}</p>{figure}{paragraphs(*TIDE[1:])}"))

    assert next(i.src for block in made.body if isinstance(block, Figure) for i in block.images).endswith("/big.jpg")
