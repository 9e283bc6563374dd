"""Tells the cells of tables what heads them: scopes, IDs, heads, and rows of one length (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printkit.typeset.tags.nodes import Cell, Node


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell on the grid of its table: its first row and column, and how many it covers."""

    node: Node
    cell: Cell
    row: int
    column: int


def head(top: Node) -> None:
    """Give every table's cells their scopes and heads, and IDs that are one of a kind."""
    number = 0
    for table in [node for node in top.walk() if node.kind == "Table"]:
        placed = _grid(table)
        for place in placed:
            if place.node.kind == "TH":
                number += 1
                place.node.id = f"head-{number}"
        _name_heads(placed)


def _grid(table: Node) -> list[_Placed]:
    placed: list[_Placed] = []
    start = 0
    for section in _sections(table):
        _scope(section)
        placed += _section(section, start)
        start += len(section)
    _fill(table, placed)
    return placed


def _sections(table: Node) -> Iterator[list[Node]]:
    """The rows of a table's head, bodies and foot; a cell does not reach from one into another."""
    loose = [row for row in table.nodes() if row.kind == "TR"]
    if loose:
        yield loose
    for part in table.nodes():
        if part.kind in ("THead", "TBody", "TFoot"):
            yield [row for row in part.nodes() if row.kind == "TR"]


def _scope(rows: Iterable[Node]) -> None:
    """A head without a scope heads its column where its row has heads alone, else its row."""
    for row in rows:
        cells = list(row.nodes())
        alone = all(cell.kind == "TH" for cell in cells)
        for cell in cells:
            if cell.kind == "TH" and cell.cell is not None:
                cell.cell.scope = cell.cell.scope or ("Column" if alone else "Row")


def _section(rows: list[Node], start: int) -> list[_Placed]:
    placed = []
    taken: set[tuple[int, int]] = set()
    for step, row in enumerate(rows):
        column = 0
        for node in row.nodes():
            cell = node.cell = node.cell or Cell()
            cell.rows = min(cell.rows or len(rows), len(rows) - step)
            while (step, column) in taken:
                column += 1
            free = 1
            while free < cell.columns and (step, column + free) not in taken:
                free += 1
            cell.columns = free
            placed.append(_Placed(node, cell, start + step, column))
            taken |= {(step + down, column + right) for down in range(cell.rows) for right in range(free)}
            column += free
    return placed


def _fill(table: Node, placed: list[_Placed]) -> None:
    """End short rows with empty cells, for every row must have as many columns (ISO 14289-1, 7.5)."""
    covered: dict[int, set[int]] = {}
    for place in placed:
        for row in range(place.row, place.row + place.cell.rows):
            covered.setdefault(row, set()).update(range(place.column, place.column + place.cell.columns))
    width = max((max(columns) + 1 for columns in covered.values()), default=0)
    for step, line in enumerate(row for rows in _sections(table) for row in rows):
        for _ in range(width - len(covered.get(step, ()))):
            line.insert(len(line.kids), Node("TD", line.rank, line.lang, cell=Cell()))


def _name_heads(placed: list[_Placed]) -> None:
    """Each cell names the heads of its columns above it and of its rows before it."""
    by_column: dict[int, list[_Placed]] = {}
    by_row: dict[int, list[_Placed]] = {}
    for place in placed:
        if place.node.kind == "TH" and place.cell.scope == "Row":
            for row in range(place.row, place.row + place.cell.rows):
                by_row.setdefault(row, []).append(place)
        elif place.node.kind == "TH":
            for column in range(place.column, place.column + place.cell.columns):
                by_column.setdefault(column, []).append(place)
    for place in placed:
        if place.node.kind == "TD":
            across = range(place.row, place.row + place.cell.rows)
            down = range(place.column, place.column + place.cell.columns)
            found = [head for row in across for head in by_row.get(row, ())]
            found += [head for column in down for head in by_column.get(column, ()) if head.row <= place.row]
            place.cell.heads = list(dict.fromkeys(head.node.id for head in found))
