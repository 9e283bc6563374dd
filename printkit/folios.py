"""Numbers the parts of an issue: which folio each opens on, on which side, and where a blank page is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from printkit.errors import FolioError
from printkit.model.products import Numerals, Placement

Opening = Literal["recto", "verso", "page"]

ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True, slots=True)
class FolioPart:
    """A part as numbering sees it: its numerals, and the side that it must open on (page: either)."""

    slug: str
    numerals: Numerals = "decimal"
    opens: Opening = "page"


def place(parts: Sequence[FolioPart], pages: Mapping[str, int], *, start: int = 1) -> dict[str, Placement]:
    """Number the parts in order: each run of equal numerals anew from 1, and each run from a recto.

    `start` is the first folio of the decimals, for an issue that counts on from the one before. As every run opens on
    a recto with an odd folio, odd folios are rectos everywhere; the first part of a run therefore opens recto
    whatever it asks for. A blank page closes a run that would end on a recto. Raises FolioError for a part twice,
    a part without pages, or a start that is not odd.
    """
    _check(parts, pages, start)
    placed: dict[str, Placement] = {}
    numerals: Numerals | None = None
    folio = 1
    for part in parts:
        if part.numerals != numerals:
            blank = numerals is not None and folio % 2 == 0
            folio = start if part.numerals == "decimal" and not _has_decimals(placed) else 1
        else:
            blank = part.opens == ("recto" if folio % 2 == 0 else "verso")
            folio += blank
        placed[part.slug] = Placement(folio, part.numerals, blank_before=blank)
        numerals, folio = part.numerals, folio + pages[part.slug]
    return placed


def label(numerals: Numerals, folio: int, *, cover: str = "Cover") -> str:
    """The folio as readers see it: decimal, roman in lower case, or for pages without numerals the word for a cover.

    A cover's second page is "Cover 2". Page labels of the file and stamped folios are made here, so that they agree.
    """
    if numerals == "none":
        return cover if folio == 1 else f"{cover} {folio}"
    return roman(folio) if numerals == "roman" else str(folio)


def roman(number: int) -> str:
    """A number from 1 in lower-case roman numerals."""
    said = ""
    for value, letters in ROMAN:
        while number >= value:
            said += letters
            number -= value
    return said


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
