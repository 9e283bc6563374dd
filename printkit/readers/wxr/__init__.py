"""WordPress exports (WXR 1.0 to 1.2): posts and pages as articles, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from printkit.errors import Note
from printkit.model.article import Reading
from printkit.readers import items
from printkit.readers.batch import Batch, Found
from printkit.readers.wxr import export, posts
from printkit.readers.wxr.cut import Cutter
from printkit.readers.wxr.export import Site, is_export

__all__ = ["batch", "is_export"]


def batch(opened: Callable[[], BinaryIO], reading: Reading, where: str) -> Batch:
    """The export: `opened` opens it anew, once for its head and its attachments and once for its posts.

    Memory is that of one post and of an entry an attachment, whatever the export's size. Drafts, private posts and
    those behind a password come as drafts. Raises ReadError for what is no export.
    """
    with opened() as stream:
        site = export.site(stream, where)
    spoken = replace(reading, lang=items.language(site.lang) or reading.lang)
    return Batch(site.title, spoken.lang, site.link, _found(opened, site, spoken, where))


def _found(opened: Callable[[], BinaryIO], site: Site, reading: Reading, where: str) -> Iterator[Found]:
    if not site.version:
        yield Note("info", "source.version", "the export does not say which version of the format it has", where)
    left_out: Counter[str] = Counter()
    with opened() as stream:
        cutter = Cutter(stream)
        cutter.head()
        for raw in cutter.items():
            one = posts.read(raw, site, reading, where)
            if isinstance(one, str):
                left_out[one] += 1
            else:
                yield one
    if note := posts.told(left_out, where):
        yield note
