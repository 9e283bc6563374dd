"""Bookmarks and page labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pikepdf import Pdf

from printkit.bind.outline import labels
from printkit.model.products import Blob, Numerals, Part, Placement, Rendition


def bookmarks(item: Any, pages: dict[tuple[int, int], int], depth: int = 0) -> list[tuple[int, str, int]]:
    found = []
    while item is not None:
        found.append((depth, str(item.Title), pages[item.Dest[0].objgen]))
        if "/First" in item:
            found += bookmarks(item.First, pages, depth + 1)
        item = item.get("/Next")
    return found


def test_bookmarks_run_from_section_over_article_to_heading(pdf: Pdf) -> None:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    assert bookmarks(pdf.Root.Outlines.First, pages) == [
        (0, "The Review", 0),
        (0, "Contents", 2),
        (0, "Features", 4),
        (1, "The harbour", 6),
        (2, "Nets & knots()", 8),
        (1, "Les marées", 10),
        (2, "Hauteur", 10),
        (3, "Filets", 13),
        (0, "Back & forth", 15),
        (1, "A light", 15),
        (0, "Colophon", 17),
    ]


def test_sections_are_open_and_articles_shut(pdf: Pdf) -> None:
    features = pdf.Root.Outlines.First.Next.Next

    assert int(features.Count) == 2
    assert int(features.First.Count) == -1
    assert int(pdf.Root.Outlines.Count) == 8


def test_each_page_is_labelled_with_its_folio_and_blanks_run_on(pdf: Pdf) -> None:
    said = [page.label for page in pdf.pages]

    assert said == ["Cover", "Cover 2", "i", "ii", *map(str, range(1, 15))]


def part(slug: str, pages: int, first: int, numerals: Numerals, *, blank: bool = False) -> Part:
    rendition = Rendition(slug, Blob(Path("-"), 0, ""), pages, "recto")
    return Part(slug, "article", slug, "en", rendition, Placement(first, numerals, blank))


def test_a_run_that_counts_on_names_its_start() -> None:
    found = labels([part("a", 2, 155, "decimal"), part("b", 1, 158, "decimal", blank=True)])

    assert str(found) == "{'/Nums': [0, {'/S': '/D', '/St': 155}]}"


def test_a_blank_before_everything_counts_back() -> None:
    found = labels([part("a", 2, 2, "decimal", blank=True)])

    assert str(found) == "{'/Nums': [0, {'/S': '/D'}]}"
