"""An issue as issue.toml (or a bare folder) orders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a field's name
from pathlib import Path
from typing import Literal

Opens = Literal["recto", "verso", "page", "column"]
Profile = Literal["screen", "archive", "press"]
MatterKind = Literal["cover", "masthead", "contents", "section", "index", "colophon"]
"""The pages of an issue's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or one ready PDF, in a section; `source` is a path from the project's root, or an address.

    After so many pages as `jump` says the article goes on at the end of its section; 0: it stands in one piece.
    """

    source: str
    pdf: bool = False
    title: str = ""
    alt: str = ""
    type: str = ""
    layout: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    jump: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Articles that stand together; an unnamed section has no opener and no bookmark."""

    title: str
    entries: tuple[Entry, ...]
    opens: Opens = "page"
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover shows beside the title.

    `kind` is picture, type or band, or the layout's own where it is empty; `focus` is the point that its picture is cut
    about, as shares of its width and height from the left and the top: `0.5,0.3`.
    """

    image: str = ""
    alt: str = ""
    credit: str = ""
    lines: tuple[str, ...] = ()
    kind: str = ""
    focus: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """What a printing house asks for: output intent (a profile file or a known name), bleed, and printer's marks."""

    intent: str = ""
    bleed: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The house: settings of site.toml that hold for every issue in the project.

    `tables` keeps the checked tables of other rooms by name: brand, mail, web, fetch, limits, rules.
    """

    id: str = ""
    name: str = ""
    lang: str = ""
    rights: str = ""
    outlet: str = ""
    layout: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: what it is called, what stands in it and in what order, and how it is set.

    `root` is the project's root, the wall that no file is read outside of; `folder` is the issue's own place in it.
    `date` is the only date the build knows. `layout` is empty where the issue names none.
    """

    title: str
    slug: str
    root: Path
    folder: Path
    sections: tuple[Section, ...]
    number: str = ""
    date: Date | None = None
    lang: str = "en"
    layout: str = ""
    profile: Profile = "screen"
    front: tuple[MatterKind, ...] = ("cover", "contents")
    back: tuple[MatterKind, ...] = ("colophon",)
    cover: Cover = field(default_factory=Cover)
    colophon: str = ""
    multiple: int = 1
    filler: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    press: Press = field(default_factory=Press)
    site: Site = field(default_factory=Site)
