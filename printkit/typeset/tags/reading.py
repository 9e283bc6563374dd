"""Reads the boxes of the finished pages, in the order of the document, into the tree that is to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER

from printkit.typeset.tags import elements, lists, tables
from printkit.typeset.tags.elements import Dom
from printkit.typeset.tags.homes import Homes
from printkit.typeset.tags.nodes import INLINE, Cell, Mark, Node, Spot
from printkit.typeset.tags.words import Words

LAYOUT, PAGINATION = "Layout", "Pagination"
"""Artifacts (ISO 32000-1, 14.8.2.2): what is drawn for its looks alone, and what is repeated on each page."""


BREAK = "\u200b"
"""Where a line may break inside a word: nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be tagged: the tree, by box what kind of artifact is left out, and the boxes that a space follows."""

    document: Node
    artifacts: dict[object, str]
    spaced: set[object]


def plan(pages: Sequence[Any]) -> Plan:
    """The tree of a document whose layout is done."""
    root = next(box for box in pages[0]._page_box.children if box.is_for_root_element)
    reader = _Reader(Homes(Dom(root.element)))
    for number, page in enumerate(pages):
        reader.page(number, page._page_box)
    homes = reader.homes
    for lost in homes.place_notes():
        LOGGER.warning('Footnote lost: "%s"', " ".join("".join(lost.itertext()).split())[:80])
    lists.number(homes.document)
    tables.head(homes.document)
    for number, note in enumerate(node for node in homes.document.walk() if node.kind == "Note"):
        note.id = f"note-{number + 1}"
    return Plan(homes.document, reader.artifacts, reader.words.end())


@dataclass
class _Reader:
    """Walks the boxes of page after page."""

    homes: Homes
    artifacts: dict[object, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    _number: int = 0
    _flow: str = ""
    _once: dict[object, int] = field(default_factory=dict)
    _formula: tuple[Node, Any] | None = None

    def page(self, number: int, page: Any) -> None:
        """Read one page: its text, its notes, what stands in its margins."""
        self._number = number
        for box in page.children:
            self._flow = "notes" if isinstance(box, boxes.FootnoteAreaBox) else "text"
            self._box(box, None, PAGINATION if isinstance(box, boxes.MarginBox) else "", linked=False)

    def _box(self, box: Any, line: Any, out: str, *, linked: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box, line, out)
            return
        if isinstance(box, boxes.LineBox):
            line = box
        elif box.element is not None:
            linked = linked or box.link is not None
            out = self._element(box, out, linked=linked)
            if box.element.tag == "br":
                self.words.gap(self._flow, line)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, line, out)
        before = self.words.latest(self._flow)
        for child in box.children:
            self._box(child, line, out, linked=linked)
        if box.element is not None and box.is_floated() and _runs_on(box.element):
            self.words.beside(self._flow, before)

    def _element(self, box: Any, out: str, *, linked: bool) -> str:
        """Take in what a box says by itself; gives why all in it is left out, or nothing."""
        element = box.element
        if not out and self._repeated(box):
            out = PAGINATION
        if box.element_tag.endswith("::footnote-call"):
            self.homes.call(element)
        elif isinstance(box, boxes.TableCellBox) and element.tag in ("td", "th") and not out:
            cell = self.homes.home(element).cell or Cell()
            cell.columns, cell.rows = box.colspan, box.rowspan
        if linked:
            self.homes.link(element).kids.append(Spot(box, self._number))
        return out

    def _repeated(self, box: Any) -> bool:
        """Whether a head or foot of a table, or what stands fixed on each page, has been read before."""
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            return self._once.setdefault(box.element, id(box)) != id(box)
        if box.style["position"] == "fixed":
            return self._once.setdefault(box.element, self._number) != self._number
        return False

    def _text(self, box: Any, line: Any, out: str) -> None:
        element = box.element
        seen = box.text.replace(BREAK, "")
        if not seen.strip():
            if seen or not box.text:
                self.words.gap(self._flow, line)
            else:
                self.words.cut(self._flow)
            out = out or LAYOUT
        elif not out and element is not None and elements.ornament(self.homes.dom.block(element)):
            out = LAYOUT
        if out:
            self.artifacts[box] = out
            return
        self._behind_formula(line)
        node = self.homes.text(element, box.element_tag.partition("::")[2])
        node.kids.append(Mark(box, self._number))
        self.words.say(self._flow, box, line, call=_calls(node))

    def _behind_formula(self, line: Any) -> None:
        """Keep a formula that ends a line apart from the text of the next: the space between them is nowhere drawn."""
        formula, self._formula = self._formula, None
        if formula is not None and formula[1] is not line:
            formula[0].alt += " "

    def _picture(self, box: Any, line: Any, out: str) -> None:
        element = box.element
        alt = "" if element is None or "::" in box.element_tag else elements.alternative(element)
        if out or alt == "":
            self.artifacts[box] = out or LAYOUT
            return
        if alt is None:
            LOGGER.error('Image "%s" has no required alt description', element.get("src", "unknown"))
        node = self.homes.home(element)
        if line is not None and node.kind == "Formula" and (element.tail or "")[:1].isspace():
            self._formula = node, line
        node.picture = Mark(box, self._number)
        node.kids.append(node.picture)


def _runs_on(element: Any) -> bool:
    """Whether a word may go on behind an element; the space there is lost where the element floats."""
    return elements.inline(element) and not (element.tail or "")[:1].isspace()


def _calls(node: Node) -> bool:
    """Whether text stands in a reference to a note."""
    above: Node | None = node
    while above is not None and above.kind in INLINE:
        if above.kind == "Reference":
            return True
        above = above.parent
    return False
