"""Any markup becomes blocks of allowed elements; words are kept, and nothing else gets through."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from printkit.errors import ReadError
from printkit.model.article import Reading
from printkit.model.blocks import Aside, Embed, Figure, Heading, Image, List, Paragraph, Quote, Table, inlines, walk
from printkit.readers import headings, htmltree, markdown
from printkit.readers.htmltree import guard
from printkit.readers.htmltree.inline import KEPT
from printkit.readers.parsed import Parsed
from tests.readers import cases, words

CASES = cases.load("html.txt")
LOCATION = "posts/a.md"


def fragment(html: str, *, lang: str = "en", location: str = LOCATION, smart: bool = True) -> Parsed:
    return htmltree.fragment(html, Reading(lang=lang, smart=smart), location)


def codes(parsed: Parsed) -> list[str]:
    return [note.code for note in parsed.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_markup_becomes_what_it_means(case: cases.Case) -> None:
    assert words.shown(fragment(case.given)) == case.expected


def test_names_of_elements_become_anchors_of_the_nearest_block() -> None:
    html = (
        '<div id="a"><a name="b"></a><p>One <i id="c">x</i></p></div><ul id="d"><li id="e"><p>y</li></ul><a id="f"></a>'
    )
    paragraph, items = fragment(html).blocks

    assert paragraph.anchors == ("a", "b", "c")
    assert items.anchors == ("d", "f")
    assert isinstance(items, List)
    assert items.items[0][0].anchors == ("e",)


def test_one_anchor_stands_once() -> None:
    first, second = fragment('<p id="a">x</p><p id="a">y</p>').blocks

    assert (first.anchors, second.anchors) == (("a",), ())


def test_a_block_says_its_language_where_it_is_not_that_around_it() -> None:
    html = '<div lang="fr"><p>a</p><blockquote><p>b</p><p lang="de">c</p></blockquote></div><p lang="en">d</p>'
    first, quote, last = fragment(html).blocks

    assert (first.lang, quote.lang, last.lang) == ("fr", "fr", "")
    assert isinstance(quote, Quote)
    assert [block.lang for block in quote.blocks] == ["", "de"]


def test_a_frame_says_what_it_is_of() -> None:
    blocks = fragment(
        '<iframe src="https://player.vimeo.com/1"></iframe><iframe src="https://www.openstreetmap.org/x"></iframe>'
        '<p><iframe src="https://w.soundcloud.com/x" title="A song"></iframe></p><embed src="https://example.org/x.swf">'
    ).blocks

    assert [(block.kind, block.title) for block in blocks if isinstance(block, Embed)] == [
        ("video", ""),
        ("map", ""),
        ("audio", "A song"),
        ("other", ""),
    ]


def test_a_frame_that_leads_nowhere_is_noted() -> None:
    parsed = fragment('<p>a</p><iframe srcdoc="<p>b</p>"></iframe>')

    assert parsed.blocks == fragment("<p>a</p>").blocks
    assert codes(parsed) == ["embed.empty"]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The quay. Photo: Jane Doe", ("The quay.", "Photo: Jane Doe")),
        ("The quay (Photo credit: Jane Doe)", ("The quay", "Photo credit: Jane Doe")),
        ("The quay | Foto: dpa", ("The quay", "Foto: dpa")),
        ("The quay. © Jane Doe 2014", ("The quay.", "© Jane Doe 2014")),
        ("The quay.<br>Image courtesy of the port", ("The quay.", "Image courtesy of the port")),
        ("Photo by Jane Doe", ("", "Photo by Jane Doe")),
        ("The quay. <span class='photo-credit'>(Jane Doe)</span>", ("The quay.", "Jane Doe")),
        ("<span class='credit'>Jane Doe</span> The quay.", ("The quay.", "Jane Doe")),
        ("The quay. — <cite>Jane Doe</cite>", ("The quay. —", "Jane Doe")),
        ("<p>The quay.</p><p><small>Jane Doe</small></p>", ("The quay.<br><small>Jane Doe</small>", "")),
        ("A photo by the sea", ("A photo by the sea", "")),
        ("<em>Her photo: a boat. Photo</em> of it", ("<em>Her photo: a boat. Photo</em> of it", "")),
    ],
)
def test_a_credit_is_parted_from_its_caption(caption: str, expected: tuple[str, str]) -> None:
    (figure,) = fragment(f"<figure><img src='a.png'><figcaption>{caption}</figcaption></figure>").blocks

    assert isinstance(figure, Figure)
    assert (figure.caption, figure.credit) == expected


def test_the_title_of_a_picture_counts_only_where_it_says_something_new() -> None:
    first, second = fragment(
        '<p><img src="a.png" alt="A" title="A"></p><p><img src="b.png" alt="B" title="C"></p>'
    ).blocks

    assert (first, second) == (
        Figure((Image("posts/a.png", "A"),)),
        Figure((Image("posts/b.png", "B"),), caption=Paragraph("C").text),  # type: ignore[arg-type]
    )


def test_a_data_picture_stays_if_it_is_one_and_small() -> None:
    kept = fragment('<img src="data:image/png;base64,iVBORw0KGgo=" alt="a">')
    large = fragment(f'<img src="data:image/png;base64,{"A" * 2_000_001}" alt="large">')
    drawn = fragment('<img src="data:text/html;base64,PHA+" alt="drawn">')

    assert kept.blocks == (Figure((Image("data:image/png;base64,iVBORw0KGgo=", "a"),)),)
    assert [codes(parsed) for parsed in (kept, large, drawn)] == [[], ["image.data"], ["image.data"]]
    assert words.of_blocks((*large.blocks, *drawn.blocks)) == "large drawn"


def test_relative_addresses_of_a_page_on_the_web_count_from_it() -> None:
    parsed = fragment('<p>x <a href="b">b</a> <img src="/c.png"></p>', location="https://example.org/d/a")

    assert words.shown(parsed) == (
        '<p>x <a href="https://example.org/d/b">b</a> <img src="https://example.org/c.png"></p>'
    )


def test_an_attribution_is_parted_only_where_it_names_someone() -> None:
    said = "<blockquote><p>Yes.<br>— Ann Lee</p></blockquote>"
    long = f"<blockquote><p>Yes.</p><p>— {'and so on ' * 20}</p></blockquote>"
    attributions = [block.attribution for block in fragment(said + long).blocks if isinstance(block, Quote)]

    assert attributions == ["Ann Lee", ""]


def test_a_quote_of_nothing_but_a_name_keeps_it() -> None:
    assert words.shown(fragment("<blockquote><cite>Ann Lee</cite></blockquote>")) == (
        "<blockquote><p>Ann Lee</p></blockquote>"
    )


def test_alerts_speak_the_language_of_the_text() -> None:
    (box,) = fragment("<blockquote><p>[!TIP]\nHalt.</p></blockquote>", lang="de").blocks

    assert isinstance(box, Aside)
    assert box.title == "Tipp"


def test_a_table_of_one_column_without_a_head_only_places_things() -> None:
    assert [type(block) for block in fragment("<table id=t><tr><td><p>a<tr><td>b</table>").blocks] == [Paragraph] * 2


def test_anchors_in_the_lists_of_cells_are_those_of_their_table() -> None:
    html = '<table id=t><tr><th>a</th><td><ul id=b><li id=c>x<li><p id=d>y</ul></td></tr></table><a href="#d">y</a>'
    parsed = fragment(html)

    assert parsed.blocks[0].anchors == ("t", "b", "c", "d")
    assert [inner.anchors for inner in walk(parsed.blocks[:1])][1:] == [()] * 3
    assert codes(parsed) == []


def test_words_between_a_tables_cells_stand_before_it() -> None:
    loose, table = fragment("<table>loose<tr><th>a</th>words<td>b</td></tr></table>").blocks

    assert words.of_blocks([loose]) == "loose words"
    assert isinstance(table, Table)


def test_levels_are_closed_up_without_a_skip() -> None:
    blocks, findings = headings.close_up(
        fragment("<h1>a</h1><h3>b</h3><h5>c</h5><h3>d</h3><h1>e</h1><h6>f</h6>").blocks
    )

    assert [block.level for block in blocks if isinstance(block, Heading)] == [2, 3, 4, 3, 2, 3]
    assert [note.code for note in findings] == ["heading.levels"]


def test_a_heading_in_a_box_stands_below_the_one_it_is_under() -> None:
    blocks, _ = headings.close_up(fragment("<h2>a</h2><blockquote><h1>b</h1><h2>c</h2></blockquote><h3>d</h3>").blocks)

    assert [block.level for block in walk(blocks) if isinstance(block, Heading)] == [2, 3, 4, 3]


def test_levels_that_are_in_order_are_left_without_a_note() -> None:
    blocks = fragment("<h2>a</h2><h3>b</h3><h2>c</h2>").blocks

    assert headings.close_up(blocks) == (blocks, ())


def test_markup_nested_too_deeply_is_an_error_that_names_its_place() -> None:
    with pytest.raises(ReadError, match="100 deep") as error:
        fragment("<div>" * 200 + "a")

    assert error.value.where == LOCATION


def test_wrappers_round_many_blocks_do_not_multiply_past_the_limit() -> None:
    with pytest.raises(ReadError, match="60000 elements"):
        fragment("<span>" * 90 + "<p>x" * 800)


def test_too_many_elements_are_an_error() -> None:
    with pytest.raises(ReadError, match="60000 elements"):
        fragment("<i>a</i>" * 60_001)


@pytest.mark.parametrize(
    ("html", "end"),
    [
        ("<div>", ""),
        ("<div", ">"),
        ("<div class=x", ">"),
        ('<div class="x', '">'),
        ("<div class='x\"y", "'>"),
        ("a < b", ""),
        ("<!-- <div", ""),
        ("<!-- a --> <p", ">"),
        ('<a title=">"', ">"),
        ("", ""),
    ],
)
def test_a_piece_that_ends_inside_a_tag_is_closed(html: str, end: str) -> None:
    assert guard.unfinished(html) == end


class Checked(HTMLParser):
    """Follows a fragment and fails on anything that no fragment may hold."""

    ATTRIBUTES = frozenset({"href", "src", "alt", "datetime", "title", "lang", "dir", "class", "data-note"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.standing: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in KEPT | {"span", "br", "img"}, tag
        assert {name for name, _ in attrs} <= self.ATTRIBUTES, attrs
        assert all(value is not None for _, value in attrs)
        assert dict(attrs).get("class", "note") in {"note", "small-caps", "math"}
        if tag not in {"br", "img"}:
            self.standing.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.standing.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_entityref(self, name: str) -> None:
        assert name in {"amp", "lt", "gt"}

    def handle_data(self, data: str) -> None:
        assert "<" not in data


def check(parsed: Parsed) -> None:
    """That every fragment is well-formed, allowed, and free of characters that are no text."""
    for blocks in (parsed.blocks, *parsed.notes.values()):
        for text in (text for block in walk(blocks) for text in inlines(block)):
            checked = Checked()
            checked.feed(text)
            checked.close()
            assert checked.standing == []
            assert guard.clean(text) == text


PIECES = (
    *("<", "</", ">", "<div>", "</div>", "<table>", "<tr>", "<td>", "<th>", "<pre>", "</pre>", "<p>", "</p>", "<h2>"),
    *(
        "<a href='#x'>",
        "<a href='javascript:x'>",
        "</a>",
        "<img src=x alt='\"<'>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<ul>",
    ),
    *("<details>", "<summary>", "<figure>", "<figcaption>", "<blockquote>", "<cite>", "<dl>", "<dt>", "<dd>", "<svg>"),
    *(
        "<iframe>",
        "<textarea>",
        "<video src=x>",
        "<note-mark n=1>",
        "<literal>",
        "<ruby>",
        "<rt>",
        "<select>",
        "<title>",
    ),
    *("<p dir=rtl>", "<span lang=fr>", "<template>", "<script>", "</script>", "<!--", "-->", "&#0;", "&#x1f;", "&amp;"),
    *("\0", "\ud800", "\u2028", "\r", "\x0b", "\ufffe", "é", "\n", "\n\n", "\t", "    ", "> ", "- ", "1. ", "- [ ] "),
    *("[^1]", "[^1]: ", "^[", "]", "](", "![", "`", "\n```\n", "\n$$\n", "\\(", "{#a}", "\n{: .b}\n", "[!NOTE]\n", "|"),
    *("\n|-|-|\n", "\n: ", "*", "**", "_", "~~", "http://a.b", "www.a.b", "c@d.e", '"', "'", "--", "..."),
)


def mutations(corpus_texts: list[str], *, count: int, seed: int) -> Iterator[str]:
    """Texts with pieces of markup put in, cut out and mixed, the same ones for the same seed."""
    dice = random.Random(seed)
    for _ in range(count):
        text = dice.choice(corpus_texts)
        for _ in range(dice.randint(1, 12)):
            place = dice.randint(0, len(text))
            cut = dice.randint(0, 9) if dice.random() < 0.3 else 0
            more = dice.choice(corpus_texts) if dice.random() < 0.2 else dice.choice(PIECES) * dice.randint(1, 3)
            text = text[:place] + more + text[place + cut :]
        yield text


def readers() -> tuple[Callable[[str, Reading, str], Parsed], ...]:
    return (markdown.parse, htmltree.fragment)


def test_whatever_the_text_there_is_a_clean_answer_or_a_read_error() -> None:
    texts = [case.given for name in ("markdown.txt", "html.txt") for case in cases.load(name)]

    for text in mutations(texts, count=600, seed=1):
        for read in readers():
            try:
                check(read(text, Reading(lang="fr"), LOCATION))
            except ReadError as error:
                assert error.where == LOCATION


@pytest.mark.external
def test_mutated_examples_of_the_specification_give_a_clean_answer(corpus: Path) -> None:
    examples = json.loads((corpus / "commonmark" / "spec.json").read_text(encoding="utf-8"))

    for text in mutations([example["markdown"] for example in examples], count=1000, seed=2):
        check(markdown.parse(text, Reading(lang="en"), LOCATION))


@pytest.mark.external
def test_pages_of_the_web_keep_every_word(corpus: Path) -> None:
    pages = sorted((corpus / "pages").glob("*/html/*.html.gz"))[::24]

    lost = {}
    for page in pages:
        html = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        expected = set(re.findall(r"\w+", words.of_html(html)))
        found = set(words.of_everything(fragment(html, smart=False)))
        if gone := expected - found:
            lost[page.name] = gone

    assert len(pages) > 5
    assert lost == {}
