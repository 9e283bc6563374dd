"""Pages with their pictures inside, as SingleFile writes them: each picture is taken out and given a name."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import basename
from urllib.parse import quote, unquote_to_bytes

from printkit.model.article import Source
from printkit.readers.containers import names
from printkit.readers.containers.unpacked import Budget, Unpacked
from printkit.wrapping.kinds import is_picture

_VARIABLE = re.compile(r"(--sf-img-\d+)\s*:\s*url\(\s*(?:[\"']|&quot;)?(data:image/[^\"')&]*)", re.I)
_USED = re.compile(r"var\(\s*(--sf-img-\d+)\s*\)", re.I)
# A tag is looked through by hand: an attribute of some megabytes is more than a pattern with choices in it can take.
_IMG = re.compile(r"<img\b", re.I)
_DATA = re.compile(r"data:image/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*,", re.I)
# SingleFile hides by a class what it does not throw away.
_HIDDEN = re.compile(
    r"""\sclass\s*=\s*(?:"[^"<>]{0,2000}\bsf-hidden\b[^"<>]{0,2000}"|'[^'<>]{0,2000}\bsf-hidden\b[^'<>]{0,2000}'|sf-hidden\b)"""
)
_LEAST = 200  # letters; less is a spacer, or a picture that stands in for one
Namer = Callable[[str], str]

_END = re.compile(r"[\"'\s<>)]")


def unpack(source: Source) -> tuple[Unpacked, ...]:
    """The page without the pictures in its markup, and these under names that nothing else has.

    A picture that SingleFile keeps once, in a style sheet's variable, is put back wherever it is shown.
    """
    text = source.data.decode("latin-1")
    place = quote(basename(source.location)) or "page"
    budget = Budget(source.location)
    taken: dict[str, bytes] = {}

    def name_of(written: str) -> str:
        data = _decoded(written)
        if not is_picture(data):
            return ""
        name = f"{place}/picture-{hashlib.sha256(data).hexdigest()[:12]}"
        if name not in taken:
            budget.spend(len(data))
            taken[name] = data
        return name

    shared = {match[1]: name for match in _VARIABLE.finditer(text) if (name := name_of(match[2]))}
    text = _HIDDEN.sub(r"\g<0> hidden", _lifted(_with_shared(text, shared), name_of))
    held = {names.known_as(name, source.location): data for name, data in taken.items()}
    return (Unpacked(Source(text.encode("latin-1"), source.media_type, source.location), held),)


def _with_shared(text: str, shared: dict[str, str]) -> str:
    """The page with each `img` that shows a variable of the style sheet showing the picture itself."""
    if not shared:
        return text
    done: list[str] = []
    last = 0
    for opening in _IMG.finditer(text):
        end = text.find(">", _past_values(text, opening.end()))
        tag = text[opening.start() : end + 1]
        used = _USED.search(tag)
        if end < 0 or opening.start() < last or used is None or used[1] not in shared:
            continue
        done += [text[last : opening.start()], f'<img src="{escape(shared[used[1]])}" ', _sourceless(tag)[4:]]
        last = end + 1
    return "".join([*done, text[last:]])


def _past_values(text: str, place: int) -> int:
    """The end of a tag's last quoted value, for `>` may stand in one."""
    while True:
        equals, close = text.find("=", place), text.find(">", place)
        if equals < 0 or close < equals:
            return place
        mark = text[equals + 1 : equals + 2]
        place = text.find(mark, equals + 2) + 1 if mark in {'"', "'"} else equals + 1
        if place <= equals:
            return equals + 1


def _sourceless(tag: str) -> str:
    return re.sub(r"""\ssrc\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", " ", tag, count=1, flags=re.I)


def _lifted(text: str, name_of: Namer) -> str:
    """The page with the name of each picture where its bytes stood; drawings stay, for we print none."""
    done: list[str] = []
    last = 0
    for opening in _DATA.finditer(text):
        end = _END.search(text, opening.end())
        stop = end.start() if end else len(text)
        if opening.start() < last or stop - opening.start() < _LEAST or "svg" in opening[0].lower():
            continue
        name = name_of(text[opening.start() : stop])
        if name:
            done += [text[last : opening.start()], escape(name)]
            last = stop
    return "".join([*done, text[last:]])


def _decoded(written: str) -> bytes:
    head, _, body = unescape(written).partition(",")
    try:
        return base64.b64decode(unquote_to_bytes(body)) if ";base64" in head.lower() else unquote_to_bytes(body)
    except binascii.Error:
        return b""
