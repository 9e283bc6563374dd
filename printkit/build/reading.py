"""The jobs of reading, apart from those of setting so that a worker that only reads loads no engine."""

from __future__ import annotations

from pathlib import Path

from printkit import readers
from printkit.model.article import Article, Reading, Source


def set_up() -> None:
    """Load what readers need, so that each job starts warm."""
    readers.warm()


def read(source: Source, reading: Reading, _: Path) -> tuple[Article, ...]:
    """The articles in a source."""
    return readers.read(source, reading)


def explain(source: Source, reading: Reading, _: Path) -> list[tuple[bool, str, str, str]]:
    """What was decided on each piece of a source, as plain rows."""
    return [(one.kept, one.kind, one.text, one.why) for one in readers.explain(source, reading)]
