"""The order of the steps: an issue read, set, numbered, bound and put under its name."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from printkit import issues
from printkit.build import desk, files, finish, lineup, single
from printkit.build.cache import Cache
from printkit.build.desk import Copy
from printkit.build.fetching import FOLDER
from printkit.build.finish import Finish
from printkit.build.keys import picture_box
from printkit.build.lineup import Ready
from printkit.build.order import Order
from printkit.build.originals import Wanted
from printkit.build.press import Press
from printkit.build.report import ArticleReport, BuildReport, Status, told_once
from printkit.build.shop import Shop
from printkit.build.slots import LineUp, settle
from printkit.errors import Note, PrintkitError, SourceError
from printkit.model.article import Source
from printkit.model.issue import Entry, Issue
from printkit.model.layout import Layout
from printkit.model.products import Book, Bundle, Imprint, Picture
from printkit.sources import is_address

_NAMED = 5
"""How many files a note names."""


def build(issue: Issue, order: Order, shop: Shop) -> BuildReport:
    """Build the issue into `order.output`: `<slug>.pdf`, or `<slug>.incomplete.pdf` where an article failed.

    One bad article never stops an issue: it is named in the report and a stand-in page says so in its place. What
    stood under the final name is left as it was unless the issue is whole (or `allow_incomplete`). Raises
    PrintkitError where no issue can be made at all.
    """
    started = time.monotonic()
    target = order.output / f"{issue.slug}.pdf"
    files.check_writable(target)
    finished = finish.finish(order.profile or issue.profile, issue.press, Cache(shop.cache), issue.root, issue.folder)
    named = tuple(entry.source for section in issue.sections for entry in section.entries if is_address(entry.source))
    shop = replace(shop, bleed=finished.bleed, asking=replace(shop.asking, named=named))
    chosen = order.layout or issue.layout or issue.site.layout or "plain"
    house = shop.layout(chosen, order.options, issue.options, issue.site.options)
    beside = issue.folder / FOLDER if order.keeps_beside and (issue.folder / issues.FILE).is_file() else None
    with shop.press(house, beside=beside) as press:
        gathered = desk.gather(issue, press, drafts=order.drafts, by_date=order.by_date)
        gathered = desk.without(gathered, order.drop)
        if not gathered.copies:
            hint = "; ".join(note.text for note in gathered.notes) or "add some, or name them"
            raise SourceError("no articles in this issue", where=str(issue.folder), hint=hint)
        dated = replace(issue, date=issue.date or desk.newest(gathered.copies))
        ready = lineup.make_ready(dated, gathered.copies, order, shop, press)
        cover, notes = _cover(dated, press, house)
        filler, missed = _filler(dated, press, house)
        placed = settle(lineup.line_up(dated, ready, house, cover), press, lineup.plan(dated, house, filler))
        finished = _with_files(finished, dated, ready, press)
        bundle = single.bound(press, finished.on(_book(dated, ready, placed, house, press))).value
        reports = tuple(_report(one, placed) for one in ready)
        whole = all(report.status != "failed" for report in reports)
        path = _put(bundle, target, final=whole or order.allow_incomplete)
        if order.articles:
            reports = _singles(press, placed, reports, order.output / issue.slug, finished)
    seconds = time.monotonic() - started
    lying = _lying_there(issue, gathered.copies) if order.by_date else ()
    said = (*gathered.notes, *lying, *notes, *missed, *bundle.notes)
    return BuildReport(issue.slug, path, bundle.pages, bundle.pdf.size, reports, seconds, said, complete=whole)


def _lying_there(issue: Issue, copies: Sequence[Copy]) -> tuple[Note, ...]:
    """What is to be said of PDFs in a folder, but for those under the name of an article or the issue: its products."""
    made = {issue.slug, f"{issue.slug}.incomplete"}
    made.update(name for copy in copies for name in (copy.slug, PurePosixPath(copy.entry.source).stem))
    found = [name for name in issues.ready_pages(issue) if PurePosixPath(name).stem not in made]
    if not found:
        return ()
    count = "1 PDF was" if len(found) == 1 else f"{len(found)} PDFs were"
    named = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    text = f'{count} left out: {named}; in an issue.toml, {{ pdf = "{found[0]}" }} among its articles takes one in'
    return (Note("info", "issue.pdf-left-out", text, found[0]),)


def _cover(issue: Issue, press: Press, house: Layout) -> tuple[Mapping[str, Picture], tuple[Note, ...]]:
    """The pictures of the cover and of the masthead page, which shows the house's logo."""
    shown = (*filter(None, (issue.cover.image,)), *lineup.logo(house))
    if not shown:
        return {}, ()
    ((pictures, notes),) = press.pictures([Wanted(shown, issue.root, picture_box(house))])
    if issue.cover.image and issue.cover.image not in pictures and not notes:
        notes = (Note("warning", "image.missing", "the cover's picture is not there", issue.cover.image),)
    return pictures, notes


def _filler(issue: Issue, press: Press, house: Layout) -> tuple[Mapping[str, Picture], tuple[Note, ...]]:
    if not issue.filler:
        return {}, ()
    ((pictures, notes),) = press.pictures([Wanted((issue.filler,), issue.root, picture_box(house))])
    if not pictures and not notes:
        said = "the filler's picture is not there: its page is blank"
        notes = (Note("warning", "image.missing", said, issue.filler),)
    return pictures, notes


def _book(issue: Issue, ready: Sequence[Ready], placed: LineUp, house: Layout, press: Press) -> Book:
    line = press.line(issue) if house.folio.line_place != "none" else ""
    names = dict.fromkeys(name for one in ready if one.copy.article for name in one.copy.article.byline)
    imprint = Imprint(issue.title, issue.lang, tuple(names), issue.date, rights=issue.site.rights, issue_line=line)
    parts = tuple(replace(part, whole=part.slug not in placed.errors) for part in placed.parts())
    return Book(parts, imprint, folio=house.folio, sheet=single.sheet(press, house, line, issue.lang))


def _report(one: Ready, placed: LineUp) -> ArticleReport:
    slug = one.copy.slug
    made = placed.made[slug]
    folio = placed.placements[slug].first_folio
    error = one.copy.error or placed.errors.get(slug)
    if error is not None:
        return ArticleReport(slug, one.copy.entry.source, "failed", made.value.pages, folio, one.notes, error)
    status: Status = "cached" if made.cached else "made"
    notes = told_once((*one.notes, *made.value.notes))
    return ArticleReport(slug, one.copy.entry.source, status, made.value.pages, folio, notes)


def _with_files(finished: Finish, issue: Issue, ready: Sequence[Ready], press: Press) -> Finish:
    """The finish with what each article carries in an archived issue: its source and what is known of it."""
    if finished.profile != "archive":
        return finished
    good = [(one.copy.article, one.copy.entry) for one in ready]
    found = {
        a.slug: finish.enclosed(a, _source_of(issue, entry, press), press.cache) for a, entry in good if a is not None
    }
    return replace(finished, files=found)


def _source_of(issue: Issue, entry: Entry, press: Press) -> Source | None:
    """What an entry was read from; nothing where it is no longer there."""
    source = desk.open_source(issue, entry, press)
    return source if isinstance(source, Source) else None


def _singles(
    press: Press, placed: LineUp, reports: Sequence[ArticleReport], folder: Path, finished: Finish
) -> tuple[ArticleReport, ...]:
    """Each article that did not fail written as a file of its own; the reports with those files named.

    Ready pages have a file of their own already: the one they came in.
    """
    slots = {slot.slug: slot for slot in placed.slots if not slot.ready_made}
    good = [slots[report.slug] for report in reports if report.status != "failed" and report.slug in slots]
    books = single.from_issue(press, good)
    written: dict[str, Path] = {}
    for slot, made in zip(good, press.bind([finished.on(book) for book in books]), strict=True):
        if isinstance(made, PrintkitError):
            raise made
        written[slot.slug] = folder / f"{slot.slug}.pdf"
        files.copy(made.value.pdf.path, written[slot.slug])
    return tuple(replace(report, file=written.get(report.slug)) for report in reports)


def _put(bundle: Bundle, target: Path, *, final: bool) -> Path:
    incomplete = target.with_suffix(".incomplete.pdf")
    if not final:
        files.copy(bundle.pdf.path, incomplete)
        return incomplete
    files.copy(bundle.pdf.path, target)
    # Yesterday's incomplete issue would now contradict the whole one beside it.
    incomplete.unlink(missing_ok=True)
    return target
