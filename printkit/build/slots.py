"""The line-up: every part of an issue in the order of binding, each knowing how it is set on either side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from printkit import folios
from printkit.build.press import Made, Press
from printkit.build.tasks import StandInWork, Work
from printkit.errors import FolioError, PrintkitError
from printkit.model.layout import Layout, Side
from printkit.model.products import Kind, Numerals, Part, Placement, Rendition

ROUNDS = 4
"""Folios are settled in two rounds; a third may come of a contents page that grew."""

Labels = Mapping[str, str]
"""The label of the page that each part opens on, by slug."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part before it is set; `make` gives its work for a side and the labels of all parts.

    `reads_plan` marks parts that print page numbers in their text: they are set once the numbers are known.
    """

    slug: str
    kind: Kind
    title: str
    lang: str
    layout: Layout
    make: Callable[[Side, Labels], Work]
    numerals: Numerals = "decimal"
    opens: folios.Opening = "page"
    section: str = ""
    reads_plan: bool = False


@dataclass(frozen=True, slots=True)
class LineUp:
    """All parts set and placed; errors by the slug of the part that has a stand-in."""

    slots: tuple[Slot, ...]
    placements: Mapping[str, Placement]
    made: Mapping[str, Made[Rendition]]
    errors: Mapping[str, PrintkitError]

    def parts(self) -> tuple[Part, ...]:
        """The parts as binding takes them."""
        return tuple(
            Part(
                slot.slug,
                slot.kind,
                slot.title,
                slot.lang,
                self.made[slot.slug].value,
                self.placements[slot.slug],
                slot.section,
                stamped=slot.kind != "cover",
            )
            for slot in self.slots
        )


def stand_in(slot: Slot, error: PrintkitError) -> Slot:
    """The same slot with a page in it that says what failed."""

    def make(side: Side, _: Labels) -> Work:
        return StandInWork(slot.slug, slot.title, str(error), slot.layout, side)

    return replace(slot, make=make, reads_plan=False)


def settle(slots: Sequence[Slot], press: Press) -> LineUp:
    """Every slot set on the side it falls on, with true page numbers in those that print them.

    A part that cannot be set gets a stand-in and its error is kept. Raises FolioError where the numbers do not come to
    rest, and the error itself where a stand-in or a page of the issue's own cannot be set.
    """
    line_up = tuple(slots)
    errors: dict[str, PrintkitError] = {}
    sides: dict[str, Side] = {slot.slug: "recto" for slot in line_up}
    labels: dict[str, str] = {}
    made: dict[str, Made[Rendition]] = {}
    for _ in range(ROUNDS):
        line_up, made = _set_all(line_up, sides, labels, errors, press)
        pages = {slot.slug: made[slot.slug].value.pages if slot.slug in made else 1 for slot in line_up}
        placements = folios.place([folios.FolioPart(s.slug, s.numerals, s.opens) for s in line_up], pages)
        new_sides = {slot.slug: _side(slot, placements[slot.slug]) for slot in line_up}
        new_labels = {slug: folios.label(placed.numerals, placed.first_folio) for slug, placed in placements.items()}
        if new_sides == sides and new_labels == labels:
            return LineUp(line_up, placements, made, errors)
        sides, labels = new_sides, new_labels
    raise FolioError("the page numbers do not come to rest", hint="give the contents page more room in its layout")


def _set_all(
    slots: tuple[Slot, ...],
    sides: Mapping[str, Side],
    labels: Labels,
    errors: dict[str, PrintkitError],
    press: Press,
) -> tuple[tuple[Slot, ...], dict[str, Made[Rendition]]]:
    ready = [slot for slot in slots if labels or not slot.reads_plan]
    answers = press.typeset([slot.make(sides[slot.slug], labels) for slot in ready])
    made: dict[str, Made[Rendition]] = {}
    replaced: dict[str, Slot] = {}
    for slot, answer in zip(ready, answers, strict=True):
        if not isinstance(answer, PrintkitError):
            made[slot.slug] = answer
            continue
        if slot.kind != "article" or slot.slug in errors:
            raise answer
        errors[slot.slug] = answer
        replaced[slot.slug] = stand_in(slot, answer)
    if replaced:
        after = tuple(replaced.get(slot.slug, slot) for slot in slots)
        return _set_all(after, sides, labels, errors, press)
    return slots, made


def _side(slot: Slot, placement: Placement) -> Side:
    return placement.side if slot.layout.mirrored else "recto"
