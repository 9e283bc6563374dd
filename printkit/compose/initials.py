"""The large first letter of a text, marked so that a style sheet can set it across several lines."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from printkit.model.blocks import Inline, plain

LEAST = 180
"""Letters that a paragraph has at least to stand beside a letter of three lines."""

_START = re.compile(r"((?:<[a-z][^>]*>)*)((?:&\\w+;|[“”„«»‘’‚‹›\"'¿¡(\[—–-]){0,2})([^<&\s])([\u0300-\u036f]*)")
_OUTSIDE = re.compile(r"<(?:a|img|span|code|kbd|samp|sup|sub|small|ruby|br)\b")
_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ", "ARMENIAN ", "GEORGIAN ", "DIGIT ")
"""Alphabets whose letters stand by themselves: none that join, stack, or fill a square."""


def dropped(fragment: Inline) -> Inline:
    """The fragment with its first letter in `<span class="drop">`, the quotation mark before it with it.

    A short text, and one that begins with a link, a picture or a letter of another kind of script, is left as it is.
    """
    found = _START.match(fragment)
    if not found or _OUTSIDE.search(found[1]) or len(plain(fragment)) < LEAST:
        return fragment
    tags, quote, letter, marks = found.groups()
    if not unicodedata.name(letter, "").startswith(_SCRIPTS) or len(unescape(quote)) > 1:
        return fragment
    initial = f'<span class="drop">{quote}{letter}{marks}</span>'
    return Inline(f"{tags}{initial}{fragment[found.end() :]}")
