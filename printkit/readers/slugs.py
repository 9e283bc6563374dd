"""Slugs: an article's name in addresses and files, in a-z, 0-9 and hyphens."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote, urlsplit

from printkit.names import slugify
from printkit.readers import dates

_ENDINGS = re.compile(r"\.(?:html?|md|markdown|mdx|txt|php|aspx?)$", re.I)
_TEMPLATE = re.compile(r"\{\{|\{%|/:|^:")


def written(value: str) -> str:
    """The slug that front matter asks for: of a path or an address its last part; empty where it is a template."""
    path = urlsplit(value).path if "://" in value else value
    parts = [part for part in path.split("?")[0].split("#")[0].split("/") if part]
    if not parts or _TEMPLATE.search(value):
        return ""
    last = parts[-2] if len(parts) > 1 and re.fullmatch(r"index(\.\w+)?", parts[-1]) else parts[-1]
    return slugify(unquote(_ENDINGS.sub("", last)))


def stem(location: str) -> str:
    """The name in a path or address that names the article: the file's, or its folder's where the file is an index."""
    path = unquote(urlsplit(location).path) if "://" in location else location
    parts = [part for part in path.split("/") if part not in ("", ".", "..", "-")]
    if not parts:
        return ""
    # Version numbers are no endings: `Rust-1.16.md` is `Rust-1.16`.
    name = re.sub(r"\.[A-Za-z][A-Za-z0-9]{0,9}$", "", parts[-1])
    if name.lower() in ("index", "_index", "readme"):
        return parts[-2] if len(parts) > 1 else ""
    return name


def derived(location: str, headline: str, content: str) -> str:
    """The slug of an article whose source names none: from its file's name, its headline, or its content's digest."""
    for text in (dates.without_date(stem(location)), headline):
        if slug := slugify(text):
            return slug
    return f"article-{hashlib.sha256(content.encode()).hexdigest()[:8]}"
