"""Jobs by name: what the ordering process asks of a worker without loading the engines itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from printkit.errors import Note
from printkit.model.article import Article
from printkit.model.issue import Issue, MatterKind
from printkit.model.layout import Layout, Side
from printkit.model.products import Blob, Jump, Picture


@dataclass(frozen=True, slots=True)
class Task:
    """A function by its name; its module in `build/` is loaded where the job runs, not where it is ordered.

    `programs` is true for a job that starts another program, inside the same walls.
    """

    name: str
    module: str = "jobs"
    programs: bool = False

    def __call__(self, *args: object) -> object:
        """Run the job here."""
        return getattr(import_module(f"printkit.build.{self.module}"), self.name)(*args)


Span = tuple[int, int]
"""Where a piece of what was opened begins in the file that holds all pieces, and its size in bytes."""

PageRow = tuple[Span, str, str, int, bool, tuple[Note, ...]]
"""One page of what was opened: its bytes, media type, location, the number of its group of pictures, whether it was
found by chance, and findings."""


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """An article to be set: with what layout, pictures (by source) and cross links, on which side it opens.

    One that is longer than its `jump` keeps room for the lines that say where it goes on.
    """

    article: Article
    layout: Layout
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    masthead: Issue | None = None
    side: Side = "recto"
    jump: Jump | None = None

    @property
    def slug(self) -> str:
        """The article's own."""
        return self.article.slug


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents or the index: where it leads, what it says, and the label of the page as text."""

    slug: str
    title: str
    byline: tuple[str, ...] = ()
    standfirst: str = ""
    section: str = ""
    label: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterWork:
    """A page of the issue's own to be set."""

    kind: MatterKind
    slug: str
    issue: Issue
    layout: Layout
    rows: tuple[Row, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    section: str = ""
    side: Side = "recto"


@dataclass(frozen=True, slots=True)
class StandInWork:
    """The page that stands where an article failed."""

    slug: str
    title: str
    reason: str
    layout: Layout
    side: Side = "recto"


@dataclass(frozen=True, slots=True)
class SheetWork:
    """The sheet of characters that gives binding the folio's face, and of the issue's line as its language sets it."""

    characters: str
    layout: Layout
    side: Side = "recto"
    line: str = ""
    lang: str = "en"
    slug: str = "_sheet"


@dataclass(frozen=True, slots=True)
class PdfWork:
    """Ready pages to be taken in: their file, what it is called, and what the issue says of it."""

    slug: str
    pdf: Blob
    source: str
    title: str
    alt: str
    layout: Layout
    side: Side = "recto"


@dataclass(frozen=True, slots=True)
class FillerWork:
    """A page that the plan needs: with a picture on it, or blank."""

    layout: Layout
    picture: Picture | None = None
    side: Side = "recto"
    slug: str = "_filler"


Work = ArticleWork | MatterWork | StandInWork | SheetWork | PdfWork | FillerWork


@dataclass(frozen=True, slots=True)
class Engine:
    """What a worker loads before its first job: the project's own folders of fonts, where the cache lies, and the
    layouts whose style sheets are worth having at hand."""

    fonts: tuple[Path, ...]
    cache: Path
    layouts: tuple[Layout, ...] = ()
