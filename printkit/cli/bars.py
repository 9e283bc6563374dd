"""Bars on a terminal: one a phase, gone when the work is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def shown() -> Iterator[Bars]:
    """Bars on standard error while the block runs."""
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        yield Bars(drawn)


class Bars:
    """Told after each step of a phase how many of its jobs are done."""

    def __init__(self, drawn: Progress) -> None:
        self._drawn = drawn
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Show it."""
        if phase not in self._tasks:
            self._tasks[phase] = self._drawn.add_task(phase, total=total)
        self._drawn.update(self._tasks[phase], completed=done, total=total)
