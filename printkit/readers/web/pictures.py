"""The real address of every picture of a page, past stand-ins, lazy attributes, `picture` and `noscript`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from printkit.names import page_beside
from printkit.readers.web.page import Element
from printkit.readers.web.units import drop

_LATE = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-full-src",
    "data-hi-res-src", "data-large-src", "data-image", "data-url", "data-img-src", "data-real-src", "data-lazyload",
    "data-echo", "data-orig-file", "data-default-src", "data-src-medium", "data-src-large", "data-image-src",
)  # fmt: skip
# Every library that shows pictures late has a name of its own for their addresses.
_SET_NAME = re.compile(r"(?:data-(?:\w+-)*)?srcset(?:-\w+)*|data-original-set")
_SHOWN_FILE = re.compile(r"(?:https?:)?/?/[^\s,]+\.(?:jpe?g|png|webp|gif|avif)(?:[?#/][^\s,]*)?$", re.I)
_STAND_IN = re.compile(
    r"data:|about:|$|[^?#]*(?:spacer|placeholder|fallback|blank|lazy|loading|1x1|pixel|transparent|grey|default[-_]?image)[^/?#]*"
    r"\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)|[^?#]*\.svg(?:[?#]|$)",
    re.I,
)
_CANDIDATE = re.compile(r"(\S*[^,\s])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_NEAR = 40  # elements of a box in which a picture and the same for browsers without scripts stand
_FILE = re.compile(r"[/\w]\.(?:jpe?g|png|webp)$", re.I)
_ASKED = re.compile(r"[?&/,;_](?:width|imwidth|w|wid|resize)[=_:](\d{2,5})\b", re.I)
_LONGEST_SET = 20_000  # letters
_WIDEST, _USUAL, _LEAST = 2600, 400, 300  # pixels
_ADDRESS = re.compile(r"(?:https?:)?//|/|[\w%.-]+/|[\w%-]+\.\w{3,4}$")


def settle(tree: Element) -> None:
    """Gives every `img` below the address of the picture that is meant to be seen; one shown twice is shown once."""
    for image in list(tree.iter("img", "amp-img")):
        image.tag = "img"
        address = real(image)
        if address:
            image.set("src", address)
    for hidden in list(tree.iter("noscript")):
        _unhide(hidden)


def real(image: Element) -> str:
    """The best address that an `img` names."""
    plain = image.get("src", "").strip()
    candidates = [*_of_sets(image), *_of_sources(image)]
    late = next((value for name in _LATE if _ADDRESS.match(value := image.get(name, "").strip())), "") or _late(image)
    good = plain if not _STAND_IN.match(plain) else ""
    if good and _is_saved(good):
        return good
    wide = _widest(candidates)
    if not wide and (linked := _larger(image)):
        return linked
    if wide and (not good or _is_wider(wide, image)):
        return wide[1]
    return late or good or (wide[1] if wide else plain)


def _is_saved(address: str) -> bool:
    """Whether a picture lies in the folder beside a page that a browser saved: the others' names are the web's."""
    path = unquote(address.partition("?")[0])
    return ":" not in path[:8] and not path.startswith("/") and any(map(page_beside, path.split("/")[:-1]))


def _said(element: Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element."""
    return ((str(name), str(value)) for name, value in element.items())


def _late(image: Element) -> str:
    """The address of a picture file under any name of a page's own making."""
    named = (value.strip() for name, value in _said(image) if name.startswith("data-"))
    return next((value for value in named if _SHOWN_FILE.match(value)), "")


def _larger(image: Element) -> str:
    """The picture that a link round a small one leads to."""
    link = next((above for above in image.iterancestors() if above.tag == "a"), None)
    href = link.get("href", "").strip() if link is not None else ""
    return href if _FILE.search(href.partition("?")[0]) else ""


def _of_sets(image: Element) -> list[tuple[float, str]]:
    return [found for name, value in _said(image) if _SET_NAME.fullmatch(name) for found in _set(value)]


def _set(text: str) -> list[tuple[float, str]]:
    """The pictures of a `srcset` with their width in pixels, as far as it or the address tells."""
    found = []
    for match in _CANDIDATE.finditer(text[:_LONGEST_SET]):
        if match[1].startswith("data:"):
            continue
        scale = 1 if match[3] != "x" else _asked(match[1]) or _USUAL
        size = float(match[2]) * scale if match[2] else _asked(match[1])
        found.append((size, match[1]))
    return found


def _asked(address: str) -> int:
    """The width that an address asks its server for, or 0."""
    match = _ASKED.search(address)
    return int(match[1]) if match else 0


def _of_sources(image: Element) -> list[tuple[float, str]]:
    picture = next((above for above in image.iterancestors("picture")), None)
    if picture is None:
        return []
    return [found for source in picture.iter("source") for found in _of_sets(source)]


def _widest(candidates: list[tuple[float, str]]) -> tuple[float, str] | None:
    fit = [pair for pair in candidates if pair[0] <= _WIDEST] or candidates
    return max(fit, key=lambda pair: pair[0]) if fit else None


def _is_wider(candidate: tuple[float, str], image: Element) -> bool:
    """Whether a candidate of a set says that it is wider than the picture that stands in `src`."""
    width = re.match(r"\d{1,5}", image.get("width", ""))
    return candidate[0] > (_asked(image.get("src", "")) or max(int(width[0]) if width else 0, _LEAST))


def _unhide(hidden: Element) -> None:
    """What a browser without scripts would show: the picture, if its place shows none."""
    shown = next(hidden.iter("img"), None)
    parent = hidden.getparent()
    if shown is None or parent is None:
        return
    near = islice(parent.iter(), _NEAR)
    others = [one for one in near if one.tag == "img" and next(one.iterancestors("noscript"), None) is None]
    for other in others:
        if _STAND_IN.match(other.get("src", "")):
            other.set("src", shown.get("src", ""))
    if others:
        for image in list(hidden.iter("img")):
            drop(image)
