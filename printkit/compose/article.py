"""Composes an article: its blocks, notes and pictures through the layout's templates into a galley."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from printkit.compose import imprint, jumps, numbering, oddities, openers, rails, scripts, sheets
from printkit.compose.addresses import breakable, printed
from printkit.compose.bands import banded
from printkit.compose.codes import Codes
from printkit.compose.covers import focus
from printkit.compose.formulas import Formulas
from printkit.compose.glyphs import Covered, spelled
from printkit.compose.heads import authors, room, running
from printkit.compose.initials import dropped
from printkit.compose.inline import Setting
from printkit.compose.measures import Measures, measures, option
from printkit.compose.notes import EndNote, Notes
from printkit.compose.plates import Plates, rules
from printkit.compose.unbroken import unhyphenated
from printkit.compose.views import Desk, View, view, views
from printkit.compose.words import direction, joined, long_date, numbered, words
from printkit.model.article import Article
from printkit.model.blocks import Block, Figure, Inline, Paragraph
from printkit.model.issue import Issue
from printkit.model.layout import Layout
from printkit.model.products import Galley, Jump, Picture
from printkit.model.words import page

_BRIEF, _LONG = 36, 90


def compose(  # noqa: PLR0913 - one article meets all that surrounds it here
    article: Article,
    layout: Layout,
    pictures: Mapping[str, Picture],
    *,
    section: str = "",
    issue: Issue | None = None,
    links: Mapping[str, str] | None = None,
    covered: Covered | None = None,
    jump: Jump | None = None,
) -> Galley:
    """The article composed in a layout, ready to be broken into pages.

    `pictures` holds the pictures made ready, by `Image.src`; one that is not in it is missing: its words stand in its
    place and a Note says so. `links` leads from an address, or a path from the root, to the slug of an article in the
    same issue. `covered` says which characters some face has. An article that goes on elsewhere after its `jump` says
    so on the pages there. Raises LayoutError.
    """
    shared, layout = layout, scripts.suited(layout, article.lang)
    layout = rails.suited(layout, article, length(article.headline))
    measured = measures(layout)
    numbers = option(layout, "numbers", "none")
    odd = oddities.oddities(article, measured, pictures, foot=_foot(layout))
    body, parted = banded(numbering.numbered(article.body, numbers, words(article.lang)), measured.wide_letters)
    article = replace(article, body=body)
    desk = _desk(article, layout, measured, pictures, links or {})
    drop = option(layout, "drop-cap") == "on"
    values = _values(article, desk, drop=drop) | {"boxes": rails.shown(layout, article, length(article.headline))}
    values |= _house(article, layout, section, issue)
    values["article"] = _matter(article, measured) | _printed(article, layout, desk, issue)
    values["jump"] = jumps.lines(article, measured) if jump else {}
    html, missing = spelled(unhyphenated(sheets.html(layout, "article.html", values)), covered)
    return Galley(
        slug=article.slug,
        html=html,
        css=sheets.css(shared, shared.tokens),
        rules=rules(
            rails.rule(shared, layout, article.lang)
            | scripts.rule(shared, article.lang, measured.letters)
            | desk.rules()
            | imprint.rules(layout, article.lang)
        )
        + sheets.leftward(layout, article.lang)
        + jumps.rules(layout, jump, article.lang),
        assets=dict(sorted(desk.plates.assets.items())),
        lang=article.lang,
        notes=tuple(dict.fromkeys((*odd, *parted, *desk.plates.findings, *desk.formulas.findings, *missing))),
    )


def _desk(
    article: Article, layout: Layout, measured: Measures, pictures: Mapping[str, Picture], links: Mapping[str, str]
) -> Desk:
    said = dict(words(article.lang))
    foot = _foot(layout) and not oddities.crowded(article, measured)
    notes = Notes(article.notes, option(layout, "links", "foot"), page(article.lang), foot)
    bleed = option(layout, "opener") in ("auto", "bleed")
    plates = Plates(pictures, measured, said["picture"], option(layout, "pictures", "full"), bleed)
    plates.opener = openers.height(article, measured, length(article.headline))
    plates.focus = focus(str(article.extra.get("focus", "")), plates.findings)
    formulas = Formulas(measured)
    notes.setting = Setting(notes, plates, links, article.origin, drawer=formulas)
    wide = option(layout, "wide-pictures") == "on" and measured.columns > 1
    codes = Codes(measured, said["qr"], option(layout, "qr", "on") == "on")
    free = option(layout, "pictures-move") == "on"
    return Desk(notes, plates, measured, said, notes.setting, wide, free, codes=codes, formulas=formulas)


def _foot(layout: Layout) -> bool:
    """Whether this layout has notes at the feet of its pages."""
    return option(layout, "notes", "foot") == "foot" and option(layout, "links", "foot") != "end"


def _values(article: Article, desk: Desk, *, drop: bool) -> View:
    """What the template says of the article; made in the order of reading, for the notes are numbered on the way.

    `drop` says that the text begins with a large letter.
    """
    lead, body = _lead(article.body)
    if desk.measures.tokens.get("lead") == "text":
        lead, body = None, _in_text(lead, body)
    opener = view(lead, desk) if lead else None
    blocks = views(body, desk)
    first = next((n for n, block in enumerate(body) if not isinstance(block, Figure)), -1)
    if drop and first >= 0 and isinstance(body[first], Paragraph):
        blocks[first]["html"] = dropped(Inline(str(blocks[first]["html"])))
    return {
        "lead": opener,
        "article_blocks": blocks,
        "ends": _ends(desk),
        "words": desk.words,
    }


def _lead(body: Sequence[Block]) -> tuple[Figure | None, Sequence[Block]]:
    """The lead figure, wherever the source shows it, and the blocks without it; a second one is one of the body's."""
    lead = next((block for block in body if isinstance(block, Figure) and block.role == "lead"), None)
    rest = [block for block in body if block is not lead]
    return lead, [replace(block, role="body") if isinstance(block, Figure) else block for block in rest]


def _in_text(lead: Figure | None, body: Sequence[Block]) -> Sequence[Block]:
    """The body with its lead, or else the figure that it begins with, behind the first words of the text.

    On a small page a picture would be pushed from below the headline, and leave the rest of the page empty.
    """
    opening = lead or next((block for block in body[:1] if isinstance(block, Figure)), None)
    if opening is None:
        return body
    others = [block for block in body if block is not opening]
    before = 1 if len(others) > 1 and isinstance(others[0], Paragraph) else 0
    return [*others[:before], opening, *others[before:]]


def _matter(article: Article, measured: Measures) -> View:
    return {
        "slug": article.slug,
        "headline": article.headline,
        "running": running(article.headline, room(measured)),
        "length": length(article.headline),
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "byline": joined(article.byline, article.lang),
        "authors": running(authors(article.byline, article.lang), room(measured)),
        "outlet": article.outlet,
        "date": long_date(article.published, article.lang),
        "updated": long_date(article.updated, article.lang) if article.updated != article.published else "",
        "lang": article.lang,
        "dir": direction(article.lang),
        "rights": article.rights,
        "origin_printed": breakable(printed(article.origin)),
        "tags": list(article.tags),
        "extra": dict(article.extra),
    }


def _printed(article: Article, layout: Layout, desk: Desk, issue: Issue | None) -> View:
    """What is printed of where the article came from, and what the house adds to it."""
    return {
        "origin": imprint.origin(article.origin, layout),
        "came_from": imprint.came_from(article.origin, layout, article.lang, issue.date if issue else None),
        "copyright": option(layout, "copyright"),
        "brand": imprint.mark(layout, desk.plates, alone=issue is None),
    }


def _house(article: Article, layout: Layout, section: str, issue: Issue | None) -> View:
    house = (issue.site.name or issue.title) if issue else ""
    columns = option(layout, "columns")
    grey = "grey" if option(layout, "grey") == "on" else ""
    return {
        "section": section,
        "paper": option(layout, "header") or (issue.title if issue else ""),
        "house": option(layout, "header") or article.outlet or house,
        "options": {name: option(layout, name) for name in layout.options} | {"columns": columns},
        "number": numbered(issue.number, issue.lang) if issue else "",
        "issue_date": long_date(issue.date, issue.lang) if issue else "",
        "classes": " ".join(filter(None, [layout.name, _section_class(section, issue), grey])),
    }


def _section_class(section: str, issue: Issue | None) -> str:
    """What a style sheet knows a section by: the first of an issue is `section-1`."""
    titles = [one.title for one in issue.sections] if issue else []
    return f"section-{titles.index(section) + 1}" if section in titles and section else ""


def _ends(desk: Desk) -> list[View]:
    """The notes that stand at the end. Rewriting one may name no other, so that the list is whole when it is read."""
    inner = replace(desk, setting=desk.notes.inside())
    return [_end(note, inner) for note in desk.notes.ends]


def _end(note: EndNote, desk: Desk) -> View:
    address = breakable(printed(note.href)) if note.href else ""
    return {"number": note.number, "blocks": views(note.blocks, desk), "address": address, "href": note.href}


def length(headline: str) -> str:
    """brief, usual or long: how large the headline may be set."""
    letters = len(headline)
    return "brief" if letters <= _BRIEF else "usual" if letters <= _LONG else "long"
