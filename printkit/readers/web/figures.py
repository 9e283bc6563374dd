"""Pictures with their captions, as the page's own markup hides them, made plain `figure` elements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from printkit.readers import furniture, signatures
from printkit.readers.htmltree.nodes import BLOCKS, EMBEDS
from printkit.readers.web import classes
from printkit.readers.web.chosen import Chosen, words
from printkit.readers.web.page import Element
from printkit.readers.web.units import PICTURES, Unit, drop, spoken

_LONGEST = 120  # words of a caption
_LONGEST_LINE = 18
_TIMED = re.compile(r"^\s*by\s|(?:^|\s)\d{1,2}[:.h]\d\d(?=\s|$|[ap]m|,)", re.I)
_KEPT = ("src", "alt", "title", "width", "height", "srcset")
_COUNTER = 6  # words of a line between a picture and its caption: "1 of 11"
_LINES, _SHOTS = 4, 2  # what a box that is a figure may hold
_LONGEST_CREDITED = 60  # the same, known by nothing but the credit at its end


def gather(units: Sequence[Unit], chosen: Chosen) -> list[Unit]:
    """The units with every caption that stands outside its figure brought into it, and every figure made plain."""
    boxes = _Boxes(units)
    done: list[Unit] = []
    captions: dict[int, list[Element]] = {}
    for unit in units:
        at = len(done) - 1
        while at >= 0 and done[at].kind == "text" and len(done[at].words) <= _COUNTER and len(done) - at < 3:
            at -= 1
        next_to = at == len(done) - 1
        shown = at >= 0 and done[at].kind == "figure"
        if shown and _is_caption(unit, done[at], boxes, chosen, next_to=next_to):
            captions.setdefault(at, []).append(unit.element)
        else:
            done.append(unit)
    return [_plain(unit, captions.get(n, [])) if unit.kind == "figure" else unit for n, unit in enumerate(done)]


class _Boxes:
    """How many units stand in each element, and how many of them are figures."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units: Counter[Element] = Counter()
        self.figures: Counter[Element] = Counter()
        for unit in units:
            for above in unit.element.iterancestors():
                self.units[above] += 1
                self.figures[above] += unit.kind == "figure"

    def around(self, one: Element, other: Element) -> Element | None:
        """The smallest element around both."""
        above = set(one.iterancestors())
        return next((element for element in other.iterancestors() if element in above), None)

    def hold_only_words_and_picture(self, box: Element) -> bool:
        """Whether a box is a figure by what is in it: pictures and two or three lines."""
        return self.units[box] - self.figures[box] <= _LINES and self.figures[box] <= _SHOTS


def _is_caption(unit: Unit, figure: Unit, boxes: _Boxes, chosen: Chosen, *, next_to: bool) -> bool:
    if unit.kind != "text" or not unit.words or len(unit.words) > _LONGEST or _says_who_or_when(unit):
        return False
    if unit.element.tag == "figcaption" or next(unit.element.iterancestors("figcaption"), None) is not None:
        return True
    if next_to and len(unit.words) <= _LONGEST_CREDITED and signatures.caption(unit.text):
        return True
    box = boxes.around(unit.element, figure.element)
    if box is None or unit.linked > 0.5:
        return False
    small = boxes.hold_only_words_and_picture(box) and unit.text[-1:] not in {":", "："}  # it leads to what follows
    named = classes.names(unit.element, classes.CAPTION, above=2) or classes.names(unit.element, classes.CREDIT)
    if named and (small or (next_to and _near(unit.element, figure.element))):
        return True
    return small and (classes.names(box, classes.FIGURE, above=0) or chosen.share(unit.words) <= 0.5)


def _says_who_or_when(unit: Unit) -> bool:
    """Whether a line beside a picture is the article's byline or day: then the picture shows the author."""
    return len(unit.words) <= _LONGEST_LINE and (
        signatures.is_dateline(unit.text) or bool(_TIMED.search(unit.text)) or signatures.byline(unit.text) is not None
    )


def _near(caption: Element, figure: Element) -> bool:
    """Whether the two stand in one small box."""
    around = list(figure.iterancestors())[:5]
    return any(above in around for above in list(caption.iterancestors())[:4])


def _plain(unit: Unit, captions: list[Element]) -> Unit:
    """A figure of pictures and one caption, in the place where it stood."""
    old = unit.element
    images = list(_pictures(old))
    if not images:
        return unit
    spoken_for = [*_captions(old), *captions]
    figure = old.makeelement("figure", {key: old.get(key, "") for key in ("id", "lang", "dir") if old.get(key)})
    old.addprevious(figure)
    figure.tail, old.tail = old.tail, None
    for image in images:
        kept = {key: image.get(key, "") for key in _KEPT if image.get(key) is not None}
        if (alt := kept.get("alt")) and furniture.is_label(alt):
            del kept["alt"]  # "Image" and "Photo" tell nobody what is to be seen
        figure.append(figure.makeelement("img", kept))
    below = figure.makeelement("figcaption", {})
    said: set[str] = set()
    for part in spoken_for:
        _move(part, below, said)
    if len(below):
        figure.append(below)
        for image in figure.iterchildren("img"):
            image.attrib.pop("title", "")  # what shows under the pointer is the caption once more
    parent = old.getparent()
    if parent is not None:
        parent.remove(old)
    text = " ".join(spoken(figure).split())
    return Unit(figure, "figure", words(text), text, away=unit.away)


def _pictures(element: Element) -> Iterator[Element]:
    """The pictures inside, each once."""
    seen: set[str] = set()
    for image in [element] if element.tag in PICTURES else element.iter(*PICTURES):
        name = image.get("src", "").partition("?")[0]
        if name not in seen:
            seen.add(name)
            yield image


def _captions(element: Element) -> list[Element]:
    """The parts of a figure that say something below its picture: its caption and credit, else all words in it."""
    if element.tag in PICTURES:
        return []
    marked = list(element.iter("figcaption"))
    credited = [part for part in element.iter() if classes.names(part, classes.CREDIT, above=0)]
    saying = [part for part in element.iterdescendants() if _says(part)]
    parts = _outermost(marked or [part for part in saying if part.tag not in {"a", "option"}])
    # The credit comes after, out of the caption that may hold it.
    return list(dict.fromkeys([*parts, *_outermost(credited)]))


def _says(part: Element) -> bool:
    """Whether an element has words of its own, before or between the elements in it."""
    return any((words or "").strip() for words in (part.text, *(inner.tail for inner in part)))


def _outermost(parts: list[Element]) -> list[Element]:
    """The parts that stand in no other of them, each once."""
    every = set(parts)
    return [part for part in dict.fromkeys(parts) if not any(above in every for above in part.iterancestors())]


def _move(part: Element, below: Element, said: set[str]) -> None:
    """Puts one part of a caption below its picture, unless it only labels a button or stands there already."""
    text = " ".join(spoken(part).split())
    # The credit may stand in the caption that was moved before it.
    again = not any(above is below for above in part.iterancestors()) and any(text in other for other in said)
    drop(part)
    part.tail = None
    if not text or again or furniture.is_label(text) or furniture.is_notice(text):
        return
    for before in [before for before in below if len(before) == 0 and (before.text or "").strip() in text]:
        # The same words, now with their credit.
        below.remove(before)
    said.add(text)
    credit = classes.names(part, classes.CREDIT, above=0)
    for image in [image for image in part.iter(*PICTURES) if image is not part]:
        drop(image)
    part.tag = "div" if part.tag in BLOCKS else "span"
    part.attrib.pop("class", "")
    if credit:
        part.set("class", "credit")
    below.append(part)


def holds_something(unit: Unit) -> bool:
    """Whether a figure holds a picture or something to play at all."""
    return next(unit.element.iter(*PICTURES, *EMBEDS), None) is not None


def shows(unit: Unit) -> bool:
    """Whether a figure shows a picture that is more than decoration, or something to play."""
    images = [unit.element] if unit.element.tag == "img" else list(unit.element.iter("img"))
    return next(unit.element.iter(*EMBEDS), None) is not None or any(not classes.decorates(image) for image in images)


def sources(unit: Unit) -> list[str]:
    """The addresses of a figure's pictures."""
    return [image.get("src", "") for image in unit.element.iter("img")]
