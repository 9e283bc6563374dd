"""WARC: what a crawler or a recorder kept of its visit to the web (ISO 28500): the pages, and pictures by address."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from printkit.errors import Note, ReadError
from printkit.model.article import Source
from printkit.readers.containers import encodings, names
from printkit.readers.containers.unpacked import PAGES, PIECE_BYTES, Budget, Unpacked, too_large
from printkit.wrapping.kinds import is_picture
from printkit.wrapping.names import is_address

INFLATED = 1 << 30
"""How many bytes of an archive are gone through, once inflated."""

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_KINDS = frozenset({"response", "resource", "revisit"})
_MOVED = frozenset({"301", "302", "303", "307", "308"})
_HOPS = 5


class _Headers(Protocol):
    def get_header(self, name: str) -> str | None: ...
    def get_statuscode(self) -> str: ...


class _Stream(Protocol):
    def read(self, length: int) -> bytes: ...


class _Record(Protocol):
    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: _Stream


@dataclass(slots=True)
class _Visit:
    """What was met on the way through an archive, by address; payloads by their digest as well."""

    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    payloads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    unread: int = 0
    large: dict[str, None] = field(default_factory=dict)
    cut: bool = False


def unpack(source: Source) -> tuple[Unpacked, ...]:
    """The pages of an archive, in the order of their records, all with the pictures of the whole archive.

    Raises ReadError for what is no WARC, for one without a page, and for one that is too large; one that breaks off is
    read as far as it goes, with a Note.
    """
    visit, broken = _visit(source.data, source.location)
    return unpacked(visit.pages, _everywhere(visit), source.location, broken)


def unpacked(
    pages: Mapping[str, tuple[str, bytes]], pictures: Mapping[str, bytes], where: str, findings: tuple[Note, ...] = ()
) -> tuple[Unpacked, ...]:
    """Pages by address with the pictures that they share."""
    if not pages:
        hint = findings[0].text if findings else "a recording of one visit holds the page itself as a response"
        raise ReadError("no page of the web is in it", where=where, hint=hint)
    if len(pages) > PAGES:
        raise ReadError(f"more than {PAGES} pages are in it", where=where, hint="take out those wanted")
    made = []
    for address, (media_type, data) in pages.items():
        text = names.settled(data.decode("latin-1"), pictures, address)
        page = Source(text.encode("latin-1"), media_type, address)
        made.append(Unpacked(page, pictures, found_by_chance=True, findings=findings))
    return tuple(made)


def _visit(data: bytes, where: str) -> tuple[_Visit, tuple[Note, ...]]:
    visit, budget = _Visit(), Budget(where)
    stream = _stream(data, where)
    records = cast("Iterator[_Record]", ArchiveIterator(stream))
    broken = ""
    while not broken:
        try:
            record = next(records)
        except StopIteration:
            break
        # A record whose headers are damaged is met with an attribute that it lacks (warcio 1.8).
        except (ArchiveLoadFailed, ValueError, AttributeError) as error:
            broken = " ".join(str(error).split())[:80] or "what follows is no record"
        else:
            _meet(record, visit, budget)
    broken = broken or stream.broken or ("a record is shorter than it says" if visit.cut else "")
    if broken and not visit.pages:
        hint = "it may be cut off, or no WARC at all"
        raise ReadError(f"the archive cannot be read: {broken}", where=where, hint=hint)
    said = (Note("warning", "container.broken", f"the archive breaks off: {broken}", where),) if broken else ()
    return visit, (*said, *_lost(visit, where))


def _lost(visit: _Visit, where: str) -> tuple[Note, ...]:
    large = tuple(too_large(address[:80], where) for address in visit.large)
    if not visit.unread:
        return large
    text = f"{visit.unread} records of it could not be decompressed"
    return (*large, Note("warning", "container.unread", text, where))


def _stream(data: bytes, where: str) -> _Bytes:
    if not data.startswith(b"\x1f\x8b"):
        if not data.startswith(b"WARC/"):
            raise ReadError("this is no WARC: it does not begin as one", where=where, hint="what program opens it?")
        return _Bytes(io.BytesIO(data), where)
    if _Bytes(gzip.GzipFile(fileobj=io.BytesIO(data)), where).read(5) != b"WARC/":
        hint = "unpack it, and name what is in it"
        raise ReadError("this is compressed (gzip), and what is in it is no WARC", where=where, hint=hint)
    return _Bytes(gzip.GzipFile(fileobj=io.BytesIO(data)), where)


class _Bytes:
    """An archive's bytes, inflated where they have to be, one member or many, up to a limit.

    Where they cannot be inflated any further they end, and `broken` says why.
    """

    def __init__(self, stream: io.BytesIO | gzip.GzipFile, where: str) -> None:
        self.broken = ""
        self._stream = stream
        self._where = where
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._stream.read1(size if size > 0 else 1 << 16)
        except (EOFError, zlib.error, OSError) as error:
            self.broken = " ".join(str(error).split())[:80]
            return b""
        self._count += len(piece)
        if self._count > INFLATED:
            text = f"more than {INFLATED >> 20} MB come out of it"
            raise ReadError(text, where=self._where, hint="divide the archive")
        return piece

    def tell(self) -> int:
        return self._count


def _meet(record: _Record, visit: _Visit, budget: Budget) -> None:
    """Keep what a record has for us: a page, a picture, or where an address has moved to."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if record.rec_type not in _KINDS or not is_address(address) or not names.joined(address, address):
        return
    http = record.http_headers
    status = http.get_statuscode() if http else "200"
    if status in _MOVED and http is not None:
        visit.moved[address] = names.joined(address, http.get_header("Location") or "")
        return
    if record.rec_type != "revisit" and status == "200":
        _keep(address, *_payload(record, http, visit, budget), visit)
    elif record.rec_type == "revisit":
        _again(address, record.rec_headers, visit)


def _payload(record: _Record, http: _Headers | None, visit: _Visit, budget: Budget) -> tuple[str, bytes]:
    """A record's media type and bytes, without their transfer and content encodings; nothing where we want neither."""
    headers = http or record.rec_headers
    media_type = (headers.get_header("Content-Type") or "").strip()
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in _PAGES and not kind.startswith("image/") and kind not in {"", "application/octet-stream"}:
        return "", b""
    try:
        data = _content(record, http, visit)
    except (ValueError, LookupError):
        visit.unread += 1
        return "", b""
    if not (kind in _PAGES or is_picture(data)):
        return "", b""
    if len(data) > PIECE_BYTES:
        visit.large[record.rec_headers.get_header("WARC-Target-URI") or ""] = None
        return "", b""
    budget.spend(len(data))
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    if digest:
        visit.payloads[digest] = media_type, data
    return media_type, data


def _content(record: _Record, http: _Headers | None, visit: _Visit) -> bytes:
    """A payload without its transfer and content encodings. Raises ValueError or LookupError for one that is lost."""
    stream: _Stream = record.raw_stream
    if http is not None and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        # Payloads that are chunked no more, though their header says so, come out as they are.
        stream = ChunkedDataReader(stream)
    data = stream.read(PIECE_BYTES + 1)
    while len(data) <= PIECE_BYTES and (more := stream.read(PIECE_BYTES + 1 - len(data))):
        data += more
    # How much of a record is still to come; a record that does not say how long it is has no such thing.
    if stream is record.raw_stream and getattr(stream, "limit", None) and len(data) <= PIECE_BYTES:
        visit.cut = True
    return encodings.plain(data, (http.get_header("Content-Encoding") or "") if http is not None else "")


def _keep(address: str, media_type: str, data: bytes, visit: _Visit) -> None:
    if not data:
        return
    address = address.partition("#")[0]
    if is_picture(data):
        visit.pictures[names.known_as(address, address)] = data
    else:
        visit.pages[address] = media_type, data


def _again(address: str, headers: _Headers, visit: _Visit) -> None:
    """A visit that met what an earlier one had kept: the same bytes, maybe under another address."""
    known = visit.payloads.get(headers.get_header("WARC-Payload-Digest") or "")
    earlier = (headers.get_header("WARC-Refers-To-Target-URI") or "").strip("<>").partition("#")[0]
    if known is not None:
        _keep(address, *known, visit)
    elif earlier in visit.pages:
        visit.pages[address] = visit.pages[earlier]
    elif (name := names.known_as(earlier, earlier) if earlier else "") in visit.pictures:
        visit.pictures[names.known_as(address, address)] = visit.pictures[name]


def _everywhere(visit: _Visit) -> dict[str, bytes]:
    """The pictures under every address that leads to them."""
    found = dict(visit.pictures)
    for address in visit.moved:
        place = address
        for _ in range(_HOPS):
            place = visit.moved.get(place, place)
        if (name := names.known_as(place, place)) in visit.pictures:
            found[names.known_as(address, address)] = visit.pictures[name]
    return found
