"""A fence around the tests: nothing in this process reaches beyond the machine."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

Address = Any  # what the socket module takes: a path, or a tuple whose first part is the host


class NetworkTouchedError(AssertionError):
    """A test asked for another machine; no OSError, so that code under test does not take it for a broken line."""


class Fence:
    """Stands between the code under test and the network; `touched` holds every address that was asked for."""

    def __init__(self) -> None:
        self.touched: list[str] = []

    def stand(self, patch: pytest.MonkeyPatch) -> None:
        """Put the fence up until `patch` is undone; sockets of this machine and numeric look-ups pass."""
        connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

        def fenced_connect(line: socket.socket, address: Address) -> None:
            self._let_pass(line, address)
            connect(line, address)

        def fenced_connect_ex(line: socket.socket, address: Address) -> int:
            self._let_pass(line, address)
            return connect_ex(line, address)

        def fenced_lookup(host: Any, *rest: Any, **options: Any) -> Any:
            if not _stays_here(host) and not _is_numeric(host):
                self._refuse(f"look-up of {host}")
            return lookup(host, *rest, **options)

        patch.setattr(socket.socket, "connect", fenced_connect)
        patch.setattr(socket.socket, "connect_ex", fenced_connect_ex)
        patch.setattr(socket, "getaddrinfo", fenced_lookup)

    def _let_pass(self, line: socket.socket, address: Address) -> None:
        if line.family in {socket.AF_INET, socket.AF_INET6} and not _stays_here(address[0]):
            self._refuse(f"connection to {address[0]}")

    def _refuse(self, what: str) -> None:
        self.touched.append(what)
        raise NetworkTouchedError(f"a test reached for the network: {what}")


def _is_numeric(host: object) -> bool:
    try:
        ipaddress.ip_address(_text(host))
    except ValueError:
        return False
    return True


def _stays_here(host: object) -> bool:
    name = _text(host)
    return name in {"", "localhost"} or (_is_numeric(name) and ipaddress.ip_address(name).is_loopback)


def _text(host: object) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
