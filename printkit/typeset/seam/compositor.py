"""Stands around the engine's setting of lines: asks for the plan, cuts, spreads, and counts what went another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import wraps
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from printkit.errors import Note
from printkit.paragraphs import Line, Setting, justified, ragged
from printkit.typeset.seam.cutting import Cut, cut, shaped
from printkit.typeset.seam.known import fits
from printkit.typeset.seam.spreading import Fill, fill
from printkit.typeset.seam.texts import Text, read

WIDE: Final = Setting(stretch=0.385, shrink=0.293, calm=1.1, loose=2.1, tight=1.1, line=1.0, hyphen=430.0)
NARROW: Final = Setting(
    stretch=0.48, shrink=0.247, scale=0.03, calm=1.27, loose=2.0, tight=1.45, hyphen=550.0, second=5e4
)
LEFTWARD: Final = replace(NARROW, scale=0.0)
"""Of lines that run from right to left only the spaces are moved."""

_NARROW_BELOW: Final = 45
"""Letters in a line; where there are fewer, glyphs may give more."""

_ROUNDING: Final = 0.5


@dataclass(slots=True)
class _Line:
    """A line on its way through the engine: what is planned, and its box when it has one."""

    text: Text
    plan: Line
    setting: Setting | None
    measure: float
    indent: float
    box: Any = None


@dataclass
class Compositor:
    """Plans the paragraphs of one rendering, and sees to it that the engine sets them so."""

    missed: int = 0
    stopped: bool = False
    _texts: dict[int, tuple[Any, Text | None]] = field(default_factory=dict)
    _kept: list[Text | None] = field(default_factory=list)
    _shapes: dict[tuple[int, int, str], tuple[Any, ...]] = field(default_factory=dict)
    _more: dict[int, tuple[Any, int]] = field(default_factory=dict)
    _now: _Line | None = None
    _done: _Line | None = None
    _cut: tuple[int, int, Cut, float] | None = None

    def notes(self) -> tuple[Note, ...]:
        """What is to be said of it."""
        if self.stopped:
            text = "this version of the engine sets line by line; no paragraph is planned"
            return (Note("warning", "planner.engine", text),)
        if self.missed:
            return (Note("info", "planner.misses", f"{self.missed} lines ended elsewhere than planned"),)
        return ()

    def lengthen(self, line: Any, more: int) -> bool:
        """Have the paragraph of a line box set in so many more lines than is best; False where that looks bad."""
        _, text = self._texts.get(id(line.children), (None, None))
        if text is None or (more and not text.lengthened(more)):
            return False
        self._more[id(line.children)] = line.children, more
        return True

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While this lasts the engine's lines are the planned ones."""
        if not fits():
            self.stopped = True
            yield
            return
        around = {
            "split_inline_box": self._setting,
            "split_text_box": self._cutting,
            "split_first_line": self._shaping,
            "text_align": self._aligning,
        }
        theirs = {name: getattr(inline, name) for name in around}
        for name, ours in around.items():
            setattr(inline, name, ours(theirs[name]))
        try:
            yield
        finally:
            for name, function in theirs.items():
                setattr(inline, name, function)

    def _setting(self, split: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(split)
        def split_inline_box(context: Any, box: Any, x: float, max_x: float, *rest: Any) -> Any:
            if not isinstance(box, boxes.LineBox):
                return split(context, box, x, max_x, *rest)
            now = self._planned(context, box, x, max_x, *rest)
            before, self._now = self._now, now
            try:
                answer = split(context, box, x, max_x if now is None else inf, *rest)
            finally:
                self._now = before
            if now is None:
                return answer
            if not _as_planned(now, answer[1]):
                self.missed += 1
                return split(context, box, x, max_x, *rest)
            now.box, self._done = answer[0], now
            return answer

        return split_inline_box

    def _planned(self, context: Any, box: Any, x: float, max_x: float, *rest: Any) -> _Line | None:
        _, skip, containing_block, *_, first_letter, first_line = rest
        if first_line or not _asks(box.style):
            return None
        measure = max_x - x + box.text_indent
        if context.excluded_shapes and measure < containing_block.width - _ROUNDING:
            return None
        is_justified = box.style["text_align_all"] == "justify"
        if not is_justified and _is_brief(box, measure):
            return None
        text = self._text(box, fresh=bool(first_letter), is_justified=is_justified)
        if text is None:
            return None
        setting = _setting(text, measure) if is_justified else None
        _, more = self._more.get(id(box.children), (None, 0))
        plan = _plan(text, (text.place(skip), more), measure, box, setting)
        return plan and _Line(text, plan, setting, measure, box.text_indent)

    def _text(self, box: Any, *, fresh: bool, is_justified: bool) -> Text | None:
        """What the line box holds, read once; a first letter with a style of its own is cut off just before."""
        known = self._texts.get(id(box.children))
        if known is None or fresh:
            known = self._texts[id(box.children)] = box.children, read(box, justified=is_justified)
            self._kept.append(known[1])
        return known[1]

    def _cutting(self, split: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(split)
        def split_text_box(context: Any, box: Any, width: float | None, skip: int, *rest: Any, **more: Any) -> Any:
            now = self._now
            found = cut(now.text, now.plan, box, skip) if now else None
            if now is None or found is None:
                return split(context, box, width, skip, *rest, **more)
            self._cut = id(box), skip, found, now.measure
            try:
                return split(context, box, None, skip, *rest, **more)
            finally:
                self._cut = None

        return split_text_box

    def _shaping(self, split: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(split)
        def split_first_line(text: str, style: Any, context: Any, *rest: Any, **more: Any) -> Any:
            if self._cut is None:
                return split(text, style, context, *rest, **more)
            box, skip, found, measure = self._cut
            self._cut = None
            key = box, skip, found.shaped
            if (known := self._shapes.get(key)) is None:
                known = self._shapes[key] = shaped(found, style, context, measure)
            layout, length, _, *sizes = known
            return layout, length, found.resume, *sizes

        return split_first_line

    def _aligning(self, align: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(align)
        def text_align(context: Any, line: Any, available_width: float, last: Any) -> Any:
            done, self._done = self._done, None
            if done is None or done.box is not line or done.setting is None or not _is_plain(line.style):
                return align(context, line, available_width, last)
            if abs(available_width - done.measure) > _ROUNDING:
                return align(context, line, available_width, last)
            spaces, narrowing = done.text.between(done.plan)
            wanted = Fill(done.plan, done.setting, spaces, narrowing, done.indent, done.text.leftward)
            return fill(context, line, available_width, wanted)

        return text_align


def _as_planned(line: _Line, resume: Any) -> bool:
    end = len(line.text.paragraph.text)
    return (end if resume is None else line.text.place(resume)) == (
        end if line.plan.kind == "end" else line.plan.resume
    )


def _asks(style: Any) -> bool:
    return _said(style, "__planner") == "on" and style["white_space"] in ("normal", "pre-line")


def _is_plain(style: Any) -> bool:
    """Whether the last line begins where the others do."""
    return style["text_align_last"] in ("auto", "start", "justify", "right" if style["direction"] == "rtl" else "left")


def _is_brief(box: Any, measure: float) -> bool:
    """Whether the text is sure to stand on one line."""
    letters = sum(len(child.text) for child in box.descendants() if isinstance(child, boxes.TextBox))
    return bool(letters * box.style["font_size"] < measure)


def _said(style: Any, name: str) -> str:
    """The word that a custom property is."""
    return "".join(token.value for token in style[name] or () if token.type == "ident")


def _setting(text: Text, measure: float) -> Setting:
    if text.leftward:
        return LEFTWARD
    return NARROW if measure < _NARROW_BELOW * text.letter else WIDE


def _plan(text: Text, at: tuple[int, int], measure: float, box: Any, setting: Setting | None) -> Line | None:
    """The planned line that begins at a place, of a paragraph of more lines than is best, or fewer.

    Where no line begins there, what is left of the paragraph is planned.
    """
    start, more = at
    plan = text.plans.setdefault((round(measure, 2), more), {})
    if start not in plan and None not in plan.values():
        paragraph, first = text.measured(measure), measure - box.text_indent
        if setting is not None:
            lines = justified(paragraph, measure, setting, first=first, start=start, more=more)
            if not start:
                text.asked = measure, first, setting
        else:
            balanced = _said(box.style, "__wrap") == "balance"
            lines = ragged(paragraph, measure, first=first, start=start, balanced=balanced)
        plan |= {line.start: line for line in lines} if lines else dict.fromkeys((start,))
    return plan.get(start)
