"""Pure edits of an article: what a reader takes out of it before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printkit.errors import Note
from printkit.model.article import Article
from printkit.model.blocks import Figure


def drop(article: Article, ids: Sequence[str]) -> Article:
    """The article without the blocks of these ids."""
    if not ids:
        return article
    return replace(article, body=tuple(block for block in article.body if block.id not in set(ids)))


def unfound(articles: Sequence[Article], ids: Sequence[str]) -> tuple[Note, ...]:
    """A Note, not an error, for each id that no block of these articles has."""
    there = {block.id for article in articles for block in article.body}
    return tuple(
        Note("info", "edit.no-block", f"no block is called '{name}': the text has changed")
        for name in dict.fromkeys(ids)
        if name not in there
    )


def without_pictures(article: Article) -> Article:
    """The same article with its figures taken out."""
    return replace(article, body=tuple(block for block in article.body if not isinstance(block, Figure)))


def retitled(article: Article, headline: str) -> Article:
    """The same article under another headline."""
    return replace(article, headline=headline)
