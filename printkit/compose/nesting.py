"""Blocks that hold blocks, made anew from within."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Code,
    Embed,
    Figure,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
)


def within(block: Block, made: Callable[[Sequence[Block]], tuple[Block, ...]]) -> Block:
    """The block with each run of blocks in it as `made` makes it; one that holds no blocks is itself."""
    match block:
        case Quote() | Aside():
            return replace(block, blocks=made(block.blocks))
        case List():
            return replace(block, items=tuple(made(item) for item in block.items))
        case Paragraph() | Heading() | PullQuote() | Figure() | Table() | Code() | Break() | Embed():
            return block
        case _:
            assert_never(block)
