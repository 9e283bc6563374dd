"""The outputs of Liquid and its kin (`{{ page.title | upcase }}`), worked out where the source says enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

Scope = Mapping[str, object]

_STRING = r"""(?:"[^"]*"|'[^']*')"""
_PATH = r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]]*\])*"
_EXPRESSION = re.compile(
    rf"\s*(?P<value>{_STRING}|[-+]?\d+(?:\.\d+)?|{_PATH})(?P<filters>(?:\s*\|\s*\w+\s*(?:[:(](?:{_STRING}|[^|\"'])*)?)*)\s*",
)
_FILTER = re.compile(rf"\|\s*(?P<name>\w+)\s*(?:[:(]\s*(?P<arguments>(?:{_STRING}|[^|\"'])*))?")
_QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")
_TAGS = re.compile(r"<[^<>]*>")

# What a page's own address is put together from; the place of the site says nothing on paper.
_NOTHING = frozenset(("site.baseurl", "site.base_url", "site.url", "baseurl", "base_url", "page.baseurl"))

_FILTERS: dict[str, Callable[[str, tuple[str, ...]], str]] = {
    **dict.fromkeys(
        (
            *("url", "relative_url", "absolute_url", "html_base_url", "asset_url", "cdn", "safe", "raw", "markdownify"),
            *("smartify", "escape", "escape_once", "h", "strip_newlines", "newline_to_br", "jsonify", "e", "normalize"),
            *("cgi_escape", "uri_escape", "url_encode", "string", "t", "md", "markdown", "locale_url"),
        ),
        lambda text, _: text,
    ),
    **dict.fromkeys(("strip", "trim", "lstrip", "rstrip"), lambda text, _: text.strip()),
    **dict.fromkeys(("upcase", "upper"), lambda text, _: text.upper()),
    **dict.fromkeys(("downcase", "lower"), lambda text, _: text.lower()),
    **dict.fromkeys(("strip_html", "striptags", "plainify"), lambda text, _: _TAGS.sub("", text)),
    "capitalize": lambda text, _: text[:1].upper() + text[1:],
    "append": lambda text, said: text + (said[0] if said else ""),
    "prepend": lambda text, said: (said[0] if said else "") + text,
    "remove": lambda text, said: text.replace(said[0], "") if said and said[0] else text,
    "replace": lambda text, said: text.replace(said[0], said[1]) if len(said) > 1 and said[0] else text,
    "default": lambda text, said: text or (said[0] if said else ""),
}


@dataclass(frozen=True, slots=True)
class Output:
    """What an output says: `text`, or None where the source does not tell; `frame` is the title of a framed address."""

    text: str | None
    frame: str | None = None


def output(written: str, scope: Scope) -> Output | None:
    """What an expression between `{{` and `}}` says; None for words that are no expression at all."""
    match = _EXPRESSION.fullmatch(written)
    if not match:
        return None
    literal = _QUOTED.fullmatch(match["value"])
    text = (literal[1] or literal[2] or "") if literal else value(match["value"], scope)
    for called in _FILTER.finditer(match["filters"]):
        said = tuple(m[1] or m[2] or "" for m in _QUOTED.finditer(called["arguments"] or ""))
        if called["name"] == "embed" and text:
            return Output(text, frame=said[0] if said else "")
        known = _FILTERS.get(called["name"])
        if known:
            text = known(text or "", said) if text is not None or called["name"] == "default" else None
        elif literal and " " not in (text or ""):
            # `"jane" | team_photo`: a name that only its own site can look up.
            return Output(None)
    return Output(text)


def value(path: str, scope: Scope) -> str | None:
    """What a variable says: a key of the front matter, bare or of `page`; nothing for the site's own address."""
    if path in _NOTHING:
        return ""
    if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", path):
        return path
    parts = path.split(".")
    if len(parts) > 1 and parts[0] in ("page", "post", "article", "Params"):
        parts = parts[1:]
    found: object = scope
    for part in parts:
        found = found.get(part) if isinstance(found, Mapping) else None
    return str(found) if isinstance(found, str | int | float | date) and not isinstance(found, bool) else None


def is_address(text: str) -> bool:
    """Whether the text is a web address."""
    return urlsplit(text).scheme in ("http", "https") if "://" in text else text.startswith("//")
