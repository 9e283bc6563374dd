"""Composes what stands around the articles: cover, masthead, contents, section openers, colophon, and odd sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from printkit.compose import covers, imprint, index, scripts, sheets
from printkit.compose.glyphs import Covered, spelled
from printkit.compose.heads import running
from printkit.compose.measures import measures, option
from printkit.compose.plates import Plates, rules
from printkit.compose.views import View
from printkit.compose.words import direction, joined, long_date, numbered, words
from printkit.config.lengths import written
from printkit.model.issue import Issue
from printkit.model.layout import Family, Layout
from printkit.model.products import Galley, Picture

MatterKind = Literal["cover", "masthead", "contents", "section", "index", "colophon"]

_COVER_LINES = 6


@dataclass(frozen=True, slots=True)
class Contents:
    """One line of the contents: an article, its section, and the text of its page number, empty until it is known.

    The index takes its authors one by one, and what it is about.
    """

    slug: str
    title: str
    byline: str = ""
    standfirst: str = ""
    section: str = ""
    label: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def matter(  # noqa: PLR0913 - a page of an issue meets all that the issue is
    kind: MatterKind,
    issue: Issue,
    layout: Layout,
    entries: Sequence[Contents] = (),
    *,
    pictures: Mapping[str, Picture] | None = None,
    section: str = "",
    families: Sequence[Family] = (),
    covered: Covered | None = None,
) -> Galley:
    """A page or pages of front or back matter, under the slug `kind`.

    `entries` are the articles in order; for a section opener those of that section alone. `pictures` holds the
    cover's by the name that `issue.cover.image` gives it; `families` are named with their licences in the colophon.
    Raises LayoutError.
    """
    measured = measures(layout)
    said = words(issue.lang)
    plates = Plates(pictures or {}, measured, said["picture"], option(layout, "pictures", "full"))
    values = (
        _frame(issue.lang, layout, _titles(kind, issue, section))
        | _issue(issue)
        | {
            "entries": [_entry(entry) for entry in entries],
            "sections": _sections(entries),
            "section": section,
            "contributors": joined(_bylines(entries), issue.lang),
            "families": [_family(family) for family in families if family.name in layout.families],
            "index": _index(entries, issue.lang) if kind == "index" else {},
            "cover": _cover(issue, layout, entries, plates) if kind == "cover" else {},
            "logo": imprint.logo(layout, plates) if kind == "masthead" else "",
            "logo_alt": imprint.logo_alt(layout),
        }
    )
    if kind == "section":
        plates.rules["h1.fitted"] = covers.fitted(section, measured.text_width)
    return _galley(kind, layout, values, plates=plates, covered=covered)


def stand_in(slug: str, title: str, failure: str, layout: Layout, *, lang: str = "en") -> Galley:
    """The marked page that stands where an article could not be set: its title and what went wrong."""
    values = _frame(lang, layout, title or slug) | {"headline": title or slug, "failure": failure}
    return _galley("stand_in", layout, values, slug=slug)


def sheet(layout: Layout, characters: str, line: str = "", lang: str = "en") -> Galley:
    """One page that shows each of the characters once in the folio's face; binding takes its font for stamping.

    The line that is stamped on the pages stands below them as its language sets it: its letters may join.
    """
    folio = layout.folio
    made = {".stamp": f'font: {folio.weight} {written(folio.size)} "{folio.family}"'}
    if line:
        made[".stamp-line"] = f'font: {folio.weight} {written(folio.line_size)} "{folio.family}"; white-space: nowrap'
    values = _frame(lang, layout, "Folios") | {"characters": "".join(sorted(set(characters))), "line": line}
    return _galley("sheet", layout, values, plates=Plates({}, measures(layout), "", rules=made))


def issue_line(issue: Issue) -> str:
    """The line that is stamped on an issue's pages: title, number and date."""
    said = _issue(issue)
    return " · ".join(str(said[part]) for part in ("title_line", "number", "date") if said[part])


def _galley(  # noqa: PLR0913
    kind: str,
    layout: Layout,
    values: View,
    *,
    slug: str = "",
    plates: Plates | None = None,
    covered: Covered | None = None,
) -> Galley:
    page, missing = spelled(sheets.html(layout, f"{kind}.html", values), covered)
    tokens = measures(layout).tokens
    lang = str(values["lang"])
    marks = {} if kind == "sheet" else imprint.rules(layout, lang) | scripts.rule(layout, lang)
    return Galley(
        slug=slug or kind,
        html=page,
        css=sheets.css(layout, tokens),
        rules=rules((plates.rules if plates else {}) | marks) + sheets.leftward(layout, lang),
        assets=dict(sorted(plates.assets.items())) if plates else {},
        lang=lang,
        notes=tuple(dict.fromkeys((*(plates.findings if plates else ()), *missing))),
    )


def _frame(lang: str, layout: Layout, title: str) -> View:
    return {
        "lang": lang,
        "dir": direction(lang),
        "title": title,
        "running": running(title),
        "words": dict(words(lang)),
        "classes": " ".join(filter(None, [layout.name, "grey" if option(layout, "grey") == "on" else ""])),
        "options": {name: option(layout, name) for name in layout.options},
        "tagline": option(layout, "tagline"),
        "copyright": option(layout, "copyright"),
    }


def _titles(kind: MatterKind, issue: Issue, section: str) -> str:
    said = words(issue.lang)
    named = {kind: said[kind] for kind in ("contents", "index", "colophon")} | {"section": section}
    return named.get(kind) or issue.title


def _issue(issue: Issue) -> View:
    return {
        "title_line": issue.title,
        "number": numbered(issue.number, issue.lang),
        "date": long_date(issue.date, issue.lang),
        "house": issue.site.name or issue.title,
        "rights": issue.site.rights,
        "colophon": [part.strip() for part in issue.colophon.split("\n\n") if part.strip()],
    }


def _entry(entry: Contents) -> View:
    return {
        "slug": entry.slug,
        "title": entry.title,
        "byline": entry.byline,
        "standfirst": entry.standfirst,
        "section": entry.section,
        "label": entry.label,
    }


def _index(entries: Sequence[Contents], lang: str) -> View:
    return {"authors": index.authors(entries, lang), "subjects": index.subjects(entries, lang)}


def _sections(entries: Iterable[Contents]) -> list[View]:
    grouped = groupby(entries, key=lambda entry: entry.section)
    return [{"title": title, "entries": [_entry(entry) for entry in group]} for title, group in grouped]


def _bylines(entries: Iterable[Contents]) -> list[str]:
    return list(dict.fromkeys(entry.byline for entry in entries if entry.byline))


def _family(family: Family) -> View:
    return {"name": family.name, "version": family.version, "licence": family.licence}


def _cover(issue: Issue, layout: Layout, entries: Sequence[Contents], plates: Plates) -> View:
    cover = issue.cover
    lines = cover.lines or tuple(entry.title for entry in entries[:_COVER_LINES])
    picture = plates.pictures.get(cover.image) if option(layout, "pictures", "full") != "none" else None
    shape = picture.width / picture.height if picture else 0.0
    plan = covers.plan(issue, layout, lines, shape)
    plates.rules.update(plan.rules)
    plates.findings += plan.findings
    view: View = {
        "kind": plan.kind,
        "columns": plan.columns,
        "lines": list(lines),
        "credit": cover.credit if picture else "",
        "numbered": covers.numeral(issue),
        "src": "",
        "alt": cover.alt,
        "painted": "",
    }
    if not cover.image:
        return view
    if not cover.alt:
        return view | {"painted": plates.background(cover.image)}
    return view | {"src": plates.plain(cover.image)}
