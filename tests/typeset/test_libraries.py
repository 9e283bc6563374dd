from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from printkit.typeset import libraries

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of shared libraries as Linux has them")


@linux
@pytest.mark.parametrize("name", ["pango-1.0-0", "pango-1.0", "libharfbuzz-0", "harfbuzz", "fontconfig-1"])
def test_the_engines_libraries_are_answered_by_name_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: pytest.fail(f"{name} was searched for"))

    with libraries.known():
        assert str(ctypes.util.find_library(name)).endswith((".so.0", ".so.1"))


@linux
def test_a_library_that_does_not_load_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(libraries._SONAMES, "harfbuzz-vector", "libno-such-thing.so.0")

    with libraries.known():
        assert ctypes.util.find_library("harfbuzz-vector") is None


def test_other_libraries_are_searched_for_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"searched {name}")

    with libraries.known():
        assert ctypes.util.find_library("z") == "searched z"


def test_the_search_is_put_back_after_an_error() -> None:
    before = ctypes.util.find_library

    with pytest.raises(KeyError), libraries.known():
        raise KeyError

    assert ctypes.util.find_library is before


def test_the_room_does_not_load_the_engine_before_it_is_used() -> None:
    code = "import sys, printkit.typeset; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
