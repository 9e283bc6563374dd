"""What a container is, seen in its first and last bytes, whatever its name says."""

from __future__ import annotations

import re

MIME = "multipart/related"
WARC = "application/warc"
GZIP = "application/gzip"
ZIP = "application/zip"
WACZ = "application/wacz"
TYPES = frozenset({MIME, WARC, GZIP, ZIP, WACZ})
"""The media types of containers."""

DOCUMENT = "application/vnd.printkit.document+json"
"""A document that another program has turned into HTML: its metadata and its text, still to be read."""

_HEAD = 4096
_MESSAGE = re.compile(rb"\A\s*(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.S)
_RELATED = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)", re.I | re.M)
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile", re.I)
_LARGE = 1_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def kind(media_type: str, data: bytes) -> str:
    """Which unpacker a source wants: mhtml, warc, zip, or inline for a page with its pictures in it; empty for none."""
    said = media_type.partition(";")[0].strip().lower()
    if said in TYPES:
        return _of_bytes(data) or {MIME: "mhtml", ZIP: "zip", WACZ: "zip"}.get(said, "warc")
    if said not in {"text/html", "application/xhtml+xml"}:
        return ""
    seen = _of_bytes(data)
    if seen or data.rfind(b"PK\x05\x06", -70_000) > 0:
        return seen or "zip"
    return "inline" if has_pictures_inside(data) else ""


def _of_bytes(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith((b"WARC/", b"\x1f\x8b")):
        return "warc"
    head = _MESSAGE.match(data[:_HEAD].replace(b"\r\n", b"\n"))
    return "mhtml" if head and _RELATED.search(head[0]) else ""


def has_pictures_inside(data: bytes) -> bool:
    """Whether a page brings its pictures in its own markup: one that SingleFile wrote, or a large one with any."""
    if _SINGLE_FILE.search(data[:_HEAD]):
        return True
    return len(data) > _LARGE and b"data:image/" in data


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a picture does that can be printed, whatever they are called."""
    if data.startswith(_PICTURES):
        return True
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"
