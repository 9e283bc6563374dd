"""What can be lost of an article in a bundle that is sound in itself: each at a place that `random` chooses."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from pikepdf import Dictionary, Name, Pdf, String

from tests.audit import surgery

Loss = Callable[[Pdf, Random], None]

# In the faces of our layouts the space is glyph 1.
_WORD = rb"(?<=<0001>)(?:[-\d.]*<(?:(?!0001)[0-9a-f]{4})?>){4,}?(?=[-\d.]*<0001>)"


def a_word(pdf: Pdf, random: Random) -> None:
    element, mark = random.choice(_lines(pdf))
    surgery.erase(pdf, element, mark, _WORD, random)


def a_line(pdf: Pdf, random: Random) -> None:
    element, mark = random.choice(_lines(pdf))
    page, start, end = surgery.shown(element, mark)
    data = surgery.content(page)
    surgery.rewrite(pdf, page, data[:start] + b"\n" + data[end:])


def two_paragraphs_in_each_others_place(pdf: Pdf, random: Random) -> None:
    article = random.choice([one for one in surgery.elements(pdf, "Art") if len(_long(one)) > 1])
    first, second = surgery.two(_long(article), random)
    swapped = {first.objgen: second, second.objgen: first}
    surgery.rehang(article, [swapped.get(surgery.place_of(kid), kid) for kid in surgery.kids(article)])


def a_picture(pdf: Pdf, random: Random) -> None:
    figure = random.choice([one for one in surgery.elements(pdf, "Figure") if surgery.article_of(one) is not None])
    surgery.erase(pdf, figure, surgery.marks(figure)[0], rb"/\S+ Do\b", random)
    surgery.cut(figure)


def an_address(pdf: Pdf, random: Random) -> None:
    address = bytes(random.choice(surgery.links(pdf, inside=False)).A.URI)
    for link in surgery.links(pdf, inside=False):
        if bytes(link.A.URI) == address:
            link.A.URI = String(b"https://elsewhere.invalid/")


def a_cross_link(pdf: Pdf, random: Random) -> None:
    crossing = [(article, name) for article in surgery.elements(pdf, "Art") for name in _leading_out(pdf, article)]
    article, name = random.choice(crossing)
    for element in surgery.below(article):
        if _target(element) == name:
            surgery.cut(element)


def a_note(pdf: Pdf, random: Random) -> None:
    surgery.cut(random.choice([one for one in surgery.elements(pdf, "Note") if _is_written(one)]))


def an_article(pdf: Pdf, random: Random) -> None:
    surgery.cut(random.choice(surgery.elements(pdf, "Art")))


def a_language(pdf: Pdf, random: Random) -> None:
    random.choice(surgery.elements(pdf, "Art")).Lang = String("sv")


LOSSES: dict[Loss, str] = {
    a_word: "verify.words-lost",
    a_line: "verify.words-lost",
    two_paragraphs_in_each_others_place: "verify.words-lost",
    a_picture: "verify.picture-lost",
    an_address: "verify.link-lost",
    a_cross_link: "verify.link-lost",
    a_note: "verify.words-lost",
    an_article: "verify.article-lost",
    a_language: "verify.language",
}
"""What is lost, and the code that names it."""


def _long(article: Any) -> list[Any]:
    """The long paragraphs of an article."""
    held = [kid for kid in surgery.kids(article) if isinstance(kid, Dictionary) and kid.get("/S") == Name.P]
    return [one for one in held if len(surgery.marks(one)) > 4]


def _lines(pdf: Pdf) -> list[tuple[Any, int]]:
    """Every line of a long paragraph with a word between other words."""
    long = [element for article in surgery.elements(pdf, "Art") for element in _long(article)]
    every = [(element, mark) for element in long for mark in surgery.marks(element)]
    return [(element, mark) for element, mark in every if surgery.holds(element, mark, _WORD)]


def _target(element: Any) -> bytes:
    """The name of the place that a Link leads to; empty for anything else."""
    held = [kid.Obj for kid in surgery.kids(element) if isinstance(kid, Dictionary) and "/Obj" in kid]
    return bytes(held[0].Dest) if held and "/Dest" in held[0] else b""


def _leading_out(pdf: Pdf, article: Any) -> list[bytes]:
    slug = surgery.slug_of(pdf, article)
    targets = {_target(element) for element in surgery.below(article)} - {b""}
    return sorted(name for name in targets if name.partition(b"#")[0] != slug)


def _is_written(note: Any) -> bool:
    """Whether a note is the author's and not an address alone."""
    held = [one for one in surgery.below(note) if one.S in (Name.Note, Name.P)]
    return any(surgery.holds(one, mark, _WORD) for one in held for mark in surgery.marks(one))
