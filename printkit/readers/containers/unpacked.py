"""What comes out of a container: pages to be read, and the pictures that came with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from printkit.errors import Note, ReadError
from printkit.model.article import Source

HELD_BYTES = 180 << 20
"""All that comes out of a container, in bytes; a worker may write no larger file."""
PIECE_BYTES = 40 << 20
"""One page or picture of a container, in bytes."""
PIECES = 20_000
"""How many files, parts or records a container may have."""
PAGES = 2_000
"""How many pages of it are read."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One page of a container, and the pictures at hand for it: by the name that reading the page gives them.

    `found_by_chance` is true where nobody chose the page: the recording of a visit holds frames and lists beside the
    article. Such a page is left out where it holds no article and another one does.
    """

    page: Source
    held: Mapping[str, bytes] = field(default_factory=dict)
    found_by_chance: bool = False
    findings: tuple[Note, ...] = ()


def too_large(what: str, where: str) -> Note:
    """The finding that a page or a picture was left out for its size."""
    return Note(
        "warning", "container.too-large", f"{what} is larger than {PIECE_BYTES >> 20} MB, and was left out", where
    )


class Budget:
    """Counts what comes out of a container, and stops what would fill the memory."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.left = HELD_BYTES
        self.pieces = 0

    def spend(self, size: int) -> None:
        """Take note of one piece of this size. Raises ReadError when all together is too much."""
        self.pieces += 1
        self.left -= size
        if self.left < 0:
            text = f"more than {HELD_BYTES >> 20} MB come out of it"
            raise ReadError(text, where=self.where, hint="take the articles out, and name their files")
        if self.pieces > PIECES:
            hint = "take the articles out, and name their files"
            raise ReadError(f"more than {PIECES} files are in it", where=self.where, hint=hint)
