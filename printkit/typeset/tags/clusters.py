"""What each group of glyphs in a drawn line says, as the engine's shaper knows it, in the order it is read in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.text.ffi import ffi, pango

from printkit.typeset.tags.joiners import JOINERS

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def runs_leftward(textbox: Any) -> bool:
    """Whether letters of a box run from right to left."""
    return bool(_LEFTWARD.search(textbox.pango_layout.text))


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of glyphs that stand for some letters together; `places` count the line's glyphs from left to right.

    The places are in reading order: from right to left in a run that is `leftward`. A `joiner` after them has no glyph.
    """

    text: str
    places: tuple[int, ...]
    leftward: bool = False
    joiner: str = ""


def of(textbox: Any) -> list[Cluster]:
    """The clusters of a line of text in reading order."""
    data = textbox.pango_layout.text.encode()
    found = sorted(_all(textbox), key=lambda cluster: cluster[0])
    told: list[Cluster] = []
    for start, end, places, leftward in found:
        text = data[start:end].decode("utf-8", "replace")
        if places:
            told.append(Cluster(text, places, leftward))
        elif told and text in JOINERS:
            told[-1] = replace(told[-1], joiner=text)
    return told


def _all(textbox: Any) -> Iterator[tuple[int, int, tuple[int, ...], bool]]:
    """Of each cluster, in no order: where it begins and ends in the text's bytes, its places, whether leftward."""
    place = 0
    run = textbox.pango_layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, shape = run.data.item, run.data.glyphs
        leftward = bool(item.analysis.level % 2)
        places: dict[int, list[int]] = {}
        for at in range(shape.num_glyphs):
            drawn = shape.glyphs[at].glyph != pango.PANGO_GLYPH_EMPTY
            places.setdefault(shape.log_clusters[at], []).extend([place] if drawn else [])
            place += drawn
        starts = sorted(places)
        for start, end in zip(starts, [*starts[1:], item.length], strict=True):
            order = tuple(places[start][::-1] if leftward else places[start])
            yield item.offset + start, item.offset + end, order, leftward
        run = run.next
