"""Quotes, pull quotes and matter beside the text, with the words that say whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from printkit.model.blocks import EMPTY, Aside, Block, Inline, Paragraph, PullQuote, Quote
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.inline import inline
from printkit.readers.htmltree.lines import flattened
from printkit.readers.htmltree.nodes import HEADINGS, Child, Node, text, trimmed

Flow = Callable[[Sequence[Child], Desk], list[Block]]

PULLED = frozenset({"pullquote", "pull-quote", "pull_quote", "wp-block-pullquote"})

_DASH = re.compile(r"\s*(?:[—–―]|--+(?!>)|&mdash;)\s*")
_NAME = re.compile(r"\s*[—–―]\s*(?=\w)|\s*--+\s+(?=\w)|\s*-\s+(?=[A-Z])")
_LONGEST_NAME = 25  # words
_SAYING = frozenset({"cite", "footer", "span", "small", "em", "i", "strong", "b"})
_ALERT = re.compile(r"\s*\[!(\w+)\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")
_ALERTS = {
    "note": "Note de:Hinweis fr:Remarque es:Nota it:Nota pt:Nota nl:Opmerking",
    "tip": "Tip de:Tipp fr:Conseil es:Consejo it:Suggerimento pt:Dica nl:Tip",
    "important": "Important de:Wichtig fr:Important es:Importante it:Importante pt:Importante nl:Belangrijk",
    "warning": "Warning de:Warnung fr:Avertissement es:Advertencia it:Avvertenza pt:Aviso nl:Waarschuwing",
    "caution": "Caution de:Vorsicht fr:Attention es:Precaución it:Attenzione pt:Cuidado nl:Opgelet",
}
"""The titles of GitHub's alerts: in English, then in other languages."""


def quote(node: Node, desk: Desk, flow: Flow) -> list[Block]:
    """A `blockquote`: with its attribution parted off, or as the alert that GitHub makes of `[!NOTE]`."""
    mine = desk.take(node)
    if alert := _alert(node.children, desk):
        title, children = alert
        return [Aside(tuple(flow(children, desk.inside())), title, anchors=mine, lang=desk.fresh)]
    said, by = _parted(node.children)
    blocks = tuple(flow(said, desk.inside()))
    attribution = _attribution(by, desk)
    if not blocks and attribution:  # nothing but a name: then it is what is quoted
        blocks, attribution = (Paragraph(attribution),), EMPTY
    return [Quote(blocks, attribution, anchors=mine, lang=desk.fresh)] if blocks else []


def pull_quote(node: Node, desk: Desk) -> list[Block]:
    """A line lifted out of the text, with its attribution."""
    mine = desk.take(node)
    children = _opened(node.children)
    said, by = _parted(children)
    words, attribution = flattened(said, desk), _attribution(by, desk)
    if not words:
        words, attribution = attribution, EMPTY
    return [PullQuote(words, attribution, anchors=(*mine, *desk.take()), lang=desk.fresh)] if words else []


def aside(node: Node, desk: Desk, flow: Flow) -> list[Block]:
    """An `aside`, with its first heading as its title."""
    mine = desk.take(node)
    children = trimmed(node.children)
    title: Inline = EMPTY
    if children and isinstance(children[0], Node) and children[0].name in HEADINGS:
        title, children = flattened(children[0].children, desk), children[1:]
        desk.wait(node.children[0] if isinstance(node.children[0], Node) else node)
    blocks = tuple(flow(children, desk.inside()))
    return [Aside(blocks, title, anchors=mine, lang=desk.fresh)] if blocks or title else []


def details(node: Node, desk: Desk, flow: Flow) -> list[Block]:
    """A folded-up detail, unfolded, with its summary as its title."""
    mine = desk.take(node)
    summaries = [child for child in node.children if isinstance(child, Node) and child.name == "summary"]
    title = flattened(summaries[0].children, desk.at(summaries[0])) if summaries else EMPTY
    rest = [child for child in node.children if not summaries or child is not summaries[0]]
    blocks = tuple(flow(rest, desk.inside()))
    return [Aside(blocks, title, anchors=mine, lang=desk.fresh)] if blocks or title else []


def _alert(children: Sequence[Child], desk: Desk) -> tuple[Inline, tuple[Child, ...]] | None:
    children = trimmed(children)
    first = children[0] if children else ""
    if not isinstance(first, Node) or first.name != "p" or not first.children or not isinstance(first.children[0], str):
        return None
    match = _ALERT.match(first.children[0])
    if match is None or match[1].lower() not in _ALERTS:
        return None
    title = match[2].strip() or _alert_title(match[1].lower(), desk.lang.split("-")[0].lower())
    rest = replace(first, children=(first.children[0][match.end() :], *first.children[1:]))
    return inline((title,), desk), (rest, *children[1:])


def _alert_title(kind: str, lang: str) -> str:
    english, *others = _ALERTS[kind].split()
    return next((word for code, _, word in (other.partition(":") for other in others) if code == lang), english)


def _attribution(by: Sequence[Child], desk: Desk) -> Inline:
    return flattened(_without_dash(by), desk) if by else EMPTY


def _opened(children: Sequence[Child]) -> tuple[Child, ...]:
    """What stands inside, past the one wrapper or quote that may hold it all."""
    children = trimmed(children)
    only = children[0] if len(children) == 1 else ""
    if isinstance(only, Node) and only.name in {"blockquote", "div", "figure"}:
        return _opened(only.children)
    return children


def _parted(children: Sequence[Child]) -> tuple[tuple[Child, ...], tuple[Child, ...]]:
    """What is said, and at its end whose words it is."""
    children = trimmed(children)
    last = children[-1] if children else ""
    if not isinstance(last, Node):
        return _line_parted(children)
    if last.name in {"footer", "cite", "figcaption"}:
        return children[:-1], last.children
    if last.name in {"p", "div"}:
        said, by = _line_parted(trimmed(last.children))
        rest = (replace(last, children=said),) if said else ()
        return (*children[:-1], *rest), by
    return _line_parted(children)


def _line_parted(line: Sequence[Child]) -> tuple[tuple[Child, ...], tuple[Child, ...]]:
    """One paragraph, parted where its last line or element names who speaks."""
    line = tuple(line)
    last = line[-1] if line else ""
    if isinstance(last, Node) and last.name in {"cite", "footer"}:
        return _without_last_dash(line[:-1]), (last,)
    if isinstance(last, Node) and last.name in _SAYING and _NAME.match(text((last,))) and _is_name((last,)):
        return line[:-1], (last,)
    if line and _DASH.match(text(line)) and _is_name(line):
        return (), line
    for place in range(len(line) - 1, -1, -1):
        child = line[place]
        if isinstance(child, Node) and child.name == "br":
            by = line[place + 1 :]
            return (line[:place], by) if _DASH.match(text(by)) and _is_name(by) else (line, ())
        if isinstance(child, str) and (found := list(re.finditer(r"\n\s*(?=(?:[—–―]|--)\s*\w)", child))):
            by = (child[found[-1].end() :], *line[place + 1 :])
            return ((*line[:place], child[: found[-1].start()]), by) if _is_name(by) else (line, ())
    return line, ()


def _without_last_dash(line: Sequence[Child]) -> tuple[Child, ...]:
    """The line without a dash at its end that led over to the name."""
    line = trimmed(line)
    if line and isinstance(line[-1], str):
        return (*line[:-1], re.sub(r"\s*(?:[—–―]|--+)\s*\Z", "", line[-1]))
    return line


def _is_name(by: Sequence[Child]) -> bool:
    words = text(by).strip()
    return 0 < len(words.split()) <= _LONGEST_NAME and any(letter.isalnum() for letter in words)


def _without_dash(by: Sequence[Child]) -> tuple[Child, ...]:
    by = trimmed(by)
    first = by[0] if by else ""
    if isinstance(first, str):
        return (_NAME.sub("", _DASH.sub("", first, count=1), count=1), *by[1:])
    return (replace(first, children=_without_dash(first.children)), *by[1:])
