"""What a reply comes to: an answer, or why there is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from printkit.sources.addresses import Address
from printkit.sources.asking import Reply
from printkit.sources.wanted import Answer, UnfetchedError, Wanted

_PASSING = frozenset((408, 425, 429))
_TROUBLE = ("the site is in trouble", "try again later")
_NO_PAGE = ("this is no page", "open it in a browser")


def answer_of(wanted: Wanted, here: Address, reply: Reply, *, own: bool) -> Answer:
    """The answer in a reply that leads nowhere else; raises UnfetchedError where it is none."""
    if reply.status == 304 and (wanted.etag or wanted.modified):
        said = (reply.header("ETag") or wanted.etag, reply.header("Last-Modified") or wanted.modified)
        return Answer(wanted.address, str(here), "", None, *said, _keeps(reply), own)
    if reply.status != 200:
        raise _no_answer(reply, here)
    if not reply.body:
        raise UnfetchedError("the answer is empty", where=str(here), hint="open it in a browser")
    said = (reply.header("ETag"), reply.header("Last-Modified"))
    return Answer(wanted.address, str(here), reply.header("Content-Type"), reply.body, *said, _keeps(reply), own)


def _no_answer(reply: Reply, here: Address) -> UnfetchedError:
    status = reply.status
    passing = status >= 500 or status in _PASSING or status < 400
    said, hint = {
        401: ("it asks who you are", "send --header 'Authorization: …' or --cookie-file"),
        402: ("it asks for money", "log in with a browser and send --cookie-file"),
        403: ("it may not be read", "log in with a browser and send --cookie-file, or save the page"),
        404: ("there is no such page", "check the address"),
        410: ("the page was taken away", "look for it in a web archive"),
        429: ("the site was asked too often", "try again later"),
        451: ("it may not be read for legal reasons", "look for it elsewhere"),
    }.get(
        status, ("the site is in trouble", "try again later") if status >= 500 else ("no page", "open it in a browser")
    )
    wait = retry_after(reply)
    hint = f"try again in {wait:.0f} s" if 0 < wait < 86400 else hint
    return UnfetchedError(f"{said} (HTTP {status})", where=str(here), hint=hint, lasting=not passing)


def retry_after(reply: Reply) -> float:
    """How many seconds a site asks to be left alone; 0 where it says nothing."""
    said = reply.header("Retry-After")
    if said.isascii() and said.isdigit():
        return float(said[:9])
    with suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(said)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
    return 0.0


def _keeps(reply: Reply) -> float | None:
    """How many seconds the site says that its answer holds; None where it does not say."""
    for part in reply.header("Cache-Control").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name in {"no-store", "no-cache"}:
            return 0.0
        if name == "max-age" and value.strip('"').isdigit():
            return float(value.strip('"')[:9])
    return None
