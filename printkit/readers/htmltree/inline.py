"""The words of one block as a safe fragment: allowed elements only, white space as HTML prints it, all escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from printkit.model.blocks import EMPTY, Inline
from printkit.readers.htmltree import punctuation
from printkit.readers.htmltree.desk import Desk, direction_of, language
from printkit.readers.htmltree.images import source
from printkit.readers.htmltree.nodes import SILENT, Child, Node, classes

# fmt: off
KEPT = frozenset({
    "em", "strong", "a", "code", "kbd", "samp", "var", "mark", "s", "ins", "sup", "sub", "small", "cite", "abbr",
    "q", "time", "ruby", "rt", "bdi",
})
# fmt: on
MAPPED = {
    "b": "strong",
    "i": "em",
    "u": "em",
    "dfn": "em",
    "strike": "s",
    "del": "s",
    "tt": "code",
    "acronym": "abbr",
    "bdo": "bdi",
}
LITERAL = "literal"
"""The element in which `markdown` hands on a character that was escaped: smart punctuation leaves it alone."""

NOTE_MARK = "note-mark"
"""The element in which `markdown` hands on a note's mark, its number in `n`."""

_LETTER_BY_LETTER = frozenset({"code", "kbd", "samp", "var"})
_ATTRIBUTES = {"time": "datetime", "abbr": "title"}
# White space that is not one space already.
_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
_LINE_END = re.compile(r"[ \t]*[\n\r\f][ \t\n\r\f]*")
_EDGES = re.compile(r"\A(?:<br>)+|(?:<br>)+\Z")
_SMALL_CAPS = frozenset({"small-caps", "smallcaps", "smcp", "sc"})


@dataclass(slots=True)
class _Piece:
    """A stretch of words, or one tag."""

    text: str
    kind: str = "words"  # words | code | literal | open | close | break | mark
    lang: str = ""


def inline(children: Sequence[Child], desk: Desk) -> Inline:
    """The children as one line of text; empty where nothing is printed. Their anchors wait for the block."""
    if len(children) == 1 and isinstance(children[0], str) and not desk.smart:
        words = _SPACE.sub(" ", children[0]).strip(" ")
        return _directed(escape(words, quote=False), desk)
    pieces = list(_pieces(children, desk, linked=False))
    _close_up(pieces)
    if desk.smart:
        _smarten(pieces)
    return _directed(_joined(pieces), desk)


def _directed(text: str, desk: Desk) -> Inline:
    if not text:
        return EMPTY
    return Inline(f'<bdi dir="{desk.direction}">{text}</bdi>' if desk.direction else text)


def _pieces(children: Sequence[Child], desk: Desk, *, linked: bool) -> Iterator[_Piece]:
    for child in children:
        if isinstance(child, str):
            yield _Piece(child, lang=desk.lang)
        elif child.name not in SILENT:
            desk.wait(child)
            yield from _element(child, desk.at(child), linked=linked)


def _element(node: Node, desk: Desk, *, linked: bool) -> Iterator[_Piece]:
    match node.name:
        case "br":
            yield _Piece("<br>", "break")
        case "img" | "image":
            yield from _picture(node, desk)
        case "wbr":
            yield _Piece("\u200b", "literal")
        case "input":
            yield from _box(node)
        case "svg":
            desk.say("info", "image.drawing", "a drawing inside the text was left out, its words kept")
            yield from _pieces(node.children, desk, linked=linked)
        case "option" | "title" | "desc" | "text":
            yield _Piece(" ")
            yield from _pieces(node.children, desk, linked=linked)
        case _ if node.name == NOTE_MARK and node.attrs.get("n") in desk.numbers:
            number = node.attrs["n"]
            yield _Piece(f'<span class="note" data-note="{number}">{number}</span>', "mark")
        case _ if node.name == LITERAL:
            yield from (_Piece(child, "literal") for child in node.children if isinstance(child, str))
        case _:
            yield from _wrapped(node, desk, linked=linked)


def _wrapped(node: Node, desk: Desk, *, linked: bool) -> Iterator[_Piece]:
    tags = list(_tags(node, desk, linked=linked))
    inner = _pieces(node.children, desk, linked=linked or any(name == "a" for name, _ in tags))
    exact = any(name in _LETTER_BY_LETTER for name, _ in tags)
    yield from (_Piece(f"<{name}{said}>", "open") for name, said in tags)
    yield from (replace(piece, kind="code") if exact and piece.kind == "words" else piece for piece in inner)
    yield from (_Piece(f"</{name}>", "close") for name, _ in reversed(tags))


def _tags(node: Node, desk: Desk, *, linked: bool) -> Iterator[tuple[str, str]]:
    """The elements that stand for this one in print, with their attributes; none if its words do without."""
    name = MAPPED.get(node.name, node.name)
    said = "".join(
        f' {key}="{value}"' for key, value in (("lang", language(node)), ("dir", direction_of(node))) if value
    )
    if name == "a":
        address = "" if linked else desk.link(node.attrs.get("href", ""))
        name = "a" if address else ""
        said = f' href="{escape(address)}"{said}' if address else said
    elif name == "code" and node.attrs.get("data-lang") == "math":
        said = f' class="math"{said}'
    elif name in _ATTRIBUTES and node.attrs.get(_ATTRIBUTES[name]):
        said = f' {_ATTRIBUTES[name]}="{escape(node.attrs[_ATTRIBUTES[name]])}"{said}'
    if name in KEPT:
        yield name, said
    elif said:
        yield "span", said
    yield from _styled(node)


def _styled(node: Node) -> Iterator[tuple[str, str]]:
    """What a style or a class says that print must not lose: small capitals, and the emphasis of word processors."""
    style = node.attrs.get("style", "").lower() if "style" in node.attrs else ""
    if "small-caps" in style or ("class" in node.attrs and classes(node) & _SMALL_CAPS):
        yield "span", ' class="small-caps"'
    if style and node.name == "span":
        if re.search(r"font-style\s*:\s*(?:italic|oblique)", style):
            yield "em", ""
        if re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style):
            yield "strong", ""


def _picture(node: Node, desk: Desk) -> Iterator[_Piece]:
    src = desk.picture(source(node))
    alt = node.attrs.get("alt")
    if src:
        said = f' alt="{escape(_SPACE.sub(" ", alt).strip())}"' if alt is not None else ""
        yield _Piece(f'<img src="{escape(src)}"{said}>', "mark")
    elif alt:
        yield _Piece(alt, lang=desk.lang)


def _box(node: Node) -> Iterator[_Piece]:
    if node.attrs.get("type", "").lower() in {"checkbox", "radio"}:
        yield _Piece("☑" if "checked" in node.attrs else "☐", "literal")
        yield _Piece(" ")


def _close_up(pieces: list[_Piece]) -> None:
    """Runs of white space become one space, none at either end or beside a line break."""
    last: _Piece | None = None  # the piece whose end is a space that may yet have to go
    edge = True  # nothing printed since the line's beginning
    for piece in pieces:
        if piece.kind == "break":
            _strip_end(last)
            last, edge = None, True
        elif piece.kind == "mark":
            last, edge = None, False
        elif piece.kind in {"words", "code", "literal"}:
            exact = piece.kind == "code"
            text = _LINE_END.sub(" ", piece.text) if exact else _SPACE.sub(" ", piece.text)
            if text.startswith(" ") and (edge or (last is not None and not exact)):
                text = text.lstrip(" ") if not exact or edge else text
            piece.text = text
            if text:
                edge = False
                last = piece if text.endswith(" ") else None
    _strip_end(last)


def _strip_end(piece: _Piece | None) -> None:
    if piece is not None:
        piece.text = piece.text.rstrip(" ")


def _smarten(pieces: list[_Piece]) -> None:
    words = [piece for piece in pieces if piece.kind in {"words", "code", "literal", "mark", "break"}]
    runs = [
        punctuation.Run(p.text if p.kind in {"words", "code", "literal"} else "\n", p.lang, p.kind == "words")
        for p in words
    ]
    for piece, text in zip(words, punctuation.smarten(runs), strict=True):
        if piece.kind == "words":
            piece.text = text


def _joined(pieces: Sequence[_Piece]) -> str:
    """The pieces as markup; an element with nothing in it is left out, and line breaks at either end."""
    done: list[str] = []
    tags: list[int] = []  # where each open element's tag stands in `done`
    for piece in pieces:
        if piece.kind == "open":
            tags.append(len(done))
            done.append(piece.text)
        elif piece.kind == "close":
            opened = tags.pop()
            if opened == len(done) - 1:
                done.pop()
            else:
                done.append(piece.text)
        elif piece.kind in {"mark", "break"}:
            done.append(piece.text)
        elif piece.text:
            done.append(escape(piece.text, quote=False))
    text = "".join(done)
    return _EDGES.sub("", text) if text.startswith("<br>") or text.endswith("<br>") else text
