"""The eleven blocks that an article's body is made of."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal, NewType, assert_never

Inline = NewType("Inline", str)
"""A safe HTML fragment of inline elements; only `readers/` makes one, so every later step may trust it."""

EMPTY = Inline("")


@dataclass(frozen=True, slots=True)
class Image:
    """One picture as the source names it: a path from the project's root (no leading slash) or an http(s) address.

    `alt` is None where the source has none; an empty text says that the picture is decoration.
    """

    src: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `header` marks a cell that heads its row or column.

    A cell of plain words has them as `text`; one with lists or several paragraphs has these as `blocks`, and no text.
    """

    text: Inline
    align: Literal["", "start", "center", "end"] = ""
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    blocks: tuple[Block, ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Inline
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead; level 2 is the first below the headline, 6 the last."""

    level: int
    text: Inline
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A list; in a definition list `terms` stand beside `items`, one tuple of terms an item."""

    kind: Literal["bullet", "number", "definition"]
    items: tuple[tuple[Block, ...], ...]
    terms: tuple[tuple[Inline, ...], ...] = ()
    start: int = 1
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted as part of the text."""

    blocks: tuple[Block, ...]
    attribution: Inline = EMPTY
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A line lifted out of the text and set large."""

    text: Inline
    attribution: Inline = EMPTY
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture or a gallery with caption and credit; it may have a caption and no picture."""

    images: tuple[Image, ...] = ()
    caption: Inline = EMPTY
    credit: Inline = EMPTY
    role: Literal["lead", "body"] = "body"
    href: str = ""
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `head` rows are repeated on each page, `foot` rows stand in `rows`."""

    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    caption: Inline = EMPTY
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text kept letter by letter; `tokens` are (kind, text) pairs of the highlighter that join to `text`.

    Kinds: keyword, name, string, number, comment, operator, inserted, deleted, heading, or empty.
    """

    text: str
    language: str = ""
    kind: Literal["code", "tex", "mathml"] = "code"
    tokens: tuple[tuple[str, str], ...] = ()
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Matter beside the text: a box, a note to the reader, a folded-up detail."""

    blocks: tuple[Block, ...]
    title: Inline = EMPTY
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A change of scene: a rule or an ornament."""

    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that paper cannot play: its kind (video, audio, map, post, other), address and title.

    `still` is the picture that it shows before it plays, named as `Image.src` is.
    """

    kind: str
    href: str
    title: str = ""
    still: str = ""
    id: str = ""
    lang: str = ""
    anchors: tuple[str, ...] = ()


Block = Paragraph | Heading | List | Quote | PullQuote | Figure | Table | Code | Aside | Break | Embed

BANDED = 6
"""A table of more columns than this may be printed in bands, one below the other, where they have no room."""

TYPE_NAMES: dict[type, str] = {
    Paragraph: "paragraph",
    Heading: "heading",
    List: "list",
    Quote: "quote",
    PullQuote: "pull-quote",
    Figure: "figure",
    Table: "table",
    Code: "code",
    Aside: "aside",
    Break: "break",
    Embed: "embed",
}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>")
_SRC = re.compile(r'<img [^>]*?src="([^"]*)"')
_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_NOTE = re.compile(r'<span class="note"[^>]*>.*?</span>', re.S)


def plain(text: str, *, notes: bool = False) -> str:
    """The words of an inline fragment, without tags; a line break is a space; note marks are left out unless asked."""
    kept = text if notes else _NOTE.sub("", text)
    return unescape(_TAG.sub(lambda m: "\n" if m[2].lower() == "br" else "", kept))


def children(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case List():
            return tuple(inner for item in block.items for inner in item)
        case Quote() | Aside():
            return block.blocks
        case Table():
            return tuple(inner for cell in cells(block) for inner in cell.blocks)
        case Paragraph() | Heading() | PullQuote() | Figure() | Code() | Break() | Embed():
            return ()
        case _:
            assert_never(block)


def cells(table: Table) -> Iterator[Cell]:
    """Every cell of a table, those of its head first, row by row."""
    return (cell for row in (*table.head, *table.rows) for cell in row)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def inlines(block: Block) -> Iterator[Inline]:
    """The inline fragments that stand directly in a block, in reading order."""
    match block:
        case Paragraph() | Heading():
            yield block.text
        case PullQuote():
            yield from (block.text, block.attribution)
        case Figure():
            yield from (block.caption, block.credit)
        case Table():
            yield block.caption
            yield from (cell.text for cell in cells(block))
        case List():
            yield from (term for terms in block.terms for term in terms)
        case Quote():
            yield block.attribution
        case Aside():
            yield block.title
        case Code() | Break() | Embed():
            return
        case _:
            assert_never(block)


def words(block: Block) -> str:
    """The words of a block and of all inside it, as plain text with one space between pieces."""
    match block:
        case List():
            pieces = []
            for number, item in enumerate(block.items):
                terms = block.terms[number] if number < len(block.terms) else ()
                pieces += [plain(term) for term in terms] + [words(inner) for inner in item]
        case Quote():
            pieces = [words(inner) for inner in block.blocks] + [plain(block.attribution)]
        case Aside():
            pieces = [plain(block.title)] + [words(inner) for inner in block.blocks]
        case Code():
            pieces = [block.text]
        case Embed():
            pieces = [block.title]
        case Table():
            pieces = [plain(block.caption), *map(cell_words, cells(block))]
        case Paragraph() | Heading() | PullQuote() | Figure() | Break():
            pieces = [plain(text) for text in inlines(block)]
        case _:
            assert_never(block)
    return " ".join(piece for piece in (" ".join(p.split()) for p in pieces) if piece)


def cell_words(cell: Cell) -> str:
    """The words of a cell, as plain text."""
    return " ".join(map(words, cell.blocks)) if cell.blocks else plain(cell.text)


def picture_sources(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The address of every picture, in figures, stills and running text, each once, in reading order."""
    found: dict[str, None] = {}
    for block in walk(blocks):
        if isinstance(block, Figure):
            found.update(dict.fromkeys(image.src for image in block.images))
        if isinstance(block, Embed) and block.still:
            found[block.still] = None
        for text in inlines(block):
            found.update(dict.fromkeys(unescape(src) for src in _SRC.findall(text)))
    return tuple(found)


def hrefs(blocks: Iterable[Block]) -> frozenset[str]:
    """The address of every link, in running text and of figures, as written."""
    found = {block.href for block in walk(blocks) if isinstance(block, Figure) and block.href}
    for block in walk(blocks):
        found.update(unescape(href) for text in inlines(block) for href in _HREF.findall(text))
    return frozenset(found)


def with_ids(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with an id each, made from kind and words, so that a reader's edits find them again."""
    seen: Counter[str] = Counter()
    named = []
    for block in blocks:
        key = unicodedata.normalize("NFKC", words(block) + _sources(block)).casefold()
        name = f"{TYPE_NAMES[type(block)]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        seen[name] += 1
        named.append(replace(block, id=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(named)


def _sources(block: Block) -> str:
    if isinstance(block, Figure):
        return "".join(f" {image.src}" for image in block.images)
    return f" {block.href}" if isinstance(block, Embed) else ""
