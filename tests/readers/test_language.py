"""The language of a text is known from its words, or left open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from printkit.readers import language

GERMAN = "Die Flut kam um sechs und ließ den Hafen trocken, wie an jedem Morgen in diesem langen und kalten Frühling."


def test_the_words_tell_the_language() -> None:
    assert language.of(GERMAN * 2) == "de"
    assert language.of("The tide went out at six and left the harbour dry, as it had every morning " * 2) == "en"
    assert language.of("من المعروف أن المد والجزر يأتيان كل يوم إلى الميناء القديم " * 3) == "ar"


def test_a_script_without_spaces_counts_its_letters() -> None:
    text = "潮水在六点钟退去，海港像那个春天的每个早晨一样干涸。"
    text += "老人坐在码头上等待，没有人来，也没有船来。"

    assert language.of(text) == "zh-Hans"


@pytest.mark.parametrize("text", ["", "The tide went out.", "12345 " * 40, "x1 zq vv " * 20])
def test_too_few_words_and_no_words_leave_it_open(text: str) -> None:
    assert language.of(text) == ""


def test_signs_that_no_text_holds_do_no_harm() -> None:
    assert language.of("\x00\x07\ud800\ufdd0" + GERMAN * 2) == "de"


def test_a_second_look_says_the_same() -> None:
    mixed = GERMAN + " The tide went out at six and left the harbour dry."

    assert len({language.of(mixed) for _ in range(20)}) == 1


def test_a_long_text_takes_under_ten_milliseconds() -> None:
    language.warm()
    long = GERMAN * 2000
    started = time.process_time()

    language.of(long)

    assert time.process_time() - started < 0.010


TAGS = {
    **{
        "amh": "am",
        "arb": "ar",
        "ben": "bn",
        "deu": "de",
        "ell": "el",
        "eng": "en",
        "fas": "fa",
        "fra": "fr",
        "hau": "ha",
    },
    **{
        "heb": "he",
        "hin": "hi",
        "jpn": "ja",
        "kor": "ko",
        "rus": "ru",
        "swa": "sw",
        "tam": "ta",
        "tha": "th",
        "tur": "tr",
    },
    **{"urd": "ur", "vie": "vi", "zho-CN": "zh-Hans", "zho-TW": "zh-Hant"},
}


@pytest.mark.external
@pytest.mark.parametrize(("folder", "tag"), TAGS.items())
def test_stories_in_many_languages_are_known(corpus: Path, folder: str, tag: str) -> None:
    stories = sorted((corpus / "ntrex" / folder).glob("*.txt"))

    assert stories
    assert {language.of(story.read_text(encoding="utf-8")) for story in stories} == {tag}
