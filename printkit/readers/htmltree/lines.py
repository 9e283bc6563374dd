"""Blocks pressed into one line of text, for a caption, a cell, a term, where print has no room for blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from printkit.model.blocks import EMPTY, Inline
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.inline import inline
from printkit.readers.htmltree.nodes import BLOCKS, Child, Node, blank, text


def flattened(children: Sequence[Child], desk: Desk) -> Inline:
    """The words of these children as one fragment, a line break where a block began or ended."""
    if not any(isinstance(child, Node) and child.name in BLOCKS for child in children):
        return inline(children, desk)
    return Inline("<br>".join(line for line in _lines(children, desk) if line)) or EMPTY


def _lines(children: Sequence[Child], desk: Desk) -> Iterator[Inline]:
    line: list[Child] = []
    for child in children:
        if isinstance(child, str) or child.name not in BLOCKS:
            line.append(child)
            continue
        yield _line(line, desk)
        line = []
        yield from _block_lines(child, desk)
    yield _line(line, desk)


def _line(line: Sequence[Child], desk: Desk) -> Inline:
    return EMPTY if all(blank(child) for child in line) else inline(line, desk)


def _block_lines(node: Node, desk: Desk) -> Iterator[Inline]:
    desk.wait(node)
    inner = desk.at(node)
    match node.name:
        case "li":
            first, *rest = [line for line in _lines(node.children, inner) if line] or [EMPTY]
            yield Inline(f"• {first}") if first else EMPTY
            yield from rest
        case "pre":
            yield from (inline((Node("code", {}, (row,)),), inner) for row in text(node.children).splitlines())
        case "iframe":
            return
        case _:
            yield from _lines(node.children, inner)
