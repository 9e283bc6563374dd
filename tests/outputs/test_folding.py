"""Which page stands where: numbers alone, folded by hand."""

from __future__ import annotations

from itertools import groupby

import pytest

from printkit.errors import OutputError
from printkit.outputs.folding import Booklet, Cell, Kind, NUp, Sheet, Signatures, deepest, grid, padded, sheets

KINDS: tuple[Kind, ...] = (Booklet(), Signatures(4), Signatures(8), Signatures(16), NUp(1, 1), NUp(2, 2), NUp(3, 2))
COUNTS = (*range(1, 42), 94, 100, 457)


def pages(sheet: Sheet) -> list[list[int | None]]:
    return [[cell.page for cell in side] for side in sheet.sides]


def folded(planned: tuple[Sheet, ...]) -> list[int | None]:
    """The pages as a reader turns them: each gathering's sheets laid into each other, from the outer one inward, and
    out again."""
    read: list[int | None] = []
    for _, gathered in groupby(planned, lambda sheet: sheet.gathering):
        nested = [pages(sheet) for sheet in sorted(gathered, key=lambda sheet: sheet.nest)]
        read += [page for front, back in nested for page in (front[1], back[0])]
        read += [page for front, back in reversed(nested) for page in (back[1], front[0])]
    return read


def test_a_booklet_of_eight_pages_lies_on_two_sheets():
    planned = sheets(8, Booklet())

    assert [pages(sheet) for sheet in planned] == [[[7, 0], [1, 6]], [[5, 2], [3, 4]]]
    assert [sheet.nest for sheet in planned] == [0, 1]


def test_a_booklet_is_filled_with_blanks_to_a_multiple_of_four():
    assert [pages(sheet) for sheet in sheets(5, Booklet())] == [[[None, 0], [1, None]], [[None, 2], [3, 4]]]


def test_signatures_lie_one_behind_the_other_and_the_last_is_filled():
    planned = sheets(9, Signatures(8))

    assert [(sheet.gathering, sheet.nest) for sheet in planned] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [pages(sheet) for sheet in planned[2:]] == [[[None, 8], [None, None]], [[None, None], [None, None]]]


def test_four_up_runs_from_the_upper_left_in_rows():
    (sheet,) = sheets(3, NUp(2, 2))

    assert sheet.sides == ((Cell(0, 0, 0), Cell(1, 1, 0), Cell(2, 0, 1), Cell(None, 1, 1)),)


def test_what_is_read_from_the_right_is_mirrored():
    assert pages(sheets(4, Booklet(), from_right=True)[0]) == [[0, 3], [2, 1]]
    assert [cell.column for cell in sheets(2, NUp(2, 1), from_right=True)[0].sides[0]] == [1, 0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_stands_on_one_sheet_and_every_place_is_accounted_for(kind: Kind):
    for count in COUNTS:
        cells = [cell.page for sheet in sheets(count, kind) for side in sheet.sides for cell in side]

        assert sorted(page for page in cells if page is not None) == list(range(count))
        assert len(cells) == padded(count, kind)
        assert cells.count(None) == padded(count, kind) - count


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not isinstance(kind, NUp)])
def test_folded_and_gathered_the_pages_run_in_order_and_blanks_come_last(kind: Kind):
    for count in COUNTS:
        read = folded(sheets(count, kind))

        assert read[:count] == list(range(count))
        assert set(read[count:]) <= {None}


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_used_twice_and_none_lies_off_the_sheet(kind: Kind):
    columns, rows = grid(kind)

    for sheet in sheets(23, kind):
        for side in sheet.sides:
            places = [(cell.column, cell.row) for cell in side]
            assert sorted(places) == [(x, y) for x in range(columns) for y in range(rows)]


@pytest.mark.parametrize(("count", "kind", "depth"), [(94, Booklet(), 23), (94, Signatures(16), 3), (94, NUp(2, 2), 0)])
def test_the_innermost_sheet_lies_as_deep_as_its_gathering_is_thick(count: int, kind: Kind, depth: int):
    assert deepest(sheets(count, kind)) == depth


@pytest.mark.parametrize("kind", [Signatures(0), Signatures(6), Signatures(-4), NUp(0, 2), NUp(2, -1)])
def test_what_cannot_be_folded_is_refused(kind: Kind):
    with pytest.raises(OutputError):
        sheets(4, kind)
