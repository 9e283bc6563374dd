"""A small world to fetch from: names with public addresses, which lead to servers on this machine.

Nothing in it loosens what the fetcher refuses: names resolve to what a test says, every address is judged as it is,
and only a call to a public one is put through to a server here.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import trustme

from printkit.sources.lines import Operator

Script = Callable[["Call"], None]
"""What a server does with a call."""


@dataclass
class Call:
    """One question as a server hears it; `send` puts raw bytes on the line."""

    line: socket.socket
    target: str
    headers: Mapping[str, str]
    host: str

    def send(self, data: bytes) -> None:
        self.line.sendall(data)

    def answer(self, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        told = {"content-length": str(len(data)), "content-type": "text/html; charset=utf-8"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data)

    def packed(self, body: bytes) -> None:
        self.answer(gzip.compress(body), content_encoding="gzip")

    def moved(self, to: str, status: str = "302 Found") -> None:
        self.answer(b"", status, location=to)


@dataclass
class World:
    """Hosts by name: their addresses, and their scripts; `calls` holds what was asked, `dialled` where it was put to.

    A script is a function of a call, or a page as text, by `host/path`. What is not there is answered by 404.
    """

    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[str, Script | str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    down: frozenset[str] = frozenset()
    authority: trustme.CA = field(default_factory=trustme.CA)
    _port: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def page(self, place: str, script: Script | str, *addresses: str) -> None:
        """Put a page at `host/path`; its host has a public address unless others are given."""
        host = place.partition("/")[0]
        self.addresses.setdefault(host, addresses or (f"93.184.216.{len(self.addresses) + 1}",))
        self.pages[place] = script

    def asked(self, path: str = "") -> list[str]:
        """What was asked, as `host/path`, robots.txt apart."""
        found = [f"{call.host}{call.target}" for call in self.calls if call.target != "/robots.txt"]
        return [place for place in found if path in place]

    def operator(self) -> Operator:
        return Operator(self.look_up, self.dial, self.trust)

    def look_up(self, host: str, port: int) -> tuple[str, ...]:
        self.looked_up.append(host)
        if host not in self.addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return self.addresses[host]

    def dial(self, place: tuple[str, int], seconds: float) -> socket.socket:
        self.dialled.append(f"{place[0]}:{place[1]}")
        if place[0] in self.down:
            raise ConnectionRefusedError(111, "Connection refused")
        return _Numbered.to(self._port, seconds, place[1])

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def close(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._hear, args=(line,), daemon=True).start()

    def _hear(self, line: socket.socket) -> None:
        try:
            with line:
                line.settimeout(15)
                secure = line.recv(1) == b"s"
                with self._through_tls(line) if secure else line as spoken:
                    self._talk(spoken)
        except OSError:
            return  # the other side hung up, as some tests want

    def _through_tls(self, line: socket.socket) -> socket.socket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

        def named(spoken: ssl.SSLObject | ssl.SSLSocket, name: str, _: ssl.SSLContext) -> None:
            own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(self._names.get(name, name)).configure_cert(own)
            spoken.context = own

        context.sni_callback = named
        self.authority.issue_cert("nobody.example").configure_cert(context)
        return context.wrap_socket(line, server_side=True)

    def misname(self, name: str, other: str) -> None:
        """Let the server of one name show the certificate of another."""
        self._names[name] = other

    def _talk(self, line: socket.socket) -> None:
        heard = b""
        while b"\r\n\r\n" not in heard:
            piece = line.recv(65536)
            if not piece:
                return
            heard += piece
        first, *rest = heard.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rest)}
        call = Call(line, first.split(" ")[1], headers, headers.get("host", ""))
        self.calls.append(call)
        script = self.pages.get(f"{call.host}{call.target}")
        if script is None:
            call.answer("gone", "404 Not Found")
        elif isinstance(script, str):
            call.answer(script)
        else:
            script(call)


class _Numbered:
    """A call that first tells the server, by one letter, whether TLS is spoken."""

    @staticmethod
    def to(port: int, seconds: float, wanted: int) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        line.sendall(b"s" if wanted == 443 else b"p")
        return line
