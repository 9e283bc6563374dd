"""What a reader decided on a page or a text, at a terminal in colours, through a pipe as plain lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from printkit.build.explaining import Explained
from printkit.cli.terminal import clean
from printkit.model.decisions import AT_HEAD, Decision

_KIND, _WHY = 10, 44
_PIPED = 200
"""Columns of a line that no terminal cuts."""


def as_dict(one: Explained) -> dict[str, object]:
    """One source's decisions as `printkit read --explain --json` prints them."""
    rows = [{"kept": d.kept, "kind": d.kind, "text": d.text, "why": d.why} for d in one.decisions]
    return {"location": one.location, "decisions": rows}


def show(found: Sequence[Explained]) -> None:
    """Print every decision on a line of its own, and below each source how much was kept and dropped.

    `+` is kept in the text, `^` printed at the article's head, `-` dropped.
    """
    console = Console(highlight=False, soft_wrap=True)
    width = console.width if console.is_terminal else _PIPED
    for one in found:
        console.print(Text(clean(one.location), style="bold"))
        for decision in one.decisions:
            console.print(_line(decision, width))
        for line in _sums(one.decisions):
            console.print(Text(line, style="bold"))


def _line(decision: Decision, width: int) -> Text:
    mark, style = ("^", "cyan") if decision.why == AT_HEAD else ("+", "green") if decision.kept else ("-", "red")
    room = max(width - _KIND - _WHY - 6, 20)
    said = clean(decision.text)
    said = said if len(said) <= room else f"{said[: room - 1]}…"
    why = Text(decision.why, style="dim")
    return Text.assemble((f"{mark} ", style), f"{decision.kind:<{_KIND}} ", f"{said:<{room}}  ", why)


def _sums(decisions: Sequence[Decision]) -> Iterator[str]:
    for name, own in (
        ("kept", [one for one in decisions if one.kept]),
        ("at the head", [one for one in decisions if one.why == AT_HEAD]),
        ("dropped", [one for one in decisions if not one.kept and one.why != AT_HEAD]),
    ):
        words = sum(len(one.text.split()) for one in own)
        reasons = Counter(one.why for one in own)
        listed = "; ".join(f"{why} ({times})" for why, times in reasons.most_common() if why != AT_HEAD)
        yield f"{name}: {len(own)} pieces, {words} words" + (f": {listed}" if listed else "")
