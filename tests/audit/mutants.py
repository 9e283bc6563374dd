"""What a merge does to a good bundle, one fault a function, each at a place that `random` chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.audit.issues import below, kids
from tests.bind import books

Mutant = Callable[[Pdf, Random], None]

_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def elements(pdf: Pdf, *kinds: str) -> list[Any]:
    """The elements of these kinds; all of them where none is named."""
    return [one for one in books.elements(pdf) if not kinds or str(one.S)[1:] in kinds]


def links(pdf: Pdf, *, inside: bool) -> list[Any]:
    """The links that lead inside the file, or those that lead out of it."""
    found = [link for page in pdf.pages for link in page.obj.get("/Annots", []) if link.Subtype == Name.Link]
    return [link for link in found if ("/Dest" in link) == inside]


def names(pdf: Pdf) -> dict[bytes, Any]:
    """The named places."""
    return books.leaves(pdf.Root.Names.Dests, "/Names")


def marked_pages(pdf: Pdf) -> list[Any]:
    """The pages that have content in the tree."""
    return [page.obj for page in pdf.pages if "/StructParents" in page.obj]


def rewrite(pdf: Pdf, page: Any, data: bytes) -> None:
    """Give a page other content."""
    page.Contents = pdf.make_stream(data)


def first_marks(element: Any) -> list[int]:
    """The marks of an element itself."""
    return [int(kid) if isinstance(kid, int) else int(kid.MCID) for kid in kids(element) if _is_mark(kid)]


def _is_mark(kid: Any) -> bool:
    return isinstance(kid, int) or (isinstance(kid, Dictionary) and "/MCID" in kid)


def _kids_changed(element: Any, made: list[Any]) -> None:
    element.K = Array(made)


def _two(found: list[Any], random: Random) -> tuple[Any, Any]:
    first, second = random.sample(found, 2)
    return first, second


# The faults of the laboratory.


def parent_tree_of_another_page(pdf: Pdf, random: Random) -> None:
    one, other = _two(marked_pages(pdf), random)
    one.StructParents, other.StructParents = int(other.StructParents), int(one.StructParents)


def an_id_twice(pdf: Pdf, random: Random) -> None:
    one, other = _two([element for element in elements(pdf) if "/ID" in element], random)
    one.ID = String(bytes(other.ID))


def no_tree_of_ids(pdf: Pdf, random: Random) -> None:
    del pdf.Root.StructTreeRoot.IDTree


def a_link_into_another_article(pdf: Pdf, random: Random) -> None:
    link = random.choice(links(pdf, inside=True))
    slug = bytes(link.Dest).partition(b"#")[0]
    link.Dest = String(random.choice([name for name in names(pdf) if name.partition(b"#")[0] != slug]))


def link_parents_swapped(pdf: Pdf, random: Random) -> None:
    parents = books.leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    every = [*links(pdf, inside=True), *links(pdf, inside=False)]
    one = random.choice(every)
    home = parents[int(one.StructParent)].objgen
    other = random.choice([link for link in every if parents[int(link.StructParent)].objgen != home])
    one.StructParent, other.StructParent = int(other.StructParent), int(one.StructParent)


def a_link_to_nowhere(pdf: Pdf, random: Random) -> None:
    random.choice(links(pdf, inside=True)).Dest = String(b"nowhere")


def a_part_without_a_language(pdf: Pdf, random: Random) -> None:
    del random.choice([one for one in elements(pdf, "Art", "Part", "Sect") if "/Lang" in one]).Lang


def several_documents(pdf: Pdf, random: Random) -> None:
    root = pdf.Root.StructTreeRoot
    tops = list(root.K[0].K)
    for top in tops:
        top.S, top.P = Name.Document, root
    root.K = Array(tops)


def a_paragraph_out_of_the_tree(pdf: Pdf, random: Random) -> None:
    lost = random.choice([one for one in elements(pdf, "P") if kids(one)])
    _kids_changed(lost.P, [kid for kid in kids(lost.P) if _place(kid) != lost.objgen])


def a_folio_that_is_no_artifact(pdf: Pdf, random: Random) -> None:
    footer = b"/Subtype/Footer>> BDC"
    page = random.choice([page for page in marked_pages(pdf) if footer in page.Contents.read_bytes()])
    data = page.Contents.read_bytes()
    start = data.rindex(b"/Artifact", 0, data.rindex(footer))
    head, tail = data[:start], data[start:].split(b"BDC", 1)[1]
    rewrite(pdf, page, head + tail.replace(b"EMC", b"", 1))


def a_bookmark_to_another_page(pdf: Pdf, random: Random) -> None:
    item = random.choice(_bookmarks(pdf))
    page = _page_of(pdf, item.Dest)
    item.Dest = Array([random.choice([one.obj for one in pdf.pages if one.obj.objgen != page]), Name.Fit])


def no_labels(pdf: Pdf, random: Random) -> None:
    del pdf.Root.PageLabels


def a_file_of_no_article(pdf: Pdf, random: Random) -> None:
    del random.choice([element for element in elements(pdf) if "/AF" in element]).AF


# More of the kind.


def an_entry_of_the_parent_tree_astray(pdf: Pdf, random: Random) -> None:
    rows = [row for row in books.leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums").values() if isinstance(row, Array)]
    row = random.choice([row for row in rows if _living(row)])
    rank = random.choice(_living(row))
    row[rank] = random.choice([one for one in elements(pdf) if one.objgen != row[rank].objgen])


def an_entry_of_the_tree_of_ids_astray(pdf: Pdf, random: Random) -> None:
    ids = books.leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")
    node = pdf.Root.StructTreeRoot.IDTree
    node = node if "/Names" in node else random.choice(list(node.Kids))
    place = random.randrange(len(node.Names) // 2) * 2 + 1
    node.Names[place] = random.choice([one for one in ids.values() if one.objgen != node.Names[place].objgen])


def an_element_under_another_parent(pdf: Pdf, random: Random) -> None:
    one = random.choice(elements(pdf, "P", "H2", "TD"))
    one.P = random.choice([other for other in elements(pdf) if other.objgen not in (one.P.objgen, one.objgen)])


def an_element_twice(pdf: Pdf, random: Random) -> None:
    one, other = random.choice(elements(pdf, "P")), random.choice(elements(pdf, "Art", "Part"))
    _kids_changed(other, [*kids(other), one])


def a_mark_in_two_elements(pdf: Pdf, random: Random) -> None:
    holders = [one for one in elements(pdf, "P") if first_marks(one)]
    one = random.choice(holders)
    other = random.choice([p for p in holders if p.objgen != one.objgen])
    mark = Dictionary(Type=Name.MCR, Pg=one.Pg, MCID=first_marks(one)[0])
    _kids_changed(other, [*kids(other), mark])


def a_mark_that_is_not_there(pdf: Pdf, random: Random) -> None:
    one = random.choice([one for one in elements(pdf, "P") if "/Pg" in one])
    _kids_changed(one, [*kids(one), 4_000])


def content_of_one_article_under_another(pdf: Pdf, random: Random) -> None:
    one, other = _two(elements(pdf, "Art"), random)
    moved = random.choice(kids(one))
    _kids_changed(one, [kid for kid in kids(one) if _place(kid) != moved.objgen])
    moved.P = other
    _kids_changed(other, [*kids(other), moved])


def a_page_gone(pdf: Pdf, random: Random) -> None:
    del pdf.pages[random.choice([n for n, page in enumerate(pdf.pages) if "/StructParents" in page.obj][1:])]


def two_pages_swapped(pdf: Pdf, random: Random) -> None:
    numbers = [n for n, page in enumerate(pdf.pages) if b"/Footer" in _content(page.obj)]
    one, other = sorted(random.sample(numbers, 2))
    first, second = pdf.pages[one].obj, pdf.pages[other].obj
    order = [page.obj for page in pdf.pages]
    order[one], order[other] = second, first
    pdf.Root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(order), Count=len(order)))
    for page in order:
        page.Parent = pdf.Root.Pages


def labels_that_begin_later(pdf: Pdf, random: Random) -> None:
    styles = [style for style in books.leaves(pdf.Root.PageLabels, "/Nums").values() if style.get("/S") == Name.D]
    style = random.choice(styles)
    style.St = int(style.get("/St", 1)) + 1


def another_number_in_the_contents(pdf: Pdf, random: Random) -> None:
    one, other = _two(_toci(pdf), random)
    _swap_numbers(pdf, one, other)


def a_link_without_its_element(pdf: Pdf, random: Random) -> None:
    element = random.choice(elements(pdf, "Link"))
    _kids_changed(element, [kid for kid in kids(element) if _is_mark(kid)])


def a_link_on_another_page(pdf: Pdf, random: Random) -> None:
    page = random.choice([page.obj for page in pdf.pages if len(page.obj.get("/Annots", []))])
    other = random.choice([one for one in marked_pages(pdf) if one.objgen != page.objgen])
    link = random.choice(list(page.Annots))
    page.Annots = Array([one for one in page.Annots if one.objgen != link.objgen])
    other.Annots = Array([*other.get("/Annots", []), link])


def a_link_that_is_gone(pdf: Pdf, random: Random) -> None:
    page = random.choice([page.obj for page in pdf.pages if len(page.obj.get("/Annots", []))])
    link = random.choice(list(page.Annots))
    page.Annots = Array([one for one in page.Annots if one.objgen != link.objgen])


def an_unbound_link(pdf: Pdf, random: Random) -> None:
    link = random.choice(links(pdf, inside=True))
    link.A = Dictionary(S=Name.URI, URI=String(b"printkit:" + bytes(link.Dest)))
    del link.Dest


def a_place_on_another_page(pdf: Pdf, random: Random) -> None:
    name = random.choice([name for name in names(pdf) if b"#" in name])
    place = names(pdf)[name]
    owners = {one[0].objgen: key for key, one in names(pdf).items() if b"#" not in key}
    others = [one.obj for one in pdf.pages if owners.get(one.obj.objgen, b"") not in (b"", name.partition(b"#")[0])]
    place[0] = random.choice(others)


def a_bookmark_gone(pdf: Pdf, random: Random) -> None:
    article = random.choice(elements(pdf, "Art"))
    title = str(article.T)
    item = next(item for item in _bookmarks(pdf) if str(item.Title) == title)
    before, after = item.get("/Prev"), item.get("/Next")
    if before is not None:
        _relink(before, "/Next", after)
    else:
        _relink(item.Parent, "/First", after)
    if after is not None:
        _relink(after, "/Prev", before)
    else:
        _relink(item.Parent, "/Last", before)


def a_figure_without_words(pdf: Pdf, random: Random) -> None:
    del random.choice(elements(pdf, "Figure")).Alt


def a_picture_not_drawn(pdf: Pdf, random: Random) -> None:
    figure = random.choice(elements(pdf, "Figure"))
    erase(pdf, figure, rb"/\S+ Do\b")


def a_header_that_is_not_there(pdf: Pdf, random: Random) -> None:
    cell = random.choice(elements(pdf, "TD"))
    cell.A = Array([Dictionary(O=Name.Table, Headers=Array([String(b"no-such-head")]))])


def a_face_not_carried_along(pdf: Pdf, random: Random) -> None:
    descriptor = random.choice([one for one in _dictionaries(pdf) if one.get("/Type") == Name.FontDescriptor])
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def a_face_without_meaning(pdf: Pdf, random: Random) -> None:
    del random.choice([one for one in _dictionaries(pdf) if "/ToUnicode" in one]).ToUnicode


def another_title(pdf: Pdf, random: Random) -> None:
    pdf.docinfo["/Title"] = "The first article"


def a_claim_taken_back(pdf: Pdf, random: Random) -> None:
    del pdf.Root.ViewerPreferences


def a_file_cut_short(pdf: Pdf, random: Random) -> None:
    files = list(books.leaves(pdf.Root.Names.EmbeddedFiles, "/Names").values())
    held = random.choice(files).EF.F
    held.write(held.read_bytes()[:-1])


def a_file_on_another_article(pdf: Pdf, random: Random) -> None:
    one, other = _two([element for element in elements(pdf) if "/AF" in element], random)
    one.AF, other.AF = other.AF, one.AF


LABORATORY: dict[Mutant, str] = {
    parent_tree_of_another_page: "audit.parent-tree",
    an_id_twice: "audit.id-twice",
    no_tree_of_ids: "audit.id-tree",
    a_link_into_another_article: "audit.link-article",
    link_parents_swapped: "audit.link-parent",
    a_link_to_nowhere: "audit.link-dead",
    a_part_without_a_language: "audit.no-lang",
    several_documents: "audit.documents",
    a_paragraph_out_of_the_tree: "audit.untagged",
    a_folio_that_is_no_artifact: "audit.unmarked",
    a_bookmark_to_another_page: "audit.outline-page",
    no_labels: "audit.no-labels",
    a_file_of_no_article: "audit.attachment-loose",
}
"""The thirteen kinds that validators were tried with, and the code that names each."""

MORE: dict[Mutant, str] = {
    an_entry_of_the_parent_tree_astray: "audit.parent-tree",
    an_entry_of_the_tree_of_ids_astray: "audit.id-tree",
    an_element_under_another_parent: "audit.parent-chain",
    an_element_twice: "audit.element-twice",
    a_mark_in_two_elements: "audit.tagged-twice",
    a_mark_that_is_not_there: "audit.no-content",
    content_of_one_article_under_another: "audit.wrong-article",
    a_page_gone: "audit.no-content",
    two_pages_swapped: "audit.folio-label",
    labels_that_begin_later: "audit.folio-label",
    another_number_in_the_contents: "audit.contents-number",
    a_link_without_its_element: "audit.link-untagged",
    a_link_on_another_page: "audit.link-page",
    a_link_that_is_gone: "audit.link-lost",
    an_unbound_link: "audit.link-dead",
    a_place_on_another_page: "audit.destination",
    a_bookmark_gone: "audit.outline-missing",
    a_figure_without_words: "audit.no-alt",
    a_picture_not_drawn: "audit.empty-figure",
    a_header_that_is_not_there: "audit.headers",
    a_face_not_carried_along: "audit.font-missing",
    a_face_without_meaning: "audit.no-unicode",
    another_title: "audit.title",
    a_claim_taken_back: "audit.claim",
    a_file_cut_short: "audit.attachment-damaged",
    a_file_on_another_article: "audit.attachment-article",
}


def erase(pdf: Pdf, element: Any, what: bytes, random: Random | None = None) -> bytes:
    """Take one piece of content that an element shows out of the page; gives what it was."""
    wanted = random.choice(first_marks(element)) if random else first_marks(element)[0]
    mark = next(kid for kid in kids(element) if _is_mark(kid) and _number(kid) == wanted)
    page = mark.Pg if isinstance(mark, Dictionary) and "/Pg" in mark else element.Pg
    data = _content(page)
    start = next(found.end() for found in _MARKED.finditer(data) if int(found[1]) == wanted)
    end = data.index(b"EMC", start)
    shown = list(re.finditer(what, data[start:end]))
    gone = random.choice(shown) if random else shown[0]
    rewrite(pdf, page, data[: start + gone.start()] + data[start + gone.end() :])
    return gone[0]


def _number(kid: Any) -> int:
    return int(kid) if isinstance(kid, int) else int(kid.MCID)


def _place(kid: Any) -> Any:
    return kid.objgen if isinstance(kid, Dictionary) else None


def _living(row: Any) -> list[int]:
    return [rank for rank, value in enumerate(row) if isinstance(value, Dictionary)]


def _content(page: Any) -> bytes:
    held = page.get("/Contents")
    return held.read_bytes() if isinstance(held, Stream) else b""


def _bookmarks(pdf: Pdf) -> list[Any]:
    found, waiting = [], [pdf.Root.Outlines.First]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting += [here[key] for key in ("/Next", "/First") if key in here]
    return found


def _page_of(pdf: Pdf, target: Any) -> Any:
    return (target if isinstance(target, Array) else names(pdf)[bytes(target)])[0].objgen


def _relink(item: Any, key: str, value: Any) -> None:
    if value is not None:
        item[key] = value
    elif key in item:
        del item[key]


def _toci(pdf: Pdf) -> list[Any]:
    return elements(pdf, "TOCI")


def _swap_numbers(pdf: Pdf, one: Any, other: Any) -> None:
    """Let two lines of the contents show each other's numbers."""
    first, second = (next(here for here in below(line) if _numbered(here)) for line in (one, other))
    mine, yours = _numbered(first), _numbered(second)
    _kids_changed(first, [kid for kid in kids(first) if kid not in mine] + yours)
    _kids_changed(second, [kid for kid in kids(second) if kid not in yours] + mine)


def _numbered(element: Any) -> list[Any]:
    if not any(isinstance(kid, Dictionary) and kid.get("/S") == Name.Link for kid in kids(element)):
        return []
    return [kid for kid in kids(element) if _is_mark(kid)]


def _dictionaries(pdf: Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, Dictionary)]
