"""What is wanted of an address, what it answers, and the error where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from printkit.errors import SourceError


class UnfetchedError(SourceError):
    """An address could not be had.

    `lasting` says that asking again would hear the same; `host_down` that no address of the same host can be had now.
    """

    def __init__(
        self, text: str, *, where: str = "", hint: str = "", lasting: bool = False, host_down: bool = False
    ) -> None:
        super().__init__(text, where=where, hint=hint)
        self.lasting = lasting
        self.host_down = host_down


class NoNetworkError(UnfetchedError):
    """No name can be resolved at all: this machine has no network now."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be fetched: an address, what kinds of answer are taken, at most how many bytes.

    `unwanted` says of a Content-Type why such an answer is not taken, or nothing. `etag` and `modified` are of the
    answer that is at hand, which came from `marked`: no other address on the way is asked by them. `aside` marks what
    is only good to have: a picture, which is not waited for long; `page` is where the page that shows it was fetched
    from, and to that site alone go the reader's cookies.
    """

    address: str
    accept: str = "*/*"
    most: int = 0
    unwanted: Callable[[str], str] | None = None
    referer: str = ""
    etag: str = ""
    modified: str = ""
    aside: bool = False
    seconds: float = 0.0
    page: str = ""
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: where from in the end, of what kind, the bytes, and how long they hold.

    `data` is None where what is at hand still holds. `keeps` is how many seconds the site says they hold, or None.
    `own` says that the reader's own headers or cookies were sent for it.
    """

    address: str
    final: str
    media_type: str
    data: bytes | None
    etag: str = ""
    modified: str = ""
    keeps: float | None = None
    own: bool = False
