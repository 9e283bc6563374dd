"""What pandoc reads for us: media types, its own names for them, and what people call them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of document: its name for pandoc, its name for people, and the pandoc that first reads it.

    `more` are pandoc's extensions that tell us more of it.
    """

    name: str
    called: str
    since: str = "2.15"
    more: str = ""


FORMATS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format(
        "docx", "a Word document", more="+styles"
    ),
    "application/vnd.oasis.opendocument.text": Format("odt", "an OpenDocument text"),
    "text/x-rst": Format("rst", "reStructuredText"),
    "text/asciidoc": Format("asciidoc", "AsciiDoc", "3.8.3"),
    "application/jats+xml": Format("jats", "a JATS article"),
    "application/epub+zip": Format("epub", "an EPUB book"),
    "application/x-fictionbook+xml": Format("fb2", "a FictionBook"),
    "application/rtf": Format("rtf", "an RTF document"),
    "application/x-tex": Format("latex", "LaTeX"),
    "application/x-ipynb+json": Format("ipynb", "a notebook"),
    "text/org": Format("org", "Org mode text"),
    "text/x-textile": Format("textile", "Textile"),
    "text/x-mediawiki": Format("mediawiki", "MediaWiki text"),
}
"""Kinds of documents by media type."""

JATS = "application/jats+xml"

# Possessive, since a page of comments would otherwise be matched in every way there is.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"(<!DOCTYPE\s+article\b[^>]*>)?\s*<article\b",
    re.S,
)
_MARKS = re.compile(rb"JATS|NLM//DTD|<article-meta|<journal-meta|dtd-version=|article-type=")
_XML = frozenset({"application/xml", "text/xml"})
_HEAD = 1 << 16


def format_of(media_type: str, data: bytes) -> Format | None:
    """The kind of document that a source is, or None where pandoc has no part in reading it.

    A journal's article is known by its root in any XML.
    """
    said = media_type.partition(";")[0].strip().lower()
    if said in _XML and _ROOT.match(head := data[:_HEAD]) and _MARKS.search(head):
        return FORMATS[JATS]
    return FORMATS.get(said)


def stamp() -> str:
    """Which pandoc there is, in a word that changes with it; empty for none."""
    found = shutil.which("pandoc")
    if found is None:
        return ""
    status = Path(found).stat()
    return f"{found} {status.st_size} {status.st_mtime_ns}"
