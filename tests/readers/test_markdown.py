"""Markdown becomes blocks: every construct writers use, and none of them a way to break the reader."""

from __future__ import annotations

import pytest

from printkit.errors import ReadError
from printkit.model import markup
from printkit.model.article import Reading
from printkit.model.blocks import Block, Code, Figure, Heading, Image, List, Paragraph, Quote, Table, walk
from printkit.readers import highlight, markdown
from printkit.readers.parsed import Parsed
from tests.readers import cases, words

CASES = cases.load("markdown.txt")


def parse(text: str, *, lang: str = "en", smart: bool = True, location: str = "posts/a.md", origin: str = "") -> Parsed:
    return markdown.parse(text, Reading(lang=lang, smart=smart), location, origin=origin)


def only(text: str) -> Block:
    (block,) = parse(text).blocks
    return block


def codes(parsed: Parsed) -> list[str]:
    return [note.code for note in parsed.findings]


def paragraph(text: str, *, lang: str = "en", smart: bool = True) -> str:
    (block,) = parse(text, lang=lang, smart=smart).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_construct_becomes_what_it_means(case: cases.Case) -> None:
    assert words.shown(parse(case.given)) == case.expected


def test_headings_keep_the_level_the_source_wrote() -> None:
    levels = [block.level for block in parse("# a\n\n### b\n\n###### c\n").blocks if isinstance(block, Heading)]

    assert levels == [1, 3, 6]


def test_a_heading_is_found_by_its_id_and_by_its_words() -> None:
    first, second = parse("## The tide -- rising! {#tide}\n\n## The tide -- rising!\n").blocks

    assert first.anchors == ("tide", "the-tide----rising", "the-tide-rising")
    assert second.anchors == ("the-tide----rising-1",)


def test_a_link_to_a_heading_may_use_either_way_of_making_its_anchor() -> None:
    parsed = parse("## Why, oh why?\n\n[a](#why-oh-why) [b](#Why-Oh-Why) [c](#nowhere)\n")

    assert markup.html(parsed.blocks[1]) == '<p><a href="#why-oh-why">a</a> <a href="#why-oh-why">b</a> c</p>'
    assert codes(parsed) == ["link.dead-anchor"]


def test_notes_are_numbered_as_the_text_first_refers_to_them() -> None:
    parsed = parse("One[^b], two[^a], one again[^b], three^[In *line*.].\n\n[^a]: A.\n[^b]: B.\n\n    - list\n")

    assert {n: "".join(map(markup.html, blocks)) for n, blocks in parsed.notes.items()} == {
        "1": "<p>B.</p><ul><li><p>list</p></li></ul>",
        "2": "<p>A.</p>",
        "3": "<p>In <em>line</em>.</p>",
    }


def test_a_note_that_a_note_refers_to_comes_after_those_of_the_text() -> None:
    parsed = parse("One[^a] two[^c].\n\n[^a]: See[^b].\n[^b]: B.\n[^c]: C.\n")

    assert [markup.html(blocks[0]) for blocks in parsed.notes.values()] == [
        '<p>See<span class="note" data-note="3">3</span>.</p>',
        "<p>C.</p>",
        "<p>B.</p>",
    ]


def test_a_note_nothing_refers_to_stays_in_its_place_and_is_noted() -> None:
    parsed = parse("One.\n\n[^a]: Left over, like[^b].\n\n[^b]: B.\n\nTwo.\n")

    assert [markup.html(block) for block in parsed.blocks] == [
        "<p>One.</p>",
        '<p>Left over, like<span class="note" data-note="1">1</span>.</p>',
        "<p>Two.</p>",
    ]
    assert list(parsed.notes) == ["1"]
    assert codes(parsed) == ["note.unused"]


def test_two_notes_of_one_name_lose_no_word() -> None:
    parsed = parse("One[^a].\n\n[^a]: First.\n\n[^a]: Second.\n")

    assert [markup.html(block) for block in (*parsed.blocks[1:], *parsed.notes["1"])] == [
        "<p>Second.</p>",
        "<p>First.</p>",
    ]


def test_a_mark_under_a_picture_stays_with_it() -> None:
    figure = parse("![a](a.png)[^1]\n\n[^1]: Of the museum.\n").blocks[0]

    assert isinstance(figure, Figure)
    assert figure.caption == '<span class="note" data-note="1">1</span>'


def test_raw_html_cannot_forge_a_note() -> None:
    assert paragraph('a<note-mark n="7"></note-mark> <span class="note" data-note="7">7</span>') == "a 7"


def test_the_tokens_of_a_listing_join_to_its_text() -> None:
    text = '\ndef f(x):\n\treturn "é" + x  # add\n\n'
    code = only(f"```python\n{text}\n```")

    assert isinstance(code, Code)
    assert code.text == text
    assert "".join(piece for _, piece in code.tokens) == text
    assert ("keyword", "def") in code.tokens
    assert ("string", '"é"') in code.tokens
    assert ("comment", "# add") in code.tokens


@pytest.mark.parametrize("info", ["", "text", "no-such-language"])
def test_code_in_no_known_language_has_no_tokens(info: str) -> None:
    code = only(f"```{info}\nx = 1\n```")

    assert isinstance(code, Code)
    assert (code.text, code.tokens) == ("x = 1", ())


def test_a_very_long_listing_is_not_coloured() -> None:
    code = only("```python\n" + "x = 1\n" * (highlight.LIMIT // 5) + "```")

    assert isinstance(code, Code)
    assert code.tokens == ()


@pytest.mark.parametrize("info", ["python", "python title=x", "{.python .numberLines}", "python,ignore", "python{1,3}"])
def test_the_language_is_the_first_word_of_the_info(info: str) -> None:
    code = only(f"```{info}\nx\n```")

    assert isinstance(code, Code)
    assert code.language == "python"


def test_a_diff_says_what_came_and_went() -> None:
    code = only("```diff\n+new\n-old\n```")

    assert isinstance(code, Code)
    assert [kind for kind, piece in code.tokens if piece.strip()] == ["inserted", "deleted"]


def test_a_formula_is_code_of_its_own_kind() -> None:
    blocks = parse("$$ x^2 $$\n\n\\[\ny\n\\]\n\n```math\nz\n```\n").blocks

    assert [(block.text, block.kind) for block in blocks if isinstance(block, Code)] == [
        ("x^2", "tex"),
        ("y", "tex"),
        ("z", "tex"),
    ]


@pytest.mark.parametrize("text", ["$$", "$$\n\nx", "It costs $$ and more $$.", "\\[a\\]: b"])
def test_what_is_not_clearly_a_formula_stays_text(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in parse(text).blocks)


def test_a_table_says_how_its_columns_stand() -> None:
    table = only("|a|b|c|d|\n|-|:-|:-:|-:|\n|1|2|3|4|\n")

    assert isinstance(table, Table)
    assert [cell.align for cell in table.rows[0]] == ["", "start", "center", "end"]
    assert all(cell.header for cell in table.head[0])


def test_a_picture_without_words_has_no_alternative_text() -> None:
    figure = only("![](a.png)")

    assert figure == Figure((Image("posts/a.png", None),))


def test_a_picture_in_a_link_leads_there() -> None:
    figure = only("[![a](a.png)](b.md#c)")

    assert isinstance(figure, Figure)
    assert figure.href == "/posts/b.md#c"


def test_pictures_with_links_of_their_own_stay_apart() -> None:
    blocks = parse("[![a](a.png)](https://a.example) [![b](b.png)](https://b.example)").blocks

    assert [block.href for block in blocks if isinstance(block, Figure)] == ["https://a.example", "https://b.example"]


def test_an_editors_note_under_the_first_picture_is_no_caption() -> None:
    note = "*This piece was first published in the spring of 2017, and has been brought up to date since then.*"
    blocks = parse(f"![a](a.png)\n\n{note}\n\nText.\n").blocks

    assert [type(block) for block in blocks] == [Figure, Paragraph, Paragraph]


def test_a_picture_outside_the_project_leaves_its_words() -> None:
    parsed = parse("![The quay](../../etc/quay.png)")

    assert parsed.blocks == (Figure((), Paragraph("The quay").text),)  # type: ignore[arg-type]
    assert codes(parsed) == ["image.outside"]


def test_relative_links_become_whole_where_the_origin_is_known() -> None:
    parsed = parse("[b](../b/#c) [self](#x)\n\n## X\n", origin="https://example.org/posts/a/")

    assert (
        markup.html(parsed.blocks[0]) == '<p><a href="https://example.org/posts/b/#c">b</a> <a href="#x">self</a></p>'
    )


def test_a_link_to_the_page_itself_is_a_link_within() -> None:
    parsed = parse("[a](https://example.org/a/#x) [b](/posts/a.md#x)\n\n## X\n", origin="https://example.org/a/")

    assert markup.html(parsed.blocks[0]).startswith('<p><a href="#x">a</a>')


def test_an_id_in_braces_is_the_anchor_of_its_block() -> None:
    blocks = parse("Words.\n{: #a}\n\n> Said.\n\n{: #b .c}\n\n{#d}\n\n- e\n").blocks

    assert [block.anchors for block in blocks] == [("a",), ("b",), ("d",)]
    assert [type(block) for block in blocks] == [Paragraph, Quote, List]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "“a ‘b’ c” it’s"),
        ("en-GB", "“a ‘b’ c” it’s"),
        ("de", "„a ‚b‘ c“ it’s"),
        ("de-CH", "«a ‹b› c» it’s"),
        ("fr", "«\u202fa “b” c\u202f» it’s"),
        ("pl", "„a «b» c” it’s"),
        ("sv", "”a ’b’ c” it’s"),
        ("ja", "「a 『b』 c」 it’s"),
        ("", "“a ‘b’ c” it’s"),
    ],
)
def test_quotes_are_the_languages_own(lang: str, expected: str) -> None:
    assert paragraph("\"a 'b' c\" it's", lang=lang) == expected


def test_punctuation_is_left_alone_where_a_checker_asks_for_it() -> None:
    assert paragraph("\"a\" -- 'b'...", smart=False) == "\"a\" -- 'b'..."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1990--2000", "1990–2000"),
        ("word -- word", "word – word"),
        ("word--word", "word—word"),
        ("a --- b", "a — b"),
        ("a ---- b", "a ---- b"),
        ("git --all", "git --all"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the dogs' bones", "the dogs’ bones"),
        ('("so")', "(“so”)"),
        ("wait....", "wait...."),
        ('"never closed', "“never closed"),
        ('`"a"`\'s', '<code>"a"</code>’s'),
    ],
)
def test_dashes_and_apostrophes_as_a_printer_sets_them(typed: str, printed: str) -> None:
    assert paragraph(typed) == printed


def test_a_text_nested_too_deeply_is_an_error_that_names_its_place() -> None:
    for text in (">" * 500 + "a", "- " * 500 + "a", "<b>" * 500, "![" * 700 + "](x)" * 700):
        try:
            parsed = parse(text)
        except ReadError as error:
            assert error.where == "posts/a.md"
        else:
            assert parsed.blocks


def test_a_row_of_quotes_as_deep_as_allowed_is_read() -> None:
    parsed = parse(">" * 90 + " a")

    assert len(list(walk(parsed.blocks))) == 91


def test_a_tag_that_never_ends_takes_no_more_than_its_own_lines() -> None:
    parsed = parse('<div class="a\nb\n\nThe *words* after.\n')

    assert [markup.html(block) for block in parsed.blocks] == ["<p>The <em>words</em> after.</p>"]
    assert codes(parsed) == ["html.unfinished"]
