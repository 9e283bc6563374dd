"""Wrapping: what a source comes in, seen in its bytes by whoever orders the work; no reader is loaded for it."""

from __future__ import annotations

from printkit.model.article import Source
from printkit.wrapping import kinds
from printkit.wrapping.documents import format_of
from printkit.wrapping.gathering import Answer, gathered
from printkit.wrapping.kinds import DOCUMENT
from printkit.wrapping.names import matched

__all__ = ["DOCUMENT", "PANDOC", "Answer", "gathered", "is_document", "matched", "opener"]

PANDOC = "pandoc"
"""The way of opening that starts another program."""


def opener(source: Source, *, inside: str = "") -> str:
    """What opens a source, by a word; empty for one that is read as it is.

    `inside` is what opened the container that the source came out of: a page is not opened twice in the same way, and
    what is packed is taken out of no package but the first.
    """
    if inside and source.media_type == DOCUMENT:
        return ""
    if is_document(source):
        return PANDOC
    found = kinds.kind(source.media_type, source.data)
    return "" if inside and found in {"zip", "warc", inside} else found


def is_document(source: Source) -> bool:
    """Whether a source is a document that pandoc is to read first."""
    return format_of(source.media_type, source.data) is not None
