"""Puts the number of a page into the line that says where an article goes on, or where it comes from.

The line stands in a margin box and so is an artifact; the engine draws every figure in it, and all but those that
are wanted are taken out. What is drawn behind them moves up; in a line that is read from the right, where nothing is
drawn left of the number, the number does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from printkit.bind.figures import Fonts, close
from printkit.model.words import SAMPLE

_ARTIFACT = re.compile(rb"/Artifact\s*<<\s*/Type\s*/Pagination\s*>>\s*BDC\b")
_SHOWN = re.compile(rb"/(\S+)\s+[\d.]+\s+Tf\b|\[([^\]]*)\]\s*TJ\b")
_PIECE = re.compile(rb"<([0-9a-fA-F]*)>|(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class _Run:
    """What one operator shows: the numbers of its glyphs, and what is moved before each and at the end."""

    glyphs: tuple[int, ...]
    moves: tuple[float, ...]

    def without(self, start: int, end: int, kept: Sequence[int], room: float) -> _Run:
        """The run with other glyphs from `start` to `end`, behind so much room in thousandths of an em."""
        moves = (*self.moves[:start], self.moves[start] - room, *[0.0] * (len(kept) - 1), *self.moves[end:])
        return _Run((*self.glyphs[:start], *kept, *self.glyphs[end:]), moves)

    def __bytes__(self) -> bytes:
        shown = (b"%s<%04x>" % (_move(move), glyph) for move, glyph in zip(self.moves, self.glyphs, strict=False))
        return b"[" + b"".join(shown) + _move(self.moves[-1]) + b"] TJ"


def _move(by: float) -> bytes:
    return b"%.2f" % by if by else b""


def filled(data: bytes, fonts: Fonts, folio: str, *, ends: bool) -> bytes | None:
    """A page's content with the folio in its line of a jump; None where there is no such line, or no such figure.

    `ends` says that the number is at the end of a line that is read from the right.
    """
    for found in _ARTIFACT.finditer(data):
        start, end = found.end(), close(data, found.end())
        line = _filled(data[start:end], fonts, folio, ends=ends)
        if line is not None:
            return data[:start] + line + data[end:]
    return None


def _filled(data: bytes, fonts: Fonts, folio: str, *, ends: bool) -> bytes | None:
    font = b""
    for found in _SHOWN.finditer(data):
        if found[1]:
            font = found[1]
            continue
        widths, texts = fonts.get(font, ({}, {}))
        run = _run(found[2])
        said = [texts.get(glyph, "") for glyph in run.glyphs]
        at = next((at for at in range(len(said)) if said[at : at + len(SAMPLE)] == [*SAMPLE]), -1)
        if at < 0 or not folio or any(letter not in SAMPLE for letter in folio):
            continue
        figures = run.glyphs[at : at + len(SAMPLE)]
        kept = [figures[SAMPLE.index(letter)] for letter in folio]
        over = sum(widths.get(glyph, 0.0) for glyph in figures) - sum(widths.get(glyph, 0.0) for glyph in kept)
        made = bytes(run.without(at, at + len(SAMPLE), kept, over if ends else 0.0))
        return data[: found.start()] + made + data[found.end() :]
    return None


def _run(said: bytes) -> _Run:
    glyphs: list[int] = []
    moves = [0.0]
    for piece, move in _PIECE.findall(said):
        if move:
            moves[-1] += float(move)
        for at in range(0, len(piece), 4):
            glyphs.append(int(piece[at : at + 4], 16))
            moves.append(0.0)
    return _Run(tuple(glyphs), tuple(moves))
