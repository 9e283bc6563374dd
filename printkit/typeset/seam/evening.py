"""How high columns are made so that they end together: pure search over heights in lines, by trying them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import inf
from typing import Final

Attempt = Callable[[Sequence[int]], Sequence[int] | None]
"""Sets the columns at these heights: how many lines each then has, or None where not all of the text finds room."""

TRIES: Final = 12
"""How many heights are tried of columns that differ by a line."""


def heights(
    attempt: Attempt, count: int, total: int, most: int, *, tries: int = TRIES
) -> tuple[tuple[int, ...], float]:
    """The heights of `count` columns, none over `most`, at which `total` lines stand, and how many they differ by.

    Columns that differ by one line are taken; where that cannot be, the heights at which they differ least.
    """
    search = _Search(attempt, count, most, tries)
    if not (search.shared(total) or search.even(total)):
        # Where another block begins a column, another space above it is left out, and the sum is another.
        any(map(search.shared, (*sorted(search.sums - {total}), total + 1)))
    return search.best, search.apart


def shared(attempt: Attempt, count: int, total: int, most: int) -> tuple[int, ...]:
    """The heights of columns that hold all of `total` lines and differ by a line; none where there are no such."""
    search = _Search(attempt, count, most, count)
    return search.best if search.shared(total) else ()


@dataclass
class _Search:
    """What is tried, how often it still may be, and the best that was found."""

    attempt: Attempt
    count: int
    most: int
    left: int
    best: tuple[int, ...] = ()
    apart: float = inf
    sums: set[int] = field(default_factory=set)

    def shared(self, total: int) -> bool:
        """Try all ways to share the lines out among columns that differ by one; whether one will do."""
        low, more = divmod(total, self.count)
        for longer in combinations(range(self.count), more):
            if not self.left or low + bool(more) > self.most:
                return False
            self.left -= 1
            if self._tried(tuple(low + (at in longer) for at in range(self.count))):
                return True
        return False

    def even(self, total: int) -> bool:
        """Try columns of one height, the least at which all stands: first in steps that grow, then halved."""
        low, high, by = max(total // self.count, 1) - 1, max(total // self.count, 1), 1
        while high < self.most and not self._stands(high):
            low, high, by = high, min(self.most, high + by), by * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._stands(middle) else (middle, high)
        return self._tried((min(high, self.most),) * self.count)

    def _stands(self, lines: int) -> bool:
        return self.attempt((lines,) * self.count) is not None

    def _tried(self, wanted: tuple[int, ...]) -> bool:
        found = self.attempt(wanted)
        if found is not None:
            self.sums.add(sum(found))
            apart = max(found) - (min(found) if len(found) == self.count else 0)
            if apart < self.apart:
                self.best, self.apart = wanted, apart
        elif not self.best:
            self.best = wanted
        return self.apart <= 1


@dataclass
class Trial:
    """Columns set for a trial: how many lines each has, as they are and with their gaps filled."""

    lay: Callable[[Sequence[int]], tuple[list[int], list[int]] | None]
    known: dict[tuple[int, ...], tuple[list[int], list[int]] | None] = field(default_factory=dict)

    def lines(self, heights: Sequence[int]) -> Sequence[int] | None:
        """How many lines each column has that is so many lines high; None where not all stands in them."""
        found = self._found(heights)
        return found and found[0]

    def filled(self, heights: Sequence[int]) -> Sequence[int] | None:
        """How many lines each column has when the gaps in those that are short are made wider."""
        found = self._found(heights)
        if found is None:
            return None
        lines, gaps = found
        return [min(max(lines), many + spare) for many, spare in zip(lines, gaps, strict=True)]

    def _found(self, heights: Sequence[int]) -> tuple[list[int], list[int]] | None:
        key = tuple(heights)
        if key not in self.known:
            self.known[key] = self.lay(key)
        return self.known[key]
