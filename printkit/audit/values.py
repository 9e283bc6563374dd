"""The plain values that a PDF is made of, and how to ask one for what it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Ref(NamedTuple):
    """A reference to an object by its number."""

    number: int


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A stream: its dictionary, and its data once it is asked for."""

    entries: dict[str, Value]
    data: Callable[[], bytes]


Value: TypeAlias = "bool | int | float | bytes | Name | Ref | list[Value] | dict[str, Value] | Stream | None"
"""Strings are bytes; a null is None."""

Entries: TypeAlias = dict[str, Value]


def text(value: Value) -> str:
    """The text of a string, whichever way it is written (ISO 32000-1, 7.9.2.2); nothing for anything else."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", "replace")
    return value[3:].decode("utf-8", "replace") if value.startswith(b"\xef\xbb\xbf") else value.decode("latin-1")


def word(value: Value) -> str:
    """A name as a word; nothing for anything else."""
    return str(value) if isinstance(value, Name) else ""


def whole(value: Value) -> int | None:
    """A whole number; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
