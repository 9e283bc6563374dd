"""The classic editor's text, whose line ends mean something: blank lines part paragraphs, others break the line."""

from __future__ import annotations

import re

from printkit.readers.htmltree.nodes import BLOCKS
from printkit.readers.wxr import shown

_TAG = r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
_ALIGNED = (
    r"(?:<a\b[^<>]*>\s*)?<img\b(?=[^<>]*\bclass\s*=\s*[\"'][^\"'<>]*\balign(?:left|right|center)\b)[^<>]*>(?:\s*</a>)?"
)
_TOKEN = re.compile(
    r"(?P<kept><!--(?:(?!<!--).)*?-->|<(?P<exact>pre|script|style|textarea|svg)\b[^<>]*>(?:(?!<(?P=exact)\b).)*?"
    rf"</(?P=exact)\s*>)|(?P<aligned>{_ALIGNED})|{_TAG}",
    re.DOTALL | re.IGNORECASE,
)
_LINE_END = re.compile(r"((?<![ \t\r])[ \t\r]*\n\s*)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DEEPEST = 20  # elements in one another that go on after a blank line
_VOID = frozenset({"br", "img", "wbr", "input"})


def html(text: str) -> str:
    """The text as HTML: a break for each line end, two for a blank line, none beside an element that stands alone.

    An address on a line of its own becomes what it shows, or a link. A picture that the text flows around stands
    before its paragraph.
    """
    writer = _Writer(text.strip())
    for token in _TOKEN.finditer(writer.text):
        writer.words(writer.last, token.start())
        writer.token(token)
        writer.last = token.end()
    writer.words(writer.last, len(writer.text))
    return "".join(writer.done)


class _Writer:
    """Goes through the text once; `gap` is the break that is due before the next words: 1 a line, 2 a paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = 0
        self.done: list[str] = []
        self._gap = 0
        self._fresh = True
        self._start = 0
        self._inside: list[tuple[str, str]] = []

    def token(self, token: re.Match[str]) -> None:
        if token["kept"]:
            self.done.append(token["kept"])
            if token["exact"] and token["exact"].lower() in {"pre", "textarea"}:
                self._edge()
        elif token["aligned"]:
            self._aside(shown.figure(token["aligned"]))
        elif (name := token["name"].lower()) in BLOCKS:
            self.done.append(token[0])
            self._edge()
        elif name == "br":
            self._due()
            self.done.append("<br>")
            self._gap = -1
        else:
            self._inline(token, name)

    def words(self, start: int, end: int) -> None:
        parts = _LINE_END.split(self.text[start:end])
        for place, part in enumerate(parts):
            if place % 2:
                # Right after a written line break the end of the line says nothing more.
                self._gap = max(self._gap, 2 if part.count("\n") > 1 else 1 if self._gap >= 0 else -1)
            elif part.strip():
                alone = self._alone(place > 0 or self._fresh, place < len(parts) - 1 or self._stands_alone(end))
                self._write(part, alone=alone)
            elif part and not self._fresh and self._gap <= 0:
                self.done.append(part)

    def _alone(self, begins: bool, ends: bool) -> bool:
        return begins and ends and not self._inside

    def _stands_alone(self, end: int) -> bool:
        token = _TOKEN.match(self.text, end)
        return token is None or (bool(token["name"]) and token["name"].lower() in BLOCKS)

    def _write(self, words: str, *, alone: bool) -> None:
        address = _ADDRESS.fullmatch(words.strip()) if alone else None
        if address and shown.is_embedded(address[0]):
            self.done.append(shown.frame(address[0].replace("&amp;", "&")))
            self._edge()
            return
        self._due()
        self.done.append(f'<a href="{address[0]}">{address[0]}</a>' if address else words)
        self._fresh = False

    def _inline(self, token: re.Match[str], name: str) -> None:
        if token["end"]:
            if name in (opened for opened, _ in self._inside):
                while self._inside.pop()[0] != name:
                    pass
            self.done.append(token[0])
            return
        self._due()
        self.done.append(token[0])
        self._fresh = False
        if name not in _VOID and not token[0].endswith("/>"):
            self._inside.append((name, token[0]))

    def _due(self) -> None:
        """Writes the break that is due, and carries what stands open in the line over to the next paragraph."""
        if self._gap > 0 and not self._fresh:
            over = self._inside[-_DEEPEST:] if self._gap > 1 else []
            self.done += [f"</{name}>" for name, _ in reversed(over)]
            self.done.append("<br><br>\n" if self._gap > 1 else "<br>\n")
            if self._gap > 1:
                self._start = len(self.done)
            self.done += [re.sub(r"\sid\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", opening) for _, opening in over]
        self._gap = 0

    def _edge(self) -> None:
        self._gap, self._fresh, self._start = 0, True, len(self.done)

    def _aside(self, figure: str) -> None:
        """A picture beside the text: before the paragraph that it stands in."""
        if self._fresh or self._gap > 1:
            self.done.append(figure)
            self._edge()
        else:
            self.done.insert(self._start, figure)
            self._start += 1
