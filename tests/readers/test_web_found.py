"""What stands on pages in odd places and is the article's all the same, and what only looks as if it were."""

from __future__ import annotations

import pytest

from printkit.model import markup
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
        '<figure><img src="/m.jpg" width=400><p><b>Tides Editor</b><i>Follow</i></p></figure>',
        '<figure><img src="/m.jpg" width=400><p><b>Mara Voss</b><i>1.3.2026, 18:11 Uhr</i></p></figure>',
        '<figure><img src="/m.jpg" width=400><p><b>Mara Voss</b><i>writes from the harbour</i></p></figure>',
        '<figure><img src="/m.jpg" width=400 alt="Mara Voss"><p>At the quay since 2019</p></figure>',
    ],
)
def test_a_picture_of_the_author_is_left_out(portrait: str) -> None:
    head = '<meta name="author" content="Mara Voss">'

    assert captions(article(f"{portrait}{paragraphs()}", head=head)) == []


def test_a_picture_whose_caption_says_what_the_author_did_in_it_stays() -> None:
    figure = '<figure><img src="/m.jpg" width=400><figcaption>Mara Voss rows to the buoy.</figcaption></figure>'

    made = captions(article(f"{figure}{paragraphs()}", head='<meta name="author" content="Mara Voss">'))

    assert made == [("Mara Voss rows to the buoy.", "")]


def test_a_credit_whose_label_is_bold_is_one_and_no_caption() -> None:
    figure = '<figure><img src="/a.jpg" width=600><figcaption><b>Image Credits:</b> Ann Lee</figcaption></figure>'
    made = read(article(f"<p>{TIDE[0]}</p>{figure}{paragraphs(*TIDE[1:])}"))

    shown = next(block for block in made.body if isinstance(block, Figure))
    assert (shown.caption, shown.credit) == ("", "<strong>Image Credits:</strong> Ann Lee")
    assert "<figcaption>" not in markup.html(shown)


def test_a_line_that_leads_to_the_next_picture_is_no_caption_of_the_one_before() -> None:
    line = "This is what the harbour looked like from the old bridge on that very morning:"
    shots = f"<p><img src='/a.jpg' width=600></p><p>{line}</p><p><img src='/b.jpg' width=600></p>"
    made = read(page(f"<h1>Low Water</h1><div><p>{TIDE[0]}</p>{shots}{paragraphs(*TIDE[1:])}</div>"))

    assert line in [words(block) for block in made.body if isinstance(block, Paragraph)]


def test_a_smile_among_the_paragraphs_is_kept_and_a_sign_of_the_page_is_not() -> None:
    signs = "<p>=)</p><p>🎉 🎉</p><p>✕</p><p>|</p>"

    made = read(article(f"<p>{TIDE[0]}</p>{signs}{paragraphs(*TIDE[1:])}"))

    assert [words(block) for block in made.body] == [TIDE[0], "=)", "🎉 🎉", *TIDE[1:]]


def test_a_term_without_a_word_on_it_heads_the_list_below() -> None:
    links = "<ul><li><a href=/x>Tide tables of the whole coast</a><li><a href=/y>Charts of the bay</a></ul>"
    made = read(article(f"{paragraphs()}<dl><dt>Government</dt></dl>{links}"))

    assert "Tide tables of the whole coast Charts of the bay" in [words(b) for b in made.body if isinstance(b, List)]


def test_a_list_of_links_under_a_heading_right_below_the_last_piece_of_the_text_is_kept() -> None:
    links = "<ul><li><a href=/x>Tide tables</a><li><a href=/y>Charts</a></ul>"
    pieces = f"<div>{paragraphs()}</div><div><p>{TIDE[0]} Again.</p><h2>Sources</h2>{links}</div>"

    assert [words(b) for b in read(article(pieces)).body if isinstance(b, List)] == ["Tide tables Charts"]


@pytest.mark.parametrize(
    ("told", "shown", "names"),
    [
        ("", "<p>By TPN, in News, Books · 31 Jan 2025, 20:02 · 0 Comments</p>", ("TPN",)),
        ("admin", "<p>Mara Voss</p>", ("Mara Voss",)),
        ("Harbour D", "<p>by Harbour D | 5 November 2024</p><p>MARA VOSS</p>", ("MARA VOSS",)),
        ("Mara Voss", "<p>Jon Holm</p>", ("Mara Voss",)),
    ],
)
def test_the_page_shows_who_wrote_it_where_it_names_an_account(told: str, shown: str, names: tuple[str, ...]) -> None:
    head = f'<meta property="og:site_name" content="Harbour News"><meta name="author" content="{told}">'

    assert read(article(f"{shown}{paragraphs()}", head=head)).byline == names


@pytest.mark.parametrize("name", ["Mara Voss", "HR-Redaktion"])
def test_the_last_line_says_who_wrote_it_where_nothing_else_does(name: str) -> None:
    assert read(article(f"{paragraphs()}<p>{name}</p>")).byline == (name,)
    assert read(article(f"<p>By Ann Lee</p>{paragraphs()}<p>{name}</p>")).byline == ("Ann Lee",)


def test_a_headline_that_the_page_says_twice_in_other_words_is_that() -> None:
    said = "The harbour lies dry in the spring"
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{said}"}}</script>'
    shown = f"<h1 class=breadcrumb>{said}</h1><h2>Spring : The old harbour lies dry</h2>"

    made = read(page(f"{shown}{paragraphs()}", head=f'{ld}<meta property="og:title" content="{said}">', title=said))

    assert made.headline == said


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
