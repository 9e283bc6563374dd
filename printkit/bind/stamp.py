"""Stamps the folio and the issue line on a page, as pagination artifacts in the layout's own face and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import IndirectObject

from printkit.bind.faces import Faces, subsets
from printkit.bind.read import Opened
from printkit.errors import BindError
from printkit.model.layout import FolioStyle, Side
from printkit.model.products import Box

GAP = 2.0
"""Ems between folio and issue line where both stand in one place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One character as a stamp shows it: the name of its font in a page's resources, its glyph, its width in ems."""

    font: str
    glyph: int
    width: float


@dataclass(frozen=True, slots=True)
class Stamps:
    """What stamping needs: the fonts by their name in a page's resources, and the characters that they show.

    `leftward` says that the issue is read, and so bound, from the right.
    """

    style: FolioStyle
    line: str
    fonts: Mapping[str, IndirectObject]
    marks: Mapping[str, Mark]
    leftward: bool = False

    def on(self, folio: str, *, side: Side, trim: Box, where: str) -> bytes:
        """The content that stamps one page; empty where the style stamps nothing. `where` is named in an error."""
        style = self.style
        lies_right = (side == "recto" or not style.mirrored) != self.leftward
        width = self._width(folio, where) * style.size
        out = b""
        if style.place != "none":
            out += self._artifact(
                folio, style.place, style.size, _at(style, style.place, lies_right, trim, (0.0, width)), where
            )
        if self.line and style.line_place != "none":
            indent = width + GAP * style.size if style.line_place == style.place else 0.0
            span = indent, self._width(self.line, where) * style.line_size
            at = _at(style, style.line_place, lies_right, trim, span)
            out += self._artifact(self.line, style.line_place, style.line_size, at, where)
        return out

    def _width(self, text: str, where: str) -> float:
        return sum(self._mark(character, where).width for character in text)

    def _mark(self, character: str, where: str) -> Mark:
        if character not in self.marks:
            raise BindError(
                f"the folio's face cannot show '{character}' (U+{ord(character):04X})",
                where=where,
                hint="put the character on the sheet, or choose another folio family",
            )
        return self.marks[character]

    def _artifact(self, text: str, place: str, size: float, at: tuple[float, float], where: str) -> bytes:
        """ISO 32000-1, 14.8.2.2: an artifact of pagination, so that a reader aloud passes it over."""
        said, font = b"", ""
        for character in text:
            mark = self._mark(character, where)
            if mark.font != font:
                said += (b"> Tj\n" if font else b"") + f"/{mark.font} {size:g} Tf <".encode()
                font = mark.font
            said += b"%04x" % mark.glyph
        kind = b"Header" if place.startswith("head") else b"Footer"
        head = b"/Artifact <</Type/Pagination/Subtype/%s>> BDC\nBT 1 0 0 1 %.3f %.3f Tm\n" % (kind, *at)
        return head + said + b"> Tj\nET\nEMC\n"


def stamps(style: FolioStyle, line: str, sheet: Opened, faces: Faces) -> Stamps:
    """Stamps in the face that the sheet carries."""
    fonts: dict[str, IndirectObject] = {}
    marks: dict[str, Mark] = {}
    for rank, subset in enumerate(subsets(sheet).values()):
        font = f"PKFolio{rank}"
        fonts[font] = faces.place(subset)
        for character, (glyph, width) in subset.glyphs.items():
            marks.setdefault(character, Mark(font, glyph, width / 1000))
    if not fonts:
        raise BindError("the folio's sheet carries no font that stamps can be set in", where=sheet.slug)
    return Stamps(style, line, fonts, marks)


def _at(style: FolioStyle, place: str, lies_right: bool, trim: Box, span: tuple[float, float]) -> tuple[float, float]:
    """Where a text starts: a page that lies at the right has its outer edge there. `span`: its indent and its width."""
    edge, across = place.split("-")
    left, bottom, right, top = trim
    inside = left + (style.margin_inner if lies_right else style.margin_outer)
    outside = right - (style.margin_outer if lies_right else style.margin_inner)
    baseline = bottom + style.offset if edge == "foot" else top - style.offset
    indent, width = span
    if across == "centre":
        return (inside + outside - width) / 2 + indent, baseline
    at_right = (across == "outer") == lies_right
    return (outside - width - indent if at_right else inside + indent), baseline
