"""Footnotes of a Markdown text: parted from the body, numbered in the order in which the text first refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token
from markdown_it.utils import EnvType

PLACE = "footnote_place"

_Key = str | int  # a note's label, or the number the parser gave to one written in the line


def parted(tokens: Sequence[Token], env: EnvType) -> tuple[list[Token], list[list[Token]], list[str]]:
    """The body, the notes in order, and the labels of those that nothing refers to, which stay in the body.

    Every mark of a note has its number as `meta["number"]` afterwards.
    """
    body, written = _taken_out(tokens)
    written |= _in_line(env)
    unused = _unused(body, written)
    whole = _Whole(written, frozenset(unused))
    body = whole.put_back(body)
    whole.number(body)
    place = 0
    while place < len(whole.notes):
        whole.number(whole.notes[place])
        place += 1
    return body, whole.notes, unused


class _Whole:
    """The notes as they get their numbers, and those of them that go back into the text."""

    def __init__(self, written: Mapping[_Key, list[Token]], unused: frozenset[str]) -> None:
        self.written = written
        self.unused = unused
        self.order: dict[_Key, int] = {}
        self.notes: list[list[Token]] = []

    def number(self, tokens: Sequence[Token]) -> None:
        for mark in _marks(tokens):
            key = _key(mark)
            if key in self.written and key not in self.order:
                self.order[key] = len(self.order) + 1
                self.notes.append(self.put_back(self.written[key]))
            if key in self.order:
                mark.meta["number"] = self.order[key]

    def put_back(self, tokens: Sequence[Token]) -> list[Token]:
        done: list[Token] = []
        for token in tokens:
            if token.type != PLACE:
                done.append(token)
            elif token.meta["label"] in self.unused:
                done += self.put_back(self.written[token.meta["label"]])
        return done


def _taken_out(tokens: Sequence[Token]) -> tuple[list[Token], dict[_Key, list[Token]]]:
    """The tokens with a place mark where each note was written, and the notes; of two of one name the first is it."""
    body: list[Token] = []
    written: dict[_Key, list[Token]] = {}
    standing: list[tuple[str, list[Token]]] = []
    for token in tokens:
        into = standing[-1][1] if standing else body
        if token.type == "footnote_reference_open":
            standing.append((token.meta["label"], []))
        elif token.type == "footnote_reference_close":
            label, note = standing.pop()
            outer = standing[-1][1] if standing else body
            if label in written:
                outer += note
            else:
                written[label] = note
                outer.append(Token(PLACE, "", 0, meta={"label": label}))
        else:
            into.append(token)
    return body, written


def _in_line(env: EnvType) -> dict[_Key, list[Token]]:
    """The notes written as `^[...]`, each as one paragraph."""
    listed: Mapping[int, Mapping[str, list[Token]]] = env.get("footnotes", {}).get("list", {})
    return {number: _paragraph(note["tokens"]) for number, note in listed.items() if "tokens" in note}


def _paragraph(children: list[Token]) -> list[Token]:
    inline = Token("inline", "", 0, children=children)
    return [Token("paragraph_open", "p", 1, block=True), inline, Token("paragraph_close", "p", -1, block=True)]


def _key(mark: Token) -> _Key:
    label = mark.meta.get("label")
    return label if isinstance(label, str) else int(mark.meta["id"])


def _marks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The marks of notes in these tokens, in reading order; a picture's alternative text has no room for one."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield child


def _unused(body: Sequence[Token], written: Mapping[_Key, list[Token]]) -> list[str]:
    """The labels of the notes that cannot be reached from the body, but for those that another of them refers to."""
    reached: set[_Key] = set()
    _reach(body, written, reached)
    unused: list[str] = []
    for key, note in written.items():
        if isinstance(key, str) and key not in reached:
            unused.append(key)
            reached.add(key)
            _reach(note, written, reached)
    return unused


def _reach(tokens: Sequence[Token], written: Mapping[_Key, list[Token]], reached: set[_Key]) -> None:
    waiting: list[Sequence[Token]] = [tokens]
    while waiting:
        for mark in _marks(waiting.pop()):
            key = _key(mark)
            if key in written and key not in reached:
                reached.add(key)
                waiting.append(written[key])
