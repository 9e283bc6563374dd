"""The intake: sources become articles, together with the pictures that came along with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from printkit import edit
from printkit.build import unpacking
from printkit.build.press import Press
from printkit.build.unpacking import Parcel
from printkit.errors import Note, PrintkitError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import picture_sources
from printkit.model.products import Blob
from printkit.sources import is_address
from printkit.wrapping import Answer, gathered, matched

Held = Mapping[str, Blob]
"""Pictures at hand: the src as an article names it (a path from the root or an address), and its bytes, whole in the
cache."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a source: its articles, and the pictures at hand for them; other pictures lie beneath the root.

    `place` is the address that it was fetched from; empty for a file.
    """

    articles: tuple[Article, ...]
    held: Held = field(default_factory=dict)
    place: str = ""


def read(sources: Sequence[Source], reading: Reading, press: Press) -> list[Taken | PrintkitError]:
    """What came of each source, or why nothing did; a container is unpacked first, and its pictures are at hand."""
    opened = unpacking.unpacked(sources, press)
    pages = [parcel.page for parcels in opened if isinstance(parcels, tuple) for parcel in parcels]
    answers = iter(press.read(pages, reading))
    taken: list[Taken | PrintkitError] = []
    for source, parcels in zip(sources, opened, strict=True):
        if isinstance(parcels, PrintkitError):
            taken.append(parcels)
        else:
            taken.append(_gathered(source, [(parcel, next(answers)) for parcel in parcels]))
    return taken


def without(taken: Sequence[Taken | PrintkitError], ids: Sequence[str]) -> list[Taken | PrintkitError]:
    """What came of the sources of a run without these blocks; its first article notes those that none of them has."""
    stale = edit.unfound([article for one in taken if isinstance(one, Taken) for article in one.articles], ids)
    made: list[Taken | PrintkitError] = []
    for one in taken:
        if isinstance(one, Taken) and one.articles:
            first, *rest = (edit.drop(article, ids) for article in one.articles)
            made.append(replace(one, articles=(replace(first, findings=(*first.findings, *stale)), *rest)))
            stale = ()
        else:
            made.append(one)
    return made


def _gathered(source: Source, read: Sequence[tuple[Parcel, Answer]]) -> Taken | PrintkitError:
    """What the pages of one source come to."""
    held: dict[str, Blob] = {}
    answers: list[tuple[bool, Answer]] = []
    for parcel, answer in read:
        if isinstance(answer, tuple):
            held |= matched(pictures_of(answer), parcel.held)
        answers.append((parcel.by_chance, _with_findings(answer, parcel.findings)))
    try:
        articles = gathered(answers, source.location) if len(read) > 1 else _only(answers[0][1])
    except PrintkitError as error:
        return error
    return Taken(articles, held, source.location if is_address(source.location) else "")


def _with_findings(answer: Answer, findings: tuple[Note, ...]) -> Answer:
    if not findings or isinstance(answer, PrintkitError):
        return answer
    return tuple(replace(one, findings=(*findings, *one.findings)) for one in answer)


def _only(answer: Answer) -> tuple[Article, ...]:
    if isinstance(answer, PrintkitError):
        raise answer
    return answer


def pictures_of(articles: Iterable[Article]) -> tuple[str, ...]:
    """The source of every picture in these articles and their notes."""
    blocks = [block for one in articles for block in (*one.body, *(b for note in one.notes.values() for b in note))]
    return picture_sources(blocks)
