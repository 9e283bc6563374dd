"""The words of a page by language."""

from __future__ import annotations

import pytest

from printkit.compose.words import numbered
from printkit.model.words import PAGE, WORDS, base, page, words

NAMES = sorted(WORDS["en"])


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_a_language_has_every_word_with_its_places(lang: str):
    said = WORDS[lang]

    assert sorted(said) == NAMES
    assert [name for name in NAMES if not said[name] and name != "by"] == []
    assert said["number"].count("{}") == 1
    assert said["printed"].format(address="a").count("a") >= 1
    assert "{address}" in said["printed_on"]
    assert "{date}" in said["printed_on"]


def test_no_word_is_written_with_white_space_around_it_or_in_another_form_of_unicode():
    for said in WORDS.values():
        assert all(word == " ".join(word.split()) for word in said.values())


def test_a_tag_is_served_by_itself_its_sibling_or_its_first_part():
    tags = ("pt-BR", "pt-PT", "zh-TW", "zh-Hant-HK", "zh-Hans", "nb-NO", "de-AT", "iw")

    assert [base(tag) for tag in tags] == ["pt-br", "pt", "zh-hant", "zh-hant", "zh", "no", "de", "he"]


def test_a_language_that_we_do_not_know_is_served_in_english():
    assert words("tlh")["notes"] == "Notes"
    assert page("tlh") == "page"


CORPUS = "am ar bn de el en fa fr ha he hi ja ko ru sw ta th ti tr ur vi yo zh-CN zh-TW"


def test_the_languages_of_the_corpus_have_words_of_their_own():
    tags = CORPUS.split()

    assert all(base(tag) in WORDS for tag in tags)
    assert len({words(tag)["notes"] for tag in tags}) == len(tags) - 1  # English and French say the same


def test_the_number_of_an_issue_is_said_in_its_language():
    assert [numbered("12", lang) for lang in ("en", "zh", "hu")] == ["No. 12", "第12期", "12. szám"]
    assert numbered("Spring", "zh") == "Spring"


def test_the_word_for_a_page_is_one_of_the_table():
    assert PAGE["de"] == page("de-CH") == "Seite"
