"""Checks of the outline: sections over articles over headings, each on its page."""

from __future__ import annotations

from dataclasses import dataclass, field

from printkit.audit.book import Book, Bookmark, Part, letters
from printkit.audit.codes import Findings, note, shortened, where
from printkit.audit.tree import HEADINGS, Element


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What the outline should name: a title, the page it begins on, and its part or (None) a section."""

    title: str
    page: int
    part: Part | None
    section: Element | None


@dataclass(slots=True)
class _Walk:
    """The outline while it is compared: what each bookmark turned out to be."""

    book: Book
    wanted: list[Wanted]
    at: int = 0
    met: set[Wanted] = field(default_factory=set)
    known: dict[Bookmark, Wanted] = field(default_factory=dict)
    headings: dict[Bookmark, tuple[Part, int, int]] = field(default_factory=dict)

    def take(self, mark: Bookmark) -> Findings:
        """What is wrong with one bookmark."""
        if not mark.page:
            yield note("audit.outline-page", f"the bookmark “{shortened(mark.title)}” leads nowhere")
        above = self.known.get(mark.parent) if mark.parent else None
        if above is not None and above.part is not None:
            yield from self.heading(mark, above.part, 0, 0)
        elif mark.parent in self.headings:
            yield from self.heading(mark, *self.headings[mark.parent])
        else:
            yield from self.part(mark, above)

    def part(self, mark: Bookmark, above: Wanted | None) -> Findings:
        """A bookmark that should name a section or a part."""
        ahead = enumerate(self.wanted[self.at :], self.at)
        rank = next((rank for rank, one in ahead if letters(one.title) == letters(mark.title)), None)
        if rank is None:
            yield note("audit.outline-unknown", f"the bookmark “{shortened(mark.title)}” names no part of the file")
            return
        found = self.known[mark] = self.wanted[rank]
        self.at = rank + 1
        self.met.add(found)
        here = where(self.book, found.page)
        if mark.page and mark.page != found.page:
            said = f"the bookmark “{shortened(mark.title)}” leads to page {mark.page} of the file, not to {found.page}"
            yield note("audit.outline-page", said, here)
        if (above.section if above else None) is not (found.section if found.part else None):
            yield note("audit.outline-nesting", f"the bookmark “{shortened(mark.title)}” is not in its section", here)

    def heading(self, mark: Bookmark, part: Part, at: int, level: int) -> Findings:
        """A bookmark that should name a heading of an article, below one of a higher level."""
        if not part.is_article:
            # Ready pages bring bookmarks of their own, and may have no headings.
            self.headings[mark] = part, 0, 0
            if mark.page and self.book.owners[mark.page] != part.slug:
                said = f"the bookmark “{shortened(mark.title)}” leads out of “{shortened(part.element.title)}”"
                yield note("audit.outline-page", said, where(self.book, part.first))
            return
        listed = self.book.headings(part)
        last = next((one[1] for one in reversed(self.headings.values()) if one[0] is part), at)
        ahead = enumerate(listed[last:], last)
        rank = next((rank for rank, (_, said) in ahead if said == letters(mark.title)), None)
        if rank is None:
            said = f"the bookmark “{shortened(mark.title)}” names no heading of “{shortened(part.element.title)}”"
            yield note("audit.outline-unknown", said, where(self.book, mark.page))
            return
        element = listed[rank][0]
        own = HEADINGS.index(element.kind)
        self.headings[mark] = part, rank + 1, own
        page = self.book.first_page(element)
        here = where(self.book, page, element)
        if mark.page and mark.page != page:
            said = f"the bookmark “{shortened(mark.title)}” leads to page {mark.page} of the file, not to {page}"
            yield note("audit.outline-page", said, here)
        if own <= level:
            said = f"the bookmark “{shortened(mark.title)}” stands under one of its own level or a lower one"
            yield note("audit.outline-nesting", said, here)


def outline_is_true(book: Book) -> Findings:
    """Each article is in the outline on its first page, its headings under it on theirs, each under a higher one."""
    if not book.bookmarks:
        if len(book.pages) > 1 and book.parts:
            yield note("audit.no-outline", "the file has no bookmarks")
        return
    walk = _Walk(book, _wanted(book))
    for mark in book.bookmarks:
        yield from walk.take(mark)
    for one in walk.wanted:
        if one not in walk.met and (one.part is None or one.part.is_article):
            said = f"no bookmark for “{shortened(one.title)}” in its place"
            yield note("audit.outline-missing", said, where(book, one.page))


def _wanted(book: Book) -> list[Wanted]:
    found: list[Wanted] = []
    section: Element | None = None
    for part in book.parts:
        if part.section is not None and part.section is not section:
            found.append(Wanted(part.section.title, part.first, None, part.section))
        section = part.section
        if part.section is None or part.element.kind != "Sect":
            found.append(Wanted(part.element.title, part.first, part, part.section))
    return found
