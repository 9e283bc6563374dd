"""What stands at the head of an article beside its headline: the standfirst and the lead picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from printkit.errors import Note
from printkit.model.article import Reading
from printkit.model.blocks import EMPTY, Block, Figure, Inline, Paragraph, inlines, walk, words
from printkit.readers import fields, htmltree, markdown
from printkit.readers.fields import Field
from printkit.readers.frontmatter import FrontMatter

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4
_LIKE = 0.8
_BEGINNING = 4
_SRC_KEYS = ("src", "url", "image", "path", "file", "filename", "href", "feature", "overlayimage")
_ALT_KEYS = ("alt", "alttext", "imagealt", "imagedescription", "alternative")
_CAPTION_KEYS = ("caption", "figcaption", "title", "description")
_CREDIT_KEYS = ("credit", "by", "copyright", "attribution", "photographer", "source")
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)")


def standfirst(front: FrontMatter, headline: str, body: Sequence[Block], reading: Reading) -> str:
    """The first of the front matter's summaries that says something beside the headline and the text's beginning."""
    head = [words(block) for block in body if isinstance(block, Paragraph)][:_BEGINNING]
    for field in fields.every(front, fields.STANDFIRST):
        said = _words_of(str(field.value), front, reading) if isinstance(field.value, str) else ""
        if said and _bare(said) != _bare(headline) and not repeats(said, " ".join(head)):
            return said
    return ""


def _words_of(text: str, front: FrontMatter, reading: Reading) -> str:
    parsed = markdown.parse(text, replace(reading, smart=False), front.location)
    return " ".join(filter(None, (words(block) for block in parsed.blocks)))


def repeats(summary: str, beginning: str) -> bool:
    """Whether a summary only says again what a text begins with, word for word or nearly so."""
    said, text = _TOKEN.findall(summary.casefold()), _TOKEN.findall(beginning.casefold())
    if len(said) < _SHINGLE:
        return f" {' '.join(said)} " in f" {' '.join(text[:40])} "
    shingles = {tuple(text[n : n + _SHINGLE]) for n in range(len(text) - _SHINGLE + 1)}
    own = [tuple(said[n : n + _SHINGLE]) for n in range(len(said) - _SHINGLE + 1)]
    return sum(piece in shingles for piece in own) >= _LIKE * len(own)


def _bare(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class _Lead:
    src: str
    alt: str | None
    caption: str
    credit: str


def figure(
    front: FrontMatter, body: Sequence[Block], reading: Reading, origin: str
) -> tuple[tuple[Figure, ...], tuple[Note, ...]]:
    """The picture that the front matter puts at the article's head, unless the text shows it already."""
    for field in fields.every(front, fields.IMAGE):
        lead = _lead(front, field)
        if lead is None:
            continue
        alt = "" if lead.alt is None else f' alt="{escape(lead.alt)}"'
        html = f'<figure><img src="{escape(lead.src)}"{alt}></figure>'
        parsed = htmltree.fragment(html, reading, front.location, origin=origin)
        found = next((block for block in parsed.blocks if isinstance(block, Figure) and block.images), None)
        if found is None:
            return (), parsed.findings
        if _shown(found, body):
            return (), ()
        caption, caption_notes = _inline(lead.caption, front, reading, origin)
        credit, _ = _inline(lead.credit, front, reading, origin)
        lead_figure = replace(found, role="lead", caption=caption, credit=credit)
        return (lead_figure,), (*parsed.findings, *caption_notes)
    return (), ()


def _lead(front: FrontMatter, field: Field) -> _Lead | None:
    value = field.value[0] if isinstance(field.value, list) else field.value
    table = {fields.bare(str(key)): item for key, item in value.items()} if isinstance(value, dict) else {}
    inner = next((table[key] for key in _SRC_KEYS if isinstance(table.get(key), str)), "")
    src = fields.text(inner if table else value)
    if fields.truth(src) is not None or not re.search(r"\.\w{2,5}(?:[?#]|$)|/|^data:", src):
        return None
    said_alt = _said(table, _ALT_KEYS)
    return _Lead(
        src,
        said_alt
        if said_alt is not None
        else next((fields.text(f.value) for f in fields.every(front, fields.ALT)), None),
        _said(table, _CAPTION_KEYS) or fields.first(front, fields.CAPTION),
        _said(table, _CREDIT_KEYS) or fields.first(front, fields.CREDIT),
    )


def _said(table: dict[str, object], keys: tuple[str, ...]) -> str | None:
    return next((fields.text(table[key]) for key in keys if isinstance(table.get(key), str)), None)


def _shown(lead: Figure, body: Sequence[Block]) -> bool:
    wanted = {_SIZE.sub("", image.src) for image in lead.images}
    return any(_SIZE.sub("", src) in wanted for src in _sources(body))


def _sources(body: Sequence[Block]) -> Iterator[str]:
    for block in walk(body):
        if isinstance(block, Figure):
            yield from (image.src for image in block.images)
        for text in inlines(block):
            yield from re.findall(r'<img [^>]*?src="([^"]*)"', text)


def _inline(text: str, front: FrontMatter, reading: Reading, origin: str) -> tuple[Inline, tuple[Note, ...]]:
    """One line of Markdown as an inline fragment; what would be a list or a heading stays the words it is."""
    if not text:
        return EMPTY, ()
    parsed = markdown.parse(text, reading, front.location, origin=origin)
    if len(parsed.blocks) == 1 and isinstance(parsed.blocks[0], Paragraph):
        return parsed.blocks[0].text, parsed.findings
    return Inline(escape(" ".join(filter(None, (words(block) for block in parsed.blocks))), quote=False)), ()
