"""What addresses give in one run: out of the store where it is there, else fetched into it; pictures side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from printkit.build.cache import Cache
from printkit.build.originals import PICTURE_BYTES, Spot
from printkit.build.store import Kept, Row, Store, now
from printkit.errors import Note, OutputError, SourceError
from printkit.model.products import Blob
from printkit.sources import kinds
from printkit.sources.wanted import Answer, UnfetchedError, Wanted

if TYPE_CHECKING:
    from printkit.sources.fetcher import Fetcher
    from printkit.sources.lines import Operator

FOLDER = "fetched"
AT_ONCE = 6
PICTURE_SECONDS = 60.0
"""How long all the pictures of a run may take together; what is had by then is kept for the next run."""

PAGES_ACCEPTED = (
    "text/html,application/xhtml+xml,text/markdown;q=0.9,application/rss+xml;q=0.8,application/atom+xml;q=0.8,"
    "application/feed+json;q=0.8,text/plain;q=0.7,application/pdf;q=0.6,*/*;q=0.5"
)
PICTURES_ACCEPTED = "image/png,image/jpeg,image/webp,image/gif,image/*;q=0.5,*/*;q=0.1"

_REUSED, _LEAST, _DAY = 600.0, 60.0, 86400.0
_PICTURES_REUSED = 7 * _DAY

OPERATOR: Operator | None = None
"""Who resolves names and makes calls: the system. Tests put a world of their own here; nothing else can."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a command says of fetching: nothing at all, everything anew; headers (`Name: value`), a file of cookies.

    `named` are the addresses that the run was given: the headers are for their host.
    """

    offline: bool = False
    refresh: bool = False
    headers: tuple[str, ...] = ()
    cookies: Path | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, their media type (with the charset that the server named), where from and when.

    `day` is the one on which the site last said that the page is so (ISO 8601).
    """

    data: bytes
    media_type: str
    address: str
    notes: tuple[Note, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Pictures by their address: those at hand, and a Note for each that is not, or is old."""

    held: Mapping[str, Blob]
    notes: Mapping[str, Note]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of thing is asked for, and how many seconds it is taken as it is where the site does not say."""

    accept: str
    unwanted: Callable[[str], str]
    reused: float
    most: int = 0
    aside: bool = False


_NOWHERE = Spot()
_PAGE = _Kind(PAGES_ACCEPTED, kinds.readable, _REUSED)
_PICTURE = _Kind(PICTURES_ACCEPTED, kinds.showable, _PICTURES_REUSED, PICTURE_BYTES, aside=True)


class Web:
    """The addresses of one run. What is `beside` an issue is read from there ever after; else sites are asked again.

    `house` is [fetch] of site.toml. Nothing is loaded, and nobody asked, before the first address is.
    """

    def __init__(
        self,
        house: Mapping[str, object],
        asking: Asking,
        cache: Cache,
        beside: Path | None,
        *,
        heard: Heard | None = None,
    ) -> None:
        self._house, self._asking, self._cache = house, asking, cache
        self._shelf = Store(cache.folder / FOLDER)
        self._lasting = beside is not None
        self._store = Store(beside, lasting=True) if beside else self._shelf
        self._pages: dict[str, Page | SourceError] = {}
        self._heard = heard or (lambda phase, done, total: None)

    @cached_property
    def _fetcher(self) -> Fetcher:
        manners = import_module("printkit.sources.manners")
        how = manners.manners(self._house, self._asking.headers, self._asking.cookies)
        named = manners.named_hosts(self._asking.named, how)
        made: Fetcher = import_module("printkit.sources.fetcher").Fetcher(
            how, named=named, shelf=_Shelf(self._shelf), operator=OPERATOR
        )
        return made

    def page(self, address: str, said: str = "") -> Page:
        """What an address gives, to be read as `said` (a word of --type) or as what it is.

        Raises SourceError naming the address, the reason and a cure.
        """
        try:
            found = self._asked(address, said)
        finally:
            self._write()
        if isinstance(found, SourceError):
            raise found
        return found

    def _asked(self, address: str, said: str) -> Page | SourceError:
        """What an address gives, or why it gives nothing; the index of the store is still to be written."""
        if address not in self._pages:
            try:
                self._pages[address] = self._page(address, said)
            except SourceError as error:
                self._pages[address] = error
        return self._pages[address]

    def prefetch(self, addresses: Iterable[tuple[str, str]]) -> None:
        """Fetch several pages side by side, each with what it is said to be, so that `page` has them at hand."""
        todo = [one for one in dict.fromkeys(addresses) if self._at_hand(one[0], _PAGE) is None]
        if len(todo) < 2 or self._asking.offline:
            return
        _ = self._fetcher  # made here once, and not in each thread

        try:
            with self._crew() as pool:
                for number, _done in enumerate(pool.map(lambda one: self._asked(*one), todo), 1):
                    self._heard("fetching", number, len(todo))
        finally:  # what was whole when the run was interrupted is named too
            self._write()

    @contextmanager
    def _crew(self) -> Iterator[ThreadPoolExecutor]:
        """Threads that fetch; where the block is left early they drop what they do."""
        pool, whole = ThreadPoolExecutor(AT_ONCE, "printkit-fetch"), False
        try:
            yield pool
            whole = True
        finally:
            if not whole:
                self._fetcher.stop()
            pool.shutdown(cancel_futures=True)

    def told(self, address: str) -> tuple[Note, ...]:
        """What was noted of a page."""
        found = self._pages.get(address)
        return found.notes if isinstance(found, Page) else ()

    def day(self, address: str) -> str:
        """The day on which a page was fetched (ISO 8601); empty for what is none."""
        found = self._pages.get(address)
        return found.day if isinstance(found, Page) else ""

    def forget(self) -> None:
        """Let the pages go that are at hand; the store has them."""
        self._pages.clear()

    def pictures(self, wanted: Iterable[tuple[str, Spot]]) -> Shown:
        """The pictures at these addresses, each with the page that shows it, fetched side by side."""
        spots: dict[str, Spot] = {}
        for src, spot in wanted:
            spots.setdefault(src, spot)
        held: dict[str, Blob] = {}
        notes: dict[str, Note] = {}
        todo = []
        for src in spots:
            kept = self._at_hand(src, _PICTURE)
            if kept is not None:
                held[src] = self._cache.put(kept.data)
                notes.update((src, note) for note in self._changed(kept))
            elif why := self._known_missing(src):
                notes[src] = _missing(src, why)
            else:
                todo.append(src)
        try:
            for src, found in self._side_by_side(todo, spots):
                if isinstance(found, SourceError):
                    notes[src] = _missing(src, found.text)
                else:
                    held[src] = found[0]
                    notes.update((src, note) for note in found[1])
        finally:  # what was whole when the run was interrupted is named too
            self._write()
        return Shown(held, notes)

    def _side_by_side(
        self, todo: Sequence[str], spots: Mapping[str, Spot]
    ) -> Iterator[tuple[str, tuple[Blob, tuple[Note, ...]] | SourceError]]:
        if not todo:
            return
        end = time.monotonic() + PICTURE_SECONDS
        _ = self._fetcher  # made here once, and not in each thread
        with self._crew() as pool:
            waiting = {pool.submit(self._picture, src, spots[src], end): src for src in todo}
            for number, future in enumerate(as_completed(waiting), 1):
                yield waiting[future], future.result()
                self._heard("fetching", number, len(todo))

    def _picture(self, src: str, spot: Spot, end: float) -> tuple[Blob, tuple[Note, ...]] | SourceError:
        left = end - time.monotonic()
        if left <= 0:
            return SourceError(f"no time was left: all pictures of a run have {PICTURE_SECONDS:g} s", where=src)
        try:
            kept, notes = self._had(src, _PICTURE, spot, most_seconds=left)
            return self._cache.put(kept.data), notes
        except UnfetchedError as error:
            if error.lasting:
                until = now(_DAY)
                self._store.note(Row(src, refused=error.text, status=0, fetched=now(), until=until))
            return error
        except SourceError as error:
            return error

    def _page(self, address: str, said: str) -> Page:
        at_hand = self._at_hand(address, _PAGE)
        kept, notes = (at_hand, ()) if at_hand else self._had(address, _PAGE)
        row = kept.row
        final = row.final or address
        kind = kinds.of(row.media_type, final, kept.data, said)
        return Page(
            kinds.as_text(kept.data, kind), kind, final, (*self._changed(kept), *notes, *self._faults()), row.day
        )

    def _at_hand(self, address: str, kind: _Kind) -> Kept | None:
        """What the store has and need not be asked for again; anything it has where nothing may be asked."""
        kept = self._whole(address)
        if kept is None or (self._asking.refresh and not self._asking.offline):
            return None
        if self._lasting or self._asking.offline:
            return kept
        return kept if kept.row.is_fresh and not (kept.row.own or self._is_own(address)) else None

    def _is_own(self, address: str) -> bool:
        """Whether an address is asked with what is the reader's own; the fetcher is not loaded to say no."""
        said = self._asking.headers or self._asking.cookies or self._house.get("headers")
        return bool(said) and self._fetcher.is_own(address)

    def _known_missing(self, src: str) -> str:
        """Why a picture cannot be had, where it was asked for before and the site would say the same."""
        row = self._store.row(src)
        if row is None or not row.refused:
            return "it was not fetched before, and nothing is fetched now" if self._asking.offline else ""
        known = self._asking.offline or (not self._asking.refresh and (self._lasting or row.is_fresh))
        return row.refused if known else ""

    def _whole(self, address: str) -> Kept | None:
        """What lies in the store; a file of the cache that has changed is none, one beside an issue is its editor's."""
        kept = self._store.find(address)
        return None if kept and kept.changed and not self._lasting else kept

    def _had(
        self, address: str, kind: _Kind, spot: Spot = _NOWHERE, *, most_seconds: float = 0.0
    ) -> tuple[Kept, tuple[Note, ...]]:
        """What the site answers, kept; what was there before, with a Note, where it does not."""
        if self._asking.offline:
            hint = "leave --offline out once"
            raise SourceError("it was not fetched before, and nothing is fetched now", where=address, hint=hint)
        old = self._whole(address)
        seconds = min(self._fetcher.manners.seconds, most_seconds) if most_seconds else 0.0
        known = old.row if old and not self._asking.refresh and not old.row.own else None
        if known and self._is_own(address):
            known = None
        wanted = Wanted(address, kind.accept, kind.most, kind.unwanted, spot.page, aside=kind.aside, seconds=seconds)
        wanted = replace(wanted, page=spot.page if spot.fetched else "")
        if known:
            wanted = replace(wanted, etag=known.etag, modified=known.modified, marked=known.final)
        try:
            answer = self._fetcher.get(wanted)
        except UnfetchedError as error:
            if old is None:
                raise
            said = f"it could not be fetched again ({error.text}): this is what it was on {old.row.day}"
            return old, (Note("warning", "fetch.old", said, address),)
        return self._kept(answer, old, kind), ()

    def _kept(self, answer: Answer, old: Kept | None, kind: _Kind) -> Kept:
        keeps = (
            kind.reused
            if answer.keeps is None
            else max(min(answer.keeps, _DAY), _LEAST, kind.reused if kind.aside else 0)
        )
        row = Row(
            answer.address,
            answer.final,
            answer.media_type,
            fetched=now(),
            until="" if answer.own else now(keeps),
            etag=answer.etag,
            modified=answer.modified,
            own=answer.own,
        )
        if answer.data is None:
            if old is None:
                raise UnfetchedError(
                    "the site says that nothing has changed, and there was nothing", where=answer.address
                )
            said = old.row
            row = replace(row, final=said.final, media_type=said.media_type, file=said.file, sha256=said.sha256)
            return Kept(self._store.note(row), old.data)
        try:
            return Kept(self._store.keep(row, answer.data), answer.data)
        except OutputError as error:
            # What cannot be kept is printed all the same, and fetched again by the next run.
            self._store.fault = f"what was fetched is not kept: {error.text}"
            return Kept(row, answer.data)

    def _changed(self, kept: Kept) -> tuple[Note, ...]:
        if not kept.changed:
            return ()
        said = f"{kept.row.file} is not what was fetched on {kept.row.day}: it is printed as it stands"
        return (Note("warning", "fetch.changed", f"{said}; --refresh fetches it again", kept.row.address),)

    def _faults(self) -> tuple[Note, ...]:
        fault = self._store.fault
        return (Note("warning", "fetch.index", fault, self._store.folder.name),) if fault else ()

    def _write(self) -> None:
        for store in {id(one): one for one in (self._store, self._shelf)}.values():
            try:
                store.write()
            except OutputError as error:
                store.fault = f"what was fetched is not kept: {error.text}"


Heard = Callable[[str, int, int], None]


class _Shelf:
    """Where the fetcher keeps robots.txt files for a day."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()

    def rules(self, address: str) -> str | None:
        """What was kept today."""
        kept = self._store.find(address)
        return kept.data.decode("utf-8", "replace") if kept and kept.row.is_fresh and not kept.changed else None

    def keep_rules(self, address: str, text: str) -> None:
        """Keep it until tomorrow."""
        row = Row(address, address, "text/plain", fetched=now(), until=now(_DAY))
        try:
            self._store.keep(row, text.encode("utf-8", "replace"))
        except OutputError:
            return  # asked again by the next run


def _missing(src: str, why: str) -> Note:
    return Note("warning", "image.missing", f"the picture is missing: {why}", src)
