"""Plain text: a news page's words become an article, and a text that is no page loses nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from printkit import readers
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Block, Break, Figure, Heading, List, Paragraph, PullQuote, words
from printkit.readers import furniture, signatures
from tests.readers import cases

CASES = cases.load("text.txt")


def article(text: str, location: str = "x.txt") -> Article:
    (made,) = readers.read(Source(text.encode(), "text/plain", location), Reading(lang="en"))
    return made


def outline(made: Article) -> str:
    head = {
        "headline": made.headline,
        "kicker": made.kicker,
        "standfirst": made.standfirst,
        "byline": "; ".join(made.byline),
        "outlet": made.outlet,
        "published": made.published or "",
    }
    notes = [note.text.partition(": ")[2] for note in made.findings if note.code == "text.furniture"]
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    return "\n".join([*lines, *map(line, made.body), *(f"note: {text}" for text in notes)])


def line(block: Block) -> str:
    match block:
        case Paragraph():
            return f"paragraph: {block.text}"
        case Heading():
            return f"heading: {block.text}"
        case PullQuote():
            return f"pull-quote: {block.text} / {block.attribution}"
        case Figure():
            return f"figure {block.role}: {block.caption} / {block.credit}"
        case Break():
            return "break:"
        case List():
            start = f" {block.start}" if block.start > 1 else ""
            return f"list {block.kind}{start}: " + " | ".join(words(item[0]) for item in block.items)
        case _:
            return str(block)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_text_becomes_an_article(case: cases.Case) -> None:
    assert outline(article(case.given)) == case.expected


def test_front_matter_of_a_text_says_more_than_its_lines() -> None:
    made = article(
        "---\ntitle: The Wall\nauthor: Ben Ode\n---\nWhat the tide left\n\nBy Ann Lee\n\nThe tide went out.\n"
    )

    assert (made.headline, made.byline) == ("The Wall", ("Ben Ode",))


@pytest.mark.parametrize(
    "label",
    [
        *("print", "Print Friendly, PDF & Email", "SHARE THIS ARTICLE", "Share Tweet Pin", "3 min read", "12 Comments"),
        *(
            "Read more",
            "Related: Ten walls that failed",
            "© 2020 The Review",
            "Image 1 of 5",
            "00:00",
            "Skip to content",
        ),
        *("Lesen Sie auch:", "Lesezeit: 2 min", "À lire aussi", "Leia mais", "Читайте также", "関連記事", "相关阅读"),
        *("We use cookies to improve your visit.", "Subscribe to our newsletter", "You may also like", "@harbour"),
    ],
)
def test_a_pages_own_lines_are_known(label: str) -> None:
    assert furniture.is_furniture(label)


@pytest.mark.parametrize(
    "text",
    [
        *("The print shop closed in May.", "Share and share alike", "The Harbour", "Comments on a harbour", "Mai 1968"),
        *("He read more than he said.", "More rain fell.", "Who pays", "“Print it,” she said.", "Nachts am Hafen"),
    ],
)
def test_an_articles_lines_are_not_taken_for_furniture(text: str) -> None:
    assert not furniture.is_furniture(text)


@pytest.mark.parametrize(
    ("written", "caption"),
    [
        ("The pier at dawn. (Photo credit: Ann Lee)", ("The pier at dawn.", "Ann Lee")),
        ("The pier at dawn. Photo: Ann Lee", ("The pier at dawn.", "Ann Lee")),
        ("Der Steg am Morgen. Bild: Ann Lee", ("Der Steg am Morgen.", "Ann Lee")),
        ("The pier (Image: Getty)", ("The pier", "Getty")),
        ("The pier at dawn. (NASA/JPL)", ("The pier at dawn.", "NASA/JPL")),
        ("Photo: Ann Lee", ("", "Ann Lee")),
        ("Michael Conroy, AP", ("", "Michael Conroy, AP")),
        ("Личный архив Анны Ли", ("", "Личный архив Анны Ли")),
        ("Courtesy of the harbour, the boats were free.", None),
        ("He took a photo of the pier.", None),
        ("The pier (and the wall)", None),
        ("The photo: a pier, a boat, and what was left of the old town when the tide had gone. It fades.", None),
    ],
)
def test_a_caption_ends_with_its_credit(written: str, caption: tuple[str, str] | None) -> None:
    assert signatures.caption(written) == caption


@pytest.mark.parametrize(
    ("written", "names", "outlet"),
    [
        ("By Gary Raynaldo\u00a0 \u00a0 -DIPLOMATIC\u00a0 TIMES", ("Gary Raynaldo",), "Diplomatic Times"),
        ("By Ann Lee | The Review", ("Ann Lee",), "The Review"),
        ("Von Seb Dumitru, Lille 05.08.2024, 20:59 Uhr", ("Seb Dumitru",), ""),
        ("By Ann Lee, Ben Ode and Cem Kaya", ("Ann Lee", "Ben Ode", "Cem Kaya"), ""),
        ("By Dolores Chang For Dailymail.Com", ("Dolores Chang",), "Dailymail.Com"),
        ("Par Bertrand Bissuel", ("Bertrand Bissuel",), ""),
    ],
)
def test_a_byline_says_who_and_for_whom(written: str, names: tuple[str, ...], outlet: str) -> None:
    assert signatures.byline(written) == signatures.Byline(names, outlet)


@pytest.mark.parametrize(
    "text", ["By the time the tide went out", "Von hier an geht es bergab", "By 1915 it was gone.", "Byron"]
)
def test_a_sentence_that_begins_with_by_is_no_byline(text: str) -> None:
    assert signatures.byline(text) is None


@pytest.mark.external
def test_the_seed_comes_out_exactly(corpus: Path) -> None:
    expected = json.loads((corpus / "seed" / "expected.json").read_text(encoding="utf-8"))
    made = article((corpus / "seed" / "diplomatic-times.txt").read_text(encoding="utf-8"), "diplomatic-times.txt")
    lead, first, pulled, last = made.body

    assert (made.headline, list(made.byline), made.outlet) == (
        expected["title"],
        expected["bylines"],
        expected["outlet"],
    )
    assert (made.published, made.standfirst, made.kicker, made.tags) == (None, "", "", ())
    assert isinstance(lead, Figure)
    assert (lead.role, lead.images) == ("lead", ())
    assert (lead.caption, lead.credit) == (expected["lead_image"]["caption"], expected["lead_image"]["credit"])
    assert [words(first), words(last)] == [block["text"] for block in expected["body"] if block["type"] == "paragraph"]
    assert isinstance(pulled, PullQuote)
    assert (pulled.text, pulled.attribution) == (expected["body"][1]["text"], expected["body"][1]["attribution"])
    said = " ".join([made.headline, *made.byline, *map(words, made.body)])
    assert not [text for text in expected["must_not_appear"] if text in said]


@pytest.mark.external
def test_a_text_of_many_languages_loses_no_word(corpus: Path) -> None:
    for story in sorted((corpus / "ntrex").glob("*/*.txt")):
        text = story.read_text(encoding="utf-8")
        made = article(text)
        kept = " ".join(
            [made.headline, made.kicker, made.standfirst, *made.byline, made.outlet, *map(words, made.body)]
        )
        dropped = "".join(note.text for note in made.findings if note.code == "text.furniture")
        lost = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", kept + dropped))

        assert not lost, story


@pytest.mark.external
def test_every_scraped_page_is_read(corpus: Path) -> None:
    pages = sorted((corpus / "texts" / "scraped").glob("*.txt"))

    assert pages
    assert all(article(page.read_text(encoding="utf-8")).body for page in pages)
