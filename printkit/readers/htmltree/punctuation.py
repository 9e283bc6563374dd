"""Smart punctuation: quotes as the language has them, apostrophes, dashes, ellipses; never in code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text in one language; one that is not `free` (code, an escaped letter) is read but never changed."""

    text: str
    lang: str
    free: bool = True


class Quotes(NamedTuple):
    """A language's quotation marks, outer and inner, with the space that stands inside them."""

    outer: tuple[str, str]
    inner: tuple[str, str]


_NARROW = "\u202f"
_ENGLISH = Quotes(("“", "”"), ("‘", "’"))
_GERMAN = Quotes(("„", "“"), ("‚", "‘"))
_POLISH = Quotes(("„", "”"), ("«", "»"))
_SWEDISH = Quotes(("”", "”"), ("’", "’"))
_GUILLEMETS = Quotes(("«", "»"), ("“", "”"))
_RUSSIAN = Quotes(("«", "»"), ("„", "“"))
_FRENCH = Quotes((f"«{_NARROW}", f"{_NARROW}»"), ("“", "”"))
_SWISS = Quotes(("«", "»"), ("‹", "›"))
_DANISH = Quotes(("»", "«"), ("›", "‹"))
_CORNERS = Quotes(("「", "」"), ("『", "』"))

_BY_LANGUAGE = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "lt", "is", "et", "lv", "ka", "mk"), _GERMAN),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "sr", "bs"), _POLISH),
    **dict.fromkeys(("sv", "fi"), _SWEDISH),
    **dict.fromkeys(("es", "it", "pt-pt", "ca", "gl", "el", "nb", "nn", "no"), _GUILLEMETS),
    **dict.fromkeys(("ru", "uk", "be", "kk", "hy"), _RUSSIAN),
    "fr": _FRENCH,
    **dict.fromkeys(("de-ch", "fr-ch", "it-ch", "rm"), _SWISS),
    "da": _DANISH,
    "ja": _CORNERS,
    "zh-tw": _CORNERS,
    "zh-hant": _CORNERS,
}

_MARK = re.compile(r"""["']|\.\.\.|(?<!-)-{2,3}(?!-)""")
_ANY = re.compile(r"""["'.-]""")
_OPENERS = frozenset("([{<«„“‘‚‹¿¡-–—/=\u202f\u00a0")
# Words that begin with an apostrophe in English: 'tis, 'em, rock 'n' roll, the '90s.
_ELIDED = re.compile(r"(?:\d\ds?\b|(?:tis|twas|twere|twill|em|n|til|till|cause|bout|round|neath|cos)\b)", re.IGNORECASE)


def quotes(lang: str) -> Quotes:
    """The quotation marks of a language; English ones where it is unknown."""
    parts = lang.lower().split("-")
    return _BY_LANGUAGE.get("-".join(parts[:2])) or _BY_LANGUAGE.get(parts[0]) or _ENGLISH


def smarten(runs: Sequence[Run]) -> list[str]:
    """The runs of one block with typographic marks in place of the typewriter's.

    A mark is read with the letters on both sides, across runs. A quote that never closes, an inch and a foot after a
    figure, a `--flag` and rows of four or more hyphens stay as they are.
    """
    if not any(run.free and _ANY.search(run.text) for run in runs):
        return [run.text for run in runs]
    whole = "".join(run.text for run in runs)
    writer = _Writer(whole)
    done, start = [], 0
    for run in runs:
        end = start + len(run.text)
        done.append(writer.stretch(start, end, run.lang) if run.free else run.text)
        start = end
    return done


class _Writer:
    """Goes through a block's text once; `open` are the quotes that stand open, as typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[str] = []

    def stretch(self, start: int, end: int, lang: str) -> str:
        done, position = [], start
        for match in _MARK.finditer(self.text, start, end):
            done += [self.text[position : match.start()], self._mark(match, lang)]
            position = match.end()
        return "".join([*done, self.text[position:end]])

    def _mark(self, match: re.Match[str], lang: str) -> str:
        before = self.text[match.start() - 1 : match.start()]
        after = self.text[match.end() : match.end() + 1]
        match match[0]:
            case "...":
                return "..." if before == "." or after == "." else "…"
            case '"':
                return self._double(before, after, quotes(lang), match)
            case "'":
                return self._single(before, after, quotes(lang), match)
            case _:
                return _dash(match[0], before, after)

    def _double(self, before: str, after: str, marks: Quotes, match: re.Match[str]) -> str:
        if _opens(before, after):
            self.open.append('"')
            return (marks.outer if self.open.count('"') == 1 else marks.inner)[0]
        if '"' in self.open:
            nested = self.open.count('"') > 1
            while self.open.pop() != '"':
                pass
            return (marks.inner if nested else marks.outer)[1]
        if before.isdigit() or not before or before.isspace():
            return match[0]
        return marks.outer[1]

    def _single(self, before: str, after: str, marks: Quotes, match: re.Match[str]) -> str:
        if before.isalnum() and after.isalnum():
            return "’"
        if _opens(before, after):
            if _ELIDED.match(self.text, match.end()) or not self._closes_later(match.end()):
                return "’"
            self.open.append("'")
            return (marks.inner if '"' in self.open or marks is _ENGLISH else marks.outer)[0]
        if "'" in self.open:
            while self.open.pop() != "'":
                pass
            return (marks.inner if '"' in self.open or marks is _ENGLISH else marks.outer)[1]
        if before.isdigit() or not before or before.isspace():
            return match[0]
        return "’"

    def _closes_later(self, start: int) -> bool:
        return re.compile(r"""[^\s]'(?!\w)""").search(self.text, start, start + 2000) is not None


def _opens(before: str, after: str) -> bool:
    starts = not before or before.isspace() or before in _OPENERS or before in "\"'"
    return starts and bool(after) and not after.isspace()


def _dash(mark: str, before: str, after: str) -> str:
    if mark == "---":
        return "—"
    if after.isalpha() and (not before or before.isspace() or before in "([`"):
        return mark  # a command's --option, or the author's own way
    tight = (before.isalpha() or before in ".,!?\"'”’") and (after.isalpha() or after in "\"'“‘")
    return "—" if tight and before and after else "–"
