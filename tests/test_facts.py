"""What a PDF is, read from its bytes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from printkit.bind import bind
from printkit.errors import SourceError
from printkit.facts import as_dict, as_text, facts
from printkit.model.layout import MM
from printkit.model.products import Bookmark, Facts, LinkFacts
from tests.bind import books


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    return bind(books.compiled(books.COPIES, folder), folder / "issue.pdf").pdf.path


@pytest.fixture(scope="module")
def found(issue: Path) -> Facts:
    return facts(issue)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "made.pdf"


def test_a_stamped_folio_is_read_as_text_and_equals_the_label(found: Facts) -> None:
    assert [page.folio for page in found.pages] == [
        *("", "", "i", "", "1", ""),
        *("3", "4", "5", "6", "7", "8", "9", "10", "", "12", "13", "14"),
    ]
    assert all(page.folio in ("", page.label) for page in found.pages)


def test_the_issue_line_is_told_from_the_folio(found: Facts) -> None:
    assert {page.line for page in found.pages if page.folio} == {"The Harbour Review · 12"}
    assert {page.line for page in found.pages if not page.folio} == {""}


def test_a_running_head_is_neither_folio_nor_issue_line(made: Path) -> None:
    head = (
        b"/Artifact <</Type /Pagination /Attached [/Top] /Subtype /Header>> BDC BT /F 7 Tf [(Low) -3 (l)] TJ ET EMC\n"
    )
    folio = b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC BT /F 7 Tf [(1) 2 (2)] TJ ET EMC"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_stream(head + folio)
        pdf.save(made)

    (page,) = facts(made).pages
    assert (page.folio, page.line) == ("12", "")


def test_boxes_are_in_points(found: Facts) -> None:
    assert found.pages[0].trim == pytest.approx((0, 0, 120 * MM, 180 * MM), abs=0.01)


def test_bookmarks_lead_to_pages(found: Facts) -> None:
    assert found.bookmarks[2:5] == (
        Bookmark(0, "Features", 5),
        Bookmark(1, "The harbour", 7),
        Bookmark(2, "Nets & knots()", 9),
    )


def test_links_are_followed_through_their_names(found: Facts) -> None:
    assert found.links[0] == LinkFacts(3, 7, "", tagged=True)
    assert found.links[4] == LinkFacts(7, 0, "https://example.org/a?b=1&c=2", tagged=True)
    assert [link.target_page for link in found.links] == [7, 11, 16, 9, 0, 11, 11, 9, 14]


def test_tags_are_counted_and_outlined(found: Facts) -> None:
    assert found.tags is not None
    assert found.tags.counts["Art"] == 3
    assert (2, "Art", "Les marées", "fr") in found.tags.outline


def test_fonts_are_listed_once_a_program(found: Facts) -> None:
    assert [font.name for font in found.fonts] == [
        *("Source-Code-Pro", "Source-Sans-3", "Source-Sans-3-Bold"),
        *("Source-Serif-4", "Source-Serif-4-Bold", "Source-Serif-4-Bold-Italic"),
    ]
    assert all(font.embedded and font.subset and font.size for font in found.fonts)


def test_the_rest_is_read_too(found: Facts) -> None:
    assert (found.version, found.lang, found.pictures, found.claims) == ("1.7", "en", 1, ("PDF/UA-1",))
    assert found.metadata["title"] == found.metadata["xmp.title"] == "The Harbour Review, 12"
    assert found.metadata["xmp.creator"] == "Ada Quay; Bo <Mole>"


def test_the_text_is_the_same_for_the_same_issue_and_says_no_sizes(found: Facts) -> None:
    said = as_text(found)

    assert "  trim 120.0 × 180.0 mm\n  1: label Cover, no folio\n" in said
    assert "\n  7: label 3, folio 3, The Harbour Review · 12\n" in said
    assert "\n    Les marées → 11\n" in said
    assert "\n  page 7 → https://example.org/a?b=1&c=2\n" in said
    assert "urn:uuid" not in said


def test_facts_as_a_dictionary_are_json(found: Facts) -> None:
    back = json.loads(json.dumps(as_dict(found)))

    assert back["pages"][2]["label"] == "i"
    assert back["tags"]["counts"]["Document"] == 1


def test_a_plain_pdf_is_read_as_what_it_lacks(made: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 200))
        pdf.save(made)

    plain = facts(made)

    assert plain.pages[0].label == "1"
    assert plain.pages[0].media == plain.pages[0].trim == (0, 0, 100, 200)
    assert (plain.tags, plain.fonts, plain.links, plain.claims, plain.lang) == (None, (), (), (), "")
    assert "\ntags\n  none\n" in as_text(plain)


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        ({"/S": Name.R}, ["I", "II", "III"]),
        ({"/S": Name.a, "/St": 26}, ["z", "aa", "bb"]),
        ({"/S": Name.D, "/P": String("A-"), "/St": 9}, ["A-9", "A-10", "A-11"]),
        ({"/P": String("Plate")}, ["Plate"] * 3),
    ],
)
def test_labels_of_every_style_are_read(style: dict[str, pikepdf.Object], labels: list[str], made: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.Root.PageLabels = Dictionary({"/Nums": Array([0, Dictionary(style)])})
        pdf.save(made)

    assert [page.label for page in facts(made).pages] == labels


def test_targets_of_every_kind_are_found(made: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        third = Array([pdf.pages[2].obj, Name.Fit])
        pdf.Root.Dests = Dictionary({"/old": third})
        pdf.Root.Names = Dictionary(
            {"/Dests": Dictionary({"/Names": Array([String("new"), Dictionary({"/D": third})])})}
        )
        targets: list[dict[str, pikepdf.Object]] = [
            {"/Dest": third},
            {"/Dest": Name("/old")},
            {"/Dest": String("new")},
            {"/A": Dictionary({"/S": Name.GoTo, "/D": String("new")})},
            {"/Dest": String("nowhere")},
        ]
        pdf.pages[0].Annots = Array([Dictionary(target | {"/Subtype": Name.Link}) for target in targets])
        pdf.save(made)

    assert [(link.target_page, link.tagged) for link in facts(made).links] == [(3, False)] * 4 + [(0, False)]


def test_bookmarks_that_run_in_a_circle_come_to_an_end(made: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        first = pdf.make_indirect(Dictionary({"/Title": String("Round")}))
        first.Next = first
        first.First = first
        pdf.Root.Outlines = pdf.make_indirect(Dictionary({"/First": first}))
        pdf.save(made)

    assert {bookmark.title for bookmark in facts(made).bookmarks} == {"Round"}


def test_a_font_that_is_not_embedded_is_said_to_be_so(made: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = Dictionary({"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica})
        page.Resources = Dictionary({"/Font": Dictionary({"/F1": font})})
        pdf.save(made)

    (font_facts,) = facts(made).fonts
    assert (font_facts.name, font_facts.kind, font_facts.embedded) == ("Helvetica", "Type1", False)


def test_an_encrypted_pdf_is_refused(made: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(SourceError, match="encrypted"):
        facts(made)


@pytest.mark.parametrize("data", [b"", b"Dear reader", b"%PDF-1.7\nand nothing more", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused_by_name(data: bytes, made: Path) -> None:
    made.write_bytes(data)

    with pytest.raises(SourceError) as caught:
        facts(made)
    assert caught.value.where == str(made)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        facts(tmp_path / "missing.pdf")


def test_a_pdf_cut_anywhere_is_read_or_refused_and_nothing_else(issue: Path, made: Path) -> None:
    data = issue.read_bytes()

    outcomes = set()
    for share in range(1, 20):
        made.write_bytes(data[: len(data) * share // 20])
        try:
            outcomes.add(len(facts(made).pages))
        except SourceError:
            outcomes.add(-1)

    assert -1 in outcomes


@pytest.mark.parametrize("seed", range(20))
def test_a_pdf_spoiled_anywhere_is_read_or_refused(seed: int, issue: Path, made: Path) -> None:
    dice = random.Random(seed)
    with pikepdf.open(issue) as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = bytearray(made.read_bytes())
    for _ in range(seed % 3 + 1):
        data[dice.randrange(len(data))] = dice.randrange(256)
    made.write_bytes(data)

    try:
        said = as_text(facts(made))
    except SourceError as error:
        assert error.where == str(made)
    else:
        assert said.startswith("PDF ")


def test_attachments_are_listed_by_name(made: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["tides.csv"] = pikepdf.AttachedFileSpec(pdf, b"1,2")
        pdf.save(made)

    assert facts(made).attachments == ("tides.csv",)
