"""Containers: one file that holds pages and their pictures, as browsers, crawlers and exports make them."""

from __future__ import annotations

from collections.abc import Callable

from printkit.model.article import Source
from printkit.readers.containers import archive, inline, mhtml, warc
from printkit.readers.containers.unpacked import Unpacked
from printkit.wrapping.kinds import kind

__all__ = ["Unpacked", "unpack"]


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
