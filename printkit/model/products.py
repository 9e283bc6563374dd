"""What the steps hand on: galleys, renditions, the folio plan, parts to bind, the bundle and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a field's name
from pathlib import Path
from typing import Literal

from printkit.errors import Note
from printkit.model.layout import FolioStyle, Side

Numerals = Literal["decimal", "roman", "none"]
Kind = Literal["cover", "front", "section", "article", "rest", "back", "filler"]
"""What a part is; a rest is the later pages of an article that jumps, a filler a page that the plan needs and nobody
reads."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in the cache that is never held in memory whole: its path, its size in bytes, its sha256 in hex."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made ready for paper: upright, scaled, in a safe format; width and height in px."""

    blob: Blob
    width: int
    height: int
    media_type: Literal["image/png", "image/jpeg"]


@dataclass(frozen=True, slots=True)
class Jump:
    """Where an article is broken off, after so many pages, to go on later in its issue.

    `flipped`: the first page after the jump is of the side that the last one before it is.
    """

    after: int
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Galley:
    """An article composed but not yet broken into pages.

    `assets` maps the path under the galley's virtual origin (`pictures/<digest>.jpg`) to the file behind it; nothing
    else can be read while it is set. `css` is the same for all galleys of a layout, `rules` are this galley's own.
    """

    slug: str
    html: str
    css: str
    assets: Mapping[str, Blob]
    lang: str
    notes: tuple[Note, ...] = ()
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A galley set: its PDF without folios, its number of pages, and the side its first page is.

    `foreign` are ready pages from elsewhere, which fit either side; `breaks` names the standards (PDF/UA, PDF/A, PDF/X)
    that no file with them in it can keep.
    """

    slug: str
    pdf: Blob
    pages: int
    side: Side
    notes: tuple[Note, ...] = ()
    foreign: bool = False
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a part stands: the folio of its first page, the numerals of its run, and a blank page before it or not."""

    first_folio: int
    numerals: Numerals = "decimal"
    blank_before: bool = False

    @property
    def side(self) -> Side:
        """Odd folios are rectos, even ones versos."""
        return "recto" if self.first_folio % 2 else "verso"


@dataclass(frozen=True, slots=True)
class FolioPlan:
    """The places of all parts, in the order of binding, and their page counts."""

    placements: Mapping[str, Placement]
    pages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels inside the bundle: its name and media type, what it is to its part, and when it changed."""

    name: str
    media_type: str
    relation: Literal["Source", "Data"]
    blob: Blob
    changed: Date | None = None


@dataclass(frozen=True, slots=True)
class PressRun:
    """What the printing house asks for: its condition and its profile (ICC, of four inks), bleed in pt, and marks."""

    condition: str
    profile: Blob
    bleed: float = 0.0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One rendition as binding takes it: what it is, what it is called, and where it stands.

    `whole` is False for the stand-in of an article that failed: a link to a place in it leads to its first page.
    An article that jumps has only the first `jump` pages of its rendition here and the others at `rest`; where they
    stand in the order of the book is a part of kind `rest` with the same rendition, `of` that article.
    """

    slug: str
    kind: Kind
    title: str
    lang: str
    rendition: Rendition
    placement: Placement
    section: str = ""
    stamped: bool = True
    whole: bool = True
    files: tuple[Enclosure, ...] = ()
    jump: int = 0
    rest: Placement | None = None
    of: str = ""

    @property
    def pages(self) -> int:
        """How many pages stand here."""
        if self.of:
            return self.rendition.pages - self.jump
        return self.jump or self.rendition.pages

    def folio(self, step: int) -> int:
        """The folio of one of its pages, counted from 0, whether it stands here or after the jump."""
        if self.rest is not None and step >= self.jump:
            return self.rest.first_folio + step - self.jump
        return self.placement.first_folio + step


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the bundle says of itself: title, creators, language, date, and the line that is stamped on its pages."""

    title: str
    lang: str
    creators: tuple[str, ...] = ()
    date: Date | None = None
    subject: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    issue_line: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All that binding needs: the parts in order, the imprint, and the sheet that carries the folio's face.

    `sheet` is a rendition of one page that shows every character a stamp may need in the folio's face; its font is
    what the stamps are set in. None: nothing is stamped. The profile `press` needs `press`.
    """

    parts: tuple[Part, ...]
    imprint: Imprint
    profile: str = "screen"
    folio: FolioStyle = field(default_factory=FolioStyle)
    sheet: Rendition | None = None
    press: PressRun | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bound file and what was found while binding."""

    pdf: Blob
    pages: int
    notes: tuple[Note, ...] = ()


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: its number from 1, boxes in pt, label, and as text the folio and the issue line stamped on it."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    label: str
    folio: str = ""
    tagged: bool = True
    line: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One line of the outline: depth from 0, title, and the page it leads to (0: nowhere)."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """One link: the page it stands on, and the page it leads to, or its address; both empty where it is dead."""

    page: int
    target_page: int = 0
    uri: str = ""
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class FontFacts:
    """One font program: name, kind, whether it is embedded and subset, and its size in bytes."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    size: int


@dataclass(frozen=True, slots=True)
class TagFacts:
    """The structure tree: elements by type, and the types, titles and languages of the first two levels."""

    counts: Mapping[str, int]
    outline: tuple[tuple[int, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF is, read from its bytes."""

    version: str
    size: int
    pages: tuple[PageFacts, ...]
    bookmarks: tuple[Bookmark, ...]
    tags: TagFacts | None
    fonts: tuple[FontFacts, ...]
    links: tuple[LinkFacts, ...]
    pictures: int
    metadata: Mapping[str, str]
    claims: tuple[str, ...]
    lang: str = ""
    attachments: tuple[str, ...] = ()


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def label(numerals: Numerals, folio: int, *, cover: str = "Cover") -> str:
    """The folio as readers see it: decimal, roman in lower case, or for pages without numerals the word for a cover.

    A cover's second page is "Cover 2". Page labels of the file and stamped folios are made here, so that they agree.
    """
    if numerals == "none":
        return cover if folio == 1 else f"{cover} {folio}"
    return roman(folio) if numerals == "roman" else str(folio)


def roman(number: int) -> str:
    """A number from 1 in lower-case roman numerals."""
    said = ""
    for value, letters in _ROMAN:
        while number >= value:
            said += letters
            number -= value
    return said
