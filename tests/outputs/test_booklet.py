"""Pages imposed, and read again by other implementations."""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, String

from printkit.facts import facts
from printkit.outputs.booklet import Imposed, Imposition, impose, usual_size
from printkit.outputs.folding import Booklet, Kind, NUp, Signatures
from tests.bind import books
from tests.outputs import pages
from tests.outputs.pages import BLEED, BLUE, HEIGHT, RED, WIDTH, Look

WHITE = (255, 255, 255)
BOOKLET = Imposition(Booklet(), thickness=0)
ONE_UP = Imposition(NUp(1, 1), bleed=0)


@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        (Booklet(), [[1], [2], [6, 3], [4, 5]]),
        (Signatures(4), [[4, 1], [2, 3], [5], [6]]),
        (NUp(2, 2), [[1, 2, 3, 4], [5, 6]]),
    ],
)
def test_each_side_shows_its_pages(six: Path, out: Path, kind: Kind, sides: list[list[int]]):
    impose(six, Imposition(kind), out)

    assert pages.words(out) == sides


def test_what_was_made_is_reported(six: Path, out: Path):
    made = impose(six, Imposition(Booklet(), thickness=0.5), out)

    assert made == Imposed(made.pdf, 6, 2, 4, 2, 0.5, 1.0, made.notes)
    assert [note.code for note in made.notes] == ["impose.blanks"]
    assert made.pdf.size == out.stat().st_size


def test_each_sides_text_is_that_of_its_pages_in_a_bound_issue(issue: Path, out: Path):
    made = impose(issue, Imposition(Signatures(8), marks=True), out)

    alone = pages.texts(issue)
    labels = [side.label for side in facts(out).pages]
    named = {page.label: page.number - 1 for page in facts(issue).pages}
    assert made.pages == len(alone)
    for text, label in zip(pages.texts(out), labels, strict=True):
        shown = [named[page] for page in label.partition(": ")[2].split(", ") if page != "blank"]
        assert text.split() == " ".join(alone[page] for page in shown).split()


def test_a_sides_label_says_which_pages_it_holds(six: Path, out: Path):
    impose(six, Imposition(Booklet()), out)

    assert [page.label for page in facts(out).pages] == [
        "1 front: blank, Cover",
        "1 back: 1, blank",
        "2 front: 5, 2",
        "2 back: 3, 4",
    ]


def test_a_page_alone_on_a_sheet_looks_as_it_did(issue: Path, out: Path):
    impose(issue, ONE_UP, out)

    for side in range(len(pages.texts(issue))):
        assert pages.apart(pages.picture(issue, side), pages.picture(out, side)) < 0.1, side


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stays_turned(tmp_path: Path, out: Path, turn: int):
    # pdfium shows a page's crop box, so that the page has to end at its trim.
    look = Look(corner=(30, 30), bleed=0, turn=turn)
    source = pages.book(tmp_path / "turned.pdf", [look])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.CropBox = pdf.pages[0].obj.TrimBox
        pdf.save(source)

    impose(source, ONE_UP, out)

    alone, imposed = pages.picture(source), pages.picture(out)
    assert alone.size == imposed.size == ((300, 200) if turn % 180 else (200, 300))
    assert pages.apart(alone, imposed) < 0.1


def test_a_turn_that_is_no_right_angle_is_none(tmp_path: Path, out: Path):
    impose(pages.book(tmp_path / "turned.pdf", [Look(turn=45)]), ONE_UP, out)

    assert pages.boxes(out, "/MediaBox") == [(0, 0, WIDTH, HEIGHT)]


def test_a_page_measured_in_another_unit_is_as_large_as_it_says(tmp_path: Path, out: Path):
    source = pages.book(tmp_path / "unit.pdf", [Look(size=(100, 150), unit=2)])

    impose(source, ONE_UP, out)

    assert pages.boxes(out, "/MediaBox") == [(0, 0, 200, 300)]


def test_bleed_is_kept_at_the_outer_edges_and_clipped_at_the_spine(tmp_path: Path, out: Path):
    source = pages.many(tmp_path / "four.pdf", 4)

    impose(source, replace(BOOKLET, marks=True), out)

    assert pages.boxes(out, "/TrimBox")[0] == pytest.approx(_around(out, 0), abs=0.01)
    left, bottom, right, top = pages.boxes(out, "/TrimBox")[0]
    drawn, spine, middle = pages.picture(out), (left + right) / 2, (bottom + top) / 2
    assert [pages.colour(drawn, spine + x, middle + 50) for x in (-2, 2)] == [BLUE, RED]
    assert pages.colour(drawn, left - BLEED + 1, middle) == BLUE
    assert pages.colour(drawn, right + BLEED - 2, middle) == RED
    assert pages.colour(drawn, right + BLEED + 2, middle + 30) == WHITE
    assert pages.colour(drawn, spine + 30, top + BLEED - 2) == RED


def _around(out: Path, bleed: float) -> tuple[float, ...]:
    """The spread of two pages in the middle of the sheet."""
    _, _, wide, high = pages.boxes(out, "/MediaBox")[0]
    x, y = (wide - 2 * WIDTH) / 2, (high - HEIGHT) / 2
    return x - bleed, y - bleed, wide - x + bleed, high - y + bleed


def test_the_boxes_say_trim_and_bleed(tmp_path: Path, out: Path):
    impose(pages.many(tmp_path / "four.pdf", 4), replace(BOOKLET, bleed=5), out)

    assert pages.boxes(out, "/MediaBox")[0] == (0, 0, 2 * WIDTH + 10, HEIGHT + 10)
    assert pages.boxes(out, "/TrimBox")[0] == (5, 5, 2 * WIDTH + 5, HEIGHT + 5)
    assert pages.boxes(out, "/BleedBox")[0] == (0, 0, 2 * WIDTH + 10, HEIGHT + 10)


def test_what_lies_around_a_trim_without_a_box_for_bleed_is_left_out(tmp_path: Path, out: Path):
    source = pages.book(tmp_path / "no-bleed.pdf", [Look(bleed=0)] * 4)

    impose(source, BOOKLET, out)

    assert pages.boxes(out, "/MediaBox")[0] == (0, 0, 2 * WIDTH, HEIGHT)


def test_creep_moves_the_inner_pages_to_the_spine_step_by_step(tmp_path: Path, out: Path):
    source = pages.many(tmp_path / "twelve.pdf", 12)

    impose(source, Imposition(Booklet(), creep=6), out)

    fronts = [pages.starts(out, side) for side in (0, 2, 4)]
    outer = fronts[0]
    assert [left - outer[0] for left, _ in fronts] == pytest.approx([0, 3, 6], abs=0.02)
    assert [right - outer[1] for _, right in fronts] == pytest.approx([0, -3, -6], abs=0.02)
    assert [box[2] - box[0] for box in pages.boxes(out, "/TrimBox")[::2]] == pytest.approx([400, 394, 388])


def test_each_signature_creeps_for_itself(tmp_path: Path, out: Path):
    source = pages.many(tmp_path / "sixteen.pdf", 16)

    made = impose(source, Imposition(Signatures(8), creep=6), out)

    starts = [pages.starts(out, side)[0] for side in range(0, 8, 2)]
    assert starts == pytest.approx([starts[0], starts[0] + 6] * 2, abs=0.02)
    assert made.creep == 6


def test_a_small_paper_is_filled_and_said(tmp_path: Path, out: Path):
    made = impose(pages.many(tmp_path / "four.pdf", 4), Imposition(Booklet(), paper=(150, 200)), out)

    assert made.scale == pytest.approx(0.5)
    assert pages.boxes(out, "/MediaBox")[0] == (0, 0, 200, 150)
    assert "impose.scaled" in [note.code for note in made.notes]


def test_pages_of_other_sizes_are_fitted_into_the_usual_one_and_named(tmp_path: Path, out: Path):
    looks = [Look(), Look(), Look((400, 600)), Look((300, 200)), Look((100, 100)), Look()]
    source = pages.book(tmp_path / "mixed.pdf", looks)

    made = impose(source, Imposition(NUp(1, 1)), out)

    assert [note.code for note in made.notes] == ["impose.mixed-sizes"]
    assert made.notes[0].text.endswith(": 2, 3, 4")
    assert pages.words(out) == [[1], [2], [3], [4], [5], [6]]
    shrunk, turned, small = (pages.picture(out, side) for side in (2, 3, 4))
    inner = BLEED + 3
    assert [pages.colour(shrunk, x, 50) for x in (inner, BLEED - 2)] == [RED, WHITE]
    assert [pages.colour(turned, x, HEIGHT) for x in (inner, WIDTH)] == [BLUE, BLUE]
    assert [pages.colour(small, WIDTH / 2 + BLEED, y) for y in (BLEED + 90, BLEED + 110)] == [WHITE, RED]


def test_the_usual_size_is_that_of_most_pages():
    assert usual_size([(1, 1), (200, 300), (200.4, 300), (5, 5)]) == (200, 300)
    assert usual_size([(200, 300), (100, 100)]) == (200, 300)


def bound_at_the_right(path: Path) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
        pdf.save(path)
    return path


@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        (Booklet(), [[1], [2], [3, 6], [5, 4]]),
        (Signatures(4), [[1, 4], [3, 2], [5], [6]]),
        (NUp(3, 1), [[3, 2, 1], [6, 5, 4]]),
        (NUp(2, 2), [[2, 1, 4, 3], [6, 5]]),
    ],
)
def test_what_is_read_from_the_right_is_imposed_from_the_right(
    six: Path, out: Path, kind: Kind, sides: list[list[int]]
):
    impose(bound_at_the_right(six), Imposition(kind, thickness=0, marks=True), out)

    assert [as_they_lie(out, side) for side in range(len(sides))] == sides


def as_they_lie(path: Path, side: int) -> list[int]:
    """The numbers of the pages on a side, row by row from the head, from the left to the right."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[side].get_textpage()
        said = text.get_text_range()
        found = [(text.get_charbox(one.start()), int(one[1])) for one in re.finditer(r"page (\d+)", said)]
    return [number for _, number in sorted(found, key=lambda one: (-round(one[0][3], -1), one[0][0]))]


def test_creep_moves_pages_to_the_spine_whichever_side_they_are_read_from(tmp_path: Path, out: Path):
    source = bound_at_the_right(pages.many(tmp_path / "twelve.pdf", 12))

    impose(source, Imposition(Booklet(), creep=6), out)

    lefts, rights = zip(*(sorted(pages.starts(out, side)) for side in (0, 2, 4)), strict=True)
    assert [left - lefts[0] for left in lefts] == pytest.approx([0, 3, 6], abs=0.02)
    assert [right - rights[0] for right in rights] == pytest.approx([0, -3, -6], abs=0.02)
    assert as_they_lie(out, 4) == [5, 8]


def test_the_first_page_keeps_its_bleed_at_the_edge_and_loses_it_at_the_spine(six: Path, out: Path):
    impose(bound_at_the_right(six), Imposition(Booklet(), bleed=BLEED, thickness=0, marks=True), out)

    left, bottom, right, top = pages.boxes(out, "/TrimBox")[0]
    front, spine, middle = pages.picture(out), (left + right) / 2, (bottom + top) / 2
    assert pages.colour(front, left - BLEED + 2, middle) == RED
    assert pages.colour(front, spine + 2, middle) == WHITE


def test_the_output_intent_and_the_title_are_kept(issue: Path, out: Path):
    impose(issue, Imposition(Booklet()), out)

    with pikepdf.open(issue) as before, pikepdf.open(out) as after:
        kept, made = before.Root.OutputIntents[0], after.Root.OutputIntents[0]
        assert made.S == kept.S == "/GTS_PDFA1"
        assert made.DestOutputProfile.read_bytes() == kept.DestOutputProfile.read_bytes()
        with after.open_metadata() as said:
            assert said["dc:title"] == books.IMPRINT.title
    found = facts(out)
    assert found.metadata["title"] == books.IMPRINT.title
    assert found.metadata["producer"] == "printkit"


def test_a_printed_sheet_has_no_tags_and_claims_no_standard(issue: Path, out: Path):
    impose(issue, Imposition(Booklet()), out)

    found = facts(out)
    assert found.claims == ()
    assert found.tags is None
    assert found.links == ()
    with pikepdf.open(out) as pdf:
        held = [made for made in pdf.objects if isinstance(made, Dictionary | pikepdf.Stream)]
    assert not [made for made in held if "/StructParents" in made or "/StructParent" in made]


def test_every_face_is_still_there_once(issue: Path, out: Path):
    impose(issue, Imposition(Booklet()), out)

    assert facts(out).fonts == facts(issue).fonts


def test_each_page_is_one_form(six: Path, out: Path):
    impose(six, Imposition(Booklet()), out)

    with pikepdf.open(out) as pdf:
        forms = [sorted(page.obj.Resources.XObject.keys()) for page in pdf.pages]
    assert forms == [["/P1"], ["/P2"], ["/P3", "/P6"], ["/P4", "/P5"]]


def test_layers_stay_hidden(six: Path, out: Path):
    with pikepdf.open(six, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(L=layer)
        page.Contents = pdf.make_stream(b"/OC /L BDC " + page.Contents.read_bytes() + b" EMC")
        pdf.save(six)

    impose(six, ONE_UP, out)

    assert pages.colour(pages.picture(out), 50, 50) == WHITE


def test_annotations_that_are_printed_are_kept_as_they_look(six: Path, out: Path):
    with pikepdf.open(six, allow_overwriting_input=True) as pdf:
        box = Array([0, 0, 10, 10])
        look = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=box, Matrix=Array([0, 1, -1, 0, 0, 0]))
        stamp = pdf.make_stream(b"0 1 0 rg 0 0 10 5 re f", look)
        held = [
            Dictionary(Subtype=Name.Stamp, F=4, Rect=Array([0, 85, 40, 105]), AP=Dictionary(N=stamp)),
            Dictionary(Subtype=Name.Stamp, F=6, Rect=Array([80, 85, 120, 105]), AP=Dictionary(N=stamp)),
            Dictionary(Subtype=Name.Link, F=4, Rect=Array([80, 85, 120, 105])),
        ]
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one) for one in held])
        pdf.save(six)

    impose(six, ONE_UP, out)

    drawn = pages.picture(out)
    # The stamp is turned by its own matrix: its lower half comes to lie at the right.
    assert [pages.colour(drawn, x, 60) for x in (25, 55, 110)] == [RED, (0, 255, 0), RED]


def test_a_page_without_content_is_a_blank(tmp_path: Path, out: Path):
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(200, 300))
        del pdf.pages[1].obj["/Contents"]
        pdf.save(tmp_path / "blank.pdf")

    impose(tmp_path / "blank.pdf", BOOKLET, out)

    assert pages.texts(out) == ["", ""]


def test_pages_do_not_drag_along_what_they_point_to(six: Path, out: Path):
    with pikepdf.open(six, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(X=pdf.make_stream(b"", Dictionary(Subtype=Name.Form, Up=page)))
        pdf.save(six)

    impose(six, ONE_UP, out)

    with pikepdf.open(out) as pdf:
        assert [str(made.get("/Type")) for made in pdf.objects if isinstance(made, Dictionary)].count("/Page") == 6


def test_the_same_pages_make_the_same_bytes(issue: Path, tmp_path: Path):
    plan = Imposition(Signatures(16), marks=True, registration=True)
    copy = tmp_path / "other folder" / "copy.pdf"
    copy.parent.mkdir()
    copy.write_bytes(issue.read_bytes())

    impose(issue, plan, tmp_path / "a.pdf")
    impose(copy, plan, copy.parent / "b.pdf")

    assert (tmp_path / "a.pdf").read_bytes() == (copy.parent / "b.pdf").read_bytes()


def test_94_pages_take_less_than_a_second(tmp_path: Path, out: Path):
    source = pages.many(tmp_path / "long.pdf", 94)
    started = time.process_time()

    made = impose(source, Imposition(Booklet(), marks=True), out)

    assert time.process_time() - started < 1
    assert (made.sheets, made.blanks) == (24, 2)


# Other implementations.


@pytest.mark.external("qpdf", "poppler", "mupdf")
@pytest.mark.parametrize("kind", [Booklet(), Signatures(8), NUp(2, 2)])
def test_other_readers_do_not_complain(issue: Path, out: Path, kind: Kind):
    impose(issue, Imposition(kind, marks=True, registration=True), out)

    for command in (["qpdf", "--check"], ["pdftotext", "-q"], ["pdffonts"], ["mutool", "info"]):
        words = [*command, str(out), *([os.devnull] if command[0] == "pdftotext" else [])]
        answer = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stderr) == (0, ""), command


@pytest.mark.external("mupdf")
def test_a_side_drawn_by_another_reader_shows_its_pages(issue: Path, out: Path):
    impose(issue, BOOKLET, out)

    answer = subprocess.run(["mutool", "draw", "-q", "-F", "txt", str(out)], capture_output=True, text=True, check=True)

    assert answer.stdout.count("Catches") == "".join(pages.texts(issue)).count("Catches")
    assert "error" not in answer.stderr
