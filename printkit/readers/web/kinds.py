"""What a page is that holds no article: a front page, a login, a list of search results."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from printkit.errors import Note, ReadError
from printkit.readers.web import says
from printkit.readers.web.extract import Extract
from printkit.readers.web.units import Unit

FEWEST = 40
"""Words; a page that trafilatura and we leave with fewer is looked at closely."""
_SCANT = 12
_FREE = 200  # words; a page that says it is not free, and has fewer, shows a part
_TEASERS, _TEASED = 5, 80  # headings that lead elsewhere, words between two of them
_MANY_LINKS, _LINKED = 0.4, 0.6
_SEARCH = re.compile(
    r"search|results?|suche?|suchergebnisse|trefferliste|recherche|résultats|búsqueda|resultados|busca|ricerca|"
    r"risultati|zoeken|resultaten|sök|søk|поиск|результаты|検索|搜索|검색", re.I,
)  # fmt: skip
_WALL = re.compile(
    r"de cet article à lire|la suite est réservée aux abonnés|article (?:est )?réservé aux abonnés|"
    r"to (?:continue|keep) reading(?: this article)?,|subscribe to (?:continue reading|read the full)|"
    r"this (?:article|content|story) is (?:only )?(?:for|available to) subscribers|"
    r"um (?:diesen artikel )?weiterzulesen|lesen sie (?:jetzt )?weiter mit|"
    r"(?:weiterlesen|lesen) mit \w+\b.{0,30}(?:jetzt|testen|abo)|"
    r"(?:contenido|artículo) exclusivo para suscriptores|"
    r"(?:den här|denne) (?:artikeln|artikkelen|artiklen) er (?:kun )?for abonnenter|"
    r"残り[\d\s,]+文字|この記事は(?:有料)?会員限定", re.I,
)  # fmt: skip
_QUERIES = frozenset({"q", "query", "s", "search", "keyword", "keywords", "k", "wd"})


def doubts(found: Extract, location: str) -> tuple[Note, ...]:
    """A Note that says what the page seems to be, where that is no article.

    Raises ReadError where nothing worth printing was found. A page that is a document and nothing else is doubted only
    where it says itself that it is something else.
    """
    kept = found.kept
    count = sum(len(unit.words) for unit in kept)
    what = says.what(found.head.headline, found.told.titles, [unit.text for unit in found.units], count)
    if found.whole and not what:
        return ()
    what = what or _what(found, kept, count, location)
    if count < _SCANT and not any(unit.kind in {"figure", "embed", "code"} for unit in kept):
        text = f"no article was found in the page: it seems to be {what or 'empty or made by a script'}"
        raise ReadError(text, where=location, hint="save the page of one article, as the browser shows it")
    if not what or (_says_article(found) and not _is_index(found)):
        return _partial(found, count, location)
    text = f"the page may hold no article: it seems to be {what}; {count} words of it were kept"
    return (Note("warning", "page.no-article", text, location),)


def _partial(found: Extract, count: int, location: str) -> tuple[Note, ...]:
    """A Note where the page says that the rest of its article is for those who pay."""
    if _is_partial(found, count):
        text = "the page says that it shows only a part of its article; what it shows was kept"
        return (Note("warning", "page.partial", text, location),)
    return ()


def _is_partial(found: Extract, count: int) -> bool:
    closed = found.told.is_closed and count < _FREE
    return closed or any(_WALL.search(unit.text) and not kept for unit, kept in _short_units(found))


def _short_units(found: Extract) -> list[tuple[Unit, bool]]:
    judged = zip(found.units, found.verdicts, strict=True)
    return [(unit, verdict.kept) for unit, verdict in judged if len(unit.words) < FEWEST]


def _says_article(found: Extract) -> bool:
    return found.told.is_article and sum(len(unit.words) for unit in found.kept if unit.kind == "text") >= FEWEST


def _what(found: Extract, kept: list[Unit], count: int, location: str) -> str:
    words = sum(len(unit.words) for unit in found.units)
    if found.asks_password and count < 5 * FEWEST:
        return "a page to log in"
    if _is_search(found, location):
        return "a list of search results"
    if not words:
        return ""
    linked = sum(unit.linked * len(unit.words) for unit in found.units) / words
    longest = max((len(unit.words) for unit in kept if unit.kind in {"text", "quote", "list"}), default=0)
    prose = sum(len(unit.words) for unit in kept if unit.kind == "text" and len(unit.words) >= 20 and unit.linked < 0.3)
    if _is_index(found) or (_is_front(location, found) and linked > _MANY_LINKS):
        return "a front page or a list of articles"
    if linked > _LINKED and (prose < 2 * FEWEST or longest < 30):
        return "a front page or a list of articles"
    if 0 < count < FEWEST and not _is_partial(found, count):
        return f"a page of {count} words"
    return ""


def _is_index(found: Extract) -> bool:
    """Whether most of the headings lead to pages of their own, with a few words under each: teasers of articles."""
    headings = [(n, unit) for n, unit in enumerate(found.units) if unit.kind == "heading"]
    leading = [n for n, unit in headings if unit.linked > 0.8 and found.verdicts[n].kept]
    if len(leading) < _TEASERS or 2 * len(leading) < len(headings):
        return False
    between = [sum(len(unit.words) for unit in found.units[n + 1 : end]) for n, end in pairwise(leading)]
    return sorted(between)[len(between) // 2] < _TEASED


def _is_search(found: Extract, location: str) -> bool:
    address = found.told.address or location
    try:
        parts = urlsplit(location if "://" in location else address)
        asked = _QUERIES & set(parse_qs(parts.query))
    except ValueError:
        return False
    headings = " ".join(unit.text for unit in found.units if unit.kind == "heading")[:2000]
    return bool(asked and _SEARCH.search(f"{parts.path} {found.head.headline} {headings}")) or bool(
        re.match(rf"(?:{_SEARCH.pattern})\b.{{0,60}}$", found.head.headline, re.I) and found.links > 0.4
    )


def _is_front(location: str, found: Extract) -> bool:
    for address in (found.told.address, location):
        if address.startswith(("http://", "https://")) and len(urlsplit(address).path.strip("/")) > 0:
            return False
    return not found.told.is_article
