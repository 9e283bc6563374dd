"""Where a link or a picture of the source leads: addresses made whole, paths counted from the project's root."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+\Z", re.IGNORECASE)
DATA_LIMIT = 2_000_000

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# The URL standard takes these out anywhere, and so hides "java\nscript:" from a reader who does not.
_HIDDEN = re.compile(r"[\t\r\n]+")
_UNSAFE = re.compile(r"""[\s"<>\\^`{|}]""")


class Target(NamedTuple):
    """An address that may be printed, or the code of the Note that says why there is none."""

    address: str
    fault: str = ""


def link(href: str, location: str, origin: str) -> Target:
    """Where a link leads: `#anchor` in the page, a whole address, or a path from the project's root with a slash."""
    href = _tidy(href)
    if not href:
        return Target("")
    if href.startswith("#"):
        return Target("#" + unquote(href[1:]))
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in SCHEMES:
        return Target("", "link.scheme")
    if scheme:
        whole = href
    elif base := _base(location, origin) or ("https:" if href.startswith("//") else ""):
        whole = _joined(base, href)
    else:
        whole = _rooted(href, location)
    page, mark, anchor = whole.partition("#")
    if mark and page in {origin, location, "/" + location} - {""}:
        return Target("#" + unquote(anchor))
    return Target(_UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), whole))


def picture(src: str, location: str) -> Target:
    """Where a picture lies: a path from the project's root without a slash, an address, or a small data: picture."""
    src = _tidy(src)
    if not src:
        return Target("")
    if src[:5].lower() == "data:":
        good = len(src) <= DATA_LIMIT and DATA_PICTURE.match(src)
        return Target(src) if good else Target("", "image.data")
    scheme = _SCHEME.match(src)
    if scheme:
        return Target(_spaceless(src)) if scheme[1].lower() in {"http", "https"} else Target("", "image.scheme")
    if src.startswith("//") or (base := _base(location, "")):
        return Target(_spaceless(_joined("https:" if src.startswith("//") else base, src)))
    path = unquote(re.split(r"[?#]", src, maxsplit=1)[0]).replace("\\", "/")
    folder = "" if path.startswith("/") else posixpath.dirname(location)
    path = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if path == ".." or path.startswith("../") or path == "." or "\0" in path:
        return Target("", "image.outside")
    return Target(path)


def _tidy(address: str) -> str:
    return _HIDDEN.sub("", address).strip()


def _spaceless(address: str) -> str:
    return address.replace(" ", "%20")


def _base(location: str, origin: str) -> str:
    """The address that relative links count from, if the source has one."""
    for known in (origin, location):
        if known.lower().startswith(("http://", "https://")):
            return known
    return ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # a broken IPv6 host and its like: no address at all, and printed as it was written
        return href


def _rooted(href: str, location: str) -> str:
    """A relative link as a path from the root; one that climbs out stops at the root, as a browser has it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "/" + href.lstrip("/")
    folder = "/" + posixpath.dirname(location)
    path = parts.path
    whole = posixpath.normpath(posixpath.join(folder, path)) if path else "/" + location
    whole = "/" + whole.lstrip("/") + ("/" if path.endswith("/") and whole != "/" else "")
    return whole + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
