"""MHTML: a page and what it shows as the parts of one message (RFC 2557), as browsers save it."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.message import Message
from html import escape
from posixpath import basename
from urllib.parse import quote

from printkit.errors import Note, ReadError
from printkit.model.article import Source
from printkit.readers.containers import names
from printkit.readers.containers.unpacked import PIECE_BYTES, Budget, Unpacked, too_large
from printkit.wrapping.kinds import is_picture
from printkit.wrapping.names import is_address

MESSAGE_BYTES = 128 << 20
"""The largest message in bytes: the parser needs seven times its size, and a worker has not much more."""

_CID = re.compile(r"cid:([^\"'\s<>)]+)", re.I)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: its media type with its charset, what it is called in two ways, and its bytes."""

    kind: str
    charset: str
    location: str
    cid: str
    data: bytes

    @property
    def media_type(self) -> str:
        return f"{self.kind}; charset={self.charset}" if self.charset else self.kind


def unpack(source: Source) -> tuple[Unpacked, ...]:
    """The page of a message, with the pictures in its other parts.

    Raises ReadError for what is no such message, for one without a page, and for one that is too large.
    """
    message = _parsed(source)
    parts, findings = _parts(message, source.location)
    page = _page(message, parts, source.location)
    base = next((place for place in (page.location, _said(message)) if is_address(names.joined(place, place))), "")
    location = base or source.location
    called = _called(parts, page, base, source.location)
    pictures = ((names.known_as(name, location), part.data) for part, name in called.items() if is_picture(part.data))
    held = {name: data for name, data in pictures if name}
    # Latin-1 takes every byte for a letter and gives it back: the names are ASCII, whatever the page is written in.
    text = _renamed(page.data.decode("latin-1"), called)
    settled = names.settled(text, held, location)
    return (Unpacked(Source(settled.encode("latin-1"), page.media_type, location), held, findings=findings),)


def _parsed(source: Source) -> Message:
    if len(source.data) > MESSAGE_BYTES:
        hint = "save the page whole, as a page with a folder beside it"
        raise ReadError(f"a saved page larger than {MESSAGE_BYTES >> 20} MB", where=source.location, hint=hint)
    try:
        message = email.message_from_bytes(source.data)
    except RecursionError as error:
        raise ReadError("messages are nested too deeply in it", where=source.location, hint="save it anew") from error
    if not message.is_multipart() and message.get_content_type() not in _PAGES:
        hint = "save the page again in a browser, as one file or whole"
        raise ReadError("this is no page saved as MHTML, or it is cut off", where=source.location, hint=hint)
    return message


def _said(message: Message) -> str:
    """The address under which the browser saw the page."""
    for name in ("Snapshot-Content-Location", "Content-Location", "Content-Base"):
        if said := _one_line(message.get(name, "")):
            return said
    return ""


def _one_line(value: object) -> str:
    return re.sub(r"\s+", "", str(value)).strip("<>")


def _parts(message: Message, where: str) -> tuple[list[_Part], tuple[Note, ...]]:
    """The parts of a message, and a Note for each page or picture among them that is too large."""
    budget = Budget(where)
    found: list[_Part] = []
    lost: list[Note] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        body = data if isinstance(data, bytes) else b""
        location, kind = _one_line(part.get("Content-Location", "")), part.get_content_type()
        if len(body) > PIECE_BYTES:
            lost += [too_large(location[:80] or "a part", where)] if kind in _PAGES or is_picture(body) else []
            continue
        budget.spend(len(body))
        charset = str(part.get_content_charset() or "")
        found.append(_Part(kind, charset, location, _one_line(part.get("Content-ID", "")), body))
    return found, tuple(lost)


def _page(message: Message, parts: list[_Part], where: str) -> _Part:
    """The part that is the page: the one that the message says it starts with, else its first page."""
    pages = [part for part in parts if part.kind in _PAGES and part.data.strip()]
    start = str(message.get_param("start") or "").strip("<>")
    page = next((part for part in pages if start and part.cid == start), pages[0] if pages else None)
    if page is None:
        raise ReadError("there is no page in it", where=where, hint="save the page again in a browser")
    return page


def _called(parts: list[_Part], page: _Part, base: str, container: str) -> dict[_Part, str]:
    """By what name the page will know each part: its address, else one beside the container that nothing else has."""
    called = {}
    for number, part in enumerate(parts):
        if part is page:
            continue
        address = names.joined(base, part.location) if base and part.location else part.location
        called[part] = address if is_address(address) else f"{quote(basename(container))}/part-{number}"
    return called


def _renamed(text: str, called: dict[_Part, str]) -> str:
    """The page with the names of parts that the web does not know put right."""
    by_cid = {part.cid: name for part, name in called.items() if part.cid}
    text = _CID.sub(lambda match: escape(by_cid.get(match[1], match[0])), text)
    local = {part.location: name for part, name in called.items() if part.location and part.location != name}
    if not local:
        return text
    spelled = {spelling: name for place, name in local.items() for spelling in (place, escape(place), quote(place))}
    longest_first = sorted(map(re.escape, spelled), key=len, reverse=True)
    quoted = re.compile(rf"([\"'])({'|'.join(longest_first)})\1")
    return quoted.sub(lambda match: f"{match[1]}{escape(spelled[match[2]])}{match[1]}", text)
