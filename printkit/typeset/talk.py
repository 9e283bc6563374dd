"""What the engine says while it works, turned into notes."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from printkit.errors import Note
from printkit.typeset.fetch import asset_name, shown

MOST = 500
"""Findings kept of one rendering; a hostile sheet of styles could make one a character."""

_CODES = (
    (".notdef glyph rendered", "font.missing-glyph"),
    ("Failed to load image", "image.broken"),
    ("Failed to render SVG image", "image.broken"),
    ("Failed to load inline SVG", "image.broken"),
    ("Font-face", "font.broken"),
    ("Unable to instantiate", "font.broken"),
    ("Unable to save emoji font", "font.broken"),
    ("No anchor", "link.dead-anchor"),
    ("Content discarded: target points to undefined anchor", "link.dead-anchor"),
    ("Anchor defined twice", "link.anchor-twice"),
    ("Ignored", "style.ignored"),
    ("Parse error", "style.ignored"),
    ("Invalid or unsupported selector", "style.ignored"),
    ("Unknown", "style.ignored"),
    ("Footnote lost", "note.lost"),
    ("this version of the engine tags", "tags.engine"),
    ("Failed to load attachment", "fetch.refused"),
    ("Failed to load stylesheet", "fetch.refused"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the engine: its pattern, and the message whole."""

    pattern: str
    args: tuple[object, ...]
    text: str


class Listener(logging.Handler):
    """Keeps what the engine says; nothing reaches the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[Said, None] = {}
        self.more = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message, once."""
        args = record.args if isinstance(record.args, tuple) else ()
        said = Said(str(record.msg), tuple(map(str, args)), record.getMessage())
        if len(self.said) < MOST or said in self.said:
            self.said[said] = None
        else:
            self.more += 1


def notes(listener: Listener, refused: Iterable[str]) -> tuple[Note, ...]:
    """The findings in what was said; a file that was refused is reported by the fetcher and not again here."""
    told = set(refused)
    found = [note for said in listener.said if (note := _note(said)) and not _told(note, told)]
    if listener.more:
        found.append(Note("warning", "engine.warning", f"{listener.more} more messages of the engine were left out"))
    return tuple(dict.fromkeys(found))


def _told(note: Note, refused: set[str]) -> bool:
    return note.code == "fetch.refused" or note.where in refused


def _note(said: Said) -> Note | None:
    code = next((code for start, code in _CODES if said.pattern.startswith(start)), "engine.warning")
    match code, said.args:
        case "font.missing-glyph", (str(character), str(number)):
            point = f"U+{int(number):04X}"
            return Note("warning", code, f"no font has “{character}” ({point})", where=point)
        case "image.broken", (str(address), *_):
            return Note("warning", code, "the picture cannot be read and is left out", where=shown(address))
        case "link.dead-anchor", (str(anchor), *_):
            return Note("warning", code, "the link leads to a place that does not exist", where=f"#{anchor}")
        case "note.lost", (str(words), *_):
            return Note("warning", code, f"the engine left out the note “{words}”", where=_place(said))
        case "link.anchor-twice", (str(anchor), *_):
            return Note("warning", code, "two places have the same name; links lead to the first", where=f"#{anchor}")
        case _:
            return Note("warning", code, f"the engine says: {said.text}", where=_place(said))


def _place(said: Said) -> str:
    return next((name for arg in said.args if (name := asset_name(str(arg)))), "")
