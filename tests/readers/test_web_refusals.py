"""What is no article is refused or named, in whatever encoding, at whatever size; nothing crashes and nothing waits."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from pathlib import Path

import pytest

from printkit.errors import ReadError
from printkit.model.blocks import words
from tests.readers.pages import FOOT, MENU, TIDE, page, paragraphs, read


def refused(data: bytes, location: str = "https://harbour.example/a") -> str:
    with pytest.raises(ReadError) as caught:
        read(data, location)
    assert caught.value.where == location
    return caught.value.text


def noted(data: bytes, location: str) -> list[str]:
    return [note.text for note in read(data, location).findings if note.code == "page.no-article"]


def bare(body: str, title: str = "The Harbour Review") -> bytes:
    return f"<html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>".encode()


@pytest.mark.parametrize("data", [b"", b"  \n ", b"<html></html>", b"<!-- nothing -->", b"<script>app()</script>"])
def test_an_empty_page_is_refused(data: bytes) -> None:
    assert "empty" in refused(data)


def test_a_picture_under_a_pages_name_is_refused() -> None:
    assert "picture (PNG)" in refused(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def test_a_login_is_named() -> None:
    login = bare('<h1>Sign in</h1><form><input name="user"><input type="password"><button>Go</button></form>')

    assert "log in" in refused(login)


def test_a_front_page_is_named() -> None:
    teasers = "".join(
        f'<h2><a href="/{n}">What the tide left behind in the year {n}, and who took it home</a></h2>'
        f'<p><a href="/{n}">The harbour master wrote the height in his book, looked at it, and wrote it again.</a></p>'
        for n in range(1990, 2020)
    )
    location = "https://harbour.example/"

    try:
        found = noted(bare(teasers), location)
    except ReadError as error:
        found = [error.text]
    assert "front page" in found[0]


def test_a_list_of_search_results_is_named() -> None:
    rows = "".join(f'<li><a href="/{n}">Tide number {n}</a><p>{TIDE[n % 5]}</p>' for n in range(20))
    found = noted(bare(f"<h1>Search results for tide</h1><ol>{rows}</ol>"), "https://harbour.example/search?q=tide")

    assert "search results" in found[0]


def test_a_page_that_ends_at_a_wall_says_so() -> None:
    wall = "<p>To continue reading, subscribe today.</p>"
    made = read(page(f"<h1>Low Water</h1>{paragraphs()}{wall}"))

    assert "page.partial" in [note.code for note in made.findings]
    assert [words(block) for block in made.body] == list(TIDE)


def test_a_page_without_a_headline_is_called_after_its_address() -> None:
    made = read(f"<p>{TIDE[0]}</p>".encode(), "saved/2026-03-01-low-water.html")

    assert (made.headline, [note.code for note in made.findings]) == ("Low water", ["headline.missing"])


# Encodings.

RUSSIAN = "Вода ушла из гавани в шесть часов, и лодки до полудня лежали на боку в иле, а паром всё не приходил."


def said(data: bytes, media_type: str = "text/html") -> str:
    return words(read(data, media_type=media_type).body[0])


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_the_pages_own_word_or_its_mark_names_its_encoding(codec: str) -> None:
    html = f'<html><head><meta charset="{codec}"><title>T</title></head><body><p>{RUSSIAN}</p></body></html>'

    assert said(html.encode(codec)) == RUSSIAN


def test_the_server_is_believed_before_the_page() -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head><body><p>{RUSSIAN}</p></body></html>'

    assert said(html.encode("koi8-r"), "text/html; charset=koi8-r") == RUSSIAN


def test_a_page_that_says_latin_1_is_read_as_browsers_read_it() -> None:
    html = '<meta charset="iso-8859-1"><p>The “tide” – it cost 5 €.</p>'

    assert said(html.encode("cp1252")) == "The “tide” – it cost 5 €."


def test_an_encoding_that_nobody_names_is_guessed_with_a_note() -> None:
    made = read(f"<p>{(RUSSIAN + ' ') * 8}</p>".encode("windows-1251"))

    assert RUSSIAN in words(made.body[0])
    assert "source.encoding" in [note.code for note in made.findings]


def test_letters_that_are_broken_are_counted() -> None:
    made = read(b'<meta charset="utf-8"><p>' + " ".join(TIDE).encode() + b" \xff</p>")

    assert "1 letters" in next(note.text for note in made.findings if note.code == "source.encoding")


# Size and depth.


def test_markup_nested_too_deep_is_refused() -> None:
    assert "nested" in refused(b"<div>" * 5_000 + b"x" + b"</div>" * 5_000)


def test_elements_in_a_line_that_are_never_closed_are_not_too_deep() -> None:
    text = "".join(f"<p><font><b>{line}" for line in TIDE * 80)

    assert TIDE[0] in words(read(f"<h1>T</h1>{text}".encode()).body[0])


def test_boxes_in_boxes_are_not_too_deep() -> None:
    inner = f"<h1>Low Water</h1>{'<div>' * 150}{paragraphs()}{'</div>' * 150}"

    assert [words(block) for block in read(page(inner)).body] == list(TIDE)


def test_scripts_and_styles_do_not_count_against_a_pages_size() -> None:
    heavy = f"<script>{'x = 1;' * 2_000_000}</script><style>{'a {}' * 100_000}</style>"

    assert len(read(page(head=heavy)).body) == len(TIDE)


@pytest.mark.parametrize(
    "weight",
    [
        "<script>{}</script>",
        "<STYLE>{}</STYLE>",
        "<!-- {} -->",
        "<svg><path d='{}'/></svg>",
        '<div data-state="{}"></div>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_an_article_in_fifty_megabytes_of_other_things_is_read(weight: str) -> None:
    heavy = page(f"<h1>Low Water</h1>{paragraphs()}{weight.format('M10 20 ' * 7_200_000)}")

    assert [words(block) for block in read(heavy).body] == list(TIDE)


def test_fifty_megabytes_in_an_old_encoding_are_read_within_little_memory() -> None:
    heavy = page(head=f"<script>{'x = 1;' * 8_000_000}</script>").decode().replace("winter", "wintér")
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    made = read(heavy.replace("<meta charset=utf-8>", "").encode("latin-1"))

    assert "wintér" in words(made.body[1])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


def test_a_page_of_fifty_million_letters_is_refused_with_its_size() -> None:
    text = refused(b"<p>" + b"word " * 10_000_000)

    assert text.startswith("a page of 50 million characters")
    assert "too many for one article" in text


@pytest.mark.parametrize(
    "piece",
    [
        "<div><img src=a.jpg><p>x</p></div>",
        "<p><a href='#fn1'>1</a></p>",
        "<style",
        "<noscript><img src=b.jpg></noscript>",
        "<figure><span>a</span><span>b</span></figure>",
        "<h2>Head</h2>",
        "<table><tr><td>",
        "<br>word",
        "<li>word",
    ],
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    with suppress(ReadError):
        read(f"<body>{paragraphs()}{piece * 4_000}</body>".encode())

    assert time.process_time() - start < 10


def test_a_file_of_comments_is_looked_through_once() -> None:
    comments = b"<?xml version='1.0'?>" + b"<!-- tide -->" * 300

    started = time.process_time()
    assert "its first element is tides" in refused(comments[:3900] + b"--><tides><tide>low</tide></tides>")
    assert read(comments + paragraphs().encode()).body
    assert time.process_time() - started < 2


@pytest.mark.external
def test_every_page_of_the_corpus_is_read(corpus: Path) -> None:
    count = 0
    for path in sorted(corpus.glob("pages/*/html/*.gz")):
        made = read(gzip.decompress(path.read_bytes()), f"https://page.example/{path.stem}")
        count += 1
        assert made.headline and made.body, path.name
    assert count > 200
