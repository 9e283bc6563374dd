"""Finds places in a bundle and changes them, for tests that break what was whole."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.bind import books
from tests.bind.books import leaves

_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def elements(pdf: Pdf, *kinds: str) -> list[Any]:
    """The elements of these kinds; all of them where none is named."""
    return [one for one in books.elements(pdf) if not kinds or str(one.S)[1:] in kinds]


def kids(element: Any) -> list[Any]:
    """An element's kids."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def below(element: Any) -> list[Any]:
    """An element and all below it, in reading order."""
    found, waiting = [], [element]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting += [kid for kid in reversed(kids(here)) if isinstance(kid, Dictionary) and "/S" in kid]
    return found


def rehang(element: Any, made: list[Any]) -> None:
    """Give an element other kids."""
    element.K = Array(made)


def cut(element: Any) -> None:
    """Take an element out of its parent."""
    rehang(element.P, [kid for kid in kids(element.P) if place_of(kid) != element.objgen])


def place_of(kid: Any) -> Any:
    """A kid's object, None for one that is written in its parent."""
    return kid.objgen if isinstance(kid, Dictionary) else None


def article_of(element: Any) -> Any:
    """The article that an element stands in; None outside of articles."""
    while "/S" in element and str(element.S) != "/Art":
        element = element.P
    return element if "/S" in element else None


def two(found: list[Any], random: Random) -> tuple[Any, Any]:
    """Two of many."""
    first, second = random.sample(found, 2)
    return first, second


# Links, names, bookmarks


def links(pdf: Pdf, *, inside: bool) -> list[Any]:
    """The links that lead inside the file, or those that lead out of it."""
    found = [link for page in pdf.pages for link in page.obj.get("/Annots", []) if link.Subtype == Name.Link]
    return [link for link in found if ("/Dest" in link) == inside]


def names(pdf: Pdf) -> dict[bytes, Any]:
    """The named places."""
    return leaves(pdf.Root.Names.Dests, "/Names")


def slug_of(pdf: Pdf, article: Any) -> bytes:
    """The name of an article, by the page it begins on."""
    page = next(one.Pg for one in below(article) if "/Pg" in one)
    starts = {place[0].objgen: name for name, place in names(pdf).items() if b"#" not in name}
    return bytes(starts[page.objgen])


def page_of(pdf: Pdf, target: Any) -> Any:
    """The page that a bookmark leads to."""
    return (target if isinstance(target, Array) else names(pdf)[bytes(target)])[0].objgen


def bookmarks(pdf: Pdf) -> list[Any]:
    """Every bookmark."""
    found, waiting = [], [pdf.Root.Outlines.First]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting += [here[key] for key in ("/Next", "/First") if key in here]
    return found


def relink(item: Any, key: str, value: Any) -> None:
    """Lead from one bookmark to another, or to none."""
    if value is not None:
        item[key] = value
    elif key in item:
        del item[key]


# Pages and what they show


def marked_pages(pdf: Pdf) -> list[Any]:
    """The pages that have content in the tree."""
    return [page.obj for page in pdf.pages if "/StructParents" in page.obj]


def content(page: Any) -> bytes:
    """What a page shows."""
    held = page.get("/Contents")
    return held.read_bytes() if isinstance(held, Stream) else b""


def rewrite(pdf: Pdf, page: Any, data: bytes) -> None:
    """Give a page other content."""
    page.Contents = pdf.make_stream(data)


def is_mark(kid: Any) -> bool:
    """Whether a kid is marked content."""
    return isinstance(kid, int) or (isinstance(kid, Dictionary) and "/MCID" in kid)


def marks(element: Any) -> list[int]:
    """The marks of an element itself."""
    return [_number(kid) for kid in kids(element) if is_mark(kid)]


def shown(element: Any, mark: int) -> tuple[Any, int, int]:
    """The page that shows a mark of an element, and where its content begins and ends there."""
    kid = next(kid for kid in kids(element) if is_mark(kid) and _number(kid) == mark)
    page = kid.Pg if isinstance(kid, Dictionary) and "/Pg" in kid else element.Pg
    data = content(page)
    start = next(found.end() for found in _MARKED.finditer(data) if int(found[1]) == mark)
    return page, start, data.index(b"EMC", start)


def holds(element: Any, mark: int, what: bytes) -> bool:
    """Whether this can be found in what a mark shows."""
    page, start, end = shown(element, mark)
    return re.search(what, content(page)[start:end], re.S) is not None


def erase(pdf: Pdf, element: Any, mark: int, what: bytes, random: Random) -> None:
    """Take one of the pieces that a mark shows out of the page."""
    page, start, end = shown(element, mark)
    data = content(page)
    gone = random.choice(list(re.finditer(what, data[start:end], re.S)))
    rewrite(pdf, page, data[: start + gone.start()] + data[start + gone.end() :])


def swap_numbers(one: Any, other: Any) -> None:
    """Let two lines of the contents show each other's numbers."""
    first, second = (next(here for here in below(line) if _beside_link(here)) for line in (one, other))
    mine, yours = _beside_link(first), _beside_link(second)
    rehang(first, [kid for kid in kids(first) if kid not in mine] + yours)
    rehang(second, [kid for kid in kids(second) if kid not in yours] + mine)


def living(row: Any) -> list[int]:
    """The places of a row of the parent tree that lead somewhere."""
    return [rank for rank, value in enumerate(row) if isinstance(value, Dictionary)]


def dictionaries(pdf: Pdf) -> list[Any]:
    """Every dictionary of the file that is an object."""
    return [one for one in pdf.objects if isinstance(one, Dictionary)]


def _beside_link(element: Any) -> list[Any]:
    if not any(isinstance(kid, Dictionary) and kid.get("/S") == Name.Link for kid in kids(element)):
        return []
    return [kid for kid in kids(element) if is_mark(kid)]


def _number(kid: Any) -> int:
    return int(kid) if isinstance(kid, int) else int(kid.MCID)
