"""Reads values out of bytes as a PDF writes them: an expression for what is common, by hand what is nested."""

from __future__ import annotations

import re

from printkit.audit.values import Entries, Name, Ref, Value

_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*"
    rb"(?:(\d+) (\d+) R(?![^\0\t\n\f\r ()<>\[\]{}/%])|([+-]?\d+)(?![\d.])|([+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|/([^\0\t\n\f\r ()<>\[\]{}/%]*)|(<<)|(>>)|(\[)|(\])|(\()|<([0-9A-Fa-f\0\t\n\f\r ]*)>"
    rb"|([^\0\t\n\f\r ()<>\[\]{}/%]+))"
)
_OPEN, _SHUT, _ARRAY, _END, _STRING = 6, 7, 8, 9, 10
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.S)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SPECIAL = re.compile(rb"\\.|[()]", re.S)
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_WORDS: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}
_names: dict[bytes, Name] = {}


class UnreadableError(ValueError):
    """Bytes that are no value."""


def value(data: bytes, at: int = 0) -> tuple[Value, int]:
    """The value that stands at a place, and the place after it; UnreadableError where there is none."""
    stack: list[list[Value]] = []
    shuts: list[int] = []
    while found := _TOKEN.match(data, at):
        at, group = found.end(), found.lastindex or 0
        if group in (_OPEN, _ARRAY):
            stack.append([])
            shuts.append(_SHUT if group == _OPEN else _END)
            continue
        if group in (_SHUT, _END):
            if not shuts or shuts.pop() != group:
                break
            held = stack.pop()
            made: Value = _dictionary(held) if group == _SHUT else held
        elif group == _STRING:
            made, at = string(data, at)
        else:
            made = _scalar(found, group)
        if not stack:
            return made, at
        stack[-1].append(made)
    raise UnreadableError(f"no value at byte {at}")


def string(data: bytes, at: int) -> tuple[bytes, int]:
    """A literal string from behind its opening parenthesis, and the place behind its end (ISO 32000-1, 7.3.4.2)."""
    depth, start = 1, at
    while found := _SPECIAL.search(data, at):
        at = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            said = data[start : at - 1]
            return (_ESCAPED.sub(_unescaped, said) if b"\\" in said else said), at
    raise UnreadableError("a string without an end")


def name(said: bytes) -> Name:
    """A name from its bytes behind the slash; names come again and again, so each is made once."""
    made = _names.get(said)
    if made is None:
        plain = _HASH.sub(lambda found: bytes.fromhex(found[1].decode()), said) if b"#" in said else said
        made = Name(plain.decode("utf-8", "replace"))
        if len(_names) < 10_000:
            _names[said] = made
    return made


def unhexed(said: bytes) -> bytes:
    """The bytes of a hexadecimal string."""
    digits = b"".join(said.split()).replace(b"\0", b"").decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _scalar(found: re.Match[bytes], group: int) -> Value:
    match group:
        case 2:
            return Ref(int(found[1]))
        case 3:
            return int(found[3])
        case 4:
            return float(found[4])
        case 5:
            return name(found[5])
        case 11:
            return unhexed(found[11])
        case _:
            return _WORDS.get(found[12])


def _dictionary(held: list[Value]) -> Entries:
    return {key: held[place + 1] for place, key in enumerate(held[:-1]) if not place % 2 and isinstance(key, Name)}


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 255,))
    return b"" if found[2] else _LETTERS.get(found[3], found[3])
