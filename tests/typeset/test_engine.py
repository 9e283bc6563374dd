from __future__ import annotations

import base64
import errno
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from pypdf import PdfReader

from printkit import typeset
from printkit.errors import TypesetError
from printkit.model.layout import MM, Side
from printkit.model.products import Galley, Rendition
from printkit.typeset import engine
from tests.conftest import ROOT
from tests.typeset.galleys import PLAIN, blob, bomb, galley, page, picture, svg


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "part"


def codes(rendition: Rendition) -> list[str]:
    return [note.code for note in rendition.notes]


def left_edge(pdf: Path, number: int = 0) -> float:
    """Where the text of a page begins, in mm from the left."""
    found: list[float] = []
    PdfReader(pdf).pages[number].extract_text(
        visitor_text=lambda text, cm, tm, font, size: found.append(tm[4] * cm[0] + cm[4]) if text.strip() else None
    )
    return min(found) / MM


def test_a_galley_becomes_a_tagged_pdf(out: Path) -> None:
    rendition = typeset.typeset(galley("<h1>Harbour</h1><p>Ships."), "recto", out)

    catalog = PdfReader(out).root_object
    assert str(catalog["/MarkInfo"]) == "{'/Marked': True}"
    assert str(catalog["/Lang"]) == "en"
    assert (rendition.slug, rendition.pages, rendition.side, rendition.notes) == ("harbour", 1, "recto", ())


def test_the_blob_is_the_file_as_it_was_written(out: Path) -> None:
    pdf = typeset.typeset(galley("<p>Ships."), "recto", out).pdf

    data = out.read_bytes()
    assert (pdf.path, pdf.size, pdf.sha256) == (out, len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(("side", "edges"), [("recto", (30, 10)), ("verso", (10, 30))])
def test_the_first_page_is_the_side_asked_for_without_a_blank_before_it(
    side: Side, edges: tuple[int, int], out: Path
) -> None:
    body = '<p>Ships.</p><p style="break-before: page">Tides.</p>'

    rendition = typeset.typeset(galley(body), side, out)

    assert rendition.pages == len(PdfReader(out).pages) == 2
    assert (round(left_edge(out, 0)), round(left_edge(out, 1))) == edges


@pytest.mark.parametrize(("side", "edge"), [("recto", 30), ("verso", 10)])
def test_sides_are_physical_also_where_the_article_runs_from_right_to_left(side: Side, edge: int, out: Path) -> None:
    css = PLAIN + "html { direction: rtl } p { text-align: left }"

    typeset.typeset(galley("<p>Ships.", css=css), side, out)

    assert round(left_edge(out)) == edge


def test_the_first_page_rule_holds_on_a_verso(out: Path) -> None:
    css = PLAIN + "@page :first { size: 100mm 100mm }"

    typeset.typeset(galley("<p>Ships.", css=css), "verso", out)

    assert round(float(PdfReader(out).pages[0].mediabox.width) / MM) == 100


def test_the_same_galley_makes_the_same_bytes_in_another_folder_process_and_hash_seed(tmp_path: Path) -> None:
    code = "import sys; from tests.typeset.test_engine import set_whole; set_whole(sys.argv[1])"
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, env=env, check=True)
        made.append((folder / "part").read_bytes())

    assert made[0] == made[1]
    set_whole(str(tmp_path))
    assert (tmp_path / "part").read_bytes() == made[0]


def set_whole(folder: str) -> None:
    """Set a galley of many kinds of things, its assets and its pages in the folder named."""
    typeset.typeset(whole(Path(folder)), "verso", Path(folder) / "part")


def whole(folder: Path) -> Galley:
    """A galley with a picture, a link, an anchor, a counter style and a mark of the layout."""
    return galley(
        '<h1 id="a">Harbour</h1><p>Ships. <a href="#a">up</a> <a href="https://example.org/">out</a></p>'
        '<img src="pictures/a.jpg" alt="A ship"><ul><li>one<li>two</ul><img src="layout/mark.svg" alt="Mark">',
        css=PLAIN + "@counter-style star { system: cyclic; symbols: '*'; suffix: ' ' } ul { list-style: star }",
        pictures__a_jpg=blob(folder / "a.jpg", picture("JPEG")),
        layout__mark_svg=blob(folder / "mark.svg", svg('<circle r="4" fill="red"/>')),
    )


def test_no_date_is_written(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")

    typeset.typeset(galley("<p>Ships."), "recto", out)

    assert b"/CreationDate" not in out.read_bytes()
    assert (PdfReader(out).metadata or {}).keys() == {"/Title", "/Producer"}


def test_what_the_engine_says_becomes_notes_and_is_not_printed(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = '<p>Ships <a href="#nowhere">x</a> \U0001f9ff\U0001f9ff</p><p id="a"></p><p id="a"></p>'

    rendition = typeset.typeset(galley(body, css="p { colour: red }"), "recto", out)

    assert codes(rendition) == ["style.ignored", "link.anchor-twice", "link.dead-anchor"]
    assert capfd.readouterr() == ("", "")


def test_a_character_that_no_font_has_is_noted_once(out: Path) -> None:
    rendition = typeset.typeset(galley("<p>\U00013000 \U00013000</p>"), "recto", out)

    assert [(n.code, n.where) for n in rendition.notes] == [("font.missing-glyph", "U+13000")]
    assert rendition.notes[0].text == "no font has “\U00013000” (U+13000)"


def test_the_same_finding_is_told_again_for_the_next_galley(out: Path) -> None:
    css = "p { colour: red }"

    first, second = (typeset.typeset(galley(body, css=css), "recto", out) for body in ("<p>a", "<p>b"))

    assert first.notes == second.notes != ()


def test_a_storm_of_findings_is_cut_short(out: Path) -> None:
    css = "".join(f"p {{ colour{n}: red }}" for n in range(600))

    notes = typeset.typeset(galley("<p>Ships.", css=css), "recto", out).notes

    assert len(notes) == 501
    assert notes[-1].text == "100 more messages of the engine were left out"


def test_a_picture_that_cannot_be_read_is_noted(out: Path, tmp_path: Path) -> None:
    cut = blob(tmp_path / "a.png", picture()[:40])

    rendition = typeset.typeset(galley('<img src="pictures/a.png" alt="x">', pictures__a_png=cut), "recto", out)

    assert codes(rendition) == ["fetch.refused"]


def test_a_picture_that_changed_since_it_was_composed_fails_the_part(out: Path, tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.png", picture())
    asset.path.write_bytes(picture("JPEG"))

    with pytest.raises(TypesetError, match=r"harbour: pictures/a\.png is not the picture"):
        typeset.typeset(galley('<img src="pictures/a.png" alt="x">', pictures__a_png=asset), "recto", out)

    assert not out.exists()


# Attacks: a canary in a file, and a listener on this machine that must not hear a thing.

CANARY = "canary-5f3a"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def heard(server: socket.socket) -> bool:
    try:
        line, _ = server.accept()
    except BlockingIOError:
        return False
    line.close()
    return True


BODIES = [
    '<img src="{address}" alt="x">',
    '<object data="{address}">x</object>',
    '<embed src="{address}" type="image/svg+xml">',
    '<iframe src="{address}"></iframe>',
    '<link rel="stylesheet" href="{address}">',
    '<link rel="attachment" href="{address}">',
    '<p><a rel="attachment" href="{address}">x</a></p>',
    '<p style="background: url({address})">x</p>',
    '<p style="list-style: url({address})">x</p>',
    '<p style="border-image: url({address})">x</p>',
    '<p style="content: url({address})">x</p>',
    '<svg viewBox="0 0 9 9"><image href="{address}" width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><use href="{address}#a"/></svg>',
    '<base href="{address}/"><img src="x" alt="x">',
]
SHEETS = [
    "@import url({address});",
    "@font-face {{ font-family: x; src: url({address}) }}",
    "@font-face {{ font-family: x; src: local('Source Serif 4'), url({address}) }}",
    "body {{ background: url({address}) }}",
    "@page {{ background: url({address}); @top-left {{ content: url({address}) }} }}",
]


def addresses(tmp_path: Path, server: socket.socket) -> list[str]:
    (tmp_path / "canary").write_bytes(svg(f"<text>{CANARY}</text>"))
    port = server.getsockname()[1]
    return [(tmp_path / "canary").as_uri(), f"http://127.0.0.1:{port}/x", f"ftp://127.0.0.1:{port}/x"]


def attachments(pdf: Path) -> list[str]:
    reader = PdfReader(pdf)
    files = [str(link["/Subtype"]) for p in reader.pages for link in p.get("/Annots", ())]
    return [*reader.attachments, *(kind for kind in files if kind == "/FileAttachment")]


@pytest.mark.parametrize("body", BODIES)
def test_no_page_reads_a_file_or_speaks_to_a_host(
    body: str, out: Path, tmp_path: Path, listener: socket.socket
) -> None:
    for address in addresses(tmp_path, listener):
        typeset.typeset(galley(body.format(address=address)), "recto", out)

        assert CANARY not in "".join(p.extract_text() for p in PdfReader(out).pages)
        assert attachments(out) == []
        assert not heard(listener)


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_style_sheet_reads_a_file_or_speaks_to_a_host(
    sheet: str, out: Path, tmp_path: Path, listener: socket.socket
) -> None:
    for address in addresses(tmp_path, listener):
        rendition = typeset.typeset(galley("<p>x", css=sheet.format(address=address)), "recto", out)

        assert "fetch.refused" in codes(rendition)
        assert not heard(listener)


def test_a_colour_profile_that_is_refused_is_a_clean_error(out: Path) -> None:
    css = "@color-profile --ink { src: url(http://127.0.0.1:9/x) }"

    with pytest.raises(TypesetError, match="harbour: the style sheet cannot do without a file"):
        typeset.typeset(galley("<p>x", css=css), "recto", out)


def test_an_asset_is_not_carried_out_as_an_attachment(out: Path, tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.png", picture())
    body = '<p>Ships. <a rel="attachment" href="pictures/a.png">x</a></p>'
    head = '<link rel="attachment" href="pictures/a.png">'

    typeset.typeset(galley(body, head=head, pictures__a_png=asset), "recto", out)

    assert attachments(out) == []


def test_a_refusal_inside_a_drawing_is_noted_though_the_engine_swallows_it(out: Path) -> None:
    body = '<svg viewBox="0 0 9 9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'

    assert "fetch.refused" in codes(typeset.typeset(galley(body), "recto", out))


def test_a_drawing_that_multiplies_is_left_out(out: Path, tmp_path: Path) -> None:
    asset = blob(tmp_path / "a.svg", bomb(9))

    rendition = typeset.typeset(galley('<img src="layout/a.svg" alt="x">', layout__a_svg=asset), "recto", out)

    assert [(n.code, n.where) for n in rendition.notes] == [("fetch.refused", "layout/a.svg")]


def test_a_picture_inside_the_page_is_drawn(out: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(picture()).decode()

    rendition = typeset.typeset(galley(f'<img src="{address}" alt="x">'), "recto", out)

    assert rendition.notes == ()
    assert len(PdfReader(out).pages[0].images) == 1


# What goes wrong.


def test_nesting_without_end_is_a_clean_error(out: Path) -> None:
    with pytest.raises(TypesetError, match="harbour: nested too deeply"):
        typeset.typeset(galley("<div>" * 1500), "recto", out)

    assert not out.exists()


def test_nesting_that_an_honest_page_may_have_is_set(out: Path) -> None:
    assert typeset.typeset(galley("<div>" * 250 + "x"), "recto", out).pages == 1


def test_more_pages_than_allowed_are_a_clean_error(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PAGES", 3)
    pages = '<p style="break-after: page">x</p>'

    assert typeset.typeset(galley(pages * 2 + "<p>x"), "recto", out).pages == 3
    with pytest.raises(TypesetError, match="longer than 3 pages"):
        typeset.typeset(galley(pages * 3 + "<p>x"), "recto", out)


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    target = tmp_path / "part"
    target.symlink_to("/dev/full")

    with pytest.raises(TypesetError, match=os.strerror(errno.ENOSPC)):
        typeset.typeset(galley("<p>x"), "recto", target)

    assert not target.is_symlink()


@pytest.mark.parametrize("fault", [MemoryError(), AssertionError("float"), KeyError("x")])
def test_a_fault_of_the_engine_is_a_clean_error(fault: Exception, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(weasyprint.HTML, "render", fail)

    with pytest.raises(TypesetError) as caught:
        typeset.typeset(galley("<p>x"), "recto", out)

    assert caught.value.where == "harbour"
    assert caught.value.hint


# Style sheets and languages.


def test_a_style_sheet_is_parsed_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    css = PLAIN + "p { margin-top: 1mm }"
    typeset.warm([css])
    monkeypatch.setattr(weasyprint, "CSS", lambda **_: pytest.fail("parsed again"))

    assert typeset.typeset(galley("<p>x", css=css), "verso", out).notes == ()


def test_what_one_galley_defines_does_not_reach_the_next(out: Path) -> None:
    typeset.typeset(galley("<p>x", css="@counter-style star { system: cyclic; symbols: '*' }"), "recto", out)

    typeset.typeset(galley("<ul><li>x</ul>", css="li { list-style: star inside }"), "recto", out)

    assert "*" not in PdfReader(out).pages[0].extract_text()


WORDS = "unerklärliche Donaudampfschifffahrtsgesellschaft representative considerations " * 4
NARROW = "@page { size: 40mm 200mm; margin: 5mm } html { hyphens: auto }"


@pytest.mark.parametrize("lang", ["de", "de-1996", "en-GB-oed", "EN_us", "sr-Latn"])
def test_words_are_divided_in_every_spelling_of_a_known_language(lang: str, out: Path) -> None:
    typeset.typeset(galley(f"<p>{WORDS}", css=NARROW, lang=lang), "recto", out)

    assert "\u00ad\n" in PdfReader(out).pages[0].extract_text()


@pytest.mark.parametrize("lang", ["xx", "zh-Hant", "x-private", "", "?!"])
def test_words_of_an_unknown_language_are_left_whole(lang: str, out: Path) -> None:
    typeset.typeset(replace(galley("x", css=NARROW), html=page(f"<p>{WORDS}", lang=lang)), "recto", out)

    assert "\u00ad\n" not in PdfReader(out).pages[0].extract_text()
