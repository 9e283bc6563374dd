"""Files of the project: read beneath its root and nowhere else, with the type that their names say."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from printkit.errors import SourceError
from printkit.model import endings
from printkit.model.article import Source

MAX_BYTES = 5 << 20
"""An article's largest size in bytes; what is larger is no article (an export is read by its own reader)."""

PAGE_BYTES = 56 << 20
"""A page's largest size in bytes: one that was saved whole may have all its pictures in it."""

CONTAINER_BYTES = 256 << 20
"""The largest size in bytes of what holds pages or pictures: a recording, a zip, a word processor's document."""

MEDIA_TYPES = {
    **endings.ARTICLES,
    ".tex": "application/x-tex",
    ".ipynb": "application/x-ipynb+json",
    ".warc": "application/warc",
    ".gz": "application/gzip",
    ".wacz": "application/wacz",
    ".zip": "application/zip",
}
"""Media types by the endings of names; what is in a container is seen when it is unpacked."""

_HOLDING = (".mht", ".docx", ".odt", ".epub", ".rtf", ".ipynb", ".warc", ".gz", ".wacz", ".zip")
_CONTAINERS = frozenset(MEDIA_TYPES[suffix] for suffix in _HOLDING)

MANY_TYPES = {
    ".xml": "application/xml",
    ".wxr": "application/wxr+xml",
    ".rss": "application/rss+xml",
    ".rdf": "application/rdf+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
}
"""The media types of exports and feeds, which hold many articles; the readers look into them to tell them apart."""

MANY_BYTES = 32 << 20
"""The largest size in bytes of an export or a feed that is printed as it is; `printkit import` takes any size."""

TYPES = {
    "markdown": "text/markdown",
    "text": "text/plain",
    "html": "text/html",
    **{name: MEDIA_TYPES[f".{name}"] for name in ("mhtml", "warc", "zip", "docx", "odt", "rst", "asciidoc", "jats")},
    "wxr": MANY_TYPES[".wxr"],
    "feed": MANY_TYPES[".rss"],
}
"""What `--type` says, as a media type."""

# What was typed as an address is written, or without its beginning; two slashes in a path are one.
_LIKE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/|(?:[a-z0-9-]+\.)+[a-z]{2,}/|www\.", re.I)


def is_address(name: str) -> bool:
    """True for an http or https address."""
    return name[:8].lower().startswith(("http://", "https://"))


def index_of(folder: Path) -> Path:
    """The one article file of a folder: its index, else the only article in it."""
    for suffix in endings.ARTICLES:
        if (folder / f"index{suffix}").is_file():
            return folder / f"index{suffix}"
    # Beside an article a file of any other kind, a zip or TeX, may hold anything.
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in endings.ARTICLES and not p.name.startswith("."))
    if len(found) == 1:
        return found[0]
    if not found:
        raise SourceError(
            "no article in this folder", where=str(folder), hint=f"an article ends in {', '.join(endings.ARTICLES)}"
        )
    raise SourceError(
        f"{len(found)} articles in this folder",
        where=str(folder),
        hint="name one of them, or make an issue of the folder with `printkit build`",
    )


def media_type(name: str, said: str = "") -> str:
    """The media type of a source by what was said of it, else by its name; SourceError where neither tells."""
    if said:
        return TYPES[said]
    suffix = PurePosixPath(name).suffix.lower()
    known_types = MEDIA_TYPES | MANY_TYPES
    if suffix in known_types:
        return known_types[suffix]
    known = ", ".join(known_types)
    raise SourceError(
        f"cannot tell what kind of source this is by its name {'(' + suffix + ')' if suffix else ''}".rstrip(),
        where=name,
        hint=f"printkit reads {known}; say --type {', '.join(TYPES)}",
    )


def inside(path: Path, root: Path) -> str:
    """The path from the root, with slashes; SourceError where it lies outside."""
    # The folder is resolved and the last part is not: a link as the file itself is met, and refused, on opening.
    try:
        return (path.parent.resolve() / path.name).relative_to(root).as_posix()
    except ValueError:  # a name with a NUL in it as well, which is nowhere
        raise SourceError(
            "this file lies outside the project's root",
            where=str(path),
            hint=f"the root is {root}; --root FOLDER sets it",
        ) from None


def is_folder(path: Path) -> bool:
    """True for a folder; of a name that no file can have, false."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def load(path: Path, *, root: Path, said: str = "") -> Source:
    """The source in a file of the project; SourceError where it is missing, unreadable or too large."""
    location = inside(path, root)
    _check_there(path, location)
    kind = media_type(location, said)
    return Source(read_beneath(root, location, most_bytes(kind)), kind, location)


def _check_there(path: Path, location: str) -> None:
    """Raise SourceError where there is no file of this name, with a word for what looks like an address."""
    try:
        path.lstat()
    except PermissionError:
        return  # which reading it tells better
    except (OSError, ValueError) as error:
        hint = "check the name, or --root FOLDER"
        if _LIKE_ADDRESS.match(path.as_posix()):
            hint = "an address begins with https:// or http://"
        raise SourceError("no such file", where=location, hint=hint) from error


def most_bytes(kind: str) -> int:
    """How large a source of this media type may be, in bytes."""
    essence = kind.partition(";")[0]
    if essence in _CONTAINERS:
        return CONTAINER_BYTES
    if essence == "text/html":
        return PAGE_BYTES
    return MANY_BYTES if essence in MANY_TYPES.values() else MAX_BYTES


def from_stdin(said: str) -> Source:
    """The source on standard input; its type must be said, Markdown where it is not."""
    kind = media_type("-", said or "markdown")
    most = most_bytes(kind)
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise SourceError(f"more than {most >> 20} MB on standard input", where="-", hint="an article is smaller")
    return Source(data, kind, "stdin")


def read_beneath(root: Path, location: str, cap: int) -> bytes:
    """The bytes of a regular file beneath the root, at most `cap`; no link is followed on the way.

    Raises SourceError (missing, no regular file, too large, a symbolic link, a path that climbs).
    """
    with _opened(root, location) as descriptor:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SourceError(
                "not a regular file", where=location, hint="give a file with an article or a picture in it"
            )
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(cap + 1)
    if len(data) > cap:
        raise SourceError(f"larger than {cap >> 20} MB", where=location, hint="split it, or make it smaller")
    return data


@contextmanager
def _opened(root: Path, location: str) -> Iterator[int]:
    parts = [part for part in location.split("/") if part not in {"", "."}]
    if not parts or ".." in parts or "\0" in location:
        raise SourceError(
            "a path that leaves the project", where=location, hint="name a file inside the project's root"
        )
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, part in enumerate(parts, 1):
            folder = os.O_DIRECTORY if number < len(parts) else 0
            # O_NONBLOCK: a named pipe opened for reading would wait for ever.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | folder
            deeper = os.open(part, flags, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = deeper
        yield descriptor
    except OSError as error:
        raise _refused(error, location) from error
    finally:
        os.close(descriptor)


def _refused(error: OSError, location: str) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SourceError("no such file", where=location, hint="check the name, or --root FOLDER")
    if isinstance(error, PermissionError):
        return SourceError("not allowed to read this file", where=location, hint="check its permissions")
    if error.errno == errno.ELOOP:  # O_NOFOLLOW met one
        return SourceError(
            "a symbolic link is not followed", where=location, hint="put the file itself into the project"
        )
    return SourceError(f"cannot be read: {error.strerror}", where=location, hint="try another file")
