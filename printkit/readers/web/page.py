"""A page as a tree: parsed within limits, with what is never read taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import lxml.html
from lxml import etree

from printkit.errors import Note, ReadError
from printkit.readers.htmltree import guard

LIMIT = 10_000_000
"""Characters of markup in a page, its scripts, style sheets and pictures inside not counted."""
SOURCE_LIMIT = 40_000_000
"""Bytes of a page with all of that."""
ELEMENTS = 150_000

Element: TypeAlias = etree._Element

_HEAVY = re.compile(r"<(style|script)(?=[\s>/])[^<>]{0,500}>|<!--", re.I)
_DATA_PICTURE = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s%]{2000000,}", re.I)
_HEAD = 20_000  # letters in which the comment of a saved page stands
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}saved from url=\(\d{1,9}\)(https?://[^\s>]{1,4000})\s{0,9}-->|"
    r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s>]{1,4000})",
    re.I,
)
_IN_LINE = re.compile(r"</?(?:font|span|b|i|u|big|small|center|tt)\b[^<>]*>", re.I)
_TEXT_ONLY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree, where it lies, and the address from which a browser says that it saved it."""

    tree: Element
    location: str
    findings: tuple[Note, ...] = ()
    saved_from: str = ""


def parse(text: str, location: str) -> Page:
    """The tree of a page. Raises ReadError for what is no page: too large, nested too deep, binary, empty."""
    markup = _light(text, location)
    _check_text(markup, location)
    tree, deep = _tree(markup)
    if deep:
        tree, deep = _tree(_IN_LINE.sub("", markup))
    if deep:
        hint = "look for an element that is never closed"
        raise ReadError("the page's markup is nested more than 255 deep", where=location, hint=hint)
    if tree is None:
        raise ReadError("the page is empty", where=location)
    if sum(1 for _ in tree.iter()) > ELEMENTS:
        raise ReadError(f"the page has more than {ELEMENTS} elements", where=location)
    return Page(tree, location, saved_from=_saved_from(text))


def _saved_from(text: str) -> str:
    """The address in the comment that a browser, or SingleFile, leaves in a page that it saves."""
    found = _SAVED_FROM.search(text[:_HEAD])
    return (found[1] or found[2]) if found else ""


def _light(text: str, location: str) -> str:
    if len(text) > SOURCE_LIMIT:
        raise ReadError(
            f"the page has {len(text) // 1_000_000} million characters", where=location, hint="is it a page?"
        )
    if len(text) <= LIMIT:
        return text
    text = _DATA_PICTURE.sub("", _without_scripts(text))
    if len(text) > LIMIT:
        raise ReadError(
            f"the page has {len(text) // 1_000_000} million characters without its scripts and styles",
            where=location,
            hint="is it one article?",
        )
    return text


def _without_scripts(text: str) -> str:
    """The markup without scripts, style sheets and comments; what the page says of itself in JSON-LD stays."""
    lowered = text.lower() if text.isascii() else "".join(char.lower() if char < "\x80" else char for char in text)
    done: list[str] = []
    start = 0
    while opening := _HEAVY.search(text, start):
        end_mark = f"</{opening[1].lower()}" if opening[1] else "-->"
        end = lowered.find(end_mark, opening.end())
        if end < 0:
            break
        kept = opening.start() if "ld+json" not in opening[0].lower() else end
        done.append(text[start:kept])
        start = end if opening[1] else end + 3
    return "".join([*done, text[start:]])


def _check_text(markup: str, location: str) -> None:
    head = markup[:20_000]
    odd = len(_TEXT_ONLY.findall(head)) + head.count("\ufffd")
    if odd * 20 > len(head):
        raise ReadError("this is no page of text but binary data", where=location, hint="what does it open in?")
    if not markup.strip():
        raise ReadError("the page is empty", where=location)


def _tree(markup: str) -> tuple[Element | None, bool]:
    """The tree, and whether the parser gave up because it is nested too deep."""
    parser = lxml.html.HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(guard.clean(markup).encode(), parser=parser)
    except etree.ParserError:
        return None, False
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return tree, deep
