"""What the bundle says of itself."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Name, Pdf
from PIL import Image, ImageCms

from printkit.bind import bind, colour, metadata
from printkit.errors import BindError
from printkit.model.products import Book, Bundle, Imprint
from tests.bind import books


def test_the_packet_names_the_issue(pdf: Pdf) -> None:
    with pdf.open_metadata() as xmp:
        said = dict(xmp)

    assert said["{http://purl.org/dc/elements/1.1/}title"] == "The Harbour Review, 12"
    assert said["{http://purl.org/dc/elements/1.1/}creator"] == ["Ada Quay", "Bo <Mole>"]
    assert said["{http://purl.org/dc/elements/1.1/}language"] == {"en", "fr"}
    assert said["{http://purl.org/dc/elements/1.1/}rights"] == "CC BY 4.0"
    assert said["{http://purl.org/dc/elements/1.1/}date"] == ["2026-03-01"]
    assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_the_information_dictionary_says_the_same(bundle: Bundle) -> None:
    with Pdf.open(bundle.pdf.path) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items()}

    assert said == {
        "/Title": "The Harbour Review, 12",
        "/Author": "Ada Quay; Bo <Mole>",
        "/Subject": "Tides & lights",
        "/Keywords": "sea, light",
        "/Producer": "printkit",
        "/CreationDate": "D:20260301000000Z",
        "/ModDate": "D:20260301000000Z",
    }


def test_the_catalog_tells_a_reader_how_to_open_it(pdf: Pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.Root.PageMode == Name.UseOutlines
    assert pdf.pdf_version == "1.7"


def test_an_imprint_without_a_date_leaves_no_date(book: Book, out: Path) -> None:
    bind(replace(book, imprint=Imprint("Review", "en", issue_line="The Harbour")), out)

    data = out.read_bytes()
    assert b"CreateDate" not in data
    with Pdf.open(out) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}


def test_the_identifier_changes_with_the_content_alone(book: Book, tmp_path: Path) -> None:
    bind(book, tmp_path / "a.pdf")
    bind(replace(book, imprint=replace(books.IMPRINT, rights="CC0")), tmp_path / "b.pdf")
    bind(replace(book, imprint=replace(books.IMPRINT, title="Another")), tmp_path / "c.pdf")

    identifiers = [_identifier(tmp_path / f"{letter}.pdf") for letter in "abc"]
    assert identifiers[0] == identifiers[1], "rights stand in the packet itself"
    assert identifiers[0] != identifiers[2]
    assert identifiers[0].startswith("urn:uuid:")


def _identifier(path: Path) -> str:
    with Pdf.open(path) as pdf, pdf.open_metadata() as xmp:
        return str(xmp["{http://purl.org/dc/elements/1.1/}identifier"])


def test_an_identifier_is_a_uuid_of_version_8() -> None:
    assert metadata.identifier(b"\xff" * 32) == "urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff"


def test_the_archive_profile_claims_both_standards_and_names_its_colours(book: Book, out: Path) -> None:
    bind(replace(book, profile="archive"), out)

    with Pdf.open(out) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "3A"
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == colour.srgb()


def test_an_unknown_profile_is_refused_with_those_there_are(book: Book, out: Path) -> None:
    with pytest.raises(BindError, match=r"no profile 'billboard'.*screen, archive, press"):
        bind(replace(book, profile="billboard"), out)


def test_our_srgb_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(colour.srgb()))
    theirs = ImageCms.createProfile("sRGB")
    change = ImageCms.buildTransform(ours, theirs, "RGB", "RGB")
    ramp = Image.new("RGB", (16, 16))
    ramp.putdata([(x, 255 - x, x // 2) for x in range(256)])

    changed = ImageCms.applyTransform(ramp, change)

    assert changed is not None
    assert all(abs(a - b) <= 1 for a, b in zip(ramp.tobytes(), changed.tobytes(), strict=True))
