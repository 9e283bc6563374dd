"""Captions of pictures that a copied text no longer shows: told by what they say, or by being there twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from printkit.readers import signatures
from printkit.readers.lines import Line, ends, is_prose, key, length

_SIDES = (
    r"left|right|cent(?:er|re)|foreground|background|second from (?:left|right)|links|rechts|mitte|à gauche|à droite|"
    r"au centre|a la izquierda|a la derecha|en el centro|à esquerda|à direita|a sinistra|a destra|al centro|"
    r"слева|справа|в центре|左|右|中央"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# What a line says of somebody in a picture: where they stand, or the day as wire services write it below one.
_CUES = re.compile(
    rf"""(?:,\s|\()(?:far\s|from\s)?(?:{_SIDES})\b(?:\s\w+){{0,3}}[,)]
    | \b(?:is|are)\s(?:seen|pictured|shown)\b(?!\s(?:as|to)\b)
    | ^(?:(?:un)?dated\s|file\s)(?:photo|picture|image)
    | ^in\sthis\b.{{0,40}}\b(?:photo|photograph|image|picture|frame\sgrab)\b
    | ^\(?(?:symbolbild|archivbild|archivfoto|symbolfoto)\b
    | ^(?:sur\scette\sphoto|en\sla\s(?:foto|imagen)|na\s(?:foto|imagem)|nella\sfoto|на\sфото|写真は)
    | \b{_DAY},?\s{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d\b""",
    re.I | re.X,
)
_FEWEST, _MOST = 6, 70
_NEAR = 2
_FIRST = 2  # sentences: a standfirst and the caption itself


@dataclass(slots=True)
class Pictured:
    """The lines that are captions with their credits, by number, and the lines that only say them again."""

    captions: dict[int, str] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)
    credits: set[int] = field(default_factory=set)


def captions(lines: Sequence[Line], head: int) -> Pictured:
    """The captions among the lines; above the number `head` a line that is there twice is one more easily."""
    found = Pictured()
    sentences = [*accumulate(int(is_prose(line.text)) for line in lines)]
    for numbers in _groups(lines):
        best = max(numbers, key=lambda n: (len(lines[n].text), -n))
        credit = next((n + by for n in numbers for by in range(1, _NEAR + 1) if _credits(lines, n + by)), -1)
        cued = bool(_CUES.search(lines[best].text))
        twice = len(numbers) > 1 and numbers[0] < head and ends(lines[best].text)
        early = numbers[0] < head // 2 and sentences[numbers[0]] <= _FIRST
        if not (cued and (credit >= 0 or early)) and not (twice and credit >= 0):
            continue
        found.captions[best] = _credit(lines[credit].text) if credit >= 0 else ""
        found.again |= set(numbers) - {best}
        if credit >= 0:
            found.credits.add(credit)
    return found


def _groups(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The numbers of the lines that begin alike and are as long as a caption may be."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if _FEWEST <= length(line.text) <= _MOST and signatures.caption(line.text) is None:
            alike[key(line.text)].append(number)
    yield from alike.values()


def _credits(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is nothing but a picture's credit."""
    found = signatures.caption(lines[number].text) if number < len(lines) else None
    return found is not None and not found[0]


def _credit(text: str) -> str:
    found = signatures.caption(text)
    return found[1] if found else ""
