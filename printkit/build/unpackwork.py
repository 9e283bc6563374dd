"""The job of opening a source, as it runs inside a worker: what comes out goes into one file, end to end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from printkit.build.tasks import PageRow, Span
from printkit.model.article import Source
from printkit.readers import opening


def unpack(
    packed: Path, media_type: str, location: str, inside: str, out: Path
) -> tuple[tuple[PageRow, ...], tuple[dict[str, Span], ...]]:
    """The pages of a source, and the groups of pictures that pages share, all of their bytes written to `out`."""
    source = Source(packed.read_bytes(), media_type, location)
    found = opening.opened(source, inside=inside)
    groups: dict[int, int] = {}
    spans: list[dict[str, Span]] = []
    rows: list[PageRow] = []
    with out.open("wb") as file:
        put = _Writer(file)
        for one in found:
            # Pages of one recording share one mapping: it is written once.
            if id(one.held) not in groups:
                groups[id(one.held)] = len(spans)
                spans.append(put.all(one.held))
            page = one.page
            row = (put(page.data), page.media_type, page.location, groups[id(one.held)])
            rows.append((*row, one.found_by_chance, one.findings))
    return tuple(rows), tuple(spans)


class _Writer:
    """Writes each piece once, however often it comes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._known: dict[bytes, Span] = {}
        self._at = 0

    def __call__(self, data: bytes) -> Span:
        sha = hashlib.sha256(data).digest()
        if sha not in self._known:
            self._file.write(data)
            self._known[sha] = self._at, len(data)
            self._at += len(data)
        return self._known[sha]

    def all(self, held: Mapping[str, bytes]) -> dict[str, Span]:
        return {name: self(data) for name, data in held.items()}
