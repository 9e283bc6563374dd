from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from printkit import walls
from printkit.walls import Limits
from tests.conftest import ROOT

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="walls as Linux has them")


def behind_walls(code: str, **env: str) -> str:
    """What a process says that put every wall up around itself."""
    lines = ("from printkit import walls", "walls.stand(walls.Limits(cpu=7, memory=1 << 30))", code)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_usual_limits_are_those_of_the_house() -> None:
    usual = walls.USUAL

    assert usual == Limits(seconds=60, cpu=30, memory=1500 << 20, file_size=200 << 20, files=128)
    with pytest.raises(FrozenInstanceError):
        usual.cpu = 1  # type: ignore[misc]


@linux
def test_the_walls_stand_and_say_so() -> None:
    said = behind_walls("print(*walls.standing(), sep='; ')").split("; ")

    asked = {"processor time", "memory", "file size", "no core files", "no new privileges", "environment cleared"}
    assert asked <= set(said)


@linux
def test_a_process_without_walls_claims_none() -> None:
    code = "from printkit import walls; print('memory' in walls.standing(), 'environment cleared' in walls.standing())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "X": "1"}, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "False"]


@linux
def test_a_limit_that_is_lower_already_stays() -> None:
    code = "import resource; walls.limit(walls.Limits(cpu=99)); print(resource.getrlimit(resource.RLIMIT_CPU))"

    assert behind_walls(code) == "(8, 8)"


def test_the_environment_keeps_what_work_needs_and_no_secret() -> None:
    kept = walls.environment({"PATH": "/bin", "HOME": "/h", "TOKEN": "x", "LANG": "de_DE.UTF-8", "TMPDIR": "/t"})

    assert kept == {"PATH": "/bin", "LANG": "de_DE.UTF-8", "TMPDIR": "/t"}


def test_text_is_utf_8_where_the_environment_does_not_say() -> None:
    assert walls.environment({})["LANG"] == "C.UTF-8"


def test_a_secret_is_gone_from_a_process_that_put_its_walls_up() -> None:
    assert behind_walls("import os; print(os.environ.get('TOKEN'))", TOKEN="canary") == "None"


@linux
def test_a_process_without_network_can_still_write_its_files(tmp_path: os.PathLike[str]) -> None:
    code = f"import pathlib; pathlib.Path({str(tmp_path)!r}, 'a').write_text('x'); print('written')"

    assert behind_walls(code) == "written"


@linux
def test_the_network_is_shut_wherever_the_system_grants_that() -> None:
    new_net, new_user = 0x40000000, 0x10000000
    ask = f"import ctypes; u = ctypes.CDLL(None).unshare; print(u({new_net}) == 0 or u({new_user | new_net}) == 0)"
    granted = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()

    assert behind_walls("print('no network' in walls.standing())") == granted
