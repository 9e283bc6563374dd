"""Finding template marks in a text: Liquid tags and outputs, Hugo and Zola shortcodes, kramdown's attribute lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from printkit.readers import literal
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
    r"(?m:^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S.*\n[ \t]*(?P<toc>\{:[ \t]*toc\b[^}\n]*\})[ \t]*(?:\n|$))"
    r"|(?m:^[ \t>]*(?P<ial>\{:[ \t]*[\w.#:-][^}\n]*\})[ \t]*$)"
    r"|(?<=[)\]*`_\">])(?P<span_ial>\{:[ \t]*[\w.#:-][^}\n]*\})"
    r"|\{::comment\}.*?\{:/(?:comment)?\}|\{::?/?[a-z_]*[^}\n]*/\}|\{::[a-z_]+[^}\n]*\}|\{:/[a-z_]*\}"
    r"|(?m:^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|@\[toc\][^\n]*|\$\{toc\}|\{\{\s*TOC\s*\}\})[ \t]*$)"
)
_COMMENT = (
    r"\{#-?\s.*?\s-?#\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{\{[<%]\s*comment\s*[>%]\}\}.*?\{\{[<%]\s*/comment\s*[>%]\}\}"
)
_MARK = re.compile(
    rf"(?P<drop>{_COMMENT}|(?P<kramdown>{_KRAMDOWN}))|{_TAG}|{_LOOSE_TAG}|{_CODE}|{_LOOSE_CODE}|{_OUTPUT}|{_LOOSE_OUTPUT}"
    r"|(?P<root>\]\(@/)",
    re.S | re.I,
)
_RAW = re.compile(
    r"(?P<open>\{%-?\s*(?P<name>raw|verbatim)\s*-?%\})(?P<inner>.*?)(?P<close>\{%-?\s*end(?P=name)\s*-?%\})", re.S
)
_HIGHLIGHT = re.compile(
    r"\{%-?\s*(?P<name>highlight|codeblock|code)\b(?P<args>[^%\n]*)-?%\}(?P<inner>.*?)\{%-?\s*end(?P=name)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|code)\b(?P<hugo_args>[^\n]*?)\s*[>%]\}\}(?P<hugo_inner>.*?)\{\{[<%]\s*/\s*(?P=hugo)\s*[>%]\}\}",
    re.S,
)
# Hugo's and Zola's way to show a shortcode: {{</* figure */>}} and {{/* name() */}} print what stands between.
_SHOWN = re.compile(r"(?P<head>\{\{[<%]?|\{%)/\*(?P<inner>[^\n]*?)\*/(?P<tail>[>%]?\}\}|%\})")
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
    early, spoken = _early(text, liquid=liquid)
    code = literal.united([*literal.ranges(_masked(text, early)).spans, *spoken.spans])
    marks = iter(sorted(early, key=lambda mark: mark.start))
    upcoming = next(marks, None)
    for mark in _outside(text, code):
        while upcoming and upcoming.start <= mark.start:
            yield upcoming
            upcoming = next(marks, None)
        yield mark
    while upcoming:
        yield upcoming
        upcoming = next(marks, None)


def _early(text: str, *, liquid: bool) -> tuple[list[Mark], Ranges]:
    """The marks that count in code too, and the stretches that they make literal."""
    found: list[Mark] = []
    spoken: list[Range] = []
    for match in _RAW.finditer(text) if liquid and "{%" in text else ():
        found += [Mark("drop", *match.span("open")), Mark("drop", *match.span("close"))]
        spoken.append(match.span())
    raw = Ranges(tuple(spoken))
    for match in _SHOWN.finditer(text) if "/*" in text else ():
        if not raw.hold(match.start()):
            shown = f"{match['head']} {match['inner'].strip()} {match['tail']}"
            found.append(Mark("kept", *match.span(), written=shown))
            spoken.append(match.span())
    known = literal.united(spoken)
    plain = literal.ranges(text) if "highlight" in text or "code" in text else Ranges()
    for match in _HIGHLIGHT.finditer(text):
        if known.hold(match.start()) or plain.hold(match.start()):
            continue
        name = match["name"] or match["hugo"]
        inner = match["inner"] if match["inner"] is not None else match["hugo_inner"]
        found = [mark for mark in found if not match.start() <= mark.start < match.end()]
        inner = _RAW.sub(lambda m: m["inner"], inner)
        found.append(
            Mark("kept", *match.span(), name=name, written=_fence(match["args"] or match["hugo_args"] or "", inner))
        )
        spoken.append(match.span())
    return found, literal.united(spoken)


def _fence(arguments: str, inner: str) -> str:
    language = re.match(r"""\s*["']?(?:lang(?:uage)?\s*[:=]\s*)?["']?([\w+#.-]+)""", arguments)
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language[1] if language else ''}\n{inner.strip(chr(10))}\n{mark}"


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
