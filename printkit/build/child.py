"""One job's own process: alone in its group, under its limits, with one pipe to answer through."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from printkit import walls
from printkit.build.crossing import Answer
from printkit.errors import PrintkitError, TypesetError


@dataclass(frozen=True, slots=True)
class Cell:
    """What surrounds a job: the process it was forked from, its own folder, its limits."""

    zygote: int
    folder: Path
    limits: walls.Limits


def run(job: bytes, writing: int, cell: Cell, foreign: Iterable[int]) -> NoReturn:
    """Do the job and leave; `foreign` are handles that came along with the fork and are closed first."""
    try:
        _settle(cell, foreign)
        walls.limit(cell.limits, alone=False)
        _write(writing, _answer(job))
        # Not exit(): the engine's font configuration would delete the folder that all the children share.
        os._exit(0)
    finally:
        os._exit(1)


def _settle(cell: Cell, foreign: Iterable[int]) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    walls.follow_parent(signal.SIGKILL)
    if os.getppid() != cell.zygote:
        os._exit(1)
    for handle in foreign:
        os.close(handle)
    # A process that lives for one article is gone before collecting would have paid.
    gc.disable()
    words = os.open(cell.folder / "stderr", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(words, 2)
    os.close(words)
    os.environ["TMPDIR"] = tempfile.tempdir = str(cell.folder)


def _answer(job: bytes) -> bytes:
    """What the job came to, pickled; never raises."""
    try:
        work, args, named = pickle.loads(job)  # noqa: S301 - from the process that ordered the work
        if not getattr(work, "programs", False):
            walls.stand_alone()
        return dump(Answer(work(*args, **named)))
    except MemoryError as error:
        # Its frames still hold what filled the memory, and the answer needs some.
        traceback.clear_frames(error.__traceback__)
        return dump(Answer(error=clean(error)))
    except BaseException as error:  # noqa: BLE001 - the process ends here, and says by what
        return dump(failed(error))


def dump(answer: Answer) -> bytes:
    """An answer as it crosses."""
    return pickle.dumps(answer, protocol=5)


def failed(error: BaseException) -> Answer:
    """The answer of work that ended by an error."""
    return Answer(error=clean(error), trace="".join(traceback.format_exception(error))[-20_000:])


def clean(error: BaseException) -> PrintkitError:
    """An error as it crosses: printkit's own as it is, memory's end by name, the rest as a fault of ours."""
    match error:
        case PrintkitError():
            kind = next(kind for kind in type(error).__mro__ if kind.__module__ == PrintkitError.__module__)
            return error if kind is type(error) else kind(error.text, where=error.where, hint=error.hint)
        case MemoryError():
            return TypesetError("memory ran out", hint="divide the article, or use fewer or smaller pictures")
        case RecursionError():
            return TypesetError("nested too deeply", hint="take boxes, quotes or tables out of each other")
        case _:
            said = f"{type(error).__name__}: {error}".rstrip(": ")
            return PrintkitError(f"the work broke down: {said}", hint="this is a fault in printkit; please report it")


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
