"""What printkit needs of the machine beneath it: finds what is missing and installs it where it may.

python3 .ci/system.py engine    what typesetting needs
python3 .ci/system.py tools     what the external tests need
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, NamedTuple  # noqa: UP035 (a Python too old must live to read the message about it)

OLDEST = (3, 11)
LOG = Path(".make/apt.log")


class Need(NamedTuple):
    """One thing the machine must have, the Debian package that brings it, and how to see that it is there."""

    name: str
    package: str
    found: Callable[[], bool]


def library(*names: str) -> Callable[[], bool]:
    """Whether the loader finds a shared library under one of these names."""

    def found() -> bool:
        for name in names:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return True
        return False

    return found


def commands(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def module(name: str) -> Callable[[], bool]:
    def found() -> bool:
        importlib.invalidate_caches()
        return importlib.util.find_spec(name) is not None

    return found


NEEDS = {
    "engine": (
        Need("Python's venv", "python3-venv", module("ensurepip")),
        Need("Pango", "libpango-1.0-0", library("libpango-1.0.so.0", "libpango-1.0.dylib")),
        Need("Pango for FreeType", "libpangoft2-1.0-0", library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
        Need(
            "HarfBuzz's subsetter",
            "libharfbuzz-subset0",
            library("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        ),
    ),
    "tools": (
        Need("qpdf", "qpdf", commands("qpdf")),
        Need("poppler", "poppler-utils", commands("pdfinfo", "pdftotext", "pdftoppm", "pdffonts")),
        Need("mutool", "mupdf-tools", commands("mutool")),
        Need("pandoc", "pandoc", commands("pandoc")),
        Need("a JDK", "default-jdk-headless", commands("java", "javac")),
        Need("JAXB", "libjaxb-java", Path("/usr/share/java/jaxb-runtime.jar").is_file),
    ),
}


def missing(group: str) -> list[Need]:
    """What this group needs and the machine has not."""
    return [need for need in NEEDS[group] if not need.found()]


def privilege() -> list[str] | None:
    """What goes before a command that installs; None where this user may not install."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    return None


def install(packages: list[str]) -> bool:
    """Installs Debian packages; on failure the end of apt's own words goes to standard error."""
    right = privilege()
    if right is None or not shutil.which("apt-get"):
        return False
    print(f"Installing {', '.join(packages)}", flush=True)
    LOG.parent.mkdir(exist_ok=True)
    apt = [*right, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    with LOG.open("w") as log:
        # One broken source of many makes `update` fail; whether the packages can be had is for `install` to say.
        subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
        want = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        done = subprocess.run(want, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    if done.returncode != 0:
        print("\n".join(LOG.read_text().splitlines()[-15:]), file=sys.stderr)
    return done.returncode == 0


def cure(needs: list[Need]) -> str:
    """What is missing and how to get it, for somebody who must do it by hand."""
    names = ", ".join(need.name for need in needs)
    packages = " ".join(need.package for need in needs)
    return (
        f"printkit needs {names}, which this machine lacks and make could not install.\n"
        f"  Debian, Ubuntu   as root: apt-get install {packages}\n"
        f"  elsewhere        the packages of the same purpose (Fedora: pango harfbuzz; macOS: brew install pango)"
    )


def main(group: str) -> int:
    if sys.version_info < OLDEST:
        wanted, have = (".".join(map(str, version[:2])) for version in (OLDEST, sys.version_info))
        print(f"printkit needs Python {wanted} or newer, and {sys.executable} is {have}.", file=sys.stderr)
        print("  Name another one: make PYTHON=python3.12 issue", file=sys.stderr)
        return 1
    needs = missing(group)
    if needs and install([need.package for need in needs]):
        needs = missing(group)
    if needs:
        print(cure(needs), file=sys.stderr)
    return 1 if needs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
