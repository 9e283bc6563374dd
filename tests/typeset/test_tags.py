"""The tag tree says each element of the document once, in its order, and loses nothing on the way."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import weasyprint.draw
import weasyprint.pdf
from pikepdf import Array, Name, Pdf
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream

from printkit import typeset
from printkit.errors import TypesetError
from printkit.typeset import tags
from printkit.typeset.tags import reading
from tests import tagtree
from tests.external import verapdf
from tests.tagtree import Element
from tests.typeset.galleys import blob, galley, picture
from tests.typeset.trees import CSS, LONG, WORDS, kinds, nodes, said, shape, tree

NESTED = ["L", ["LI", ["Lbl", "1."], ["LBody", "b"]]]
LISTED = ["L", ["LI", ["Lbl", "•"], ["LBody", ["P", "b"]]]]
ROWS = [["TR", ["TH", "a"], ["TH", "b"]], ["TR", ["TD", "c"], ["TD"]]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "part.pdf"


# One element, however often it is broken


@pytest.mark.parametrize("columns", ["", "columns"])
def test_a_paragraph_over_pages_and_columns_is_one(columns: str, out: Path) -> None:
    document = tree(f'<article><div class="{columns}"><p>{LONG}</p><p>End.</p></div></article>', out)

    assert len(Pdf.open(out).pages) > 1
    assert [kid.kind for kid in kinds(document, "Art")[0].kids if isinstance(kid, Element)] == ["P", "P"]
    assert said(kinds(document, "P")[0]) == LONG.strip()


def test_nested_lists_over_pages_stay_in_their_items(out: Path) -> None:
    items = "".join(f"<li><p>{WORDS}</p><ul class='list'><li><p>{WORDS}</p></li></ul></li>" for _ in range(8))
    document = tree(f"<ul class='list'>{items}</ul>", out)

    outer, *inner = kinds(document, "L")
    assert len(inner) == len([kid for kid in outer.kids if isinstance(kid, Element)]) == 8
    for item in outer.kids:
        assert isinstance(item, Element)
        assert shape(item)[:2] == ["LI", ["Lbl", "•"]]
        assert [kid[0] for kid in shape(item)[2][1:]] == ["P", "L"]


def test_a_table_over_pages_is_one_and_its_repeated_head_is_none(out: Path) -> None:
    rows = "".join(f"<tr><th>row {n}</th><td>{WORDS}</td></tr>" for n in range(12))
    head = "<thead><tr><th>A</th><th>Head</th></tr></thead>"
    document = tree(f"<table><caption>Tides</caption>{head}<tbody>{rows}</tbody></table>", out)

    (table,) = kinds(document, "Table")
    assert len(Pdf.open(out).pages) > 2
    assert [kid.kind for kid in table.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
    assert len(kinds(table, "TR")) == 13
    assert table.text().count("Head") == 1


def test_a_link_over_lines_and_pages_is_one_with_all_its_annotations(out: Path) -> None:
    tree(f'<p>{WORDS * 4}<a href="https://example.org/">{WORDS * 4}</a></p>', out)

    pdf = Pdf.open(out)
    (link,) = nodes(pdf, "Link")
    references = [kid for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == Name.OBJR]
    marks = [kid for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == Name.MCR]
    assert len(references) > 4
    assert marks
    annotations = [note.objgen for page in pdf.pages for note in page.obj.get("/Annots", Array())]
    assert sorted(reference.Obj.objgen for reference in references) == sorted(annotations)


# What stands where


def test_notes_follow_the_block_that_calls_them(out: Path) -> None:
    note = '<span class="footnote" data-number="{0}">Note {0}</span>'
    document = tree(f"<p>One{note.format(1)} and two{note.format(2)}. Done.</p><p>Next.</p>", out)

    assert shape(document)[1:] == [
        ["P", "One", ["Reference", "1"], " and two".strip(), ["Reference", "2"], ". Done."],
        ["Note", ["Lbl", "1"], ["P", "Note 1"]],
        ["Note", ["Lbl", "2"], ["P", "Note 2"]],
        ["P", "Next."],
    ]


def test_a_note_called_in_a_cell_or_an_item_stays_in_it_and_one_called_in_a_caption_follows_the_table(
    out: Path,
) -> None:
    note = '<span class="footnote" data-number="1">Note</span>'
    body = f"<table><caption>Tides{note}</caption><tr><td>Ebb{note}</td></tr></table><ol><li>Flow{note}</li></ol>"
    document = tree(body, out)

    said_note = ["Note", ["Lbl", "1"], ["P", "Note"]]
    table, after, listed = shape(document)[1:]
    assert table[1] == ["Caption", "Tides", ["Reference", "1"]]
    assert table[2][1][1] == ["TD", "Ebb", ["Reference", "1"], said_note]
    assert after == said_note
    assert listed[1][2] == ["LBody", "Flow", ["Reference", "1"], said_note]


def test_notes_at_the_foot_of_columns_are_whole_and_in_order(out: Path) -> None:
    note = f'<span class="footnote" data-number="{{0}}">Note {{0}}: {WORDS}</span>'
    paragraphs = "".join(f"<p>{WORDS * 3}Call{note.format(n)} {WORDS * 3}</p>" for n in range(1, 9))
    document = tree(f'<div class="columns">{paragraphs}</div>', out)

    pdf, notes = Pdf.open(out), kinds(document, "Note")
    assert len(pdf.pages) > 2
    assert [shape(element)[1] for element in notes] == [["Lbl", str(n)] for n in range(1, 9)]
    for number, element in enumerate(notes, 1):
        read = "".join(kid.text() for kid in element.kids if isinstance(kid, Element) and kid.kind == "P")
        assert read.replace("\u00ad", "").split() == f"Note {number}: {WORDS}".split()
    assert [kid.kind for kid in document.kids if isinstance(kid, Element)] == ["P", "Note"] * 8
    assert len({str(node.ID) for node in nodes(pdf, "Note")}) == 8


def test_a_note_that_the_engine_loses_is_reported(out: Path) -> None:
    long = f'<span class="footnote" data-number="{{0}}">Note {{0}}: {WORDS * 2}</span>'
    paragraphs = "".join(f"<p>{WORDS}Call{long.format(n)} {WORDS}</p>" for n in range(1, 9))
    rendition = typeset.typeset(galley(f'<div class="columns">{paragraphs}</div>', css=CSS), "recto", out)

    (document,) = tagtree.documents(out)
    lost = [note.text for note in rendition.notes if note.code == "note.lost"]
    assert len(lost) + len(kinds(document, "Note")) == 8
    assert all("Note 8" in text for text in lost)


def test_notes_at_the_end_have_labels_and_their_calls_are_links(out: Path) -> None:
    end = '<h2>Notes</h2><div class="end-note" id="n"><span class="end-number">1</span><p>Said.</p></div>'
    document = tree(
        f'<article><p>Call<sup class="call"><a href="#n">1</a></sup>.</p><section>{end}</section></article>', out
    )

    assert shape(document)[1][1:] == [
        ["P", "Call", ["Reference", ["Link", "1"]], "."],
        ["Sect", ["H2", "Notes"], ["Note", ["Lbl", "1"], ["P", "Said."]]],
    ]


def test_pictures_are_figures_beside_their_caption_and_decoration_is_none(tmp_path: Path, out: Path) -> None:
    image = '<img src="boat.png" alt="{}" style="display: block; width: 20mm; height: 15mm">'
    pictures = "".join(map(image.format, ("Bow", "", "Stern")))
    body = f"<figure>{pictures}<figcaption>A boat</figcaption></figure>"
    boat = {"boat.png": blob(tmp_path / "boat.png", picture())}
    set_galley = galley(f'<img src="boat.png" alt="Mast">{body}', css=CSS)
    rendition = typeset.typeset(type(set_galley)(set_galley.slug, set_galley.html, CSS, boat, "en"), "recto", out)

    (document,) = tagtree.documents(out)
    assert rendition.notes == ()
    assert shape(document)[1:] == [["Figure", ""], ["Div", ["Figure", ""], ["Figure", ""], ["Caption", "A boat"]]]
    assert [figure.alt for figure in kinds(document, "Figure")] == ["Mast", "Bow", "Stern"]
    pdf = Pdf.open(out)
    bow = [float(side) for side in nodes(pdf, "Figure")[1].A.BBox]
    assert bow[2] - bow[0] == pytest.approx(20 * 72 / 25.4, abs=0.01)
    assert bow[3] - bow[1] == pytest.approx(15 * 72 / 25.4, abs=0.01)
    assert all(0 < side < 90 * 72 / 25.4 for side in bow)


def test_contents_are_a_toc_of_references(out: Path) -> None:
    entry = '<p class="entry"><a href="https://example.org/">Tides</a> <span>7</span></p><p>By Ada</p>'
    document = tree(
        f"<nav><p>News</p><ul class='list'><li>{entry}</li></ul></nav>",
        out,
        CSS + "li::before { content: none !important }",
    )

    item = ["TOCI", ["Reference", ["Link", "Tides"], "7"], ["P", "By Ada"]]
    assert shape(document)[1:] == [["P", "News"], ["TOC", item]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<blockquote><p>Said.</p></blockquote>", ["BlockQuote", ["P", "Said."]]),
        ('<aside class="pull-quote"><p>Said.</p></aside>', ["BlockQuote", ["P", "Said."]]),
        ('<aside class="aside"><p>Said.</p></aside>', ["Sect", ["P", "Said."]]),
        ("<div>Said.</div>", ["P", "Said."]),
        ("<p>A <q>word</q>, <em>slanted</em></p>", ["P", "A", ["Quote", "“word”"], ", slanted"]),
        ("<p>A <kbd>key</kbd>", ["P", "A", ["Code", "key"]]),
        ("<pre><code><span class=line>a</span><span class=line> c</span></code></pre>", ["P", ["Code", "a c"]]),
        ("<pre class='code tex'><code>E = mc</code></pre>", ["Formula", "E = mc"]),
        ("<ol><li>one</li></ol>", ["L", ["LI", ["Lbl", "1."], ["LBody", "one"]]]),
        ("<dl><dt>a<dt>b<dd>c</dl>", ["L", ["LI", ["Lbl", "a"], ["Lbl", "b"], ["LBody", "c"]]]),
        ("<ol><li>a<ol><li>b</ol>c</ol>", ["L", ["LI", ["Lbl", "1."], ["LBody", "a", NESTED, "c"]]]),
        ("<blockquote>a<p>b</p>c</blockquote>", ["BlockQuote", ["P", "a"], ["P", "b"], ["P", "c"]]),
        ("<table><tr><th>a<th>b<tr><td>c</table>", ["Table", ["TBody", *ROWS]]),
        ("<table><tr><td><p>a</p><p>b</p></table>", ["Table", ["TBody", ["TR", ["TD", ["P", "a"], ["P", "b"]]]]]),
        ("<table><tr><td>a<ul class=list><li><p>b</ul></table>", ["Table", ["TBody", ["TR", ["TD", "a", LISTED]]]]),
    ],
)
def test_each_element_is_what_it_says(body: str, expected: list[Any], out: Path) -> None:
    assert shape(tree(body, out))[1:] == [expected]


def test_an_abbreviation_is_expanded_and_a_formula_said(out: Path) -> None:
    tree('<p><abbr title="Greenwich Mean Time">GMT</abbr></p><pre class="tex"><code>E = mc</code></pre>', out)

    pdf = Pdf.open(out)
    assert str(nodes(pdf, "Span")[0].E) == "Greenwich Mean Time"
    assert str(nodes(pdf, "Formula")[0].Alt) == "E = mc"


@pytest.mark.parametrize(
    ("body", "numbering"),
    [
        ("<ol><li>a</ol>", "Decimal"),
        ('<ol style="list-style-type: upper-roman"><li>a</ol>', "UpperRoman"),
        ('<ol style="list-style-type: lower-alpha"><li>a</ol>', "LowerAlpha"),
        ("<ul class=list><li>a</ul>", "Disc"),
        ("<ul style='list-style: none'><li>a</ul>", "None"),
        ("<dl><dt>1<dd>a</dl>", "None"),
    ],
)
def test_a_list_says_how_it_is_numbered(body: str, numbering: str, out: Path) -> None:
    tree(body, out)

    pdf = Pdf.open(out)
    assert nodes(pdf, "L")[0].A.ListNumbering == Name(f"/{numbering}")


def test_cells_name_their_heads_and_every_row_is_as_long(out: Path) -> None:
    body = "<tr><th>a<th colspan=2>b<tr><th>c<td rowspan=9>d<td>e<tr><td>f"
    tree(f"<table>{body}</table>", out)

    pdf = Pdf.open(out)
    cells = nodes(pdf, "TD")
    heads = {str(head.ID): head for head in nodes(pdf, "TH")}
    named = [[str(name) for name in cell.A.Headers] if "/A" in cell and "/Headers" in cell.A else [] for cell in cells]
    assert [str(head.A.Scope) for head in heads.values()] == ["/Column", "/Column", "/Row"]
    assert named == [["head-3", "head-2"], ["head-3", "head-2"], ["head-1"], []]
    assert int(cells[0].A.RowSpan) == 2


def test_languages_are_named_where_they_change(out: Path) -> None:
    body = (
        '<p>One <span lang="fr">deux</span> <em lang="en">three</em></p><blockquote lang="de"><p>Vier</p></blockquote>'
    )
    document = tree(body, out)

    assert [(element.kind, element.lang) for element in document.walk() if element.lang] == [
        ("Span", "fr"),
        ("BlockQuote", "de"),
    ]


# Nothing is lost, and what says nothing is left out


def test_every_marked_content_hangs_in_one_element_and_the_parent_tree_knows_it(out: Path) -> None:
    tree(f'<p>{LONG}<a href="https://example.org/">{WORDS}</a></p><ol><li>{LONG}</li></ol>', out)

    pdf = Pdf.open(out)
    entries = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    rows = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
    held: list[tuple[tuple[int, int], int]] = []
    for node in nodes(pdf, "P", "Link", "Lbl", "LBody"):
        for kid in node.K:
            if isinstance(kid, int):
                held.append((node.Pg.objgen, kid))
            elif kid.get("/Type") == Name.MCR:
                held.append((kid.Pg.objgen, int(kid.MCID)))
    marked = {
        (page.obj.objgen, mark): rows[int(page.obj.StructParents)][mark]
        for page in pdf.pages
        for mark in range(len(rows[int(page.obj.StructParents)]))
    }
    assert len(held) == len(set(held))
    assert set(held) == set(marked)
    assert {str(parent.S) for parent in marked.values()} == {"/P", "/Link", "/Lbl", "/LBody"}


def test_running_heads_and_ornaments_are_artifacts(out: Path) -> None:
    document = tree('<p>One</p><p class="break">⁂</p><p>Two</p>', out)

    pdf = Pdf.open(out)
    content = pdf.pages[0].Contents.read_bytes()
    assert shape(document)[1:] == [["P", "One"], ["P", "Two"]]
    assert content.count(b"/Artifact <</Type/Pagination>> BDC") == 1
    assert content.count(b"/Artifact <</Type/Layout>> BDC") == 1


def test_what_hangs_in_no_element_stops_the_typesetting(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(pages: Any) -> reading.Plan:
        made = plan(pages)
        made.document.kids.pop()
        return made

    plan = reading.plan
    monkeypatch.setattr(reading, "plan", forgetful)

    with pytest.raises(TypesetError, match="hangs in no tag"):
        tree("<p>One</p><p>Two</p>", out)
    assert not out.exists()


# Words are words


def test_words_read_off_the_tree_are_the_words_of_the_text(out: Path) -> None:
    body = f"<p>{LONG}</p><p>one<br>two <em>three</em> <b>four</b></p><p>five <code>six</code></p>"
    document = tree(body, out)

    found = "".join(element.text() for element in kinds(document, "P")).replace("\u00ad", "").split()
    assert found == f"{LONG} one two three four five six".split()


def test_a_word_before_a_note_is_a_word_with_and_without_the_number(out: Path) -> None:
    note = '<span class="footnote" data-number="7">Note.</span>'
    document = tree(f"<p>harbour{note}<br>waits</p>", out)

    (paragraph,) = [element for element in kinds(document, "P") if "waits" in element.text()]
    assert paragraph.text().split() == ["harbour", "7", "waits"]
    assert said(paragraph) == "harbour waits"


@pytest.mark.parametrize(
    "words",
    [
        "שלום עולם, זו פסקה בעברית עם 12 מספרים ועם English באמצע השורה ועוד קצת טקסט כדי לשבור שורה.",
        "هذا سطر طويل جدا ينكسر على عدة أسطر في الصفحة الضيقة (بين قوسين) عام 2024 ثم ينتهي.",
    ],
)
def test_text_from_right_to_left_is_read_in_its_order(words: str, out: Path) -> None:
    body = f'<p dir="rtl" style="hyphens: none">{words}</p><p>In <b>{words[:4]}</b> line.</p>'
    document = tree(body, out)

    assert said(kinds(document, "P")[0]) == words


@pytest.mark.external("poppler")
def test_the_pages_look_as_the_engine_alone_draws_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f'<p>{LONG}</p><ul class="list"><li>a <em>b</em> <s>c</s></li></ul><p dir="rtl">שלום <b>עולם</b> 12</p>'
    tree(body, tmp_path / "ours.pdf")
    monkeypatch.setattr(tags, "fits", lambda: False)
    tree(body, tmp_path / "engine.pdf")

    for name in ("ours", "engine"):
        subprocess.run(["pdftoppm", "-r", "50", f"{name}.pdf", name], cwd=tmp_path, check=True)
    ours, engine = (sorted(tmp_path.glob(f"{name}-*.ppm")) for name in ("ours", "engine"))
    assert len(ours) == len(engine) > 1
    assert [page.read_bytes() for page in ours] == [page.read_bytes() for page in engine]


# The engine


def test_an_engine_we_do_not_know_tags_by_itself_and_that_is_noted(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(stream: object, textbox: object) -> None:
        """Another shape."""

    real = weasyprint.draw.draw_text
    monkeypatch.setattr(weasyprint.draw, "draw_text", other)
    assert not tags.fits()
    monkeypatch.setattr(weasyprint.draw, "draw_text", real)
    monkeypatch.setattr(tags, "fits", lambda: False)

    rendition = typeset.typeset(galley("<p>Ships.", css=CSS), "recto", out)

    assert [note.code for note in rendition.notes] == ["tags.engine"]
    assert tagtree.documents(out)[0].text() == "Ships."


def test_the_engine_is_as_it_was_afterwards(out: Path) -> None:
    def ours() -> tuple[object, ...]:
        return weasyprint.pdf.add_tags, weasyprint.draw.draw_text, Stream.marked, inline.split_text_box

    before = ours()
    tree("<p>Ships.</p>", out)

    assert ours() == before


@pytest.mark.external("verapdf")
def test_all_of_it_is_accessible(tmp_path: Path) -> None:
    note = '<span class="footnote" data-number="1" lang="de">Fußnote <em>mit</em><br>zwei Zeilen</span>'
    rows = f"<tr><th>a<th colspan=2>b{'<tr><th>c<td>d<td>e' * 40}<tr><td>short<ul class=list><li><p>in</p>{note}</ul>"
    bodies = (
        f'<article><h1>A</h1><p>{LONG}Call{note} <a href="https://example.org/">{WORDS}<em>in</em></a></p></article>',
        f"<table><caption>T{note}</caption><thead><tr><th>x<th>y<th>z</thead>{rows}</table><ol><li>{LONG}<ul><li>b</ul>c</ol>",
        f"<nav><ul><li>{WORDS}<a href='https://example.org/'>x</a><ul><li>y</ul></ul></nav><ul><ul><li>deep</ul>stray</ul>",
        f"<dl><dt>a{note}<dt>b<dd>c<dd>d</dl><pre class='tex'>x</pre><blockquote lang='de'>Vier</blockquote>",
    )
    for place, body in enumerate(bodies):
        tree(body, tmp_path / f"{place}.pdf")

    verdicts = verapdf.verify(*sorted(tmp_path.glob("*.pdf")), flavours=("ua1",))

    assert [str(verdict) for verdict in verdicts if not verdict.passed] == []


@pytest.mark.parametrize("width", range(60, 130, 7))
def test_two_links_parted_by_a_space_are_two_words_wherever_the_line_ends(width: int, out: Path) -> None:
    said_of = ["the night ferry</a> ", "(page three)</a> of the paper ", "dash</a>-", "ed</a>"]
    text = "".join(f'<a href="#{name}">{words}' for name, words in zip("abcd", said_of, strict=True))

    planned = f'<p style="--planner: on; width: {width}pt" id="a">{text}</p>'
    document = tree(f'{planned}<i id="b"></i><i id="c"></i><i id="d"></i>', out)

    assert said(kinds(document, "P")[0]) == "the night ferry (page three) of the paper dash-ed"


@pytest.mark.parametrize(("width", "said"), [(60, "x_i "), (400, "x_i")])
def test_a_formula_that_ends_a_line_and_the_word_after_it_are_two(width: int, said: str, out: Path) -> None:
    svg = '<svg class="math" width="20" height="8" role="img" viewBox="0 0 20 8"><title>x_i</title></svg>'

    tree(f'<p style="width: {width}px">Waves {svg} whatever they are</p>', out)

    pdf = Pdf.open(out)
    assert [str(node.Alt) for node in nodes(pdf, "Formula")] == [said]


def test_a_drop_cap_and_the_rest_of_its_word_are_one_word(out: Path) -> None:
    initial = "<span style='float: left'>S</span>"
    document = tree(f"<p>{initial}ainsbury’s plans</p><p style='--planner: on'>{initial} it was</p>", out)

    assert [said(one) for one in kinds(document, "P")] == ["Sainsbury’s plans", "S it was"]


@pytest.mark.parametrize("width", range(14, 120, 9))
def test_names_in_code_that_a_line_ends_in_are_not_parted(width: int, out: Path) -> None:
    line = "<span>offset_of!</span>(<b>Foo</b>, b_<wbr><span>cd</span><wbr><i>ef</i>)"
    document = tree(f"<p style='white-space: pre-wrap; width: {width}pt'>print! {line}</p>", out)

    assert said(kinds(document, "P")[0]) == "print! offset_of!(Foo, b_cdef)"
