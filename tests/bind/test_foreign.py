"""Ready pages from elsewhere come in whole, described and harmless, or not at all."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Dictionary, Name
from PIL import ImageChops

from printkit import bind
from printkit.bind.foreign import Foreign
from printkit.errors import SourceError
from printkit.model.products import Blob, Book, Bundle, Imprint, Part, Placement, PressRun, Rendition
from tests.bind import adverts
from tests.bind.books import elements
from tests.external import verapdf


def taken(path: Path, *, alt: str = "A quay with ships") -> Rendition:
    order = Foreign("advert", path, "ads/advert.pdf", "Ship chandlers", alt)
    return bind.take_in(order, path.with_name("taken.pdf"))


def bound(path: Path, profile: str = "screen", *, alt: str = "A quay with ships", blank: bool = False) -> Bundle:
    placement = Placement(3 if blank else 1, blank_before=blank)
    part = Part("advert", "article", "Ship chandlers", "en", taken(path, alt=alt), placement, stamped=False)
    return bind.bind(Book((part,), Imprint("Tides", "en"), profile), path.with_name("bound.pdf"))


def opened(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(bound(path).pdf.path)


def codes(rendition: Rendition) -> list[str]:
    return [note.code for note in rendition.notes]


def all_objects(pdf: pikepdf.Pdf) -> str:
    return "\n".join(repr(found) for found in pdf.objects)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S)[1:] for element in elements(pdf)]


def test_a_page_without_tags_is_one_described_figure(tmp_path: Path) -> None:
    with opened(adverts.saved(adverts.blank()[0], tmp_path)) as pdf:
        figure = elements(pdf)[-1]
        row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]

        assert kinds(pdf) == ["Document", "Part", "Figure"]
        assert str(figure.Alt) == "A quay with ships"
        assert [float(side) for side in figure.A.BBox] == [0, 0, 200, 300]
        assert row[0] == figure
        assert pdf.pages[0].Contents.read_bytes().startswith(b"/Figure <</MCID 0>> BDC")


def test_what_acts_is_left_out_and_named(tmp_path: Path) -> None:
    path = adverts.acting(tmp_path)

    rendition = taken(path)

    (note,) = [note for note in rendition.notes if note.code == "pdf.stripped"]
    assert "actions and scripts, attached files, form fields, links that act, notes and media" in note.text
    with opened(path) as pdf:
        said = all_objects(pdf)
        for word in ("JavaScript", "/JS", "Launch", "GoToR", "Widget", "AcroForm", "/AA", "EmbeddedFile", "Movie"):
            assert word not in said, word
        for address in ("file:", "javascript:", "printkit:", "calc", "cmd"):
            assert address not in said, address


def test_good_links_stay_in_the_tree_and_say_where_they_lead(tmp_path: Path) -> None:
    with opened(adverts.acting(tmp_path)) as pdf:
        web, inside = pdf.pages[0].Annots

        assert str(web.A.URI) == str(web.Contents) == "https://example.org/"
        assert inside.Dest[0] == pdf.pages[0].obj
        assert str(inside.Contents) == "Ship chandlers"
        assert kinds(pdf) == ["Document", "Part", "Figure", "Link", "Link"]


def test_what_a_filled_in_field_shows_is_printed(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(bound(adverts.acting(tmp_path)).pdf.path)[0]

    assert page.render().to_pil().getpixel((15, 300 - 15))[:3] == (255, 0, 0)


def test_a_sound_tree_is_grafted_in_plain_types(tmp_path: Path) -> None:
    rendition = taken(adverts.tagged(tmp_path), alt="")

    assert codes(rendition) == ["pdf.no-alt"]
    with opened(tmp_path / "advert.pdf") as pdf:
        part, heading, figure = elements(pdf)[-3:]
        assert [str(one.S) for one in (part, heading, figure)] == ["/Part", "/H1", "/Figure"]
        assert str(part.Lang) == "fr"
        assert bytes(heading.ID) == b"advert/h"
        assert str(figure.Alt) == "A quay with ships"


def test_what_hangs_in_no_tree_is_an_artifact(tmp_path: Path) -> None:
    with opened(adverts.tagged(tmp_path)) as pdf:
        depth, loose = 0, []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):  # type: ignore[misc]
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in ("f", "S", "INLINE IMAGE") and depth != 1:
                loose.append((operands, operator))

        assert loose == []
        assert pdf.pages[0].Contents.read_bytes().count(b"/Artifact BMC") == 4


@pytest.mark.parametrize(
    ("content", "kids", "own_kid"),
    [
        (b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC", (0,), False),
        (b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", (0, 0), False),
        (b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", (0,), True),
        (b"/Artifact BMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC EMC", (0,), False),
        (b"0 0 9 9 re f", (0,), False),
        (b"0 0 9 9 re f", (), False),
    ],
    ids=["a number twice", "content twice", "an element in itself", "in an artifact", "not there", "nothing"],
)
def test_a_tree_that_cannot_be_trusted_makes_way_for_a_figure(
    content: bytes, kids: tuple[int, ...], own_kid: bool, tmp_path: Path
) -> None:
    path = adverts.with_tree(tmp_path, content, *kids, own_kid=own_kid)

    assert codes(taken(path)) == ["pdf.tags-unsound"]
    with opened(path) as pdf:
        assert kinds(pdf) == ["Document", "Part", "Figure"]


def test_without_a_description_the_title_stands_in(tmp_path: Path) -> None:
    path = adverts.saved(adverts.blank()[0], tmp_path)

    assert codes(taken(path, alt="")) == ["pdf.no-alt"]
    with pikepdf.open(bound(path, alt="").pdf.path) as pdf:
        assert str(elements(pdf)[-1].Alt) == "Ship chandlers"


def test_a_face_that_is_not_in_the_file_costs_the_claim(tmp_path: Path) -> None:
    path = adverts.lettered(tmp_path)

    bundle = bound(path, "archive")

    assert codes(taken(path)) == ["pdf.not-embedded"]
    (note,) = [note for note in bundle.notes if note.code == "pdf.claim"]
    assert "PDF/UA-1" in note.text
    assert "PDF/A-3a" in note.text
    with pikepdf.open(bundle.pdf.path) as pdf:
        claims = pdf.Root.Metadata.read_bytes()
        assert b"pdfuaid:part>" not in claims
        assert b"pdfaid:part>" not in claims


def test_what_is_no_operator_is_left_out(tmp_path: Path) -> None:
    with opened(adverts.saved(adverts.blank(b"BX 3 4 glow EX 0 0 9 9 re f")[0], tmp_path)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()

    assert b"glow" not in content
    assert b"0 0 9 9 re f" in content


def test_inks_cost_the_archive_claim_alone(tmp_path: Path) -> None:
    path = adverts.saved(adverts.blank(b"0 1 0 0 k 0 0 9 9 re f")[0], tmp_path)

    with pikepdf.open(bound(path, "archive").pdf.path) as pdf:
        claims = pdf.Root.Metadata.read_bytes()

    assert taken(path).breaks == ("PDF/A",)
    assert b"<pdfuaid:part>1" in claims
    assert b"<pdfaid:part>" not in claims


def test_a_hidden_layer_stays_hidden(tmp_path: Path) -> None:
    with opened(adverts.layered(tmp_path)) as pdf:
        usual = pdf.Root.OCProperties.D

        assert {str(layer.Name) for layer in pdf.Root.OCProperties.OCGs} == {"Seen", "Hidden"}
        assert [str(layer.Name) for layer in usual.OFF] == ["Hidden"]
        assert Name.AS not in usual
    page = pypdfium2.PdfDocument(tmp_path / "bound.pdf")[0].render().to_pil()
    assert page.getpixel((120, 180))[:3] == (255, 255, 255)
    assert page.getpixel((40, 260))[:3] == (255, 0, 0)


def test_a_page_has_what_it_inherits_and_a_tree_that_turns_in_a_circle_ends(tmp_path: Path) -> None:
    path = adverts.inheriting(tmp_path)

    with opened(path) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.obj.MediaBox] == [0, 0, 400, 300]
        assert [float(side) for side in page.obj.CropBox] == [10, 10, 390, 290]
        assert [float(side) for side in page.obj.TrimBox] == [10, 10, 390, 290]
        assert page.obj.Rotate == 270
        assert "/G" in page.obj.Resources.ExtGState


@pytest.mark.parametrize("make", [adverts.layered, adverts.tagged, adverts.self_contained])
def test_a_page_looks_as_it_did(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)

    before, after = (pypdfium2.PdfDocument(name)[0].render().to_pil() for name in (path, bound(path).pdf.path))

    assert ImageChops.difference(before, after).getbbox() is None


def test_a_page_under_thousands_of_nodes_is_found(tmp_path: Path) -> None:
    assert taken(adverts.deep(tmp_path)).pages == 1


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (adverts.locked, "locked"),
        (adverts.restricted, "locked"),
        (adverts.cut, "damaged"),
        (adverts.empty, "empty"),
        (adverts.text, "not a PDF"),
        (adverts.pageless, "no page"),
        (adverts.endless, "more than 2000 pages"),
        (adverts.bomb, "damaged"),
        (adverts.huge_picture, "damaged"),
        (adverts.self_drawing, "damaged"),
    ],
)
def test_what_cannot_be_taken_is_an_error_that_names_the_file(
    make: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    path = make(tmp_path)

    with pytest.raises(SourceError, match=said) as caught:
        taken(path)

    assert caught.value.where == "ads/advert.pdf"
    assert caught.value.hint


def test_the_blank_before_ready_pages_has_the_size_of_the_issues_pages(book: Book, tmp_path: Path) -> None:
    advert = taken(adverts.saved(adverts.blank()[0], tmp_path))
    harbour = next(part for part in book.parts if part.slug == "light")
    plain = replace(harbour, placement=Placement(1), rendition=harbour.rendition)
    ad = Part("ad", "article", "An ad", "en", advert, Placement(5, blank_before=True), stamped=False)

    bundle = bind.bind(replace(book, parts=(plain, ad)), tmp_path / "both.pdf")

    with pikepdf.open(bundle.pdf.path) as pdf:
        blank, before = pdf.pages[-2].obj, pdf.pages[0].obj
        assert "/Contents" not in blank
        assert list(blank.MediaBox) == list(before.MediaBox)
        assert [float(side) for side in pdf.pages[-1].obj.MediaBox] == [0, 0, 200, 300]


def test_an_issue_taken_into_another_keeps_its_tree_links_and_bookmarks(bundle: Bundle, tmp_path: Path) -> None:
    with pikepdf.open(bundle.pdf.path) as old, opened_copy(bundle, tmp_path) as new:
        added = Counter(kinds(new)) - Counter(kinds(old))

        assert added == Counter(Part=2), "the ready pages, and what was the older issue's document"
        assert sum(Counter(kinds(old)).values()) == sum(Counter(kinds(new)).values()) - 2
        assert len(new.pages) == len(old.pages)
        inner = [annotation for page in new.pages for annotation in page.get("/Annots", [])]
        assert len(inner) == sum(len(page.get("/Annots", [])) for page in old.pages)
        with new.open_outline() as outline:
            (top,) = outline.root
            assert "Features" in [item.title for item in top.children]


def opened_copy(bundle: Bundle, folder: Path) -> Any:
    path = folder / "advert.pdf"
    path.write_bytes(bundle.pdf.path.read_bytes())
    return opened(path)


@pytest.mark.external("verapdf", "qpdf")
@pytest.mark.parametrize("make", [adverts.acting, adverts.tagged, adverts.layered, adverts.inheriting])
def test_validators_pass_what_was_taken_in(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = bound(make(tmp_path), "archive").pdf.path

    verdicts = verapdf.verify(path, flavours=("ua1", "3a"))
    checked = subprocess.run(["qpdf", "--check", path], check=False, capture_output=True)

    assert [verdict.findings for verdict in verdicts if not verdict.passed] == []
    assert checked.returncode == 0


def test_a_press_run_tags_the_colours_of_ready_pages_and_sets_none_anew(tmp_path: Path) -> None:
    pdf, page = adverts.blank(b"0 0 0 rg 0 0 9 9 re f /A Do")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form = pdf.make_stream(b"0 0 0 rg 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Group = group
    page.obj.Resources = Dictionary(XObject=Dictionary(A=form))
    part = Part("ad", "article", "Ad", "en", taken(adverts.saved(pdf, tmp_path)), Placement(1), stamped=False)
    (tmp_path / "ink.icc").write_bytes(b"\0" * 16 + b"CMYK" + b"\0" * 108)
    run = PressRun("FOGRA39", Blob(tmp_path / "ink.icc", 128, ""), bleed=9, marks=("crop",))

    bound_ = bind.bind(
        Book((part,), Imprint("Tides", "en", date=date(2026, 3, 1)), "press", press=run), tmp_path / "press.pdf"
    )

    with pikepdf.open(bound_.pdf.path) as made:
        (page,) = made.pages
        drawn = page.obj.Resources.XObject.A
        assert b"0 0 0 rg" in page.Contents.read_bytes()
        assert b"0 0 0 rg" in drawn.read_bytes()
        assert drawn.Group.CS[0] == Name.ICCBased
        assert page.obj.Resources.ColorSpace.DefaultRGB[0] == Name.ICCBased
        assert [float(side) for side in page.obj.BleedBox] == [-9, -9, 209, 309]


def test_a_press_run_gives_up_its_claim_for_a_face_that_is_not_there(tmp_path: Path) -> None:
    part = Part("ad", "article", "Ad", "en", taken(adverts.lettered(tmp_path)), Placement(1), stamped=False)
    (tmp_path / "ink.icc").write_bytes(b"\0" * 16 + b"CMYK" + b"\0" * 108)
    run = PressRun("FOGRA39", Blob(tmp_path / "ink.icc", 128, ""), bleed=9)

    bound_ = bind.bind(
        Book((part,), Imprint("Tides", "en", date=date(2026, 3, 1)), "press", press=run), tmp_path / "press.pdf"
    )

    assert [note.code for note in bound_.notes] == ["pdf.claim"]
    with pikepdf.open(bound_.pdf.path) as made:
        assert b"PDF/X-4" not in made.Root.Metadata.read_bytes()
        assert "/BleedBox" in made.pages[0].obj
