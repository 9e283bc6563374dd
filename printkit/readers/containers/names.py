"""The names under which a page finds its pictures: as the cleaner writes them, so that both sides agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin

from printkit.readers.htmltree import links
from printkit.wrapping.names import plain

_TAG = re.compile(r"<(/?)(img|source|picture)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_SET = re.compile(r"""(\s)((?:data-)?(?:lazy-)?srcset)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_SRC = re.compile(r"""\s(?:data-)?(?:lazy-)?src\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
_CANDIDATE = re.compile(r"(\S*[^,\s])((?:\s+\d+(?:\.\d+)?[wxh])*)\s*(?:,|$)")


def known_as(src: str, location: str) -> str:
    """What a picture that a page at this place names is called once the page is read; empty where it is refused."""
    return links.picture(src, location).address


def joined(base: str, name: str) -> str:
    """The address that a name has beside another; empty where it has none that can be taken apart."""
    try:
        return urljoin(base, name)
    except ValueError:
        return ""


def settled(page: str, held: Iterable[str], location: str) -> str:
    """The page with the choices of its `srcset`s narrowed to pictures at hand, where it has one of them at hand.

    A browser that saves a page keeps the one picture that it showed, and leaves the others' names in the markup.
    """
    have = {plain(name) for name in held}
    if not have or "srcset" not in page.lower():
        return page
    tags = list(_TAG.finditer(page))
    done: list[str] = []
    last = 0
    for place, tag in enumerate(tags):
        if tag[1] or tag[2].lower() == "picture":
            continue
        shown = tag if tag[2].lower() == "img" else _shown(tags, place)
        fallback = shown is not None and _has(_SRC.search(shown[3]), have, location)
        new = _SET.sub(lambda match, ok=fallback: _narrowed(match, have, location, drop=ok), tag[0])  # type: ignore[misc]
        done += [page[last : tag.start()], new]
        last = tag.end()
    return "".join([*done, page[last:]])


def _shown(tags: list[re.Match[str]], place: int) -> re.Match[str] | None:
    """The `img` of the `picture` in which a `source` stands."""
    for tag in tags[place : place + 20]:
        if tag[2].lower() == "picture":
            return None
        if tag[2].lower() == "img":
            return tag
    return None


def _has(match: re.Match[str] | None, have: set[str], location: str) -> bool:
    return match is not None and plain(known_as(unescape(match[1].strip("\"'")), location)) in have


def _narrowed(match: re.Match[str], have: set[str], location: str, *, drop: bool) -> str:
    said = unescape(match[3].strip("\"'"))[:20_000]
    kept = [m[0] for m in _CANDIDATE.finditer(said) if plain(known_as(m[1], location)) in have]
    if kept:
        text = " ".join(piece if piece.endswith(",") else piece + "," for piece in map(str.strip, kept)).rstrip(",")
        return f'{match[1]}{match[2]}="{text.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
    return "" if drop else match[0]
