"""The issue.toml of articles that were imported: its sections, and what stands in each."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from printkit.readers.wxr.posts import PAGES

# TOML 1.0: a basic string may hold no control character but as an escape; JSON leaves this one as it is.
_DELETE = re.compile("\x7f")


@dataclass(frozen=True, slots=True)
class Row:
    """One article as issue.toml orders it: its file, its section (empty: none), and its date as text to sort by."""

    source: str
    section: str
    day: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its title, empty for the articles that stand in none, and its files in their order."""

    title: str
    sources: tuple[str, ...]


def sections(rows: Sequence[Row], *, few: bool = False) -> tuple[Part, ...]:
    """The sections in the order in which they are first met, the unnamed first and pages last; each by date, then name.

    With `few` there are none if they would hold fewer than two articles each.
    """
    titles = sorted(dict.fromkeys(row.section for row in rows), key=lambda title: (title != "", title == PAGES))
    if few and 2 * len(titles) > len(rows):
        return (_part("", rows),)
    return tuple(_part(title, [row for row in rows if row.section == title]) for title in titles)


def _part(title: str, rows: Sequence[Row]) -> Part:
    return Part(title, tuple(row.source for row in sorted(rows, key=lambda row: (row.day, row.source))))


def issue(title: str, lang: str, parts: Sequence[Part]) -> str:
    """The text of issue.toml."""
    head = [f"title = {_quoted(title)}", *([f"lang = {_quoted(lang)}"] if lang else [])]
    loose = [f"articles = {_listed(part.sources)}" for part in parts if not part.title]
    named = [
        f"\n[[section]]\ntitle = {_quoted(part.title)}\narticles = {_listed(part.sources)}"
        for part in parts
        if part.title
    ]
    return "\n".join([*head, *loose, *named, ""])


def _listed(sources: Sequence[str]) -> str:
    return "\n".join(["[", *(f"  {_quoted(source)}," for source in sources), "]"])


def _quoted(text: str) -> str:
    return _DELETE.sub("\\\\u007f", json.dumps(text, ensure_ascii=False))
