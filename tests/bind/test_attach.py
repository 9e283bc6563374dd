"""Files that travel inside the bundle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Dictionary, Pdf

from printkit.bind import bind
from printkit.model.products import Book, Enclosure
from tests.bind import books
from tests.external import verapdf
from tests.typeset.galleys import blob

SOURCE = b"---\ntitle: The harbour\n---\nWords."


@pytest.fixture
def enclosing(book: Book, tmp_path: Path) -> Book:
    """The issue with a source and its data on each of two articles, the source being the same."""
    source = Enclosure("all.md", "text/markdown", "Source", blob(tmp_path / "a", SOURCE), date(2026, 2, 1))
    data = Enclosure("data.json", "application/json", "Data", blob(tmp_path / "b", b"{}"))
    parts = [replace(p, files=(source, data)) if p.slug in ("harbour", "tides") else p for p in book.parts]
    return replace(book, parts=tuple(parts), profile="archive")


def test_each_article_carries_its_files(enclosing: Book, out: Path) -> None:
    bind(enclosing, out)

    with Pdf.open(out) as pdf:
        carried = {
            str(e.T): [(str(f.UF), str(f.AFRelationship)) for f in e.AF] for e in books.elements(pdf) if "/AF" in e
        }
        names = list(books.leaves(pdf.Root.Names.EmbeddedFiles, "/Names"))
    files = [("all.md", "/Source"), ("data.json", "/Data")]
    assert carried == {"The harbour": files, "Les marées": files}
    assert names == [b"harbour#all.md", b"harbour#data.json", b"tides#all.md", b"tides#data.json"]


def test_a_file_says_what_it_is_and_is_in_the_bundle_once(enclosing: Book, out: Path) -> None:
    bind(enclosing, out)

    with Pdf.open(out) as pdf:
        specs: list[Any] = list(books.leaves(pdf.Root.Names.EmbeddedFiles, "/Names").values())
        sources = [spec for spec in specs if str(spec.UF) == "all.md"]
        inside = sources[0].EF.F
        assert inside.read_bytes() == SOURCE
        assert str(inside.Subtype) == "/text/markdown"
        assert isinstance(inside.Params, Dictionary)
        assert (str(inside.Params.ModDate), int(inside.Params.Size)) == ("D:20260201000000Z", len(SOURCE))
        assert len({spec.EF.F.objgen for spec in sources}) == 1
        assert str(sources[0].Desc) == "The harbour: the source it was set from"


def test_an_issue_without_files_has_no_tree_of_them(book: Book, out: Path) -> None:
    bind(book, out)

    with Pdf.open(out) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.Names


@pytest.mark.external("verapdf")
def test_files_pass_the_checker(enclosing: Book, out: Path) -> None:
    bind(enclosing, out)

    assert [str(verdict) for verdict in verapdf.verify(out, flavours=("ua1", "3a")) if not verdict.passed] == []
