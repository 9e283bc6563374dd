"""Pages that hold no article, files that are no pages, letters in the wrong encoding: each is named for what it is."""

from __future__ import annotations

import gzip

import pytest

from printkit.errors import ReadError
from printkit.model.blocks import words
from tests.readers.pages import FOOT, MENU, TIDE, page, paragraphs, read

HERE = "https://harbour.example/2026/tide.html"


def site(body: str, title: str = "The Harbour Review", lang: str = "en") -> bytes:
    """A page of the site round whatever stands in it."""
    return f"<html lang={lang}><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>".encode()


def teasers(count: int) -> str:
    return "".join(
        f"<article><h3><a href=/story/{n}>What the tide left behind in the year {n}</a></h3>"
        f"<p>The harbour master wrote the height in his book, looked at it, and wrote it again in {n}.</p></article>"
        for n in range(1990, 1990 + count)
    )


def said(data: bytes, location: str = HERE) -> str:
    """What is said of a page that may hold no article: in an error, or in a Note on what was kept."""
    try:
        notes = read(data, location).findings
    except ReadError as error:
        assert error.where == location
        assert error.hint
        return error.text
    return " ".join(note.text for note in notes if note.code in {"page.no-article", "page.partial"})


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, HERE)
    return caught.value.text


@pytest.mark.parametrize(
    ("body", "location"),
    [
        (teasers(30), "https://harbour.example/"),
        (f"<h1>News</h1>{teasers(20)}", "https://harbour.example/news/"),
        (f"<h1>Tides</h1><p>{TIDE[0]}</p>{teasers(13)}", "https://harbour.example/tag/tides"),
        (teasers(12), "saved/index.html"),
        ("".join(f"<a href=/{n}>Story number {n} of the harbour</a> " for n in range(90)), "https://harbour.example/"),
    ],
)
def test_front_pages_and_lists_of_articles_are_named(body: str, location: str) -> None:
    assert "a front page or a list of articles" in said(site(body), location)


def test_an_article_whose_subheads_are_links_is_no_list_of_articles() -> None:
    body = "".join(f"<h2><a href=/boat/{n}>Boat number {n}</a></h2>{paragraphs()}" for n in range(6))

    assert said(page(f"<h1>Six Boats</h1>{body}")) == ""


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Sign in</h1><form><input name=user><input type=password></form>",
        f"<h1>Log in</h1><p>{TIDE[0]}</p><form><input name=u><input type=password></form><p>{TIDE[1]}</p>",
    ],
)
def test_logins_are_named(body: str) -> None:
    assert "a page to log in" in said(site(body))


@pytest.mark.parametrize(
    ("wall", "head"),
    [
        ("<div class=paywall><h2>This article is for subscribers</h2><p>From 1 a month.</p></div>", ""),
        ("<div><p>To continue reading, subscribe today.</p></div>", ""),
        ("<aside><p>La suite est réservée aux abonnés.</p></aside>", ""),
        ("<div><p>Um weiterzulesen, melden Sie sich an.</p></div>", ""),
        ("", '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'),
    ],
)
def test_a_page_behind_a_wall_says_that_it_is_a_part(wall: str, head: str) -> None:
    teaser = page(f"<h1>Low Water</h1><p>{TIDE[0]}</p><p>{TIDE[1]}</p>{wall}", head=head)

    assert "only a part of its article" in said(teaser)


@pytest.mark.parametrize(
    ("body", "location"),
    [
        (f"<h1>Results for tide</h1>{teasers(15)}", "https://harbour.example/search?q=tide"),
        (f"<h1>Suchergebnisse für Tide</h1>{teasers(15)}", "https://harbour.example/suche/?q=tide"),
        (
            "<h1>Search</h1><p>Your search for tide gave no results. Try other words.</p>",
            "https://harbour.example/?s=t",
        ),
    ],
)
def test_results_of_a_search_are_named(body: str, location: str) -> None:
    assert "search results" in said(site(body), location)


CONSENT_DE = (
    "<h2>Mit Werbung weiterlesen</h2><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details finden Sie in "
    "der Datenschutzerklärung. Sie können Ihre Zustimmung jederzeit widerrufen.</p><p>Wir verwenden Cookies, um "
    "Anzeigen zu personalisieren. Unsere Partner führen diese mit weiteren zusammen.</p><button>Ja</button>"
)
CONSENT_EN = (
    "<h1>We value your privacy</h1><p>We and our 842 partners store and access information on a device, such as "
    "cookies, and process personal data, such as unique identifiers, for personalised advertising and content.</p>"
    "<p>With your permission we and our partners may use precise location data. You may click to consent to this.</p>"
)


@pytest.mark.parametrize("body", [CONSENT_DE, CONSENT_EN])
def test_a_page_that_asks_for_consent_is_named(body: str) -> None:
    assert "asks for consent" in said(f"<html><body><div>{body}</div></body></html>".encode())


def test_an_article_on_consent_is_an_article() -> None:
    told = "The court held on Monday that a website must ask before it stores a cookie, and that silence is no consent."

    assert said(page(f"<h1>Court Rules on Cookies</h1><p>{told}</p>{paragraphs()}")) == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div></body>",
        "<title>Just a moment...</title><h1>harbour.example</h1><p>Checking your browser before accessing the site. "
        "Your browser will redirect to your requested content shortly.</p><p>Ray ID: 8a7b6c5d4e3f</p>",
        "<h1>JavaScript ist deaktiviert</h1><p>Bitte aktivieren Sie es in den Einstellungen Ihres Browsers.</p>",
    ],
)
def test_a_page_that_asks_for_scripts_is_named(markup: str) -> None:
    assert "a browser with scripts" in said(f"<html>{markup}</html>".encode())


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
        ("Page not found", f"<h1>Page not found</h1><p>Sorry, the page is not here any more.</p>{teasers(4)}"),
        ("Fehler 404", "<h1>Seite nicht gefunden</h1><p>Die Seite wurde verschoben oder gelöscht, prüfen Sie sie.</p>"),
        ("Error", "<h1>Internal Server Error</h1><p>The server met an error and could not complete your request.</p>"),
        ("Access Denied", "<h1>Access Denied</h1><p>You have no permission to see this page on this server.</p>"),
        ("Page introuvable", "<h1>Page introuvable</h1><p>La page que vous cherchez n'existe pas ou plus du tout.</p>"),
    ],
)
def test_the_message_of_an_error_is_named(title: str, body: str) -> None:
    assert "a message of an error" in said(f"<html><title>{title}</title><body>{body}</body></html>".encode())


def test_an_article_with_a_number_in_its_headline_is_no_error() -> None:
    made = page(f"<h1>The 404 boats of the harbour</h1>{paragraphs()}", title="The 404 boats of the harbour")

    assert said(made) == ""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 9, "JPEG"),
        (b"GIF89a" + bytes(range(256)), "GIF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 9, "PDF"),
        (b"%PDF-1.4\nBT /F1 12 Tf (Hello, this is text) Tj ET\n%%EOF", "PDF"),
        (b"{\\rtf1\\ansi\\pard The tide left the harbour.\\par}", "RTF"),
        (b"\0\0\0\x18ftypmp42" + bytes(4000), "MP4"),
        (b"MZ\x90\0" + bytes(3000), "program"),
        (b'{"title": "Low Water", "body": ["text"]}', "JSON"),
        (b'<?xml version="1.0"?><data><row id="1">text</row></data>', "XML"),
        (bytes(range(256)) * 90, "binary"),
        (page().replace(b" ", b"\0\1 "), "binary"),
    ],
)
def test_other_files_under_a_pages_name_are_refused_by_their_own(data: bytes, name: str) -> None:
    assert name in refused(data)


def test_a_compressed_page_is_refused_for_what_it_is() -> None:
    assert "gzip" in refused(gzip.compress(page()))


def test_a_page_of_frames_names_them() -> None:
    frames = b"<html><frameset cols='20%,80%'><frame src=menu.html><frame src=text.html></frameset></html>"

    assert refused(frames) == "the page only shows others in frames: menu.html, text.html"
    assert "text.html" in refused(b"<html><body><iframe src=text.html></iframe></body></html>")


def test_a_page_that_leads_on_says_where() -> None:
    leads = b'<html><head><meta http-equiv=refresh content="0; url=https://harbour.example/b"></head></html>'

    assert refused(leads) == "the page only leads on to https://harbour.example/b"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_are_read(codec: str) -> None:
    made = read(page().decode().encode(codec))

    assert [words(block) for block in made.body] == list(TIDE)
    assert [note.code for note in made.findings] == ["source.encoding"]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text",
    ["Прилив ушёл из гавани в шесть, и лодки лежали на боку в иле.", "Der Hafen – „so“ heißt er – läge längst öde."],
)
def test_a_page_encoded_twice_is_put_right_with_a_note(text: str, codec: str) -> None:
    once = page(f"<h1>Low Water</h1>{paragraphs(text, *TIDE)}").replace("”".encode(), b'"')
    broken = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in once)
    made = read(broken.encode())

    assert words(made.body[0]) == text
    assert [note.text[:26] for note in made.findings] == ["the page was encoded twice"]


def test_letters_that_only_look_encoded_twice_stay() -> None:
    text = "In old mails Ã¤ stands for ä, é for é, and nobody in São Tomé or Łódź was ever amused by it, nor in Århus."

    assert words(read(page(f"<h1>Low Water</h1>{paragraphs(text, *TIDE)}")).body[0]) == text


def test_a_page_that_says_utf_8_and_is_not_is_read_all_the_same() -> None:
    made = read(page().decode().replace("harbour", "härboür – “x”").encode("cp1252"))

    assert "härboür – “x”" in words(made.body[0])
    assert [note.code for note in made.findings] == ["source.encoding"]


def test_japanese_of_no_named_encoding_is_guessed() -> None:
    text = "潮が六時に港を出て、船は午後まで泥の中に横たわっていた。町の誰も、これほど低い水を見たことがなかった。"
    markup = f"<html><title>干潮の港</title><body><h1>干潮の港</h1><p>{text}</p><p>{text[::-1]}</p></body></html>"

    assert words(read(markup.encode("shift_jis")).body[0]) == text


def test_a_hundred_thousand_empty_elements_do_no_harm() -> None:
    assert [words(b) for b in read(page(f"<h1>Low Water</h1>{paragraphs()}{'<i></i>' * 100_000}")).body] == list(TIDE)


def test_broken_markup_keeps_its_words() -> None:
    broken = (
        f"<div><h1>Low Water<p>{TIDE[0]}<b><i>{TIDE[1]}</b><p>{TIDE[2]}"
        f"<table><tr><td>mud<div></table><p>{TIDE[3]}</p></p></span>"
    )
    every = " ".join(words(block) for block in read(f"<html><body>{broken}".encode()).body)

    assert all(text in every for text in (*TIDE[:4], "mud"))
