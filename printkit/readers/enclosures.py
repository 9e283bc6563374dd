"""Tags that rule all between them, found before anything else: raw text, comments, highlighted code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from printkit.readers import literal
from printkit.readers.literal import Ranges

_RAW_NAMES = ("raw", "verbatim")
_CODE_NAMES = ("highlight", "codeblock", "code")
# Hugo's and Zola's way to show a shortcode: {{</* figure */>}} and {{/* name() */}} print what stands between.
_SHOWN = re.compile(r"(?P<head>\{\{[<%]?|\{%)/\*(?P<inner>[^\n]{0,500}?)\*/(?P<tail>[>%]?\}\}|%\})")
_KRAMDOWN_COMMENT = re.compile(r"\{::comment\}"), re.compile(r"\{:/(?:comment)?\}")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Two tags and what stands between them; `text` is what is to stand there instead, if anything."""

    kind: Literal["raw", "comment", "shown", "code"]
    start: int
    inner_start: int
    inner_end: int
    end: int
    text: str = ""


def find(text: str, *, liquid: bool) -> tuple[Enclosure, ...]:
    """Every enclosure of a text, none inside another, in order.

    `raw` counts in code too where Liquid ran (`liquid`); the others do not count in code.
    """
    raw = tuple(one for name in _RAW_NAMES for one in _tagged(text, name, "raw")) if liquid else ()
    inside = literal.united((one.start, one.end) for one in raw)
    shown = tuple(one for one in _shown(text) if not inside.hold(one.start))
    others = [*_comments(text), *(one for name in _CODE_NAMES for one in _highlighted(text, name))]
    code = literal.ranges(text) if others else Ranges()
    outside = [one for one in others if not code.hold(one.start) and not inside.hold(one.start)]
    return tuple(_outermost(sorted([*raw, *shown, *outside], key=lambda one: (one.start, -one.end))))


def _outermost(found: list[Enclosure]) -> Iterator[Enclosure]:
    last = 0
    for one in found:
        if one.start >= last:
            yield one
            last = one.end


def _between(
    text: str, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each opening with the next closing after it; one without a closing ends the search, so that it stays linear."""
    place = 0
    while (first := opening.search(text, place)) and (last := closing.search(text, first.end())):
        yield first, last
        place = last.end()


def _liquid(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"\{{%-?\s*{name}\b(?P<args>[^%\n]{{0,300}})-?%\}}"),
        re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}"),
    )


def _hugo(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"\{{\{{[<%]\s*{name}\b(?P<args>[^\n]{{0,300}}?)[>%]\}}\}}"),
        re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"),
    )


def _tagged(text: str, name: str, kind: Literal["raw", "comment"]) -> Iterator[Enclosure]:
    for first, last in _between(text, *_liquid(name)):
        yield Enclosure(kind, first.start(), first.end(), last.start(), last.end())


def _comments(text: str) -> Iterator[Enclosure]:
    yield from _tagged(text, "comment", "comment")
    for marks in (_hugo("comment"), _KRAMDOWN_COMMENT):
        for first, last in _between(text, *marks):
            yield Enclosure("comment", first.start(), first.end(), last.start(), last.end())


def _shown(text: str) -> Iterator[Enclosure]:
    for match in _SHOWN.finditer(text) if "/*" in text else ():
        written = f"{match['head']} {match['inner'].strip()} {match['tail']}"
        yield Enclosure("shown", match.start(), match.start("inner"), match.end("inner"), match.end(), written)


def _highlighted(text: str, name: str) -> Iterator[Enclosure]:
    for marks in (_liquid(name), _hugo(name)):
        for first, last in _between(text, *marks):
            fenced = _fence(first["args"], text[first.end() : last.start()])
            yield Enclosure("code", first.start(), first.end(), last.start(), last.end(), fenced)


def _fence(arguments: str, inner: str) -> str:
    language = re.match(r"""\s*["']?(?:lang(?:uage)?\s*[:=]\s*)?["']?([\w+#.-]+)""", arguments)
    inner = re.sub(r"\{%-?\s*(?:end)?raw\s*-?%\}", "", inner)
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language[1] if language else ''}\n{inner.strip(chr(10))}\n{mark}"
