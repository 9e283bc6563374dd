"""Writes the sides of imposed sheets as pages of a PDF: boxes, content, labels, what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from printkit.outputs import marks
from printkit.outputs.copying import Copies, numbers
from printkit.outputs.forme import Forme, Size
from printkit.outputs.original import BROKEN, Original

PRODUCER = "printkit"

_KEPT = ("/OutputIntents", "/OCProperties", "/Lang")
"""What the catalog keeps: the colours that are meant, the layers that are shown, the language."""

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
    "<dc:format>application/pdf</dc:format>\n"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
    "<pdf:Producer>{producer}</pdf:Producer>\n"
    '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
)


@dataclass
class Sides:
    """The sides as they come, and the file around them."""

    original: Original
    writer: PdfWriter
    copies: Copies
    _labels: ArrayObject = field(default_factory=ArrayObject)
    _ink: IndirectObject | None = None

    def add(self, forme: Forme, shift: float, content: bytes, forms: dict[str, IndirectObject], label: str) -> None:
        """One side: its content draws the forms by these names, and may draw marks."""
        self._labels += [NumberObject(len(self._labels) // 2), _entries(P=TextStringObject(label))]
        page = self.writer.add_blank_page(*forme.media)
        page[NameObject("/MediaBox")] = numbers((0.0, 0.0, *forme.media))
        page[NameObject("/TrimBox")] = numbers(forme.trim(shift))
        page[NameObject("/BleedBox")] = numbers(forme.bleeds(shift))
        resources = _entries(XObject=_entries(**forms))
        if marks.INK.encode() in content:
            resources[NameObject("/ColorSpace")] = _entries(**{marks.INK: self._registration()})
        page[NameObject("/Resources")] = resources
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = self.copies.add(stream.flate_encode())

    def finish(self, media: Size, *, folded: bool, identifier: bytes) -> None:
        """What the file says of itself: the title, and how it wants to be printed; no tags and no standard."""
        root = self.writer.root_object
        for key in _KEPT:
            if key in self.original.catalog:
                root[NameObject(key)] = self.copies.take(self.original.catalog.raw_get(key))
        root[NameObject("/PageLabels")] = _entries(Nums=self._labels)
        root[NameObject("/ViewerPreferences")] = _wishes(media, folded=folded)
        said = self._said()
        self.writer.metadata = said
        packet = DecodedStreamObject()
        packet.update(_entries(Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
        packet.set_data(_XMP.format(title=escape(said.get("/Title", "")), producer=PRODUCER).encode())
        root[NameObject("/Metadata")] = self.copies.add(packet)
        # Of what went in and not of what came out, which comes to the same and needs no second writing.
        self.writer._ID = ArrayObject((ByteStringObject(identifier), ByteStringObject(identifier)))

    def _said(self) -> dict[str, str]:
        """Title, author, subject and dates as the PDF has them."""
        info: Mapping[str, object] = self.original.reader.metadata or {}
        keys = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate")
        said = {key: str(info[key]) for key in keys if info.get(key)}
        said.setdefault("/Title", self._other_title())
        return {key: value for key, value in said.items() if value} | {"/Producer": PRODUCER}

    def _other_title(self) -> str:
        """The title of the XMP packet, for a file whose information dictionary has none."""
        try:
            xmp = self.original.reader.xmp_metadata
            return next(iter((xmp.dc_title or {}).values()), "") if xmp else ""
        except BROKEN:
            return ""

    def _registration(self) -> IndirectObject:
        """ISO 32000-1, 8.6.6.4: the ink that marks every plate, and black where there are no plates."""
        if self._ink is None:
            black = _entries(
                FunctionType=NumberObject(2),
                Domain=numbers((0, 1)),
                C0=numbers((1,)),
                C1=numbers((0,)),
                N=NumberObject(1),
            )
            names = (NameObject(name) for name in ("/Separation", "/All", "/DeviceGray"))
            self._ink = self.copies.add(ArrayObject((*names, black)))
        return self._ink


def _wishes(media: Size, *, folded: bool) -> DictionaryObject:
    """ISO 32000-1, 12.2: printed as large as it is, and turned over about the upright axis, where it is folded."""
    made = _entries(DisplayDocTitle=BooleanObject(True), PrintScaling=NameObject("/None"))
    if folded:
        edge = "Short" if media[0] > media[1] else "Long"
        made[NameObject("/Duplex")] = NameObject(f"/DuplexFlip{edge}Edge")
    return made


def _entries(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
