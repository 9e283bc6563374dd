"""Pages that say themselves from where their addresses count (HTML, 4.2.3: the `base` element)."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from printkit.readers.web.page import Element

_PLACES = ("href", "src", "data-src", "data-original", "data-lazy-src", "poster", "data")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"(\S*[^,\s])((?:\s+\d+(?:\.\d+)?[wxh])*)\s*(?:,|$)")
_LONGEST_SET = 20_000  # letters


def settle(tree: Element, location: str) -> None:
    """Make the addresses whole that count from elsewhere than the page's own place; of a file on a disk none do."""
    base = next((found.get("href", "").strip() for found in tree.iter("base") if found.get("href")), "")
    if not base or not location.startswith(("http://", "https://")):
        return
    whole = _joined(location, base)
    if not whole.startswith(("http://", "https://")):
        return
    for element in tree.iter("a", "area", "img", "source", "video", "audio", "iframe", "embed", "object", "link"):
        for name in _PLACES:
            if (value := element.get(name, "").strip()) and not value.startswith("#"):
                element.set(name, _joined(whole, value))
        for name in _SETS:
            if value := element.get(name, "")[:_LONGEST_SET]:
                element.set(name, _CANDIDATE.sub(lambda match: f"{_joined(whole, match[1])}{match[2]}, ", value))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # no address at all: it is left as it was written
        return address
