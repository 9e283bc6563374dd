"""WeasyPrint's room: one galley in, one tagged PDF out, and what the engine found on the way."""

from __future__ import annotations

import hashlib
import logging
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import IO

import pyphen
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from printkit.errors import TypesetError
from printkit.model.layout import Side
from printkit.model.products import Blob, Galley, Rendition
from printkit.typeset import breaks, footing, hairlines, overhang, placing, seam, tags, talk
from printkit.typeset.fetch import ORIGIN, Origin

PAGES = 2_000
"""The longest rendition; beyond it lies a style sheet that makes pages out of nothing."""

DEPTH = 3_000
"""Python's recursion limit while setting: the engine takes about ten calls for each level of nesting."""

# The sides are physical, for the issue is bound at the left whatever direction one article is written in. WeasyPrint
# reads `break-before` of the root as the side of the first page and makes no blank page for it.
_SIDES: dict[Side, str] = {"recto": "html { break-before: right }", "verso": "html { break-before: left }"}

_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)

_setting = threading.Lock()
"""Pango's font map and the engine's log are one for the process: one galley is set at a time."""

LOGGER.propagate = False
PROGRESS_LOGGER.propagate = False


@dataclass(frozen=True)
class Sheet:
    """A parsed style sheet, what it defines, and what the engine said of it."""

    css: weasyprint.CSS
    counters: CounterStyle
    profiles: dict[str, object]
    fonts: FontConfiguration
    said: tuple[talk.Said, ...]


def typeset(galley: Galley, side: Side, out: Path) -> Rendition:
    """The galley set into `out`; see `printkit.typeset.typeset`."""
    origin = Origin(galley.assets)
    with _setting, _deeper(), _heard() as heard, _clean_errors(galley.slug), ExitStack() as undo:
        undo.callback(out.unlink, missing_ok=True)
        compositor = seam.Compositor()
        with compositor.at_work():
            document = _laid_out(galley, side, origin, heard, compositor)
        pdf = _written(document, out)
        if origin.damaged:
            raise TypesetError(f"{origin.damaged[0]} is not the picture that was composed", hint="build again")
        undo.pop_all()
    notes = (*origin.notes(), *talk.notes(heard, origin.refused), *compositor.notes())
    return Rendition(galley.slug, pdf, len(document.pages), side, notes)


def warm(css_texts: Iterable[str], languages: Iterable[str]) -> None:
    """Read the patterns, parse each style sheet and set a few lines in it, so that all is at hand."""
    for known in filter(None, map(pyphen.language_fallback, languages)):
        pyphen.Pyphen(lang=known)
    for css in (*css_texts, *_SIDES.values()):
        with _setting, _heard():
            html = weasyprint.HTML(string=_SAMPLE, base_url=ORIGIN, url_fetcher=Origin({}))
            if sheet := _shared(css):
                html.write_pdf(stylesheets=[sheet.css], font_config=sheet.fonts, pdf_variant="pdf/ua-1")


_SAMPLE = """<html lang="en"><title>warm</title><h1>Warm</h1><p>Plain <em>slanted</em> <strong>bold</strong>
extraordinarily representative considerations</p><pre><code>code</code></pre>
<table><tr><td>1</td></tr></table></html>"""


def _laid_out(
    galley: Galley, side: Side, origin: Origin, heard: talk.Listener, compositor: seam.Compositor
) -> weasyprint.Document:
    sheet = _sheet(galley.css, origin)
    heard.said.update(dict.fromkeys(sheet.said))
    own = [_parsed(galley.rules, origin, sheet.fonts).css] if galley.rules else []
    html = weasyprint.HTML(string=galley.html, base_url=ORIGIN, url_fetcher=origin)
    with (
        seam.stood(),
        seam.even(compositor.lengthen),
        footing.measured(),
        overhang.allowed() as fitting,
        tags.listened(),
    ):
        document = placing.settled(
            html,
            lambda html: html.render(
                stylesheets=[sheet.css, *own, _sheet(_SIDES[side], origin).css],
                font_config=sheet.fonts,
                counter_style=sheet.counters.copy(),
                color_profiles=dict(sheet.profiles),
                pdf_variant="pdf/ua-1",
            ),
        )
    if not fitting:
        LOGGER.warning("this version of the engine cuts a line that its last space overhangs")
    # An attachment is a way to carry a file out, and the engine dates it by the clock.
    document.metadata.attachments = []
    for page in document.pages:
        page.links = [link for link in page.links if link[0] != "attachment"]
    return document


def _written(document: weasyprint.Document, out: Path) -> Blob:
    with ExitStack() as around:
        file = around.enter_context(out.open("wb"))
        around.enter_context(seam.scaled())
        around.enter_context(hairlines.between())
        soft = around.enter_context(breaks.told_apart())
        tagged = around.enter_context(tags.ours(document))
        sink = _Sink(file)
        document.write_pdf(sink, pdf_variant="pdf/ua-1")
    if not soft:
        LOGGER.warning("this version of the engine cannot tell its own hyphens from the author's")
    if not tagged:
        LOGGER.warning("this version of the engine tags the pages by itself, element by element on each page")
    return Blob(out, sink.size, sink.digest.hexdigest())


class _Sink:
    """A file that is digested while it is written, so that it need not be read again."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> None:
        try:
            self.file.write(data)
        except OSError as error:
            raise TypesetError(f"the pages cannot be written: {error.strerror}", hint="is the disk full?") from error
        self.size += len(data)
        self.digest.update(data)


def _sheet(css: str, origin: Origin) -> Sheet:
    """The style sheet parsed: shared where it asks for no file, else for this galley alone, with its own fonts."""
    return _shared(css) or _parsed(css, origin, FontConfiguration())


@lru_cache(maxsize=64)
def _shared(css: str) -> Sheet | None:
    bare = Origin({})
    try:
        sheet = _parsed(css, bare, FontConfiguration())
    except URLFetchingError:
        return None
    return None if bare.asked else replace(sheet, fonts=_fonts())


def _parsed(css: str, origin: Origin, fonts: FontConfiguration) -> Sheet:
    counters, profiles = CounterStyle(), dict[str, object]()
    with _heard() as heard:
        parsed = weasyprint.CSS(
            string=css,
            base_url=ORIGIN,
            url_fetcher=origin,
            font_config=fonts,
            counter_style=counters,
            color_profiles=profiles,
        )
    return Sheet(parsed, counters, profiles, fonts, tuple(heard.said))


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@contextmanager
def _heard() -> Iterator[talk.Listener]:
    """Listen to the engine while this lasts."""
    listener, counter = talk.Listener(), _PageCounter()
    before = PROGRESS_LOGGER.level
    LOGGER.addHandler(listener)
    PROGRESS_LOGGER.addHandler(counter)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield listener
    finally:
        LOGGER.removeHandler(listener)
        PROGRESS_LOGGER.removeHandler(counter)
        PROGRESS_LOGGER.setLevel(before)


class _PageCounter(logging.Handler):
    """Stops a rendering that runs away: only the progress log says that another page is begun."""

    def emit(self, record: logging.LogRecord) -> None:
        page = record.args[0] if isinstance(record.args, tuple) and record.args else 0
        if str(record.msg).startswith("Step 5 - Creating layout - Page") and isinstance(page, int) and page > PAGES:
            raise TypesetError(f"longer than {PAGES:,} pages", hint="divide the article")


@contextmanager
def _deeper() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def _clean_errors(slug: str) -> Iterator[None]:
    """Whatever the engine fails by becomes a TypesetError that names the article."""
    try:
        yield
    except (TypesetError, MemoryError, *_FAULTS) as error:
        raise _told(error, slug) from error


def _told(error: BaseException, slug: str) -> TypesetError:
    match error:
        case TypesetError():
            return TypesetError(error.text, where=error.where or slug, hint=error.hint)
        case MemoryError():
            return TypesetError("memory ran out", where=slug, hint="divide the article, or give it fewer large tables")
        case RecursionError():
            return TypesetError("nested too deeply", where=slug, hint="take boxes, quotes or tables out of each other")
        case URLFetchingError():
            text = "the style sheet cannot do without a file that it may not have"
            return TypesetError(f"{text}: {error}", where=slug, hint="take the rule out of the layout")
        case _:
            text = f"the engine broke down: {type(error).__name__} {error}".rstrip()
            return TypesetError(text, where=slug, hint="leave out the last thing changed, and report the article")
