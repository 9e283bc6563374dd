"""Links and embeds on paper: codes below their paragraph, cards, and addresses without what follows people."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit import typeset
from printkit.compose.addresses import printed
from printkit.compose.codes import Codes
from printkit.compose.measures import measures
from printkit.model.blocks import Embed, Inline, List, Paragraph, picture_sources
from tests import tagtree
from tests.test_compose import composed, link, note, plain, texts, tree

FILM = "https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"


def codes() -> Codes:
    return Codes(measures(plain()), "QR code")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/a?utm_source=x&UTM_Medium=y", "https://example.org/a"),
        ("https://example.org/a?id=3&mc_cid=1&igshid=2&gclid=3", "https://example.org/a?id=3"),
        ("https://example.org/a#utm_source=x", "https://example.org/a"),
        ("https://example.org/a?at_home", "https://example.org/a?at_home"),
        ("https://example.org/a?ref=b#part", "https://example.org/a?ref=b#part"),
    ],
)
def test_what_follows_people_is_cut_from_a_printed_address_and_nothing_else(address: str, said: str):
    assert printed(address) == said


def test_a_link_on_the_page_still_leads_where_its_author_wrote():
    galley = composed(link("words", "https://example.org/a?utm_source=x"), layout=plain(links="qr"))

    assert tree(galley).xpath("//p/a/@href") == ["https://example.org/a?utm_source=x"]


def test_each_outside_link_has_its_code_below_the_block_that_it_is_in():
    items = List("bullet", ((Paragraph(Inline(link("two", "https://example.org/2"))),),))
    galley = composed(link("one", "https://example.org/1"), items, "No link.", layout=plain(links="qr"))

    assert texts(galley, "//p/following-sibling::*[1][@class='code-row']") == [
        "QR code: https://example.org/1 1 example.org"
    ]
    assert texts(galley, "//ul/following-sibling::*[1][@class='code-row']") == [
        "QR code: https://example.org/2 2 example.org"
    ]
    assert len(tree(galley).xpath("//svg")) == 2


def test_an_address_has_one_code_and_one_number_which_goes_on_from_the_notes():
    text = (
        f"One{note('a')}, {link('two', 'https://example.org/2')}, "
        f"{link('again', 'https://example.org/2?utm_source=x')}, https://example.org/3."
    )
    galley = composed(text, notes={"a": (Paragraph(Inline("A note.")),)}, layout=plain(links="qr"))

    assert texts(galley, "//p/sup[@class='call']") == ["2", "2"]
    assert tree(galley).xpath("//sup/a/@href") == ["#code-2", "#code-2"]
    assert tree(galley).xpath("//div[starts-with(@class, 'coded')]/@id") == ["code-2"]


def test_a_link_that_says_its_address_has_a_code_too_but_no_note():
    said = link("https://example.org/3", "https://example.org/3")

    assert len(tree(composed(said, layout=plain(links="qr"))).xpath("//svg")) == 1
    assert texts(composed(said, layout=plain(links="foot")), "//span[@class='footnote']") == []


def test_an_address_too_long_for_a_code_is_printed_as_words():
    long = "https://example.org/" + "a" * 900
    galley = composed(link("long", long), layout=plain(links="qr"))

    assert tree(galley).xpath("//svg") == []
    assert texts(galley, "//p[@class='code-words']")[0].endswith("a" * 20)


def test_a_code_is_as_many_whole_lines_high_as_a_camera_needs():
    made = codes()
    short, long = made.code("https://example.org/"), made.code("https://example.org/" + "b" * 300)

    assert short
    assert long
    assert (short.lines, short.squares) == (3, 25)
    assert long.lines * measures(plain()).baseline >= long.squares * 0.42 * 72 / 25.4
    assert made.rules[".qr-3"] == "height: calc(var(--baseline) * 3); width: calc(var(--baseline) * 3)"


def test_a_row_holds_as_many_codes_as_its_column_has_room_for():
    rows = codes().rows([(n, f"https://example.org/{n}") for n in range(1, 12)])

    assert [len(row) for row in rows] == [5, 5, 1]


def test_an_embed_is_a_card_with_kind_house_title_address_and_code():
    galley = composed(Embed("video", FILM, "A lock gate"), lang="de")

    assert texts(galley, "//aside//p") == [
        "Video · YouTube A lock gate",
        "https://youtu.\u200bbe/\u200bdQw4w9WgXcQ",
    ]
    assert tree(galley).xpath("//aside//a/@href") == [FILM]
    assert texts(galley, "//aside//svg/title") == ["QR-Code: https://youtu.be/dQw4w9WgXcQ"]


def test_a_card_has_no_code_where_none_is_wanted():
    assert tree(composed(Embed("audio", "https://example.org/a.mp3"), layout=plain(qr="off"))).xpath("//svg") == []


def test_a_still_that_is_at_hand_is_painted_and_one_that_is_not_is_not_missed():
    shown = composed(Embed("video", FILM, "A film", still="house.jpg"))
    absent = composed(Embed("video", FILM, "A film", still="elsewhere.jpg"))

    assert len(tree(shown).xpath("//div[@class='embed-still']/div")) == 1
    assert tree(absent).xpath("//div[@class='embed-still']") == []
    assert [note.code for note in (*shown.notes, *absent.notes) if note.code.startswith("image")] == []


def test_a_still_is_one_of_the_pictures_of_its_article():
    assert picture_sources((Embed("video", FILM, still="still.jpg"),)) == ("still.jpg",)


def test_a_code_is_a_figure_whose_words_are_its_address(tmp_path: Path):
    text = link("one", "https://example.org/1")
    galley = composed(text, Embed("map", "https://example.org/m"), layout=plain(links="qr"))
    typeset.typeset(galley, "recto", tmp_path / "out.pdf")

    found = [element for top in tagtree.documents(tmp_path / "out.pdf") for element in top.walk()]
    assert [element.alt for element in found if element.kind == "Figure"] == [
        "QR code: https://example.org/1",
        "QR code: https://example.org/m",
    ]
