"""Subheads that a page sets as bold paragraphs, made the headings that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from printkit.readers.web.page import Element
from printkit.readers.web.units import Unit, spoken

_LONGEST = 10  # words
_BOLD = frozenset({"strong", "b"})
_NO_SUBHEAD = re.compile(r"[.,;:…。،]\W*$|^\W*$|^(?:by|von|par|por|di)\s", re.I)
_PROSE = 20  # words of the paragraph below


def mark(kept: Sequence[Unit]) -> None:
    """Makes headings of the bold lines above running text, where the article has two of them or more."""
    found = [unit for unit, after in pairwise(kept) if _is_bold_line(unit) and _is_below(after)]
    if len(found) < 2:
        return
    levels = [int(str(unit.element.tag)[1]) for unit in kept if unit.kind == "heading"]
    for unit in found:
        unit.element.tag = f"h{min(max(levels, default=1) + 1, 6)}"
        unit.kind = "heading"


def _is_below(unit: Unit) -> bool:
    return (unit.kind == "text" and len(unit.words) >= _PROSE) or unit.kind in {"list", "figure", "quote"}


def _is_bold_line(unit: Unit) -> bool:
    if unit.kind != "text" or unit.element.tag != "p" or not 1 <= len(unit.words) <= _LONGEST:
        return False
    return not _NO_SUBHEAD.search(unit.text) and _bold_words(unit.element) >= len(unit.text.replace(" ", ""))


def _bold_words(line: Element) -> int:
    """How many letters of a line are bold."""
    outer = [bold for bold in line.iter(*_BOLD) if not any(above.tag in _BOLD for above in bold.iterancestors())]
    return sum(len("".join(spoken(bold).split())) for bold in outer)
