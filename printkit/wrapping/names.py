"""The names of pictures that came along with a page, however each side spells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar
from urllib.parse import unquote

T = TypeVar("T")


def is_address(name: str) -> bool:
    """True for an address of the web."""
    return name[:8].lower().startswith(("http://", "https://"))


def matched(wanted: Iterable[str], held: Mapping[str, T]) -> dict[str, T]:
    """Of the pictures wanted those at hand: by name, else by the name however it is escaped, else without its query."""
    spelled = {plain(name): thing for name, thing in held.items()}
    loose: dict[str, T | None] = {}
    for name, one in held.items():
        bare = plain(name).partition("?")[0]
        loose[bare] = None if bare in loose else one
    found: dict[str, T] = {}
    for name in wanted:
        known = plain(name)
        thing = held.get(name) or spelled.get(known) or loose.get(known.partition("?")[0])
        if thing and not name.startswith("data:"):
            found[name] = thing
    return found


def plain(name: str) -> str:
    """A name without what may differ between two spellings of one place: escapes, anchor, scheme, `www.`."""
    bare = unquote(name.partition("#")[0])
    return re.sub(r"^https?://(?:www\.)?", "//", bare, flags=re.I) if is_address(bare) else bare
