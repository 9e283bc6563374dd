"""A link to another article of the issue is known again, however it is written."""

from __future__ import annotations

import pytest

from printkit.build.desk import Copy, links, own_links
from printkit.model.article import Article
from printkit.model.blocks import Heading, Inline, Paragraph
from printkit.model.issue import Entry

TIDES = Article(
    "tides", "Tides", (Heading(2, Inline("Low water"), anchors=("low water",)),), origin="https://e.org/2026/tides/"
)
KNOWN = links([Copy(0, Entry("posts/tides.md"), "tides", article=TIDES), Copy(0, Entry("posts/gone.md"), "gone")])


def linking(href: str, origin: str = "") -> Article:
    return Article("harbour", "Harbour", (Paragraph(Inline(f'<a href="{href}">there</a>')),), origin=origin)


def test_an_article_is_known_by_its_file_and_its_address_and_so_are_its_places():
    assert set(KNOWN.values()) == {"tides"}
    assert sorted(KNOWN) == [
        "/posts/tides.md",
        "/posts/tides.md#low water",
        "https://e.org/2026/tides/",
        "https://e.org/2026/tides/#low water",
    ]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/posts/tides.md", ["/posts/tides.md"]),
        ("/posts/tides.md#low%20water", ["/posts/tides.md", "/posts/tides.md#low water"]),
        ("/posts/tides.md#gone", ["/posts/tides.md"]),
        ("https://e.org/2026/tides", ["https://e.org/2026/tides/"]),
        ("https://e.org/2026/", []),
        ("#low%20water", []),
    ],
)
def test_an_article_is_told_what_it_links_to_and_no_more(href: str, found: list[str]):
    assert own_links(linking(href), KNOWN) == dict.fromkeys(found, "tides")


@pytest.mark.parametrize(
    ("origin", "href"),
    [
        ("https://e.org/2026/harbour.html", "https://e.org/2026/tides.md#low%20water"),
        ("https://e.org/2026/harbour/", "https://e.org/2026/harbour/tides.md#low%20water"),
        ("https://e.org/2026/harbour/", "https://e.org/2026/posts/../harbour/tides.md#low%20water"),
    ],
)
def test_a_file_beside_the_articles_own_is_known_by_where_it_lies(origin: str, href: str):
    place = href.partition("#")[0]

    found = own_links(linking(href, origin), KNOWN, "posts/harbour.md")

    assert found == {place: "tides", f"{place}#low water": "tides"}


def test_a_file_of_another_site_is_none_of_ours():
    article = linking("https://other.org/2026/tides.md", "https://e.org/2026/harbour.html")

    assert own_links(article, KNOWN, "posts/harbour.md") == {}
