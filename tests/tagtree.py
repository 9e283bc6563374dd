"""Reads the words off a PDF's tag tree with pikepdf, so that what we bound is judged by another implementation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page

_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_JOINED = str.maketrans("", "", "\u00ad\u2010")


@dataclass
class Element:
    """One structure element: its type, title, language, and its children and text in reading order."""

    kind: str
    title: str = ""
    lang: str = ""
    alt: str = ""
    kids: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """The text below, without that of elements of the kinds named."""
        if self.kind in without:
            return ""
        return "".join(kid if isinstance(kid, str) else kid.text(without=without) for kid in self.kids)


def letters(text: str) -> str:
    """A text for comparing: NFKC, without white space and without the hyphens that lines break at."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_JOINED).split())


def documents(path: Path) -> list[Element]:
    """The top elements of the tree of a PDF, their text read from the page contents."""
    with pikepdf.open(path) as pdf:
        marked = {page.obj.objgen: _marked(page) for page in pdf.pages}
        root = pdf.Root.StructTreeRoot
        return [_element(kid, None, marked) for kid in _kids(root)]


def articles(path: Path) -> dict[str, Element]:
    """The Art elements of a PDF by their title."""
    return {element.title: element for top in documents(path) for element in top.walk() if element.kind == "Art"}


def _element(node: Any, page: tuple[int, int] | None, marked: dict[tuple[int, int], dict[int, str]]) -> Element:
    made = Element(
        str(node.S)[1:], str(node.get(Name.T, "")), str(node.get(Name.Lang, "")), str(node.get(Name.Alt, ""))
    )
    own = node.Pg.objgen if Name.Pg in node else page
    for kid in _kids(node):
        if isinstance(kid, int):
            made.kids.append(marked[own][kid] if own else "")
        elif Name.S in kid:
            made.kids.append(_element(kid, own, marked))
        elif kid.get(Name.Type) == Name.MCR:
            place = kid.Pg.objgen if Name.Pg in kid else own
            made.kids.append(marked[place][int(kid.MCID)] if place else "")
    return made


def _kids(node: Any) -> list[Any]:
    kids = node.get(Name.K)
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _marked(page: Page) -> dict[int, str]:
    """The text of each marked content sequence of a page, by its MCID."""
    texts: dict[int, str] = {}
    maps = {name: _to_unicode(font) for name, font in page.resources.get(Name.Font, {}).items()}
    inside: list[int | None] = []
    tags: list[tuple[str, bool]] = []
    font: dict[int, str] = {}
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        name = str(operator)
        if name in {"BDC", "BMC"}:
            number = operands[1].get(Name.MCID) if name == "BDC" and isinstance(operands[1], Dictionary) else None
            actual = operands[1].get(Name.ActualText) if name == "BDC" and isinstance(operands[1], Dictionary) else None
            inside.append(int(number) if number is not None else None)
            tags.append((str(operands[0]), actual is not None))
            now = next((mcid for mcid in reversed(inside) if mcid is not None), None)
            if now is not None and actual is not None:
                texts[now] += str(actual)
            if number is not None:
                texts.setdefault(int(number), "")
        elif name == "EMC":
            inside.pop()
            tags.pop()
        elif name == "Tf":
            font = maps.get(str(operands[0]), {})
        elif name in {"Tj", "TJ"}:
            now = next((mcid for mcid in reversed(inside) if mcid is not None), None)
            if now is not None and not any(said for _, said in tags):
                backwards = any(tag == "/ReversedChars" for tag, _ in tags)
                texts[now] += _shown(operands[0], font, backwards=backwards)
    return texts


def _shown(operand: object, font: dict[int, str], *, backwards: bool = False) -> str:
    pieces = operand if isinstance(operand, Array) else [operand]
    texts = []
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            data = bytes(piece)
            texts += [font.get(data[i] << 8 | data[i + 1], "") for i in range(0, len(data) - 1, 2)]
    return "".join(texts[::-1] if backwards else texts)


def _to_unicode(font: Any) -> dict[int, str]:
    if Name.ToUnicode not in font:
        return {}
    data = font.ToUnicode.read_bytes()
    body = data.split(b"endcodespacerange")[-1]
    return {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in _CHAR.findall(body)}
