"""The lines above a copied text: which is the headline, what stands around it, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from printkit.readers import furniture, signatures
from printkit.readers.lines import Line, ends, is_prose, is_sentence, length

HEAD = 30
_STANDFIRST = 8  # words
_KICKER, _HEADLINE = 5, 16  # words at the most
_CRUMBS = re.compile(r"\s[>›]\s|[>›]$|^[>›]|^[^«]*\s»\s")

# The name of a picture's file: "harbour at dawn,X7f2".
_FILE = re.compile(r"\S,\w*\d\w*$|\.(?:jpe?g|png|gif|webp|svg)$", re.I)


@dataclass(slots=True)
class Head:
    """What has been found above the text so far, by number of line."""

    title: int = -1
    standfirst: int = -1
    names: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    taken: set[int] = field(default_factory=set)


def find(lines: Sequence[Line], apart: Collection[int]) -> tuple[int, Head]:
    """The number of the first line of the text, and what the lines before it say; captions are the lines `apart`."""
    head = Head()
    start = _text(lines, 0, apart)
    head.title = _title(lines, start, apart)
    if head.title > start:
        start = _text(lines, head.title, apart)
    # A sentence above the byline is the standfirst: the text begins below.
    for _ in range(2):
        mark = next((n for n in range(start + 1, min(start + 4, len(lines))) if is_signature(lines[n].text)), None)
        if mark is None or start > HEAD or start == head.title:
            break
        between = [n for n in range(start, mark) if begins_text(lines[n].text) and n not in apart]
        if len(between) > 1 or length(lines[start].text) > 60:
            break
        if (lower := _headline_below(lines, start, mark)) >= 0:
            # "Above: a sentence of another box. Below: the headline, then who wrote it."
            head.title = lower
        else:
            head.standfirst = start if head.standfirst < 0 else head.standfirst
        start = _text(lines, mark, apart)
    if head.title < 0:
        head.title = _title(lines, min(start, len(lines)), {*apart, head.standfirst})
    if head.standfirst < 0 and 0 <= head.title < start - 1 and _is_standfirst(lines, head.title + 1):
        head.standfirst = head.title + 1
    _sign(lines[: min(start + 3, len(lines))], head, start)
    return start, head


def _text(lines: Sequence[Line], first: int, apart: Collection[int]) -> int:
    numbers = range(first, len(lines))
    return next((n for n in numbers if n not in apart and begins_text(lines[n].text)), len(lines))


def _headline_below(lines: Sequence[Line], start: int, mark: int) -> int:
    """The number of a headline between a sentence and the line that says who wrote it, or -1."""
    likely = [n for n in range(start + 1, mark) if is_title(lines[n].text) and length(lines[n].text) > _KICKER]
    return likely[0] if likely else -1


def _is_standfirst(lines: Sequence[Line], number: int) -> bool:
    """Whether the line below a headline is a standfirst without a full stop: long, and with the byline or day below."""
    text = lines[number].text
    return length(text) >= _STANDFIRST and is_title(text) and is_signature(lines[number + 1].text)


def begins_text(text: str) -> bool:
    """Whether a line can be the first of the running text."""
    return is_sentence(text) and not (
        furniture.is_furniture(text) or signatures.byline(text) or signatures.caption(text) or text[:1] in "•*"
    )


def is_signature(text: str) -> bool:
    """Whether a line says who wrote the text or when it came out."""
    return signatures.byline(text) is not None or (signatures.is_dateline(text) and not ends(text))


def _title(lines: Sequence[Line], start: int, apart: Collection[int]) -> int:
    """The number of the line that is most like a headline among those above the text."""
    likely = [n for n in range(min(start, HEAD)) if n not in apart and is_title(lines[n].text)]
    first = [line.text for line in lines[: HEAD // 2]]
    twice = next((n for n, text in enumerate(first) if length(text) > 3 and _is_twice(first, n, start)), None)
    if twice is not None and twice not in apart and is_title(first[twice]):
        return twice
    signed = next((n for n in range(start) if is_signature(lines[n].text)), start)
    long = [n for n in likely if length(lines[n].text) >= 4]
    above = [n for n in long if n <= signed] or long
    if above:
        best = max(above[:6], key=lambda n: (min(length(lines[n].text), 4), -n))
        return best + 1 if _is_kicker_of(lines, best, start) and best + 1 in above else best
    return next((n for n in likely if n <= signed), likely[0] if likely else -1)


def _is_twice(texts: Sequence[str], number: int, start: int) -> bool:
    """Whether a line is there again above the text, or at once."""
    text = texts[number]
    return texts[: start + 1].count(text) > 1 or texts[number + 1 : number + 2] == [text]


def _is_kicker_of(lines: Sequence[Line], number: int, start: int) -> bool:
    """Whether a short line stands above the headline: the longer one below it has the standfirst or text below."""
    if number + 2 != start or start >= len(lines):
        return False
    own, below = length(lines[number].text), length(lines[number + 1].text)
    return own <= _KICKER and own < below <= _HEADLINE and not re.search(r"[?!:”\"»]$", lines[number].text)


def is_title(text: str) -> bool:
    """Whether a line can be a headline."""
    if furniture.is_furniture(text) or signatures.byline(text) or signatures.caption(text) or text[:1] in "•*|":
        return False
    if _CRUMBS.search(text) or _FILE.search(text) or (signatures.is_dateline(text) and length(text) < 14):
        return False
    return length(text) < 45 and not re.search(r"[.。,;:]$", text) and bool(re.search(r"[^\W\d_]{2}", text))


def is_headline(line: Line) -> bool:
    """Whether a line stands alone as a headline does."""
    return line.gap and length(line.text) >= 4 and is_title(line.text) and not is_prose(line.text)


def _sign(lines: Sequence[Line], head: Head, start: int) -> None:
    """Take bylines and dates from the lines around the headline."""
    for number, line in enumerate(lines):
        found = signatures.byline(line.text) if number != head.title else None
        if found and not head.names:
            head.names, head.outlet = found.names, found.outlet
            head.taken.add(number)
            head.published = head.published or signatures.day(line.text)
        elif number < start and number != head.title and signatures.is_dateline(line.text):
            head.published = head.published or signatures.day(line.text)
            head.taken.add(number)
    if not head.names and head.title >= 0:
        beside = [n for n in range(head.title + 1, min(head.title + 4, start)) if signatures.lone_name(lines[n].text)]
        said = re.split(r"\s*[|·•]", lines[beside[0]].text)[0] if beside else ""
        if said and (named := signatures.byline("By " + (signatures.bearer(said) or said))):
            head.names = named.names
            head.taken.add(beside[0])


def kicker(lines: Sequence[Line], title: int) -> str:
    """The word or two above the headline, if they are the article's."""
    above = lines[title - 1].text if title > 0 else ""
    fits = above and 1 <= length(above) <= _KICKER and not furniture.is_furniture(above)
    fits = fits and not signatures.is_dateline(above)
    fits = fits and signatures.byline(above) is None and signatures.caption(above) is None
    return above if fits and not _CRUMBS.search(above) and re.search(r"[^\W\d_]{2}", above) else ""
