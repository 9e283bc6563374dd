"""The jobs of an import, as they run inside a worker: posts of an export, entries of a feed, one page of the web."""

from __future__ import annotations

from printkit import readers
from printkit.model.article import Article, Reading, Source
from printkit.readers import feed, wxr
from printkit.readers.wxr import Site
from printkit.wrapping.batch import Found


def read_posts(raw: tuple[bytes, ...], site: Site, reading: Reading, where: str) -> tuple[Found | str, ...]:
    """What each item of an export is read as, in order."""
    return tuple(wxr.articles(raw, site, reading, where))


def read_feed(data: bytes, reading: Reading, where: str) -> tuple[str, str, tuple[Found, ...]]:
    """A feed's title and language, and what it holds."""
    found = feed.batch(data, reading, where)
    return found.title, found.lang, tuple(found.found)


def read_page(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The articles of a page."""
    return readers.read(source, reading)
