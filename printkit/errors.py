"""What can go wrong, one class a stage, and what can be found: the Note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding about content that travels with the product; `code` is dotted and never changes once released."""

    level: Level
    code: str
    text: str
    where: str = ""


class PrintkitError(Exception):
    """Something could not be made: what is wrong, where, and what to try."""

    def __init__(self, text: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.text}{cure}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive Exception's own pickling, and errors cross from the worker.
        return _remake, (type(self), self.text, self.where, self.hint)


def unreadable(path: object, error: OSError) -> SourceError:
    """The error for a file that cannot be opened: what the system says of it, in our words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SourceError("no such file", where=str(path), hint="check the name and the folder")
    if isinstance(error, IsADirectoryError):
        return SourceError("this is a folder", where=str(path), hint="name a file in it")
    return SourceError(f"this file cannot be read: {error.strerror or error}", where=str(path))


def _remake(kind: type[PrintkitError], text: str, where: str, hint: str) -> PrintkitError:
    return kind(text, where=where, hint=hint)


class SourceError(PrintkitError):
    """A source could not be found, opened or fetched."""


class ReadError(PrintkitError):
    """A source was opened but no article could be read from it."""


class ConfigError(PrintkitError):
    """A settings file says something that it may not."""


class LayoutError(PrintkitError):
    """A layout or one of its templates is missing or broken."""


class FontError(PrintkitError):
    """A font family is missing or its files are broken."""


class TypesetError(PrintkitError):
    """The engine could not set a galley, or overran its limits."""


class FolioError(PrintkitError):
    """The pages could not be numbered."""


class BindError(PrintkitError):
    """The parts could not be bound into one file."""


class PreflightError(PrintkitError):
    """A strict check found an error."""


class OutputError(PrintkitError):
    """A product could not be written where it was asked for."""
