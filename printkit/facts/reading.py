"""Looks a PDF over: pages and labels, bookmarks, tags, faces, links, metadata, claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from printkit.facts.stamped import Stamped
from printkit.model.products import Bookmark, Box, Facts, FontFacts, LinkFacts, PageFacts, TagFacts, roman

_UA = re.compile(rb"pdfuaid:part(?:>|\s*=\s*[\"'])(\d)")
_A_PART = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])(\d)")
_A_LEVEL = re.compile(rb"pdfaid:conformance(?:>|\s*=\s*[\"'])([A-Za-z])")
_X = re.compile(rb"GTS_PDFXVersion(?:>|\s*=\s*[\"'])(PDF/X-[^<\"']+)")
_TAG = re.compile(r"^[A-Z]{6}\+")
_INFO = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords", "Producer": "producer"}
_INFO |= {"Creator": "creator", "CreationDate": "created", "ModDate": "modified"}

_DEEPEST = 64
_MM = 25.4 / 72


@dataclass
class Reading:
    """One PDF being read."""

    reader: PdfReader

    def facts(self, size: int) -> Facts:
        root = self.reader.root_object
        lang = self.get(root, "Lang")
        return Facts(
            version=self.reader.pdf_header.removeprefix("%PDF-"),
            size=size,
            pages=tuple(self.pages()),
            bookmarks=tuple(self.bookmarks(self.dictionary(root, "Outlines"), 0)),
            tags=self.tags(),
            fonts=tuple(self.fonts()),
            links=tuple(self.links()),
            pictures=sum(1 for _ in self.pictures()),
            metadata=self.metadata(),
            claims=tuple(self.claims()),
            lang=_text(lang) if lang else "",
            attachments=tuple(_text(key) for key, _ in self.named("EmbeddedFiles")),
        )

    def get(self, holder: DictionaryObject, key: str) -> PdfObject | None:
        """A dictionary's value for /key with every reference followed; None for nothing."""
        found = self.look(cast("PdfObject | None", dict.get(holder, f"/{key}")))
        return None if isinstance(found, NullObject) else found

    def look(self, found: PdfObject | None) -> PdfObject:
        while isinstance(found, IndirectObject):
            found = self.reader.get_object(found)
        return NullObject() if found is None else found

    def dictionary(self, holder: DictionaryObject, key: str) -> DictionaryObject:
        found = self.get(holder, key)
        return found if isinstance(found, DictionaryObject) else DictionaryObject()

    def items(self, found: PdfObject | None) -> list[PdfObject]:
        """An array's items, references unfollowed; one object counts as an array of one."""
        looked = self.look(found)
        if isinstance(looked, ArrayObject):
            return list(list.__iter__(looked))
        return [] if isinstance(looked, NullObject) else [cast("PdfObject", found)]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """By object number: the page's number from 1."""
        return {p.indirect_reference.idnum: n for n, p in enumerate(self.reader.pages, 1) if p.indirect_reference}

    @cached_property
    def parents(self) -> dict[int, PdfObject]:
        root = self.dictionary(self.reader.root_object, "StructTreeRoot")
        return {int(str(key)): value for key, value in self.tree(dict.get(root, "/ParentTree"), "Nums")}

    @cached_property
    def destinations(self) -> dict[bytes, PdfObject]:
        old = self.dictionary(self.reader.root_object, "Dests")
        found = {str(key)[1:].encode(): cast("PdfObject", value) for key, value in dict.items(old)}
        return found | {_raw(key): value for key, value in self.named("Dests")}

    def named(self, kind: str) -> Iterator[tuple[PdfObject, PdfObject]]:
        names = self.dictionary(self.reader.root_object, "Names")
        return self.tree(dict.get(names, f"/{kind}"), "Names")

    def tree(self, root: PdfObject | None, leaf: str) -> Iterator[tuple[PdfObject, PdfObject]]:
        """The pairs of a name or number tree in order."""
        waiting, seen = [root], 0
        while waiting and seen < 100_000:
            node, seen = self.look(waiting.pop()), seen + 1
            if isinstance(node, DictionaryObject):
                held = self.items(dict.get(node, f"/{leaf}"))
                yield from ((self.look(key), value) for key, value in zip(held[::2], held[1::2], strict=False))
                waiting += reversed(self.items(dict.get(node, "/Kids")))

    def pages(self) -> Iterator[PageFacts]:
        labels = self.labels()
        shown = Stamped(self.look)
        for number, page in enumerate(self.reader.pages, 1):
            folio, line = shown.on(page)
            tagged = "/StructParents" in page or "/Contents" not in page
            boxes = (_box(page.mediabox), _box(page.trimbox), _box(page.bleedbox))
            yield PageFacts(number, *boxes, labels[number - 1], folio, tagged, line)

    def labels(self) -> list[str]:
        """Every page's label (ISO 32000-1, 12.4.2); plain numbers where the file says nothing."""
        ranges = sorted(
            (int(str(key)), found)
            for key, value in self.tree(dict.get(self.reader.root_object, "/PageLabels"), "Nums")
            if isinstance(found := self.look(value), DictionaryObject)
        )
        labels = [str(number) for number in range(1, len(self.reader.pages) + 1)]
        for rank, (start, style) in enumerate(ranges):
            end = ranges[rank + 1][0] if rank + 1 < len(ranges) else len(labels)
            prefix, first = self.get(style, "P"), int(str(self.get(style, "St") or 1))
            for page in range(start, min(end, len(labels))):
                said = _numeral(str(self.get(style, "S") or ""), first + page - start)
                labels[page] = (_text(prefix) if prefix else "") + said
        return labels

    def bookmarks(self, parent: DictionaryObject, depth: int) -> Iterator[Bookmark]:
        place, seen = cast("PdfObject | None", dict.get(parent, "/First")), set[int]()
        while isinstance(place, IndirectObject) and place.idnum not in seen and depth < _DEEPEST:
            seen.add(place.idnum)
            item = self.look(place)
            if not isinstance(item, DictionaryObject):
                return
            title = self.get(item, "Title")
            yield Bookmark(depth, _text(title) if title else "", self.target(item))
            yield from self.bookmarks(item, depth + 1)
            place = dict.get(item, "/Next")

    def target(self, item: DictionaryObject) -> int:
        """The page that a bookmark or a link leads to; 0 for nowhere."""
        found = self.get(item, "Dest") or self.get(self.dictionary(item, "A"), "D")
        if isinstance(found, TextStringObject | ByteStringObject):
            found = self.look(self.destinations.get(_raw(found)))
        elif isinstance(found, NameObject):
            found = self.look(self.destinations.get(str(found)[1:].encode()))
        if isinstance(found, DictionaryObject):
            found = self.get(found, "D")
        first = next(iter(self.items(found)), None) if isinstance(found, ArrayObject) else None
        return self.numbers.get(first.idnum, 0) if isinstance(first, IndirectObject) else 0

    def links(self) -> Iterator[LinkFacts]:
        for number, page in enumerate(self.reader.pages, 1):
            for place in self.items(dict.get(page, "/Annots")):
                link = self.look(place)
                if isinstance(link, DictionaryObject) and str(self.get(link, "Subtype")) == "/Link":
                    address = self.get(self.dictionary(link, "A"), "URI")
                    key = self.get(link, "StructParent")
                    tagged = isinstance(key, NumberObject) and int(key) in self.parents
                    yield LinkFacts(number, self.target(link), _text(address) if address else "", tagged)

    def tags(self) -> TagFacts | None:
        root = self.dictionary(self.reader.root_object, "StructTreeRoot")
        if not root:
            return None
        counts: Counter[str] = Counter()
        outline: list[tuple[int, str, str, str]] = []
        waiting = [(0, kid) for kid in reversed(self.items(dict.get(root, "/K")))]
        seen: set[int] = set()
        while waiting:
            depth, place = waiting.pop()
            element = self.look(place)
            kind = self.get(element, "S") if isinstance(element, DictionaryObject) else None
            if not isinstance(element, DictionaryObject) or kind is None or id(element) in seen:
                continue
            seen.add(id(element))
            counts[str(kind)[1:]] += 1
            title, lang = (_text(found) if (found := self.get(element, key)) else "" for key in ("T", "Lang"))
            if depth < 2 or (depth == 2 and title):
                outline.append((depth, str(kind)[1:], title, lang))
            waiting += [(depth + 1, kid) for kid in reversed(self.items(dict.get(element, "/K")))]
        return TagFacts(dict(sorted(counts.items())), tuple(outline))

    @cached_property
    def resources(self) -> list[DictionaryObject]:
        """The resources of all pages and of the forms in them, each once."""
        found: dict[int, DictionaryObject] = {}
        waiting = [self.dictionary(page, "Resources") for page in self.reader.pages]
        while waiting:
            here = waiting.pop()
            if id(here) not in found:
                found[id(here)] = here
                inner = (self.look(item) for item in dict.values(self.dictionary(here, "XObject")))
                waiting += [self.dictionary(x, "Resources") for x in inner if isinstance(x, DictionaryObject)]
        return list(found.values())

    def pictures(self) -> Iterator[PdfObject]:
        """Every picture once."""
        seen: set[int] = set()
        for resources in self.resources:
            for item in dict.values(self.dictionary(resources, "XObject")):
                found = self.look(item)
                if isinstance(found, StreamObject) and id(found) not in seen:
                    seen.add(id(found))
                    if str(self.get(found, "Subtype")) == "/Image":
                        yield found

    def fonts(self) -> list[FontFacts]:
        """Every font program once; a font that is not embedded by its name."""
        found: dict[object, FontFacts] = {}
        for resources in self.resources:
            for item in dict.values(self.dictionary(resources, "Font")):
                font = self.look(item)
                if isinstance(font, DictionaryObject):
                    key, made = self.font(font)
                    found.setdefault(key, made)
        return sorted(found.values(), key=lambda font: (font.name, font.kind, font.size))

    def font(self, font: DictionaryObject) -> tuple[object, FontFacts]:
        below = self.items(dict.get(font, "/DescendantFonts"))
        inner = self.look(below[0]) if below else font
        inner = inner if isinstance(inner, DictionaryObject) else font
        descriptor = self.dictionary(inner, "FontDescriptor")
        called = str(self.get(inner, "BaseFont") or self.get(font, "Name") or "/")[1:]
        kind = str(self.get(inner, "Subtype") or "")[1:]
        subset = bool(_TAG.match(called))
        for key in ("FontFile", "FontFile2", "FontFile3"):
            program = self.get(descriptor, key)
            if isinstance(program, StreamObject):
                return id(program), FontFacts(_TAG.sub("", called), kind, True, subset, len(program._data))
        return (called, kind), FontFacts(_TAG.sub("", called), kind, kind == "Type3", subset, 0)

    @cached_property
    def packet(self) -> bytes:
        found = self.get(self.reader.root_object, "Metadata")
        return found.get_data() if isinstance(found, StreamObject) else b""

    def metadata(self) -> dict[str, str]:
        """The information dictionary, and from the XMP packet what begins with `xmp.`."""
        info = self.dictionary(self.reader.trailer, "Info")
        said = {key: _text(found) for name, key in _INFO.items() if (found := self.get(info, name))}
        xmp = self.reader.xmp_metadata if self.packet else None
        if xmp is not None:
            said |= {
                "xmp.title": _first(xmp.dc_title),
                "xmp.creator": "; ".join(xmp.dc_creator or ()),
                "xmp.language": ", ".join(xmp.dc_language or ()),
                "xmp.date": ", ".join(f"{date:%Y-%m-%d}" for date in xmp.dc_date or ()),
                "xmp.rights": _first(xmp.dc_rights),
                "xmp.subject": ", ".join(xmp.dc_subject or ()),
                "xmp.identifier": str(xmp.dc_identifier or ""),
            }
        return {key: value for key, value in said.items() if value}

    def claims(self) -> Iterator[str]:
        """The standards that the XMP packet says the file keeps."""
        if found := _UA.search(self.packet):
            yield f"PDF/UA-{found[1].decode()}"
        if found := _A_PART.search(self.packet):
            level = _A_LEVEL.search(self.packet)
            yield f"PDF/A-{found[1].decode()}{level[1].decode().lower() if level else ''}"
        if found := _X.search(self.packet):
            yield found[1].decode()


def _numeral(style: str, number: int) -> str:
    match style:
        case "/D":
            return str(number)
        case "/r" | "/R":
            return roman(number) if style == "/r" else roman(number).upper()
        case "/a" | "/A":
            letter = chr(ord(style[1]) + (number - 1) % 26)
            return letter * ((number - 1) // 26 + 1)
        case _:
            return ""


def _raw(string: PdfObject) -> bytes:
    return string.original_bytes if isinstance(string, TextStringObject | ByteStringObject) else str(string).encode()


def _text(string: PdfObject) -> str:
    data = _raw(string)
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data[3:].decode("utf-8", "replace") if data.startswith(b"\xef\xbb\xbf") else data.decode("latin-1")


def _first(alternatives: Mapping[str, str] | None) -> str:
    return next(iter((alternatives or {}).values()), "")


def _box(box: Iterable[object]) -> Box:
    left, bottom, right, top = (round(float(str(side)), 3) for side in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
