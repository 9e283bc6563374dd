"""Reads from a PDF's bytes what it is, as a value, as text that tests can hold golden, and as JSON."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from printkit.errors import SourceError, unreadable
from printkit.facts.reading import Reading
from printkit.facts.said import as_text
from printkit.model.article import Json
from printkit.model.products import Facts

__all__ = ["as_dict", "as_text", "facts"]

_BROKEN = (PyPdfError, ValueError, TypeError, LookupError, AttributeError, NotImplementedError, RecursionError)
"""What a damaged file raises while it is read: pypdf takes much on trust, and stumbles where it is not so."""

# What pypdf puts up with is no news to whoever prints; without a handler it would end on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def facts(path: Path) -> Facts:
    """What the PDF at a path is.

    Raises SourceError for a file that cannot be opened, is no PDF, is damaged, or is encrypted.
    """
    try:
        with path.open("rb") as file:
            if b"%PDF-" not in file.read(1024):
                raise SourceError("this is no PDF", where=str(path))
            size = path.stat().st_size
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted:
                raise _encrypted(path)
            return Reading(reader).facts(size)
    except DependencyError as error:
        # pypdf asks for a package to decrypt with before it says that a file is encrypted.
        raise _encrypted(path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except _BROKEN as error:
        raise SourceError("this PDF is damaged", where=str(path), hint=str(error)) from error


def _encrypted(path: Path) -> SourceError:
    return SourceError("this PDF is encrypted", where=str(path), hint="save it without a password first")


def as_dict(found: Facts) -> Json:
    """The facts as JSON would have them."""
    return asdict(found)
