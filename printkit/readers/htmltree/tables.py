"""Tables: rows and cells with safe spans; a table that only places things on a screen falls apart into its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from printkit.model.blocks import EMPTY, Block, Break, Cell, List, Paragraph, Row, Table, cells, plain, walk
from printkit.model.mapping import mapped
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.lines import flattened
from printkit.readers.htmltree.nodes import BLOCKS, HEADINGS, Child, Node, blank, find, number

Flow = Callable[[Sequence[Child], Desk], list[Block]]
Align = Literal["", "start", "center", "end"]

MOST_COLUMNS, MOST_ROWS = 100, 1000

_PARAGRAPHS = 5
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_HEADS = frozenset({"th"})
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_P = frozenset({"p"})
_SEVERAL = 2
_NOT_IN_CELLS = HEADINGS | {"table", "figure", "blockquote", "iframe", "video", "audio", "pre"}
_ALIGN: dict[str, Align] = {"left": "start", "start": "start", "center": "center", "right": "end", "end": "end"}
_STYLE_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)")


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the source: its cells, and whether it stands in the table's head or foot."""

    cells: tuple[Node, ...]
    section: str
    row: Node | None = None


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the cells of a part of a table need to know of it."""

    columns: int
    flow: Flow
    head: bool = False


def table(node: Node, desk: Desk, flow: Flow) -> list[Block]:
    """A table as rows of cells, or the blocks of one that is only there for the look of it."""
    mine = desk.take(node)
    captions = [child for child in node.children if isinstance(child, Node) and child.name == "caption"]
    lines = [line for line in _lines(node.children) if line.cells]
    loose = flow(_loose(node.children), desk)
    if _only_places(node, lines, captions):
        blocks = [block for line in lines for cell in line.cells for block in _cell_blocks(cell, desk, flow)]
        desk.found.waiting[:0] = mine
        desk.found.used.difference_update(mine)
        return [*loose, *blocks]
    inner = desk.inside()
    caption = flattened(captions[0].children, inner.at(captions[0])) if captions else EMPTY
    head, rest = _head(lines)
    made = Table(
        rows=tuple(_rows(rest, _Grid(_columns(lines), flow), inner)),
        head=tuple(_rows(head, _Grid(_columns(lines), flow, head=True), inner)),
        caption=caption,
        lang=desk.fresh,
    )
    if not _printed(made):
        return loose
    return [*loose, replace(made, anchors=(*mine, *desk.take()))]


def _lines(children: Sequence[Child], section: str = "") -> Iterator[_Line]:
    stray: list[Node] = []
    for child in children:
        if isinstance(child, str):
            continue
        if child.name in _CELLS:
            stray.append(child)
            continue
        if stray:
            yield _Line(tuple(stray), section)
            stray = []
        if child.name == "tr":
            cells = tuple(cell for cell in child.children if isinstance(cell, Node) and cell.name in _CELLS)
            yield _Line(cells, section, child)
        elif child.name in _SECTIONS:
            yield from _lines(child.children, child.name)
    if stray:
        yield _Line(tuple(stray), section)


def _loose(children: Sequence[Child]) -> list[Child]:
    """What stands in a table outside its cells: a browser prints it before the table, and so do we."""
    found: list[Child] = []
    captions = 0
    for child in children:
        if isinstance(child, str):
            found += [] if blank(child) else [child, " "]
        elif child.name in _SECTIONS or child.name == "tr":
            found += _loose(child.children)
        elif child.name == "caption":
            captions += 1
            found += [replace(child, name="p")] if captions > 1 else []
        elif child.name not in _CELLS:
            found.append(child)
    return found


def _only_places(node: Node, lines: Sequence[_Line], captions: Sequence[Node]) -> bool:
    if node.attrs.get("role", "").lower() in {"presentation", "none"}:
        return True
    if any(_holds_text(cell) for line in lines for cell in line.cells):
        return True
    if captions or any(line.section == "thead" for line in lines):
        return False
    if any(True for line in lines for cell in line.cells if cell.name == "th"):
        return False
    if max((len(line.cells) for line in lines), default=0) <= 1:
        return True
    return any(True for line in lines for cell in line.cells for _ in find(cell.children, _NOT_IN_CELLS))


def _holds_text(cell: Node) -> bool:
    """Whether a cell holds so many paragraphs that it is a column of a page rather than of a table."""
    return sum(isinstance(child, Node) and child.name == "p" for child in cell.children) >= _PARAGRAPHS


def _cell_blocks(cell: Node, desk: Desk, flow: Flow) -> list[Block]:
    desk.wait(cell)
    return flow(cell.children, desk.at(cell))


def _head(lines: Sequence[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The rows that head the table, and the rest with the foot at its end."""
    head = [line for line in lines if line.section == "thead"]
    rest = [line for line in lines if line.section not in {"thead", "tfoot"}]
    rest += [line for line in lines if line.section == "tfoot"]
    while not head and len(rest) > 1 and len(rest[0].cells) > 1 and all(cell.name == "th" for cell in rest[0].cells):
        head.append(rest.pop(0))
    return head, rest


def _columns(lines: Sequence[_Line]) -> int:
    """How many columns the cells ask for; a row of one cell may stretch over them but not add any."""
    wide = [sum(_span(cell, "colspan", MOST_COLUMNS) for cell in line.cells) for line in lines if len(line.cells) > 1]
    return min(max(wide, default=1), MOST_COLUMNS)


def _span(cell: Node, name: str, most: int) -> int:
    return number(cell.attrs.get(name, "1"), least=1, most=max(most, 1))


def _rows(lines: Sequence[_Line], grid: _Grid, desk: Desk) -> Iterator[Row]:
    for place, line in enumerate(lines):
        there = desk.at(line.row) if line.row else desk
        if line.row:
            desk.wait(line.row)
        below = min(len(lines) - place, MOST_ROWS)
        yield tuple(_cell(cell, grid, below, there) for cell in line.cells)


def _cell(cell: Node, grid: _Grid, below: int, desk: Desk) -> Cell:
    desk.wait(cell)
    rowspan = below if cell.attrs.get("rowspan", "").strip() == "0" else _span(cell, "rowspan", below)
    blocks = _held_blocks(cell, desk.at(cell), grid.flow)
    return Cell(
        EMPTY if blocks else flattened(cell.children, desk.at(cell)),
        align=_align(cell),
        header=grid.head or cell.name == "th",
        colspan=_span(cell, "colspan", grid.columns),
        rowspan=rowspan,
        blocks=blocks,
    )


def _held_blocks(cell: Node, desk: Desk, flow: Flow) -> tuple[Block, ...]:
    """The lists and paragraphs of a cell; none where a line of words says it all, or print has no room for the rest.

    Anchors in them go on waiting, for the table.
    """
    if not any(True for _ in find(cell.children, _LISTS)) and sum(1 for _ in find(cell.children, _P)) < _SEVERAL:
        return ()
    waiting = list(desk.found.waiting)
    made = flow(_unheaded(cell.children), replace(desk, framed=False))
    anchors = [name for block in walk(made) for name in block.anchors]
    desk.found.waiting[:0] = anchors
    desk.found.used.difference_update(anchors)
    blocks = tuple(block for block in made if not isinstance(block, Break))
    plain_words = len(blocks) == 1 and isinstance(blocks[0], Paragraph)
    if plain_words or not all(isinstance(block, List | Paragraph) for block in walk(blocks)):
        desk.found.waiting[:] = waiting
        return ()
    return tuple(mapped(block, lambda inner: replace(inner, anchors=()), lambda words: words) for block in blocks)


def _unheaded(children: Sequence[Child]) -> tuple[Child, ...]:
    """The children with bold paragraphs for headings: a cell is no part of the text's order of heads."""
    return tuple(_bold(child) if isinstance(child, Node) else child for child in children)


def _bold(node: Node) -> Node:
    if node.name not in HEADINGS:
        return replace(node, children=_unheaded(node.children)) if node.holds_block else node
    if any(True for _ in find(node.children, BLOCKS)):
        return node
    return replace(node, name="p", children=(Node("strong", {}, node.children),))


def _align(cell: Node) -> Align:
    styled = _STYLE_ALIGN.search(cell.attrs.get("style", "").lower())
    return _ALIGN.get(styled[1] if styled else cell.attrs.get("align", "").strip().lower(), "")


def _printed(made: Table) -> bool:
    every = cells(made)
    return bool(made.caption) or any(
        cell.blocks or "<img" in cell.text or plain(cell.text, notes=True).strip() for cell in every
    )
