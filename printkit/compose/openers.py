"""How much of its first page an opener takes, about: what a picture above it must leave."""

from __future__ import annotations

import math

from printkit.compose.measures import Measures
from printkit.config.lengths import length
from printkit.model.article import Article

_HEADLINE, _STANDFIRST = 0.5, 0.45
"""How wide a letter of the two is taken to be, in ems."""

_AROUND = 8.0
"""Lines of the grid for caption, kicker, byline and the space between them, where no token `opener-lines` says it."""


def height(article: Article, measures: Measures, size: str) -> float:
    """The height in pt of headline, standfirst, byline and what parts them; `size` is brief, usual or long.

    Nothing where the layout has the picture elsewhere than below them (the token `lead` is `text`).
    """
    if measures.tokens.get("lead") == "text":
        return 0.0
    head = "headline" if size == "usual" else f"headline-{size}"
    return (
        _lines(article.headline, head, _HEADLINE, measures)
        + _lines(article.standfirst, "standfirst", _STANDFIRST, measures)
        + float(measures.tokens.get("opener-lines", _AROUND)) * measures.baseline
    )


def _lines(text: str, token: str, letter: float, measures: Measures) -> float:
    size, leading = (length(measures.tokens[f"{token}-{part}"]) for part in ("size", "leading"))
    return math.ceil(len(text) * letter * size / measures.text_width) * leading
