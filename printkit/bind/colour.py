"""The colour space that the file's colours are meant in: sRGB, as a small ICC profile made here."""

from __future__ import annotations

import struct

# The primaries of IEC 61966-2-1 adapted to D50 (ICC.1:2004-10, annex E), and its transfer curve.
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {b"rXYZ": (0.4360, 0.2225, 0.0139), b"gXYZ": (0.3851, 0.7169, 0.0971), b"bXYZ": (0.1431, 0.0606, 0.7141)}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)


def srgb() -> bytes:
    """An ICC profile of sRGB, version 4, for displays, without a date or a random number."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _said("sRGB IEC61966-2.1"),
        b"cprt": _said("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_ADAPTATION),
        **{tag: b"XYZ \0\0\0\0" + _fixed(*value) for tag, value in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for tag, data in tags.items():
        if data not in places:
            places[data] = 132 + 12 * len(tags) + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += tag + struct.pack(">II", places[data], len(data))
    return _header(132 + 12 * len(tags) + len(body)) + table + body


def _header(size: int) -> bytes:
    """ICC.1:2004-10, 7.2; the date is the standard's own edition, so that every profile is the same."""
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2004, 10, 1, 0, 0, 0) + b"acsp" + bytes(24) + struct.pack(">I", 0) + _fixed(*_D50)
    return head.ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _said(words: str) -> bytes:
    """A text in one language, as multiLocalizedUnicodeType."""
    data = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(data), 28) + data
