"""Cache keys and records: what a product is made of, said in one digest, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from printkit.build.cache import digest
from printkit.build.stamp import folders, stamp
from printkit.build.tasks import ArticleWork, FillerWork, MatterWork, PdfWork, SheetWork, StandInWork, Work
from printkit.errors import Note
from printkit.model.article import Json, Reading, Source
from printkit.model.issue import Issue
from printkit.model.layout import Layout, Side
from printkit.model.products import Blob, Book, Bundle, Picture, Rendition
from printkit.wrapping import PANDOC, documents

PICTURE_DPI = 240
"""Pixels in an inch of the trim size that no picture needs more of on office and newspaper presses."""


@dataclass(frozen=True, slots=True)
class Box:
    """How large a picture may be in px, and whether it is set in grey."""

    width: int
    height: int
    grey: bool


def picture_box(layout: Layout) -> Box:
    """The size in px beyond which a picture gains nothing in this layout: its trim size at 240 dpi."""
    scale = PICTURE_DPI / 72
    grey = layout.chosen.get("grey") == "on"
    return Box(round(layout.page.width * scale), round(layout.page.height * scale), grey)


def reading(source: Source, how: Reading) -> str:
    """The key of a source read."""
    return digest("read", stamp(), source.data, source.media_type, source.location, repr(how))


def explaining(source: Source, how: Reading) -> str:
    """The key of a source explained."""
    return digest("explain", stamp(), source.data, source.media_type, source.location, repr(how))


def opening(source: Source, way: str) -> str:
    """The key of a source opened; what another program opens is opened anew where the program has changed."""
    program = documents.stamp() if way == PANDOC else ""
    return digest("open", stamp(), source.data, source.media_type, source.location, way, program)


def picturing(sha256: str, box: Box) -> str:
    """The key of a picture made ready."""
    return digest("picture", stamp(), sha256, repr(box))


def setting(work: Work, fonts: str) -> str:
    """The key of a rendition: everything that reaches its pages (fonts by digest), and the side it opens on."""
    return digest("typeset", stamp(), fonts, type(work).__name__, layout(work.layout), work.side, *_contents(work))


def counting(work: Work, fonts: str) -> str:
    """The key of a work's number of pages, whatever side it opens on."""
    if isinstance(work, ArticleWork) and work.jump:
        work = replace(work, jump=replace(work.jump, flipped=False))
    return digest("pages", setting(replace(work, side="recto"), fonts))


def line(issue: Issue) -> str:
    """The key of an issue line."""
    return digest("line", stamp(), issue.title, issue.number, str(issue.date), issue.lang)


def binding(book: Book) -> str:
    """The key of a bundle."""
    pieces = [repr(book.imprint), book.profile, repr(book.folio), book.sheet.pdf.sha256 if book.sheet else ""]
    for part in book.parts:
        files = tuple(replace(file, blob=_unplaced(file.blob)) for file in part.files)
        said = replace(part, rendition=replace(part.rendition, pdf=Blob(Path(), 0, ""), notes=()), files=files)
        pieces += [part.rendition.pdf.sha256, repr(said)]
    run = replace(book.press, profile=_unplaced(book.press.profile)) if book.press else None
    return digest("bind", stamp(), repr(run), *pieces)


def _unplaced(blob: Blob) -> Blob:
    """What a blob is, wherever it lies."""
    return replace(blob, path=Path())


def layout(value: Layout) -> str:
    """What a layout is, wherever its folders lie."""
    return digest(repr(replace(value, folders=())), _folders(value.folders))


@cache
def _folders(places: tuple[Path, ...]) -> str:
    return folders(places)


def _contents(work: Work) -> list[str]:
    match work:
        case ArticleWork():
            pictures = [f"{src} {picture.blob.sha256}" for src, picture in sorted(work.pictures.items())]
            said = [repr(work.article), repr(sorted(work.links.items())), work.section, repr(work.masthead)]
            return [*said, repr(work.jump), *pictures]
        case MatterWork():
            pictures = [f"{src} {picture.blob.sha256}" for src, picture in sorted(work.pictures.items())]
            return [work.kind, work.slug, repr(work.issue), repr(work.rows), work.section, *pictures]
        case StandInWork():
            return [work.slug, work.title, work.reason]
        case SheetWork():
            return [work.characters, work.line, work.lang]
        case PdfWork():
            return [work.slug, work.pdf.sha256, work.source, work.title, work.alt]
        case FillerWork():
            return [work.picture.blob.sha256 if work.picture else ""]


def picture_record(picture: Picture) -> Json:
    """A picture as plain values."""
    return {
        "blob": picture.blob.sha256,
        "width": picture.width,
        "height": picture.height,
        "media_type": picture.media_type,
    }


def picture(record: Mapping[str, object], blob: Blob) -> Picture:
    """The picture of a record."""
    kind: Literal["image/png", "image/jpeg"] = "image/png" if record["media_type"] == "image/png" else "image/jpeg"
    return Picture(blob, _number(record["width"]), _number(record["height"]), kind)


def rendition_record(made: Rendition) -> Json:
    """A rendition as plain values."""
    return {
        "blob": made.pdf.sha256,
        "slug": made.slug,
        "pages": made.pages,
        "side": made.side,
        "notes": plain(made.notes),
        "foreign": made.foreign,
        "breaks": list(made.breaks),
    }


def rendition(record: Mapping[str, object], blob: Blob) -> Rendition:
    """The rendition of a record."""
    side: Side = "verso" if record["side"] == "verso" else "recto"
    breaks = record["breaks"] if isinstance(record["breaks"], list) else []
    return Rendition(
        str(record["slug"]),
        blob,
        _number(record["pages"]),
        side,
        _notes(record["notes"]),
        foreign=record["foreign"] is True,
        breaks=tuple(map(str, breaks)),
    )


def bundle_record(made: Bundle) -> Json:
    """A bundle as plain values."""
    return {"blob": made.pdf.sha256, "pages": made.pages, "notes": plain(made.notes)}


def bundle(record: Mapping[str, object], blob: Blob) -> Bundle:
    """The bundle of a record."""
    return Bundle(blob, _number(record["pages"]), _notes(record["notes"]))


def found_record(blob: Blob, found: tuple[Note, ...]) -> Json:
    """A file, and what was found while it was made, as plain values."""
    return {"blob": blob.sha256, "notes": plain(found)}


def findings(record: Mapping[str, object]) -> tuple[Note, ...]:
    """What was found, of a record."""
    return _notes(record["notes"])


def plain(notes: tuple[Note, ...]) -> list[list[str]]:
    """Findings as plain values."""
    return [[note.level, note.code, note.text, note.where] for note in notes]


def _notes(value: object) -> tuple[Note, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(Note(level, code, text, where) for level, code, text, where in rows)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
