"""Which text of a page is the article: trafilatura says so, and says it in plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from printkit.readers.web import finder
from printkit.readers.web.page import Page

SHINGLE = 3
_MANY = 6000  # blocks
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{_CJK}]|[^\\W{_CJK}]+")

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The article's text as trafilatura has it: its lines, whole, and its shingles of three words."""

    text: str
    lines: frozenset[str]
    shingles: frozenset[Shingle]

    def share(self, words: list[str]) -> float:
        """How much of these words stands in the text: 0 to 1; words too few for shingles must be a whole line."""
        if len(words) <= SHINGLE:
            return 1.0 if " ".join(words) in self.lines else 0.0
        own = list(shingles(words))
        return sum(shingle in self.shingles for shingle in own) / len(own)


def words(text: str) -> list[str]:
    """The words of a text as they are compared: case folded, marks left out, a CJK letter a word."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold())


def shingles(of: list[str]) -> Iterator[Shingle]:
    """Every three words that follow each other."""
    return zip(of, of[1:], of[2:], strict=False)


def chosen(page: Page) -> Chosen:
    """What trafilatura takes for the article's text; nothing where it finds none."""
    # Its second opinion compares every block with every other: on a page of very many it is not asked for one.
    many = sum(1 for _ in page.tree.iter("p", "div", "li", "td", "br")) > _MANY
    text = finder.text(page.tree, fast=many)
    lines = [words(line) for line in text.split("\n")]
    # Across line ends too: where the page has one block, the plain text may have several lines.
    flat = [word for line in lines for word in line]
    return Chosen(text, frozenset(" ".join(line) for line in lines if line), frozenset(shingles(flat)))
