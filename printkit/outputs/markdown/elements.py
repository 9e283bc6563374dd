"""Blocks that Markdown has no words for, as HTML that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import assert_never

from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Table,
)
from printkit.outputs.markdown.inline import braced, html, rooted

_NAMING = re.compile(r"[—–―]|--|</\w+>\Z")


def element(block: Block) -> str:
    """The block as HTML on one line, so that Markdown finds no end in it."""
    match block:
        case Paragraph():
            return _tag("p", block, html(block.text))
        case Heading():
            return _tag(f"h{block.level}", block, html(block.text))
        case List():
            return _list(block)
        case Quote():
            return _tag("blockquote", block, _all(block.blocks) + footer(block))
        case PullQuote():
            inner = f"<p>{html(block.text)}</p>{_footer(block.attribution)}"
            return _tag("aside", block, inner, ' class="pullquote"')
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Code():
            return _tag("pre", block, _listing(block))
        case Aside():
            title = f"<h4>{html(block.title)}</h4>" if block.title else ""
            return _tag("aside", block, title + _all(block.blocks))
        case Break():
            return f"<hr{_lang(block)}>"
        case Embed():
            return _embed(block)
        case _:
            assert_never(block)


def _all(blocks: Iterable[Block]) -> str:
    return "".join(element(block) for block in blocks)


def _tag(name: str, block: Block, inner: str, more: str = "") -> str:
    return f"<{name}{more}{_lang(block)}>{inner}</{name}>"


def _lang(block: Block) -> str:
    return f' lang="{escape(block.lang)}"' if block.lang else ""


def _attribute(name: str, value: str) -> str:
    return f' {name}="{braced(escape(value))}"'


def footer(block: Quote) -> str:
    """Whose words they are; where nobody is named, what keeps the last words from being taken for a name."""
    if block.attribution:
        return _footer(block.attribution)
    last = block.blocks[-1] if block.blocks else None
    return "<div></div>" if isinstance(last, Paragraph) and _NAMING.search(last.text) else ""


def _footer(attribution: Inline) -> str:
    return f"<footer>{html(attribution)}</footer>" if attribution else ""


def _list(block: List) -> str:
    if block.kind == "definition":
        pairs = zip(block.terms, block.items, strict=False)
        inner = "".join(
            "".join(f"<dt>{html(t)}</dt>" for t in terms) + f"<dd>{_all(item)}</dd>" for terms, item in pairs
        )
        return _tag("dl", block, inner)
    inner = "".join(f"<li>{_all(item)}</li>" for item in block.items)
    start = f' start="{block.start}"' if block.kind == "number" and block.start != 1 else ""
    return _tag("ol" if block.kind == "number" else "ul", block, inner, start)


def _figure(block: Figure) -> str:
    images = "".join(map(_image, block.images))
    shown = f"<a{_attribute('href', block.href)}>{images}</a>" if block.href and images else images
    credit = f'<span class="credit">{html(block.credit)}</span>' if block.credit else ""
    space = " " if block.caption and credit else ""
    under = f"<figcaption>{html(block.caption)}{space}{credit}</figcaption>" if block.caption or credit else ""
    return _tag("figure", block, shown + under)


def _image(image: Image) -> str:
    alt = _attribute("alt", image.alt) if image.alt is not None else ""
    return f"<img{_attribute('src', rooted(image.src))}{alt}>"


def _table(block: Table) -> str:
    caption = f"<caption>{html(block.caption)}</caption>" if block.caption else ""
    head = f"<thead>{_rows(block.head)}</thead>" if block.head else ""
    return _tag("table", block, f"{caption}{head}<tbody>{_rows(block.rows)}</tbody>")


def _rows(rows: Iterable[Row]) -> str:
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    name = "th" if cell.header else "td"
    spans = "".join(f' {key}="{n}"' for key, n in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if n > 1)
    align = f' align="{cell.align}"' if cell.align else ""
    return f"<{name}{spans}{align}>{_all(cell.blocks) or html(cell.text)}</{name}>"


def _listing(block: Code) -> str:
    language = "math" if block.kind == "tex" else block.language
    said = _attribute("data-lang", language) if language else ""
    text = braced(escape(block.text, quote=False)).replace("\n", "&#10;")
    # A reader takes one line end away at the end of a listing.
    return f"<code{said}>{text}&#10;</code>"


def _embed(block: Embed) -> str:
    name = block.kind if block.kind in {"video", "audio"} else "iframe"
    title = _attribute("title", block.title) if block.title else ""
    return f"<{name}{_attribute('src', block.href)}{title}{_lang(block)}></{name}>"
