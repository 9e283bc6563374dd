"""A rail beside the text: kept for a short article, given to the columns of a long one."""

from __future__ import annotations

from dataclasses import replace

from printkit.compose.measures import option
from printkit.model.article import Article
from printkit.model.blocks import words
from printkit.model.layout import Layout

LONG = 6_500
"""Letters beyond which an article fills pages, whose rail would be empty from the second on."""


def suited(layout: Layout, article: Article) -> Layout:
    """The layout for this article: one whose rail is `auto` has it decided by the article's length.

    Without a rail the text has the columns that the token `columns-broad` says, where none were asked for.
    """
    if option(layout, "rail") not in ("auto", "off"):
        return layout
    if option(layout, "rail") == "auto" and sum(len(words(block)) for block in article.body) <= LONG:
        return replace(layout, chosen={**layout.chosen, "rail": "on"})
    asked = option(layout, "columns") != layout.options["columns"].default
    columns = layout.tokens["columns"] if asked else layout.tokens.get("columns-broad", "1")
    tokens = {**layout.tokens, "rail": "0pt", "columns": columns}
    return replace(layout, tokens=tokens, chosen={**layout.chosen, "rail": "off"})


def rule(shared: Layout, own: Layout) -> dict[str, str]:
    """What the rules of one galley say of its rail, where the style sheet that it shares says another thing."""
    if own.tokens.get("rail") == shared.tokens.get("rail"):
        return {}
    return {"html:root": f"--columns: {own.tokens['columns']}; --rail: {own.tokens['rail']}"}
