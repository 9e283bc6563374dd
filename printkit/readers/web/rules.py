"""The house's rules for the pages of one site: what to keep, what to drop, where the parts of the head stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector, SelectorError

from printkit.errors import ReadError
from printkit.readers.web.page import Element
from printkit.readers.web.units import drop, spoken

NAMES = ("keep", "drop", "headline", "byline", "standfirst")


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of a site found in one page: the elements to keep, and the words of the head's parts.

    `dropped` are the words of what was taken out of the page.
    """

    keep: tuple[Element, ...] = ()
    headline: str = ""
    byline: tuple[str, ...] = ()
    standfirst: str = ""
    dropped: tuple[str, ...] = ()


def apply(tree: Element, rules: Mapping[str, Mapping[str, Sequence[str]]], address: str) -> Ruled:
    """Takes out of the page what the rules for its host drop, and finds what they name.

    A rule for `example.org` holds for `www.example.org` too. Raises ReadError for a selector that is none.
    """
    host, own = _of_host(rules, address)
    if not own:
        return Ruled()
    gone = _found(tree, own, host, "drop")
    dropped = tuple(" ".join(spoken(element).split()) for element in gone)
    for element in gone:
        drop(element)
    parts = {name: _found(tree, own, host, name) for name in ("headline", "byline", "standfirst")}
    said = {name: [" ".join(spoken(element).split()) for element in found] for name, found in parts.items()}
    keep = tuple(_outermost(_found(tree, own, host, "keep")))
    for found in parts.values():
        for element in found:
            drop(element)
    headline, standfirst = (next(filter(None, said[name]), "") for name in ("headline", "standfirst"))
    return Ruled(keep, headline, tuple(filter(None, said["byline"])), standfirst, tuple(filter(None, dropped)))


def _of_host(rules: Mapping[str, Mapping[str, Sequence[str]]], address: str) -> tuple[str, Mapping[str, Sequence[str]]]:
    """The rules for an address: those for its host, else for the domain above it."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return "", {}
    while host:
        if host in rules:
            return host, rules[host]
        host = host.partition(".")[2]
    return "", {}


def _found(tree: Element, rules: Mapping[str, Sequence[str]], host: str, name: str) -> list[Element]:
    selectors = rules.get(name, ())
    selectors = [selectors] if isinstance(selectors, str) else selectors
    return list(dict.fromkeys(element for one in selectors for element in _select(tree, one, f'rules."{host}".{name}')))


def _select(tree: Element, selector: str, where: str) -> list[Element]:
    try:
        found = CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError) as error:
        hint = "write a CSS selector, as .promo or div.story > h1"
        raise ReadError(f"'{selector}' is no selector: {error}", where=where, hint=hint) from error
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def _outermost(found: list[Element]) -> list[Element]:
    return [element for element in found if not any(above in found for above in element.iterancestors())]
