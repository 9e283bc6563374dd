"""Reads a paragraph out of the engine's boxes: its text in one string, the width of each character, its breaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import get_log_attrs

from printkit.paragraphs import SPACES, Break, Kind, Line, Paragraph, Setting, justified
from printkit.typeset.seam import hanging, hyphens
from printkit.typeset.seam.shapes import advances, width_of

_LEFTWARD: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FORCED: Final = re.compile("[\n\t\f\r\v\x85\u2028\u2029]")
# Chinese, Japanese, Korean; Thai, Lao, Burmese, Khmer: lines that break between any two letters, or by a dictionary.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ufaff\U0001b000-\U0003ffff]"
)
_UNSPACED_SHARE: Final = 0.2
_TITLE: Final = 120
_WRITTEN: Final = "-\u2010"
_DASHES: Final = "\u2013\u2014/"
_SOFT: Final = "\u00ad"
_COLLAPSED: Final = frozenset({"normal", "nowrap", "pre-line"})

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the engine's boxes of text: the way to it from the line, and where in the paragraph it begins."""

    box: Any
    path: Path
    start: int

    @property
    def end(self) -> int:
        """Where in the paragraph the next piece begins."""
        return self.start + len(self.box.text)

    def place(self, skip: int) -> int:
        """Where in the paragraph the byte `skip` of the box's text is."""
        text = self.box.text
        return self.start + (skip if text.isascii() else len(text.encode()[:skip].decode(errors="ignore")))


@dataclass(slots=True)
class Text:
    """A paragraph as the engine has it, and the lines planned for it by where they begin: at each measure, and in how
    many more lines than is best.

    `narrowing` is by how much each space is set narrower than its face has it, `letter` the mean width of a character.
    """

    pieces: tuple[Piece, ...]
    paragraph: Paragraph
    narrowing: Sequence[float]
    leftward: bool
    cuttable: tuple[tuple[int, int], ...]
    letter: float
    plans: dict[tuple[float, int], dict[int, Line | None]] = field(default_factory=dict)
    asked: tuple[float, float, Setting] | None = None
    _by_box: dict[int, Piece] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_box = {id(piece.box): piece for piece in self.pieces}

    def piece(self, box: Any) -> Piece | None:
        """The piece that the box is."""
        return self._by_box.get(id(box))

    def place(self, resume: Any) -> int:
        """Where in the paragraph a line begins, by the engine's own way of saying it; spaces there are left out."""
        at, text = self._place(resume), self.paragraph.text
        while at < len(text) and text[at] == " ":
            at += 1
        return at

    def _place(self, resume: Any) -> int:
        path: list[int] = []
        while resume:
            ((step, resume),) = resume.items()
            path.append(step)
        for length in (len(path) - 1, len(path)):
            found = bisect_left(self.pieces, tuple(path[:length]), key=lambda piece: piece.path)
            if length < len(path):
                if found < len(self.pieces) and self.pieces[found].path == tuple(path[:length]):
                    return self.pieces[found].place(path[-1])
            elif found < len(self.pieces):
                return self.pieces[found].start
        return len(self.paragraph.text)

    def lengthened(self, more: int) -> bool:
        """Whether the whole paragraph, as it was last justified, can have so many more lines."""
        if self.asked is None:
            return False
        measure, first, setting = self.asked
        best, other = (
            justified(self.measured(measure), measure, setting, first=first, more=wanted) for wanted in (0, more)
        )
        return len(other) == len(best) + more

    def between(self, line: Line) -> tuple[float, float]:
        """The width of the spaces in a line as their face has them, and by how much in all they are set narrower."""
        inside = slice(line.start, line.stop)
        text, widths = self.paragraph.text[inside], self.paragraph.widths[inside]
        spaces = sum(width for c, width in zip(text, widths, strict=True) if c in SPACES)
        return spaces, sum(self.narrowing[inside])

    def measured(self, measure: float) -> Paragraph:
        """The paragraph for lines of this measure: a word that is wider may be cut between any two letters."""
        if not self.cuttable:
            return self.paragraph
        given, widths, more = self.paragraph.breaks, self.paragraph.widths, []
        for before, after in pairwise((Break(0, 0), *given)):
            if sum(widths[before.resume : after.stop]) + after.added > measure:
                inside = (at for at in range(before.resume + 1, after.stop) if widths[at] and self._may_cut(at))
                more += [Break(at, at, "split") for at in inside]
        if not more:
            return self.paragraph
        known = {one.stop for one in given}
        breaks = sorted((*given, *(one for one in more if one.stop not in known)))
        return Paragraph(self.paragraph.text, widths, breaks, self.paragraph.lead)

    def _may_cut(self, at: int) -> bool:
        return any(start < at < end for start, end in self.cuttable)


def read(line: Any, *, justified: bool) -> Text | None:
    """The paragraph that a line box holds; None where it holds more than text, or text that is not ours to plan."""
    reader = _Reader()
    reader.walk(line, ())
    if not reader.whole:
        return None
    pieces = tuple(piece for piece in reader.pieces if piece.box.text)
    text = "".join(piece.box.text for piece in pieces)
    if not text.strip() or _FORCED.search(text):
        return None
    # Of such text only titles and the like are planned: their lines are made equal, and no letter stands alone.
    if len(_UNSPACED.findall(text)) > _UNSPACED_SHARE * len(text) and (justified or len(text) > _TITLE):
        return None
    leftward = line.style["direction"] == "rtl" or bool(_LEFTWARD.search(text))
    widths, narrowing = _widths(pieces, text, justified=justified)
    for at, width in reader.sides:
        widths[min(at, len(text) - 1)] += width
    hung = justified and not leftward
    breaks = tuple(_breaks(line, pieces, text, widths, hung=hung))
    lead = hanging.lead(text, 0, widths) if hung else 0.0
    broken = tuple(
        (one.start, one.end) for one in pieces if one.box.style["overflow_wrap"] in ("anywhere", "break-word")
    )
    letter = sum(widths) / len(widths)
    return Text(pieces, Paragraph(text, widths, breaks, lead), narrowing, leftward, broken, letter)


class _Reader:
    """Goes through the boxes of a line: the pieces of text, what stands at their sides, and whether that is all."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.sides: list[tuple[int, float]] = []
        self.whole = True
        self._at = 0

    def walk(self, parent: Any, path: Path) -> None:
        """Read the boxes within this one."""
        for at, child in enumerate(parent.children):
            if isinstance(child, boxes.TextBox):
                self._take(child, (*path, at))
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                self._side(child.style, "left", self._at)
                self.walk(child, (*path, at))
                self._side(child.style, "right", self._at - 1)
            elif child.is_floated() or child.is_in_normal_flow():
                self.whole = False

    def _take(self, box: Any, path: Path) -> None:
        style = box.style
        self.whole &= style["white_space"] in _COLLAPSED and style["font_size"] > 0
        self.pieces.append(Piece(box, path, self._at))
        self._at += len(box.text)

    def _side(self, style: Any, side: str, at: int) -> None:
        """The margin, border and padding at one side of a box, which count as the width of its outer letter."""
        lengths = [style[f"{part}_{side}"] for part in ("margin", "padding")]
        if any(length == "auto" or length.unit not in (None, "px") for length in lengths):
            self.whole = False
            return
        width = style[f"border_{side}_width"] + sum(length.value for length in lengths)
        if width:
            self.sides.append((max(at, 0), float(width)))


def _widths(pieces: Sequence[Piece], text: str, *, justified: bool) -> tuple[list[float], list[float]]:
    """The width of each character as it is shaped, and by how much spaces are narrower than their face has them."""
    widths: list[float] = []
    narrowing: list[float] = []
    for piece in pieces:
        style, many = piece.box.style, len(piece.box.text)
        less = -float(style["word_spacing"]) if justified else 0.0
        widths += advances(piece.box.text, style)
        narrowing += [less] * many
    for at, c in enumerate(text):
        if c in SPACES:
            widths[at] += narrowing[at]
        else:
            narrowing[at] = 0.0
    return widths, narrowing


def _breaks(line: Any, pieces: Sequence[Piece], text: str, widths: Sequence[float], *, hung: bool) -> Iterator[Break]:
    """The break points of a paragraph, in order, the last its end."""
    end = len(text.rstrip(" "))
    found = {stop: (resume, kind, False) for stop, resume, kind in _between_words(line, pieces, text)}
    for piece in pieces:
        for at, kind, short in _within_words(piece):
            found.setdefault(piece.start + at, (piece.start + at, kind, short))
    starts = [piece.start for piece in pieces]
    for stop in sorted(stop for stop in found if 0 < stop < end):
        resume, kind, short = found[stop]
        style = pieces[bisect_left(starts, stop) - 1].box.style
        added = width_of(style["hyphenate_character"], style) if kind == "hyphen" else 0.0
        hang = (hanging.HYPHEN * added if added else hanging.hang(text, stop, widths)) if hung else 0.0
        yield Break(stop, resume, kind, added, hang, hanging.lead(text, resume, widths) if hung else 0.0, short)
    yield Break(end, len(text), "end", 0.0, hanging.hang(text, end, widths) if hung else 0.0)


def _within_words(piece: Piece) -> Iterator[tuple[int, Kind, bool]]:
    """Where a word may be cut, from the beginning of the piece."""
    text, style = piece.box.text, piece.box.style
    if style["white_space"] == "nowrap":
        return
    for at, short in hyphens.points(text, style):
        yield at, "hyphen", short
    for at in hyphens.joints(text):
        yield at, "joint", False


def _between_words(line: Any, pieces: Sequence[Piece], text: str) -> Iterator[tuple[int, int, Kind]]:
    """Where lines may end by the rules of Unicode (UAX 14), without a hyphen put in by us."""
    marks = get_log_attrs(text, line.style["lang"] or "")
    kept = [(one.start, one.end) for one in pieces if one.box.style["white_space"] == "nowrap"]
    barred = [(one.start, one.end) for one in pieces if one.box.style["hyphens"] == "none"]
    for at in range(1, len(text)):
        if not marks[at].is_line_break or any(start < at < end for start, end in kept) or _in_korean(text, at):
            continue
        stop = at
        while stop and text[stop - 1] == " ":
            stop -= 1
        before = text[stop - 1 : stop]
        if stop < at or not before:
            yield stop, at, "space"
        elif before == _SOFT:
            if not any(start < at <= end for start, end in barred):
                yield at, at, "hyphen"
        elif before in _WRITTEN:
            yield at, at, "written"
        elif before in _DASHES or text[at] not in _DASHES:
            yield at, at, "dash" if before in _DASHES else "space"


def _in_korean(text: str, at: int) -> bool:
    """Whether a line would end inside a Korean word, which in running text may be, and is not done in titles."""
    return all("\uac00" <= c <= "\ud7a3" for c in text[at - 1 : at + 1])
