"""Jobs good and bad for the tests of the workers; they run in a process of their own."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from printkit import walls
from printkit.errors import Note, ReadError, SourceError
from printkit.model.products import Blob

loaded: list[str] = []


class OwnError(SourceError):
    """An error that only this module knows."""


def load(word: str) -> None:
    loaded.append(word)


def fail_to_load() -> None:
    raise SourceError("no fonts", where="fonts/")


def end_while_loading() -> None:
    os._exit(7)


def recall() -> list[str]:
    return list(loaded)


def add(left: int, right: int = 0) -> int:
    return left + right


def process() -> int:
    return os.getpid()


def chat() -> str:
    sys.stdout.write("noise" * 100_000)
    sys.stderr.write("noise")
    os.write(1, b"noise")
    return "said"


def blob() -> Blob:
    return Blob(Path("/a/part"), 3, "ab")


def note() -> tuple[Note, ...]:
    return (Note("warning", "image.missing", "no such picture", "a.png"),)


def large(size: int) -> bytes:
    return b"x" * size


def refuse() -> None:
    raise ReadError("no headline", where="a.md:1", hint="write one")


def refuse_in_own_words() -> None:
    raise OwnError("no such page", where="a.md")


def stumble() -> None:
    raise KeyError("slug")


def leave() -> None:
    os._exit(3)


def exit_politely() -> None:
    sys.exit(0)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def abort() -> None:
    os.abort()


def loop() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(600)


def hoard() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 22))


def recurse() -> None:
    recurse()


def fill(path: str) -> None:
    Path(path).write_bytes(bytes(3 << 20))


def open_many() -> int:
    return len([os.open("/dev/null", os.O_RDONLY) for _ in range(200)])


def multiply(flags: tuple[bool, ...]) -> list[int]:
    """Leave children behind: in the job's own group, or in a session of their own."""
    pids = []
    for apart in flags:
        if (pid := os.fork()) == 0:
            if apart:
                os.setsid()
            time.sleep(600)
            os._exit(0)
        pids.append(pid)
    return pids


def unpicklable() -> Callable[[], int]:
    return lambda: 1


def forbidden() -> argparse.Namespace:
    return argparse.Namespace(a=1)


class Trap:
    """A value that acts when it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("touch trapped",)


def trap() -> Trap:
    return Trap()


def litter() -> str:
    folder = Path(os.environ["TMPDIR"])
    (folder / "deep").mkdir()
    (folder / "deep" / "litter").write_text("x")
    return str(folder)


def environment() -> dict[str, str]:
    return dict(os.environ)


def standing() -> tuple[str, ...]:
    return walls.standing()


def connect(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError as error:
        return type(error).__name__
    return "connected"


def open_handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def announce_and_sleep(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(600)
