"""Makes pages ready for a printing press: boxes and marks, black as black alone, every other colour with a profile.

ISO 15930-7 (PDF/X-4): each colour is that of the output intent (grey and CMYK) or says itself what it is (RGB with a
profile), and nothing on the page acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

from printkit.bind import colour
from printkit.bind.graft import Graft
from printkit.bind.objects import array, content, dictionary, items_of, name, name_of, number, own, packed, stream
from printkit.bind.write import Writer
from printkit.model.products import Box, PressRun

MM = 72 / 25.4
OFFSET, LENGTH, EDGE = 3 * MM, 5 * MM, 2 * MM
"""How far marks keep from the trim at least, how long they are, and the white around them."""

_RGB = re.compile(rb"(?m)^([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)$")
_ALL = "PKAll"


@dataclass
class Sheet:
    """What every page of a press run is given; made once a book."""

    writer: Writer
    run: PressRun
    srgb: IndirectObject = field(init=False)
    _all: IndirectObject = field(init=False)

    def __post_init__(self) -> None:
        profile = self.writer.add(stream(colour.srgb(), dictionary(N=number(3))))
        self.srgb = self.writer.add(array((name("ICCBased"), profile)))
        every = dictionary(
            FunctionType=number(2),
            Domain=_numbers((0, 1)),
            C0=_numbers((0, 0, 0, 0)),
            C1=_numbers((1, 1, 1, 1)),
            N=number(1),
        )
        self._all = self.writer.add(array((name("Separation"), name("All"), name("DeviceCMYK"), every)))

    def colour(self, made: DictionaryObject) -> None:
        """Give a dictionary's colours a profile: a picture's, a shading's, a group's, and all that a page may use."""
        if name_of(made, "/S") == "Transparency":
            # A group in RGB would make four inks of the black in it.
            made[name("CS")] = name("DeviceCMYK")
            return
        for key in ("ColorSpace", "CS"):
            space = own(made, f"/{key}")
            if name_of(made, f"/{key}") == "DeviceRGB":
                made[name(key)] = self.srgb
            elif isinstance(space, ArrayObject) and len(space) > 1 and list.__getitem__(space, 1) == "/DeviceRGB":
                list.__setitem__(space, 1, self.srgb)
        if any(isinstance(own(made, f"/{key}"), DictionaryObject) for key in ("ColorSpace", "ExtGState", "XObject")):
            self._spaces(made)[name("DefaultRGB")] = self.srgb

    def paint(self, made: StreamObject) -> None:
        """Set the black and grey of a form or a pattern in black alone."""
        if name_of(made, "/Subtype") == "Form" or "/PatternType" in made:
            packed(made, greyed(content(made)))

    def frame(self, graft: Graft, page: DictionaryObject, trim: Box) -> None:
        """Give a page its boxes (ISO 15930-7, 6.15), and its resources the colour of the marks."""
        around = self.run.bleed
        page[name("TrimBox")] = _numbers(trim)
        page[name("BleedBox")] = _numbers(_grown(trim, around))
        outside = max(around, OFFSET) + LENGTH + EDGE if self.run.marks else around
        page[name("MediaBox")] = _numbers(_grown(trim, outside))
        page.pop(name("CropBox"), None)
        resources = graft.find(own(page, "/Resources"))
        if isinstance(resources, DictionaryObject):
            spaces = self._spaces(resources)
            spaces[name("DefaultRGB")] = self.srgb
            if self.run.marks:
                spaces[name(_ALL)] = self._all

    def marked(self, trim: Box) -> bytes:
        """The content that draws the printer's marks around a page, in all inks; empty where none are wanted."""
        lines = b"".join(_line(*line) for line in self._lines(trim))
        if not lines:
            return b""
        return b"/Artifact <</Type/Page>> BDC\nq\n/%s CS\n1 SCN\n0.25 w\n%sQ\nEMC\n" % (_ALL.encode(), lines)

    def strip(self, graft: Graft, pages: Iterable[IndirectObject]) -> None:
        """Take all annotations off the pages, and out of the tag tree, whose words they leave behind."""
        for place in pages:
            page = graft.find(place)
            if isinstance(page, DictionaryObject):
                page.pop(name("Annots"), None)
        for number_, found in list(graft.objects.items()):
            if not isinstance(found, DictionaryObject):
                continue
            if name_of(found, "/Type") == "Annot" or ("/Rect" in found and "/Subtype" in found):
                del graft.objects[number_]
            elif "/S" in found and "/K" in found:
                found[name("K")] = array(kid for kid in _kids(graft, found) if not _is_annotation(graft, kid))
                if name_of(found, "/S") == "Link":
                    found[name("S")] = name("Span")

    def _spaces(self, resources: DictionaryObject) -> DictionaryObject:
        spaces = own(resources, "/ColorSpace")
        if not isinstance(spaces, DictionaryObject):
            spaces = DictionaryObject()
            resources[name("ColorSpace")] = spaces
        return spaces

    def _lines(self, trim: Box) -> Iterator[tuple[float, float, float, float]]:
        near = max(self.run.bleed, OFFSET)
        left, bottom, right, top = trim
        if "crop" in self.run.marks:
            for x in (left, right):
                yield x, top + near, x, top + near + LENGTH
                yield x, bottom - near, x, bottom - near - LENGTH
            for y in (bottom, top):
                yield left - near, y, left - near - LENGTH, y
                yield right + near, y, right + near + LENGTH, y
        if "cross" in self.run.marks:
            middle, half, out = (left + right) / 2, (bottom + top) / 2, near + LENGTH / 2
            for x, y in ((middle, top + out), (middle, bottom - out), (left - out, half), (right + out, half)):
                yield x - LENGTH / 2, y, x + LENGTH / 2, y
                yield x, y - LENGTH / 2, x, y + LENGTH / 2


def greyed(data: bytes) -> bytes:
    """A content with each black and grey of equal red, green and blue set in the black ink alone."""

    def grey(found: re.Match[bytes]) -> bytes:
        red, green, blue, operator = found.groups()
        return red + (b" g" if operator == b"rg" else b" G") if red == green == blue else found[0]

    return _RGB.sub(grey, data)


def _is_annotation(graft: Graft, kid: PdfObject) -> bool:
    found = graft.find(kid) if isinstance(kid, IndirectObject) else kid
    return isinstance(found, DictionaryObject) and name_of(found, "/Type") == "OBJR"


def _kids(graft: Graft, element: DictionaryObject) -> list[PdfObject]:
    held = own(element, "/K")
    followed = graft.find(held)
    return items_of(followed) if isinstance(followed, ArrayObject) else items_of(held)


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return b"%.3f %.3f m %.3f %.3f l S\n" % (x, y, to_x, to_y)


def _numbers(values: Iterable[float]) -> ArrayObject:
    return array(FloatObject(round(value, 4)) for value in values)
