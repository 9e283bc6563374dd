"""A print page taken apart: what it holds as data becomes files beside it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"
"""What the page may load (Content Security Policy 3): nothing but what stands in it, and no script at all."""

LINKED_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'self' data:"

IMAGE = re.compile(r'(<img\b[^<>]*? src=")([^"]+)')
"""A picture: what stands before its address, and that."""

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_DATA = re.compile(r"data:(image/png|image/jpeg|font/woff2);base64,([A-Za-z0-9+/=]+)")
_PLACES = {"image/png": "pictures/{}.png", "image/jpeg": "pictures/{}.jpg", "font/woff2": "fonts/{}.woff2"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A print page whose faces and pictures are files of their own: their paths from its folder, and their bytes."""

    html: str
    files: Mapping[str, bytes]


def linked(html: str, place: Callable[[str], str] = str) -> Linked:
    """A print page with what it holds as data taken out into files; `place` gives the address of a file's path."""
    files: dict[str, bytes] = {}

    def out(found: re.Match[str]) -> str:
        data = base64.b64decode(found[2])
        path = _PLACES[found[1]].format(hashlib.sha256(data).hexdigest()[:20])
        files[path] = data
        return place(path)

    styled = _STYLE.sub(lambda style: _DATA.sub(out, style[0]), html, count=1)
    whole = IMAGE.sub(lambda image: image[1] + _DATA.sub(out, image[2]), styled)
    return Linked(whole.replace(POLICY, LINKED_POLICY, 1), dict(sorted(files.items())))
