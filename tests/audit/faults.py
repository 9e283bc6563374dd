"""More faults of a bundle, one a function, each at a place that `random` chooses."""

from __future__ import annotations

from random import Random

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.audit import surgery
from tests.audit.mutants import Mutant
from tests.bind.books import leaves


def an_entry_of_the_parent_tree_astray(pdf: Pdf, random: Random) -> None:
    rows = [row for row in leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums").values() if isinstance(row, Array)]
    row = random.choice([row for row in rows if surgery.living(row)])
    rank = random.choice(surgery.living(row))
    row[rank] = random.choice([one for one in surgery.elements(pdf) if one.objgen != row[rank].objgen])


def an_entry_of_the_tree_of_ids_astray(pdf: Pdf, random: Random) -> None:
    ids = leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")
    node = pdf.Root.StructTreeRoot.IDTree
    node = node if "/Names" in node else random.choice(list(node.Kids))
    place = random.randrange(len(node.Names) // 2) * 2 + 1
    node.Names[place] = random.choice([one for one in ids.values() if one.objgen != node.Names[place].objgen])


def an_element_under_another_parent(pdf: Pdf, random: Random) -> None:
    one = random.choice(surgery.elements(pdf, "P", "H2", "TD"))
    one.P = random.choice([other for other in surgery.elements(pdf) if other.objgen not in (one.P.objgen, one.objgen)])


def an_element_twice(pdf: Pdf, random: Random) -> None:
    one, other = random.choice(surgery.elements(pdf, "P")), random.choice(surgery.elements(pdf, "Art", "Part"))
    surgery.rehang(other, [*surgery.kids(other), one])


def a_mark_in_two_elements(pdf: Pdf, random: Random) -> None:
    holders = [one for one in surgery.elements(pdf, "P") if surgery.marks(one)]
    one = random.choice(holders)
    other = random.choice([p for p in holders if p.objgen != one.objgen])
    mark = Dictionary(Type=Name.MCR, Pg=one.Pg, MCID=surgery.marks(one)[0])
    surgery.rehang(other, [*surgery.kids(other), mark])


def a_mark_that_is_not_there(pdf: Pdf, random: Random) -> None:
    one = random.choice([one for one in surgery.elements(pdf, "P") if "/Pg" in one])
    surgery.rehang(one, [*surgery.kids(one), 4_000])


def content_of_one_article_under_another(pdf: Pdf, random: Random) -> None:
    one, other = surgery.two(surgery.elements(pdf, "Art"), random)
    moved = random.choice(surgery.kids(one))
    surgery.rehang(one, [kid for kid in surgery.kids(one) if surgery.place_of(kid) != moved.objgen])
    moved.P = other
    surgery.rehang(other, [*surgery.kids(other), moved])


def a_page_gone(pdf: Pdf, random: Random) -> None:
    del pdf.pages[random.choice([n for n, page in enumerate(pdf.pages) if "/StructParents" in page.obj][1:])]


def two_pages_swapped(pdf: Pdf, random: Random) -> None:
    numbers = [n for n, page in enumerate(pdf.pages) if b"/Footer" in surgery.content(page.obj)]
    one, other = sorted(random.sample(numbers, 2))
    first, second = pdf.pages[one].obj, pdf.pages[other].obj
    order = [page.obj for page in pdf.pages]
    order[one], order[other] = second, first
    pdf.Root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(order), Count=len(order)))
    for page in order:
        page.Parent = pdf.Root.Pages


def labels_that_begin_later(pdf: Pdf, random: Random) -> None:
    styles = [style for style in leaves(pdf.Root.PageLabels, "/Nums").values() if style.get("/S") == Name.D]
    style = random.choice(styles)
    style.St = int(style.get("/St", 1)) + 1


def another_number_in_the_contents(pdf: Pdf, random: Random) -> None:
    one, other = surgery.two(surgery.elements(pdf, "TOCI"), random)
    surgery.swap_numbers(one, other)


def a_link_without_its_element(pdf: Pdf, random: Random) -> None:
    element = random.choice(surgery.elements(pdf, "Link"))
    surgery.rehang(element, [kid for kid in surgery.kids(element) if surgery.is_mark(kid)])


def a_link_on_another_page(pdf: Pdf, random: Random) -> None:
    page = random.choice([page.obj for page in pdf.pages if len(page.obj.get("/Annots", []))])
    other = random.choice([one for one in surgery.marked_pages(pdf) if one.objgen != page.objgen])
    link = random.choice(list(page.Annots))
    page.Annots = Array([one for one in page.Annots if one.objgen != link.objgen])
    other.Annots = Array([*other.get("/Annots", []), link])


def a_link_that_is_gone(pdf: Pdf, random: Random) -> None:
    page = random.choice([page.obj for page in pdf.pages if len(page.obj.get("/Annots", []))])
    link = random.choice(list(page.Annots))
    page.Annots = Array([one for one in page.Annots if one.objgen != link.objgen])


def an_unbound_link(pdf: Pdf, random: Random) -> None:
    link = random.choice(surgery.links(pdf, inside=True))
    link.A = Dictionary(S=Name.URI, URI=String(b"printkit:" + bytes(link.Dest)))
    del link.Dest


def a_place_on_another_page(pdf: Pdf, random: Random) -> None:
    name = random.choice([name for name in surgery.names(pdf) if b"#" in name])
    place = surgery.names(pdf)[name]
    owners = {one[0].objgen: key for key, one in surgery.names(pdf).items() if b"#" not in key}
    others = [one.obj for one in pdf.pages if owners.get(one.obj.objgen, b"") not in (b"", name.partition(b"#")[0])]
    place[0] = random.choice(others)


def a_bookmark_gone(pdf: Pdf, random: Random) -> None:
    article = random.choice(surgery.elements(pdf, "Art"))
    title = str(article.T)
    item = next(item for item in surgery.bookmarks(pdf) if str(item.Title) == title)
    before, after = item.get("/Prev"), item.get("/Next")
    if before is not None:
        surgery.relink(before, "/Next", after)
    else:
        surgery.relink(item.Parent, "/First", after)
    if after is not None:
        surgery.relink(after, "/Prev", before)
    else:
        surgery.relink(item.Parent, "/Last", before)


def a_figure_without_words(pdf: Pdf, random: Random) -> None:
    del random.choice(surgery.elements(pdf, "Figure")).Alt


def a_picture_not_drawn(pdf: Pdf, random: Random) -> None:
    figure = random.choice(surgery.elements(pdf, "Figure"))
    surgery.erase(pdf, figure, surgery.marks(figure)[0], rb"/\S+ Do\b", random)


def a_header_that_is_not_there(pdf: Pdf, random: Random) -> None:
    cell = random.choice(surgery.elements(pdf, "TD"))
    cell.A = Array([Dictionary(O=Name.Table, Headers=Array([String(b"no-such-head")]))])


def a_face_not_carried_along(pdf: Pdf, random: Random) -> None:
    descriptor = random.choice([one for one in surgery.dictionaries(pdf) if one.get("/Type") == Name.FontDescriptor])
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def a_face_without_meaning(pdf: Pdf, random: Random) -> None:
    del random.choice([one for one in surgery.dictionaries(pdf) if "/ToUnicode" in one]).ToUnicode


def another_title(pdf: Pdf, random: Random) -> None:
    pdf.docinfo["/Title"] = "The first article"


def a_claim_taken_back(pdf: Pdf, random: Random) -> None:
    del pdf.Root.ViewerPreferences


def a_file_cut_short(pdf: Pdf, random: Random) -> None:
    files = list(leaves(pdf.Root.Names.EmbeddedFiles, "/Names").values())
    held = random.choice(files).EF.F
    held.write(held.read_bytes()[:-1])


def a_file_on_another_article(pdf: Pdf, random: Random) -> None:
    one, other = surgery.two([element for element in surgery.elements(pdf) if "/AF" in element], random)
    one.AF, other.AF = other.AF, one.AF


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
