"""The content-addressed store of what was made before, checked on every reading and safe to delete."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from printkit.build import files
from printkit.model.products import Blob

ROOMS = ("blobs", "records", "staging", "fetched", "fontconfig")
"""The folders in a cache."""

STALE = 24 * 60 * 60
"""How old in seconds a product is that is still being made, and never will be finished."""


def default_folder() -> Path:
    """Where the cache lies: PRINTKIT_CACHE, else under XDG_CACHE_HOME, else under ~/.cache."""
    if said := os.environ.get("PRINTKIT_CACHE"):
        return Path(said)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "printkit"


def digest(*pieces: str | bytes) -> str:
    """One key out of several pieces, no two lists of which can be confused: sha256 in hex."""
    total = hashlib.sha256()
    for piece in pieces:
        data = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def sha256(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Cache:
    """Blobs by their digest and small records by their key, under one folder."""

    def __init__(self, place: Path) -> None:
        self.folder = place

    def blob(self, sha: str) -> Blob | None:
        """The blob of this digest, or None where it is missing or is not what it was."""
        path = self._blob_path(sha)
        try:
            size = path.stat().st_size
            if sha256(path) == sha:
                return Blob(path, size, sha)
            path.unlink()
        except OSError:
            # A cache that cannot be read is a cache that has nothing: the work is done again.
            return None
        return None

    def put(self, data: bytes) -> Blob:
        """Keep the bytes; their blob."""
        sha = hashlib.sha256(data).hexdigest()
        path = self._blob_path(sha)
        if self.blob(sha) is None:
            files.put(path, data, lasting=False)
        return Blob(path, len(data), sha)

    def reserve(self) -> Path:
        """A file name inside the cache for a product that is still being made; its folder exists."""
        return files.folder(self.folder / "staging") / secrets.token_hex(12)

    def tidy(self) -> None:
        """Throw away what runs that were killed were making, once it is so old that no run can still be at it."""
        left: list[Path] = []
        with suppress(OSError):  # nothing was made here yet, or another run clears the cache
            left += (self.folder / "staging").iterdir()
        for path in left:
            with suppress(OSError):  # another run takes it away, or it is not ours to take
                if path.lstat().st_mtime < time.time() - STALE:
                    _remove(path)

    def adopt(self, made: Path) -> Blob:
        """Take a finished file (from `reserve`) in as a blob."""
        sha, size = sha256(made), made.stat().st_size
        path = self._blob_path(sha)
        if self.blob(sha) is None:
            files.folder(path.parent)
            files.settle(made, path, lasting=False)
        return Blob(path, size, sha)

    def record(self, key: str) -> dict[str, object] | None:
        """The record kept under a key, or None where there is none or it is damaged."""
        try:
            total, _, text = self._record_path(key).read_text("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        if hashlib.sha256(text.encode()).hexdigest() != total:
            return None
        value = json.loads(text)
        return value if isinstance(value, dict) else None

    def keep(self, key: str, value: dict[str, object]) -> None:
        """Keep a small record of plain values under a key."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        files.put(
            self._record_path(key), f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode(), lasting=False
        )

    def size(self) -> int:
        """How many bytes the cache holds."""
        return sum(_size(path) for name in ROOMS for path in (self.folder / name).rglob("*"))

    def clear(self) -> None:
        """Throw away all that is kept, and nothing else: the folder may have been named by mistake."""
        for name in ROOMS:
            place = self.folder / name
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
        with suppress(OSError):  # it is not empty, or was never there
            self.folder.rmdir()

    def _blob_path(self, sha: str) -> Path:
        return self.folder / "blobs" / sha[:2] / sha

    def _record_path(self, key: str) -> Path:
        return self.folder / "records" / key[:2] / key


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _size(path: Path) -> int:
    """The size of a file; of a folder, and of what another run has just taken away, none."""
    with suppress(OSError):
        return path.stat().st_size if path.is_file() else 0
    return 0
