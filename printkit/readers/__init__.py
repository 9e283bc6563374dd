"""Sources become articles: Markdown, scraped text, HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.readers import decoding, dialects, frontmatter, language, markdown, metadata, web
from printkit.readers import text as plain_text
from printkit.readers.frontmatter import FrontMatter


def read(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The articles in a source, by its media type: text/markdown, text/plain, text/html.

    Raises ReadError, naming file and line, for a source that no article can be read from.
    """
    kind = source.media_type.partition(";")[0].strip().lower()
    if kind == "text/html":
        return web.articles(source, reading)
    reader = _READERS.get(kind)
    if reader is None:
        known = ", ".join((*_READERS, "text/html"))
        raise ReadError(f"'{kind}' is no kind of source that we read", where=source.location, hint=f"one of {known}")
    text, findings = decoding.decode(source.data, source.location)
    articles = reader(text, source.location, reading)
    return tuple(replace(article, findings=(*findings, *article.findings)) for article in articles)


def warm() -> None:
    """Load what the readers need, so that the next article does not wait for it."""
    language.warm()
    read(Source(b"# Warm\n\nA *word* and a [link](x).\n", "text/markdown", "warm.md"), Reading(lang="en"))


def _markdown(text: str, location: str, reading: Reading) -> tuple[Article, ...]:
    front = frontmatter.split(text, location)
    return (_written(front, reading),)


def _written(front: FrontMatter, reading: Reading) -> Article:
    body, findings = dialects.translate(front)
    spoken = replace(reading, lang=metadata.language_of(front) or reading.lang)
    parsed = markdown.parse(body, spoken, front.location, origin=metadata.origin(front))
    return metadata.article(front, replace(parsed, findings=(*findings, *parsed.findings)), reading)


def _plain(text: str, location: str, reading: Reading) -> tuple[Article, ...]:
    return (plain_text.article(text, location, reading),)


_READERS: dict[str, Callable[[str, str, Reading], tuple[Article, ...]]] = {
    "text/markdown": _markdown,
    "text/plain": _plain,
}
