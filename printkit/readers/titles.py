"""Words for a line that holds no markup: headlines, kickers, tags."""

from __future__ import annotations

import re
from html import unescape

LONGEST = 500

_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|del|em|font|i|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~]+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\3(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = re.compile("\ue000(\\d+)\ue001")


def plain(markdown: str) -> str:
    """The words of one line of Markdown or HTML on one line, without marks, tags or entities; `code` is kept as is."""
    literal: list[str] = []

    def keep(text: str) -> str:
        literal.append(text)
        return f"\ue000{len(literal) - 1}\ue001"

    line = re.sub("[\ue000\ue001]", "", markdown)
    line = _CODE.sub(lambda m: keep(m[2].strip()), line)
    line = _ESCAPE.sub(lambda m: keep(m[1]), line)
    line = unescape(_TAG.sub("", line))
    line = _LINK.sub(r"\1", line)
    line = _STRONG.sub(lambda m: m[2] or m[4], line)
    line = _STRONG.sub(lambda m: m[2] or m[4], line)
    return " ".join(_KEPT.sub(lambda m: literal[int(m[1])], line).split())


def cut(line: str) -> str:
    """The line at most 500 characters long, ended at a word with an ellipsis where it was cut."""
    if len(line) <= LONGEST:
        return line
    head = line[: LONGEST - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"
