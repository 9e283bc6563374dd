"""The one room that writes: under a final name there is only ever a whole file."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printkit.errors import OutputError


def folder(path: Path) -> Path:
    """The folder, made where it was missing; OutputError where it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    return path


def check_writable(path: Path) -> None:
    """Raise OutputError now, before any work, where a file of this name could not be written."""
    if path.is_dir():
        raise OutputError("this is a folder", where=str(path), hint="end a folder's name with / or name a file")
    with staged(path) as temporary:
        _write(temporary, b"")
        temporary.unlink()


def put(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write the bytes under the name, whole or not at all: temporary file, fsync, rename, fsync of the folder.

    What is not `lasting` is renamed without being synced: a cache, which is checked on reading.
    """
    with staged(path) as temporary:
        _write(temporary, data)
        settle(temporary, path, lasting=lasting)


def copy(source: Path, path: Path) -> None:
    """Copy a file under the name, whole or not at all."""
    with staged(path) as temporary:
        try:
            shutil.copyfile(source, temporary)
        except OSError as error:
            raise _refused(path, error) from error
        settle(temporary, path)


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, gone when the block ends however it ends."""
    temporary = folder(path.parent) / f".{path.name[:80]}.{secrets.token_hex(6)}.part"
    try:
        yield temporary
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def settle(temporary: Path, path: Path, *, lasting: bool = True) -> None:
    """Give a whole temporary file its final name; on the disk for good where it is `lasting`."""
    try:
        if lasting:
            _sync(temporary, os.O_RDONLY)
        temporary.replace(path)
        if lasting:
            _sync(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _refused(path, error) from error


def _write(temporary: Path, data: bytes) -> None:
    try:
        temporary.write_bytes(data)
    except OSError as error:
        raise _refused(temporary.parent, error) from error


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refused(path: Path, error: OSError) -> OutputError:
    hint = {
        PermissionError: "check its permissions, or write elsewhere with -o",
        FileExistsError: "a file stands where a folder is wanted",
        NotADirectoryError: "a file stands where a folder is wanted",
    }.get(type(error), "free some space, or write elsewhere with -o")
    return OutputError(f"cannot be written: {error.strerror or error}", where=str(path), hint=hint)
