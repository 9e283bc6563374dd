"""Notes at the end of a page brought to the words that call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from printkit.readers.htmltree.inline import NOTE_MARK
from printkit.readers.web.page import Element
from printkit.readers.web.units import drop, spoken

# Names that the world's tools give to a note; `cite` is the name of an entry in a list of works, which stays a list.
_NOTE = re.compile(r"_?(?:fn|ftn|sdfootnote|footnote|endnote|edn|note)(?=[-_:.]?\w*\d|[-_:.]\w)", re.I)
_CALL = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]{1,2})\s*[\])]?", re.I)
_BACK = re.compile(r"[\s\[(]*(?:[↩↑⤴⬆^\ufe0e]|\d{1,3}|back|return|zurück|retour|jump up)?[\s\])↩↑⤴⬆^\ufe0e.]*", re.I)
_HOLDERS = frozenset({"li", "p", "div", "dd", "aside", "td"})
_MOST = 200


def lift(body: Element) -> Mapping[str, str]:
    """The markup of every note by its number; a mark stands where it is called, and it is gone from its old place."""
    named = {name: element for element in body.iter() for name in (element.get("id"), element.get("name")) if name}
    notes: dict[Element, int] = {}
    calls: list[tuple[Element, Element]] = []
    for link in body.iter("a"):
        holder = _called(link, named)
        if holder is None or any(above in notes for above in link.iterancestors()):
            continue
        notes.setdefault(holder, len(notes) + 1)
        calls.append((link, holder))
    if not 0 < len(notes) <= _MOST:
        return {}
    for link, holder in calls:
        _mark(link, notes[holder])
    found = {str(number): _words(holder) for holder, number in notes.items()}
    for holder in notes:
        _out(holder)
    return found


def _called(link: Element, named: Mapping[str, Element]) -> Element | None:
    """The element that holds the note which a link calls, or None where it calls none."""
    href = link.get("href", "")
    name = unquote(href[1:])
    if not href.startswith("#") or not _NOTE.match(name) or name not in named or not _CALL.fullmatch(spoken(link)):
        return None
    target = named[name]
    holder = target if target.tag in _HOLDERS else next(target.iterancestors(*_HOLDERS), None)
    # A note is not the paragraph that calls it, nor a box with the whole article in it.
    return None if holder is None or holder in link.iterancestors() else holder


def _mark(link: Element, number: int) -> None:
    parent = link.getparent()
    outer = link if parent is None or parent.tag != "sup" or _BACK.fullmatch(spoken(parent)) is None else parent
    mark = outer.makeelement(NOTE_MARK, {"n": str(number)})
    mark.tail, outer.tail = outer.tail, None
    outer.addprevious(mark)
    drop(outer)


def _words(holder: Element) -> str:
    """The inner markup of a note, without the links that lead back."""
    for link in list(holder.iter("a")):
        if link.get("href", "").startswith("#") and _BACK.fullmatch(spoken(link)):
            drop(link)
    inner = [etree.tostring(child, encoding="unicode", method="html") for child in holder]
    return re.sub(r"^\s*(?:<sup>\s*</sup>)?\s*", "", (holder.text or "") + "".join(inner))


def _out(holder: Element) -> None:
    """Takes a note out of the page, and the list that it leaves empty."""
    parent = holder.getparent()
    drop(holder)
    while parent is not None and parent.tag in {"ol", "ul", "section", "div"} and not spoken(parent).strip():
        empty, parent = parent, parent.getparent()
        drop(empty)
