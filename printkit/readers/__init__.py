"""Sources become articles: Markdown, scraped text, web pages, exports, feeds, containers, other programs' documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from printkit.errors import PrintkitError, ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.decisions import Decision
from printkit.readers import (
    decoding,
    dialects,
    feed,
    frontmatter,
    language,
    markdown,
    mdx,
    metadata,
    opening,
    pandoc,
    web,
    wxr,
)
from printkit.readers import text as plain_text
from printkit.readers.frontmatter import FrontMatter
from printkit.wrapping import Answer, batch, gathered, opener
from printkit.wrapping.batch import Batch, articles
from printkit.wrapping.kinds import DOCUMENT

__all__ = ["FEED_BYTES", "MANY", "Batch", "Decision", "articles", "explain", "many", "read", "warm"]


def read(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The articles in a source, by its media type: Markdown, text, a page, an export, a feed, a container, a document.

    What an export, a feed or a container holds beside articles, or what of it could not be read, is a Note on one of
    them. Documents of other programs go through pandoc. Raises ReadError, naming file and line, for a source that no
    article can be read from.
    """
    return _unpacked(source, reading) if opener(source) else page(source, reading)


def _unpacked(source: Source, reading: Reading, *, inside: str = "") -> tuple[Article, ...]:
    """The articles of a container; the pictures in it are left where they are."""
    answers: list[tuple[bool, Answer]] = []
    way = opener(source, inside=inside)
    for one in opening.opened(source, inside=inside):
        try:
            again = opener(one.page, inside=inside or way) and not inside
            found = _unpacked(one.page, reading, inside=way) if again else page(one.page, reading)
            noted = tuple(replace(article, findings=(*one.findings, *article.findings)) for article in found)
            answers.append((one.found_by_chance, noted))
        except PrintkitError as error:
            answers.append((one.found_by_chance, error))
    return gathered(answers, source.location)


def page(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The articles in a source that is read as it is, opened before if it had to be (`opening`)."""
    kind = source.media_type.partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return web.articles(source, reading)
    if kind == DOCUMENT:
        return (pandoc.article(source, reading),)
    if kind in MANY:
        found = many(lambda: io.BytesIO(source.data), reading, source.location)
        return batch.whole(found.found, source.location)
    reader = _READERS.get(kind)
    if reader is None:
        known = ", ".join((*_READERS, "text/html", *sorted(MANY)))
        raise ReadError(f"'{kind}' is no kind of source that we read", where=source.location, hint=f"one of {known}")
    decoding.check_text(source.data, source.location)
    text, findings = decoding.decode(source.data, source.location)
    made = reader(text, source.location, reading)
    return tuple(replace(article, findings=(*findings, *article.findings)) for article in made)


def explain(source: Source, reading: Reading) -> tuple[Decision, ...]:
    """What of a web page or a scraped text is kept for its article and what is dropped, in the source's order, and why.

    Raises ReadError for a source of any other kind: of those every word is kept.
    """
    kind = source.media_type.partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return web.explain(source, reading)
    if kind == "text/plain":
        return plain_text.explain(decoding.decode(source.data, source.location)[0], source.location)
    hint = "a web page and a scraped text are chosen from; of every other kind all words are kept"
    raise ReadError(f"there is nothing to explain in '{kind}'", where=source.location, hint=hint)


def many(opened: Callable[[], BinaryIO], reading: Reading, where: str) -> Batch:
    """A WordPress export or a feed, told apart by what stands in it; `opened` opens it anew each time it is called.

    Of an export one post at a time is held, whatever its size; a feed is held whole. Raises ReadError for neither.
    """
    with opened() as stream:
        head = stream.read(_HEAD)
        if wxr.is_export(head):
            return wxr.batch(opened, reading, where)
        rest = stream.read(FEED_BYTES)
    if len(rest) == FEED_BYTES:
        hint = "a feed is smaller; a WordPress export may be of any size"
        raise ReadError(f"a feed larger than {FEED_BYTES >> 20} MB", where=where, hint=hint)
    return feed.batch(head + rest, reading, where)


def warm() -> None:
    """Load what the readers need, so that the next article does not wait for it."""
    language.warm()
    read(Source(b"# Warm\n\nA *word* and a [link](x).\n", "text/markdown", "warm.md"), Reading(lang="en"))
    read(Source(b"<h1>Warm</h1><p>A <em>word</em>.</p>", "text/html", "warm.html"), Reading(lang="en"))


def _markdown(text: str, location: str, reading: Reading) -> tuple[Article, ...]:
    front = frontmatter.split(text, location)
    return (_written(front, reading),)


def _written(front: FrontMatter, reading: Reading) -> Article:
    written, program = mdx.translate(front) if front.location.lower().endswith(".mdx") else (front.body, ())
    body, findings = dialects.translate(replace(front, body=written))
    smart = reading.smart and metadata.typography(front) != "none"
    spoken = replace(reading, lang=metadata.language_of(front) or reading.lang, smart=smart)
    parsed = markdown.parse(body, spoken, front.location, origin=metadata.origin(front))
    return metadata.article(front, replace(parsed, findings=(*program, *findings, *parsed.findings)), reading)


def _plain(text: str, location: str, reading: Reading) -> tuple[Article, ...]:
    return (plain_text.article(text, location, reading),)


FEED_BYTES = 32 << 20
"""A feed's largest size in bytes."""

_HEAD = 1 << 16

MANY = frozenset(
    (
        *("application/wxr+xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        *("application/xml", "text/xml", "application/feed+json", "application/json"),
    )
)
"""The media types of exports and feeds; which one it is, and of which kind, is seen in the source itself."""

_READERS: dict[str, Callable[[str, str, Reading], tuple[Article, ...]]] = {
    "text/markdown": _markdown,
    "text/plain": _plain,
}
