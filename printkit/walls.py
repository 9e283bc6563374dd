"""What a worker may use: time, memory, files, privileges, network, environment; put up here, and named here."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

if sys.platform != "win32":
    import resource

LINUX = sys.platform.startswith("linux")

KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "FONTCONFIG_FILE",
    "FC_LANG",
    "XDG_CACHE_HOME",
    "SOURCE_DATE_EPOCH",
    # Where the engine's libraries lie is no secret, and without it they are not found outside of /usr.
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
"""The environment that a worker keeps. No HOME: nothing of the user's is looked for."""

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_PR_SET_NO_NEW_PRIVS, _PR_GET_NO_NEW_PRIVS = 38, 39
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: wall clock and processor in seconds, memory and one file in bytes, files open at once."""

    seconds: float = 60.0
    cpu: int = 30
    memory: int = 1_500 << 20
    file_size: int = 200 << 20
    files: int = 128


USUAL = Limits()
"""Enough for an article of 200 pages; twenty thousand table cells are not set in it."""


def stand(limits: Limits) -> None:
    """Put up every wall that this system grants around this process, for good; `standing` says which stand."""
    shut_in()
    limit(limits)


def shut_in() -> None:
    """Privileges, network and environment: once, in the process that the workers are forked from.

    Needs a process with one thread, for a thread keeps a user namespace from being made.
    """
    os.environ.update(environment(os.environ))
    for name in set(os.environ) - set(KEPT):
        del os.environ[name]
    _leave_network()
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def limit(limits: Limits, *, alone: bool = True) -> None:
    """Time, memory and files, in the worker itself. The wall clock is its parent's to watch.

    Unless `alone`, it may start a program, which stands behind the same walls.
    """
    if sys.platform == "win32":
        return
    _set(resource.RLIMIT_CORE, 0)
    # A second more before the hard limit kills without a word that the parent could tell from memory's end.
    _set(resource.RLIMIT_CPU, limits.cpu, limits.cpu + 1)
    _set(resource.RLIMIT_AS, limits.memory)
    _set(resource.RLIMIT_FSIZE, limits.file_size)
    _set(resource.RLIMIT_NOFILE, limits.files)
    if alone:
        stand_alone()


def stand_alone() -> None:
    """Start no process and no thread from here on; where the system can bind this one to that."""
    if LINUX and os.geteuid() != 0:
        # No job starts another process or thread. The superuser is not bound by this, so for him it is not claimed.
        _set(resource.RLIMIT_NPROC, 0)


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What a worker keeps of an environment; its language is always one of UTF-8."""
    return {"LANG": "C.UTF-8"} | {name: given[name] for name in KEPT if name in given}


def standing() -> tuple[str, ...]:
    """The names of the walls that stand around this process, found by looking, not by remembering."""
    return tuple(name for name, stands in _LOOKS.items() if stands())


def follow_parent(signal: int) -> None:
    """Have this process sent a signal when its parent dies; Linux only, and nothing elsewhere."""
    prctl(_PR_SET_PDEATHSIG, signal)


def adopt_orphans() -> bool:
    """Become the parent of whatever this process's children leave behind; false where the system cannot."""
    return prctl(_PR_SET_CHILD_SUBREAPER, 1) == 0


def prctl(option: int, argument: int) -> int:
    """Linux's own call for a process's traits; -1 where it fails or the system is another."""
    if not LINUX:
        return -1
    answer: int = ctypes.CDLL(None, use_errno=True).prctl(option, argument, 0, 0, 0)
    return answer


def _set(kind: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit; one that is lower already stays, and one that the system lacks is not there to be lowered."""
    _, ceiling = resource.getrlimit(kind)
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS by name alone. `standing` reads the limits back and does not claim this one.
        return


def _leave_network() -> None:
    if not LINUX:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return
    # In a user namespace no file can be made until one's own numbers are mapped to themselves.
    _say("/proc/self/setgroups", "deny")
    _say("/proc/self/uid_map", f"{user} {user} 1")
    _say("/proc/self/gid_map", f"{group} {group} 1")


def _say(path: str, words: str) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, words.encode())
    finally:
        os.close(handle)


def _no_network() -> bool:
    """True where no address has a route. Connecting a datagram socket looks the route up and sends nothing."""
    return all(_unreachable(kind, address) for kind, address in _ADDRESSES)


_ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "::1"))


def _unreachable(kind: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(kind, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return True
    return False


def _bounded(kind: str) -> Callable[[], bool]:
    def look() -> bool:
        if sys.platform == "win32":
            return False
        return resource.getrlimit(getattr(resource, kind))[0] != resource.RLIM_INFINITY

    return look


def _unforking() -> bool:
    return sys.platform != "win32" and os.geteuid() != 0 and resource.getrlimit(resource.RLIMIT_NPROC)[0] == 0


def _no_cores() -> bool:
    return sys.platform != "win32" and resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


_LOOKS: dict[str, Callable[[], bool]] = {
    "processor time": _bounded("RLIMIT_CPU"),
    "memory": _bounded("RLIMIT_AS"),
    "file size": _bounded("RLIMIT_FSIZE"),
    "no core files": _no_cores,
    "no new processes": _unforking,
    "no new privileges": lambda: prctl(_PR_GET_NO_NEW_PRIVS, 0) == 1,
    "no network": _no_network,
    "environment cleared": lambda: set(os.environ) <= set(KEPT),
}
