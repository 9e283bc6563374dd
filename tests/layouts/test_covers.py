"""Covers of three kinds, for every layout: nothing of what they say is lost, and no letter stands off the page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from printkit import compose, layouts
from printkit.compose import covers
from printkit.model.issue import Cover, Issue
from printkit.model.products import Blob, Galley, Picture
from tests.external.verapdf import Verdict
from tests.layouts.support import layout, outside, printed, text

LONG = "The Quarterly Review of Harbours, Ferries, Tidal Flats and the People Who Live There"
LINES = (
    "A night on the ferry",
    "The woman who measures the sand",
    "Nine ways to draw water",
    "What the tide left behind on the flats below Tallow Hill",
    "How a harbour is mended in stone, and who pays for it",
    "The hour across the way",
    "Letters",
    "Noon, more or less: a town that sets its watch by a loudspeaker",
)
ISSUE = Issue("The Review", "review", Path(), Path(), (), number="12", date=date(2026, 3, 1))
TITLES = {"en": LONG, "ja": "港湾評論：海と人のあいだ", "ar": "مجلة الميناء والبحر"}


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    path = tmp_path_factory.mktemp("cover") / "cover.jpg"
    Image.radial_gradient("L").resize((1200, 1500)).convert("RGB").save(path)
    content = path.read_bytes()
    return Picture(Blob(path, len(content), hashlib.sha256(content).hexdigest()), 1200, 1500, "image/jpeg")


def made(name: str, kind: str, picture: Picture | None, *, lang: str = "en", focus: str = "") -> Galley:
    said = Cover("c.jpg" if picture else "", "A harbour" if picture else "", "Ida Holm", LINES, kind, focus)
    issue = replace(ISSUE, title=TITLES[lang], lang=lang, cover=said)
    return compose.matter("cover", issue, layout(name), (), pictures={"c.jpg": picture} if picture else {})


def section(galley: Galley) -> str:
    return next(str(found.get("class")) for found in lxml.html.document_fromstring(galley.html).iter("section"))


@pytest.mark.parametrize("kind", covers.KINDS)
@pytest.mark.parametrize("name", layouts.names())
def test_a_long_title_and_eight_lines_stand_whole_on_the_page(name: str, kind: str, picture: Picture, tmp_path: Path):
    pdf = printed(made(name, kind, picture), tmp_path)

    said = text(pdf)
    assert [line for line in (LONG, *LINES, "12") if "".join(line.split()) not in said] == []
    assert outside(pdf) == []


@pytest.mark.parametrize("lang", ["ja", "ar"])
@pytest.mark.parametrize("kind", covers.KINDS)
def test_titles_of_other_scripts_stay_on_the_page(kind: str, lang: str, picture: Picture, tmp_path: Path):
    assert outside(printed(made("magazine", kind, picture, lang=lang), tmp_path)) == []


@pytest.mark.parametrize("kind", covers.KINDS)
def test_without_a_picture_every_cover_is_one_of_type(kind: str):
    assert section(made("magazine", kind, None)) == "cover cover-type"


def test_the_issue_says_the_kind_else_the_layout(picture: Picture):
    assert section(made("magazine", "picture", picture)) == "cover cover-full"
    assert section(made("plain", "", picture)) == "cover cover-band"


def test_a_cover_of_type_shows_no_picture_and_credits_none(picture: Picture):
    page = lxml.html.document_fromstring(made("magazine", "type", picture).html)

    assert page.xpath("//img") == []
    assert page.xpath("//p[@class='cover-credit']") == []


def test_the_picture_is_cut_about_the_point_that_the_issue_names(picture: Picture):
    assert "object-position: 20% 80%" in made("magazine", "picture", picture, focus=".2,.8").rules


def test_a_short_title_is_set_larger_than_a_long_one():
    short, long = (covers.title_size(title, 480, 400, large=True) for title in ("Tide", LONG))

    assert short.size > 2 * long.size
    assert long.lines > short.lines == 1


def test_a_title_never_takes_more_than_the_room_that_it_is_given():
    for title in ("Tide", LONG, "Donaudampfschifffahrtsgesellschaft", *TITLES.values(), "W" * 200):
        found = covers.title_size(title, 400, 200)
        assert found.height <= 200.01


def place(pdf: Path, words: str) -> tuple[float, float]:
    """The foot and the head of some words on the first page, in pt from its foot."""
    with pypdfium2.PdfDocument(pdf) as document:
        on = document[0].get_textpage()
        found = on.search(words).get_next()
        assert found is not None, words
        boxes = [on.get_charbox(found[0] + at) for at in range(len(words))]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


@pytest.mark.parametrize("name", layouts.names())
def test_the_date_stands_clear_above_the_first_line_of_a_cover_of_type(name: str, picture: Picture, tmp_path: Path):
    pdf = printed(made(name, "type", picture), tmp_path)

    assert place(pdf, "March 1, 2026")[0] > place(pdf, LINES[0])[1] + 7


@pytest.mark.parametrize("kind", ["picture", "band"])
@pytest.mark.parametrize("name", layouts.names())
def test_the_credit_stands_clear_below_the_lines(name: str, kind: str, picture: Picture, tmp_path: Path):
    pdf = printed(made(name, kind, picture), tmp_path)
    if "cover-type" in section(made(name, kind, picture)):
        pytest.skip("a small page with many lines has a cover of type, which has no picture to credit")

    assert place(pdf, "Ida Holm")[1] + 4 < min(place(pdf, line)[0] for line in ("Letters", LINES[0], LINES[2]))


@pytest.mark.parametrize("name", ["pocket", "e-ink"])
def test_a_small_band_has_its_lines_below_each_other(name: str, picture: Picture):
    said = Cover("c.jpg", "A harbour", "", LINES[:3], "band", "")
    plan = covers.plan(replace(ISSUE, cover=said), layout(name), LINES[:3], 0.8)

    assert (plan.kind, plan.columns) == ("band", 1)


@pytest.mark.external("verapdf")
@pytest.mark.parametrize("kind", covers.KINDS)
def test_every_kind_of_cover_is_accessible(
    kind: str, picture: Picture, tmp_path: Path, verapdf: Callable[..., tuple[Verdict, ...]]
):
    (verdict,) = verapdf(printed(made("magazine", kind, picture), tmp_path))

    assert verdict.passed, str(verdict)
