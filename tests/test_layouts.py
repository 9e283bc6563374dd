"""Every layout prints the kitchen sink: nothing lost, nothing said by the engine, tagged as it should be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from printkit import compose, fonts, layouts, typeset
from printkit.config import data
from printkit.model.issue import Issue
from printkit.model.products import Blob, Galley, Picture
from tests import kitchen_sink
from tests.external.verapdf import Verdict

NAMES = layouts.names()
SHEETS = sorted(data("layouts").glob("*/css/*.css"))
_SIZES = dict(zip(kitchen_sink.SOURCES, ((1500, 1000), (900, 1400), (32, 32), (600, 80)), strict=True))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    """The kitchen sink's pictures, made ready."""
    folder = tmp_path_factory.mktemp("pictures")
    return {source: _picture(folder / Path(source).name, size) for source, size in _SIZES.items()}


def _picture(path: Path, size: tuple[int, int]) -> Picture:
    Image.linear_gradient("L").resize(size).convert("RGB").save(path)
    content = path.read_bytes()
    blob = Blob(path, len(content), hashlib.sha256(content).hexdigest())
    return Picture(blob, *size, "image/jpeg" if path.suffix == ".jpg" else "image/png")


def sink(name: str, made: dict[str, Picture], **chosen: str) -> Galley:
    return compose.compose(kitchen_sink.article(), layouts.load(name, chosen=chosen), made, covered=_covered)


def _covered(text: str) -> set[str]:
    return set(text) - set(fonts.missing(text, fonts.families()))


def words(path: Path) -> str:
    """All text of a PDF's pages, without spaces."""
    with pypdfium2.PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.mark.parametrize("name", NAMES)
def test_the_kitchen_sink_prints_without_a_finding(name: str, pictures: dict[str, Picture], tmp_path: Path):
    galley = sink(name, pictures)
    rendition = typeset.typeset(galley, "recto", tmp_path / "sink.pdf")

    assert (galley.notes, rendition.notes) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_every_note_and_address_of_the_kitchen_sink_reaches_the_page(
    name: str, pictures: dict[str, Picture], tmp_path: Path
):
    typeset.typeset(sink(name, pictures), "verso", tmp_path / "sink.pdf")
    printed = words(tmp_path / "sink.pdf").replace("\x02", "").replace("\ufffe", "")

    for expected in (
        "https://example.org/quay",
        "https://example.org/tides/2026?station=arrin",
        "harbour@example.org",
        "https://example.org/ferries",
        "Countedbyhand.",
        "Thesecondofthem.",
        "Anotethatholdsalist:",
        "https://example.org/term",
        "https://video.example.org/watch?v=arrin",
        "https://reader.example.org/2026/03/night-bus",
    ):
        assert expected in printed


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_is_the_headline_and_its_subheads(name: str, pictures: dict[str, Picture], tmp_path: Path):
    typeset.typeset(sink(name, pictures, numbers="none"), "recto", tmp_path / "sink.pdf")

    with pikepdf.open(tmp_path / "sink.pdf") as pdf, pdf.open_outline() as outline:
        (headline,) = outline.root
        assert headline.title == kitchen_sink.article().headline
        assert headline.children[0].title == "What the tide left"
        assert headline.children[0].children[0].title == "A smaller matter"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "chosen",
    [
        {"text-size": "14pt"},
        {"paper": "A5", "columns": "1"},
        {"columns": "2", "pictures": "small", "grey": "on"},
        {"pictures": "none", "links": "inline"},
        {"links": "end", "paper": "Letter"},
    ],
    ids=lambda chosen: " ".join(f"{key}={value}" for key, value in chosen.items()),
)
def test_every_option_prints(name: str, chosen: dict[str, str], pictures: dict[str, Picture], tmp_path: Path):
    rendition = typeset.typeset(sink(name, pictures, **chosen), "recto", tmp_path / "sink.pdf")

    assert rendition.pages > 0
    assert rendition.notes == ()


@pytest.mark.parametrize("kind", ["cover", "masthead", "contents", "section", "index", "colophon"])
@pytest.mark.parametrize("name", NAMES)
def test_every_layout_has_the_pages_around_the_articles(name: str, kind: compose.MatterKind, tmp_path: Path):
    issue = Issue("The Harbour Review", "review", Path(), Path(), (), number="12", colophon="Made by hand.")
    rows = (compose.Contents("tides", "Tides", "A. Berg", section="Features", label="3"),)
    galley = compose.matter(kind, issue, layouts.load(name), rows, section="Features", families=fonts.families())
    rendition = typeset.typeset(galley, "recto", tmp_path / "page.pdf")

    assert (rendition.pages, rendition.notes, galley.notes) == (1, (), ())


@pytest.mark.external("verapdf")
@pytest.mark.parametrize("name", NAMES)
def test_the_kitchen_sink_is_accessible(
    name: str, pictures: dict[str, Picture], tmp_path: Path, verapdf: Callable[..., tuple[Verdict, ...]]
):
    typeset.typeset(sink(name, pictures), "recto", tmp_path / "sink.pdf")

    (verdict,) = verapdf(tmp_path / "sink.pdf")
    assert verdict.passed, str(verdict)


IGNORED = r"text-wrap|hanging-punctuation|initial-letter|aspect-ratio|font-optical"
"""What the engine passes over: a print style sheet that believes in it is wrong."""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: "/".join(sheet.parts[-3:]))
def test_a_style_sheet_holds_no_bare_measure_colour_or_face(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)

    assert re.findall(r"(?<![\w.])[1-9][\d.]*(?:pt|mm|cm|in|px)\b|#[0-9a-f]{3,6}\b|!important", text) == []
    # A browser knows some of what the engine does not, and screen.css is for browsers alone.
    ignored = [] if sheet.name == "screen.css" else re.findall(IGNORED, text)
    assert ignored == []
