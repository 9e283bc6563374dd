"""What writers add to CommonMark: task boxes, attributes in braces, formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

NESTING = 100
"""How deep quotes and lists may stand in one another; what is nested deeper would be dropped in silence."""

_BOX = re.compile(r"\[([ xX])\](?=[ \t\u00a0])")
_ONE = r"""(?:[#.][\w:-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[\w%.:/-]+))"""
_BRACES = rf"\{{(:?)\s*({_ONE}(?:\s+{_ONE})*)\s*\}}"
_AFTER = re.compile(_BRACES)
_AT_END = re.compile(rf"\s*{_BRACES}\s*\Z")
_ALONE = re.compile(rf"{_BRACES}\Z")
_PART = re.compile(r"""([#.])([\w:-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_HELD = frozenset({"id", "class", "lang", "dir", "title"})
_TEX = re.compile(r"\\[A-Za-z]+|[\^_=]")


def extend(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.inline.ruler.before("escape", "math", _math_in_line)
    parser.block.ruler.before("fence", "math", _math_block, {"alt": ["paragraph"]})
    parser.core.ruler.before("inline", "wide_rows", _wide_rows)
    parser.core.ruler.push("task_boxes", _task_boxes)
    parser.core.ruler.push("attributes", _attributes)


def _wide_rows(state: StateCore) -> None:
    """The cells that a row has beyond its table's head, which GitHub drops, are cells like the others."""
    if not any(token.type == "td_open" for token in state.tokens):
        return
    lines = state.src.split("\n")
    done: list[Token] = []
    cells, line = 0, -1
    for token in state.tokens:
        if token.type == "tr_open":
            cells, line = 0, token.map[0] if token.map else -1
        elif token.type == "td_close":
            cells += 1
        elif token.type == "tr_close" and cells and line >= 0:
            done += [part for words in _row(lines[line])[cells:] for part in _cell(words, token.level + 1)]
        done.append(token)
    state.tokens = done


def _row(line: str) -> list[str]:
    cells = escapedSplit(line.lstrip(" \t>").rstrip())
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def _cell(words: str, level: int) -> list[Token]:
    inline = Token("inline", "", 0, content=words.strip(), children=[], level=level + 1)
    return [Token("td_open", "td", 1, level=level), inline, Token("td_close", "td", -1, level=level)]


def _task_boxes(state: StateCore) -> None:
    """`- [ ]` and `- [x]` at the start of a list's item become a box, empty or ticked."""
    tokens = state.tokens
    for index in range(2, len(tokens)):
        inline = tokens[index]
        if inline.type != "inline" or tokens[index - 2].type != "list_item_open" or not inline.children:
            continue
        first = inline.children[0]
        if first.type == "text" and (match := _BOX.match(inline.content)) and first.content.startswith(match[0]):
            box = "☐" if match[1] == " " else "☑"
            first.content = box + first.content[match.end() :]


def _attributes(state: StateCore) -> None:
    """`{#id .class}` behind a heading, a picture or a link, and `{: .class}` below a block, become its attributes."""
    if "{" not in state.src:
        return
    for index, token in enumerate(state.tokens):
        if token.type != "inline" or not token.children or "{" not in token.content:
            continue
        _behind_spans(token.children)
        opening = state.tokens[index - 1]
        if opening.type == "heading_open":
            _behind_heading(opening, token.children)
        elif opening.type == "paragraph_open":
            _below_block(state.tokens, index)


def _behind_spans(children: list[Token]) -> None:
    for place in range(1, len(children)):
        text, before = children[place], children[place - 1]
        if text.type != "text" or before.type not in {"image", "link_close", "em_close", "strong_close", "code_inline"}:
            continue
        if before.info == "auto":
            continue
        if match := _AFTER.match(text.content):
            opening = _opening(children, place - 1)
            if opening is not None:
                _set(opening, match[2])
                text.content = text.content[match.end() :]


def _behind_heading(opening: Token, children: list[Token]) -> None:
    last = children[-1]
    if last.type == "text" and (match := _AT_END.search(last.content)):
        _set(opening, match[2])
        last.content = last.content[: match.start()]


def _below_block(tokens: list[Token], index: int) -> None:
    """A last line of braces belongs to its paragraph; a paragraph of nothing else to the block before or after it."""
    children = tokens[index].children or []
    last = children[-1]
    match = _ALONE.match(last.content) if last.type == "text" else None
    if match is None:
        return
    if len(children) > 1:
        if children[-2].type == "softbreak" and match[1]:
            _set(tokens[index - 1], match[2])
            del children[-2:]
        return
    target = _opening(tokens, index - 2) if match[1] else _next_block(tokens, index + 2)
    if target is None:
        return
    _set(target, match[2])
    children.clear()


def _next_block(tokens: Sequence[Token], index: int) -> Token | None:
    following = tokens[index] if index < len(tokens) else None
    return following if following is not None and following.nesting >= 0 and following.type != "html_block" else None


def _opening(tokens: Sequence[Token], index: int) -> Token | None:
    """The token that opens what the one at `index` closes; itself if it stands alone."""
    depth = 0
    while index >= 0:
        depth += tokens[index].nesting
        if depth >= 0:
            return tokens[index] if depth == 0 else None
        index -= 1
    return None


def _set(token: Token, words: str) -> None:
    for mark, name, key, double, single, bare in _PART.findall(words):
        if mark == "#":
            token.attrSet("id", name)
        elif mark == ".":
            token.attrJoin("class", name)
        elif key in _HELD:
            token.attrSet(key, double or single or bare)


def _math_in_line(state: StateInline, silent: bool) -> bool:
    r"""`\( ... \)` with a formula in it; brackets that are only escaped stay brackets."""
    if not state.src.startswith("\\(", state.pos):
        return False
    end = state.src.find("\\)", state.pos + 2, state.posMax)
    if end < 0 or not _TEX.search(state.src, state.pos + 2, end):
        return False
    if not silent:
        token = state.push("math", "code", 0)
        token.content = state.src[state.pos + 2 : end].strip()
    state.pos = end + 2
    return True


_FENCES = {"$$": "$$", "\\[": "\\]"}


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`$$ ... $$` or `\[ ... \]` on lines of their own."""
    if state.is_code_block(start):
        return False
    fence = _FENCES.get(_line(state, start)[:2])
    if fence is None:
        return False
    last = next((line for line in range(start, end) if _closes(state, start, line, fence)), None)
    if last is None:
        return False
    formula = state.getLines(start, last + 1, state.blkIndent, False).strip()[2:-2].strip("\n")
    if not formula.strip() or "\n\n" in formula:
        return False
    if not silent:
        token = state.push("math", "code", 0)
        token.block, token.content, token.map = True, formula.strip(), [start, last + 1]
        state.line = last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _closes(state: StateBlock, start: int, line: int, fence: str) -> bool:
    words = _line(state, line)
    return words.endswith(fence) and (line > start or len(words) > 4)
