"""The source's elements as plain values, and which of them stand in a line and which stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One element: lower-case name, attributes, and what it holds in reading order.

    In a settled tree (as `htmltree` makes it) an element that stands in a line holds no block.
    """

    name: str
    attrs: Mapping[str, str]
    children: tuple[Child, ...]
    holds_block: bool = False


Child = Node | str

SILENT = frozenset({"script", "style", "template", "head", "col", "param", "source", "track", "area"})
"""Elements whose words, if any, are not meant to be read."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements that hold nothing."""

EMBEDS = frozenset({"iframe", "video", "audio", "object", "embed"})

# fmt: off
BLOCKS = EMBEDS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "colgroup", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav",
    "noframes", "ol", "optgroup", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "xmp",
})
# fmt: on
"""Elements that stand alone; every other one stands in a line."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

SLUGS = "slugs"
"""The attribute in which `htmltree` hands on the anchors made of a heading's words, with spaces between."""

_SPACE = " \t\n\r\f"


def classes(node: Node) -> frozenset[str]:
    """The element's classes in lower case."""
    return frozenset(node.attrs.get("class", "").lower().split())


def text(children: Sequence[Child]) -> str:
    """All words inside, as written."""
    return "".join(_words(children))


def _words(children: Sequence[Child]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        elif child.name not in SILENT:
            yield from _words(child.children)


def blank(child: Child) -> bool:
    """Whether this is nothing but white space between elements."""
    return isinstance(child, str) and not child.strip(_SPACE)


def trimmed(children: Sequence[Child]) -> tuple[Child, ...]:
    """The children without white space, line breaks and empty elements at either end."""
    first, last = 0, len(children)
    while first < last and _nothing(children[first]):
        first += 1
    while last > first and _nothing(children[last - 1]):
        last -= 1
    return tuple(children[first:last])


def _nothing(child: Child) -> bool:
    return blank(child) or (isinstance(child, Node) and child.name == "br")


def find(children: Sequence[Child], names: frozenset[str]) -> Iterator[Node]:
    """Every element of these names, outer before inner, in reading order."""
    for child in children:
        if isinstance(child, Node):
            if child.name in names:
                yield child
            yield from find(child.children, names)


def number(value: str, *, least: int, most: int, default: int = 1) -> int:
    """A whole number as HTML reads it, held between two bounds."""
    match = re.match(r"\s*([+-]?\d{1,12})", value, re.ASCII)
    return min(max(int(match[1]), least), most) if match else default
