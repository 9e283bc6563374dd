"""Addresses on paper: what is printed of one, where it may break, and where a link of the text leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit, urlunsplit

TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid"),
        *("li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "mc_tc", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc"),
        *("__hsfp", "hsctatracking", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "wickedid", "rb_clickid"),
        *("_openstat", "xtor", "s_cid", "ncid", "cmpid", "icid", "spm", "_ga", "_gl", "ref_src", "ref_url"),
        *(
            "guccounter",
            "guce_referrer",
            "guce_referrer_sig",
            "ml_subscriber",
            "ml_subscriber_hash",
            "trk",
            "trkcampaign",
        ),
    }
)
"""Parameters that follow people from page to page and lead nowhere else."""

TRACKING_FAMILIES = ("utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "at_", "ns_", "oft_", "itm_")
"""How whole families of such parameters begin."""

_BREAKS = re.compile(r"(?<=[/.?&=_@-])(?<!://)(?=[^/.?&=_@-])")
ZERO_WIDTH = "\u200b"
"""Where a line may break. Not <wbr>: an element inside a link makes a second, wrongly tagged annotation."""


def printed(href: str) -> str:
    """The address as it is printed: without tracking parameters, and bare where it is a mailbox or telephone.

    What a link of the page leads to is left as its author wrote it.
    """
    parts = urlsplit(href)
    if parts.scheme in ("mailto", "tel"):
        return unquote(parts.path)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    fragment = "" if parts.fragment and all(map(_tracks, parts.fragment.split("&"))) else parts.fragment
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _tracks(pair: str) -> bool:
    """Whether a parameter only says where its reader came from; one without a value is a word of the address."""
    name, given, _ = pair.lower().partition("=")
    return name in TRACKING or (bool(given) and name.startswith(TRACKING_FAMILIES))


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
