"""From elements to blocks: one small function an element, in one table; what is not in it is taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from printkit.model.blocks import Block, Break, Code, Heading, Inline, List, Paragraph
from printkit.readers import highlight
from printkit.readers.htmltree import figures, quoting, tables
from printkit.readers.htmltree.desk import Desk
from printkit.readers.htmltree.inline import inline
from printkit.readers.htmltree.lines import flattened
from printkit.readers.htmltree.nodes import BLOCKS, SILENT, Child, Node, blank, classes, number, trimmed

Handler = Callable[[Node, Desk], list[Block]]

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|highlight-text-|brush:\s*|sourceCode\s+)([\w+#.-]+)"
)


def body(children: Sequence[Child], desk: Desk) -> list[Block]:
    """The blocks of a whole piece; an anchor that no block came after belongs to the last one."""
    blocks = flow(children, desk)
    left = desk.take()
    if left and blocks:
        blocks[-1] = replace(blocks[-1], anchors=(*blocks[-1].anchors, *left))
    return blocks


def flow(children: Sequence[Child], desk: Desk) -> list[Block]:
    """The blocks of these children: lines of text between blocks become paragraphs of their own."""
    blocks: list[Block] = []
    line: list[Child] = []
    for child in children:
        if isinstance(child, str) or child.name not in BLOCKS:
            line.append(child)
            continue
        blocks += _paragraphs(line, desk)
        line = []
        blocks += _block(child, desk)
    blocks += _paragraphs(line, desk)
    return figures.with_captions(blocks)


def _block(node: Node, desk: Desk) -> list[Block]:
    desk = desk.at(node)
    if classes(node) & quoting.PULLED and node.name not in {"body", "html"}:
        return quoting.pull_quote(node, desk)
    return _HANDLERS.get(node.name, _apart)(node, desk)


def _apart(node: Node, desk: Desk) -> list[Block]:
    """An element that print does not know: its blocks without it."""
    desk.wait(node)
    if desk.framed and figures.captioned(node):
        return figures.figure(node, desk, flow)
    return flow(node.children, desk)


def _paragraphs(line: Sequence[Child], desk: Desk) -> list[Block]:
    """A line of text as a paragraph, or as several where two line breaks part it."""
    if all(blank(child) for child in line):
        return []
    return [block for part in _parted(line) for block in _paragraph(part, desk)]


def _paragraph(line: Sequence[Child], desk: Desk) -> list[Block]:
    shown = figures.shown(line, desk) if desk.framed else ()
    if shown:
        return list(shown)
    words = inline(line, desk)
    return [Paragraph(words, anchors=desk.take(), lang=desk.fresh)] if words else []


def _parted(line: Sequence[Child]) -> list[tuple[Child, ...]]:
    parts: list[list[Child]] = [[]]
    breaks = 0
    for child in line:
        if isinstance(child, Node) and child.name == "br":
            breaks += 1
        elif not blank(child):
            if breaks > 1:
                parts.append([])
            breaks = 0
        parts[-1].append(child)
    return [part for part in map(trimmed, parts) if part]


def _p(node: Node, desk: Desk) -> list[Block]:
    desk.wait(node)
    return flow(node.children, desk)


def _heading(node: Node, desk: Desk) -> list[Block]:
    level = int(node.name[1])
    blocks: list[Block] = []
    line: list[Child] = []
    desk.wait(node)
    for child in (*node.children, None):
        if isinstance(child, str) or (child is not None and child.name not in BLOCKS):
            line.append(child)
            continue
        blocks += figures.shown(line, desk) or _headline(level, line, desk)
        line = []
        if child is not None:
            inner = _block(child, desk)
            blocks += [_raised(block, level) for block in inner]
    return blocks


def _headline(level: int, line: Sequence[Child], desk: Desk) -> list[Block]:
    words = inline(line, desk)
    return [Heading(level, words, anchors=desk.take(), lang=desk.fresh)] if words else []


def _raised(block: Block, level: int) -> Block:
    """A paragraph found inside a heading is a heading."""
    if isinstance(block, Paragraph):
        return Heading(level, block.text, lang=block.lang, anchors=block.anchors)
    return block


def _list(node: Node, desk: Desk) -> list[Block]:
    mine, inner = desk.take(node), desk.inside()
    items: list[tuple[Block, ...]] = []
    loose: list[Child] = []
    for child in node.children:
        if isinstance(child, str) or child.name != "li":
            loose.append(child)
            continue
        items = _with_loose(items, loose, inner)
        loose = []
        inner.wait(child)
        items.append(tuple(flow(child.children, inner.at(child))))
    items = [item for item in _with_loose(items, loose, inner) if item]
    kind: Literal["number", "bullet"] = "number" if node.name == "ol" else "bullet"
    start = number(node.attrs.get("start", "1"), least=0, most=999_999_999) if kind == "number" else 1
    return [List(kind, tuple(items), start=start, anchors=mine, lang=desk.fresh)] if items else []


def _with_loose(items: list[tuple[Block, ...]], loose: Sequence[Child], desk: Desk) -> list[tuple[Block, ...]]:
    """The items with what stood between them, as part of the one before."""
    blocks = tuple(flow(loose, desk))
    if not blocks:
        return items
    return [*items[:-1], (*items[-1], *blocks)] if items else [blocks]


def _definitions(node: Node, desk: Desk) -> list[Block]:
    mine, inner = desk.take(node), desk.inside()
    terms: list[list[Inline]] = []
    items: list[list[Block]] = []
    for child in _entries(node.children):
        if isinstance(child, Node) and child.name == "dt":
            if not terms or items[-1]:
                terms.append([])
                items.append([])
            inner.wait(child)
            terms[-1].append(flattened(child.children, inner.at(child)))
            continue
        if not terms and not blank(child):
            terms.append([])
            items.append([])
        if terms:
            desk_there = inner.at(child) if isinstance(child, Node) else inner
            held = child.children if isinstance(child, Node) and child.name == "dd" else (child,)
            items[-1] += flow(held, desk_there)
    pairs = [(tuple(filter(None, t)), tuple(i)) for t, i in zip(terms, items, strict=True) if any(t) or i]
    if not pairs:
        return []
    blocks, words = tuple(item for _, item in pairs), tuple(term for term, _ in pairs)
    return [List("definition", blocks, words, anchors=mine, lang=desk.fresh)]


def _entries(children: Sequence[Child]) -> list[Child]:
    """A definition list's terms and descriptions, out of the `div`s that may group them."""
    entries: list[Child] = []
    for child in children:
        grouped = isinstance(child, Node) and child.name in {"div", "dl"}
        entries += _entries(child.children) if isinstance(child, Node) and grouped else [child]
    return entries


def _pre(node: Node, desk: Desk) -> list[Block]:
    listing = _exact(node.children)
    if node.children and isinstance(node.children[0], str):
        listing = listing.removeprefix("\n")  # HTML: the line end after <pre> is no part of it
    listing = listing.removesuffix("\n")
    shown = figures.pictures(node.children, desk)
    if not listing.strip():
        desk.wait(node)
        return list(shown)
    language = _language_of(node)
    figures.wait_for_all((node,), desk)
    mine = desk.take()
    if language == "math":
        return [Code(listing, "tex", "tex", anchors=mine, lang=desk.fresh), *shown]
    tokens = highlight.tokens(listing, language) if language else ()
    return [Code(listing, language, tokens=tokens, anchors=mine, lang=desk.fresh), *shown]


def _exact(children: Sequence[Child]) -> str:
    """The words letter by letter; a block inside, as some listings have one a line, ends its line."""
    done = ""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            done = child
        elif child.name == "br":
            done = "\n"
        elif child.name in SILENT:
            continue
        else:
            done = _exact(child.children)
            if child.name in BLOCKS and not done.endswith("\n"):
                done += "\n"
        parts.append(done)
    return "".join(parts)


def _language_of(node: Node) -> str:
    inner = [child for child in node.children if not blank(child)]
    within = [child for child in inner if isinstance(child, Node) and child.name == "code"] if len(inner) == 1 else []
    for part in (*within, node):
        named = part.attrs.get("data-lang", "") or part.attrs.get("data-language", "")
        match = _LANGUAGE.search(part.attrs.get("class", ""))
        if named or match:
            return highlight.language(named or (match[1] if match else ""))
    return ""


def _rule(node: Node, desk: Desk) -> list[Block]:
    return [Break(anchors=desk.take(node), lang=desk.fresh)]


def _with_flow(handler: Callable[[Node, Desk, figures.Flow], list[Block]]) -> Handler:
    return lambda node, desk: handler(node, desk, flow)


_HANDLERS: Mapping[str, Handler] = {
    "p": _p,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "dl": _definitions,
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), _pre),
    "hr": _rule,
    "blockquote": _with_flow(quoting.quote),
    "aside": _with_flow(quoting.aside),
    "details": _with_flow(quoting.details),
    "figure": _with_flow(figures.figure),
    "table": _with_flow(tables.table),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), figures.embed),
}
