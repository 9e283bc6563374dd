"""Compares words with words: what a source says must stand in print, in its order, whatever else is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from printkit.audit.book import comparable

_EDGES = re.compile(r"^\W+|\W+$")
_PRINTED = str.maketrans("—–", "--", '“”„«»‹›"')
"""What a style sheet sets around a quoted word, and the editor's hand in place of a hyphen: as the language has it."""

_HIGH = re.compile(r"\s+(?=[;:!?]+(?:\s|$))")
"""The space that French sets before its high marks."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Words of the source and what stands in their place; of some only the spaces between them are not the same."""

    words: str
    instead: str

    @property
    def kind(self) -> str:
        """lost, joined or parted."""
        mine, theirs = "".join(self.words.split()), self.instead.split()
        if mine == "".join(theirs):
            return "joined" if len(theirs) < len(self.words.split()) else "parted"
        # What stands beside them, a picture's words or a mark, may be what they are run into.
        return "joined" if theirs and (theirs[-1].endswith(mine) or theirs[0].startswith(mine)) else "lost"


def words(said: str) -> list[str]:
    """The words of a text as they are compared; a mark that a space stands before belongs to the word there."""
    return _HIGH.sub("", comparable(said).translate(_PRINTED)).split()


class Paper:
    """The words that stand in print."""

    def __init__(self, said: str) -> None:
        self.words = words(said)
        self.line = f" {' '.join(self.words)} "

    def holds(self, piece: Sequence[str], *, joined: bool = False) -> bool:
        """Whether these words stand somewhere, one beside the other.

        They may be `joined` to what stands around them, as names are in languages whose word for and has no space.
        """
        said = " ".join(piece)
        return (said if joined else f" {said} ") in self.line

    def losses(self, pieces: Sequence[Sequence[str]]) -> Iterator[Loss]:
        """What is not there of these pieces, which must stand in this order.

        Pieces that are found whole one behind the other are all there. Else the words between the first and the last
        piece that is not found are compared one by one.
        """
        first, start = self._ahead(pieces)
        if first == len(pieces):
            return
        last, end = self._behind(pieces)
        if last < first or end < start:
            first, last, start, end = 0, len(pieces) - 1, 0, len(self.line)
        wanted = [word for piece in pieces[first : last + 1] for word in piece]
        yield from _compared(wanted, self.line[start:end].split())

    def _ahead(self, pieces: Sequence[Sequence[str]]) -> tuple[int, int]:
        """The first piece that is not found behind those before it, and where they end."""
        at = 0
        for rank, piece in enumerate(pieces):
            said = f" {' '.join(piece)} "
            found = self.line.find(said, at)
            if found < 0:
                return rank, at
            at = found + len(said) - 1
        return len(pieces), at

    def _behind(self, pieces: Sequence[Sequence[str]]) -> tuple[int, int]:
        """The last piece that is not found before those behind it, and where they begin."""
        at = len(self.line)
        for rank in range(len(pieces) - 1, -1, -1):
            found = self.line.rfind(f" {' '.join(pieces[rank])} ", 0, at)
            if found < 0:
                return rank, at
            at = found + 1
        return -1, at


def _compared(wanted: Sequence[str], there: Sequence[str]) -> Iterator[Loss]:
    """Word by word; the marks around a word are passed over, for an address may be printed between the two."""
    mine, theirs = _bare(wanted), _bare(there)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            yield Loss(" ".join(mine[start:end]), " ".join(theirs[first:last]))


def _bare(said: Sequence[str]) -> list[str]:
    stripped = (_EDGES.sub("", word) for word in said)
    return [word for word in stripped if word]
