"""Finds the element of the tag tree that each piece of the document hangs in, and makes it where it is the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from printkit.typeset.tags import elements
from printkit.typeset.tags.elements import Dom
from printkit.typeset.tags.nodes import GROUPS, INLINE, Cell, Mark, Node, Spot

_TAKES_NOTES = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote", "LBody", "TD", "TH", "Note", "Lbl", "Index"})
"""Where a note may stand beside the block that calls it."""

_IN_CONTENTS = frozenset({"Reference", "P", "TOC", "Lbl"})
"""What an item of contents may hold (ISO 32000-1, table 333)."""


@dataclass
class Homes:
    """The tree as it grows. However often an HTML element is broken, it has one element here."""

    dom: Dom
    document: Node = field(init=False)
    _known: dict[Element, Node] = field(default_factory=dict)
    _items: dict[Element | Node, Node] = field(default_factory=dict)
    _labels: dict[Element, Node] = field(default_factory=dict)
    _calls: dict[Element, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = Node("Document", lang=self.dom.lang(self.dom.root))

    def home(self, element: Element) -> Node:
        """The element that holds what stands in an HTML element."""
        chain = []
        above: Element | None = element
        while above is not None and above not in self._known:
            chain.append(above)
            above = self.dom.parent(above)
        node = self._known[above] if above is not None else self.document
        for step in reversed(chain):
            node = self._known[step] = self._made(step, node)
        return node

    def text(self, element: Element, pseudo: str) -> Node:
        """The element that a piece of text hangs in; `pseudo` is the name of the pseudo-element it belongs to."""
        if pseudo == "footnote-call":
            return self.call(element)
        if pseudo in ("footnote-marker", "marker") or (pseudo == "before" and element.tag == "li"):
            return self._label(element)
        return self._open(self.home(element), element)

    def call(self, element: Element) -> Node:
        """The reference in the text to a note at the foot."""
        if element not in self._calls:
            above = self.dom.parent(element)
            around = element if above is None else above
            holder = self._open(self.home(around), around)
            self._calls[element] = holder.add(Node("Reference", self.dom.rank(element), holder.lang))
        return self._calls[element]

    def link(self, element: Element) -> Node:
        """The link around an element; one is made where the style sheet alone makes it a link."""
        node = self.home(element)
        above: Node | None = node
        while above is not None and above.kind in INLINE:
            if above.kind == "Link":
                return above
            above = above.parent
        return self._open(node, element).add(Node("Link", self.dom.rank(element), node.lang))

    def place_notes(self) -> list[Element]:
        """Put each note behind the block that calls it and the notes that stand there; gives those that are nowhere."""
        placed: set[Node] = set()
        lost = []
        for element, call in self._calls.items():
            note = self._known.get(element)
            if note is None:
                lost.append(element)
                continue
            block = call
            while block.parent is not None and block.parent.kind not in _TAKES_NOTES:
                block = block.parent
            home = block.parent or self.document
            self.document.kids.remove(note)
            home.insert(_behind(home.kids, block, placed), note)
            placed.add(note)
        return lost

    def _made(self, element: Element, parent: Node) -> Node:
        if element in self._calls:
            # Notes are put in their places when the tree is whole.
            return self.document.add(Node("Note", self.dom.rank(element), self.dom.lang(element)))
        kind, lang = elements.kind(element, self.dom), self.dom.lang(element)
        if kind == "" and elements.inline(element) and lang != parent.lang and element.get("lang"):
            kind = "Span"
        if kind == "":
            return parent
        node = Node(kind, self.dom.rank(element), lang)
        match kind:
            case "P" if parent.kind == "TOCI" and _leads(element):
                node.kind = "Reference"
            case "L" if element.tag == "dl":
                node.numbering = "None"
            case "LI":
                return self._item(element, parent)
            case "Lbl" | "LBody" if parent.kind == "L":
                return self._described(node, parent)
            case "Pre":
                node.kind = "P"
                return self._fit(parent, element, "P").add(node).add(Node("Code", node.rank, lang))
            case "Formula" | "Figure":
                node.alt = " ".join(_said(element, kind).split())
            case "Span":
                node.expansion = element.get("title", "") if element.tag == "abbr" else ""
            case "TH" | "TD":
                scope = {"col": "Column", "row": "Row", "colgroup": "Column", "rowgroup": "Row"}
                node.cell = Cell(scope=scope.get(element.get("scope", ""), ""))
        return self._fit(parent, element, kind).add(node)

    def _item(self, element: Element, parent: Node) -> Node:
        rank, lang = self.dom.rank(element), self.dom.lang(element)
        if parent.kind == "TOC":
            self._items[element] = parent.add(Node("TOCI", rank, lang))
            return self._items[element]
        home = parent if parent.kind == "L" else parent.add(Node("L", rank, parent.lang))
        self._items[element] = home.add(Node("LI", rank, lang))
        return self._items[element].add(Node("LBody", rank, lang))

    def _described(self, node: Node, parent: Node) -> Node:
        """A term or what is said of it: one item holds the terms and all that follows until the next term."""
        item = self._items.get(parent)
        if item is None or (node.kind == "Lbl" and any(kid.kind == "LBody" for kid in item.nodes())):
            item = self._items[parent] = parent.add(Node("LI", node.rank, parent.lang))
        return item.add(node)

    def _label(self, element: Element) -> Node:
        """The label of an item or a note; it stands first."""
        if element not in self._labels:
            node = self.home(element)
            around = self._items.get(element, node)
            label = Node("Lbl", self.dom.rank(element) - 1, around.lang)
            self._labels[element] = around.insert(0, label)
        return self._labels[element]

    def _open(self, node: Node, element: Element) -> Node:
        """The element itself where it may hold content, else a paragraph in it."""
        return self._run(node, element) if node.kind in GROUPS else node

    def _fit(self, parent: Node, element: Element, kind: str) -> Node:
        """The parent, or an element between where the parent may not hold this kind."""
        if parent.kind == "L" and kind != "Caption":
            return self._item(element, parent)
        if parent.kind == "TOCI" and kind in _IN_CONTENTS:
            return parent
        if parent.kind in ("TOC", "TOCI") or (parent.kind in GROUPS and kind in INLINE):
            return self._run(parent, element)
        return parent

    def _run(self, parent: Node, element: Element) -> Node:
        """The paragraph that holds bare text of an element; in contents it is the reference."""
        block = self.dom.block(element)
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, Node) and last.run is block:
            return next(last.nodes()) if parent.kind in ("L", "TOC") else last
        # It comes after all that has been read, also after what stands inside the same element.
        rank = max(self.dom.rank(element), last.rank if isinstance(last, Node) else 0)
        if parent.kind in ("L", "TOC"):
            item = parent.add(Node("LI" if parent.kind == "L" else "TOCI", rank, parent.lang, run=block))
            return item.add(Node("LBody" if parent.kind == "L" else "Reference", rank, parent.lang))
        kind = "Reference" if parent.kind == "TOCI" else "P"
        lang = parent.lang if parent.kind == "Note" else self.dom.lang(block)
        return parent.add(Node(kind, rank, lang, run=block))


def _said(element: Element, kind: str) -> str:
    return "".join(element.itertext()) if kind == "Formula" else elements.alternative(element) or ""


def _leads(element: Element) -> bool:
    return any(link.get("href") for link in element.iter("a"))


def _behind(kids: Sequence[Node | Mark | Spot], block: Node, placed: set[Node]) -> int:
    """The place behind a block and its notes; text that stands in the element itself is not parted."""
    at = kids.index(block) + 1
    while block.kind in INLINE and at < len(kids):
        kid = kids[at]
        if isinstance(kid, Node) and kid.kind not in INLINE:
            break
        at += 1
    while at < len(kids) and kids[at] in placed:
        at += 1
    return at
