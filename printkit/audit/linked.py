"""Checks of links and names: each in the tree, each alive, and each leads where its words say."""

from __future__ import annotations

import re

from printkit.audit.book import Book, Link, letters, part_of
from printkit.audit.codes import Findings, note, shortened, where
from printkit.audit.tree import Annotated
from printkit.audit.values import Ref, text, whole
from printkit.model.words import PAGE

_PAGE = "|".join(map(re.escape, sorted(set(PAGE.values()))))
_SAID = re.compile(rf"(.*), (?:{_PAGE}) ([^,]+)", re.S)
"""What a link inside an issue says of itself: the title of the part, and the page."""

_BOX = re.compile(rf"\((?:{_PAGE})\s+(\S+)\)")
"""The words of a link that is there for its page number."""


def links_are_tagged(book: Book) -> Findings:
    """Every link hangs under a Link element, and the parent tree leads from it to that element."""
    for link in book.links:
        here = _where(book, link)
        if link.element is None:
            yield note("audit.link-untagged", f"{_called(link)} is in no element", here)
            continue
        if link.element.kind != "Link":
            yield note("audit.link-untagged", f"{_called(link)} hangs under a {link.element.kind}", here)
        key = whole(link.entries.get("StructParent"))
        leads = book.tree.parents.get(key) if book.tree and key is not None else None
        if leads != link.element.place:
            wrong = book.tree.by_place.get(leads) if book.tree and isinstance(leads, Ref) else None
            to = f"to the {wrong.kind} “{shortened(book.words_of(wrong, without=frozenset()))}”" if wrong else "nowhere"
            yield note("audit.link-parent", f"the parent tree leads from {_called(link)} {to}", here)
        pages = [book.page_of(one) for one in link.element.marked()]
        if not pages:
            yield note("audit.link-empty", f"{_called(link)} has no words", here)
        elif link.page not in pages:
            yield note("audit.link-page", f"{_called(link)} stands on another page than its words", here)


def tagged_links_are_there(book: Book) -> Findings:
    """Every annotation that the tree holds stands on a page."""
    there = {value for page in book.pages for value in book.file.items(page.entries.get("Annots"))}
    for element in book.tree.walk() if book.tree else ():
        for kid in element.kids:
            if isinstance(kid, Annotated) and kid.place not in there and "Rect" in book.file.entries(kid.place):
                said = f"this {element.kind} holds an annotation that is on no page"
                yield note("audit.link-lost", said, where(book, book.first_page(element), element))
        if element.kind == "Link" and not any(isinstance(kid, Annotated) for kid in element.kids):
            said = f"the link “{shortened(book.words_of(element, without=frozenset()))}” can no longer be followed"
            yield note("audit.link-lost", said, where(book, book.first_page(element), element))


def links_are_alive(book: Book) -> Findings:
    """Every link leads to a page of the file or to an address."""
    for link in book.links:
        if link.target is not None and link.target.number:
            continue
        if link.uri and not link.uri.startswith("printkit:"):
            continue
        if link.name is not None:
            said = f"{_called(link)} leads to “{shortened(text(link.name))}”, which is not there"
        elif link.uri:
            said = f"{_called(link)} was never bound: “{shortened(link.uri)}”"
        elif link.target is not None:
            said = f"{_called(link)} leads to a page that is not there"
        elif book.file.entries(link.entries.get("A")):
            continue
        else:
            said = f"{_called(link)} leads nowhere"
        yield note("audit.link-dead", said, _where(book, link))


def names_are_alive(book: Book) -> Findings:
    """Every named place is on a page of the file, and on one of the part that it is named after."""
    for name, place in book.destinations.items():
        if not place.number:
            yield note("audit.destination", f"the place “{shortened(text(name))}” is on no page")
            continue
        slug, owner = part_of(name), book.owners[place.number]
        if b"#" in name and slug in book.starts and owner != slug:
            said = f"the place “{shortened(text(name))}” is on a page of “{shortened(owner)}”"
            yield note("audit.destination", said, where(book, place.number))


def links_keep_their_word(book: Book) -> Findings:
    """A link inside the issue says title and page, and both are those of its target."""
    for link in book.links:
        found = _SAID.fullmatch(link.words)
        if link.target is None or not link.target.number or link.uri or not found:
            continue
        target = book.pages[link.target.number - 1]
        owner = book.owners[target.number]
        title = book.titles.get(link.slug) or book.titles.get(owner, "")
        here = _where(book, link)
        if link.slug and owner and link.slug != owner:
            said = f"{_called(link)} leads to “{shortened(link.slug)}”, and lands in “{shortened(owner)}”"
            yield note("audit.link-article", said, here)
            continue
        if title and letters(found[1]) != letters(title):
            said = f"a link to “{shortened(found[1])}” leads to “{shortened(title)}”"
            yield note("audit.link-article", said, here)
            continue
        for number in {found[2], *_boxed(book, link)} - {target.label}:
            said = f"{_called(link)} says page {number} and leads to page {target.label}"
            yield note("audit.link-words", said, here)


def _boxed(book: Book, link: Link) -> list[str]:
    """The page number that the words of a link are, where they are one: “(page 12)”."""
    said = book.words_of(link.element, without=frozenset()) if link.element else ""
    found = _BOX.fullmatch(said.strip())
    return [found[1]] if found else []


def _called(link: Link) -> str:
    said = link.words or link.uri or text(link.name)
    return f"the link “{shortened(said)}”" if said else "a link"


def _where(book: Book, link: Link) -> str:
    return where(book, link.page.number, link.element)
