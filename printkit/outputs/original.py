"""Opens the PDF whose pages are imposed; says of each where its trim and bleed are, and how it is turned."""

from __future__ import annotations

import hashlib
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
)

from printkit.errors import SourceError, unreadable
from printkit.model.products import Box
from printkit.outputs.forme import Size, inside

BROKEN = (
    *(PyPdfError, zlib.error, struct.error, EOFError, RecursionError),
    *(ValueError, TypeError, LookupError, AttributeError, NotImplementedError, OverflowError),
)
"""What a damaged file raises while it is read: pypdf takes much on trust, and stumbles where it is not so."""

# What pypdf puts up with is no news to whoever prints; without a handler it would end on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_TAIL = 1024


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its trim and bleed in its own space, how far it is turned clockwise, and how many pt its unit is."""

    page: PageObject
    label: str
    trim: Box
    bleed: Box
    turn: int = 0
    unit: float = 1.0

    @property
    def size(self) -> Size:
        """Width and height of the trim in pt, as the page is shown."""
        wide, high = (self.trim[2] - self.trim[0]) * self.unit, (self.trim[3] - self.trim[1]) * self.unit
        return (high, wide) if self.turn % 180 else (wide, high)


@dataclass(frozen=True, slots=True)
class Original:
    """A PDF open for imposing: its pages, its catalog, and the digest of its bytes."""

    reader: PdfReader
    catalog: DictionaryObject
    leaves: tuple[Leaf, ...]
    digest: bytes

    @property
    def from_right(self) -> bool:
        """Whether it says that it is read from the right."""
        said = look(self.catalog.get("/ViewerPreferences"))
        return isinstance(said, DictionaryObject) and str(said.get("/Direction")) == "/R2L"


@contextmanager
def opened(path: Path, *, bleed: float) -> Iterator[Original]:
    """The PDF at a path, with at most so much of its pages' bleed, in pt.

    Raises SourceError for a file that cannot be opened, is no PDF, is damaged, cut short or encrypted, or has no pages;
    and for damage that is met only while the file is in use.
    """
    try:
        with path.open("rb") as file:
            _check(file, path)
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted:
                raise _encrypted(path)
            leaves = tuple(_leaves(reader, bleed))
            if not leaves:
                raise SourceError("this PDF has no pages", where=str(path))
            file.seek(0)
            yield Original(reader, reader.root_object, leaves, hashlib.file_digest(file, "sha256").digest())
    except DependencyError as error:
        # pypdf asks for a package to decrypt with before it says that a file is encrypted.
        raise _encrypted(path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except BROKEN as error:
        raise SourceError("this PDF is damaged", where=str(path), hint=str(error)) from error


def look(found: object) -> PdfObject:
    """The object behind a reference, followed to the end; nothing is a null."""
    if isinstance(found, IndirectObject):
        found = found.get_object()
    return found if isinstance(found, PdfObject) else NullObject()


def _check(file: BinaryIO, path: Path) -> None:
    if b"%PDF-" not in file.read(_TAIL):
        raise SourceError("this is no PDF", where=str(path))
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    # pypdf would make do with the objects that are still there, and pages would be missing in silence.
    if b"%%EOF" not in file.read():
        raise SourceError("this PDF is damaged: it is cut short", where=str(path), hint="fetch or save it again")
    file.seek(0)


def _encrypted(path: Path) -> SourceError:
    return SourceError("this PDF is encrypted", where=str(path), hint="save it without a password first")


def _leaves(reader: PdfReader, bleed: float) -> Iterator[Leaf]:
    pages = reader.pages
    root = look(reader.root_object["/Pages"])
    said = str(look(root.get("/Count"))) if isinstance(root, DictionaryObject) else ""
    if said != str(len(pages)):
        raise ValueError(f"it has {len(pages)} pages and says {said}")
    labels = _labels(reader)
    for number, page in enumerate(pages):
        yield _leaf(page, labels[number], bleed)


def _labels(reader: PdfReader) -> list[str]:
    """Every page's label; plain numbers where the labels cannot be read, for they are but talk."""
    try:
        return reader.page_labels
    except BROKEN:
        return [str(number) for number in range(1, len(reader.pages) + 1)]


def _leaf(page: PageObject, label: str, bleed: float) -> Leaf:
    """ISO 32000-1, 14.11.2: a box that is not said is the next larger one, and none reaches beyond the medium."""
    media = _box(page, "/MediaBox") or (0.0, 0.0, 612.0, 792.0)
    crop = _within(_box(page, "/CropBox"), media)
    trim = _within(_box(page, "/TrimBox"), crop)
    # Without a box for the bleed, what lies around the trim may be another printer's marks.
    around = _within(_box(page, "/BleedBox"), media) if "/BleedBox" in page else trim
    unit = float(str(look(page.get("/UserUnit", 1)))) if "/UserUnit" in page else 1.0
    if unit <= 0:
        raise ValueError(f"page {label} has a unit of {unit:g}")
    keep = bleed / unit
    most = trim[0] - keep, trim[1] - keep, trim[2] + keep, trim[3] + keep
    return Leaf(page, label, trim, _around(trim, inside(around, most)), _turn(page), unit)


def _turn(page: PageObject) -> int:
    """How far a page is turned; what is no multiple of a right angle counts as not said, as in every viewer."""
    said = look(page.get("/Rotate"))
    turn = int(said) if isinstance(said, NumberObject | FloatObject) else 0
    return turn % 360 if turn % 90 == 0 else 0


def _within(box: Box | None, larger: Box) -> Box:
    """A box as far as it lies in a larger one; one that does not, or is none, counts as not said."""
    if box is None:
        return larger
    held = inside(box, larger)
    return held if held[2] - held[0] >= 1 and held[3] - held[1] >= 1 else larger


def _around(trim: Box, bleed: Box) -> Box:
    return min(trim[0], bleed[0]), min(trim[1], bleed[1]), max(trim[2], bleed[2]), max(trim[3], bleed[3])


def _box(page: DictionaryObject, key: str) -> Box | None:
    found = look(page.get(key))
    if not isinstance(found, ArrayObject):
        return None
    x, y, right, top = (float(str(look(side))) for side in found)
    box = min(x, right), min(y, top), max(x, right), max(y, top)
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None
