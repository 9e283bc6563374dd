"""Settings files: what is taken, and how what is not taken is reported."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from printkit import config
from printkit.errors import ConfigError
from printkit.model.issue import Cover, Entry, Issue, Press, Section
from tests.conftest import ROOT


def issue_of(text: str) -> Issue:
    return config.load_issue(text, "issue.toml", root=Path("/project"), folder=Path("/project/articles/spring"))


def issue_error(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        issue_of(text)
    return caught.value


# issue.toml

WHOLE = """
title = "The Harbour Review"
number = 12
date = 2026-03-01
lang = "en-GB"
layout = "magazine"
profile = "archive"
front = ["cover", "masthead", "contents"]
back = ["colophon"]
colophon = "Printed at the quay."
pages = { multiple = 4, filler = "pictures/filler.svg" }
articles = ["leader.md"]
[cover]
image = "pictures/harbour.jpg"
lines = ["What the tide left"]
[options]
paper = "A4"
columns = 2
grey = true
[[section]]
title = "Features"
opens = "recto"
articles = [
  "harbour.md",
  { source = "tides.html", layout = "newspaper", options = { columns = 2 } },
  { pdf = "advert.pdf", title = "Advertisement", alt = "Ship chandlers, Quay 4" },
  { source = "https://example.org/story", type = "html" },
]
[press]
intent = "FOGRA39"
bleed = "3mm"
marks = ["crop", "cross"]
"""


def test_every_key_of_an_issue_is_taken():
    issue = issue_of(WHOLE)

    assert (issue.title, issue.number, issue.date, issue.lang) == (
        "The Harbour Review",
        "12",
        date(2026, 3, 1),
        "en-GB",
    )
    assert (issue.layout, issue.profile) == ("magazine", "archive")
    assert (issue.front, issue.back) == (("cover", "masthead", "contents"), ("colophon",))
    assert (issue.multiple, issue.filler, issue.colophon) == (4, "pictures/filler.svg", "Printed at the quay.")
    assert issue.cover == Cover(image="pictures/harbour.jpg", lines=("What the tide left",))
    assert issue.options == {"paper": "A4", "columns": "2", "grey": "on"}
    assert issue.press == Press("FOGRA39", "3mm", ("crop", "cross"))
    assert issue.sections == (
        Section("", (Entry("leader.md"),)),
        Section(
            "Features",
            (
                Entry("harbour.md"),
                Entry("tides.html", layout="newspaper", options={"columns": "2"}),
                Entry("advert.pdf", pdf=True, title="Advertisement", alt="Ship chandlers, Quay 4"),
                Entry("https://example.org/story", type="html"),
            ),
            opens="recto",
        ),
    )


def test_what_an_issue_leaves_out_has_a_sensible_value():
    issue = issue_of('title = "Spring"\narticles = ["a.md"]')

    assert (issue.lang, issue.profile, issue.date, issue.layout) == ("en", "screen", None, "")
    assert (issue.front, issue.back) == (("cover", "contents"), ("colophon",))


FAULTS = [
    ('title = "A"\nartcles = ["a.md"]', 2, "unknown key 'artcles'", "did you mean 'articles'?"),
    ('title = "A"\n[[section]]\nopens_on = "recto"\narticles = ["a.md"]', 3, "unknown key 'opens_on'", "'opens'"),
    ('title = "A"\narticles = [\n  "a.md",\n  { sorce = "b.md" },\n]', 4, "unknown key 'sorce'", "'source'"),
    ('title = "A"\narticles = ["a.md"]\n\n[cover]\nimg = "x.png"', 5, "unknown key 'img'", "image"),
    ('title = "A"\narticles = ["a.md"]\npages = { multipel = 4 }', 3, "unknown key 'multipel'", "'multiple'"),
    ('title = "A"\narticles = ["a.md"]\nprofile = "pres"', 3, "'profile' is 'pres'", "'screen', 'archive', 'press'"),
    ('title = "A"\narticles = ["a.md"]\ndate = "spring"', 3, "'date' is no date", "2026-03-01"),
    ('title = "A"\narticles = ["a.md"]\ndate = 2026-03-01T09:30:00Z', 3, "a date without a time", "2026-03-01"),
    ('title = "A"\narticles = "a.md"', 2, "'articles' is to be a list", ""),
    ('title = "A"\narticles = ["a.md", { source = "b.md", pdf = "b.pdf" }]', 2, "either a source or a pdf", ""),
    ('title = "A"\narticles = [{ pdf = "b.pdf", jump = 1 }]', 2, "stands in one piece", ""),
    ('title = "A"\narticles = [{ source = "b.md", jump = -1 }]', 2, "greater than or equal to 0", ""),
    ('title = "A"\n[[section]]\ntitle = "B"\narticles = []', 4, "'articles' is empty", ""),
    ('title = 7\narticles = ["a.md"]', 1, "'title' is to be text in quotes", ""),
    ('title = "A"\narticles = ["a.md"]\n[[section]]\ntitle = "B"\n[[section]]\narticles = []', 3, "'articles'", ""),
]


@pytest.mark.parametrize(("text", "line", "said", "hint"), FAULTS)
def test_a_fault_names_the_line_the_key_and_the_cure(text: str, line: int, said: str, hint: str):
    error = issue_error(text)

    assert error.where == f"issue.toml:{line}"
    assert said in error.text
    assert hint in error.hint


def test_an_issue_without_a_title_says_so():
    assert issue_error('articles = ["a.md"]').text == "the key 'title' is missing"


def test_an_issue_without_articles_says_so():
    assert "the issue has no articles" in issue_error('title = "A"').text


@pytest.mark.parametrize(("text", "line"), [("title = Harbour", 1), ('title = "A"\ndate = 2026-13-01', 2)])
def test_what_is_no_toml_is_reported_with_its_line(text: str, line: int):
    error = issue_error(text)

    assert error.where == f"issue.toml:{line}"
    assert "this is not TOML" in error.text


# Lines


def test_every_key_and_item_is_found_on_its_line():
    text = WHOLE.replace(
        "[options]", '[options]\n# paper = "A5"\n"odd \\u00e9 key" = """\npaper = "A6"\n[cover]\n"""\n'
    )

    lines = text.splitlines()
    found = {path: lines[config.line_of(text, path) - 1] for path in paths(tomllib.loads(text))}

    assert found["title",] == 'title = "The Harbour Review"'
    assert found["options", "paper"] == 'paper = "A4"'
    assert found["options", "odd é key"].startswith('"odd')
    assert found["section", 0, "articles", 1, "options", "columns"].strip().startswith("{ source")
    assert found["section", 0, "articles", 3].strip().startswith('{ source = "https')
    assert found["press", "marks", 1] == 'marks = ["crop", "cross"]'


def paths(value: object) -> list[tuple[str | int, ...]]:
    pairs: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [path for key, inner in pairs for path in [(key,), *((key, *deeper) for deeper in paths(inner))]]


NESTED = """
a.b."c d" = [1, [2, 3], { e = 'it''s' }]
x = '''
[no.header]
'''
[t.u]
v = 2026-03-01 # a comment, with = and ]
[[t.w]]
k = "one"
[t.w.sub]
k = "of one"
[[t.w]]
k = "two"
[t.w.sub]
k = "of two"
"""


def test_dotted_keys_arrays_of_tables_and_long_strings_do_not_lead_astray():
    text = NESTED.replace("'it''s'", "'its'")

    assert config.line_of(text, ("a", "b", "c d", 2, "e")) == 2
    assert config.line_of(text, ("t", "u", "v")) == 7
    assert config.line_of(text, ("t", "w", 0, "sub", "k")) == 11
    assert config.line_of(text, ("t", "w", 1, "sub", "k")) == 15
    assert config.line_of(text, ("no", "header")) == 0
    assert config.line_of(text, ("t", "w", 1, "lost")) == 12


# site.toml


def test_a_house_has_options_by_short_name_and_tables_for_other_rooms():
    site = config.load_site(
        'id = "6f1c"\nname = "The Review"\npaper = "A4"\ntext-size = "12pt"\n[options]\nlinks = "end"\n'
        '[fetch]\ntimeout = 10\n[rules."example.org"]\ndrop = [".promo"]\n[brand]\nlogo = "logo.png"\n',
        "site.toml",
    )

    assert (site.id, site.name) == ("6f1c", "The Review")
    assert site.options == {"paper": "A4", "text-size": "12pt", "links": "end", "logo": "logo.png"}
    assert site.tables == {
        "fetch": {"timeout": 10.0},
        "rules": {"example.org": {"drop": [".promo"]}},
        "brand": {"logo": "logo.png"},
    }


def test_a_password_in_site_toml_is_refused():
    with pytest.raises(ConfigError) as caught:
        config.load_site('[mail]\nhost = "mail.example.org"\npassword = "hunter2"\n', "site.toml")

    assert caught.value.where == "site.toml:3"
    assert caught.value.hint == "did you mean 'password_env'?"


# Schemas


@pytest.mark.parametrize("name", ["issue", "site", "layout", "family"])
def test_every_file_has_a_schema_that_editors_can_read(name: str):
    schema = config.schema(name)

    assert json.loads(json.dumps(schema))["additionalProperties"] is False


def test_the_schema_of_an_issue_lets_an_entry_be_text_or_a_table():
    schema = json.dumps(config.schema("issue"))

    assert '"anyOf": [{"minLength": 1, "type": "string"}, {"$ref": "#/$defs/EntryTable"}]' in schema


def test_an_unknown_schema_names_the_nearest():
    with pytest.raises(ConfigError, match="did you mean 'issue'"):
        config.schema("isue")


# Lengths


@pytest.mark.parametrize(
    ("text", "points"),
    [("10.5pt", 10.5), ("1in", 72), ("25.4mm", 72), ("2.54 CM", 72), ("1pc", 12), ("0", 0), (".5in", 36)],
)
def test_a_length_is_read_in_points(text: str, points: float):
    assert config.length(text) == pytest.approx(points)


@pytest.mark.parametrize("text", ["", "12", "twelve", "-3mm", "3 ems", "1e3pt", "3mm;"])
def test_what_is_no_length_is_refused(text: str):
    with pytest.raises(ConfigError, match="is no length"):
        config.length(text)


@pytest.mark.parametrize(
    ("text", "width", "height"), [("A4", 595.28, 841.89), ("letter", 612, 792), ("170mm 240mm", 481.89, 680.31)]
)
def test_a_paper_is_a_name_or_two_lengths(text: str, width: float, height: float):
    assert config.paper(text) == pytest.approx((width, height), abs=0.01)


@pytest.mark.parametrize("text", ["A9", "170mm", "170mm 240mm 3mm", "1mm 2mm", "9000in 11in"])
def test_what_is_no_paper_is_refused_with_what_would_be(text: str):
    with pytest.raises(ConfigError) as caught:
        config.paper(text)

    assert caught.value.hint


def test_a_length_is_written_without_needless_zeros():
    assert [config.written(points) for points in (10.5, 14.0, 1 / 3)] == ["10.5pt", "14pt", "0.333pt"]


# Built-in data


def test_layouts_and_fonts_are_found_in_a_checkout():
    assert config.data("fonts") == ROOT / "fonts"
    assert config.data("layouts") == ROOT / "layouts"


def test_data_that_is_not_there_is_an_error():
    with pytest.raises(ConfigError, match="own sounds are missing"):
        config.data("sounds")
