"""What one pass over a source carries along: where the text stands, what was found, anchors that wait for a block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from printkit.errors import Level, Note
from printkit.readers.headings import plain_slug
from printkit.readers.htmltree import links
from printkit.readers.htmltree.nodes import HEADINGS, SLUGS, Node

_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_FAULTS = {
    "link.scheme": "a link that paper must not carry was left out, its words kept",
    "link.dead-anchor": "a link to a place that is not in the text was left out, its words kept",
    "image.outside": "a picture outside the project's folder was left out",
    "image.scheme": "a picture that is neither a file nor on the web was left out",
    "image.data": "a picture inside the text was left out: not PNG, JPEG, GIF or WebP, or over 2 MB",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What gathers while a source is read; the one thing here that changes."""

    notes: dict[Note, None] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Desk:
    """The place where the pass stands.

    `lang` is the language here, `fresh` the same if the blocks made here must say so themselves; `direction` is the
    writing direction where the source names one; `framed` is False where print has no room for figures, as in a cell;
    `anchors` are all that stand in the source, `numbers` those of
    its notes.
    """

    location: str
    origin: str
    smart: bool
    lang: str
    anchors: frozenset[str]
    numbers: frozenset[str]
    found: Found
    fresh: str = ""
    direction: str = ""
    framed: bool = True

    def say(self, level: Level, code: str, text: str) -> None:
        """Keeps a finding, each once."""
        self.found.notes[Note(level, code, text, self.location)] = None

    def at(self, node: Node) -> Desk:
        """The desk inside an element, in that element's language and direction."""
        if "lang" not in node.attrs and "dir" not in node.attrs:
            return self
        lang, direction = language(node), direction_of(node)
        fresh = lang if lang and lang != self.lang else self.fresh
        return replace(self, lang=lang or self.lang, fresh=fresh, direction=direction or self.direction)

    def inside(self) -> Desk:
        """The desk inside a block that has said its language itself."""
        return replace(self, fresh="") if self.fresh else self

    def wait(self, node: Node) -> None:
        """Keeps an element's anchors for the next block."""
        if node.attrs:
            self.found.waiting.extend(anchors(node))

    def take(self, node: Node | None = None) -> tuple[str, ...]:
        """The anchors that wait, and the element's own: they belong to the block now made."""
        if node is not None:
            self.wait(node)
        if not self.found.waiting:
            return ()
        fresh = tuple(dict.fromkeys(a for a in self.found.waiting if a not in self.found.used))
        self.found.waiting.clear()
        self.found.used.update(fresh)
        return fresh

    def link(self, href: str) -> str:
        """A link's address, or nothing where its words must do without one."""
        address, fault = links.link(href, self.location, self.origin)
        if address.startswith("#"):
            for anchor in (address[1:], address[1:].lower(), plain_slug(address)):
                if anchor in self.anchors:
                    return "#" + anchor
            fault = "" if address[1:].lower() in {"", "top"} else "link.dead-anchor"
            address = ""
        if fault:
            self.say("warning", fault, f"{_FAULTS[fault]}: {_short(href)}")
        return address

    def picture(self, src: str) -> str:
        """A picture's source, or nothing where it must not be followed."""
        address, fault = links.picture(src, self.location)
        if fault:
            self.say("warning", fault, f"{_FAULTS[fault]}: {_short(src)}")
        return address


def anchors(node: Node) -> tuple[str, ...]:
    """The names under which a link finds this element: its id, an `a`'s old name, a heading's slug."""
    named = [node.attrs.get("id", "")]
    if node.name == "a":
        named.append(node.attrs.get("name", ""))
    elif node.name in HEADINGS:
        named += node.attrs.get(SLUGS, "").split()
    return tuple(dict.fromkeys(name for name in (n.strip() for n in named) if name and len(name) <= 200))


def language(node: Node) -> str:
    """The element's language if it is one."""
    lang = node.attrs.get("lang", "").strip().replace("_", "-")
    return lang if _LANG.match(lang) else ""


def direction_of(node: Node) -> str:
    """The element's writing direction if it is one."""
    direction = node.attrs.get("dir", "").strip().lower()
    return direction if direction in _DIRECTIONS else ""


def _short(address: str) -> str:
    return address if len(address) <= 80 else address[:79] + "…"
