"""Which units of a page are its article: those whose words trafilatura chose, and what belongs to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from printkit.model.decisions import AT_HEAD
from printkit.readers.web import classes, figures, lists
from printkit.readers.web.chosen import SHINGLE, Chosen
from printkit.readers.web.head import Head
from printkit.readers.web.page import Element
from printkit.readers.web.units import Unit
from printkit.readers.web.verdicts import CLOSED, SHORT, Verdict, Verdicts, is_furniture, span

SHARE = 0.6
"""How much of a block's words must stand in the chosen text."""

_LINKED = 0.8
_BOX_SHARE = 0.25
_NEAR = 3
_CAPTIONED = 4  # words
_NOT_CHOSEN = "its words are not the article's"
_SMILE = re.compile(
    r"(?:[:;=8xX]['’-]?[)(DPpOo|*]{1,3}|[\u2639\u263a\u2665\u2764\U0001f300-\U0001faff\ufe0f\u200d]+\s?){1,4}"
)
_RICH = frozenset({"figure", "embed", "code", "table", "rule", "pull-quote"})


def select(units: Sequence[Unit], chosen: Chosen, head: Head) -> Verdicts:
    """A verdict for every unit, in their order."""
    verdicts = [_by_words(unit, chosen) for unit in units]
    for step in _STEPS:
        step(units, verdicts, head)
    return verdicts


def ruled(units: Sequence[Unit], head: Head) -> Verdicts:
    """The verdicts where a rule of the house says which part of the page to keep: all of it but the head."""
    verdicts = [Verdict(True, "a rule for the site keeps it") for _ in units]
    for n in head.taken:
        verdicts[n] = Verdict(False, AT_HEAD)
    return verdicts


def _by_words(unit: Unit, chosen: Chosen) -> Verdict:
    if unit.kind in _RICH and unit.kind != "table":
        return Verdict(False, "it stands outside of the article")
    if not unit.words:
        return Verdict(False, "it has no words")
    if chosen.share(unit.words) >= SHARE:
        return Verdict(True, "its words are the article's")
    return Verdict(False, _NOT_CHOSEN)


def _own_text(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    """The text right below the headline, where trafilatura took something else for the article."""
    if head.first < 0 or any(verdicts[n].kept and _is_prose(unit) for n, unit in enumerate(units)):
        return
    below = _prose_below(units, head.first)
    for n, verdict in enumerate(verdicts if below else ()):
        verdicts[n] = Verdict(n in below, "it stands below the headline" if n in below else verdict.why)


def _prose_below(units: Sequence[Unit], headline: int) -> set[int]:
    """The running text in the smallest element around the headline that holds a good piece of it."""
    around = [above for above in units[headline].element.iterancestors() if above.tag not in {"body", "html"}]
    place = {above: n for n, above in enumerate(around)}
    held: list[set[int]] = [set() for _ in around]
    for n in range(headline + 1, len(units)):
        if _is_prose(units[n]):
            shared = next((place[above] for above in units[n].element.iterancestors() if above in place), None)
            if shared is not None:
                held[shared].add(n)
    found: set[int] = set()
    for inside in held:
        found |= inside
        if sum(len(units[n].words) for n in found) >= 2 * SHORT:
            return found
    return set()


def _is_prose(unit: Unit) -> bool:
    return unit.kind == "text" and len(unit.words) >= SHORT and unit.linked < 0.3 and bool(CLOSED.search(unit.text))


def _head_out(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    for n in head.taken:
        verdicts[n] = Verdict(False, AT_HEAD)
    for n in range(head.first):
        if verdicts[n].kept and len(units[n].words) < SHORT:
            verdicts[n] = Verdict(False, "it stands above the headline")


def _repeats_out(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    """What was there before, in another place: a box may repeat the text, the text may repeat itself."""
    seen: set[tuple[str, ...]] = set()
    fresh: set[Element | None] = set()
    for n, unit in enumerate(units):
        key = tuple(unit.words)
        if not verdicts[n].kept or len(key) <= SHINGLE:
            continue
        parent = unit.element.getparent()
        if key in seen and parent not in fresh:
            verdicts[n] = Verdict(False, "it was there before")
        elif key not in seen and unit.kind != "heading":
            fresh.add(parent)
        seen.add(key)


def _gaps(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """A paragraph that trafilatura passed over between two that it took."""
    for n in range(1, len(units) - 1):
        unit = units[n]
        if verdicts[n].kept or unit.kind not in {"text", "quote", "list"} or verdicts[n].why != _NOT_CHOSEN:
            continue
        closed = unit.kind != "text" or bool(CLOSED.search(unit.text))
        prose = len(unit.words) >= SHORT and unit.linked < 0.5 and closed
        if prose and not is_furniture(unit) and _stands_between(units, verdicts, n):
            verdicts[n] = Verdict(True, "it stands between paragraphs of the article")


def _stands_between(units: Sequence[Unit], verdicts: Verdicts, number: int) -> bool:
    """Whether the next words before and after it, in the same element, are the article's."""
    element = units[number].element
    parent = element.getparent()
    beside = [_next_kept(units, verdicts, number, step, parent) for step in (-1, 1)]
    alike = units[number].kind != "text" or any(other and other.element.attrib == element.attrib for other in beside)
    return all(beside) and alike


def _next_kept(
    units: Sequence[Unit], verdicts: Verdicts, number: int, step: int, parent: Element | None
) -> Unit | None:
    for n in range(number + step, len(units) if step > 0 else -1, step):
        unit = units[n]
        if unit.kind in {"figure", "embed", "rule"} or (verdicts[n].why == _NOT_CHOSEN and abs(n - number) < _NEAR):
            continue
        return unit if verdicts[n].kept and unit.element.getparent() is parent else None
    return None


def _between(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    """Pictures, tables, listings and embeds inside of the article, and the picture above its text."""
    first, last = span(verdicts)
    last = _with_formulas(units, last)
    boxes = _Boxes(units, verdicts)
    for n in range(min(first, max(head.first, 0)), last + 1):
        unit = units[n]
        if verdicts[n].kept or n in head.taken or not _may_stand_inside(unit):
            continue
        if reason := "it shows the author" if n in head.portraits else _out_of_place(unit, boxes):
            verdicts[n] = Verdict(False, reason)
        elif n < head.start and unit.kind == "figure" and len(unit.words) < _CAPTIONED:
            verdicts[n] = Verdict(False, "it stands above the text and is not its picture")
        else:
            verdicts[n] = Verdict(True, f"a {unit.kind} inside of the article")
    if head.lead >= 0 and last >= 0:
        verdicts[head.lead] = Verdict(True, "the picture at the article's head")
    _shown_twice(units, verdicts, head)


def _with_formulas(units: Sequence[Unit], last: int) -> int:
    """The number of the last unit, or of the formula right behind it with which the article ends."""
    while 0 <= last < len(units) - 1:
        after = units[last + 1]
        formula = after.kind == "code" and next(after.element.iter("code"), after.element).get("data-lang") == "math"
        if not formula or after.element.getparent() is not units[last].element.getparent():
            break
        last += 1
    return last


def _shown_twice(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    """A picture that comes again with no other words than before."""
    seen: dict[str, list[str]] = {}
    order = [n for n, unit in enumerate(units) if unit.kind == "figure" and verdicts[n].kept]
    for n in sorted(order, key=lambda n: n != head.lead):
        sources = [source for source in figures.sources(units[n]) if not source.startswith("data:")]
        words = units[n].words
        if sources and all(source in seen and words in ([], seen[source]) for source in sources):
            verdicts[n] = Verdict(False, "it was shown before")
        seen.update(dict.fromkeys(sources, words))


def _may_stand_inside(unit: Unit) -> bool:
    """Whether a unit belongs to the article by its place alone: quotes of what others posted are often no prose."""
    return unit.kind in _RICH or (unit.kind == "quote" and len(unit.words) >= _CAPTIONED and unit.linked < 0.5)


class _Boxes:
    """What the elements around the units hold: words that are kept, and lines that were left out."""

    def __init__(self, units: Sequence[Unit], verdicts: Verdicts) -> None:
        self.kept: Counter[Element] = Counter()
        self.left: Counter[Element] = Counter()
        self.named: dict[str, int] = {}
        for unit, verdict in zip(units, verdicts, strict=True):
            if unit.kind in {"figure", "embed", "rule"} or not unit.words:
                continue
            for above in unit.element.iterancestors():
                if verdict.kept:
                    self.kept[above] += len(unit.words)
                else:
                    self.left[above] += unit.linked > 0.5 or unit.kind == "heading"
        self.whole = max(self.kept.values(), default=0)
        for above, count in self.kept.items():
            name = above.get("class", "")
            self.named[name] = self.named.get(name, 0) + count

    def beside(self, element: Element) -> bool:
        """Whether an element stands in a box that says it is beside the article and holds little of it."""
        for above in element.iterancestors():
            if self.named.get(above.get("class", ""), 0) >= _BOX_SHARE * self.whole:
                return False
            if classes.names(above, classes.BOX, above=0):
                return True
        return False

    def teaser(self, element: Element) -> bool:
        """Whether a picture belongs to a line that leads elsewhere: the next words around it were left out."""
        for above in element.iterancestors():
            if self.kept[above]:
                return False
            if self.left[above]:
                return True
        return False


def _out_of_place(unit: Unit, boxes: _Boxes) -> str:
    if unit.kind == "figure" and not figures.holds_something(unit):
        return "it shows no picture"
    captioned = len(unit.words) >= _CAPTIONED
    if unit.kind == "figure" and not captioned and not figures.shows(unit):
        return "its picture only decorates the page"
    if boxes.beside(unit.element):
        return "it stands in a box beside the article"
    if unit.kind == "figure" and (unit.away or (not captioned and boxes.teaser(unit.element))):
        return "it belongs to a link to another page"
    headed = unit.kind == "table" and next(unit.element.iter("th"), None) is not None
    if unit.kind == "table" and (unit.linked > (0.9 if headed else 0.5) or len(unit.words) < 4):
        return "its words are links"
    return ""


def _furniture_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    for n, unit in enumerate(units):
        if verdicts[n].kept and unit.kind in {"text", "heading", "list"} and is_furniture(unit):
            verdicts[n] = Verdict(False, "it is the page's, not the article's")


def _links_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """A line that is nothing but a link to another page, and a heading of that kind."""
    linked = [unit for n, unit in enumerate(units) if verdicts[n].kept and unit.linked > _LINKED]
    common = {kind for kind in ("heading", "list", "text") if _is_common(kind, linked, units, verdicts)}
    for n, unit in enumerate(units):
        if not verdicts[n].kept or unit.linked <= _LINKED or unit.kind in common:
            continue
        if unit.kind == "text" and (CLOSED.search(unit.text) or len(unit.words) > 2 * SHORT):
            continue
        if unit.kind in {"text", "heading", "list"}:
            verdicts[n] = Verdict(False, "it only leads to another page")


def _is_common(kind: str, linked: Sequence[Unit], units: Sequence[Unit], verdicts: Verdicts) -> bool:
    """Whether most of the article's headings or lists, or a third of its lines, are links: then they are its own."""
    of_kind = sum(verdicts[n].kept and unit.kind == kind for n, unit in enumerate(units))
    return (3 if kind == "text" else 2) * sum(unit.kind == kind for unit in linked) > of_kind > 2


def _boxes_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """What stands in a box that says it is beside the article, unless it holds a good part of it."""
    boxes = _Boxes(units, verdicts)
    for n, unit in enumerate(units):
        if verdicts[n].kept and unit.kind not in {"figure", "embed"} and boxes.beside(unit.element):
            verdicts[n] = Verdict(False, "it stands in a box beside the article")


def _smiles(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """A smile with a line of its own, below words or a picture of the article and in their element."""
    homes = {unit.element.getparent() for unit, verdict in zip(units, verdicts, strict=True) if verdict.kept}
    for n, unit in enumerate(units):
        if unit.kind == "text" and unit.element.getparent() in homes and _SMILE.fullmatch(unit.text):
            verdicts[n] = Verdict(True, "a sign among the article's paragraphs")


def _lone_headings_out(units: Sequence[Unit], verdicts: Verdicts, _: Head) -> None:
    """A heading whose text was left out, or that has none, heads nothing."""
    follows, last, dropped = False, True, 0
    for n in range(len(units) - 1, -1, -1):
        unit = units[n]
        if not verdicts[n].kept:
            dropped += bool(unit.words)
            continue
        if unit.kind == "heading" and not follows and (dropped or last):
            verdicts[n] = Verdict(False, "nothing of the article comes after it")
            continue
        follows, last, dropped = unit.kind != "heading", False, 0


_STEPS: tuple[Callable[[Sequence[Unit], Verdicts, Head], None], ...] = (
    _own_text,
    _head_out,
    _repeats_out,
    _gaps,
    _furniture_out,
    _links_out,
    _boxes_out,
    lists.keep,
    _smiles,
    _between,
    _lone_headings_out,
)
