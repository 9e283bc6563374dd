"""Parts a table that has more columns than a page has room for into bands, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from printkit.compose.nesting import within
from printkit.errors import Note
from printkit.model.blocks import BANDED, Block, Inline, List, Row, Table, cell_words

_GAP = 2
"""Letters between two columns."""
_LISTED = 2
"""Letters that the mark before an item of a list takes."""
_SPREAD = 24
"""Letters of a line that a cell of many words asks for at most, unless one of them is longer."""


def needs(rows: Iterable[Row]) -> tuple[int, ...]:
    """How many letters each column of a table needs in a line: its longest word, or a third of its longest cell."""
    found: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            text = cell_words(cell)
            longest = max((len(word) for word in text.split()), default=0)
            indent = _LISTED * any(isinstance(inner, List) for inner in cell.blocks)
            letters = (max(longest, min(len(text) // 3, _SPREAD)) + indent) // max(1, cell.colspan)
            found[column] = max(found.get(column, 0), letters)
    return tuple(letters + _GAP for letters in found.values())


def banded(body: Sequence[Block], room: int) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The body with each table that needs more letters than `room` in bands, and a Note for each such table.

    Every band begins with the first column of the table, which says what its rows are. Tables of few columns, and
    those whose cells reach over several, stay as they are.
    """
    findings: list[Note] = []
    return tuple(made for block in body for made in _parted(block, room, findings)), tuple(findings)


def _parted(block: Block, room: int, findings: list[Note]) -> tuple[Block, ...]:
    if isinstance(block, Table):
        return _bands(block, room, findings)
    return (within(block, lambda inner: tuple(made for one in inner for made in _parted(one, room, findings))),)


def _bands(table: Table, room: int, findings: list[Note]) -> tuple[Block, ...]:
    rows = (*table.head, *table.rows)
    letters = needs(rows)
    reaching = any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row)
    if len(letters) <= BANDED or sum(letters) <= room or reaching:
        return (table,)
    spans = _spans(letters, room)
    if len(spans) > 1:
        said = f"{len(letters)} columns have no room beside each other; the table stands in {len(spans)} parts"
        findings.append(Note("warning", "table.parted", said, where=table.id))
    return tuple(_band(table, span, f"{rank}/{len(spans)}", first=rank == 1) for rank, span in enumerate(spans, 1))


def _spans(letters: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Which columns stand in each band, behind the first one; as few bands as hold them, alike in their number."""
    left = max(room - letters[0], 1)
    columns = len(letters) - 1
    for count in range(1, columns):
        ends = [1 + columns * rank // count for rank in range(count + 1)]
        spans = list(pairwise(ends))
        if all(sum(letters[start:end]) <= left for start, end in spans):
            return spans
    return [(column, column + 1) for column in range(1, columns + 1)]


def _band(table: Table, span: tuple[int, int], rank: str, *, first: bool) -> Table:
    caption = Inline(f"{table.caption} ({rank})" if first and table.caption else f"({rank})")
    return replace(
        table,
        head=tuple(_cut(row, span) for row in table.head),
        rows=tuple(_cut(row, span) for row in table.rows),
        caption=caption,
        anchors=table.anchors if first else (),
    )


def _cut(row: Row, span: tuple[int, int]) -> Row:
    return (*row[:1], *row[span[0] : span[1]])
