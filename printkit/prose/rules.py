"""What each language wants of its spaces and dashes, as edits of one character: set anew, or put before another.

After what the printing houses of each language agree on: the Imprimerie nationale for French, DIN 5008 for German,
Milchin for Russian. Any space but the common one is the author's own choice, and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NARROW = "\u202f"
"""Holds two words together, and does not stretch with the line."""

_HELD = "\u00a0"
"""Holds two words together, and stretches with the line."""

_SHORTEST = 40
"""Letters of a paragraph that may come to a second line at all."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The text that stands in place of one character, or (`length` 0) before it."""

    start: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """Where the group `at` of the pattern stands, one character or none, this text is set.

    Letters that the groups `first` and `next` find must be capitals.
    """

    pattern: re.Pattern[str]
    text: str


def _rule(pattern: str, text: str) -> _Rule:
    return _Rule(re.compile(pattern), text)


_UNITS = (
    r"(?:[kmcµn]?m[²³]?|[km]?g|[cmh]l|ha|[kMG]Wh?|[kMG]?Hz|[kMGT]i?B|k[VJ]|[hk]?Pa|dB|pt|px|dpi|min|km/h|mph|°[CF]?|"
    r"км|кг|см|мм|га|[%‰€$£¥₽])"
)
_COUNTED = (
    r"(?:Mio|Mrd|Uhr|Euro|Prozent|percent|[mb]illions?|milliards?|millones|milioni|miliardi|euros?|тыс|млн|млрд|руб|"
    r"tys|mln|mld|Kč|zł|kr|milj)"
)
_TITLES = (
    r"(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Gen|Col|Lt|Capt|Hr|Mme|Mlle|MM|Sr|Sra|Dott|Ing|No|Nr|[Pp]p?|[Vv]ol|[Ff]ig|[Aa]rt|"
    r"Abb|Kap|Bd|Abs|Tab|ул|стр|гл|рис|им|проф)"
)
_AFTER = r"[\w»”’\"')\]%…]"

_EVERYWHERE = (
    _rule(rf"(?<=\d)(?P<at> )(?={_UNITS}(?!\w))", _NARROW),
    _rule(rf"(?<=\d)(?P<at> )(?={_COUNTED}\b)", _HELD),
    _rule(rf"(?<!\w){_TITLES}\.(?P<at> )(?=\w)", _HELD),
    _rule(r"(?<=[§№])(?P<at> )(?=\w)", _NARROW),
    _rule(r"(?<!\w)(?P<first>[^\W\d_])\.(?P<at> )(?=(?P<next>[^\W\d_]))", _HELD),
)
_LAST_WORD = _rule(r"(?P<at> )(?=[^\W\d_]{1,3}(?:[ \u00a0\u202f]?[.!?…»”“\"’)\]]){0,4}\Z)", _HELD)
_GUILLEMETS = (_rule(r"«(?P<at> ?)(?=[^\s])", _NARROW), _rule(r"(?<=[^\s«])(?P<at> ?)(?=»)", _NARROW))
_COLON = _rule(rf"(?<={_AFTER})(?P<at> ?)(?=:(?:[\s»]|\Z))", _HELD)
_HIGH_MARKS = _rule(rf"(?<={_AFTER})(?P<at> ?)(?=[;!?]+(?:[\s»”\")\]]|\Z))", _NARROW)
_WORD_OF_ONE = _rule(r"(?<![\w’'-])[^\W\d_](?P<at> )(?=[^\s—–-])", _HELD)
_WORD_OF_TWO = _rule(r"(?<![\w’'-])[^\W\d_]{1,2}(?P<at> )(?=[^\s—–-])", _HELD)
_BEFORE_DASH = _rule(r"(?<=[^\s])(?P<at> )(?=[—–] )", _HELD)

_OF_LANGUAGE: dict[str, tuple[_Rule, ...]] = {
    "fr": (*_GUILLEMETS, _COLON, _HIGH_MARKS),
    "fr-ca": (*_GUILLEMETS, _COLON),
    "fr-ch": (),
    **dict.fromkeys(("ru", "uk", "be", "bg"), (_BEFORE_DASH, _WORD_OF_TWO)),
    **dict.fromkeys(("pl", "cs", "sk"), (_BEFORE_DASH, _WORD_OF_ONE)),
}
_SPACED_THOUSANDS = frozenset(
    ("fr", "ru", "uk", "be", "bg", "pl", "cs", "sk", "sv", "nb", "nn", "no", "fi", "hu", "et")
)
_NUMBER = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?!\d| \d)")
_LONG_DASH = frozenset(("ru", "uk", "be"))
_HYPHEN = re.compile(
    r"(?<=[^\W\d_] )-(?= [\w«“„‘(¿¡])|(?<=[\d»”’)\],.!?…] )-(?= [^\W\d_])|(?<=[»”’)\],.!?…] )-(?= [\w«“„‘(¿¡])"
)


def edits(text: str, lang: str, *, running: bool) -> list[Edit]:
    """What is to be set in a text of this language, in its order, each character once; `running`: it is a paragraph."""
    tag = lang.lower()
    base = tag.partition("-")[0]
    dashes = [Edit(match.start(), 1, "—" if base in _LONG_DASH else "–") for match in _HYPHEN.finditer(text)]
    dashed = _with(text, dashes)
    rules = (*(_OF_LANGUAGE.get(tag, _OF_LANGUAGE.get(base, ()))), *_EVERYWHERE)
    rules += (_LAST_WORD,) if running and len(text) > _SHORTEST else ()
    found: dict[int, Edit] = {}
    for edit in (*dashes, *_spaces(dashed, rules), *(_thousands(dashed) if base in _SPACED_THOUSANDS else ())):
        found.setdefault(edit.start, edit)
    return [found[start] for start in sorted(found)]


def _with(text: str, dashes: list[Edit]) -> str:
    letters = list(text)
    for dash in dashes:
        letters[dash.start] = dash.text
    return "".join(letters)


def _spaces(text: str, rules: tuple[_Rule, ...]) -> Iterator[Edit]:
    for rule in rules:
        for match in rule.pattern.finditer(text):
            letters = match.groupdict()
            if all(letters[name].isupper() for name in ("first", "next") if name in letters):
                yield Edit(match.start("at"), match.end("at") - match.start("at"), rule.text)


def _thousands(text: str) -> Iterator[Edit]:
    for match in _NUMBER.finditer(text):
        for place in range(match.start(), match.end()):
            if text[place] == " ":
                yield Edit(place, 1, _NARROW)
