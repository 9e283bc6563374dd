"""An inline fragment as Markdown, or as HTML that stands in Markdown; read again, both are the fragment they were."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from printkit.model import literal
from printkit.model.blocks import Inline

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<said>(?:\s[^<>]*)?)>")
_HREF = re.compile(r'\shref="([^"]*)"\Z')
_PICTURE = re.compile(r'\ssrc="([^"]*)"(?:\salt="([^"]+)")?\Z')
_NOTE = re.compile(r'<span class="note" data-note="(\d+)">.*?</span>')
_ENTITY = re.compile(r"&(?=#?\w+;)")
_VOID = frozenset({"br", "img", "wbr"})
_MARKS = {"em": "*", "strong": "**", "s": "~~"}

# What Markdown, the reader's smart punctuation, its bare addresses or a template engine would take for their own.
_SIGNS = re.compile(
    r"[\\`*~\[\]<\"']|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=http)(?=://)|(?<=https)(?=://)|(?<=\bwww)(?=\.)|"
    r"(?<=[\w.+-])@(?=\w)|(?<!\.)(?=\.\.\.)|(?<!-)(?=--)|!\Z|\$(?=\$)",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"[\"']|(?<!\.)\.(?=\.\.)|(?<!-)-(?=-)")
_NOWHERE = "\u200b"  # a space of no width, where a word may break
_BRACE = "&#123;"


@dataclass(slots=True)
class _Node:
    name: str
    said: str = ""
    children: list[_Node | str] = field(default_factory=list)


def markdown(fragment: Inline, *, line_break: str = "\\\n") -> str:
    """The fragment as Markdown that may stand in the middle of a line; `line_break` is how it breaks one."""
    return _ends(_Writer(line_break).all(_tree(_NOTE.sub(r"<note\1>", fragment)).children))


def paragraph(fragment: Inline, *, line_break: str = "\\\n") -> str:
    """The fragment as a paragraph of Markdown, which begins nothing but a paragraph."""
    # A line that begins with an escaped bracket and ends with one would be a formula.
    return re.sub(r"(?m)^\\\[", "&#91;", literal.opening(markdown(fragment, line_break=line_break)))


def html(fragment: Inline) -> str:
    """The fragment as HTML on one line; with a note in it as Markdown between blank lines, where a note is seen."""
    if _NOTE.search(fragment):
        return f"\n\n{literal.opening(markdown(fragment, line_break='<br>'))}\n\n"
    pieces, last = [], 0
    exact = 0
    for token in _TOKEN.finditer(fragment):
        pieces += [_kept(fragment[last : token.start()], exact=exact > 0), braced(token[0])]
        exact += (-1 if token["end"] else 1) if token["name"] in {"code", "kbd", "samp", "var"} else 0
        last = token.end()
    return "".join([*pieces, _kept(fragment[last:], exact=exact > 0)])


def braced(text: str) -> str:
    """HTML whose braces no template engine takes for its own."""
    return text.replace("{", _BRACE)


def words(text: str) -> str:
    """Plain words as Markdown, whatever signs are in them."""
    return braced(_SIGNS.sub(lambda match: f"\\{match[0]}", text)).replace(_NOWHERE, "<wbr>")


def address(href: str) -> str:
    """An address as the destination of a link or a picture."""
    kept = braced(_ENTITY.sub("&amp;", href))
    return f"<{kept}>" if re.search(r"[()\s]", kept) and not re.search(r"[<>\n]", kept) else kept


def _kept(text: str, *, exact: bool) -> str:
    if not exact:
        text = _LITERAL.sub(lambda match: f"<literal>{match[0]}</literal>", text)
    return braced(text).replace(_NOWHERE, "<wbr>")


def _ends(text: str) -> str:
    """The text with the spaces at its ends written out that Markdown would strip."""
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if tail == 0 or (head == 0 and tail == len(text)):
        return "".join(f"&#{ord(c)};" for c in text) if tail == 0 else text
    return "".join(f"&#{ord(c)};" for c in text[:head]) + text[head:tail] + "".join(f"&#{ord(c)};" for c in text[tail:])


def _tree(fragment: str) -> _Node:
    root = _Node("")
    standing = [root]
    last = 0
    for token in _TOKEN.finditer(fragment):
        if token.start() > last:
            standing[-1].children.append(unescape(fragment[last : token.start()]))
        last = token.end()
        if token["end"]:
            standing.pop()
            continue
        node = _Node(token["name"], token["said"])
        standing[-1].children.append(node)
        if node.name not in _VOID and not node.name.startswith("note"):
            standing.append(node)
    if last < len(fragment):
        standing[-1].children.append(unescape(fragment[last:]))
    return root


_FORMULA = ' class="math"'


class _Writer:
    def __init__(self, line_break: str) -> None:
        self._break = line_break

    def all(self, children: list[_Node | str]) -> str:
        done = ""
        for child in children:
            done += words(child) if isinstance(child, str) else self._element(child, done)
        return done

    def _element(self, node: _Node, before: str) -> str:
        if node.name == "br":
            return self._break
        if node.name.startswith("note"):
            return f"[^{node.name.removeprefix('note')}]"
        if node.name == "img":
            return self._picture(node)
        if node.name == "code" and not node.said and all(isinstance(child, str) for child in node.children):
            return _code("".join(child for child in node.children if isinstance(child, str)), before)
        inner = self.all(node.children)
        if node.name == "code" and node.said == _FORMULA:
            return f'<code data-lang="math">{inner}</code>'
        if node.name == "a" and (href := _HREF.fullmatch(node.said)):
            return f"[{inner}]({address(unescape(href[1]))})"
        mark = _MARKS.get(node.name, "")
        if mark and not node.said and _may_stand(inner, mark, before):
            return f"{mark}{inner}{mark}"
        return f"<{node.name}{braced(node.said)}>{inner}</{node.name}>"

    def _picture(self, node: _Node) -> str:
        if match := _PICTURE.fullmatch(node.said):
            if match[2]:
                return f"![{words(unescape(match[2]))}]({address(rooted(unescape(match[1])))})"
            return f'<img src="{braced(escape(rooted(unescape(match[1]))))}">'
        return f"<img{braced(node.said)}>"


def rooted(src: str) -> str:
    """A picture's source as it is written in any file of the project: an address, or a path from the root."""
    return src if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", src) else f"/{src}"


def _may_stand(inner: str, mark: str, before: str) -> bool:
    """Whether marks around these words are read as marks: words at both ends, no other mark beside them."""
    return bool(inner) and inner[0].isalnum() and inner[-1].isalnum() and not before.endswith(mark[0])


def _code(text: str, before: str) -> str:
    """Words kept letter by letter, between more backticks than stand in them."""
    if not text.strip() or "\n" in text or before.endswith("`") or "{" in text:
        return f"<code>{words(text)}</code>"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{fence}{pad}{text}{pad}{fence}"
