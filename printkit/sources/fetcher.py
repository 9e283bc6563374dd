"""The fetcher: an address asked as a polite browser asks it, its redirects followed, and only in public."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from typing import Protocol
from urllib.request import Request

from printkit.errors import SourceError
from printkit.sources import refreshing, robots
from printkit.sources.addresses import Address, beside, parse
from printkit.sources.answers import answer_of, retry_after
from printkit.sources.asking import Question, Reply, ask
from printkit.sources.lines import Deadline, Operator
from printkit.sources.manners import POLICY, Manners, headers_for, jar
from printkit.sources.wanted import Answer, NoNetworkError, UnfetchedError, Wanted

REDIRECTS = 3
RETRIES = 2
PAUSES = (0.3, 0.9)
"""Seconds before the second and the third time that a site in trouble is asked."""

PATIENCE = 5.0
"""Seconds that resolving a name and one call may take."""

FIRST_PATIENCE = 1.5
"""The same for a picture while nothing in this run has answered yet: most likely nothing will."""

AT_ONCE = 4
"""So many questions are put to one host at the same time."""

ENOUGH = 8
"""So many hosts of pictures are tried where none in this run has answered."""

LONGEST_COOKIE, COOKIES_AT_ONCE, MOST_COOKIES = 4096, 50, 500
"""A cookie's most characters, how many an answer may set, and how many a run takes (RFC 6265, 6.1)."""

LONGEST_COOKIES = 16 << 10
"""The most characters of a Cookie header; no server takes more, and none goes out."""

_MOVED = frozenset((301, 302, 303, 307, 308))
_IN_TROUBLE = frozenset((429, 500, 502, 503, 504))


class Shelf(Protocol):
    """Where robots.txt files are kept between runs."""

    def rules(self, address: str) -> str | None:
        """What was kept not long ago, or None."""

    def keep_rules(self, address: str, text: str) -> None:
        """Keep it for a while."""


class Fetcher:
    """Asks addresses for one run: cookies, robots.txt and hosts that do not answer are remembered as long.

    Safe to use from several threads. `named` are the addresses that the run was given (see `named_hosts`).
    """

    def __init__(
        self,
        manners: Manners,
        *,
        named: frozenset[str] = frozenset(),
        shelf: Shelf | None = None,
        operator: Operator | None = None,
    ) -> None:
        self.manners = manners
        self.named = named
        self._operator = operator or Operator()
        self._shelf = shelf
        self._jar = jar(manners)
        self._own = {_key(cookie) for cookie in self._jar}
        self._heard = False
        self._nobody: UnfetchedError | None = None
        self._down: dict[str, UnfetchedError] = {}
        self._rules: dict[str, robots.Rules | UnfetchedError] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Semaphore] = {}
        self._next: dict[str, float] = {}
        self._running: set[Deadline] = set()
        self._stopped = False

    def stop(self) -> None:
        """Ask nothing more, and hang up what is being asked: the run was interrupted."""
        self._stopped = True
        for deadline in tuple(self._running):
            deadline.cut()

    def get(self, wanted: Wanted) -> Answer:
        """What an address answers, at most three redirects on; each is looked at as the first was.

        A page that sends its reader on at once is a redirect too.

        Raises SourceError where it may not be asked at all, UnfetchedError where it gives no answer that is taken.
        """
        start = parse(wanted.address)
        with self._lock:
            turn = self._turns.setdefault(start.host, threading.Semaphore(AT_ONCE))
        with turn:
            deadline = Deadline(wanted.seconds or self.manners.seconds)
            self._running.add(deadline)
            try:
                return self._followed(start, wanted, deadline)
            finally:
                self._running.discard(deadline)

    def _followed(self, start: Address, wanted: Wanted, deadline: Deadline) -> Answer:
        here, own = start, False
        for turn in range(REDIRECTS + 1):
            try:
                self._ask_leave(here, deadline, aside=wanted.aside)
                told = headers_for(self.manners, here, self.named)
                own = own or bool(told) or self._has_cookies(here)
                reply = self._asked(here, deadline, wanted, told)
                there = _there(here, reply, wanted)
                if there is None:
                    return answer_of(wanted, here, reply, own=own)
            except UnfetchedError as error:
                raise _led_on(error, start, here) if turn else error from error.__cause__
            here = there
        said = f"it leads on and on, more than {REDIRECTS} times"
        raise UnfetchedError(
            said, where=wanted.address, hint="open it in a browser and take the last one", lasting=True
        )

    def is_own(self, text: str) -> bool:
        """Whether an address is asked with headers or cookies that are the reader's own."""
        with suppress(SourceError):
            address = parse(text)
            return bool(headers_for(self.manners, address, self.named)) or self._has_cookies(address)
        return False

    def _has_cookies(self, address: Address) -> bool:
        host = f".{address.host}"
        return any(host.endswith(f".{domain.lstrip('.')}") for domain, _, _ in self._own)

    def _ask_leave(self, address: Address, deadline: Deadline, *, aside: bool) -> None:
        """Raise UnfetchedError where robots.txt asks programs to stay away, or nobody answers there."""
        if not self.manners.robots:
            return
        with self._lock:
            lock = self._locks.setdefault(address.origin, threading.Lock())
        with lock:
            if address.origin not in self._rules:
                try:
                    self._rules[address.origin] = robots.Rules(self._robots(address, deadline, aside=aside))
                except UnfetchedError as error:
                    self._rules[address.origin] = error
            rules = self._rules[address.origin]
        if isinstance(rules, UnfetchedError):
            raise UnfetchedError(
                rules.text, where=str(address), hint=rules.hint, lasting=rules.lasting, host_down=rules.host_down
            )
        rules.check(address)
        if rules.pause and not aside:
            self._wait(address, rules.pause, deadline)

    def _wait(self, address: Address, pause: float, deadline: Deadline) -> None:
        """Let a host have the rest between two pages that it asks for; the deadline stands still meanwhile."""
        with self._lock:
            now = time.monotonic()
            begin = max(now, self._next.get(address.origin, now))
            self._next[address.origin] = begin + pause
        deadline.put_off(begin - now)
        time.sleep(begin - now)

    def _robots(self, address: Address, deadline: Deadline, *, aside: bool) -> str | None:
        """The robots.txt of a host, however often it moved; nothing where it is in trouble."""
        place = f"{address.origin}{robots.PATH}"
        kept = self._shelf.rules(place) if self._shelf else None
        if kept is not None:
            return kept
        here, own = parse(place), Deadline(max(0.01, min(deadline.left, deadline.seconds / 2)))
        wanted = Wanted(place, "text/plain,*/*;q=0.1", robots.MOST * 4, aside=aside)
        reply = Reply(404)
        for _ in range(REDIRECTS + 1):
            try:
                reply = self._asked(here, own, wanted, headers_for(self.manners, here, self.named))
            except UnfetchedError as error:
                if error.host_down or error.lasting or isinstance(error, NoNetworkError):
                    raise
                return None
            if reply.status not in _MOVED:
                break
            here = _on(here, reply)
        text = robots.text_of(reply.status, reply.body)
        if self._shelf and text is not None:
            self._shelf.keep_rules(place, text)
        return text

    def _asked(self, address: Address, deadline: Deadline, wanted: Wanted, told: dict[str, str]) -> Reply:
        """The reply of one address; a site in trouble, or a broken line, is tried again twice."""
        for turn in range(RETRIES + 1):
            pause = PAUSES[min(turn, len(PAUSES) - 1)]
            try:
                reply = self._reply(address, deadline, wanted, told)
            except UnfetchedError as error:
                again = not (error.lasting or error.host_down or isinstance(error, NoNetworkError))
                if not again or turn == RETRIES or deadline.left <= pause:
                    raise
            else:
                pause = max(pause, retry_after(reply))
                if reply.status not in _IN_TROUBLE or turn == RETRIES or deadline.left <= pause:
                    return reply
            time.sleep(pause)
        raise AssertionError(address)

    def _reply(self, address: Address, deadline: Deadline, wanted: Wanted, told: dict[str, str]) -> Reply:
        if self._stopped:
            raise UnfetchedError("the run was interrupted", where=str(address), hint="start it again", host_down=True)
        known = self._nobody or self._down.get(address.host)
        if known:
            raise UnfetchedError(known.text, where=str(address), hint=known.hint, host_down=True)
        deadline.check(address)
        question = Question(
            address,
            self._headers(address, wanted, told),
            wanted.most or self.manners.most,
            deadline,
            FIRST_PATIENCE if wanted.aside and not self._heard else PATIENCE,
            self.manners.proxy,
            wanted.unwanted,
        )
        try:
            reply = ask(question, self._operator)
        except NoNetworkError as error:
            if wanted.aside and not self._heard:
                self._nobody = error
            self._down[address.host] = error
            raise
        except UnfetchedError as error:
            if error.host_down:
                self._down[address.host] = error
                if wanted.aside and not self._heard and len(self._down) >= ENOUGH:
                    said = f"none of {ENOUGH} hosts could be reached"
                    self._nobody = NoNetworkError(said, hint="is this machine online?")
            raise
        self._heard = True
        with self._lock:
            if len(self._jar) < MOST_COOKIES:
                self._jar.extract_cookies(_Told(_fitting(reply.headers)), _request(address))  # type: ignore[arg-type]
        return reply

    def _headers(self, address: Address, wanted: Wanted, told: dict[str, str]) -> dict[str, str]:
        said = {
            "Host": address.name,
            "User-Agent": self.manners.user_agent,
            "Accept": wanted.accept,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        if referer := _referer(wanted.referer, address):
            said["Referer"] = referer
        if wanted.marked in {"", str(address)}:
            marks = {"If-None-Match": wanted.etag, "If-Modified-Since": wanted.modified}
            said |= {name: mark for name, mark in marks.items() if mark}
        request = _request(address)
        with self._lock:
            self._jar_for(wanted).add_cookie_header(request)
        cookies = [value for name, value in told.items() if name.lower() == "cookie"]
        kept = request.get_header("Cookie") or ""
        if 0 < len(kept) <= LONGEST_COOKIES:
            cookies.append(kept)
        shadowed = {name.lower() for name in told}
        said = {name: value for name, value in said.items() if name.lower() not in shadowed} | told
        said = {name: value for name, value in said.items() if name.lower() != "cookie"}
        return said | ({"Cookie": "; ".join(cookies)} if cookies else {})

    def _jar_for(self, wanted: Wanted) -> CookieJar:
        """The cookies that may go with a question: a page's picture takes none of the reader's to another site.

        Whose page names a picture on a site that the reader is known to would otherwise speak there in his name.
        """
        if not (wanted.aside and self._own):
            return self._jar
        host = ""
        with suppress(SourceError):
            host = f".{parse(wanted.page).host}"
        fitting = CookieJar(POLICY)
        for cookie in self._jar:
            if _key(cookie) not in self._own or host.endswith(f".{cookie.domain.lstrip('.')}"):
                fitting.set_cookie(cookie)
        return fitting


def _key(cookie: Cookie) -> tuple[str, str, str]:
    return cookie.domain, cookie.path, cookie.name


@dataclass(frozen=True, slots=True)
class _Told:
    """Headers as the cookie jar takes them."""

    headers: Message

    def info(self) -> Message:
        """The headers."""
        return self.headers


def _fitting(headers: Message) -> Message:
    """Of an answer's headers the cookies that are no flood."""
    kept = Message()
    for said in map(str, headers.get_all("Set-Cookie", ())[:COOKIES_AT_ONCE]):
        if len(said) <= LONGEST_COOKIE:
            kept["Set-Cookie"] = said
    return kept


def _request(address: Address) -> Request:
    return Request(str(address))  # noqa: S310 - parsed before: http or https


def _referer(page: str, address: Address) -> str:
    """What a browser says of the page that a picture stands on: all to its own host, else the host alone."""
    with suppress(SourceError):
        here = parse(page)
        if here.scheme == "https" and address.scheme == "http":
            return ""
        return str(here) if here.origin == address.origin else f"{here.origin}/"
    return ""


def _there(here: Address, reply: Reply, wanted: Wanted) -> Address | None:
    """Where a reply leads on to; None where it is an answer itself."""
    if reply.status in _MOVED:
        return _on(here, reply)
    if wanted.aside or not (said := refreshing.target(reply.header("Content-Type"), reply.body)):
        return None
    with suppress(SourceError):  # a page that sends its reader where nobody is asked is read itself
        there = beside(here, said)
        return there if there != here else None
    return None


def _on(here: Address, reply: Reply) -> Address:
    location = reply.header("Location")
    if not location:
        raise UnfetchedError(
            "it leads on, but not where to", where=str(here), hint="open it in a browser", lasting=True
        )
    try:
        return beside(here, location)
    except SourceError as error:
        said = f"it leads on to what is not fetched: {error.text}"
        raise UnfetchedError(said, where=str(here), hint=error.hint, lasting=True) from error


def _led_on(error: UnfetchedError, start: Address, here: Address) -> UnfetchedError:
    said = f"it leads on to {here}: {error.text}"
    return UnfetchedError(said, where=str(start), hint=error.hint, lasting=error.lasting, host_down=error.host_down)
