"""Takes ready pages from elsewhere in: cleaned of all that acts, and tagged, they are a part like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from printkit.bind.foreign import faults, tree
from printkit.bind.foreign.content import UnsoundError
from printkit.bind.foreign.opening import damaged, open_foreign
from printkit.bind.foreign.pages import Pages, gone
from printkit.bind.foreign.rewrite import Rewrite
from printkit.bind.read import BROKEN
from printkit.errors import Note
from printkit.model.products import Blob, Rendition

__all__ = ["Foreign", "take_in"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A ready PDF and what the issue says of it; `where` is what it is called in errors and notes."""

    slug: str
    path: Path
    where: str
    title: str
    alt: str = ""


def take_in(order: Foreign, out: Path) -> Rendition:
    """The pages of a ready PDF written to `out` as a part: tagged, at their own size, with nothing in them that acts.

    Its own tags are kept where they are sound; else each page is one figure, described by `alt`. Raises SourceError
    for a file that is locked, damaged, empty, too large, or no PDF.
    """
    try:
        return _taken(order, out)
    except BROKEN as error:
        raise damaged(order.where, error) from error


def _taken(order: Foreign, out: Path) -> Rendition:
    try:
        return _attempt(order, out, own_tags=True)
    except UnsoundError as error:
        said = f"its own tags are not kept ({error.text}): each page is one figure, described in a few words"
        note = Note("warning", "pdf.tags-unsound", said, order.where)
        made = _attempt(order, out, own_tags=False)
        return replace(made, notes=(note, *made.notes))


def _attempt(order: Foreign, out: Path, *, own_tags: bool) -> Rendition:
    source, leaves = open_foreign(order.path, order.where)
    tags = tree.read(source) if own_tags else None
    pages = Pages(source, leaves, order.title, tags)
    notes, broken = faults.of_fonts(source, pages.found.fonts, order.where)
    broken |= {faults.ARCHIVAL} if pages.found.cmyk or pages.found.odd else set()
    alt = order.alt or order.title
    wordless = tags is None or tree.described(tags.tops, alt)
    notes += _said_of(order, pages, gone(source, pages), wordless=wordless)
    with out.open("wb") as file:
        Rewrite(source, pages, file).write(alt)
    blob = Blob(out, out.stat().st_size, "")
    return Rendition(order.slug, blob, len(leaves), "recto", notes, foreign=True, breaks=tuple(sorted(broken)))


def _said_of(order: Foreign, pages: Pages, dropped: set[str], *, wordless: bool) -> tuple[Note, ...]:
    notes = []
    if not order.alt and wordless:
        notes.append(Note("warning", "pdf.no-alt", "no alt says what is to be seen: its title stands in", order.where))
    if pages.loose_text:
        said = "some words stand outside of its tags: they are printed and not read aloud"
        notes.append(Note("warning", "pdf.untagged-words", said, order.where))
    if dropped:
        notes.append(Note("info", "pdf.stripped", f"left out: {', '.join(sorted(dropped))}", order.where))
    return tuple(notes)
