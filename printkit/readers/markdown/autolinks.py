"""Bare addresses in running text become links, as on GitHub: https://example.org, www.example.org, a@example.org."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?<![\w+.-])https?\Z", re.IGNORECASE)
_REST = re.compile(r"://[^\s<>\[\]\"`\\]+")
_BARE = re.compile(
    r"(?<![\w./@+:-])(?:www\.[^\s<>\[\]\"`\\]+\.[^\s<>\[\]\"`\\]+|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)"
)
_ENTITY = re.compile(r"&#?\w{1,31};")
_TAIL = re.compile(r"(?:[?!.,:;*_~'’”]|&[A-Za-z0-9]+;)\Z")


def extend(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.inline.ruler.push("bare_address", _address)
    parser.core.ruler.push("bare_names", _names)


def _address(state: StateInline, silent: bool) -> bool:
    """`https://...`, found at its colon, before emphasis can take the underscores in it."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    rest = _REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None or len(trimmed := _without_tail(rest[0])) <= len("://"):
        return False
    if not silent:
        if not state.pending.endswith(scheme[0]):
            return False
        state.pending = state.pending[: -len(scheme[0])]
        address = scheme[0] + _ENTITY.sub(lambda match: unescape(match[0]), trimmed)
        for token in _link(address, address):
            state.push(token.type, token.tag, token.nesting)
            state.tokens[-1].attrs, state.tokens[-1].content = token.attrs, token.content
            state.tokens[-1].info = token.info
    state.pos += len(trimmed)
    return True


def _without_tail(address: str) -> str:
    """The address without the punctuation that ends the sentence, and without a bracket it did not open."""
    while True:
        shorter = _TAIL.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _link(address: str, words: str) -> tuple[Token, Token, Token]:
    return (
        Token("link_open", "a", 1, attrs={"href": address}, info="auto"),
        Token("text", "", 0, content=words),
        Token("link_close", "a", -1, info="auto"),
    )


def _names(state: StateCore) -> None:
    """`www.` names and mail addresses, in the text that is left."""
    for token in state.tokens:
        if token.type == "inline" and token.children and ("www." in token.content or "@" in token.content):
            token.children = list(_linked(token.children))


def _linked(children: Sequence[Token]) -> Iterator[Token]:
    inside = 0
    for child in children:
        if child.type in {"link_open", "link_close"}:
            inside += child.nesting
        elif child.type == "html_inline" and child.content[:3].lower() in {"<a ", "</a"}:
            inside = 0 if child.content.startswith("</") else 1
        if child.type == "text" and not inside:
            yield from _split(child)
        else:
            yield child


def _split(text: Token) -> Iterator[Token]:
    start = 0
    for match in _BARE.finditer(text.content):
        words = _without_tail(match[0])
        scheme = "http://" if words.startswith("www.") else "mailto:"
        yield Token("text", "", 0, content=text.content[start : match.start()])
        yield from _link(scheme + words, words)
        start = match.start() + len(words)
    yield Token("text", "", 0, content=text.content[start:]) if start else text
