"""Where the engine's shared libraries are, answered without asking a compiler."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

_SONAMES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-0.0": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-subset-0.0": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "harfbuzz-vector-0.0": "libharfbuzz-vector.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
}


@contextmanager
def known() -> Iterator[None]:
    """While this lasts, the engine's libraries are found by their names on Linux.

    `find_library` starts ldconfig, gcc and ld some sixteen times while the engine is imported, a third of its
    start-up. Other libraries, and other systems, are asked for as ever.
    """
    ask = ctypes.util.find_library
    if not sys.platform.startswith("linux"):
        yield
        return
    _put(lambda name: _answer(name, ask))
    try:
        yield
    finally:
        _put(ask)


def _put(finder: Callable[[str], str | None]) -> None:
    setattr(ctypes.util, "find_library", finder)  # noqa: B010 - a plain assignment to a module's function is no type


def _answer(name: str, ask: Callable[[str], str | None]) -> str | None:
    stem = name.removeprefix("lib")
    for ending in ("-0", "-1"):
        stem = stem.removesuffix(ending) if stem not in _SONAMES else stem
    if soname := _SONAMES.get(stem):
        return soname if _loads(soname) else None
    return ask(name)


@cache
def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
