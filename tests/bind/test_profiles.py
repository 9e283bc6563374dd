"""What a file for the press must be, and that no profile claims what another does."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from printkit.bind import bind, colour
from printkit.bind.press import greyed
from printkit.errors import BindError
from printkit.model.layout import MM
from printkit.model.products import Book, PressRun
from tests.bind import books
from tests.typeset.galleys import blob

BLEED = 3 * MM
ICC = struct.pack(">I4sI4s4s4s", 132, b"", 0x02100000, b"prtr", b"CMYK", b"Lab ") + bytes(12) + b"acsp" + bytes(92)

INKS = f"""<article><h1 style="color: #8c1c13">Inks</h1><p style="color: #4a4a4a">Grey words</p><p>Black words, and
<a href="https://example.org/">a link</a></p><p style="opacity: .5">Half seen</p>
<p style="background: linear-gradient(red, blue)">Red to blue</p><img src="pictures/boat.png" alt="A boat">
<svg viewBox="0 0 9 9" width="30" height="30"><rect width="5" height="5" fill="#333"/></svg>{books.FILLING * 9}
</article>"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with all kinds of colour, bound for a press."""
    folder = tmp_path_factory.mktemp("press")
    css = books.CSS.replace("@page { size", "@page { bleed: 3mm; size")
    copies = (
        books.Copy("inks", INKS, "Inks", css=css),
        books.Copy("light", books.LIGHT, "A light", css=css, opens="verso"),
    )
    run = PressRun("FOGRA39", blob(folder / "inks.icc", ICC), BLEED, ("crop", "cross"))
    bind(replace(books.compiled(copies, folder, profile="press"), press=run), folder / "out.pdf")
    return folder / "out.pdf"


@pytest.fixture
def press(printed: Path) -> Iterator[Pdf]:
    with Pdf.open(printed) as opened:
        yield opened


def sides(box: Object) -> list[float]:
    return [float(side) for side in box]


def streams(pdf: Pdf, kind: str) -> list[Any]:
    return [found for found in pdf.objects if isinstance(found, Stream) and str(found.get("/Subtype")) == kind]


def operators(pdf: Pdf) -> Iterator[tuple[list[str], str, Any]]:
    """Every operator of every page and form, with the resources that it is drawn with."""
    for holder in (*(page.obj for page in pdf.pages), *streams(pdf, "/Form")):
        drawn: Any = Page(holder) if holder.get("/Type") == Name.Page else holder
        instructions: Any = pikepdf.parse_content_stream(drawn)
        for operands, operator in instructions:
            yield [str(operand) for operand in operands], str(operator), holder.get("/Resources")


def test_each_page_has_its_trim_its_bleed_and_room_for_marks(press: Pdf) -> None:
    for page in press.pages:
        trim, bleed, media = (sides(page.obj[key]) for key in ("/TrimBox", "/BleedBox", "/MediaBox"))

        assert trim == pytest.approx([0, 0, 120 * MM, 180 * MM], abs=0.01)
        assert [round(abs(a - b), 2) for a, b in zip(trim, bleed, strict=True)] == [round(BLEED, 2)] * 4
        assert all(abs(a) > abs(b) for a, b in zip(media[:2], bleed[:2], strict=True))
        assert media[2] > bleed[2]
        assert media[3] > bleed[3]


def test_marks_stand_outside_the_bleed_on_every_page(press: Pdf) -> None:
    for page in press.pages:
        data = page.obj.Contents.read_bytes()
        lines = re.findall(rb"([-\d.]+) ([-\d.]+) m ([-\d.]+) ([-\d.]+) l S", data)
        left, bottom, right, top = sides(page.obj.BleedBox)

        assert len(lines) == 8 + 8
        for x, y, to_x, to_y in (map(float, line) for line in lines):
            outside_x = max(x, to_x) <= left + 0.01 or min(x, to_x) >= right - 0.01
            assert outside_x or max(y, to_y) <= bottom + 0.01 or min(y, to_y) >= top - 0.01


def test_it_says_what_it_is_and_what_it_is_for(printed: Path, press: Pdf) -> None:
    (intent,) = press.Root.OutputIntents

    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert (intent.DestOutputProfile.read_bytes(), int(intent.DestOutputProfile.N)) == (ICC, 4)
    with press.open_metadata() as xmp:
        assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["{http://ns.adobe.com/pdf/1.3/}Trapped"] == "False"
        assert "{http://www.aiim.org/pdfua/ns/id/}part" not in xmp
    assert press.docinfo["/Trapped"] == Name("/False")
    assert {"/Title", "/CreationDate", "/ModDate"} <= set(press.docinfo.keys())
    assert printed.read_bytes()[:8] == b"%PDF-1.6"
    assert not press.is_encrypted


def test_black_and_grey_are_set_in_black_ink_alone(press: Pdf) -> None:
    found = [(tuple(operands), operator) for operands, operator, _ in operators(press)]

    greys = [operands for operands, operator in found if operator in ("rg", "RG") and len(set(operands)) == 1]
    assert greys == []
    assert {operands for operands, operator in found if operator == "g"} >= {("0",), ("0.290196",), ("0.2",)}


def test_every_other_colour_has_a_profile(press: Pdf) -> None:
    coloured = [spaces for _, operator, spaces in operators(press) if operator in ("rg", "RG")]

    assert coloured
    for resources in coloured:
        kind, profile = resources.ColorSpace.DefaultRGB
        assert (str(kind), profile.read_bytes()) == ("/ICCBased", colour.srgb())
    for picture in streams(press, "/Image"):
        assert str(picture.ColorSpace[0]) == "/ICCBased"


def test_nothing_is_in_the_colours_of_a_screen(press: Pdf) -> None:
    for found in press.objects:
        if isinstance(found, Dictionary | Stream):
            for key in ("/ColorSpace", "/CS"):
                assert found.get(key) != Name.DeviceRGB
            if found.get("/S") == Name.Transparency:
                assert str(found.CS) == "/DeviceCMYK"
    groups = [form.Group for form in streams(press, "/Form") if "/Group" in form]
    assert {str(group.CS) for group in groups} == {"/DeviceCMYK"}


def test_nothing_on_its_pages_acts_and_no_word_is_lost(printed: Path, press: Pdf) -> None:
    assert not any("/Annots" in page.obj for page in press.pages)
    assert not any("/Obj" in found for found in press.objects if isinstance(found, Dictionary))
    assert not any(str(element.S) == "/Link" for element in books.elements(press))
    document = pypdfium2.PdfDocument(printed)
    assert "a link" in document[0].get_textpage().get_text_bounded()
    document.close()


def test_a_blank_page_has_the_boxes_of_the_others(press: Pdf) -> None:
    blanks = [page.obj for page in press.pages if b"Tj" not in page.obj.Contents.read_bytes()]

    assert blanks
    assert all(sides(blank.BleedBox) == sides(press.pages[0].obj.BleedBox) for blank in blanks)


def test_without_marks_the_paper_ends_with_the_bleed(book: Book, out: Path, tmp_path: Path) -> None:
    run = PressRun("FOGRA39", blob(tmp_path / "inks.icc", ICC), BLEED)

    bind(replace(book, profile="press", press=run), out)

    with Pdf.open(out) as pdf:
        assert all(sides(page.obj.MediaBox) == sides(page.obj.BleedBox) for page in pdf.pages)
        assert isinstance(pdf.pages[0].obj.Contents, Stream | Array)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [({"press": None}, "names the press"), ({"imprint": replace(books.IMPRINT, date=None)}, "has a date")],
)
def test_what_a_press_must_know_is_asked_for(
    change: dict[str, Any], complaint: str, book: Book, out: Path, tmp_path: Path
) -> None:
    run = PressRun("FOGRA39", blob(tmp_path / "inks.icc", ICC))

    with pytest.raises(BindError, match=complaint):
        bind(replace(replace(book, profile="press", press=run), **change), out)
    assert not out.exists()


def test_only_operators_become_grey() -> None:
    said = b"0 0 0 rg\n0.5 0.5 0.5 RG\n0 0 1 rg\n[<00> 0 0 0] TJ\n"

    assert greyed(said) == b"0 g\n0.5 G\n0 0 1 rg\n[<00> 0 0 0] TJ\n"
