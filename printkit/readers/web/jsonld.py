"""What a page says of itself in JSON-LD (schema.org): the article among its objects, and its fields as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from printkit.readers.web.page import Element

Thing = Mapping[str, object]

_ARTICLES = frozenset(
    """article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle
    backgroundnewsarticle asknewsarticle advertisercontentarticle scholarlyarticle techarticle liveblogposting
    socialmediaposting report satiricalarticle review recipe medicalscholarlyarticle discussionforumposting
    """.split()  # noqa: SIM905 - a table of words reads as words
)
_PAGES = frozenset({"webpage", "itempage", "mediaobject", "videoobject", "newsmediaobject"})
_MOST = 2000  # objects looked at
_LARGEST = 2_000_000  # letters of one script
_LONGEST = 2000  # letters of one field
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",(?=\s*[}\]])")


def things(tree: Element) -> list[Thing]:
    """Every object in the page's JSON-LD, outer before inner; a script that is no JSON says nothing."""
    found: list[Thing] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text and len(script.text) <= _LARGEST:
            for thing in _walk(_loaded(script.text)):
                if len(found) >= _MOST:
                    return found
                found.append(thing)
    return found


def article(found: list[Thing]) -> Thing:
    """The object that is the article: of an article's type and with a headline, else one of a page's; else nothing."""
    for kinds in (_ARTICLES, _PAGES):
        fit = [thing for thing in found if kinds & types(thing)]
        best = max(fit, key=_fullness, default=None)
        if best is not None:
            return best
    return {}


def is_article(thing: Thing) -> bool:
    """Whether an object says that it is an article."""
    return bool(_ARTICLES & types(thing))


def types(thing: Thing) -> frozenset[str]:
    """The types of an object, in lower case and without their vocabulary's address."""
    said = thing.get("@type")
    names = said if isinstance(said, list) else [said]
    return frozenset(str(name).rpartition("/")[2].rpartition(":")[2].lower() for name in names if name)


def text(value: object) -> str:
    """A value as one line of text: the words themselves, or a thing's name."""
    if isinstance(value, str):
        return " ".join(unescape(unescape(value[:_LONGEST])).split())
    if isinstance(value, list):
        return next((said for item in value if (said := text(item))), "")
    if isinstance(value, dict):
        return next((said for key in ("name", "@value", "url", "contentUrl") if (said := text(value.get(key)))), "")
    return ""


def _fullness(thing: Thing) -> tuple[bool, int]:
    keys = ("headline", "datePublished", "author", "publisher", "image", "articleBody", "mainEntityOfPage")
    return bool(thing.get("headline")), sum(bool(thing.get(key)) for key in keys)


def _loaded(script: str) -> object:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    script = script.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    for attempt in (script, _TRAILING.sub("", _CONTROL.sub(" ", script))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: object) -> Iterator[Thing]:
    stack, seen = [value], 0
    while stack and seen < _MOST * 10:
        seen += 1
        now = stack.pop()
        if isinstance(now, list):
            stack.extend(reversed(now))
        elif isinstance(now, dict):
            if "@type" in now:
                yield now
            stack.extend(item for item in reversed(list(now.values())) if isinstance(item, list | dict))
