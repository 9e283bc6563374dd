"""Zip files: a saved page with what it shows, a folder of articles, the export of a blog, a recording of a visit."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from posixpath import basename, dirname

from printkit.errors import Note, ReadError
from printkit.model import endings
from printkit.model.article import Source
from printkit.names import page_beside
from printkit.readers.containers import blogs, names, warc
from printkit.readers.containers.unpacked import HELD_BYTES, PAGES, PIECE_BYTES, PIECES, Budget, Unpacked, too_large
from printkit.wrapping.kinds import is_picture

RATIO = 200
"""How many times its own size a file may be once inflated, from a megabyte on: text comes to twenty."""
_HEAD = 64

_NO_ARTICLES = frozenset({"readme", "license", "licence", "changelog", "contributing", "robots"})


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a zip that are ours to read: by path, with their bytes."""

    texts: Mapping[str, bytes]
    pictures: Mapping[str, bytes]
    records: tuple[bytes, ...]
    findings: tuple[Note, ...]


def unpack(source: Source) -> tuple[Unpacked, ...]:
    """The articles in a zip, in the order of their names, with its pictures.

    Raises ReadError for what is no zip or is encrypted, for one that would fill the disk, and for one without articles.
    """
    files = _files(source)
    if files.records:
        return _recorded(files, source)
    chosen = blogs.substack(files.texts, source.location) or _chosen(files.texts, source.location)
    if not chosen and (found := _document(source.data)):
        hint = f"name it with the ending {found[1]}"
        raise ReadError(f"this is {found[0]}, and not a zip of articles", where=source.location, hint=hint)
    if not chosen:
        lost = "; ".join(note.text for note in files.findings[:3])
        hint = lost or f"an article in a zip ends in {', '.join(endings.ARTICLES)}"
        raise ReadError("there are no articles in it", where=source.location, hint=hint)
    if len(chosen) > PAGES:
        raise ReadError(f"more than {PAGES} articles are in it", where=source.location, hint="divide it")
    held = _held(files.pictures, source.location)
    first, *rest = (_unpacked(page, held) for page in chosen)
    taken = [page.location.removeprefix(f"{source.location}/") for page in chosen]
    told = blogs.left_out(list(files.texts), taken, source.location)
    return Unpacked(first.page, first.held, findings=(*files.findings, *told)), *rest


def _document(data: bytes) -> tuple[str, str] | None:
    """What a zip is that is one document, and the ending of such."""
    head, directory = data[:200], data[-(1 << 16) :]
    if b"word/document.xml" in directory:
        return "a Word document", ".docx"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "an OpenDocument text", ".odt"
    return ("an EPUB book", ".epub") if b"mimetypeapplication/epub+zip" in head else None


def _unpacked(page: Source, held: Mapping[str, bytes]) -> Unpacked:
    if page.media_type != "text/html":
        return Unpacked(page, held)
    text = names.settled(page.data.decode("latin-1"), held, page.location)
    return Unpacked(Source(text.encode("latin-1"), page.media_type, page.location), held)


def _recorded(files: _Files, source: Source) -> tuple[Unpacked, ...]:
    """The pages of the recordings in a WACZ; those that it lists as its pages, if it does."""
    found = [one for data in files.records for one in warc.unpack(Source(data, "application/warc", source.location))]
    listed = b"".join(data for path, data in files.texts.items() if path.endswith("pages.jsonl")).decode(
        "utf-8", "replace"
    )
    visited = set(re.findall(r'"url"\s*:\s*"([^"]+)"', listed))
    first, *rest = tuple(one for one in found if one.page.location in visited) or tuple(found)
    return replace(first, findings=(*files.findings, *first.findings)), *rest


def _files(source: Source) -> _Files:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as opened:
            return _read(opened, source.location)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        said = " ".join(str(error).split())[:80]
        hint = "it may be cut off: fetch or make it anew"
        raise ReadError(f"the zip cannot be read: {said}", where=source.location, hint=hint) from error


def _read(opened: zipfile.ZipFile, where: str) -> _Files:
    entries = opened.infolist()
    _check(entries, where)
    budget = Budget(where)
    texts: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    records: list[bytes] = []
    ours, findings = _ours(entries, where)
    for path, entry in ours.items():
        data = _bytes(opened, entry)
        if _is_too_large(entry):
            if _suffix(path) in endings.ARTICLES or is_picture(data):
                findings.append(too_large(f"'{path[:80]}'", where))
            continue
        if _is_recording(path):
            records.append(data)
        elif is_picture(data):
            pictures[path] = data
        elif _suffix(path) in {*endings.ARTICLES, ".csv", ".jsonl"}:
            texts[path] = data
        else:
            continue
        budget.spend(len(data))
    return _Files(texts, pictures, tuple(records), tuple(findings))


def _ours(entries: list[zipfile.ZipInfo], where: str) -> tuple[dict[str, zipfile.ZipInfo], list[Note]]:
    """The entries that may be read, by path in the order of their names; with a Note for each that is lost.

    Of two files of one path the later holds, as it would lie there once the zip is unpacked.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    findings: list[Note] = []
    for entry in sorted(entries, key=lambda one: one.filename):
        path = _path(entry.filename)
        if not path:
            text = f"a file whose path leads out of the zip was left out: {entry.filename[:80]!r}"
            findings.append(Note("warning", "container.path", text, where))
        if not path or entry.is_dir() or _hidden(path):
            continue
        before = found.get(path)
        if before and (before.CRC, before.file_size) != (entry.CRC, entry.file_size):
            text = f"two files in the zip are called '{path[:80]}': the later one is read"
            findings.append(Note("warning", "container.twin", text, where))
        found[path] = entry
    return found, findings


def _check(entries: list[zipfile.ZipInfo], where: str) -> None:
    """Raise ReadError, before anything is inflated, for a zip that is locked or would fill the disk."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("the zip is encrypted", where=where, hint="unpack it with its password, and name the files")
    if len(entries) > PIECES:
        raise ReadError(f"more than {PIECES} files are in it", where=where, hint="divide it")
    for entry in entries:
        if entry.file_size > 1 << 20 and entry.file_size > RATIO * max(entry.compress_size, 1):
            text = f"'{entry.filename[:80]}' grows {entry.file_size // max(entry.compress_size, 1)}-fold"
            raise ReadError(f"{text}: no text or picture does", where=where, hint="unpack it yourself if you trust it")
    if sum(entry.file_size for entry in entries if _suffix(entry.filename) in endings.ARTICLES) > HELD_BYTES:
        raise ReadError(f"more than {HELD_BYTES >> 20} MB come out of it", where=where, hint="divide it")


def _bytes(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a file, or the first of one that is too large; a zip may say less than it holds."""
    with opened.open(entry) as stream:
        return stream.read(_HEAD if _is_too_large(entry) else min(entry.file_size, HELD_BYTES) + 1)


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > PIECE_BYTES and not _is_recording(entry.filename)


def _is_recording(path: str) -> bool:
    return path.lower().endswith((".warc", ".warc.gz"))


def _path(name: str) -> str:
    """The path of an entry with slashes; empty for one that climbs, or starts at a root."""
    path = name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in {"", "."}]
    climbs = ".." in parts or path.startswith("/") or re.match(r"[A-Za-z]:", path) or "\0" in path
    return "" if climbs else "/".join(parts)


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))


def _suffix(path: str) -> str:
    name = basename(path)
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def _chosen(texts: Mapping[str, bytes], where: str) -> list[Source]:
    """The articles: every text that is none of the files that stand beside articles."""
    paths = [path for path in texts if _suffix(path) in endings.ARTICLES and not _beside(path, texts)]
    posts = blogs.medium(paths)
    plain = [path for path in posts or paths if basename(path).lower().partition(".")[0] not in _NO_ARTICLES]
    return [_source(path, texts[path], where) for path in plain or posts or paths]


def _source(path: str, data: bytes, where: str) -> Source:
    return Source(data, endings.ARTICLES[_suffix(path)], f"{where}/{path}")


def _beside(path: str, texts: Mapping[str, bytes]) -> bool:
    """Whether a page lies in the folder that a browser keeps beside a saved page, for its frames."""
    pages = {text.rpartition(".")[0] for text in texts}
    folder = dirname(path)
    while folder:
        if (page := page_beside(basename(folder))) and posixpath.join(dirname(folder), page) in pages:
            return True
        folder = dirname(folder)
    return False


def _held(pictures: Mapping[str, bytes], where: str) -> dict[str, bytes]:
    """The pictures by their path below the zip, and by the path that a page names which counts from the site's root."""
    tops = {path.partition("/")[0] for path in pictures if "/" in path}
    held = {path.partition("/")[2]: data for path, data in pictures.items()} if len(tops) == 1 else {}
    held |= dict(pictures)
    return held | {f"{where}/{path}": data for path, data in pictures.items()}
