"""Letters cut by hand: the bones of each capital, and a broad pen to give them flesh."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

from ink import SCALE, Block, Line, Point


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Line:
    pieces = 18
    angles = [(start + (end - start) * n / pieces) * pi / 180 for n in range(pieces + 1)]
    return [(x + rx * cos(a), y + ry * sin(a)) for a in angles]


# Each letter: its width, and its strokes in a box from (0, 0) at the cap line to (width, 1) at the foot.
BONES: dict[str, tuple[float, list[Line]]] = {
    "A": (0.76, [[(0.0, 1.0), (0.38, 0.0), (0.76, 1.0)], [(0.14, 0.66), (0.62, 0.66)]]),
    "B": (0.56, [[(0, 0), (0, 1)], [(0, 0), (0.24, 0), *_arc(0.26, 0.235, 0.24, 0.235, -90, 90), (0, 0.47)],
                 [(0, 0.47), (0.28, 0.47), *_arc(0.29, 0.735, 0.27, 0.265, -90, 90), (0, 1)]]),
    "C": (0.76, [_arc(0.46, 0.5, 0.46, 0.5, -48, -312)]),
    "D": (0.74, [[(0, 0), (0, 1)], [(0, 0), (0.24, 0), *_arc(0.26, 0.5, 0.48, 0.5, -90, 90), (0, 1)]]),
    "E": (0.5, [[(0, 0), (0, 1)], [(0, 0), (0.48, 0)], [(0, 0.48), (0.4, 0.48)], [(0, 1), (0.5, 1)]]),
    "F": (0.48, [[(0, 0), (0, 1)], [(0, 0), (0.48, 0)], [(0, 0.49), (0.4, 0.49)]]),
    "G": (0.8, [[*_arc(0.46, 0.5, 0.46, 0.5, -48, -335)], [(0.8, 0.58), (0.8, 0.9)], [(0.55, 0.58), (0.8, 0.58)]]),
    "H": (0.7, [[(0, 0), (0, 1)], [(0.7, 0), (0.7, 1)], [(0, 0.48), (0.7, 0.48)]]),
    "I": (0.06, [[(0.03, 0), (0.03, 1)]]),
    "J": (0.34, [[(0.3, 0), (0.3, 0.78), *_arc(0.09, 0.78, 0.21, 0.24, 0, 100)]]),
    "K": (0.64, [[(0, 0), (0, 1)], [(0.58, 0), (0.02, 0.56)], [(0.2, 0.42), (0.64, 1)]]),
    "L": (0.5, [[(0, 0), (0, 1)], [(0, 1), (0.5, 1)]]),
    "M": (0.86, [[(0.04, 1), (0.12, 0), (0.43, 0.8), (0.74, 0), (0.82, 1)]]),
    "N": (0.72, [[(0, 1), (0, 0), (0.72, 1), (0.72, 0)]]),
    "O": (0.94, [_arc(0.47, 0.5, 0.47, 0.5, -90, 270)]),
    "P": (0.54, [[(0, 0), (0, 1)], [(0, 0), (0.25, 0), *_arc(0.27, 0.27, 0.27, 0.27, -90, 90), (0, 0.54)]]),
    "Q": (0.98, [_arc(0.47, 0.5, 0.47, 0.5, -90, 270), [(0.52, 0.76), (0.98, 1.08)]]),
    "R": (0.62, [[(0, 0), (0, 1)],
                 [(0, 0), (0.25, 0), *_arc(0.27, 0.26, 0.26, 0.26, -90, 90), (0, 0.52)], [(0.26, 0.52), (0.62, 1)]]),
    "S": (0.52, [[*_arc(0.26, 0.25, 0.22, 0.25, -35, -250), *_arc(0.27, 0.74, 0.25, 0.26, -75, 148)]]),
    "T": (0.66, [[(0, 0), (0.66, 0)], [(0.33, 0), (0.33, 1)]]),
    "U": (0.68, [[(0, 0), (0, 0.66), *_arc(0.34, 0.66, 0.34, 0.34, 180, 0), (0.68, 0)]]),
    "V": (0.72, [[(0, 0), (0.36, 1), (0.72, 0)]]),
    "W": (1.06, [[(0, 0), (0.28, 1), (0.53, 0.1), (0.78, 1), (1.06, 0)]]),
    "X": (0.68, [[(0, 0), (0.68, 1)], [(0.66, 0), (0.02, 1)]]),
    "Y": (0.66, [[(0, 0), (0.33, 0.5), (0.66, 0)], [(0.33, 0.5), (0.33, 1)]]),
    "Z": (0.6, [[(0.02, 0), (0.58, 0), (0, 1), (0.6, 1)]]),
    "0": (0.6, [_arc(0.3, 0.5, 0.3, 0.5, -90, 270)]),
    "1": (0.3, [[(0.02, 0.16), (0.2, 0), (0.2, 1)]]),
    "2": (0.52, [[*_arc(0.25, 0.27, 0.24, 0.27, 190, 385), (0.0, 1), (0.52, 1)]]),
    "3": (0.5, [[*_arc(0.23, 0.24, 0.22, 0.24, 205, 450)], [*_arc(0.23, 0.73, 0.25, 0.27, -90, 150)]]),
    "4": (0.56, [[(0.42, 1), (0.42, 0), (0.0, 0.7), (0.56, 0.7)]]),
    "5": (0.5, [[(0.46, 0), (0.08, 0), (0.05, 0.43), *_arc(0.22, 0.69, 0.26, 0.31, -110, 140)]]),
    "6": (0.54, [[(0.42, 0.02), *_arc(0.52, 0.66, 0.5, 0.62, 250, 190)], _arc(0.27, 0.69, 0.26, 0.31, 0, 360)]),
    "7": (0.5, [[(0, 0), (0.5, 0), (0.16, 1)]]),
    "8": (0.5, [_arc(0.25, 0.24, 0.2, 0.24, 0, 360), _arc(0.25, 0.74, 0.25, 0.26, 0, 360)]),
    "9": (0.54, [[(0.12, 0.98), *_arc(0.02, 0.34, 0.5, 0.62, 70, 10)], _arc(0.27, 0.31, 0.26, 0.31, 0, 360)]),
    "-": (0.32, [[(0, 0.54), (0.32, 0.54)]]),
    ".": (0.08, [[(0.04, 0.97), (0.04, 1.0)]]),
    "'": (0.08, [[(0.05, 0), (0.03, 0.18)]]),
    "/": (0.4, [[(0.4, -0.05), (0.0, 1.05)]]),
    " ": (0.3, []),
}  # fmt: skip
BONES["È"] = (BONES["E"][0], [*BONES["E"][1], [(0.12, -0.3), (0.3, -0.14)]])
BONES["Œ"] = (1.32, [*BONES["O"][1], *[[(x + 0.82, y) for x, y in stroke] for stroke in BONES["E"][1]]])
GAP = 0.21


def width_of(text: str, size: float, *, space: float = 1.0) -> float:
    """How wide a line of capitals will be."""
    return size * (sum(BONES[c][0] for c in text) + GAP * space * (len(text) - 1))


def letter(block: Block, text: str, x: float, y: float, size: float, *, weight: float = 0.15, space: float = 1.0,
           align: str = "left", slope: float = 0.0, ink: int = 255) -> None:  # fmt: skip
    """Capitals `size` pixels high on the foot line `y`; `slope` turns the line, in degrees."""
    shift = {"left": 0.0, "middle": 0.5, "right": 1.0}[align] * width_of(text, size, space=space)
    turn = slope * pi / 180
    pen = -shift
    for c in text:
        width, strokes = BONES[c]
        for stroke in strokes:
            placed = [_turned(x, y, pen + size * px, size * (py - 1), turn) for px, py in stroke]
            _ink(block, placed, size * weight, turn, ink)
        pen += size * (width + GAP * space)


def _turned(x: float, y: float, dx: float, dy: float, turn: float) -> Point:
    return x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn)


def _ink(block: Block, path: Line, nib: float, turn: float, ink: int) -> None:
    angle = turn - 24 * pi / 180
    nx, ny = cos(angle) * nib / 2, sin(angle) * nib / 2
    for (x0, y0), (x1, y1) in pairwise(path):
        block.shape([(x0 - nx, y0 - ny), (x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny)], ink)
    block.line(path, max(1 / SCALE, nib * 0.46), ink)
