"""Binds the parts of an issue into one file that has lost nothing: tags, links, bookmarks, labels, faces."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from pypdf.generic import IndirectObject

from printkit.bind import metadata
from printkit.bind.attach import Attachments
from printkit.bind.faces import Faces
from printkit.bind.graft import Graft, Streams
from printkit.bind.links import Links
from printkit.bind.objects import name
from printkit.bind.outline import Outline, labels
from printkit.bind.pages import Pages
from printkit.bind.read import BROKEN, Opened, opened
from printkit.bind.stamp import Stamps, stamps
from printkit.bind.structure import Structure
from printkit.bind.write import Writer
from printkit.errors import BindError, Note
from printkit.model.products import Blob, Book, Bundle, Part


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


class _Binding:
    """The rooms that each part passes through, in their order."""

    def __init__(self, book: Book, writer: Writer) -> None:
        self.writer = writer
        self.streams = Streams(writer)
        self.faces = Faces(writer)
        self.structure = Structure(writer, book.imprint)
        self.pages = Pages(writer)
        self.links = Links(writer, book.parts)
        self.outline = Outline(writer)
        self.attachments = Attachments(writer)
        self.stamps: Stamps | None = None
        if book.sheet is not None:
            self.stamps = stamps(book.folio, book.imprint.issue_line, opened(book.sheet), self.faces)

    def take(self, part: Part, source: Opened) -> None:
        """Graft one part."""
        graft = Graft(source, self.streams, self.structure.next_key)
        graft.moved.update(self.faces.adopt(source))
        places = [graft.reserve(page) for page in source.pages]
        element, orphans = self.structure.adopt(graft, part)
        self.pages.adopt(graft, part, orphans, self.stamps, places)
        self.outline.adopt(graft, part, places)
        self.links.adopt(graft, part, places)
        self.attachments.adopt(graft, part, element)
        graft.flush()


def _bound(book: Book, file: BinaryIO) -> tuple[int, tuple[Note, ...]]:
    claims = metadata.profile(book.profile)
    writer = Writer(file)
    binding = _Binding(book, writer)
    for part in book.parts:
        source = opened(part.rendition)
        try:
            binding.take(part, source)
        except BROKEN as error:
            raise BindError("this part's PDF is damaged", where=part.slug, hint=str(error)) from error
    notes = binding.faces.finish()
    root = metadata.catalog(book.imprint, claims, writer)
    root[name("Names")] = names = binding.links.finish()
    if files := binding.attachments.finish():
        names[name("EmbeddedFiles")] = files
    root[name("Outlines")] = binding.outline.finish()
    root[name("PageLabels")] = labels(book.parts)
    root[name("Pages")] = binding.pages.root
    root[name("StructTreeRoot")] = binding.structure.root
    binding.pages.finish()
    binding.structure.finish()
    urn = metadata.identifier(writer.digest)
    root[name("Metadata")] = writer.add(metadata.packet(book.imprint, book.parts, claims, urn))
    _close(writer, book, writer.add(root))
    return binding.pages.count, notes


def _close(writer: Writer, book: Book, root: IndirectObject) -> None:
    writer.finish(root, writer.add(metadata.information(book.imprint)))


def _check(book: Book) -> None:
    if not book.parts:
        raise BindError("there is nothing to bind", hint="an issue needs one article at least")
    seen: set[str] = set()
    for part in book.parts:
        if part.slug in seen:
            raise BindError("this part stands twice in the issue", where=part.slug)
        seen.add(part.slug)
