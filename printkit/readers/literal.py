"""Where a Markdown text is literal: fenced and indented code, code spans, `pre`, displayed formulas."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Range = tuple[int, int]

_FENCE = re.compile(r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap> +|$)")
_TICKS = re.compile(r"(?<!\\)(`+)")
_PRE = re.compile(r"<(pre|code|script|style|textarea)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_FORMULA = re.compile(r"\$\$.+?\$\$|\\\[.+?\\\]|\\\\\(.+?\\\\\)", re.S)
_PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")


@dataclass(frozen=True, slots=True)
class Ranges:
    """Stretches of a text in order, none touching another, looked up by bisection."""

    spans: tuple[Range, ...] = ()

    def hold(self, place: int) -> bool:
        """Whether the character at a place lies in one of the stretches."""
        found = bisect_right(self.spans, (place, len(self.spans) and self.spans[-1][1] + 1)) - 1
        return found >= 0 and self.spans[found][0] <= place < self.spans[found][1]


def united(spans: Iterable[Range]) -> Ranges:
    """The stretches sorted, those that overlap made one."""
    joined: list[Range] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return Ranges(tuple(joined))


def ranges(text: str) -> Ranges:
    """Every literal stretch of a Markdown text."""
    blocks = united(_code_blocks(text))
    pres = [m.span() for m in _PRE.finditer(text) if not blocks.hold(m.start())]
    known = united([*blocks.spans, *pres])
    spans = united([*known.spans, *_code_spans(text, known)])
    formulas = [m.span() for m in _FORMULA.finditer(text) if not spans.hold(m.start())]
    return united([*spans.spans, *(f for f in formulas if "\n\n" not in text[f[0] : f[1]])])


def _code_blocks(text: str) -> list[Range]:
    """Fenced and indented code, line by line; list items move the margin from which four columns make code."""
    found: list[Range] = []
    fence = ""
    start = place = 0
    margins = [0]
    after_blank, in_code = True, False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n").expandtabs(4)
        match = _FENCE.match(bare)
        if fence:
            if match and match["mark"].startswith(fence) and not bare[match.end() :].strip():
                found.append((start, place + len(line)))
                fence = ""
        elif not bare.strip():
            after_blank = True
        else:
            indent = len(bare) - len(bare.lstrip(" "))
            # A line that only runs on (CommonMark, 5.2: laziness) stays inside its item.
            if after_blank or _ITEM.match(bare):
                _step_out(margins, indent)
            in_code = indent >= margins[-1] + 4 and (after_blank or in_code)
            if in_code:
                found.append((place, place + len(line)))
            elif match:
                fence, start = match["mark"], place
            if not in_code and (item := _ITEM.match(bare)) and not match:
                margins.append(len(item.group()) if item["gap"] and len(item["gap"]) < 5 else item.end("mark") + 1)
            after_blank = False
        place += len(line)
    return [*found, (start, len(text))] if fence else found


def _step_out(margins: list[int], indent: int) -> None:
    """Leave the list items whose text a line does not reach."""
    while len(margins) > 1 and indent < margins[-1]:
        margins.pop()


def _code_spans(text: str, known: Ranges) -> list[Range]:
    """Code spans: a run of backticks up to the next run as long, inside one paragraph."""
    found: list[Range] = []
    breaks = [m.start() for m in _PARAGRAPH_END.finditer(text)]
    runs = [(m.start(1), m.end(1)) for m in _TICKS.finditer(text) if not known.hold(m.start(1))]
    # For each run the next one as long in the same paragraph, found from the back so that the search stays linear.
    later: dict[tuple[int, int], tuple[int, int]] = {}
    mate: dict[int, int] = {}
    for start, end in reversed(runs):
        key = (end - start, bisect_right(breaks, start))
        if key in later:
            mate[start] = later[key][1]
        later[key] = (start, end)
    until = 0
    for start, _ in runs:
        if start >= until and start in mate:
            until = mate[start]
            found.append((start, until))
    return found
