"""The quick reader of object streams, beside pypdf's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NullObject, PdfObject

from printkit.bind.objects import dump
from printkit.bind.read import opened
from printkit.model.products import Blob, Book, Rendition


def written(found: PdfObject) -> bytes:
    out = bytearray()
    dump(found, out)
    return bytes(out)


@pytest.mark.parametrize("slug", ["harbour", "contents"])
def test_every_object_is_read_as_pypdf_reads_it(slug: str, book: Book) -> None:
    rendition = next(part.rendition for part in book.parts if part.slug == slug)
    ours, theirs = opened(rendition).reader, PdfReader(rendition.pdf.path)
    places = sorted(theirs.xref_objStm)

    assert len(places) > 40
    for place in places:
        mine, other = ours.get_object(place), theirs.get_object(place)
        assert mine is not None
        assert other is not None
        assert written(mine) == written(other)


def test_strings_numbers_and_names_of_equal_spelling_are_told_apart(tmp_path: Path) -> None:
    odd = Dictionary(
        {
            "/N": Array([12, 0, -3, 1.5, -0.25, True, False]),
            "/S": Array([String("12"), String("0"), String("N"), String("a(b)c\\d\r\n"), String("é–漢"), String("")]),
            "/K": Array([Name("/12"), Name("/N"), Name("/a b#c"), Array(), Dictionary({"/N": Dictionary()})]),
            "/Nothing": Array([Dictionary({"/A": Array([Array([1])])})]),
        }
    )
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Odd = pdf.make_indirect(odd)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary({"/K": Array()}))
        pdf.save(tmp_path / "odd.pdf", object_stream_mode=ObjectStreamMode.generate)

    found = opened(Rendition("odd", Blob(tmp_path / "odd.pdf", 0, ""), 1, "recto")).catalog["/Odd"]
    expected = PdfReader(tmp_path / "odd.pdf").root_object["/Odd"]

    assert written(found) == written(expected)
    assert b"/S[(12) (0) (N) " in written(found)
    assert b"/N[12 0 -3 1.5 -0.25 true false]" in written(found)


def test_a_reference_to_nothing_is_null(book: Book) -> None:
    source = opened(book.parts[0].rendition)

    assert isinstance(source.look(IndirectObject(99_999, 0, source.reader)), NullObject)
    assert source.dictionary(None) == DictionaryObject()


def test_a_deep_tree_of_pages_is_read(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        node = pdf.Root.Pages
        for _ in range(3000):
            node = pdf.make_indirect(Dictionary({"/Type": Name.Pages, "/Count": 1, "/Kids": Array([node])}))
        pdf.Root.Pages = node
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary({"/K": Array()}))
        pdf.save(tmp_path / "deep.pdf", object_stream_mode=ObjectStreamMode.generate)

    assert len(opened(Rendition("deep", Blob(tmp_path / "deep.pdf", 0, ""), 1, "recto")).pages) == 1
