"""Containers and documents opened by a worker, once: pages to be read, and their pictures whole in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from printkit.build import keys
from printkit.build.cache import Cache
from printkit.build.press import Job, Press, Record
from printkit.build.tasks import PageRow, Span, Task
from printkit.errors import Note, PrintkitError
from printkit.model.article import Source
from printkit.model.products import Blob
from printkit.wrapping import PANDOC, opener


@dataclass(frozen=True, slots=True)
class Parcel:
    """One page to be read, with the pictures at hand for it, by the name that an article gives them."""

    page: Source
    held: Mapping[str, Blob] = field(default_factory=dict)
    by_chance: bool = False
    findings: tuple[Note, ...] = ()
    opened_by: str = ""


def unpacked(sources: Sequence[Source], press: Press) -> list[tuple[Parcel, ...] | PrintkitError]:
    """The pages of each source, two levels deep, or why it cannot be opened; one that is no container is its own page.

    A page that cannot be opened inside a container stays as it is, for reading it says why.
    """
    outer = _opened([Parcel(source) for source in sources], press)
    pages = [parcel for answer in outer if isinstance(answer, tuple) for parcel in answer]
    inner = iter(_opened(pages, press))
    done: list[tuple[Parcel, ...] | PrintkitError] = []
    for answer in outer:
        if isinstance(answer, PrintkitError):
            done.append(answer)
        else:
            done.append(tuple(parcel for parcel in answer for parcel in _whole(parcel, next(inner))))
    return done


def _whole(parcel: Parcel, answer: tuple[Parcel, ...] | PrintkitError) -> tuple[Parcel, ...]:
    return (parcel,) if isinstance(answer, PrintkitError) else answer


def _opened(parcels: Sequence[Parcel], press: Press) -> list[tuple[Parcel, ...] | PrintkitError]:
    """Each parcel opened one level further; the same parcel where there is nothing to open."""
    ways = [opener(parcel.page, inside=parcel.opened_by) for parcel in parcels]
    jobs = [_job(parcel, way, press.cache) for parcel, way in zip(parcels, ways, strict=True) if way]
    answers = iter(press.run("opening", jobs) if jobs else ())
    done: list[tuple[Parcel, ...] | PrintkitError] = []
    for parcel, way in zip(parcels, ways, strict=True):
        made = next(answers) if way else None
        if made is None:
            done.append((parcel,))
        elif isinstance(made, PrintkitError):
            done.append(made)
        else:
            done.append(tuple(_within(parcel, one) for one in made.value))
    return done


def _within(outer: Parcel, inner: Parcel) -> Parcel:
    """What came out of a parcel, which may need the outer one's pictures too."""
    held = {**outer.held, **inner.held} if outer.held else inner.held
    by_chance = outer.by_chance or inner.by_chance
    return Parcel(inner.page, held, by_chance, (*outer.findings, *inner.findings), inner.opened_by)


def _job(parcel: Parcel, way: str, cache: Cache) -> Job[tuple[Parcel, ...]]:
    source = parcel.page

    def args() -> tuple[object, ...]:
        # A recording is too large for the pipe to a worker.
        return cache.put(source.data).path, source.media_type, source.location, parcel.opened_by

    def revive(record: Record) -> tuple[Parcel, ...] | None:
        return _revived(record, way, cache)

    def keep(made: object, out: Path) -> tuple[tuple[Parcel, ...], Record]:
        rows, groups = _checked(made)
        record = _record(rows, groups, out, cache)
        parcels = _revived(record, way, cache)
        if parcels is None:
            raise PrintkitError("what came out of it is gone from the cache", where=source.location)
        return parcels, record

    task = Task("unpack", "unpackwork", programs=way == PANDOC)
    return Job(keys.opening(source, way), task, source.location, args, revive, keep)


Rows = tuple[PageRow, ...]
Groups = tuple[dict[str, Span], ...]


def _checked(made: object) -> tuple[Rows, Groups]:
    match made:
        case (tuple() as rows, tuple() as groups):
            return cast("Rows", rows), cast("Groups", groups)
        case _:
            raise PrintkitError("a worker answered with something that is no container's contents")


def _record(rows: Rows, groups: Groups, out: Path, cache: Cache) -> Record:
    known: dict[Span, str] = {}
    with out.open("rb") as file:

        def sha_of(span: Span) -> str:
            if span not in known:
                file.seek(span[0])
                known[span] = cache.put(file.read(span[1])).sha256
            return known[span]

        pages = [
            [sha_of(span), media_type, location, group, by_chance, keys.plain(findings)]
            for span, media_type, location, group, by_chance, findings in rows
        ]
        return {"pages": pages, "held": [{name: sha_of(span) for name, span in group.items()} for group in groups]}


def _revived(record: Record, way: str, cache: Cache) -> tuple[Parcel, ...] | None:
    """The parcels of a record; None where one of its files is not whole any more."""
    pages, groups = record["pages"], record["held"]
    if not isinstance(pages, list) or not isinstance(groups, list):
        return None
    blobs = {sha: cache.blob(sha) for sha in dict.fromkeys(_shas(pages, groups))}
    if None in blobs.values():
        return None
    whole = {sha: blob for sha, blob in blobs.items() if blob is not None}
    held = [{name: whole[sha] for name, sha in group.items()} for group in groups]
    return tuple(
        Parcel(
            Source(whole[sha].path.read_bytes(), media_type, location),
            held[group],
            by_chance,
            keys.findings({"notes": findings}),
            way,
        )
        for sha, media_type, location, group, by_chance, findings in pages
    )


def _shas(pages: list[list[str]], groups: list[dict[str, str]]) -> Iterator[str]:
    for page in pages:
        yield page[0]
    for group in groups:
        yield from group.values()
