"""Where a page's own head sends its reader on to, as `<meta http-equiv=refresh>` does (HTML, 4.2.5.3)."""

from __future__ import annotations

import re
from html import unescape

LONGEST_WAIT = 5
"""Seconds. A page that waits longer is there to be read; it asks to be loaded anew now and then."""

_HEAD = 64 << 10
_KINDS = frozenset(("text/html", "application/xhtml+xml"))
# What a reader without scripts is told in `noscript` would lead away from the article that is in the page.
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|title)\b.*?(?:</\1\b|\Z)", re.I | re.S)
_META = re.compile(r"<meta\b[^>]*+>", re.I)
_NAMED = re.compile(r"""\shttp-equiv\s*+=\s*+["']?refresh\b""", re.I)
_CONTENT = re.compile(r"""\scontent\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++))""", re.I)
_SAID = re.compile(
    r"""\s*+(\d{1,9})[\d.]*+\s*+[;,\s]\s*+(?:url\s*+=\s*+)?+(?:"([^"]++)|'([^']++)|(\S.*+))""", re.I | re.S
)


def target(content_type: str, data: bytes) -> str:
    """What a page leads on to at once, as it is written there; empty where it is a page to be read."""
    if content_type.partition(";")[0].strip().lower() not in _KINDS:
        return ""
    head = _UNREAD.sub(" ", data[:_HEAD].decode("utf-8", "replace"))
    for tag in _META.findall(head):
        said = _CONTENT.search(tag) if _NAMED.search(tag) else None
        content = unescape(next(filter(None, said.groups()), "")) if said else ""
        if (found := _SAID.match(content)) and int(found[1]) <= LONGEST_WAIT:
            return next(filter(None, found.groups()[1:]), "").strip()
    return ""
