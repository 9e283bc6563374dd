"""What an HTML element of a galley is in the tag tree (ISO 32000-1, 14.8.4), and where it stands in its document."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"

_KINDS = {
    **{"article": "Art", "section": "Sect", "aside": "Sect", "blockquote": "BlockQuote", "p": "P", "address": "P"},
    **{"h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "pre": "Pre"},
    **{"ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody"},
    **{"table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"},
    **{"tr": "TR", "th": "TH", "td": "TD", "figcaption": "Caption", "img": "Figure", f"{SVG}svg": "Figure"},
    **{"q": "Quote", "code": "Code", "kbd": "Code", "samp": "Code"},
}
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
        *("kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr"),
    }
)
_LANG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass
class Dom:
    """A document's elements: the order they stand in, their parents and their languages."""

    root: Element
    _ranks: dict[Element, int] = field(init=False)
    _parents: dict[Element, Element] = field(init=False)
    _langs: dict[Element, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Even numbers, so that an element of ours fits before any element of the document.
        self._ranks = {element: 2 * place for place, element in enumerate(self.root.iter())}
        self._parents = {child: parent for parent in self.root.iter() for child in parent}

    def rank(self, element: Element) -> int:
        """Its place in the document, an even number."""
        return self._ranks[element]

    def parent(self, element: Element) -> Element | None:
        """The element around it."""
        return self._parents.get(element)

    def inside(self, element: Element, *names: str) -> bool:
        """Whether it stands in an element of one of these names."""
        above = self.parent(element)
        while above is not None:
            if above.tag in names:
                return True
            above = self.parent(above)
        return False

    def lang(self, element: Element) -> str:
        """The language that holds for it, BCP 47; empty where none is named."""
        if element not in self._langs:
            said = (element.get("lang") or element.get(_XML_LANG) or "").strip()
            above = self.parent(element)
            inherited = self.lang(above) if above is not None else ""
            self._langs[element] = said if _LANG.fullmatch(said) else inherited
        return self._langs[element]

    def block(self, element: Element) -> Element:
        """The element itself, or around it the first that does not stand in a line."""
        while inline(element) and (above := self.parent(element)) is not None:
            element = above
        return element


def inline(element: Element) -> bool:
    """Whether it stands in a line of text."""
    return element.tag in _INLINE


def kind(element: Element, dom: Dom) -> str:
    """The kind of its tag; nothing where it says nothing by itself. `Pre` is a P that holds Code."""
    classes = (element.get("class") or "").split()
    match element.tag:
        case "a":
            return "Link" if element.get("href") else ""
        case "abbr":
            return "Span" if element.get("title") else ""
        case "sup" | "span" | "div" if classes:
            return _by_class(element.tag, classes)
        case _ if element.tag == f"{SVG}svg" and "math" in classes:
            return "Formula"
        case "section" if "index" in classes:
            return "Index"
        case "aside" if "pull-quote" in classes:
            return "BlockQuote"
        case "figure":
            return "Div" if _grouped(element) else ""
        case "pre" if "tex" in classes or "mathml" in classes:
            return "Formula"
        case "code" | "kbd" | "samp":
            return "" if dom.inside(element, "pre", "code", "kbd", "samp") else "Code"
        case "ul" | "ol":
            return "TOC" if _contents(element, dom) else "L"
        case _:
            return _KINDS.get(element.tag, "")


def _by_class(tag: str, classes: list[str]) -> str:
    known = {"sup.call": "Reference", "div.end-note": "Note", "span.end-number": "Lbl"}
    return next((known[f"{tag}.{name}"] for name in classes if f"{tag}.{name}" in known), "")


def alternative(element: Element) -> str | None:
    """The words in a picture's place: empty for decoration, None where there are none and should be."""
    if element.tag == f"{SVG}svg":
        title = element.find(f"{SVG}title")
        return (title.text or None) if title is not None else None
    return element.get("alt")


def ornament(element: Element) -> bool:
    """Whether it is a change of scene, whose sign is no word."""
    if element.tag != "p" or "break" not in (element.get("class") or "").split():
        return False
    return not any(unicodedata.category(letter)[0] in "LN" for letter in "".join(element.itertext()))


def _grouped(figure: Element) -> bool:
    """A figure groups what it holds where it has a caption or several pictures."""
    pictures = sum(alternative(img) != "" for img in figure.iter("img"))
    return pictures > 1 or figure.find(".//figcaption") is not None


def _contents(element: Element, dom: Dom) -> bool:
    """A list is one of contents in a nav, and where no article is around and it leads to other parts of the issue.

    That of an index is none: it names what stands on pages, not the parts that begin there.
    """
    home = dom.parent(element)
    if dom.inside(element, "nav"):
        return True
    if dom.inside(element, "article") or (home is not None and kind(home, dom) == "Index"):
        return False
    return any((link.get("href") or "").startswith("printkit:") for link in element.iter("a"))
