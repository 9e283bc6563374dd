"""What a person at the terminal sees: progress, findings and errors on standard error, products on standard output."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

import click

from printkit.errors import Note, OutputError, PrintkitError

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
        except BrokenPipeError:
            # The reader of our output has gone (`| head`): that is its good right, and no failure of ours.
            hush()
            sys.exit(0)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            click.echo("printkit: stopped; what was whole by then is kept", err=True)
            sys.exit(1)
        except Exception as error:
            if debug:
                raise
            fail(error if isinstance(error, PrintkitError) else _our_own(error))
            sys.exit(1)

    return run


def _our_own(error: Exception) -> PrintkitError:
    """What is said of a fault that nobody foresaw."""
    said = " ".join(str(error).split())[:200]
    text = f"printkit failed: {type(error).__name__}{f': {said}' if said else ''}"
    return PrintkitError(text, hint="this is our fault: --debug shows where, please report it")


def hush() -> None:
    """Let what is still to be written to standard output go nowhere: Python would fail once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    """The findings on one article: each on its line when asked for everything, else one whole or how many of a kind."""
    listed = [note for note in found if voice.loudness > 1 or note.level != "info"]
    if voice.loudness > 1:
        for note in listed:
            tell(voice, f"  {note.level} {_said(note)}", level=2)
    elif len(listed) == 1:
        tell(voice, f"  {name}: {_said(listed[0])}")
    elif listed:
        kinds = ", ".join(f"{code} ×{times}" if times > 1 else code for code, times in _kinds(listed))
        tell(voice, f"  {name}: {kinds} (-v shows them)")


def _said(note: Note) -> str:
    return f"{note.code}: {note.text}" + (f" [{note.where}]" if note.where else "")


def _kinds(found: Iterable[Note]) -> list[tuple[str, int]]:
    return sorted(Counter(note.code for note in found).items())


def strict(found: Iterable[Note]) -> bool:
    """With --strict: whether one of the findings is a failure; how many are is said."""
    count = sum(note.level != "info" for note in found)
    if count:
        said = "one finding is a warning or an error" if count == 1 else f"{count} findings are warnings or errors"
        click.echo(f"printkit: --strict: {said} (-v shows them)", err=True)
    return count > 0


def show(text: str) -> None:
    """A product's words or its name on standard output; raises OutputError where that takes nothing."""
    with _poured():
        click.echo(clean_lines(text))


def show_json(value: object) -> None:
    """A value on standard output as JSON; raises OutputError where that takes nothing."""
    with _poured():
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def pour(data: bytes) -> None:
    """A product itself on standard output; raises OutputError where that takes nothing."""
    with _poured():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _poured() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hush()
        said = f"cannot be written: {error.strerror or error}"
        raise OutputError(said, where="standard output", hint="free some space, or write to a file with -o") from error


class Told(Protocol):
    """Told after each step of a phase how many of its jobs are done."""

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Show it."""


@contextmanager
def progress(voice: Voice) -> Iterator[Told]:
    """A bar on a terminal, a plain line a phase elsewhere, nothing when quiet."""
    if voice.loudness == 0:
        yield _unheard
    elif sys.stderr.isatty():
        from printkit.cli import bars  # noqa: PLC0415 - what draws them takes longer to load than many a run

        with bars.shown() as told:
            yield told
    else:
        yield _line


def _unheard(phase: str, done: int, total: int) -> None:
    return None


def _line(phase: str, done: int, total: int) -> None:
    if done == total and total > 1:
        click.echo(f"{phase}: {done} of {total}", err=True)
