"""A document that a program turned into HTML: no page of the web, and so all of it is read."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from printkit.errors import ReadError
from printkit.readers.web import notes, styled
from printkit.readers.web.page import Element, parse
from printkit.readers.web.units import drop, spoken


def document(html: str, location: str) -> tuple[str, Mapping[str, str]]:
    """The body of a document as markup, and that of its notes by number; formulas are TeX, set as code.

    Raises ReadError for one that is empty, binary, too large or nested too deep.
    """
    if not html.strip():
        raise ReadError("the document is empty", where=location, hint="it has neither words nor a picture")
    tree = parse(html, location).tree
    found = tree.find("body")
    body = tree if found is None else found
    for span in list(body.iter("span")):
        if "math" in span.get("class", "").split():
            _formula(span)
    styled.settle(body)
    called = notes.lift(body)
    for link in list(body.iter("a")):
        # A note that could not be lifted keeps its words; the arrow that leads back from it leads nowhere on paper.
        if "footnote-back" in link.get("class", "").split():
            drop(link)
    return etree.tostring(body, encoding="unicode", method="html"), called


def _formula(span: Element) -> None:
    """pandoc's `\\(…\\)` and `\\[…\\]` as code in the line and as a block of its own."""
    words = spoken(span).strip()
    shown = "display" in span.get("class", "").split()
    if words.startswith(("\\(", "\\[")) and words.endswith(("\\)", "\\]")):
        words = words[2:-2].strip()
    for child in list(span):
        span.remove(child)
    span.attrib.clear()
    if shown:
        span.tag, span.text = "pre", None
        etree.SubElement(span, "code", {"data-lang": "math"}).text = words
    else:
        span.tag, span.text = "code", words
        span.set("data-lang", "math")
