"""Notes at the end of a page brought to the words that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from printkit.readers.htmltree.inline import NOTE_MARK
from printkit.readers.web.page import Element
from printkit.readers.web.units import drop, found_by, spoken

# Names that the world's tools give to a note; `cite` is the name of an entry in a list of works, which stays a list.
_NOTE = re.compile(
    r"(?:user-content-|easy-)?_?(?:fn|ftn|sdfootnote|footnote|endnote|edn|note)(?=[-_:.]?\w*\d|[-_:.]\w)", re.I
)
_LISTED = re.compile(r"cite[-_]", re.I)
# What tools call the link to a note: by its role (DPUB-ARIA), by its class, by data of their own.
_MARKED = re.compile(r"(?:^|\s)(?:footnote(?:-?ref(?:erence)?)?|easy-footnote|endnote-ref|fn|noteref)(?:\s|$)", re.I)
_CALL = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]{1,2})\s*[\])]?", re.I)
_BACK = re.compile(r"[\s\[(]*(?:[↩↑⤴⬆^\ufe0e]|\d{1,3}|back|return|zurück|retour|jump up)?[\s\])↩↑⤴⬆^\ufe0e.]*", re.I)
_LABEL = re.compile(r"(?:^|\s)(?:label|fn-bracket|fn-backref|footnote-number|footnote-back(?:ref|link)?)(?:\s|$)", re.I)
_BESIDE = re.compile(r"(?:^|\s)(?:modern-footnotes-footnote__note|sidenote|footnote-tooltip)(?:\s|$)", re.I)
_TITLE = re.compile(
    r"(?:foot|end)?notes?|fu[ßs]+noten|anmerkungen|notes de bas de page|notas(?: al pie)?|note a piè di pagina|"
    r"voetnoten|noten|fotnoter|fodnoter|przypisy|примечания|сноски|脚注|注释|注",
    re.I,
)
_HOLDERS = frozenset({"li", "p", "div", "dd", "aside", "td"})
_LISTS = frozenset({"ol", "ul", "dl", "section", "div", "aside"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST = 200
_NAMED = etree.XPath("descendant-or-self::*[@id or @name]")


def lift(body: Element) -> Mapping[str, str]:
    """The markup of every note by its number; a mark stands where it is called, and it is gone from its old place."""
    targets = found_by(_NAMED, body)
    named = {name: element for element in targets for name in (element.get("id"), element.get("name")) if name}
    notes: dict[Element, int] = {}
    calls: list[tuple[Element, Element]] = []
    for call, holder in _calls(body, named):
        if any(above in notes for above in call.iterancestors()):
            continue
        notes.setdefault(holder, len(notes) + 1)
        calls.append((call, holder))
    if not 0 < len(notes) <= _MOST:
        return {}
    for call, holder in calls:
        _mark(call, notes[holder])
    found = {str(number): _words(holder) for holder, number in notes.items()}
    for holder in notes:
        _out(holder)
    return found


def _calls(body: Element, named: Mapping[str, Element]) -> Iterator[tuple[Element, Element]]:
    """Each call of a note with what holds the note, in reading order."""
    for element in body.iter("a", "span"):
        if element.tag == "span":
            call = element.getprevious() if _BESIDE.search(element.get("class", "")) else None
            if call is not None:
                yield call, element
        elif (holder := _called(element, named)) is not None:
            yield element, holder


def _called(link: Element, named: Mapping[str, Element]) -> Element | None:
    """The element that holds the note which a link calls, or None where it calls none."""
    name = unquote(link.get("href", "").partition("#")[2])
    if name not in named or _LISTED.match(name) or not _CALL.fullmatch(spoken(link).strip()):
        return None
    if not _NOTE.match(name) and not _is_marked(link):
        return None
    target = named[name]
    if target.tag == "dt":
        after = target.getnext()
        return after if after is not None and after.tag == "dd" else None
    holder = target if target.tag in _HOLDERS else next(target.iterancestors(*_HOLDERS), None)
    # A note is not the paragraph that calls it, nor a box with the whole article in it.
    return None if holder is None or holder in link.iterancestors() else holder


def _is_marked(link: Element) -> bool:
    """Whether a page says that a link calls a note."""
    around = (link, parent) if (parent := link.getparent()) is not None and parent.tag in {"sup", "span"} else (link,)
    return any(
        one.get("role") == "doc-noteref"
        or one.get("data-footnote-ref") is not None
        or one.get("data-fn") is not None
        or _MARKED.search(one.get("class", ""))
        for one in around
    )


def _mark(call: Element, number: int) -> None:
    outer = call
    while (parent := outer.getparent()) is not None and parent.tag in {"sup", "span"}:
        if not _BACK.fullmatch(spoken(parent)):
            break
        outer = parent
    mark = outer.makeelement(NOTE_MARK, {"n": str(number)})
    mark.tail, outer.tail = outer.tail, None
    outer.addprevious(mark)
    drop(outer)


def _words(holder: Element) -> str:
    """The inner markup of a note, without its number and the links that lead back."""
    for link in list(holder.iter("a")):
        if "#" in link.get("href", "") and _BACK.fullmatch(spoken(link)):
            drop(link)
    for label in list(holder.iter("span", "sup")):
        if label is not holder and (_LABEL.search(label.get("class", "")) or not spoken(label).strip()):
            drop(label)
    inner = [etree.tostring(child, encoding="unicode", method="html") for child in holder]
    return re.sub(r"^\s*(?:<sup>\s*</sup>)?\s*(?:[.:)\]]\s+)?", "", (holder.text or "") + "".join(inner))


def _out(holder: Element) -> None:
    """Takes a note out of the page, with the list that it leaves empty and the title of that."""
    parent, term = holder.getparent(), holder.getprevious()
    if holder.tag == "dd" and term is not None and term.tag == "dt":
        drop(term)
    drop(holder)
    while parent is not None and parent.tag in _LISTS and _is_left_empty(parent):
        empty, parent = parent, parent.getparent()
        while (above := empty.getprevious()) is not None and (above.tag == "hr" or _is_title(above)):
            drop(above)
        drop(empty)


def _is_left_empty(box: Element) -> bool:
    """Whether nothing stands in a box any more but, at most, the title of the notes."""
    words = spoken(box).strip()
    return not words or (bool(_TITLE.fullmatch(words)) and any(True for _ in box.iter(*_HEADINGS)))


def _is_title(element: Element) -> bool:
    titled = element.tag in _HEADINGS or (element.tag == "div" and any(True for _ in element.iter(*_HEADINGS)))
    return titled and bool(_TITLE.fullmatch(spoken(element).strip()))
