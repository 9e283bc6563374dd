"""Characters that no face has: set as their number, so that none is lost and none becomes an empty box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import escape, unescape

from printkit.errors import Note

Covered = Callable[[str], set[str]]
"""Of the characters given, those that some face has."""

_TEXT = re.compile(r">([^<]+)<")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F, 0x20E3]))


def spelled(html: str, covered: Covered | None) -> tuple[str, tuple[Note, ...]]:
    """The page with `[U+1F680]` for a character that no face has, and one Note for each such character."""
    if covered is None:
        return html, ()
    seen = {mark for mark in unescape(html[html.find("<body") :]) if mark > "\x7f" and _drawn(mark)}
    lost = seen - covered("".join(sorted(seen))) if seen else set()
    if not lost:
        return html, ()
    start = html.index("<body")
    table = {ord(mark): f"[U+{ord(mark):04X}]" for mark in lost}
    body = _TEXT.sub(lambda found: ">" + escape(unescape(found[1]).translate(table), quote=False) + "<", html[start:])
    return html[:start] + body, tuple(_note(mark) for mark in sorted(lost))


def _drawn(mark: str) -> bool:
    return unicodedata.category(mark) not in _UNSEEN and mark not in _SELECTORS


def _note(mark: str) -> Note:
    name = unicodedata.name(mark, "no name")
    text = f"no face has {name} (U+{ord(mark):04X}); it is set as its number"
    return Note("warning", "font.missing-glyph", text, where=f"U+{ord(mark):04X}")
