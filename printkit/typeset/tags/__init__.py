"""The tag tree: the engine tags fragments of boxes page by page, and here each element of the document is tagged once.

The tree is planned from the boxes when the layout is done, before anything is drawn: so what says nothing can be drawn
as an artifact (ISO 32000-1, 14.8.2.2), and a space can be drawn where a line ends in one. We stand around four
functions of the engine, and only where they are the ones we know.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import weasyprint.draw
import weasyprint.pdf
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream

from printkit.typeset.tags import lettering, reading, words, writing

_EXPECTED: Final = {
    "add_tags": ["pdf", "document", "pdf_version", "page_streams"],
    "draw_text": ["stream", "textbox", "offset_x", "text_overflow", "block_ellipsis"],
    "marked": ["self", "box", "tag"],
    "split_text_box": ["context", "box", "available_width", "skip", "is_line_start"],
}


def fits() -> bool:
    """True where the engine's functions that we stand around are the ones we know."""
    found = {
        "add_tags": getattr(weasyprint.pdf, "add_tags", None),
        "draw_text": getattr(weasyprint.draw, "draw_text", None),
        "marked": getattr(Stream, "marked", None),
        "split_text_box": getattr(inline, "split_text_box", None),
    }
    return all(
        callable(function) and list(inspect.signature(function).parameters) == _EXPECTED[name]
        for name, function in found.items()
    )


@contextmanager
def listened() -> Iterator[bool]:
    """While this lasts the layout says where lines end in a space; yields False where it cannot."""
    if not fits():
        yield False
        return
    split = inline.split_text_box
    inline.split_text_box = words.listening(split)
    try:
        yield True
    finally:
        inline.split_text_box = split


@contextmanager
def ours(document: weasyprint.Document) -> Iterator[bool]:
    """While this lasts the document is written with a tree of ours; yields False where the engine's own it must be."""
    if not fits():
        yield False
        return
    plan = reading.plan(document.pages)
    add, draw, mark = weasyprint.pdf.add_tags, weasyprint.draw.draw_text, Stream.marked
    weasyprint.pdf.add_tags = _adding(plan)
    weasyprint.draw.draw_text = words.spacing(lettering.telling(draw), plan.spaced)
    Stream.marked = _marking(mark, plan)
    try:
        yield True
    finally:
        weasyprint.pdf.add_tags, weasyprint.draw.draw_text, Stream.marked = add, draw, mark


def _adding(plan: reading.Plan) -> Callable[..., None]:
    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        writing.write(pdf, document, page_streams, plan.document)

    return add_tags


def _marking(mark: Callable[..., Any], plan: reading.Plan) -> Callable[..., Any]:
    def marked(self: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        why = plan.artifacts.get(box)
        if why is None or self._tags is None:
            found: AbstractContextManager[None] = mark(self, box, tag)
            return found
        return _left_out(self, why)

    return marked


@contextmanager
def _left_out(stream: Any, kind: str) -> Iterator[None]:
    stream.stream.append(f"/Artifact <</Type/{kind}>> BDC")
    try:
        yield
    finally:
        stream.end_marked_content()
