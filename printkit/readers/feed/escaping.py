"""Markup that a feed escaped once too often, so that its tags would be printed as words."""

from __future__ import annotations

import re
from html import unescape

_NAMES = "p|div|span|table|ul|ol|h[1-6]|blockquote|figure|article|section|img|a|b|i|em|strong|br"
_BEGINS = re.compile(rf"\s*&lt;(?:!--|(?:{_NAMES})(?:\s[^<]*?)?/?&gt;)")
_END = re.compile(rf"&lt;/(?:{_NAMES})\s*&gt;")
_ADDRESS = re.compile(r"&lt;(?:a\s[^<>]*?href|img\s[^<>]*?src)\s*=\s*(?:&quot;|\"|'|&#0?39;)\s*https?:")
_TAG = re.compile(r"<[A-Za-z!/]")


def mended(html: str) -> str:
    """The text with the markup at its beginning made markup, where that was escaped a second time.

    What stands before the first real tag is looked at alone: it must begin with a tag and end one, or, in a text
    without any real tag, hold a link or a picture with its address. A tag that is spoken of stays a word.
    """
    first = _TAG.search(html)
    head = html[: first.start()] if first else html
    wrapped = _BEGINS.match(head) and _END.search(head)
    linked = first is None and _ADDRESS.search(head)
    return unescape(head) + html[len(head) :] if wrapped or linked else html
