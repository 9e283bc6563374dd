"""The one place that speaks to trafilatura: loaded with the first page, for other sources need not wait for it."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from printkit.readers.web.page import Element

# htmldate would else take today for the last day there is, and read the same page otherwise tomorrow.
_LAST_DAY = "2099-12-31"


@dataclass(frozen=True, slots=True)
class Guess:
    """Authors, parted by semicolons, and day (ISO 8601) of a page as trafilatura guesses them, each maybe empty."""

    authors: str = ""
    day: str = ""


def text(tree: Element, *, fast: bool) -> str:
    """What trafilatura takes for the article's text, without its second opinion where it is to be fast."""
    import trafilatura  # noqa: PLC0415 - see above

    return trafilatura.extract(copy.copy(tree), include_comments=False, fast=fast) or ""


def guess(tree: Element, address: str) -> Guess:
    """Who wrote a page and when, where the page does not say so in its own data."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    how = {"original_date": True, "extensive_search": False, "max_date": _LAST_DAY}
    found = extract_metadata(tree, default_url=address or None, date_config=how)
    return Guess(found.author or "", found.date or "") if found is not None else Guess()


def encodings(data: bytes) -> list[str]:
    """The encodings that bytes may be in, the likeliest first."""
    from trafilatura.utils import detect_encoding  # noqa: PLC0415

    return list(detect_encoding(data))
