"""What a page's glyphs say is what the author wrote, in scripts where glyphs and letters are not one to one too."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit.typeset import typeset
from tests.tagtree import documents
from tests.typeset.galleys import galley

STORIES = {
    "Hindi": ("hi", "हिन्दी में लिखित कहानी: क्षत्रिय और विद्यार्थी ने शक्ति से कार्य किया। स्थिति में परिवर्तन हुआ।"),
    "Bengali": ("bn", "কৌঁসুলিরা বললেন: চেম্বার্সের ক্ষতি হয়েছে, শনিবার সকালে বন্ধুদের কাছে গেলেন।"),
    "Tamil": ("ta", "பெண் சொன்னது உண்மையாயிற்று. மிஸ்ஸிசிப்பி மாநிலத்தில் கொழுத்தப்பட்ட சாட்சியாக நேரங்களுக்குச் சென்றார்."),
    "Thai": ("th", "ผู้เชี่ยวชาญกล่าวว่า น้ำท่วมในวันเสาร์ ทั้งเป็นเรื่องที่ชั่วโมงก่อน"),
    "Yoruba": ("yo", "Ẹgbẹ́ òṣèlú ọmọ Yorùbá ń sọ̀rọ̀ lórí ẹ̀tọ́ ọ̀gá àgbà."),
    "Arabic": ("ar", "أثبت الادعاء حججه يوم السبت في إعادة محاكمة رجل متهم، والأطفال لا يلعبون الآن."),
    "Persian": ("fa", "ساعت‌ها گذشت و خبرنگاران گزارش‌های تازه را می‌نویسند، اما کسی نیامد."),
    "Hebrew": ("he", "התביעה הוכיחה את טיעוניה ביום שבת בעיר הגדולה שליד הים."),
}


FACES = "body { font-family: 'Noto Serif Hebrew', Amiri, 'Source Serif 4'; width: 12cm }"


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", re.sub(r"[\s\u00ad\u2010\ufffe]+", "", text)))


def page(lang: str, text: str, out: Path) -> Path:
    path = out / "page.pdf"
    way = "rtl" if lang in {"ar", "fa", "he"} else "ltr"
    body = f'<main class="body" dir="{way}"><h1>{text}</h1><p lang="{lang}">{text}</p></main>'
    typeset(galley(body, css=FACES), "recto", path)
    return path


@pytest.mark.parametrize(("lang", "text"), STORIES.values(), ids=list(STORIES))
def test_the_tag_tree_says_every_letter_in_order(lang: str, text: str, tmp_path: Path):
    path = page(lang, text, tmp_path)

    assert letters(documents(path)[0].text()) == letters(text) * 2


@pytest.mark.parametrize("name", [name for name in STORIES if name not in {"Arabic", "Persian", "Hebrew"}])
def test_what_is_copied_off_the_page_is_what_was_written(name: str, tmp_path: Path):
    lang, text = STORIES[name]

    copied = pypdfium2.PdfDocument(page(lang, text, tmp_path))[0].get_textpage().get_text_range()

    assert letters(copied) == letters(text) * 2


def test_words_from_right_to_left_are_copied_as_they_are_read(tmp_path: Path):
    lang, text = STORIES["Hebrew"]
    copied = pypdfium2.PdfDocument(page(lang, text, tmp_path))[0].get_textpage().get_text_range()

    assert re.findall(r"\w+", copied) == re.findall(r"\w+", text) * 2


@pytest.mark.parametrize("lang", ["fa", "hi"])
def test_joiners_are_copied_with_their_words(lang: str, tmp_path: Path):
    text = {"fa": "ساعت‌ها گذشت و گزارش‌های تازه را می‌نویسند", "hi": "शक्‌ति और क्‍या"}[lang]
    copied = pypdfium2.PdfDocument(page(lang, text, tmp_path))[0].get_textpage().get_text_range()

    assert letters(copied) == letters(text) * 2


def test_a_stop_that_ends_foreign_words_between_others_from_the_right_stands_behind_them(tmp_path: Path):
    path = tmp_path / "page.pdf"
    typeset(galley('<main dir="rtl" lang="ar"><p>The tide comes in.</p></main>', css=FACES), "recto", path)

    assert documents(path)[0].text().strip() == "The tide comes in."


def test_a_glyph_that_its_font_says_all_of_is_drawn_plainly(tmp_path: Path):
    with pikepdf.open(page("en", "Plain words – and an “é”.", tmp_path)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()

    assert b"ActualText" not in content
    assert b"ReversedChars" not in content


def test_a_letter_drawn_in_two_parts_leaves_its_base_letter_what_it_is(tmp_path: Path):
    path = tmp_path / "page.pdf"
    typeset(galley("<p>Ẹ̀tọ́ ẹgbẹ́</p><p>Bellator, The Dane</p>", css=FACES), "recto", path)

    copied = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()

    assert letters(copied) == letters("Ẹ̀tọ́ ẹgbẹ́ Bellator, The Dane")
