"""One article alone: a bind of one part, so that it is as whole as an issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printkit.build.press import Made, Press
from printkit.build.slots import Slot
from printkit.build.tasks import ArticleWork, SheetWork
from printkit.errors import PrintkitError
from printkit.model.article import Article
from printkit.model.layout import Layout
from printkit.model.products import Book, Bundle, Imprint, Part, Placement, Rendition

FOLIO_CHARACTERS = "0123456789ivxlcdm"
"""What a folio may be made of, decimal or roman."""


def bound(press: Press, whole: Book) -> Made[Bundle]:
    """The book bound; raises what binding raises."""
    (made,) = press.bind([whole])
    if isinstance(made, PrintkitError):
        raise made
    return made


def sheet(press: Press, layout: Layout, line: str = "", lang: str = "en") -> Rendition:
    """The sheet that carries the folio's face, with the characters of folios and of the issue line."""
    characters = "".join(sorted({*FOLIO_CHARACTERS, *line}))
    (made,) = press.typeset([SheetWork(characters, layout, line=line, lang=lang)])
    if isinstance(made, PrintkitError):
        raise made
    return made.value


def book(article: Article, rendition: Rendition, layout: Layout, folio_sheet: Rendition) -> Book:
    """The article as a book of one part, numbered from 1."""
    part = Part(article.slug, "article", article.headline, article.lang, rendition, Placement(1))
    imprint = Imprint(
        article.headline,
        article.lang,
        article.byline,
        article.published,
        subject=article.standfirst,
        keywords=article.tags,
        rights=article.rights,
    )
    return Book((part,), imprint, folio=layout.folio, sheet=folio_sheet)


def from_issue(press: Press, slots: Sequence[Slot]) -> list[Book]:
    """Articles of an issue as books of their own: set anew where they link to others, which are not there."""
    works = [work for slot in slots if isinstance(work := slot.make("recto", {}), ArticleWork)]
    books = []
    for work, made in zip(works, press.typeset([replace(work, links={}, jump=None) for work in works]), strict=True):
        if isinstance(made, PrintkitError):
            raise made
        books.append(book(work.article, made.value, work.layout, sheet(press, work.layout)))
    return books
