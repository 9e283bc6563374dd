"""Checks of the tag tree: every mark in one place of one tree, and every way back to it right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from printkit.audit.book import Book
from printkit.audit.codes import Findings, note, quantity, shortened, where
from printkit.audit.tree import Element, Marked, Tree
from printkit.audit.values import Ref, text

_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

Homes = dict[tuple[Ref, int], list[Element]]
"""By page or form and MCID: the elements that hold it."""


def one_document(book: Book) -> Findings:
    """One Document and nothing beside it."""
    if book.tree is None:
        yield note("audit.no-tags", "the file has no tag tree")
        return
    kinds = [top.kind for top in book.tree.tops]
    if kinds != ["Document"]:
        said = ", ".join(f"{kind} ×{times}" if times > 1 else kind for kind, times in Counter(kinds).items())
        yield note("audit.documents", f"the tree does not hang on one Document but on: {said or 'nothing'}")


def elements_hang_once(book: Book) -> Findings:
    """Every element where it says it hangs, and there alone."""
    found = book.tree
    if found is None:
        return
    for element in found.twice:
        said = f"this {element.kind} hangs in the tree twice"
        yield note("audit.element-twice", said, where(book, book.first_page(element), element))
    for element in found.astray:
        said = f"this {element.kind} names another parent than the one that holds it"
        yield note("audit.parent-chain", said, where(book, book.first_page(element), element))


def marks_hang_once(book: Book) -> Findings:
    """Every mark of every page in exactly one place of the tree, and nothing in the tree that is not on a page."""
    if book.tree is None:
        return
    held_by = homes(book.tree)
    for page in book.pages:
        lost = [mark for key, mark in page.content.marks.items() if key not in held_by]
        if lost:
            said = shortened(" ".join(mark.text for mark in lost))
            yield note(
                "audit.untagged", f"{quantity(len(lost), 'mark')} in no element: “{said}”", where(book, page.number)
            )
    for (holder, number), held in held_by.items():
        at = book.contents.get((holder, number))
        if len(held) > 1:
            said = f"mark {number} hangs in the tree {len(held)} times"
            yield note("audit.tagged-twice", said, where(book, at[0].number if at else 0, held[1]))
        if at is None:
            there = book.by_place.get(holder)
            said = f"this {held[0].kind} holds mark {number}, which is not on the page"
            yield note("audit.no-content", said, where(book, there.number if there else 0, held[0]))


def marks_are_sound(book: Book) -> Findings:
    """Every mark opened once, no artifact in a mark, and nothing painted that is neither."""
    for page in book.pages:
        shown, here = page.content, where(book, page.number)
        if shown.twice:
            yield note("audit.mark-twice", f"marks opened twice: {', '.join(map(str, sorted(shown.twice)[:6]))}", here)
        if shown.mixed:
            yield note("audit.mixed", f"artifacts and content stand inside each other {shown.mixed} times", here)
        if shown.stray:
            said = f": “{shortened(shown.stray_text)}”" if shown.stray_text.strip() else ""
            yield note("audit.unmarked", f"painted {shown.stray} times as neither content nor artifact{said}", here)


def marks_stand_in_their_article(book: Book) -> Findings:
    """What stands on an article's pages hangs under that article."""
    if len(book.starts) < 2:
        return
    for part in book.parts:
        if not part.slug:
            continue
        elsewhere: Counter[int] = Counter()
        for one in part.element.marked():
            page = book.page_of(one)
            if page and book.owners[page.number] != part.slug:
                elsewhere[page.number] += 1
        for number, times in sorted(elsewhere.items()):
            owner = book.titles.get(book.owners[number], book.owners[number]) or "no part"
            said = f"{quantity(times, 'mark')} of “{shortened(part.element.title)}” on a page of “{shortened(owner)}”"
            yield note("audit.wrong-article", said, where(book, number, part.element))


def ids_are_unique(book: Book) -> Findings:
    """Every ID once, the tree of IDs complete and right, and every header that a cell names there."""
    if book.tree is None:
        return
    by_id: dict[bytes, list[Element]] = defaultdict(list)
    for element in book.tree.walk():
        name = book.file.look(element.entries.get("ID"))
        if isinstance(name, bytes):
            by_id[name].append(element)
    for name, held in by_id.items():
        if len(held) > 1:
            said = f"{len(held)} elements have the ID “{text(name)}”"
            yield note("audit.id-twice", said, where(book, book.first_page(held[1]), held[1]))
    yield from _id_tree(book, book.tree, by_id)
    for element in book.tree.walk():
        if element.kind in ("TD", "TH"):
            yield from _headers(book, element, by_id)


def _id_tree(book: Book, found: Tree, by_id: dict[bytes, list[Element]]) -> Findings:
    if by_id and found.ids is None:
        yield note("audit.id-tree", f"{len(by_id)} IDs and no tree of them")
        return
    listed = found.ids or {}
    missing = [name for name in by_id if name not in listed]
    wrong = [name for name, place in listed.items() if place not in {one.place for one in by_id.get(name, ())}]
    if missing:
        yield note("audit.id-tree", f"IDs that are not in the tree of IDs: {_quoted(missing)}")
    if wrong:
        yield note("audit.id-tree", f"the tree of IDs leads astray: {_quoted(wrong)}")


def _headers(book: Book, cell: Element, by_id: dict[bytes, list[Element]]) -> Findings:
    for value in book.file.items(cell.entries.get("A")):
        for header in book.file.items(book.file.entries(value).get("Headers")):
            name = book.file.look(header)
            named = by_id.get(name, []) if isinstance(name, bytes) else []
            if not named:
                said = f"a cell names the header “{text(name)}”, which is not there"
                yield note("audit.headers", said, where(book, book.first_page(cell), cell))
            elif book.part(named[0]) is not book.part(cell):
                said = f"a cell names the header “{text(name)}” of another article"
                yield note("audit.headers", said, where(book, book.first_page(cell), cell))


def parts_have_a_language(book: Book) -> Findings:
    """Each part says its language, and every language said is one (BCP 47)."""
    for part in book.parts:
        if not part.element.lang:
            said = f"this {part.element.kind} does not say its language"
            yield note("audit.no-lang", said, where(book, part.first, part.element))
    for element in book.tree.walk() if book.tree else ():
        if element.lang and not _LANG.fullmatch(element.lang):
            said = f"“{shortened(element.lang)}” is no language"
            yield note("audit.no-lang", said, where(book, book.first_page(element), element))


def figures_are_whole(book: Book) -> Findings:
    """Each figure shows something and says what; each article says something."""
    for element in book.tree.walk() if book.tree else ():
        if element.kind != "Figure":
            continue
        marks = [book.mark(one) for one in element.marked()]
        here = where(book, book.first_page(element), element)
        if not any(mark and mark.painted for mark in marks):
            yield note("audit.empty-figure", f"nothing is drawn for “{shortened(element.alt)}”", here)
        if not element.alt.strip() and "ActualText" not in element.entries:
            yield note("audit.no-alt", "a figure without words for those who do not see it", here)
    for part in book.parts:
        if part.is_article and not book.words_of(part.element).strip():
            yield note("audit.no-text", "an article without a word", where(book, part.first, part.element))


def homes(found: Tree) -> Homes:
    """Which elements hold each mark."""
    held: Homes = defaultdict(list)
    for element in found.walk():
        for kid in element.kids:
            if isinstance(kid, Marked) and kid.holder is not None:
                held[kid.holder, kid.number].append(element)
    return held


def _quoted(names: list[bytes]) -> str:
    said = [f"“{shortened(text(name))}”" for name in names]
    return ", ".join(said[:4]) + (f" and {len(said) - 4} more" if len(said) > 4 else "")
