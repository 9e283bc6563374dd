"""Where the lines of a paragraph end, chosen for the paragraph as a whole: widths and break points in, lines out.

Justified lines after Knuth and Plass, Breaking Paragraphs into Lines (1981): first without hyphens, then with them,
then however loose. Ragged lines are as few as there can be, and as equal as they then can be. Nothing here knows a font
or an engine; widths are in any one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import copysign, inf
from typing import Final, Literal, NamedTuple

Kind = Literal["space", "hyphen", "written", "dash", "joint", "split", "end"]
"""What a line ends with: a word, a hyphen put in, the author's hyphen, a dash, the joint of an address or a name in
code, a word cut by force, the last word."""

SPACES: Final = " \u00a0"
"""The spaces that are stretched and shrunk."""

_HYPHENS: Final = frozenset({"hyphen", "written", "split"})


class Break(NamedTuple):
    """A place where a line may end: before character `stop`; the next line begins with character `resume`.

    `added` is the width of a hyphen that is put in, `hang` how far a line that ends here stands out into the margin,
    `lead` how far a line that begins at `resume` does; `short` says that it leaves little of a word on one side.
    """

    stop: int
    resume: int
    kind: Kind = "space"
    added: float = 0.0
    hang: float = 0.0
    lead: float = 0.0
    short: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text with the width of each character, and its break points in order, of which the last is its end."""

    text: str
    widths: Sequence[float]
    breaks: Sequence[Break]
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What justified lines may be like, and what is how bad.

    Spaces stretch and shrink by these shares of their width, glyphs by `scale` of theirs. `calm` and `loose` are the
    ratios of that stretch up to which lines are taken without hyphens, and with them; where that is not enough, spaces
    shrink to the ratio `tight`, stretch however far they must, and words may be cut into short pieces. The others are
    TeX's penalties (squared) and demerits, added to the square of a line's badness, which is 100 where a line gives all
    it has: for a hyphen, for one that leaves little of a word, for the author's own, for a word cut by force, for a
    second in a row (`ladder` is the most there may be), for one before the last line, for lines unlike their
    neighbours, for a last line of fewer than `stub` letters.
    """

    stretch: float = 0.4
    shrink: float = 0.3
    scale: float = 0.02
    calm: float = 1.0
    loose: float = 1.6
    tight: float = 1.25
    line: float = 10.0
    hyphen: float = 350.0
    short: float = 900.0
    written: float = 60.0
    split: float = 4000.0
    ladder: int = 2
    second: float = 1e4
    final: float = 2e5
    uneven: float = 1e3
    stub: int = 5
    lone: float = 2e7


class Line(NamedTuple):
    """A line: characters `start` to `stop`; the next begins at `resume`. The rest is as in the break that ends it."""

    start: int
    stop: int
    resume: int
    kind: Kind
    hang: float
    lead: float


class _Point(NamedTuple):
    """A break in sums from the paragraph's start: where a line that ends here ends and the next one begins, and the
    widths of all spaces up to there."""

    reach: float
    onset: float
    before: float
    after: float
    hyphen: bool
    penalty: float
    at: int


class _Node(NamedTuple):
    """The best way to a break of those whose last line is of one class, after so many hyphens in a row."""

    cost: float
    fit: int
    run: int
    at: int
    origin: _Node | None
    lines: int = 0


class _Active(NamedTuple):
    """A break behind which a line may yet begin: where, the spaces before it, and the ways to it."""

    onset: float
    spaces: float
    nodes: list[_Node]


_FORCED: Final = 1e12
_ROUNDING: Final = 1e-6
_LOOSEST: Final = 2.2
_WORST: Final = 40.0
_SPARE: Final = 0.05
_CUT: Final = 1e-5
_SHORTEST: Final = 0.85
_LONE: Final = 0.5


def justified(  # noqa: PLR0913 - what a line needs, and what is asked for beside
    paragraph: Paragraph, measure: float, setting: Setting, *, first: float | None = None, start: int = 0, more: int = 0
) -> tuple[Line, ...]:
    """The lines of the paragraph from `start` on, justified to `measure`; none where a word is too wide for it.

    `first` is the width of the first line, where it is another. There are `more` lines than are best, or fewer where it
    is less than 0; where that cannot be done without very loose or tight lines, they are the best ones.
    """
    points, root = _measured(paragraph, setting, measure, first, start)
    whole = [point for point in points if not point.hyphen]
    usual = [point for point in points if not paragraph.breaks[point.at].short]
    lone = _lone_from(paragraph, setting.stub)
    passes = ((whole, setting.calm, 1.0), (usual, setting.loose, 1.0), (points, inf, setting.tight))
    for chosen, tolerance, tight in passes:
        found = _Search(setting, measure, tolerance, tight + _ROUNDING, lone).best(chosen, root)
        if found is not None:
            path = _path(found)
            if more:
                counted = _Search(setting, measure, _LOOSEST, 1 + _ROUNDING, lone, len(path) + more)
                other = counted.best(points, root)
                path = path if other is None else _path(other)
            return _lines(paragraph, path, start)
    return ()


def ragged(
    paragraph: Paragraph, measure: float, *, first: float | None = None, start: int = 0, balanced: bool = False
) -> tuple[Line, ...]:
    """The fewest lines the paragraph has from `start` on, as equal as can be; none where a word is too wide.

    The last line counts where `balanced`; otherwise it may be short, but is no lone word where that can be helped.
    Words are cut only where that saves a line, or where a line that need not be equal would be short by a third.
    """
    points, root = _measured(paragraph, Setting(), measure, first, start)
    whole = [point for point in points if not point.hyphen]
    found = _evened(whole, root.onset, measure, balanced)
    if len(whole) < len(points):
        cut = _evened(points, root.onset, measure, balanced)
        if not found or len(cut) < len(found) or (not balanced and _gapes(points, found, root.onset, measure)):
            found = cut
    return _lines(paragraph, found, start)


def _measured(
    paragraph: Paragraph, setting: Setting, measure: float, first: float | None, start: int
) -> tuple[list[_Point], _Active]:
    """The breaks behind `start`, and the way to `start`; a first line of another width is made to begin elsewhere."""
    widths = [0.0, *accumulate(paragraph.widths)]
    gaps = (width if c in SPACES else 0.0 for c, width in zip(paragraph.text, paragraph.widths, strict=True))
    spaces = [0.0, *accumulate(gaps)]
    penalties = {"hyphen": setting.hyphen, "joint": setting.hyphen, "written": setting.written, "split": setting.split}
    points, lead = [], paragraph.lead if start == 0 else 0.0
    for at, (stop, resume, kind, added, hang, behind, short) in enumerate(paragraph.breaks):
        if resume == start:
            lead = behind
        if stop > start:
            reach, onset = widths[stop] + added - hang, widths[resume] + behind
            penalty = (setting.short if short else penalties.get(kind, 0.0)) ** 2
            points.append(_Point(reach, onset, spaces[stop], spaces[resume], kind in _HYPHENS, penalty, at))
    indent = 0.0 if first is None else measure - first
    return points, _Active(widths[start] + lead - indent, spaces[start], [_Node(0.0, 1, 0, -1, None)])


def _lone_from(paragraph: Paragraph, letters: int) -> int:
    """The first break behind which the last line would hold fewer letters than it must."""
    behind = list(accumulate((c.isalnum() for c in reversed(paragraph.text)), initial=0))
    size = len(paragraph.text)
    return next((at for at, one in enumerate(paragraph.breaks) if behind[size - one.resume] < letters), 0)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for: lines of this measure, no looser than the tolerance; from `lone` on the last is too short."""

    setting: Setting
    measure: float
    tolerance: float
    tight: float
    lone: int
    lines: int = 0
    """How many lines there are to be; 0: as many as are best."""

    def best(self, points: Sequence[_Point], root: _Active) -> _Node | None:
        """The best way to the last of these breaks; None where there is none."""
        active, low = [root], 0
        for point in points:
            last = point is points[-1]
            ways = _Ways(point, self, last)
            low = self._reach(point, active, low, ways)
            if nodes := ways.nodes():
                if last:
                    return min((node for node in nodes if self.lines in (0, node.lines)), key=_cost, default=None)
                active.append(_Active(point.onset, point.after, nodes))
            elif low == len(active):
                return None
        return None

    def _reach(self, point: _Point, active: Sequence[_Active], low: int, ways: _Ways) -> int:
        """Take up the ways from which a line may end at the point; the first from which a later line yet may."""
        stretch, shrink, scale, measure = self.setting.stretch, self.setting.shrink, self.setting.scale, self.measure
        tolerance = inf if ways.last else self.tolerance
        for index in range(low, len(active)):
            onset, spaces, nodes = active[index]
            natural, gaps = point.reach - onset, point.before - spaces
            slack = measure - natural
            elastic = gaps * (stretch if slack > 0 else shrink)
            give = elastic + scale * natural
            if abs(slack) <= give:
                ratio = slack / give if give else 0.0
            else:  # glyphs give no more, spaces do
                more = (abs(slack) - give) / elastic if elastic > 0 else inf
                ratio = copysign(1 + more, slack) if abs(slack) > _ROUNDING else 0.0
            if ratio < -self.tight:
                # An added hyphen may reach further than the break after it.
                low += index == low and slack < -give * self.tight - _SPARE * measure
            elif ratio > tolerance:
                break  # what begins later is shorter still
            else:
                ways.extend(nodes, min(ratio, 0.0 if ways.last else _WORST))
        return low


def _cost(node: _Node) -> float:
    return node.cost


class _Ways:
    """The best ways found so far to one break, by the class of their last line and the hyphens in a row."""

    def __init__(self, point: _Point, search: _Search, last: bool) -> None:
        self.point, self.setting, self.last = point, search.setting, last
        self.lone, self.forced, self.counted = search.lone, search.tolerance == inf, search.lines > 0
        self.best: dict[tuple[int, int, int], tuple[float, _Node]] = {}

    def extend(self, nodes: Iterable[_Node], ratio: float) -> None:
        """Go on from these by one line, set with this ratio of what it can give."""
        setting, hyphen = self.setting, self.point.hyphen
        badness = 100 * abs(ratio) ** 3
        fit = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        line = (setting.line + badness) ** 2 + self.point.penalty
        for node in nodes:
            cost, run = node.cost + line, node.run + 1 if hyphen else 0
            if run > 1:
                if run > setting.ladder:
                    if not self.forced:
                        continue
                    cost, run = cost + _FORCED, setting.ladder
                cost += setting.second
            if abs(fit - node.fit) > 1:
                cost += setting.uneven
            if self.last:
                cost += (setting.final if node.run else 0.0) + (setting.lone if node.at >= self.lone else 0.0)
            key = fit, run, node.lines if self.counted else 0
            if (known := self.best.get(key)) is None or cost < known[0]:
                self.best[key] = cost, node

    def nodes(self) -> list[_Node]:
        """The ways as they stand."""
        return [
            _Node(cost, fit, run, self.point.at, origin, origin.lines + 1)
            for (fit, run, _), (cost, origin) in self.best.items()
        ]


def _path(node: _Node) -> tuple[int, ...]:
    """The breaks of a way, in order."""
    found, step = [], node
    while step.origin is not None:
        found.append(step.at)
        step = step.origin
    return tuple(reversed(found))


def _lines(paragraph: Paragraph, path: Iterable[int], start: int) -> tuple[Line, ...]:
    lines, lead = [], paragraph.lead if start == 0 else 0.0
    lead = next((one.lead for one in paragraph.breaks if one.resume == start), lead)
    for at in path:
        one = paragraph.breaks[at]
        lines.append(Line(start, one.stop, one.resume, one.kind, one.hang, lead))
        start, lead = one.resume, one.lead
    return tuple(lines)


def _evened(points: Sequence[_Point], begin: float, measure: float, balanced: bool) -> tuple[int, ...]:
    """The breaks of the fewest lines, made as equal as they can be; none where a line cannot be helped to fit."""
    left = _left(points, begin, measure)
    if left[0] == inf:
        return ()
    active, low, found = [_Active(begin, 0.0, [_Node(0.0, 0, 0, -1, None)])], 0, dict[int, _Node]()
    for place, point in enumerate(points):
        found, last = {}, place == len(points) - 1
        while low < len(active) and point.reach - active[low].onset > measure * (1 + _SPARE):
            low += 1
        for onset, _, nodes in active[low:]:
            short = (measure - point.reach + onset) / measure
            if short < -_ROUNDING:
                continue
            for node in nodes:
                count = node.run + 1
                cost = node.cost + point.penalty * _CUT + _shortness(short, last, balanced, alone=node.at < 0)
                if count + left[place + 1] <= left[0] and (count not in found or cost < found[count].cost):
                    found[count] = _Node(cost, 0, count, point.at, node)
        if found:
            active.append(_Active(point.onset, 0.0, list(found.values())))
    return _path(min(found.values(), key=_cost)) if found else ()


def _shortness(short: float, last: bool, balanced: bool, *, alone: bool) -> float:
    """What a ragged line costs that is short of the measure by this share of it."""
    if last and not balanced:
        return _LONE if short > _SHORTEST and not alone else 0.0
    return short**2


def _left(points: Sequence[_Point], begin: float, measure: float) -> list[float]:
    """The fewest lines from the start on, and from each break on."""
    left = [inf] * len(points) + [0.0]
    far = len(points)
    for place in range(len(points) - 1, -1, -1):
        onset = points[place - 1].onset if place else begin
        while far > place and points[far - 1].reach - onset > measure * (1 + _ROUNDING):
            far -= 1
        left[place] = 1 + left[far] if far > place else inf
    return left


def _gapes(points: Sequence[_Point], path: Sequence[int], begin: float, measure: float) -> bool:
    """Whether a line but the last is short by more than a third."""
    known = {point.at: point for point in points}
    onsets = [begin, *(known[at].onset for at in path)]
    return any(measure - known[at].reach + onset > measure / 3 for at, onset in zip(path[:-1], onsets, strict=False))
