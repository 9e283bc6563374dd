"""Settings files: TOML checked and turned into the values of model/, with errors that point at the line."""

from __future__ import annotations

from pathlib import Path

from printkit.config.check import nearest, parse, place
from printkit.config.files import (
    SHORT,
    load_family,
    load_issue,
    load_layout_file,
    load_layout_files,
    load_site,
    schema,
)
from printkit.config.keys import line_of
from printkit.config.lengths import PAPERS, length, lengths, paper, written
from printkit.errors import ConfigError

__all__ = [
    "PAPERS",
    "SHORT",
    "data",
    "length",
    "lengths",
    "line_of",
    "load_family",
    "load_issue",
    "load_layout_file",
    "load_layout_files",
    "load_site",
    "nearest",
    "paper",
    "parse",
    "place",
    "schema",
    "written",
]

_PACKAGE = Path(__file__).resolve().parent.parent


def data(name: str) -> Path:
    """The folder of built-in `layouts` or `fonts`: inside the installed package, else at a checkout's top level."""
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigError(f"printkit's own {name} are missing", where=str(_PACKAGE), hint="install printkit again")
