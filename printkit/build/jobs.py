"""The jobs themselves, as they run inside a worker: read, make a picture ready, compose and typeset, bind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from printkit import bind, compose, fonts, pictures, prose, typeset
from printkit.bind.foreign import Foreign
from printkit.build import reading
from printkit.build.cache import sha256
from printkit.build.keys import Box
from printkit.build.tasks import ArticleWork, Engine, FillerWork, MatterWork, PdfWork, SheetWork, StandInWork, Work
from printkit.errors import Note, PrintkitError
from printkit.model.issue import Issue
from printkit.model.layout import Family
from printkit.model.products import Blob, Book, Bundle, Galley, Picture, Rendition
from printkit.outputs import html
from printkit.outputs.faces import Fonts

_within_reach: tuple[Family, ...] = ()
"""The fonts that this process stands behind; set once, before the first job."""


def set_up(engine: Engine) -> None:
    """Put up the fence around the fonts and load every engine, so that each job starts warm."""
    global _within_reach  # noqa: PLW0603 - one fence a process, as fontconfig has it
    _within_reach = fonts.families(engine.fonts)
    fonts.fence(fonts.folders(engine.fonts), engine.cache)
    fonts.missing("x", _within_reach)
    reading.set_up()
    typeset.warm([compose.stylesheet(layout) for layout in engine.layouts])


def prepare_picture(original: Path, src: str, box: Box, out: Path) -> Picture:
    """A picture made ready for paper, written to `out`."""
    try:
        ready = pictures.prepare(original.read_bytes(), max_width=box.width, max_height=box.height, grey=box.grey)
    except PrintkitError as error:
        error.where = error.where or src
        raise
    out.write_bytes(ready.data)
    return Picture(_blob(out), ready.width, ready.height, ready.media_type)


def typeset_work(work: Work, out: Path) -> Rendition:
    """A work composed and broken into pages, or ready pages taken in, written to `out`."""
    if isinstance(work, PdfWork):
        return bind.take_in(Foreign(work.slug, work.pdf.path, work.source, work.title, work.alt), out)
    rendition = _set(work, out)
    if isinstance(work, ArticleWork) and any(note.code == LOST for note in rendition.notes):
        return _with_end_notes(work, out)
    return rendition


LOST = "note.lost"
"""The engine can lose a note at the foot of a crowded page or column, and says so."""


def _with_end_notes(work: ArticleWork, out: Path) -> Rendition:
    """The article set with its notes at its end, where the engine loses none."""
    links = "end" if work.layout.chosen.get("links") == "foot" else work.layout.chosen.get("links", "end")
    layout = replace(work.layout, chosen={**work.layout.chosen, "notes": "end", "links": links})
    rendition = _set(replace(work, layout=layout), out)
    said = "one of the notes found no room at the foot of its page; all of them stand at the end"
    return replace(rendition, notes=(*rendition.notes, Note("info", "note.moved", said, work.slug)))


def _set(work: ArticleWork | MatterWork | StandInWork | SheetWork | FillerWork, out: Path) -> Rendition:
    if isinstance(work, ArticleWork) and work.jump:
        whole = _set(replace(work, jump=None), out)
        if whole.pages <= work.jump.after:
            return whole
    galley = _galley(work)
    rendition = typeset.typeset(galley, work.side, out)
    return replace(rendition, notes=tuple(dict.fromkeys((*galley.notes, *rendition.notes))))


def compose_page(work: ArticleWork, out: Path) -> tuple[Note, ...]:
    """The print page of an article, written to `out`; notes stand at its end, for browsers have no foot for them."""
    layout = replace(work.layout, chosen={**work.layout.chosen, "notes": "end"})
    galley = _galley(replace(work, layout=layout))
    families = _families()
    within = Fonts(families, fonts.last_resort(families), fonts.coverage)
    out.write_text(html.page(galley, work.article, layout, within), "utf-8")
    return galley.notes


def bind_book(book: Book, out: Path) -> Bundle:
    """A book bound, written to `out`."""
    return bind.bind(book, out)


def issue_line(issue: Issue, _: Path) -> str:
    """The line that is stamped on an issue's pages: title, number, date, in its language."""
    return compose.issue_line(issue)


def _galley(work: ArticleWork | MatterWork | StandInWork | SheetWork | FillerWork) -> Galley:
    match work:
        case ArticleWork():
            by_hand = work.layout.chosen.get("prose") != "none"
            return compose.compose(
                prose.edited(work.article) if by_hand else work.article,
                work.layout,
                work.pictures,
                section=work.section,
                issue=work.masthead,
                links=work.links,
                covered=_covered,
                jump=work.jump,
            )
        case MatterWork():
            return _matter(work)
        case StandInWork():
            return compose.stand_in(work.slug, work.title, work.reason, work.layout)
        case SheetWork():
            return compose.sheet(work.layout, work.characters, work.line, work.lang)
        case FillerWork():
            return compose.filler(work.layout, work.picture)


def _matter(work: MatterWork) -> Galley:
    lang = work.issue.lang
    rows = [
        compose.Contents(
            row.slug,
            row.title,
            compose.joined(row.byline, lang),
            row.standfirst,
            row.section,
            row.label,
            row.byline,
            row.tags,
        )
        for row in work.rows
    ]
    galley = compose.matter(
        work.kind,
        work.issue,
        work.layout,
        rows,
        pictures=work.pictures,
        section=work.section,
        families=_families(),
        covered=_covered,
    )
    return replace(galley, slug=work.slug)


def _covered(text: str) -> set[str]:
    return set(text) - fonts.missing(text, _families())


def _families() -> tuple[Family, ...]:
    """The fonts within reach; printkit's own where nobody set this process up."""
    return _within_reach or fonts.families()


def _blob(path: Path) -> Blob:
    return Blob(path, path.stat().st_size, sha256(path))
