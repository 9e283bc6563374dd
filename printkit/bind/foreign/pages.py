"""The pages of a foreign PDF made clean one by one: their resources, their content, their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, StreamObject

from printkit.bind.foreign.annotations import Kept, Targets, sort
from printkit.bind.foreign.content import Marks, Properties, UnsoundError
from printkit.bind.foreign.opening import BOXES, Leaf, box, numbers, unpacked
from printkit.bind.foreign.scrub import Found, scrub
from printkit.bind.foreign.tree import Place, Tree
from printkit.bind.objects import dictionary, entries_of, items_of, name, number, own, packed
from printkit.bind.read import Opened
from printkit.model.products import Box

LETTER: Box = (0.0, 0.0, 612.0, 792.0)
"""What readers show a page as that has no size."""

MOST_CONTENT = 200 << 20
"""Bytes of drawing that all pages and forms of a file may have, unpacked."""


@dataclass
class CleanPage:
    """A page to be written: its entries but for content and links, its content, its links, and what can be seen."""

    entries: DictionaryObject
    data: bytes
    kept: Kept
    seen: Box


@dataclass
class Pages:
    """All pages of a file, made clean when this is made; `tags` is the file's own tree, if it is to be kept.

    `found` is what the pages draw with; `living`, by stream, the marked content that is there and hangs in the tree.
    """

    source: Opened
    leaves: tuple[Leaf, ...]
    title: str
    tags: Tree | None
    found: Found = field(init=False)
    targets: Targets = field(init=False)
    clean: list[CleanPage] = field(default_factory=list)
    living: dict[Place, set[int]] = field(default_factory=dict)
    loose_text: bool = False
    _room: int = MOST_CONTENT

    def __post_init__(self) -> None:
        self.targets = Targets(self.source)
        kept = [sort(self.source, leaf.page, self.targets, self.title) for leaf in self.leaves]
        resources = [self._resources(leaf, one) for leaf, one in zip(self.leaves, kept, strict=True)]
        self.found = scrub(self.source, [*resources, *self._groups()])
        tagged = self._tagged_forms()
        for number_, form in self.found.forms.items():
            self._mend_form(number_, form, tagged)
        for leaf, one, held in zip(self.leaves, kept, resources, strict=True):
            self.clean.append(self._page(leaf, one, held, tagged))
        if self.tags and not any(self.living.values()):
            raise UnsoundError("none of the content that it names is there")

    def _resources(self, leaf: Leaf, kept: Kept) -> DictionaryObject:
        """A page's resources, its own copy, with the forms that annotations show among them."""
        made = DictionaryObject(self.source.dictionary(leaf.get("/Resources")))
        drawn = DictionaryObject(self.source.dictionary(own(made, "/XObject")))
        for rank, one in enumerate(kept.shown):
            drawn[name(f"PKShown{rank}")] = one.form
        if drawn:
            made[name("XObject")] = drawn
        return made

    def _groups(self) -> list[DictionaryObject]:
        return [self.source.dictionary(own(leaf.page, "/Group")) for leaf in self.leaves]

    def _tagged_forms(self) -> dict[int, int]:
        """By number, the page of each form that holds living content, itself or in a form that it draws."""
        pages: dict[int, int] = {}
        for page, form in self.tags.pieces if self.tags else ():
            if form is not None and pages.setdefault(form, page) != page:
                raise UnsoundError("one form is tagged on two pages")
        changed = bool(pages)
        while changed:
            changed = False
            for outer, held in self.found.forms.items():
                inner = next((pages[one] for one in self._drawn(held).values() if one in pages), None)
                if inner is not None and outer not in pages:
                    pages[outer], changed = inner, True
        return pages

    def _drawn(self, holder: DictionaryObject) -> Mapping[bytes, int]:
        """The forms among an object's resources: by name, their numbers."""
        resources = holder if "/XObject" in holder else self.source.dictionary(own(holder, "/Resources"))
        objects = self.source.dictionary(own(resources, "/XObject"))
        return {
            key[1:].encode("latin-1", "replace"): value.idnum
            for key, value in entries_of(objects)
            if isinstance(value, IndirectObject) and value.idnum in self.found.forms
        }

    def _unpacked(self, found: StreamObject) -> bytes:
        data = unpacked(found, self._room)
        self._room -= len(data)
        return data

    def _mend_form(self, place: int, form: StreamObject, tagged: Mapping[int, int]) -> None:
        stream = tagged.get(place, -1), place
        resources = self.source.dictionary(own(form, "/Resources"))
        packed(form, self._marked(self._unpacked(form), resources, stream, tagged, here=place in tagged))

    def _marked(
        self, data: bytes, resources: DictionaryObject, stream: Place, tagged: Mapping[int, int], *, here: bool
    ) -> bytes:
        alive = self.tags.pieces.get(stream, set()) if self.tags else set()
        forms = frozenset(key for key, place in self._drawn(resources).items() if place in tagged)
        marks = Marks(data, _properties(self.source, resources), frozenset(alive), here, forms)
        made = marks.run()
        self.living[stream] = marks.found
        self.loose_text |= marks.loose_text
        self.found.cmyk |= marks.cmyk
        return made

    def _page(self, leaf: Leaf, kept: Kept, resources: DictionaryObject, tagged: Mapping[int, int]) -> CleanPage:
        held = self.source.look(own(leaf.page, "/Contents"))
        streams = [self.source.look(item) for item in items_of(held)] if isinstance(held, ArrayObject) else [held]
        data = b"\n".join(self._unpacked(found) for found in streams if isinstance(found, StreamObject))
        made = self._marked(data, resources, (leaf.place.idnum, None), tagged, here=self.tags is not None)
        for rank, one in enumerate(kept.shown):
            drawn = b"q %s cm /PKShown%d Do Q" % (" ".join(f"{x:.5f}" for x in one.matrix).encode(), rank)
            made = b"q\n" + made + b"\nQ\n" if rank == 0 else made
            made += b"/Artifact BMC\n" + drawn + b"\nEMC\n" if self.tags else drawn + b"\n"
        entries, seen = _entries(self.source, leaf)
        entries[name("Resources")] = resources
        return CleanPage(entries, made, kept, seen)


def gone(source: Opened, pages: Pages) -> set[str]:
    """What of the file does not come through, in words."""
    catalog = source.catalog
    names = source.dictionary(own(catalog, "/Names"))
    dropped = {word for page in pages.clean for word in page.kept.dropped}
    acts = ("/OpenAction", "/AA")
    if (
        any(key in catalog for key in acts)
        or "/JavaScript" in names
        or any("/AA" in leaf.page for leaf in pages.leaves)
    ):
        dropped.add("actions and scripts")
    if "/EmbeddedFiles" in names or "/AF" in catalog:
        dropped.add("attached files")
    return dropped


def _properties(source: Opened, resources: DictionaryObject) -> Properties:
    listed: dict[bytes, int] = {}
    for key, value in entries_of(source.dictionary(own(resources, "/Properties"))):
        found = source.look(own(source.dictionary(value), "/MCID"))
        if isinstance(found, NumberObject):
            listed[key[1:].encode("latin-1", "replace")] = int(found)
    return listed.get


def _entries(source: Opened, leaf: Leaf) -> tuple[DictionaryObject, Box]:
    """A page's boxes, turn, unit and group; and the box of what can be seen of it."""
    made = dictionary(Type=name("Page"))
    media = box(source, leaf, "MediaBox") or LETTER
    boxes = {key: _inside(found, media) for key in BOXES if (found := box(source, leaf, key))}
    boxes["MediaBox"] = media
    crop = boxes.get("CropBox", media)
    boxes.setdefault("TrimBox", crop)
    for key in BOXES:
        if key in boxes:
            made[name(key)] = numbers(boxes[key])
    turn = source.look(leaf.get("/Rotate"))
    if isinstance(turn, NumberObject) and turn % 90 == 0 and turn % 360:
        made[name("Rotate")] = number(turn % 360)
    unit = source.look(own(leaf.page, "/UserUnit"))
    if isinstance(unit, int | float) and 0 < unit <= 100:
        made[name("UserUnit")] = unit
    group = source.look(own(leaf.page, "/Group"))
    if isinstance(group, DictionaryObject):
        made[name("Group")] = group
    return made, crop


def _inside(found: Box, media: Box) -> Box:
    """The part of a box that lies on the page; the page itself where none does (ISO 32000-1, 14.11.2)."""
    left, low = max(found[0], media[0]), max(found[1], media[1])
    right, high = min(found[2], media[2]), min(found[3], media[3])
    return (left, low, right, high) if right - left >= 1 and high - low >= 1 else media
