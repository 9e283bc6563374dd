"""What a person at the terminal sees: progress, findings and errors on standard error, products on standard output."""

from __future__ import annotations

import functools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from printkit.errors import Note, PrintkitError

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voice:
    """How much is said: 0 only errors, 1 what matters, 2 everything; and whether faults show their traceback."""

    loudness: int = 1
    debug: bool = False


def spoken(function: Callable[P, T]) -> Callable[P, T]:
    """Give a command -q, -v and --debug, and turn its errors into one clear line and exit code 1."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say everything that was noted.")
    @click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        quiet, verbose, debug = (bool(kwargs.pop(name)) for name in ("quiet", "verbose", "debug"))
        voice = Voice(0 if quiet else 2 if verbose else 1, debug)
        try:
            return function(*args, voice=voice, **kwargs)  # type: ignore[arg-type]
        except PrintkitError as error:
            if debug:
                raise
            fail(error)
            sys.exit(1)

    return run


def clean(text: str) -> str:
    """The text without anything that could steer a terminal."""
    return "".join(c if c.isprintable() else " " if c in "\n\t" else "�" for c in text)


def clean_lines(text: str) -> str:
    """The text with its line breaks, and nothing else that could steer a terminal."""
    return "\n".join(clean(line) for line in text.split("\n"))


def fail(error: PrintkitError) -> None:
    """One line: where, what, and what to try."""
    click.echo(f"printkit: {clean(str(error))}", err=True)


def tell(voice: Voice, text: str, *, level: int = 1) -> None:
    """Say a line on standard error, where the voice is loud enough."""
    if voice.loudness >= level:
        click.echo(clean(text), err=True)


def notes(voice: Voice, name: str, found: Iterable[Note]) -> None:
    """The findings on one article: each on its line when asked for everything, else how many of which kind."""
    listed = [note for note in found if voice.loudness > 1 or note.level != "info"]
    if voice.loudness > 1:
        for note in listed:
            tell(
                voice, f"  {note.level} {note.code}: {note.text}" + (f" [{note.where}]" if note.where else ""), level=2
            )
    elif listed:
        kinds = ", ".join(f"{code} ×{times}" if times > 1 else code for code, times in _kinds(listed))
        tell(voice, f"  {name}: {kinds}")


def _kinds(found: Iterable[Note]) -> list[tuple[str, int]]:
    return sorted(Counter(note.code for note in found).items())


def show_json(value: object) -> None:
    """A value on standard output as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


class Told(Protocol):
    """Told after each step of a phase how many of its jobs are done."""

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Show it."""


@contextmanager
def progress(voice: Voice) -> Iterator[Told]:
    """A bar on a terminal, a plain line a phase elsewhere, nothing when quiet."""
    console = Console(stderr=True)
    if voice.loudness == 0:
        yield _unheard
    elif console.is_terminal:
        with _bar(console) as bar:
            yield _Bars(bar)
    else:
        yield _line


def _bar(console: Console) -> Progress:
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


class _Bars:
    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase not in self.tasks:
            self.tasks[phase] = self.bar.add_task(phase, total=total)
        self.bar.update(self.tasks[phase], completed=done, total=total)


def _unheard(phase: str, done: int, total: int) -> None:
    return None


def _line(phase: str, done: int, total: int) -> None:
    if done == total and total > 1:
        click.echo(f"{phase}: {done} of {total}", err=True)
