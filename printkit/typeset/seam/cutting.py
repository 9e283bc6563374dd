"""Cuts the engine's text where a planned line ends, instead of letting it search for what fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break

from printkit.paragraphs import Line
from printkit.typeset.seam.texts import Text


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a box stands in a line: the text that is shaped, with a hyphen that is put in or not, and the byte,
    counted from where the text begins, at which the next line begins (None: the box stands in the line whole)."""

    shaped: str
    hyphened: bool = False
    resume: int | None = None


def cut(text: Text, line: Line, box: Any, skip: int) -> Cut | None:
    """What of the box's text from the byte `skip` on stands in the line; None where it is none of the paragraph's."""
    piece = text.piece(box)
    if piece is None:
        return None
    start, rest = piece.place(skip), box.text.encode()[skip:].decode()
    if line.kind == "end" or line.stop > piece.end:
        return Cut(rest)
    if line.stop < start:
        return None
    inside = rest[: line.stop - start]
    hyphen = box.style["hyphenate_character"] if line.kind == "hyphen" else ""
    # A line that ends with the box ends there, and not with the box behind it.
    resume = len(rest[: line.resume - start].encode())
    return Cut(inside + hyphen, bool(hyphen), resume)


def shaped(found: Cut, style: Any, context: Any, measure: float) -> tuple[Any, ...]:
    """The engine's layout of the text and its sizes, as `split_first_line` would give them."""
    layout = line_break.create_layout(found.shaped, style, context, None, 0)
    layout.max_width = measure
    line, _ = layout.get_first_line()
    hyphen = style["hyphenate_character"]
    answer: tuple[Any, ...] = line_break.first_line_metrics(
        line, found.shaped, layout, None, True, style, found.hyphened, hyphen
    )
    return answer
