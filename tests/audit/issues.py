"""Two small issues that have little in common: one bound from galleys of a test's own, one built from sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from printkit import bind, issues
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.shop import Shop
from printkit.model.products import Blob, Part
from tests.audit import surgery
from tests.bind import books

ISSUE = """title = "The Tide"
number = 3
date = 2026-03-01
lang = "en"
layout = "plain"
[[section]]
title = "News"
opens = "recto"
articles = ["ebb.md", "flow.md"]
[[section]]
title = "Abroad"
articles = ["flut.md"]
"""

EBB = """---
title: Ebb, and what it leaves
author: A. Writer
standfirst: Low water is a map that nobody has drawn.
lang: en
---

The tide went out before noon, and with it [the other boats](flow.md) of the harbour.[^1] See
[the rule](https://example.org/rule?a=1&b=2) that [nobody](#afterwards) keeps, efficiently.

![A red boat on the sand](boat.png "The boat")

## Afterwards

Nobody spoke of it again. {filling}

| Landing | Passengers |
|---------|-----------:|
| Tallow Bridge | 94 |
| Osier Green | 1,112 |

### Smaller matters

- salt
- pepper, and [a place](https://example.org/place)

[^1]: A note of *some* words, see [its list](https://example.org/term).

{filling}
"""

FLOW = """---
title: Flow
lang: en
---

It came in again, as [the ebb](ebb.md#afterwards) had promised. {filling}

> A quoted word or two.

![The buoy at night](buoy.png)

## Afterwards

| When | What |
|------|------|
| Now  | Water |

{filling} Write to [us](mailto:tide@example.org).
"""

FLUT = """---
title: Die Flut
lang: de
---

Die Boote liegen am Kai, und die Fischer flicken ihre Netze. Siehe [Ebbe](ebb.md) und [Flow](flow.md#afterwards).

## Danach

1. Leinen los.
2. Rudern, und [weiter](#danach).

```python
def tide(hours):
    return 2.0 * hours
```
"""

GALE = """---
title: The gale of the twelfth
kicker: Weather
byline: [Ada Quay, Bo Mole]
lang: en
date: 2026-02-12
---

![Seas over the mole](seas.png)

It blew from the west, *hard*, and `barometer --read` said 961. {filling}

quay
: The edge where ships lie.

tide
: Water’s rise and fall.[^deep]

> “Nobody went out,” she said, “and nobody came in.” [The log](https://example.org/log) says so too.

1. Cast off.
2. Row.
   - hard
   - harder

{filling}

![](plain.png)

<ruby>port<rt>pɔːt</rt></ruby> and H<sub>2</sub>O, “q” and <q>quoted words</q>, see [the gale](#what-fell).

## What fell

| Tree | Age |
|------|----:|
| Elm of the square | 112 |
| Ash | 40 |

<table><tr><th>Bring</th><td><ul><li>a saw,</li><li>and rope:<ol><li>thick,</li><li>thin</li></ol></li></ul></td></tr>
<tr><th>Know</th><td><p>Elms fall first.</p><p>Ash bends.</p></td></tr></table>

{filling}

[^deep]: At springs it rises **five metres**.

    And a second paragraph, with [an address](https://example.org/springs).
"""

PHARE = """---
title: Le phare éteint
lang: fr
standfirst: L’œuvre d’un gardien, naïve et déjà oubliée.
---

Déjà l’été, où l’œuvre naît ; « rien ne se perd », dit-il, et [la tempête](gale.md) l’a montré. {rempli}

## Après

{rempli} Voyez [le registre](https://example.org/registre?an=1912#p4).

```
un = 1
deux = 2
```
"""

REMPLI = "Le gardien monte avant la nuit, allume la lampe, et redescend au matin quand les barques sont rentrées. " * 9

FILLING = "The harbour wakes before the town does, and the lamps along the quay go out one by one. " * 14


def bound(folder: Path) -> Path:
    """An issue of galleys: a section with an opener, French, a cross link out of a heading, files attached."""
    book = books.compiled(books.COPIES, folder, profile="archive")
    parts = [_attached(part, folder) if part.kind == "article" else part for part in book.parts]
    return bind.bind(replace(book, parts=tuple(parts)), folder / "bound.pdf").pdf.path


def sources(folder: Path) -> Path:
    """The sources of the other issue: English and German, pictures, notes, tables, links of every kind."""
    folder.mkdir(exist_ok=True)
    (folder / "issue.toml").write_text(ISSUE)
    for name, said in (("ebb", EBB), ("flow", FLOW), ("flut", FLUT)):
        (folder / f"{name}.md").write_text(said.replace("{filling}", FILLING))
    for name, colour in (("boat", "red"), ("buoy", "blue")):
        Image.new("RGB", (300, 200), colour).save(folder / f"{name}.png")
    return folder


def other_sources(folder: Path) -> Path:
    """A folder of articles without an issue.toml: definitions, a ruby, a note of two paragraphs, French."""
    folder.mkdir(exist_ok=True)
    for name, said in (("gale", GALE), ("phare", PHARE)):
        (folder / f"{name}.md").write_text(said.replace("{filling}", FILLING).replace("{rempli}", REMPLI))
    for name, colour in (("seas", "navy"), ("plain", "green")):
        Image.new("RGB", (300, 200), colour).save(folder / f"{name}.png")
    return folder


def built(folder: Path, out: Path, *, layout: str = "") -> Path:
    """The issue of the sources in a folder."""
    issue = issues.load(folder)
    order = Order(out, layout=layout, by_date=issues.is_folder(folder))
    with Serial() as executor:
        report = build(issue, order, Shop(issue.root, cache=out / "cache", executor=executor))
    assert report.bundle is not None
    assert report.complete
    return report.bundle


def with_files(path: Path, out: Path) -> Path:
    """The same bundle with a file attached to each article, as a program of our own would do it."""
    with Pdf.open(path) as pdf:
        listed: list[Any] = []
        for element in surgery.elements(pdf, "Art"):
            called = f"{surgery.slug_of(pdf, element).decode()}#notes.txt"
            specification = pikepdf.AttachedFileSpec(pdf, b"notes", filename="notes.txt")
            place = pdf.make_indirect(specification.obj)
            place.AFRelationship = Name.Source
            listed += [called, place]
            element.AF = Array([place])
        pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(listed))
        pdf.save(out, deterministic_id=True)
    return out


def _attached(part: Part, folder: Path) -> Part:
    path = folder / f"{part.slug}-attached.pdf"
    with Pdf.open(part.rendition.pdf.path) as pdf:
        pdf.attachments["data.csv"] = pikepdf.AttachedFileSpec(pdf, part.slug.encode(), filename="data.csv")
        pdf.save(path, deterministic_id=True)
    return replace(part, rendition=replace(part.rendition, pdf=Blob(path, path.stat().st_size, part.slug)))
