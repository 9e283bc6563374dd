"""Keeps the links of a foreign page and what its other annotations show; nothing that acts comes through."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from printkit.bind.objects import array, dictionary, items_of, leaves, name, name_of, number, own, raw, text, text_of
from printkit.bind.read import Opened

SCHEMES = ("http", "https", "mailto", "tel")
HIDDEN, PRINTED, UNSEEN = 2, 4, 32
"""Flags of an annotation (ISO 32000-1, table 165)."""

SHOWN = frozenset(
    (
        *("Widget", "FreeText", "Stamp", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut"),
    )
)
"""Kinds whose appearance is part of the printed page."""

MOST_NAMES = 50_000


@dataclass(frozen=True, slots=True)
class Shown:
    """An appearance to be drawn on the page: its form, and the matrix that puts it into its place."""

    form: IndirectObject
    matrix: tuple[float, ...]


@dataclass
class Kept:
    """What is kept of a page's annotations: links by their number in the file, appearances, and what was left out."""

    links: dict[int, DictionaryObject] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)


class Targets:
    """Where the links and bookmarks of a file may lead: to its own pages, by place or by name."""

    def __init__(self, source: Opened) -> None:
        self.source = source
        self.pages = {page.idnum: page for page in source.pages}
        self._named: dict[bytes, PdfObject] | None = None

    def find(self, holder: DictionaryObject) -> ArrayObject | None:
        """The place that a link or bookmark leads to, as [page /Fit] or the like; None where it leads nowhere here."""
        where = self.source.look(own(holder, "/Dest"))
        action = self.source.dictionary(own(holder, "/A"))
        if name_of(action, "/S") == "GoTo":
            where = self.source.look(own(action, "/D"))
        if not isinstance(where, ArrayObject):
            where = self._by_name(where)
        if isinstance(where, DictionaryObject):
            where = self.source.look(own(where, "/D"))
        held = items_of(where)
        if not held or not isinstance(held[0], IndirectObject) or held[0].idnum not in self.pages:
            return None
        rest = [self.source.look(item) for item in held[1:6]]
        if any(isinstance(item, ArrayObject | DictionaryObject) for item in rest):
            rest = []
        return array((self.pages[held[0].idnum], *(rest or [name("Fit")])))

    def _by_name(self, called: PdfObject) -> PdfObject:
        if self._named is None:
            self._named = self._names()
        try:
            key = raw(called)
        except TypeError:
            key = str(called).removeprefix("/").encode("latin-1", "replace")
        return self.source.look(self._named.get(key))

    def _names(self) -> dict[bytes, PdfObject]:
        found: dict[bytes, PdfObject] = {}
        old = self.source.dictionary(own(self.source.catalog, "/Dests"))
        for key, value in dict.items(old):
            found[str(key)[1:].encode("latin-1", "replace")] = value
        names = self.source.dictionary(own(self.source.catalog, "/Names"))
        for called, value in leaves(self.source.look, own(names, "/Dests"), "Names"):
            try:
                found[raw(called)] = value
            except TypeError:
                continue
            if len(found) > MOST_NAMES:
                break
        return found


def sort(source: Opened, page: DictionaryObject, targets: Targets, title: str) -> Kept:
    """Go through a page's annotations; `title` describes links inside the part: their old words may name a folio."""
    kept = Kept()
    for place in items_of(source.look(own(page, "/Annots"))):
        found = source.dictionary(place)
        kind = name_of(found, "/Subtype")
        flags = source.look(own(found, "/F"))
        seen = int(str(flags)) if str(flags).isdigit() else 0
        if kind == "Link" and isinstance(place, IndirectObject):
            link = None if seen & HIDDEN else _link(source, found, targets, title)
            if link is None:
                kept.dropped.add("links that act")
            else:
                kept.links[place.idnum] = link
        elif kind in SHOWN and seen & PRINTED and not seen & (HIDDEN | UNSEEN):
            _show(source, found, kept)
            if kind == "Widget":
                kept.dropped.add("form fields")
        elif kind and kind != "Popup":
            kept.dropped.add("notes and media")
    return kept


def _link(source: Opened, found: DictionaryObject, targets: Targets, title: str) -> DictionaryObject | None:
    rect = _four(source, own(found, "/Rect"))
    if rect is None:
        return None
    made = dictionary(
        Type=name("Annot"),
        Subtype=name("Link"),
        Rect=array(map(FloatObject, rect)),
        Border=array((number(0), number(0), number(0))),
        F=number(PRINTED),
    )
    action = source.dictionary(own(found, "/A"))
    said = source.look(own(found, "/Contents"))
    if name_of(action, "/S") == "URI":
        try:
            address = raw(source.look(own(action, "/URI"))).decode("utf-8", "replace").strip()
            scheme = urlsplit(address).scheme.lower()
        except (TypeError, ValueError):
            return None
        if scheme not in SCHEMES or not address.isprintable():
            return None
        made[name("A")] = dictionary(Type=name("Action"), S=name("URI"), URI=text(address))
    else:
        where = targets.find(found)
        if where is None:
            return None
        made[name("Dest")], address, said = where, title, NullObject()
    try:
        words = text_of(said)
    except TypeError:
        words = ""
    made[name("Contents")] = text(words.strip() or address)
    quads = [source.look(item) for item in items_of(source.look(own(found, "/QuadPoints")))]
    if quads and len(quads) % 8 == 0 and all(isinstance(side, int | float) for side in quads):
        made[name("QuadPoints")] = array(quads)
    return made


def _show(source: Opened, found: DictionaryObject, kept: Kept) -> None:
    """ISO 32000-1, 12.5.5: the form's box, turned by its matrix, is laid on the annotation's rectangle."""
    place = own(source.dictionary(own(found, "/AP")), "/N")
    form = source.look(place)
    if isinstance(form, DictionaryObject) and not isinstance(form, StreamObject):
        place = own(form, str(source.look(own(found, "/AS"))))
        form = source.look(place)
    rect = _four(source, own(found, "/Rect"))
    if not isinstance(form, StreamObject) or not isinstance(place, IndirectObject) or rect is None:
        return
    box = _four(source, own(form, "/BBox"))
    turn = [source.look(item) for item in items_of(source.look(own(form, "/Matrix")))]
    a, b, c, d, e, f = (float(str(value)) for value in turn) if len(turn) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if box is None:
        return
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    if right > left and high > low:
        across, up = (rect[2] - rect[0]) / (right - left), (rect[3] - rect[1]) / (high - low)
        kept.shown.append(Shown(place, (across, 0, 0, up, rect[0] - left * across, rect[1] - low * up)))


def _four(source: Opened, found: PdfObject | None) -> tuple[float, float, float, float] | None:
    sides = [source.look(side) for side in items_of(source.look(found))]
    if len(sides) != 4 or not all(isinstance(side, int | float) for side in sides):
        return None
    x0, y0, x1, y1 = (float(str(side)) for side in sides)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
