"""Where the patterns of a language cut its words, and which cuts are kept for need."""

from __future__ import annotations

import pytest

from printkit.typeset.seam import hyphens


@pytest.mark.parametrize(
    ("lang", "word", "cut"),
    [
        ("de", "Gummistiefeln", "Gum-mistie-feln"),
        ("ru", "инициативу", "ини-ци-а-тиву"),
        ("en", "commissioners", "com-mis-sion-ers"),
    ],
)
def test_words_are_cut_where_their_language_cuts_them(lang: str, word: str, cut: str):
    assert hyphened(lang, word, short=False) == cut


def test_two_letters_before_a_hyphen_are_for_need():
    assert hyphened("ru", "команде", short=False) == "ко-манде".replace("-", "")
    assert hyphened("ru", "команде", short=True) == "ко-ман-де"


def test_two_letters_behind_a_hyphen_are_for_languages_that_cut_by_syllables_alone():
    assert "-" not in hyphened("en", "slowly", short=True)
    assert hyphened("ru", "правду", short=True) == "прав-ду"


def hyphened(lang: str, word: str, *, short: bool) -> str:
    """The word with its hyphens, with those that leave little of it or without."""
    style = {"hyphens": "auto", "lang": lang, "hyphenate_limit_chars": (6, 3, 3)}
    cuts = [at for at, little in hyphens.points(word, style) if short or not little]
    return "-".join(word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True))
