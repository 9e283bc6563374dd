"""Pure edits of an article: what a reader takes out of it before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printkit.errors import Note
from printkit.model.article import Article
from printkit.model.blocks import Figure


def drop(article: Article, ids: Sequence[str]) -> Article:
    """The article without the blocks of these ids; an id that finds no block is a Note, not an error."""
    if not ids:
        return article
    there = {block.id for block in article.body}
    stale = tuple(
        Note("info", "edit.no-block", f"no block is called '{name}': the text has changed", article.slug)
        for name in ids
        if name not in there
    )
    kept = tuple(block for block in article.body if block.id not in set(ids))
    return replace(article, body=kept, findings=(*article.findings, *stale))


def without_pictures(article: Article) -> Article:
    """The same article with its figures taken out."""
    return replace(article, body=tuple(block for block in article.body if not isinstance(block, Figure)))


def retitled(article: Article, headline: str) -> Article:
    """The same article under another headline."""
    return replace(article, headline=headline)
