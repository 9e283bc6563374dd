"""A page as a tree: parsed within limits, with what is never read taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import lxml.html
from lxml import etree

from printkit.errors import Note, ReadError
from printkit.readers.htmltree import formulas, guard
from printkit.readers.web import typed

_MILLION = 1_000_000
LIMIT = 10_000_000
"""Characters of markup in a page, its scripts, style sheets and pictures inside not counted."""
SOURCE_LIMIT = 64_000_000
"""Characters of a page with all of that."""
ELEMENTS = 150_000

Element: TypeAlias = etree._Element

_HEAVY = re.compile(r"<(style|script|svg)(?=[\s>/])[^<>]{0,500}>|<!--", re.I)
_ENDS = {name: re.compile(f"</{name}" if name else "-->", re.I) for name in ("style", "script", "svg", "")}
_LONGEST_SAID = 2_000_000  # letters of a script in which a page speaks of itself
# What programs hide in attributes; a picture's own address is short, or was taken out of the page before.
_LONG_VALUE = re.compile(r"""(<[a-z][^<>]{0,2000}?\s[\w:.-]{1,100}\s?=\s?)(?:"[^"]{50000,}+"|'[^']{50000,}+')""", re.I)
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
    if formulas.hinted(markup):
        formulas.settle(tree)
    typed.settle(tree)
    return Page(tree, location, saved_from=_saved_from(text))


def _saved_from(text: str) -> str:
    """The address in the comment that a browser, or SingleFile, leaves in a page that it saves."""
    found = _SAVED_FROM.search(text[:_HEAD])
    return (found[1] or found[2]) if found else ""


def _light(text: str, location: str) -> str:
    """The markup without what only weighs, where it weighs too much to be read with all of it."""
    if len(text) <= LIMIT:
        return text
    whole = f"a page of {len(text) // _MILLION} million characters"
    hint = f"an article may have {LIMIT // _MILLION} million of them, scripts, styles and pictures not counted"
    if len(text) > SOURCE_LIMIT:
        said = f"{whole}: more than {SOURCE_LIMIT // _MILLION} million are not looked at"
        raise ReadError(said, where=location, hint=hint)
    text = _LONG_VALUE.sub(r'\1""', _DATA_PICTURE.sub("", _without_scripts(text)))
    if len(text) > LIMIT:
        said = f"{whole}, {len(text) // _MILLION} million of them text and its markup: too many for one article"
        raise ReadError(said, where=location, hint=hint)
    return text


def _without_scripts(text: str) -> str:
    """The markup without scripts, style sheets, drawings and comments; what a page says of itself in JSON-LD stays."""
    done: list[str] = []
    start = 0
    while opening := _HEAVY.search(text, start):
        ending = _ENDS[(opening[1] or "").lower()].search(text, opening.end())
        if ending is None:
            break
        end = ending.start()
        says = "ld+json" in opening[0].lower() and end - opening.end() < _LONGEST_SAID
        kept = end if says else opening.start()
        done.append(text[start:kept])
        # The end tag stays behind what it ended; alone it says nothing.
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
    # lxml would else ask a function of Python which class an element has, each time that one is looked at.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    try:
        tree = lxml.html.document_fromstring(guard.clean(markup).encode(), parser=parser)
    except etree.ParserError:
        return None, False
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return tree, deep
