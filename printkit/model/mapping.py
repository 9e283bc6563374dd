"""Blocks changed through and through by a function on blocks and one on their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Embed,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
)

Words = Callable[[Inline], Inline]
Change = Callable[[Block], Block]


def mapped(block: Block, change: Change, words: Words) -> Block:
    """The block after `words` on each fragment in it and `change` on each block in it, the inner before the outer."""
    return change(_inside(block, change, words))


def _inside(block: Block, change: Change, words: Words) -> Block:
    def all_of(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(mapped(inner, change, words) for inner in blocks)

    def cell_of(cell: Cell) -> Cell:
        return replace(cell, text=words(cell.text), blocks=all_of(cell.blocks))

    match block:
        case Paragraph() | Heading():
            return replace(block, text=words(block.text))
        case PullQuote():
            return replace(block, text=words(block.text), attribution=words(block.attribution))
        case List():
            terms = tuple(tuple(map(words, row)) for row in block.terms)
            return replace(block, items=tuple(map(all_of, block.items)), terms=terms)
        case Quote():
            return replace(block, blocks=all_of(block.blocks), attribution=words(block.attribution))
        case Aside():
            return replace(block, blocks=all_of(block.blocks), title=words(block.title))
        case Figure():
            return replace(block, caption=words(block.caption), credit=words(block.credit))
        case Table():
            rows, head = (tuple(tuple(map(cell_of, row)) for row in part) for part in (block.rows, block.head))
            return replace(block, rows=rows, head=head, caption=words(block.caption))
        case Code() | Break() | Embed():
            return block
        case _:
            assert_never(block)
