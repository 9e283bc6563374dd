"""A caption's words and, parted from them, the credit: no word of either is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from printkit.model.blocks import EMPTY, Inline, plain
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.lines import flattened
from printkit.readers.htmltree.nodes import Child, Node, blank, classes, text, trimmed

_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|byline|attribution|source", re.IGNORECASE)
_LONGEST = 120  # letters of a credit found by its words alone
_FURTHEST = 1000  # from the end, with the links in it

_THING = (
    r"(?:photo(?:graph(?:s|y|ie|ies)?)?s?|images?|pictures?|illustrations?|graphics?"
    r"|foto(?:s|graf(?:ie|ia|ía))?|bild(?:er|quelle|nachweis)?|grafik|imagen|immagine)"
)
_BY = r"(?:credits?|courtesy(?:\s+of)?|by|sources?|von|par|por|di)"
_LABEL = rf"""
    {_THING}(?:\s+{_BY})?\s*:                       # Photo: X   Photo credit: X
  | {_THING}\s+(?:by|courtesy\s+of|credit)\s        # Photo by X
  | {_THING}\s*/\s*(?=[A-Z])                        # Foto/AFP
  | (?:credits?|crédits?|sources?|quellen?|fuente|fonte)(?:\s+photo)?\s*:
  | courtesy\s+of\s | ©\s? | &copy;\s? | \(c\)\s | copyright\s
"""
_TAIL = re.compile(
    rf"""(?P<before>\A|(?<=[.!?…»”"’)\]:])\s*|\s*(?:[|–—·•]|<br>)\s*|\s+(?=[(\[]))
         (?:(?P<open>[(\[]))?(?P<credit>(?:<(?:strong|b|em|i)>)?(?:{_LABEL})(?:(?!<br>).)*?)(?(open)[)\]]\.?)\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_TAGS = re.compile(r"<(/?)([a-z]+)\b[^>]*>")
_VOID = frozenset({"br", "img"})


def caption(children: Sequence[Child], desk: Desk) -> tuple[Inline, Inline]:
    """Caption and credit of a caption's children: a part marked as credit, or else a tail that reads like one."""
    children = trimmed(children)
    marked = _marked(children)
    if marked is None:
        return parted(flattened(children, desk))
    rest = trimmed([child for child in children if child is not marked])
    credit = flattened((marked,), desk)
    return flattened(rest, desk), _unwrapped(credit)


def _marked(children: Sequence[Child]) -> Node | None:
    """The one part that its class, or its element and its place, mark as the credit."""
    parts = [child for child in children if isinstance(child, Node) and text(child.children).strip()]
    for part in reversed(parts):
        if any(_CREDIT_CLASS.search(name) for name in classes(part)):
            return part
    if len([child for child in children if not blank(child)]) < 2 or not parts or parts[-1] is not children[-1]:
        return None
    last = parts[-1]
    before = text(children[:-1]).rstrip(" \t")
    if last.name == "small" or (last.name == "cite" and re.search(r"[.!?…:;|–—\n(-]\Z", before)):
        return last
    return None


def parted(words: str) -> tuple[Inline, Inline]:
    """Caption and credit of one line, if its tail reads like a credit: `Photo: X`, `(Photo credit: X)`, `© X`."""
    match = _TAIL.search(words, max(0, len(words) - _FURTHEST))
    if match is None or len(plain(match["credit"])) > _LONGEST or not _balanced(match["credit"]):
        return Inline(words), EMPTY
    return Inline(words[: match.start()].rstrip()), Inline(match["credit"].strip())


def joined(parts: Iterable[Inline]) -> Inline:
    """Several lines as one, a line break between."""
    return Inline("<br>".join(dict.fromkeys(part for part in parts if part)))


def _unwrapped(credit: Inline) -> Inline:
    """The credit without the element and the brackets that marked it."""
    inner = re.fullmatch(r"<(small|cite)>((?:(?!</?\1\b).)*)</\1>", credit, re.DOTALL)
    bare = inner[2] if inner else credit
    brackets = re.fullmatch(r"\(([^()]*)\)", bare)
    return Inline(brackets[1] if brackets else bare)


def _balanced(fragment: str) -> bool:
    """Whether every element that opens here also closes here."""
    standing: list[str] = []
    for end, name in _TAGS.findall(fragment):
        if name in _VOID:
            continue
        if not end:
            standing.append(name)
        elif not standing or standing.pop() != name:
            return False
    return not standing
