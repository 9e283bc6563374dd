"""Writes the planned tree into the PDF, once the engine has drawn and numbered the marked content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER

from printkit.errors import TypesetError
from printkit.typeset.tags.nodes import Mark, Node, Spot

POINTS: Final = 0.75
"""Points in a CSS pixel."""

_EMPTY = frozenset({"Document", "TD", "TH"})
"""Elements that stay where they hold nothing."""


def write(pdf: Any, document: Any, streams: Sequence[Any], top: Node) -> None:
    """Add the tree to the PDF; raises TypesetError where marked content would hang in no element of it."""
    tags = [stream._tags for stream in streams]
    top.kids = _drawn(top, tags)
    writer = _Writer(pdf, document.pages, tags)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = pydyf.Array([writer.element(top, root)])
    root["ParentTree"] = writer.parent_tree()
    root["ParentTreeNextKey"] = len(streams) + len(writer.annotations)
    if writer.ids:
        names = [item for name, place in sorted(writer.ids.items()) for item in (pydyf.String(name), place)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    if any(tags):
        raise TypesetError("something on the pages hangs in no tag", hint="report the article")
    _declare(pdf, root)


def _declare(pdf: Any, root: Any) -> None:
    """What a tagged PDF says of itself (ISO 14289-1, 7.1 and 7.2)."""
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    if "Lang" not in pdf.catalog:
        LOGGER.error('Missing required "lang" attribute at the root of the document')
        pdf.catalog["Lang"] = pydyf.String()


def _drawn(node: Node, tags: Sequence[dict[object, Any]]) -> list[Node | Mark | Spot]:
    """An element's kids without what the engine did not draw, and without elements that so came to be empty."""
    kept: list[Node | Mark | Spot] = []
    for kid in node.kids:
        match kid:
            case Mark():
                kept += [kid] if kid.box in tags[kid.page] else []
            case Spot():
                kept += [kid] if getattr(kid.box, "link_annotation", None) else []
            case Node():
                kid.kids = _drawn(kid, tags)
                leads = kid.kind != "Link" or any(isinstance(inner, Spot) for inner in kid.kids)
                if not leads:
                    kept += [_adopted(inner, node) for inner in kid.kids]
                elif kid.kids or kid.kind in _EMPTY:
                    kept.append(kid)
    return kept


def _adopted(kid: Node | Mark | Spot, parent: Node) -> Node | Mark | Spot:
    if isinstance(kid, Node):
        kid.parent = parent
    return kid


@dataclass
class _Writer:
    """The tree on its way into the PDF: which element each piece of marked content and each link belongs to."""

    pdf: Any
    pages: Sequence[Any]
    tags: list[dict[object, Any]]
    ids: dict[str, Any] = field(default_factory=dict)
    annotations: list[tuple[Any, Any]] = field(default_factory=list)
    _rows: list[dict[int, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self._rows = [{} for _ in self.pages]

    def element(self, node: Node, parent: Any) -> Any:
        """Write an element and all below it; gives its reference."""
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent.reference})
        self.pdf.add_object(made)
        page = self._page(node)
        if page is not None:
            made["Pg"] = self.pdf.page_references[page]
        self._say(node, made)
        made["K"] = pydyf.Array([self._kid(kid, made, page) for kid in node.kids])
        return made.reference

    def parent_tree(self) -> Any:
        """Write which element each piece of marked content and each annotation belongs to (14.7.4.4)."""
        numbers: list[Any] = []
        for page, row in enumerate(self._rows):
            parents = pydyf.Array([row.get(mark, "null") for mark in range(max(row, default=-1) + 1)])
            numbers += [page, parents]
        for key, (reference, annotation) in enumerate(self.annotations, start=len(self.pages)):
            numbers += [key, reference]
            annotation["StructParent"] = key
        tree = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        self.pdf.add_object(tree)
        return tree.reference

    def _page(self, node: Node) -> int | None:
        """The page that an element's plain kids stand on; a picture's content names its page itself."""
        if node.picture is not None:
            return None
        return next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)

    def _kid(self, kid: Node | Mark | Spot, made: Any, page: int | None) -> Any:
        match kid:
            case Node():
                return self.element(kid, made)
            case Spot():
                annotation = getattr(kid.box, "link_annotation")  # noqa: B009 - the engine's boxes have no types
                self.annotations.append((made.reference, annotation))
                entries = {"Type": "/OBJR", "Pg": self.pdf.page_references[kid.page], "Obj": annotation.reference}
                reference = pydyf.Dictionary(entries)
                self.pdf.add_object(reference)
                return reference.reference
            case Mark():
                mark = self.tags[kid.page].pop(kid.box)["mcid"]
                self._rows[kid.page][mark] = made.reference
                if kid.page == page:
                    return mark
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pdf.page_references[kid.page], "MCID": mark})

    def _say(self, node: Node, made: Any) -> None:
        if node.lang and node.parent is not None and node.lang != node.parent.lang:
            made["Lang"] = pydyf.String(node.lang)
        if node.alt:
            made["Alt"] = pydyf.String(node.alt)
        if node.expansion:
            made["E"] = pydyf.String(node.expansion)
        if node.id:
            made["ID"] = pydyf.String(node.id)
            self.ids[node.id] = made.reference
        if attributes := self._attributes(node):
            made["A"] = pydyf.Dictionary(attributes)

    def _attributes(self, node: Node) -> dict[str, Any]:
        if node.numbering:
            return {"O": "/List", "ListNumbering": f"/{node.numbering}"}
        if node.cell is not None:
            return _of_cell(node)
        if node.picture is not None:
            return self._of_picture(node.picture)
        return {}

    def _of_picture(self, picture: Mark) -> dict[str, Any]:
        """Where a picture stands, in points from the page's lower left corner (ISO 32000-1, table 344)."""
        box: Any = picture.box
        height = self.pages[picture.page].height
        left, top = box.content_box_x(), box.content_box_y()
        sides = (left, height - top - box.height, left + box.width, height - top)
        said = {"O": "/Layout", "BBox": pydyf.Array([round(side * POINTS, 3) for side in sides])}
        if isinstance(box, boxes.BlockLevelBox):
            said["Placement"] = "/Block"
        return said


def _of_cell(node: Node) -> dict[str, Any]:
    cell = node.cell
    if cell is None:
        return {}
    said: dict[str, Any] = {}
    if cell.columns != 1:
        said["ColSpan"] = cell.columns
    if cell.rows != 1:
        said["RowSpan"] = cell.rows
    if node.kind == "TH":
        said["Scope"] = f"/{cell.scope or 'Column'}"
    elif cell.heads:
        said["Headers"] = pydyf.Array([pydyf.String(name) for name in cell.heads])
    return {"O": "/Table"} | said if said else {}
