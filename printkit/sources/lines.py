"""Lines to other machines: a name resolved once, every address of it checked, and the checked address dialled."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from printkit.sources.addresses import Address, private
from printkit.sources.wanted import NoNetworkError, UnfetchedError

LONGEST_DIAL = 4.0
"""How many seconds one address of a host may take to answer a call before the next is tried."""

MOST_DIALLED = 4


LookUp = Callable[[str, int], tuple[str, ...]]
"""The IP addresses of a host, as the system resolves it; raises OSError."""

Dial = Callable[[tuple[str, int], float], socket.socket]
"""A TCP connection to an IP address and port within so many seconds; raises OSError."""


def look_up(host: str, port: int) -> tuple[str, ...]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(place: tuple[str, int], seconds: float) -> socket.socket:
    """A call to an IP address."""
    return socket.create_connection(place, timeout=seconds)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Operator:
    """How names are resolved, calls made and certificates judged: by the system. Only tests put others in.

    What is refused is not theirs to say: `connect` checks what `look_up` gives before it is handed to `dial`.
    """

    look_up: LookUp = look_up
    dial: Dial = dial
    trust: Callable[[], ssl.SSLContext] = _trust


class Deadline:
    """A moment at which everything ends; `left` is in seconds and never negative.

    What must be done at an earlier end than was meant stands in `hang_ups`.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.hang_ups: list[Callable[[], None]] = []
        self._end = time.monotonic() + seconds

    def cut(self) -> None:
        """Let it be now."""
        self._end = 0.0
        for hang_up in tuple(self.hang_ups):
            hang_up()

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._end - time.monotonic())

    def put_off(self, seconds: float) -> None:
        """Let so many seconds not count."""
        self._end += seconds

    def check(self, address: Address) -> None:
        """Raise UnfetchedError where no time is left."""
        if not self.left:
            raise too_late(address, self)


def too_late(address: Address, deadline: Deadline) -> UnfetchedError:
    """The error of an address that took too long."""
    hint = "try again later, or raise timeout in [fetch] of site.toml"
    return UnfetchedError(f"no whole answer within {deadline.seconds:g} s", where=str(address), hint=hint)


def connect(address: Address, operator: Operator, deadline: Deadline, patience: float) -> socket.socket:
    """A connection to the host of an address, spoken through TLS for https; certificates are for the name.

    Raises UnfetchedError where the name is unknown or nobody answers, and where any of its IP addresses is not public.
    `patience` is how many seconds the resolver and each call may take at most.
    """
    known = _resolved(address, operator, deadline, patience)
    _judge(address, known)
    line = _dialled(address, known, operator, deadline, patience)
    if address.scheme == "http":
        return line
    try:
        line.settimeout(max(0.01, deadline.left))
        return operator.trust().wrap_socket(line, server_hostname=address.host.rstrip("."))
    except OSError as error:
        line.close()
        raise _insecure(address, error, deadline) from error


def judge(address: Address, operator: Operator, deadline: Deadline, patience: float) -> None:
    """Raise UnfetchedError for a host that is not public, as far as that can be known here.

    What stands behind a proxy may be a name that only the proxy can resolve; it is left to it.
    """
    try:
        known = _resolved(address, operator, deadline, patience)
    except UnfetchedError:
        return
    _judge(address, known)


def _judge(address: Address, known: tuple[str, ...]) -> None:
    for place in known:
        if kind := private(place):
            hint = "only public addresses are fetched; save the page and name the file"
            said = f"{address.host} is {place}, {kind}" if place != address.host else f"this is {kind}"
            raise UnfetchedError(said, where=str(address), hint=hint, lasting=True)


def _resolved(address: Address, operator: Operator, deadline: Deadline, patience: float) -> tuple[str, ...]:
    """The addresses of a host; the system's resolver knows no time, so it is asked from a thread of its own."""
    answer: list[tuple[str, ...] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answer.append(operator.look_up(address.host, address.port))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    asking = threading.Thread(target=ask, name="printkit-look-up", daemon=True)
    asking.start()
    asking.join(min(deadline.left, patience))
    if not answer:
        raise NoNetworkError(f"{address.host} was not resolved in time", where=str(address), hint=_ONLINE)
    found = answer[0]
    if isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN:
        raise NoNetworkError(f"{address.host} cannot be resolved now", where=str(address), hint=_ONLINE)
    if isinstance(found, OSError | UnicodeError) or not found:
        hint = "check the address, and whether this machine is online"
        raise UnfetchedError(f"there is no host {address.host}", where=str(address), hint=hint, host_down=True)
    return found


_ONLINE = "is this machine online?"


def _dialled(
    address: Address, known: tuple[str, ...], operator: Operator, deadline: Deadline, patience: float
) -> socket.socket:
    said: OSError | None = None
    for place in known[:MOST_DIALLED]:
        deadline.check(address)
        try:
            return operator.dial((place, address.port), min(deadline.left, patience, LONGEST_DIAL))
        except OSError as error:
            said = error
    reason = (said.strerror if said else "") or "no answer"
    hint = "try again later, and see whether this machine is online"
    raise UnfetchedError(f"{address.host} cannot be reached: {reason}", where=str(address), hint=hint, host_down=True)


def _insecure(address: Address, error: OSError, deadline: Deadline) -> UnfetchedError:
    if isinstance(error, TimeoutError):
        return too_late(address, deadline)
    said = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else error.strerror or str(error)
    hint = "its certificate is judged by this machine's store"
    return UnfetchedError(f"no secure line to {address.host}: {said}", where=str(address), hint=hint, host_down=True)
