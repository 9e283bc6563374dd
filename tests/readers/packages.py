"""Containers of our own making for the tests: messages, recordings, zips, pages with their pictures inside."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import zipfile
from collections.abc import Mapping

import brotli
from PIL import Image

from printkit.model.article import Source
from printkit.readers import containers
from printkit.readers.containers import Unpacked
from tests.readers import pages

WALL = "https://harbour.example/img/wall.jpg"


def picture(colour: str = "teal", *, size: int = 40, kind: str = "JPEG") -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(out, kind)
    return out.getvalue()


def shown(src: str, more: str = "", *, caption: str = "The wall at low water.") -> str:
    """An article with a figure."""
    figure = f"<figure><img src='{src}'{more}><figcaption>{caption}</figcaption></figure>"
    return f"<h1>Low Water</h1>{figure}{pages.paragraphs()}"


def unpack(data: bytes, media_type: str, location: str = "saved/wall") -> tuple[Unpacked, ...]:
    """What comes out of a container."""
    return containers.unpack(Source(data, media_type, location))


# MHTML


def part(data: bytes, kind: str, *, location: str = "", cid: str = "", quoted: bool = False) -> bytes:
    """One part of a message."""
    body = quopri.encodestring(data) if quoted else base64.encodebytes(data)
    lines = [
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {'quoted-printable' if quoted else 'base64'}",
        *([f"Content-Location: {location}"] if location else []),
        *([f"Content-ID: <{cid}>"] if cid else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body.replace(b"\n", b"\r\n")


def raw(data: bytes, kind: str, location: str) -> bytes:
    """One part of a message, its bytes as they are."""
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\nContent-Location: {location}\r\n\r\n"
    return head.encode() + data


def message(*parts: bytes, head: str = "From: <Saved by Blink>", start: str = "") -> bytes:
    """A page saved as one message."""
    said = f'; start="<{start}>"' if start else ""
    kind = f'multipart/related;\r\n\ttype="text/html"{said};\r\n\tboundary="--b"'
    top = f"{head}\r\nMIME-Version: 1.0\r\nContent-Type: {kind}"
    return top.encode() + b"\r\n\r\n" + b"".join(b"\r\n----b\r\n" + one for one in parts) + b"\r\n----b--\r\n"


# WARC


def record(address: str, block: bytes, *, kind: str = "response", more: str = "", http: bool = True) -> bytes:
    """One record of a recording."""
    content = "application/http; msgtype=response" if http else "text/html"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content}\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(data: bytes, kind: str = "text/html", *, status: str = "200 OK", more: str = "") -> bytes:
    """What a server said."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + data


def chunked(data: bytes, size: int = 300) -> bytes:
    """The bytes in chunks."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


SENT = {
    "": lambda data: data,
    "Content-Encoding: gzip\r\n": gzip.compress,
    "Content-Encoding: br\r\n": brotli.compress,
    "Transfer-Encoding: chunked\r\n": chunked,
    "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n": lambda data: chunked(brotli.compress(data)),
    "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n": lambda data: chunked(gzip.compress(data)),
}
"""How a body is sent, by the headers that say so."""


# Zips


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()
