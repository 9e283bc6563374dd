"""Blocks as plain semantic HTML: what `read --json` calls `html`, and what a program may want to show."""

from __future__ import annotations

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
    List,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Table,
)


def html(block: Block) -> str:
    """One block as semantic HTML without classes; inline fragments stand as they are."""
    match block:
        case Paragraph():
            return f"<p>{block.text}</p>"
        case Heading():
            return f"<h{block.level}>{block.text}</h{block.level}>"
        case List():
            return _list(block)
        case Quote():
            cite = f"<footer>{block.attribution}</footer>" if block.attribution else ""
            return f"<blockquote>{_all(block.blocks)}{cite}</blockquote>"
        case PullQuote():
            cite = f"<footer>{block.attribution}</footer>" if block.attribution else ""
            return f"<aside><blockquote><p>{block.text}</p>{cite}</blockquote></aside>"
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Code():
            return f"<pre><code>{escape(block.text)}</code></pre>"
        case Aside():
            title = f"<p><strong>{block.title}</strong></p>" if block.title else ""
            return f"<aside>{title}{_all(block.blocks)}</aside>"
        case Break():
            return "<hr>"
        case Embed():
            return f'<p><a href="{escape(block.href)}">{escape(block.title or block.href)}</a></p>'
        case _:
            assert_never(block)


def _all(blocks: Iterable[Block]) -> str:
    return "".join(html(block) for block in blocks)


def _list(block: List) -> str:
    if block.kind == "definition":
        pairs = zip(block.terms, block.items, strict=False)
        inner = "".join("".join(f"<dt>{t}</dt>" for t in terms) + f"<dd>{_all(item)}</dd>" for terms, item in pairs)
        return f"<dl>{inner}</dl>"
    inner = "".join(f"<li>{_all(item)}</li>" for item in block.items)
    if block.kind == "number":
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>{inner}</ol>"
    return f"<ul>{inner}</ul>"


def _figure(block: Figure) -> str:
    pictures = "".join(f'<img src="{escape(image.src)}" alt="{escape(image.alt or "")}">' for image in block.images)
    credit = f"<small>{block.credit}</small>" if block.credit else ""
    if not block.caption:  # who took a picture is no caption of it
        return f"<figure>{pictures}{credit}</figure>"
    space = " " if credit else ""
    return f"<figure>{pictures}<figcaption>{block.caption}{space}{credit}</figcaption></figure>"


def _table(block: Table) -> str:
    caption = f"<caption>{block.caption}</caption>" if block.caption else ""
    head = f"<thead>{_rows(block.head)}</thead>" if block.head else ""
    return f"<table>{caption}{head}<tbody>{_rows(block.rows)}</tbody></table>"


def _rows(rows: Iterable[Row]) -> str:
    return "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    name = "th" if cell.header else "td"
    spans = [("colspan", cell.colspan), ("rowspan", cell.rowspan)]
    said = "".join(f' {key}="{value}"' for key, value in spans if value > 1)
    return f"<{name}{said}>{_all(cell.blocks) or cell.text}</{name}>"
