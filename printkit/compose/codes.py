"""QR codes: an address as a drawing that a camera reads, whole lines of the text high."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

import segno

from printkit.compose.addresses import breakable, printed
from printkit.compose.measures import Measures

_MODULE = 0.42 * 72 / 25.4
"""How large in pt one square of a code is at least: what a telephone reads from a hand's distance off office paper."""

_LEAST = 14 * 72 / 25.4
"""How large in pt a code is at least."""

_LONGEST = 800
"""Letters of an address beyond which its code would be a carpet."""

_MARGIN, _GAP = 1.0, 0.75
"""In lines, how much wider than itself a code's room is, for the words below it, and the gap between two of these."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a template draws it: its squares as the path of an SVG, how many stand in a row, and its words.

    It stands so many `lines` high and wide, by the classes `qr-LINES` (itself) and `coded-LINES` (what stands with it).
    """

    path: str
    squares: int
    lines: int
    words: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A link with its number and its code; `code` is None where the address is too long for one."""

    number: int
    href: str
    address: str
    host: str
    code: Code | None


@dataclass(slots=True)
class Codes:
    """Draws the codes of one article and keeps the rules that size them.

    `word` is what a code is called; `cards` says that what paper cannot play has one.
    """

    measures: Measures
    word: str
    cards: bool = True
    rules: dict[str, str] = field(default_factory=dict)

    def code(self, href: str) -> Code | None:
        """The code of an address as it is printed; None where the address is too long."""
        address = printed(href) if urlsplit(href).scheme in ("http", "https") else href
        drawn = _drawn(address) if len(address) <= _LONGEST else None
        if drawn is None:
            return None
        path, squares = drawn
        lines = self._lines(squares)
        side = f"calc(var(--baseline) * {lines})"
        self.rules[f".qr-{lines}"] = f"height: {side}; width: {side}"
        self.rules[f".coded-{lines}"] = f"width: calc(var(--baseline) * {lines + _MARGIN:g})"
        return Code(path, squares, lines, f"{self.word}: {printed(href)}")

    def rows(self, links: Iterable[tuple[int, str]]) -> list[list[Coded]]:
        """Links by number with their codes, in rows that fit the column."""
        made = [self._coded(number, href) for number, href in links]
        widest = max((one.code.lines for one in made if one.code), default=1)
        line = self.measures.baseline
        room = max(1, int((self.measures.column + _GAP * line) / ((widest + _MARGIN + _GAP) * line)))
        return [made[at : at + room] for at in range(0, len(made), room)]

    def _coded(self, number: int, href: str) -> Coded:
        code = self.code(href)
        host = (urlsplit(href).hostname or printed(href)).removeprefix("www.")
        return Coded(number, href, breakable(printed(href)), host, code)

    def _lines(self, squares: int) -> int:
        return math.ceil(max(_LEAST, squares * _MODULE) / self.measures.baseline)


@lru_cache(maxsize=512)
def _drawn(address: str) -> tuple[str, int] | None:
    """The path of a code's dark squares, row by row, and how many squares it has; None where it holds no such text."""
    try:
        matrix: Sequence[Sequence[int]] = segno.make(address, error="m", micro=False).matrix
    except segno.DataOverflowError:
        return None
    return "".join(_row(y, row) for y, row in enumerate(matrix)), len(matrix)


def _row(y: int, row: Sequence[int]) -> str:
    """The dark runs of a row as bars one square high."""
    bars: list[str] = []
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end] == row[start]:
            end += 1
        if row[start]:
            bars.append(f"M{start} {y}h{end - start}v1H{start}z")
        start = end
    return "".join(bars)
