"""Cases of the readers: a title, an input, a dot, what is expected; kept in text files beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what goes in and what must come out."""

    title: str
    given: str
    expected: str


def load(name: str) -> tuple[Case, ...]:
    """The cases of a file: a line `# title` begins each, a line `.` parts what goes in from what comes out."""
    return tuple(_cases((HERE / name).read_text(encoding="utf-8")))


def _cases(text: str) -> Iterator[Case]:
    for part in ("\n" + text).split("\n# ")[1:]:
        title, _, rest = part.partition("\n")
        given, dot, expected = rest.partition("\n.\n")
        assert dot, f"the case '{title}' has no dot"
        yield Case(title, given.strip("\n"), expected.strip("\n"))
