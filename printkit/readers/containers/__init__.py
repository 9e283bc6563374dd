"""Containers: one file that holds pages and their pictures, as browsers, crawlers and exports make them."""

from __future__ import annotations

from collections.abc import Callable

from printkit.model.article import Source
from printkit.readers.containers import archive, inline, mhtml, warc
from printkit.readers.containers.kinds import DOCUMENT, TYPES, kind
from printkit.readers.containers.names import matched
from printkit.readers.containers.unpacked import Unpacked

__all__ = ["DOCUMENT", "TYPES", "Unpacked", "matched", "opener", "unpack"]


def opener(source: Source) -> str:
    """What unpacks a source, by a word, seen in its bytes where its name does not say so; empty for no container."""
    return kind(source.media_type, source.data)


def unpack(source: Source) -> tuple[Unpacked, ...]:
    """The pages in a container, with the pictures at hand for them; a source that is none is its own only page.

    Raises ReadError for a container that is broken, locked, too large, or holds no page.
    """
    unpacker = _UNPACKERS.get(kind(source.media_type, source.data))
    return unpacker(source) if unpacker else (Unpacked(source),)


_UNPACKERS: dict[str, Callable[[Source], tuple[Unpacked, ...]]] = {
    "mhtml": mhtml.unpack,
    "warc": warc.unpack,
    "zip": archive.unpack,
    "inline": inline.unpack,
}
