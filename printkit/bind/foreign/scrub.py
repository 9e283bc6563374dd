"""Cleans what a foreign page draws with: whatever acts, leads out of the file or points back into it is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from printkit.bind.objects import items_of, name, name_of, own, packed
from printkit.bind.read import Opened

MOST_PIXELS = 300_000_000
"""Pixels that one picture may have: an A0 sheet at 300 dpi has half of them."""

MOST_OBJECTS = 400_000
"""Objects that the pages of one part may reach."""

GONE = frozenset(
    (
        *("/AA", "/A", "/JS", "/OpenAction", "/Parent", "/Metadata", "/PieceInfo", "/LastModified", "/AF"),
        *("/StructParent", "/StructParents", "/OPI", "/Alternates", "/Measure", "/PtData", "/Ref"),
        # ISO 19005-2, 6.2.11.4.2: these lists of glyphs may be left out, and must be complete where they stand.
        *("/CIDSet", "/CharSet"),
    )
)
OUTWARD = frozenset(("/F", "/FFilter", "/FDecodeParms"))
"""Where a stream says that its data lie in another file."""

FONTS = frozenset(("Type0", "Type1", "MMType1", "TrueType", "Type3"))
"""What a font is, where it does not say that it is one."""

UPWARD = frozenset(("/Page", "/Pages", "/Catalog", "/StructTreeRoot", "/StructElem", "/Annot", "/Action", "/Filespec"))
"""Objects that nothing which is drawn has any business with."""


@dataclass
class Found:
    """What the pages draw with, by number: forms (with their resources), fonts, and signs of a standard broken."""

    forms: dict[int, StreamObject] = field(default_factory=dict)
    fonts: list[DictionaryObject] = field(default_factory=list)
    layers: dict[int, IndirectObject] = field(default_factory=dict)
    cmyk: bool = False
    odd: set[str] = field(default_factory=set)


def scrub(source: Opened, tops: list[DictionaryObject]) -> Found:
    """Clean all that these dictionaries reach, in place, and say what was met. ValueError where there is no end."""
    found = Found()
    seen: set[int] = set()
    waiting: list[PdfObject] = list(tops)
    count = 0
    while waiting:
        here = waiting.pop()
        if isinstance(here, IndirectObject):
            if here.idnum in seen:
                continue
            seen.add(here.idnum)
        count += 1
        if count > MOST_OBJECTS:
            raise ValueError("it is made of too many objects")
        held = source.look(here)
        if isinstance(held, ArrayObject):
            waiting += _cut(source, held)
            found.cmyk |= "/DeviceCMYK" in held
        elif isinstance(held, DictionaryObject):
            _clean(held)
            _note(held, here, found)
            waiting += _values(source, held)
    return found


def _clean(held: DictionaryObject) -> None:
    for key in GONE & set(held):
        # A font or picture may well be called /A; only an object with a kind of its own has an action there.
        if key not in ("/A", "/JS") or "/Type" in held or "/Subtype" in held or "/S" in held:
            dict.pop(held, key)
    if isinstance(held, StreamObject):
        outward = OUTWARD & set(held)
        for key in outward:
            dict.pop(held, key)
        if outward or name_of(held, "/Subtype") == "PS":
            _emptied(held)


def _emptied(held: StreamObject) -> None:
    """A stream that is not its own becomes a form that draws nothing."""
    dict.clear(held)
    held[name("Type")], held[name("Subtype")] = name("XObject"), name("Form")
    held[name("BBox")] = ArrayObject()
    packed(held, b"")


def _note(held: DictionaryObject, here: PdfObject, found: Found) -> None:
    kind, subtype = name_of(held, "/Type"), name_of(held, "/Subtype")
    if isinstance(held, StreamObject) and isinstance(here, IndirectObject) and subtype == "Form":
        found.forms[here.idnum] = held
    if subtype == "Image" and _pixels(held) > MOST_PIXELS:
        raise ValueError("a picture in it is too large")
    if kind == "Font" or subtype in FONTS:
        found.fonts.append(held)
    if kind == "OCG" and isinstance(here, IndirectObject):
        found.layers[here.idnum] = here
    found.cmyk |= any(str(value) == "/DeviceCMYK" for value in dict.values(held))
    filters = {str(item) for item in items_of(own(held, "/Filter"))}
    found.odd |= {word for word in ("/LZWDecode", "/JPXDecode", "/Crypt") if word in filters}
    found.odd |= {key for key in ("/TR", "/HTP") if key in held and kind == "ExtGState"}


def _pixels(held: DictionaryObject) -> int:
    width, height = own(held, "/Width"), own(held, "/Height")
    return width * height if isinstance(width, NumberObject) and isinstance(height, NumberObject) else 0


def _values(source: Opened, held: DictionaryObject) -> Iterator[PdfObject]:
    for key, value in list(dict.items(held)):
        if _upward(source, value):
            dict.__setitem__(held, key, NullObject())
        elif isinstance(value, IndirectObject | ArrayObject | DictionaryObject):
            yield value


def _cut(source: Opened, held: ArrayObject) -> Iterator[PdfObject]:
    for place, value in enumerate(list.__iter__(held)):
        if _upward(source, value):
            list.__setitem__(held, place, NullObject())
        elif isinstance(value, IndirectObject | ArrayObject | DictionaryObject):
            yield value


def _upward(source: Opened, value: PdfObject) -> bool:
    looked = source.look(value) if isinstance(value, IndirectObject) else value
    return isinstance(looked, DictionaryObject) and f"/{name_of(looked, '/Type')}" in UPWARD
