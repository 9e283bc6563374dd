"""The binding as a whole: same bytes, same pictures, whole files, good verdicts."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops

from printkit.bind import bind
from printkit.errors import BindError
from printkit.model.products import Blob, Book, Bundle, Part, Rendition
from tests.bind import books
from tests.conftest import ROOT
from tests.external import verapdf


def test_a_bundle_says_its_size_digest_and_pages(bundle: Bundle, pdf: Pdf) -> None:
    data = bundle.pdf.path.read_bytes()

    assert bundle.pdf.size == len(data)
    assert bundle.pdf.sha256 == hashlib.sha256(data).hexdigest()
    assert bundle.pages == len(pdf.pages) == 18


def test_a_blank_page_has_the_size_of_the_page_after_it(pdf: Pdf) -> None:
    blank, after = pdf.pages[5].obj, pdf.pages[6].obj

    assert "/Contents" not in blank
    assert [list(blank[box]) for box in ("/MediaBox", "/TrimBox")] == [
        list(after[box]) for box in ("/MediaBox", "/TrimBox")
    ]


def test_the_same_book_makes_the_same_bytes_whatever_the_hash_seed(book: Book, bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "book").write_bytes(pickle.dumps(book))
    script = (
        "import pickle, sys; from pathlib import Path; from printkit.bind import bind\n"
        "book = pickle.loads(Path(sys.argv[1]).read_bytes()); bind(book, Path(sys.argv[2]))"
    )

    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.pdf"
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, tmp_path / "book", out], check=True, cwd=ROOT, env=environment)

        assert out.read_bytes() == bundle.pdf.path.read_bytes()


def pictures(path: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.render(scale=1).to_pil()
    document.close()


def test_every_page_looks_as_it_does_alone_outside_the_stamps(book: Book, bundle: Bundle) -> None:
    bound = list(pictures(bundle.pdf.path))
    number = 0
    for part in book.parts:
        number += part.placement.blank_before
        for alone in pictures(part.rendition.pdf.path):
            inside = (0, 34, alone.width, alone.height - 34)

            assert ImageChops.difference(alone.crop(inside), bound[number].crop(inside)).getbbox() is None
            number += 1

    assert number == len(bound)


def test_a_word_that_is_read_in_a_bundle_is_read_in_order(book: Book, bundle: Bundle) -> None:
    document = pypdfium2.PdfDocument(bundle.pdf.path)
    text = document[6].get_textpage().get_text_range()
    document.close()

    assert text.index("The harbour") < text.index("See the nets") < text.index("A note with efficient fjords")


def test_pictures_are_not_to_be_smoothed(book: Book, pdf: Pdf) -> None:
    part = next(part for part in book.parts if part.slug == "light")
    with Pdf.open(part.rendition.pdf.path) as alone:
        assert any("/Interpolate" in picture for picture in _pictures(alone))

    assert [("/Interpolate" in picture) for picture in _pictures(pdf)] == [False]


def _pictures(pdf: Pdf) -> list[pikepdf.Object]:
    return [ob for ob in pdf.objects if isinstance(ob, pikepdf.Stream) and ob.get("/Subtype") == Name.Image]


def spoiled(book: Book, folder: Path, change: str) -> Book:
    """The book with its last part's file broken in some way."""
    last = book.parts[-1]
    path = folder / "spoiled.pdf"
    data = last.rendition.pdf.path.read_bytes()
    match change:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "empty":
            path.write_bytes(b"")
        case "words":
            path.write_text("Dear reader, this is no PDF at all")
        case "streams":
            path.write_bytes(data.replace(b"stream\nx", b"stream\ny"))
        case "untagged":
            with Pdf.open(last.rendition.pdf.path) as pdf:
                del pdf.Root.StructTreeRoot
                pdf.save(path)
        case "no elements":
            with Pdf.open(last.rendition.pdf.path) as pdf:
                pdf.Root.StructTreeRoot.K = Array()
                pdf.save(path)
        case "more pages":
            with Pdf.open(last.rendition.pdf.path) as pdf:
                pdf.add_blank_page()
                pdf.save(path)
        case _:
            path.unlink(missing_ok=True)
    rendition = Rendition("colophon", Blob(path, 0, ""), 1, "recto")
    return replace(book, parts=(*book.parts[:-1], replace(last, rendition=rendition)))


@pytest.mark.parametrize(
    "change", ["cut", "empty", "words", "streams", "untagged", "no elements", "more pages", "gone"]
)
def test_a_part_that_is_not_whole_is_named(change: str, book: Book, tmp_path: Path) -> None:
    with pytest.raises(BindError) as caught:
        bind(spoiled(book, tmp_path, change), tmp_path / "out.pdf")

    assert caught.value.where == "colophon"
    assert not (tmp_path / "out.pdf").exists()


def test_a_disk_that_is_full_is_a_failure_with_a_name(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BindError, match="cannot be written"):
        bind(book, tmp_path / "no such folder" / "out.pdf")
    if Path("/dev/full").exists():
        (tmp_path / "full").symlink_to("/dev/full")
        with pytest.raises(BindError, match="No space left"):
            bind(book, tmp_path / "full")


@pytest.mark.parametrize("seed", range(40))
def test_a_part_spoiled_anywhere_is_bound_or_named(seed: int, book: Book, tmp_path: Path) -> None:
    dice = random.Random(seed)
    last = book.parts[-1]
    with Pdf.open(last.rendition.pdf.path) as pdf:
        pdf.save(tmp_path / "flat.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = bytearray((tmp_path / "flat.pdf" if seed % 2 else last.rendition.pdf.path).read_bytes())
    for _ in range(seed % 4 + 1):
        data[dice.randrange(len(data))] = dice.randrange(256)
    (tmp_path / "spoiled.pdf").write_bytes(data)
    rendition = replace(last.rendition, pdf=Blob(tmp_path / "spoiled.pdf", len(data), ""))

    try:
        bound = bind(Book((replace(last, rendition=rendition),), books.IMPRINT), tmp_path / "out.pdf")
    except BindError as error:
        assert error.where == "colophon"
    else:
        assert bound.pages == 1 + last.placement.blank_before


def test_nothing_to_bind_is_an_error(out: Path) -> None:
    with pytest.raises(BindError, match="nothing to bind"):
        bind(Book((), books.IMPRINT), out)


def test_a_part_twice_is_an_error(book: Book, out: Path) -> None:
    with pytest.raises(BindError, match="twice") as caught:
        bind(replace(book, parts=(*book.parts, book.parts[0])), out)
    assert caught.value.where == "cover"


def test_one_article_alone_is_as_whole_as_an_issue(book: Book, out: Path) -> None:
    alone = next(part for part in book.parts if part.slug == "light")

    bundle = bind(replace(book, parts=(replace(alone, section=""),)), out)

    with Pdf.open(out) as pdf:
        assert bundle.pages == 3
        assert [str(element.S) for element in books.elements(pdf)][:2] == ["/Document", "/Art"]
        assert str(pdf.Root.Outlines.First.Title) == "A light"


def attached(part: Part, folder: Path) -> Part:
    """The part with a file attached to it."""
    path = folder / f"{part.slug}.pdf"
    with Pdf.open(part.rendition.pdf.path) as pdf:
        pdf.attachments["data é.csv"] = pikepdf.AttachedFileSpec(pdf, part.slug.encode(), filename="data é.csv")
        pdf.save(path)
    return replace(part, rendition=replace(part.rendition, pdf=Blob(path, path.stat().st_size, "")))


def test_files_that_parts_carry_are_kept_each_with_its_part(book: Book, tmp_path: Path) -> None:
    parts = [attached(part, tmp_path) if part.kind == "article" else part for part in book.parts]

    bind(replace(book, parts=tuple(parts)), tmp_path / "out.pdf")

    with Pdf.open(tmp_path / "out.pdf") as pdf:
        held = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        assert held == {f"{slug}#data%20%C3%A9.csv": slug.encode() for slug in ("harbour", "light", "tides")}
        owners = [str(element.T) for element in books.elements(pdf) if "/AF" in element]
        assert owners == ["The harbour", "Les marées", "A light"]


def test_no_object_is_written_that_nobody_needs(pdf: Pdf) -> None:
    reached: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [pdf.trailer]
    while waiting:
        here = waiting.pop()
        if here.is_indirect:
            if here.objgen in reached:
                continue
            reached.add(here.objgen)
        if isinstance(here, Dictionary | pikepdf.Stream):
            waiting += [value for _, value in here.items() if isinstance(value, pikepdf.Object)]
        elif isinstance(here, Array):
            waiting += [value for value in here if isinstance(value, pikepdf.Object)]
    kinds = (Name.ObjStm, Name.XRef)
    all_of_them = {ob.objgen for ob in pdf.objects if isinstance(ob, Dictionary | Array | pikepdf.Stream)}
    packing = {ob.objgen for ob in pdf.objects if isinstance(ob, pikepdf.Stream) and ob.get("/Type") in kinds}

    assert all_of_them - packing - reached == set()


@pytest.mark.external("qpdf")
def test_qpdf_finds_no_fault(bundle: Bundle) -> None:
    said = subprocess.run(["qpdf", "--check", bundle.pdf.path], capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stderr


@pytest.mark.external("verapdf")
def test_a_bundle_keeps_pdf_ua_and_an_archive_both_standards(book: Book, bundle: Bundle, out: Path) -> None:
    bind(replace(book, profile="archive"), out)

    verdicts = [*verapdf.verify(bundle.pdf.path, flavours=("ua1",)), *verapdf.verify(out, flavours=("ua1", "3a"))]

    assert all(verdict.passed for verdict in verdicts), "\n".join(map(str, verdicts))
