"""Feeds (RSS 0.9x to 2.0, RDF, Atom, JSON Feed): each entry an article."""

from __future__ import annotations

from collections.abc import Iterator

from printkit.errors import ReadError
from printkit.model.article import Reading
from printkit.readers import items
from printkit.readers.feed import entry, jsonfeed, syndicated
from printkit.readers.feed.entry import Feed, words
from printkit.wrapping.batch import Batch, Found

__all__ = ["batch"]


def batch(data: bytes, reading: Reading, where: str) -> Batch:
    """The feed in these bytes; nothing is fetched.

    Raises ReadError for what is no feed, and for one that has no entries.
    """
    said = (jsonfeed if jsonfeed.is_json(data) else syndicated).feed(data, where)
    return Batch(words(said.title), items.language(said.lang), said.link, _found(said, reading, where))


def _found(feed: Feed, reading: Reading, where: str) -> Iterator[Found]:
    yield from feed.findings
    for number, one in enumerate(feed.entries, 1):
        try:
            yield entry.article(one, feed, number, reading, where)
        except ReadError as error:
            yield error
