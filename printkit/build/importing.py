"""An export, a feed or a container made a project: Markdown articles with their pictures, and their issue.toml."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from printkit import issues, readers, sources
from printkit.build import desk, files, intake, tables, webpages
from printkit.build.belongings import Belongings
from printkit.build.intake import Held
from printkit.build.press import Press
from printkit.build.shop import Shop
from printkit.build.tables import Row
from printkit.build.tasks import Task
from printkit.errors import Note, OutputError, PrintkitError, ReadError, SourceError
from printkit.model.article import Article, Reading, Source
from printkit.model.products import Blob
from printkit.outputs import markdown
from printkit.readers import wxr
from printkit.readers.wxr import Site
from printkit.wrapping import batch
from printkit.wrapping.batch import Found

AT_ONCE = 40
"""How many posts are read in one job."""

_HEAD = 1 << 16

Placed = Iterator[tuple[Found, str]]
"""What was found, each with the address that it was fetched from; that is empty for what was in a file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an import was asked for; `full` is the page of each entry that the feed only summarises."""

    drafts: bool = False
    force: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the issue's file and title, how many articles and pictures, and how many were left out."""

    issue: Path
    title: str
    articles: int
    pictures: int
    sections: int
    drafts: int
    failed: int
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Tally:
    """What gathers while articles are written; of each no more than its line in issue.toml is kept."""

    rows: list[Row] = field(default_factory=list)
    slugs: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    drafts: int = 0
    failed: int = 0


def import_source(source: Path | str, folder: Path, wanted: Wanted, shop: Shop) -> Imported:
    """Write the articles of an export, a feed or a container into a folder that `printkit build` builds as it stands.

    The source is a file, an address of a page, a feed or an export, or a file that lists addresses. One item that
    cannot be read is a Note, and stops no other. Raises SourceError where there is no such file or page, ReadError
    where it is none of these or holds no article, OutputError where the folder cannot be written or, unless `force`,
    holds something already.
    """
    path = Path(source)
    far = (str(source),) if sources.is_address(str(source)) else webpages.listed(path)
    if not far:
        _head(path)
    _check_folder(folder, force=wanted.force)
    shop = replace(shop, asking=replace(shop.asking, named=far))
    with shop.desk() as press:
        order = _Order(path, wanted, shop, press, few=True)
        if far:
            return _far(far, folder, order)
        if sources.MEDIA_TYPES.get(path.suffix.lower(), "text/plain") not in {"text/plain", "text/markdown"}:
            return _container(path, folder, order, press)
        return _batch(path, path.name, folder, order)


def _batch(path: Path, name: str, folder: Path, order: _Order, place: str = "") -> Imported:
    """The articles of an export or a feed in a file, or fetched from the address `place`."""
    reading = Reading(lang=order.shop.site.lang)
    if wxr.is_export(_head(path)):
        site = wxr.site(lambda: path.open("rb"), name)
        found = posts(path, site, reading, order.executor, order.shop.jobs)
        return _written(folder, _from(place, found), site.title, site.lang, replace(order, few=False))
    job = Task("read_feed", "importwork")
    title, lang, entries = _fed(order.executor.submit(job, _feed(path), reading, name).result())
    return _written(folder, _from(place, entries), title, lang, order)


def _from(place: str, found: Iterable[Found]) -> Placed:
    return ((one, place) for one in found)


def _far(addresses: tuple[str, ...], folder: Path, order: _Order) -> Imported:
    """The articles at these addresses; of a single one that is a feed or an export, all that is in it."""
    first, press = addresses[0], order.press
    title = order.source.stem
    if len(addresses) == 1:
        page = press.page(first)
        title = urlsplit(page.address).hostname or first
        order = replace(order, source=folder / "page")  # nothing lies beside what came from afar
        if page.media_type.partition(";")[0] in readers.MANY:
            return _batch(press.cache.put(page.data).path, first, folder, order, page.address)
    held: dict[str, Blob] = {}
    found = webpages.read(addresses, desk.reading(order.shop.site), press, held)
    lang = order.shop.site.lang or "en"
    return _written(folder, found, title.replace("_", " "), lang, replace(order, held=held))


def _container(source: Path, folder: Path, order: _Order, press: Press) -> Imported:
    """The articles of a container, with the pictures in it; of any other source that is read, its own article."""
    found = sources.load(source, root=source.parent.resolve())
    (taken,) = intake.read([found], desk.reading(order.shop.site), press)
    if isinstance(taken, PrintkitError):
        raise taken
    title = source.name.partition(".")[0].replace("_", " ")
    (lang, _), *_ = Counter(article.lang for article in taken.articles).most_common(1) or (("en", 0),)
    return _written(folder, _from(taken.place, taken.articles), title, lang, replace(order, held=taken.held))


def _fed(answer: object) -> tuple[str, str, tuple[Found, ...]]:
    match answer:
        case (str() as title, str() as lang, tuple() as entries):
            return title, lang, entries
        case _:
            raise PrintkitError("a worker answered with something that is no feed")


@dataclass(frozen=True, slots=True)
class _Order:
    """What writing needs to know; `few` says that tags which single articles have make no sections.

    `held` are the pictures that came out of the source itself.
    """

    source: Path
    wanted: Wanted
    shop: Shop
    press: Press
    few: bool = False
    held: Held = field(default_factory=dict)

    @property
    def executor(self) -> Executor:
        """Where the jobs run."""
        return self.press.executor

    def page(self, address: str) -> Source | None:
        """The page of an entry; None where no pages were asked for. Raises SourceError where it cannot be had."""
        return desk.page_source(address, self.press) if self.wanted.full else None


def _head(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        said = "no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise SourceError(
            said, where=str(source), hint="name a file, or an address that begins with https://"
        ) from error


def _feed(source: Path) -> bytes:
    with source.open("rb") as stream:
        data = stream.read(readers.FEED_BYTES + 1)
    if len(data) > readers.FEED_BYTES:
        raise SourceError(f"a feed larger than {readers.FEED_BYTES >> 20} MB", where=source.name, hint="cut it")
    return data


def _check_folder(folder: Path, *, force: bool) -> None:
    """Raise OutputError now, before any work, where the folder holds something."""
    held = folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
    if held and not force:
        hint = "name a new one, or --force to write over files of the same names"
        raise OutputError("there is something in this folder already", where=str(folder), hint=hint)


def posts(source: Path, site: Site, reading: Reading, executor: Executor, jobs: int) -> Iterator[Found]:
    """The posts in order, read by the workers a few at a time; no more wait than the workers will soon have read."""
    left_out: Counter[str] = Counter()
    raw = wxr.raw_items(lambda: source.open("rb"))
    ahead: deque[tuple[tuple[bytes, ...], Future[object]]] = deque()
    job = Task("read_posts", "importwork")

    def order(items: tuple[bytes, ...]) -> Future[object]:
        return executor.submit(job, items, site.about(b"".join(items)), reading, source.name)

    while True:
        while len(ahead) <= jobs and (items := tuple(islice(raw, AT_ONCE))):
            ahead.append((items, order(items)))
        if not ahead:
            break
        items, future = ahead.popleft()
        for one in _answers(items, future, order, source.name):
            if isinstance(one, str):
                left_out[one] += 1
            else:
                yield one
    yield from wxr.told(site, left_out, source.name)


def _answers(
    items: tuple[bytes, ...],
    future: Future[object],
    order: Callable[[tuple[bytes, ...]], Future[object]],
    where: str,
) -> Iterator[Found | str]:
    """What a job found; where the worker was lost over it, what one job an item finds."""
    try:
        answer = future.result()
    except PrintkitError as error:
        if len(items) == 1:
            yield ReadError(error.text, where=error.where or where, hint=error.hint)
            return
        for item in items:
            yield from _answers((item,), order((item,)), order, where)
        return
    if not isinstance(answer, tuple):
        raise PrintkitError("a worker answered with something that is no list of posts")
    yield from answer


def _written(folder: Path, found: Placed, title: str, lang: str, order: _Order) -> Imported:
    tally = _Tally()
    belongings = Belongings(order.source.parent, folder, order.held, order.press.web)
    for one, place in found:
        if isinstance(one, Note):
            tally.notes.append(one)
        elif isinstance(one, ReadError):
            tally.failed += 1
            tally.notes.append(batch.unread(one))
        elif one.draft and not order.wanted.drafts:
            tally.drafts += 1
        else:
            _write(*_whole(one, place, order, tally), folder, belongings, tally)
            order.shop.progress("importing", len(tally.rows), 0)
    if not tally.rows:
        raise _nothing(order.source, tally)
    sections = tables.sections(tally.rows, few=order.few)
    text = tables.issue(title or "Issue", lang, sections)
    issue = folder / issues.FILE
    files.put(issue, text.encode())
    counts = (len(tally.rows), belongings.count, len(sections), tally.drafts, tally.failed)
    return Imported(issue, title or "Issue", *counts, tuple(tally.notes))


def _nothing(source: Path, tally: _Tally) -> ReadError:
    said = "; ".join(f"{note.text}" for note in tally.notes[:3])
    drafts = f"{tally.drafts} drafts: --drafts takes them in" if tally.drafts else ""
    return ReadError("there is no article in it", where=source.name, hint="; ".join(filter(None, (drafts, said))))


def _write(article: Article, place: str, folder: Path, belongings: Belongings, tally: _Tally) -> None:
    if not tally.rows:
        files.check_writable(folder / issues.FILE)
    slug = batch.own_slug(article.slug, tally.slugs)
    kept, notes = belongings.taken_along(replace(article, slug=slug), place)
    tally.notes += [replace(note, where=note.where or slug) for note in (*article.findings, *notes)]
    files.put(folder / f"{slug}.md", markdown.written(kept).encode(), lasting=False)
    section = str(article.extra.get("section", ""))
    tally.rows.append(Row(f"{slug}.md", section, _day(article.published)))


def _day(published: date | None) -> str:
    return published.isoformat() if published else "9999"


def _whole(article: Article, place: str, order: _Order, tally: _Tally) -> tuple[Article, str]:
    """The article, with the text of its page where the feed gives no more than a summary and pages are asked for.

    With it stands where its text was fetched from.
    """
    summary = any(note.code == "feed.summary" for note in article.findings)
    if not summary or not article.origin:
        return article, place
    try:
        page = order.page(article.origin)
        if page is None:
            return article, place
        job = Task("read_page", "importwork")
        found = order.executor.submit(job, page, Reading(lang=article.lang)).result()
    except PrintkitError as error:
        tally.notes.append(Note("warning", "feed.page", f"the page could not be had: {error.text}", article.origin))
        return article, place
    if not isinstance(found, tuple) or not found or not isinstance(found[0], Article):
        return article, place
    findings = tuple(note for note in article.findings if note.code != "feed.summary")
    of_page = tuple(note for note in found[0].findings if not note.code.startswith("headline."))
    whole = replace(article, body=found[0].body, notes=found[0].notes, findings=(*findings, *of_page))
    return replace(whole, standfirst=article.standfirst or found[0].standfirst), page.location
