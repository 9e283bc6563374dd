"""Composing: what an article becomes on its way to paper, whatever the layout."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from printkit import compose, layouts
from printkit.compose.addresses import anchor, breakable, printed
from printkit.compose.plates import fit
from printkit.errors import LayoutError
from printkit.model.article import Article
from printkit.model.blocks import (
    Aside,
    Block,
    Cell,
    Code,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    Paragraph,
    Quote,
    Table,
)
from printkit.model.issue import Cover, Issue
from printkit.model.layout import Layout
from printkit.model.products import Blob, Galley, Picture
from tests import kitchen_sink

HOUSE = Picture(Blob(Path("house.jpg"), 1, "ab" * 32), 1500, 1000, "image/jpeg")
PLAN = Picture(Blob(Path("plan.png"), 1, "cd" * 32), 1500, 1013, "image/png")


def plain(**chosen: str) -> Layout:
    return layouts.load("plain", chosen=chosen)


def article(*body: Block | str, **more: object) -> Article:
    blocks = tuple(Paragraph(Inline(block)) if isinstance(block, str) else block for block in body)
    return replace(Article("harbour", "The harbour", blocks), **more)  # type: ignore[arg-type]


def composed(*body: Block | str, layout: Layout | None = None, **more: object) -> Galley:
    return compose.compose(article(*body, **more), layout or plain(), {"house.jpg": HOUSE, "plan.png": PLAN})


def tree(galley: Galley) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(galley.html)


def texts(galley: Galley, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree(galley).xpath(path)]


def note(number: str) -> str:
    return f'<span class="note" data-note="{number}">{number}</span>'


def link(words: str, href: str) -> str:
    return f'<a href="{href}">{words}</a>'


# The page as a whole


def test_a_galley_is_one_article_with_one_headline_a_title_and_its_language():
    galley = composed("Words.", lang="de")
    page = tree(galley)

    assert page.get("lang") == galley.lang == "de"
    assert texts(galley, "//title") == texts(galley, "//article//h1") == ["The harbour"]
    assert len(page.xpath("//article")) == 1


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", '"><img src=x>'])
def test_what_a_source_writes_into_its_headline_stays_words(evil: str):
    galley = compose.compose(
        article("Words.", headline=evil, kicker=evil, standfirst=evil, byline=(evil,), rights=evil), plain(), {}
    )

    assert texts(galley, "//h1 | //title | //p[@class='kicker']") == [" ".join(evil.split())] * 3
    assert not tree(galley).xpath("//script | //img")
    assert "49" not in galley.html


def test_the_same_article_makes_the_same_galley():
    first, second = (
        compose.compose(kitchen_sink.article(), plain(), {"pictures/harbour.jpg": HOUSE}) for _ in range(2)
    )

    assert first == second


def test_words_of_the_page_and_dates_are_of_the_articles_language():
    galley = composed("Worte.", lang="de", byline=("A", "B", "C"), published=date(2026, 3, 1))

    assert texts(galley, "//p[@class='info']") == ["Von A, B und C · 1. März 2026"]


def test_a_language_that_runs_from_the_right_says_so():
    assert tree(composed("كلمات", lang="ar")).get("dir") == "rtl"
    assert tree(composed("Mots", Paragraph(Inline("مرحبا"), lang="ar"), lang="fr")).xpath("//p[@lang='ar']/@dir") == [
        "rtl"
    ]


def test_a_long_headline_is_cut_after_a_word_for_the_running_head():
    galley = composed("Words.", headline="A headline " * 12)

    assert tree(galley).xpath("//h1/@data-running") == ["A headline " * 4 + "A headline…"]


def test_a_heading_says_its_words_for_the_bookmark_without_its_notes():
    galley = composed(
        Heading(2, Inline(f"The <em>tide</em>{note('1')}"), anchors=("tide",)),
        notes={"1": (Paragraph(Inline("Low.")),)},
    )

    assert tree(galley).xpath("//h2/@data-words") == ["The tide"]


# Notes and links


def test_notes_and_addresses_are_numbered_in_one_sequence_as_they_are_read():
    galley = composed(
        f"One{note('a')}, {link('two', 'https://example.org/2')}.",
        Heading(2, Inline(f"Three{note('b')}")),
        notes={"a": (Paragraph(Inline("First.")),), "b": (Paragraph(Inline("Third.")),)},
    )

    assert tree(galley).xpath("//span[@class='footnote']/@data-number") == ["1", "2", "3"]
    assert [text.replace("\u200b", "") for text in texts(galley, "//span[@class='footnote']")] == [
        "First.",
        "https://example.org/2",
        "Third.",
    ]


def test_a_note_or_address_named_again_is_only_its_number():
    galley = composed(
        f"One{note('a')} and {link('two', 'https://example.org/2')}.",
        f"Again{note('a')} and {link('again', 'https://example.org/2?utm_source=feed')}.",
        notes={"a": (Paragraph(Inline("First.")),)},
    )

    assert len(tree(galley).xpath("//span[@class='footnote']")) == 2
    assert texts(galley, "//sup[@class='call']") == ["1", "2"]


def test_a_link_that_says_its_own_address_has_no_note_and_may_break():
    galley = composed(link("https://www.example.org/a/b/", "https://example.org/a/b"))

    assert "footnote" not in galley.html
    assert texts(galley, "//a[@class='address']") == ["https://www.\u200bexample.\u200borg/\u200ba/\u200bb/"]


def test_a_link_holds_nothing_but_text():
    galley = composed(link('two <em>words <img src="plan.png" alt="a plan"></em> more', "https://example.org/2"))

    assert not tree(galley).xpath("//a/*")
    assert texts(galley, "//a") == ["two", "words", "more"]
    assert len(tree(galley).xpath("//p/em/a")) == len(tree(galley).xpath("//p/em/img")) == 1


def test_links_lead_within_the_article_the_issue_and_the_world_or_are_only_words():
    body = (
        Heading(2, Inline("Über uns"), anchors=("Über uns",)),
        link("in", "#%C3%9Cber%20uns")
        + link("other", "/posts/tides.md#low water")
        + link("page", "https://example.org/tides")
        + link("gone", "/gone.html")
        + link("post", "mailto:a@example.org"),
    )
    slugs = dict.fromkeys(["/posts/tides.md", "/posts/tides.md#low water", "https://example.org/tides/"], "tides")
    galley = compose.compose(article(*body), plain(links="none"), {}, links=slugs)

    page = tree(galley)
    assert page.xpath("//a/@href")[0] == "#" + page.xpath("//h2/@id")[0]
    assert page.xpath("//a[not(@class)]/@href")[1:] == [
        "printkit:tides#low_20water",
        "printkit:tides",
        "mailto:a@example.org",
    ]
    assert "gone" in page.text_content()


def test_a_link_to_an_article_of_the_issue_has_a_box_for_its_page_in_the_articles_language():
    galley = compose.compose(
        article(f"Siehe {link('die <em>Flut</em>', '/t.md#hoch')}, bitte.", lang="de"),
        plain(),
        {},
        links={"/t.md": "flut", "/t.md#hoch": "flut"},
    )

    page = tree(galley)
    assert texts(galley, "//p[@class='first']") == ["Siehe die Flut (Seite 0123456789), bitte."]
    assert page.xpath("//a[@class='see-page']/@href") == ["printkit:flut?page#hoch"]
    assert ".see-page { letter-spacing: -0.3944ch }" in galley.rules


def test_a_link_to_a_place_that_the_other_article_does_not_have_leads_to_the_article():
    galley = compose.compose(article(link("the tide", "/t.md#gone")), plain(), {}, links={"/t.md": "tide"})

    assert tree(galley).xpath("//p/a/@href") == ["printkit:tide", "printkit:tide?page"]


def test_a_heading_leads_to_another_article_without_its_page():
    heading = Heading(2, Inline(link("The tide", "/t.md")))
    galley = compose.compose(article(heading), plain(), {}, links={"/t.md": "tide"})

    assert texts(galley, "//h2") == ["The tide"]
    assert tree(galley).xpath("//h2/a/@href") == ["printkit:tide"]


def test_an_article_without_others_around_it_has_no_boxes():
    galley = composed(link("the tide", "/t.md#gone"))

    assert "see-page" not in galley.html + galley.rules


@pytest.mark.parametrize(
    ("links", "path", "said"),
    [
        ("foot", "//span[@class='footnote']", ["https://example.org/2"]),
        ("end", "//div[@class='end-note']/p", ["https://example.org/2"]),
        ("inline", "//p/span[@class='address']", ["https://example.org/2"]),
        ("none", "//*[@class='footnote' or @class='end-note' or @class='address']", []),
    ],
)
def test_addresses_stand_where_the_option_says(links: str, path: str, said: list[str]):
    galley = composed(link("two", "https://example.org/2"), layout=plain(links=links))

    assert [text.replace("\u200b", "") for text in texts(galley, path)] == said


def test_a_note_with_a_list_goes_to_the_end_and_its_mark_leads_there():
    words = (Paragraph(Inline("Both:")), List("bullet", ((Paragraph(Inline("one")),),)))
    galley = composed(f"One{note('a')}.", notes={"a": words})

    assert tree(galley).xpath("//sup/a/@href") == ["#" + tree(galley).xpath("//div[@class='end-note']/@id")[0]]
    assert texts(galley, "//div[@class='end-note']//li") == ["one"]


def test_a_link_in_a_note_has_its_address_beside_it():
    galley = composed(f"One{note('a')}.", notes={"a": (Paragraph(Inline("See " + link("it", "https://e.org/x"))),)})

    assert texts(galley, "//span[@class='footnote']") == ["See it (https://e.\u200borg/\u200bx)"]


def test_two_marks_beside_each_other_are_kept_apart():
    galley = composed(
        f"One{note('a')}{note('b')}", notes={"a": (Paragraph(Inline("A.")),), "b": (Paragraph(Inline("B.")),)}
    )

    assert '</span>\u2009<span class="footnote"' in galley.html


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://example.org/a?utm_source=x&id=3&fbclid=y#part", "https://example.org/a?id=3#part"),
        ("https://example.org/?gclid=1", "https://example.org/"),
        ("mailto:a%20b@example.org?subject=Hi", "a b@example.org"),
        ("tel:+441234", "+441234"),
    ],
)
def test_an_address_is_printed_without_what_only_follows_readers(href: str, shown: str):
    assert printed(href) == shown


def test_an_address_breaks_after_its_marks_and_never_in_its_scheme():
    assert breakable("https://a.b/c-d?e=f").split("\u200b") == ["https://a.", "b/", "c-", "d?", "e=", "f"]


def test_anchors_are_ascii_and_the_same_however_they_are_written():
    assert anchor("Über uns") == anchor("%C3%9Cber%20uns")
    assert re.fullmatch(r"[\w.-]+", anchor("Über uns/~!"), re.ASCII)


def test_an_anchor_that_stands_twice_is_the_first_ones():
    galley = composed(Heading(2, Inline("A"), anchors=("x", "y")), Heading(2, Inline("B"), anchors=("x", "z")))

    assert tree(galley).xpath("//*[@id]/@id") == ["x", "y", "z"]


# Pictures


def test_a_picture_is_an_asset_under_a_relative_path_and_whole_lines_high():
    galley = composed(Figure((Image("house.jpg", "A house"),), Inline("Seen at noon.")))
    (source,) = tree(galley).xpath("//figure//img/@src")

    assert galley.assets == {source: HOUSE.blob}
    assert tree(galley).xpath("//figure//img/@alt") == ["A house"]
    assert re.search(
        r"\.plate-\d+-\d+ \{ width: [\d.]+pt; height: calc\(var\(--baseline\) \* \d+\.7\) \}", galley.rules
    )


def test_a_missing_picture_is_noted_and_its_words_stand_in_its_place():
    galley = composed(Figure((Image("gone.png", "A lost plan"),), Inline("The plan.")))

    assert [(n.code, n.where) for n in galley.notes] == [("image.missing", "gone.png")]
    assert texts(galley, "//figure/*") == ["Picture: A lost plan", "The plan."]


def test_a_picture_without_words_takes_its_captions_or_is_noted():
    named = composed(Figure((Image("house.jpg"),), Inline("A <em>house</em>")))
    bare = composed(Figure((Image("house.jpg"),)), lang="de")

    assert (tree(named).xpath("//img/@alt"), named.notes) == (["A house"], ())
    assert (tree(bare).xpath("//img/@alt"), [n.code for n in bare.notes]) == (["Bild"], ["image.no-alt"])


def test_decoration_is_painted_and_no_figure_for_readers():
    galley = composed(Figure((Image("plan.png", ""),)))

    assert not tree(galley).xpath("//img")
    assert f"background-image: url({next(iter(galley.assets))})" in galley.rules


def test_a_picture_in_a_line_that_is_not_wanted_is_not_missed():
    galley = composed('A <img src="elsewhere.png" alt="plan"> in line.', layout=plain(pictures="none"))

    assert galley.notes == ()
    assert texts(galley, "//p") == ["A plan in line."]


def test_no_pictures_means_none_and_no_captions_of_theirs():
    galley = composed(
        Figure((Image("house.jpg", "A house"),), Inline("Caption.")),
        'A <img src="plan.png" alt="plan"> in line.',
        layout=plain(pictures="none"),
    )

    assert not galley.assets
    assert texts(galley, "//div[@class='body']/*") == ["A plan in line."]


def test_the_lead_figure_stands_before_the_text_wherever_the_source_has_it():
    galley = composed("Words.", Figure((Image("house.jpg", "A house"),), role="lead"))

    assert tree(galley).xpath("//figure/following::div[@class='body']")
    assert not tree(galley).xpath("//div[@class='body']//figure")


def test_a_photograph_is_cut_a_little_and_a_drawing_never():
    photograph = replace(HOUSE, width=3000, height=2020)

    assert fit(photograph, 340.0, 14.0, 400.0).cut
    assert not fit(replace(photograph, media_type="image/png"), 340.0, 14.0, 400.0).cut


def test_a_small_picture_is_not_blown_up_and_a_tall_one_not_taller_than_it_may():
    small = fit(replace(HOUSE, width=150, height=100), 340.0, 14.0, 400.0)
    tall = fit(replace(HOUSE, width=1000, height=4000), 340.0, 14.0, 400.0)

    assert small.width == 72.0
    assert tall.width == 100.0
    assert tall.lines * 14 <= 400 + 14


# Blocks


def test_code_keeps_its_lines_and_the_kinds_of_its_pieces():
    galley = composed(Code("if x:\n\n\ty()\n", tokens=(("keyword", "if"), ("", " x:\n\n\ty()\n"))))

    assert [line.text_content() for line in tree(galley).xpath("//pre//span[@class='line']")] == [
        "if x:",
        "",
        "    y()",
    ]
    assert texts(galley, "//pre//span[@class='keyword']") == ["if"]


def test_blocks_inside_blocks_are_composed_too():
    inner = Quote((Aside((Paragraph(Inline(f"Deep{note('a')}.")),)),))
    galley = composed(List("number", ((inner,),), start=3), notes={"a": (Paragraph(Inline("Low.")),)})

    assert tree(galley).xpath("//ol/li/@data-mark") == ["3."]
    assert texts(galley, "//li//blockquote//aside//span[@class='footnote']") == ["Low."]


def test_a_character_that_no_face_has_is_set_as_its_number_and_noted():
    galley = compose.compose(
        article("Up \U0001f680\ufe0f é"), plain(), {}, covered=lambda text: set(text) - {"\U0001f680"}
    )

    assert texts(galley, "//div[@class='body']/p") == ["Up [U+1F680]\ufe0f é"]
    assert [(n.code, n.where) for n in galley.notes] == [("font.missing-glyph", "U+1F680")]


# Around the articles

ISSUE = Issue("The Review", "review", Path(), Path(), (), number="12", date=date(2026, 3, 1), colophon="Made\n\nby us.")
ROWS = (
    compose.Contents("tides", "Tides", "A. Berg", section="Features", label="3"),
    compose.Contents("ropes", "Ropes <b>", "B. Holm", section="Columns", label="xii"),
)


def test_the_contents_name_each_article_in_its_section_with_its_page():
    galley = compose.matter("contents", ISSUE, plain(), ROWS)

    assert texts(galley, "//nav//p[@class='contents-section']") == ["Features", "Columns"]
    assert tree(galley).xpath("//nav//li//a/@href") == ["printkit:tides", "printkit:ropes"]
    assert texts(galley, "//nav//li//a") == ["Tides", "Ropes <b>"]
    assert texts(galley, "//span[@class='entry-page']") == ["3", "xii"]


def test_a_cover_without_a_picture_shows_title_date_and_articles():
    galley = compose.matter("cover", ISSUE, plain(), ROWS)

    assert texts(galley, "//h1 | //li") == ["The Review", "Tides", "Ropes <b>"]
    assert texts(galley, "//p[@class='cover-numeral' or @class='dateline']") == ["No. 12", "March 1, 2026"]


def test_a_cover_has_its_picture_and_its_own_lines():
    issue = replace(ISSUE, cover=Cover("house.jpg", "A house", "I. Holm", ("Only this",)))
    galley = compose.matter("cover", issue, plain(), ROWS, pictures={"house.jpg": HOUSE})

    assert tree(galley).xpath("//img/@alt") == ["A house"]
    assert texts(galley, "//li") == ["Only this"]
    assert list(galley.assets.values()) == [HOUSE.blob]


def test_a_cover_whose_picture_is_missing_is_one_of_type_and_noted():
    galley = compose.matter("cover", replace(ISSUE, cover=Cover("gone.jpg", "Gone")), plain(), ROWS)

    assert tree(galley).xpath("//section/@class") == ["cover cover-type"]
    assert [n.code for n in galley.notes] == ["image.missing"]


def test_a_stand_in_says_what_is_missing_and_why():
    galley = compose.stand_in("tides", "Tides", "posts/tides.md:3: no date", plain(), lang="fr")

    assert (galley.slug, galley.lang) == ("tides", "fr")
    assert texts(galley, "//article/*") == [
        "Cet article n’a pas pu être composé",
        "Tides",
        "posts/tides.md:3: no date",
    ]


def test_the_sheet_shows_each_character_once_in_the_folios_face():
    galley = compose.sheet(plain(), "No. 1100")

    assert texts(galley, "//p") == [".01No"]
    assert '.stamp { font: 400 8pt "Source Sans 3" }' in galley.rules


def test_the_issue_line_is_title_number_and_date():
    assert compose.issue_line(ISSUE) == "The Review · No. 12 · March 1, 2026"
    assert compose.issue_line(replace(ISSUE, number="", date=None)) == "The Review"


# Faults of a layout


def house(folder: Path, template: str) -> Layout:
    folder.mkdir()
    (folder / "layout.toml").write_text('extends = "plain"\n')
    (folder / "article.html").write_text(template)
    return layouts.load(folder.name, searched=[folder.parent])


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "article.html:1"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ blocks.append(1) }}", "is undefined"),
    ],
)
def test_a_broken_or_prying_template_is_an_error_that_names_the_layout(tmp_path: Path, template: str, said: str):
    with pytest.raises(LayoutError, match="layout odd") as caught:
        composed("Words.", layout=house(tmp_path / "odd", template))

    assert said in str(caught.value)


def test_a_layout_may_build_on_another_ones_template(tmp_path: Path):
    layout = house(
        tmp_path / "own", '{% extends "base/article.html" %}{% block body %}{{ super() }}<p>Own.</p>{% endblock %}'
    )

    assert texts(composed("Words.", layout=layout), "//body/p") == ["Own."]


def test_a_token_cannot_leave_its_declaration():
    layout = replace(plain(), tokens={**plain().tokens, "ink": "red; } body { display: none"})

    with pytest.raises(LayoutError, match="the token 'ink'"):
        composed("Words.", layout=layout)


def test_a_token_that_composing_needs_is_missed_by_name():
    layout = replace(plain(), tokens={name: value for name, value in plain().tokens.items() if name != "baseline"})

    with pytest.raises(LayoutError, match="'baseline' is missing"):
        composed("Words.", layout=layout)


def test_a_listing_too_wide_for_its_column_may_go_across_all():
    narrow, wide = (composed(Code("x" * letters)) for letters in (20, 90))

    assert not tree(narrow).xpath("//div[@class='across']")
    assert tree(wide).xpath("//div[@class='across']/pre")


def test_a_long_name_in_code_has_joints_where_it_may_be_cut():
    code = Code("    Employee.where(started_on).pluck(:slack_username_of_the_employee)\nshort.name\n")
    html = composed(code, layout=layouts.load("newspaper")).html

    assert "pluck(<wbr>:slack_<wbr>username_<wbr>" in html
    assert "short.name" in html


def test_words_for_a_missing_picture_do_not_run_into_the_text():
    galley = composed('See<img src="a.png" alt="a buoy">now,<img src="b.png" alt="a mark">.')

    assert texts(galley, "//p")[0] == "See a buoy now, a mark."


def test_a_missing_picture_is_not_said_twice():
    galley = composed(Figure((Image("a.png", "A boat"),), Inline("A boat in <em>rain</em>")))

    assert texts(galley, "//figure//p") == ["Picture:"]


def test_a_space_in_a_link_between_two_pieces_of_code_is_no_link():
    galley = composed('Read <a href="https://example.org/"><code>a</code> <code>b</code></a>')

    assert texts(galley, "//div[@class='body']//a[starts-with(@href, 'https')]") == ["a", "b"]


def test_a_question_in_bold_stands_above_its_answer():
    galley = composed("<strong>Why?</strong>", "Because.", "<strong>One.</strong>", "<strong>Two.</strong>")

    assert texts(galley, "//p[contains(@class, 'asked')]") == ["Why?"]


# Cells with blocks


def listing(count: int) -> List:
    return List("bullet", tuple((Paragraph(Inline(f"item {n}")),) for n in range(count)))


def with_cell(*blocks: Block) -> Table:
    return Table(((Cell(Inline("Bring"), header=True), Cell(Inline(""), blocks=blocks)),))


def test_lists_and_paragraphs_stand_in_their_cell():
    galley = composed(with_cell(Paragraph(Inline("First.")), Paragraph(Inline("Then.")), listing(2)))

    assert texts(galley, "//td/p") == ["First.", "Then."]
    assert texts(galley, "//td/ul/li") == ["item 0", "item 1"]
    assert texts(galley, "//tr/th") == ["Bring"]


@pytest.mark.parametrize("head", [(), ((Cell(Inline("Harbour"), header=True),),)])
def test_every_anchor_of_a_table_or_a_list_is_a_place(head: tuple[tuple[Cell, ...], ...]):
    table = replace(with_cell(listing(1)), head=head, anchors=("a", "b", "c"))
    terms = List("definition", ((Paragraph(Inline("water")),),), ((Inline("ebb"),),), anchors=("f", "g"))
    galley = composed(table, replace(listing(2), anchors=("d", "e")), terms)

    ids = set(tree(galley).xpath("//*/@id"))
    assert {anchor(name) for name in "abcdefg"} <= ids


def test_a_row_of_long_cells_may_be_parted_between_pages():
    prose = "The harbour wakes before the town. " * 60
    short, long = (
        tree(composed(Table(rows=((Cell(Inline(text)), Cell(Inline("Ebb"))),)))) for text in (prose[:400], prose)
    )

    assert [row.get("class") for row in (*short.iter("tr"), *long.iter("tr"))] == [None, "long"]
    assert ["short" in table.get("class") for table in (*short.iter("table"), *long.iter("table"))] == [True, False]


def test_a_row_of_a_long_list_may_be_parted_between_pages():
    short, long = (tree(composed(with_cell(listing(count)))) for count in (12, 13))

    assert [row.get("class") for row in (*short.iter("tr"), *long.iter("tr"))] == [None, "long"]
    assert ["short" in table.get("class") for table in (*short.iter("table"), *long.iter("table"))] == [True, False]


def test_a_note_in_a_list_in_a_cell_is_printed():
    cell = with_cell(List("bullet", ((Paragraph(Inline(f"a lamp{note('1')}")),), (Paragraph(Inline("a rope")),))))
    galley = composed(cell, notes={"1": (Paragraph(Inline("Trimmed.")),)})

    assert texts(galley, "//td//li")[0] == "a lampTrimmed."
