"""Opens a PDF and hands on its objects as plain values; the one file of this room that speaks to pypdf."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

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
    NumberObject,
    StreamObject,
    TextStringObject,
)

from printkit.audit import lexer
from printkit.audit.values import Entries, Name, Ref, Stream, Value, whole, word
from printkit.errors import SourceError, unreadable

BROKEN = (
    *(PyPdfError, DependencyError, zlib.error, struct.error, EOFError, RecursionError),
    *(ValueError, TypeError, LookupError, AttributeError, NotImplementedError),
)
"""What a damaged file raises while it is read: pypdf takes much on trust, and stumbles where it is not so."""

_NODES = 500_000
"""No tree of pages or names has more nodes; a file that says so is no file but a trap."""

_INHERITED = ("Resources", "MediaBox")

# What pypdf puts up with is no news to whoever audits; without a handler it would end on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(slots=True)
class File:
    """A PDF open for reading: every object by its number, each made once."""

    reader: PdfReader
    trailer: Entries
    packed: dict[int, tuple[int, int]]
    _known: dict[int, Value] = field(default_factory=dict)

    def look(self, value: Value) -> Value:
        """The object behind a reference, followed to the end."""
        seen = 0
        while isinstance(value, Ref) and seen < 32:
            seen += 1
            if value.number not in self._known:
                self._known[value.number] = self._read(value.number)
            value = self._known[value.number]
        return None if isinstance(value, Ref) else value

    def entries(self, value: Value) -> Entries:
        """The dictionary behind a value, a stream's too; empty for anything else."""
        found = self.look(value)
        if isinstance(found, Stream):
            return found.entries
        return found if isinstance(found, dict) else {}

    def items(self, value: Value) -> list[Value]:
        """An array's items, references unfollowed; one object counts as an array of one, nothing as none."""
        found = self.look(value)
        if isinstance(found, list):
            return found
        return [] if found is None else [value]

    def tree(self, root: Value, leaf: str) -> Iterator[tuple[Value, Value]]:
        """The pairs of a name tree (`leaf` Names) or a number tree (Nums), the values unfollowed."""
        waiting, seen = [root], 0
        while waiting and seen < _NODES:
            node, seen = self.entries(waiting.pop()), seen + 1
            held = self.items(node.get(leaf))
            yield from ((self.look(key), value) for key, value in zip(held[::2], held[1::2], strict=False))
            waiting += reversed(self.items(node.get("Kids")))

    @property
    def root(self) -> Entries:
        """The catalog."""
        return self.entries(self.trailer.get("Root"))

    def pages(self) -> Iterator[tuple[Ref, Entries]]:
        """The pages in order, with what they inherit; by a stack, so that a deep tree is no deep recursion."""
        waiting: list[tuple[Value, Entries]] = [(self.root.get("Pages"), {})]
        seen: set[Ref] = set()
        while waiting and len(seen) < _NODES:
            place, above = waiting.pop()
            if not isinstance(place, Ref) or place in seen:
                continue
            seen.add(place)
            node = self.entries(place)
            inherited = above | {key: node[key] for key in _INHERITED if key in node}
            if "Kids" in node:
                waiting += [(kid, inherited) for kid in reversed(self.items(node["Kids"]))]
            elif node:
                yield place, inherited | node

    def data(self, value: Value) -> bytes:
        """What a stream holds, or an array of streams one after the other; nothing for anything else."""
        streams = [found for item in self.items(value) if isinstance(found := self.look(item), Stream)]
        return b"\n".join(found.data() for found in streams)

    def _read(self, number: int) -> Value:
        home = self.packed.get(number)
        if home is not None and self._unpack(home[0]) and number in self._known:
            return self._known[number]
        return _plain(self.reader.get_object(IndirectObject(number, 0, self.reader)))

    def _unpack(self, home: int) -> bool:
        """Read every object of an object stream at once, since pypdf counts from its start for each of them."""
        pack = self.look(Ref(home))
        if not isinstance(pack, Stream) or word(pack.entries.get("Type")) != "ObjStm":
            return False
        data, first = pack.data(), whole(pack.entries.get("First")) or 0
        head = [int(said) for said in data[:first].split()]
        for rank, (number, start) in enumerate(zip(head[::2], head[1::2], strict=True)):
            if self.packed.get(number) == (home, rank) and number not in self._known:
                self._known[number] = lexer.value(data, first + start)[0]
        return True


def opened(path: Path) -> File:
    """The PDF at a path; SourceError for what cannot be read, is no PDF, is damaged or encrypted."""
    try:
        data = path.read_bytes()
        if b"%PDF-" not in data[:1024]:
            raise SourceError("this is no PDF", where=str(path))
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise _encrypted(path)
        trailer = _plain(reader.trailer)
        file = File(reader, trailer if isinstance(trailer, dict) else {}, dict(reader.xref_objStm))
        if not file.root.get("Pages"):
            raise SourceError("this PDF has no pages", where=str(path))
    except DependencyError as error:
        # pypdf asks for a package to decrypt with before it says that a file is encrypted.
        raise _encrypted(path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except BROKEN as error:
        raise damaged(path, error) from error
    return file


def damaged(path: Path, error: Exception) -> SourceError:
    """What is said of a file that pypdf or we stumble over."""
    return SourceError("this PDF is damaged", where=str(path), hint=str(error))


def _encrypted(path: Path) -> SourceError:
    return SourceError("this PDF is encrypted", where=str(path), hint="save it without a password first")


def _plain(found: object) -> Value:
    """An object of pypdf's as a plain value."""
    match found:
        case IndirectObject():
            return Ref(found.idnum)
        case NameObject():
            return Name(str(found)[1:])
        case BooleanObject():
            return bool(found.value)
        case TextStringObject() | ByteStringObject():
            return bytes(found.original_bytes)
        case NumberObject():
            return int(found)
        case FloatObject():
            return float(found)
        case StreamObject():
            return Stream(_entries(found), found.get_data)
        case DictionaryObject():
            return _entries(found)
        case ArrayObject():
            return [_plain(item) for item in list.__iter__(found)]
        case _:
            return None


def _entries(found: DictionaryObject) -> Entries:
    return {str(key)[1:]: _plain(value) for key, value in dict.items(found)}
