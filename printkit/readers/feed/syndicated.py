"""RSS, RDF and Atom, read by feedparser: bytes in, nothing fetched, nothing cleaned (`htmltree` does that)."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape, unescape
from time import struct_time

import feedparser  # type: ignore[import-untyped]

from printkit.errors import Note, ReadError
from printkit.readers import bylines
from printkit.readers.feed import escaping
from printkit.readers.feed.entry import Attached, Entry, Feed, plain, words

Said = Mapping[str, object]

# An address, alone or in brackets behind the name; what is left of `a@example.org (Ann Bee)` is in brackets itself.
_MAIL = re.compile(r"\((?:mailto:)?[^@\s()<>]+@[^@\s()<>]+\)|(?:mailto:)?[^@\s()<>]+@[^@\s()<>]+")
_WRAPPED = re.compile(r"\((.+)\)|(.+)", re.DOTALL)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)[\s/>]", re.ASCII)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def feed(data: bytes, where: str) -> Feed:
    """The feed and its entries. Raises ReadError for what is no feed, and for one that has no entries."""
    # A stream, for feedparser takes text for an address or a file's name, and fetches or opens it.
    headers = {"content-location": where} if _WEB.match(where) else {}
    found: Said = feedparser.parse(
        io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    listed = _list(found, "entries")
    if not found.get("version") and not listed:
        raise ReadError(f"this is no feed but {_kind_of(data)}", where=where, hint="RSS, Atom and JSON Feed are read")
    channel = _table(found, "feed")
    if not listed:
        title = words(_html(channel, "title"))
        named = f"the feed '{title}' has no entries" if title else "the feed has no entries"
        raise ReadError(named, where=where, hint="its items may be elsewhere, or not yet written")
    atom = str(found.get("version", "")).startswith("atom")
    return Feed(
        title=_html(channel, "title"),
        link=_say(channel, "link"),
        lang=_say(channel, "language"),
        rights=words(_html(channel, "rights")),
        # RFC 4287, 4.2.1: a feed's author is that of entries without one. RSS names an editor there.
        authors=_authors(channel) if atom else (),
        entries=tuple(_entry(entry, atom=atom) for entry in listed),
        findings=tuple(_damage(found, where)),
    )


def _kind_of(data: bytes) -> str:
    """What a file is that is no feed."""
    head = data[:4096]
    if not head.strip():
        return "an empty file"
    if _PAGE.search(head):
        return "a web page (HTML)"
    if b"\0" in head and head[:2] not in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "a binary file"
    if root := _ROOT.search(head):
        return f"XML whose outermost element is <{root[1].decode('ascii', 'replace')}>"
    return "plain text"


def _damage(found: Said, where: str) -> Iterator[Note]:
    fault = found.get("bozo_exception")
    if isinstance(fault, Exception) and not isinstance(fault, feedparser.CharacterEncodingOverride):
        said = " ".join(str(fault).split())[:120] or type(fault).__name__
        yield Note("warning", "source.damaged", f"the feed is damaged and was read as far as it can be: {said}", where)


def _entry(said: Said, *, atom: bool) -> Entry:
    content, base, lang, elsewhere = _content(said)
    detail = _table(said, "title_detail")
    summary = _table(said, "summary_detail")
    return Entry(
        title=_html(said, "title"),
        content=content,
        summary=_html(said, "summary"),
        link=_say(said, "link"),
        base=base or _say(summary, "base"),
        authors=_authors(said) or _authors(_table(said, "source")),
        published=_say(said, "published") or _say(said, "created"),
        updated=_say(said, "updated") if "updated" in said else "",  # else it says `published`, and warns
        moment=_moment(said.get("published_parsed") or said.get("created_parsed")),
        changed=_moment(said.get("updated_parsed")) if "updated_parsed" in said else "",
        lang=lang or _say(detail, "language") or _say(said, "language"),
        rights=words(_html(said, "rights")),
        tags=tuple(filter(None, (_say(tag, "label") or _say(tag, "term") for tag in _list(said, "tags")))),
        image=_image(said),
        attached=tuple(_attached(said)),
        elsewhere=elsewhere,
        # RSS has one place for summary and text; Atom's summary is never the text.
        whole=not atom and not elsewhere,
    )


def _content(said: Said) -> tuple[str, str, str, str]:
    """The entry's text as HTML, its base address, its language, and where it lies if it is not in the feed."""
    best = ("", "", "", "")
    elsewhere = ""
    for one in _list(said, "content"):
        elsewhere = elsewhere or _say(one, "src")
        html = _as_html(one)
        if len(html) > len(best[0]):
            best = (html, _say(one, "base"), _say(one, "language"), "")
    return (*best[:3], elsewhere)


def _html(said: Said, key: str) -> str:
    """A text construct as HTML; a summary that is feedparser's own copy of the content is none."""
    return _as_html(_table(said, f"{key}_detail"))


def _as_html(one: Said) -> str:
    value, kind = _say(one, "value"), _say(one, "type")
    if kind == "text/html":
        return escaping.mended(value)
    if kind.endswith("+xml") and "html" in kind:
        return value
    if kind in {"", "text/plain"}:
        return plain(value) if "\n" in value.strip() else escape(value, quote=False)
    return ""


def _authors(said: Said) -> tuple[str, ...]:
    """The names; an address alone is no name."""
    # What feedparser calls the name of a lone author has lost pieces where his address has a long ending.
    listed = _list(said, "authors")
    written = [_say(one, "name") for one in listed] if len(listed) > 1 else [_say(said, "author")]
    bare = (_MAIL.sub("", unescape(name)).strip(" <>,;-") for name in written)
    inner = (_WRAPPED.fullmatch(name) for name in bare)
    return tuple(dict.fromkeys(name for one in inner if one for name in bylines.names(one[1] or one[2])))


def _attached(said: Said) -> Iterator[Attached]:
    seen: set[str] = set()
    media = [one for one in _list(said, "media_content") if _kind(one) in {"audio", "video", "image"}]
    for one in (*_list(said, "enclosures"), *media):
        href = _say(one, "href") or _say(one, "url")
        if href and href not in seen:
            seen.add(href)
            yield Attached(href, _say(one, "type") or _kind(one), _say(one, "title"))


def _kind(one: Said) -> str:
    return (_say(one, "medium") or _say(one, "type")).partition("/")[0].lower()


def _image(said: Said) -> str:
    found = _say(_table(said, "image"), "href")
    thumbnails = (_say(one, "url") for one in _list(said, "media_thumbnail"))
    return found or next(filter(None, thumbnails), "")


def _moment(value: object) -> str:
    if not isinstance(value, struct_time):
        return ""
    try:
        return datetime(*value[:6], tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def _say(said: Said, key: str) -> str:
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""


def _table(said: Said, key: str) -> Said:
    value = said.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(said: Said, key: str) -> list[Said]:
    value = said.get(key)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
