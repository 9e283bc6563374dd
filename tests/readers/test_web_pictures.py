"""Pictures of a page: the real address, the caption and credit wherever they stand, the one at the head."""

from __future__ import annotations

import pytest

from printkit.model.blocks import Figure, hrefs, picture_sources, plain
from tests.readers.pages import TIDE, page, paragraphs, read

ROOT = "https://harbour.example"


def figures(figure: str, *, before: str = "", head: str = "") -> list[Figure]:
    inner = f"<h1>Low Water</h1>{before}{paragraphs(*TIDE[:2])}{figure}{paragraphs(*TIDE[2:])}"
    return [block for block in read(page(inner, head=head)).body if isinstance(block, Figure)]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<img src="/boats.jpg">', "/boats.jpg"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="/boats.jpg">', "/boats.jpg"),
        ('<img src="/lazy-placeholder.png" data-lazy-src="/boats.jpg">', "/boats.jpg"),
        (
            '<img src="/s.jpg" srcset="/boats-400.jpg 400w, /boats-1600.jpg 1600w, /boats-9000.jpg 9000w">',
            "/boats-1600.jpg",
        ),
        ('<img data-srcset="/boats.jpg 2x, /s.jpg 1x">', "/boats.jpg"),
        ('<picture><source srcset="/boats.webp 1200w"><img src="data:image/svg+xml,x"></picture>', "/boats.webp"),
        ('<div><img src="/blank.gif" alt=""><noscript><img src="/boats.jpg"></noscript></div>', "/boats.jpg"),
        ('<img src="/a.jpg" width="400" srcset="/boats.jpg 2x">', "/boats.jpg"),
        ('<img src="/a?w=300" srcset="/boats?w=900, /c?w=200">', "/boats?w=900"),
        ('<a href="/boats-large.jpg"><img src="/boats-small.jpg"></a>', "/boats-large.jpg"),
        ('<button><img src="/boats.jpg"> Enlarge</button>', "/boats.jpg"),
        ('<img src="https://pictures.example/a?f=jpg&amp;id=7" alt="Boats">', "https://pictures.example/a?f=jpg&id=7"),
    ],
)
def test_the_address_is_the_pictures_own(markup: str, address: str) -> None:
    whole = address if address.startswith("http") else ROOT + address

    assert [[image.src for image in figure.images] for figure in figures(markup)] == [[whole]]


@pytest.mark.parametrize(
    "markup",
    [
        '<figure><img src="/a.jpg"><figcaption>Boats in the mud. Photo: Ann Lee</figcaption></figure>',
        '<figure><img src="/a.jpg"><figcaption>Boats in the mud. '
        '<i class="credit">Photo: Ann Lee</i></figcaption></figure>',
        '<div class="media"><img src="/a.jpg"><p>Boats in the mud.</p><p class="photographer">Photo: Ann Lee</p></div>',
        '<div class="x"><img src="/a.jpg"></div><p class="img-caption">Boats in the mud. Photo: Ann Lee</p>',
        '<figure><button><img src="/a.jpg">Open</button><div><b>Boats in the mud. (Photo: Ann Lee)</b></div></figure>',
    ],
)
def test_caption_and_credit_are_found_and_parted(markup: str) -> None:
    (figure,) = figures(markup)

    assert (plain(figure.caption), plain(figure.credit)) == ("Boats in the mud.", "Photo: Ann Lee")


def test_a_caption_that_a_page_writes_twice_is_printed_once() -> None:
    (figure,) = figures(
        '<figure><img src="/a.jpg"><figcaption>Boats.</figcaption><figcaption>Boats.</figcaption></figure>'
    )

    assert plain(figure.caption) == "Boats."


def test_a_figure_of_words_alone_is_no_picture() -> None:
    assert figures("<figure><div><p>Sign up to our letter of the week and hear of the tide.</p></div></figure>") == []


def test_a_caption_is_not_printed_a_second_time_as_text() -> None:
    made = read(
        page(f'<h1>T</h1>{paragraphs(*TIDE[:2])}<img src="/a.jpg"><p>Boats. Photo: Ann Lee</p>{paragraphs(*TIDE[2:])}')
    )

    assert str(made.body).count("Ann Lee") == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/logo.png" alt="The Harbour Review">',
        '<img src="/boats.jpg" width="16" height="16">',
        '<img src="https://counter.example/hit?page=7">',
        '<a href="/other"><img src="/boats.jpg"><span>Another tide, another town</span></a>',
        '<div class="related"><img src="/boats.jpg" alt="x"></div>',
    ],
)
def test_logos_pixels_and_the_pictures_of_other_articles_are_left_out(markup: str) -> None:
    assert figures(markup) == []


def test_a_picture_shown_twice_is_printed_once() -> None:
    boats = '<img src="/a.jpg" alt="Boats">'

    assert len(figures(f"{boats}<p>And so it went on for a while, at the steps of the harbour.</p>{boats}")) == 1


def test_the_face_beside_a_byline_is_no_lead_and_its_line_no_caption() -> None:
    face = '<div class="media"><img src="/ann.jpg" alt="Ann Lee"><p>By Ann Lee, 1 March 2026</p></div>'
    made = read(page(f"<h1>Low Water</h1>{face}{paragraphs()}"))

    assert not [block for block in made.body if isinstance(block, Figure) and block.caption]


def test_the_picture_above_the_text_leads() -> None:
    before = '<figure><img src="/lead.jpg"><figcaption>The harbour at six in the morning.</figcaption></figure>'
    found = figures('<img src="/later.jpg" alt="Later">', before=before)

    assert [(figure.images[0].src, figure.role) for figure in found] == [
        (f"{ROOT}/lead.jpg", "lead"),
        (f"{ROOT}/later.jpg", "body"),
    ]


ARTICLE = '<meta property="og:type" content="article">'


def test_the_picture_that_a_page_sends_to_other_sites_leads_where_it_shows_none() -> None:
    head = f'{ARTICLE}<meta property="og:image" content="/sent.jpg"><meta property="og:image:alt" content="Boats">'
    (figure,) = figures("", head=head)

    assert (figure.role, figure.images[0].src, figure.images[0].alt) == ("lead", f"{ROOT}/sent.jpg", "Boats")


@pytest.mark.parametrize("sent", ["/static/og-image.png", "/img/logo.png", "/share/default.jpg"])
def test_a_sites_own_sign_is_no_lead(sent: str) -> None:
    assert figures("", head=f'{ARTICLE}<meta property="og:image" content="{sent}">') == []


def test_the_picture_sent_is_not_printed_beside_the_same_one_in_another_size() -> None:
    head = f'{ARTICLE}<meta property="og:image" content="/2026/boats-1200x630.jpg">'
    (figure,) = figures('<img src="/2026/boats.jpg" alt="Boats">', head=head)

    assert figure.images[0].src == f"{ROOT}/2026/boats.jpg"


def test_a_saved_page_keeps_the_paths_of_the_pictures_beside_it() -> None:
    inner = f'<h1>Low Water</h1>{paragraphs(*TIDE[:2])}<img src="tide_files/a.jpg" alt="Boats">{paragraphs(*TIDE[2:])}'
    made = read(page(inner), "saved/tide.html")

    assert [block.images[0].src for block in made.body if isinstance(block, Figure)] == ["saved/tide_files/a.jpg"]


def test_addresses_count_from_where_the_page_says() -> None:
    choices = 'srcset="wall-900.jpg 900w, wall-400.jpg 400w"'
    inner = f"<h1>Low Water</h1><figure><img src=wall-400.jpg {choices}></figure>{paragraphs(*TIDE)}"
    link = f'<p>{TIDE[0]} <a href="more.html">More</a> and <a href="#top">up</a>.</p>'

    made = read(page(inner + link, head='<base href="/pictures/">'))

    assert picture_sources(made.body) == ("https://harbour.example/pictures/wall-900.jpg",)
    assert "https://harbour.example/pictures/more.html" in hrefs(made.body)


@pytest.mark.parametrize("folder", ["low_files", "low-Dateien", "low_archivos", "low.files"])
def test_of_a_saved_page_the_picture_beside_it_is_taken_and_not_the_webs(folder: str) -> None:
    saved = f"<!-- saved from url=(0023){ROOT}/low.html -->"
    choices = f'srcset="{ROOT}/wall-2000.jpg 2000w"'
    inner = f'<h1>Low Water</h1><figure><img src="./{folder}/a%20b.jpg" {choices}></figure>{paragraphs(*TIDE)}'

    made = read(page(inner).replace(b"<html", saved.encode() + b"<html"), "saved/low.html")

    assert picture_sources(made.body) == (f"saved/{folder}/a b.jpg",)
    assert made.origin == f"{ROOT}/low.html"
