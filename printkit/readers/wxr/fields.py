"""One item of an export as WordPress wrote it: its fields by name, out of XML that may be damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from printkit.errors import ReadError

DEPTH = 30

_CDATA = re.compile(r"<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
_FIELD = re.compile(
    r"<((?:wp|content|excerpt|dc):[\w-]+|title|link|pubDate|category)\b((?:\s[^<>]*)?)(?:/>|>((?:(?!<\1[\s>]).)*?)</\1\s*>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_GROUPS = frozenset({"wp:postmeta", "wp:comment", "wp:author", "wp:category", "wp:tag", "wp:term", "wp:termmeta"})
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Element:
    """One element, by the prefix that WordPress writes; `text` is all the text that stands in it directly."""

    name: str
    attrs: Mapping[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def say(self, name: str) -> str:
        """The text of the first child of this name, without white space at its ends."""
        return next((child.text.strip() for child in self.children if child.name == name), "")

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names."""
        return (child for child in self.children if child.name in names)


def element(xml: str) -> tuple[Element, str]:
    """The outermost element of a piece of XML, and what is wrong with it; empty where nothing is.

    A damaged piece is read for the fields that can still be told apart. Raises ReadError for one nested over 30 deep.
    """
    clean = _NO_XML.sub("", xml)
    fault = "it holds characters that XML has no place for" if len(clean) < len(xml) else ""
    builder = _Builder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(clean.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return _Scanned(clean).whole(), f"its XML is damaged: {expat.ErrorString(error.code)}"
    return builder.root, fault


class _Builder:
    """Takes the parser's events; `root` is the outermost element."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._words: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._flush()
        if len(self._open) > DEPTH:
            raise ReadError(f"the XML is nested more than {DEPTH} deep")
        made = Element(name, attrs)
        if len(self._open) == 1 and not self.root.name:
            self.root = made
        else:
            self._open[-1].children.append(made)
        self._open.append(made)

    def data(self, words: str) -> None:
        self._words.append(words)

    def end(self, _: str) -> None:
        self._flush()
        self._open.pop()

    def _flush(self) -> None:
        if self._words:
            self._open[-1].text += "".join(self._words)
            self._words.clear()


class _Scanned:
    """What can be told of a damaged element by its tags alone, as WordPress's own importer does."""

    def __init__(self, xml: str) -> None:
        self._xml = xml

    def whole(self) -> Element:
        """An element with the fields that have a beginning and an end."""
        return Element("item", {}, children=list(self._fields(self._xml)))

    def _fields(self, xml: str) -> Iterator[Element]:
        for match in _FIELD.finditer(xml):
            name, said, inner = match[1], match[2], match[3] or ""
            attrs = {key: unescape(double or single) for key, double, single in _ATTRIBUTE.findall(said)}
            if name in _GROUPS:
                yield Element(name, attrs, children=list(self._fields(inner)))
            else:
                yield Element(name, attrs, _words(inner))


def _words(inner: str) -> str:
    """The text of a field: one section of CDATA from end to end, or sections among escaped text."""
    bare = inner.strip()
    if bare.startswith("<![CDATA[") and bare.endswith("]]>"):
        return bare[len("<![CDATA[") : -len("]]>")].replace("]]]]><![CDATA[>", "]]>")
    pieces: Sequence[str] = _CDATA.split(inner)
    return "".join(piece if place % 2 else unescape(piece) for place, piece in enumerate(pieces))
