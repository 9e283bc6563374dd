"""The picture at an article's head: the one that the page shows there, or else the one that it sends to other sites."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from urllib.parse import unquote, urlsplit

from printkit.readers.web import classes
from printkit.readers.web.page import Element
from printkit.readers.web.units import Unit

_CAPTIONED = 4  # words that make a picture of what would else be taken for decoration
_SOON = 6  # units of the text among which its picture may stand
_MARK = re.compile(r"[0-9A-Za-z]{8,}")
_NO_PICTURE = re.compile(
    r"logo|default|placeholder|blank|favicon|share|social|fallback|generic|icon|avatar|card|opengraph|og[-_]?image",
    re.I,
)


def same(one: str, other: str) -> bool:
    """Whether two addresses are one picture, perhaps cut or scaled in two ways."""
    if not one or not other:
        return False
    name, other_name = _stem(one), _stem(other)
    if name and name == other_name:
        return True
    marks = {mark for mark in _MARK.findall(one) if any(c.isdigit() for c in mark)}
    others = {mark for mark in _MARK.findall(other) if any(c.isdigit() for c in mark)}
    host = set(_MARK.findall(urlsplit(one).netloc))
    return bool((marks & others) - host - _years(marks))


def _years(marks: set[str]) -> set[str]:
    return {mark for mark in marks if re.fullmatch(r"(?:19|20)\d{6}", mark)}


def _stem(address: str) -> str:
    name = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2].lower()
    return re.sub(r"(?:[-_]\d{2,4}x\d{2,4}|[-_]scaled)?(?:\.\w{2,5}){0,2}$", "", name)


def place(units: Sequence[Unit], headline: int, start: int, told: str, portraits: Container[int]) -> int:
    """The number of the figure above the text, or -1: the page's own choice first, then the nearest to the headline."""
    likely = [n for n in range(min(start + _SOON, len(units))) if units[n].kind == "figure" and n not in portraits]
    figures = [n for n in likely if _is_picture(units[n])]
    chosen = [n for n in figures if any(same(image.get("src", ""), told) for image in units[n].element.iter("img"))]
    figures = [n for n in figures if n < start]
    if chosen:
        return max(chosen, key=lambda n: (len(units[n].words) > 0, n))
    above = _article(units, headline, start)
    near = [n for n in figures if above is not None and above in units[n].element.iterancestors()]
    near = [n for n in near if _is_shown_large(units[n])]
    after = [n for n in near if n > headline >= 0]
    return after[0] if after else near[-1] if near else -1


def _article(units: Sequence[Unit], headline: int, start: int) -> Element | None:
    """The element that holds the headline and the text, or the text and all of its article."""
    if start >= len(units):
        return None
    text = units[start].element
    if headline >= 0:
        around = set(units[headline].element.iterancestors())
        box = next((above for above in text.iterancestors() if above in around), None)
        return box if box is not None and box.tag not in {"body", "html"} else None
    return next(text.iterancestors("article", "main"), None)


def _is_picture(unit: Unit) -> bool:
    captioned = len(unit.words) >= _CAPTIONED
    return not unit.away and any(captioned or not classes.decorates(image) for image in unit.element.iter("img"))


def _is_shown_large(unit: Unit) -> bool:
    return not classes.names(unit.element, classes.BYLINE, above=4) and not classes.names(
        unit.element, classes.BOX, above=3
    )


def is_worth_printing(address: str) -> bool:
    """Whether the picture that a page sends to other sites is one of its article, not the site's sign."""
    path = urlsplit(address).path
    return bool(path) and address.startswith(("http://", "https://")) and not _NO_PICTURE.search(path)
