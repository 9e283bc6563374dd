"""The apparatus of an article: its own notes and the addresses of its links, numbered in one sequence."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

from printkit.compose.addresses import page_of, printed
from printkit.compose.inline import Setting, address, rewritten
from printkit.model.blocks import Block, Inline, Paragraph
from printkit.model.words import SAMPLE

FIGURES = 2.9
"""How many noughts the box of a page number has room for: two figures stand easily in it, three closely, four just."""

_VIRAMA = 9
"""The class of the marks that take a letter's vowel away (Unicode, canonical combining classes)."""


@dataclass(frozen=True, slots=True)
class EndNote:
    """A note that stands at the end of the article: blocks of the author's, or an address."""

    number: int
    blocks: tuple[Block, ...] = ()
    href: str = ""


@dataclass(slots=True)
class Notes:
    """Numbers notes and addresses as the text is read, and gives the mark that stands in the text.

    `links` is foot, end, qr, inline or none and says where addresses go; the author's notes go to the foot, or to the
    end where addresses go there, so that one sequence stands in one place. Codes stand below the block that names
    them. A note that holds more than paragraphs cannot stand inside a line, which is where a footnote begins; it goes
    to the end. Without a `foot` all notes do: browsers have none.
    """

    bodies: Mapping[str, tuple[Block, ...]]
    links: str = "foot"
    page_word: str = "page"
    foot: bool = True
    setting: Setting | None = None
    ends: list[EndNote] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    _uncoded: list[tuple[int, str]] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, number: str) -> str:
        """The mark of one of the author's notes, with its words where they stand at the foot."""
        body = self.bodies.get(number, ())
        if not body:
            return ""
        known, place = self._number("note", number)
        text = self._flat(body) if self.foot and self.links != "end" else None
        if text is None:
            return self._at_end(EndNote(place, body), known)
        return _again(place) if known else _foot(place, text)

    def address(self, href: str, *, said: bool = False) -> str:
        """What stands behind a link's words: a mark, the address itself, or nothing; where it is said only its code."""
        if self.links == "inline" and not said:
            return f" ({address(href)})"
        if self.links not in ("foot", "end", "qr") or (said and self.links != "qr"):
            return ""
        known, place = self._number("address", printed(href))
        if self.links == "qr":
            self._uncoded += [] if known else [(place, href)]
            return f'<sup class="call"><a href="#code-{place}">{place}</a></sup>'
        if self.links == "end" or not self.foot:
            return self._at_end(EndNote(place, href=href), known)
        return _again(place) if known else _foot(place, address(href))

    def uncoded(self) -> tuple[tuple[int, str], ...]:
        """The links, by number, that wait for their codes to be set below what was read last."""
        waiting = tuple(self._uncoded)
        self._uncoded.clear()
        return waiting

    def page(self, target: str) -> str:
        """The box behind the words of a link to another article, which binding fills with the number of its page.

        It shows every figure, so that binding has their glyphs in the face and size of the text around it. Its
        letters are drawn so near to each other that all of them take the room of a number.
        """
        said = f"({self.page_word}\u00a0{SAMPLE})"
        self.rules[".see-page"] = f"letter-spacing: {-(len(SAMPLE) - FIGURES) / _places(said):.4f}ch"
        return f' <a class="see-page" href="{escape(page_of(target))}">{said}</a>'

    def inside(self) -> Setting:
        """The setting for the words of a note: a link in a note has its address beside it, for notes do not nest."""
        if self.setting is None:
            raise ValueError("notes are set before their setting is known")
        links = "none" if self.links == "none" else "inline"
        return replace(self.setting, apparatus=_Within(self, links))

    def mark(self, number: str) -> str:
        """The mark of a note that another note names: its number, where it has one already."""
        place = self._numbers.get(("note", number))
        return _again(place) if place else ""

    def _number(self, kind: str, key: str) -> tuple[bool, int]:
        known = (kind, key) in self._numbers
        return known, self._numbers.setdefault((kind, key), len(self._numbers) + 1)

    def _flat(self, body: tuple[Block, ...]) -> Inline | None:
        texts = [block.text for block in body if isinstance(block, Paragraph)]
        if len(texts) < len(body):
            return None
        return Inline("<br>".join(rewritten(text, self.inside()) for text in texts))

    def _at_end(self, note: EndNote, known: bool) -> str:
        if not known:
            self.ends.append(note)
        name = "" if known else f' id="call-{note.number}"'
        return f'<sup class="call"><a href="#note-{note.number}"{name}>{note.number}</a></sup>'


@dataclass(frozen=True, slots=True)
class _Within:
    """The apparatus inside a note."""

    notes: Notes
    links: str

    def note(self, number: str) -> str:
        return self.notes.mark(number)

    def address(self, href: str, *, said: bool = False) -> str:
        return f" ({address(href)})" if self.links == "inline" and not said else ""

    def page(self, target: str) -> str:
        return self.notes.page(target)


def _foot(number: int, text: str) -> str:
    # The engine's own counter would count the same, but a later mark must say the number and not only mean it.
    return f'<span class="footnote" data-number="{escape(str(number))}">{text}</span>'


def _again(number: int) -> str:
    return f'<sup class="call">{number}</sup>'


def _places(said: str) -> int:
    """How many letters of a text stand beside each other; a mark stands on one, and a virama joins two."""
    joined = (unicodedata.combining(before) == _VIRAMA for before in f" {said}")
    return sum(
        not (is_joined or unicodedata.category(letter).startswith("M"))
        for letter, is_joined in zip(said, joined, strict=False)
    )
