"""Lists that are but links, and the article's all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from printkit.readers import furniture
from printkit.readers.web.head import Head
from printkit.readers.web.page import Element
from printkit.readers.web.units import Unit
from printkit.readers.web.verdicts import Verdict, Verdicts, is_furniture, span


def keep(units: Sequence[Unit], verdicts: Verdicts, head: Head) -> None:
    """Lists that are but links, and the article's all the same: its contents, and what stands under a line of it."""
    first, last = span(verdicts)
    columns = _Columns(units, verdicts)
    for n in range(max(head.first, 0), len(units)):
        unit = units[n]
        if unit.kind != "list" or verdicts[n].kept or n in head.taken or not unit.words:
            continue
        if first <= n <= last and _is_contents(unit, columns.anchors):
            verdicts[n] = Verdict(True, "it lists the article's contents")
        elif (heading := _heading_above(units, verdicts, n)) >= 0 and (
            verdicts[heading].kept
            or (unit.linked > 0.5 and (columns.holds(unit) or _goes_on(units, verdicts, heading)))
        ):
            verdicts[heading] = Verdict(True, "a list of the article stands under it")
            verdicts[n] = Verdict(True, "it stands under a line of the article")


def _goes_on(units: Sequence[Unit], verdicts: Verdicts, number: int) -> bool:
    """Whether a unit stands right behind one of the article, in the same element."""
    parent = units[number].element.getparent()
    return number > 0 and verdicts[number - 1].kept and units[number - 1].element.getparent() is parent


class _Columns:
    """Where the article's text stands: how much of it in each element, and the anchors in it."""

    def __init__(self, units: Sequence[Unit], verdicts: Verdicts) -> None:
        self.words: Counter[Element | None] = Counter()
        self.anchors: set[str] = set()
        for unit, verdict in zip(units, verdicts, strict=True):
            if verdict.kept:
                self.words[unit.element.getparent()] += len(unit.words)
                for inner in unit.element.iter():
                    self.anchors.update((inner.get("id", ""), inner.get("name", "")))

    def holds(self, unit: Unit) -> bool:
        """Whether a unit stands in the element that holds most of the article."""
        return self.words[unit.element.getparent()] > 0.5 * sum(self.words.values())


def _is_contents(unit: Unit, anchors: Container[str]) -> bool:
    """Whether a list only leads to places in the article."""
    links = [link.get("href", "") for link in unit.element.iter("a")]
    return len(links) > 2 and sum(link[:1] == "#" and link[1:] in anchors for link in links) > 0.6 * len(links)


def _heading_above(units: Sequence[Unit], verdicts: Verdicts, number: int) -> int:
    """The number of the heading over a list, or of the article's line that leads to it; -1 where there is none."""
    for n in range(number - 1, -1, -1):
        before = units[n]
        if before.kind in {"figure", "embed", "rule"}:
            continue
        if before.element.getparent() is not units[number].element.getparent() or furniture.opens_list(before.text):
            break
        if (before.kind == "heading" or _is_term(before)) and not is_furniture(before) and before.linked < 0.5:
            return n
        return n if before.kind == "text" and verdicts[n].kept and before.text[-1:] in {":", "："} else -1
    return -1


def _is_term(unit: Unit) -> bool:
    """Whether a list is a term without a word on it: so writers of wikis make small headings."""
    return unit.kind == "list" and unit.element.tag == "dl" and unit.element.find("dd") is None
