"""The article inside a page: its units judged, and the page's own tree with only the kept ones left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from printkit.readers import bylines
from printkit.readers.web import base, figures, notes, pictures, rules, select, subheads, units
from printkit.readers.web import chosen as choosing
from printkit.readers.web.head import Head, head
from printkit.readers.web.page import Element, Page
from printkit.readers.web.pagemeta import Told, told
from printkit.readers.web.rules import Ruled
from printkit.readers.web.units import Unit
from printkit.readers.web.verdicts import Verdict

Rules = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Extract:
    """A page taken apart: what it says of itself, its head, and every unit with its verdict.

    `whole` is the markup of a page that is a document and nothing else; `dropped` are the words that a rule took out,
    `notes` the markup of the page's notes by number.
    """

    body: Element
    told: Told
    head: Head
    units: Sequence[Unit]
    verdicts: Sequence[Verdict]

    whole: str = ""
    asks_password: bool = False
    ruled: bool = False
    dropped: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def links(self) -> float:
        """Which share of the page's words stands in links."""
        words = sum(len(unit.words) for unit in self.units)
        return sum(unit.linked * len(unit.words) for unit in self.units) / max(words, 1)

    @property
    def kept(self) -> list[Unit]:
        """The units that are the article, in reading order."""
        return [unit for unit, verdict in zip(self.units, self.verdicts, strict=True) if verdict.kept]


_CHROME = frozenset({"nav", "form", "button", "input", "select", "iframe", "frameset"})
_BOXES = ("div", "section", "article", "main", "header", "center", "form", "span", "font")
_DEEPEST = 80  # elements in each other that the cleaner is given
_MENU = 3  # links in a line that is nothing else


def take(page: Page, how: Rules) -> Extract:
    """The page taken apart; a page that holds an article and nothing else is the article whole."""
    base.settle(page.tree, page.location)
    said = told(page)
    ruled = rules.apply(page.tree, how, said.address or page.location)
    asks = any(box.get("type", "").lower() == "password" for box in page.tree.iter("input"))
    choice = choosing.chosen(page)
    body = _body(page.tree, ruled)
    called = notes.lift(body)
    for element in units.hidden(body):
        units.drop(element)
    pictures.settle(body)
    plain = "" if ruled.keep or _has_chrome(page.tree) else _serial(body)
    found = figures.gather(units.cut(body), choice)
    top = _ruled_head(head(found, choice, said), ruled)
    if plain and not any(_is_menu(unit) for unit in found):
        verdicts = [Verdict(True, "the page holds nothing but the article")] * len(found)
        return Extract(body, said, top, found, verdicts, whole=plain, dropped=ruled.dropped, notes=called)
    verdicts = select.ruled(found, top) if ruled.keep else select.select(found, choice, top)
    subheads.mark([unit for unit, verdict in zip(found, verdicts, strict=True) if verdict.kept])
    return Extract(body, said, top, found, verdicts, "", asks, bool(ruled.keep), ruled.dropped, called)


def _body(tree: Element, ruled: Ruled) -> Element:
    """The page's body; of a page with a rule that says what to keep, that alone."""
    body = tree.find("body")
    if body is None:
        body = tree
    if not ruled.keep:
        return body
    kept = body.makeelement("body", {})
    kept.extend(ruled.keep)
    return kept


def _ruled_head(found: Head, ruled: Ruled) -> Head:
    return replace(
        found,
        headline=ruled.headline or found.headline,
        standfirst=ruled.standfirst or found.standfirst,
        byline=bylines.names(list(ruled.byline)) or found.byline,
        ruled_byline=bool(ruled.byline),
    )


def _has_chrome(tree: Element) -> bool:
    """Whether a page has more to it than a document has: menus, forms, frames, scripts."""
    if next(tree.iter(*_CHROME), None) is not None:
        return True
    return any("json" not in script.get("type", "").lower() for script in tree.iter("script"))


def _serial(body: Element) -> str:
    return etree.tostring(body, encoding="unicode", method="html")


def _depth(body: Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_menu(unit: Unit) -> bool:
    return unit.linked > 0.8 and sum(1 for _ in unit.element.iter("a")) >= _MENU


def markup(extract: Extract) -> str:
    """The kept part of the page as markup: all else is taken out of its tree."""
    if extract.whole:
        return extract.whole
    for unit, verdict in zip(extract.units, extract.verdicts, strict=True):
        if not verdict.kept:
            units.drop(unit.element)
    for aside in extract.body.iter("aside"):
        # A picture that a page moves aside on its screen is no box.
        if not units.spoken(aside).strip() or aside.find("figure") is not None:
            aside.tag = "div"
    if _depth(extract.body) > _DEEPEST:
        # All text stands in paragraphs by now, so boxes can go without a word being lost.
        etree.strip_tags(extract.body, *_BOXES)
    return _serial(extract.body)
