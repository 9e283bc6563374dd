"""A small issue for the tests of binding: its parts set by the engine, placed by folios, made into a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from printkit import folios, typeset
from printkit.model.layout import FolioStyle, Side
from printkit.model.products import Blob, Book, Galley, Imprint, Kind, Numerals, Part, Rendition
from tests.typeset.galleys import blob, picture

CSS = """@page { size: 120mm 180mm; margin: 20mm 15mm 22mm 18mm }
@page { @top-center { content: string(head); font: 7pt "Source Sans 3" } }
@page :left { margin: 20mm 18mm 22mm 15mm }
html { font: 10pt/13pt "Source Serif 4" }
h1 { font: bold 20pt/26pt "Source Serif 4"; string-set: head content() }
h2 { font: bold 12pt/13pt "Source Serif 4" }
code { font: 9pt "Source Code Pro" }
table { font: 9pt/13pt "Source Sans 3" }
.note { float: footnote; font-size: 8pt }
"""

FILLING = "<p>" + "The tide comes in and goes out again, twice a day, and the harbour waits for both. " * 12 + "</p>"

HARBOUR = f"""<article><h1 id="top">The <em>harbour</em></h1>
<p>See <a href="#nets">the nets</a>, <a href="https://example.org/a?b=1&amp;c=2">a site</a>,
<a href="printkit:tides">the tides</a> and <a href="printkit:tides#m%C3%A9r%C3%A9e">their height</a>.<span
class="note">A note with efficient fjords.</span></p>
<figure><img src="pictures/boat.png" alt="A red boat"><figcaption>Figure 1. A boat</figcaption></figure>
{FILLING * 3}<h2 id="nets">Nets &amp; <code>knots()</code></h2>{FILLING}
<table><caption>Catches</caption><tr><th>Fish</th><th>Weight</th></tr><tr><th>Cod</th><td>12 kg</td></tr></table>
<ul><li>salt</li><li>pepper</li></ul></article>"""

TIDES = f"""<article><h1 id="top">Les marées</h1><p>Déjà l’été, où l’œuvre naît.</p>
<h2 id="mérée">Hauteur</h2>{FILLING * 4}<h3 id="nets">Filets</h3>
<p>Retour <a href="printkit:harbour#nets">au port</a>, <a href="#nets">ici</a>.</p></article>"""

LIGHT = f"""<article><h1 id="top">A light</h1>{FILLING}
<table><tr><th>When</th><th>What</th></tr><tr><td>Now</td><td>Λήθη</td></tr></table>
<figure><img src="pictures/boat.png" alt="A red boat again"></figure></article>"""

CONTENTS = """<h1>Contents</h1><ul><li><a href="printkit:harbour">The harbour</a></li>
<li><p><a href="printkit:tides">Les marées</a></p><p>Of heights</p></li>
<li><a href="printkit:light">A light</a></li></ul>"""


@dataclass(frozen=True)
class Copy:
    """One part to be set and bound."""

    slug: str
    body: str
    title: str
    kind: Kind = "article"
    numerals: Numerals = "decimal"
    opens: folios.Opening = "page"
    lang: str = "en"
    section: str = ""
    css: str = CSS
    assets: Mapping[str, Blob] = field(default_factory=dict)


COPIES = (
    Copy("cover", "<h1>The Review</h1><p>Twelve</p>", "The Review", "cover", "none"),
    Copy("contents", CONTENTS, "Contents", "front", "roman"),
    Copy("features", "<h1>Features</h1>", "Features", "section", section="Features"),
    Copy("harbour", HARBOUR, "The harbour", section="Features", opens="recto"),
    Copy("tides", TIDES, "Les marées", lang="fr", section="Features"),
    Copy("light", LIGHT, "A light", section="Back & forth", opens="verso"),
    Copy("colophon", "<h1>Colophon</h1><p>Set in Source Serif.</p>", "Colophon", "back"),
)

IMPRINT = Imprint(
    title="The Harbour Review, 12",
    lang="en",
    creators=("Ada Quay", "Bo <Mole>"),
    date=date(2026, 3, 1),
    subject="Tides & lights",
    keywords=("sea", "light"),
    rights="CC BY 4.0",
    issue_line="The Harbour Review · 12",
)

STYLE = FolioStyle(line_place="head-outer", margin_outer=42.5, margin_inner=51.0)


def render(copy: Copy, folder: Path, side: Side = "recto") -> Rendition:
    """A copy set into a folder."""
    html = f'<html lang="{copy.lang}"><head><title>{copy.title}</title></head><body>{copy.body}</body></html>'
    galley = Galley(copy.slug, html, copy.css, copy.assets, copy.lang)
    return typeset.typeset(galley, side, folder / f"{copy.slug}-{side}.pdf")


def sheet(folder: Path, characters: str = "0123456789ivxlcdm" + IMPRINT.issue_line) -> Rendition:
    """The one page that shows the characters of the stamps."""
    spelled = " ".join(sorted(set(characters) - {" "}))
    css = 'p { font: 8pt "Source Sans 3"; font-variant-ligatures: none }'
    body = f"<p>{spelled}</p>"
    return render(Copy("sheet", body, "sheet", css=css), folder)


def compiled(copies: Sequence[Copy], folder: Path, *, profile: str = "screen") -> Book:
    """The copies set, each on its side, and made into a book."""
    boat = {"pictures/boat.png": blob(folder / "boat.png", picture(size=(40, 30)))}
    copies = [replace(copy, assets=boat) for copy in copies]
    renditions = {copy.slug: render(copy, folder) for copy in copies}
    placed = folios.place(
        [folios.FolioPart(copy.slug, copy.numerals, copy.opens) for copy in copies],
        {slug: rendition.pages for slug, rendition in renditions.items()},
    )
    for copy in copies:
        if placed[copy.slug].side == "verso":
            renditions[copy.slug] = render(copy, folder, "verso")
    parts = [
        Part(c.slug, c.kind, c.title, c.lang, renditions[c.slug], placed[c.slug], c.section, c.kind != "cover")
        for c in copies
    ]
    return Book(tuple(parts), IMPRINT, profile, STYLE, sheet(folder))


def leaves(node: Object | None, leaf: str) -> dict[Any, Any]:
    """The entries of a name or number tree, in order."""
    found: dict[Any, Any] = {}
    if node is None:
        return found
    held = node.get(leaf, Array())
    for place in range(0, len(held), 2):
        key: Any = held[place]
        found[bytes(key) if leaf == "/Names" else int(key)] = held[place + 1]
    for kid in node.get("/Kids", Array()):
        found |= leaves(kid, leaf)
    return found


def elements(pdf: Pdf) -> list[Any]:
    """Every element of a tag tree in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        here = waiting.pop()
        if "/S" in here:
            found.append(here)
        kids = here.get("/K", Array())
        held = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in reversed(held) if isinstance(kid, Dictionary) and kid.get("/Type") != Name.MCR]
    return found
