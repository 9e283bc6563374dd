"""Stamps the folio and the issue line on a page, as pagination artifacts in the layout's own face and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import IndirectObject, StreamObject

from printkit.bind import figures
from printkit.bind.faces import Faces, meanings, subsets
from printkit.bind.graft import MARKED
from printkit.bind.objects import content, entries_of, own
from printkit.bind.read import Opened
from printkit.bind.repair import PX
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

    `leftward` says that the issue is read, and so bound, from the right. `drawn` shows the line as the engine set it,
    in pixels, with its width; where the sheet has no line, it is set letter by letter.
    """

    style: FolioStyle
    line: str
    fonts: Mapping[str, IndirectObject]
    marks: Mapping[str, Mark]
    leftward: bool = False
    drawn: tuple[bytes, float] = (b"", 0.0)

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
            said, wide = self.drawn
            span = indent, wide * PX if said else self._width(self.line, where) * style.line_size
            at = _at(style, style.line_place, lies_right, trim, span)
            if said:
                out += _framed(said, style.line_place, at, PX)
            else:
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
        return _framed(said + b"> Tj", place, at)


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
    return Stamps(style, line, fonts, marks, drawn=_drawn(sheet) if line else (b"", 0.0))


def _drawn(sheet: Opened) -> tuple[bytes, float]:
    """The line as the engine set it below the characters; nothing where the sheet shows characters alone."""
    page = sheet.dictionary(sheet.pages[0])
    content_stream = sheet.look(own(page, "/Contents"))
    data = content(content_stream) if isinstance(content_stream, StreamObject) else b""
    found = list(MARKED.finditer(data))
    if len(found) < 2:
        return b"", 0.0
    resources = sheet.dictionary(own(page, "/Resources"))
    ranks = {place: rank for rank, place in enumerate(subsets(sheet))}
    names, fonts = {}, {}
    for key, place in entries_of(sheet.dictionary(own(resources, "/Font"))):
        if isinstance(place, IndirectObject) and place.idnum in ranks:
            called = key[1:].encode("latin-1")
            names[called] = f"PKFolio{ranks[place.idnum]}".encode()
            fonts[called] = meanings(sheet, place)
    return figures.line(data, found[-1].end(), fonts, names)


def _framed(said: bytes, place: str, at: tuple[float, float], scale: float = 1) -> bytes:
    kind = b"Header" if place.startswith("head") else b"Footer"
    head = b"/Artifact <</Type/Pagination/Subtype/%s>> BDC\n" % kind
    return head + b"BT %g 0 0 %g %.3f %.3f Tm\n" % (scale, scale, *at) + said + b"\nET\nEMC\n"


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
