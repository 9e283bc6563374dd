"""The tag tree as it is planned, before the engine has drawn: elements, what they hold, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

GROUPS = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote", "Note", "L", "LI", "TOC", "TOCI", "Index"})
"""Elements that hold other elements and no content of their own (ISO 32000-1, 14.8.4.2)."""

INLINE = frozenset({"Link", "Quote", "Code", "Span", "Reference"})
"""Elements that stand in a line of text (ISO 32000-1, 14.8.4.4)."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One piece of marked content: the box that draws it, and its page from 0."""

    box: object
    page: int


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A box that may bear the annotation of a link, and its page from 0."""

    box: object
    page: int


@dataclass(slots=True)
class Cell:
    """What a cell of a table says: its spans, its scope where it heads, and the IDs of its heads."""

    columns: int = 1
    rows: int = 1
    scope: str = ""
    heads: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Node:
    """One element of the tag tree.

    `rank` is its place in the document; `run` names the HTML element whose bare text it holds; `picture` is the box
    that its bounds are taken from.
    """

    kind: str
    rank: int = 0
    lang: str = ""
    parent: Node | None = None
    kids: list[Node | Mark | Spot] = field(default_factory=list)
    alt: str = ""
    expansion: str = ""
    id: str = ""
    numbering: str = ""
    cell: Cell | None = None
    picture: Mark | None = None
    run: object = None

    def add(self, node: Node) -> Node:
        """Hang an element among the kids: after the text so far, and among elements in the order of the document."""
        at = len(self.kids)
        while at and isinstance(before := self.kids[at - 1], Node) and before.rank > node.rank:
            at -= 1
        return self.insert(at, node)

    def insert(self, at: int, node: Node) -> Node:
        """Hang an element before the kid at a place."""
        self.kids.insert(at, node)
        node.parent = self
        return node

    def nodes(self) -> Iterator[Node]:
        """The elements among the kids."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += reversed(list(here.nodes()))
