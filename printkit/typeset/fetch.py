"""The galley's virtual origin: the one place that the engine may read from, and the one door it reads through."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import os
import stat
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from printkit.errors import Note
from printkit.model.products import Blob
from printkit.typeset import drawings

ORIGIN = "https://galley.invalid/"
"""RFC 6761 keeps `.invalid` unresolvable: an address that escaped this room would still lead nowhere."""

DRAWINGS = "layout/"
"""Where in a galley's assets an SVG may stand: only layouts bring drawings, articles never do."""

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"))


class RefusalError(ValueError):
    """An address that the engine asked for and does not get."""


class DamageError(RefusalError):
    """An asset that is not the file it was when the galley was composed."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one galley may read: distinct addresses, bytes and pixels, each and in all."""

    addresses: int = 1_000
    each: int = 20 << 20
    total: int = 300 << 20
    pixels_each: int = 40_000_000
    pixels_total: int = 1_000_000_000


@dataclass(slots=True)
class Spent:
    """What has been read so far."""

    addresses: set[str] = field(default_factory=set)
    total: int = 0
    pixels: int = 0


class Origin(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Hands the engine the galley's own assets by name, and `data:` pictures; refuses and remembers all else.

    The parent's machinery (proxies, http, ftp, file, redirects) is never used: `fetch` does not call it, and the
    openers are taken away as well. Refusals are kept here, because the engine swallows them inside a drawing.
    """

    def __init__(self, assets: Mapping[str, Blob], budget: Budget = Budget()) -> None:
        super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False)
        self.handle_open: dict[str, object] = {}
        self.refused: dict[str, str] = {}
        self.damaged: list[str] = []
        self.asked = 0
        self._assets, self._budget, self._spent = assets, budget, Spent()

    def open(self, url: object, data: object = None, timeout: object = None) -> NoReturn:
        """Nothing is ever opened by address."""
        raise RefusalError("nothing is opened by address here")

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes behind an address, typed by what they are; raises RefusalError."""
        self.asked += 1
        try:
            body = self._take(url)
            kind = self._admit(url, body)
        except RefusalError as refusal:
            self.refused.setdefault(shown(url), str(refusal))
            if isinstance(refusal, DamageError):
                self.damaged.append(shown(url))
            raise
        # Never the address of a real file: the engine would keep its path and read it again later, unchecked.
        return URLFetcherResponse(ORIGIN + "taken", body, {"Content-Type": kind})

    def notes(self) -> tuple[Note, ...]:
        """One finding for each address that was refused."""
        return tuple(
            Note("warning", "fetch.refused", f"not fetched: {why}", where=address)
            for address, why in self.refused.items()
        )

    def _take(self, url: str) -> bytes:
        self._spent.addresses.add(url)
        if len(self._spent.addresses) > self._budget.addresses:
            raise RefusalError(f"more than {self._budget.addresses} files in one article")
        if url[:5].lower() == "data:":
            return _decoded(url, self._budget.each)
        return _read(self._asset(url), self._budget.each)

    def _asset(self, url: str) -> Blob:
        name = asset_name(url)
        if name is None:
            raise RefusalError("only the article's own files are read while it is set")
        if name not in self._assets:
            raise RefusalError("no such file in the galley")
        return self._assets[name]

    def _admit(self, url: str, body: bytes) -> str:
        """The media type of bytes that may pass; a drawing passes only as a layout's."""
        self._spent.total += len(body)
        if self._spent.total > self._budget.total:
            raise RefusalError(f"more than {self._budget.total >> 20} MB of files in one article")
        kind = _signature(body)
        if kind:
            self._spend_pixels(_pixels(body, kind, self._budget.pixels_each))
            return f"image/{kind.lower()}"
        if not (asset_name(url) or "").startswith(DRAWINGS):
            raise RefusalError("no PNG, JPEG, GIF or WebP picture")
        if fault := drawings.fault(body):
            raise RefusalError(fault)
        return "image/svg+xml"

    def _spend_pixels(self, pixels: int) -> None:
        if pixels > self._budget.pixels_each:
            raise RefusalError(f"{pixels / 1e6:.0f} million pixels, {self._budget.pixels_each / 1e6:.0f} at most")
        self._spent.pixels += pixels
        if self._spent.pixels > self._budget.pixels_total:
            raise RefusalError(f"more than {self._budget.pixels_total / 1e6:.0f} million pixels in one article")


def asset_name(url: str) -> str | None:
    """The name among the galley's assets that an address stands for, or None where it lies outside the origin."""
    if not url.startswith(ORIGIN) or urlsplit(url).query:
        return None
    return unquote(urlsplit(url).path).removeprefix("/")


def shown(url: str) -> str:
    """An address as a note prints it: the asset's name where it is one, never a long run of data."""
    name = asset_name(url) or url
    return name if len(name) <= 120 else f"{name[:60]}…"


def _read(blob: Blob, limit: int) -> bytes:
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        handle = os.open(blob.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise DamageError(f"cannot be opened: {error.strerror}") from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise DamageError("not a regular file")
        body = file.read(limit + 1)
    if len(body) > limit:
        raise RefusalError(f"larger than {limit >> 20} MB")
    if len(body) != blob.size or hashlib.sha256(body).hexdigest() != blob.sha256:
        raise DamageError("changed since the article was composed")
    return body


def _decoded(url: str, limit: int) -> bytes:
    head, comma, data = url[5:].partition(",")
    if not comma:
        raise RefusalError("a data: address without data")
    if len(data) > limit * 4 // 3 + 4:
        raise RefusalError(f"larger than {limit >> 20} MB")
    body = unquote_to_bytes(data)
    if head.lower().replace(" ", "").endswith(";base64"):
        try:
            return base64.b64decode(body)
        except binascii.Error as error:
            raise RefusalError("a data: address whose base64 is broken") from error
    return body


def _signature(body: bytes) -> str:
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for mark, kind in _SIGNATURES if body.startswith(mark)), "")


def _pixels(body: bytes, kind: str, most: int) -> int:
    """Width by height from the header, read by the decoder that will read it again, before anything is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=(kind,)) as picture:
                return picture.width * picture.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusalError(f"far more than {most / 1e6:.0f} million pixels") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise RefusalError(f"a broken {kind} picture") from error
