"""Keeps the files that the parts carry: each belongs to its part's element, its name to its part."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf.generic import ByteStringObject, DictionaryObject, IndirectObject, PdfObject

from printkit.bind.addresses import target
from printkit.bind.graft import Graft
from printkit.bind.objects import array, leaves, name, own, text_of, tree
from printkit.bind.write import Writer
from printkit.model.products import Part


@dataclass
class Attachments:
    """The attached files of all parts by name."""

    writer: Writer
    _files: list[tuple[bytes, IndirectObject]] = field(default_factory=list)

    def adopt(self, graft: Graft, part: Part, element: DictionaryObject) -> None:
        """Take a part's files over and hang them on its element (ISO 19005-3, 6.8)."""
        names = graft.source.dictionary(own(graft.source.catalog, "/Names"))
        held: list[PdfObject] = []
        for key, value in leaves(graft.source.look, own(names, "/EmbeddedFiles"), "Names"):
            made = graft.take(value)
            specification = graft.find(made)
            if isinstance(made, IndirectObject) and isinstance(specification, DictionaryObject):
                specification[name("Type")] = name("Filespec")
                specification.setdefault(name("AFRelationship"), name("Unspecified"))
                self._files.append((target(part.slug, text_of(key)), made))
                held.append(made)
        if held:
            element[name("AF")] = array(held)

    def finish(self) -> DictionaryObject | None:
        """The tree of names; None where no part carries a file."""
        pairs: list[tuple[PdfObject, PdfObject]] = [(ByteStringObject(key), at) for key, at in sorted(self._files)]
        return tree(self.writer.add, pairs, "Names") if pairs else None
