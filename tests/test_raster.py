from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from printkit import raster
from printkit.errors import SourceError


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two blank pages: one inch square, and two inches by one."""
    writer = PdfWriter()
    for width in (72, 144):
        writer.add_blank_page(width=width, height=72)
    writer.write(tmp_path / "two.pdf")
    return tmp_path / "two.pdf"


def test_a_page_is_shown_at_the_resolution_asked_for(pdf: Path) -> None:
    picture = Image.open(io.BytesIO(raster.page_png(pdf, 2, 50)))

    assert picture.size == (100, 50)
    assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_pages_come_in_order(pdf: Path) -> None:
    assert [Image.open(io.BytesIO(page)).width for page in raster.pages(pdf, 36)] == [36, 72]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_told(page: int, pdf: Path) -> None:
    with pytest.raises(SourceError, match=f"no page {page} of 2"):
        raster.page_png(pdf, page, 50)


@pytest.mark.parametrize("data", [b"text", b"", None])
def test_what_is_no_pdf_is_told(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(SourceError, match="not a PDF"):
        raster.page_png(path, 1, 50)
