"""The plan of a paragraph, carried out by the engine: even lines, and not a letter of the text changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import weasyprint
from pypdf import PdfReader
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from printkit.model.products import Galley
from printkit.typeset import seam, typeset
from printkit.typeset.seam import known
from tests.tagtree import documents, letters

CSS = """
@page { size: 300pt 400pt; margin: 20pt }
:root { --planner: on }
* { margin: 0 }
p { font: 10pt/14pt "Source Serif 4"; hyphenate-limit-chars: 6 3 3; hyphens: auto; text-align: justify;
  text-indent: 1em; word-spacing: -.047em }
"""
NARROWED = 0.047 * 40 / 3
TEXT = (
    "It knows nothing of the wind. In January, with three days of north-easter behind it, the sea stood 1.3 metres "
    "higher than this little program would have told you, and came in over the North Arm. “Look out of the window as "
    "well,” said Mrs Corran: extraordinarily representative considerations, which nobody had thought of, were laid "
    "before the commissioners in the municipal administration building; they adjourned. "
)


def page(body: str, *, css: str = "", lang: str = "en-GB") -> str:
    return f'<html lang="{lang}"><head><title>t</title><style>{CSS}{css}</style></head><body>{body}</body></html>'


def made(body: str, folder: Path, *, css: str = "", lang: str = "en-GB", name: str = "t") -> Path:
    """The body set into a PDF, of which nothing was said."""
    galley = Galley("t", page(body, lang=lang), CSS + css, {}, lang)
    rendition = typeset(galley, "recto", folder / f"{name}.pdf")
    assert rendition.notes == ()
    return folder / f"{name}.pdf"


def laid(body: str, *, css: str = "", lang: str = "en-GB") -> tuple[list[Any], seam.Compositor]:
    """The lines of the body as boxes, and who set them."""
    compositor = seam.Compositor()
    with compositor.at_work():
        document = weasyprint.HTML(string=page(body, css=css, lang=lang)).render()
    found = [box for one in document.pages for box in one._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return found, compositor


def texts(box: Any) -> Iterator[Any]:
    return (child for child in box.descendants() if isinstance(child, boxes.TextBox) and child.text)


def said(line: Any) -> str:
    return "".join(box.text for box in texts(line))


def gap(line: Any) -> float:
    """How much wider its spaces are than the face has them, in CSS pixels."""
    return float(max(box.justification_spacing for box in texts(line))) - NARROWED


# What the lines are like


def test_spaces_shrink_as_well_as_grow():
    lines, _ = laid(f"<p>{TEXT * 3}</p>")

    given = [gap(line) for line in lines[:-1]]

    assert min(given) < 0 < max(given)


def test_a_planned_column_is_evener_than_a_greedy_one():
    def spread(css: str) -> float:
        lines, _ = laid(f"<p>{TEXT * 3}</p>", css=css)
        return max(gap(line) for line in lines[:-1]) - min(gap(line) for line in lines[:-1])

    assert spread("") < spread(":root { --planner: off }") / 1.5


def test_glyphs_give_two_hundredths_at_most_and_all_of_a_line_alike():
    lines, _ = laid(f"<p>{TEXT} <em>{TEXT}</em></p>")
    scales = [{getattr(box, "glyph_scale", 1.0) for box in texts(line)} for line in lines]

    assert all(len(one) == 1 for one in scales)
    assert {0.98 <= scale <= 1.02 for one in scales for scale in one} == {True}
    assert len(set.union(*scales)) > 3


def test_in_a_narrow_column_glyphs_give_three_hundredths():
    lines, _ = laid(f"<p>{TEXT * 2}</p>", css="p { width: 150pt }")
    scales = {getattr(box, "glyph_scale", 1.0) for line in lines for box in texts(line)}

    assert 0.97 <= min(scales) < 0.98
    assert 1.02 < max(scales) <= 1.03


def test_full_lines_end_on_the_measure_or_hang_over_it():
    lines, _ = laid(f"<p>{TEXT * 3}</p>")

    for line in lines[:-1]:
        last = list(texts(line))[-1]
        over = last.position_x + last.width - (20 + 260) * 4 / 3
        hangs = said(line)[-1] in ".,‐-:;”"
        assert 0.5 < over < 5 if hangs else abs(over) < 0.1


def test_an_opening_quotation_mark_hangs_before_the_column():
    lines, _ = laid(f"<p style='text-indent: 0'>“{TEXT}</p>")

    first = next(texts(lines[0]))
    assert -4 < first.position_x - 20 * 4 / 3 < -1


def test_the_last_line_has_the_spaces_of_the_face():
    lines, _ = laid(f"<p>{TEXT}</p>")

    assert gap(lines[-1]) == pytest.approx(0)


def test_a_headline_is_balanced_where_the_style_sheet_says_so():
    css = 'h1 { font: 20pt/24pt "Source Serif 4"; --wrap: balance }'
    lines, _ = laid("<h1>The North Arm will be mended in stone</h1>", css=css)

    assert [said(line) for line in lines] == ["The North Arm will", "be mended in stone"]


def test_a_headline_without_spaces_has_no_lone_letter_on_its_last_line():
    css = 'h1 { font: 24pt/28pt "Noto Sans SC"; --wrap: balance; width: 250pt; text-align: start }'
    lines, _ = laid("<h1>利文斯顿流浪者蒙加击败</h1>", css=css, lang="zh-Hans")

    assert len(lines) == 2
    assert min(len(said(line)) for line in lines) >= 5


def test_a_headline_in_korean_is_cut_between_words_alone():
    css = 'h1 { font: 24pt/28pt "Noto Sans SC"; --wrap: balance; width: 200pt; text-align: start }'
    lines, _ = laid("<h1>리드가 곧 사라질 수 있다는 것을</h1>", css=css, lang="ko")

    assert {word for line in lines for word in said(line).split()} == {"리드가", "곧", "사라질", "수", "있다는", "것을"}


def test_a_footnote_call_a_link_and_code_are_planned_with_their_paragraph():
    code = "<code>std::collections::HashMap</code>"
    body = f'<p id="x">{TEXT} <a href="#x">{TEXT[:60]}</a><sup>4</sup> and {code} {TEXT}</p>'
    lines, compositor = laid(body)

    assert compositor.missed == 0
    assert sum(getattr(next(texts(line)), "glyph_scale", 1.0) != 1 for line in lines) > len(lines) / 2


def test_a_paragraph_goes_on_over_pages_and_columns_as_it_was_planned():
    def ends(css: str) -> list[str]:
        return [said(line) for line in laid(f"<div><p>{TEXT * 6}</p></div>", css=css)[0]]

    columns = "@page { size: 498pt 160pt } div { columns: 3; column-gap: 4pt }"
    assert ends("p { width: 150pt }") == ends(columns)


# What is not changed


@pytest.mark.parametrize("lang", ["en-GB", "de", "ar"])
def test_the_words_and_the_tags_are_those_of_a_greedy_page(tmp_path: Path, lang: str):
    body = f'<h2>Noon</h2><p id="a">{TEXT}<b>{TEXT}</b></p><p>{TEXT} <a href="#a">{TEXT}</a> <code>a::b</code></p>'

    planned = documents(made(body, tmp_path, lang=lang))
    greedy = documents(made(body, tmp_path, css=":root { --planner: off }", lang=lang, name="g"))

    def told(trees: list[Any]) -> list[tuple[str, str]]:
        return [(one.kind, letters(one.text())) for tree in trees for one in tree.walk()]

    assert told(planned) == told(greedy)


def test_a_hyphen_put_in_is_a_soft_one(tmp_path: Path):
    path = made(f"<p>{TEXT * 2}</p>", tmp_path, css="p { width: 120pt }")

    (tree,) = documents(path)
    text = "".join(one.text() for one in tree.walk() if one.kind == "P")
    assert "\u00ad" in text
    assert re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip() == (TEXT * 2).strip()


def test_the_same_bytes_come_out_twice(tmp_path: Path):
    first, second = (made(f"<p>{TEXT * 4}</p>", tmp_path, name=name).read_bytes() for name in ("a", "b"))

    assert first == second


def test_a_link_lies_on_its_words(tmp_path: Path):
    path = made(f'<p id="a">{TEXT} <a href="https://example.org/">the engineer</a> {TEXT}</p>', tmp_path)

    with pypdfium2.PdfDocument(path) as document:
        shown = document[0].get_textpage()
        at, many = shown.search("the engineer").get_next()
        left, right = shown.get_charbox(at)[0], shown.get_charbox(at + many - 1)[2]
    (link,) = (one.get_object() for one in PdfReader(path).pages[0].annotations or ())
    assert [float(link["/Rect"][0]), float(link["/Rect"][2])] == pytest.approx([left, right], abs=0.8)


# What stays as the engine has it


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{TEXT} <span style='display: inline-block'>a box</span> {TEXT}</p>",
        f"<p>{TEXT}<br>{TEXT}</p>",
        f"<p style='white-space: pre-wrap'>{TEXT}</p>",
        f"<p>{'海' * 200}</p>",
        f"<p>{'ทดสอบภาษาไทย' * 20}</p>",
        f"<p style='--planner: off'>{TEXT}</p>",
    ],
)
def test_what_is_not_ours_to_plan_is_set_as_ever(body: str):
    planned, _ = laid(body)
    greedy, _ = laid(body, css=":root { --planner: off }")

    assert [said(line) for line in planned] == [said(line) for line in greedy]
    assert not any(hasattr(box, "glyph_scale") for line in planned for box in texts(line))


def test_lines_beside_a_float_are_the_engines_and_those_below_it_ours():
    drop = "<span style='float: left; width: 60pt; height: 42pt'>L</span>"
    lines, compositor = laid(f"<div>{drop}<p>{TEXT * 2}</p></div>")

    beside = [line for line in lines if line.position_x > 100]
    below = [line for line in lines if line.position_x < 30 and len(said(line)) > 1]
    assert not any(hasattr(box, "glyph_scale") for line in beside for box in texts(line))
    assert any(hasattr(box, "glyph_scale") for line in below for box in texts(line))
    assert compositor.missed == 0


def test_of_lines_from_right_to_left_only_the_spaces_move():
    arabic = "يعرف البرنامج كل شيء عن القمر ولا يعرف شيئا عن الريح التي تهب من الشمال في شهر يناير من كل عام "
    css = 'p { font-family: "Amiri"; direction: rtl }'
    lines, compositor = laid(f"<p>{arabic * 6}</p>", css=css, lang="ar")

    assert compositor.missed == 0
    assert len(lines) > 4
    assert not any(hasattr(box, "glyph_scale") for line in lines for box in texts(line))
    for line in lines[1:-1]:
        assert line.position_x == pytest.approx(20 * 4 / 3, abs=0.1)
        assert line.width == pytest.approx(260 * 4 / 3, abs=0.1)


# What is out of the ordinary


def test_a_word_of_five_thousand_letters_is_cut_and_kept_on_the_page(tmp_path: Path):
    path = made(f"<p>{TEXT} {'x' * 5000} {TEXT}</p>", tmp_path, css="p { overflow-wrap: break-word }")

    with pypdfium2.PdfDocument(path) as document:
        shown = "".join(one.get_textpage().get_text_bounded() for one in document)
        right = max(
            found.get_charbox(at)[2]
            for one in document
            for found in [one.get_textpage()]
            for at in range(found.count_chars())
        )
    assert shown.count("x") == 5000 + (2 * TEXT).count("x")
    assert right < 300 - 10


def test_an_address_is_cut_behind_its_own_marks():
    body = f"<p>{TEXT[:70]} https://example.org/harbour/tables/of/the/tides/for/january.html and more</p>"
    lines, _ = laid(body, css="p { width: 150pt }")

    assert any(said(line).endswith("/") for line in lines)
    assert "".join(said(line).replace(" ", "") for line in lines).count("january.html") == 1


def test_what_may_not_be_parted_is_not_parted():
    kept = "<span style='white-space: nowrap'>the harbour commissioners themselves</span>"
    for width in range(180, 260, 7):
        lines, _ = laid(f"<p>{TEXT} {kept} {TEXT}</p>", css=f"p {{ width: {width}pt }}")
        assert any("the harbour commissioners themselves" in said(line) for line in lines)


def test_an_engine_that_ends_a_line_elsewhere_is_followed_and_that_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("printkit.typeset.seam.compositor.cut", lambda *_: None)

    lines, compositor = laid(f"<p>{TEXT}</p>")

    assert [note.code for note in compositor.notes()] == ["planner.misses"]
    assert letters("".join(map(said, lines))) == letters(TEXT)


def test_an_engine_we_do_not_know_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    def other(context: object, box: object) -> None:
        raise AssertionError("never called")

    monkeypatch.setattr(inline, "text_align", other)
    compositor = seam.Compositor()

    with compositor.at_work(), seam.scaled():
        assert inline.text_align is other
        assert not known.fits()
    assert [note.code for note in compositor.notes()] == ["planner.engine"]


def test_the_engine_is_as_it_was_afterwards(tmp_path: Path):
    before = inline.split_inline_box, inline.split_text_box, inline.text_align, drawing.draw_first_line

    made(f"<p>{TEXT}</p>", tmp_path)

    assert (inline.split_inline_box, inline.split_text_box, inline.text_align, drawing.draw_first_line) == before


@pytest.mark.parametrize(
    "text",
    [
        "港口比周围的城镇更古老，住在那里的人喜欢这样说。每天早晨船只离开码头，晚上带着鱼回来，然后人们聚在一起。" * 3,
        "港は周りの町よりも古く、そこに住む人々はそう言うのが好きです。毎朝、船は埠頭を離れ、夜には魚を持って帰ります。"
        * 3,
        "ท่าเรือเก่าแก่กว่าเมืองที่อยู่รอบๆ และผู้คนที่อาศัยอยู่ที่นั่นชอบพูดเช่นนั้นเสมอ" * 4,
    ],
)
def test_text_without_spaces_between_words_is_the_engines(text: str):
    lines, compositor = laid(f"<p>{text}</p>")

    assert len(lines) > 2
    assert letters("".join(map(said, lines))) == letters(text)
    assert compositor.notes() == ()
    assert compositor._kept == [None]


def test_vertical_writing_is_set_in_lines_and_loses_nothing():
    lines, compositor = laid(f"<p>{TEXT}</p>", css="p { writing-mode: vertical-rl }")

    assert letters("".join(map(said, lines))) == letters(TEXT)
    assert compositor.notes() == ()
