"""A PDF as the checks look at it: its pages, its parts and whose pages they are, its links, names and bookmarks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from printkit.audit import content, tree
from printkit.audit.content import Content, Reader
from printkit.audit.faces import Face, Faces
from printkit.audit.file import File
from printkit.audit.tree import APART, CALLS, HEADINGS, Annotated, Element, Marked
from printkit.audit.values import Entries, Name, Ref, Value, text, whole, word
from printkit.model.products import roman

_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_NUMBERED = re.compile(r"\[U\+(0?[0-9A-F]{4,5})\]")
_DEEPEST = 64

RESUMED = b"#?rest"
"""What stands behind a part's name in the name of the page where it goes on after a jump."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its object, its label, and what it shows."""

    number: int
    place: Ref
    entries: Entries
    label: str
    content: Content

    @property
    def blank(self) -> bool:
        """Whether nothing at all is on it."""
        return not (self.content.marks or self.content.artifacts or self.content.stray)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name or a link leads: the page, as an object, and its number; 0 where there is no such page."""

    page: Value
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: its page, its element, what it says of itself; an address, or a name or place in the file."""

    place: Ref
    page: Page
    entries: Entries
    element: Element | None
    words: str
    uri: str = ""
    name: bytes | None = None
    target: Place | None = None

    @property
    def slug(self) -> str:
        """The part that it leads to by its name."""
        return part_of(self.name) if self.name is not None else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an issue: its element, its name among the destinations, its section, and its first page's number."""

    element: Element
    slug: str
    section: Element | None
    first: int

    @property
    def is_article(self) -> bool:
        """Whether it is an article, and no page of the issue's own."""
        return self.element.kind == "Art"


@dataclass(frozen=True, slots=True, eq=False)
class Bookmark:
    """A bookmark: its title, its depth from 0, the bookmark above it, and the page it leads to (0: nowhere)."""

    title: str
    depth: int
    parent: Bookmark | None
    page: int


class Book:
    """One PDF being audited; everything is read once, when it is first asked for."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._faces = Faces(file)
        self._headings: dict[Element, list[tuple[Element, str]]] = {}

    @cached_property
    def tree(self) -> tree.Tree | None:
        """The tag tree."""
        return tree.read(self.file)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages in order."""
        reader = Reader(self.file, self._faces)
        found = list(self.file.pages())
        labels = self._labels(len(found))
        rows = zip(found, labels, strict=True)
        return [
            Page(number, place, entries, label, reader.page(place, entries))
            for number, ((place, entries), label) in enumerate(rows, 1)
        ]

    @property
    def faces(self) -> list[Face]:
        """Every font that the pages show text with; what is shown is known once they are read."""
        return list(self._faces.known.values()) if self.pages else []

    @cached_property
    def by_place(self) -> dict[Ref, Page]:
        """The pages by their objects."""
        return {page.place: page for page in self.pages}

    @cached_property
    def contents(self) -> dict[tuple[Ref, int], tuple[Page, content.Mark]]:
        """By page or form and MCID: the marked content, and the page that shows it."""
        return {key: (page, mark) for page in self.pages for key, mark in page.content.marks.items()}

    def page_of(self, marked: Marked) -> Page | None:
        """The page that marked content is on, as the element says, or as it is found."""
        if marked.holder is not None and (marked.holder, marked.number) in self.contents:
            return self.contents[marked.holder, marked.number][0]
        return self.by_place.get(marked.page) if marked.page else None

    def mark(self, marked: Marked) -> content.Mark | None:
        """What is shown as marked content; None where there is no such thing."""
        found = self.contents.get((marked.holder, marked.number)) if marked.holder else None
        return found[1] if found else None

    def words_of(self, element: Element, *, without: frozenset[str] = APART | CALLS) -> str:
        """The text of an element, without that of its notes and their calls unless other kinds are named."""
        return "".join(mark.text for one in element.marked(without=without) if (mark := self.mark(one)))

    def first_page(self, element: Element) -> int:
        """The number of the first page that an element has content on; 0 for none."""
        numbers = [page.number for one in element.marked() if (page := self.page_of(one))]
        return min(numbers, default=0)

    @cached_property
    def destinations(self) -> dict[bytes, Place]:
        """Where each name leads."""
        names = self.file.entries(self.file.root.get("Names"))
        old = self.file.entries(self.file.root.get("Dests"))
        found: dict[bytes, Place] = {key.encode(): self._place(value) for key, value in old.items()}
        return found | {
            key: self._place(value)
            for key, value in self.file.tree(names.get("Dests"), "Names")
            if isinstance(key, bytes)
        }

    @cached_property
    def starts(self) -> dict[str, int]:
        """By its name the page that each part starts on, in the order of the pages."""
        found = {part_of(key): place.number for key, place in self.destinations.items() if b"#" not in key}
        return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))

    @cached_property
    def owners(self) -> list[str]:
        """By page number (0 has none): the name of the part that the page belongs to, empty where none has begun."""
        begun, owner, at = {first: slug for slug, first in self.starts.items() if first}, "", [""]
        # Where an article goes on after a jump its pages stand behind those of others.
        rests = ((key, place.number) for key, place in self.destinations.items() if key.endswith(RESUMED))
        begun |= {number: part_of(key) for key, number in rests if number}
        for page in self.pages:
            owner = begun.get(page.number, owner)
            at.append(owner)
        return at

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in the order of the tree: what has a title and hangs on the document or on a section of it."""
        found: list[Part] = []
        for element, section in self._part_elements():
            slug = self._slug(element)
            if any(slug == other.slug for other in found):
                slug = ""
            found.append(Part(element, slug, section, self.starts.get(slug) or self.first_page(element)))
        return found

    def _slug(self, element: Element) -> str:
        """The name of the part whose pages most of an element's content stands on."""
        pages = (self.page_of(one) for one in element.marked())
        votes = Counter(self.owners[page.number] for page in pages if page)
        return max(votes, key=lambda slug: votes[slug], default="")

    @cached_property
    def part_by_element(self) -> dict[Element, Part]:
        """The parts by their elements."""
        return {part.element: part for part in self.parts}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each part by its name."""
        return {part.slug: part.element.title for part in self.parts if part.slug}

    def headings(self, part: Part) -> list[tuple[Element, str]]:
        """A part's headings in order, each with its text for comparing."""
        if part.element not in self._headings:
            found = [here for here in part.element.walk() if here.kind in HEADINGS]
            self._headings[part.element] = [(one, letters(self.words_of(one))) for one in found]
        return self._headings[part.element]

    def part(self, element: Element | None) -> Part | None:
        """The part that an element stands in."""
        while element is not None and element not in self.part_by_element:
            element = element.parent
        return self.part_by_element[element] if element is not None else None

    def _part_elements(self) -> Iterator[tuple[Element, Element | None]]:
        tops = self.tree.tops if self.tree else []
        below = tops[0].kids if len(tops) == 1 and tops[0].kind == "Document" else tops
        for top in below:
            if isinstance(top, Element) and top.title:
                if is_section(top):
                    yield from ((kid, top) for kid in top.kids if isinstance(kid, Element))
                else:
                    yield top, None

    @cached_property
    def links(self) -> list[Link]:
        """Every link of every page."""
        held = self._annotated()
        return [
            self._link(page, value, entries, held)
            for page in self.pages
            for value in self.file.items(page.entries.get("Annots"))
            if isinstance(value, Ref) and word((entries := self.file.entries(value)).get("Subtype")) == "Link"
        ]

    def links_of(self, element: Element) -> list[Link]:
        """The links that hang under an element itself."""
        return self._links_by_element.get(element, [])

    @cached_property
    def _links_by_element(self) -> dict[Element, list[Link]]:
        found: dict[Element, list[Link]] = {}
        for link in self.links:
            if link.element is not None:
                found.setdefault(link.element, []).append(link)
        return found

    def _annotated(self) -> dict[Ref, Element]:
        elements = self.tree.walk() if self.tree else ()
        return {kid.place: here for here in elements for kid in here.kids if isinstance(kid, Annotated)}

    def _link(self, page: Page, place: Ref, entries: Entries, held: dict[Ref, Element]) -> Link:
        action = self.file.entries(entries.get("A"))
        uri = text(self.file.look(action.get("URI")))
        target = self.file.look(entries.get("Dest") if "Dest" in entries else action.get("D"))
        name = target if isinstance(target, bytes) else str(target).encode() if isinstance(target, Name) else None
        leads = None
        if name is not None:
            leads = self.destinations.get(name)
        elif target is not None:
            leads = self._place(target)
        words = text(self.file.look(entries.get("Contents")))
        return Link(place, page, entries, held.get(place), words, uri, name, leads)

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """The outline, each bookmark before those under it."""
        found: list[Bookmark] = []
        seen: set[Ref] = set()
        first = self.file.entries(self.file.root.get("Outlines")).get("First")
        waiting: list[tuple[Value, Bookmark | None, int]] = [(first, None, 0)]
        while waiting:
            place, parent, depth = waiting.pop()
            item = self.file.entries(place)
            if not isinstance(place, Ref) or place in seen or not item:
                continue
            seen.add(place)
            mark = Bookmark(text(self.file.look(item.get("Title"))), depth, parent, self._item_page(item))
            found.append(mark)
            waiting.append((item.get("Next"), parent, depth))
            if depth < _DEEPEST:
                waiting.append((item.get("First"), mark, depth + 1))
        return found

    def _item_page(self, item: Entries) -> int:
        target = self.file.look(item.get("Dest") or self.file.entries(item.get("A")).get("D"))
        if isinstance(target, bytes | Name):
            key = target if isinstance(target, bytes) else str(target).encode()
            found = self.destinations.get(key)
            return found.number if found else 0
        return self._place(target).number

    def _place(self, value: Value) -> Place:
        found = self.file.look(value)
        if isinstance(found, dict):
            found = self.file.look(found.get("D"))
        page = found[0] if isinstance(found, list) and found else None
        known = self._numbers.get(page) if isinstance(page, Ref) else None
        return Place(page, known or 0)

    @cached_property
    def _numbers(self) -> dict[Ref, int]:
        return {place: number for number, (place, _) in enumerate(self.file.pages(), 1)}

    def _labels(self, count: int) -> list[str]:
        """Every page's label (ISO 32000-1, 12.4.2); plain numbers where the file says nothing."""
        ranges = [
            (start, self.file.entries(value))
            for key, value in self.file.tree(self.file.root.get("PageLabels"), "Nums")
            if (start := whole(key)) is not None
        ]
        labels = [str(number) for number in range(1, count + 1)]
        for rank, (start, style) in enumerate(ranges):
            end = ranges[rank + 1][0] if rank + 1 < len(ranges) else count
            first = whole(self.file.look(style.get("St"))) or 1
            prefix, numerals = text(self.file.look(style.get("P"))), word(self.file.look(style.get("S")))
            for page in range(max(start, 0), min(end, count)):
                labels[page] = prefix + _numeral(numerals, first + page - start)
        return labels


def is_section(element: Element) -> bool:
    """Whether an element holds whole parts: all that is in it has a title, and it says no language of its own."""
    kids = element.kids
    grouping = element.kind in ("Part", "Document") and not element.lang
    return grouping and bool(kids) and all(isinstance(kid, Element) and kid.title for kid in kids)


def part_of(name: bytes) -> str:
    """The part that a name of a place belongs to: what stands before its #."""
    return unquote(name.partition(b"#")[0].decode("utf-8", "replace"))


def letters(said: str) -> str:
    """A text for comparing: NFKC, no capitals, no white space, nothing unseen, and characters for their numbers."""
    return "".join(comparable(said).split())


def comparable(said: str) -> str:
    """A text for comparing, its words still apart.

    A character that no face has is printed as its number, `[U+1F680]`; a selector in a text chooses a glyph and is no
    character.
    """
    if "[U+" in said:
        said = _NUMBERED.sub(lambda found: chr(int(found[1], 16)), said)
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", said)).casefold()


def _numeral(style: str, number: int) -> str:
    match style:
        case "D":
            return str(number)
        case "r" | "R":
            return roman(number) if style == "r" else roman(number).upper()
        case "a" | "A":
            return chr(ord(style) + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case _:
            return ""
