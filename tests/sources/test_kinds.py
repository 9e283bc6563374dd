"""What an answer is, by the server's word, by its name, and by its first bytes."""

from __future__ import annotations

import time

import pytest

from printkit.errors import SourceError
from printkit.sources import kinds

SEEN = [
    ("text/html; charset=ISO-8859-1", "https://h.example/", b"x", "text/html; charset=iso-8859-1"),
    ("application/xhtml+xml", "https://h.example/", b"x", "text/html"),
    ("text/plain", "https://h.example/a.md", b"# x", "text/markdown"),
    ("text/plain; charset=utf-8", "https://h.example/LICENSE", b"words", "text/plain; charset=utf-8"),
    ("application/octet-stream", "https://h.example/a.html", b"\xef\xbb\xbf <!DOCTYPE html>", "text/html"),
    ("", "https://h.example/a", b"<!-- a --><html>", "text/html"),
    ("", "https://h.example/a", b"%PDF-1.7", "application/pdf"),
    ("text/plain", "https://h.example/a.html", b"%PDF-1.7", "application/pdf"),
    ("text/xml", "https://h.example/feed", b"<rss>", "application/xml"),
    ("", "https://h.example/feed", b"<?xml version='1.0'?>\n<!-- a -->\n<feed>", "application/xml"),
    ("application/json", "https://h.example/feed", b"{}", "application/feed+json"),
]


@pytest.mark.parametrize(("said", "address", "data", "kind"), SEEN)
def test_an_answer_is_what_the_server_says_then_its_name_then_its_bytes(
    said: str, address: str, data: bytes, kind: str
):
    assert kinds.of(said, address, data) == kind


def test_a_person_s_word_goes_before_all():
    assert kinds.of("image/png", "https://h.example/a.png", b"x", "markdown") == "text/markdown"


@pytest.mark.parametrize("said", ["image/png", "application/zip-bomb", "application/ld+json", "text/css", ""])
def test_what_is_nothing_that_is_read_is_told(said: str):
    with pytest.raises(SourceError, match="no kind of source that we read"):
        kinds.of(said, "https://h.example/a", b"\x89PNG\r\n\x1a\n\0\0")


def test_a_page_of_comments_is_looked_through_once():
    started = time.process_time()
    kinds.of("", "https://h.example/a", b"<!---->" * 580 + b"words")

    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(("said", "word"), [("video/mp4", "a film"), ("image/png", "a picture"), ("text/html", "")])
def test_what_is_no_article_is_called_by_its_name(said: str, word: str):
    assert word in kinds.readable(said)
    assert bool(kinds.readable(said)) == bool(word)


def test_text_is_read_by_the_charset_of_the_server_in_no_time():
    body = b"b" * 400_000 + b"-" + b"zzz9" * 100_000
    started = time.process_time()

    assert kinds.as_text(body, "text/plain; charset=punycode") == body
    assert time.process_time() - started < 1


def test_text_is_read_by_the_charset_of_the_server_whatever_that_says():
    assert kinds.as_text("ø".encode("latin-1"), "text/plain; charset=iso-8859-1") == "ø".encode()
    assert kinds.as_text(b"\xf8", "text/plain; charset=rot13") == b"\xf8"
    assert kinds.as_text(b"\xf8", "text/plain; charset=none-such") == b"\xf8"


def test_a_type_without_end_makes_no_ending_without_end():
    assert kinds.ending("image/" + "x" * 5000) == ".xxxxxxxx"
