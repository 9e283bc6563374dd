"""Texts of other scripts: their faces, sizes and leading, and pages that run from right to left."""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit import layouts, typeset
from printkit.compose import scripts
from printkit.compose.measures import measures
from printkit.model.blocks import Inline, List, Paragraph
from tests.test_compose import composed, plain, texts

FACES = {
    "ar": "Amiri",
    "zh-TW": "Noto Sans SC",
    "ko": "NanumMyeongjo",
    "hi": "Noto Serif Devanagari",
    "he": "Noto Serif Hebrew",
    "th": "Noto Serif Thai",
}


@pytest.mark.parametrize(("lang", "face"), FACES.items())
def test_the_face_of_a_script_stands_before_the_layouts_own(lang: str, face: str):
    changed = scripts.tokens(plain(), lang)

    assert all(changed[name] == f'"{face}", {plain().tokens[name]}' for name in ("text", "display", "sans"))


@pytest.mark.parametrize("lang", ["en", "ru", "el", "de-AT", ""])
def test_latin_greek_and_cyrillic_are_set_as_the_layout_says(lang: str):
    assert scripts.suited(plain(), lang) == plain()
    assert scripts.rule(plain(), lang) == {}


def test_a_layout_may_name_another_face_or_none():
    other = replace(plain(), tokens={**plain().tokens, "face-han": '"My Song"'})
    none = replace(plain(), tokens={name: said for name, said in plain().tokens.items() if not name.startswith("face")})

    assert scripts.tokens(other, "zh")["text"].startswith('"My Song", ')
    assert "text" not in scripts.tokens(none, "zh")


def test_arabic_is_a_fifth_larger_and_its_lines_further_apart():
    for name in layouts.names():
        layout = layouts.load(name)
        before, after = measures(layout), measures(scripts.suited(layout, "fa"))

        assert after.baseline == pytest.approx(before.baseline * 1.36, abs=0.01)


def test_galleys_of_all_languages_share_the_style_sheet_of_their_layout():
    english, arabic = composed("Words."), composed("كلمات", lang="ar")

    assert english.css == arabic.css
    assert ':root { --text: "Amiri"' in arabic.rules
    assert ":root" not in english.rules


def test_pages_from_right_to_left_have_their_own_rules_and_other_pages_none():
    assert "content: string(running); text-align: right" in composed("كلمات", lang="ar").rules
    assert "string(running)" not in composed("Words.").rules
    assert "border-right: var(--hair)" in composed("كلمات", lang="ar", layout=layouts.load("newspaper")).rules


def test_notes_and_words_of_the_page_are_in_the_language_of_the_text():
    body = (List("bullet", ((Paragraph(Inline("一")),),)),)
    galley = composed('一<span class="note" data-note="a">a</span>', lang="zh-CN", notes={"a": body})

    assert texts(galley, "//section[@class='end-notes']/h2") == ["注释"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ar", "وقدم الشاهد عرضاً 2014 (SSL) أمام، "), ("zh", "周六，控方“停止”了对 2014 年 SSL、")],
)
def test_every_line_of_a_text_stands_as_far_from_the_next(lang: str, text: str, tmp_path: Path):
    typeset.typeset(composed(text * 20, headline="1", lang=lang), "recto", tmp_path / "out.pdf")
    heights = baselines(tmp_path / "out.pdf")

    steps = [above - below for above, below in pairwise(heights)][1:]
    assert len(steps) > 4
    assert max(steps) - min(steps) < 0.3


def baselines(path: Path) -> list[float]:
    """Where the lines of a PDF's first page stand, in pt, from the top one down."""
    x, y = c_double(), c_double()
    found = set()
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        for place in range(text.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, place, byref(x), byref(y))
            found.add(round(y.value, 1))
    return sorted(found, reverse=True)


@pytest.mark.parametrize("lang", ["ta", "tr", "sw"])
def test_long_words_that_no_patterns_cut_are_ragged_in_narrow_columns_alone(lang: str):
    narrow, wide = (scripts.rule(plain(), lang, letters=letters) for letters in (36.0, 64.0))

    assert narrow[".body"] == "text-align: start"
    assert ".body" not in wide
