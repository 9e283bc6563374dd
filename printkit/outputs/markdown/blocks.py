"""Blocks as Markdown, in its own signs where it has them; what it has none for stands in it as HTML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from printkit.model.blocks import (
    Aside,
    Block,
    Break,
    Code,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    cells,
)
from printkit.outputs.markdown import inline
from printkit.outputs.markdown.elements import element, footer

_MARKERS = {"bullet": ("-", "*"), "number": (".", ")")}


def markdown(blocks: Sequence[Block], wanted: Collection[str] = ()) -> str:
    """The blocks with a blank line between; only the anchors that are `wanted` are written."""
    return "\n\n".join(_each(blocks, wanted))


def _each(blocks: Sequence[Block], wanted: Collection[str]) -> Iterable[str]:
    turn = 0
    before: Block | None = None
    for block in blocks:
        # Two lists of one kind would be one if their signs were the same.
        twin = isinstance(block, List) and isinstance(before, List) and block.kind == before.kind
        turn = 1 - turn if twin else 0
        yield _named(block, _block(block, turn, wanted), wanted)
        before = block


def _named(block: Block, written: str, wanted: Collection[str]) -> str:
    """The block with the places in it that links lead to."""
    named = "".join(
        f'<a id="{inline.braced(name)}"></a>' for name in block.anchors if name in wanted and '"' not in name
    )
    if not named:
        return written
    if isinstance(block, Paragraph) and not block.lang:
        return named + written
    if isinstance(block, Heading) and not block.lang:
        signs, _, words = written.partition(" ")
        return f"{signs} {named}{words}"
    return f"<div>{named}</div>\n\n{written}"


def _block(block: Block, turn: int, wanted: Collection[str]) -> str:
    if block.lang:
        return element(block)
    match block:
        case Paragraph():
            return inline.paragraph(block.text)
        case Heading():
            return _heading(block)
        case List() if block.kind != "definition":
            return _list(block, turn, wanted)
        case Quote():
            return _quote(block, wanted)
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Code():
            return _code(block)
        case Aside():
            return _aside(block, wanted)
        case Break():
            return "***"
        case _:
            return element(block)


def _heading(block: Heading) -> str:
    words = inline.markdown(block.text, line_break="<br>")
    return f"{'#' * block.level} {re.sub(r'(#+)$', _escaped, words)}"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def _list(block: List, turn: int, wanted: Collection[str]) -> str:
    marker = _MARKERS[block.kind][turn]
    tight = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in block.items)
    done = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}{marker} " if block.kind == "number" else f"{marker} "
        done.append(sign + _indented(_item(item, wanted), " " * len(sign)))
    return ("\n" if tight else "\n\n").join(done)


def _item(item: Sequence[Block], wanted: Collection[str]) -> str:
    # A rule of the list's own sign right behind that sign would be a rule without a list.
    if item and isinstance(item[0], Break):
        return "\n\n".join(("<hr>", *_each(item[1:], wanted)))
    return markdown(item, wanted)


def _indented(text: str, indent: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(indent + line if line else line for line in rest)])


def _quote(block: Quote, wanted: Collection[str]) -> str:
    whole = "\n\n".join(filter(None, (markdown(block.blocks, wanted), footer(block))))
    return "\n".join(f"> {line}" if line else ">" for line in whole.split("\n"))


def _figure(block: Figure) -> str:
    bare = not (block.caption or block.credit or block.href)
    if bare and len(block.images) == 1 and block.images[0].alt:
        image = block.images[0]
        return f"![{inline.words(image.alt or '')}]({inline.address(inline.rooted(image.src))})"
    return element(block)


def _table(block: Table) -> str:
    aligns = _aligns(block)
    if aligns is None:
        return element(block)
    rule = "|".join(("", *(_RULES[align] for align in aligns), ""))
    return "\n".join([_row(block.head[0]), rule, *map(_row, block.rows)])


_RULES = {"": " --- ", "start": " :-- ", "center": " :-: ", "end": " --: "}


def _aligns(block: Table) -> tuple[str, ...] | None:
    """How the columns stand, or None where the table is more than rows and columns under one head."""
    if len(block.head) != 1 or block.caption or not block.rows:
        return None
    columns = [[row[n] for row in (*block.head, *block.rows) if n < len(row)] for n in range(len(block.head[0]))]
    whole = tuple(cells(block))
    even = all(len(row) == len(columns) for row in block.rows)
    if not even or any(cell.colspan > 1 or cell.rowspan > 1 or cell.blocks for cell in whole):
        return None
    if not all(cell.header for cell in block.head[0]) or any(cell.header for row in block.rows for cell in row):
        return None
    aligns = tuple(column[0].align for column in columns)
    same = all(cell.align == align for column, align in zip(columns, aligns, strict=True) for cell in column)
    return aligns if same else None


def _row(row: Row) -> str:
    written = (inline.markdown(cell.text, line_break="<br>").replace("|", "\\|") for cell in row)
    return f"| {' | '.join(written)} |"


def _code(block: Code) -> str:
    # Template signs are known to some readers in listings too, where nothing can be escaped.
    if "{%" in block.text or "{{" in block.text or (block.kind == "mathml"):
        return element(block)
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", block.text)), default=0) + 1)
    return f"{fence}{'math' if block.kind == 'tex' else block.language}\n{block.text}\n{fence}"


def _aside(block: Aside, wanted: Collection[str]) -> str:
    title = f"<h4>{inline.html(block.title)}</h4>" if block.title else ""
    if not block.title and block.blocks and isinstance(block.blocks[0], Heading):
        # A heading that comes first would be taken for the title.
        return f"<aside><div>\n\n{markdown(block.blocks, wanted)}\n\n</div></aside>"
    if not block.blocks:
        return f"<aside>{title}</aside>"
    return f"<aside>{title}\n\n{markdown(block.blocks, wanted)}\n\n</aside>"
