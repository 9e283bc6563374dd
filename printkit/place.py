"""Plans where pictures stand: the rows of a gallery, which of them go across, and how far one moves to close a gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

IN_ROW = 4
"""How many pictures of a gallery stand beside each other at most."""

_CROWDED = 1.0
"""What a picture that is too narrow counts, where a row twice as high as it wants to be counts half."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a gallery: the pictures from `start` to before `end`, all `height` high."""

    start: int
    end: int
    height: float


def grid(shapes: Sequence[float], width: float, gap: float, wanted: float, least: float = 0.0) -> tuple[Strip, ...]:
    """The pictures, by their width over height, in rows that fill `width` and come nearest to the height `wanted`.

    A picture in a row with others is not to be narrower than `least`, if that costs little. Lengths are in one unit.
    """
    best: list[tuple[float, tuple[Strip, ...]]] = [(0.0, ())]
    for end in range(1, len(shapes) + 1):
        ways = []
        for start in range(max(0, end - IN_ROW), end):
            strip = Strip(start, end, _height(shapes[start:end], width, gap))
            ways.append((best[start][0] + _fault(strip, shapes, wanted, least), (*best[start][1], strip)))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _height(shapes: Sequence[float], width: float, gap: float) -> float:
    return (width - gap * (len(shapes) - 1)) / sum(shapes)


def _fault(strip: Strip, shapes: Sequence[float], wanted: float, least: float) -> float:
    off = math.log(strip.height / wanted) ** 2 if strip.height > 0 else 100.0
    crowded = strip.end - strip.start > 1 and min(shapes[strip.start : strip.end]) * strip.height < least
    return off + (_CROWDED if crowded else 0.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure in the text before it is set: letters of text since the one before, its shape, and its width in pt.

    `shape` is width over height, 0 where it is no single picture; `width` is what its pixels are good for.
    """

    letters: int
    shape: float
    width: float


WIDE = 1.3
"""The least width over height of a picture that goes across the columns."""

NEARLY = 0.8
"""The share of the columns' width that such a picture's pixels must be good for."""

APART = 1500
"""Letters between two pictures that part the columns; nearer ones leave strips of text too short to read."""


def across(plates: Sequence[Plate], columns_width: float) -> tuple[bool, ...]:
    """Which figures go across all columns: wide ones, good enough in print, and not too near to each other."""
    said: list[bool] = []
    since = 0
    for plate in plates:
        since += plate.letters
        chosen = plate.shape >= WIDE and plate.width >= NEARLY * columns_width and since >= APART
        since = 0 if chosen else since
        said.append(chosen)
    return tuple(said)


Kind = Literal["text", "heading", "block"]
"""Text may be parted between its lines; a heading stays with what follows; a block stays in one piece."""


@dataclass(frozen=True, slots=True)
class Item:
    """One block of an article as it was set: its height, the margins above and below it, and what it may do.

    `across` says that it goes across all columns, `free` that it need not stand where the source has it.
    """

    kind: Kind
    height: float
    above: float = 0.0
    below: float = 0.0
    across: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a text has: its columns, the height of a line, and that of each page; the last holds on."""

    columns: int
    line: float
    pages: tuple[float, ...]


SLACK = 3.0
"""How many lines may stay empty at a column's foot."""

WHITE = 0.16
"""The share of a page's height beyond which a gap is worth leaving a section for."""

FAR, NEAR = 8, 3
"""How many blocks a picture passes at most to stand later, and to stand sooner: before the words that it belongs to."""


def settled(items: Sequence[Item], room: Room) -> tuple[int, ...]:
    """The items in an order that leaves no gap where a free one found no room: text is set first, or it comes sooner.

    It stays in its section, but for a gap of a sixth of the page and more, for which it passes the next heading. It
    passes text alone, so that the order of figures stands, and never comes between a heading and its text.
    """
    order = list(range(len(items)))
    at, flow = 0, _Flow(room)
    states = [flow]
    while at < len(order):
        item = items[order[at]]
        if item.free and flow.gap(item) > SLACK * room.line:
            to = _moved(order, at, items, states)
            if to is not None:
                order.insert(to, order.pop(at))
                at = min(at, to)
                del states[at + 1 :]
                flow = states[at]
                item = items[order[at]]
        follows = items[order[at + 1]] if at + 1 < len(order) else None
        flow = flow.after(item, follows)
        states.append(flow)
        at += 1
    return tuple(order)


def _moved(order: Sequence[int], at: int, items: Sequence[Item], states: Sequence[_Flow]) -> int | None:
    """Where the item goes that would leave a gap, or None where it stays: the nearest place, later before sooner."""
    wide = states[at].gap(items[order[at]]) > WHITE * states[at].height
    places = [
        _later(order, at, items, states[at], headings=0),
        _sooner(order, at, items, states),
        _later(order, at, items, states[at], headings=1) if wide else None,
    ]
    ways = [(abs(to - at), rank, to) for rank, to in enumerate(places) if to is not None]
    return min(ways)[2] if ways else None


def _later(order: Sequence[int], at: int, items: Sequence[Item], flow: _Flow, *, headings: int) -> int | None:
    """Behind which of the texts that follow the item leaves no gap, or None; it may pass so many headings."""
    item = items[order[at]]
    # The last words of a text are its end: no picture comes behind them.
    for to in range(at + 1, min(len(order) - 1, at + 1 + FAR)):
        passed = items[order[to]]
        headings -= passed.kind == "heading"
        if passed.kind == "block" or headings < 0:
            return None
        flow = flow.after(passed, items[order[to + 1]])
        if passed.kind == "text" and flow.gap(item) <= SLACK * flow.room.line:
            return to
    return None


def _sooner(order: Sequence[int], at: int, items: Sequence[Item], states: Sequence[_Flow]) -> int | None:
    """Before which of the texts before it the item fits, or None; not right behind a heading or another block."""
    item = items[order[at]]
    for to in range(at - 1, max(0, at - 1 - NEAR), -1):
        if items[order[to]].kind != "text":
            return None
        if items[order[to - 1]].kind == "text" and states[to].gap(item) == 0:
            return to
    return None


@dataclass(frozen=True, slots=True)
class _Flow:
    """How far pages are filled: the page, what is taken above this run of columns, and the text in the run.

    `column` and `used` say where the run's last line stands while its columns are filled to the page's foot; `text` is
    its length in one column, which counts where something across ends the run and its columns are made equal.
    """

    room: Room
    page: int = 0
    top: float = 0.0
    column: int = 0
    used: float = 0.0
    text: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        """How high the columns of this run are."""
        return self.room.pages[min(self.page, len(self.room.pages) - 1)] - self.top

    @property
    def even(self) -> float:
        """How high the run stands if it ends here, its columns made equal."""
        line = self.room.line
        return math.ceil(self.text / self.room.columns / line - 0.01) * line if self.text else 0.0

    def gap(self, item: Item) -> float:
        """What stays empty if the item comes here: nothing where it fits, or where it begins a page or column."""
        if item.across:
            start = self.even + (max(self.below, item.above) if self.text else 0.0)
            left = self.height - start
            return left if left < item.height and (self.top or self.text or self.page == 0) else 0.0
        left = self.height - self.used
        fits = self.used == 0 or left >= max(self.below, item.above) + item.height - 0.01
        return 0.0 if fits else left

    def after(self, item: Item, follows: Item | None) -> _Flow:
        """The flow with the item set."""
        if item.across:
            return self._across(item)
        if item.kind == "text":
            return self._text(item)
        keep = 2 * self.room.line if item.kind == "heading" and follows is not None else 0.0
        needed = max(self.below, item.above) + item.height
        flow = self if self.used == 0 or self.used + needed + keep <= self.height + 0.01 else self._next()
        return flow._taken(needed, item.below)

    def _across(self, item: Item) -> _Flow:
        flow = replace(self, page=self.page + 1, top=0.0) if self.gap(item) else self
        start = 0.0 if flow is not self else self.even + (max(self.below, item.above) if self.text else 0.0)
        return replace(flow, top=flow.top + start + item.height + item.below, column=0, used=0.0, text=0.0, below=0.0)

    def _text(self, item: Item) -> _Flow:
        line = self.room.line
        flow = self._taken(max(self.below, item.above), 0.0) if self.used else self
        lines = max(1, round(item.height / line))
        while True:
            fits = int((flow.height - flow.used) / line + 0.01)
            if lines <= fits:
                return flow._taken(lines * line, item.below)
            # Two lines at least stand at the foot of a column, and two at the head of the next.
            here = min(fits, lines - 2) if lines > 3 and min(fits, lines - 2) >= 2 else 0
            if here == 0 and flow.used == 0:
                return flow._taken(lines * line, item.below)
            flow, lines = flow._taken(here * line, 0.0)._next(), lines - here

    def _taken(self, height: float, below: float) -> _Flow:
        return replace(self, used=self.used + height, text=self.text + height, below=below)

    def _next(self) -> _Flow:
        """The next column, on this page or the next."""
        if self.column + 1 < self.room.columns:
            return replace(self, column=self.column + 1, used=0.0, below=0.0)
        return _Flow(self.room, self.page + 1)
