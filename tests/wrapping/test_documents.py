"""What a document is, seen in its first bytes, in time."""

from __future__ import annotations

import time

import pytest

from printkit.wrapping.documents import FORMATS, JATS, format_of

ARTICLE = b'<article article-type="research"><front/></article>'


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xef\xbb\xbf",
        b'<?xml version="1.0"?>\n',
        b"<!-- a -->\n<!-- b --> ",
        b'<!DOCTYPE article PUBLIC "x" "y">\n',
    ],
)
def test_an_article_of_a_journal_is_known_by_its_root(head: bytes):
    assert format_of("application/xml", head + ARTICLE) == FORMATS[JATS]


def test_any_other_xml_is_none():
    assert format_of("text/xml", b'<?xml version="1.0"?><rss version="2.0"/>') is None


@pytest.mark.parametrize("piece", [b"<!---->", b"<??>", b"<!-- -->\n"])
def test_a_page_of_comments_is_looked_through_once(piece: bytes):
    started = time.process_time()

    assert format_of("application/xml", piece * 5_000 + b"words") is None
    assert time.process_time() - started < 0.5
