"""The glyphs that fonts have for joiners: they leave no ink and take no room, and the shaper never shows them.

A joiner that is drawn among the letters of its word is kept by all who read pages; one that is drawn alone, as a space
that stands for it, is dropped by some.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont

JOINERS = frozenset("\u200c\u200d")
"""Letters without a glyph that belong to a word's spelling; others (soft hyphens, marks of direction) do not."""


def glyphs(font: Any) -> Mapping[str, int]:
    """Of each joiner that the engine's font has a glyph for without a width, its number."""
    file = TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True)
    names = {joiner: file.getBestCmap().get(ord(joiner)) for joiner in JOINERS}
    widths = file["hmtx"].metrics
    return {joiner: file.getGlyphID(name) for joiner, name in names.items() if name and not widths[name][0]}
