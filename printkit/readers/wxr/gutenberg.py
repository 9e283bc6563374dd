"""The block editor's text: its comments go, and what they mean stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from printkit.readers.wxr import brackets, classic, shown
from printkit.readers.wxr.desk import Desk

_BLOCK = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s+(?P<said>\{(?:(?!<!--|-->).)*?\}\s+)?(?P<alone>/)?-->",
    re.DOTALL,
)
_WRAPPED = re.compile(
    r"(?:<div class=\"wp-block-embed__wrapper\">)?\s*(https?://[^\s<>\"]+)\s*(?:</div>)?", re.IGNORECASE
)
_FIGCAPTION = re.compile(r"<figcaption\b[^<>]*>((?:(?!<figcaption\b).)*?)</figcaption\s*>", re.DOTALL | re.IGNORECASE)
_VERSE = re.compile(r"<pre\b[^<>]*>((?:(?!<pre\b).)*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
_LINE_END = re.compile(r"[ \t]*\n")
_BACKGROUND = re.compile(r"background-image\s*:\s*url\((?:&quot;|[\"'])?([^\"'()]+?)(?:&quot;|[\"'])?\)", re.IGNORECASE)
_DOWNLOAD = re.compile(r"<a\b[^<>]*\bwp-block-file__button\b[^<>]*>(?:(?!<a\b).)*?</a\s*>", re.DOTALL)
_PLAYED = re.compile(r"<(video|audio)\b[^<>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^<>]*>", re.IGNORECASE)
_DEEPEST = 5  # reusable blocks in one another
_NESTED = 60  # blocks in one another; what is nested deeper keeps its markup and no more

# What WordPress fills in when the page is shown: there is nothing of it in the export.
_DYNAMIC = frozenset(
    (
        *("archives", "calendar", "categories", "latest-comments", "latest-posts", "loginout", "page-list", "query"),
        *("query-pagination", "rss", "search", "site-logo", "site-tagline", "site-title", "social-links", "tag-cloud"),
        *("navigation", "avatar", "comments", "post-author", "post-comments", "post-content", "post-date"),
        *("post-excerpt", "post-featured-image", "post-navigation-link", "post-template", "post-terms", "post-title"),
    )
)


@dataclass(slots=True)
class _Open:
    """A block that stands open, and what has come in it so far."""

    name: str
    said: Mapping[str, object]
    pieces: list[str] = field(default_factory=list)


def is_blocks(text: str) -> bool:
    """Whether a text is the block editor's."""
    return "<!-- wp:" in text


def html(text: str, desk: Desk, *, depth: int = 0) -> str:
    """The text as HTML; what stands between blocks is the classic editor's."""
    stack = [_Open("", {})]
    last = 0
    for mark in _BLOCK.finditer(text):
        _words(stack[-1], text[last : mark.start()])
        last = mark.end()
        name = mark["name"].removeprefix("core/")
        if mark["end"]:
            if any(block.name == name for block in stack[1:]):
                while _close(stack, desk, depth) != name:
                    pass
        elif len(stack) < _NESTED:
            stack.append(_Open(name, _said(mark["said"] or "")))
            if mark["alone"]:
                _close(stack, desk, depth)
    _words(stack[-1], text[last:])
    while len(stack) > 1:
        _close(stack, desk, depth)
    return "".join(stack[0].pieces)


def _words(block: _Open, piece: str) -> None:
    if block.name in {"", "freeform"}:
        piece = classic.html(piece) if piece.strip() else ""
    if piece:
        block.pieces.append(piece)


def _close(stack: list[_Open], desk: Desk, depth: int) -> str:
    """Ends the innermost block and hands what it means to the one around it; its name."""
    block = stack.pop()
    inner = "".join(block.pieces)
    stack[-1].pieces.append(_meaning(block, inner, desk, depth))
    return block.name


def _said(written: str) -> Mapping[str, object]:
    try:
        found = json.loads(written) if written.strip() else {}
    except (ValueError, RecursionError):  # attributes that a plugin wrote badly; the markup says most of it again
        return {}
    return found if isinstance(found, dict) else {}


def _meaning(block: _Open, inner: str, desk: Desk, depth: int) -> str:
    if block.name == "block":
        return _reused(block, desk, depth)
    if block.name in _DYNAMIC and not shown.words(inner):
        desk.tell("source.dynamic", f"a block that WordPress fills when the page is shown was left out: {block.name}")
        return ""
    if block.name == "embed" or block.name.startswith("core-embed/"):
        return _embed(block, inner)
    known = _TABLE.get(block.name)
    return known(inner) if known else inner


def _reused(block: _Open, desk: Desk, depth: int) -> str:
    """A block that is kept apart and shown in many posts."""
    kept = desk.site.blocks.get(str(block.said.get("ref", "")))
    if kept is None or depth >= _DEEPEST:
        desk.say("source.reusable", f"a reusable block that the export does not hold: {block.said.get('ref', '')}")
        return ""
    return html(brackets.translate(kept, desk), desk, depth=depth + 1)


def _embed(block: _Open, inner: str) -> str:
    said = block.said.get("url")
    match = _WRAPPED.search(inner)
    address = match[1].replace("&amp;", "&") if match else said if isinstance(said, str) else ""
    if not address.lower().startswith(("http://", "https://")):
        return inner
    return _titled(shown.frame, address, inner)


def _titled(make: Callable[[str, str], str], address: str, inner: str) -> str:
    """Something played, its caption as its title; one that says more than words stays a caption."""
    caption = _FIGCAPTION.search(inner)
    if caption is None:
        return make(address, "")
    if "<a" not in caption[1].lower():
        return make(address, caption[1])
    return shown.figure(make(address, ""), caption[1])


def _played(inner: str) -> str:
    match = _PLAYED.search(inner)
    if match is None:
        return inner
    kind = match[1].lower()
    return _titled(lambda address, title: shown.player(kind, address, title), match[2].replace("&amp;", "&"), inner)


def _verse(inner: str) -> str:
    """Lines of verse: paragraphs of broken lines, and no listing."""
    match = _VERSE.search(inner)
    if match is None:
        return inner
    lines = _LINE_END.sub("<br>", match[1].strip())
    return f"<p>{lines}</p>"


def _cover(inner: str) -> str:
    """Words upon a picture: the picture, then the words."""
    match = _BACKGROUND.search(inner)
    return f'<figure><img src="{escape(match[1].strip())}"></figure>{inner}' if match else inner


def _file(inner: str) -> str:
    return _DOWNLOAD.sub("", inner)


def _nothing(_: str) -> str:
    return ""


_TABLE: dict[str, Callable[[str], str]] = {
    "gallery": shown.of_markup,
    **dict.fromkeys(("video", "audio"), _played),
    "verse": _verse,
    "cover": _cover,
    "file": _file,
    **dict.fromkeys(("more", "nextpage", "spacer", "footnotes"), _nothing),
}
