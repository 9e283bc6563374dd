"""What stands at the head of an article on its page: headline, kicker, standfirst, byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from printkit.readers import bylines, furniture, signatures
from printkit.readers.web import classes, lead
from printkit.readers.web.chosen import Chosen, shingles, words
from printkit.readers.web.page import Element
from printkit.readers.web.pagemeta import Told
from printkit.readers.web.units import Unit

_PARTS = re.compile(r"\s+[|–—·•»«:/-]+\s+|\s*[|»«]\s*|\s::\s")
_PROSE = 12  # words of a running text's first paragraph
_LONGEST_STANDFIRST = 120
_LONGEST_KICKER = 6
_LONGEST_LINE = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The parts above the text; `taken` are the numbers of the units that they stand in."""

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: tuple[str, ...] = ()
    first: int = -1
    start: int = 0
    lead: int = -1
    taken: frozenset[int] = field(default_factory=frozenset)


def head(units: Sequence[Unit], chosen: Chosen, told: Told) -> Head:
    """The head of the article among the page's units and its own word."""
    at, headline, kicker = _headline(units, told)
    start = _text_begins(units, chosen, at)
    taken = {at} if at >= 0 else set()
    above = range(max(at, 0), start)
    titles = {tuple(words(title)) for title in (*told.titles, headline) if title}
    taken |= {n for n, unit in enumerate(units) if unit.kind == "heading" and tuple(unit.words) in titles}
    taken |= {n for n in above if _says_headline(units[n], titles)}
    taken |= {n for n in above if _is_line_of_head(units[n], told)}
    standfirst, place = _standfirst(units, told, above, start)
    if place >= 0:
        taken.add(place)
    if place == start:
        start = _text_begins(units, chosen, place + 1)
    byline, place = _byline(units, above)
    if place >= 0:
        taken.add(place)
    picture = lead.place(units, at, start, told.picture)
    return Head(headline, kicker or _kicker(units, at), standfirst, byline, at, start, picture, frozenset(taken))


def _says_headline(unit: Unit, titles: set[tuple[str, ...]]) -> bool:
    if unit.kind == "heading":
        return any(_likeness(unit.words, title) > 0.6 for title in titles)
    return unit.kind == "text" and tuple(unit.words) in titles


def _is_line_of_head(unit: Unit, told: Told) -> bool:
    """Whether a short line between headline and text names the authors or the day."""
    if unit.kind not in {"text", "heading", "list"} or not unit.words or len(unit.words) > _LONGEST_LINE:
        return False
    names = {word for name in (*told.authors, told.outlet) for word in words(name)}
    others = [word for word in unit.words if word not in names]
    return (bool(names) and len(others) <= len(unit.words) // 3) or signatures.is_dateline(unit.text)


def _headline(units: Sequence[Unit], told: Told) -> tuple[int, str, str]:
    """Where the headline stands (or -1), its words, and a kicker that it was run together with."""
    ld, og, twitter, title = (*told.titles, "", "", "", "")[:4]
    og, twitter, title, ld = (without_site(text, told) for text in (og, twitter, title, ld))
    said = [text for text in (og, ld, title, twitter) if text]
    shown = [(n, unit) for n, unit in enumerate(units) if unit.element.tag == "h1" and unit.words]
    scored = [(max((_likeness(unit.words, words(text)) for text in said), default=0.0), -n, n) for n, unit in shown]
    best = max(scored, default=None)
    if best is None or (best[0] < 0.3 and said and len(shown) > 1):
        return _in_lower_heading(units, said)
    unit = units[best[2]]
    if best[0] < 0.2 and said and (_is_site(unit.text, told) or len(unit.words) < 2):
        return _in_lower_heading(units, said)
    headline, kicker = _parted(unit.text, og)
    if og and og == ld and not kicker and _bare(og) != _bare(headline) and best[0] < 1:
        return best[2], og, ""
    return best[2], headline, kicker


def _in_lower_heading(units: Sequence[Unit], said: list[str]) -> tuple[int, str, str]:
    """The headline where no first heading is it: what the page says, and the lower heading that repeats it."""
    if not said:
        return -1, "", ""
    for text in said:
        for n, unit in enumerate(units):
            if unit.kind in {"heading", "text"} and unit.words == words(text):
                return n, unit.text, ""
    for n, unit in enumerate(units):
        if unit.kind == "heading" and max(_likeness(unit.words, words(text)) for text in said) >= 0.6:
            headline, kicker = _parted(unit.text, said[0])
            return n, headline, kicker
    return -1, said[0], ""


def _parted(shown: str, said: str) -> tuple[str, str]:
    """A heading as headline and kicker, where the page's own title is only its end."""
    own, other = words(shown), words(said)
    if (
        len(other) >= 3
        and len(own) > len(other)
        and own[-len(other) :] == other
        and len(own) - len(other) <= _LONGEST_KICKER
    ):
        place = shown.casefold().rfind(said.casefold())
        if place > 0:
            return shown[place:].strip(), shown[:place].strip(" :|–—-")
    return shown, ""


def without_site(title: str, told: Told) -> str:
    """A page's title without the site's name at its end or beginning."""
    title = " ".join(title.split())
    outlet = _bare(told.outlet)
    host = re.sub(r"^www\.|\.co\.\w+$|\.\w+$", "", urlsplit(told.address).hostname or "")
    names = [name for name in (outlet, _bare(host)) if name]
    for _ in range(3):
        parts = list(_PARTS.finditer(title))
        if not parts:
            break
        last, first = title[parts[-1].end() :], title[: parts[0].start()]
        if _names_site(last, names):
            title = title[: parts[-1].start()].strip()
        elif _names_site(first, names) and len(title[parts[0].end() :].split()) > 1:
            title = title[parts[0].end() :].strip()
        else:
            break
    return title


def _names_site(part: str, names: list[str]) -> bool:
    bare = _bare(part)
    return (
        bool(bare)
        and any(bare == name or (len(bare) > 3 and (bare in name or name in bare)) for name in names)
        and len(part.split()) <= 8
    )


def _is_site(text: str, told: Told) -> bool:
    return bool(told.outlet) and _bare(text) in {_bare(told.outlet), ""}


def _bare(text: str) -> str:
    return "".join(words(text))


def _likeness(own: Sequence[str], other: Sequence[str]) -> float:
    if not own or not other:
        return 0.0
    both = len(set(own) & set(other))
    return both / max(len(set(own)), len(set(other)))


def _text_begins(units: Sequence[Unit], chosen: Chosen, at: int) -> int:
    """The number of the first unit of running text that is the article's, after the headline."""
    for n in range(max(at, 0), len(units)):
        unit = units[n]
        if (
            unit.kind in {"text", "quote", "list"}
            and len(unit.words) >= _PROSE
            and unit.linked < 0.5
            and chosen.share(unit.words) >= 0.6
        ):
            return n
    return len(units)


def _standfirst(units: Sequence[Unit], told: Told, above: range, start: int) -> tuple[str, int]:
    for n in (*above, *([start] if start < len(units) else [])):
        unit = units[n]
        if (
            unit.kind not in {"text", "heading"}
            or not 4 <= len(unit.words) <= _LONGEST_STANDFIRST
            or unit.element.tag == "h1"
        ):
            continue
        if unit.linked > 0.5 or furniture.is_furniture(unit.text) or signatures.byline(unit.text):
            continue
        named = classes.names(unit.element, classes.STANDFIRST)
        if _is_first_paragraph(units, n):
            continue
        if named or _repeats(unit, told):
            return unit.text, n
    return "", -1


def _repeats(unit: Unit, told: Told) -> bool:
    """Whether a unit says what the page gives as its description."""
    for text in told.descriptions:
        other = words(text)
        if unit.words == other:
            return True
        own = list(shingles(unit.words))
        known = set(shingles(other))
        if len(own) > 5 and known and sum(s in known for s in own) >= 0.8 * max(len(own), len(known)):
            return True
    return False


def _is_first_paragraph(units: Sequence[Unit], number: int) -> bool:
    """Whether a unit stands among the paragraphs of the text, as one of them."""
    unit = units[number].element
    following = [u for u in units[number + 1 : number + 12] if u.kind == "text" and len(u.words) >= _PROSE][:3]
    return any(_alike(unit, other.element) for other in following)


def _alike(one: Element, other: Element) -> bool:
    if one.tag != other.tag or one.get("class") != other.get("class"):
        return False
    above, above_other = one.getparent(), other.getparent()
    if above is above_other or above is None or above_other is None:
        return True
    return above.getparent() is above_other.getparent() and above.get("class") == above_other.get("class")


def _byline(units: Sequence[Unit], above: range) -> tuple[tuple[str, ...], int]:
    for n in above:
        unit = units[n]
        if unit.kind == "text" and (found := signatures.byline(unit.text)):
            return found.names, n
    for n in above:
        unit = units[n]
        if (
            unit.kind == "text"
            and len(unit.words) <= 8
            and classes.names(unit.element, classes.BYLINE)
            and signatures.lone_name(unit.text)
        ):
            return bylines.names(unit.text), n
    return (), -1


def _kicker(units: Sequence[Unit], at: int) -> str:
    for n in range(max(at - 4, 0), at + 1):
        unit = units[n]
        if (
            unit.kind in {"text", "heading"}
            and 1 <= len(unit.words) <= _LONGEST_KICKER
            and classes.names(unit.element, classes.KICKER)
        ):
            return unit.text if not furniture.is_furniture(unit.text) else ""
    return ""
