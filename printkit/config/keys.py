"""Where a key stands: the line numbers of the keys in a TOML text, for errors that point at them."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_SPACES = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""{0,2}"|' + r"'''.*?'{3,5}(?!')|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.S,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, of the key or array item at `path`; of the nearest key around it; 0 where there is none.

    `text` is TOML that a parser has already accepted, so this reads only its outline: headers, keys and brackets.
    """
    lines = _lines(text)
    for length in range(len(path), 0, -1):
        found = lines.get(tuple(path[:length]))
        if found:
            return found
    return 0


@lru_cache(maxsize=4)
def _lines(text: str) -> Mapping[Path, int]:
    """The line of every path; kept, for one file is asked about once an entry."""
    ends = [match.start() for match in re.finditer("\n", text)]
    lines: dict[Path, int] = {}
    for path, offset in _Outline(text).walk():
        lines.setdefault(path, bisect_left(ends, offset) + 1)
    return lines


class _Outline:
    """A walk over a TOML text that yields each key and array item with its offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tables: Counter[tuple[str | int, ...]] = Counter()

    def walk(self) -> Iterator[tuple[Path, int]]:
        base: Path = ()
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return
            start = self.at
            if self.text[self.at] == "[":
                base = self._header()
                yield from ((base[:n], start) for n in range(1, len(base) + 1))
            else:
                yield from self._pair(base)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        parts = self._dotted()
        self.at = self.text.index("]", self.at) + (2 if many else 1)
        base = self._inside(parts[:-1])
        if not many:
            return self._inside(parts)
        self.tables[*base, parts[-1]] += 1
        return (*base, parts[-1], self.tables[*base, parts[-1]] - 1)

    def _inside(self, parts: Path) -> Path:
        """The path of a header's parts, where each array of tables on the way stands for its last table."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if self.tables[path]:
                path = (*path, self.tables[path] - 1)
        return path

    def _dotted(self) -> Path:
        parts: list[str | int] = []
        while True:
            self._skip(_SPACES)
            key = self._skip(_KEY)
            parts.append(_unquoted(key))
            self._skip(_SPACES)
            if not key or not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def _pair(self, base: Path) -> Iterator[tuple[Path, int]]:
        start = self.at
        parts = self._dotted()
        yield from (((*base, *parts[:n]), start) for n in range(1, len(parts) + 1))
        self.at = self.text.index("=", self.at) + 1
        yield from self._value((*base, *parts))

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._skip(_SPACES)
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            yield from self._array(path)
        elif opening == "{":
            yield from self._table(path)
        elif not self._skip(_STRING):
            self._skip(_SCALAR)

    def _array(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.at += 1
        number = 0
        while self._more("]"):
            yield (*path, number), self.at
            yield from self._value((*path, number))
            number += 1

    def _table(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.at += 1
        while self._more("}"):
            yield from self._pair(path)

    def _more(self, closing: str) -> bool:
        """Steps over blanks and commas to the next item; False past the closing bracket or the end."""
        self._skip(_BLANK)
        while self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK)
        if self.at >= len(self.text) or self.text[self.at] == closing:
            self.at += 1
            return False
        return True


def _unquoted(key: str) -> str:
    if key[:1] not in {'"', "'"}:
        return key
    return str(tomllib.loads(f"k = {key}")["k"])
