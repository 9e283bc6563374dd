"""The two issues, each made once for all the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit import issues


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sources that one of the issues is built from."""
    return issues.sources(tmp_path_factory.mktemp("audit-sources"))


@pytest.fixture(scope="session")
def bundles(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The good bundles by their names, files attached to every article."""
    folder = tmp_path_factory.mktemp("audit")
    built = issues.built(sources, folder)
    return {"bound": issues.bound(folder), "built": issues.with_files(built, folder / "built.pdf")}
