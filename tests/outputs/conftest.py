"""A bound issue and a small PDF to impose, and a name for the sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit.bind import bind
from tests.bind import books
from tests.outputs import pages


@pytest.fixture(scope="session")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    return bind(books.compiled(books.COPIES, folder, profile="archive"), folder / "issue.pdf").pdf.path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


@pytest.fixture
def six(tmp_path: Path) -> Path:
    return pages.many(tmp_path / "six.pdf", 6)
