"""Bylines: who wrote it, as a tuple of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"(?:(?:written |story |words |text )?by|von|par|por|per|di|da|door|av|af|przez|от|автор|текст)\b[:\s]\s*", re.I
)
_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)+")
_ADDRESS = re.compile(r"\s*(?:<[^<>@\s]+@[^<>\s]+>|\([^()@\s]+@[^()\s]+\)|<https?://[^<>\s]*>)")
_TITLE = re.compile(r"(?:Jr|Sr|Ph\.?D|M\.?D|Esq|MBE|OBE|CBE|II|III|IV|MPH|MA|BA|MSc|BSc|RN|JD|J\.D)\.?", re.I)
_AND = re.compile(r"\s+(?:and|und|et|och|og|en|e|y|и|ja|i|ve|dan|na)\s+|\s*&\s*", re.I)
_PARTICLES = "de da di do dos das del della la le van von der den ter ten bin al el ibn zu af av y e"
_HOUSE = (
    "the of for team staff editors editorial department office agency group council committee board university "
    "institute press news ministry foundation service services project contributors association working society"
)
_NAME_KEYS = ("name", "title", "display_name", "displayname", "slug", "id", "email")


def names(value: object) -> tuple[str, ...]:
    """The names in a byline: text, a list, a mapping with a name, or a list of those.

    "A, B and C" is three; a slug (`jane-doe`) becomes the name it spells; an organisation's "and" stays whole.
    """
    found: list[str] = []
    for name in _names(value):
        if name and name.casefold() not in (other.casefold() for other in found):
            found.append(name)
    return tuple(found)


def _names(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield from _of_text(value)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _and_parts(_tidy(item)) if isinstance(item, str) else _names(item)
    elif isinstance(value, dict):
        lowered = {str(key).lower(): item for key, item in value.items()}
        named = next((lowered[key] for key in _NAME_KEYS if isinstance(lowered.get(key), str)), None)
        # Hugo and Jekyll also write {jane: {...}} and {first, last}.
        whole = " ".join(str(lowered[key]) for key in ("first", "last") if lowered.get(key))
        yield _tidy(str(named) if named is not None else whole)


def _of_text(text: str) -> Iterable[str]:
    """The names in one line of text."""
    line = _tidy(_BY.sub("", " ".join(text.split()), count=1) if _BY.match(text.strip()) else text)
    parts = [part.strip() for part in re.split(r"[;|]|,(?!\s*(?:Inc|Ltd|LLC)\b)", line)]
    joined: list[str] = []
    for part in parts:
        if joined and _TITLE.fullmatch(part):
            joined[-1] += f", {part}"
        elif part:
            joined.append(part)
    many = len(joined) > 1
    for number, part in enumerate(joined):
        opened = re.sub(r"^(?:and|und|et|y|e|och|og|en|&)\s+", "", part, flags=re.I) if many and number else part
        yield from _and_parts(opened, eager=many and number == len(joined) - 1)


def _and_parts(text: str, *, eager: bool = False) -> tuple[str, ...]:
    parts = [_tidy(part) for part in _AND.split(text)]
    split = len(parts) > 1 and all(_is_person(part, lone=eager) for part in parts)
    return tuple(parts) if split else (_tidy(text),)


def _is_person(text: str, *, lone: bool) -> bool:
    """Whether the words look like one person's name; `lone` lets a single name pass, as in "Ann, Ben and Cem"."""
    words = text.split()
    if not (1 if lone else 2) <= len(words) <= 5 and not _SLUG.fullmatch(text):
        return False
    if {word.lower() for word in words} & set(_HOUSE.split()):
        return False
    return all(
        word[0].isupper() or word.lower() in _PARTICLES.split() or not word[0].isascii() for word in words
    ) or bool(_SLUG.fullmatch(text))


def _tidy(text: str) -> str:
    bare = " ".join(_ADDRESS.sub("", text).split()).strip(" ,;")
    if _SLUG.fullmatch(bare):
        return " ".join(part.capitalize() for part in bare.split("-"))
    return bare
