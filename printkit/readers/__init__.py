"""Sources become articles: Markdown, scraped text, HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape

from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Heading
from printkit.readers import decoding, dialects, frontmatter, htmltree, language, markdown, metadata
from printkit.readers import text as plain_text
from printkit.readers.frontmatter import FrontMatter

_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.I | re.S)
_PAGE_LANG = re.compile(r"""<html\b[^>]*?\slang\s*=\s*["']?([\w-]+)""", re.I)


def read(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The articles in a source, by its media type: text/markdown, text/plain, text/html.

    Raises ReadError, naming file and line, for a source that no article can be read from.
    """
    kind = source.media_type.partition(";")[0].strip().lower()
    reader = _READERS.get(kind)
    if reader is None:
        raise ReadError(
            f"'{kind}' is no kind of source that we read", where=source.location, hint=f"one of {', '.join(_READERS)}"
        )
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


def _html(text: str, location: str, reading: Reading) -> tuple[Article, ...]:
    title, lang = _TITLE.search(text), _PAGE_LANG.search(text)
    said = {"title": escape(unescape(title[1]), quote=False) if title else "", "lang": lang[1] if lang else ""}
    front = FrontMatter({key: value for key, value in said.items() if value}, text, location=location)
    spoken = replace(reading, lang=metadata.language_of(front) or reading.lang)
    parsed = htmltree.fragment(text, spoken, location, origin=metadata.origin(front))
    if any(isinstance(block, Heading) and block.level == 1 for block in parsed.blocks):
        # A page's own heading is the headline; its title holds the site's name too.
        front = replace(front, data={key: value for key, value in front.data.items() if key != "title"})
    return (metadata.article(front, parsed, reading),)


_READERS: dict[str, Callable[[str, str, Reading], tuple[Article, ...]]] = {
    "text/markdown": _markdown,
    "text/plain": _plain,
    "text/html": _html,
}
