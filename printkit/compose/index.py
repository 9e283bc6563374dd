"""The index of an issue: its authors and its subjects, each with the pages that their articles begin on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from printkit.compose.alphabet import order, sorts_under

View = dict[str, object]


class Listed(Protocol):
    """An article as the index takes it."""

    @property
    def slug(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def authors(self) -> tuple[str, ...]: ...

    @property
    def tags(self) -> tuple[str, ...]: ...


def authors(entries: Sequence[Listed], lang: str) -> list[View]:
    """Every author once, by the word that a name is sorted under, which is told apart from the rest of the name."""
    found = _gathered(entries, lambda entry: entry.authors)
    named = [(sorts_under(name, lang), pages) for name, pages in found]
    ordered = sorted(named, key=lambda one: (order(one[0][1], lang), order(one[0][0], lang)))
    return [{"before": b, "word": w, "after": a, "pages": _pages(pages)} for (b, w, a), pages in ordered]


def subjects(entries: Sequence[Listed], lang: str) -> list[View]:
    """Every subject once, in the order of the alphabet; two that differ in capitals alone are one."""
    found = _gathered(entries, lambda entry: entry.tags)
    ordered = sorted(found, key=lambda one: order(one[0], lang))
    return [{"before": "", "word": word, "after": "", "pages": _pages(pages)} for word, pages in ordered]


def _gathered(entries: Iterable[Listed], said: Callable[[Listed], tuple[str, ...]]) -> list[tuple[str, list[Listed]]]:
    """Each name, as it was written first, with its articles in the order of the issue."""
    names: dict[str, str] = {}
    found: dict[str, list[Listed]] = {}
    for entry in entries:
        for name in dict.fromkeys(" ".join(one.split()) for one in said(entry)):
            key = name.casefold()
            if name and entry not in found.setdefault(key, []):
                names.setdefault(key, name)
                found[key].append(entry)
    return [(names[key], found[key]) for key in names]


def _pages(entries: Iterable[Listed]) -> list[View]:
    return [{"slug": entry.slug, "label": entry.label} for entry in entries]
