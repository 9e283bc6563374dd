"""Bytes to text: which encoding a source is in, and one kind of line end."""

from __future__ import annotations

import codecs

from printkit.errors import Note, ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The five bytes that cp1252 leaves open are C1 controls to every browser (WHATWG Encoding, windows-1252).
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}


# What people rename, or name wrong, by its first bytes.
_NO_TEXT = (
    (b"PK\x03\x04", "a zip, or a document that is one"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def check_text(data: bytes, where: str) -> None:
    """Raise ReadError, saying what they are, for bytes that are no text whatever their name says."""
    found = next((said for head, said in _NO_TEXT if data.startswith(head)), "")
    head = data[:4096]
    if not found and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        controls = sum(byte < 32 and byte not in b"\t\n\x0b\f\r\x1b" for byte in head)
        found = "binary data" if controls * 20 > len(head) else ""
    if found:
        raise ReadError(f"this is no text but {found}", where=where, hint="name it with its own ending, or say --type")


def decode(data: bytes, where: str) -> tuple[str, tuple[Note, ...]]:
    """The text of a source with `\\n` line ends and no mark at its head, and a Note where the encoding is a guess.

    UTF-8, else what the byte order mark says, else cp1252, which reads any bytes.
    """
    text, guessed = _text(data)
    notes = (
        (Note("warning", "source.encoding", "the source is no UTF-8; it was read as Windows-1252", where),)
        if guessed
        else ()
    )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd"), notes


def _text(data: bytes) -> tuple[str, bool]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return "".join(_CP1252[byte] for byte in data), True
