"""The line-up of an issue: cover, contents, openers, articles and colophon as slots in the order of binding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Literal

from printkit import folios
from printkit.build import desk
from printkit.build.desk import Copy
from printkit.build.keys import picture_box
from printkit.build.order import Order
from printkit.build.originals import Spot, Wanted
from printkit.build.press import Press
from printkit.build.shop import Shop, wanted_layout
from printkit.build.slots import Labels, Plan, Slot, rest_of, stand_in
from printkit.build.tasks import ArticleWork, FillerWork, MatterWork, PdfWork, Row, Work
from printkit.errors import Note, PrintkitError
from printkit.model import players
from printkit.model.article import Article
from printkit.model.blocks import Block, Embed, picture_sources, walk
from printkit.model.issue import Issue, MatterKind
from printkit.model.layout import Layout, Side, bound
from printkit.model.mapping import Change, mapped
from printkit.model.products import Blob, Jump, Numerals, Picture
from printkit.model.words import words

# Of an article only what a page prints reaches its key, so that no page is set again for what it does not say.
RELEVANT: Mapping[MatterKind, Callable[[Row], Row]] = {
    "contents": lambda row: replace(row, tags=()),
    "index": lambda row: replace(row, title="", standfirst="", section=""),
}
READS_PLAN = frozenset(RELEVANT)
"""The matter that prints page numbers."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A copy ready to be set: its layout and pictures, and what was noted on the way."""

    copy: Copy
    layout: Layout
    pictures: Mapping[str, Picture]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the pages of the issue's own are made from."""

    issue: Issue
    house: Layout
    rows: tuple[Row, ...]
    cover: Mapping[str, Picture]


def line_up(issue: Issue, ready: Sequence[Ready], house: Layout, cover: Mapping[str, Picture]) -> tuple[Slot, ...]:
    """Every part of the issue; failed copies get their stand-ins at once.

    `house` is the issue's own layout, which its matter is set in.
    """
    told = _Told(issue, house, tuple(_row(issue, one.copy) for one in ready if one.copy.listed), cover)
    front = [_matter(told, kind, "front") for kind in issue.front]
    back = [_matter(told, kind, "back") for kind in issue.back]
    return (*front, *_body(told, ready), *back)


def make_ready(issue: Issue, copies: Sequence[Copy], order: Order, shop: Shop, press: Press) -> tuple[Ready, ...]:
    """The copies with their layouts, and with their pictures prepared; a copy whose layout is at fault fails."""
    started = [_with_layout(issue, copy, order, shop) for copy in copies]
    copied = ((one.copy, one.layout) for one in started)
    found = press.pictures(
        [replace(wanted(c.article, layout, issue.root, c.place), held=c.held) for c, layout in copied]
    )
    return tuple(
        replace(one, pictures=pictures, notes=(*one.notes, *missed(one.copy.article, notes)))
        for one, (pictures, notes) in zip(started, found, strict=True)
    )


def wanted(article: Article | None, layout: Layout, root: Path, place: str = "", *, alone: bool = False) -> Wanted:
    """The pictures that an article prints in a layout; one that stands `alone` prints its logo too.

    `place` is the address that the article was fetched from, if it was.
    """
    if article is None:
        return Wanted((), root, picture_box(layout))
    noted = [block for blocks in article.notes.values() for block in blocks]
    blocks = (*article.body, *noted)
    named = picture_sources(blocks)
    # Nobody is asked for pictures that are not shown.
    shown = blocks if layout.chosen.get("pictures") != "none" else ()
    asked = picture_sources(mapped(block, _asking(place), lambda text: text) for block in shown)
    return Wanted(
        (*named, *(logo(layout) if alone else ())),
        root,
        picture_box(layout),
        spot=Spot(place, fetched=True) if place else Spot(article.origin),
        unasked=frozenset(named) - frozenset(asked),
    )


def _asking(place: str) -> Change:
    """Leaves of a block the pictures that a site is asked for.

    A still that only follows from a player's address is asked for where the page itself was: whoever prints a file
    that names no picture on the web tells no site of it.
    """

    def change(block: Block) -> Block:
        follows = isinstance(block, Embed) and block.still == players.still(unescape(block.href))
        return replace(block, still="") if isinstance(block, Embed) and follows and not place else block

    return change


def missed(article: Article | None, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes on an article's pictures but for those on stills: a card without its own is whole."""
    stills = {block.still for block in walk(article.body) if isinstance(block, Embed)} if article else set()
    return tuple(note for note in notes if note.where not in stills)


def logo(layout: Layout) -> tuple[str, ...]:
    """The source of the house's logo, where a layout has one to print."""
    src = layout.chosen.get("logo", "")
    return (src,) if src else ()


def article_slot(one: Ready, issue: Issue, links: Mapping[str, str], section: str, opens: folios.Opening) -> Slot:
    """The slot of one article, or its stand-in where it failed."""
    copy, layout = one.copy, one.layout
    article = copy.article
    if copy.pdf and not copy.error:
        return _pdf_slot(one, copy.pdf, issue, section, opens)
    leads = desk.own_links(article, links, copy.entry.source) if article else {}
    jump = Jump(copy.entry.jump) if copy.entry.jump else None

    def make(side: Side, _: Labels) -> Work:
        if article is None:
            raise ValueError(copy.slug)
        opening = bound(side, issue.lang)
        return ArticleWork(article, layout, one.pictures, leads, section, masthead(issue), opening, jump)

    slot = Slot(
        copy.slug,
        "article",
        copy.title,
        article.lang if article else issue.lang,
        layout,
        make,
        opens=opens,
        section=section,
        jump=copy.entry.jump,
    )
    return stand_in(slot, copy.error) if copy.error else slot


def _pdf_slot(one: Ready, pdf: Blob, issue: Issue, section: str, opens: folios.Opening) -> Slot:
    """The slot of ready pages, which are taken in as they are on either side."""
    copy, layout = one.copy, one.layout

    def make(side: Side, _: Labels) -> Work:
        return PdfWork(copy.slug, pdf, copy.entry.source, copy.title, copy.entry.alt, layout, bound(side, issue.lang))

    return Slot(
        copy.slug, "article", copy.title, issue.lang, layout, make, opens=opens, section=section, ready_made=True
    )


def plan(issue: Issue, house: Layout, pictures: Mapping[str, Picture]) -> Plan:
    """The issue's page plan; `pictures` holds the filler's, where there is one."""

    def filler(slug: str) -> Slot:
        def make(side: Side, _: Labels) -> Work:
            return FillerWork(house, pictures.get(issue.filler), bound(side, issue.lang))

        return Slot(slug, "filler", "", issue.lang, house, make, ready_made=True)

    return Plan(issue.multiple, filler)


def _with_layout(issue: Issue, copy: Copy, order: Order, shop: Shop) -> Ready:
    section = issue.sections[copy.section]
    said = (order.layout, copy.entry.layout)
    own = copy.article.layout if copy.article else ""
    house = replace(issue, layout=section.layout or issue.layout)
    choices = (order.options, copy.entry.options, issue.options, issue.site.options)
    try:
        name, notes = wanted_layout(shop, house, said, own, copy.entry.source)
        return Ready(copy, shop.layout(name, *choices), {}, (*copy.notes, *notes))
    except PrintkitError as error:
        if copy.error is None and own and not any(said):
            failed = replace(copy, error=error, article=None)
            return Ready(failed, shop.layout(house.layout or "plain", *choices), {}, copy.notes)
        raise


def _body(told: _Told, ready: Sequence[Ready]) -> list[Slot]:
    links = desk.links([one.copy for one in ready])
    slots: list[Slot] = []
    for number, section in enumerate(told.issue.sections):
        here = [one for one in ready if one.copy.section == number]
        opens: folios.Opening = "page" if section.opens == "column" else section.opens
        if here and section.title and told.house.chosen.get("openers") == "page":
            slots.append(_opener(told, number, opens))
            opens = "page"
        made = [
            article_slot(one, told.issue, links, section.title, opens if place == 0 else "page")
            for place, one in enumerate(here)
        ]
        slots += [*made, *(rest_of(slot) for slot in made if slot.jump)]
    return slots


def _opener(told: _Told, number: int, opens: folios.Opening) -> Slot:
    title = told.issue.sections[number].title
    slug = f"_section-{number + 1}"
    shown = masthead(told.issue)

    def make(side: Side, labels: Labels) -> Work:
        rows = tuple(row for row in _labelled(told.rows, labels) if row.section == title)
        return MatterWork("section", slug, shown, told.house, rows, section=title, side=bound(side, lang))

    lang = told.issue.lang
    return Slot(slug, "section", title, lang, told.house, make, opens=opens, section=title, reads_plan=True)


def _matter(told: _Told, kind: MatterKind, place: Literal["front", "back"]) -> Slot:
    issue, slug, reads_plan = told.issue, f"_{kind}", kind in READS_PLAN
    pictures = told.cover if kind in ("cover", "masthead") else {}
    # Only what the page prints is handed on, so that a re-ordered issue sets no page that it did not change.
    shown = masthead(issue) if reads_plan else replace(masthead(issue), cover=issue.cover, colophon=issue.colophon)

    def make(side: Side, labels: Labels) -> Work:
        rows = tuple(map(RELEVANT[kind], _labelled(told.rows, labels))) if reads_plan else ()
        return MatterWork(kind, slug, shown, told.house, rows, pictures, side=bound(side, issue.lang))

    if kind == "cover":
        return Slot(slug, "cover", issue.title, issue.lang, told.house, make, "none")
    numerals: Numerals = "roman" if place == "front" else "decimal"
    title = words(issue.lang).get(kind, kind.capitalize())
    return Slot(slug, place, title, issue.lang, told.house, make, numerals, reads_plan=reads_plan)


def _labelled(rows: tuple[Row, ...], labels: Labels) -> tuple[Row, ...]:
    return tuple(replace(row, label=labels.get(row.slug, "")) for row in rows)


def _row(issue: Issue, copy: Copy) -> Row:
    section = issue.sections[copy.section].title
    if copy.article is None:
        return Row(copy.slug, copy.title, section=section)
    article = copy.article
    return Row(copy.slug, copy.title, article.byline, article.standfirst, section, tags=article.tags)


def masthead(issue: Issue) -> Issue:
    """The issue as its pages print it: what it is called, not what stands in it nor where it lies."""
    return Issue(issue.title, issue.slug, Path(), Path(), (), issue.number, issue.date, issue.lang, site=issue.site)
