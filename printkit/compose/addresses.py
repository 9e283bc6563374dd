"""Addresses on paper: what is printed of one, where it may break, and where a link of the text leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi))(?:=|$)", re.I)
_BREAKS = re.compile(r"(?<=[/.?&=_@-])(?<!://)(?=[^/.?&=_@-])")
ZERO_WIDTH = "\u200b"
"""Where a line may break. Not <wbr>: an element inside a link makes a second, wrongly tagged annotation."""


def printed(href: str) -> str:
    """The address as it is printed: without tracking parameters, and bare where it is a mailbox or telephone."""
    parts = urlsplit(href)
    if parts.scheme in ("mailto", "tel"):
        return unquote(parts.path)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return urlunsplit(parts._replace(query=query))


def breakable(text: str) -> str:
    """The address with a place to break after each / . ? & = _ @ and hyphen, and none after `://`."""
    return _BREAKS.sub(ZERO_WIDTH, text)


def says_itself(words: str, href: str) -> bool:
    """Whether a link's words already are its address, so that a note would say it twice."""
    return _bare(words.replace(ZERO_WIDTH, "")) == _bare(printed(href))


def _bare(text: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|^mailto:", "", unquote(text.strip()).casefold()).rstrip("/")


def page_of(target: str) -> str:
    """What binding knows a box by that says the page of a place in another article."""
    slug, mark, place = target.partition("#")
    return f"{slug}?page{mark}{place}"


def anchor(name: str) -> str:
    """An anchor as an id that every reader of PDF can hold: ASCII letters, digits, `.`, `_` and `-`."""
    return quote(unquote(name), safe="").replace("%", "_").replace("~", "-")


def target(href: str, links: Mapping[str, str], origin: str = "") -> str | None:
    """Where a link leads from paper: within the article, to another of the issue, to the world, or (None) nowhere.

    A place in another article is one where `links` knows it, `address#anchor`; else the article itself is.
    """
    place, _, fragment = href.partition("#")
    tail = f"#{anchor(fragment)}" if fragment else ""
    if not place or (tail and place == origin):
        return tail or None
    for known in (place, place.rstrip("/"), f"{place}/"):
        if known in links:
            found = f"{known}#{unquote(fragment)}" in links
            return f"printkit:{links[known]}{tail if found else ''}"
    return href if urlsplit(href).scheme in ("http", "https", "mailto", "tel") else None
