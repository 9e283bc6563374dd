"""Opens a ready-made PDF from elsewhere: it must be a PDF, unlocked, whole and no larger than an issue can bear."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import DictionaryObject, FloatObject, IndirectObject, PdfObject, StreamObject

from printkit.bind.objects import array, items_of, name, own
from printkit.bind.read import BROKEN, Opened
from printkit.errors import SourceError
from printkit.model.products import Box

MOST_PAGES = 2000
"""Pages that one part may have."""

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may have from the nodes above it (ISO 32000-1, table 30)."""

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
LARGEST = 14_400.0
"""The longest side of a page in units (ISO 32000-1, annex C)."""


@dataclass(frozen=True)
class Leaf:
    """A page with what it inherits: its place in the file, its own dictionary, and the four entries from above."""

    place: IndirectObject
    page: DictionaryObject
    above: DictionaryObject

    def get(self, key: str) -> PdfObject | None:
        """An entry of the page, its own or inherited, reference unfollowed."""
        found = own(self.page, key)
        return own(self.above, key) if found is None else found


def open_foreign(path: Path, where: str) -> tuple[Opened, tuple[Leaf, ...]]:
    """The file open, and its pages in order; SourceError, its `where` given, for one that cannot be taken."""
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise SourceError("this PDF is empty", where=where, hint="save it again")
    if b"%PDF-" not in start:
        raise SourceError("this is not a PDF", where=where, hint="name a file that a PDF reader opens")
    try:
        reader = _unlocked(path, where)
        catalog = reader.root_object
        source = Opened(where, reader, catalog, ())
        leaves = tuple(_leaves(source, own(catalog, "/Pages"), where))
    except BROKEN as error:
        raise damaged(where, error) from error
    if not leaves:
        raise SourceError("there is no page in this PDF", where=where, hint="save it again")
    return Opened(where, reader, catalog, tuple(leaf.place for leaf in leaves)), leaves


def unpacked(found: StreamObject, room: int) -> bytes:
    """A content stream's data; ValueError where there is more of it than `room` bytes."""
    if str(own(found, "/Filter")) == "/FlateDecode" and own(found, "/DecodeParms") is None:
        data = zlib.decompressobj().decompress(found._data, room + 1)
    else:
        data = bytes(found.get_data())
    if len(data) > room:
        raise ValueError("there is more in it than a page can need")
    return data


def _unlocked(path: Path, where: str) -> PdfReader:
    locked = SourceError("this PDF is locked", where=where, hint="ask for one without a password or restrictions")
    try:
        reader = PdfReader(path, strict=False)
    except (DependencyError, FileNotDecryptedError) as error:
        raise locked from error
    if reader.is_encrypted:
        raise locked
    return reader


def damaged(where: str, error: BaseException) -> SourceError:
    """The error for a file that cannot be read to its end."""
    return SourceError("this PDF is damaged", where=where, hint=f"save it again: {error}"[:200])


def box(source: Opened, leaf: Leaf, key: str) -> Box | None:
    """A page's box in order, left and bottom first; None where it has none, or none that makes sense."""
    sides = [source.look(side) for side in items_of(source.look(leaf.get(f"/{key}")))]
    if len(sides) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(str(side)) for side in sides)
    except ValueError:
        return None
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        return None
    found = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return found if all(1 <= found[at + 2] - found[at] <= LARGEST for at in (0, 1)) else None


def numbers(found: Box) -> PdfObject:
    """A box as an array."""
    return array(FloatObject(f"{side:.5f}") for side in found)


def _leaves(source: Opened, root: PdfObject | None, where: str) -> Iterator[Leaf]:
    """The leaves of the page tree by a stack: neither its claimed count nor its depth nor its shape is believed."""
    waiting = [(item, DictionaryObject()) for item in items_of(root)]
    seen: set[int] = set()
    count = 0
    while waiting:
        here, above = waiting.pop()
        if not isinstance(here, IndirectObject) or here.idnum in seen:
            continue
        seen.add(here.idnum)
        node = source.dictionary(here)
        if "/Kids" in node:
            handed = DictionaryObject(above)
            handed.update({name(key[1:]): found for key in INHERITED if (found := own(node, key)) is not None})
            waiting += [(kid, handed) for kid in reversed(items_of(source.look(own(node, "/Kids"))))]
        elif node:
            count += 1
            if count > MOST_PAGES:
                hint = "bind it as an issue of its own, or take fewer of its pages"
                raise SourceError(f"this PDF has more than {MOST_PAGES} pages", where=where, hint=hint)
            yield Leaf(here, node, above)
