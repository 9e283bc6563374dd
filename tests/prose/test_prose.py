"""The editor's hand holds together what a line must not part, and changes no word."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from printkit import prose, readers
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Code, Inline, Paragraph, words
from printkit.prose.runs import fragment

SHOWN = str.maketrans({"\u202f": "_", "\u00a0": "~"})


def set_(text: str, lang: str, *, running: bool = False) -> str:
    """The text as the hand leaves it: `_` is the narrow space that holds, `~` the wide one."""
    return fragment(Inline(text), lang, running=running).translate(SHOWN)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "« Non ! » dit-il ; «Oui»: voilà. Où?", "«_Non_!_» dit-il_; «_Oui_»~: voilà. Où_?"),
        ("fr", "Vraiment?! À 12:30.", "Vraiment_?! À 12:30."),
        ("fr", "<em>Oui</em>! «<strong>Non</strong>»", "<em>Oui</em>_! «<strong>_Non</strong>_»"),
        ("fr-CA", "« Non! »", "«_Non!_»"),
        ("fr-CH", "«Non!»", "«Non!»"),
        ("fr", "12 000 habitants, 1 234 567 euros", "12_000 habitants, 1_234_567~euros"),
        ("en", "12 000 people in 2020 300 times", "12 000 people in 2020 300 times"),
        ("en", "Dr. Bee met J. R. R. Cee 5 km out, p. 7.", "Dr.~Bee met J.~R.~R.~Cee 5_km out, p.~7."),
        ("en", "50 % of 3 million", "50_% of 3~million"),
        ("en", "It was - he said - cold, 5 - 3, a-b.", "It was – he said – cold, 5 - 3, a-b."),
        ("de", "Nach § 5 kostet es 5 Mio. Euro - ohne Dr. Zee.", "Nach §_5 kostet es 5~Mio. Euro – ohne Dr.~Zee."),
        ("ru", "Он ушёл в лес - и всё.", "Он~ушёл в~лес~— и~всё."),
        ("pl", "Jan i Ewa w lesie", "Jan i~Ewa w~lesie"),
        ("cs", "Jan a Eva v lese", "Jan a~Eva v~lese"),
        ("sv", "Det är 10 000 kr", "Det är 10_000~kr"),
        ("es", "¿Qué? ¡Hola! «Sí»", "¿Qué? ¡Hola! «Sí»"),
    ],
)
def test_each_language_has_its_own_spaces_and_dashes(lang: str, text: str, wanted: str):
    assert set_(text, lang) == wanted


def test_the_last_word_of_a_paragraph_is_held_where_it_is_short():
    long = "The tide went out at six and left the whole harbour dry"

    assert set_(f"{long} to us.", "en", running=True).endswith("dry to~us.")
    assert set_(f"{long} to everyone.", "en", running=True).endswith("dry to everyone.")
    assert set_("Go to us.", "en", running=True) == "Go to us."


def test_what_the_author_has_set_stays():
    said = "Non\u00a0! «\u00a0Oui\u00a0» 10\u00a0000 – et — fin"

    assert fragment(Inline(said), "fr") == said


def test_code_addresses_and_notes_are_never_touched():
    exact = '<code>a ! b - c</code> <kbd>5 km</kbd> <span class="note" data-note="1">1</span>'
    address = "https://x.example/?a=1!b et ann@x.example, x.example/a?b"

    assert fragment(Inline(f"{exact} {address}"), "fr") == f"{exact} {address}"


def test_words_in_another_language_go_by_that_language():
    assert set_('She said <span lang="fr">«Oui!»</span> and 5 km!', "en") == (
        'She said <span lang="fr">«_Oui_!_»</span> and 5_km!'
    )


def test_blocks_in_another_language_go_by_that_language():
    french, code = Paragraph(Inline("Où?"), lang="fr"), Code("Où?")
    made = prose.edited(Article("a", "Why?", (french, Paragraph(Inline("Why?")), code), lang="en"))

    assert made.headline == "Why?"
    assert made.body == (replace(french, text=Inline("Où\u202f?")), Paragraph(Inline("Why?")), code)


def test_an_article_that_wants_none_of_it_is_left_alone():
    article = Article("a", "Où?", (Paragraph(Inline("Où?")),), lang="fr", typography="none")

    assert prose.edited(article) is article


def test_an_article_that_wants_none_of_it_keeps_its_typewriter_marks():
    text = 'title: "It\'s \\"low\\""\ntypography: none\nlang: fr'
    (made,) = readers.read(Source(f'---\n{text}\n---\n\n"Où?" -- ...\n'.encode(), "text/markdown", "a.md"), Reading())

    assert words(made.body[0]) == '"Où?" -- ...'


def bare(text: str) -> str:
    """A text's letters and marks, whatever its spaces and dashes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("–", "-").replace("—", "-")


LANGUAGES = ("fr", "fr-CA", "en", "de", "ru", "pl", "cs", "sv", "es", "uk", "it", "ja", "ar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_text_keeps_its_letters_and_is_done_once(lang: str):
    dice = random.Random(lang)
    pieces = [*"«»!?;:.,-–—()“”\u00a0\u202f", " ", " ", " ", "10", "000", "5 km", "и", "a", "Dr.", "J.", "mot", "слово"]
    pieces += ["<em>", "</em>", "<code>x ! y</code>", "&amp;", "<br>", "https://x.example/?q"]
    for _ in range(400):
        said = Inline(balanced([dice.choice(pieces) for _ in range(dice.randint(1, 30))]))

        once = fragment(said, lang, running=True)

        assert bare(once) == bare(said)
        assert fragment(once, lang, running=True) == once
        assert once.count("<code>x ! y</code>") == said.count("<code>x ! y</code>")


def balanced(pieces: list[str]) -> str:
    """The pieces with an end tag for each beginning, and none more."""
    depth, done = 0, []
    for piece in pieces:
        if piece == "</em>" and not depth:
            continue
        depth += (piece == "<em>") - (piece == "</em>")
        done.append(piece)
    return "".join([*done, *["</em>"] * depth])


@pytest.mark.external
def test_the_stories_of_the_corpus_keep_their_letters(corpus: Path):
    for path in sorted((corpus / "ntrex").glob("*/bbc.381705.txt")):
        (article,) = readers.read(Source(path.read_bytes(), "text/plain", path.name), Reading())

        made = prose.edited(article)

        assert [bare(words(block)) for block in made.body] == [bare(words(block)) for block in article.body]
        assert prose.edited(made) == made


@pytest.mark.parametrize("piece", ["a-", "a.", "a@", "000 ", "? ", "« ", "A. ", "www.", '<a href="x">a</a> ! '])
def test_a_long_text_takes_a_time_that_grows_with_it(piece: str):
    begin = time.process_time()

    fragment(Inline(piece * 50_000), "fr", running=True)

    assert time.process_time() - begin < 10
