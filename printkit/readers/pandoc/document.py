"""A document that was turned into HTML, made an article: nothing in it is chosen or left out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape

from printkit.errors import Note, ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Aside, Block, Figure, Heading, Inline, Paragraph, plain, words
from printkit.readers import dates, htmltree, metadata
from printkit.readers.frontmatter import FrontMatter
from printkit.readers.parsed import Parsed
from printkit.readers.web.document import document

_SIGNS = re.compile(r"[\\`*_~\[\]<>]")
_SHORT = 80  # words; a longer abstract is set in a box and not as the standfirst


def article(source: Source, reading: Reading) -> Article:
    """The article of a document: its headline is its title, else its first heading.

    Raises ReadError for one that is empty.
    """
    told, html = _opened(source)
    body, called = document(html, source.location)
    front = _front(told, html, source.location)
    spoken = replace(reading, lang=metadata.language_of(front) or reading.lang)
    abstract = _said(told.get("abstract"))
    sources = [body, *called.values(), abstract]
    made, findings = htmltree.pieces(sources, spoken, source.location, numbers=tuple(called))
    blocks, *notes, summary = made
    front, blocks = _with_summary(front, told, _titled(front, told, blocks), summary)
    parsed = Parsed(blocks, dict(zip(called, notes, strict=True)), findings)
    written = metadata.article(front, parsed, reading)
    return replace(written, findings=(*_unread_date(told, source.location), *written.findings))


def _opened(source: Source) -> tuple[Mapping[str, object], str]:
    try:
        held = json.loads(source.data)
        told, html = held["meta"], held["html"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError("this is no document that was turned into HTML", where=source.location) from error
    if not isinstance(told, dict) or not isinstance(html, str):
        raise ReadError("this is no document that was turned into HTML", where=source.location)
    return told, html


def _front(told: Mapping[str, object], html: str, location: str) -> FrontMatter:
    """The document's own word on itself, under the keys that front matter has for it."""
    date = _line(told.get("date"))
    data: dict[str, object] = {
        "title": _literal(_line(told.get("title"))),
        "subtitle": _literal(_line(told.get("subtitle"))),
        "author": [_literal(name) for person in _each(told.get("author")) if (name := _person(person))],
        "date": date if dates.parse(date) else "",
        "tags": [_literal(tag) for one in _each(told.get("keywords") or told.get("subject")) if (tag := _line(one))],
        "lang": _line(told.get("lang") or told.get("language")),
        "publisher": _literal(_line(told.get("publisher"))),
        "rights": _literal(_line(told.get("rights") or told.get("copyright"))),
        "slug": _line(told.get("slug")),
        "draft": told.get("draft") is True,
    }
    return FrontMatter({key: value for key, value in data.items() if value}, html, location=location)


def _unread_date(told: Mapping[str, object], where: str) -> tuple[Note, ...]:
    date = _line(told.get("date"))
    if not date or dates.parse(date):
        return ()
    return (Note("info", "date.unreadable", f"the document's date is none that can be read: {date[:60]}", where),)


def _each(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else () if value in (None, "") else (value,)


def _person(value: object) -> str:
    if not isinstance(value, Mapping):
        return _line(value)
    for name in ("name", "literal", "given", "surname", "family"):
        if name == "given" and value.get("given"):
            return " ".join(filter(None, (_line(value["given"]), _line(value.get("surname") or value.get("family")))))
        if value.get(name):
            return _line(value[name])
    return ""


def _line(value: object) -> str:
    """A value of the metadata, which is HTML, as one line of words."""
    return " ".join(unescape(plain(Inline(_said(value)))).split())


def _literal(text: str) -> str:
    """The words so written that front matter, which may hold Markdown, says them as they are."""
    return _SIGNS.sub(r"\\\g<0>", text)


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(_said, value))
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _titled(front: FrontMatter, told: Mapping[str, object], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the title where it stands there again, or with a heading at their head raised to be one."""
    said = {line for name in ("title", "subtitle") if (line := _line(told.get(name)))}
    while blocks and isinstance(blocks[0], Paragraph | Heading) and " ".join(words(blocks[0]).split()) in said:
        blocks = blocks[1:]
    if front.data.get("title") or any(isinstance(block, Heading) and block.level == 1 for block in blocks):
        return blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            return (*blocks[:number], replace(block, level=1), *blocks[number + 1 :])
        if not isinstance(block, Figure):
            break
    return blocks


def _with_summary(
    front: FrontMatter, told: Mapping[str, object], blocks: tuple[Block, ...], summary: tuple[Block, ...]
) -> tuple[FrontMatter, tuple[Block, ...]]:
    """The abstract as the standfirst where it is one short paragraph and nothing else is; else as a box at the head."""
    match summary:
        case ():
            return front, blocks
        case (Paragraph() as only,) if not front.data.get("subtitle") and len(words(only).split()) <= _SHORT:
            return replace(front, data={**front.data, "standfirst": _literal(plain(only.text))}), blocks
        case _:
            title = _line(told.get("abstract-title")) or "Abstract"
            return front, (Aside(summary, Inline(title)), *blocks)
