"""Which units of a page are its article: those whose words trafilatura chose, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printkit.readers import furniture
from printkit.readers.web import classes, figures
from printkit.readers.web.chosen import Chosen
from printkit.readers.web.head import Head
from printkit.readers.web.units import Unit

SHARE = 0.6
"""How much of a block's words must stand in the chosen text."""

_RICH = frozenset({"figure", "embed", "code", "table", "rule"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a unit is kept, and why."""

    kept: bool
    why: str


Verdicts = list[Verdict]


def select(units: Sequence[Unit], chosen: Chosen, head: Head) -> Verdicts:
    """A verdict for every unit, in their order."""
    verdicts = [_by_words(unit, chosen) for unit in units]
    for step in (_head_out, _repeats_out, _between, _furniture_out, _lone_headings_out):
        step(units, verdicts, head)
    return verdicts


def _by_words(unit: Unit, chosen: Chosen) -> Verdict:
    if unit.kind in _RICH and unit.kind != "table":
        return Verdict(False, "it stands outside of the article")
    if not unit.words:
        return Verdict(False, "it has no words")
    if chosen.share(unit.words) >= SHARE:
        return Verdict(True, "its words are the article's")
    return Verdict(False, "its words are not the article's")


def _head_out(_: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    for n in head.taken:
        verdicts[n] = Verdict(False, "it is printed at the article's head")


def _repeats_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    seen: set[tuple[str, ...]] = set()
    for n, unit in enumerate(units):
        key = tuple(unit.words)
        if verdicts[n].kept and len(key) > 3:
            if key in seen:
                verdicts[n] = Verdict(False, "it was there before")
            seen.add(key)


def _span(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    kept = [number for number, verdict in enumerate(verdicts) if verdict.kept]
    return (kept[0], kept[-1]) if kept else (0, -1)


def _between(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    first, last = _span(verdicts)
    if head.first >= 0 and last >= 0:
        first = min(first, head.first)
    for n in range(first, last + 1):
        unit = units[n]
        if verdicts[n].kept or unit.kind not in _RICH or n in head.taken:
            continue
        if reason := _out_of_place(unit):
            verdicts[n] = Verdict(False, reason)
        else:
            verdicts[n] = Verdict(True, f"a {unit.kind} inside of the article")


def _out_of_place(unit: Unit) -> str:
    if unit.kind == "figure" and not figures.shows(unit):
        return "its picture only decorates the page"
    if classes.names(unit.element, classes.BESIDE, above=4):
        return "it stands in a box beside the article"
    if unit.kind == "table" and (unit.linked > 0.3 or len(unit.words) < 4):
        return "its words are links"
    return ""


def _furniture_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    for n, unit in enumerate(units):
        if verdicts[n].kept and unit.kind in {"text", "heading", "list"} and furniture.is_furniture(unit.text):
            verdicts[n] = Verdict(False, "it is the page's, not the article's")


def _lone_headings_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """A heading with nothing after it heads nothing."""
    for n in range(len(units) - 1, -1, -1):
        if not verdicts[n].kept:
            continue
        if units[n].kind != "heading":
            return
        verdicts[n] = Verdict(False, "nothing of the article comes after it")


Step = Callable[[Sequence[Unit], Verdicts, Head], None]
