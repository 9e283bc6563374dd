"""Numbers the subheads, figures and tables of an article, and marks where its list of references begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from printkit.compose.nesting import within
from printkit.model.blocks import Block, Figure, Heading, Inline, Table, plain
from printkit.model.words import WORDS

NUMBERED = ("none", "headings", "figures", "all")
"""What the option `numbers` may be: headings, figures and tables, both, or neither."""

REFERENCES = "references"
"""The anchor of the heading over the list of references, so that a style sheet can hang the entries below it."""

_OWN = re.compile(r"(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*[.)]?\s+\S|\d+(?:\.\d+)+\s")
"""A heading that its author has numbered: `2 Method`, `2.1 Sampling`, `IV. Results`."""

_NUMBER = re.compile(r'^<b class="number">[^<]*</b> ')
_LABELLED = re.compile(r"([^\W\d]{2,16})\.?\s*(?:[A-Z]?\d+|[IVX]+)\b")
_LABELS = frozenset(said[name].lower() for said in WORDS.values() for name in ("figure", "table"))
"""The beginning of a caption that says its number, `Fig. 3` or `Table A2`, and the words that begin so."""

_REFERENCES = frozenset(said["references"].lower() for said in WORDS.values()) | {
    *("bibliography", "works cited", "reference list", "literature cited", "bibliographie", "literaturverzeichnis"),
    *("bibliografía", "referências bibliográficas", "список литературы"),
}
_UNNUMBERED = (
    _REFERENCES
    | frozenset(said[name].lower() for said in WORDS.values() for name in ("notes", "abstract"))
    | {
        *("acknowledgements", "acknowledgments", "further reading", "appendix", "remerciements", "danksagung"),
        *("agradecimientos", "ringraziamenti", "agradecimentos", "благодарности"),
    }
)
"""Headings that stand outside the numbers, in any of our languages, for a text quotes its sources in its own way."""


@dataclass(slots=True)
class _Count:
    """How far the numbers of one article have run."""

    words: Mapping[str, str]
    headings: bool
    figures: bool
    levels: list[int] = field(default_factory=list)
    captions: Counter[str] = field(default_factory=Counter)
    outside: bool = False


def numbered(body: Sequence[Block], what: str, words: Mapping[str, str]) -> tuple[Block, ...]:
    """The body with the numbers asked for written before headings and captions: `1.2`, `Figure 3`.

    `what` is one of NUMBERED, `words` those of the article's language. Nothing is numbered that its author numbered;
    the list of references and what stands around it has no number, and a picture without a caption is no figure. A
    list of references is marked whatever is asked for. The lead figure comes first, as it does on the page.
    """
    lead = [block for block in body if isinstance(block, Figure) and block.role == "lead"][:1]
    body = (*lead, *(block for block in body if block not in lead))
    headings = [block for block in body if isinstance(block, Heading)]
    own = sum(bool(_OWN.match(plain(block.text).strip())) for block in headings)
    count = _Count(words, what in ("headings", "all") and 2 * own < len(headings), what in ("figures", "all"))
    return tuple(_heading(block, count) if isinstance(block, Heading) else _within(block, count) for block in body)


def _heading(block: Heading, count: _Count) -> Heading:
    said = " ".join(plain(block.text).lower().split()).strip(" .:")
    if said in _REFERENCES:
        block = replace(block, anchors=(REFERENCES, *(name for name in block.anchors if name != REFERENCES)))
    if block.level == 2:
        count.outside = said in _UNNUMBERED
    if not count.headings or count.outside or block.level > 4:
        return block
    depth = max(1, block.level - 1)
    levels = count.levels[:depth] + [0] * (depth - len(count.levels))
    levels[-1] += 1
    count.levels = levels
    number = ".".join(map(str, levels))
    return replace(block, text=Inline(f'<span class="number">{number}</span> {block.text}'))


def _within(block: Block, count: _Count) -> Block:
    """The block with the figures and tables in it numbered; a heading in a box belongs to the box."""
    if isinstance(block, Figure):
        return replace(block, caption=_caption(block.caption, "figure", count))
    if isinstance(block, Table):
        return replace(block, caption=_caption(block.caption, "table", count))
    return within(block, lambda inner: tuple(_within(one, count) for one in inner))


def _caption(caption: Inline, kind: str, count: _Count) -> Inline:
    if not count.figures or not caption or _says_its_number(caption):
        return caption
    count.captions[kind] += 1
    label = escape(f"{count.words[kind]} {count.captions[kind]}")
    return Inline(f'<b class="number">{label}</b> {caption}')


def unnumbered(caption: Inline) -> Inline:
    """The caption without the number that was written before it."""
    return Inline(_NUMBER.sub("", caption))


def _says_its_number(caption: Inline) -> bool:
    found = _LABELLED.match(plain(caption).strip())
    return found is not None and any(label.startswith(found[1].lower()) for label in _LABELS)
