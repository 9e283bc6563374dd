"""What is decided of each piece of a page, and what every rule that decides needs to know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from printkit.readers import furniture
from printkit.readers.web.units import Unit

SHORT = 12
"""Words; what has fewer is no paragraph of running text."""

CLOSED = re.compile(r"[.!?…。！？」』।॥؟:;][\"”’»“)\]]*\s*$")
"""The end of a sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a unit is kept, and why."""

    kept: bool
    why: str


Verdicts = list[Verdict]


def span(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """The numbers of the first and the last piece that is kept; (0, -1) where none is."""
    kept = [number for number, verdict in enumerate(verdicts) if verdict.kept]
    return (kept[0], kept[-1]) if kept else (0, -1)


def is_furniture(unit: Unit) -> bool:
    """Whether a unit's words are a label of the page; a sentence may begin or end as one does."""
    if furniture.is_label(unit.text) or furniture.is_notice(unit.text):
        return True
    closed = bool(CLOSED.search(unit.text))
    if len(unit.words) > SHORT and closed and unit.linked < 0.3:
        return False
    return furniture.is_furniture(unit.text)
