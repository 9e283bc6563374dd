"""Names of places in the bundle, and the addresses by which parts lead to each other's: printkit:slug#anchor."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

SCHEME = b"printkit:"
"""Addresses of other parts of the issue: printkit:slug or printkit:slug#anchor."""

QUERY = "?page"
"""What stands behind the slug where the link is the box of a page number."""


RESUMED = b"#?rest"
"""What stands behind the slug in the name of the page where an article goes on after its jump; no anchor reads so."""


def target(slug: str, anchor: str = "") -> bytes:
    """The name of a place: `slug`, or `slug#anchor`, in ASCII, so that one key matches every spelling."""
    said = [quote(unicodedata.normalize("NFC", word), safe="/!$&'()*+,;=:@~-._") for word in (slug, anchor) if word]
    return "#".join(said).encode("ascii")


def wanted(address: bytes) -> bytes:
    """The name of the place that an address of another part leads to."""
    slug, _, anchor = address.removeprefix(SCHEME).decode("utf-8", "replace").partition("#")
    return target(unquote(slug.removesuffix(QUERY)), unquote(anchor))


def is_box(address: bytes) -> bool:
    """Whether an address is that of a box that says a page number."""
    return address.startswith(SCHEME) and address.partition(b"#")[0].endswith(QUERY.encode())
