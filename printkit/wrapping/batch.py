"""Sources that hold many articles: what comes out of one, item by item, and how it is made whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from printkit.errors import Note, ReadError
from printkit.model.article import Article

Found = Article | ReadError | Note
"""One item read, one that could not be, or a finding about the source itself."""


@dataclass(frozen=True, slots=True)
class Batch:
    """An export or a feed: what it is called, its language, its web address, and what is found in it, in its order.

    `found` is read as it is asked for, once: nothing of an item is kept after the next has been taken.
    """

    title: str
    lang: str
    origin: str
    found: Iterator[Found]


def articles(found: Iterable[Found], where: str) -> Iterator[Article]:
    """The articles alone, in order; what else was found is a Note on the article before it, or on the first.

    Holds one article at a time. Raises ReadError where there is none: the first item's own, if one failed.
    """
    held: Article | None = None
    waiting: list[Note] = []
    failed: ReadError | None = None
    for one in found:
        if isinstance(one, Article):
            if held is not None:
                yield held
            held = replace(one, findings=(*waiting, *one.findings))
            waiting.clear()
            continue
        failed = failed or (one if isinstance(one, ReadError) else None)
        note = unread(one) if isinstance(one, ReadError) else one
        if held is None:
            waiting.append(note)
        else:
            held = replace(held, findings=(*held.findings, note))
    if held is not None:
        yield held
    elif failed:
        raise failed
    else:
        raise ReadError("there is no article in it", where=where, hint=_said(waiting))


def unread(error: ReadError) -> Note:
    """The finding that an item could not be read."""
    return Note("error", "item.unread", f"an item could not be read: {error.text}", error.where)


def whole(found: Iterable[Found], where: str) -> tuple[Article, ...]:
    """All articles, each with a slug of its own; raises ReadError where there is none."""
    times: Counter[str] = Counter()
    return tuple(replace(one, slug=own_slug(one.slug, times)) for one in articles(found, where))


def own_slug(slug: str, times: Counter[str]) -> str:
    """The slug, with a number where an article before it has the same; `times` remembers those given out."""
    times[slug] += 1
    return slug if times[slug] == 1 else own_slug(f"{slug[:73]}-{times[slug]}", times)


def _said(notes: list[Note]) -> str:
    return "; ".join(note.text for note in notes)
