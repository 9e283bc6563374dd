"""The print page: whole in one file, quiet, the same every time, and readable by a browser and by the engine alone."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import PIL.Image
import pytest
import weasyprint
from fontTools.ttLib import TTFont

from printkit import compose, fonts, layouts
from printkit.errors import LayoutError
from printkit.model.article import Article
from printkit.model.blocks import Block, Code, Figure, Image, Inline, Paragraph
from printkit.model.products import Blob, Picture
from printkit.outputs import faces, html
from printkit.outputs.cascade import Cast, casts
from printkit.outputs.faces import Fonts
from printkit.outputs.linked import linked

FAMILIES = fonts.families()
WITHIN = Fonts(FAMILIES, fonts.last_resort(FAMILIES), fonts.coverage)
NOTE = '<span class="note" data-note="1">1</span>'
DATA = re.compile(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)")


def story(*body: Block | str, **more: object) -> Article:
    blocks = tuple(Paragraph(Inline(block)) if isinstance(block, str) else block for block in body)
    return replace(Article("harbour", "The harbour", blocks), **more)  # type: ignore[arg-type]


def page(article: Article, name: str = "plain", pictures: dict[str, Picture] | None = None) -> str:
    layout = layouts.load(name, chosen={})
    at_end = replace(layout, chosen={**layout.chosen, "notes": "end"})
    return html.page(compose.compose(article, at_end, pictures or {}), article, layout, WITHIN)


def tree(printed: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(printed)


def names(printed: str) -> list[str]:
    return re.findall(r'@font-face \{ font-family: "([^"]+)"; font-weight: (?:\d+); font-style: (?:\w+)', printed)


@pytest.fixture
def boat(tmp_path: Path) -> Picture:
    path = tmp_path / "boat.png"
    PIL.Image.new("RGB", (300, 200), "navy").save(path)
    blob = Blob(path, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    return Picture(blob, 300, 200, "image/png")


# What the page says of itself


def test_a_page_says_its_title_language_authors_and_what_it_is_about():
    printed = page(
        story("Words.", lang="de", byline=("Ada", "Ben"), standfirst="About <it>", published=date(2026, 3, 1))
    )
    head = tree(printed)

    assert head.get("lang") == "de"
    assert head.findtext(".//title") == "The harbour"
    said = {meta.get("name"): meta.get("content") for meta in head.xpath("//meta[@name]")}
    assert said["author"] == "Ada, Ben"
    assert said["description"] == "About <it>"
    assert said["dcterms.created"] == "2026-03-01"


def test_a_description_is_the_first_words_where_there_is_no_standfirst():
    said = html.description(story(f"The <em>tide</em> &amp; the mud{NOTE}. " + "Water rose. " * 40))

    assert said.startswith("The tide & the mud. Water rose.")
    assert said.endswith("…")
    assert len(said) <= html.DESCRIPTION + 1


def test_nothing_runs_and_nothing_is_fetched():
    printed = page(story('<a href="https://example.org/">Words</a>', headline="</style><script>alert(1)</script>"))
    policy = tree(printed).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"]
    assert printed.index("Content-Security-Policy") < printed.index("<style>")
    assert "<script" not in printed
    addresses = re.findall(r"(?:src=|url\()[\"']?(.{5})", printed)
    assert set(addresses) == {"data:"}


def test_a_style_sheet_cannot_end_its_own_element():
    layout = layouts.load("plain", chosen={})
    galley = compose.compose(story("Words."), layout, {})
    printed = html.page(replace(galley, rules="a::before { content: '</style><script>' }"), story(), layout, WITHIN)

    assert len(re.findall("</style>", printed)) == 1
    assert not tree(printed).xpath("//script")


def test_a_template_without_a_head_is_named():
    layout = layouts.load("plain", chosen={})
    galley = replace(compose.compose(story("Words."), layout, {}), html="<p>Words.</p>")

    with pytest.raises(LayoutError, match="head"):
        html.page(galley, story(), layout, WITHIN)


def test_the_same_article_makes_the_same_page():
    assert page(story("Words.", Code("x = 1"))) == page(story("Words.", Code("x = 1")))


# Notes


def test_notes_stand_at_the_end_with_ways_there_and_back():
    printed = page(story(f"Words.{NOTE}", notes={"1": (Paragraph(Inline("More <em>words</em>.")),)}))
    read = tree(printed)

    (call,) = read.xpath("//a[@role='doc-noteref']")
    (back,) = read.xpath("//section[@role='doc-endnotes']//a[@role='doc-backlink']")
    assert read.get_element_by_id(call.get("href")[1:]).text_content().split() == ["1", "More", "words."]
    assert back.get("href") == f"#{call.get('id')}"
    assert not read.xpath("//*[@class='footnote']")


@pytest.mark.parametrize("links", ["inline", "none"])
def test_notes_stand_at_the_end_wherever_addresses_do(links: str):
    layout = layouts.load("plain", chosen={"links": links})
    article = story(f"Words.{NOTE}", notes={"1": (Paragraph(Inline("More.")),)})
    galley = compose.compose(article, replace(layout, chosen={"links": links, "notes": "end"}), {})

    assert 'class="footnote"' not in galley.html
    assert 'id="note-1"' in galley.html


# Pictures


def test_pictures_stand_in_the_page_drawn_or_painted(boat: Picture):
    drawn = Figure((Image("boat.png", "A boat"),), Inline("Out."), Inline(""))
    painted = Figure((Image("boat.png", ""),), Inline("Out."), Inline(""))
    printed = page(story(drawn, painted), pictures={"boat.png": boat})

    data = base64.b64encode(boat.blob.path.read_bytes()).decode()
    assert f'src="data:image/png;base64,{data}"' in printed
    assert f'url("data:image/png;base64,{data}")' in printed


# Faces


def test_a_page_holds_the_faces_of_its_text_and_no_others():
    plain, coded = page(story("Words.")), page(story("Words <b>bold</b>.", Code("x = 1")))

    assert "Source Code Pro" not in names(plain)
    assert names(plain).count("Source Serif 4") == 1
    assert "Source Code Pro" in names(coded)
    assert names(coded).count("Source Serif 4") == 2


def test_a_face_is_cut_down_to_its_letters_and_still_says_whose_it_is():
    path = next(face.path for family in FAMILIES if family.name == "Source Serif 4" for face in family.faces)
    with TTFont(io.BytesIO(faces.cut(path, frozenset("abc")))) as font:
        covered, licence, features = (
            set(font.getBestCmap()),
            font["name"].getDebugName(13),
            font["GSUB"].table.FeatureList,
        )

    assert covered == set(map(ord, "abc \xa0"))
    assert "Open Font License" in licence
    assert "smcp" in {record.FeatureTag for record in features.FeatureRecord}


def test_capitals_that_a_style_sheet_makes_have_their_letters():
    printed = page(story("Words.", kicker="quay"))

    covered = [set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()) for data in DATA.findall(printed)]
    assert any(set(map(ord, "QUAY")) <= letters for letters in covered)


def test_a_letter_that_no_face_of_the_layout_has_is_lent_by_another_family():
    printed = page(story("Words → and ⌘."))

    lent = set(names(printed)) - set(names(page(story("Words."))))
    assert lent
    assert all(f'"{name}", serif;' in printed or f'"{name}", ' in printed for name in lent)


def test_words_of_one_script_are_set_in_one_face():
    lent = set(names(page(story("潮水在中午之前到来", lang="zh-CN")))) - set(names(page(story("Words."))))

    assert lent == {"Noto Sans SC"}


def test_the_cascade_knows_what_text_is_set_in():
    css = """:root { --face: "Lit"; --size: 12pt } body { font: 600 var(--size)/1.2 var(--face), serif }
    em em { font-style: normal } .call::before { content: "§"; font-weight: 400 }
    @page { @top-left { content: string(running); font: 9pt "Head" } }"""
    markup = "<body><p>a<em>b<em>c</em></em><b>d</b><code>e</code><i class=call data-running=z>f</i>"

    found = casts(markup, css)

    lit = ("Lit", "serif")
    assert found[Cast(lit, 600)] == set("ac")
    assert found[Cast(lit, 600, slanted=True)] == set("bf")
    assert found[Cast(lit, 700)] == {"d"}
    assert found[Cast(("monospace",), 600)] == {"e"}
    assert found[Cast(lit, 400, slanted=True)] == {"§"}
    assert found[Cast(("Head",), 400)] == set("z0123456789")


@pytest.mark.parametrize(("wanted", "weight"), [(400, 400), (500, 400), (650, 700), (900, 900), (100, 400)])
def test_the_nearest_weight_is_chosen_as_css_has_it(wanted: int, weight: int):
    family = next(family for family in FAMILIES if family.name == "Source Serif 4 Display")

    assert faces.chosen(family, Cast((), wanted)).weight == weight


# The page on paper and on a screen


def rendered(printed: str) -> weasyprint.Document:
    return weasyprint.HTML(string=printed).render()


def test_the_engine_alone_sets_the_page_on_the_layouts_paper_with_folios():
    layout = layouts.load("plain", chosen={})
    document = rendered(page(story(*["The tide came in before noon. " * 30] * 12)))

    assert len(document.pages) > 1
    assert document.pages[0].width == pytest.approx(layout.page.width * 96 / 72, abs=0.1)
    assert "counter(page)" in page(story("Words."))


def test_sizes_on_a_screen_are_for_reading_whatever_the_paper_has():
    for name in layouts.names():
        if name != "base":
            screen = page(story("Words."), name).partition("@media screen")[2]
            assert "--size: 13.5pt;" in screen


# Linked


def test_a_linked_page_is_the_same_page_with_its_data_as_files(boat: Picture):
    figure = Figure((Image("boat.png", "A boat"),), Inline("Out."), Inline(""))
    article = story('Its source: src="data:image/png;base64,AAAA".', figure, standfirst="About.")
    printed = page(article, pictures={"boat.png": boat})

    whole = linked(printed, lambda path: f"parts/{path}")

    kinds = [path.partition("/")[0] for path in whole.files]
    assert kinds.count("pictures") == 1
    assert kinds.count("fonts") == len(names(printed))
    assert boat.blob.path.read_bytes() in whole.files.values()
    assert whole.html.count("base64,") == 1
    assert all(f"parts/{path}" in whole.html for path in whole.files)
    assert "img-src 'self' data:" in whole.html


def test_a_page_of_every_layout_is_taken_by_the_engine():
    for name in layouts.names():
        if name != "base":
            assert rendered(page(story("Words.", Code("x = 1")), name)).pages


@pytest.mark.parametrize("name", ["screen.css", "text.css"])
def test_a_style_sheet_that_cannot_be_read_is_named(tmp_path: Path, name: str):
    house = tmp_path / "house"
    (house / "css").mkdir(parents=True)
    (house / "layout.toml").write_text('extends = "plain"\n')
    (house / "css" / name).write_bytes(b"\xff\xfe")
    layout = layouts.load("house", searched=[tmp_path], chosen={})

    with pytest.raises(LayoutError, match="not UTF-8") as caught:
        html.page(compose.compose(story("Words."), layout, {}), story("Words."), layout, WITHIN)
    assert (caught.value.where, caught.value.hint) == (f"house/css/{name}", "save it as UTF-8")
