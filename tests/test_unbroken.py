"""A word of hundreds of letters is set without hyphens; all else stays as it is."""

from __future__ import annotations

from pathlib import Path

from printkit.compose.unbroken import unhyphenated
from printkit.model.products import Galley
from printkit.typeset import typeset
from printkit.typeset.seam import hyphens

WORD = "abcdefghij" * 20


def test_a_long_word_stands_in_a_span_of_its_own():
    assert unhyphenated(f"<body><p>Before {WORD}, after.</p></body>") == (
        f'<body><p>Before <span class="unbroken">{WORD}</span>, after.</p></body>'
    )


def test_words_of_a_language_are_left_alone():
    longest = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    page = f"<body><p>{longest}</p></body>"

    assert unhyphenated(page) == page


def test_what_is_not_text_is_left_alone():
    page = f'<head><title>{WORD}</title></head><body><p id="{WORD}">One</p><p>{"x" * 10}</p></body>'

    assert unhyphenated(page) == page


def test_the_engine_looks_for_no_syllables_in_it(tmp_path: Path):
    css = ".unbroken { hyphens: manual } p { --planner: on; hyphens: auto; overflow-wrap: break-word; width: 90pt }"
    page = unhyphenated(f'<html lang="en"><head><title>t</title></head><body><p>{WORD}</p></body></html>')
    hyphens._cuts.cache_clear()

    typeset(Galley("t", page, css, {}, "en"), "recto", tmp_path / "t.pdf")

    assert hyphens._cuts.cache_info().misses == 0
