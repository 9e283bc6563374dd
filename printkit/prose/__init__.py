"""The editor's hand: spaces and dashes set by language, where the author has left them to the keyboard.

Quotes, apostrophes, ellipses and double hyphens are typographic already, for that is part of reading: only a reader
knows which marks the source escaped (`readers/htmltree/punctuation.py`). This room does what print wants and words do
not: where a line must not end, which space is narrow, what dash a lone hyphen stands for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from printkit.model.article import Article
from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Code,
    Embed,
    Figure,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Table,
)
from printkit.prose.runs import fragment, plain

__all__ = ["edited"]


def edited(article: Article) -> Article:
    """The article with its spaces and dashes set; itself where its front matter says `typography: none`.

    The words stay the same, and so do code, addresses and what the author has set already. Done twice it is done once.
    """
    if article.typography == "none":
        return article
    lang = article.lang
    return replace(
        article,
        headline=plain(article.headline, lang),
        kicker=plain(article.kicker, lang),
        standfirst=plain(article.standfirst, lang),
        body=_all(article.body, lang),
        notes={number: _all(blocks, lang) for number, blocks in article.notes.items()},
    )


def _all(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    return tuple(_block(block, block.lang or lang) for block in blocks)


def _block(block: Block, lang: str) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=fragment(block.text, lang, running=True))
        case Heading():
            return replace(block, text=fragment(block.text, lang))
        case PullQuote():
            said = fragment(block.text, lang, running=True)
            return replace(block, text=said, attribution=fragment(block.attribution, lang))
        case List():
            terms = tuple(tuple(fragment(term, lang) for term in several) for several in block.terms)
            return replace(block, items=tuple(_all(item, lang) for item in block.items), terms=terms)
        case Quote():
            return replace(block, blocks=_all(block.blocks, lang), attribution=fragment(block.attribution, lang))
        case Aside():
            return replace(block, blocks=_all(block.blocks, lang), title=fragment(block.title, lang))
        case Figure():
            return replace(block, caption=fragment(block.caption, lang), credit=fragment(block.credit, lang))
        case Table():
            head, rows = (tuple(_row(row, lang) for row in several) for several in (block.head, block.rows))
            return replace(block, caption=fragment(block.caption, lang), head=head, rows=rows)
        case Code() | Break() | Embed():
            return block
        case _:
            assert_never(block)


def _row(row: Row, lang: str) -> Row:
    return tuple(replace(cell, text=fragment(cell.text, lang), blocks=_all(cell.blocks, lang)) for cell in row)
