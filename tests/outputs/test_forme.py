"""Where pages lie on a sheet: sizes, creep, papers, matrices."""

from __future__ import annotations

import pytest

from printkit.errors import OutputError
from printkit.model.layout import MM
from printkit.outputs import marks
from printkit.outputs.folding import Booklet, NUp
from printkit.outputs.forme import Imposition, combined, covered, forme, step, turned

A5 = (148 * MM, 210 * MM)
A4 = (210 * MM, 297 * MM)
BOOKLET = Imposition(Booklet())


def test_without_a_paper_the_sheet_is_as_large_as_pages_and_bleed():
    made = forme(A5, 3 * MM, BOOKLET)

    assert made.media == pytest.approx((302 * MM, 216 * MM))
    assert made.trim(0) == pytest.approx((3 * MM, 3 * MM, 299 * MM, 213 * MM))
    assert made.bleeds(0) == pytest.approx((0, 0, 302 * MM, 216 * MM))


def test_creep_moves_both_pages_to_the_spine_and_the_cut_with_them():
    made = forme(A5, 3 * MM, BOOKLET)

    assert made.place(0, 0, 2 * MM)[0] == pytest.approx(5 * MM)
    assert made.place(1, 0, 2 * MM)[2] == pytest.approx(297 * MM)
    assert made.trim(2 * MM)[::2] == pytest.approx((5 * MM, 297 * MM))


def test_a_page_is_seen_to_the_spine_and_with_its_bleed_elsewhere():
    made = forme(A5, 3 * MM, BOOKLET)

    assert made.window(0, 0, 2 * MM) == pytest.approx((2 * MM, 0, 151 * MM, 216 * MM))
    assert made.window(1, 0, 2 * MM) == pytest.approx((151 * MM, 0, 300 * MM, 216 * MM))


def test_a_page_amid_others_is_seen_without_bleed():
    made = forme(A5, 3 * MM, Imposition(NUp(3, 3)))

    assert made.window(1, 1, 0) == made.place(1, 1, 0)
    assert made.place(0, 0, 0)[3] > made.place(0, 2, 0)[3]


def test_a_paper_that_fits_is_turned_and_pages_keep_their_size():
    made = forme(A5, 0, Imposition(Booklet(), paper=A4))

    assert made.media == (A4[1], A4[0])
    assert made.scale == 1
    assert made.trim(0)[0] == pytest.approx(0.5 * MM)


def test_a_larger_paper_does_not_make_pages_larger():
    assert forme(A5, 0, Imposition(NUp(1, 1), paper=(1000, 1400))).scale == 1


def test_a_small_paper_makes_pages_smaller_and_leaves_room_for_marks():
    plain = forme(A4, 0, Imposition(Booklet(), paper=A4))
    marked = forme(A4, 0, Imposition(Booklet(), paper=A4, marks=True))

    assert plain.scale == pytest.approx(210 / 297, rel=0.001)
    assert marked.scale < plain.scale
    assert marks.missing(marked) == ()


def test_a_paper_without_room_for_marks_carries_none_and_says_where():
    made = forme(A5, 0, Imposition(Booklet(), paper=A4, marks=True))

    assert marks.missing(made) == ("left", "foot", "right", "head")
    assert marks.drawn(made, 0, registration=True) == b""


@pytest.mark.parametrize("plan", [Imposition(NUp(32, 32)), Imposition(Booklet(), paper=(72, 72), marks=True)])
def test_a_sheet_that_cannot_be_is_refused(plan: Imposition):
    with pytest.raises(OutputError):
        forme(A4, 0, plan)


def test_creep_is_reckoned_from_the_thickness_or_spread_over_the_sheets():
    assert step(Imposition(Booklet(), thickness=0.2), 23, 400) == 0.2
    assert step(Imposition(Booklet(), creep=4.6), 23, 400) == pytest.approx(0.2)
    assert step(Imposition(Booklet(), creep=4.6), 0, 400) == 0


def test_creep_that_would_eat_the_page_is_refused():
    with pytest.raises(OutputError, match="quarter of a page"):
        step(Imposition(Booklet(), thickness=5), 50, 400)


@pytest.mark.parametrize(("turn", "corner"), [(0, (0, 0)), (90, (0, 20)), (180, (10, 20)), (270, (10, 0))])
def test_a_turned_page_lies_with_the_corner_at_the_origin_that_shows_at_the_lower_left(
    turn: int, corner: tuple[float, float]
):
    matrix = turned((5, 7, 15, 27), turn)

    # Turned clockwise by a quarter, what was the lower right corner shows at the lower left.
    shown = {0: (5, 7), 90: (15, 7), 180: (15, 27), 270: (5, 27)}[turn]
    a, b, c, d, e, f = matrix
    assert (a * shown[0] + c * shown[1] + e, b * shown[0] + d * shown[1] + f) == (0, 0)
    wide, high = (20, 10) if turn % 180 else (10, 20)
    assert covered((5, 7, 15, 27), matrix) == (0, 0, wide, high)


def test_one_matrix_does_what_two_do_one_after_the_other():
    first, then = (2.0, 0.0, 0.0, 3.0, 5.0, 7.0), (0.0, 1.0, -1.0, 0.0, 11.0, 13.0)

    assert covered((1, 1, 1, 1), combined(first, then)) == covered(covered((1, 1, 1, 1), first), then)


@pytest.mark.parametrize("plan", [Imposition(Booklet(), marks=True), Imposition(NUp(3, 2), marks=True)])
def test_marks_keep_out_of_the_trim_and_the_bleed_and_on_the_sheet(plan: Imposition):
    made = forme(A5, 3 * MM, plan)

    drawn = marks.drawn(made, 1.5 * MM, registration=True).decode()

    left, bottom, right, top = made.bleeds(1.5 * MM)
    lines = [line.split() for line in drawn.splitlines() if line.endswith("l S")]
    assert lines
    for line in lines:
        x, y, x2, y2 = (float(line[at]) for at in (0, 1, 3, 4))
        assert 0 <= min(x, x2) <= max(x, x2) <= made.media[0]
        assert 0 <= min(y, y2) <= max(y, y2) <= made.media[1]
        over = max(left - max(x, x2), min(x, x2) - right, bottom - max(y, y2), min(y, y2) - top)
        assert over > -0.002


@pytest.mark.parametrize(("bleed", "away"), [(0, 6), (1 * MM, 6), (3 * MM, 4 * MM)])
def test_marks_keep_clear_of_trim_and_bleed(bleed: float, away: float):
    made = forme(A5, bleed, Imposition(Booklet(), marks=True))

    first = marks.drawn(made, 0, registration=False).decode().splitlines()[1].split()

    assert made.bottom - float(first[1]) == pytest.approx(away, abs=0.001)


def test_the_fold_is_dashed_at_head_and_foot_and_cuts_are_at_the_corners():
    made = forme(A5, 3 * MM, Imposition(Booklet(), marks=True))

    drawn = marks.drawn(made, 0, registration=False).decode().splitlines()

    fold = drawn.index("[4 2] 0 d")
    spine = made.left + A5[0]
    assert len(drawn[1:fold]) == 8
    assert [float(line.split()[0]) for line in drawn[fold + 1 : fold + 3]] == pytest.approx([spine, spine], abs=0.001)
    assert drawn[fold + 3] == "[] 0 d"


def test_pages_that_are_cut_apart_have_marks_between_them_and_no_fold():
    made = forme(A5, 0, Imposition(NUp(2, 2), marks=True))

    drawn = marks.drawn(made, 0, registration=False).decode()

    assert drawn.count("l S") == 2 * (3 + 3)
    assert "] 0 d" not in drawn


def test_targets_are_round_and_stand_at_the_middle_of_a_page():
    made = forme(A5, 0, Imposition(Booklet(), registration=True))

    drawn = marks.drawn(made, 0, registration=True).decode()

    curves = [line for line in drawn.splitlines() if line.endswith(" s")]
    assert len(curves) == 4
    for line in curves:
        numbers = [float(word) for word in line.split() if word not in "mcs"]
        across, up = (sorted({round(value, 2) for value in numbers[start::2]}) for start in (0, 1))
        assert across[-1] - across[0] == pytest.approx(up[-1] - up[0], abs=0.02)
