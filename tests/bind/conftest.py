"""One issue bound for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from printkit import bind
from printkit.model.products import Book, Bundle
from tests.bind import books


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """An issue of cover, contents, a section of two articles after its opener, a section of one, and a colophon."""
    return books.compiled(books.COPIES, tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def bundle(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The issue bound."""
    return bind.bind(book, tmp_path_factory.mktemp("bundle") / "issue.pdf")


@pytest.fixture(scope="session")
def pdf(bundle: Bundle) -> Iterator[pikepdf.Pdf]:
    """The bound issue as a second implementation reads it."""
    with pikepdf.open(bundle.pdf.path) as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A path to bind to."""
    return tmp_path / "bound.pdf"
