"""Binds the parts of an issue into one file that has lost nothing: tags, links, bookmarks, labels, faces."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from printkit.bind import foreign, metadata
from printkit.bind.attach import Attachments
from printkit.bind.boxes import Boxes
from printkit.bind.claims import kept
from printkit.bind.faces import Faces
from printkit.bind.foreign import Foreign
from printkit.bind.foreign.dye import Tagged
from printkit.bind.graft import Graft, Streams
from printkit.bind.layers import Layers
from printkit.bind.links import Links
from printkit.bind.objects import name
from printkit.bind.outline import Outline, labels
from printkit.bind.pages import Pages
from printkit.bind.press import Sheet
from printkit.bind.profiles import Profile, profile
from printkit.bind.read import BROKEN, Opened, opened
from printkit.bind.stamp import Stamps, stamps
from printkit.bind.structure import Structure
from printkit.bind.write import Writer
from printkit.errors import BindError, Note, SourceError
from printkit.model.products import Blob, Book, Bundle, Imprint, Part, Placement, Rendition
from printkit.model.words import leftward


def bind(book: Book, out: Path) -> Bundle:
    """Bind a book into one tagged PDF at `out`, whose bytes depend on nothing but the book.

    The file is written as the parts come and is on the disk when this returns; the caller gives a path that nobody
    else reads yet. Raises BindError, its `where` the part's slug, for a part that is damaged or not tagged, a link
    without a target, or a folio that its face cannot show; nothing is left at `out` then.
    """
    _check(book)
    try:
        with out.open("wb") as file, ExitStack() as undo:
            undo.callback(out.unlink, missing_ok=True)
            pages, notes = _bound(book, file)
            undo.pop_all()
        with out.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BindError(f"the bundle cannot be written: {error.strerror}", hint="is the disk full?") from error
    return Bundle(Blob(out, out.stat().st_size, digest), pages, notes)


def take_in(order: Foreign, out: Path) -> Rendition:
    """The pages of a ready PDF as a part, written to `out` and proved to bind; see `foreign.take_in`.

    Raises SourceError for a file that cannot be taken, whatever is wrong with it.
    """
    made = foreign.take_in(order, out)
    proof = out.with_name(f"{out.name}.proof")
    part = Part(order.slug, "article", order.title, "en", made, Placement(1), stamped=False)
    try:
        bind(Book((part,), Imprint(order.title, "en")), proof)
    except BindError as error:
        hint = "save it again, as plain as may be"
        raise SourceError(f"this PDF cannot be bound: {error.text}", where=order.where, hint=hint) from error
    finally:
        proof.unlink(missing_ok=True)
    return made


class _Binding:
    """The rooms that each part passes through, in their order."""

    def __init__(self, book: Book, writer: Writer, claims: Profile) -> None:
        self.writer = writer
        self.streams = Streams(writer)
        self.faces = Faces(writer)
        self.structure = Structure(writer, book.imprint)
        self.boxes = Boxes(writer)
        self.sheet = Sheet(writer, book.press) if book.press and claims.exchange else None
        self.pages = Pages(writer, self.boxes, self.sheet)
        self.links = Links(writer, book.parts, claims.interactive)
        self.outline = Outline(writer)
        self.attachments = Attachments(writer)
        self.layers = Layers()
        self.stamps: Stamps | None = None
        if book.sheet is not None:
            made = stamps(book.folio, book.imprint.issue_line, opened(book.sheet), self.faces)
            self.stamps = replace(made, leftward=leftward(book.imprint.lang))

    def take(self, part: Part, source: Opened) -> None:
        """Graft one part."""
        dye = Tagged(self.sheet) if self.sheet and part.rendition.foreign else self.sheet
        graft = Graft(source, self.streams, self.structure.next_key, dye=dye)
        if not part.rendition.foreign:
            # Ready pages number their glyphs in their own way: they are not united with the issue's faces.
            graft.moved.update(self.faces.adopt(source))
        places = [graft.reserve(page) for page in source.pages]
        element, orphans = self.structure.adopt(graft, part)
        self.pages.adopt(graft, part, orphans, self.stamps, places)
        self.outline.adopt(graft, part, places)
        self.links.adopt(graft, part, places)
        self.attachments.adopt(graft, part, element)
        self.layers.adopt(graft)
        if self.sheet:
            self.sheet.strip(graft, places)
        graft.flush()


def _bound(book: Book, file: BinaryIO) -> tuple[int, tuple[Note, ...]]:
    claims = profile(book.profile)
    told, lost = kept(claims, book.parts)
    writer = Writer(file, claims.version)
    binding = _Binding(book, writer, claims)
    for part in book.parts:
        if part.of:
            binding.pages.resume(part)
            continue
        source = opened(part.rendition)
        try:
            binding.take(part, source)
        except BROKEN as error:
            raise BindError("this part's PDF is damaged", where=part.slug, hint=str(error)) from error
    notes = (*binding.faces.finish(), *binding.boxes.finish(binding.links.folios))
    root = metadata.catalog(book.imprint, claims, writer, book.press if claims.exchange else None)
    root[name("Names")] = names = binding.links.finish()
    if files := binding.attachments.finish():
        names[name("EmbeddedFiles")] = files
    if layers := binding.layers.finish():
        root[name("OCProperties")] = layers
    root[name("Outlines")] = binding.outline.finish()
    root[name("PageLabels")] = labels(book.parts)
    root[name("Pages")] = binding.pages.root
    root[name("StructTreeRoot")] = binding.structure.root
    binding.pages.finish()
    binding.structure.finish()
    urn = metadata.identifier(writer.digest)
    root[name("Metadata")] = writer.add(metadata.packet(book.imprint, book.parts, told, urn))
    writer.finish(writer.add(root), writer.add(metadata.information(book.imprint, told)))
    return binding.pages.count, (*lost, *notes)


def _check(book: Book) -> None:
    if not book.parts:
        raise BindError("there is nothing to bind", hint="an issue needs one article at least")
    if profile(book.profile).exchange:
        _check_press(book)
    seen: set[str] = set()
    for part in book.parts:
        if part.slug in seen:
            raise BindError("this part stands twice in the issue", where=part.slug)
        seen.add(part.slug)


def _check_press(book: Book) -> None:
    if book.press is None:
        raise BindError("a file for press names the press that it is for", hint="give [press] intent in issue.toml")
    if book.imprint.date is None:
        # ISO 15930-7, 6.12: the file says when it was made; the clock is not asked.
        raise BindError("a file for press has a date", hint="give the issue a date")
