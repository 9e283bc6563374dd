"""The press: asks the cache first and a worker second, for articles, pictures, renditions and bundles."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

from printkit.build import keys, originals
from printkit.build.cache import Cache
from printkit.build.crossing import loads
from printkit.build.fetching import Page, Shown, Web
from printkit.build.originals import AbsentError, Place, Wanted
from printkit.build.tasks import Task, Work
from printkit.errors import Note, PrintkitError, SourceError
from printkit.model.article import Article, Reading, Source
from printkit.model.issue import Issue
from printkit.model.products import Blob, Book, Bundle, Picture, Rendition

T = TypeVar("T")
Record = dict[str, object]


class Progress(Protocol):
    """Told after each step of a phase how many of its jobs are done."""

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Take note."""


def silent(phase: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What a job gave, and whether the cache had it."""

    value: T
    cached: bool


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Work with a key: how to find its value in a record, how to make it, and how to keep it.

    `where` names the work in an error that a worker could not place, such as one that ran over its time.
    """

    key: str
    task: Task
    where: str
    args: Callable[[], tuple[object, ...]]
    revive: Callable[[Record], T | None]
    keep: Callable[[object, Path], tuple[T, Record]]


class Press:
    """Does each job once: from the cache where it is there whole, else by a worker.

    `fonts` is the digest of the fonts that the workers stand behind, `width` how many jobs are worth having at once.
    `web` is what the run fetches with; without it nothing is fetched.
    """

    def __init__(
        self, cache: Cache, executor: Executor, *, fonts: str, progress: Progress = silent, width: int = 1
    ) -> None:
        self.web: Web | None = None
        self.cache = cache
        self.fonts = fonts
        self.executor = executor
        self.width = width
        self.progress = progress
        self._known: dict[str, object] = {}

    def page(self, address: str, said: str = "") -> Page:
        """What an address gives; raises SourceError with the reason where it gives nothing, or nothing is fetched."""
        if self.web is None:
            raise SourceError("nothing is fetched in this run", where=address, hint="save the page and name the file")
        return self.web.page(address, said)

    def read(self, sources: Sequence[Source], reading: Reading) -> list[tuple[Article, ...] | PrintkitError]:
        """The articles in each source, or why there are none."""
        jobs = [self._reading(source, reading) for source in sources]
        return [made if isinstance(made, PrintkitError) else made.value for made in self._run("reading", jobs)]

    def typeset(self, works: Sequence[Work]) -> list[Made[Rendition] | PrintkitError]:
        """Each work set, or why it could not be."""
        return self._run("typesetting", [self._setting(work) for work in works])

    def run(self, phase: str, jobs: Sequence[Job[T]]) -> list[Made[T] | PrintkitError]:
        """Each job done, or why it could not be."""
        return self._run(phase, jobs)

    def count(self, work: Work) -> int | None:
        """How many pages a work has, on whichever side it was set before; None where it never was."""
        record = self.cache.record(keys.counting(work, self.fonts))
        pages = record["pages"] if record else None
        return pages if isinstance(pages, int) else None

    def follow(self, chains: Sequence[Chain], total: int) -> None:
        """Set the works of all chains, those of one chain one after another: each is told how its last came out.

        `total` is the number of works, for whoever watches the progress.
        """
        waiting: dict[Future[object], tuple[Job[Rendition], Path, Chain]] = {}
        done = 0
        try:
            for chain in chains:
                done += self._advance(chain, None, waiting)
            while waiting:
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    job, out, chain = waiting.pop(future)
                    answer = self._answer(job, future, out)
                    done += 1 + self._advance(chain, answer, waiting)
                    self.progress("typesetting", done, total)
        finally:
            for future, (_, out, _) in waiting.items():
                future.cancel()
                out.unlink(missing_ok=True)

    def _advance(
        self,
        chain: Chain,
        answer: Made[Rendition] | PrintkitError | None,
        waiting: dict[Future[object], tuple[Job[Rendition], Path, Chain]],
    ) -> int:
        """Give a chain its answers until it wants what must be made; how many of them were at hand."""
        at_hand = 0
        try:
            work = next(chain) if answer is None else chain.send(answer)
            while (found := self._look_up(job := self._setting(work))) is not None:
                at_hand += 1
                work = chain.send(found)
        except StopIteration:
            return at_hand
        out = self.cache.reserve()
        waiting[self.executor.submit(job.task, *job.args(), out)] = job, out, chain
        return at_hand

    def bind(self, books: Sequence[Book]) -> list[Made[Bundle] | PrintkitError]:
        """Each book bound, or why it could not be."""
        return self._run("binding", [self._binding(book) for book in books])

    def line(self, issue: Issue) -> str:
        """The issue line in the issue's own language: title, number, date."""

        def revive(record: Record) -> str | None:
            return str(record["line"])

        def keep(made: object, _: Path) -> tuple[str, Record]:
            return _as(str, made), {"line": made}

        job = Job(keys.line(issue), Task("issue_line"), issue.slug, lambda: (issue,), revive, keep)
        (made,) = self._run("reading", [job])
        if isinstance(made, PrintkitError):
            raise made
        return made.value

    def pictures(self, wanted: Sequence[Wanted]) -> list[tuple[dict[str, Picture], tuple[Note, ...]]]:
        """For each article's pictures: those that could be made ready, and a note for each that is broken.

        Pictures on the web are fetched first, and a note says why one could not be had. One that is not beneath the
        root gets no note here: composing prints its words and says so.
        """
        shown = self._fetched(wanted)
        wanted = [replace(one, held={**_among(one.sources, shown.held), **one.held}) for one in wanted]
        jobs: dict[Place, Job[Picture]] = {}
        broken: dict[Place, Note] = {}
        for place in (place for one in wanted for place in one.places()):
            try:
                jobs[place] = self._picturing(place)
            except AbsentError:
                continue
            except PrintkitError as error:
                broken[place] = _broken(place.src, error)
        ready: dict[Place, Picture] = {}
        for place, made in zip(jobs, self._run("pictures", list(jobs.values())), strict=True):
            if isinstance(made, PrintkitError):
                broken[place] = _broken(place.src, made)
            else:
                ready[place] = made.value
        return [
            (
                {place.src: ready[place] for place in one.places() if place in ready},
                (
                    *(shown.notes[src] for src in one.sources if src in shown.notes),
                    *(broken[place] for place in one.places() if place in broken),
                ),
            )
            for one in wanted
        ]

    def _fetched(self, wanted: Sequence[Wanted]) -> Shown:
        far = [(src, one.spot) for one in wanted for src in one.asked]
        return self.web.pictures(far) if far and self.web else Shown({}, {})

    def _run(self, phase: str, jobs: Sequence[Job[T]]) -> list[Made[T] | PrintkitError]:
        results: dict[str, Made[T] | PrintkitError] = {}
        waiting: dict[Future[object], tuple[Job[T], Path]] = {}
        for job in {job.key: job for job in jobs}.values():
            found = self._look_up(job)
            if found is not None:
                results[job.key] = found
            else:
                out = self.cache.reserve()
                waiting[self.executor.submit(job.task, *job.args(), out)] = (job, out)
        self._gather(phase, waiting, results, len(jobs))
        self._known.update(results)
        return [results[job.key] for job in jobs]

    def _look_up(self, job: Job[T]) -> Made[T] | PrintkitError | None:
        if job.key in self._known:
            # What this run has made stays made, however often it is asked for; so does what has failed.
            return cast("Made[T] | PrintkitError", self._known[job.key])
        record = self.cache.record(job.key)
        value = None if record is None else job.revive(record)
        return None if value is None else Made(value, cached=True)

    def _gather(
        self,
        phase: str,
        waiting: Mapping[Future[object], tuple[Job[T], Path]],
        results: dict[str, Made[T] | PrintkitError],
        total: int,
    ) -> None:
        try:
            for future in as_completed(waiting):
                job, out = waiting[future]
                results[job.key] = self._answer(job, future, out)
                self.progress(phase, len(results), total)
        finally:
            for future, (_, out) in waiting.items():
                future.cancel()
                out.unlink(missing_ok=True)

    def _answer(self, job: Job[T], future: Future[object], out: Path) -> Made[T] | PrintkitError:
        """What came of a job that has ended; this run remembers it."""
        made: Made[T] | PrintkitError
        try:
            value, record = job.keep(future.result(), out)
            self.cache.keep(job.key, record)
            made = Made(value, cached=False)
        except PrintkitError as error:
            error.where = error.where or job.where
            made = error
        out.unlink(missing_ok=True)
        self._known[job.key] = made
        return made

    def _reading(self, source: Source, reading: Reading) -> Job[tuple[Article, ...]]:
        def revive(record: Record) -> tuple[Article, ...] | None:
            blob = self.cache.blob(str(record["blob"]))
            return _articles(loads(blob.path.read_bytes())) if blob else None

        def keep(made: object, _: Path) -> tuple[tuple[Article, ...], Record]:
            articles = _articles(made)
            return articles, {"blob": self.cache.put(pickle.dumps(articles, protocol=5)).sha256}

        return Job(
            keys.reading(source, reading),
            Task("read", "reading"),
            source.location,
            lambda: (source, reading),
            revive,
            keep,
        )

    def _setting(self, work: Work) -> Job[Rendition]:
        def revive(record: Record) -> Rendition | None:
            blob = self.cache.blob(str(record["blob"]))
            return keys.rendition(record, blob) if blob else None

        def keep(made: object, out: Path) -> tuple[Rendition, Record]:
            rendition = replace(_as(Rendition, made), pdf=self.cache.adopt(out))
            self.cache.keep(keys.counting(work, self.fonts), {"pages": rendition.pages})
            return rendition, keys.rendition_record(rendition)

        return Job(keys.setting(work, self.fonts), Task("typeset_work"), work.slug, lambda: (work,), revive, keep)

    def _binding(self, book: Book) -> Job[Bundle]:
        def revive(record: Record) -> Bundle | None:
            blob = self.cache.blob(str(record["blob"]))
            return keys.bundle(record, blob) if blob else None

        def keep(made: object, out: Path) -> tuple[Bundle, Record]:
            bundle = replace(_as(Bundle, made), pdf=self.cache.adopt(out))
            return bundle, keys.bundle_record(bundle)

        return Job(keys.binding(book), Task("bind_book"), book.imprint.title, lambda: (book,), revive, keep)

    def _picturing(self, place: Place) -> Job[Picture]:
        src, box = place.src, place.box
        data = b"" if place.at_hand else originals.read(src, place.root)
        sha256 = place.at_hand.sha256 if place.at_hand else hashlib.sha256(data).hexdigest()

        def revive(record: Record) -> Picture | None:
            blob = self.cache.blob(str(record["blob"]))
            return keys.picture(record, blob) if blob else None

        def keep(made: object, out: Path) -> tuple[Picture, Record]:
            picture = replace(_as(Picture, made), blob=self.cache.adopt(out))
            return picture, keys.picture_record(picture)

        def args() -> tuple[object, ...]:
            return (place.at_hand or self.cache.put(data)).path, src, box

        return Job(keys.picturing(sha256, box), Task("prepare_picture"), src[:80], args, revive, keep)


Chain = Generator[Work, Made[Rendition] | PrintkitError, None]
"""Works that hang on each other: each is given once it is known how the one before came out."""


def _among(sources: Sequence[str], held: Mapping[str, Blob]) -> dict[str, Blob]:
    return {src: held[src] for src in sources if src in held}


def _broken(src: str, error: PrintkitError) -> Note:
    return Note("warning", "image.broken", error.text, src[:120])


def _articles(made: object) -> tuple[Article, ...]:
    if not isinstance(made, tuple):
        raise PrintkitError("a worker answered with something that is no list of articles")
    return tuple(_as(Article, item) for item in made)


def _as(kind: type[T], made: object) -> T:
    if not isinstance(made, kind):
        raise PrintkitError(f"a worker answered with something that is no {kind.__name__}")
    return made
