"""What stands at the head of an article on its page: headline, kicker, standfirst, byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from printkit.readers import bylines, furniture, signatures
from printkit.readers.web import classes, lead
from printkit.readers.web.chosen import Chosen, shingles, words
from printkit.readers.web.headline import choose, likeness
from printkit.readers.web.page import Element
from printkit.readers.web.pagemeta import Told, is_house
from printkit.readers.web.units import Unit

_PROSE = 12  # words of a running text's first paragraph
_LONGEST_STANDFIRST = 120
_LONGEST_KICKER = 6
_AGAIN = 0.75  # how like the headline a heading is that says it again
_LONGEST_LINE = 16
_LONGEST_SIGN = 4
_LONGEST_SIGNED = 8
_CLOSED = re.compile(r"[.!?]$")


@dataclass(frozen=True, slots=True)
class Head:
    """The parts above the text; `taken` are the numbers of the units that they stand in, `portraits` those of pictures
    that show who wrote it.
    """

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: tuple[str, ...] = ()
    first: int = -1
    start: int = 0
    lead: int = -1
    taken: frozenset[int] = field(default_factory=frozenset)
    portraits: frozenset[int] = field(default_factory=frozenset)
    ruled_byline: bool = False


def head(units: Sequence[Unit], chosen: Chosen, told: Told) -> Head:
    """The head of the article among the page's units and its own word."""
    found = choose(units, told, _text_begins(units, chosen, -1))
    at, headline = found.at, found.text
    start = _text_begins(units, chosen, at)
    taken = {at} if at >= 0 else set()
    above = range(max(at, 0), start)
    titles = {tuple(words(title)) for title in (*told.titles, headline) if title}
    said = words(headline)
    taken |= {n for n, unit in enumerate(units) if unit.kind == "heading" and likeness(unit.words, said) > _AGAIN}
    taken |= {n for n, unit in enumerate(units) if unit.kind == "heading" and tuple(unit.words) in titles}
    taken |= {n for n in range(start) if _says_headline(units[n], titles)}
    taken |= {n for n in above if _is_line_of_head(units[n], told)}
    standfirst, place = _standfirst(units, told, above, start)
    if place >= 0:
        taken.add(place)
    if place == start:
        start = _text_begins(units, chosen, place + 1)
    byline, place = _byline(units, range(max(at, 0), start), start, told.outlet)
    if place >= 0:
        taken.add(place)
    names = {tuple(words(name)) for name in (*told.authors, *byline)}
    portraits = frozenset(n for n, unit in enumerate(units) if _is_portrait(unit, names, n <= start))
    picture = lead.place(units, at, start, told.picture, portraits)
    kicker = found.kicker or _kicker(units, at)
    return Head(headline, kicker, standfirst, byline, at, start, picture, frozenset(taken), portraits)


def _is_portrait(unit: Unit, names: set[tuple[str, ...]], above: bool) -> bool:
    """Whether a picture shows the author: named so, or above the text with a line of who or when below it."""
    if unit.kind != "figure" or len(unit.words) > _LONGEST_LINE:
        return False
    alts = {tuple(words(image.get("alt", ""))) for image in unit.element.iter("img")}
    if (not unit.words or tuple(unit.words) in names) and alts & names:
        return True
    # The lines below a portrait may stand without a space between them.
    said = " ".join(" ".join(map(str, unit.element.itertext())).split())
    if not said:
        return False
    own = words(said)
    named = above and any(len(name) > 1 and tuple(own[: len(name)]) == name for name in names)
    if (named or alts & names) and len(own) <= _LONGEST_SIGNED and not _CLOSED.search(said):
        return True
    return above and (signatures.says_role(said) or signatures.is_timed(said))


def _says_headline(unit: Unit, titles: set[tuple[str, ...]]) -> bool:
    if unit.kind == "heading":
        return any(likeness(unit.words, title) > 0.6 for title in titles)
    return unit.kind == "text" and any(_repeats_title(unit.words, title) for title in titles)


def _repeats_title(own: Sequence[str], title: tuple[str, ...]) -> bool:
    """Whether words are a title, or a long one with the site's name or a button's label after it."""
    more = len(own) - len(title)
    return tuple(own[: len(title)]) == title and (more == 0 or (len(title) >= 5 and 0 < more <= _LONGEST_SIGN))


def _is_line_of_head(unit: Unit, told: Told) -> bool:
    """Whether a short line between headline and text names the authors or the day."""
    if unit.kind not in {"text", "heading", "list"} or not unit.words or len(unit.words) > _LONGEST_LINE:
        return False
    names = {word for name in (*told.authors, told.outlet) for word in words(name)}
    others = [word for word in unit.words if word not in names]
    return (bool(names) and len(others) <= len(unit.words) // 3) or signatures.is_dateline(unit.text)


def _text_begins(units: Sequence[Unit], chosen: Chosen, at: int) -> int:
    """The number of the first unit of running text that is the article's, after the headline."""
    for n in range(max(at, 0), len(units)):
        unit = units[n]
        if (
            unit.kind in {"text", "quote", "list"}
            and len(unit.words) >= _PROSE
            and unit.linked < 0.5
            and chosen.share(unit.words) >= 0.6
            and signatures.byline(unit.text) is None
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
        dated = len(unit.words) <= _LONGEST_LINE and signatures.is_dateline(unit.text.replace("Updated", " Updated"))
        if unit.linked > 0.5 or dated or furniture.is_furniture(unit.text) or signatures.byline(unit.text):
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


def _byline(units: Sequence[Unit], above: range, start: int, outlet: str) -> tuple[tuple[str, ...], int]:
    """Who wrote it, as the page shows it between headline and text, and in which unit."""
    lines = [n for n in above if units[n].kind in {"text", "list"} and 0 < len(units[n].words) <= _LONGEST_LINE]
    signed = [(found.names, n) for n in lines if (found := signatures.byline(units[n].text))]
    people = [(names, n) for names, n in signed if not is_house(names, outlet)]
    if people:
        return people[0]
    for n in lines:
        unit = units[n]
        text = unit.text.replace("/", ", ")
        named = classes.names(unit.element, classes.BYLINE)
        if (named or _is_first_line(units, n, start)) and all(map(signatures.lone_name, text.split(", "))):
            return bylines.names(text), n
    return signed[0] if signed else ((), -1)


def _is_first_line(units: Sequence[Unit], number: int, start: int) -> bool:
    """Whether a line stands right above the first paragraph, in the same element."""
    if start >= len(units):
        return False
    return number == start - 1 and units[number].element.getparent() is units[start].element.getparent()


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
