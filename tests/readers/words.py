"""The words of markup and of blocks, counted two ways, so that a reader's test may hold one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinyhtml5  # the engine's own parser, of another make than the reader's

from printkit.model import markup
from printkit.model.blocks import Aside, Block, Embed, Figure, List, Quote, inlines, plain, words
from printkit.readers.parsed import Parsed

SILENT = frozenset({"script", "style", "head", "template", "noframes", "iframe"})
IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby"}
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_ALT = re.compile(r'<img src="[^"]*" alt="([^"]*)"')


def shown(parsed: Parsed) -> str:
    """Blocks, notes and findings, one a line, as the cases write them."""
    notes = [f"[{number}] {''.join(map(markup.html, blocks))}" for number, blocks in parsed.notes.items()]
    return "\n".join([*map(markup.html, parsed.blocks), *notes, *(f"! {note.code}" for note in parsed.findings)])


def of_html(html: str) -> str:
    """The text nodes of markup as an HTML5 parser of another make sees them, one space for any white space."""
    tree = tinyhtml5.parse(html, namespace_html_elements=False)
    return " ".join("".join(_text(tree.find("body"))).split())


def _text(element: object) -> Iterator[str]:
    name = getattr(element, "tag", None)
    tag = name.rpartition("}")[2] if isinstance(name, str) else "script"  # a comment has no name, and is not read
    if tag in SILENT:
        return
    space = "" if tag in IN_LINE else " "
    yield space + (getattr(element, "text", None) or "")
    for child in element:  # type: ignore[attr-defined]
        yield from _text(child)
        yield child.tail or ""
    yield space


def of_blocks(blocks: Iterable[Block]) -> str:
    """The words that blocks print, in reading order."""
    return " ".join(filter(None, map(words, blocks)))


def of_everything(parsed: Parsed) -> list[str]:
    """The words of body and notes, with the alternative texts of pictures where the pictures stand."""
    pieces = [piece for blocks in (parsed.blocks, *parsed.notes.values()) for block in blocks for piece in _all(block)]
    return re.findall(r"\w+", " ".join(pieces))


def _all(block: Block) -> Iterator[str]:
    match block:
        case Figure():
            yield from (image.alt or "" for image in block.images)
            yield words(block)
        case List():
            for place, item in enumerate(block.items):
                yield from (plain(term) for terms in block.terms[place : place + 1] for term in terms)
                yield from (piece for inner in item for piece in _all(inner))
        case Quote():
            yield from (piece for inner in block.blocks for piece in _all(inner))
            yield plain(block.attribution)
        case Aside():
            yield plain(block.title)
            yield from (piece for inner in block.blocks for piece in _all(inner))
        case Embed():
            yield block.title
        case _:
            yield words(block)
            yield from (alt for text in inlines(block) for alt in _ALT.findall(text))
