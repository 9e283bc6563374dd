"""Builds the bookmarks, sections over articles over headings, and the page labels, equal to the folios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from printkit.bind.graft import Graft
from printkit.bind.objects import array, dictionary, items_of, name, number, own, text, text_of
from printkit.bind.read import Opened
from printkit.bind.write import Writer
from printkit.model.products import Numerals, Part, label

DEEPEST = 32
"""Bookmarks nested deeper than this are left out."""


@dataclass
class Bookmark:
    """One line of the outline and those under it; `shut` where a reader opens them himself."""

    title: str
    target: PdfObject
    kids: list[Bookmark] = field(default_factory=list)
    shut: bool = True


@dataclass
class Outline:
    """The bookmarks as the parts come."""

    writer: Writer
    _tops: list[Bookmark] = field(default_factory=list)
    _section: Bookmark | None = None

    def adopt(self, graft: Graft, part: Part, pages: Sequence[IndirectObject]) -> None:
        """Take in a part's bookmarks under its title; matter has its title alone, a section opener is the section.

        Fillers are passed over.
        """
        if part.kind == "filler":
            return
        start = array((pages[0], name("Fit")))
        if not part.section:
            self._section = None
        elif self._section is None or self._section.title != part.section:
            self._section = Bookmark(part.section, start, shut=False)
            self._tops.append(self._section)
        if part.kind == "section" and self._section is not None:
            return
        here = Bookmark(part.title, start)
        if part.kind == "article":
            here = _article(graft, here)
        (self._section.kids if self._section else self._tops).append(here)

    def finish(self) -> IndirectObject:
        """Set the outline down (ISO 32000-1, 12.3.3)."""
        root = self.writer.reserve()
        made = dictionary(Type=name("Outlines"))
        shown = self._put(self._tops, made, root)
        made[name("Count")] = number(shown)
        self.writer.put(root, made)
        return root

    def _put(self, bookmarks: Sequence[Bookmark], parent: DictionaryObject, place: IndirectObject) -> int:
        """Set bookmarks down under their parent; gives how many are shown when it is open."""
        places = [self.writer.reserve() for _ in bookmarks]
        shown = len(bookmarks)
        for step, (bookmark, here) in enumerate(zip(bookmarks, places, strict=True)):
            made = dictionary(Title=text(bookmark.title), Parent=place, Dest=bookmark.target)
            if step:
                made[name("Prev")] = places[step - 1]
            if step + 1 < len(places):
                made[name("Next")] = places[step + 1]
            if bookmark.kids:
                inner = self._put(bookmark.kids, made, here)
                made[name("Count")] = number(-inner if bookmark.shut else inner)
                shown += 0 if bookmark.shut else inner
            self.writer.put(here, made)
        if places:
            parent[name("First")], parent[name("Last")] = places[0], places[-1]
        return shown


def labels(parts: Sequence[Part]) -> DictionaryObject:
    """The page labels of the bundle (ISO 32000-1, 12.4.2): each page's label is its folio, blanks run on."""
    ranges = ArrayObject()
    page = 0
    run: tuple[Numerals, int] | None = None
    for part in parts:
        first, numerals = part.placement.first_folio, part.placement.numerals
        if part.placement.blank_before:
            if run is None:
                ranges += [number(page), _range(numerals, first - 1)]
                run = numerals, first
            else:
                if run[0] == "none":
                    ranges += [number(page), _range(*run)]
                run = run[0], run[1] + 1
            page += 1
        if run != (numerals, first):
            ranges += [number(page), _range(numerals, first)]
        page += part.pages
        run = numerals, first + part.pages
    return dictionary(Nums=ranges)


def _range(numerals: Numerals, first: int) -> DictionaryObject:
    if numerals == "none":
        return dictionary(P=text(label("none", first)))
    style = dictionary(S=name("r" if numerals == "roman" else "D"))
    if first != 1:
        style[name("St")] = number(first)
    return style


def _article(graft: Graft, here: Bookmark) -> Bookmark:
    """An article's bookmarks: its headline's are the article's own."""
    found = _bookmarks(graft, graft.source, own(graft.source.catalog, "/Outlines"), DEEPEST)
    if len(found) == 1:
        here.target, here.kids = found[0].target, found[0].kids
    else:
        here.kids = found
    return here


def _bookmarks(graft: Graft, source: Opened, parent: PdfObject | None, depth: int) -> list[Bookmark]:
    """The bookmarks under one of the part's own."""
    made: list[Bookmark] = []
    seen: set[int] = set()
    place = own(source.dictionary(parent), "/First")
    while isinstance(place, IndirectObject) and place.idnum not in seen and depth:
        seen.add(place.idnum)
        item = source.dictionary(place)
        title = own(item, "/Title")
        target = graft.take(array(items_of(source.look(own(item, "/Dest")))))
        if title is not None:
            made.append(Bookmark(text_of(source.look(title)), target, _bookmarks(graft, source, place, depth - 1)))
        place = own(item, "/Next")
    return made
