"""What comes out of a source's text: blocks, notes, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from printkit.errors import Note
from printkit.model.blocks import Block


@dataclass(frozen=True, slots=True)
class Parsed:
    """The body as blocks, the words of each note by its number, and what was found on the way.

    Headings have the levels that the source wrote, 1 to 6: `headings.close_up` comes after the headline is lifted.
    A note's mark stands in the text as `<span class="note" data-note="1">1</span>`.
    """

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    findings: tuple[Note, ...] = ()
