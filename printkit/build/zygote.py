"""The warm process that workers are forked from: engine, fonts and style sheets loaded once, one child a job.

It has one thread, holds nothing of any document, and never looks into a job or an answer: a child reads the one and
writes the other, and what this process says of a child's end comes from the kernel. Its parent is
`printkit.build.executors`, which starts it by exec and speaks with it over a socket.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from printkit import walls
from printkit.build import child as cell
from printkit.build.crossing import MOST, Frame, Kind, Unframer

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Orders:
    """What the parent asks for at the start: the limits of a job, and what to load before the first."""

    limits: walls.Limits
    load: Callable[[], object] | None = None


@dataclass(slots=True)
class Child:
    """One running job: its process, the pipe its answer comes through, its folder, and when it must have ended."""

    job: int
    pid: int
    pipe: int
    folder: Path
    deadline: float
    answer: bytearray = field(default_factory=bytearray)
    verdict: str = ""


def main(handle: int) -> NoReturn:
    """Serve the parent at the other end of a socket until it closes, then leave nothing running."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    parent = socket.socket(fileno=handle)
    parent.set_inheritable(False)
    folder = Path(tempfile.mkdtemp(prefix="printkit-"))
    zygote = None
    try:
        orders = _first(parent)
        if _load(parent, orders):
            zygote = Zygote(parent, orders.limits, folder)
            zygote.serve()
    finally:
        if zygote:
            zygote.end_all()
        shutil.rmtree(folder, ignore_errors=True)
        # The engine's font configuration deletes its folder when it is torn down; there is nothing to tear down.
        os._exit(0)


def _leave(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)


def _first(parent: socket.socket) -> Orders:
    unframer = Unframer()
    while piece := parent.recv(_PIECE):
        for frame in unframer.feed(piece):
            orders = pickle.loads(frame.body)  # noqa: S301 - from the process that started this one
            if isinstance(orders, Orders):
                return orders
    raise EOFError


def _load(parent: socket.socket, orders: Orders) -> bool:
    """Shut this process in and load what every job needs; tells the parent how it went."""
    walls.shut_in()
    walls.adopt_orphans()
    try:
        if orders.load:
            orders.load()
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent is told
        parent.sendall(bytes(Frame(Kind.FAILED, 0, cell.dump(cell.failed(error)))))
        return False
    parent.sendall(bytes(Frame(Kind.READY)))
    gc.collect()
    gc.freeze()
    return True


class Zygote:
    """Forks a child for each job, watches the clock, and passes answers on; it waits for nothing else."""

    def __init__(self, parent: socket.socket, limits: walls.Limits, folder: Path) -> None:
        self._parent, self._limits, self._folder = parent, limits, folder
        self._children: dict[int, Child] = {}
        self._unframer, self._unsent = Unframer(), bytearray()
        # No epoll: its handle would be shared with every child.
        self._selector = selectors.PollSelector()
        self._bell, self._ringer = socket.socketpair()
        self._pid = os.getpid()

    def serve(self) -> None:
        """Run until the parent closes its end."""
        for end in (self._parent, self._bell, self._ringer):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self._ringer.fileno(), warn_on_full_buffer=False)
        self._selector.register(self._parent, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        while self._turn():
            self._end_late()

    def end_all(self) -> None:
        """Kill every child and what it started, and wait until they are gone."""
        for child in self._children.values():
            _kill(child.pid)
        for child in self._children.values():
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child.pid, 0)
        self._end_strays()

    def _turn(self) -> bool:
        """Answer whatever is ready; false when the parent is gone."""
        for key, mask in self._selector.select(self._patience()):
            if key.fileobj is self._bell:
                self._bell.recv(4096)
            elif key.fileobj is not self._parent:
                self._listen(self._children[key.data])
            elif not self._talk(mask):
                return False
        self._reap()
        return True

    def _patience(self) -> float | None:
        waits = [child.deadline for child in self._children.values()]
        return max(0.0, min(waits) - time.monotonic()) if waits else None

    def _talk(self, mask: int) -> bool:
        try:
            if mask & selectors.EVENT_WRITE:
                del self._unsent[: self._parent.send(self._unsent)]
                self._watch_parent()
            if not mask & selectors.EVENT_READ:
                return True
            piece = self._parent.recv(_PIECE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        for frame in self._unframer.feed(piece):
            self._start(frame)
        return bool(piece)

    def _watch_parent(self) -> None:
        writes = selectors.EVENT_WRITE if self._unsent else 0
        self._selector.modify(self._parent, selectors.EVENT_READ | writes)

    def _send(self, kind: Kind, job: int, body: bytes) -> None:
        self._unsent += bytes(Frame(kind, job, body))
        self._watch_parent()

    def _start(self, frame: Frame) -> None:
        try:
            folder = Path(tempfile.mkdtemp(dir=self._folder))
            reading, writing = os.pipe()
            pid = os.fork()
        except OSError as error:
            self._send(Kind.LOST, frame.job, f"no process could be started for it: {error.strerror}".encode())
            return
        if pid == 0:
            cell.run(frame.body, writing, cell.Cell(self._pid, folder, self._limits), self._own_ends())
        os.close(writing)
        os.set_blocking(reading, False)
        child = Child(frame.job, pid, reading, folder, time.monotonic() + self._limits.seconds)
        self._children[pid] = child
        self._selector.register(reading, selectors.EVENT_READ, pid)

    def _own_ends(self) -> list[int]:
        """What a child must not hold: this process's talk with its parent, and the answers of other children."""
        sockets = [end.fileno() for end in (self._parent, self._bell, self._ringer)]
        return [*sockets, *(child.pipe for child in self._children.values())]

    def _listen(self, child: Child) -> bool:
        """Take what the child has written so far; false when there is no more to take now."""
        try:
            piece = os.read(child.pipe, _PIECE)
        except BlockingIOError:
            return False
        if not piece:
            self._selector.unregister(child.pipe)
            return False
        child.answer += piece
        if len(child.answer) > MOST and not child.verdict:
            child.verdict = f"its answer is larger than {MOST >> 20} MB"
            _kill(child.pid)
        return not child.verdict

    def _end_late(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if now >= child.deadline and not child.verdict:
                child.verdict = f"it ran over {self._limits.seconds:g} s"
                _kill(child.pid)

    def _reap(self) -> None:
        for child in tuple(self._children.values()):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                self._bury(child, status)

    def _bury(self, child: Child, status: int) -> None:
        del self._children[child.pid]
        _kill_group(child.pid)
        self._end_strays()
        while child.pipe in self._selector.get_map() and self._listen(child):
            pass
        if child.pipe in self._selector.get_map():
            self._selector.unregister(child.pipe)
        os.close(child.pipe)
        answer = bytes(child.answer)
        if status == 0 and answer and not child.verdict:
            self._send(Kind.ANSWER, child.job, answer)
        else:
            verdict = child.verdict or _verdict(status, self._limits, _last_words(child.folder))
            self._send(Kind.LOST, child.job, verdict.encode())
        _remove(child.folder)

    def _end_strays(self) -> None:
        """Kill what a child left behind in a group of its own: such orphans come to this process, their adopter."""
        while strays := _own_children() - self._children.keys():
            for pid in strays:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)


def _kill(pid: int) -> None:
    """End a child that has not been waited for, so that its number is surely its own."""
    _kill_group(pid)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_group(pid: int) -> None:
    # macOS answers EPERM for a group in which only the dead are left.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _own_children() -> set[int]:
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(map(int, listing.read_text().split())) if listing.exists() else set()


def _verdict(status: int, limits: walls.Limits, words: str) -> str:
    """Why a child that gave no answer ended, in words for the person whose article it was."""
    if not os.WIFSIGNALED(status):
        return f"the process ended by itself (exit {os.waitstatus_to_exitcode(status)}) without an answer"
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return f"it used more than {limits.cpu} s of processor time"
    if number == signal.SIGKILL:
        return "it was killed by the system, most likely because memory ran out"
    if "alloc" in words:
        return f"memory ran out, {limits.memory >> 20} MB at most"
    name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
    return f"it was killed by signal {name}" + (f": {words}" if words else "")


def _last_words(folder: Path) -> str:
    try:
        with (folder / "stderr").open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 300))
            lines = file.read().decode(errors="replace").split("\n")
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _remove(folder: Path) -> None:
    # A job may nest folders deeper than Python recurses; what is left goes with the zygote's own folder or stays.
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
