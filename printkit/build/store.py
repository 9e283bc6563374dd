"""The store of what was fetched: plain files with names that say what they are, and one index of them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from printkit.build import files
from printkit.errors import OutputError, SourceError
from printkit.names import slugify
from printkit.sources import is_address, kinds, read_beneath

INDEX = "index.json"
# Names as they are given here: nothing else is ever dropped, whatever an index says.
_OURS = re.compile(r"[a-z0-9][a-z0-9-]*-[0-9a-f]{12}(?:\.[a-z0-9]{1,12})?")
MOST = 110 << 20
"""The largest file in bytes that is read back."""

KEPT_DAYS, KEPT_BYTES = 90, 1 << 30
"""In the cache: how long an answer is kept after it was last fetched, and how much is kept of all, the newest first."""

_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Row:
    """What an address gave: where from in the end, of what kind, the file with its digest, and when.

    `fetched` and `until` are moments in UTC, in ISO 8601; until then it is taken as it is where sites are asked again.
    `refused` is why there is no file: what the site said that it would say again. `own` marks what was asked for with
    the reader's own headers or cookies.
    """

    address: str
    final: str = ""
    media_type: str = ""
    file: str = ""
    sha256: str = ""
    status: int = 200
    fetched: str = ""
    until: str = ""
    etag: str = ""
    modified: str = ""
    refused: str = ""
    own: bool = False

    @property
    def day(self) -> str:
        """The day it was fetched."""
        return self.fetched[:10]

    @property
    def is_fresh(self) -> bool:
        """Whether the site need not be asked again yet."""
        return now() < self.until


@dataclass(frozen=True, slots=True)
class Kept:
    """A row and its bytes as they lie there; `changed` where they are no longer what was fetched."""

    row: Row
    data: bytes
    changed: bool = False


class Store:
    """A folder of fetched files; made when the first is kept. Safe to use from several threads."""

    def __init__(self, folder: Path, *, lasting: bool = False) -> None:
        self.folder = folder
        self._lasting = lasting
        self._lock = threading.Lock()
        self._new: dict[str, Row] = {}
        self._rows: dict[str, Row] | None = None
        self.fault = ""
        # A link would lead what is read and written out of the project.
        self._astray = folder.is_symlink()

    def row(self, address: str) -> Row | None:
        """What is known of an address."""
        with self._lock:
            return self._known().get(address)

    def find(self, address: str) -> Kept | None:
        """What an address gave, as it lies there now; None where there is nothing, or its file is gone."""
        row = self.row(address)
        if row is None or not row.file or self._astray:
            return None
        with suppress(SourceError, OSError):
            data = read_beneath(self.folder.resolve(), row.file, MOST)
            return Kept(row, data, hashlib.sha256(data).hexdigest() != row.sha256)
        return None

    def keep(self, row: Row, data: bytes) -> Row:
        """Keep the bytes under a name of their own; the index follows with `write`."""
        if self._astray:
            raise OutputError("a symbolic link is not followed", where=str(self.folder), hint="make it a folder")
        sha = hashlib.sha256(data).hexdigest()
        name = f"{_stem(row.final or row.address)}-{sha[:12]}{kinds.ending(row.media_type)}"
        files.put(self.folder / name, data, lasting=self._lasting)
        return self.note(replace(row, file=name, sha256=sha))

    def note(self, row: Row) -> Row:
        """Keep what is known of an address without new bytes."""
        with self._lock:
            self._known()[row.address] = row
            self._new[row.address] = row
        return row

    def write(self) -> None:
        """Write the index where there is something new, with what others have written meanwhile; drop unnamed files."""
        with self._lock:
            if not self._new or self._astray:
                return
            old = self._read()
            rows = {**old, **self._new}
            rows = rows if self._lasting else self._worth_keeping(rows)
            text = {address: _plain(rows[address]) for address in sorted(rows)}
            said = json.dumps(text, ensure_ascii=False, indent=1) + "\n"
            files.put(self.folder / INDEX, said.encode(), lasting=self._lasting)
            self._rows = rows
            named = {row.file for row in rows.values()}
            dropped = {row.file for address, row in old.items() if rows.get(address) != row} - named
            self._new = {}
        for name in filter(_OURS.fullmatch, dropped if self._lasting else dropped | self._forgotten(named)):
            with suppress(OSError):
                (self.folder / name).unlink()

    def _worth_keeping(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        """The rows that are neither too old nor beyond what is kept in all; what this run fetched always is."""
        kept = dict(self._new)
        left = KEPT_BYTES - sum(map(self._size, {row.file for row in kept.values()}))
        oldest = now(-KEPT_DAYS * _DAY)
        for address, row in sorted(rows.items(), key=lambda pair: pair[1].fetched, reverse=True):
            left -= 0 if address in kept else self._size(row.file)
            if left >= 0 and row.fetched >= oldest:
                kept[address] = row
        return kept

    def _size(self, name: str) -> int:
        with suppress(OSError):
            return (self.folder / name).stat().st_size if name else 0
        return 0

    def _forgotten(self, named: Collection[str]) -> set[str]:
        """Files of before today that no row names: of runs that were ended before they wrote the index."""
        yesterday = time.time() - _DAY
        with suppress(OSError):
            found = [one for one in os.scandir(self.folder) if one.name not in named]
            return {one.name for one in found if one.stat(follow_symlinks=False).st_mtime < yesterday}
        return set()

    def _known(self) -> dict[str, Row]:
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    def _read(self) -> dict[str, Row]:
        if self._astray or not (self.folder / INDEX).exists():
            return {}
        try:
            said = json.loads(read_beneath(self.folder.resolve(), INDEX, MOST).decode("utf-8"))
            items = tuple(said.items())
        except (SourceError, OSError, ValueError, AttributeError, RecursionError) as error:
            why = error.text if isinstance(error, SourceError) else type(error).__name__
            self.fault = f"{INDEX} cannot be read ({why}): everything is fetched anew"
            return {}
        return self._sound(items)

    def _sound(self, items: Iterable[tuple[str, object]]) -> dict[str, Row]:
        """The rows that may be trusted to name a file of this folder."""
        rows = {}
        for address, value in items:
            try:
                rows[address] = _row(address, value)
            except (ValueError, TypeError) as error:
                self.fault = f"a row of {INDEX} was passed over, and is fetched anew: {error}"
        return rows


def now(seconds: float = 0.0) -> str:
    """The moment that is so many seconds from now."""
    return datetime.fromtimestamp(datetime.now(UTC).timestamp() + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(address: str, value: object) -> Row:
    if not isinstance(value, Mapping):
        raise TypeError("it is no table")
    texts = {f.name: str(value.get(f.name, "")) for f in fields(Row) if f.name not in {"address", "status", "own"}}
    plain = not any(mark in texts["file"] for mark in ("/", "\\", "\0"))
    if not plain or texts["file"].startswith(".") or texts["file"].lower() == INDEX:
        raise ValueError(f"'{texts['file'][:80]}' is no file of this folder")
    if texts["final"] and not is_address(texts["final"]):
        raise ValueError("an address that is none")
    texts |= {name: "" for name in ("etag", "modified") if not texts[name].isascii() or not texts[name].isprintable()}
    status = value.get("status")
    return Row(address, **texts, status=status if isinstance(status, int) else 0, own=value.get("own") is True)


def _plain(row: Row) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if value not in ("", False) and name != "address"}


def _stem(address: str) -> str:
    parts = urlsplit(address)
    name = PurePosixPath(unquote(parts.path)).stem or (parts.hostname or "")
    return slugify(name)[:60].strip("-") or "page"
