"""Where jobs run: in walled processes forked from a warm one, or here, one after another, for tests."""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, ParamSpec, TypeVar

from printkit import walls
from printkit.build.child import clean
from printkit.build.crossing import Answer, Frame, Kind, Unframer, loads
from printkit.build.zygote import Orders
from printkit.errors import PrintkitError
from printkit.walls import Limits

__all__ = ["Limits", "Serial", "Setup", "Workers", "loads"]

T = TypeVar("T")
P = ParamSpec("P")

Setup = Callable[[], object]
"""What the warm process does before its first job; it crosses by pickle: a module's function, or a partial of one."""

_PIECE = 1 << 18
_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from printkit.build.zygote import main; main(int(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class _Job:
    """One order: the future that waits for it, and the work as it crosses."""

    future: Future[Any]
    body: bytes


class Serial(Executor):
    """Runs each job here and at once: no walls, no limits; errors end as they do in `Workers`."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the job and return its finished future."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it belongs to the future
            fault = clean(error)
            fault.__cause__ = None if fault is error else error
            future.set_exception(fault)
        return future


class Workers(Executor):
    """Runs each job in a process of its own, forked from one that `setup` has warmed, under its own limits.

    At most `jobs` run at once and the rest wait. Every future ends by a value or a PrintkitError: a job that dies or
    overruns takes nothing else down. Values cross only if they are printkit's own dataclasses or plain ones. The
    processes start at the first job, and end with `shutdown`, with this process, or with an error in a `with` block.
    """

    def __init__(self, jobs: int, limits: Limits = walls.USUAL, setup: Setup | None = None) -> None:
        if jobs < 1:
            raise ValueError("at least one job at a time")
        self._jobs = jobs
        self._orders = bytes(Frame(Kind.SETUP, 0, pickle.dumps(Orders(limits, setup))))
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._crew: _Crew | None = None
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Order a job. Raises RuntimeError after shutdown, and what pickling raises where the job cannot cross."""
        job = _Job(Future(), pickle.dumps((fn, args, kwargs), protocol=5))
        with self._lock:
            if self._closed:
                raise RuntimeError("no jobs are taken after shutdown")
            self._waiting.append(job)
            if self._crew is None or not self._crew.hails():
                self._crew = _Crew(self._orders, self._jobs, self._waiting, self._lock)
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs; those ordered are finished, or those not begun are cancelled."""
        with self._lock:
            self._closed = True
            dropped = list(self._waiting) if cancel_futures else []
            if cancel_futures:
                self._waiting.clear()
            crew = self._crew
        for job in dropped:
            job.future.cancel()
        if crew:
            crew.finish(wait=wait)

    def stop(self) -> None:
        """End everything now: jobs not begun are cancelled, and those that run are killed."""
        self.shutdown(wait=False, cancel_futures=True)
        if self._crew:
            self._crew.kill()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # An interrupted `with` block does not wait for work that nobody will look at.
        if error is not None:
            self.stop()
        self.shutdown()


class _Crew:
    """One warm process and the thread that speaks with it."""

    def __init__(self, orders: bytes, jobs: int, waiting: deque[_Job], lock: threading.Lock) -> None:
        self._jobs, self._waiting, self._lock = jobs, waiting, lock
        self._running: dict[int, Future[Any]] = {}
        self._number, self._finishing, self._ready, self._gone = 0, False, False, False
        self._unsent, self._unframer = bytearray(orders), Unframer()
        self._fault: PrintkitError | None = None
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the thread
        self._wire, theirs = socket.socketpair()
        self._bell, self._ringer = socket.socketpair()
        with theirs:
            self._process = _exec(theirs, self._words)
        for end in (self._wire, self._bell, self._ringer):
            end.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="printkit-workers", daemon=True)
        self._thread.start()

    def hails(self) -> bool:
        """Wake the thread, for there is something new; false when it is too late for that. Holds the lock."""
        if not self._gone:
            self._ring()
        return not self._gone

    def finish(self, *, wait: bool) -> None:
        """Let the process go when nothing runs or waits."""
        self._finishing = True
        self._ring()
        if wait and threading.current_thread() is not self._thread:
            self._thread.join()

    def kill(self) -> None:
        """End the process, and with it what runs; its children follow it."""
        self._fault = PrintkitError("the work was interrupted")
        # By closing the wire rather than by a signal, so that it can end its children and sweep up after them.
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)
        self._ring()

    def _ring(self) -> None:
        with contextlib.suppress(OSError):
            self._ringer.send(b"!")

    def _run(self) -> None:
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._wire, selectors.EVENT_READ)
                selector.register(self._bell, selectors.EVENT_READ)
                while self._order(selector) and self._listen(selector):
                    pass
        finally:
            self._end()

    def _order(self, selector: selectors.BaseSelector) -> bool:
        """Hand out what waits; false when all is done and no more will come."""
        with self._lock:
            while self._ready and self._waiting and len(self._running) < self._jobs:
                self._begin(self._waiting.popleft())
            if self._finishing and not self._waiting and not self._running:
                self._gone = True
                return False
        writes = selectors.EVENT_WRITE if self._unsent else 0
        selector.modify(self._wire, selectors.EVENT_READ | writes)
        return True

    def _begin(self, job: _Job) -> None:
        if job.future.set_running_or_notify_cancel():
            self._number += 1
            self._running[self._number] = job.future
            self._unsent += bytes(Frame(Kind.JOB, self._number, job.body))

    def _listen(self, selector: selectors.BaseSelector) -> bool:
        """Wait and take what comes; false when the process is gone."""
        for key, mask in selector.select():
            if key.fileobj is self._bell:
                self._bell.recv(4096)
            elif not self._talk(mask):
                return False
        return True

    def _talk(self, mask: int) -> bool:
        try:
            if mask & selectors.EVENT_WRITE:
                del self._unsent[: self._wire.send(self._unsent)]
            if not mask & selectors.EVENT_READ:
                return True
            piece = self._wire.recv(_PIECE)
            for frame in self._unframer.feed(piece):
                self._take(frame)
        except BlockingIOError:
            return True
        except (OSError, ValueError):
            return False
        return bool(piece)

    def _take(self, frame: Frame) -> None:
        match frame.kind:
            case Kind.READY:
                self._ready = True
            case Kind.FAILED:
                self._fault = _error(frame.body)
            case Kind.ANSWER:
                _settle(self._running.pop(frame.job), frame.body)
            case Kind.LOST:
                fault = PrintkitError(f"the work was stopped: {frame.body.decode(errors='replace')}")
                self._running.pop(frame.job).set_exception(fault)

    def _end(self) -> None:
        """Nothing is left behind: the process is waited for, and every future that hoped for it has an error."""
        with self._lock:
            self._gone = True
            stranded = [*self._running.values(), *(j.future for j in self._waiting if _starts(j.future))]
            self._waiting.clear()
        self._wire.close()
        code = _wait(self._process)
        fault = self._fault or PrintkitError(f"the workers' common process ended: {self._why(code)}")
        for future in stranded:
            future.set_exception(fault)
        for end in (self._bell, self._ringer, self._words):
            end.close()

    def _why(self, code: int) -> str:
        if code < 0:
            return f"killed by signal {signal.Signals(-code).name}"
        self._words.seek(0)
        lines = self._words.read().decode(errors="replace").strip().split("\n")
        return lines[-1] or f"exit {code}"


def _starts(future: Future[Any]) -> bool:
    return future.set_running_or_notify_cancel()


def _exec(theirs: socket.socket, words: IO[bytes]) -> subprocess.Popen[bytes]:
    """The process, started afresh so that it has one thread, a clean environment, and nothing of ours but a socket."""
    path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - "" is the working folder here
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _BOOT, str(theirs.fileno()), *path],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=words,
        env=walls.environment(os.environ),
        # Ctrl-C at the terminal is the parent's to answer; this process follows it.
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _settle(future: Future[Any], body: bytes) -> None:
    try:
        answer = loads(body)
    except PrintkitError as error:
        future.set_exception(error)
        return
    if not isinstance(answer, Answer):
        future.set_exception(PrintkitError("a worker answered with something that is no answer"))
    elif answer.error:
        future.set_exception(_traced(answer))
    else:
        future.set_result(answer.value)


def _error(body: bytes) -> PrintkitError:
    answer = loads(body)
    if isinstance(answer, Answer) and answer.error:
        return _traced(answer)
    return PrintkitError("the workers could not be started")


def _traced(answer: Answer) -> PrintkitError:
    error = answer.error or PrintkitError("no answer")
    error.add_note(answer.trace)
    return error
