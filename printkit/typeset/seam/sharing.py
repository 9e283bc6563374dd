"""How the lines of some blocks are shared out among columns that end together: a pure search over where columns end.

A column may end between two blocks, or inside one that may be divided. Where no such ends lie level, a paragraph is set
in a line more or less than is best for it, or the gaps of a column that is short are made wider.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

_UNEVEN: Final = 0.1
"""What a column costs for each line that it is short of the others; lines put into gaps cost more."""

_FILLED: Final = 0.6
_FILLED_AT_MOST: Final = 6
_REWORKED: Final = 1.0
_REWORKED_AT_MOST: Final = 2
_SPARING: Final = 12
_APART: Final = 4
_LATER: Final = 0.02
"""What it costs besides, for each column before it, when a column is longer than one before."""

_DEEPER: Final = 8
"""By how many lines columns may be deeper than a fair share of all lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it stands in one column: how many lines it is high, and the gap above it, in lines.

    `open`: a column may begin with it. `top` and `foot`: how many of its lines at least must stand at the foot of one
    column and at the top of the next; 0 where it cannot be divided. `spare`: how many lines it can have more and less.
    """

    lines: int
    gap: int = 0
    open: bool = True
    top: int = 0
    foot: int = 0
    spare: tuple[int, ...] = ()


class Shares(NamedTuple):
    """The heights of the columns in lines, without what their gaps take up, and the lines that blocks have more.

    The columns end within `apart` lines of each other.
    """

    heights: tuple[int, ...]
    more: Mapping[int, int]
    apart: int


class _Place(NamedTuple):
    """Where a column begins: before line `line` of a block that has `more` lines than is best for it."""

    block: int
    line: int = 0
    more: int = 0


class _Way(NamedTuple):
    """Columns up to a place: what they cost, the heights, and the blocks with more lines than is best or fewer."""

    cost: float
    heights: tuple[int, ...] = ()
    more: tuple[tuple[int, int], ...] = ()


class _Walk(NamedTuple):
    """Part of a column: its depth, how many gaps it has, the blocks with other than their best number of lines."""

    depth: int
    gaps: int = 0
    more: tuple[tuple[int, int], ...] = ()


def shares(blocks: Sequence[Block], count: int, most: int, *, wider: int, apart: int = 1) -> Shares | None:
    """How the blocks stand in `count` columns of no more than `most` lines that end within `apart` of each other.

    A gap takes up to `wider` lines more. None where there is no such way; else the one that changes least.
    """
    total = sum(block.lines + block.gap for block in blocks)
    fair = max(1, -(-total // count))
    low = max(1, fair - count - max((block.gap for block in blocks), default=0))
    heights = sorted(range(low, min(most, fair + _DEEPER) + 1), key=lambda height: abs(height - fair))
    best: _Way | None = None
    for reworked in range(_REWORKED_AT_MOST + 1):
        if best is not None and best.cost <= reworked * _REWORKED:
            break
        for height in heights:
            found = _Search(blocks, count, height, wider, apart, reworked).best()
            if found is not None and (best is None or found.cost < best.cost):
                best = found
            if best is not None and best.cost <= reworked * _REWORKED + count * _UNEVEN:
                break
    return best and Shares(best.heights, dict(best.more), apart)


@dataclass(slots=True)
class _Search:
    """The search for columns of one height, or a little less."""

    blocks: Sequence[Block]
    count: int
    height: int
    wider: int
    apart: int
    reworked: int
    ways: dict[_Place, _Way] = field(default_factory=dict)

    def best(self) -> _Way | None:
        """The cheapest way through all columns."""
        self.ways = {_Place(0): _Way(0.0)}
        end = _Place(len(self.blocks))
        for column in range(self.count):
            before, self.ways = self.ways, {}
            for place, way in before.items():
                for onward, walk in self._columns(place):
                    if (onward == end) == (column == self.count - 1):
                        self._take(onward, way, walk)
        return self.ways.get(end)

    def _take(self, place: _Place, way: _Way, walk: _Walk) -> None:
        short = self.height - walk.depth
        filled = max(0, short - self.apart)
        if len(way.more) + len(walk.more) > self.reworked:
            return
        cost = (
            way.cost
            + _FILLED * filled
            + _UNEVEN * min(short, self.apart)
            + _REWORKED * sum(abs(more) for _, more in walk.more)
        )
        if way.heights and walk.depth > way.heights[-1]:
            cost += _LATER
        if (known := self.ways.get(place)) is None or cost < known.cost:
            self.ways[place] = _Way(cost, (*way.heights, walk.depth), (*way.more, *walk.more))

    def _columns(self, place: _Place) -> Iterator[tuple[_Place, _Walk]]:
        """Where a column that begins at a place may end, and what then stands in it."""
        walks: Collection[_Walk] = (_Walk(0),)
        for at in range(place.block, len(self.blocks)):
            block, begun = self.blocks[at], place if at == place.block and place.line else None
            gap = 0 if at == place.block else block.gap
            if at > place.block and block.open:
                yield from ((_Place(at), walk) for walk in walks if self._ends(walk))
            onward: dict[tuple[int, int], _Walk] = {}
            for walk in walks:
                spare = block.spare if len(walk.more) < self.reworked else ()
                for more in (begun.more,) if begun else (0, *spare):
                    after = self._past(walk, at, gap, more, begun)
                    yield from self._inside(after, at, more, begun)
                    if after.depth <= self.height:
                        known = onward.get(key := (after.depth, after.gaps))
                        if known is None or len(after.more) < len(known.more):
                            onward[key] = after
            walks = tuple(onward.values())
            if not walks:
                return
        yield from ((_Place(len(self.blocks)), walk) for walk in walks if self._ends(walk))

    def _past(self, walk: _Walk, at: int, gap: int, more: int, begun: _Place | None) -> _Walk:
        """The column when all of a block stands in it, or all that is left of it."""
        lines = self.blocks[at].lines + more - (begun.line if begun else 0)
        told = (*walk.more, (at, more)) if more and not begun else walk.more
        return _Walk(walk.depth + gap + lines, walk.gaps + bool(gap), told)

    def _inside(self, after: _Walk, at: int, more: int, begun: _Place | None) -> Iterator[tuple[_Place, _Walk]]:
        """The ends of the column inside a block, of which `after` is the column when it has all of it."""
        block, lines = self.blocks[at], self.blocks[at].lines + more
        if not block.top:
            return
        first = begun.line + 1 if begun else block.top
        for line in range(first, lines - block.foot + 1):
            depth = after.depth - (lines - line)
            if depth > self.height:
                return
            if self._ends(walk := after._replace(depth=depth)):
                yield _Place(at, line, more), walk

    def _ends(self, walk: _Walk) -> bool:
        return 0 < walk.depth <= self.height and self.height - walk.depth <= self.apart + min(
            self.wider * walk.gaps, _FILLED_AT_MOST
        )


def settled(  # noqa: PLR0913 - what is shared out, among what, and how it is tried
    blocks: Sequence[Block],
    count: int,
    most: int,
    wider: int,
    tried: Callable[[Shares], Mapping[int, int]],
    *,
    tries: int,
) -> Shares | None:
    """The first way that stands a trial; a trial names the changes to blocks that cannot be made, or none if it stood.

    Where no columns end within a line of each other, they may end further apart. A way that changes no block and does
    not stand is the last that is tried.
    """
    blocks, apart = _sparing(blocks), 1
    for _ in range(tries):
        found = shares(blocks, count, most, wider=wider, apart=apart)
        if found is None:
            if apart == _APART:
                return None
            apart += 1
            continue
        failed = tried(found)
        if not failed:
            return found
        if not found.more:
            return None
        blocks = [_without(block, failed.get(at)) for at, block in enumerate(blocks)]
    return None


def _sparing(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which the longest alone may have a line more or less: most can give it, and each is a trial."""
    longest = sorted((at for at, block in enumerate(blocks) if block.spare), key=lambda at: -blocks[at].lines)[
        :_SPARING
    ]
    return [block if at in longest else replace(block, spare=()) for at, block in enumerate(blocks)]


def _without(block: Block, more: int | None) -> Block:
    return replace(block, spare=tuple(other for other in block.spare if other != more))
