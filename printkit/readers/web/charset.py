"""A page's bytes as text: what the byte order mark, the server, the page itself, or the bytes say."""

from __future__ import annotations

import codecs
import re

from printkit.errors import Note
from printkit.readers import decoding
from printkit.readers.web import finder

_HEAD = 4096  # how far into a page its own word on the encoding is looked for (the standard says 1024)
_SAID = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([\w:.-]+)""", re.I
)
_ENOUGH, _WINDOW = 1 << 18, 1 << 11  # bytes
_HIGH = re.compile(rb"[\x80-\xff]")
# The first byte of a letter in UTF-8 as Windows-1252 shows it, and a second.
_TWICE = re.compile(r"[\xc2-\xc5\xce-\xd1\xd7\xd8\xe0\xe2-\xe9][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_FEWEST = 3
_PARAMETER = re.compile(r"""charset\s*=\s*["']?([\w:.-]+)""", re.I)
# WHATWG Encoding, 4.2: the names that pages use for wider encodings than they say.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decode(data: bytes, media_type: str, where: str) -> tuple[str, tuple[Note, ...]]:
    """The text of a page, with `\\n` line ends, and a Note where its encoding had to be guessed or was wrong.

    The byte order mark is believed first, then bytes that are UTF-8, then the media type's charset, then the page's
    own word, then the letters themselves.
    """
    if wide := _wide(data):
        said = f"the page has no mark of its encoding; it was read as {wide}"
        return _tidy(data.decode(wide, "replace")), (Note("info", "source.encoding", said, where),)
    text, notes = _decoded(data, media_type, where)
    once, times = _undoubled(text)
    if times:
        said = f"the page was encoded twice; {times} letters that this had broken were put right"
        return once, (Note("warning", "source.encoding", said, where),)
    return text, notes


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, known by the empty half of each letter of its markup."""
    head = data[:400]
    if len(head) < 20 or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    half = len(head) // 2
    for name, empty, full in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if empty.count(0) > 0.9 * half and full.count(0) == 0:
            return name
    return ""


def _undoubled(text: str) -> tuple[str, int]:
    """A text that was taken for Windows-1252 when it was UTF-8, and encoded again: as it was, and in how many places.

    Nothing is changed in a text in which this would not mend nearly all.
    """
    if not _TWICE.search(text):
        return text, 0
    runs = _BEYOND.findall(text)
    mended = {run: once for run in set(runs) if (once := _once(run))}
    times = sum(run in mended for run in runs)
    if times < _FEWEST or times < 0.8 * len(runs):
        return text, 0
    return _BEYOND.sub(lambda run: mended.get(run[0], run[0]), text), times


def _once(run: str) -> str:
    try:
        return b"".join(_byte(letter) for letter in run).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if letter <= "\x9f" else "cp1252")


def _decoded(data: bytes, media_type: str, where: str) -> tuple[str, tuple[Note, ...]]:
    said = _named(data, media_type)
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf8(data):
        return decoding.decode(data, where)
    name = said or next((codec for guess in finder.encodings(_telling(data)) if (codec := _codec(guess))), "")
    if not name or name == "utf-8":
        return _repaired(data, where) if name else decoding.decode(data, where)
    text = _tidy(data.decode(name, "replace"))
    if said:
        return text, ()
    return text, (Note("info", "source.encoding", f"the page does not say its encoding; it was read as {name}", where),)


def _telling(data: bytes) -> bytes:
    """The parts of a large page that tell its encoding: those round its letters beyond ASCII."""
    if len(data) <= _ENOUGH:
        return data
    parts: list[bytes] = []
    place = 0
    while len(parts) < _ENOUGH // _WINDOW and (match := _HIGH.search(data, place)):
        place = match.start() + _WINDOW
        parts.append(data[max(match.start() - 100, 0) : place])
    return b"\n".join(parts) or data[:_ENOUGH]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in data  # ISO 2022 is all ASCII, and shifts by escapes


def _repaired(data: bytes, where: str) -> tuple[str, tuple[Note, ...]]:
    """A page that says it is UTF-8 and nearly is; one that is not at all is read by its bytes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 200 > len(text):
        return decoding.decode(data, where)
    return _tidy(text), (
        Note("warning", "source.encoding", f"{broken} letters of the page are no UTF-8 and are lost", where),
    )


def _named(data: bytes, media_type: str) -> str:
    """The codec that the server or the page names, or nothing."""
    parameter = _PARAMETER.search(media_type)
    if parameter and (codec := _codec(parameter[1])):
        return codec
    found = _SAID.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    # A page whose own word can be read in ASCII is no UTF-16, whatever it says (WHATWG Encoding).
    return "utf-8" if name.lower().startswith("utf-16") else _codec(name)


def _codec(name: str) -> str:
    """The name under which Python reads an encoding as browsers do; nothing where there is no such text encoding."""
    try:
        codec = codecs.lookup(name.replace("x-sjis", "shift_jis").replace("windows-31j", "cp932"))
        b"".decode(codec.name)
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(codec.name, codec.name)


def _tidy(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
