"""Keeps the files that the parts carry: each belongs to its part's element, its name to its part."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf.generic import ByteStringObject, DictionaryObject, IndirectObject, PdfObject

from printkit.bind.addresses import target
from printkit.bind.graft import Graft
from printkit.bind.objects import array, dictionary, leaves, name, number, own, stream, text, text_of, tree
from printkit.bind.write import Writer
from printkit.model.products import Enclosure, Part

DESCRIBED = {"Source": "the source it was set from", "Data": "what is known of it"}
"""What an enclosed file is, in a reader's words."""


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
        held += [self._enclose(graft, part, file) for file in part.files]
        if held:
            element[name("AF")] = array(held)

    def _enclose(self, graft: Graft, part: Part, file: Enclosure) -> IndirectObject:
        """Take a file in (ISO 32000-1, 7.11.4); equal files are in the bundle once."""
        data = file.blob.path.read_bytes()
        about = dictionary(Size=number(len(data)))
        if file.changed:
            about[name("ModDate")] = text(f"D:{file.changed:%Y%m%d}000000Z")
        kind = dictionary(Type=name("EmbeddedFile"), Subtype=name(file.media_type), Params=about)
        inside = graft.streams.add(stream(data, kind))
        made = self.writer.add(
            dictionary(
                Type=name("Filespec"),
                F=text(file.name),
                UF=text(file.name),
                AFRelationship=name(file.relation),
                Desc=text(f"{part.title}: {DESCRIBED[file.relation]}"),
                EF=dictionary(F=inside, UF=inside),
            )
        )
        self._files.append((target(part.slug, file.name), made))
        return made

    def finish(self) -> DictionaryObject | None:
        """The tree of names; None where no part carries a file."""
        pairs: list[tuple[PdfObject, PdfObject]] = [(ByteStringObject(key), at) for key, at in sorted(self._files)]
        return tree(self.writer.add, pairs, "Names") if pairs else None
