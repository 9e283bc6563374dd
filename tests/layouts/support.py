"""Articles set in a layout, and what stands on their pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from printkit import compose, layouts, typeset
from printkit.model.article import Article
from printkit.model.layout import Layout
from printkit.model.products import Galley, Picture


def layout(name: str, **chosen: str) -> Layout:
    """A layout of ours; options are said with `_` for `-`."""
    return layouts.load(name, chosen={key.replace("_", "-"): value for key, value in chosen.items()})


def galley(article: Article, name: str, pictures: Mapping[str, Picture] | None = None, **chosen: str) -> Galley:
    """The article composed."""
    return compose.compose(article, layout(name, **chosen), pictures or {})


def printed(made: Galley, folder: Path) -> Path:
    """The article set, on a recto."""
    typeset.typeset(made, "recto", folder / "set.pdf")
    return folder / "set.pdf"


def text(pdf: Path) -> str:
    """All text of a PDF's pages, without spaces and without the hyphens of broken words."""
    with pypdfium2.PdfDocument(pdf) as document:
        said = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    return said.replace("\x02", "").replace("\ufffe", "").replace("\u00ad", "")


def outside(pdf: Path) -> list[tuple[int, str]]:
    """The letters that reach over the edge of their page, each with the page's number."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            on = page.get_textpage()
            for index in range(on.count_chars()):
                left, bottom, right, top = on.get_charbox(index)
                if right > left and (left < 0 or bottom < 0 or right > width or top > height):
                    found.append((number, on.get_text_range(index, 1)))
    return [(number, letter) for number, letter in found if letter.strip()]
