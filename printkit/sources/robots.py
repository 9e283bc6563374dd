"""robots.txt: what a site asks of programs, read as RFC 9309 says, and honoured."""

from __future__ import annotations

import re

from protego import Protego

from printkit.sources.addresses import Address
from printkit.sources.wanted import UnfetchedError

PATH = "/robots.txt"
MOST = 512 << 10
"""RFC 9309, 2.5: at least 500 kibibytes are read; what is longer is cut."""

NAME = "printkit"
LONGEST_PAUSE = 10.0

_PROGRAM = re.compile(r"\s*user[- ]?agent\s*(?::|\s)([^#]*)", re.I)
_OURS = re.compile(rf"\**{NAME}\**(?:/.*)?", re.I)


class Rules:
    """What one host allows; `text` is its robots.txt, or None where it has one that cannot be had now."""

    def __init__(self, text: str | None) -> None:
        self._rules = None if text is None else Protego.parse(_for_us(text[:MOST]))

    @property
    def pause(self) -> float:
        """How many seconds a host asks programs to wait between two pages, at most `LONGEST_PAUSE`."""
        said = self._rules.crawl_delay(NAME) if self._rules else None
        return max(0.0, min(said or 0.0, LONGEST_PAUSE))

    def check(self, address: Address) -> None:
        """Raise UnfetchedError where an address may not be asked."""
        hint = "ask the site, or save the page and name the file; robots = false in [fetch] of site.toml asks anyway"
        if self._rules is None:
            said = f"the robots.txt of {address.host} cannot be had, so nothing else is asked of it"
            raise UnfetchedError(said, where=str(address), hint=hint)
        if not self._rules.can_fetch(str(address), NAME):
            said = f"the robots.txt of {address.host} asks programs to stay away from it"
            raise UnfetchedError(said, where=str(address), hint=hint, lasting=True)


def text_of(status: int, body: bytes) -> str | None:
    """The rules that an answer gives; a host that has none (4xx) allows everything, one in trouble (5xx) nothing."""
    if status == 200:
        return body.decode("utf-8", "replace").removeprefix("\ufeff")
    return None if status >= 500 or status == 429 else ""


def _for_us(text: str) -> str:
    """The rules with one name in the place of those of all other programs.

    The parser gives every program that a group names all rules of the group: with thousands of both there is no end.
    """
    return "\n".join(_renamed(line) for line in text.splitlines())


def _renamed(line: str) -> str:
    found = _PROGRAM.match(line)
    if found is None:
        return line
    name = found[1].strip()
    return f"User-agent: {'*' if name == '*' else NAME if _OURS.fullmatch(name) else 'another'}"
