"""Heading levels and the anchors that the world's tools make of a heading's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from printkit.errors import Note
from printkit.model.blocks import Aside, Block, Heading, List, Quote

FIRST, LAST = 2, 6

_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")


def close_up(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks with heading levels 2 to 6 that never skip downward, and one Note if any level had to change.

    A source that uses levels 1, 3 and 5 comes out as 2, 3 and 4. A heading inside a quote, a list or a box stands
    below the heading that it is found under.
    """
    closed = _closed(blocks, FIRST - 1)
    if closed == tuple(blocks):
        return closed, ()
    text = f"heading levels were closed up: they begin at {FIRST} and skip none"
    return closed, (Note("info", "heading.levels", text),)


def _closed(blocks: Sequence[Block], above: int) -> tuple[Block, ...]:
    """The blocks with their levels counted on from `above`, the level of the heading they stand under."""
    standing: list[int] = []
    done: list[Block] = []
    for block in blocks:
        match block:
            case Heading():
                while standing and standing[-1] >= block.level:
                    standing.pop()
                standing.append(block.level)
                done.append(replace(block, level=min(above + len(standing), LAST)))
            case Quote() | Aside():
                done.append(replace(block, blocks=_closed(block.blocks, above + len(standing))))
            case List():
                items = tuple(_closed(item, above + len(standing)) for item in block.items)
                done.append(replace(block, items=items))
            case _:
                done.append(block)
    return tuple(done)


def slug(words: str) -> str:
    """The anchor that GitHub makes of a heading: lower case, letters, digits, hyphens for spaces."""
    return _NOT_IN_SLUG.sub("", words.strip().lower()).replace(" ", "-")


def plain_slug(words: str) -> str:
    """The anchor that Zola and Jekyll make of it: runs of other characters become one hyphen, none at the ends."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")
