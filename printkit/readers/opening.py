"""Sources that are opened before they are read: containers unpacked, other programs' documents turned into HTML."""

from __future__ import annotations

from printkit.model.article import Source
from printkit.readers import containers, pandoc
from printkit.readers.containers import Unpacked
from printkit.wrapping import is_document, opener


def opened(source: Source, *, inside: str = "") -> tuple[Unpacked, ...]:
    """The pages in a source, one level deep. Raises ReadError where it is broken, too large, or pandoc is missing."""
    if not opener(source, inside=inside):
        return (Unpacked(source),)
    return (pandoc.convert(source),) if is_document(source) else containers.unpack(source)
