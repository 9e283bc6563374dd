"""What the house adds to a page: its mark, its lines at head and foot, where the text came from, and a draft's mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from printkit.compose.addresses import breakable, printed
from printkit.compose.measures import option
from printkit.compose.plates import Plates
from printkit.compose.words import long_date, words
from printkit.config.lengths import written
from printkit.model.layout import Layout

_LOGO_LINES = 3
"""How high a logo stands, in lines."""

_DRAFT_ROOM = 0.78
"""The share of the page's diagonal that a draft's mark takes."""


def mark(layout: Layout, plates: Plates, *, alone: bool) -> Mapping[str, str] | None:
    """The house's logo and tagline above an article that stands alone; in an issue they are on pages of its own."""
    tagline, src = option(layout, "tagline"), option(layout, "logo")
    if not alone or not (tagline or src):
        return None
    return {"logo": logo(layout, plates), "alt": logo_alt(layout), "tagline": tagline}


def logo(layout: Layout, plates: Plates) -> str:
    """The path of the house's logo as it is printed, or nothing where there is none."""
    src = option(layout, "logo")
    if src:
        plates.rules[".logo"] = f"height: calc(var(--baseline) * {_LOGO_LINES})"
    return plates.plain(src) if src else ""


def logo_alt(layout: Layout) -> str:
    """What the logo says to those who do not see it."""
    return option(layout, "logo-alt") or option(layout, "tagline") or "Logo"


def came_from(origin: str, layout: Layout, lang: str, day: date | None) -> dict[str, str] | None:
    """The sentence that says where a page of the web was printed from, and when that is known: in two halves.

    None where it is not wanted. The day is the one that was said, for a page that said today's would never be the same.
    """
    if not origin or option(layout, "printed-from", "address") != "full":
        return None
    when = _day(option(layout, "printed-on"), lang) or long_date(day, lang)
    said = words(lang)["printed_on" if when else "printed"].replace("{date}", when)
    before, _, after = said.partition("{address}")
    return {"before": before, "href": origin, "address": breakable(printed(origin)), "after": after}


def origin(address: str, layout: Layout) -> str:
    """The address that stands below an article's headline, where it stands there."""
    return address if option(layout, "printed-from", "address") == "address" else ""


def rules(layout: Layout, lang: str) -> dict[str, str]:
    """The rules of a galley's pages: the house's line at the foot, and the mark of a draft."""
    drawn = {}
    footer = option(layout, "footer")
    if footer:
        drawn["@page"] = f"@bottom-center {{ {_FOOT} content: {_quoted(footer)} }}"
        drawn["@page cover"] = "@bottom-center { content: none }"
    return drawn | drafts(layout, lang)


def drafts(layout: Layout, lang: str, *, pages: str = "", flipped: bool = False) -> dict[str, str]:
    """The rules that mark pages as a draft's, where it is one; on `flipped` ones the margins have changed sides."""
    if option(layout, "draft") != "on":
        return {}
    # The box is as wide as the page and so stands out of the left margin, which is another on each side.
    page = layout.page
    right, left = (page.outer, page.inner) if flipped else (page.inner, page.outer)
    return {
        f"@page {pages}:{side}": f"@left-middle {{ {_draft(layout, lang, page.width - margin)} }}"
        for side, margin in (("right", right), ("left", left))
    }


_FOOT = (
    "color: var(--soft); font: var(--running-size) var(--sans); padding-top: var(--baseline); "
    "text-align: center; vertical-align: top; white-space: pre-wrap;"
)


def _draft(layout: Layout, lang: str, across: float) -> str:
    """The mark of a draft across the page, corner to corner, as a margin box: no part of the text, and below it."""
    said = words(lang)["draft"]
    page = layout.page
    angle = -55 if page.height >= page.width else -35
    size = min(_DRAFT_ROOM * (page.width**2 + page.height**2) ** 0.5 / max(3.5, 0.6 * len(said)), page.width / 3)
    down = (page.bottom - page.top) / 2
    return (
        f"color: #ebebeb; content: {_quoted(said)}; font: 600 {written(size)}/1 var(--sans); overflow: visible; "
        f"text-align: center; transform: translate({written(across)}, {written(down)}) rotate({angle}deg); "
        "vertical-align: middle; white-space: nowrap; width: var(--page-width); z-index: -1"
    )


def _day(said: str, lang: str) -> str:
    """A day of an option, written out where it is a date."""
    try:
        return long_date(date.fromisoformat(said), lang) if said else ""
    except ValueError:
        return said


def _quoted(text: str) -> str:
    """A text as CSS writes it."""
    escaped = "".join(mark if mark.isalnum() or mark in " .,:-–—·©" else f"\\{ord(mark):x} " for mark in text)
    return f'"{escaped}"'
