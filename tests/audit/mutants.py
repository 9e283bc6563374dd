"""What a merge does to a good bundle: the thirteen faults that validators were tried with, each at a random place."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from pikepdf import Array, Name, Pdf, String

from tests.audit import surgery
from tests.bind.books import leaves

Mutant = Callable[[Pdf, Random], None]


def parent_tree_of_another_page(pdf: Pdf, random: Random) -> None:
    one, other = surgery.two(surgery.marked_pages(pdf), random)
    one.StructParents, other.StructParents = int(other.StructParents), int(one.StructParents)


def an_id_twice(pdf: Pdf, random: Random) -> None:
    one, other = surgery.two([element for element in surgery.elements(pdf) if "/ID" in element], random)
    one.ID = String(bytes(other.ID))


def no_tree_of_ids(pdf: Pdf, random: Random) -> None:
    del pdf.Root.StructTreeRoot.IDTree


def a_link_into_another_article(pdf: Pdf, random: Random) -> None:
    link = random.choice(surgery.links(pdf, inside=True))
    slug = bytes(link.Dest).partition(b"#")[0]
    link.Dest = String(random.choice([name for name in surgery.names(pdf) if name.partition(b"#")[0] != slug]))


def link_parents_swapped(pdf: Pdf, random: Random) -> None:
    parents = leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    every = [*surgery.links(pdf, inside=True), *surgery.links(pdf, inside=False)]
    one = random.choice(every)
    home = parents[int(one.StructParent)].objgen
    other = random.choice([link for link in every if parents[int(link.StructParent)].objgen != home])
    one.StructParent, other.StructParent = int(other.StructParent), int(one.StructParent)


def a_link_to_nowhere(pdf: Pdf, random: Random) -> None:
    random.choice(surgery.links(pdf, inside=True)).Dest = String(b"nowhere")


def a_part_without_a_language(pdf: Pdf, random: Random) -> None:
    del random.choice([one for one in surgery.elements(pdf, "Art", "Part", "Sect") if "/Lang" in one]).Lang


def several_documents(pdf: Pdf, random: Random) -> None:
    root = pdf.Root.StructTreeRoot
    tops = list(root.K[0].K)
    for top in tops:
        top.S, top.P = Name.Document, root
    root.K = Array(tops)


def a_paragraph_out_of_the_tree(pdf: Pdf, random: Random) -> None:
    lost = random.choice([one for one in surgery.elements(pdf, "P") if surgery.kids(one)])
    surgery.rehang(lost.P, [kid for kid in surgery.kids(lost.P) if surgery.place_of(kid) != lost.objgen])


def a_folio_that_is_no_artifact(pdf: Pdf, random: Random) -> None:
    footer = b"/Subtype/Footer>> BDC"
    page = random.choice([page for page in surgery.marked_pages(pdf) if footer in page.Contents.read_bytes()])
    data = page.Contents.read_bytes()
    start = data.rindex(b"/Artifact", 0, data.rindex(footer))
    head, tail = data[:start], data[start:].split(b"BDC", 1)[1]
    surgery.rewrite(pdf, page, head + tail.replace(b"EMC", b"", 1))


def a_bookmark_to_another_page(pdf: Pdf, random: Random) -> None:
    item = random.choice(surgery.bookmarks(pdf))
    page = surgery.page_of(pdf, item.Dest)
    item.Dest = Array([random.choice([one.obj for one in pdf.pages if one.obj.objgen != page]), Name.Fit])


def no_labels(pdf: Pdf, random: Random) -> None:
    del pdf.Root.PageLabels


def a_file_of_no_article(pdf: Pdf, random: Random) -> None:
    del random.choice([element for element in surgery.elements(pdf) if "/AF" in element]).AF


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
