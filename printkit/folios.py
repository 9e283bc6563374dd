"""Numbers the parts of an issue: which folio each opens on, on which side, and where a blank page is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from printkit.errors import FolioError
from printkit.model.products import Numerals, Placement, label, roman

__all__ = ["FILLER", "FolioPart", "Opening", "fill", "label", "place", "roman"]

FILLER = "_filler-"
"""What the slugs of fillers begin with."""

Opening = Literal["recto", "verso", "page"]


@dataclass(frozen=True, slots=True)
class FolioPart:
    """A part as numbering sees it: its numerals, and the side that it must open on (page: either)."""

    slug: str
    numerals: Numerals = "decimal"
    opens: Opening = "page"


def place(
    parts: Sequence[FolioPart], pages: Mapping[str, int], *, start: int = 1, two_sided: bool = True
) -> dict[str, Placement]:
    """Number the parts in order: each run of equal numerals anew from 1, and each run from a recto.

    `start` is the first folio of the decimals, for an issue that counts on from the one before. As every run opens on
    a recto with an odd folio, odd folios are rectos everywhere; the first part of a run therefore opens recto
    whatever it asks for. A blank page closes a run that would end on a recto. Raises FolioError for a part twice,
    a part without pages, or a start that is not odd. Where sheets are not `two_sided` every page is a right-hand one,
    and there are no blanks.
    """
    _check(parts, pages, start)
    placed: dict[str, Placement] = {}
    numerals: Numerals | None = None
    folio = 1
    for part in parts:
        if part.numerals != numerals:
            blank = two_sided and numerals is not None and folio % 2 == 0
            folio = start if part.numerals == "decimal" and not _has_decimals(placed) else 1
        else:
            blank = two_sided and part.opens == ("recto" if folio % 2 == 0 else "verso")
            folio += blank
        placed[part.slug] = Placement(folio, part.numerals, blank_before=blank)
        numerals, folio = part.numerals, folio + pages[part.slug]
    return placed


def fill(
    parts: Sequence[FolioPart], pages: Mapping[str, int], multiple: int, *, before: str = "", start: int = 1
) -> tuple[FolioPart, ...]:
    """The parts with as many one-page fillers among them as make all pages, blanks counted, a multiple.

    They stand before the part named (back matter, mostly), or where that cannot be, at the end; they run on in the
    numerals of the part before them, and are called `_filler-1` and so on. Raises FolioError as `place` does.
    """
    places = [place for place, part in enumerate(parts) if part.slug == before and place]
    for at in (*places[:1], len(parts)):
        for count in range(multiple):
            fillers = [FolioPart(f"{FILLER}{step}", parts[at - 1].numerals) for step in range(1, count + 1)]
            filled = (*parts[:at], *fillers, *parts[at:])
            counts = {**dict.fromkeys((filler.slug for filler in fillers), 1), **pages}
            if _total(place(filled, counts, start=start), counts) % multiple == 0:
                return filled
    raise FolioError(f"the pages cannot be made a multiple of {multiple}")


def _total(placed: Mapping[str, Placement], pages: Mapping[str, int]) -> int:
    return sum(pages[slug] + placement.blank_before for slug, placement in placed.items())


def _has_decimals(placed: Mapping[str, Placement]) -> bool:
    return any(placement.numerals == "decimal" for placement in placed.values())


def _check(parts: Sequence[FolioPart], pages: Mapping[str, int], start: int) -> None:
    if start < 1 or start % 2 == 0:
        raise FolioError(
            f"numbering cannot start on folio {start}", hint="an issue opens on a recto: give an odd number"
        )
    seen: set[str] = set()
    for part in parts:
        if part.slug in seen:
            raise FolioError(
                "this part stands twice in the issue", where=part.slug, hint="give one of them another slug"
            )
        if pages.get(part.slug, 0) < 1:
            raise FolioError("this part has no pages", where=part.slug)
        seen.add(part.slug)
