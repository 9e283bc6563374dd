"""How sites are asked: what the house and the command say of names, times, sizes, headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy, LoadError, MozillaCookieJar
from pathlib import Path
from urllib.parse import urlsplit

from printkit.errors import ConfigError, SourceError
from printkit.sources.addresses import Address, parse
from printkit.version import __version__

USER_AGENT = f"printkit/{__version__} (articles printed on paper; asked for by its reader)"
SECONDS = 10.0
PAGE_BYTES = 10 << 20
PICTURE_BYTES = 20 << 20
MOST_SECONDS, MOST_MB = 3600.0, 100.0
"""What the house may ask for at most; what is kept is read back up to a little more."""

POLICY = DefaultCookiePolicy(strict_domain=True)

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
# What belongs to the connection is not the reader's to say (RFC 9110, 7.6.1), nor are sizes and encodings.
_OURS = frozenset(
    (
        *("host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "keep-alive"),
        *("proxy-authorization", "proxy-connection", "accept-encoding", "expect", "range"),
        *("if-none-match", "if-modified-since"),
    )
)

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Manners:
    """What holds for every question of a run.

    `seconds` is the whole time of one address with its redirects and retries, `most` a page's largest size in bytes.
    `hosts` are the headers that the house sends to single hosts; `headers` those of the command, sent to the hosts
    that were named to it. `cookies` is a file in Netscape's format.
    """

    user_agent: str = USER_AGENT
    seconds: float = SECONDS
    most: int = PAGE_BYTES
    proxy: str = ""
    robots: bool = True
    hosts: Mapping[str, Headers] = field(default_factory=dict)
    headers: Headers = ()
    cookies: Path | None = None


def manners(table: Mapping[str, object], headers: Iterable[str] = (), cookies: Path | None = None) -> Manners:
    """The manners that [fetch] of site.toml and a command's headers (`Name: value`) ask for.

    Raises ConfigError for a header that cannot be sent and for a proxy that is no http address.
    """
    said = table.get("headers")
    hosts = said if isinstance(said, Mapping) else {}
    where = "site.toml: [fetch.headers]"
    return Manners(
        user_agent=_value(str(table.get("user_agent") or USER_AGENT), "user_agent", "site.toml: [fetch]"),
        seconds=_number(table, "timeout", MOST_SECONDS) or SECONDS,
        most=round(_number(table, "max_mb", MOST_MB) * (1 << 20)) or PAGE_BYTES,
        proxy=_proxy(str(table.get("proxy") or "")),
        robots=table.get("robots") is not False,
        hosts={
            str(host).lower().rstrip("."): tuple(header(str(name), str(value), where) for name, value in named.items())
            for host, named in hosts.items()
            if isinstance(named, Mapping)
        },
        headers=tuple(_split(text) for text in headers),
        cookies=cookies,
    )


def header(name: str, value: str, where: str) -> tuple[str, str]:
    """A header that may be sent; raises ConfigError for one that may not."""
    if not _TOKEN.fullmatch(name) or name.lower() in _OURS:
        raise ConfigError(f"'{name}' is no header that can be set", where=where, hint="such as Authorization or Cookie")
    return name, _value(value.strip(), name, where)


def jar(manners: Manners) -> CookieJar:
    """A jar for one run, with the cookies of the file; raises SourceError where that cannot be read."""
    if manners.cookies is None:
        return CookieJar(POLICY)
    made = MozillaCookieJar(policy=POLICY)
    hint = "export it from the browser as cookies.txt, in Netscape's format"
    try:
        made.load(str(manners.cookies), ignore_discard=True)
    except LoadError as error:
        raise SourceError("this is no file of cookies", where=str(manners.cookies), hint=hint) from error
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SourceError(f"the cookies cannot be read: {said}", where=str(manners.cookies), hint=hint) from error
    return made


def headers_for(manners: Manners, address: Address, named: frozenset[str]) -> dict[str, str]:
    """The headers of the house and the command for the host of an address.

    `named` are the addresses that the run was given, `scheme://host` of each (see `named_hosts`): the command's headers
    go to these hosts alone, and nothing goes over an open line but to a host that was named with http.
    """
    host = address.host.rstrip(".")
    if address.scheme == "http" and f"http://{host}" not in named:
        return {}
    is_named = not named.isdisjoint((f"http://{host}", f"https://{host}"))
    return dict((*manners.hosts.get(host, ()), *(manners.headers if is_named else ())))


def named_hosts(addresses: Iterable[str], manners: Manners) -> frozenset[str]:
    """Scheme and host of each address that a run was given, to which the command's own headers go.

    Raises ConfigError where there are headers and more than one host, for what is meant for one is no other's to hear.
    """
    found: dict[str, str] = {}
    for text in addresses:
        with suppress(SourceError):  # which tells of itself when it is asked
            address = parse(text)
            found[f"{address.scheme}://{address.host.rstrip('.')}"] = address.host.rstrip(".")
    hosts = sorted(set(found.values()))
    if manners.headers and len(hosts) > 1:
        said = f"--header goes to one host, and there are {len(hosts)}: {', '.join(hosts[:3])}"
        raise ConfigError(said, hint='write them as [fetch.headers."host"] in site.toml')
    return frozenset(found)


def _split(text: str) -> tuple[str, str]:
    name, mark, value = text.partition(":")
    if not mark:
        raise ConfigError("a header is 'Name: value'", where="--header", hint="such as 'Authorization: Bearer …'")
    return header(name.strip(), value, "--header")


def _value(value: str, name: str, where: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise ConfigError(f"the value of {name} holds what no header may", where=where, hint="one line of ASCII")
    return value


def _proxy(said: str) -> str:
    try:
        parts = urlsplit(said)
        good = not said or (re.fullmatch(r"http://[^/\s]+/?", said, re.I) and parts.hostname and parts.port != 0)
    except ValueError:
        good = False
    if not good:
        hint = "such as http://proxy.example.org:3128"
        raise ConfigError("a proxy is an http address", where="site.toml: [fetch] proxy", hint=hint)
    return said


def _number(table: Mapping[str, object], name: str, most: float) -> float:
    said = table.get(name)
    if not isinstance(said, int | float) or not said > 0:
        return 0.0
    if said > most:
        raise ConfigError(f"{name} is at most {most:g}", where="site.toml: [fetch]", hint="leave it out for the usual")
    return float(said)
