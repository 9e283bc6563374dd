"""A page cut into units: every piece of text, picture or embed that is kept or dropped as one, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from lxml import etree

from printkit.readers.htmltree.nodes import BLOCKS, EMBEDS, HEADINGS
from printkit.readers.web.chosen import words
from printkit.readers.web.page import Element

Kind = Literal["text", "heading", "list", "quote", "pull-quote", "table", "code", "figure", "embed", "rule"]

# fmt: off
UNREAD = frozenset({
    "script", "style", "template", "head", "nav", "button", "svg", "select", "input", "textarea", "dialog", "canvas",
    "link", "meta", "title", "base", "noframes", "map", "progress", "meter", "datalist", "option", "footer", "menu",
})
# fmt: on
"""Elements whose words nobody wrote as part of an article."""

PICTURES = frozenset({"img", "amp-img", "image"})
_LISTS = frozenset({"ul", "ol", "dl", "dir"})
_LINES = frozenset({"p", "address", "summary", "figcaption", "caption", "dt", "dd", "legend", "li"})
_NOT_IN_ITEMS = frozenset({"p", "figure", "table", "article", "section", "h1", "h2", "h3", "h4"})
_NOT_IN_CELLS = HEADINGS | {"figure", "article", "blockquote"}
_NOT_IN_QUOTES = frozenset({"figure", "section", "article", "table", "pre"})


_LONGEST_BELOW = 40  # words of a caption in the line of its picture
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDDEN_SHARE = 0.3
_MAYBE_HIDDEN = etree.XPath(".//*[@hidden or @style]")
_PULLED = re.compile(r"pull-?_?quote", re.I)
_LONGEST_PULLED = 80  # words
_LARGE = frozenset({"body", "main", "article"})
_PARAGRAPHS = 5  # in one cell: then the table holds a text
_TEASED = 3  # words that make a link round a picture a teaser
_ORNAMENT = re.compile(r"[_*~#=–—•·⁂❦§-]{3,40}|[⁂❦§]")


@dataclass(slots=True)
class Unit:
    """One piece of the page: its element, its words, which share of its letters stands in links.

    `away` marks a picture that is part of a link to another page.
    """

    element: Element
    kind: Kind
    words: list[str] = field(default_factory=list)
    text: str = ""
    linked: float = 0.0
    away: bool = False


def cut(body: Element) -> list[Unit]:
    """The units of a page's body in reading order; loose text between blocks is given a paragraph of its own.

    What is never read is taken out of the tree.
    """
    for button in list(body.iter("button")):
        _pictures_only(button)
    for dead in list(body.iter(*UNREAD)):
        drop(dead)
    holding = _Holding(body)
    found: list[Unit] = []
    stack: list[Element] = [body]
    while stack:
        element = stack.pop()
        kind = _kind(element, holding)
        if kind:
            found.append(_unit(element, kind))
        else:
            if element.tag == "table":
                element.set("role", "presentation")
            _wrap_loose(element, holding)
            stack.extend(reversed(element))
    return found


def hidden(body: Element) -> list[Element]:
    """The elements that a browser would not show, but for one that holds most of the page."""
    found = [
        element
        for element in found_by(_MAYBE_HIDDEN, body)
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    ]
    whole = sum(map(len, body.itertext())) if found else 0
    return [element for element in found if sum(map(len, element.itertext())) < _HIDDEN_SHARE * whole]


def found_by(path: etree.XPath, below: Element) -> list[Element]:
    """The elements that a path finds, without a look at all the others."""
    found = path(below)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def _pictures_only(button: Element) -> None:
    """A button that shows a picture, as for a larger view, is that picture."""
    for picture in list(button.iter(*PICTURES)):
        picture.tail = None
        button.addprevious(picture)


def drop(element: Element) -> None:
    """Takes an element out of its tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


class _Holding:
    """Which elements of a tree hold blocks, and which hold pictures or embeds."""

    def __init__(self, body: Element) -> None:
        self.blocks = _above(body.iter(*BLOCKS))
        self.pictures = _above(body.iter(*PICTURES))

    def stands_alone(self, element: Element) -> bool:
        """Whether this interrupts a line of loose text."""
        return element.tag in BLOCKS or element in self.blocks or element.tag == "noscript"


def _above(elements: Iterable[Element]) -> set[Element]:
    found: set[Element] = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _kind(element: Element, holding: _Holding) -> Kind | None:
    name = str(element.tag)
    if (
        _PULLED.search(element.get("class", ""))
        and name not in _LARGE
        and len(words(spoken(element))) <= _LONGEST_PULLED
    ):
        return "pull-quote"
    if name in HEADINGS:
        return "heading"
    if name in _LINES:
        return None if element in holding.blocks else "text"
    if name in PICTURES:
        return "figure"
    if name in EMBEDS or name.startswith("amp-"):
        return "embed"
    if name == "figure" and (inner := next(element.iter("table", "pre", "blockquote"), None)) is not None:
        return _WRAPPED[str(inner.tag)]
    if name in _KINDS:
        kind, holds_too_much = _KINDS[name]
        return None if holds_too_much(element) else kind
    in_line = name not in BLOCKS and name != "noscript"
    return "text" if in_line and element not in holding.blocks and element not in holding.pictures else None


def _holds(element: Element, names: Iterable[str]) -> bool:
    return next(element.iterdescendants(*names), None) is not None


def _many_figures(figure: Element) -> bool:
    """Whether a `figure` is a whole section of pictures and text."""
    return _holds(figure, ("figure", "article")) or len(figure.findall(".//p")) > 6


def _only_places(table: Element) -> bool:
    """Whether a table only places things on the screen."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if _holds(table, ("table", "article")):
        return True
    if any(len(cell.findall("p")) >= _PARAGRAPHS for cell in table.iter("td")):
        return True
    if _holds(table, ("th", "thead", "caption")):
        return False
    rows = list(table.iter("tr"))
    one_column = all(len(row.findall("td")) <= 1 for row in rows)
    return one_column or _holds(table, _NOT_IN_CELLS)


_KINDS: dict[str, tuple[Kind, Callable[[Element], bool]]] = {
    "figure": ("figure", _many_figures),
    **dict.fromkeys(_LISTS, ("list", lambda element: _holds(element, _NOT_IN_ITEMS))),
    "blockquote": ("quote", lambda element: _holds(element, _NOT_IN_QUOTES)),
    **dict.fromkeys(("pre", "listing", "xmp"), ("code", lambda _: False)),
    "table": ("table", _only_places),
    "hr": ("rule", lambda _: False),
}


def _opens_with_picture(line: Element, own: Sequence[str]) -> bool:
    """Whether a line is a picture, and at most a short caption after it."""
    if len(own) > _LONGEST_BELOW:
        return not own
    for event, inner in etree.iterwalk(line, events=("start", "end")):
        if event == "start" and inner.tag in PICTURES:
            return True
        said = inner.text if event == "start" else inner.tail
        if said and said.strip():
            return False
    return False


_WRAPPED: dict[str, Kind] = {"table": "table", "pre": "code", "blockquote": "quote"}


def _unit(element: Element, kind: Kind) -> Unit:
    text = spoken(element)
    own = words(text)
    if kind == "embed":
        return Unit(element, kind)
    if kind == "pull-quote":
        element.set("class", "pullquote")
    if kind == "text" and _holds(element, PICTURES) and _opens_with_picture(element, own):
        kind = "figure"
    if kind in {"text", "heading"} and _ORNAMENT.fullmatch("".join(text.split())):
        element.tag, kind, own, text = "hr", "rule", [], ""
        element.clear()
    linked = sum(_letters(spoken(link)) for link in element.iter("a")) / max(_letters(text), 1) if own else 0.0
    if next(element.iterancestors("a"), None) is not None:
        linked = 1.0
    away = kind == "figure" and leads_away(element)
    return Unit(element, kind, own, " ".join(text.split()), min(linked, 1.0), away)


def _letters(text: str) -> int:
    return len("".join(text.split()))


def leads_away(element: Element) -> bool:
    """Whether a picture stands in a link together with words: the teaser of another page."""
    link = element if element.tag == "a" else next(element.iterancestors("a"), None)
    inner = [link] if link is not None else list(element.iter("a"))
    least = 1 if any("teaser" in above.get("class", "") for above in islice(element.iterancestors(), 3)) else _TEASED
    return any(_is_page(a.get("href", "")) and _holds(a, PICTURES) and len(words(spoken(a))) >= least for a in inner)


def _is_page(href: str) -> bool:
    path = href.partition("?")[0].partition("#")[0].lower()
    return bool(path) and not path.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"))


def spoken(element: Element) -> str:
    """The words of an element, with a space where a block or a line ends."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        ends = inner.tag in BLOCKS or inner.tag == "br"
        if event == "start":
            parts += [" " if ends else "", inner.text or ""]
        else:
            parts += [" " if ends else "", (inner.tail or "") if inner is not element else ""]
    return "".join(parts)


def _wrap_loose(element: Element, holding: _Holding) -> None:
    """Gives every run of loose text in a container a paragraph, a new one where two line breaks stand."""
    children = list(element)
    run: list[Element | str] = [element.text or ""]
    for child in children:
        if holding.stands_alone(child):
            _close(element, run, child)
            run = [child.tail or ""]
        else:
            run += [child, child.tail or ""]
    _close(element, run, None)


def _close(parent: Element, run: list[Element | str], before: Element | None) -> None:
    """Puts a run of text and in-line elements into paragraphs, where it says anything."""
    if not any(_says(part) for part in run):
        return
    for part in run:
        if not isinstance(part, str):
            part.tail = None
            parent.remove(part)
    _cut_loose_text(parent, before)
    for piece in _parted(run):
        holder = parent.makeelement("p", {})
        _fill(holder, piece)
        if before is None:
            parent.append(holder)
        else:
            before.addprevious(holder)


def _cut_loose_text(parent: Element, before: Element | None) -> None:
    """Empties the text that stood right before `before`: it now stands in a paragraph."""
    holder = before.getprevious() if before is not None else (parent[-1] if len(parent) else None)
    if holder is None:
        parent.text = None
    else:
        holder.tail = None


def _says(part: Element | str) -> bool:
    if isinstance(part, str):
        return bool(part.strip())
    return any(text.strip() for text in part.itertext()) or part.tag in PICTURES or _holds(part, PICTURES)


def _parted(run: list[Element | str]) -> Iterator[list[Element | str]]:
    """The run cut where two line breaks follow each other."""
    piece: list[Element | str] = []
    breaks: list[Element] = []
    for part in run:
        if not isinstance(part, str) and part.tag == "br":
            breaks.append(part)
        elif isinstance(part, str) and not part.strip() and breaks:
            continue
        else:
            if len(breaks) > 1 and any(_says(p) for p in piece):
                yield piece
                piece = []
            elif breaks and piece:
                piece += breaks
            breaks = []
            piece.append(part)
    if any(_says(part) for part in piece):
        yield piece


def _fill(holder: Element, piece: list[Element | str]) -> None:
    last: Element | None = None
    for part in piece:
        if not isinstance(part, str):
            holder.append(part)
            last = part
        elif last is not None:
            last.tail = (last.tail or "") + part
        else:
            holder.text = (holder.text or "") + part
