"""What an answer is: by what the server says, then by the address's name, then by its own first bytes."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from printkit.errors import SourceError
from printkit.sources.files import MANY_TYPES, MEDIA_TYPES, TYPES

PDF = "application/pdf"

_SAME = {
    "application/xhtml+xml": "text/html",
    "application/vnd.wap.xhtml+xml": "text/html",
    "text/x-markdown": "text/markdown",
    "text/x-web-markdown": "text/markdown",
    "text/rss+xml": MANY_TYPES[".rss"],
    "text/atom+xml": MANY_TYPES[".atom"],
    "text/xml": MANY_TYPES[".xml"],
    "application/json": MANY_TYPES[".json"],
    "application/x-pdf": PDF,
}
_VAGUE = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/x-download", "text/plain", "*/*")
)
# What Python calls encodings and no text on the web is in; undoing punycode takes time that grows with its square.
_NO_CHARSETS = frozenset(("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"))
_NO_TEXT = ("image/", "video/", "audio/", "font/", "model/")
_SPOKEN = {"image": "a picture", "video": "a film", "audio": "a sound", "font": "a font", "model": "a model"}
# Possessive, since a page of comments would otherwise be matched in every way there is.
_BEFORE = rb"\s*+(?:<\?xml\b[^>]*+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_XML = re.compile(_BEFORE + rb"<(?:rss|feed|rdf:RDF)\b", re.S)
_HTML = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEAD = 4096


def readable(content_type: str) -> str:
    """Why an answer of this Content-Type is no article nor many; nothing where it may be."""
    said = _essence(content_type)
    if said.startswith(_NO_TEXT):
        return f"this is {_SPOKEN[said.partition('/')[0]]} ({said}), not an article"
    known = said in _VAGUE or said in _SAME or said in _known() or said == PDF or said.startswith("text/")
    return "" if known or said.endswith(("+xml", "+json")) else f"this is no kind of article that we read ({said[:60]})"


def showable(content_type: str) -> str:
    """Why an answer of this Content-Type is no picture; nothing where it may be."""
    said = _essence(content_type)
    if said.startswith("image/") or said in _VAGUE:
        return ""
    return (
        f"the site answers with {'a page' if said in {'text/html', 'application/xhtml+xml'} else said[:60]}, no picture"
    )


def of(content_type: str, address: str, data: bytes, said: str = "") -> str:
    """The media type to read an answer as, with the charset that the server names; `said` is what a person says.

    Raises SourceError where it is nothing that is read.
    """
    charset = _charset(content_type)
    if said:
        return TYPES[said] + charset
    kind = _essence(content_type)
    kind = _SAME.get(kind, kind)
    if kind not in _VAGUE and (kind in _known() or kind == PDF):
        return kind + charset
    name = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    seen = _by_bytes(data)
    found = PDF if seen == PDF else (MEDIA_TYPES | MANY_TYPES).get(name, "") or seen
    if not found and kind in _VAGUE and _is_text(data):
        found = "text/plain"
    if not found:
        hint = f"save it and name the file, or say --type {', '.join(TYPES)}"
        raise SourceError(f"this is no kind of source that we read ({kind or 'of no type'})", where=address, hint=hint)
    return found + charset


def as_text(data: bytes, media_type: str) -> bytes:
    """Plain text and Markdown as UTF-8, of whatever charset the server named; all else as it is."""
    kind, _, rest = media_type.partition(";")
    charset = rest.partition("charset=")[2]
    if kind not in {"text/markdown", "text/plain"} or not charset:
        return data
    try:
        name = codecs.lookup(charset).name
        return data if name == "utf-8" or name in _NO_CHARSETS else data.decode(name, "replace").encode()
    except (LookupError, ValueError):
        return data


def ending(media_type: str) -> str:
    """The ending of a file of this type."""
    kind = _essence(media_type)
    known = {"text/html": ".html", "text/plain": ".txt", PDF: ".pdf", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
    if kind in known:
        return known[kind]
    for endings in (MEDIA_TYPES, MANY_TYPES):
        for suffix, one in endings.items():
            if one == kind:
                return suffix
    rest = re.sub(r"[^a-z0-9].*", "", kind.partition("/")[2])[:8]
    return f".{rest}" if kind.startswith("image/") and rest else ""


def _known() -> frozenset[str]:
    return frozenset((*MEDIA_TYPES.values(), *MANY_TYPES.values()))


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _charset(content_type: str) -> str:
    found = re.search(r"""charset\s*=\s*["']?([\w:.-]{1,40})""", content_type, re.I)
    return f"; charset={found[1].lower()}" if found else ""


def _by_bytes(data: bytes) -> str:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return PDF
    if _XML.match(head):
        return MANY_TYPES[".xml"]
    if _HTML.match(head):
        return "text/html"
    return ""


def _is_text(data: bytes) -> bool:
    head = data[:_HEAD]
    return b"\0" not in head and sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head) * 100 <= len(head)
