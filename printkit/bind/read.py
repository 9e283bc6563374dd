"""Opens the renditions that are bound; object streams are read by one expression, what it cannot by pypdf."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from printkit.bind.objects import items_of, own
from printkit.errors import BindError
from printkit.model.products import Rendition

BROKEN = (
    *(PyPdfError, DependencyError, zlib.error, struct.error, EOFError, RecursionError),
    *(ValueError, TypeError, LookupError, AttributeError, NotImplementedError),
)
"""What a damaged file raises while it is read: pypdf takes much on trust, and stumbles where it is not so."""

# What pypdf puts up with is no news to whoever prints; without a handler it would end on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:(\d+) (\d+) R(?![^\0\t\n\f\r ()<>\[\]{}/%])|([+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(<<)|(>>)|(\[)|(\])|\(([^()\\\r]*)\)|<([0-9A-Fa-f]*)>|(true|false|null)\b)"
)
_REFERENCE, _NUMBER, _NAME, _OPEN_DICTIONARY, _SHUT_DICTIONARY, _OPEN_ARRAY, _SHUT_ARRAY, _TEXT, _HEX = range(2, 11)


class _UnknownError(Exception):
    """Something that the quick reader leaves to pypdf."""


@dataclass(frozen=True)
class Opened:
    """A rendition open for binding: its reader, its catalog, and its pages in order as references."""

    slug: str
    reader: PdfReader
    catalog: DictionaryObject
    pages: tuple[IndirectObject, ...]

    def look(self, found: object) -> PdfObject:
        """The object behind a reference, followed to the end; nothing is a null."""
        while isinstance(found, IndirectObject):
            found = self.reader.get_object(found)
        return found if isinstance(found, PdfObject) else NullObject()

    def dictionary(self, found: object) -> DictionaryObject:
        """The dictionary behind a reference; anything else counts as an empty one."""
        looked = self.look(found)
        return looked if isinstance(looked, DictionaryObject) else DictionaryObject()


def opened(rendition: Rendition) -> Opened:
    """The rendition's PDF, looked over: it must be whole, have the pages it says and a tag tree.

    Raises BindError with the part's slug for a file that is none of that.
    """
    slug = rendition.slug
    try:
        reader = PdfReader(rendition.pdf.path, strict=False)
        _preload(reader)
        catalog = reader.root_object
        found = Opened(slug, reader, catalog, _pages(reader, own(catalog, "/Pages")))
        tagged = isinstance(found.look(own(catalog, "/StructTreeRoot")), DictionaryObject)
    except (*BROKEN, OSError) as error:
        raise BindError("this part's PDF is damaged and cannot be read", where=slug, hint=str(error)) from error
    if len(found.pages) != rendition.pages:
        raise BindError(f"this part's PDF has {len(found.pages)} pages, not {rendition.pages}", where=slug)
    if not tagged:
        raise BindError("this part's PDF has no tag tree", where=slug, hint="typeset it with tags")
    return found


def _pages(reader: PdfReader, root: PdfObject | None) -> tuple[IndirectObject, ...]:
    """The leaves of the page tree in order, by a stack, so that a deep tree is no deep recursion."""
    pages: list[IndirectObject] = []
    waiting = items_of(root)
    seen: set[int] = set()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, IndirectObject) or here.idnum in seen:
            continue
        seen.add(here.idnum)
        node = reader.get_object(here)
        if isinstance(node, DictionaryObject) and "/Kids" in node:
            kids = own(node, "/Kids")
            waiting += reversed(items_of(reader.get_object(kids) if isinstance(kids, IndirectObject) else kids))
        elif isinstance(node, DictionaryObject):
            pages.append(here)
    return tuple(pages)


def _preload(reader: PdfReader) -> None:
    """Fill the reader's store of objects from its object streams.

    pypdf reads byte by byte; this takes a third of the time. `resolved_objects` and `xref_objStm` are pypdf's own
    stores, touched here alone.
    """
    known: dict[bytes, PdfObject] = {}
    for home in sorted({home for home, _ in reader.xref_objStm.values()}):
        pack = reader.get_object(IndirectObject(home, 0, reader))
        if not isinstance(pack, StreamObject):
            continue
        data, first = pack.get_data(), int(str(pack["/First"]))
        head = [int(word) for word in data[:first].split()]
        starts = [first + offset for offset in head[1::2]]
        for rank, (place, start) in enumerate(zip(head[::2], starts, strict=True)):
            if reader.xref_objStm.get(place) != (home, rank) or (0, place) in reader.resolved_objects:
                continue
            end = starts[rank + 1] if rank + 1 < len(starts) else len(data)
            try:
                made = _parse(data, start, end, reader, known)
            except _UnknownError:
                continue
            made.indirect_reference = IndirectObject(place, 0, reader)
            reader.resolved_objects[(0, place)] = made


def _parse(
    data: bytes, at: int, end: int, reader: PdfReader, known: dict[bytes, PdfObject]
) -> DictionaryObject | ArrayObject:
    """One dictionary or array; _UnknownError for anything that pypdf had better read."""
    stack: list[tuple[DictionaryObject | ArrayObject, NameObject | None]] = []
    current: DictionaryObject | ArrayObject | None = None
    key: NameObject | None = None
    made: PdfObject
    while found := _TOKEN.match(data, at, end):
        at = found.end()
        group = found.lastindex or 0
        if group in (_OPEN_DICTIONARY, _OPEN_ARRAY):
            if current is not None:
                stack.append((current, key))
            current, key = (DictionaryObject() if group == _OPEN_DICTIONARY else ArrayObject()), None
            continue
        if current is None:
            break
        if group in (_SHUT_DICTIONARY, _SHUT_ARRAY):
            if not stack:
                return current
            made = current
            current, key = stack.pop()
        elif group == _REFERENCE:
            made = IndirectObject(int(found[1]), int(found[2]), reader)
        elif group <= _NAME and (kept := known.get(found[group])) is not None:
            made = kept
        else:
            made = _scalar(found[group], group, known)
        if isinstance(current, ArrayObject):
            list.append(current, made)
        elif key is None:
            if not isinstance(made, NameObject):
                break
            key = made
        else:
            dict.__setitem__(current, key, made)
            key = None
    raise _UnknownError


def _scalar(said: bytes, group: int, known: dict[bytes, PdfObject]) -> PdfObject:
    """A number, name, string or word; `known` keeps the names and numbers, which come again and again."""
    if group == _NUMBER:
        known[said] = FloatObject(said.decode()) if b"." in said else NumberObject(said)
        return known[said]
    if group == _NAME:
        if b"#" in said:
            raise _UnknownError
        known[said] = NameObject(said.decode())
        return known[said]
    if group == _TEXT:
        return ByteStringObject(said)
    if group == _HEX:
        return ByteStringObject(bytes.fromhex((said + b"0" * (len(said) % 2)).decode()))
    return NullObject() if said == b"null" else BooleanObject(said == b"true")
