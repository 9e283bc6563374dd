"""The one cleaner: any markup in, blocks out; the words are kept, and nothing else that was not asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from printkit.errors import Note, ReadError
from printkit.model.article import Reading
from printkit.model.blocks import Block
from printkit.readers.headings import plain_slug, slug
from printkit.readers.htmltree import flow, formulas, guard
from printkit.readers.htmltree.desk import Desk, Found, anchors
from printkit.readers.htmltree.nodes import BLOCKS, HEADINGS, SLUGS, VOID, Child, Node, blank, text
from printkit.readers.parsed import Parsed

DEPTH = 100
ELEMENTS = 60_000

_WHOLE_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def fragment(html: str, reading: Reading, location: str, *, origin: str = "") -> Parsed:
    """The blocks of a piece of HTML, or of a page's whole body.

    `location` is where the source lies (a path from the project's root, or an address): relative links and pictures
    count from there. Raises ReadError for markup nested over 100 deep or of more than 60,000 elements.
    """
    (blocks,), findings = pieces([html], reading, location, origin=origin)
    return Parsed(blocks, findings=findings)


def pieces(
    sources: Sequence[str], reading: Reading, location: str, *, origin: str = "", numbers: Sequence[str] = ()
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Note, ...]]:
    """The blocks of several pieces that belong together, so that links may lead from one to another.

    `numbers` are the notes that a `<note-mark n="1">` may name.
    """
    builder, found = _Builder(location), Found()
    trees = [_tree(source, builder, found) for source in sources]
    desk = Desk(location, origin, reading.smart, reading.lang, frozenset(builder.anchors), frozenset(numbers), found)
    blocks = tuple(tuple(flow.body(tree, desk)) for tree in trees)
    return blocks, tuple(found.notes)


def _tree(html: str, builder: _Builder, found: Found) -> tuple[Child, ...]:
    html, swallowed = guard.contained(guard.clean(html))
    if swallowed:
        text = f"a comment, script or style sheet does not end and hides the rest: {' '.join(swallowed.split())[:60]}"
        found.notes[Note("warning", "html.swallowed", text, builder.location)] = None
    html = formulas.settled(html) if formulas.hinted(html) else html
    # Without this the parser puts loose words into a paragraph of its own making.
    opening = "" if _WHOLE_PAGE.match(html) else "<html><body>"
    # The stubs ask for a target that takes bytes as well; the parser only ever hands it text.
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)  # type: ignore[arg-type]
    etree.fromstring((opening + html + " ").encode(), parser)
    return builder.tree


@dataclass(slots=True)
class _Open:
    """An element whose end has not come."""

    name: str
    attrs: Mapping[str, str]
    children: list[Child] = field(default_factory=list)
    holds_block: bool = False


class _Builder:
    """Takes the parser's events and makes settled Nodes, each finished when its end tag comes."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.anchors: set[str] = set()
        self.tree: tuple[Child, ...] = ()
        self._slugs: Counter[str] = Counter()
        self._elements = 0
        self._open = [_Open("", {})]

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        self._count(1)
        if len(self._open) > DEPTH:
            hint = "look for an element that is never closed"
            raise ReadError(f"the markup is nested more than {DEPTH} deep", where=self.location, hint=hint)
        name = name.lower()
        self._open.append(_Open(name, {k.lower(): guard.clean(v) for k, v in attrs.items()}))
        if name in VOID:  # the parser knows some of these by their end tag only, and would put the rest inside
            self._finish()

    def data(self, words: str) -> None:
        into = self._open[-1].children
        words = guard.clean(words)
        if into and isinstance(into[-1], str):
            into[-1] += words
        else:
            into.append(words)

    def end(self, name: str) -> None:
        name = name.lower()
        if name in VOID or name not in (part.name for part in self._open[1:]):
            return
        while self._open[-1].name != name:
            self._finish()
        self._finish()

    def close(self) -> None:
        while len(self._open) > 1:
            self._finish()
        self.tree = tuple(self._open[0].children)
        self._open = [_Open("", {})]

    def _finish(self) -> None:
        part = self._open.pop()
        attrs = {**part.attrs, SLUGS: self._slug(part)} if part.name in HEADINGS else part.attrs
        node = Node(part.name, attrs, tuple(part.children), part.holds_block)
        self.anchors.update(anchors(node))
        parent = self._open[-1]
        parent.holds_block = parent.holds_block or part.holds_block or part.name in BLOCKS
        if part.holds_block and part.name not in BLOCKS:
            settled = _settled(node)
            self._count(len(settled))
            parent.children.extend(settled)
        else:
            parent.children.append(node)

    def _count(self, more: int) -> None:
        self._elements += more
        if self._elements > ELEMENTS:
            raise ReadError(f"the text has more than {ELEMENTS} elements", where=self.location)

    def _slug(self, heading: _Open) -> str:
        words = text(heading.children)
        name = slug(words)
        again = self._slugs[name]
        self._slugs[name] += 1
        return f"{name}-{again}" if again else " ".join(dict.fromkeys((name, plain_slug(words))))


def _settled(node: Node) -> list[Child]:
    """An in-line element that holds blocks, spread over what stands in them: one link round two paragraphs is two."""
    done: list[Child] = []
    line: list[Child] = []
    for child in node.children:
        if isinstance(child, str) or child.name not in BLOCKS:
            line.append(child)
            continue
        done += _wrapped(node, line)
        line = []
        done.append(replace(child, children=tuple(_settled(replace(node, children=child.children)))))
    return done + _wrapped(node, line)


def _wrapped(node: Node, line: Sequence[Child]) -> list[Child]:
    if all(blank(child) for child in line):
        return list(line)
    return [replace(node, children=tuple(line), holds_block=False)]
