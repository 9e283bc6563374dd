"""Gathers the fonts of all parts: the subsets of one face become one font, and what disagrees stays apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, PdfObject, StreamObject

from printkit.bind.fonts import Program, program
from printkit.bind.objects import array, content, dictionary, entries_of, items_of, name, name_of, number, own, stream
from printkit.bind.read import Opened
from printkit.bind.write import Writer
from printkit.errors import Note

_PAIR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_TAG = re.compile(r"^[A-Z]{6}\+")

_MAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
_MAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@dataclass(frozen=True)
class Subset:
    """A font as one part has it: its face, its program (bytes, and an empty one that can grow).

    By glyph: its width, and the UTF-16 in hex that it stands for.
    """

    face: str
    key: str
    data: bytes
    program: Program
    widths: Mapping[int, PdfObject]
    unicode: Mapping[int, bytes]
    descriptor: DictionaryObject
    descendant: DictionaryObject

    @property
    def glyphs(self) -> dict[str, tuple[int, float]]:
        """By character: its glyph and width in thousandths of the size."""
        found: dict[str, tuple[int, float]] = {}
        for glyph in sorted(self.unicode):
            said = bytes.fromhex(self.unicode[glyph].decode()).decode("utf-16-be", "replace")
            if len(said) == 1 and glyph in self.widths:
                found.setdefault(said, (glyph, float(str(self.widths[glyph]))))
        return found


@dataclass
class Variant:
    """A font over a face's program: its place, its widths, its map to Unicode.

    A face mostly has one. The engine rounds a width now one way, now the other, and may give one glyph two meanings.
    """

    place: IndirectObject
    widths: dict[int, PdfObject]
    unicode: dict[int, bytes]

    def take(self, subset: Subset) -> bool:
        """Take a subset's widths and meanings in; False, and nothing changed, where they disagree."""
        if any(self.widths.get(glyph, width) != width for glyph, width in subset.widths.items()):
            return False
        if any(self.unicode.get(glyph, said) != said for glyph, said in subset.unicode.items()):
            return False
        self.widths.update(subset.widths)
        self.unicode.update(subset.unicode)
        return True


@dataclass
class Face:
    """One face as it grows: its program, and the fonts over it."""

    first: Subset
    program: Program
    variants: list[Variant] = field(default_factory=list)
    flags: int = -1
    right: float = 0.0

    def take(self, subset: Subset) -> bool:
        """Take a subset in; False, and nothing changed, where its program disagrees."""
        if not self.program.take(subset.data, frozenset(subset.unicode)):
            return False
        self.flags &= int(str(own(subset.descriptor, "/Flags") or 0))
        self.right = max(self.right, float(str(items_of(own(subset.descriptor, "/FontBBox"))[2])))
        return True

    def place_for(self, subset: Subset, writer: Writer) -> IndirectObject:
        """The place of the font that shows a subset whose program was taken in."""
        for variant in self.variants:
            if variant.take(subset):
                return variant.place
        self.variants.append(Variant(writer.reserve(), dict(subset.widths), dict(subset.unicode)))
        return self.variants[-1].place


@dataclass
class Faces:
    """Every face of the bundle, by name and kind."""

    writer: Writer
    _faces: dict[tuple[str, str, bytes], list[Face]] = field(default_factory=dict)

    def adopt(self, source: Opened) -> dict[int, PdfObject]:
        """By the part's own number, the place of each font that could be united with others of its face."""
        return {place: self.place(subset) for place, subset in subsets(source).items()}

    def place(self, subset: Subset) -> IndirectObject:
        """The place of the united font that shows this subset."""
        key = (subset.face, subset.key, subset.program.signature)
        alike = self._faces.setdefault(key, [])
        face = next((face for face in alike if face.take(subset)), None)
        if face is None:
            face = Face(replace(subset, data=b"", unicode={}), subset.program)
            if not face.take(subset):
                raise ValueError(f"a subset of {subset.face} disagrees with itself")
            alike.append(face)
        return face.place_for(subset, self.writer)

    def finish(self) -> tuple[Note, ...]:
        """Set the united fonts down; a Note for each face that had to stay in several fonts."""
        notes = []
        for (face_name, _, _), alike in self._faces.items():
            for face in alike:
                self._put(face)
            if len(alike) > 1:
                text = f"the parts disagree on {face_name}: it is in the file {len(alike)} times"
                notes.append(Note("info", "font.kept-apart", text, where=face_name))
        return tuple(notes)

    def _put(self, face: Face) -> None:
        data = face.program.data()
        # A tag of its own for each program: a viewer may cache fonts by name (ISO 32000-1, 9.6.4).
        called = name(f"{_letters(data)}+{face.first.face}")
        descriptor = DictionaryObject(face.first.descriptor)
        box = [float(str(side)) for side in items_of(own(face.first.descriptor, "/FontBBox"))]
        box[2] = face.right
        descriptor[name("FontName")] = called
        descriptor[name("Flags")] = number(face.flags)
        descriptor[name("FontBBox")] = array(number(round(side)) for side in box)
        kind = dictionary(Subtype=name("OpenType")) if face.first.key == "/FontFile3" else DictionaryObject()
        if face.first.key == "/FontFile2":
            kind[name("Length1")] = number(len(data))
        descriptor[name(face.first.key[1:])] = self.writer.add(stream(data, kind))
        described = self.writer.add(descriptor)
        for variant in face.variants:
            descendant = DictionaryObject(face.first.descendant)
            descendant[name("BaseFont")] = called
            descendant[name("W")] = _widths(variant.widths)
            descendant[name("FontDescriptor")] = described
            font = dictionary(
                Type=name("Font"),
                Subtype=name("Type0"),
                BaseFont=called,
                Encoding=name("Identity-H"),
                DescendantFonts=array((self.writer.add(descendant),)),
                ToUnicode=self.writer.add(stream(_unicode_map(variant.unicode))),
            )
            self.writer.put(variant.place, font)


def subsets(source: Opened) -> dict[int, Subset]:
    """The fonts that a part's pages name and that can be united, by their numbers in the part, in that order."""
    found: dict[int, Subset] = {}
    for page in source.pages:
        resources = source.dictionary(own(source.dictionary(page), "/Resources"))
        for _, place in entries_of(source.dictionary(own(resources, "/Font"))):
            if isinstance(place, IndirectObject) and place.idnum not in found:
                subset = _subset(source, source.dictionary(place))
                if subset is not None:
                    found[place.idnum] = subset
    return dict(sorted(found.items()))


def _subset(source: Opened, font: DictionaryObject) -> Subset | None:
    """A Type0 font as the engine writes it; None for any other, which is grafted as it is."""
    if name_of(font, "/Subtype") != "Type0" or name_of(font, "/Encoding") != "Identity-H":
        return None
    kids = items_of(source.look(own(font, "/DescendantFonts")))
    descendant = source.dictionary(kids[0]) if kids else DictionaryObject()
    descriptor = source.dictionary(own(descendant, "/FontDescriptor"))
    key = next((key for key in ("/FontFile2", "/FontFile3") if key in descriptor), "")
    file, table = source.look(own(descriptor, key)), source.look(own(font, "/ToUnicode"))
    widths = read_widths(source, own(descendant, "/W"))
    if not isinstance(file, StreamObject) or not isinstance(table, StreamObject) or widths is None:
        return None
    unicode = read_map(content(table))
    data = content(file)
    made = program(data)
    if not unicode or len(items_of(own(descriptor, "/FontBBox"))) != 4 or made is None:
        return None
    # The engine leaves a comma after a family that ends in a figure.
    face = _TAG.sub("", name_of(font, "/BaseFont")).rstrip(",")
    return Subset(face, key, data, made, widths, unicode, _detached(descriptor), _detached(descendant))


def meanings(source: Opened, place: PdfObject) -> tuple[Mapping[int, float], Mapping[int, str]]:
    """The widths and the texts of the glyphs of a font."""
    font = source.dictionary(place)
    kids = items_of(source.look(own(font, "/DescendantFonts")))
    widths = read_widths(source, own(source.dictionary(kids[0] if kids else None), "/W")) or {}
    table = source.look(own(font, "/ToUnicode"))
    said = read_map(content(table)) if isinstance(table, StreamObject) else {}
    return (
        {glyph: float(str(width)) for glyph, width in widths.items()},
        {glyph: bytes.fromhex(data.decode()).decode("utf-16-be") for glyph, data in said.items()},
    )


def read_widths(source: Opened, table: PdfObject | None) -> dict[int, PdfObject] | None:
    """By glyph its width in thousandths. ISO 32000-1, 9.7.4.3: only the form `glyph [widths]` is known here."""
    held = items_of(source.look(table))
    widths: dict[int, PdfObject] = {}
    for first, row in zip(held[::2], held[1::2], strict=False):
        values = source.look(row)
        if not isinstance(first, NumberObject) or not isinstance(values, ArrayObject):
            return None
        widths.update((int(first) + step, width) for step, width in enumerate(items_of(values)))
    return widths


def read_map(data: bytes) -> dict[int, bytes]:
    """By glyph the UTF-16 in hex that it stands for, of a ToUnicode table as the engine writes it; else nothing."""
    if b"beginbfrange" in data or b"endcodespacerange" not in data:
        return {}
    return {int(glyph, 16): said.lower() for glyph, said in _PAIR.findall(data.split(b"endcodespacerange")[1])}


def _unicode_map(unicode: Mapping[int, bytes]) -> bytes:
    lines = [_MAP_HEAD]
    pairs = sorted(unicode.items())
    for start in range(0, len(pairs), 100):
        held = pairs[start : start + 100]
        lines += [b"%d beginbfchar" % len(held), *(b"<%04x> <%s>" % pair for pair in held), b"endbfchar"]
    return b"\n".join([*lines, _MAP_TAIL])


def _widths(widths: Mapping[int, PdfObject]) -> ArrayObject:
    table = ArrayObject()
    last = -2
    row = ArrayObject()
    for glyph in sorted(widths):
        if glyph != last + 1:
            row = ArrayObject()
            table += [number(glyph), row]
        list.append(row, widths[glyph])
        last = glyph
    return table


def _detached(found: DictionaryObject) -> DictionaryObject:
    """A copy without anything that points back into the part it came from."""
    made = DictionaryObject()
    for key, value in entries_of(found):
        if key != "/CIDSet" and not isinstance(value, IndirectObject):
            made[name(key[1:])] = value
    return made


def _letters(data: bytes) -> str:
    rest = int.from_bytes(hashlib.sha256(data).digest()[:8])
    return "".join(chr(65 + rest // 26**place % 26) for place in range(6))
