"""Draws the printer's marks outside the trim: where to cut, where to fold, and where plates must meet."""

from __future__ import annotations

from collections.abc import Iterator

from printkit.model.layout import MM
from printkit.model.products import Box
from printkit.outputs.forme import EDGE, MARK, SHORTEST_MARK, Forme, gap

Line = tuple[float, float, float, float]

INK = "Registration"
"""The name in a side's resources of the colour space of marks, which prints on every plate."""

_ROUND = 0.5523
"""How far the handles of a curve reach that draws a quarter of a circle."""


def drawn(forme: Forme, shift: float, *, registration: bool) -> bytes:
    """The content that draws all marks of one side for which its edges have room; empty where none has."""
    cuts = list(_cuts(forme, shift))
    folds = list(_across(forme, forme.left + forme.cell[0], forme.trim(shift))) if forme.folded else []
    said = [*map(_line, cuts), "[4 2] 0 d" if folds else "", *map(_line, folds), "[] 0 d" if folds else ""]
    if registration:
        said += [_target(x, y) for x, y in _targets(forme, shift)]
    body = "\n".join(line for line in said if line)
    return f"q 0.25 w /{INK} CS 1 SCN\n{body}\nQ\n".encode() if body else b""


def missing(forme: Forme) -> tuple[str, ...]:
    """The edges that have no room for marks."""
    edges = zip(("left", "foot", "right", "head"), _lengths(forme, forme.trim(0)), strict=True)
    return tuple(edge for edge, length in edges if not length)


def _cuts(forme: Forme, shift: float) -> Iterator[Line]:
    """At the corners of the trim, and between pages that are not folded but cut apart."""
    left, bottom, right, top = trim = forme.trim(shift)
    inner = [] if forme.folded else [forme.left + forme.cell[0] * n for n in range(1, forme.columns)]
    for x in (left, *inner, right):
        yield from _across(forme, x, trim)
    for y in (bottom, *(bottom + forme.cell[1] * n for n in range(1, forme.rows)), top):
        yield from _along(forme, y, trim)


def _across(forme: Forme, x: float, trim: Box) -> Iterator[Line]:
    """The upright marks at foot and head."""
    _, foot, _, head = _lengths(forme, trim)
    start = gap(forme.bleed)
    if foot:
        yield x, trim[1] - start, x, trim[1] - start - foot
    if head:
        yield x, trim[3] + start, x, trim[3] + start + head


def _along(forme: Forme, y: float, trim: Box) -> Iterator[Line]:
    """The level marks at the left and the right."""
    left, _, right, _ = _lengths(forme, trim)
    start = gap(forme.bleed)
    if left:
        yield trim[0] - start, y, trim[0] - start - left, y
    if right:
        yield trim[2] + start, y, trim[2] + start + right, y


def _lengths(forme: Forme, trim: Box) -> Line:
    """How long marks may be at the left, foot, right and head; 0 where a mark would be too short to be seen."""
    free = (trim[0], trim[1], forme.media[0] - trim[2], forme.media[1] - trim[3])
    room = (min(MARK, edge - gap(forme.bleed) - EDGE / 2) for edge in free)
    left, foot, right, head = (length if length >= SHORTEST_MARK else 0.0 for length in room)
    return left, foot, right, head


def _targets(forme: Forme, shift: float) -> Iterator[tuple[float, float]]:
    """One at each edge that has room for a whole mark, at the middle of a page, where neither cut nor fold is."""
    left, bottom, right, top = trim = forme.trim(shift)
    out = gap(forme.bleed) + MARK / 2
    x, y = left + forme.cell[0] / 2, bottom + forme.cell[1] / 2
    places = ((left - out, y), (x, bottom - out), (right + out, y), (x, top + out))
    yield from (place for place, room in zip(places, _lengths(forme, trim), strict=True) if room == MARK)


def _line(line: Line) -> str:
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l S".format(*line)


def _target(x: float, y: float) -> str:
    """A circle and a cross."""
    r, arm = 1.5 * MM, MARK / 2
    k = r * _ROUND
    quarters = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    curves = " ".join("{:.3f} {:.3f} {:.3f} {:.3f} {:.3f} {:.3f} c".format(*quarter) for quarter in quarters)
    cross = _line((x - arm, y, x + arm, y)), _line((x, y - arm, x, y + arm))
    return f"{x + r:.3f} {y:.3f} m {curves} s\n" + "\n".join(cross)
