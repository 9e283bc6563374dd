"""Imposes the pages of a PDF on sheets that are printed, folded and cut: booklets, signatures, n-up."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import IndirectObject

from printkit.errors import Note, OutputError
from printkit.model.layout import MM
from printkit.model.products import Blob, Box
from printkit.outputs import marks
from printkit.outputs.copying import Copies, Drawing
from printkit.outputs.folding import Cell, deepest, padded, sheets
from printkit.outputs.forme import (
    Forme,
    Imposition,
    Matrix,
    Size,
    alike,
    combined,
    covered,
    forme,
    inside,
    step,
    turned,
)
from printkit.outputs.original import Leaf, Original, opened
from printkit.outputs.sides import Sides

__all__ = ["Imposed", "Imposition", "impose"]


@dataclass(frozen=True, slots=True)
class Imposed:
    """The imposed file: how many pages on how many sheets and sides, how many blanks, and what was found.

    `creep` is how far the innermost pages moved, in pt; `scale` the size of the pages against their own.
    """

    pdf: Blob
    pages: int
    sheets: int
    sides: int
    blanks: int
    creep: float
    scale: float
    notes: tuple[Note, ...] = ()


def impose(pdf: Path, plan: Imposition, out: Path) -> Imposed:
    """Put the pages of a PDF on sheets; the bytes at `out` depend on nothing but the PDF's and the plan.

    The file is a print product: it keeps title, output intent and the pages' bleed, and has no tags, links or
    bookmarks and claims no standard. The caller gives an `out` that nobody else reads yet. Raises SourceError for a
    PDF that cannot be read, OutputError for a plan that cannot be carried out or a file that cannot be written;
    nothing is left at `out` then.
    """
    if out.exists() and pdf.exists() and out.samefile(pdf):
        raise OutputError("this would overwrite the PDF that is read", where=str(out), hint="another name for -o")
    with opened(pdf, bleed=plan.bleed) as original:
        imposing = _Imposing(original, plan)
        writer = imposing.written()
        try:
            with out.open("wb") as file, ExitStack() as undo:
                undo.callback(out.unlink, missing_ok=True)
                writer.write(file)
                undo.pop_all()
            return imposing.report(_blob(out))
        except OSError as error:
            raise OutputError(f"cannot be written: {error.strerror}", where=str(out)) from error


class _Imposing:
    """One file on its way to sheets."""

    def __init__(self, original: Original, plan: Imposition) -> None:
        self.leaves, self.plan = original.leaves, plan
        self.original = original
        self.size = usual_size([leaf.size for leaf in self.leaves])
        self.sheets = sheets(len(self.leaves), plan.kind, from_right=original.from_right)
        self.forme = forme(self.size, max(map(_widest_bleed, self.leaves)), plan)
        self.step = step(plan, deepest(self.sheets), self.forme.cell[0])

    def written(self) -> PdfWriter:
        """The sheets as a file in memory."""
        writer = PdfWriter()
        writer.pdf_header = "%PDF-1.7"
        copies = Copies(writer)
        sides = Sides(self.original, writer, copies)
        drawings = [copies.drawings(leaf) for leaf in self.leaves]
        for number, sheet in enumerate(self.sheets, 1):
            shift = self.step * sheet.nest
            for name, side in zip(("front", "back"), sheet.sides, strict=False):
                content, forms = self._side(side, shift, drawings)
                sides.add(self.forme, shift, content, forms, self._label(number, name, side))
        seed = self.original.digest + repr(self.plan).encode()
        sides.finish(self.forme.media, folded=self.forme.folded, identifier=hashlib.sha256(seed).digest()[:16])
        return writer

    def report(self, pdf: Blob) -> Imposed:
        """What was made."""
        plan, count = self.plan, len(self.leaves)
        sides = sum(len(sheet.sides) for sheet in self.sheets)
        blanks = padded(count, plan.kind) - count
        creep = self.step * deepest(self.sheets)
        return Imposed(pdf, count, len(self.sheets), sides, blanks, creep, self.forme.scale, tuple(self._notes(blanks)))

    def _side(
        self, cells: Sequence[Cell], shift: float, drawings: Sequence[tuple[Drawing, ...]]
    ) -> tuple[bytes, dict[str, IndirectObject]]:
        said, forms = [], {}
        for cell in cells:
            if cell.page is None or not drawings[cell.page]:
                continue
            matrix, window = placed(self.leaves[cell.page], self.forme, cell, shift, self.size)
            left, bottom, right, top = window
            said.append(f"q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n\n")
            for rank, drawing in enumerate(drawings[cell.page]):
                name = f"P{cell.page + 1}" + (f"A{rank}" if rank else "")
                forms[name] = drawing.form
                said.append(f"q {_matrix(combined(drawing.matrix, matrix))} cm /{name} Do Q\n")
            said.append("Q\n")
        content = "".join(said).encode()
        if self.plan.marked:
            content += marks.drawn(self.forme, shift, registration=self.plan.registration)
        return content, forms

    def _label(self, number: int, side: str, cells: Sequence[Cell]) -> str:
        """Which sheet and side it is, and the labels of the pages on it."""
        pages = ", ".join("blank" if cell.page is None else self.leaves[cell.page].label for cell in cells)
        return f"{number} {side}: {pages}" if self.forme.folded else f"{number}: {pages}"

    def _notes(self, blanks: int) -> Iterator[Note]:
        others = [leaf.label for leaf in self.leaves if not alike(leaf.size, self.size)]
        if others:
            named = ", ".join(others[:12]) + (f" and {len(others) - 12} more" if len(others) > 12 else "")
            text = f"pages that are not {_millimetres(self.size)} are centred, larger ones made smaller: {named}"
            yield Note("warning", "impose.mixed-sizes", text)
        if self.forme.scale < 1:
            yield Note("warning", "impose.scaled", f"the paper is small: pages at {self.forme.scale:.1%} of their size")
        if self.plan.marked and (edges := marks.missing(self.forme)):
            yield Note("warning", "impose.no-room", f"no room for marks at: {', '.join(edges)}")
        if blanks:
            yield Note("info", "impose.blanks", f"blank pages at the end: {blanks}")


def usual_size(sizes: Sequence[Size]) -> Size:
    """The size of most pages, the first of them where two are as many."""
    groups: list[Size] = []
    counts: Counter[int] = Counter()
    for size in sizes:
        group = next((rank for rank, one in enumerate(groups) if alike(one, size)), len(groups))
        if group == len(groups):
            groups.append(size)
        counts[group] += 1
    return groups[max(counts, key=lambda group: (counts[group], -group))]


def placed(leaf: Leaf, forme: Forme, cell: Cell, shift: float, usual: Size) -> tuple[Matrix, Box]:
    """The matrix that brings a page into its cell, and the window through which it is seen.

    A page of another size is centred and loses its bleed; a larger one is made smaller, one that lies where others
    stand is turned to the left.
    """
    place, window = forme.place(cell.column, cell.row, shift), forme.window(cell.column, cell.row, shift)
    turn, size = leaf.turn, leaf.size
    fits = alike(size, usual)
    if not fits and (size[0] > size[1]) != (usual[0] > usual[1]):
        turn, size = turn + 270, (size[1], size[0])
    scale = forme.scale * (1.0 if fits else min(1.0, usual[0] / size[0], usual[1] / size[1]))
    x = (place[0] + place[2] - size[0] * scale) / 2
    y = (place[1] + place[3] - size[1] * scale) / 2
    factor = scale * leaf.unit
    matrix = combined(turned(leaf.trim, turn), (factor, 0, 0, factor, x, y))
    return matrix, window if fits else inside(window, covered(leaf.trim, matrix))


def _widest_bleed(leaf: Leaf) -> float:
    sides = zip(leaf.trim, leaf.bleed, strict=True)
    return max(abs(trim - bleed) for trim, bleed in sides) * leaf.unit


def _matrix(matrix: Matrix) -> str:
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in matrix)


def _millimetres(size: Size) -> str:
    return f"{size[0] / MM:.0f} x {size[1] / MM:.0f} mm"


def _blob(path: Path) -> Blob:
    with path.open("rb") as file:
        return Blob(path, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
