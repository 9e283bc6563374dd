"""What a reader decided about a piece of a source, and why."""

from __future__ import annotations

from dataclasses import dataclass

AT_HEAD = "it is printed at the article's head"
"""Why a piece is not in the text though no word of it is lost."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One piece of a source: whether it is part of the article, what it is, its words, and why."""

    kept: bool
    kind: str
    text: str
    why: str
