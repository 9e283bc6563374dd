"""Plans which page stands where on which side of which sheet; counts alone, no file and no lengths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from printkit.errors import OutputError


@dataclass(frozen=True, slots=True)
class Booklet:
    """All sheets laid into each other and stitched through the fold."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Gatherings of so many pages, a multiple of four, each folded like a booklet and laid behind the one before."""

    pages: int = 16


@dataclass(frozen=True, slots=True)
class NUp:
    """So many columns and rows of pages on each sheet, in reading order, printed on one side."""

    columns: int
    rows: int


Kind = Booklet | Signatures | NUp


@dataclass(frozen=True, slots=True)
class Cell:
    """One place on a side: the page in it, counted from 0 (None: a blank), its column from the left, its row from the
    top."""

    page: int | None
    column: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper: its gathering, how deep it lies in it (0: outermost), and the cells of each printed side.

    A side's cells are in the order in which they are read on the sheet; the back is as it looks when the sheet is
    turned over about its vertical axis.
    """

    gathering: int
    nest: int
    sides: tuple[tuple[Cell, ...], ...]


def grid(kind: Kind) -> tuple[int, int]:
    """Columns and rows on a side."""
    return (kind.columns, kind.rows) if isinstance(kind, NUp) else (2, 1)


def padded(count: int, kind: Kind) -> int:
    """How many places `count` pages take, blanks with them; raises OutputError for a kind that cannot be folded."""
    match kind:
        case Booklet():
            step = 4
        case Signatures(pages):
            if pages < 4 or pages % 4:
                raise OutputError(
                    f"a signature cannot have {pages} pages", hint="4, 8, 12, 16 or another multiple of 4"
                )
            step = pages
        case NUp(columns, rows):
            if columns < 1 or rows < 1:
                raise OutputError(f"a sheet cannot have {columns} x {rows} pages", hint="such as 2x2")
            step = columns * rows
        case _:
            assert_never(kind)
    return -(-count // step) * step


def sheets(count: int, kind: Kind, *, from_right: bool = False) -> tuple[Sheet, ...]:
    """The sheets of `count` pages in the order of printing; `from_right` for a script that is read from the right."""
    places = padded(count, kind)
    if isinstance(kind, NUp):
        return tuple(_filled(count, kind, from_right))
    size = kind.pages if isinstance(kind, Signatures) else max(places, 4)
    return tuple(
        sheet
        for gathering, start in enumerate(range(0, places, size))
        for sheet in _gathered(gathering, start, size, count, from_right)
    )


def deepest(planned: tuple[Sheet, ...]) -> int:
    """How deep the innermost sheet lies."""
    return max((sheet.nest for sheet in planned), default=0)


def _gathered(gathering: int, start: int, size: int, count: int, from_right: bool) -> Iterator[Sheet]:
    """The nested sheets of one gathering: a sheet holds the outermost two pages left at each end."""
    for nest in range(size // 4):
        first, last = start + 2 * nest, start + size - 1 - 2 * nest
        spreads = ((last, first), (first + 1, last - 1))
        yield Sheet(gathering, nest, tuple(_spread(spread, count, from_right) for spread in spreads))


def _spread(pages: tuple[int, int], count: int, from_right: bool) -> tuple[Cell, ...]:
    ordered = reversed(pages) if from_right else pages
    return tuple(Cell(page if page < count else None, column) for column, page in enumerate(ordered))


def _filled(count: int, kind: NUp, from_right: bool) -> Iterator[Sheet]:
    size = kind.columns * kind.rows
    for number in range(padded(count, kind) // size):
        cells = []
        for rank in range(size):
            page = number * size + rank
            row, column = divmod(rank, kind.columns)
            across = kind.columns - 1 - column if from_right else column
            cells.append(Cell(page if page < count else None, across, row))
        yield Sheet(number, 0, (tuple(cells),))
