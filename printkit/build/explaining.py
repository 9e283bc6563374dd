"""Sources explained: what a reader kept of each for its article, what it dropped, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from printkit.build import keys, unpacking
from printkit.build.desk import reading
from printkit.build.press import Job, Record
from printkit.build.printing import Wish, asking_of, by_root, source_of
from printkit.build.shop import Shop
from printkit.build.tasks import Task
from printkit.errors import PrintkitError
from printkit.model.article import Reading, Source
from printkit.model.decisions import Decision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Explained:
    """A page or a text by its location, and what was decided on its pieces."""

    location: str
    decisions: tuple[Decision, ...]


def explain_all(names: Sequence[str], wish: Wish, shop: Shop, *, root: Path | None = None) -> tuple[Explained, ...]:
    """What was decided on each source; of a container on each page in it. Raises the first error met."""
    shop = asking_of(shop, names)
    groups = list(by_root(names, root))
    done: list[Explained] = []
    with shop.at(groups[0][0]).desk() as press:
        for place, group in groups:
            own = shop.at(place)
            opened = unpacking.unpacked([_whole(source_of(name, wish, own, press)) for name in group], press)
            pages = [parcel.page for parcels in opened for parcel in _whole(parcels)]
            jobs = [_job(page, reading(own.site)) for page in pages]
            answers = press.run("reading", jobs)
            done += [Explained(p.location, _whole(a).value) for p, a in zip(pages, answers, strict=True)]
    return tuple(done)


def _whole(answer: T | PrintkitError) -> T:
    if isinstance(answer, PrintkitError):
        raise answer
    return answer


def _job(source: Source, how: Reading) -> Job[tuple[Decision, ...]]:
    def revive(record: Record) -> tuple[Decision, ...] | None:
        return _decisions(record["decisions"])

    def keep(made: object, _: Path) -> tuple[tuple[Decision, ...], Record]:
        return _decisions(made), {"decisions": made}

    task = Task("explain", "reading")
    return Job(keys.explaining(source, how), task, source.location, lambda: (source, how), revive, keep)


def _decisions(rows: object) -> tuple[Decision, ...]:
    """The decisions that a worker sent as plain rows, or the cache kept so."""
    if not isinstance(rows, list | tuple):
        raise PrintkitError("an answer that is no list of decisions")
    return tuple(Decision(bool(kept), str(kind), str(text), str(why)) for kept, kind, text, why in rows)
