"""Inline fragments on their way to paper: links, notes and pictures become what a page can carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from typing import Protocol

from printkit.compose.addresses import breakable, printed, says_itself, target
from printkit.model.blocks import Inline

_BARE = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
THIN_SPACE = "\u2009"


class Apparatus(Protocol):
    """Who numbers the notes of an article: gives the mark for a note or an address, in the order of reading.

    `said` means that the text already says the address. Of a place in another article it gives the box of its page.
    """

    def note(self, number: str) -> str: ...

    def address(self, href: str, *, said: bool = False) -> str: ...

    def page(self, target: str) -> str: ...


class Plates(Protocol):
    """Who places pictures: gives the HTML for one that stands in a line."""

    def inline(self, src: str, alt: str | None) -> str: ...


class Drawer(Protocol):
    """Who draws formulas: gives the HTML for one that stands in a line, or nothing where its source stays."""

    def line(self, source: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What rewriting a fragment needs: the notes, the pictures, and where the links of the issue lead.

    Without a drawer formulas stay as their source. `pages` says that a link to another article has the number of its
    page behind it.
    """

    apparatus: Apparatus
    plates: Plates
    links: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    pages: bool = True
    drawer: Drawer | None = None


_EDGE = "\0"
"""Stands at both ends of words that are printed for a picture: a space, where they would run into another word."""

_TAGS = r"(?:<(?!sup\b)[^>]*>)*"
_EDGES = re.compile(rf"(?<=[\w>])({_EDGE})(?=\w)|({_EDGE})(?={_TAGS}\w)|{_EDGE}")


def rewritten(fragment: str, setting: Setting) -> Inline:
    """The fragment with its links, notes and pictures made ready for paper.

    A space at its end is taken off: the engine breaks the last line early where the words fit but the space does not.
    """
    fragment = fragment.strip()
    if "<" not in fragment and "://" not in fragment:
        return Inline(fragment)
    rewriter = _Rewriter(setting)
    rewriter.feed(fragment)
    rewriter.close()
    return Inline(_EDGES.sub(lambda edge: " " if edge[1] or edge[2] else "", "".join(rewriter.out)))


class _Rewriter(HTMLParser):
    """Copies a fragment tag by tag; a link is closed before and opened after each tag inside it.

    The engine makes an annotation of every box inside a link and tags only the outermost as one, so a link may hold
    nothing but text (ISO 14289-1, 7.18.5).
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(convert_charrefs=False)
        self.setting = setting
        self.out: list[str] = []
        self.href: str | None = None
        self.opening = ""
        self.words: list[str] = []
        self.in_note = 0
        self.marked = -1
        self.formula: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self.in_note:
            self.in_note += tag == "span"
        elif tag == "a":
            self._open_link(said.get("href", ""))
        elif tag == "span" and said.get("class") == "note":
            self.in_note = 1
            self._mark(self.setting.apparatus.note(said.get("data-note", "")))
        elif tag == "code" and said.get("class") == "math":
            self.formula = []
        elif tag == "img":
            shown = self.setting.plates.inline(said.get("src", ""), said.get("alt"))
            self._put(shown if shown.startswith("<") or not shown else f"{_EDGE}{shown}{_EDGE}")
        else:
            self._put(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.in_note:
            self.in_note -= tag == "span"
        elif tag == "a":
            self._close_link()
        elif tag == "code" and self.formula is not None:
            source, self.formula = unescape("".join(self.formula)), None
            drawn = self.setting.drawer.line(source) if self.setting.drawer else ""
            self._put(drawn or f"<code>{escape(source, quote=False)}</code>")
        else:
            self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, data: str) -> None:
        if self.in_note:
            return
        if self.formula is not None:
            self.formula.append(data)
            return
        if self.href is not None:
            self.words.append(data)
        elif "://" in data:
            data = _BARE.sub(lambda found: f'<span class="address">{breakable(found[0])}</span>', data)
        self.out.append(data)

    def _put(self, markup: str) -> None:
        """Markup inside a link parts the link; a piece of link without words is taken out again."""
        if self.href is None:
            self.out.append(markup)
            return
        self._end_piece()
        self.out += [markup, self.opening]

    def _mark(self, mark: str) -> None:
        """A note's mark; two beside each other are kept apart, for 7 and 8 are not 78."""
        if mark and self.marked == len(self.out):
            self.out.append(THIN_SPACE)
        self._put(mark)
        self.marked = len(self.out)

    def _open_link(self, href: str) -> None:
        self._close_link()
        self.href = target(href, self.setting.links, self.setting.origin)
        if self.href is not None:
            self.opening = f'<a href="{escape(self.href)}">'
            self.words = []
            self.out.append(self.opening)

    def _close_link(self) -> None:
        if self.href is None:
            return
        words, href = unescape("".join(self.words)), self.href
        if says_itself(words, href):
            self._break_address()
            self._end_piece()
        else:
            self._end_piece()
        self.href = None
        if href.startswith("printkit:"):
            self._put(self.setting.apparatus.page(href) if self.setting.pages else "")
        elif not href.startswith("#"):
            self._mark(self.setting.apparatus.address(href, said=says_itself(words, href)))

    def _end_piece(self) -> None:
        if self.out[-1] == self.opening:
            self.out.pop()
        elif self.out[-2:-1] == [self.opening] and not unescape(self.out[-1]).strip():
            del self.out[-2]
        else:
            self.out.append("</a>")

    def _break_address(self) -> None:
        start = max(place for place, piece in enumerate(self.out) if piece == self.opening)
        self.out[start] = self.opening.replace("<a ", '<a class="address" ', 1)
        self.out[start + 1 :] = [breakable(piece) for piece in self.out[start + 1 :]]
        self.opening = self.out[start] if start == len(self.out) - 1 else self.opening


def address(href: str) -> str:
    """An address as text on the page."""
    return f'<span class="address">{escape(breakable(printed(href)))}</span>'
