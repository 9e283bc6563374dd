"""Finding template marks in a text: Liquid tags and outputs, Hugo and Zola shortcodes, kramdown's attribute lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from printkit.readers import enclosures, literal
from printkit.readers.enclosures import Enclosure
from printkit.readers.literal import Range, Ranges

Kind = Literal["tag", "output", "shortcode", "drop", "kept", "attributes", "root"]

_ARGS = r"""(?:"[^"]*"|'[^']*'|`[^`]*`|{other})"""
_TAG = (
    r"\{%-?\s*(?P<tag>[A-Za-z_][\w./-]*)(?P<tag_args>(?:"
    + _ARGS.format(other=r"[^%\"'`]|%(?!\})")
    + r"){0,2000}?)-?%\}"
)
# A stray quotation mark must not hide the tag's end.
_LOOSE_TAG = r"\{%-?\s*(?P<loose>[A-Za-z_][\w./-]*)(?P<loose_args>[^\n]{0,2000}?)-?%\}"
_CODE = (
    r"\{\{(?P<angle>[<%])\s*(?P<shut>/)?\s*(?P<code>[A-Za-z_][\w./-]*)(?P<code_args>(?:"
    + _ARGS.format(other=r"[^\"'`>%]|[>%](?!\}\})")
    + r"){0,2000}?)(?P<alone>/)?\s*[>%]\}\}"
)
_LOOSE_CODE = (
    r"\{\{[<%]\s*(?P<loose_shut>/)?\s*(?P<loose_code>[A-Za-z_][\w./-]*)(?P<loose_code_args>[^\n]{0,2000}?)[>%]\}\}"
)
_OUTPUT = r"\{\{-?(?P<output>(?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\"'\n]|\n(?!\s*\n)|\{(?!\{)|\}(?!\})){0,1000}?)-?\}\}"
_LOOSE_OUTPUT = r"\{\{-?(?P<loose_output>[^\n]{0,1000}?)-?\}\}"
_KRAMDOWN = (
    r"(?m:^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S.*\n[ \t]*(?P<toc>\{:[ \t]*toc\b[^}\n]{0,300}\})[ \t]*(?:\n|$))"
    r"|(?m:^[ \t>]*(?P<ial>\{:[ \t]*[\w.#:-][^}\n]{0,300}\})[ \t]*$)"
    r"|(?<=[)\]*`_\">])(?P<span_ial>\{:[ \t]*[\w.#:-][^}\n]{0,300}\})"
    r"|\{::?/?[a-z_]{0,20}[^}\n]{0,200}/\}|\{::[a-z_]{1,20}[^}\n]{0,200}\}|\{:/[a-z_]{0,20}\}"
    r"|(?m:^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|@\[toc\][^\n]*|\$\{toc\}|\{\{\s*TOC\s*\}\})[ \t]*$)"
)
_COMMENT = r"\{#-?\s(?:[^\n]|\n(?!\s*\n)){0,1000}?\s-?#\}"
_MARK = re.compile(
    rf"(?P<drop>{_COMMENT}|{_KRAMDOWN})|{_TAG}|{_LOOSE_TAG}|{_CODE}|{_LOOSE_CODE}|{_OUTPUT}|{_LOOSE_OUTPUT}"
    r"|(?P<root>\]\(@/)",
    re.S | re.I,
)
_FILLER = "\ue002"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark and where it stands; `name` is a tag's, `written` its arguments or an output's expression."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    written: str = ""
    closing: bool = False
    alone: bool = False


def find(text: str, *, liquid: bool) -> Iterator[Mark]:
    """Every mark outside of code, in order; `liquid` says that Liquid ran before Markdown did, in code too.

    What `raw` encloses holds no marks: its two tags come as marks of kind `drop`, the text between is left as it is.
    """
    early, spoken = _early(enclosures.find(text, liquid=liquid))
    code = literal.united([*literal.ranges(_masked(text, early)).spans, *spoken])
    yield from sorted([*early, *_outside(text, code)], key=lambda mark: mark.start)


def _early(found: Sequence[Enclosure]) -> tuple[list[Mark], list[Range]]:
    """The marks that enclosures make, and the stretches in which nothing else is a mark."""
    made: list[Mark] = []
    for one in found:
        match one.kind:
            case "raw":
                made += [Mark("drop", one.start, one.inner_start), Mark("drop", one.inner_end, one.end)]
            case "comment":
                made.append(Mark("drop", one.start, one.end))
            case "shown":
                made.append(Mark("kept", one.start, one.end, written=one.text))
            case "code":
                made.append(Mark("kept", one.start, one.end, name="code", written=one.text))
    return made, [(one.start, one.end) for one in found]


def _masked(text: str, marks: list[Mark]) -> str:
    """The text as the Markdown parser would see it, letter for letter as long."""
    pieces, last = [], 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        line_head = text.rfind("\n", 0, mark.start) + 1
        line_tail = text.find("\n", mark.end)
        rest = text[line_head : mark.start] + text[mark.end : len(text) if line_tail < 0 else line_tail]
        filler = _FILLER if rest.strip() else " "
        pieces += [text[last : mark.start], re.sub(r"[^\n]", filler, text[mark.start : mark.end])]
        last = mark.end
    return "".join(pieces) + text[last:]


def _outside(text: str, code: Ranges) -> Iterator[Mark]:
    place = 0
    while match := _MARK.search(text, place):
        start = match.start()
        # A mark that begins with a line begins where its own sign is.
        sign = start + len(match.group()) - len(match.group().lstrip(" \t>"))
        if code.hold(start) or code.hold(sign):
            place = start + 1
            continue
        yield _mark(match)
        place = max(match.end(), start + 1)


def _mark(match: re.Match[str]) -> Mark:
    start, end = match.span()
    if match["root"]:
        return Mark("root", start, end)
    for name in ("ial", "span_ial"):
        if match[name]:
            return Mark("attributes", *match.span(name), written=match[name])
    if match["drop"]:
        return Mark("drop", start, end)
    if name := match["tag"] or match["loose"]:
        return Mark("tag", start, end, name, match["tag_args"] or match["loose_args"] or "")
    if name := match["code"] or match["loose_code"]:
        arguments = match["code_args"] or match["loose_code_args"] or ""
        closing = bool(match["shut"] or match["loose_shut"])
        return Mark("shortcode", start, end, name, arguments, closing, bool(match["alone"]))
    return Mark("output", start, end, written=match["output"] if match["output"] is not None else match["loose_output"])
