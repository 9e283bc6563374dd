"""Gathers the layers that ready pages draw on, so that what their file hides stays hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, PdfObject

from printkit.bind.graft import Graft
from printkit.bind.objects import array, dictionary, items_of, own, text


@dataclass
class Layers:
    """The layers of all parts (ISO 32000-1, 8.11), and those of them that are hidden."""

    _all: list[PdfObject] = field(default_factory=list)
    _hidden: list[PdfObject] = field(default_factory=list)

    def adopt(self, graft: Graft) -> None:
        """Take a part's layers over."""
        held = graft.source.dictionary(own(graft.source.catalog, "/OCProperties"))
        usual = graft.source.dictionary(own(held, "/D"))
        self._all += [graft.take(place) for place in items_of(own(held, "/OCGs"))]
        self._hidden += [graft.take(place) for place in items_of(own(usual, "/OFF"))]

    def finish(self) -> DictionaryObject | None:
        """The catalog's entry; None where no part has layers. ISO 14289-1, 7.10: the usual state has a name."""
        if not self._all:
            return None
        usual = dictionary(Name=text("Layers"), Order=array(self._all), OFF=array(self._hidden))
        return dictionary(OCGs=array(self._all), D=usual)
