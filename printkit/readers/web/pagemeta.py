"""What a page says of its article in meta elements, JSON-LD and its own visible lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urljoin, urlsplit

from printkit.readers import bylines, dates, signatures
from printkit.readers.web import finder, jsonld
from printkit.readers.web.page import Element, Page

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publish-date", "publishdate", "pubdate", "publication_date", "article_date_original",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod")
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "article:author_name", "cxenseparse:author",
)  # fmt: skip
_SITES = ("application-name", "dc.publisher", "publisher")
_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST = 2000  # letters of one thing that a page says of itself
_MOST_TAGS = 20
_AN_ADDRESS = re.compile(r"https?://|www\.|^/|(?:@|[\[(]at[\])])\w+\.\w")
_OFFICE = re.compile(r"(?:^|\s)(?!(?:and|und|et|y|e|och|og|van|von|de|der|den|del|da|di|bin|al)\s)[^\W\d_A-Z]{4,}")


@dataclass(frozen=True, slots=True)
class Told:
    """The page's own word on its article; empty where it says nothing."""

    titles: tuple[str, ...] = ()
    headline: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    updated: date | None = None
    lang: str = ""
    description: str = ""
    descriptions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: str = ""
    picture_alt: str = ""
    address: str = ""
    rights: str = ""
    captions: Mapping[str, tuple[str, str]] | None = None
    is_article: bool = False
    guessed: bool = False
    is_closed: bool = False

    @property
    def signed_by_house(self) -> bool:
        """Whether nobody is named as the author but the house itself."""
        return is_house(self.authors, self.outlet)

    @property
    def signed_by_account(self) -> bool:
        """Whether those named as authors have one word for a name each, as accounts have."""
        return all(len(name.split()) == 1 for name in self.authors)


Metas = Mapping[str, tuple[str, ...]]


def is_house(authors: Sequence[str], outlet: str) -> bool:
    """Whether names are those of the house that a page comes from, or of nobody."""
    house = re.sub(r"\W", "", outlet.casefold())
    of_house = set(re.findall(r"\w+", outlet.casefold()))
    if all({word for word in re.findall(r"\w+", name.casefold()) if len(word) > 1} <= of_house for name in authors):
        return True
    names = [re.sub(r"\W", "", name.casefold()) for name in authors]
    return all(len(name) < 4 or (house and (name in house or house in name)) for name in names) or all(
        re.search(r"\.\w{2,4}$|\b(?:news|nachrichten|redaktion|staff|editor|desk|admin\w*)\b", name, re.I)
        for name in authors
    )


def told(page: Page) -> Told:
    """What the page says of its article."""
    metas = _metas(page.tree)
    things = jsonld.things(page.tree)
    thing = jsonld.article(things)
    address = _address(page, metas)
    outlet = _outlet(metas, thing, things)
    title = " ".join((page.tree.findtext(".//title") or "").split())
    titles = (
        jsonld.text(thing.get("headline")) or jsonld.text(thing.get("name")),
        _first(metas, ("og:title",)),
        _first(metas, ("twitter:title",)),
        title,
    )
    published = _published(page, metas, thing, address)
    authors = _authors(metas, thing, things, outlet)
    signed = bool(authors)
    if not authors or published is None:
        guess = finder.guess(page.tree, address)
        named = [name for name in guess.authors.split("; ") if not re.search(r"[\d@\[\]]|\bsaid\b", name, re.I)]
        authors = authors or bylines.names(named)
        published = published or dates.parse(guess.day)
    return Told(
        titles=tuple(titles),
        authors=authors,
        outlet=outlet,
        published=published,
        updated=_day(thing.get("dateModified")) or _dated(metas, _UPDATED),
        lang=_lang(page.tree, metas, thing),
        descriptions=tuple(
            dict.fromkeys(
                filter(None, [jsonld.text(thing.get("description")), *(_first(metas, (n,)) for n in _DESCRIPTIONS)])
            )
        ),
        tags=_tags(metas, thing),
        picture=_picture(metas, thing, address),
        picture_alt=_first(metas, ("og:image:alt", "twitter:image:alt")),
        address=address,
        rights=_rights(page.tree, thing),
        captions=_captions(things),
        guessed=not signed,
        is_closed=any(str(one.get("isAccessibleForFree", "")).lower() == "false" for one in things),
        is_article=jsonld.is_article(thing) or _first(metas, ("og:type",)).lower() == "article",
    )


def _metas(tree: Element) -> Metas:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        value = " ".join(unescape(meta.get("content", "")[:_LONGEST]).split())
        if not value:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            for name in meta.get(key, "").lower().split():
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _first(metas: Metas, names: Sequence[str]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _address(page: Page, metas: Metas) -> str:
    canonical = next(
        (link.get("href", "") for link in page.tree.iter("link") if "canonical" in link.get("rel", "").lower().split()),
        "",
    )
    here = page.location if page.location.startswith(("http://", "https://")) else page.saved_from
    for said in (canonical, _first(metas, ("og:url",))):
        try:
            whole = urljoin(here, said.strip()) if said.strip() else ""
            parts = urlsplit(whole)
        except ValueError:
            continue
        # A canonical address that is only the site's front says nothing of the article.
        if parts.scheme in {"http", "https"} and parts.netloc and len(parts.path) > 1 and not re.search(r"\s", whole):
            return whole
    return here


def _outlet(metas: Metas, thing: jsonld.Thing, things: list[jsonld.Thing]) -> str:
    publisher = jsonld.text(thing.get("publisher"))
    named = next(
        (
            jsonld.text(t.get("name"))
            for t in things
            if jsonld.types(t) & {"newsmediaorganization", "website"} and t.get("name")
        ),
        "",
    )
    for said in (_first(metas, ("og:site_name",)), publisher, named, *(_first(metas, (name,)) for name in _SITES)):
        name = said.strip().lstrip("@")
        if name and not _AN_ADDRESS.search(name) and len(name) < 80:
            return name
    return ""


def _published(page: Page, metas: Metas, thing: jsonld.Thing, address: str) -> date | None:
    found = _day(thing.get("datePublished")) or _dated(metas, _PUBLISHED)
    if found:
        return found
    for time in page.tree.iter("time"):
        said = time.get("datetime", "") or time.get("content", "")
        marked = time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        if (marked or "published" in time.get("class", "")) and (day := _day(said)):
            return day
    return dates.in_path(urlsplit(address).path) if address else None


def _dated(metas: Metas, names: Sequence[str]) -> date | None:
    return next((found for name in names if name in metas and (found := _day(metas[name][0]))), None)


def _day(value: object) -> date | None:
    said = jsonld.text(value)
    found = dates.parse(said) or dates.parse(said[:10]) if said else None
    return found if found and 1990 <= found.year < 2100 else None


def _authors(metas: Metas, thing: jsonld.Thing, things: list[jsonld.Thing], outlet: str) -> tuple[str, ...]:
    """The first of the page's lists of authors that names somebody beside the house; else the first of all."""
    by_id = {str(t.get("@id")): t for t in things if t.get("@id") and t.get("name")}
    listed = thing.get("author") or thing.get("creator")
    entries = listed if isinstance(listed, list) else [listed] if listed else []
    entries = [by_id.get(str(e.get("@id")), e) if isinstance(e, dict) and not e.get("name") else e for e in entries]
    people = [
        jsonld.text(e)
        for e in entries
        if not (isinstance(e, dict) and jsonld.types(e) & {"organization", "newsmediaorganization"})
    ]
    lists = (people, [jsonld.text(e) for e in entries], *([*metas[name]] for name in _AUTHORS if name in metas))
    found = [
        good for names in lists if (good := bylines.names([_without_role(name) for name in names if _names(name)]))
    ]
    if not found or not is_house(found[0], outlet):
        return found[0] if found else ()
    return next((names for names in found if not is_house(names, outlet) and all(map(_is_person, names))), found[0])


def _is_person(name: str) -> bool:
    return signatures.lone_name(name) or not re.search(r"[A-Za-z]", name)


def _names(said: str) -> bool:
    return bool(said) and not _AN_ADDRESS.search(said) and len(said) < 200


def _without_role(name: str) -> str:
    """A name without the office after it: "Ann Lee, professor of history at Example University"."""
    first, comma, rest = name.partition(", ")
    return first if comma and len(first.split()) > 1 and _OFFICE.search(rest) else name


def _lang(tree: Element, metas: Metas, thing: jsonld.Thing) -> str:
    said = (tree.get("lang", ""), tree.get("{http://www.w3.org/XML/1998/namespace}lang", ""), tree.get("xml:lang", ""))
    for name in (
        *said,
        jsonld.text(thing.get("inLanguage")),
        _first(metas, ("content-language", "language", "dc.language")),
        _first(metas, ("og:locale",)),
    ):
        tag = name.strip().replace("_", "-")
        if _LANG.fullmatch(tag):
            return tag
    return ""


def _tags(metas: Metas, thing: jsonld.Thing) -> tuple[str, ...]:
    said = thing.get("keywords")
    lists: list[Sequence[object]] = [
        metas.get("article:tag", ()),
        said if isinstance(said, list) else [said] if said else [],
        metas.get("news_keywords", ()),
        metas.get("keywords", ()),
    ]
    for words in lists:
        parts = [" ".join(p.split()) for word in words for p in re.split(r"[,;]", jsonld.text(word))]
        good = [p for p in dict.fromkeys(parts) if 1 < len(p) < 60 and ":" not in p]
        if good:
            return tuple(good[:_MOST_TAGS])
    return ()


def _picture(metas: Metas, thing: jsonld.Thing, address: str) -> str:
    image = thing.get("image")
    while isinstance(image, list):
        image = image[0] if image else None
    said = _first(metas, ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")) or (
        jsonld.text(image.get("url") or image.get("contentUrl")) if isinstance(image, dict) else jsonld.text(image)
    )
    try:
        return urljoin(address, said) if said else ""
    except ValueError:
        return ""


def _rights(tree: Element, thing: jsonld.Thing) -> str:
    licence = next(
        (link.get("href", "") for link in tree.iter("link", "a") if "license" in link.get("rel", "").lower().split()),
        "",
    )
    return licence or jsonld.text(thing.get("license"))


def _captions(things: list[jsonld.Thing]) -> Mapping[str, tuple[str, str]]:
    """Captions and credits of pictures by the last part of their address."""
    found: dict[str, tuple[str, str]] = {}
    for thing in things:
        address = jsonld.text(thing.get("url")) or jsonld.text(thing.get("contentUrl"))
        caption = jsonld.text(thing.get("caption"))
        credit = jsonld.text(thing.get("creditText")) or jsonld.text(thing.get("copyrightHolder"))
        if "imageobject" in jsonld.types(thing) and address and (caption or credit):
            found.setdefault(address, (caption, credit))
    return found
