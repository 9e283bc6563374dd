"""Finds marked content inside forms: the engine draws half-seen text in one and keeps no account of it.

Content in a form belongs to the form's own row of the parent tree, and an element names it by page, form and number
(ISO 32000-1, 14.7.4.2 and 14.7.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject, IndirectObject, NumberObject, PdfObject, StreamObject

from printkit.bind.graft import MARKED, Graft
from printkit.bind.objects import array, content, dictionary, entries_of, items_of, name, name_of, own
from printkit.bind.read import Opened

_DRAWN = re.compile(rb"/(\S+)\s+Do\b")


@dataclass(frozen=True, slots=True)
class Form:
    """A form with marked content of its own: its place and its page's in the part, and the numbers of its content."""

    place: IndirectObject
    page: IndirectObject
    marks: frozenset[int]


def marked(source: Opened) -> dict[int, list[Form]]:
    """By a page's key into the parent tree: the forms drawn on it that hold marked content, those in forms too."""
    found: dict[int, list[Form]] = {}
    seen: set[int] = set()
    for place in source.pages:
        page = source.dictionary(place)
        key = own(page, "/StructParents")
        if not isinstance(key, NumberObject) or not _any(source, page):
            continue
        held = source.look(own(page, "/Contents"))
        waiting = [(page, source.look(item)) for item in items_of(held)]
        while waiting:
            holder, stream = waiting.pop()
            if not isinstance(stream, StreamObject):
                continue
            for form_place, form in _drawn(source, holder, content(stream)):
                if form_place.idnum in seen:
                    continue
                seen.add(form_place.idnum)
                if "/StructParents" in form:
                    # Ready pages keep account of theirs.
                    continue
                waiting.append((form, form))
                if marks := frozenset(int(mark[2]) for mark in MARKED.finditer(content(form))):
                    found.setdefault(int(key), []).append(Form(form_place, place, marks))
    return found


def rehang(graft: Graft, form: Form, row: list[IndirectObject | None]) -> list[PdfObject | None]:
    """Move a form's content from the page's row of the parent tree to a row of its own, which this gives.

    The form must be known to `graft.forms`, so that it is grafted with its key.
    """
    place, page = graft.take(form.place), graft.take(form.page)
    moved: list[PdfObject | None] = [None] * (max(form.marks) + 1)
    for mark in form.marks:
        parent = row[mark] if mark < len(row) else None
        element = graft.find(parent)
        if parent is None or not isinstance(element, DictionaryObject):
            continue
        kids = items_of(own(element, "/K"))
        element[name("K")] = array(
            dictionary(Type=name("MCR"), Pg=page, Stm=place, MCID=NumberObject(mark))
            if _is(kid, mark, page, own(element, "/Pg"))
            else kid
            for kid in kids
        )
        moved[mark], row[mark] = parent, None
    return moved


def _is(kid: PdfObject, mark: int, page: PdfObject, home: PdfObject | None) -> bool:
    """Whether an element's kid is this marked content of this page."""
    if isinstance(kid, NumberObject):
        return kid == mark and home == page
    if isinstance(kid, DictionaryObject) and name_of(kid, "/Type") == "MCR":
        return own(kid, "/MCID") == NumberObject(mark) and (own(kid, "/Pg") or home) == page
    return False


def _drawn(source: Opened, holder: DictionaryObject, data: bytes) -> list[tuple[IndirectObject, StreamObject]]:
    """The forms that a piece of content draws."""
    names = {f"/{found.decode('latin-1')}" for found in _DRAWN.findall(data)}
    found = []
    for key, place in _objects(source, holder).items():
        form = source.look(place)
        if key not in names or not isinstance(place, IndirectObject) or not isinstance(form, StreamObject):
            continue
        if name_of(form, "/Subtype") == "Form":
            found.append((place, form))
    return found


def _any(source: Opened, page: DictionaryObject) -> bool:
    """Whether a page can draw a form at all; most cannot."""
    forms = map(source.dictionary, _objects(source, page).values())
    return any(name_of(form, "/Subtype") == "Form" for form in forms)


def _objects(source: Opened, holder: DictionaryObject) -> Mapping[str, PdfObject]:
    resources = source.dictionary(own(holder, "/Resources"))
    return dict(entries_of(source.dictionary(own(resources, "/XObject"))))
