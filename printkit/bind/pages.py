"""Makes the pages: content mended and stamped, blanks where the folio plan has them, and the tree they hang in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, IndirectObject, PdfObject, StreamObject

from printkit.bind.boxes import Boxes
from printkit.bind.graft import Graft, unmarked
from printkit.bind.objects import array, content, dictionary, entries_of, items_of, name, number, own, stream
from printkit.bind.press import Sheet, greyed
from printkit.bind.read import Opened
from printkit.bind.stamp import Stamps
from printkit.bind.structure import Orphans
from printkit.bind.write import Writer
from printkit.errors import BindError
from printkit.model.products import Box, Part, label

_LEFT_OUT = ("/Parent", "/Contents", "/Metadata", "/PieceInfo", "/LastModified")


@dataclass
class Pages:
    """The bundle's pages as they come: their places and how they are numbered."""

    writer: Writer
    boxes: Boxes
    sheet: Sheet | None = None
    root: IndirectObject = field(init=False)
    count: int = 0
    _kids: list[PdfObject] = field(default_factory=list)
    _resumed: dict[str, tuple[IndirectObject, int]] = field(default_factory=dict)
    _usual: DictionaryObject = field(default_factory=DictionaryObject)

    def __post_init__(self) -> None:
        self.root = self.writer.reserve()

    def adopt(
        self, graft: Graft, part: Part, orphans: Orphans, stamps: Stamps | None, places: list[IndirectObject]
    ) -> None:
        """Make a part's pages under their reserved places, and the blank before them.

        What comes after a jump hangs in the tree of pages from `resume` on.
        """
        node, later = self.writer.reserve(), self.writer.reserve() if part.rest else None
        kids: list[PdfObject] = [*places[: part.pages]]
        if part.placement.blank_before:
            kids.insert(0, self._blank(graft, part, node))
        if not part.rendition.foreign:
            self._usual = _boxes(graft.source)
        for step, (old, place) in enumerate(zip(graft.source.pages, places, strict=True)):
            page = _page(graft, graft.source.dictionary(old), later if later and step >= part.jump else node)
            stamped = _stamped(graft, page, part, step, stamps)
            data = _content(graft, graft.source.dictionary(old), orphans, stamped)
            if part.rest and step in (part.jump - 1, part.jump):
                other = part.jump if step < part.jump else part.jump - 1
                data = self.boxes.jumped(graft.source, part, old, data, label(part.rest.numerals, part.folio(other)))
            if self.sheet:
                shape = trim(graft.source, page)
                self.sheet.frame(graft, page, shape)
                data = _apart(data if part.rendition.foreign else greyed(data), self.sheet.marked(shape), stamped)
            page[name("Contents")] = self.boxes.write(graft.source, old, data)
            graft.put(place, page)
        self._hang(node, kids)
        if later:
            self._hang(later, places[part.pages :], later=part.slug)

    def resume(self, part: Part) -> None:
        """Put the pages that an article has after its jump here."""
        node, count = self._resumed.pop(part.of)
        self._kids.append(node)
        self.count += count

    def _hang(self, node: IndirectObject, kids: Sequence[PdfObject], *, later: str = "") -> None:
        """Set a node of the tree of pages down, and hang it in at once, or later as the rest of a part."""
        made = dictionary(Type=name("Pages"), Parent=self.root, Kids=array(kids), Count=number(len(kids)))
        self.writer.put(node, made)
        if later:
            self._resumed[later] = node, len(kids)
        else:
            self._kids.append(node)
            self.count += len(kids)

    def _blank(self, graft: Graft, part: Part, node: IndirectObject) -> IndirectObject:
        page = _blank(graft.source, node)
        if part.rendition.foreign:
            # Ready pages may be of any size; a blank has that of the issue's own pages, if there was one before it.
            page.update(self._usual)
        if self.sheet:
            shape = trim(graft.source, page)
            self.sheet.frame(graft, page, shape)
            page[name("Contents")] = self.writer.add(stream(self.sheet.marked(shape)))
        return self.writer.add(page)

    def finish(self) -> None:
        """Set the root of the page tree down."""
        self.writer.put(self.root, dictionary(Type=name("Pages"), Kids=array(self._kids), Count=number(self.count)))


def trim(source: Opened, page: DictionaryObject) -> Box:
    """A page's trim box in pt, left and bottom first; its media box where it names none."""
    box = own(page, "/TrimBox") or own(page, "/MediaBox")
    sides = [float(str(source.look(side))) for side in items_of(source.look(box))]
    if len(sides) != 4:
        raise BindError("a page of this part has no size", where=source.slug)
    return min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])


def _page(graft: Graft, old: DictionaryObject, node: IndirectObject) -> DictionaryObject:
    """A page rebuilt but for its content."""
    kept = DictionaryObject()
    for key, value in entries_of(old):
        if key not in _LEFT_OUT:
            dict.__setitem__(kept, name(key[1:]), value)
    page = graft.take(kept)
    assert isinstance(page, DictionaryObject)
    page[name("Parent")] = node
    return page


def _stamped(graft: Graft, page: DictionaryObject, part: Part, step: int, stamps: Stamps | None) -> bytes:
    """The stamp for a part's page, its fonts put among the page's own."""
    placement = part.placement
    if stamps is None or not part.stamped or placement.numerals == "none":
        return b""
    folio = part.folio(step)
    said = stamps.on(
        label(placement.numerals, folio),
        side="recto" if folio % 2 else "verso",
        trim=trim(graft.source, page),
        where=part.slug,
    )
    if said:
        _dictionary(graft, _dictionary(graft, page, "Resources"), "Font").update(
            {name(key): place for key, place in stamps.fonts.items()}
        )
    return said


def _dictionary(graft: Graft, holder: DictionaryObject, key: str) -> DictionaryObject:
    """A dictionary inside another, made where there is none."""
    found = graft.find(own(holder, f"/{key}"))
    if not isinstance(found, DictionaryObject):
        found = DictionaryObject()
        holder[name(key)] = found
    return found


def _apart(data: bytes, marks: bytes, stamped: bytes) -> bytes:
    """The content with marks behind it; a stamp has put the axes back already."""
    if not marks:
        return data
    return data + b"\n" + marks if stamped else b"q\n" + data + b"\nQ\n" + marks


def _content(graft: Graft, old: DictionaryObject, orphans: Orphans, stamped: bytes) -> bytes:
    """A page's content in one piece: what hangs in no tree is an artifact, the stamp stands after it."""
    held = graft.source.look(own(old, "/Contents"))
    streams = [graft.source.look(item) for item in items_of(held)] if isinstance(held, ArrayObject) else [held]
    data = b"\n".join(content(found) for found in streams if isinstance(found, StreamObject))
    key = own(old, "/StructParents")
    data = unmarked(data, orphans.get(int(str(key)), frozenset()) if key is not None else frozenset())
    if stamped:
        # The engine's content opens with a change of axes that it never takes back.
        data = b"q\n" + data + b"\nQ\n" + stamped
    return data


def _blank(source: Opened, node: IndirectObject) -> DictionaryObject:
    """An empty page of the size of the page after it."""
    page = dictionary(Type=name("Page"), Parent=node, Resources=DictionaryObject())
    page.update(_boxes(source))
    return page


def _boxes(source: Opened) -> DictionaryObject:
    """The boxes of a part's first page."""
    first = source.dictionary(source.pages[0])
    boxes = DictionaryObject()
    for key in ("MediaBox", "TrimBox", "BleedBox", "CropBox"):
        sides = items_of(source.look(own(first, f"/{key}")))
        if sides:
            boxes[name(key)] = array(FloatObject(str(source.look(side))) for side in sides)
    return boxes
