"""Works out where pages lie on a sheet: its size and trim, each page's matrix and window, the creep; numbers alone.

All lengths are in pt. A forme is what printers lock the pages of one side into.
"""

from __future__ import annotations

from dataclasses import dataclass

from printkit.errors import OutputError
from printkit.model.layout import MM
from printkit.model.products import Box
from printkit.outputs.folding import Kind, NUp, grid

Matrix = tuple[float, float, float, float, float, float]
Size = tuple[float, float]

SAME = 1.0
"""Pages whose sides differ by no more than this count as of one size."""

MARK = 5 * MM
"""How long a mark is; where the paper is small it may be shorter, down to SHORTEST_MARK."""

SHORTEST_MARK = 1.5 * MM
MARK_GAP = 6.0
"""How far a mark keeps from the trim, where the bleed does not keep it farther away."""

CLEAR = 1 * MM
"""How far a mark keeps from the bleed."""

EDGE = 2 * MM
"""What is left white between the marks and the sheet's edge."""

LARGEST = 14400.0
"""ISO 32000-1, annex C: the greatest side of a page."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """How pages are put on sheets; lengths in pt as they are printed.

    `paper` is the sheet's size in either direction; None makes it as large as pages, bleed and marks want. `creep` is
    how far the innermost sheet's pages move to the spine; None takes the sheets' `thickness` for each sheet that lies
    around. `bleed` is how much of the pages' own bleed is kept at most.
    """

    kind: Kind
    paper: Size | None = None
    creep: float | None = None
    thickness: float = 0.1 * MM
    bleed: float = 3 * MM
    marks: bool = False
    registration: bool = False

    @property
    def marked(self) -> bool:
        """Whether the sheets carry marks; those of registration come with the others."""
        return self.marks or self.registration


@dataclass(frozen=True, slots=True)
class Forme:
    """How the cells of every side lie on the sheet, at their printed size, before creep."""

    media: Size
    left: float
    bottom: float
    cell: Size
    columns: int
    rows: int
    scale: float
    bleed: float
    folded: bool

    def trim(self, shift: float) -> Box:
        """What is left of the sheet once it is cut; `shift` is how far its pages have moved to the spine."""
        width, height = self.columns * self.cell[0], self.rows * self.cell[1]
        return self.left + shift, self.bottom, self.left + width - shift, self.bottom + height

    def bleeds(self, shift: float) -> Box:
        """The trim and the bleed around it, as far as the paper goes."""
        left, bottom, right, top = self.trim(shift)
        wide, high = self.media
        around = self.bleed
        return max(0, left - around), max(0, bottom - around), min(wide, right + around), min(high, top + around)

    def place(self, column: int, row: int, shift: float) -> Box:
        """Where a page's trim comes to lie."""
        moved = 0.0 if not self.folded else shift if column == 0 else -shift
        x = self.left + column * self.cell[0] + moved
        y = self.bottom + (self.rows - 1 - row) * self.cell[1]
        return x, y, x + self.cell[0], y + self.cell[1]

    def window(self, column: int, row: int, shift: float) -> Box:
        """What may be seen of a page: its bleed at the sheet's outer edges, nothing beyond the spine or a neighbour."""
        left, bottom, right, top = self.place(column, row, 0)
        outer = self.bleeds(shift)
        return (
            outer[0] if column == 0 else left,
            outer[1] if row == self.rows - 1 else bottom,
            outer[2] if column == self.columns - 1 else right,
            outer[3] if row == 0 else top,
        )


def forme(cell: Size, bleed: float, plan: Imposition) -> Forme:
    """The forme of pages of one size with so much bleed; raises OutputError for a paper that cannot hold them.

    Pages are never enlarged, and made smaller only where the paper is too small for them.
    """
    columns, rows = grid(plan.kind)
    wide, high = columns * cell[0], rows * cell[1]
    room = room_around(bleed, marks=plan.marked)
    if plan.paper is None:
        media, scale = (wide + 2 * room, high + 2 * room), 1.0
    else:
        media, scale = _on_paper((wide, high), room if plan.marked else 0.0, plan.paper)
    if max(media) > LARGEST:
        raise OutputError("the sheet would be over 5 m wide or high", hint="fewer pages a sheet, or --paper")
    left, bottom = (media[0] - wide * scale) / 2, (media[1] - high * scale) / 2
    size = cell[0] * scale, cell[1] * scale
    return Forme(media, left, bottom, size, columns, rows, scale, bleed * scale, not isinstance(plan.kind, NUp))


def room_around(bleed: float, *, marks: bool) -> float:
    """What a sheet needs around its trim."""
    return gap(bleed) + MARK + EDGE if marks else bleed


def gap(bleed: float) -> float:
    """How far from the trim the marks start."""
    return max(bleed + CLEAR if bleed else 0.0, MARK_GAP)


def _on_paper(spread: Size, room: float, paper: Size) -> tuple[Size, float]:
    """The paper turned so that the spread is largest on it, and the scale of the pages."""
    ways = (paper, (paper[1], paper[0]))
    best = max(ways, key=lambda way: min(way[0] / spread[0], way[1] / spread[1]))
    if all(side <= on + 2 * SAME for side, on in zip(spread, best, strict=True)):
        return best, 1.0
    scale = min((on - 2 * room) / side for side, on in zip(spread, best, strict=True))
    if scale < 0.02:
        raise OutputError("this paper is too small for the pages", hint="a larger --paper, or fewer pages a sheet")
    return best, min(scale, 1.0)


def step(plan: Imposition, deepest: int, width: float) -> float:
    """How far each sheet's pages move to the spine beyond those of the sheet around it.

    Raises OutputError where the innermost pages would lose more than a quarter of their width.
    """
    each = plan.thickness if plan.creep is None else plan.creep / deepest if deepest else 0.0
    if each * deepest > width / 4:
        lost = f"the creep of {each * deepest / MM:.1f} mm takes more than a quarter of a page"
        raise OutputError(lost, hint="thinner paper, less creep, or signatures")
    return each


def turned(trim: Box, turn: int) -> Matrix:
    """The matrix that brings a page, turned clockwise as it is shown, with its trim's corner to the origin."""
    left, bottom, right, top = trim
    match turn % 360:
        case 90:
            return 0, -1, 1, 0, -bottom, right
        case 180:
            return -1, 0, 0, -1, right, top
        case 270:
            return 0, 1, -1, 0, top, -left
        case _:
            return 1, 0, 0, 1, -left, -bottom


def combined(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does the first, then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def covered(box: Box, matrix: Matrix) -> Box:
    """The smallest upright box around a box that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def inside(one: Box, other: Box) -> Box:
    """What two boxes have in common; empty boxes have no width or no height."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def alike(one: Size, other: Size) -> bool:
    """Whether two sizes are one, but for rounding."""
    return abs(one[0] - other[0]) <= SAME and abs(one[1] - other[1]) <= SAME
