"""What site generators write into Markdown comes out as Markdown; code does not change."""

from __future__ import annotations

import re
import time

import pytest

from printkit.readers import dialects, literal
from printkit.readers.frontmatter import FrontMatter
from tests.readers import cases

CASES = cases.load("dialects.txt")
KEYS = {"title": "The Harbour", "summary": "What the tide left", "author": "Ann Lee"}


def translated(body: str, *, kind: str = "yaml") -> tuple[str, list[tuple[str, str]]]:
    front = FrontMatter(KEYS, body, first_line=6, kind="toml" if kind == "toml" else "yaml", location="posts/a.md")
    text, notes = dialects.translate(front)
    return text, [(note.code, note.where) for note in notes]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mark_becomes_what_it_means(case: cases.Case) -> None:
    text, _ = translated(case.given)

    # Any number of blank lines is one to Markdown.
    assert re.sub(r"\n{3,}", "\n\n", text.strip("\n")) == re.sub(r"\n{3,}", "\n\n", case.expected)


def test_what_is_left_out_is_noted_with_its_line() -> None:
    _, notes = translated('One.\n\n{{ site.owner }}\n\n{{< wobble "x" >}}\n')

    assert notes == [("source.liquid", "posts/a.md:8"), ("source.shortcode", "posts/a.md:10")]


def test_what_is_understood_is_not_noted() -> None:
    _, notes = translated('{% image "assets/a.png" "A pier" %}\n\n{{ "/x" | url }} {% raw %}{{ y }}{% endraw %}')

    assert notes == []


def test_a_toml_head_says_that_liquid_did_not_run() -> None:
    text, _ = translated("```\n{% raw %}{{ x }}{% endraw %}\n```\n", kind="toml")

    assert text == "```\n{% raw %}{{ x }}{% endraw %}\n```\n"


def test_a_text_without_marks_is_the_same_text() -> None:
    body = "A line.\n\n- a list\n- of {two}\n"

    assert translated(body) == (body, [])


@pytest.mark.parametrize(
    "hostile",
    [
        "{% a %}" * 20_000,
        "{{" * 50_000,
        "{% " * 30_000,
        '{{ "' * 20_000,
        "`" * 60_000,
        "` `` ``` " * 8_000,
        "{% raw %}" * 20_000,
        "{{< a >}}" * 10_000 + "{{< /b >}}" * 10_000,
        "{#" * 50_000,
        "{::" * 30_000,
        "{/*" * 30_000,
        "$$" * 30_001,
        "<pre>" * 20_000,
        "{% highlight a %}" * 10_000,
        "{% comment %}" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_marks_take_no_time(hostile: str) -> None:
    started = time.process_time()

    translated(hostile)

    assert time.process_time() - started < 5


def test_literal_stretches_are_found() -> None:
    text = "a `b` c\n\n```\nd\n```\n\n    e\n\n- f\n\n      g\n\n  h\n"

    found = literal.ranges(text)

    assert [char for place, char in enumerate(text) if char.isalpha() and found.hold(place)] == ["b", "d", "e", "g"]


def test_a_lone_backtick_makes_no_code() -> None:
    assert literal.ranges("a ` b\n\nc ` d").spans == ()
