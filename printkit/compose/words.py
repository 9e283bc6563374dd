"""The words, dates and lists that a page says of itself, as the language of the text has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from printkit.model.words import leftward, words

__all__ = ["direction", "joined", "long_date", "numbered", "words"]


def direction(lang: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if leftward(lang) else "ltr"


def long_date(day: date | None, lang: str) -> str:
    """The date as the language writes it out (`1 March 2026`), or nothing; the hour is not printed."""
    return format_date(day, format="long", locale=_locale(lang)) if day else ""


def joined(names: Sequence[str], lang: str) -> str:
    """Names as a language lists them: `A, B and C`."""
    return format_list(list(names), locale=_locale(lang)) if names else ""


def numbered(number: str, lang: str) -> str:
    """The number of an issue as the language says it (`No. 12`); a number that is a name of its own stands as it is."""
    return words(lang)["number"].replace("{}", number) if number[:1].isdigit() else number


def _locale(lang: str) -> Locale:
    for tag in (lang, lang.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
