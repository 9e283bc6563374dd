"""Goes through a page's content: which marks it carries, and the same content with other marks or with none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from printkit.errors import BindError

Properties = Callable[[bytes], int | None]
"""By the name of a property list among a page's resources: the number of marked content that it holds, if any."""

_TELLING = re.compile(rb"[^\0\t\n\f\r 0-9.+\-]")
_TOKEN = re.compile(rb"%[^\r\n]*|/[^\0\t\n\f\r ()<>\[\]{}/%]*|<<|>>|<[^>]*>|[\[\]{}>)]|[^\0\t\n\f\r ()<>\[\]{}/%]+")
_STRING_END = re.compile(rb"\\.|[()]", re.S)
_IMAGE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)")
_MARK = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]*)[\0\t\n\f\r ]*(?:/([^\0\t\n\f\r ()<>\[\]{}/%]*))?")
_NUMBER = re.compile(rb"/MCID[\0\t\n\f\r ]+(\d+)")
_BARE = re.compile(rb"\s*/\w+\s*<<\s*/MCID\s+\d+\s*>>\s*BDC$")

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_PATH_ENDS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n"})
_PAINTS = _TEXT | {b"Do", b"sh", b"EI"}

_KNOWN = (
    _PAINTS
    | _PATH
    | _PATH_ENDS
    | frozenset(b"q Q cm w J j M d ri i gs W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* d0 d1".split())
    | frozenset(b"CS cs SC SCN sc scn G g RG rg K k BMC BDC EMC MP DP".split())
)
"""Every operator of ISO 32000-1, annex A, but for BX and EX, which ask to put up with others."""

ARTIFACT = b"/Artifact BMC\n"


class UnsoundError(BindError):
    """Tags that cannot be taken over as they are."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operator with its operands: its word, and where they start and it ends."""

    word: bytes
    start: int
    at: int
    end: int


def steps(data: bytes) -> Iterator[Step]:
    """The operators of a content stream in order; an inline image is one, EI."""
    at = start = 0
    while True:
        if (found := _TELLING.search(data, at)) is None:
            return
        at = found.start()
        if data[at] == 0x28:
            at = _after_string(data, at)
            continue
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        word, begin = found[0], at
        at = found.end()
        if word == b"ID":
            ends = _image_end(data, at)
            yield Step(b"EI", start, ends - 2, ends)
            at = start = ends
        elif word[0] in b"%/<>[]{})" or word == b"BI" or word in (b"true", b"false", b"null"):
            continue
        else:
            yield Step(word, start, begin, at)
            start = at


@dataclass
class Marks:
    """Content under way from its own marks to those it is to have.

    `alive` holds the numbers of marked content that hang in a tree; everything else that is marked loses its mark, or
    becomes an artifact where `tagged` (all that paints must then be one or the other).
    """

    data: bytes
    properties: Properties
    alive: frozenset[int] = frozenset()
    tagged: bool = False
    own_forms: frozenset[bytes] = frozenset()
    found: set[int] = field(default_factory=set)
    loose_text: bool = False
    cmyk: bool = False
    _out: list[bytes] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _saved: int = 0
    _text: bool = False
    _path_at: int = -1

    def run(self) -> bytes:
        """The content with its new marks, its saves and restores, texts and marks in pairs."""
        for step in steps(self.data):
            self._take(step)
        self._out += [b"\nEMC" for kind in self._open if kind != "dropped"]
        if self._text:
            self._out.append(b"\nET")
        self._out.append(b"\nQ" * self._saved)
        return b"".join(self._out)

    def _take(self, step: Step) -> None:
        word, said = step.word, self.data[step.start : step.end]
        if word not in _KNOWN:
            return
        if word in (b"BDC", b"BMC", b"MP", b"DP"):
            self._begin(word, self.data[step.start : step.at], said)
            return
        if word == b"EMC":
            if self._open and self._open.pop() != "dropped":
                self._out.append(said)
            return
        if word == b"Q":
            if not self._saved:
                return
            self._saved -= 1
        elif word == b"q":
            self._saved += 1
        elif word in (b"BT", b"ET"):
            self._text = word == b"BT"
        elif word in (b"k", b"K"):
            self.cmyk = True
        self._paint(word, said)

    def _paint(self, word: bytes, said: bytes) -> None:
        """Add an operator; what paints outside of every mark becomes an artifact."""
        if word in _PATH and self._path_at < 0:
            self._path_at = len(self._out)
        loose = self.tagged and not self._covered()
        if loose and word in _PAINTS and not self._is_own_form(word, said):
            self.loose_text |= word in _TEXT
            self._out += [b"\n", ARTIFACT, said, b"\nEMC\n"]
        else:
            self._out.append(said)
            if loose and word in _PATH_ENDS and word != b"n" and self._path_at >= 0:
                self._out[self._path_at] = b"\n" + ARTIFACT + self._out[self._path_at]
                self._out.append(b"\nEMC\n")
        if word in _PATH_ENDS:
            self._path_at = -1

    def _is_own_form(self, word: bytes, said: bytes) -> bool:
        called = _MARK.search(said) if word == b"Do" else None
        return called is not None and unescaped(called[1]) in self.own_forms

    def _begin(self, word: bytes, operands: bytes, said: bytes) -> None:
        if word in (b"MP", b"DP"):
            return
        found = _MARK.search(operands)
        tag, listed = (found[1], found[2]) if found else (b"", None)
        inline = _NUMBER.search(operands) if word == b"BDC" else None
        number = int(inline[1]) if inline else self.properties(unescaped(listed)) if listed and word == b"BDC" else None
        self._open.append(self._mark(tag, number, said))

    def _mark(self, tag: bytes, number: int | None, said: bytes) -> str:
        """Write the mark that stands in place of one; gives what it is: tagged, artifact, other or dropped."""
        if tag == b"OC":
            self._out.append(said)
            return "other"
        if number is not None and number in self.alive:
            if number in self.found:
                raise UnsoundError("two pieces of a page have one number")
            if "artifact" in self._open:
                raise UnsoundError("tagged content stands inside an artifact")
            self.found.add(number)
            self._out.append(b"\n/%s <</MCID %d>> BDC" % (tag, number) if _BARE.match(said) else said)
            return "tagged"
        if self.tagged and not self._covered() and (number is not None or tag == b"Artifact"):
            self._out.append(b"\n" + ARTIFACT)
            return "artifact"
        if "tagged" in self._open and tag == b"Span" and number is None:
            self._out.append(said)
            return "other"
        return "dropped"

    def _covered(self) -> bool:
        return "tagged" in self._open or "artifact" in self._open


def unescaped(word: bytes) -> bytes:
    """A name as it is meant, its #20 a space (ISO 32000-1, 7.3.5)."""
    return _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), word) if b"#" in word else word


def _after_string(data: bytes, at: int) -> int:
    depth = 0
    while found := _STRING_END.search(data, at):
        at = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return at
    return len(data)


def _image_end(data: bytes, at: int) -> int:
    """Where an inline image ends: at an EI after which the content goes on in plain text."""
    for found in _IMAGE_END.finditer(data, at):
        if all(byte in b"\t\n\f\r" or 32 <= byte < 127 for byte in data[found.end() : found.end() + 12]):
            return found.end()
    return len(data)
