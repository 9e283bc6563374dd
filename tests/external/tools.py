"""The outside tools that tests may ask for, and how to see that one is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping

from tests.external import verapdf


def commands(*names: str) -> Callable[[], bool]:
    """Whether all of these commands are on the path."""
    return lambda: all(shutil.which(name) for name in names)


# A name that is not here is a command of that name.
TOOLS: Mapping[str, Callable[[], bool]] = {
    "qpdf": commands("qpdf"),
    "poppler": commands("pdfinfo", "pdftotext", "pdftoppm", "pdffonts"),
    "mupdf": commands("mutool"),
    "verapdf": lambda: verapdf.command() is not None,
}


def missing(names: Iterable[str]) -> list[str]:
    """Those of the named tools that this machine lacks, in order."""
    return [name for name in names if not TOOLS.get(name, commands(name))()]
