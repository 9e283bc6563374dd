"""Folios come to rest, sides are set as they fall, and a failed part stands in for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from printkit.build.press import Chain, Made, Press
from printkit.build.slots import Labels, Plan, Slot, rest_of, settle
from printkit.build.tasks import ArticleWork, MatterWork, Row, StandInWork, Work
from printkit.errors import PrintkitError, TypesetError
from printkit.folios import Opening
from printkit.model.article import Article
from printkit.model.issue import Issue
from printkit.model.layout import Geometry, Layout, Side
from printkit.model.products import Blob, Jump, Kind, Numerals, Rendition

PLAIN = Layout("plain", (), Geometry(400, 600, 40, 40, 40, 40))
BOOK = Layout("book", (), Geometry(400, 600, 40, 30, 40, 50))
ISSUE = Issue("Tides", "tides", Path(), Path(), ())


class Bench:
    """A press that sets nothing: it answers with the page counts it was given, and remembers what it was asked."""

    def __init__(self, pages: dict[str, int], broken: tuple[str, ...] = ()) -> None:
        self.pages = pages
        self.broken = broken
        self.asked: list[Work] = []
        self.remembered: dict[str, int] = {}
        self.width = 1

    def count(self, work: Work) -> int | None:
        return self.remembered.get(work.slug)

    def follow(self, chains: Sequence[Chain], total: int) -> None:
        """As workers do that are all as fast: each chain goes one step, then each another."""
        waiting = [(chain, next(chain, None)) for chain in chains]
        while waiting:
            steps = [(chain, work) for chain, work in waiting if work]
            answers = self.typeset([work for _, work in steps])
            waiting = [(chain, _next(chain, answer)) for (chain, _), answer in zip(steps, answers, strict=True)]

    def typeset(self, works: Sequence[Work]) -> list[Made[Rendition] | PrintkitError]:
        self.asked += [work for work in works if work not in self.asked]
        return [self._set(work) for work in works]

    def _set(self, work: Work) -> Made[Rendition] | PrintkitError:
        assert isinstance(work, ArticleWork | MatterWork | StandInWork)
        if not isinstance(work, StandInWork) and work.slug in self.broken:
            return TypesetError("it would not be set", where=work.slug)
        pages = 1 if isinstance(work, StandInWork) else self.pages.get(work.slug, 1)
        return Made(Rendition(work.slug, Blob(Path(), 0, work.slug), pages, work.side), cached=False)


def _next(chain: Chain, answer: Made[Rendition] | PrintkitError) -> Work | None:
    try:
        return chain.send(answer)
    except StopIteration:
        return None


def slot(slug: str, kind: Kind = "article", layout: Layout = BOOK, numerals: Numerals = "decimal") -> Slot:
    def make(side: Side, labels: Labels) -> Work:
        rows = tuple(Row(name, name, label=label) for name, label in labels.items()) if kind == "front" else ()
        return MatterWork("contents", slug, ISSUE, layout, rows, side=side)

    return Slot(slug, kind, slug, "en", layout, make, numerals, reads_plan=kind == "front")


def settled(slots: list[Slot], bench: Bench, plan: Plan | None = None):
    return settle(slots, cast("Press", bench), plan)


def times(bench: Bench) -> dict[str, int]:
    """How often each part was set: once, or once for each side."""
    return dict(Counter(work.slug for work in bench.asked))


def several(count: int, **said: Opening) -> list[Slot]:
    return [replace(slot(f"a{n}"), opens=said.get(f"a{n}", "page")) for n in range(count)]


def test_an_article_after_an_odd_count_is_set_as_a_verso():
    bench = Bench({"ebb": 3, "flow": 2})

    placed = settled([slot("ebb"), slot("flow")], bench)

    assert placed.placements["flow"].first_folio == 4
    assert placed.made["flow"].value.side == "verso"
    assert placed.made["ebb"].value.side == "recto"


def test_where_both_sides_look_the_same_nothing_is_set_twice():
    bench = Bench({"ebb": 3, "flow": 2})

    settled([slot("ebb", layout=PLAIN), slot("flow", layout=PLAIN)], bench)

    assert {work.side for work in bench.asked} == {"recto"}


def test_the_contents_print_the_numbers_that_the_pages_have():
    bench = Bench({"contents": 2, "ebb": 3, "flow": 2})

    placed = settled([slot("contents", "front", numerals="roman"), slot("ebb"), slot("flow")], bench)

    last = next(work for work in reversed(bench.asked) if isinstance(work, MatterWork) and work.slug == "contents")
    assert {row.slug: row.label for row in last.rows} == {"contents": "i", "ebb": "1", "flow": "4"}
    assert placed.placements["ebb"].first_folio == 1


def test_a_failed_article_has_a_stand_in_and_its_error_is_kept():
    bench = Bench({"ebb": 3, "flow": 2}, broken=("ebb",))

    placed = settled([slot("ebb"), slot("flow")], bench)

    assert "it would not be set" in str(placed.errors["ebb"])
    assert placed.made["ebb"].value.pages == 1
    assert placed.placements["flow"].first_folio == 2
    assert any(isinstance(work, StandInWork) and "would not be set" in work.reason for work in bench.asked)


def test_a_failed_page_of_the_issues_own_stops_the_issue():
    bench = Bench({"cover": 1}, broken=("cover",))

    with pytest.raises(TypesetError, match="would not be set"):
        settled([slot("cover", "cover")], bench)


def test_parts_come_out_in_order_and_only_the_cover_goes_unstamped():
    placed = settled([slot("cover", "cover", numerals="none"), slot("ebb")], Bench({"cover": 1, "ebb": 3}))

    assert [(part.slug, part.stamped) for part in placed.parts()] == [("cover", False), ("ebb", True)]


def test_one_worker_sets_no_article_twice_however_the_sides_fall():
    slots = several(9)
    bench = Bench({slot.slug: 1 + place % 3 for place, slot in enumerate(slots)})

    placed = settled(slots, bench)

    assert set(times(bench).values()) == {1}
    assert {"recto", "verso"} == {one.value.side for one in placed.made.values()}


def test_many_workers_set_at_most_the_runs_twice_whose_side_was_guessed_wrong():
    slots = several(16)
    wrong, right = Bench({"a0": 2} | dict.fromkeys([f"a{n}" for n in range(1, 16)], 3)), Bench({})
    wrong.width = right.width = 2
    right.pages = dict.fromkeys([f"a{n}" for n in range(16)], 3)

    settled(slots, wrong)
    settled(slots, right)

    assert sum(times(wrong).values()) == 16 + 8
    assert set(times(right).values()) == {1}


def test_a_cover_keeps_no_worker_from_the_articles():
    slots = [slot("cover", "cover", numerals="none"), *several(16)]
    bench = Bench({"a0": 2} | dict.fromkeys([f"a{n}" for n in range(1, 16)], 3))
    bench.width = 2

    settled(slots, bench)

    assert [work.slug for work in bench.asked[:3]] == ["cover", "a0", "a8"]


def test_what_was_counted_before_is_set_on_its_side_at_once():
    slots = several(8)
    bench = Bench({slot.slug: 3 for slot in slots})
    bench.width = 8
    bench.remembered = dict(bench.pages)

    settled(slots, bench)

    assert set(times(bench).values()) == {1}


def test_one_article_more_makes_no_guess_of_its_neighbours():
    slots = several(8)
    bench = Bench({slot.slug: 3 for slot in slots})
    bench.width = 8
    bench.remembered = {slug: 3 for slug in bench.pages if slug != "a3"}

    settled(slots, bench)

    assert set(times(bench).values()) == {1}


def test_a_part_that_opens_on_a_side_of_its_own_is_no_guess():
    slots = several(8, a4="verso")
    bench = Bench({slot.slug: 3 for slot in slots})
    bench.width = 2

    placed = settled(slots, bench)

    assert set(times(bench).values()) == {1}
    assert placed.made["a4"].value.side == "verso"


def test_after_a_failure_the_others_stand_behind_the_stand_in():
    slots = several(4)
    bench = Bench({slot.slug: 2 for slot in slots}, broken=("a1",))

    placed = settled(slots, bench)

    assert [placed.placements[f"a{n}"].first_folio for n in range(4)] == [1, 3, 4, 6]
    assert times(bench)["a3"] == 1


def filler(slug: str) -> Slot:
    return replace(slot(slug, "filler"), ready_made=True)


def test_fillers_stand_before_the_back_and_make_the_pages_a_multiple():
    slots = [slot("cover", "cover", numerals="none"), slot("ebb"), slot("colophon", "back")]
    bench = Bench({"cover": 1, "ebb": 3, "colophon": 1})

    placed = settled(slots, bench, Plan(4, filler))

    assert [part.slug for part in placed.parts()] == ["cover", "ebb", "_filler-1", "_filler-2", "colophon"]
    assert [part.stamped for part in placed.parts()] == [False, True, False, False, True]
    assert placed.placements["colophon"].first_folio == 6


def test_ready_made_pages_are_the_same_on_a_verso():
    slots = [slot("ebb"), replace(slot("advert"), ready_made=True), slot("flow")]

    placed = settled(slots, Bench({"ebb": 1, "advert": 1, "flow": 1}))

    assert [(part.rendition.side, part.stamped) for part in placed.parts()] == [
        ("recto", True),
        ("recto", False),
        ("recto", True),
    ]
    assert placed.placements["advert"].side == "verso"


def jumping(slug: str, jump: int = 1, layout: Layout = BOOK) -> Slot:
    def make(side: Side, labels: Labels) -> Work:
        return ArticleWork(Article(slug, slug, ()), layout, side=side, jump=Jump(jump))

    return Slot(slug, "article", slug, "en", layout, make, jump=jump)


def last_set(bench: Bench, slug: str) -> Jump | None:
    work = next(work for work in reversed(bench.asked) if work.slug == slug)
    assert isinstance(work, ArticleWork)
    return work.jump


def test_the_pages_after_a_jump_stand_where_their_slot_does():
    ebb = jumping("ebb")
    placed = settled([ebb, slot("flow"), rest_of(ebb), slot("slack")], Bench({"ebb": 4, "flow": 2, "slack": 1}))

    assert [(slug, at.first_folio) for slug, at in placed.placements.items()] == [
        ("ebb", 1),
        ("flow", 2),
        ("_rest-ebb", 4),
        ("slack", 7),
    ]
    first, _, rest, _ = placed.parts()
    assert (first.pages, rest.pages, rest.of, first.rest) == (1, 3, "ebb", placed.placements["_rest-ebb"])
    assert [first.folio(step) for step in range(4)] == [1, 4, 5, 6]


def test_an_article_within_its_jump_has_no_rest():
    ebb = jumping("ebb", 4)
    placed = settled([ebb, slot("flow"), rest_of(ebb)], Bench({"ebb": 4}))

    assert list(placed.placements) == ["ebb", "flow"]
    assert (placed.parts()[0].jump, placed.parts()[0].pages) == (0, 4)


def test_a_rest_that_would_follow_at_once_is_no_jump():
    ebb, bench = jumping("ebb"), Bench({"ebb": 4})
    placed = settled([slot("flow"), ebb, rest_of(ebb)], bench)

    assert list(placed.placements) == ["flow", "ebb"]
    assert last_set(bench, "ebb") is None


def test_rests_stand_in_the_order_of_their_articles():
    ebb, flow = jumping("ebb"), jumping("flow")
    placed = settled([ebb, flow, rest_of(ebb), rest_of(flow)], Bench({"ebb": 2, "flow": 3}))

    assert list(placed.placements) == ["ebb", "flow", "_rest-ebb", "_rest-flow"]


@pytest.mark.parametrize(("between", "flipped"), [(1, True), (2, False)])
def test_mirrored_pages_after_a_jump_are_set_for_their_side(between: int, flipped: bool):
    ebb, bench = jumping("ebb"), Bench({"ebb": 3, "flow": between})
    settled([ebb, slot("flow"), rest_of(ebb)], bench)

    assert last_set(bench, "ebb") == Jump(1, flipped=flipped)


def test_pages_that_are_alike_on_both_sides_are_set_once_for_a_jump():
    ebb, bench = jumping("ebb", layout=PLAIN), Bench({"ebb": 3})
    settled([ebb, slot("flow", layout=PLAIN), rest_of(ebb)], bench)

    assert times(bench) == {"ebb": 1, "flow": 1}


def test_the_stand_in_of_an_article_does_not_jump():
    ebb = jumping("ebb")
    placed = settled([ebb, slot("flow"), rest_of(ebb)], Bench({"ebb": 3}, broken=("ebb",)))

    assert list(placed.placements) == ["ebb", "flow"]


def test_pages_come_to_a_multiple_with_the_rest_counted():
    ebb = jumping("ebb")
    plan = Plan(4, lambda slug: slot(slug, "filler", PLAIN))
    placed = settled([ebb, slot("flow"), rest_of(ebb), slot("colophon", "back")], Bench({"ebb": 3}), plan)

    assert sum(part.pages + part.placement.blank_before for part in placed.parts()) % 4 == 0
