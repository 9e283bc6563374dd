"""Addresses: which may be asked at all, taken apart once and strictly, so that what is checked is what is asked."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from printkit.errors import SourceError

PORTS = {"http": 80, "https": 443}
LONGEST = 8000
"""The most characters in an address."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_PLAIN = "/%:@!$&'()*+,;=~-._"

# What some versions of Python call global: the anycast of 6to4 relays (RFC 7526), old site-local addresses (RFC 3879),
# IPv4-compatible ones (RFC 4291, 2.5.5.1), local NAT64 (RFC 8215), addresses for documents (RFC 9637), and those of
# protocols (RFC 6890).
_REFUSED = tuple(
    map(
        ipaddress.ip_network,
        ("192.88.99.0/24", "192.0.0.0/24", "fec0::/10", "::/96", "64:ff9b:1::/48", "3fff::/20", "0.0.0.0/8"),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address without its fragment: `host` in lower case and ASCII, `target` as it is sent."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt is asked of."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def name(self) -> str:
        """The Host header."""
        return self.origin.partition("://")[2]


def parse(text: str) -> Address:
    """The address that a text names.

    Raises SourceError for one that is not http or https, holds a name and a password, or names another port than 80
    and 443.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _refused(text, f"this is no address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(text, f"'{scheme}' is not fetched", "an address begins with https:// or http://")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _refused(text, "this is no address: half a letter stands in it")
    if len(text) > LONGEST:
        raise _refused(text, f"an address of more than {LONGEST} characters")
    if parts.username is not None or parts.password is not None:
        raise _refused(text, "an address with a name and a password in it", "send them with --header or --cookie-file")
    if port not in {None, *PORTS.values()}:
        raise _refused(text, f"port {port} is not asked", "pages are fetched from ports 80 and 443")
    target = quote(parts.path or "/", safe=_PLAIN) + (
        f"?{quote(parts.query, safe=_PLAIN + '?')}" if parts.query else ""
    )
    return Address(scheme, _host(host, text), port or PORTS[scheme], target)


def beside(here: Address, text: str) -> Address:
    """The address that a text names on a page at `here`; raises SourceError as `parse` does."""
    try:
        whole = urljoin(str(here), text.strip())
    except ValueError as error:
        raise _refused(text, f"this is no address: {error}") from error
    return parse(whole)


def private(text: str) -> str:
    """Why an IP address is not asked: what kind of address it is; empty for a public one.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is looked at too.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "no IP address"
    return next((reason for one in (address, *_inside(address)) if (reason := _kind(one))), "")


def _inside(address: IPAddress) -> tuple[IPAddress, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found: list[IPAddress | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in found if one is not None)


def _kind(address: IPAddress) -> str:
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        # What stands inside is judged; the wrapping itself is neither public nor private.
        return ""
    for reason, holds in (
        ("this machine itself", address.is_loopback),
        ("no address at all", address.is_unspecified),
        ("an address of this link alone", address.is_link_local),
        ("an address of a group", address.is_multicast),
        ("a private address", address.is_private),
        ("a reserved address", address.is_reserved),
        ("an address that is not public", not address.is_global or any(_within(address, net) for net in _REFUSED)),
    ):
        if holds:
            return reason
    return ""


def _within(address: IPAddress, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    return address.version == network.version and address in network


def _host(host: str, text: str) -> str:
    if ":" in host and "%" not in host:
        try:
            return ipaddress.IPv6Address(host).compressed
        except ValueError as error:
            raise _refused(text, "this is no address: its host is none") from error
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _refused(text, "this is no address: its host is no name") from error
    if len(name) > 253 or not _HOST.fullmatch(name):
        raise _refused(text, "this is no address: its host is no name")
    return name


def _refused(text: str, why: str, hint: str = "check the address") -> SourceError:
    return SourceError(why, where=_shown(text), hint=hint)


def _shown(text: str) -> str:
    """An address as an error names it: without a password in it, and not without end."""
    return re.sub(r"//[^/@]*@", "//…@", text)[:300]
