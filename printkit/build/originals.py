"""The pictures that articles want, and the bytes of those that lie in the project or in the page itself."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from printkit.build.keys import Box
from printkit.errors import SourceError
from printkit.model.products import Blob
from printkit.sources import is_address, read_beneath

PICTURE_BYTES = 20 << 20
"""A picture's largest size in bytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """One picture: its source, where it lies (at hand, else beneath the root), and how it is wanted."""

    src: str
    root: Path
    box: Box
    at_hand: Blob | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """The page that shows a picture: its address, and whether it was fetched from there or only says so of itself."""

    page: str = ""
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The pictures that an article prints: their sources, the root they lie beneath, and how large they may be.

    `held` are those at hand, by their source as the article names it, whole in the cache: they lie there and not
    beneath the root. `spot` is the page that shows them. No site is asked for what is `unasked`: it is good to have
    where it is at hand, and not missed.
    """

    sources: tuple[str, ...]
    root: Path
    box: Box
    held: Mapping[str, Blob] = field(default_factory=dict)
    spot: Spot = Spot()
    unasked: frozenset[str] = frozenset()

    @property
    def asked(self) -> tuple[str, ...]:
        """The addresses that are to be fetched."""
        known = self.unasked | self.held.keys()
        return tuple(src for src in self.sources if is_address(src) and src not in known)

    def places(self) -> Iterator[Place]:
        """Each picture with where it lies and how it is wanted."""
        return (Place(src, self.root, self.box, self.held.get(src)) for src in self.sources)


class AbsentError(SourceError):
    """A picture that is not where its source says."""


def read(src: str, root: Path) -> bytes:
    """The bytes of a picture inside the page or beneath the root; SourceError where it is broken or too large.

    Raises AbsentError where it is not there at all.
    """
    if src.startswith("data:"):
        return _inline_picture(src)
    if is_address(src):
        raise AbsentError("a picture on the web is not fetched", where=src)
    try:
        return read_beneath(root, src, PICTURE_BYTES)
    except SourceError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            raise AbsentError(error.text, where=src) from error
        raise


def _inline_picture(src: str) -> bytes:
    head, _, body = src.partition(",")
    try:
        return base64.b64decode(body, validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except binascii.Error as error:
        raise SourceError("a picture inside the page is not whole", where=head[:40]) from error
