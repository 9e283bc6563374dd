"""Links and the names of places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Pdf

from printkit.bind import bind
from printkit.bind.addresses import target
from printkit.errors import BindError
from tests.bind import books


def links(pdf: Pdf) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", Array()):
            yield number, annotation


def destinations(pdf: Pdf) -> dict[bytes, Any]:
    return books.leaves(pdf.Root.Names.Dests, "/Names")


def pages(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def test_every_link_leads_where_it_said(pdf: Pdf) -> None:
    found = [
        (number, bytes(link.Dest).decode() if "/Dest" in link else bytes(link.A.URI).decode())
        for number, link in links(pdf)
    ]

    assert found == [
        (2, "harbour"),
        (2, "tides"),
        (2, "light"),
        (6, "harbour#nets"),
        (6, "https://example.org/a?b=1&c=2"),
        (6, "tides"),
        (6, "tides#m%C3%A9r%C3%A9e"),
        (13, "harbour#nets"),
        (13, "tides#nets"),
    ]


def test_equal_anchors_of_two_articles_lie_in_their_own(pdf: Pdf) -> None:
    place, page = destinations(pdf), pages(pdf)

    assert page[place[b"harbour#nets"][0].objgen] == 8
    assert page[place[b"tides#nets"][0].objgen] == 13


def test_every_part_has_a_name_at_its_first_page(pdf: Pdf) -> None:
    place, page = destinations(pdf), pages(pdf)
    starts = {key.decode(): page[where[0].objgen] for key, where in place.items() if b"#" not in key}

    assert starts == {
        "cover": 0,
        "contents": 2,
        "features": 4,
        "harbour": 6,
        "tides": 10,
        "light": 15,
        "colophon": 17,
    }


def test_names_are_sorted(pdf: Pdf) -> None:
    names = list(destinations(pdf))

    assert names == sorted(names)


def test_a_link_tells_title_and_page(pdf: Pdf) -> None:
    said = {bytes(link.Dest): str(link.Contents) for _, link in links(pdf) if "/Dest" in link}

    assert said[b"harbour"] == "The harbour, page 3"
    assert said[b"harbour#nets"] == "The harbour, page 5"
    assert said[b"tides#m%C3%A9r%C3%A9e"] == "Les marées, page 7"


def test_every_link_is_printed_and_hangs_in_the_tree(pdf: Pdf) -> None:
    parents = books.leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    for _, link in links(pdf):
        element = parents[int(link.StructParent)]

        assert int(link.F) == 4
        assert str(element.S) == "/Link"
        assert link.objgen in {kid.Obj.objgen for kid in element.K if not isinstance(kid, int) and "/Obj" in kid}


@pytest.mark.parametrize(
    ("address", "complaint"),
    [("printkit:fog", "'fog', which is not in this issue"), ("printkit:light#fog", "'light#fog'")],
)
def test_a_link_to_nowhere_stops_the_binding(address: str, complaint: str, tmp_path: Path) -> None:
    copies = (
        books.Copy(
            "harbour", f'<article><h1>The harbour</h1><p><a href="{address}">fog</a></p></article>', "The harbour"
        ),
        books.Copy("light", "<article><h1>A light</h1></article>", "A light"),
    )
    book = books.compiled(copies, tmp_path)

    with pytest.raises(BindError, match=complaint) as caught:
        bind(book, tmp_path / "out.pdf")
    assert caught.value.where == "harbour"
    assert caught.value.hint


@pytest.mark.parametrize("anchor", ["mérée", "me\u0301re\u0301e"])
def test_an_anchor_has_one_name_however_it_is_spelled(anchor: str) -> None:
    assert target("tides", anchor) == b"tides#m%C3%A9r%C3%A9e"


def test_many_names_make_a_tree_with_limits(tmp_path: Path) -> None:
    body = "".join(f'<p id="a{number}">{number} <a href="#a{number}">x</a></p>' for number in range(150))
    book = books.compiled((books.Copy("long", f"<article><h1>Long</h1>{body}</article>", "Long"),), tmp_path)

    bind(replace(book, sheet=None), tmp_path / "out.pdf")

    with Pdf.open(tmp_path / "out.pdf") as pdf:
        kids = list(pdf.Root.Names.Dests.Kids)
        assert len(kids) == 3
        assert [bytes(kid.Limits[0]) for kid in kids] == sorted(bytes(kid.Names[0]) for kid in kids)
        assert len(destinations(pdf)) == 151


def test_slugs_may_be_in_any_script(tmp_path: Path) -> None:
    copies = (
        books.Copy("føroyar", "<article><h1>Oyggjar</h1></article>", "Føroyar"),
        books.Copy(
            "light", '<article><h1>A light</h1><p><a href="printkit:føroyar">there</a></p></article>', "A light"
        ),
    )

    bind(books.compiled(copies, tmp_path), tmp_path / "out.pdf")

    with Pdf.open(tmp_path / "out.pdf") as pdf:
        ((_, link),) = links(pdf)
        assert (bytes(link.Dest), str(link.Contents)) == (b"f%C3%B8royar", "Føroyar, page 1")
