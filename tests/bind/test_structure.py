"""The one tag tree, as pikepdf reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from printkit.bind import bind
from printkit.model.products import Book, Bundle
from tests import tagtree
from tests.bind import books
from tests.external import verapdf

MCID = re.compile(rb"/MCID\s+(\d+)")


def kids(element: Any) -> list[Any]:
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def of_kind(pdf: Pdf, kind: str) -> list[Any]:
    return [element for element in books.elements(pdf) if str(element.S) == f"/{kind}"]


def test_there_is_one_document_with_a_part_a_section_and_an_art_an_article(bundle: Bundle) -> None:
    (document,) = tagtree.documents(bundle.pdf.path)
    upper = [(depth, e.kind, e.title, e.lang) for depth, e in _upper(document, 0)]

    assert upper == [
        (0, "Document", "The Harbour Review, 12", "en"),
        (1, "Part", "The Review", "en"),
        (1, "Part", "Contents", "en"),
        (1, "Part", "Features", ""),
        (2, "Sect", "Features", "en"),
        (2, "Art", "The harbour", "en"),
        (2, "Art", "Les marées", "fr"),
        (1, "Part", "Back & forth", ""),
        (2, "Art", "A light", "en"),
        (1, "Part", "Colophon", "en"),
    ]


def _upper(element: tagtree.Element, depth: int) -> list[tuple[int, tagtree.Element]]:
    inner = [pair for kid in element.kids if isinstance(kid, tagtree.Element) for pair in _upper(kid, depth + 1)]
    return [(depth, element), *((d, e) for d, e in inner if e.title)]


def test_every_marked_content_hangs_in_the_one_tree(pdf: Pdf) -> None:
    parents = books.leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    alive = {element.objgen for element in books.elements(pdf)}
    marked = 0
    for page in pdf.pages:
        content = page.obj.Contents.read_bytes() if "/Contents" in page.obj else b""
        for number in map(int, MCID.findall(content)):
            element = parents[int(page.obj.StructParents)][number]
            assert element.objgen in alive
            assert _holds(element, number, page.obj), "the element's own kids name the content"
            assert _top(element) == "/Document"
            marked += 1

    assert marked > 100


def _holds(element: Any, number: int, page: Any) -> bool:
    for kid in kids(element):
        if isinstance(kid, int):
            if kid == number and element.Pg.objgen == page.objgen:
                return True
        elif kid.get("/Type") == Name.MCR and int(kid.MCID) == number and kid.Pg.objgen == page.objgen:
            return True
    return False


def _top(element: Any) -> str:
    while element.P.get("/Type") != Name.StructTreeRoot:
        element = element.P
    return str(element.S)


def test_every_kid_names_its_parent(pdf: Pdf) -> None:
    for element in books.elements(pdf):
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_no_two_pages_share_a_key_in_the_parent_tree(pdf: Pdf) -> None:
    keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
    keys += [int(link.StructParent) for page in pdf.pages for link in page.obj.get("/Annots", Array())]

    assert len(keys) == len(set(keys))
    assert max(keys) < int(pdf.Root.StructTreeRoot.ParentTreeNextKey)


def test_ids_are_unique_and_in_the_tree_of_ids(pdf: Pdf) -> None:
    named = [bytes(element.ID) for element in books.elements(pdf) if "/ID" in element]
    tree = books.leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")

    assert named
    assert len(set(named)) == len(named)
    assert list(tree) == sorted(named)
    assert all(bytes(tree[key].ID) == key for key in named)


def test_a_cell_finds_its_headers(pdf: Pdf) -> None:
    tree = books.leaves(pdf.Root.StructTreeRoot.IDTree, "/Names")
    found = [tree[bytes(header)] for cell in of_kind(pdf, "TD") for header in cell.A.get("/Headers", Array())]

    assert found
    assert {str(header.S) for header in found} == {"/TH"}


def test_every_header_cell_has_its_scope(bundle: Bundle, pdf: Pdf) -> None:
    scopes = [str(cell.A.Scope) for cell in of_kind(pdf, "TH")]

    assert scopes == ["/Column", "/Column", "/Row", "/Column", "/Column"]


def test_contents_are_tagged_as_contents(bundle: Bundle) -> None:
    (document,) = tagtree.documents(bundle.pdf.path)
    (toc,) = [element for element in document.walk() if element.kind == "TOC"]
    items = [kid for kid in toc.kids if isinstance(kid, tagtree.Element)]

    assert [item.kind for item in items] == ["TOCI"] * 3
    for item in items:
        (reference,) = [element for element in item.walk() if element.kind == "Reference"]
        assert [element.kind for element in reference.walk() if element.kind == "Link"] == ["Link"]
    assert not [element for item in items for element in item.walk() if element.kind in {"L", "LI", "LBody"}]


def test_a_list_of_salt_and_pepper_is_no_contents(pdf: Pdf) -> None:
    assert len(of_kind(pdf, "L")) == 1


@pytest.mark.parametrize("slug", ["harbour", "tides", "light"])
def test_an_article_reads_as_it_does_alone(slug: str, book: Book, bundle: Bundle) -> None:
    part = next(part for part in book.parts if part.slug == slug)
    alone = "".join(element.text() for element in tagtree.documents(part.rendition.pdf.path))

    assert tagtree.articles(bundle.pdf.path)[part.title].text() == alone


def test_running_heads_are_artifacts(pdf: Pdf) -> None:
    content = pdf.pages[6].obj.Contents.read_bytes()

    assert content.count(b"/Artifact <</Type/Pagination>> BDC") == 1


def test_elements_that_say_nothing_are_folded_away(pdf: Pdf) -> None:
    silent = [e for e in of_kind(pdf, "Span") if set(e.keys()) <= {"/Type", "/S", "/K", "/P", "/Pg"}]

    assert not [element for element in silent if str(element.P.S) in {"/P", "/H1", "/H2", "/TD", "/Lbl"}]


def test_a_figure_s_box_is_where_its_picture_is(pdf: Pdf) -> None:
    figure = of_kind(pdf, "Figure")[0]
    left, bottom, right, top = (float(side) for side in figure.A.BBox)

    assert (right - left, top - bottom) == pytest.approx((30, 22.5), abs=0.1)
    assert 0 < left < right < 340
    assert 250 < bottom < top < 510
    assert str(figure.Alt) == "A red boat"


HALF_SEEN = """<article><h1>Fog</h1><p style="opacity: .5">Half <em>seen</em>, <a href="#x">a light</a></p>
<div style="opacity: .9"><p style="opacity: .8" id="x">deep</p></div><p>clear</p></article>"""

FADED_HEAD = books.CSS + "@page { @top-left { content: 'faded'; opacity: .5 } }"


@pytest.fixture(scope="module")
def foggy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pdf]:
    """An article with text that the engine draws in forms."""
    folder = tmp_path_factory.mktemp("fog")
    bind(books.compiled([books.Copy("fog", HALF_SEEN, "Fog", css=FADED_HEAD)], folder), folder / "out.pdf")
    with Pdf.open(folder / "out.pdf") as pdf:
        yield pdf


def forms(resources: Any) -> list[Any]:
    """The forms with marked content, those inside forms too."""
    found = []
    for form in resources.get("/XObject", Dictionary()).values():
        if form.get("/Subtype") == Name.Form:
            found += [form] if b"BDC" in form.read_bytes() else []
            found += forms(form.Resources) if "/XObject" in form.get("/Resources", {}) else []
    return found


def test_content_in_a_form_is_named_by_page_form_and_number(foggy: Pdf) -> None:
    parents = books.leaves(foggy.Root.StructTreeRoot.ParentTree, "/Nums")
    seen = {}
    for form in {form.objgen: form for form in forms(foggy.pages[0].obj.Resources)}.values():
        for number in map(int, MCID.findall(form.read_bytes())):
            element = parents[int(form.StructParents)][number]
            kid = next(k for k in kids(element) if isinstance(k, Dictionary) and k.get("/MCID") == number)
            assert (kid.Stm.objgen, kid.Pg.objgen) == (form.objgen, foggy.pages[0].obj.objgen)
            assert _top(element) == "/Document"
            seen[number] = str(element.S)

    assert sorted(seen.values()) == ["/Link", "/P", "/P", "/P", "/P"]


def test_a_form_s_content_stands_no_longer_in_the_page_s_row(foggy: Pdf) -> None:
    page = foggy.pages[0].obj
    row = books.leaves(foggy.Root.StructTreeRoot.ParentTree, "/Nums")[int(page.StructParents)]
    own = set(map(int, MCID.findall(page.Contents.read_bytes())))

    assert own == {number for number, parent in enumerate(row) if isinstance(parent, Dictionary)}


def test_a_faded_running_head_is_an_artifact_in_its_form(foggy: Pdf) -> None:
    held = [form.read_bytes() for form in forms(foggy.pages[0].obj.Resources)]

    assert sum(data.count(b"/Artifact <</Type/Pagination>> BDC") for data in held) == 1


LISTS = (
    """<article><h1>Lists</h1><ul><li>one<ul><li>two</li></ul></li><li><p>three</p><p>four</p></li></ul></article>"""
)


def test_lists_are_mended(tmp_path: Path) -> None:
    bind(books.compiled([books.Copy("lists", LISTS, "Lists")], tmp_path), tmp_path / "out.pdf")

    outer = next(e for e in tagtree.articles(tmp_path / "out.pdf")["Lists"].walk() if e.kind == "L")
    assert _shape(outer) == "L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody(P P)))"
    assert tagtree.letters(outer.text()) == "•one◦two•threefour"


def _shape(element: tagtree.Element) -> str:
    inner = " ".join(_shape(kid) for kid in element.kids if isinstance(kid, tagtree.Element))
    return element.kind + (f"({inner})" if inner else "")


@pytest.mark.external("verapdf")
def test_what_was_mended_keeps_the_standard(foggy: Pdf, tmp_path: Path) -> None:
    bind(books.compiled([books.Copy("lists", LISTS, "Lists")], tmp_path), tmp_path / "lists.pdf")

    verdicts = verapdf.verify(Path(foggy.filename), tmp_path / "lists.pdf", flavours=("ua1",))

    assert all(verdict.passed for verdict in verdicts), "\n".join(map(str, verdicts))
