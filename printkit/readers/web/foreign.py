"""What a page is not: other files under its name, and pages that only lead to others; each refused by its own name."""

from __future__ import annotations

import json
import re

from printkit.errors import ReadError
from printkit.readers.web import units
from printkit.readers.web.page import Element

_SIGNS: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "a PDF"),
    (b"\x89PNG", 0, "a picture (PNG)"),
    (b"\xff\xd8\xff", 0, "a picture (JPEG)"),
    (b"GIF8", 0, "a picture (GIF)"),
    (b"WEBP", 8, "a picture (WebP)"),
    (b"PK\x03\x04", 0, "a zip archive"),
    (b"\x1f\x8b", 0, "compressed data (gzip)"),
    (b"BZh", 0, "compressed data (bzip2)"),
    (b"\xfd7zXZ", 0, "compressed data (xz)"),
    (b"7z\xbc\xaf", 0, "an archive (7z)"),
    (b"Rar!", 0, "an archive (rar)"),
    (b"{\\rtf", 0, "a text of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", 0, "an old file of an office program"),
    (b"ftyp", 4, "a film or a sound (MP4)"),
    (b"ID3", 0, "a sound (MP3)"),
    (b"OggS", 0, "a film or a sound (Ogg)"),
    (b"MZ\x90", 0, "a program"),
    (b"\x7fELF", 0, "a program"),
    (b"wOF", 0, "a font"),
    (b"SQLite format 3", 0, "a database (SQLite)"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|article|title|table|ul|section|br|a)\b", re.I)
# Possessive, since a file of comments would otherwise be matched in every way there is.
_XML = re.compile(rb"\s*+<\?xml\b[^>]*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<([\w:.-]++)", re.S)
_MOST_JSON = 2_000_000
_WORDS = 12  # a page with fewer has none of its own
_REFRESH = re.compile(r"url\s*=\s*['\"]?\s*([^'\"\s;]+)", re.I)


def refuse(data: bytes, location: str) -> None:
    """Raises ReadError, naming what it is, for a file of another kind under a page's name."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, place, name in _SIGNS:
        if head.startswith(sign, place):
            raise ReadError(f"this is no page but {name}", where=location, hint="give it the ending of what it is")
    if head[:1] in {b"{", b"["} and not _HTML.search(data[:_MOST_JSON]) and _is_json(data[:_MOST_JSON]):
        raise ReadError("this is no page but data (JSON)", where=location, hint="a feed in JSON ends in .json")
    root = _XML.match(data[:4096])
    if root and root[1].lower() not in {b"html", b"svg:html"} and not _HTML.search(data):
        name = root[1].decode("ascii", "replace")
        hint = "an export or a feed ends in .xml"
        raise ReadError(f"this is no page but data (XML, its first element is {name})", where=location, hint=hint)


def _is_json(data: bytes) -> bool:
    if len(data) >= _MOST_JSON:
        return True
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def refuse_leading_on(tree: Element, location: str) -> None:
    """Raises ReadError for a page that has no words of its own and shows, or leads to, other pages."""
    refreshes = [meta for meta in tree.iter("meta") if meta.get("http-equiv", "").lower() == "refresh"]
    frames = [frame.get("src", "") for frame in tree.iter("frame", "iframe")]
    frames = [source for source in frames if source and not source.startswith(("about:", "javascript:"))]
    if not (frames or refreshes) or _has_words(tree):
        return
    if frames and next(tree.iter("img"), None) is None:
        listed = ", ".join(frame[:80] for frame in frames[:4])
        hint = "save or name the page inside of it"
        raise ReadError(f"the page only shows others in frames: {listed}", where=location, hint=hint)
    for meta in refreshes:
        if target := _REFRESH.search(meta.get("content", "")):
            raise ReadError(f"the page only leads on to {target[1][:200]}", where=location, hint="name that address")


def _has_words(tree: Element) -> bool:
    body = tree.find("body")
    return (
        body is not None
        and next(tree.iter("frameset"), None) is None
        and len(units.spoken(body).split(None, _WORDS)) > _WORDS
    )
