"""Finds where every link leads: names are prefixed by their part, and an unknown target stops the binding."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import InitVar, dataclass, field
from urllib.parse import unquote

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
    TextStringObject,
)

from printkit.bind.addresses import RESUMED, SCHEME, target, wanted
from printkit.bind.graft import Graft
from printkit.bind.objects import (
    array,
    dictionary,
    items_of,
    leaves,
    name,
    name_of,
    number,
    own,
    raw,
    text,
    text_of,
    tree,
)
from printkit.bind.pages import trim
from printkit.bind.write import Writer
from printkit.errors import BindError
from printkit.model.products import Part, label
from printkit.model.words import page as page_word

PRINT = 4
"""The annotation flag that every link needs (ISO 19005-3, 6.3.2; ISO 14289-1, 7.18.1)."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A link whose target may stand in a part still to come."""

    slug: str
    lang: str
    target: bytes
    place: IndirectObject
    annotation: DictionaryObject


@dataclass
class Links:
    """The names of all places, and the links that wait for them; not `shown`, they are looked over and left out."""

    writer: Writer
    parts: InitVar[Sequence[Part]]
    shown: bool = True
    destinations: dict[bytes, tuple[ArrayObject, str]] = field(default_factory=dict)
    _titles: dict[bytes, str] = field(default_factory=dict)
    _unwhole: frozenset[bytes] = frozenset()
    _waiting: list[_Waiting] = field(default_factory=list)

    def __post_init__(self, parts: Sequence[Part]) -> None:
        self._titles = {target(part.slug): part.title for part in parts}
        self._unwhole = frozenset(target(part.slug) for part in parts if not part.whole)

    def adopt(self, graft: Graft, part: Part, pages: list[IndirectObject]) -> None:
        """Name the places of a part, whose pages are made, and hold back its links to named places."""
        self._name_places(graft, part, pages)
        for page in pages:
            for place in items_of(graft.find(own(_entries(graft, page), "/Annots"))):
                annotation = _entries(graft, place)
                if name_of(annotation, "/Subtype") == "Link" and isinstance(place, IndirectObject):
                    self._mend(graft, part, place, annotation)

    def finish(self) -> DictionaryObject:
        """Set the waiting links down and give the tree of names; raises BindError for a target that is not there."""
        for link in self._waiting:
            place = self._arrives(link)
            _, page = self.destinations[place]
            title = self._titles[place.partition(b"#")[0]]
            link.annotation[name("Dest")] = ByteStringObject(place)
            link.annotation[name("Contents")] = text(f"{title}, {page_word(link.lang)} {page}")
            if self.shown:
                self.writer.put(link.place, link.annotation)
        named: list[tuple[PdfObject, PdfObject]] = [
            (ByteStringObject(key), where) for key, (where, _) in sorted(self.destinations.items())
        ]
        return dictionary(Dests=self.writer.add(tree(self.writer.add, named, "Names")))

    @property
    def folios(self) -> dict[bytes, str]:
        """By the name of each place that a link waits for, the label of its page; BindError as in `finish`."""
        return {link.target: self.destinations[self._arrives(link)][1] for link in self._waiting}

    def _arrives(self, link: _Waiting) -> bytes:
        """The place where a link arrives; in a part that could not be set whole it is the part's first page."""
        start = link.target.partition(b"#")[0]
        if link.target in self.destinations:
            return link.target
        if start in self._unwhole:
            return start
        raise _unknown(link, self._titles)

    def _name_places(self, graft: Graft, part: Part, pages: list[IndirectObject]) -> None:
        source, placement = graft.source, part.placement
        top = number(int(trim(source, source.dictionary(source.pages[0]))[3]))
        labels = {page.idnum: label(placement.numerals, part.folio(step)) for step, page in enumerate(pages)}
        starts = {b"": pages[0]} | ({RESUMED: pages[part.jump]} if part.rest else {})
        for mark, first in starts.items():
            start = array((first, name("XYZ"), NullObject(), top, number(0)))
            self.destinations[target(part.slug) + mark] = start, labels[first.idnum]
        names = source.dictionary(own(source.catalog, "/Names"))
        for key, value in leaves(source.look, own(names, "/Dests"), "Names"):
            held = source.look(value)
            if isinstance(held, DictionaryObject):
                held = source.look(own(held, "/D"))
            made = graft.take(array(items_of(held)))
            page = items_of(made)[0] if items_of(made) else None
            if isinstance(made, ArrayObject) and isinstance(page, IndirectObject) and page.idnum in labels:
                self.destinations.setdefault(target(part.slug, text_of(key)), (made, labels[page.idnum]))

    def _mend(self, graft: Graft, part: Part, place: IndirectObject, annotation: DictionaryObject) -> None:
        annotation[name("F")] = number(PRINT)
        action = _entries(graft, own(annotation, "/A"))
        named = own(annotation, "/Dest") if name_of(action, "/S") != "GoTo" else own(action, "/D")
        address = own(action, "/URI")
        if isinstance(named, ByteStringObject | TextStringObject):
            place_name = target(part.slug, text_of(named))
        elif address is not None and raw(address).startswith(SCHEME):
            place_name = wanted(raw(address))
        else:
            return
        annotation.pop(name("A"), None)
        del graft.objects[place.idnum]
        self._waiting.append(_Waiting(part.slug, part.lang, place_name, place, annotation))


def _entries(graft: Graft, found: PdfObject | None) -> DictionaryObject:
    looked = graft.find(found)
    return looked if isinstance(looked, DictionaryObject) else DictionaryObject()


def _unknown(link: _Waiting, parts: Container[bytes]) -> BindError:
    slug, _, anchor = unquote(link.target.decode()).partition("#")
    if link.target.partition(b"#")[0] not in parts:
        return BindError(
            f"a link leads to '{slug}', which is not in this issue",
            where=link.slug,
            hint="add the article to the issue, or link to its address",
        )
    return BindError(
        f"a link leads to '{slug}#{anchor}', and there is no such place in that article",
        where=link.slug,
        hint="the anchors are the ids of its headings and blocks",
    )
