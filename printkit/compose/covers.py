"""Plans a cover: which of the three kinds it is, how large its title stands, what room its picture and lines have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from printkit.compose.measures import option
from printkit.compose.words import direction
from printkit.config.lengths import length, written
from printkit.errors import ConfigError, Note
from printkit.model.issue import Issue
from printkit.model.layout import Layout

Kind = Literal["picture", "type", "band"]
"""A picture to all edges with the title over it; large type alone; a picture in a band below the title."""

KINDS: tuple[Kind, ...] = ("picture", "type", "band")

_NARROW, _WIDE = frozenset(" ,.;:!|'’‘-ijlIft()[]"), frozenset("mwMW@—%")
_LARGEST, _SMALLEST = 120.0, 44.0
_MOST_LINES = 9
_TIGHT, _OPEN = 0.96, 1.32

_TITLE = {"picture": 0.27, "type": 0.46, "band": 0.24}
"""The share of the page's height that a title may take."""

_BAND = 0.58
"""The share of the page's height that a picture in a band takes at most; it is cut where its shape asks for more."""

_SEEN = {"picture": 0.28, "type": 0.03, "band": 0.22}
"""The share of the page's height that stays free of words, for the picture to be seen."""

_AROUND = {"picture": 6.0, "type": 7.5, "band": 7.5}
"""How many lines of the grid stand around title and lines: the date, rules, and the space between."""

_NUMERAL = 4
"""The letters of an issue's number that stands large on a cover of type."""
_AROUND_NUMERAL = 3.0
"""How many lines of the grid stand around it."""

_SHARES = (1.0, 0.8, 0.6, 0.45)
"""The shares of its room that a title takes: less where the lines would be too small beside it."""
_READ = 0.72
"""How much smaller lines may be before the title makes room for them."""
_NARROW_LINE = 6.5
"""The ems of a line's size that one of several columns is wide at least, where one alone has room."""

_CREDIT_FOOT, _CREDIT_AROUND = 0.4, 2.0
"""Where the credit stands, as a share of the cover's margin, and its height with the space above it, in its size."""

_PAD = 0.7
_LIGHT = 0.95
"""How wide the face of the lines is, in that of the title."""

_STEPS = (1.0, 0.85, 0.72, 0.62, 0.54, 0.46, 0.4)
_PIECE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*")
_FOCUS = re.compile(r"(0|1|0?\.\d+|1\.0+)\s*,\s*(0|1|0?\.\d+|1\.0+)")


_ROUNDING = 0.5
"""What lines side by side are narrower by, in pt, so that they are sure to stand side by side."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A cover as it is set: its kind, in how many columns its lines stand, and the rules of a style sheet for it."""

    kind: Kind
    columns: int
    rules: dict[str, str]
    findings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """How a title is set: its size and leading in pt, and on how many lines."""

    size: float
    leading: float
    lines: int

    @property
    def height(self) -> float:
        """What its lines take."""
        return self.leading * self.lines


def plan(issue: Issue, layout: Layout, lines: Sequence[str], shape: float) -> Plan:
    """The plan of an issue's cover; `shape` is its picture's width over height, 0 where it has none.

    The kind is the issue's, else the layout's; without a picture it is type, and where a small page has no room for
    picture and words.
    """
    said = issue.cover.kind or option(layout, "cover")
    wanted: Kind = next((one for one in KINDS if one == said), "band") if shape else "type"
    words = _chosen(wanted, issue, layout, lines)
    rules = {"h1.fitted": _font(words.title), ".cover .cover-lines li": _line_font(layout, words.scale)}
    rules[".cover .cover-lines li"] += f"; flex-basis: {written(words.column - _ROUNDING)}"
    rules |= _credited(words.kind, issue, layout)
    findings: list[Note] = []
    if shape:
        where = focus(issue.cover.focus, findings)
        rules[".cover .cover-picture"] = f"object-position: {where}; background-position: {where}"
    if words.kind == "band":
        seen = _SEEN["band"] * layout.page.height
        high = max(min(layout.page.width / shape, words.left + seen, _BAND * layout.page.height), seen)
        rules[".cover .cover-picture"] += f"; height: {written(high)}"
    return Plan(words.kind, words.columns, rules, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Words:
    """What a cover of a kind says, as it is set, and how much height is left beside what must stay free, in pt."""

    kind: Kind
    title: Title
    columns: int
    column: float
    scale: float
    left: float


def _chosen(wanted: Kind, issue: Issue, layout: Layout, lines: Sequence[str]) -> _Words:
    """Of the kind wanted, else of type, the cover with the largest title beside which the lines are still large."""
    for kind in dict.fromkeys((wanted, KINDS[1])):
        ways = [_words(kind, share, issue, layout, lines) for share in _SHARES]
        fitting = [way for way in ways if way.left >= 0]
        if fitting:
            return next((way for way in fitting if way.scale >= _READ), max(fitting, key=lambda way: way.scale))
    return ways[-1]


def _words(kind: Kind, share: float, issue: Issue, layout: Layout, lines: Sequence[str]) -> _Words:
    """Title and lines of a cover of this kind, the title in a share of the room that it usually has."""
    page, width = layout.page, width_of(layout)
    title = title_size(issue.title, width, share * _TITLE[kind] * page.height, large=kind == "type")
    most = page.height * (1 - _SEEN[kind]) - title.height - _around(kind, issue, layout)
    ways = []
    for columns in _columns(kind, lines, layout) if direction(issue.lang) == "ltr" else (1,):
        column = (width - _length(layout, "column-gap", 14.0) * (columns - 1)) / columns
        scale, height = _lines(lines, column, columns, layout, most)
        ways.append(_Words(kind, title, columns, column, scale, most - height))
    return next((way for way in ways if way.scale >= _READ), ways[-1])


def numeral(issue: Issue) -> bool:
    """Whether the issue's number is so short that it stands large on a cover of type."""
    return 0 < len(issue.number) <= _NUMERAL


def _credit(kind: Kind, issue: Issue, layout: Layout) -> float:
    """What the picture's credit needs in pt beyond the margin that it stands in."""
    if kind == "type" or not issue.cover.credit:
        return 0.0
    margin = _margin(layout)
    needed = _CREDIT_FOOT * margin + _CREDIT_AROUND * _length(layout, "running-size", 8.0)
    return max(0.0, needed - margin)


def _credited(kind: Kind, issue: Issue, layout: Layout) -> dict[str, str]:
    """The rule that keeps the lines off the credit, where the margin is too small for it."""
    more = _credit(kind, issue, layout)
    foot = f"calc(var(--cover-margin) + var(--bleed) + {written(more)})"
    return {".cover .cover-lines": f"padding-bottom: {foot}"} if more else {}


def width_of(layout: Layout) -> float:
    """The width in pt that the words of a cover have."""
    return layout.page.width - 2 * _margin(layout)


def fitted(title: str, width: float) -> str:
    """The size of a title that fills its line: on one line if it then is large enough, else on two or three."""
    return _font(title_size(title, width, 3 * _LARGEST, most=3))


def title_size(title: str, width: float, height: float, *, large: bool = False, most: int = _MOST_LINES) -> Title:
    """How a title is set: on few lines that are large enough or, where it is to be `large`, as large as can be.

    A long title is set as small as the width and the height given make it.
    """
    pieces, loose = _pieces(title), _leading(title)
    largest = _LARGEST * (1.5 if large else 1.0)
    best = Title(0.0, 0.0, 1)
    for count in range(1, min(most, len(pieces)) + 1):
        size = min(largest, width / max(_longest(pieces, count), 1.0), height / count / loose)
        if size > best.size + 0.5:
            best = Title(size, size * loose, count)
        if size >= _SMALLEST and not large:
            break
    return best


def _leading(title: str) -> float:
    """The leading of a title, in its size; letters that stack or fill a square want more of it."""
    return _TIGHT if all(mark < "\u0530" or "\u1e00" <= mark < "\u2e80" for mark in title) else _OPEN


def _pieces(title: str) -> list[str]:
    """What a line may break between: words, each with its space, and single characters of Chinese and Japanese."""
    return re.findall(
        r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+\s*", title
    ) or [title]


def _longest(pieces: Sequence[str], count: int) -> float:
    """The least width, in ems, that so many lines need to hold the pieces in order."""
    widths = [_ems(piece) for piece in pieces]
    least, most = max(widths), sum(widths)
    for _ in range(24):
        middle = (least + most) / 2
        least, most = (least, middle) if _lines_at(widths, middle) <= count else (middle, most)
    return most


def _lines_at(widths: Sequence[float], room: float) -> int:
    count, used = 1, 0.0
    for width in widths:
        count, used = (count + 1, width) if used and used + width > room else (count, used + width)
    return count


def _ems(text: str) -> float:
    """About how wide a text is in the heaviest display face, in ems: a little more than it is, so that it fits."""
    return sum(map(_em, text))


def _em(mark: str) -> float:
    if mark in _NARROW:
        return 0.31
    if unicodedata.combining(mark):
        return 0.0
    if unicodedata.east_asian_width(mark) in ("W", "F"):
        return 1.02
    return 0.88 if mark in _WIDE else 0.67 if mark.isupper() else 0.53


def _font(title: Title) -> str:
    return f"font-size: {written(title.size)}; line-height: {written(title.leading)}"


def _columns(kind: Kind, lines: Sequence[str], layout: Layout) -> tuple[int, ...]:
    """In how many columns the lines may stand, the usual number last: on pictures few, for they want to be seen."""
    many = len(lines)
    if kind != "band":
        return (2 if many > 4 else 1,)
    usual = max(1, 2 if many in (2, 4) else min(3, many))
    narrow = width_of(layout) / usual < _NARROW_LINE * _length(layout, "cover-line-size", 21.0)
    return (1, usual) if narrow else (usual,)


def _lines(lines: Sequence[str], width: float, columns: int, layout: Layout, most: float) -> tuple[float, float]:
    """By how much the lines are made smaller, and how high they stand then."""
    for scale in _STEPS:
        high = _lines_height(lines, width, columns, layout, scale)
        if high <= most:
            break
    return scale, high


def _lines_height(lines: Sequence[str], width: float, columns: int, layout: Layout, scale: float) -> float:
    size, leading = _line_size(layout, scale)
    pads = 2 * _PAD * _length(layout, "baseline", 14.0) * scale
    counts = [_lines_at([_LIGHT * _ems(piece) for piece in _pieces(line)], width / size) for line in lines]
    rows = [max(counts[at : at + columns]) for at in range(0, len(counts), columns)]
    return sum(row * leading + pads for row in rows)


def _around(kind: Kind, issue: Issue, layout: Layout) -> float:
    """What stands around title and lines: the margins, the date, the credit, and the number where it stands large."""
    baseline = _length(layout, "baseline", 14.0)
    number = _length(layout, "matter-size", 34.0) + _AROUND_NUMERAL * baseline if numeral(issue) else 0.0
    margins = 2 * _margin(layout) + _credit(kind, issue, layout)
    return margins + (number if kind == "type" else 0.0) + _AROUND[kind] * baseline


def _margin(layout: Layout) -> float:
    return _length(layout, "cover-margin", 0.075 * layout.page.width)


def _line_size(layout: Layout, scale: float) -> tuple[float, float]:
    size = _length(layout, "cover-line-size", 21.0) * scale
    return size, _length(layout, "cover-line-leading", 25.0) * scale


def _line_font(layout: Layout, scale: float) -> str:
    size, leading = _line_size(layout, scale)
    pad = _PAD * _length(layout, "baseline", 14.0) * scale
    return (
        f"font-size: {written(size)}; line-height: {written(leading)};"
        f" padding-bottom: {written(pad)}; padding-top: {written(pad)}"
    )


def focus(said: str, findings: list[Note]) -> str:
    """The point that a picture is cut about, as CSS has it; `0.3,0.6` is from the left and from the top.

    For anything else it is the middle, and a finding says so.
    """
    found = _FOCUS.fullmatch(said.strip())
    if said and not found:
        text = f"'{said}' is no point of a picture: from the left and the top, as 0.5,0.3"
        findings.append(Note("warning", "image.focus", text))
    return " ".join(f"{100 * float(share):g}%" for share in found.groups()) if found else "50% 50%"


def _length(layout: Layout, token: str, otherwise: float) -> float:
    try:
        return length(layout.tokens[token])
    except (ConfigError, KeyError):
        return otherwise
