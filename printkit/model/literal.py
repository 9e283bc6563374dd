"""Words kept from being read as markup: the signs of Markdown escaped, and nothing else changed."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_~\[\]<&]")
_PLAIN = re.compile(r"[\\`*~\[\]<&]|(?<!\w)_|_(?!\w)")
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"^( {0,3})([#>+:|=-])", re.MULTILINE)
_NUMBER = re.compile(r"^( {0,3}\d{1,9})([.)])", re.MULTILINE)


def text(words: str) -> str:
    """Plain words as one line of Markdown that reads as them, letter for letter."""
    escaped = _PLAIN.sub(lambda match: f"\\{match[0]}", words)
    return opening(escaped)


def html(fragment: str) -> str:
    """A piece of HTML as Markdown: its tags and entities stand, its words are no Markdown."""
    pieces, last = [], 0
    for tag in _TAG.finditer(fragment):
        pieces += [_signs(fragment[last : tag.start()]), tag[0]]
        last = tag.end()
    return opening("".join([*pieces, _signs(fragment[last:])]))


def opening(markdown: str) -> str:
    """Lines kept from beginning a list, a heading, a quote or a rule."""
    return _OPENING.sub(r"\1\\\2", _NUMBER.sub(r"\1\\\2", markdown))


def _signs(words: str) -> str:
    return _INLINE.sub(lambda match: match[0] if match[0] in "<&" else f"\\{match[0]}", words)
