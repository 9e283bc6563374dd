"""Dates as front matter and paths write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?[ \t]*(Z|z|UTC|GMT|[-+]\d{1,2}(?::?\d{2})?)?)?"
)
_NUMBERS = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]+,? +)?(\d{1,2})(?:st|nd|rd|th|\.)? +([A-Za-z]+)\.?,? +(\d{4})")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]+,? +)?([A-Za-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = "january february march april may june july august september october november december sept"
_IN_PATH = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_IN_NAME = re.compile(r"(\d{4})[-_](\d{1,2})[-_](\d{1,2})(?:[-_.T ]|$)")


def iso(text: str) -> date | datetime | None:
    """An ISO date, or date and time, as a date or a date-time; None for any other text and for a day that is none."""
    match = _ISO.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        if match[4] is None:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(match[7]))
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return timezone.utc  # noqa: UP017 - `datetime` is the class here
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def parse(value: object) -> date | None:
    """A front matter value as a date, or as a date-time where it names its zone; None where it is none."""
    if isinstance(value, datetime):
        # A time without its zone says no moment; its day is what it says.
        return value if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = " ".join(str(value).split())
    found = iso(text)
    if found:
        return parse(found)
    return _written(text) or _mail(text)


def _written(text: str) -> date | None:
    if match := _NUMBERS.fullmatch(text):
        return _day(*(int(part) for part in match.groups() if part))
    if match := _DAY_FIRST.fullmatch(text):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _named(match[3], match[1], match[2])
    return None


def _named(year: str, month: str, day: str) -> date | None:
    word = month.lower()
    if word not in _MONTHS and word not in _MONTH_NAMES.split():
        return None
    return _day(int(year), _MONTHS.index(word[:3]) + 1, int(day))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _mail(text: str) -> date | None:
    # RFC 5322 dates, as feeds write them: Mon, 02 Jan 2006 15:04:05 +0000.
    try:
        return parse(parsedate_to_datetime(text))
    except ValueError:
        return None


def in_path(path: str) -> date | None:
    """The day that a path spells as YYYY/MM/DD, if any."""
    match = _IN_PATH.search(path)
    return _day(*(int(part) for part in match.groups())) if match else None


def in_name(name: str) -> date | None:
    """The day that a file's name begins with, if any."""
    match = _IN_NAME.match(name)
    return _day(*(int(part) for part in match.groups())) if match else None


def without_date(name: str) -> str:
    """A file's name without the day that it begins with."""
    match = _IN_NAME.match(name)
    return name[match.end() :] if match and in_name(name) else name
