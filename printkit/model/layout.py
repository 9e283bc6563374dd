"""A layout as it stands after its chain of layout.toml files is read: page, tokens, options, faces, folio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from printkit.model.words import leftward

MM = 72 / 25.4
"""Points in a millimetre."""

Side = Literal["recto", "verso"]


def bound(side: Side, lang: str) -> Side:
    """The side that a page has on the sheet: what is read from the right is bound there, its rectos lie at the left.

    `recto` then stands for a page at the right, whatever its folio.
    """
    if not leftward(lang):
        return side
    return "verso" if side == "recto" else "recto"


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page in pt: trim size, bleed, and the margins of a recto (`inner` is its left, mirrored on a verso)."""

    width: float
    height: float
    top: float
    outer: float
    bottom: float
    inner: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class FolioStyle:
    """Where and how binding stamps the folio and the issue line; lengths in pt.

    `place`: foot-outer, foot-centre, foot-inner, head-outer, head-centre or head-inner, or none. `offset` is the
    distance of the baseline from the trim edge named. The issue line (title, number, date) stands at `line_place`, or
    nowhere. Family and weight name a face in fonts/. The two margins are those of the text from the trim's edge. Where
    pages are not `mirrored`, the outer side is the right one on every page.
    """

    family: str = "Source Sans 3"
    weight: int = 400
    size: float = 8.0
    place: str = "foot-outer"
    offset: float = 28.0
    line_place: str = "none"
    line_size: float = 7.5
    margin_outer: float = 45.0
    margin_inner: float = 45.0
    mirrored: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a layout offers: its default, the values it may take (empty: any), and a line of help.

    With a `kind` (length, paper, number, switch or text) any value of that kind is good, and `values` are what a form
    offers first. `sets` names what the value is written to, `when` what a single value sets beside that, `scales` the
    tokens that grow and shrink with it; layouts.py says how.
    """

    default: str
    values: tuple[str, ...] = ()
    help: str = ""
    kind: Literal["", "length", "paper", "number", "switch", "text"] = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    scales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """One layout.toml, or a chain of them laid over each other, as written; `extends` is None where it is not said."""

    extends: str | None = None
    help: str = ""
    families: tuple[str, ...] = ()
    page: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    folio: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout ready for composing.

    `folders` runs from the layout itself to `base`; templates and style sheets are looked up along it. `options` are
    what it declares, `chosen` what holds after the chain of precedence. `tokens` become CSS custom properties.
    """

    name: str
    folders: tuple[Path, ...]
    page: Geometry
    tokens: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    families: tuple[str, ...] = ()
    folio: FolioStyle = field(default_factory=FolioStyle)
    help: str = ""

    @property
    def mirrored(self) -> bool:
        """True where a verso is set other than a recto: its margins differ."""
        return self.two_sided and self.page.outer != self.page.inner

    @property
    def two_sided(self) -> bool:
        """Whether its sheets are printed on both sides; else every page is a right-hand one and no blank is needed."""
        return self.chosen.get("sides", "two") != "one"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file of a family and what it answers to in CSS."""

    path: Path
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts as family.toml describes it.

    `role` is text, sans, mono, display or script; or, for the faces that step in where those have no glyph, resort
    (letters), symbols or emoji. `generic` is the CSS word that it answers to: serif, sans-serif, monospace or emoji.
    """

    name: str
    version: str
    licence: str
    licence_file: Path
    source: str
    faces: tuple[Face, ...]
    role: str = "text"
    scripts: tuple[str, ...] = ()
    generic: str = ""
