"""Pages as pictures, for previews, crops and tests: pdfium's room."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from printkit.errors import SourceError


def page_png(pdf: Path, page: int, dpi: int) -> bytes:
    """One page, counted from 1, as a PNG on white. Raises SourceError where there is no such page or no PDF."""
    with _document(pdf) as document:
        if not 1 <= page <= len(document):
            raise SourceError(f"there is no page {page} of {len(document)}", where=str(pdf))
        return _png(document, page - 1, dpi)


def pages(pdf: Path, dpi: int) -> Iterator[bytes]:
    """Every page in order as a PNG on white, one at a time. Raises SourceError where it is no PDF."""
    with _document(pdf) as document:
        for index in range(len(document)):
            yield _png(document, index, dpi)


def _document(pdf: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise SourceError("not a PDF that can be shown", where=str(pdf)) from error


def _png(document: pypdfium2.PdfDocument, index: int, dpi: int) -> bytes:
    page = document[index]
    try:
        bitmap = page.render(scale=dpi / 72)
        out = io.BytesIO()
        bitmap.to_pil().save(out, "PNG")
        bitmap.close()
    finally:
        page.close()
    return out.getvalue()
