"""A web page comes out as its article: the text whole, the furniture gone, the head's parts in their places."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from printkit.model.article import Reading, Source
from printkit.model.blocks import Code, Embed, Figure, Heading, List, Paragraph, PullQuote, Quote, Table, walk, words
from printkit.readers import web
from tests.readers.pages import ADDRESS, TIDE, page, paragraphs, read


def said(data: bytes) -> list[str]:
    return [words(block) for block in read(data).body]


def test_the_text_is_kept_and_the_page_around_it_is_not() -> None:
    made = read(page())

    assert (made.headline, [words(block) for block in made.body]) == ("Low Water", list(TIDE))


def test_a_document_with_nothing_around_it_comes_out_whole() -> None:
    html = b"<title>Low Water</title><h1>Low Water</h1><p>Short.</p><footer>Written at the quay.</footer>"
    made = read(html, "articles/tide.html")

    assert (made.headline, [words(block) for block in made.body]) == ("Low Water", ["Short.", "Written at the quay."])


def test_what_a_browser_does_not_show_is_not_printed() -> None:
    hidden = '<p style="display:none">Hidden words of nobody.</p><p hidden>Nor these, of nobody either.</p>'
    whole = read(f"<h1>T</h1>{paragraphs()}{hidden}".encode(), "a.html")

    assert said(page(f"<h1>Low Water</h1>{hidden}{paragraphs()}")) == list(TIDE)
    assert [words(block) for block in whole.body] == list(TIDE)


def test_loose_text_and_line_breaks_are_paragraphs() -> None:
    text = "<br><br>".join(TIDE)

    assert said(page(f"<h1>Low Water</h1><div>{text}</div>")) == list(TIDE)


def test_related_links_and_the_lines_of_buttons_are_left_out() -> None:
    links = "<p>Read more</p><ul><li><a href=/a>Another tide</a><li><a href=/b>A third one</a></ul>"
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:3])}<p><a href=/c>Why the bridge was taken down</a></p>{links}"

    assert said(page(inner + paragraphs(*TIDE[3:]))) == list(TIDE)


def test_a_sentence_that_begins_like_a_label_stays() -> None:
    sentence = "Follow the harbour wall until the steps, and you stand where the old bridge once stood, on the left."

    assert sentence in said(page(f"<h1>Low Water</h1>{paragraphs(*TIDE[:3], sentence, *TIDE[3:])}"))


def test_subheads_keep_their_order_and_a_heading_without_a_text_goes() -> None:
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}<h2>At the steps</h2>{paragraphs(*TIDE[2:])}<h2>Most read</h2>"

    assert [words(b) for b in read(page(inner)).body if isinstance(b, Heading)] == ["At the steps"]


def test_bold_lines_are_subheads_where_there_are_two() -> None:
    bold = [f"<p><strong>{text}</strong></p>" for text in ("In the mud", "On the deck")]
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}{bold[0]}{paragraphs(TIDE[2] + TIDE[3])}{bold[1]}"
    made = read(page(f"{inner}{paragraphs(TIDE[4] + TIDE[0])}"))

    assert [words(block) for block in made.body if isinstance(block, Heading)] == ["In the mud", "On the deck"]


def test_lists_tables_listings_and_quotes_inside_of_the_article_stay() -> None:
    table = "<table><tr><th>Hour<th>Feet</tr><tr><td>six<td>two</tr><tr><td>four<td>nine</tr></table>"
    listing = "<pre>height = 2\nwrite(height)</pre>"
    quote = f"<blockquote><p>{TIDE[2]}</p></blockquote>"
    items = "<ul><li>eleven people who had paid for it<li>a piano, which had not been paid for</ul>"
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}{table}{quote}{listing}{items}{paragraphs(*TIDE[3:])}"
    kinds = {type(block) for block in read(page(inner)).body}

    assert kinds == {Paragraph, Table, Quote, Code, List}


def test_a_table_that_places_the_page_is_taken_apart() -> None:
    inner = f"<table><tr><td><p>Menu</p></td><td><h1>Low Water</h1>{paragraphs()}</td></tr></table>"

    assert said(page(inner)) == list(TIDE)


def test_a_pull_quote_is_known_by_its_name() -> None:
    pulled = '<aside class="story__pullquote"><p>The sea was back at the steps</p></aside>'
    made = read(page(f"<h1>Low Water</h1>{paragraphs(*TIDE[:3])}{pulled}{paragraphs(*TIDE[3:])}"))

    assert [words(block) for block in made.body if isinstance(block, PullQuote)] == ["The sea was back at the steps"]


def test_a_film_is_an_embed_without_the_words_for_those_who_cannot_play_it() -> None:
    film = '<iframe src="https://video.example/embed/1" title="The ferry">Enable scripts to play this.</iframe>'
    made = read(page(f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}{film}{paragraphs(*TIDE[2:])}"))

    assert [block.href for block in made.body if isinstance(block, Embed)] == ["https://video.example/embed/1"]
    assert "Enable" not in str(made.body)


def test_notes_stand_where_they_are_called() -> None:
    call = '<sup><a href="#fn1" id="ref1">1</a></sup>'
    notes = '<ol><li id="fn1">Two feet, in the old measure. <a href="#ref1">↩</a></li></ol>'
    inner = f"<h1>Low Water</h1><p>{TIDE[0]}{call}</p>{paragraphs(*TIDE[1:])}<h2>Notes</h2>{notes}"
    made = read(page(inner))

    assert [words(block) for block in made.notes["1"]] == ["Two feet, in the old measure."]
    assert 'data-note="1"' in str(made.body[0])
    assert not [block for block in walk(made.body) if isinstance(block, Heading | List)]


# The head.

LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Harbour Review"},
  {"@type": "NewsArticle", "headline": "Low Water", "datePublished": "2026-03-01T06:30:00+01:00",
   "dateModified": "2026-03-02",
   "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Jan Holm"}],
   "publisher": {"@type": "Organization", "name": "The Harbour Review"}, "keywords": ["tide", "ferry"],
   "description": "The sea went out and came back.", "inLanguage": "en-GB"}]}</script>"""


def test_json_ld_gives_authors_dates_outlet_and_tags() -> None:
    made = read(page(head=LD))

    assert (made.byline, made.outlet, made.tags) == (("Ann Lee", "Jan Holm"), "The Harbour Review", ("tide", "ferry"))
    assert isinstance(made.published, datetime)
    assert made.published.astimezone(UTC) == datetime(2026, 3, 1, 5, 30, tzinfo=UTC)
    assert made.updated == date(2026, 3, 2)


def test_broken_json_ld_says_nothing_and_does_no_harm() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    deep = f'<script type="application/ld+json">{"[" * 20_000}</script>'

    assert read(page(head=broken + deep)).headline == "Low Water"


def test_meta_elements_say_what_json_ld_does_not() -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-01T06:30:00Z"><meta name="author" content="Ann Lee">'
        '<meta property="og:site_name" content="The Harbour Review"><link rel="canonical" href="/tide">'
    )
    made = read(page(head=head))

    assert (made.byline, made.outlet, made.origin) == (
        ("Ann Lee",),
        "The Harbour Review",
        "https://harbour.example/tide",
    )


def test_the_page_shows_who_wrote_it_where_it_names_only_itself() -> None:
    head = (
        '<meta property="og:site_name" content="The Harbour Review"><meta name="author" content="The Harbour Review">'
    )
    made = read(page(f"<h1>Low Water</h1><p>By Ann Lee</p>{paragraphs()}", head=head))

    assert (made.byline, words(made.body[0])) == (("Ann Lee",), TIDE[0])


def test_a_standfirst_that_the_page_shows_is_lifted_and_one_it_only_sends_is_not() -> None:
    words_of_it = "A low water, a piano, and a harbour master who did not trust his own book."
    head = f'<meta name="description" content="{words_of_it}">'
    shown = read(page(f'<h1>Low Water</h1><div class="dek">{words_of_it}</div>{paragraphs()}', head=head))

    assert (shown.standfirst, len(shown.body)) == (words_of_it, len(TIDE))
    assert read(page(head=head)).standfirst == ""


def test_the_first_paragraph_is_no_standfirst_though_the_page_sends_it_as_its_description() -> None:
    made = read(page(head=f'<meta name="description" content="{TIDE[0]}">'))

    assert (made.standfirst, words(made.body[0])) == ("", TIDE[0])


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        ("Low Water | The Harbour Review", "<h1>Low Water</h1>", "Low Water"),
        (
            "The Harbour Review » Low Water",
            "<h1><a href='/'>The Harbour Review</a></h1><h2>Low Water</h2>",
            "Low Water",
        ),
        ("Low Water in the Harbour - The Harbour Review", "<p>8 March</p>", "Low Water in the Harbour"),
        ("Tide table - and what it hides", "<h1>Tide table - and what it hides</h1>", "Tide table - and what it hides"),
    ],
)
def test_the_headline_is_the_articles_and_not_the_sites(title: str, heading: str, headline: str) -> None:
    head = '<meta property="og:site_name" content="The Harbour Review">'

    assert read(page(heading + paragraphs(), head=head, title=title)).headline == headline


def test_a_kicker_that_runs_into_the_headline_is_parted_from_it() -> None:
    head = '<meta property="og:title" content="The sea took its time on Sunday">'
    made = read(page(f"<h1><span>Low Water</span> The sea took its time on Sunday</h1>{paragraphs()}", head=head))

    assert (made.kicker, made.headline) == ("Low Water", "The sea took its time on Sunday")


def test_the_texts_own_language_is_believed_before_the_pages() -> None:
    german = (
        "Das Wasser ging um sechs Uhr hinaus, und die Boote lagen bis zum Nachmittag auf der Seite im Schlamm.",
        "Niemand in der Stadt hatte seit dem Winter, in dem die alte Brücke fiel, so tiefes Wasser gesehen.",
        "Der Hafenmeister schrieb die Höhe in sein Buch, sah sie eine Weile an und schrieb sie noch einmal hin.",
    )

    assert read(page(f"<h1>Niedrigwasser</h1>{paragraphs(*german)}")).lang == "de"


def test_reading_twice_is_reading_the_same() -> None:
    assert read(page(head=LD)) == read(page(head=LD))


def test_a_year_in_the_foot_of_a_page_is_not_the_articles_date() -> None:
    assert read(page(), "saved/tide.html").published is None


def test_a_saved_page_that_says_little_of_itself_is_an_article_without_a_doubt() -> None:
    assert read(page(), "saved/tide.html").findings == ()


# Why.


def test_every_piece_of_a_page_is_accounted_for() -> None:
    told = web.explain(Source(page(), "text/html", ADDRESS), Reading())
    kept = [one.text for one in told if one.kept]
    why = {one.text: one.why for one in told if not one.kept}

    assert kept == list(TIDE)
    assert why["Low Water"] == "it is printed at the article's head"


def test_pictures_count_with_the_words() -> None:
    inner = f'<h1>Low Water</h1>{paragraphs(*TIDE[:2])}<img src="/a.jpg" alt="Boats">{paragraphs(*TIDE[2:])}'

    assert [type(block) for block in read(page(inner)).body].count(Figure) == 1
