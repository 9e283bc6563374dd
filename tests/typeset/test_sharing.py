"""Lines are shared out among columns so that they end together, and no block is divided where it may not be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from printkit.typeset.seam.sharing import Block, Shares, settled, shares

PAGE = 60


def test_lines_that_may_be_parted_anywhere_are_shared_out_evenly():
    found = shares([text(40)], 3, PAGE, wider=0)

    assert found is not None
    assert sorted(found.heights) == [13, 13, 14]
    assert not found.more


def test_a_longer_column_stands_before_a_shorter_one():
    found = shares([text(40)], 3, PAGE, wider=0)

    assert found is not None
    assert found.heights == (14, 13, 13)


def test_no_column_ends_behind_the_first_line_of_a_paragraph():
    found = shares([text(10), text(15), text(14)], 3, PAGE, wider=0, apart=2)

    assert found is not None
    assert found.heights == (14, 13, 12)  # 13, 13, 13 would leave one line of the third behind


def test_a_paragraph_has_a_line_less_where_nothing_else_helps():
    blocks = [text(10), text(15, spare=(-1,)), text(14)]

    found = shares(blocks, 3, PAGE, wider=0)

    assert found is not None
    assert found.more == {1: -1}
    assert sum(found.heights) == 38
    assert max(found.heights) - min(found.heights) <= 1


def test_nothing_is_changed_where_columns_end_together_as_they_are():
    blocks = [text(13, spare=(1, -1)), text(13, spare=(1, -1)), text(13, spare=(1, -1))]

    found = shares(blocks, 3, PAGE, wider=3)

    assert found == Shares((13, 13, 13), {}, 1)


def test_a_column_does_not_begin_with_what_must_stay_with_the_block_before_it():
    heading, first = Block(1, gap=1), Block(8, open=False, top=2, foot=2)

    found = shares([text(9), heading, first], 2, PAGE, wider=0)

    assert found is not None
    assert found.heights == (9, 9)  # the heading goes along, and its gap is left out at the column's top


def test_the_gaps_of_a_short_column_take_up_what_is_missing():
    blocks = [Block(6), Block(3, gap=1), Block(12)]

    without, found = (shares(blocks, 2, PAGE, wider=wider) for wider in (0, 2))

    assert without is None
    assert found == Shares((10, 12), {}, 1)


def test_columns_end_further_apart_where_that_is_allowed():
    found = shares([Block(6), Block(9)], 2, PAGE, wider=0, apart=3)

    assert found is not None
    assert found.heights == (6, 9)


def test_no_column_is_higher_than_the_page():
    assert shares([text(90)], 3, 29, wider=3) is None


def test_a_block_that_cannot_be_divided_is_not():
    found = shares([Block(7), Block(7), Block(7), Block(7)], 2, PAGE, wider=0)

    assert found is not None
    assert found.heights == (14, 14)


def test_what_a_trial_refuses_is_not_tried_again():
    blocks = [text(10, spare=(1, -1)), text(15, spare=(1, -1)), text(14, spare=(1, -1))]
    asked: list[Mapping[int, int]] = []

    def refused(wanted: Shares) -> Mapping[int, int]:
        asked.append(wanted.more)
        return {} if wanted.apart > 1 else wanted.more

    found = settled(blocks, 3, PAGE, 0, refused, tries=40)

    assert found is not None
    assert found.apart == 2
    assert len({tuple(one.items()) for one in asked}) == len(asked)


def test_a_way_that_changes_nothing_and_fails_is_the_last():
    asked: list[Shares] = []

    def refused(wanted: Shares) -> Mapping[int, int]:
        asked.append(wanted)
        return {0: 0}

    assert settled([text(40)], 3, PAGE, 0, refused, tries=9) is None
    assert len(asked) == 1


@pytest.mark.parametrize("count", [2, 3, 5])
def test_every_line_stands_in_a_column(count: int):
    blocks = [text(5 + at % 9, spare=(1, -1)) for at in range(40)]

    found = shares(blocks, count, 400, wider=0)

    assert found is not None
    assert sum(found.heights) == sum(block.lines for block in blocks) + sum(found.more.values())


def text(lines: int, *, spare: Sequence[int] = ()) -> Block:
    """A paragraph without a gap above it, of which two lines at least stand together."""
    return Block(lines, top=2, foot=2, spare=tuple(spare))
