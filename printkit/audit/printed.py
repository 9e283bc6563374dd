"""What a PDF says, article by article, as it is read off the tag tree: words, notes, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from printkit.audit.book import Book, Link, Part
from printkit.audit.tree import APART, CALLS, Annotated, Element, Marked
from printkit.model.words import PAGE

_IN_LINE = frozenset(
    {
        *("Span", "Link", "Quote", "Code", "Reference", "Note", "FENote", "BibEntry", "Annot", "Em", "Strong", "Sub"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "NonStruct"),
    }
)


_BOX = re.compile(r"\((.+)\s\w+\)")
_PAGE = frozenset(PAGE.values())

_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "LBody", "TD", "TH"})


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A link as it stands in the file: an address, or the part and the anchor that it leads to."""

    uri: str
    slug: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One part as it stands in the file; `text` is without its notes and their calls, pictures are their words."""

    slug: str
    title: str
    lang: str
    page: int
    is_article: bool
    text: str
    notes: tuple[str, ...]
    pictures: tuple[str, ...]
    links: tuple[PrintedLink, ...]


def printed(book: Book) -> tuple[Printed, ...]:
    """Every part in the order of the tree."""
    return tuple(_part(book, part) for part in book.parts)


def _part(book: Book, part: Part) -> Printed:
    element = part.element
    links = [link for here in element.walk() for link in book.links_of(here)]
    return Printed(
        part.slug,
        element.title,
        element.lang,
        part.first,
        part.is_article,
        _text(book, element, APART | CALLS),
        tuple(_text(book, note, CALLS | {"Lbl"}) for note in element.walk() if note.kind in APART),
        tuple(figure.alt for figure in element.walk() if figure.kind == "Figure"),
        tuple(_link(link) for link in links),
    )


def _link(link: Link) -> PrintedLink:
    anchor = link.name.partition(b"#")[2] if link.name is not None else b""
    return PrintedLink(link.uri, link.slug, unquote(anchor.decode("utf-8", "replace")))


def _text(book: Book, top: Element, without: frozenset[str]) -> str:
    """The text of an element, a space between blocks; a formula that is drawn is its words.

    The page that a link leads to is no word of the author's, nor is the space before it.
    """
    said: list[str] = []
    drawn: list[Element] = []
    for here in _pieces(book, top, without):
        if isinstance(here, Marked):
            mark = book.mark(here)
            said.append(mark.text if mark else "")
        elif here.kind == "Formula" and here.alt and not book.words_of(here).strip():
            around = " " if here.parent is None or here.parent.kind in _GROUPS else ""
            said += [around, here.alt, around] if here not in drawn else []
            drawn.append(here)
        elif here.kind == "Link" and _says_page(book, here):
            # One that ends a line is drawn with the space behind it.
            behind = " " if book.words_of(here)[-1:].isspace() else ""
            said[-1:] = [piece.rstrip() + behind for piece in said[-1:]]
        elif here.kind not in _IN_LINE:
            said.append(" ")
    return "".join(said)


def _says_page(book: Book, link: Element) -> bool:
    """Whether a link is the box behind another that says its page: `(page 12)`, the word in any language."""
    found = _BOX.fullmatch(book.words_of(link).strip())
    return found is not None and found[1] in _PAGE


def _pieces(book: Book, top: Element, without: frozenset[str]) -> Iterator[Marked | Element]:
    """Marks in reading order, and each element where it begins and where it ends."""
    waiting: list[tuple[Element | Marked | Annotated, bool]] = [(top, False)]
    while waiting:
        here, ending = waiting.pop()
        if isinstance(here, Marked):
            yield here
        elif isinstance(here, Element) and (ending or here is top or here.kind not in without):
            yield here
            if not (ending or (here.kind == "Link" and _says_page(book, here))):
                waiting.append((here, True))
                waiting += [(kid, False) for kid in reversed(here.kids)]
