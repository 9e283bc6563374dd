"""What no page can show does not part the words on it."""

from __future__ import annotations

from printkit.readers.htmltree import guard


def test_idle_marks_are_taken_out_of_a_text_that_runs_one_way():
    assert guard.clean("bios,\u200b plug\ufeffins \u200eAstronomy Night\u202c") == "bios, plugins Astronomy Night"


def test_turns_are_kept_where_a_text_runs_both_ways():
    assert guard.clean("\u05e9\u05dc\u05d5\u05dd \u200eABC") == "\u05e9\u05dc\u05d5\u05dd \u200eABC"


def test_breaks_are_kept_where_words_have_no_spaces():
    assert (
        guard.clean("\u1781\u17d2\u1789\u17bb\u17c6\u200b\u1785\u1784\u17cb")
        == "\u1781\u17d2\u1789\u17bb\u17c6\u200b\u1785\u1784\u17cb"
    )


def test_joiners_are_letters_business_and_stay():
    assert guard.clean("\U0001f468\u200d\U0001f469 \u06a9\u062a\u0627\u0628\u200c\u0647\u0627") == (
        "\U0001f468\u200d\U0001f469 \u06a9\u062a\u0627\u0628\u200c\u0647\u0627"
    )
