"""Blocks as the templates take them: plain values, with every inline fragment made ready for paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from printkit import place
from printkit.compose import rails
from printkit.compose.addresses import anchor
from printkit.compose.bands import needs
from printkit.compose.codes import Codes
from printkit.compose.embeds import card
from printkit.compose.formulas import Formulas
from printkit.compose.inline import Setting, rewritten
from printkit.compose.measures import Measures
from printkit.compose.notes import Notes
from printkit.compose.plates import Plates
from printkit.compose.words import direction
from printkit.model.blocks import (
    TYPE_NAMES,
    Aside,
    Block,
    Break,
    Code,
    Embed,
    Figure,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Table,
    cell_words,
    plain,
    walk,
    words,
)

_MANY_ROWS = 3
"""A gallery of more rows may be parted between two of them."""

View = dict[str, object]
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#]|$)", re.I)
_SHORT = 12
"""A table, one row of it, or a listing of so many lines stays in one piece."""

_BOLD = re.compile(r"<(strong|b)>(?:(?!</?\1>).)*</\1>", re.DOTALL)
_LONG_QUESTION = 400

_HANGING = 6
"""Letters of a listing's measure that its edge and the indent of a line that goes on take."""

_JOINT = re.compile(r"(?<=[\w)\]>}][_/.,:;(\[{&=?-])(?=[\w\"':])|(?<=[\w)])(?=\.\w)")
"""Where a long name in code may be cut."""


@dataclass(slots=True)
class Desk:
    """Where one article is composed: its notes, its pictures, its measures, and the anchors that are taken.

    `wide` says that pictures of the text may go across its columns, `free` that they may move within their section.
    """

    notes: Notes
    plates: Plates
    measures: Measures
    words: dict[str, str]
    setting: Setting
    wide: bool = False
    free: bool = False
    taken: set[str] = field(default_factory=set)
    codes: Codes = field(kw_only=True)
    formulas: Formulas = field(kw_only=True)

    def inline(self, fragment: str) -> str:
        return rewritten(fragment, self.setting)

    def rules(self) -> dict[str, str]:
        """The rules that were made on the way."""
        return self.plates.rules | self.notes.rules | self.codes.rules | self.formulas.rules


def views(blocks: Iterable[Block], desk: Desk, *, inside: bool = False) -> list[View]:
    """The blocks in order; `first` marks a paragraph that begins a piece of text and so takes no indent.

    One that is `asked` stands above its answer.
    The codes of links stand below the outermost block that they are in.
    """
    blocks = tuple(blocks)
    spans = _spans(blocks, desk) if desk.wide and not inside else frozenset()
    made: list[View] = []
    before: Block | None = None
    text_before: Block | None = None
    for number, block in enumerate(blocks):
        beside = (before, *blocks[number + 1 : number + 2])
        seen = view(block, desk, across=number in spans, series=any(isinstance(one, Figure) for one in beside))
        if isinstance(block, Figure):
            seen["free"] = desk.free and not inside and _free(block, before)
        asked = _asks(block) and number + 1 < len(blocks) and _answers(blocks[number + 1])
        made.append(seen | {"first": not isinstance(text_before, Paragraph), "asked": asked, "inside": inside})
        made[-1]["codes"] = [] if inside else desk.codes.rows(desk.notes.uncoded())
        before = block
        # A picture may come to stand elsewhere, so that the text before it and behind it is one.
        text_before = text_before if isinstance(block, Figure) else block
    return made


_BRINGS_IN = (":", "\uff1a", "…")
"""What a paragraph ends with that speaks of what follows it, which then stays there."""


def _free(figure: Figure, before: Block | None) -> bool:
    """Whether a figure may stand elsewhere in its section: no words bring it in, nothing leads to it or from it."""
    brought_in = isinstance(before, Paragraph) and plain(before.text).rstrip().endswith(_BRINGS_IN)
    tied = "<a " in figure.caption + figure.credit or 'class="note"' in figure.caption + figure.credit
    return not (brought_in or figure.anchors or tied or figure.href)


def _spans(blocks: Iterable[Block], desk: Desk) -> frozenset[int]:
    """Which of the blocks are figures that go across all columns, by their place."""
    plates: list[place.Plate] = []
    places: list[int] = []
    letters = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Figure):
            plates.append(desk.plates.plate(block, letters))
            places.append(number)
        letters = 0 if isinstance(block, Figure) else letters + len(words(block))
    chosen = place.across(plates, desk.measures.text_width)
    return frozenset(number for number, wide in zip(places, chosen, strict=True) if wide)


def view(block: Block, desk: Desk, *, across: bool = False, series: bool = False) -> View:
    """One block: its kind, ids and language, and what is its own.

    A figure may be one that goes across, or one of a `series` without text between.
    """
    kind = TYPE_NAMES[type(block)].replace("-", "_")
    ids = _ids(block, desk)
    return {
        "kind": kind,
        "block": block.id,
        "id": ids[0] if ids else "",
        "more_ids": ids[1:],
        "lang": block.lang,
        "dir": direction(block.lang) if block.lang else "",
    } | (_figure(block, desk, across, series) if isinstance(block, Figure) else _own(block, desk))


def _own(block: Block, desk: Desk) -> View:
    match block:
        case Paragraph():
            return {"html": desk.inline(block.text)}
        case Heading():
            label = " ".join(plain(block.text).split())
            # A page number in a headline would be one in the bookmarks too.
            html = rewritten(block.text, replace(desk.setting, pages=False))
            return {"html": html, "level": block.level, "words": label}
        case List():
            return _list(block, desk)
        case Quote():
            return {"blocks": views(block.blocks, desk, inside=True), "attribution": desk.inline(block.attribution)}
        case PullQuote():
            return {"html": desk.inline(block.text), "attribution": desk.inline(block.attribution)}
        case Figure():
            return _figure(block, desk)
        case Table():
            return _table(block, desk)
        case Code():
            return _code(block, desk) | _formula(block, desk)
        case Aside():
            inner = views(block.blocks, desk, inside=True)
            return {"title": desk.inline(block.title), "blocks": inner, "brief": rails.brief(block)}
        case Break():
            return {}
        case Embed():
            return card(block, desk.plates, desk.codes, desk.words)
        case _:
            assert_never(block)


def _figure(block: Figure, desk: Desk, across: bool = False, series: bool = False) -> View:
    """A lead figure goes across all columns; one whose pictures are not wanted is empty, words and all."""
    room = desk.plates.room(block) if across or block.role == "lead" else "column"
    rows = desk.plates.rows(block, room, series=series)
    empty = bool(block.images) and not rows
    caption = "" if empty else desk.inline(block.caption) + _figure_link(block, desk)
    return {
        "rows": rows,
        "room": room,
        "free": False,
        "many": len(rows) > _MANY_ROWS,
        "caption": caption,
        "credit": "" if empty else desk.inline(block.credit),
        "empty": empty,
        "shown": any(shot.src or shot.decoration for row in rows for shot in row),
        "role": block.role,
    }


def _figure_link(block: Figure, desk: Desk) -> str:
    # A picture that leads to its own larger self is of no use on paper.
    if not block.href.startswith(("http://", "https://")) or _IMAGE_FILE.search(block.href):
        return ""
    return desk.notes.address(block.href) if block.caption else ""


def _ids(block: Block, desk: Desk) -> list[str]:
    names = [name for name in dict.fromkeys(anchor(said) for said in block.anchors) if name not in desk.taken]
    desk.taken.update(names)
    return names


def _list(block: List, desk: Desk) -> View:
    terms = [[desk.inline(term) for term in terms] for terms in block.terms]
    items = [views(item, desk, inside=True) for item in block.items]
    return {
        "list": block.kind,
        "items": items,
        "pairs": list(zip(terms, items, strict=False)),
        "marks": [f"{block.start + n}." if block.kind == "number" else "" for n in range(len(items))],
        "digits": len(str(block.start + len(items) - 1)),
    }


def _table(block: Table, desk: Desk) -> View:
    letters = sum(needs((*block.head, *block.rows)))
    wide = letters > desk.measures.table_letters
    room = desk.measures.wide_letters if wide else desk.measures.table_letters
    return {
        "caption": desk.inline(block.caption),
        "head": [_row(row, desk, room) for row in block.head],
        "rows": [_row(row, desk, room) for row in block.rows],
        "wide": wide,
        "cramped": letters > desk.measures.wide_letters,
        "short": sum(_lines(row, room) for row in (*block.head, *block.rows)) <= _SHORT,
    }


def _row(row: Row, desk: Desk, room: int) -> View:
    return {"cells": list(_cells(row, desk)), "long": _lines(row, room) > _SHORT}


def _cells(row: Row, desk: Desk) -> Iterator[View]:
    for cell in row:
        yield {
            "html": desk.inline(cell.text),
            "blocks": views(cell.blocks, desk, inside=True),
            "align": cell.align,
            "header": cell.header,
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
        }


def _lines(row: Row, room: int) -> int:
    """How many lines a row takes at the least in a table of so many letters a line.

    As many as its cell with the most paragraphs and items, and as its letters fill.
    """
    items = max((sum(isinstance(inner, Paragraph) for inner in walk(cell.blocks)) for cell in row), default=0)
    return max(1, items, sum(len(cell_words(cell)) for cell in row) // max(1, room))


def _code(block: Code, desk: Desk) -> View:
    lines = code_lines(block)
    long = sum(sum(len(text) for _, text in line) > desk.measures.code_letters for line in lines)
    return {
        "code": block.kind,
        "language": block.language,
        "lines": [_jointed(line, desk.measures.code_letters - _HANGING) for line in lines],
        "wide": 5 * long > len(lines),
        "short": len(lines) <= _SHORT,
    }


def _formula(block: Code, desk: Desk) -> View:
    return {"formula": desk.formulas.block(block.text, block.kind) if block.kind != "code" else None}


def _asks(block: Block) -> bool:
    """Whether a paragraph is bold as a whole, like the question of an interview or a heading in disguise."""
    return isinstance(block, Paragraph) and bool(_BOLD.fullmatch(block.text)) and len(block.text) < _LONG_QUESTION


def _answers(block: Block) -> bool:
    return isinstance(block, Paragraph) and not _asks(block)


def code_lines(block: Code) -> list[list[tuple[str, str]]]:
    """The (kind, text) pieces of each line; tabs are four spaces, for the engine would print eight."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in block.tokens or (("", block.text),):
        first, *rest = text.expandtabs(4).split("\n")
        lines[-1] += [(kind, first)] if first else []
        lines += [[(kind, piece)] if piece else [] for piece in rest]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [_indented(line) for line in lines]


def _indented(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The line with its indent joined to what follows, for the engine would break between two boxes."""
    if len(line) > 1 and not line[0][1].strip():
        (_, indent), (kind, text), *rest = line
        return [(kind, indent + text), *rest]
    return line


def _jointed(line: list[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """The line with a piece of kind `break` at the joints of what is too long for a line, else cut nowhere."""
    said = "".join(text for _, text in line)
    joints = [
        joint.start()
        for run in re.finditer(r"\S+", said)
        if len(run[0]) > room
        for joint in _JOINT.finditer(said, run.start(), run.end())
    ]
    pieces, at = [], 0
    for kind, text in line:
        start = 0
        for joint in (one - at for one in joints if at < one <= at + len(text)):
            pieces += [(kind, text[start:joint]), ("break", "")]
            start = joint
        pieces += [(kind, text[start:])] if text[start:] else []
        at += len(text)
    return pieces
