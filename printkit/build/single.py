"""One article alone: a bind of one part, so that it is as whole as an issue."""

from __future__ import annotations

from dataclasses import replace

from printkit.build.press import Made, Press
from printkit.build.slots import LineUp, Slot
from printkit.build.tasks import SheetWork
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


def sheet(press: Press, layout: Layout, line: str = "") -> Rendition:
    """The sheet that carries the folio's face, with the characters of folios and of the issue line."""
    characters = "".join(sorted({*FOLIO_CHARACTERS, *line}))
    (made,) = press.typeset([SheetWork(characters, layout)])
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


def from_issue(press: Press, placed: LineUp, slot: Slot, article: Article) -> Book:
    """An article of an issue as a book of its own, from the rendition that the issue binds.

    One that opens on a verso in the issue is numbered from 2 here, so that margins and folio agree.
    """
    rendition = placed.made[slot.slug].value
    alone = book(article, rendition, slot.layout, sheet(press, slot.layout))
    placement = Placement(1 if rendition.side == "recto" else 2)
    return replace(alone, parts=tuple(replace(part, placement=placement) for part in alone.parts))
