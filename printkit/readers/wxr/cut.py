"""An export cut into its head and its items byte by byte, so that a file of any size needs the memory of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

ITEM_BYTES = 16 << 20
"""An item's largest size in bytes."""

_PIECE = 1 << 18
_BEGIN = re.compile(rb"<item[\s>]")
_EDGE = re.compile(rb"<!\[CDATA\[|<!--|</item\s*>")
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_MOST_BROKEN = 100  # items that swallow what follows, each looked through to its end; after them none is looked for
_TAIL = 16  # the longest mark that a piece's end may cut in two


class Cutter:
    """Reads an export: first `head()`, then `items()`, each once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = bytearray()
        self._over = False

    def head(self) -> bytes:
        """All that stands before the first item; of an export without items the whole, up to an item's size."""
        while (begin := _BEGIN.search(self._held)) is None and len(self._held) < ITEM_BYTES and self._more():
            pass
        end = begin.start() if begin else len(self._held)
        head = bytes(self._held[:end])
        del self._held[:end]
        return head

    def items(self) -> Iterator[bytes]:
        """Each item from `<item>` to `</item>`; one that never ends, or is too large, comes without its end."""
        swallowed = 0
        while self._seek():
            end = self._end() if swallowed < _MOST_BROKEN else 0
            if end:
                yield bytes(self._held[:end])
                del self._held[:end]
                continue
            # Something in the item swallows all that follows; the next that looks like an item may be whole again.
            after = _BEGIN.search(self._held, len(b"<item>"))
            swallowed += 1
            broken = bytes(self._held[: after.start() if after else len(self._held)])
            del self._held[: len(broken)]
            yield broken

    def _seek(self) -> bool:
        """Drop what stands before the next item; false where there is none."""
        while True:
            if begin := _BEGIN.search(self._held):
                del self._held[: begin.start()]
                return True
            del self._held[:-_TAIL]
            if not self._more():
                return False

    def _end(self) -> int:
        """Where the item at the head of what is held ends; 0 where it does not."""
        position = 0
        while True:
            edge = _EDGE.search(self._held, position)
            if edge is None:
                position = max(position, len(self._held) - _TAIL)
            elif edge[0] not in _ENDS:
                return edge.end()
            else:
                close = self._find(_ENDS[bytes(edge[0])], edge.end())
                if close < 0:
                    return 0
                position = close
                continue
            if len(self._held) > ITEM_BYTES or not self._more():
                return 0

    def _find(self, mark: bytes, start: int) -> int:
        """Where a mark ends, read on as far as an item may go; -1 where it is not there."""
        while (found := self._held.find(mark, start)) < 0:
            start = max(start, len(self._held) - len(mark))
            if len(self._held) > ITEM_BYTES or not self._more():
                return -1
        return found + len(mark)

    def _more(self) -> bool:
        piece = b"" if self._over else self._stream.read(_PIECE)
        self._over = not piece
        self._held += piece
        return bool(piece)
