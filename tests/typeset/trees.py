"""Bodies of HTML set into small pages, and their tag trees read back in a shape that tests can compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pikepdf import Array, Pdf

from printkit import typeset
from tests import tagtree
from tests.tagtree import Element
from tests.typeset.galleys import galley

CSS = """@page { size: 100mm 90mm; margin: 12mm 10mm; @top-center { content: "Running head" } }
html { font: 10pt/13pt "Source Serif 4" }
p { text-align: justify; hyphens: auto }
.footnote { float: footnote }
.footnote::footnote-call { content: attr(data-number) }
.footnote::footnote-marker { content: attr(data-number); display: inline-block; width: 2em }
.list { list-style: none; padding-left: 2em }
ul.list > li { position: relative }
ul.list > li::before { content: "•"; left: -1em; position: absolute }
.columns { columns: 2; column-gap: 4mm }
.line { display: block; white-space: pre-wrap }
.end-number { float: left; width: 2em }
"""
WORDS = "The tide comes in and goes out again, twice a day, and the well-known harbour waits for both of them. "
LONG = WORDS * 30


def tree(body: str, out: Path, css: str = CSS) -> Element:
    """The tag tree of a body, set into a file."""
    typeset.typeset(galley(body, css=css), "recto", out)
    (document,) = tagtree.documents(out)
    return document


def shape(element: Element) -> Any:
    """An element as nested lists: its kind, then its kids, text joined and stripped."""
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(shape(kid))
        elif kids and isinstance(kids[-1], str):
            kids[-1] += kid
        else:
            kids.append(kid)
    return [element.kind, *(" ".join(kid.split()) if isinstance(kid, str) else kid for kid in kids)]


def kinds(document: Element, kind: str) -> list[Element]:
    return [element for element in document.walk() if element.kind == kind]


def said(element: Element) -> str:
    """The words under an element, with line ends closed up."""
    return " ".join(element.text(without=frozenset({"Note", "Reference"})).replace("\u00ad", "").split())


def nodes(pdf: Pdf, *wanted: str) -> list[Any]:
    """The raw elements of some kinds."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        here = waiting.pop()
        if str(here.S)[1:] in wanted:
            found.append(here)
        held = here.get("/K", Array())
        waiting += [kid for kid in reversed(list(held)) if not isinstance(kid, int) and "/S" in kid]
    return found
