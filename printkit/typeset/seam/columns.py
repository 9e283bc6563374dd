"""Sets columns so that they end together, on the grid, with the notes of all of them at the foot of the page.

The engine evens columns out by adding the height of the next paragraph, whole, until all fits, and leaves them as much
apart. Here they grow by lines; where blocks that cannot be divided still keep a column short, the gaps between its
blocks take up what is missing. A block at a column's top has no space above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from math import floor
from typing import Any, Final

from weasyprint.layout import block, column
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

from printkit.typeset.seam import evening, sharing
from printkit.typeset.seam.feathering import depth, gaps, lengthened, trailing
from printkit.typeset.seam.grid import snapped, step
from printkit.typeset.seam.known import fits
from printkit.typeset.seam.runs import Laid, Run, clinging, runs, topped
from printkit.typeset.seam.standing import Standing

_ROUNDING: Final = 0.1
_NOTHING: Final = 1e-7
_ROUNDS: Final = 8
_TRIES: Final = 3
"""How many heights are tried of columns above something that goes across."""

_TRIALS: Final = 40
"""How many ways to share lines out among columns are set on trial."""

_TALL: Final = 1e6

_GAP: Final = 3
"""The most lines that are put into one gap at an article's end; elsewhere it is one."""

_SHORT: Final = 3
"""The most lines by which a column on a full page is made longer."""


@contextmanager
def even(lengthen: Callable[[Any, int], bool]) -> Iterator[None]:
    """While this lasts columns are set here and not by the engine.

    `lengthen` has the paragraph of a line box set in so many more lines than is best, if it can be done well.
    """
    if not fits():
        yield
        return
    theirs = block.columns_layout
    block.columns_layout = _setting(theirs, lengthen)
    try:
        yield
    finally:
        block.columns_layout = theirs


def _setting(theirs: Callable[..., Any], lengthen: Callable[[Any, int], bool]) -> Callable[..., Any]:
    @wraps(theirs)
    def columns_layout(context: Any, box: Any, bottom: float, skip: Any, around: Any, *rest: Any) -> Any:
        if box.style["height"] != "auto" or box.style["position"] == "relative" or not box.children:
            return theirs(context, box, bottom, skip, around, *rest)
        empty, absolute, fixed, margins, letter, first_line = rest
        box = box.copy_with_children(box.children)
        box.position_y += block.collapse_margin(margins)
        block.block_level_width(box, around)
        context.in_column = True
        page = _Page(context, box, around, bottom, absolute, fixed, (letter, first_line), lengthen, *_measures(box))
        resume = page.set(skip, empty)
        context.in_column = False
        return page.closed(resume)

    return columns_layout


def _measures(box: Any) -> tuple[int, float, float, float]:
    """How many columns there are, the width of one, the gap between them, and the height of a line."""
    style = box.style
    gap, width, count = style["column_gap"], style["column_width"], style["column_count"]
    gap = style["font_size"] if gap == "normal" else percentage(gap, style, box.width)
    if width != "auto":
        fitting = max(1, floor((box.width + gap) / (width + gap)))
        count = fitting if count == "auto" else min(count, fitting)
    return count, max(0.0, (box.width + gap) / count - gap), gap, step(style) or strut(style)[0] or 1.0


@dataclass
class _Page:
    """One page's share of a box with columns."""

    context: Any
    box: Any
    around: Any
    bottom: float
    absolute: list[Any]
    fixed: list[Any]
    first_styles: tuple[Any, Any]
    lengthen: Callable[[Any, int], bool]
    count: int
    width: float
    gap: float
    line: float
    y: float = 0.0
    margins: list[float] = field(default_factory=list)
    children: list[Any] = field(default_factory=list)
    next_page: Any = field(default_factory=lambda: {"break": "any", "page": None})
    taken: float = 0.0
    floats: int = 0

    def set(self, skip: Any, empty: bool) -> Any:
        """Set one run after another; where the next page goes on, or None."""
        self.y, self.taken = self.box.content_box_y(), _held(self.context)
        self.floats = len(self.context.excluded_shapes)
        found, inner = runs(self.box, skip)
        before: tuple[float, list[float], int, bool] = self.y, [], 0, empty
        for number, run in enumerate(found):
            here = self.y, self.margins, len(self.children), empty
            resume, begun = (self._across if run.across else self._columns)(run, inner, empty)
            if not begun and number:
                return self._taken_back(found[number - 1], run, before) or resume
            if resume is not None:
                return resume
            inner, empty, before = None, False, here
        return None

    def closed(self, resume: Any) -> Any:
        """What the layout of a block gives: the box with what stands in it, where the next page goes on, ..."""
        context, box = self.context, self.box
        if not context.current_footnote_area.children:
            context.current_footnote_area.height = "auto"
        context.page_bottom += self.taken - _held(context)
        if not self.children:
            return None, (0, None), {"break": "any", "page": None}, [], False
        box.children = self.children
        height = self.y + block.collapse_margin(self.margins) - box.content_box_y()
        box.height = max(height, 0.0 if box.min_height == "auto" else box.min_height)
        return box, resume, self.next_page, [], False

    def _across(self, run: Run, skip: Any, empty: bool) -> tuple[Any, bool]:
        (child,), box = run.blocks, self.box
        child = child.copy()
        resolve_percentages(child, self.around)
        child.position_x, child.position_y = box.content_box_x(), self.y
        new, rest, next_page, margins, _, _ = block.block_level_layout(
            self.context,
            child,
            self.bottom + _held(self.context) - self.taken,
            skip and skip[0],
            self.around,
            empty,
            self.absolute,
            self.fixed,
            list(self.margins),
            *self.first_styles,
        )
        if new is None:
            return run.onward(None), False
        self.children.append(new)
        self.next_page = next_page
        self.y, self.margins = new.border_box_y() + new.border_height(), [*margins, new.margin_bottom]
        return None if rest is None else {run.at: rest}, True

    def _columns(self, run: Run, skip: Any, empty: bool) -> tuple[Any, bool]:
        y = self.y + block.collapse_margin(self.margins)
        self.y, self.margins = snapped(self.context, y, step(self.box.style)), []
        laid, height = self._full(run, skip, empty)
        if laid.whole and (self._evens() or not self._is_last(run)):
            self._drop(laid)
            most = int(height / self.line + _ROUNDING)
            # A block as high as the page finds room in no column that is tried.
            heights = [lines * self.line for lines in self._evened(run, skip, laid, most)] or [height] * self.count
            laid = self._lay(run, heights, skip, empty)
        if not laid.columns:
            return run.onward(skip), False
        self._place(laid, height, last=laid.whole and self._is_last(run))
        return (None if laid.whole else run.onward(laid.rest)), True

    def _evens(self) -> bool:
        return bool(self.box.style["column_fill"] == "balance")

    def _full(self, run: Run, skip: Any, empty: bool) -> tuple[Laid, float]:
        """As much of the run as the page has room for above the notes, and the height of its columns."""
        notes = _held(self.context)
        room = height = self.context.page_bottom - self.bottom - self.y - notes + self.taken
        low, high = 0.0, room
        for tried in range(_ROUNDS):
            laid = self._lay(run, [height] * self.count, skip, empty)
            filled = height + _held(self.context) - notes
            fitting = filled <= room + _NOTHING
            if fitting and (height == room or min(room - filled, high - height) < self.line):
                return laid, height
            low, high = (height, high) if fitting else (low, height)
            self._drop(laid)
            # Notes come with the lines that call them: half as many lines, half as many notes; or the same ones still.
            wanted = height * room / filled if fitting or not tried else room - filled + height
            height = wanted if low < wanted < high else (low + high) / 2
        height = low or height
        return self._lay(run, [height] * self.count, skip, empty), height

    def _evened(self, run: Run, skip: Any, laid: Laid, most: int) -> Sequence[int]:
        """The heights in lines of columns that end together; some paragraphs may have a line more, or less."""
        total = sum(self._lines(laid))
        if most < 1 or not total:
            return [max(most, 1)] * self.count
        last = self._is_last(run)
        if step(self.box.style) and (found := self._shared(run, skip, most, wider=_GAP if last else 1)):
            return found
        trial = self._trial(run, skip)
        if last and step(self.box.style):
            best, apart = evening.heights(trial.lines, self.count, total, most)
            return best if apart <= 1 else evening.heights(trial.filled, self.count, total, most, tries=_TRIES)[0]
        return evening.heights(trial.lines, self.count, total, most, tries=_TRIES)[0]

    def _shared(self, run: Run, skip: Any, most: int, *, wider: int) -> Sequence[int]:
        """The heights of columns that were seen to end together; none where there are no such."""
        standing = Standing(self.context, self.line, self.y)
        tall = self._lay(run, [_TALL], skip, False)
        if tall.whole:
            standing.read(tall.columns[0], run.blocks, skip)
        self._drop(tall)

        def tried(wanted: sharing.Shares) -> Mapping[int, int]:
            lines = {at: standing.sources[at] for at in wanted.more}
            failed = {at: more for at, more in wanted.more.items() if not self.lengthen(lines[at], more)}
            if not failed:
                found = self._trial(run, skip, wider).filled(wanted.heights)
                if found and len(found) == self.count and max(found) - min(found) <= wanted.apart:
                    return {}
            for line in lines.values():
                self.lengthen(line, 0)
            return failed or wanted.more or {0: 0}

        made = sharing.settled(standing.blocks, self.count, most, wider, tried, tries=_TRIALS)
        return made.heights if made else ()

    def _trial(self, run: Run, skip: Any, wider: int = _GAP) -> evening.Trial:
        def lay(lines: Sequence[int]) -> tuple[list[int], list[int]] | None:
            tried = self._lay(run, [many * self.line for many in lines], skip, False)
            found = (self._lines(tried), [wider * gaps(one) for one in tried.columns]) if tried.whole else None
            self._drop(tried)
            return found

        return evening.Trial(lay)

    def _is_last(self, run: Run) -> bool:
        return run.at + len(run.blocks) == len(self.box.children)

    def _lines(self, laid: Laid) -> list[int]:
        return [round(depth(one, self.y) / self.line) for one in laid.columns]

    def _lay(self, run: Run, heights: Sequence[float], skip: Any, empty: bool) -> Laid:
        # What floats in columns that were tried before is in the way of no line of these.
        del self.context.excluded_shapes[self.floats :]
        columns: list[Any] = []
        rest, styles = skip, self.first_styles
        for at, height in enumerate(heights):
            made = column._create_column_box(self.box, self.around, topped(run.blocks, rest), self.width, self.y)
            # The space below a column's last block is left out (CSS Fragmentation 3, 5.2), and needs no room.
            made.bottom_margin_collapses = lambda: True
            rightward = self.box.style["direction"] != "rtl"
            made.position_x += at * (self.width + self.gap) if rightward else self._leftward(at)
            new, resume, self.next_page, *_ = block.block_box_layout(
                self.context,
                made,
                self.context.page_bottom - self.y - height - _ROUNDING,
                rest,
                self.around,
                empty,
                self.absolute,
                self.fixed,
                [],
                *styles,
                discard=False,
                max_lines=None,
            )
            if new is None:
                return Laid(columns, rest, begun=False)
            columns.append(new)
            rest, styles = resume, (None, None)
            if rest is None:
                break
        return Laid(columns, rest, begun=True)

    def _leftward(self, at: int) -> float:
        return float(self.box.width - (at + 1) * self.width - at * self.gap)

    def _drop(self, laid: Laid) -> None:
        block.remove_placeholders(self.context, laid.columns, self.absolute, self.fixed)

    def _place(self, laid: Laid, height: float, *, last: bool) -> None:
        """Put the columns on the page, all of one height, those that are too short made longer."""
        depths = [depth(one, self.y) for one in laid.columns]
        full = not laid.whole
        deepest = height if full else min(max(depths), height)
        for one, deep in zip(laid.columns, depths, strict=True):
            lines = round((deepest - deep) / self.line - _ROUNDING)
            if lines > 0 and (not full or lines <= _SHORT):
                lengthened(one, lines, self.line, most=_GAP if last else 1)
        for one in laid.columns:
            one.height = deepest
        self.children += laid.columns
        self.y += deepest
        # A margin at a page's foot is left out: it would reach below the page, and the box be put whole on the next.
        self.margins = [] if full else [max(trailing(one) for one in laid.columns)]

    def _taken_back(self, run: Run, after: Run, before: tuple[float, list[float], int, bool]) -> Any:
        """Take back the last blocks of a run that may not be parted from the one after; where the next page goes on."""
        many = clinging(self.context, [*run.blocks, after.blocks[0]])
        y, margins, children, empty = before
        if not many or (many == len(run.blocks) and empty and not children):
            return None
        block.remove_placeholders(self.context, self.children[children:], self.absolute, self.fixed)
        self.y, self.margins = y, margins
        del self.children[children:]
        left = run.blocks[: len(run.blocks) - many]
        if left:
            self._columns(Run(run.at, left), None, empty)
        return {run.at + len(left): None}


def _held(context: Any) -> float:
    """The height of the foot that the engine keeps for notes."""
    area = context.current_footnote_area
    return 0.0 if area.height == "auto" or not area.children else float(area.margin_height())
