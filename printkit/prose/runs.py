"""An inline fragment as the text that a reader sees, edited across its tags and put back between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from printkit.model.blocks import Inline
from printkit.prose import rules

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<said>(?:\s[^<>]*)?)>")
_LANG = re.compile(r'\slang="([^"]*)"')
_NOTE = re.compile(r'\sclass="note"')
_EXACT = frozenset({"code", "kbd", "samp", "var", "rt"})
_VOID = {"br": "\n", "img": "\ufffc", "wbr": ""}
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}/\S*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text, in one language; or (not `free`) one that is read and never changed, such as a tag."""

    text: str
    markup: str
    lang: str = ""
    free: bool = False


def plain(text: str, lang: str) -> str:
    """Plain text, edited."""
    return unescape(fragment(Inline(escape(text, quote=False)), lang)) if text else text


def fragment(said: Inline, lang: str, *, running: bool = False) -> Inline:
    """A fragment, edited; `running` says that it is a paragraph, whose last line should be no stub."""
    runs = list(_runs(said, lang))
    whole = "".join(run.text for run in runs)
    closed = bytearray(len(whole) + 1)
    for match in _ADDRESS.finditer(whole):
        closed[match.start() : match.end()] = b"\1" * len(match[0])
    edits = {
        spoken: [edit for edit in rules.edits(whole, spoken, running=running) if not closed[edit.start]]
        for spoken in {run.lang for run in runs if run.free}
    }
    if not any(edits.values()):
        return said
    done, at = [], 0
    for run in runs:
        end = at + len(run.text)
        done.append(_written(run, _within(edits[run.lang], at, end) if run.free else [], at))
        at = end
    return Inline("".join(done))


def _within(edits: list[rules.Edit], start: int, end: int) -> list[rules.Edit]:
    first, last = (bisect_left(edits, place, key=lambda edit: edit.start) for place in (start, end))
    return edits[first:last]


def _written(run: _Run, edits: list[rules.Edit], start: int) -> str:
    """The markup of a run that begins at `start` of the text, with its edits carried out."""
    if not edits:
        return run.markup
    done, last = [], 0
    for edit in edits:
        at = edit.start - start
        done += [run.text[last:at], edit.text]
        last = at + edit.length
    return escape("".join([*done, run.text[last:]]), quote=False)


def _runs(said: str, lang: str) -> Iterator[_Run]:
    standing: list[tuple[str, bool]] = [(lang, True)]
    last = 0
    for token in _TOKEN.finditer(said):
        if token.start() > last:
            yield _words(said[last : token.start()], *standing[-1])
        last = token.end()
        yield _Run(_VOID.get(token["name"], ""), token[0])
        if token["end"]:
            standing = standing[:-1] if len(standing) > 1 else standing
        elif token["name"] not in _VOID:
            spoken, free = standing[-1]
            own = _LANG.search(token["said"])
            exact = token["name"] in _EXACT or bool(_NOTE.search(token["said"]))
            standing.append((own[1] if own else spoken, free and not exact))
    if last < len(said):
        yield _words(said[last:], *standing[-1])


def _words(markup: str, lang: str, free: bool) -> _Run:
    return _Run(unescape(markup), markup, lang, free)
