"""The intake: sources become articles, together with the pictures that came along with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from printkit.build.press import Press
from printkit.errors import PrintkitError
from printkit.model.article import Article, Reading, Source
from printkit.model.products import Blob

Held = Mapping[str, Blob]
"""Pictures at hand: the src as an article names it (a path from the root or an address), and its bytes, whole in the
cache."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a source: its articles, and the pictures at hand for them; other pictures lie beneath the root."""

    articles: tuple[Article, ...]
    held: Held = field(default_factory=dict)


def read(sources: Sequence[Source], reading: Reading, press: Press) -> list[Taken | PrintkitError]:
    """What came of each source, or why nothing did."""
    return [answer if isinstance(answer, PrintkitError) else Taken(answer) for answer in press.read(sources, reading)]
