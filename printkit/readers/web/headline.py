"""The headline of a page: the heading that it shows, told from the site's name by what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from printkit.readers.web.chosen import words
from printkit.readers.web.pagemeta import Told
from printkit.readers.web.units import Unit

_PARTS = re.compile(r"\s+[|–—·•»«:/-]+\s+|\s*[|»«]\s*|\s::\s")
_ANY_PART = re.compile(rf"{_PARTS.pattern}|:\s+")
_SIGN = re.compile(r"\s*[|»«]\s*|\s::\s|\s[·•]\s")
_LONGEST_KICKER = 6
_LONGEST_SITE = 6
_ALIKE, _LIKE = 0.5, 0.6
_CRUMB = re.compile(r"breadcrumb", re.I)


@dataclass(frozen=True, slots=True)
class Headline:
    """Where the headline stands among the units (or -1), its words, and a kicker that it was run together with."""

    at: int = -1
    text: str = ""
    kicker: str = ""


def choose(units: Sequence[Unit], told: Told, start: int) -> Headline:
    """The headline above the text that begins at `start`: a heading of the page, else what the page says."""
    ld, og, twitter, title = (without_site(text, told) for text in (*told.titles, "", "", "", "")[:4])
    said = [text for text in (og, ld, title, twitter) if text]
    shown = [
        n
        for n, unit in enumerate(units)
        if unit.element.tag == "h1" and unit.words and not _is_site(unit, told) and not _is_crumb(unit)
    ]
    likely = {n: max((likeness(units[n].words, words(text)) for text in said), default=0.0) for n in shown}
    best = max(shown, key=lambda n: (likely[n], -n), default=-1)
    if best < 0 or likely[best] < _ALIKE:
        named = _named_in_title(units, told, start)
        if named >= 0:
            return replace(_parted(units[named].text, [og, *said]), at=named)
        short = best >= 0 and len(units[best].words) < 2
        if best < 0 or (said and (len(shown) > 1 or short) and likely[best] < 0.3):
            return _lower(units, said)
    found = _parted(units[best].text, [og, *said])
    if og and og == ld and not found.kicker and _bare(og) != _bare(found.text) and likely[best] < 1:
        return Headline(best, og)
    return replace(found, at=best)


def _named_in_title(units: Sequence[Unit], told: Told, start: int) -> int:
    """The heading nearest above the text that is one part of the page's title, or -1."""
    title = told.titles[-1] if told.titles else ""
    parts = {tuple(words(part)) for sign in (_PARTS, _ANY_PART) for part in sign.split(title)}
    site = tuple(words(told.outlet))
    for n in range(min(start, len(units)) - 1, -1, -1):
        if units[n].kind == "heading" and tuple(units[n].words) in parts - {site, ()} and not _is_crumb(units[n]):
            return n
    return -1


def _lower(units: Sequence[Unit], said: list[str]) -> Headline:
    """The headline where no first heading is it: what the page says, and the line or lower heading that repeats it."""
    if not said:
        return Headline()
    lines = [n for n, unit in enumerate(units) if unit.kind in {"heading", "text"} and not _is_crumb(unit)]
    found = [n for n in lines if units[n].kind == "heading"]
    exact = [(text, numbers, fits) for text in said for numbers, fits in ((found, _ends_with), (lines, _equals))]
    for text, numbers, fits in (*exact, *((text, found, _is_like) for text in said)):
        for n in numbers:
            if fits(units[n], text):
                return _agreed(replace(_parted(units[n].text, said), at=n), said)
    return Headline(-1, said[0])


def _agreed(found: Headline, said: Sequence[str]) -> Headline:
    """A headline as the page gives it, where it says twice what it shows in other words."""
    agreed = len(said) > 1 and said[0] == said[1] and not found.kicker
    return replace(found, text=said[0]) if agreed and _bare(found.text) != _bare(said[0]) else found


def _equals(unit: Unit, text: str) -> bool:
    return unit.words == words(text)


def _ends_with(unit: Unit, text: str) -> bool:
    other = words(text)
    more = len(unit.words) - len(other)
    return unit.words[more:] == other and (more == 0 or (0 < more <= _LONGEST_KICKER and len(other) >= 3))


def _is_like(unit: Unit, text: str) -> bool:
    return likeness(unit.words, words(text)) >= _LIKE


def _parted(shown: str, said: Sequence[str]) -> Headline:
    """A heading as headline and kicker, where a title that the page gives is only its end.

    The two may stand without a space between them: on the screen each has a line of its own.
    """
    own = _bare(shown)
    for title in said:
        other, place = _bare(title), shown.casefold().rfind(title.casefold())
        kicker = shown[:place].strip(" :|/–—-") if place > 0 else ""
        glued = place > 0 and shown[place - 1].isalnum()
        fits = own.endswith(other) and len(words(title)) >= 3 and 0 < len(kicker.split()) <= _LONGEST_KICKER
        if fits and (title == said[0] or glued):
            return Headline(-1, shown[place:].strip(), kicker)
    return Headline(-1, shown)


def without_site(title: str, told: Told) -> str:
    """A page's title without the site's name at its end or beginning."""
    title = " ".join(title.split())
    host = re.sub(r"^www\.|\.co\.\w+$|\.\w+$", "", _host(told.address))
    names = [name for name in (_bare(told.outlet), _bare(host)) if name]
    for _ in range(3):
        parts = list(_PARTS.finditer(title))
        if not parts:
            break
        first, last = title[: parts[0].start()], title[parts[-1].end() :]
        if _names_site(last, names):
            title = title[: parts[-1].start()].strip()
        elif _names_site(first, names) and len(title[parts[0].end() :].split()) > 1:
            title = title[parts[0].end() :].strip()
        else:
            break
    return _signed_off(title) if not told.outlet else title


def _signed_off(title: str) -> str:
    """A title without what follows the sign that only parts a site's name, where the site is not known."""
    parts = list(_SIGN.finditer(title))
    if (
        parts
        and len(title[: parts[-1].start()].split()) >= 2
        and len(title[parts[-1].end() :].split()) <= _LONGEST_SITE
    ):
        return title[: parts[-1].start()].strip()
    return title


def _names_site(part: str, names: list[str]) -> bool:
    bare = _bare(part)
    if not bare or len(part.split()) > 8:
        return False
    return any(bare == name or (len(bare) > 3 and (bare in name or name in bare)) for name in names)


def _is_site(unit: Unit, told: Told) -> bool:
    """Whether a heading is the site's name: by its words, or as a link to the site's front."""
    if told.outlet and _bare(unit.text) == _bare(told.outlet):
        return True
    link = next(unit.element.iter("a"), None) if unit.linked > 0.8 else None
    if link is None:
        link = next(unit.element.iterancestors("a"), None)
    href = link.get("href", "").strip() if link is not None else ""
    home = re.fullmatch(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?", href)
    return link is not None and bool(href) and bool(home)


def _is_crumb(unit: Unit) -> bool:
    """Whether a heading is the last step of the path to the page: some set it as the first heading, small."""
    return bool(_CRUMB.search(unit.element.get("class", "")))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _bare(text: str) -> str:
    return "".join(words(text))


def likeness(own: Sequence[str], other: Sequence[str]) -> float:
    """How many words two lines share, of all in the longer one: 0 to 1."""
    if not own or not other:
        return 0.0
    return len(set(own) & set(other)) / max(len(set(own)), len(set(other)))
