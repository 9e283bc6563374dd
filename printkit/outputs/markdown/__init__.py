"""An article written as Markdown with front matter, so that reading it gives the article again."""

from __future__ import annotations

import re
from html import unescape

from printkit.model.article import Article
from printkit.model.blocks import Block, Figure, inlines, picture_sources, walk
from printkit.outputs.markdown import front
from printkit.outputs.markdown.blocks import markdown

__all__ = ["written"]

_INSIDE = re.compile(r'href="#([^"]*)"')


def written(article: Article) -> str:
    """The article as a Markdown file's text: YAML front matter, the body, its notes.

    Read from `<slug>.md` it has the same headline, people, dates, blocks and notes. Not written are the findings, the
    ids of blocks, and places that nothing in the article leads to.
    """
    lead, body = _lead(article)
    noted = [block for blocks in article.notes.values() for block in blocks]
    wanted = {unescape(name) for block in walk((*body, *noted)) for text in inlines(block) for name in _names(text)}
    notes = [_note(number, markdown(blocks, wanted)) for number, blocks in article.notes.items()]
    parts = (front.matter(article, lead), markdown(body, wanted), *notes)
    return "\n\n".join(part for part in parts if part) + "\n"


def _lead(article: Article) -> tuple[Figure | None, tuple[Block, ...]]:
    """The picture that stands at the article's head, and the body without it."""
    first = article.body[0] if article.body else None
    if not isinstance(first, Figure) or first.role != "lead" or len(first.images) != 1 or first.href or first.lang:
        return None, article.body
    if first.images[0].src in picture_sources(article.body[1:]):  # read again, it would not be shown twice
        return None, article.body
    return first, article.body[1:]


def _names(text: str) -> list[str]:
    return _INSIDE.findall(text)


def _note(number: str, words: str) -> str:
    first, *rest = words.split("\n")
    return "\n".join([f"[^{number}]: {first}", *(f"    {line}" if line else line for line in rest)])
