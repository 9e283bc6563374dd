"""Mends what the engine leaves in a part's tags: scopes, headers, boxes, contents lists, elements that say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
)

from printkit.bind.graft import Graft
from printkit.bind.objects import array, dictionary, items_of, name, name_of, own, raw

SILENT = ("Span", "NonStruct")
"""Elements that say nothing where they carry nothing but kids."""

HOLDERS = (
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TD", "TH", "Caption"),
    *("Link", "Span", "NonStruct", "Quote", "Code", "Reference", "Note"),
)
"""Elements that may hold content themselves."""

PX = 0.75
"""Points in a CSS pixel."""

_BARE = {"/Type", "/S", "/K", "/Pg", "/P"}


def bare(element: DictionaryObject) -> bool:
    """Whether an element carries nothing but its type, its place and its kids."""
    return set(element) <= _BARE


def walk(graft: Graft, top: IndirectObject) -> dict[int, DictionaryObject]:
    """The elements under a place and itself by number, in reading order."""
    found: dict[int, DictionaryObject] = {}
    waiting: list[PdfObject] = [top]
    while waiting:
        place = waiting.pop()
        element = graft.find(place)
        if not isinstance(place, IndirectObject) or place.idnum in found:
            continue
        if isinstance(element, DictionaryObject) and "/S" in element:
            found[place.idnum] = element
            waiting += reversed(kids(graft, element))
    return found


def kids(graft: Graft, element: DictionaryObject) -> list[PdfObject]:
    """An element's kids, references unfollowed."""
    held = own(element, "/K")
    followed = graft.find(held)
    return items_of(followed) if isinstance(followed, ArrayObject) else items_of(held)


def ids(graft: Graft, elements: dict[int, DictionaryObject], prefix: bytes) -> list[tuple[bytes, IndirectObject]]:
    """Prefix the elements' IDs, which the engine makes from object numbers, and list them."""
    listed = []
    for place, element in elements.items():
        if "/ID" in element and place in graft.objects:
            made = prefix + raw(own(element, "/ID"))
            element[name("ID")] = ByteStringObject(made)
            listed.append((made, IndirectObject(place, 0, graft.streams.writer)))
    return listed


def headers(graft: Graft, elements: dict[int, DictionaryObject], prefix: bytes) -> None:
    """Prefix the IDs that table cells name as their headers; an empty list of headers goes."""
    for element in elements.values():
        for attributes in _attributes(graft, element):
            named = items_of(graft.find(own(attributes, "/Headers")))
            if named:
                attributes[name("Headers")] = array(ByteStringObject(prefix + raw(header)) for header in named)
            else:
                attributes.pop(name("Headers"), None)


def scopes(graft: Graft, elements: dict[int, DictionaryObject]) -> None:
    """Give each TH a scope: in a row of TH alone it heads its column, beside a TD its row (ISO 14289-1, 7.5)."""
    for row in elements.values():
        if name_of(row, "/S") != "TR":
            continue
        cells = [cell for cell in map(graft.find, kids(graft, row)) if isinstance(cell, DictionaryObject)]
        heads = [cell for cell in cells if name_of(cell, "/S") == "TH"]
        scope = "Column" if len(heads) == len(cells) else "Row"
        for cell in heads:
            held = _attributes(graft, cell)
            if not any("/Scope" in attributes for attributes in held):
                table = next((a for a in held if name_of(a, "/O") == "Table"), None)
                if table is None:
                    table = dictionary(O=name("Table"))
                    cell[name("A")] = array((*held, table)) if held else table
                table[name("Scope")] = name(scope)


def boxes(graft: Graft, elements: dict[int, DictionaryObject]) -> None:
    """Turn the boxes of figures, which the engine gives in pixels from the top, into points of the page."""
    for element in elements.values():
        if name_of(element, "/S") != "Figure":
            continue
        page = _page(graft, element)
        for attributes in _attributes(graft, element):
            box = [float(str(value)) for value in items_of(own(attributes, "/BBox"))]
            if page and len(box) == 4:
                left, top = min(page[0], page[2]), max(page[1], page[3])
                sides = (left + box[0] * PX, top - box[3] * PX, left + box[2] * PX, top - box[1] * PX)
                attributes[name("BBox")] = array(FloatObject(round(side, 3)) for side in sides)


def lists(graft: Graft, elements: dict[int, DictionaryObject]) -> bool:
    """Put what a list item holds beside its label into its body, and a list inside a list into the item before it.

    Says whether there was any list (ISO 14289-1, 7.6; ISO 32000-1, table 336).
    """
    found = False
    for place, element in elements.items():
        kind = name_of(element, "/S")
        if kind not in ("L", "LI"):
            continue
        found = True
        made: list[PdfObject] = []
        for kid in kids(graft, element):
            inner = name_of(_element(graft, kid), "/S")
            if kind == "LI" and inner not in ("Lbl", "LBody"):
                _into_body(graft, made, place, kid)
            elif kind == "L" and inner == "L" and made and name_of(item := _element(graft, made[-1]), "/S") == "LI":
                held = kids(graft, item)
                _into_body(graft, held, _number(made[-1]), kid)
                item[name("K")] = array(held)
            else:
                made.append(kid)
        element[name("K")] = array(made)
    return found


def _into_body(graft: Graft, held: list[PdfObject], place: int, kid: PdfObject) -> None:
    """Add a kid to the body that ends a list item, or to a new one there."""
    body = _element(graft, held[-1]) if held else DictionaryObject()
    if name_of(body, "/S") != "LBody":
        home = IndirectObject(place, 0, graft.streams.writer)
        body = dictionary(Type=name("StructElem"), S=name("LBody"), P=home, K=array(()))
        page = own(_element(graft, home), "/Pg")
        if page is not None:
            body[name("Pg")] = page
        held.append(graft.add(body))
    body[name("K")] = array((*kids(graft, body), kid))
    inner = _element(graft, kid)
    if "/S" in inner:
        inner[name("P")] = held[-1]


def _element(graft: Graft, found: PdfObject) -> DictionaryObject:
    looked = graft.find(found)
    return looked if isinstance(looked, DictionaryObject) else DictionaryObject()


def _number(place: PdfObject) -> int:
    return place.idnum if isinstance(place, IndirectObject) else 0


def contents(graft: Graft, elements: dict[int, DictionaryObject]) -> None:
    """Turn lists of links to other parts into contents: TOC, TOCI, Reference, Link (ISO 32000-1, table 333)."""
    for element in list(elements.values()):
        if name_of(element, "/S") != "L" or _indexed(graft, element) or not _leads_elsewhere(graft, element):
            continue
        element[name("S")] = name("TOC")
        for item in kids(graft, element):
            found = graft.find(item)
            if (
                isinstance(item, IndirectObject)
                and isinstance(found, DictionaryObject)
                and name_of(found, "/S") == "LI"
            ):
                found[name("S")] = name("TOCI")
                _open_item(graft, item, found, elements)
                _refer(graft, item)


def fold(graft: Graft, elements: dict[int, DictionaryObject]) -> dict[int, int]:
    """Take out the elements that say nothing, their kids going to their parents; gives who took over from whom."""
    folded: dict[int, int] = {}
    for place in reversed(elements):
        element = elements[place]
        if name_of(element, "/S") not in HOLDERS:
            continue
        made: list[PdfObject] = []
        changed = False
        for kid in kids(graft, element):
            inner = elements.get(kid.idnum) if isinstance(kid, IndirectObject) else None
            if inner is None or name_of(inner, "/S") not in SILENT or not bare(inner):
                made.append(kid)
                continue
            assert isinstance(kid, IndirectObject)
            here = IndirectObject(place, 0, graft.streams.writer)
            made += [_rehung(graft, item, inner, element, here) for item in kids(graft, inner)]
            folded[kid.idnum] = place
            del graft.objects[kid.idnum]
            changed = True
        if changed:
            element[name("K")] = array(made)
    return folded


def _rehung(
    graft: Graft, kid: PdfObject, old: DictionaryObject, new: DictionaryObject, place: IndirectObject
) -> PdfObject:
    """A kid on its new parent; marked content of another page than the parent's says its page."""
    if isinstance(kid, NumberObject):
        page = own(old, "/Pg")
        if page is None or page == own(new, "/Pg"):
            return kid
        return dictionary(Type=name("MCR"), Pg=page, MCID=kid)
    found = graft.find(kid)
    if isinstance(found, DictionaryObject) and "/S" in found:
        found[name("P")] = place
    return kid


def _attributes(graft: Graft, element: DictionaryObject) -> list[DictionaryObject]:
    """An element's attribute dictionaries."""
    held = graft.find(own(element, "/A"))
    return [found for found in map(graft.find, items_of(held)) if isinstance(found, DictionaryObject)]


def _page(graft: Graft, element: DictionaryObject) -> Sequence[float]:
    """The trim box of the page that an element stands on."""
    places = dict(zip((graft.moved[page.idnum] for page in graft.source.pages), graft.source.pages, strict=True))
    page = own(element, "/Pg")
    old = graft.source.dictionary(places.get(page)) if isinstance(page, IndirectObject) else DictionaryObject()
    box = own(old, "/TrimBox") or own(old, "/MediaBox")
    return [float(str(value)) for value in items_of(graft.source.look(box))] if box is not None else []


def _indexed(graft: Graft, element: DictionaryObject) -> bool:
    """Whether an element stands right in an index, which names pages and not the parts that begin there."""
    around = graft.find(own(element, "/P"))
    return isinstance(around, DictionaryObject) and name_of(around, "/S") == "Index"


def _leads_elsewhere(graft: Graft, element: DictionaryObject) -> bool:
    """Whether a link to another part of the issue stands in an element."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        for kid in kids(graft, here):
            found = graft.find(kid)
            if not isinstance(found, DictionaryObject):
                continue
            if "/S" in found:
                waiting.append(found)
            annotation = graft.find(own(found, "/Obj"))
            action = graft.find(own(annotation, "/A")) if isinstance(annotation, DictionaryObject) else None
            address = own(action, "/URI") if isinstance(action, DictionaryObject) else None
            if address is not None and raw(address).startswith(b"printkit:"):
                return True
    return False


def _open_item(
    graft: Graft, place: IndirectObject, item: DictionaryObject, elements: dict[int, DictionaryObject]
) -> None:
    """A body of inline content becomes the Reference; from a body of paragraphs the links become References."""
    made: list[PdfObject] = []
    for kid in kids(graft, item):
        body = graft.find(kid)
        if (
            not isinstance(kid, IndirectObject)
            or not isinstance(body, DictionaryObject)
            or name_of(body, "/S") != "LBody"
        ):
            made.append(kid)
            continue
        inner = [found for found in map(graft.find, kids(graft, body)) if isinstance(found, DictionaryObject)]
        if any(name_of(found, "/S") in ("Link", *SILENT) for found in inner):
            body[name("S")] = name("Reference")
            made.append(kid)
            continue
        for found in inner:
            found[name("P")] = place
        made += kids(graft, body)
        del graft.objects[kid.idnum], elements[kid.idnum]
    item[name("K")] = array(made)


def _refer(graft: Graft, item: IndirectObject) -> None:
    """Put each link of an item of contents inside a Reference."""
    for number, parent in walk(graft, item).items():
        if name_of(parent, "/S") in ("Reference", "Link"):
            continue
        place = IndirectObject(number, 0, graft.streams.writer)
        made: list[PdfObject] = []
        for kid in kids(graft, parent):
            link = graft.find(kid)
            if not isinstance(link, DictionaryObject) or name_of(link, "/S") != "Link":
                made.append(kid)
            else:
                reference = dictionary(Type=name("StructElem"), S=name("Reference"), P=place, K=array((kid,)))
                if "/Pg" in link:
                    reference[name("Pg")] = own(link, "/Pg") or NullObject()
                around = link[name("P")] = graft.add(reference)
                made.append(around)
        parent[name("K")] = array(made)
