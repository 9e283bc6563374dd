"""MDX: the program goes, the words stay, and what was left out is said."""

from __future__ import annotations

import time

import pytest

from printkit import readers
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Aside, Code, Embed, Figure, words


def read(text: str) -> Article:
    (made,) = readers.read(
        Source(f"# A\n\nFirst.\n\n{text}\n\nLast.\n".encode(), "text/markdown", "posts/a.mdx"), Reading("en")
    )
    return made


def said(text: str) -> list[str]:
    """The words between the first paragraph and the last."""
    return [words(block) for block in read(text).body[1:-1]]


def left_out(text: str) -> list[str]:
    found = [note.text for note in read(text).findings if note.code == "source.mdx"]
    return [text.partition("was left out: ")[2] for text in found]


@pytest.mark.parametrize(
    "program",
    [
        "import Chart from '../chart'\nimport { a, b } from \"x\"",
        "import * as x from 'y'",
        "import 'style.css'",
        "export const meta = {\n  title: 'A',\n\n  tags: ['}'],\n}",
        "export default function Layout({children}) {\n  return <div>{children}</div>\n}",
        "{/* a comment\n\nof two paragraphs */}",
    ],
)
def test_the_program_is_taken_out(program: str):
    assert said(program) == []
    assert left_out(program) == []


@pytest.mark.parametrize(
    "prose",
    [
        "import duties rose in March.",
        "export of coal fell.",
        "It’s 3 < 4 and <3.",
        "A brace { that is never closed.",
        "A <Tag that is never closed.",
    ],
)
def test_prose_that_looks_like_a_program_stays(prose: str):
    assert said(prose) == [prose]


def test_code_is_left_alone():
    (code,) = read("```js\nimport x from 'y'\nconst a = <B c={1} />\n```").body[1:-1]

    assert isinstance(code, Code)
    assert code.text == "import x from 'y'\nconst a = <B c={1} />"


def test_what_only_its_site_knows_is_left_out_and_said():
    text = "Words {props.name} and <Chart data={[1, 2]} /> more{' '}words \\{so\\}."

    assert said(text) == ["Words and more words {so}."]
    assert left_out(text) == ["{props.name}", "<Chart>"]


def test_what_a_component_encloses_is_markdown_whatever_its_indent():
    text = '<Tabs>\n  <Tab label="One">\n      Some *words*.\n\n      - an item\n  </Tab>\n</Tabs>'

    assert said(text) == ["One", "Some words.", "an item"]


def test_a_component_in_a_line_gives_its_words():
    assert said("Some <Trans id='x'>kept *words*</Trans> here.") == ["Some kept words here."]


def test_a_box_is_a_box():
    (box,) = read('<Callout type="info" title="Mind">\n  Kept *words*.\n</Callout>').body[1:-1]

    assert isinstance(box, Aside)
    assert words(box) == "Mind Kept words."


@pytest.mark.parametrize(
    "source", ["'./wall.png'", "{'./wall.png'}", "{wall}", "{wall.src}", "{require('./wall.png').default}"]
)
def test_a_picture_is_found_by_its_path_its_import_or_its_call(source: str):
    figures = read(f"import wall from './wall.png'\n\n<Image src={source} alt='W' width={{300}} />").body[1:-1]

    assert [image.src for one in figures if isinstance(one, Figure) for image in one.images] == ["posts/wall.png"]


def test_a_film_is_something_to_play():
    (film,) = read('<YouTube id="abc" title="The wall" />').body[1:-1]

    assert isinstance(film, Embed)
    assert (film.kind, film.href) == ("video", "https://www.youtube.com/watch?v=abc")


def test_html_keeps_its_words_without_what_is_worked_out():
    assert said("<div style={{color: 'red'}} className=\"x\">In a div</div>") == ["In a div"]


def test_an_anchor_of_a_heading_stays():
    made = read("## Stones {#the-stones}\n\nWords with [a link](#the-stones).")

    assert "the-stones" in made.body[1].anchors


@pytest.mark.parametrize(
    "bomb",
    [
        *("{" * 50_000, "<A>" * 20_000, "<A b={" * 20_000, "{a" * 20_000 + "}" * 20_000),
        *("<A " + "{" * 20_000, "export const a = {\n" * 5_000, "<A>\n" * 5_000 + "</A>\n" * 5_000),
    ],
)
def test_brackets_without_end_take_no_time(bomb: str):
    started = time.process_time()

    read(bomb)

    assert time.process_time() - started < 5
