"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urljoin

from printkit.errors import ReadError
from printkit.readers import bylines, decoding
from printkit.readers.feed.entry import Attached, Entry, Feed, plain, words

Said = Mapping[str, object]

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


def is_json(data: bytes) -> bool:
    """Whether a feed is a JSON one."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def feed(data: bytes, where: str) -> Feed:
    """The feed and its items. Raises ReadError for what is no JSON Feed, and for one without items."""
    text, findings = decoding.decode(data, where)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}"
        raise ReadError(f"the JSON cannot be read: {error.msg.lower()}", where=place, hint="see json.org") from error
    except RecursionError as error:
        raise ReadError("the JSON is nested too deep", where=where, hint="a JSON Feed has few levels") from error
    if not isinstance(found, dict) or "jsonfeed.org/version" not in _say(found, "version"):
        raise ReadError("this JSON is no JSON Feed", where=where, hint="its 'version' names jsonfeed.org/version/1.1")
    listed = _list(found, "items")
    if not listed:
        raise ReadError("the feed has no entries", where=where, hint="its items may be elsewhere, or not yet written")
    link = _say(found, "home_page_url") or _say(found, "feed_url")
    return Feed(
        title=_title(found),
        link=link,
        lang=_say(found, "language"),
        authors=_authors(found),
        entries=tuple(_entry(item, link) for item in listed),
        findings=findings,
    )


def _entry(item: Said, base: str) -> Entry:
    text = _say(item, "content_text")
    link = _say(item, "url") or _say(item, "external_url")
    image = _say(item, "image") or _say(item, "banner_image")
    return Entry(
        title=_title(item),
        content=_say(item, "content_html") or plain(text),
        summary=plain(_say(item, "summary")),
        link=urljoin(base, link) if link else "",
        authors=_authors(item),
        published=_say(item, "date_published"),
        updated=_say(item, "date_modified"),
        lang=_say(item, "language"),
        tags=tuple(tag for tag in _texts(item, "tags") if words(tag)),
        image=urljoin(base, image) if image else "",
        attached=tuple(_attached(item)),
    )


def _title(said: Said) -> str:
    """The title as HTML: it is plain text by the format, and yet often written with entities."""
    title = _say(said, "title")
    return title if _ENTITY.search(title) else escape(title, quote=False)


def _authors(said: Said) -> tuple[str, ...]:
    """The authors' names; version 1.0 has one `author`."""
    one = said.get("author")
    listed = _list(said, "authors") or ([one] if isinstance(one, Mapping) else [])
    written = (_say(author, "name") for author in listed)
    return tuple(name for one in written for name in bylines.names(one))


def _attached(item: Said) -> Iterator[Attached]:
    for one in _list(item, "attachments"):
        if href := _say(one, "url"):
            yield Attached(href, _say(one, "mime_type"), _say(one, "title"))


def _say(said: Said, key: str) -> str:
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(said: Said, key: str) -> list[str]:
    value = said.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _list(said: Said, key: str) -> list[Said]:
    value = said.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
