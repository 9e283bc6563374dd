"""Sources are read by their media type, and the posts of real sites come out without a trace of their generators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Code, inlines, walk, words

CODE = re.compile(r"<(code|samp|kbd)\b.*?</\1>", re.S)
MARKS = re.compile(r"\{%|%\}|\{\{|\{:[.# \w]|^(?:\+\+\+|---)$|^(?:title|layout|authors|excerpt|tags): ", re.M)


def read(data: bytes, media_type: str, location: str = "posts/a.md") -> Article:
    (made,) = readers.read(Source(data, media_type, location), Reading(lang="en"))
    return made


def test_a_media_type_chooses_the_reader() -> None:
    assert read(b"# T\n\nA *word*.\n", "text/markdown; charset=utf-8").headline == "T"
    assert read(b"T\n\nA *word*.\n", "text/plain").body[0].text == "A *word*."  # type: ignore[union-attr]
    assert read(b"<title>T</title><p>A <em>word</em>.</p>", "text/html").headline == "T"


def test_an_unknown_media_type_is_refused_with_a_hint() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"%PDF", "application/pdf", "a.pdf")

    assert (caught.value.where, "text/markdown" in caught.value.hint) == ("a.pdf", True)


def test_a_pages_headline_is_its_first_heading_before_its_title() -> None:
    head = b"<html lang=de><head><title>The Harbour | The Review</title></head>"
    page = head + b"<body><h1>The Harbour</h1><p>Text.</p></body></html>"
    made = read(page, "text/html", "a.html")

    assert (made.headline, made.lang, len(made.body)) == ("The Harbour", "de", 1)


def test_warming_changes_no_answer() -> None:
    text = b"# T\n\nA word and `code`.\n"
    cold = read(text, "text/markdown")

    readers.warm()

    assert read(text, "text/markdown") == cold


def test_reading_twice_is_reading_the_same() -> None:
    text = b"---\ntitle: T\nextra: {a: 1}\n---\nA word[^1].\n\n[^1]: Note.\n"

    assert read(text, "text/markdown") == read(text, "text/markdown")


def posts(corpus: Path) -> Iterator[tuple[str, Article]]:
    for root, folder in (("markdown-18f", "posts"), ("markdown-rust", "")):
        for post in sorted((corpus / root / folder).glob("*.md")):
            if post.name != "ORIGIN.md":
                name = f"{folder or 'posts'}/{post.name}"
                yield name, read(post.read_bytes(), "text/markdown", name)


@pytest.mark.external
def test_every_post_is_read_and_nothing_of_its_generator_is_printed(corpus: Path) -> None:
    count = 0
    for name, made in posts(corpus):
        count += 1
        prose = [
            CODE.sub("", text) for block in walk(made.body) if not isinstance(block, Code) for text in inlines(block)
        ]
        # One post writes about braces and says so with `raw`.
        left = [mark for text in [made.headline, made.standfirst, *prose] for mark in MARKS.findall(text)]

        assert made.headline and made.byline and made.published and made.body, name
        assert not [mark for mark in left if mark not in ("{{", "}}") or "oracle" not in name], name
    assert count > 300


@pytest.mark.external
def test_no_sentence_of_a_post_is_lost(corpus: Path) -> None:
    for root, folder in (("markdown-18f", "posts"), ("markdown-rust", "")):
        for post in sorted((corpus / root / folder).glob("*.md")):
            if post.name == "ORIGIN.md":
                continue
            source = post.read_text(encoding="utf-8")
            made = read(source.encode(), "text/markdown", f"posts/{post.name}")
            said = " ".join([*map(words, made.body), *(words(b) for blocks in made.notes.values() for b in blocks)])
            kept = set(re.findall(r"[a-z]+", said.lower()))
            # Plain lines of prose, without marks that could hide a word.
            plain = re.findall(r"(?m)^[A-Z][A-Za-z ,;]{60,}[.]$", source.partition("\n---\n")[2])

            assert not [line for line in plain if set(re.findall(r"[a-z]+", line.lower())) - kept], post.name


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "a zip"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1 Words}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of an old Office"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(32)) * 10, "binary data"),
    ],
)
@pytest.mark.parametrize("kind", ["text/markdown", "text/plain"])
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, what: str, kind: str):
    with pytest.raises(ReadError, match=f"no text but {what}"):
        readers.read(Source(data, kind, "a.md"), Reading())


def test_text_of_two_bytes_a_letter_is_text():
    (article,) = readers.read(Source("# Wörter\n\nUnd mehr.".encode("utf-16"), "text/markdown", "a.md"), Reading())

    assert article.headline == "Wörter"
