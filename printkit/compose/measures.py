"""The measures of a layout: its tokens as lengths, and as the custom properties of its style sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from printkit.config.lengths import length, written
from printkit.errors import ConfigError, LayoutError
from printkit.model.layout import Layout

_SAFE = re.compile(r"""[\w\s.,%#"'()+*/-]*""")
_MONO = 0.6
"""The width of a monospaced letter, in ems of its size."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What composing must know of the page, in pt: one line, one column, and all columns with the gaps between.

    `rail` is what a layout keeps free beside the columns of its text, gap and all; `tall` the share of the text's
    height that a picture across them may take.
    """

    tokens: Mapping[str, str]
    baseline: float
    column: float
    text_width: float
    text_height: float
    page_width: float
    page_height: float
    margin_top: float
    columns: int
    rail: float
    tall: float
    letters: float
    code_letters: int
    table_letters: int
    wide_letters: int


def measures(layout: Layout) -> Measures:
    """The layout's measures; raises LayoutError for a token that is missing or no length."""
    tokens = layout.tokens
    page = layout.page
    width = page.width - page.inner - page.outer
    columns = _columns(tokens, layout)
    gap = _length(tokens, "column-gap", layout)
    rail = _length(tokens, "rail", layout) if "rail" in tokens else 0.0
    column = (width - rail - gap * (columns - 1)) / columns
    # A paper's first page may have a rail in place of its outer column.
    across = width if tokens.get("column-width", "auto") == "auto" else width - column - gap
    return Measures(
        tokens=tokens,
        baseline=_length(tokens, "baseline", layout),
        column=column,
        text_width=width,
        text_height=page.height - page.top - page.bottom,
        page_width=page.width,
        page_height=page.height,
        margin_top=page.top,
        columns=columns,
        rail=rail,
        tall=_share(tokens.get("picture-tall", "0.54"), layout),
        letters=column / (0.5 * _length(tokens, "size", layout)),
        code_letters=int(column / (_MONO * _length(tokens, "code-size", layout))),
        table_letters=int(column / (0.5 * _length(tokens, "table-size", layout))),
        wide_letters=int(across / (0.5 * _length(tokens, "wide-size" if columns == 1 else "table-size", layout))),
    )


def option(layout: Layout, name: str, default: str = "") -> str:
    """What holds for an option: chosen, else declared, else the default given."""
    declared = layout.options[name].default if name in layout.options else default
    return layout.chosen.get(name, declared)


def root(layout: Layout, tokens: Mapping[str, str]) -> str:
    """The rule that turns [page] and [tokens] into custom properties; raises LayoutError for an unsafe value."""
    page = layout.page
    lengths = {
        "page-width": page.width,
        "page-height": page.height,
        "margin-top": page.top,
        "margin-bottom": page.bottom,
        "margin-inner": page.inner,
        "margin-outer": page.outer,
        "bleed": page.bleed,
    }
    said = {name: written(value) for name, value in lengths.items()} | dict(tokens)
    lines = [f"  --{name}: {_value(name, value, layout)};" for name, value in said.items()]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _columns(tokens: Mapping[str, str], layout: Layout) -> int:
    said = tokens.get("columns", "1")
    if not said.isdecimal() or not 1 <= int(said) <= 8:
        raise LayoutError(f"'{said}' columns cannot be set", where=f"layout {layout.name}", hint="a number from 1 to 8")
    return int(said)


def _share(said: str, layout: Layout) -> float:
    if not re.fullmatch(r"0?\.\d+|1", said):
        raise LayoutError(f"'{said}' is no share of the text's height", where=f"layout {layout.name}", hint="0.5")
    return float(said)


def _length(tokens: Mapping[str, str], name: str, layout: Layout) -> float:
    if name not in tokens:
        raise LayoutError(f"the token '{name}' is missing", where=f"layout {layout.name}", hint="extend base")
    return _as_length(tokens[name], name, layout)


def _as_length(said: str, name: str, layout: Layout) -> float:
    try:
        return length(said)
    except ConfigError as fault:
        raise LayoutError(f"{name}: {fault.text}", where=f"layout {layout.name}", hint=fault.hint) from fault


def _value(name: str, value: str, layout: Layout) -> str:
    """A token as CSS: nothing in it may end the declaration or name a file."""
    if not _SAFE.fullmatch(value):
        raise LayoutError(f"the token '{name}' may not be '{value}'", where=f"layout {layout.name}")
    return value
