"""Checks of the parent tree: the way back from what is on a page to the element that holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printkit.audit.book import Book, Page
from printkit.audit.codes import Findings, note, quantity, where
from printkit.audit.tags import Homes, homes
from printkit.audit.tree import Element, Tree
from printkit.audit.values import Ref, Value, whole


@dataclass(frozen=True, slots=True)
class _Row:
    """A page or form, its key into the parent tree, and the marks that it shows."""

    page: Page
    holder: Ref
    key: int | None
    marks: frozenset[int]


def parent_tree_is_right(book: Book) -> Findings:
    """The parent tree leads from each mark to the element that holds it (ISO 32000-1, 14.7.4.4)."""
    if book.tree is None:
        return
    held = homes(book.tree)
    for row in _rows(book):
        yield from _astray(book, book.tree, row, held)


def keys_are_unique(book: Book) -> Findings:
    """No two pages, forms or annotations share a key, and no key is beyond what the tree says is used."""
    if book.tree is None:
        return
    users: dict[int, dict[Ref, Page]] = defaultdict(dict)
    for row in _rows(book):
        if row.key is not None:
            users[row.key][row.holder] = row.page
    for page in book.pages:
        for value in book.file.items(page.entries.get("Annots")):
            key = whole(book.file.entries(value).get("StructParent"))
            if key is not None and isinstance(value, Ref):
                users[key][value] = page
    for key, places in users.items():
        if len(places) > 1:
            numbers = sorted({page.number for page in places.values()})
            said = f"key {key} of the parent tree is used {len(places)} times, first on page {numbers[0]}"
            yield note("audit.parent-key", said, where(book, numbers[-1]))
    if users and book.tree.next_key is not None and book.tree.next_key <= max(users):
        said = f"ParentTreeNextKey is {book.tree.next_key}, and key {max(users)} is used"
        yield note("audit.parent-key", said)


def _rows(book: Book) -> Iterator[_Row]:
    for page in book.pages:
        held: dict[Ref, set[int]] = defaultdict(set)
        for holder, number in page.content.marks:
            held[holder].add(number)
        keys = {page.place: whole(page.entries.get("StructParents")), **page.content.forms}
        for holder, key in keys.items():
            if key is not None or held[holder]:
                yield _Row(page, holder, key, frozenset(held[holder]))


def _astray(book: Book, found: Tree, row: _Row, held: Homes) -> Findings:
    listed = found.parents.get(row.key) if row.key is not None else None
    here = where(book, row.page.number)
    if not isinstance(listed, list):
        if row.marks:
            said = f"no way back into the tree from {quantity(len(row.marks), 'mark')}"
            yield note("audit.parent-key", said, here)
        return
    leads: dict[int, Value] = {number: value for number, value in enumerate(listed) if value is not None}
    wrong = [
        number
        for number in sorted(row.marks | set(leads))
        if not _leads_home(leads.get(number), held.get((row.holder, number), []), number in row.marks)
    ]
    if wrong:
        sought = leads.get(wrong[0])
        element = found.by_place.get(sought) if isinstance(sought, Ref) else None
        to = f" (mark {wrong[0]} to {where(book, book.first_page(element), element)})" if element else ""
        yield note("audit.parent-tree", f"the parent tree leads {quantity(len(wrong), 'mark')} astray{to}", here)


def _leads_home(value: Value, elements: Sequence[Element], shown: bool) -> bool:
    """Whether an entry is the element that holds the mark, or none where the page shows no such mark."""
    places = [element.place for element in elements]
    return value in places if shown and places else value is None
