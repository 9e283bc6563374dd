"""Front matter looked up by what its keys mean, whichever system wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from printkit.readers.frontmatter import FrontMatter

HEADLINE = ("title", "headline")
KICKER = ("kicker", "categoryline", "overline", "eyebrow")
STANDFIRST = ("standfirst", "subtitle", "dek", "deck", "description", "excerpt", "summary", "lead")
BYLINE = ("author", "authors", "byline", "by")
OUTLET = ("outlet", "publication", "site", "sitename", "publisher")
PUBLISHED = ("date", "published", "pubdate", "publishdate", "publishedat", "datepublished")
UPDATED = ("updated", "lastmod", "modified", "lastmodifiedat", "lastmodified", "datemodified", "updatedat")
LANG = ("lang", "language", "locale")
SLUG = ("slug", "permalink", "path")
TAGS = ("tags", "keywords", "categories", "category", "tag")
IMAGE = (
    *("image", "cover", "featured", "hero", "featuredimage", "featureimage", "coverimage", "heroimage"),
    *("images", "banner", "header"),
)
ALT = ("imagealt", "coveralt", "heroalt", "featuredimagealt", "imagealttext", "alt")
CAPTION = ("imagecaption", "imagefigcaption", "covercaption", "herocaption", "featuredimagecaption", "caption")
CREDIT = ("imagecredit", "covercredit", "herocredit", "photocredit", "featuredimagecredit", "credit")
ORIGIN = ("url", "canonical", "canonicalurl", "origin", "source")
RIGHTS = ("rights", "license", "licence", "copyright")
ID = ("id", "uuid")
DRAFT = ("draft", "status")
LAYOUT = ("layout",)
TYPOGRAPHY = ("typography",)

_OURS = frozenset(
    (
        *(*HEADLINE, *KICKER, *STANDFIRST, *BYLINE, *OUTLET, *PUBLISHED, *UPDATED, *LANG, *SLUG, *TAGS, *IMAGE, *ALT),
        *(*CAPTION, *CREDIT, *ORIGIN, *RIGHTS, *ID, *DRAFT, *LAYOUT, *TYPOGRAPHY),
    )
)
# Zola keeps what is not its own in [extra] and its tags in [taxonomies]; Hugo keeps it in [params].
_INNER = ("extra", "taxonomies", "params")


@lru_cache(maxsize=1024)
def bare(key: str) -> str:
    """A key as it is looked up: `image-alt`, `image_alt` and `imageAlt` are one."""
    return key.replace("-", "").replace("_", "").replace(" ", "").lower()


@dataclass(frozen=True, slots=True)
class Field:
    """A value with the key that it stands under and its file and line."""

    key: str
    value: object
    where: str


def every(front: FrontMatter, names: tuple[str, ...]) -> Iterator[Field]:
    """Each value that stands under one of the names, in their order; the outermost of one name first."""
    found: dict[str, list[Field]] = {}
    for outer, table in _tables(front):
        for key, value in table.items():
            name = bare(str(key))
            if name in names and value not in (None, "", [], {}):
                found.setdefault(name, []).append(Field(str(key), value, front.where(outer or str(key))))
    for name in names:
        yield from found.get(name, ())


def _tables(front: FrontMatter) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield "", front.data
    for name in _INNER:
        inner = front.data.get(name)
        if isinstance(inner, dict):
            yield name, inner


def text(value: object) -> str:
    """A value as one line of text; a list, a mapping, true and false say nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    return " ".join(str(value).split())


def first(front: FrontMatter, names: tuple[str, ...]) -> str:
    """The first text that stands under one of the names, or nothing."""
    return next((said for field in every(front, names) if (said := text(field.value))), "")


def truth(value: object) -> bool | None:
    """A value as yes or no, in the words of YAML 1.1 too; None where it is neither."""
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(text(value).lower())


def others(front: FrontMatter) -> dict[str, object]:
    """The keys that are not ours, as they stand."""
    return {key: value for key, value in front.data.items() if bare(str(key)) not in _OURS and key != "taxonomies"}
