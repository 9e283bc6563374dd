"""Carries the plan of pictures out: reads how high each block was set, moves the free ones, sets the text again."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from printkit import place

ROUNDS = 2
"""How often a text is set again at most."""

_WHOLE = ("figure", "table", "aside")
Render = Callable[[weasyprint.HTML], weasyprint.Document]


def settled(html: weasyprint.HTML, render: Render) -> weasyprint.Document:
    """The document laid out, its free pictures moved within their sections where that closes a gap."""
    document = render(html)
    for _ in range(ROUNDS):
        seen = _seen(document)
        order = place.settled(seen.items, seen.room) if seen and any(item.free for item in seen.items) else ()
        if seen is None or list(order) == sorted(order):
            break
        html = _reordered(html, order)
        again = render(html)
        if _length(again) >= _length(document):
            break
        document = again
    return document


@dataclass(slots=True)
class _Seen:
    """What was set of an article's text: its blocks, and the room that it had."""

    items: list[place.Item]
    room: place.Room


@dataclass(slots=True)
class _Found:
    """The pieces of the text's blocks, by element, and the room on each page."""

    pieces: dict[Any, list[Any]] = field(default_factory=dict)
    pages: list[float] = field(default_factory=list)
    columns: int = 1
    lines: Counter[float] = field(default_factory=Counter)


def _seen(document: weasyprint.Document) -> _Seen | None:
    body, found = None, _Found()
    for page in document.pages:
        for box in _bodies(page._page_box):
            body = box.element
            found.pages.append(_room(page._page_box, box))
            _read(box, found)
    if body is None or not found.lines:
        return None
    children = list(body)
    items = [_item(child, found) for child in children]
    line = found.lines.most_common(1)[0][0]
    return _Seen(items, place.Room(found.columns, line, tuple(found.pages)))


def _bodies(page: Any) -> Iterator[Any]:
    """The boxes of the article's text, one a page."""
    waiting = [page]
    while waiting:
        box = waiting.pop(0)
        if _is_body(box):
            yield box
        elif isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            waiting += box.children


def _is_body(box: Any) -> bool:
    element = box.element
    return element is not None and box.element_tag == "div" and "body" in element.get("class", "").split()


def _room(page: Any, box: Any) -> float:
    notes = sum(child.margin_height() for child in page.children if isinstance(child, boxes.FootnoteAreaBox))
    return float(page.content_box_y() + page.height - notes - box.content_box_y())


def _read(box: Any, found: _Found) -> None:
    columns = [child for child in box.children if getattr(child, "is_column", False)]
    count = box.style["column_count"]
    found.columns = max(found.columns, count if columns and isinstance(count, int) else 1)
    for child in box.children:
        for piece in child.children if child in columns else (child,):
            found.pieces.setdefault(piece.element, []).append(piece)
            if piece.element_tag == "p":
                found.lines.update(line.height for line in piece.children if isinstance(line, boxes.LineBox))


def _item(element: Any, found: _Found) -> place.Item:
    pieces = found.pieces.get(element, [])
    if not pieces:
        return place.Item("block", 0.0)
    height = sum(float(piece.border_height()) for piece in pieces)
    above, below = float(pieces[0].margin_top), float(pieces[-1].margin_bottom)
    across = pieces[0].style["column_span"] == "all"
    if element.tag[0] == "h" and element.tag[1:].isdigit():
        return place.Item("heading", height, above, below)
    whole = element.tag in _WHOLE and pieces[0].style["break_inside"] != "auto"
    if not whole and not across:
        return place.Item("text", height, above, below)
    # At the top of a page or column nothing is above a block; elsewhere it stands between equal margins.
    return place.Item("block", height, above or below, below, across, "free" in element.get("class", "").split())


def _reordered(html: weasyprint.HTML, order: tuple[int, ...]) -> weasyprint.HTML:
    """A copy of the document with the children of its text in this order."""
    tree = copy.deepcopy(html.etree_element)
    body = next(element for element in tree.iter("div") if "body" in element.get("class", "").split())
    children = list(body)
    for child in children:
        body.remove(child)
    body.extend([children[number] for number in order])
    copied = copy.copy(html)
    # The engine matches its style sheets against this wrapper, which keeps the children that it was made with.
    copied.wrapper_element = type(html.wrapper_element).from_html_root(tree, content_language=None)
    copied.etree_element = copied.wrapper_element.etree_element
    return copied


def _length(document: weasyprint.Document) -> tuple[int, float]:
    """How far the text reaches: its pages, and the foot of the last box on the last of them."""
    last = list(_bodies(document.pages[-1]._page_box))
    return len(document.pages), max((float(box.position_y + box.margin_height()) for box in last), default=0.0)
