"""The program pandoc: found, asked what it reads, and run within bounds, on one document at a time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from printkit import walls
from printkit.errors import ReadError
from printkit.wrapping.documents import Format

SECONDS = 45.0
"""How long one conversion may take."""
TEXT_BYTES = 40 << 20
"""The largest text in bytes that is taken from it."""
MEDIA_BYTES = 180 << 20
"""All pictures of a document, in bytes."""
MEDIA = "held"
"""The folder, in the text that comes out, in which a document's own pictures lie."""

_TEMPLATE = "$meta-json$\n$body$\n"
_SOURCES = "https://pandoc.org/installing.html"


@dataclass(frozen=True, slots=True)
class Converted:
    """A document as pandoc tells it: its metadata as JSON, its body as HTML, and its pictures by path below MEDIA."""

    meta: str
    body: str
    pictures: Mapping[str, bytes]


def convert(data: bytes, kind: Format, where: str) -> Converted:
    """A document turned into HTML by the pandoc on this machine, which reads nothing but these bytes.

    Raises ReadError where there is no pandoc, where it is too old for this kind, and for a document that it cannot
    read, or not within 45 seconds and the memory at hand.
    """
    program = _program(kind, where)
    if kind.name not in _inputs(program):
        hint = f"pandoc reads it from version {kind.since} on: {_SOURCES}; or save it as HTML or Markdown"
        raise ReadError(f"the pandoc on this machine does not read {kind.called}", where=where, hint=hint)
    with TemporaryDirectory(prefix="pandoc-") as name:
        folder = Path(name)
        (folder / "source").write_bytes(data)
        (folder / "template.html").write_text(_TEMPLATE, encoding="utf-8")
        _run(program, kind, folder, where)
        meta, _, body = _text(folder / "text.html", where).partition("\n")
        return Converted(meta, body, _pictures(folder / MEDIA))


def _program(kind: Format, where: str) -> str:
    found = shutil.which("pandoc")
    if found is None:
        hint = f"install it: {_SOURCES}; or save the document as HTML or Markdown"
        raise ReadError(f"{kind.called} is read through pandoc, which is not on this machine", where=where, hint=hint)
    return found


@cache
def _inputs(program: str) -> frozenset[str]:
    """The formats that this pandoc reads."""
    try:
        asked = (program, "--list-input-formats")
        told = subprocess.run(asked, capture_output=True, timeout=20, env=_environment(), check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split())


def _environment() -> dict[str, str]:
    return walls.environment(os.environ)


def _run(program: str, kind: Format, folder: Path, where: str) -> None:
    # --sandbox: nothing but the named files is read, whatever the document includes (pandoc 2.15 and later).
    asked = (
        *(program, "--sandbox", f"--from={kind.name}{kind.more}", "--to=html5", "--wrap=none", "--mathjax", "--quiet"),
        *("--template=template.html", f"--extract-media={MEDIA}", "--output=text.html", "source"),
    )
    words = folder / "words"
    try:
        with words.open("wb") as said, (folder / "nothing").open("w+b") as nothing:
            ended = subprocess.run(
                asked,
                cwd=folder,
                stdin=nothing,
                stdout=said,
                stderr=said,
                timeout=SECONDS,
                env=_environment(),
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        hint = "divide the document"
        raise ReadError(f"pandoc took more than {SECONDS:g} s over it", where=where, hint=hint) from error
    except OSError as error:
        hint = f"is it whole? {_SOURCES}"
        raise ReadError(f"pandoc cannot be started: {error.strerror}", where=where, hint=hint) from error
    if ended.returncode:
        raise _refused(ended.returncode, words, kind, where)


def _refused(code: int, words: Path, kind: Format, where: str) -> ReadError:
    with words.open("rb") as file:
        said = file.read(4000).decode("utf-8", "replace")
    if "--sandbox" in said:
        hint = f"version {kind.since} or later reads documents safely: {_SOURCES}"
        return ReadError("the pandoc on this machine is too old", where=where, hint=hint)
    if code < 0 or re.search(r"heap|memory", said, re.I):
        return ReadError("pandoc ran out of time or memory over it", where=where, hint="divide the document")
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith("[")]
    first = " ".join(lines[:2])[:160] or f"it ended with {code}"
    hint = "does it open in the program that its name promises?"
    return ReadError(f"pandoc cannot read this as {kind.called}: {first}", where=where, hint=hint)


def _text(path: Path, where: str) -> str:
    with path.open("rb") as file:
        data = file.read(TEXT_BYTES + 1)
    if len(data) > TEXT_BYTES:
        raise ReadError(f"its text is larger than {TEXT_BYTES >> 20} MB", where=where, hint="divide the document")
    return data.decode("utf-8", "replace")


def _pictures(folder: Path) -> dict[str, bytes]:
    """What pandoc laid down, as far as it is not too much."""
    found: dict[str, bytes] = {}
    left = MEDIA_BYTES
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_symlink() or not path.is_file():
            continue
        left -= path.stat().st_size
        if left >= 0:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
