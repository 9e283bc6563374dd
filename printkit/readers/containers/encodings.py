"""The encodings in which servers send a page, undone, up to a limit."""

from __future__ import annotations

import zlib

import brotli

from printkit.readers.containers.unpacked import PIECE_BYTES


def plain(data: bytes, encoding: str) -> bytes:
    """The bytes without their content encoding (gzip, deflate, br); as they are where they only say that they have one.

    Raises ValueError for what is broken or comes to more than a page may have, LookupError for another encoding.
    """
    for name in reversed([part.strip() for part in encoding.lower().split(",")]):
        if name in {"", "identity"}:
            continue
        data = _DECODERS[name](data)
    return data


def _gzip(data: bytes) -> bytes:
    # A recorder that has undone the encoding often leaves the header that names it.
    return _inflated(data, 16 + zlib.MAX_WBITS) if data.startswith(b"\x1f\x8b") else data


def _deflate(data: bytes) -> bytes:
    try:
        return _inflated(data, zlib.MAX_WBITS)
    except ValueError:
        return _inflated(data, -zlib.MAX_WBITS)


def _inflated(data: bytes, bits: int) -> bytes:
    """All members of what was deflated (RFC 1952, 2.2: there may be several); what follows the last is no member."""
    made = b""
    while True:
        opened = zlib.decompressobj(bits)
        try:
            made += opened.decompress(data, PIECE_BYTES + 1 - len(made))
        except zlib.error as error:
            if made:
                return made
            raise ValueError(str(error)) from error
        _checked(made)
        data = opened.unused_data
        if bits < 16 or not data.startswith(b"\x1f\x8b"):
            return made


def _brotli(data: bytes) -> bytes:
    opened = brotli.Decompressor()
    try:
        made = opened.process(data, output_buffer_limit=PIECE_BYTES + 1)
    except brotli.error as error:
        if data.lstrip()[:1] == b"<":
            return data
        raise ValueError("what was compressed (br) is broken") from error
    return _checked(made)


def _checked(data: bytes) -> bytes:
    if len(data) > PIECE_BYTES:
        raise ValueError(f"a page of more than {PIECE_BYTES >> 20} MB")
    return data


_DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}
