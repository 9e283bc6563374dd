"""The style sheets of a layout as they lie in its folder."""

from __future__ import annotations

from pathlib import Path

from printkit.errors import LayoutError


def sheet(folder: Path, name: str) -> str:
    """The text of a layout's style sheet; nothing where it has none of this name.

    Raises LayoutError for one that cannot be read.
    """
    file, where = folder / "css" / name, f"{folder.name}/css/{name}"
    try:
        return file.read_text(encoding="utf-8") if file.is_file() else ""
    except UnicodeDecodeError as fault:
        raise LayoutError("the style sheet is not UTF-8 text", where=where, hint="save it as UTF-8") from fault
    except OSError as fault:
        text = f"the style sheet cannot be read: {fault.strerror}"
        raise LayoutError(text, where=where, hint="make it readable, or take it away") from fault
