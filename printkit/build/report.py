"""What a build tells: the issue, its bundle, and each article's fate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from printkit.errors import Note, PrintkitError
from printkit.model.article import Json

MISSING = "image.missing"

Status = Literal["made", "cached", "failed"]


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """One article's fate; `error` is None unless its status is failed."""

    slug: str
    source: str
    status: Status
    pages: int = 0
    first_folio: int | None = None
    notes: tuple[Note, ...] = ()
    error: PrintkitError | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built, from what, and how long it took (seconds of wall clock); `bundle` is None where none was made."""

    issue: str
    bundle: Path | None
    pages: int
    size: int
    articles: tuple[ArticleReport, ...]
    seconds: float
    notes: tuple[Note, ...] = ()
    complete: bool = True

    def count(self, status: Status) -> int:
        """How many articles met this fate."""
        return sum(article.status == status for article in self.articles)

    def as_dict(self) -> Json:
        """The report as `printkit build --json` prints it."""
        return {
            "issue": self.issue,
            "bundle": str(self.bundle) if self.bundle else None,
            "complete": self.complete,
            "pages": self.pages,
            "bytes": self.size,
            "articles": [printed_dict(article) for article in self.articles],
            "notes": [note_dict(note) for note in self.notes],
            "seconds": round(self.seconds, 3),
            "made": self.count("made"),
            "cached": self.count("cached"),
            "failed": self.count("failed"),
        }


def told_once(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes without a second one on the same missing picture: the first says why it is missing."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for note in notes:
        key = (note.code, note.where)
        if note.code != MISSING or key not in seen:
            kept.append(note)
        seen.add(key)
    return tuple(kept)


def note_dict(note: Note) -> Json:
    """A note as JSON."""
    return {"level": note.level, "code": note.code, "text": note.text, "where": note.where}


def error_dict(error: PrintkitError) -> Json:
    """An error as JSON: what, where, what to try."""
    return {"text": error.text, "where": error.where, "hint": error.hint}


def printed_dict(article: ArticleReport) -> Json:
    """One article's fate as JSON."""
    return {
        "slug": article.slug,
        "source": article.source,
        "status": article.status,
        "pages": article.pages,
        "first_folio": article.first_folio,
        "notes": [note_dict(note) for note in article.notes],
        "error": error_dict(article.error) if article.error else None,
        **({"file": str(article.file)} if article.file else {}),
    }
