"""Where pictures stand: rows of a gallery, what goes across, and gaps that text closes."""

from __future__ import annotations

import itertools
import random

import pytest

from printkit import place
from printkit.place import Item, Plate, Room

LINE = 10.0
PAGE = Room(1, LINE, (20 * LINE,))


def text(lines: float) -> Item:
    return Item("text", lines * LINE)


def heading() -> Item:
    return Item("heading", LINE, LINE)


def picture(lines: float, *, across: bool = False, free: bool = True) -> Item:
    return Item("block", lines * LINE, LINE, LINE, across, free)


# Galleries


@pytest.mark.parametrize("many", range(1, 9))
def test_every_picture_of_a_gallery_stands_in_one_row_in_its_order(many: int):
    strips = place.grid([1.5, 0.7, 1.0, 1.78, 0.56, 1.5, 2.0, 0.8][:many], 300, 4, 120)

    assert [strip.start for strip in strips[1:]] == [strip.end for strip in strips[:-1]]
    assert (strips[0].start, strips[-1].end) == (0, many)


def test_the_pictures_of_a_row_fill_its_width_at_one_height():
    shapes = [1.5, 0.67, 1.5, 1.0, 1.78]

    for strip in place.grid(shapes, 300, 4, 110):
        widths = [shape * strip.height for shape in shapes[strip.start : strip.end]]
        assert sum(widths) + 4 * (len(widths) - 1) == pytest.approx(300)


def test_two_wide_pictures_stand_beside_each_other_and_four_in_two_rows():
    assert [s.end for s in place.grid([1.5] * 2, 300, 4, 120)] == [2]
    assert [s.end for s in place.grid([1.5] * 4, 300, 4, 120)] == [2, 4]


def test_a_narrow_column_has_fewer_pictures_beside_each_other():
    square = [1.0] * 3

    assert [s.end for s in place.grid(square, 300, 4, 120, least=50)] == [3]
    assert len(place.grid(square, 120, 4, 48, least=50)) == 2


# Across the columns


def test_wide_pictures_that_are_good_enough_go_across():
    assert place.across([Plate(2000, 1.5, 600)], 480) == (True,)


@pytest.mark.parametrize(
    "plate", [Plate(2000, 0.7, 600), Plate(2000, 1.5, 200), Plate(100, 1.5, 600), Plate(2000, 0, 0)]
)
def test_tall_coarse_and_early_pictures_and_galleries_stay_in_their_column(plate: Plate):
    assert place.across([plate], 480) == (False,)


def test_pictures_that_are_near_each_other_do_not_both_go_across():
    assert place.across([Plate(2000, 1.5, 600), Plate(300, 1.5, 600), Plate(1300, 1.5, 600)], 480) == (
        True,
        False,
        True,
    )


# Gaps


def test_text_goes_before_a_picture_that_finds_no_room():
    assert place.settled([text(12), picture(12), text(7), text(20)], PAGE) == (0, 2, 1, 3)


def test_a_picture_that_finds_room_stays():
    assert place.settled([text(5), picture(12), text(7)], PAGE) == (0, 1, 2)


def test_a_picture_that_may_not_move_stays():
    assert place.settled([text(12), picture(12, free=False), text(7), text(20)], PAGE) == (0, 1, 2, 3)


def test_a_gap_of_few_lines_is_left():
    assert place.settled([text(17), picture(12), text(7), text(20)], PAGE) == (0, 1, 2, 3)


def test_a_picture_at_its_sections_end_comes_sooner():
    assert place.settled([text(4), text(10), picture(12), heading(), text(40)], PAGE) == (0, 2, 1, 3, 4)


def test_no_picture_comes_between_a_heading_and_its_text():
    order = place.settled([text(3), heading(), text(9), picture(12), heading(), text(3)], Room(1, LINE, (22 * LINE,)))

    assert order == (0, 1, 2, 3, 4, 5)


def test_for_a_large_gap_a_picture_passes_one_heading():
    items = [text(10), picture(15), heading(), text(9), text(30)]

    assert place.settled(items, PAGE) == (0, 2, 3, 1, 4)


def test_no_picture_comes_behind_the_last_words():
    assert place.settled([text(12), picture(12), text(7)], PAGE) == (0, 1, 2)


def test_pictures_keep_their_order():
    items = [text(12), picture(12), picture(12), text(7), text(7), text(30)]

    order = place.settled(items, PAGE)

    assert order.index(1) < order.index(2)


def test_what_goes_across_moves_where_the_page_has_no_room_below_even_columns():
    room = Room(2, LINE, (20 * LINE,))

    assert place.settled([text(20), picture(15, across=True), text(16), text(40)], room) == (0, 2, 1, 3)


def test_a_block_higher_than_every_page_ends_the_plan_all_the_same():
    assert place.settled([text(3), picture(90), text(3), text(50)], PAGE)[-1] == 3


def test_any_text_is_planned_once_whole_and_with_its_words_in_order():
    numbers = random.Random(7)
    for columns, _ in itertools.product((1, 2, 3), range(60)):
        items = [
            numbers.choice(
                (text(numbers.randint(1, 30)), heading(), picture(numbers.randint(1, 25)), picture(9, across=True))
            )
            for _ in range(numbers.randint(0, 40))
        ]

        order = place.settled(items, Room(columns, LINE, (9 * LINE, 24 * LINE)))

        fixed = [number for number, item in enumerate(items) if not item.free]
        assert sorted(order) == list(range(len(items)))
        assert [number for number in order if number in set(fixed)] == fixed
