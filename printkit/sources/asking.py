"""One question and its answer over HTTP: within a deadline, and within a size before and after inflating."""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import unquote, urlsplit

from printkit.sources.addresses import Address
from printkit.sources.lines import Deadline, Operator, connect, judge, too_late
from printkit.sources.wanted import UnfetchedError

_PIECE = 1 << 16
_MEMBERS = 64
_HINTS = 20
_SWITCHING = 101
_INFLATED = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""The window bits by which zlib reads each encoding; 47 takes a zlib or a gzip head."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an address with its headers, how many bytes are taken, and how.

    `patience` is how many seconds resolving the name and each call may take. `proxy` is an http address that is asked
    in the host's place; it is the house's own and may be private. `unwanted` says of a Content-Type why such an answer
    is not taken, or nothing.
    """

    address: Address
    headers: Mapping[str, str]
    most: int
    deadline: Deadline
    patience: float
    proxy: str = ""
    unwanted: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered: the status, the headers, and the body inflated; empty where the status is not 200."""

    status: int
    headers: Message = field(default_factory=Message)
    body: bytes = b""

    def header(self, name: str) -> str:
        """A header's value, without control characters; empty where there is none."""
        return "".join(c for c in str(self.headers.get(name, "")) if c.isprintable()).strip()


def ask(question: Question, operator: Operator) -> Reply:
    """The answer to one question; no redirect is followed.

    Raises UnfetchedError where there is no whole answer in time, where it is larger than the question takes or
    inflates beyond that, and where the host may not be asked.
    """
    address, deadline = question.address, question.deadline
    connection = _connection(question, operator)
    try:
        with _hung_up_at(deadline, connection) as keep_hold:
            if question.proxy:
                _through_proxy(connection, question)
            target = address.target if not question.proxy or address.scheme == "https" else str(address)
            connection.request("GET", target, headers=dict(question.headers))
            keep_hold()
            with connection.getresponse() as answer:
                if answer.status != 200:
                    return Reply(answer.status, answer.headers)
                _check_kind(answer.headers.get("Content-Type", ""), question)
                body = _body(answer, question)
        deadline.check(address)
        return Reply(200, answer.headers, _inflated(body, answer.headers.get("Content-Encoding", ""), question))
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or not deadline.left:
            raise too_late(address, deadline) from error
        said = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        hint = "try again later"
        raise UnfetchedError(f"{address.host} broke off its answer: {said}", where=str(address), hint=hint) from error
    finally:
        connection.close()


def _connection(question: Question, operator: Operator) -> http.client.HTTPConnection:
    address, deadline = question.address, question.deadline
    if not question.proxy:
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.response_class = _Final
        # A connection that has its socket opens none of its own, so it is the checked one that is spoken through.
        connection.sock = connect(address, operator, deadline, question.patience)
        connection.sock.settimeout(max(0.01, deadline.left))
        return connection
    judge(address, operator, deadline, question.patience)
    proxy = urlsplit(question.proxy)
    place, port, seconds = proxy.hostname or "", proxy.port or 3128, max(0.01, deadline.left)
    pass_headers = {}
    if proxy.username:
        word = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
        pass_headers["Proxy-Authorization"] = f"Basic {base64.b64encode(word.encode()).decode()}"
    if address.scheme == "http":
        return _Plain(place, port, seconds, pass_headers)
    through = http.client.HTTPSConnection(place, port, timeout=seconds, context=operator.trust())
    through.response_class = _Final
    through.set_tunnel(address.host, address.port, headers=pass_headers)
    return through


def _through_proxy(connection: http.client.HTTPConnection, question: Question) -> None:
    """Call the proxy, before it is asked; raises UnfetchedError naming it where it cannot be reached, or refuses."""
    try:
        connection.connect()
    except ssl.SSLError as error:
        hint = "its certificate is judged by this machine's store"
        said = f"no secure line to {question.address.host}: {error.reason or error}"
        raise UnfetchedError(said, where=str(question.address), hint=hint, host_down=True) from error
    except OSError as error:
        if isinstance(error, TimeoutError) and not question.deadline.left:
            raise too_late(question.address, question.deadline) from error
        said = f"the proxy {connection.host} cannot be used: {error.strerror or error}"
        hint = "see proxy in [fetch] of site.toml"
        raise UnfetchedError(said, where=str(question.address), hint=hint, host_down=True) from error


class _Final(http.client.HTTPResponse):
    """An answer that reads past the interim ones before it (RFC 9110, 15.2), such as 103 Early Hints (RFC 8297)."""

    def begin(self) -> None:
        """Read the head of the answer itself."""
        for _ in range(_HINTS):
            super().begin()
            if self.status == _SWITCHING or not 100 <= self.status < 200:
                return
            self.headers = self.msg = None  # type: ignore[assignment] # with a head at hand none is read
        raise http.client.BadStatusLine(f"more than {_HINTS} interim answers")


class _Plain(http.client.HTTPConnection):
    """A connection to a proxy that is told its password with each question."""

    response_class = _Final

    def __init__(self, place: str, port: int, seconds: float, told: Mapping[str, str]) -> None:
        super().__init__(place, port, timeout=seconds)
        self.told = told

    def endheaders(self, message_body: object = None, *, encode_chunked: bool = False) -> None:
        """Add what the proxy is told."""
        for name, value in self.told.items():
            self.putheader(name, value)
        super().endheaders(message_body, encode_chunked=encode_chunked)  # type: ignore[arg-type]


@contextmanager
def _hung_up_at(deadline: Deadline, connection: http.client.HTTPConnection) -> Iterator[Callable[[], None]]:
    """Within the block the line is cut when the deadline comes, however slowly something trickles through it.

    The connection gives its line away once the head of an answer is read: the function that the block is given keeps
    hold of it, and is called before.
    """
    held: list[socket.socket] = []

    def keep_hold() -> None:
        held.append(connection.sock)

    def hang_up() -> None:
        for line in held or filter(None, [connection.sock]):
            # The plain socket's own: a TLS line would first forget how to speak, under the reader's hands.
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(deadline.left, hang_up)
    timer.daemon = True
    timer.start()
    deadline.hang_ups.append(hang_up)
    try:
        yield keep_hold
    finally:
        deadline.hang_ups.remove(hang_up)
        timer.cancel()


def _check_kind(said: str, question: Question) -> None:
    if question.unwanted and (why := question.unwanted(said)):
        raise UnfetchedError(why, where=str(question.address), hint="name an article's own address", lasting=True)


def _body(answer: http.client.HTTPResponse, question: Question) -> bytes:
    """The body as it is sent, whole."""
    said = answer.headers.get("Content-Length", "")
    expected = int(said) if said.isascii() and said.isdigit() and not answer.chunked else None
    if expected is not None and expected > question.most:
        raise too_large(question)
    taken = bytearray()
    while piece := answer.read1(_PIECE):
        taken += piece
        if len(taken) > question.most:
            raise too_large(question)
        question.deadline.check(question.address)
    if expected is not None and len(taken) < expected:
        raise http.client.IncompleteRead(bytes(taken), expected - len(taken))
    return bytes(taken)


def _inflated(body: bytes, encoding: str, question: Question) -> bytes:
    name = encoding.strip().lower()
    if name in {"", "identity"} or not body:
        return body
    if name not in _INFLATED:
        said = f"the answer is packed as '{name[:40]}', which was not asked for"
        raise UnfetchedError(said, where=str(question.address), hint="save the page and name the file", lasting=True)
    try:
        return _unpacked(body, _INFLATED[name], question)
    except zlib.error as error:
        if name != "deflate":
            raise _broken(question) from error
    try:
        return _unpacked(body, -15, question)  # what some servers call deflate has no head
    except zlib.error as error:
        raise _broken(question) from error


def _unpacked(body: bytes, bits: int, question: Question) -> bytes:
    """The body unpacked, all members of it; no more is ever unpacked than is taken."""
    made = bytearray()
    for _ in range(_MEMBERS):
        tool = zlib.decompressobj(bits)
        made += tool.decompress(body, question.most + 1 - len(made))
        if len(made) > question.most:
            raise too_large(question)
        if not tool.eof:
            raise zlib.error("cut short")
        body = tool.unused_data
        if not body.startswith(b"\x1f\x8b"):  # what follows a whole answer is passed over, as browsers do
            break
    return bytes(made)


def too_large(question: Question) -> UnfetchedError:
    """The error of an answer that is larger than the question takes."""
    return UnfetchedError(
        f"larger than {question.most / (1 << 20):g} MB",
        where=str(question.address),
        hint="save it and name the file, or raise max_mb in [fetch] of site.toml",
        lasting=True,
    )


def _broken(question: Question) -> UnfetchedError:
    return UnfetchedError("the answer is packed, and not whole", where=str(question.address), hint="try again later")
