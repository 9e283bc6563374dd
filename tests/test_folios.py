"""Folios: runs, sides and blanks."""

from __future__ import annotations

import random
from typing import get_args

import pytest

from printkit.errors import FolioError
from printkit.folios import FolioPart, Opening, fill, label, place, roman
from printkit.model.products import Numerals, Placement


def test_every_run_of_numerals_starts_anew_on_a_recto() -> None:
    parts = [FolioPart("cover", "none"), FolioPart("contents", "roman"), FolioPart("harbour")]

    placed = place(parts, {"cover": 1, "contents": 2, "harbour": 4})

    assert placed == {
        "cover": Placement(1, "none"),
        "contents": Placement(1, "roman", blank_before=True),
        "harbour": Placement(1, "decimal"),
    }


def test_a_blank_is_added_before_a_part_that_opens_recto() -> None:
    parts = [FolioPart("tides"), FolioPart("harbour", opens="recto")]

    placed = place(parts, {"tides": 1, "harbour": 4})

    assert placed["harbour"] == Placement(3, blank_before=True)


def test_a_part_that_opens_verso_needs_a_blank_after_a_verso() -> None:
    parts = [FolioPart("tides"), FolioPart("harbour", opens="verso")]

    placed = place(parts, {"tides": 2, "harbour": 1})

    assert placed["harbour"] == Placement(4, blank_before=True)


def test_back_matter_counts_on_from_the_body() -> None:
    placed = place([FolioPart("harbour"), FolioPart("colophon")], {"harbour": 3, "colophon": 1})

    assert placed["colophon"] == Placement(4)


def test_an_issue_can_count_on_from_the_one_before() -> None:
    parts = [FolioPart("contents", "roman"), FolioPart("harbour"), FolioPart("tides")]

    placed = place(parts, {"contents": 1, "harbour": 2, "tides": 1}, start=155)

    assert placed["contents"].first_folio == 1
    assert placed["harbour"] == Placement(155, blank_before=True)
    assert placed["tides"].first_folio == 157


@pytest.mark.parametrize("seed", range(200))
def test_folio_parity_is_the_side_of_the_sheet_in_any_issue(seed: int) -> None:
    dice = random.Random(seed)
    numerals = sorted(dice.choices(get_args(Numerals), k=dice.randrange(1, 12)), key=("none", "roman", "decimal").index)
    parts = [FolioPart(f"p{n}", kind, dice.choice(get_args(Opening))) for n, kind in enumerate(numerals)]
    pages = {part.slug: dice.randrange(1, 6) for part in parts}

    placed = place(parts, pages)

    leaf, run = 0, None
    for part in parts:
        here = placed[part.slug]
        leaf += here.blank_before
        assert here.first_folio % 2 == (leaf + 1) % 2, "an odd folio lies on a right-hand page"
        if part.numerals == run and part.opens != "page":
            assert here.side == part.opens
        if part.numerals != run:
            assert here.first_folio == 1
        run, leaf = part.numerals, leaf + pages[part.slug]


@pytest.mark.parametrize("seed", range(50))
def test_no_blank_stands_where_none_is_needed(seed: int) -> None:
    dice = random.Random(seed)
    parts = [FolioPart(f"p{n}") for n in range(8)]
    pages = {part.slug: dice.randrange(1, 6) for part in parts}

    placed = place(parts, pages)

    assert not any(placement.blank_before for placement in placed.values())
    assert placed["p7"].first_folio == 1 + sum(pages[f"p{n}"] for n in range(7))


@pytest.mark.parametrize(
    ("parts", "pages", "start"),
    [
        ([FolioPart("a"), FolioPart("a")], {"a": 1}, 1),
        ([FolioPart("a")], {}, 1),
        ([FolioPart("a")], {"a": 0}, 1),
        ([FolioPart("a")], {"a": 1}, 2),
        ([FolioPart("a")], {"a": 1}, -1),
    ],
)
def test_what_cannot_be_numbered_is_refused(parts: list[FolioPart], pages: dict[str, int], start: int) -> None:
    with pytest.raises(FolioError):
        place(parts, pages, start=start)


def test_fillers_make_all_pages_a_multiple_and_stand_before_the_part_named() -> None:
    parts = [FolioPart("cover", "none"), FolioPart("harbour"), FolioPart("colophon")]

    filled = fill(parts, {"cover": 1, "harbour": 3, "colophon": 1}, 4, before="colophon")

    assert [part.slug for part in filled] == ["cover", "harbour", "_filler-1", "_filler-2", "colophon"]
    assert {part.numerals for part in filled[1:]} == {"decimal"}


def test_where_the_back_opens_on_a_side_of_its_own_the_fillers_may_stand_at_the_end() -> None:
    parts = [FolioPart("harbour"), FolioPart("colophon", opens="recto")]

    filled = fill(parts, {"harbour": 2, "colophon": 1}, 4, before="colophon")

    assert [part.slug for part in filled] == ["harbour", "colophon", "_filler-1"]


@pytest.mark.parametrize("seed", range(100))
def test_any_issue_can_be_filled_and_no_filler_is_one_too_many(seed: int) -> None:
    dice = random.Random(seed)
    numerals = sorted(dice.choices(get_args(Numerals), k=dice.randrange(1, 8)), key=("none", "roman", "decimal").index)
    parts = [FolioPart(f"p{n}", kind, dice.choice(get_args(Opening))) for n, kind in enumerate(numerals)]
    pages = {part.slug: dice.randrange(1, 6) for part in parts}
    multiple = dice.randrange(1, 17)

    filled = fill(parts, pages, multiple, before=dice.choice(["", parts[-1].slug]))

    counts = {part.slug: pages.get(part.slug, 1) for part in filled}
    placed = place(filled, counts)
    assert (sum(counts.values()) + sum(one.blank_before for one in placed.values())) % multiple == 0
    assert [part for part in filled if part in parts] == parts
    assert len(filled) - len(parts) < multiple


def test_a_label_is_what_the_reader_sees() -> None:
    assert [label("decimal", 12), label("roman", 4), label("none", 1), label("none", 2)] == [
        "12",
        "iv",
        "Cover",
        "Cover 2",
    ]


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999)] == ["i", "iv", "ix", "xiv", "xl", "xc", "cd", "mcmxcix"]


def test_sheets_printed_on_one_side_need_no_blanks():
    parts = [FolioPart("cover", "none"), FolioPart("harbour"), FolioPart("tides", opens="recto")]
    placed = place(parts, {"cover": 2, "harbour": 1, "tides": 3}, two_sided=False)

    assert placed["harbour"] == Placement(1)
    assert placed["tides"] == Placement(2)
