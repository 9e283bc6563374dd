"""Folios come to rest, sides are set as they fall, and a failed part stands in for itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from printkit.build.press import Made, Press
from printkit.build.slots import Labels, Slot, settle
from printkit.build.tasks import MatterWork, Row, StandInWork, Work
from printkit.errors import PrintkitError, TypesetError
from printkit.model.issue import Issue
from printkit.model.layout import Geometry, Layout, Side
from printkit.model.products import Blob, Kind, Numerals, Rendition

PLAIN = Layout("plain", (), Geometry(400, 600, 40, 40, 40, 40))
BOOK = Layout("book", (), Geometry(400, 600, 40, 30, 40, 50))
ISSUE = Issue("Tides", "tides", Path(), Path(), ())


class Bench:
    """A press that sets nothing: it answers with the page counts it was given, and remembers what it was asked."""

    def __init__(self, pages: dict[str, int], broken: tuple[str, ...] = ()) -> None:
        self.pages = pages
        self.broken = broken
        self.asked: list[Work] = []

    def typeset(self, works: Sequence[Work]) -> list[Made[Rendition] | PrintkitError]:
        self.asked += works
        return [self._set(work) for work in works]

    def _set(self, work: Work) -> Made[Rendition] | PrintkitError:
        assert isinstance(work, MatterWork | StandInWork)
        if isinstance(work, MatterWork) and work.slug in self.broken:
            return TypesetError("it would not be set", where=work.slug)
        pages = self.pages[work.slug] if isinstance(work, MatterWork) else 1
        return Made(Rendition(work.slug, Blob(Path(), 0, work.slug), pages, work.side), cached=False)


def slot(slug: str, kind: Kind = "article", layout: Layout = BOOK, numerals: Numerals = "decimal") -> Slot:
    def make(side: Side, labels: Labels) -> Work:
        rows = tuple(Row(name, name, label=label) for name, label in labels.items()) if kind == "front" else ()
        return MatterWork("contents", slug, ISSUE, layout, rows, side=side)

    return Slot(slug, kind, slug, "en", layout, make, numerals, reads_plan=kind == "front")


def settled(slots: list[Slot], bench: Bench):
    return settle(slots, cast("Press", bench))


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
