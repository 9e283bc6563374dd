"""Cards: what paper cannot play, as its still, its kind and house, its title, its address and a code for it."""

from __future__ import annotations

from dataclasses import replace

from printkit.compose.addresses import breakable, printed
from printkit.compose.codes import Codes
from printkit.compose.plates import Plates, Shot
from printkit.model import players
from printkit.model.blocks import Embed, Figure, Image

_WIDE = 260.0
"""From this width of a column in pt the still stands beside the words, else above them."""

_STILL = 0.36
"""The share of a wide column that a still takes."""


def card(block: Embed, plates: Plates, codes: Codes, words: dict[str, str]) -> dict[str, object]:
    """The card of an embed: it leads where the embed does, and says the address that a person would open."""
    page = players.page(block.href)
    beside = plates.measures.column >= _WIDE
    return {
        "label": words.get(block.kind, words["other"]),
        "house": players.house(block.href),
        "title": block.title,
        "href": block.href,
        "address": breakable(printed(page)),
        "medium": block.kind if block.kind in words else "other",
        "still": _still(block, plates, beside),
        "beside": beside,
        "code": codes.code(page) if block.href and codes.cards else None,
    }


def _still(block: Embed, plates: Plates, beside: bool) -> Shot | None:
    """The still as decoration, for the title says what it shows; one that is not at hand is not missed."""
    if block.still not in plates.pictures:
        return None
    column = plates.measures.column * (_STILL if beside else 1.0)
    narrow = replace(plates, measures=replace(plates.measures, column=column))
    rows = narrow.rows(Figure((Image(block.still, ""),)))
    return rows[0][0] if rows else None
