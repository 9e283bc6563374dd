"""Texts kept beside the tests, so that a change shows as a diff to be read like code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Golden:
    """The golden texts of one test file, in `golden/` beside it; `update` writes what it is given."""

    folder: Path
    update: bool = False

    def check(self, name: str, text: str) -> None:
        """The text equals `golden/<name>.txt`."""
        path = self.folder / f"{name}.txt"
        if self.update:
            self.folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no {path}; pytest --update-golden writes it"
        assert text == path.read_text(encoding="utf-8"), f"{path} says otherwise; pytest --update-golden rewrites it"
