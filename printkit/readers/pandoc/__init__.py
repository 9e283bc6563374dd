"""Documents of other programs, read through pandoc where it is installed: Word, OpenDocument, JATS and more."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from posixpath import basename
from urllib.parse import quote

from printkit.errors import Note, ReadError
from printkit.model.article import Source
from printkit.readers.containers.names import known_as
from printkit.readers.containers.unpacked import Unpacked
from printkit.readers.pandoc import jats, packed, program
from printkit.readers.pandoc.document import article
from printkit.wrapping.documents import format_of
from printkit.wrapping.kinds import DOCUMENT, is_picture

__all__ = ["article", "convert"]


def convert(source: Source) -> Unpacked:
    """A document turned into HTML, with the pictures in it.

    Starts another program. Raises ReadError where pandoc is missing or too old, or cannot read the document.
    """
    kind = format_of(source.media_type, source.data)
    if kind is None:
        raise ReadError(f"'{source.media_type}' is no document for pandoc", where=source.location)
    if not source.data.strip():
        raise ReadError("the document is empty", where=source.location, hint="it has no bytes at all")
    data = jats.with_notes(source.data) if kind.name == "jats" else source.data
    made = program.convert(data, kind, source.location)
    told = _told(made.meta)
    if (own := _OWN_WORD.get(kind.name)) is not None:
        told |= own(source.data)
    place = quote(basename(source.location)) or "document"
    body = made.body.replace(f'src="{program.MEDIA}/', f'src="{escape(place)}/')
    pages = json.dumps({"meta": told, "html": body}).encode()
    pictures = {
        known_as(f"{place}/{quote(path)}", source.location): picture
        for path, picture in made.pictures.items()
        if is_picture(picture)
    }
    lost = packed.formulas(source.data) - made.body.count('class="math ') if kind.name == "odt" else 0
    text = f"{lost} formulas of the document are not read by the pandoc on this machine, and are lost"
    findings = (Note("error", "document.formulas", text, source.location),) if lost > 0 else ()
    return Unpacked(Source(pages, DOCUMENT, source.location), pictures, findings=findings)


# What we read ourselves of what a document says of itself.
_OWN_WORD: dict[str, Callable[[bytes], dict[str, object]]] = {
    "jats": jats.told,
    "odt": packed.opendocument,
    "epub": packed.book,
}


def _told(meta: str) -> dict[str, object]:
    try:
        told = json.loads(meta or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
