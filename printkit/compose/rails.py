"""A rail beside the text: of a letter, kept where the text is short; of a paper, the outer column of its first page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from printkit.compose import openers
from printkit.compose.measures import Measures, measures, option
from printkit.compose.words import direction
from printkit.config.lengths import length, written
from printkit.model.article import Article
from printkit.model.blocks import Aside, Block, Figure, words
from printkit.model.layout import Layout

LONG = 6_500
"""Letters beyond which an article fills pages, whose rail would be empty from the second on."""

_FEW = 30
"""Letters that a line of a letter's columns has at least, where nobody asked for so many columns."""

_PICTURE = 900
"""The letters that would stand where a picture stands."""

_BRIEF = 420
"""Letters of a box that may stand in a rail beside the text."""

_SEVERAL = 2
"""As many boxes make a rail that nobody asked for; one alone stands well in the text."""

_LETTER = 0.5
"""How wide a letter in a rail is taken to be, in ems."""

_AROUND = 2.5
"""Lines of the grid for what stands between two boxes and for the end of the last line of their titles."""

_NOTHING = 0.05
"""What a column's width may be wrong by, in pt, and as many columns stand beside each other all the same."""


def brief(block: Block) -> bool:
    """Whether a block is a box that may stand in a rail."""
    return isinstance(block, Aside) and len(words(block)) <= _BRIEF


def suited(layout: Layout, article: Article, size: str) -> Layout:
    """The layout for this article: one whose rail is `auto` has it decided by the article.

    A layout with the token `rail` has it beside short texts; without one the text has the columns that the token
    `columns-broad` says, where none were asked for. One with the token `column-width` has it on the first page of
    texts that have boxes for it; `size` of the headline is brief, usual or long.
    """
    if option(layout, "rail") not in ("auto", "on", "off"):
        return layout
    if "column-width" in layout.tokens:
        return _of_paper(layout, article, size)
    asked = option(layout, "columns") != layout.options["columns"].default
    if option(layout, "rail") == "on" or (option(layout, "rail") == "auto" and _short(article)):
        beside = replace(layout, chosen={**layout.chosen, "rail": "on"})
        return beside if asked else _readable(beside)
    columns = layout.tokens["columns"] if asked else layout.tokens.get("columns-broad", "1")
    tokens = {**layout.tokens, "rail": "0pt", "columns": columns}
    broad = replace(layout, tokens=tokens, chosen={**layout.chosen, "rail": "off"})
    return broad if asked else _readable(broad)


def shown(layout: Layout, article: Article, size: str) -> int:
    """How many of an article's boxes the outer column of its first page has room for, below the headline."""
    page = measures(layout)
    lead = any(isinstance(block, Figure) and block.role == "lead" for block in article.body)
    room = page.text_height * (1 - page.tall * lead) - openers.height(article, page, size)
    boxes = 0
    for block in filter(brief, article.body):
        room -= _height(block, page)
        if room < 0:
            break
        boxes += 1
    return boxes


def rule(shared: Layout, own: Layout, lang: str) -> dict[str, str]:
    """What the rules of one galley say of its rail, where the style sheet that it shares says another thing."""
    if "column-width" in own.tokens and option(own, "rail") == "on":
        page, taken = own.page, measures(own).column + length(own.tokens["column-gap"])
        leftward = direction(lang) == "rtl"
        side, recto, verso = ("left", page.inner, page.outer) if leftward else ("right", page.outer, page.inner)
        return {
            "html:root": f"--column-width: {own.tokens['column-width']}; --railed: {written(taken)}",
            "@page :first": f"margin-{side}: {written(recto + taken)}",
            "@page :first:left": f"margin-{side}: {written(verso + taken)}",
        }
    if all(own.tokens.get(name) == shared.tokens.get(name) for name in ("rail", "columns")):
        return {}
    return {"html:root": f"--columns: {own.tokens['columns']}; --rail: {own.tokens['rail']}"}


def _short(article: Article) -> bool:
    return sum(map(_letters, article.body)) <= LONG


def _readable(layout: Layout) -> Layout:
    """The layout with as many of its columns as hold lines that can be read."""
    while (page := measures(layout)).columns > 1 and page.letters < _FEW:
        layout = replace(layout, tokens={**layout.tokens, "columns": str(page.columns - 1)})
    return layout


def _letters(block: Block) -> int:
    return len(words(block)) + _PICTURE * isinstance(block, Figure)


def _of_paper(layout: Layout, article: Article, size: str) -> Layout:
    """A paper's own: its columns all have one width, so that one of them fewer stands on the narrower first page."""
    wanted, page = option(layout, "rail"), measures(layout)
    least = {"auto": _SEVERAL, "on": 1}.get(wanted, math.inf)
    on = page.columns > (2 if wanted == "auto" else 1) and shown(layout, article, size) >= least
    width = written(page.column - _NOTHING) if on else layout.tokens["column-width"]
    tokens: Mapping[str, str] = {**layout.tokens, "column-width": width}
    return replace(layout, tokens=tokens, chosen={**layout.chosen, "rail": "on" if on else "off"})


def _height(block: Block, page: Measures) -> float:
    letters = page.column / (_LETTER * length(page.tokens["caption-size"]))
    return (math.ceil(len(words(block)) / letters) + _AROUND) * page.baseline
