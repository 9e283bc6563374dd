"""Layouts loaded: chains, options and what they set, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from printkit import layouts
from printkit.errors import ConfigError, LayoutError, PrintkitError
from printkit.model.layout import MM, FolioStyle, Geometry, Layout

GROUND = """
extends = ""
families = ["Source Serif 4"]
help = "The ground"
[page]
trim = "A4"
bleed = "3mm"
margin = "20mm 25mm 30mm 35mm"
[tokens]
size = "10pt"
baseline = "14pt"
columns = "1"
image-share = "1"
text = '"Source Serif 4", serif'
[folio]
size = "8pt"
[options.paper]
kind = "paper"
values = ["A4", "A5"]
sets = { "page.trim" = "{value}" }
[options.text-size]
kind = "length"
sets = { size = "{value}" }
scales = ["baseline", "folio.size"]
[options.columns]
values = ["1", "2", "3"]
sets = { columns = "{value}" }
[options.pictures]
default = "full"
values = ["full", "small", "none"]
when.small = { image-share = ".5" }
[options.grey]
default = "off"
kind = "switch"
[options.notes]
default = "5"
kind = "number"
[options.motto]
default = ""
sets = { motto = "'{value}'" }
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A project's folder of layouts with a `base` of its own."""
    write(tmp_path, "base", GROUND)
    return tmp_path


def write(place: Path, name: str, text: str) -> Path:
    (place / name).mkdir()
    (place / name / "layout.toml").write_text(text, encoding="utf-8")
    return place / name


def load(house: Path, name: str = "base", **chosen: str) -> Layout:
    return layouts.load(name, searched=[house], chosen={key.replace("_", "-"): value for key, value in chosen.items()})


# Chains


def test_a_layout_without_choices_is_as_it_was_written(house: Path):
    layout = load(house)

    assert layout.folders == (house / "base",)
    assert layout.page == Geometry(210 * MM, 297 * MM, 20 * MM, 25 * MM, 30 * MM, 35 * MM, 3 * MM)
    assert layout.tokens["size"] == "10pt"
    assert layout.families == ("Source Serif 4",)
    assert layout.help == "The ground"


def test_every_option_has_a_value_and_a_default_may_be_what_stands(house: Path):
    assert load(house).chosen == {
        "paper": "A4",
        "text-size": "10pt",
        "columns": "1",
        "pictures": "full",
        "grey": "off",
        "notes": "5",
        "motto": "",
    }


def test_a_child_changes_what_it_says_and_keeps_the_rest(house: Path):
    write(
        house,
        "narrow",
        '[page]\nmargin = "10mm 10mm 10mm 10mm"\n[tokens]\nsize = "9pt"\n[folio]\nplace = "head-outer"\n',
    )

    layout = load(house, "narrow")

    assert layout.folders == (house / "narrow", house / "base")
    assert (layout.page.outer, layout.page.bleed) == (10 * MM, 3 * MM)
    assert (layout.tokens["size"], layout.tokens["baseline"]) == ("9pt", "14pt")
    assert layout.folio == FolioStyle(size=8, place="head-outer", margin_outer=10 * MM, margin_inner=10 * MM)
    assert layout.chosen["text-size"] == "9pt"


def test_a_child_may_change_one_key_of_an_option(house: Path):
    write(house, "small", '[options.pictures]\ndefault = "small"\n')

    layout = load(house, "small")

    assert layout.options["pictures"].values == ("full", "small", "none")
    assert layout.tokens["image-share"] == ".5"


def test_a_layout_of_the_project_may_extend_ours_of_the_same_name(tmp_path: Path):
    mine = write(tmp_path, "plain", 'extends = "plain"\n[tokens]\nsize = "11pt"\n')

    layout = layouts.load("plain", searched=[tmp_path])

    assert [folder.name for folder in layout.folders] == ["plain", "plain", "base"]
    assert layout.folders[0] == mine
    assert layout.tokens["size"] == "11pt"


def test_the_nearest_folder_is_searched_first_and_ours_last(tmp_path: Path, house: Path):
    near = tmp_path / "near"
    near.mkdir()
    write(near, "mine", 'help = "near"')
    write(house, "mine", 'help = "far"')

    assert layouts.load("mine", searched=[near, house]).help == "near"
    assert {"mine", "plain", "base"} <= set(layouts.names([near, house]))


def test_a_layout_that_leads_back_to_itself_is_an_error_that_shows_the_way(house: Path):
    write(house, "one", 'extends = "two"')
    write(house, "two", 'extends = "one"')

    with pytest.raises(LayoutError) as caught:
        load(house, "one")

    assert caught.value.hint == "one > two > one"


def test_a_layout_that_extends_itself_alone_is_an_error(house: Path):
    write(house, "one", 'extends = "one"')

    with pytest.raises(LayoutError, match="leads back to itself"):
        load(house, "one")


def test_an_unknown_layout_names_the_nearest(house: Path):
    with pytest.raises(LayoutError, match=r"there is no layout 'plian' \(did you mean 'plain'\?\)"):
        load(house, "plian")


def test_an_unknown_parent_is_reported_in_the_file_that_names_it(house: Path):
    write(house, "one", 'extends = "bse"')

    with pytest.raises(LayoutError, match=r"one/layout\.toml: there is no layout 'bse' \(did you mean 'base'\?\)"):
        load(house, "one")


@pytest.mark.parametrize("name", ["../base", "a/b", "a\\b", "..", "", ".hidden", "a\0b"])
def test_a_path_is_no_layouts_name(name: str, house: Path):
    assert not layouts.plain(name)
    with pytest.raises(LayoutError, match="is no layout's name"):
        load(house, name)


# A folder or template given by path


def test_a_folder_is_a_layout_even_without_layout_toml(tmp_path: Path):
    layout = layouts.load_path(tmp_path)

    assert [folder.name for folder in layout.folders] == [tmp_path.name, "base"]


def test_the_template_of_an_article_stands_for_its_folder(tmp_path: Path):
    (tmp_path / "article.html").write_text("")

    assert layouts.load_path(tmp_path / "article.html") == layouts.load_path(tmp_path)


def test_another_file_is_no_layout(tmp_path: Path):
    (tmp_path / "page.css").write_text("")

    with pytest.raises(LayoutError, match=r"'page\.css' is not the template of an article"):
        layouts.load_path(tmp_path / "page.css")


def test_a_folder_that_is_not_there_is_no_layout(tmp_path: Path):
    with pytest.raises(LayoutError, match="there is no such layout"):
        layouts.load_path(tmp_path / "gone")


# Precedence


def test_the_nearest_choice_wins():
    command, entry, issue, site = (
        {"columns": "3"},
        {"columns": "2", "links": "end"},
        {"links": "qr", "grey": "on"},
        {"grey": "off"},
    )

    assert layouts.resolve(command, entry, issue, site) == {"columns": "3", "links": "end", "grey": "on"}


# Options


def test_a_paper_sets_the_trim_size_and_the_margins_follow(house: Path):
    page = load(house, paper="a5").page

    assert (page.width, page.height) == (148 * MM, 210 * MM)
    assert page.outer == pytest.approx(25 * MM * 148 / 210, abs=0.01)
    assert page.top == pytest.approx(20 * MM * 210 / 297, abs=0.01)


def test_margins_stay_where_the_paper_is_nearly_the_same(house: Path):
    page = load(house, paper="Letter").page

    assert (page.width, page.height) == (612, 792)
    assert (page.outer, page.bottom) == (25 * MM, 30 * MM)


def test_a_paper_may_be_two_lengths(house: Path):
    layout = load(house, paper="170mm 240mm")

    assert layout.page.width == pytest.approx(170 * MM)
    assert layout.chosen["paper"] == "170mm 240mm"


def test_a_paper_without_room_for_text_is_refused(house: Path):
    with pytest.raises(LayoutError, match="leave no room for text"):
        load(house, paper="40mm 60mm")


@pytest.mark.parametrize("said", ["15pt", "15", " 15pt "])
def test_a_text_size_scales_what_goes_with_it(said: str, house: Path):
    layout = load(house, text_size=said)

    assert (layout.tokens["size"], layout.tokens["baseline"], layout.folio.size) == ("15pt", "21pt", 12)
    assert layout.chosen["text-size"] == "15pt"


@pytest.mark.parametrize(
    ("said", "kept"), [("on", "on"), ("Yes", "on"), ("true", "on"), ("1", "on"), ("no", "off"), ("false", "off")]
)
def test_a_switch_has_two_values_however_it_is_said(said: str, kept: str, house: Path):
    assert load(house, grey=said).chosen["grey"] == kept


def test_a_value_may_set_tokens_of_its_own(house: Path):
    assert load(house).tokens["image-share"] == "1"
    assert load(house, pictures="small").tokens["image-share"] == ".5"


def test_a_free_option_is_written_into_its_token(house: Path):
    assert load(house, motto="All the news").tokens["motto"] == "'All the news'"


def test_a_token_may_be_chosen_like_an_option(house: Path):
    assert load(house, baseline="16pt").tokens["baseline"] == "16pt"


@pytest.mark.parametrize(
    ("chosen", "said", "hint"),
    [
        ({"colums": "2"}, "the layout 'base' has no option 'colums'", "did you mean 'columns'?"),
        ({"columns": "9"}, "'columns' cannot be '9'", "known: 1, 2, 3"),
        ({"pictures": "ful"}, "'pictures' cannot be 'ful'", "did you mean 'full'?"),
        ({"grey": "maybe"}, "'grey' cannot be 'maybe'", "on or off"),
        ({"notes": "-1"}, "'notes' cannot be '-1'", "a whole number"),
        ({"paper": "A9"}, "'A9' is no paper", "A3, A4"),
        ({"text-size": "big"}, "'big' is no length", "10.5pt"),
        ({"text-size": "0pt"}, "'text-size' cannot be '0pt'", "above 0"),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_with_what_is(
    chosen: Mapping[str, str], said: str, hint: str, house: Path
):
    with pytest.raises(ConfigError) as caught:
        layouts.load("base", searched=[house], chosen=chosen)

    assert said in caught.value.text
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "value", ["1pt; color: red", "x}", "</style>", "url(http://example.org)", "URL (x", "'", "a\\3b", "@import"]
)
@pytest.mark.parametrize("name", ["baseline", "motto"])
def test_a_value_cannot_break_out_of_its_declaration(name: str, value: str, house: Path):
    with pytest.raises(ConfigError, match=f"'{name}' cannot be"):
        load(house, **{name: value})


# What layout.toml may not say


def layout_error(house: Path, text: str) -> PrintkitError:
    write(house, "mine", text)
    with pytest.raises((ConfigError, LayoutError)) as caught:
        load(house, "mine")
    return caught.value


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('[pages]\ntrim = "A4"', ":1", "unknown key 'pages'"),
        ('[page]\n\ntrimm = "A4"', ":3", "unknown key 'trimm'"),
        ('[page]\ntrim = "A9"', "", "'A9' is no paper"),
        ('[page]\nmargin = "1mm 2mm"', ": [page]", "is not 4 lengths"),
        ('[folio]\nplace = "foot-left"', ": [folio]", "'foot-left' is no place of a folio"),
        ('[folio]\nweight = "bold"', ": [folio]", "'weight' is to be a number"),
        ('[options.seal]\nvalues = ["a"]', "", "the option 'seal' has no default"),
        ('[options.seal]\ndefault = "b"\nvalues = ["a"]', "", "'seal' cannot be 'b'"),
        ('[options.text-size]\nscales = ["leading"]', "", "there is no 'leading' to scale"),
        ('[options.seal]\ndefault = "a"\nkind = "colour"', ":3", "'kind' is 'colour'"),
    ],
)
def test_a_fault_in_layout_toml_is_named_with_its_place(text: str, place: str, said: str, house: Path):
    error = layout_error(house, text)

    assert error.where.endswith(f"mine/layout.toml{place}")
    assert said in error.text


def test_a_chain_that_never_says_the_trim_is_refused(house: Path):
    error = layout_error(house, 'extends = ""')

    assert "no layout of the chain says [page] trim" in error.text


# The built-in ones


@pytest.mark.parametrize("name", layouts.names())
@pytest.mark.parametrize("chosen", [{}, {"paper": "Letter"}, {"paper": "A5"}, {"text-size": "14pt"}, {"grey": "on"}])
def test_every_layout_of_ours_takes_the_common_options(name: str, chosen: Mapping[str, str]):
    layout = layouts.load(name, chosen=chosen)

    assert chosen.items() <= layout.chosen.items()
    assert {"paper", "text-size", "columns", "pictures", "links", "grey"} <= layout.options.keys()
    assert layout.help
