"""Checks of numbers: labels, stamped folios, the contents' printed numbers and the outline all agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from printkit.audit.book import Book, Page, letters
from printkit.audit.codes import Findings, note, shortened, where
from printkit.audit.tree import APART, CALLS, Element

_NUMERALS = re.compile(r"[0-9]+|[ivxlcdm]+")
_LINKS = frozenset(("Link",))


def pages_are_labelled(book: Book) -> Findings:
    """The file says what its pages are called."""
    if "PageLabels" not in book.file.root and any(folio(page) for page in book.pages):
        yield note("audit.no-labels", "the pages have folios, and the file has no page labels")


def folios_are_the_labels(book: Book) -> Findings:
    """Every page's folio, stamped as an artifact of pagination, is its label."""
    if "PageLabels" not in book.file.root:
        return
    stamped = [page for page in book.pages if folio(page)]
    for page in stamped:
        if page.label not in folios(page):
            said = f"the folio is {folio(page)}, the label {page.label or 'empty'}"
            yield note("audit.folio-label", said, where(book, page.number))
    ours = {book.owners[page.number] for page in stamped} | {part.slug for part in book.parts if part.is_article}
    for page in book.pages if stamped else ():
        # Ready pages, such as an advert, bear no folios; so does a filler.
        if page.blank or book.owners[page.number] not in ours:
            continue
        if not folio(page) and _NUMERALS.fullmatch(page.label):
            said = f"no folio on page {page.label}, or one that is no artifact of pagination"
            yield note("audit.no-folio", said, where(book, page.number))


def folios(page: Page) -> list[str]:
    """What could be a page's folio: the heads and feet that are numerals alone, the last first."""
    said = [" ".join(one.text.split()) for one in page.content.artifacts if one.kind == "Pagination"]
    return [text for text in reversed(said) if _NUMERALS.fullmatch(text)]


def folio(page: Page) -> str:
    """A page's folio; empty where it has none."""
    return next(iter(folios(page)), "")


def contents_are_true(book: Book) -> Findings:
    """Each line of the contents says title and page of what it leads to, and no article is left out."""
    led: set[str] = set()
    numbered = False
    for line in _lines(book):
        for link in (link for element in line.walk() for link in book.links_of(element)):
            target = book.pages[link.target.number - 1] if link.target and link.target.number else None
            title = book.titles.get(link.slug, "")
            here = where(book, link.page.number, line)
            said = book.words_of(link.element, without=APART | CALLS) if link.element else ""
            led.add(link.slug)
            if title and letters(said) != letters(title):
                said = f"the contents say “{shortened(said)}” and lead to “{shortened(title)}”"
                yield note("audit.contents-title", said, here)
            printed = _printed(book, line)
            numbered |= bool(printed)
            if target and printed and printed != target.label:
                said = f"the contents say page {printed} for “{shortened(title)}”, which is on page {target.label}"
                yield note("audit.contents-number", said, here)
    for part in book.parts if numbered else ():
        if part.is_article and part.slug and part.slug not in led:
            said = f"the contents leave out “{shortened(part.element.title)}”"
            yield note("audit.contents-missing", said, where(book, part.first))


def _lines(book: Book) -> Iterator[Element]:
    for element in book.tree.walk() if book.tree else ():
        if element.kind == "TOCI":
            yield element


def _printed(book: Book, line: Element) -> str:
    """The page number that stands beside a line's link, where one is printed."""
    for element in line.walk():
        if any(isinstance(kid, Element) and kid.kind == "Link" for kid in element.kids):
            said = "".join(book.words_of(element, without=_LINKS).split())
            return said if _NUMERALS.fullmatch(said) else ""
    return ""
