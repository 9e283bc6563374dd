"""Which picture an `img` really means, past the stand-ins that load it late."""

from __future__ import annotations

import re

from printkit.model.blocks import Image
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.nodes import Node, number

_LATE = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-hi-res-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_STAND_IN = re.compile(r"data:image/(?:gif|svg)|.*(?:spacer|placeholder|blank|lazy|1x1)[^/]*\.(?:gif|png|svg)$", re.I)
_CANDIDATE = re.compile(r"(\S*[^,\s])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)")


def source(node: Node) -> str:
    """The address of the picture that is meant to be seen."""
    plain = node.attrs.get("src", "").strip()
    if plain and not _STAND_IN.match(plain):
        return plain
    late = next((node.attrs[name].strip() for name in _LATE if node.attrs.get(name, "").strip()), "")
    return late or _widest(node) or plain


def _widest(node: Node) -> str:
    sets = next((node.attrs[name] for name in _SETS if node.attrs.get(name)), "")
    found = [(number(m[2] or "1", least=0, most=100_000), m[1]) for m in _CANDIDATE.finditer(sets[:10_000])]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


def image(node: Node, desk: Desk) -> Image | None:
    """The picture that an `img` names, or None where none may be had."""
    src = desk.picture(source(node))
    alt = node.attrs.get("alt")
    return Image(src, " ".join(alt.split()) if alt is not None else None) if src else None
