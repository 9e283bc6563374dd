"""The objects a PDF is made of: short makers, safe takers, the bytes of each, and trees of names and numbers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import cast

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
    TextStringObject,
)

Look = Callable[[object], PdfObject]
"""Follows a reference to the object behind it, and hands on anything else."""

LEAF = 64
"""How many entries a leaf of a name or number tree holds."""

_SPECIAL = (b"\\", b"(", b")", b"\r")


@cache
def name(word: str) -> NameObject:
    """The name /word."""
    return NameObject(f"/{word}")


def number(value: int) -> NumberObject:
    """A whole number."""
    return NumberObject(value)


def text(words: str) -> ByteStringObject:
    """A text string: plain bytes where ASCII says it, UTF-16 with its mark elsewhere (ISO 32000-1, 7.9.2.2)."""
    return ByteStringObject(words.encode("ascii") if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be"))


def raw(string: object) -> bytes:
    """The bytes of a string object of any kind."""
    if isinstance(string, TextStringObject | ByteStringObject):
        return string.original_bytes
    raise TypeError(f"a string was expected, not {type(string).__name__}")


def text_of(string: object) -> str:
    """The text of a string object, whichever way it is written."""
    data = raw(string)
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1")


def dictionary(**entries: PdfObject) -> DictionaryObject:
    """A dictionary with a key /Name for each keyword Name."""
    made = DictionaryObject()
    for key, value in entries.items():
        made[name(key)] = value
    return made


def array(items: Iterable[PdfObject]) -> ArrayObject:
    """An array of objects."""
    return ArrayObject(items)


def items_of(found: PdfObject | None) -> list[PdfObject]:
    """An array's own items, references unfollowed; a single object counts as an array of one, nothing as none."""
    if found is None or isinstance(found, NullObject):
        return []
    return list(list.__iter__(found)) if isinstance(found, ArrayObject) else [found]


def entries_of(found: DictionaryObject) -> Iterator[tuple[str, PdfObject]]:
    """A dictionary's keys and values, references unfollowed."""
    return cast("Iterator[tuple[str, PdfObject]]", iter(dict.items(found)))


def own(found: DictionaryObject, key: str) -> PdfObject | None:
    """A dictionary's value for /key, reference unfollowed, or None."""
    return cast("PdfObject | None", dict.get(found, key))


def name_of(found: DictionaryObject, key: str) -> str:
    """A dictionary's name for a key, without the slash; empty for anything else."""
    value = dict.get(found, key)
    return str(value)[1:] if isinstance(value, NameObject) else ""


def stream(data: bytes, entries: DictionaryObject | None = None, *, plain: bool = False) -> StreamObject:
    """A stream of data, deflated unless it is to stay plain."""
    made = StreamObject()
    made.update(entries or {})
    if plain:
        made._data = data
    else:
        packed(made, data)
    return made


def packed(made: StreamObject, data: bytes) -> None:
    """Give a stream this data, deflated."""
    made.pop(name("DecodeParms"), None)
    made[name("Filter")] = name("FlateDecode")
    made._data = zlib.compress(data, 9)


def content(found: StreamObject) -> bytes:
    """A stream's data as it was before it was packed."""
    if str(own(found, "/Filter")) == "/FlateDecode" and own(found, "/DecodeParms") is None:
        return zlib.decompress(found._data)
    return bytes(found.get_data())


def dump(found: PdfObject, out: bytearray) -> None:
    """Append the bytes of an object other than a stream; every object is written in one way only."""
    match found:
        case IndirectObject():
            out += b"%d 0 R" % found.idnum
        case NameObject():
            out += _name_bytes(found)
        case BooleanObject():
            out += b"true" if found.value else b"false"
        case NumberObject():
            out += b"%d" % found
        case FloatObject():
            out += f"{found:.6f}".rstrip("0").rstrip(".").encode()
        case DictionaryObject():
            _dump_dictionary(found, out)
        case ArrayObject():
            _dump_array(found, out)
        case TextStringObject() | ByteStringObject():
            out += string_bytes(raw(found))
        case NullObject():
            out += b"null"
        case _:
            raise TypeError(f"{type(found).__name__} has no place in a file")


def string_bytes(data: bytes) -> bytes:
    """A string as it stands in a file."""
    said = data
    for special in _SPECIAL:
        if special in said:
            said = said.replace(special, b"\\r" if special == b"\r" else b"\\" + special)
    return b"(" + said + b")"


def _dump_dictionary(found: DictionaryObject, out: bytearray) -> None:
    out += b"<<"
    for key, value in dict.items(found):
        out += _name_bytes(key)
        if not isinstance(value, NameObject | ArrayObject | DictionaryObject | TextStringObject | ByteStringObject):
            out += b" "
        dump(value, out)
    out += b">>"


def _dump_array(found: ArrayObject, out: bytearray) -> None:
    out += b"["
    for place, value in enumerate(list.__iter__(found)):
        if place:
            out += b" "
        dump(value, out)
    out += b"]"


@cache
def _name_bytes(word: str) -> bytes:
    return NameObject(word).renumber()


def tree(
    add: Callable[[PdfObject], IndirectObject], pairs: Sequence[tuple[PdfObject, PdfObject]], leaf: str
) -> DictionaryObject:
    """A balanced tree of sorted (key, value) pairs; `leaf` is Names or Nums (ISO 32000-1, 7.9.6 and 7.9.7)."""
    nodes: list[tuple[PdfObject, PdfObject, DictionaryObject]] = []
    for start in range(0, len(pairs), LEAF):
        held = pairs[start : start + LEAF]
        nodes.append((held[0][0], held[-1][0], dictionary(**{leaf: array(x for pair in held for x in pair)})))
    if not nodes:
        return dictionary(**{leaf: array(())})
    while len(nodes) > 1:
        nodes = [_branch(add, nodes[start : start + LEAF]) for start in range(0, len(nodes), LEAF)]
    return nodes[0][2]


def _branch(
    add: Callable[[PdfObject], IndirectObject], nodes: Sequence[tuple[PdfObject, PdfObject, DictionaryObject]]
) -> tuple[PdfObject, PdfObject, DictionaryObject]:
    kids = ArrayObject()
    for first, last, node in nodes:
        node[name("Limits")] = array((first, last))
        kids.append(add(node))
    return nodes[0][0], nodes[-1][1], dictionary(Kids=kids)


def leaves(look: Look, root: PdfObject | None, leaf: str) -> Iterator[tuple[PdfObject, PdfObject]]:
    """The (key, value) pairs of a name or number tree in order; the value's reference is unfollowed."""
    waiting = items_of(root)
    seen = 0
    while waiting:
        node = look(waiting.pop(0))
        seen += 1
        if not isinstance(node, DictionaryObject) or seen > 100_000:
            return
        held = items_of(look(own(node, f"/{leaf}")))
        yield from ((look(key), value) for key, value in zip(held[::2], held[1::2], strict=False))
        waiting[:0] = items_of(look(own(node, "/Kids")))
