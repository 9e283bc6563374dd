"""WordPress exports (WXR 1.0 to 1.2): posts and pages as articles, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from printkit.errors import Note
from printkit.model.article import Reading
from printkit.readers import items
from printkit.readers.wxr import export, posts
from printkit.readers.wxr.cut import Cutter
from printkit.readers.wxr.export import Site, is_export
from printkit.wrapping.batch import Batch, Found

__all__ = ["Site", "articles", "batch", "is_export", "raw_items", "site", "told"]

Opened = Callable[[], BinaryIO]
"""Opens the export anew, at its beginning."""


def batch(opened: Opened, reading: Reading, where: str) -> Batch:
    """The export, opened once for its head and its attachments and once for its posts.

    Memory is that of one post and of an entry an attachment, whatever the export's size. Drafts, private posts and
    those behind a password come as drafts. Raises ReadError for what is no export.
    """
    found = site(opened, where)
    return Batch(found.title, found.lang, found.link, _found(opened, found, reading, where))


def site(opened: Opened, where: str) -> Site:
    """The site that the export is of, with its authors and attachments; raises ReadError for what is no export."""
    with opened() as stream:
        found = export.site(stream, where)
    return replace(found, lang=items.language(found.lang))


def raw_items(opened: Opened) -> Iterator[bytes]:
    """Each item of the export as it stands in the file."""
    with opened() as stream:
        cutter = Cutter(stream)
        cutter.head()
        yield from cutter.items()


def articles(raw: Iterable[bytes], of: Site, reading: Reading, where: str) -> Iterator[Found | str]:
    """What each item is read as: an article, an error, or the kind of an item that is no post and no page."""
    spoken = replace(reading, lang=of.lang or reading.lang)
    return (posts.read(one, of, spoken, where) for one in raw)


def told(of: Site, left_out: Counter[str], where: str) -> Iterator[Note]:
    """What is to be said of the export as a whole; `left_out` counts the items of other kinds."""
    if not of.version:
        yield Note("info", "source.version", "the export does not say which version of the format it has", where)
    if note := posts.told(left_out, where):
        yield note


def _found(opened: Opened, of: Site, reading: Reading, where: str) -> Iterator[Found]:
    left_out: Counter[str] = Counter()
    for one in articles(raw_items(opened), of, reading, where):
        if isinstance(one, str):
            left_out[one] += 1
        else:
            yield one
    yield from told(of, left_out, where)
