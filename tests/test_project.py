"""What the project says of itself is true: its wheel, its README, its commands, its tracked files."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT

# A file of these is no text that anybody wrote.
BINARY = frozenset({".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".icc"})
# A folder of somebody's machine.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])(?:/home/\w+|/Users/\w+|/root|/work)/[\w.-]+|\b[A-Z]:\\Users")
HEAVY = {"weasyprint", "jinja2", "pypdf", "pydantic", "lxml", "PIL", "fontTools", "babel", "markdown_it", "pygments"}


def words(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project as git knows them; all but what is ignored."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("left out: needs a git checkout")
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*above, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


@cache
def all_commands() -> dict[str, click.Command]:
    root = importlib.import_module("printkit.cli").cli
    assert isinstance(root, click.Group)
    return dict(commands(root))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("printkit_press-*.whl")
    with zipfile.ZipFile(made) as archive:
        return frozenset(archive.namelist())


@pytest.mark.parametrize("folder", ["layouts", "fonts"])
def test_the_wheel_carries_the_built_in(folder: str, wheel: frozenset[str]) -> None:
    ours = {path.relative_to(ROOT).as_posix() for path in tracked() if path.is_relative_to(ROOT / folder)}

    assert ours
    assert {f"printkit/data/{name}" for name in ours} - wheel == set()


def test_the_wheel_carries_the_package_its_types_and_its_licence_and_nothing_beside(wheel: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}

    assert {"printkit/__init__.py", "printkit/py.typed"} <= wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert {re.sub(r"-.*\.", ".", top) for top in tops} == {"printkit", "printkit_press.dist-info"}


def test_the_index_name_of_somebody_else_is_never_to_be_installed() -> None:
    told = re.findall(
        r"pipx? install[^\n`]*?\bprintkit\b(?!-press)", "\n".join(map(words, ("README.md", "CHANGELOG.md")))
    )

    assert told == []


def test_the_distribution_bears_its_own_name_and_the_command_the_short_one() -> None:
    project = tomllib.loads(words("pyproject.toml"))["project"]

    assert project["name"] == "printkit-press"
    assert project["scripts"] == {"printkit": "printkit.cli:main"}


def test_the_changelog_opens_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## +\[?([^\]\n]+)", words("CHANGELOG.md"), re.MULTILINE)

    assert headings[:1] == ["Unreleased"]


def test_readme_names_every_command() -> None:
    readme = words("README.md")

    assert [name for name in all_commands() if f"printkit {name}" not in readme] == []


def test_readme_names_no_command_that_is_not() -> None:
    shown = re.findall(r"^    printkit ([a-z]+)|`printkit ([a-z]+)[ `]", words("README.md"), re.MULTILINE)

    assert shown
    assert {either or other for either, other in shown} - set(all_commands()) == set()


def test_readme_points_only_at_files_that_are_there() -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", words("README.md"))

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_and_the_commands_of_make_agree() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", words("Makefile"), re.MULTILINE))
    shown = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)\b", "".join(re.findall(r"`[^`]+`", words("README.md")))))

    assert {"issue", "test"} <= shown <= targets


def test_every_command_has_a_help_line_and_an_example() -> None:
    leaves = {name: command for name, command in all_commands().items() if not isinstance(command, click.Group)}
    told = {
        name: command.get_help(click.Context(command, info_name=f"printkit {name}")) for name, command in leaves.items()
    }

    assert [name for name, command in leaves.items() if not command.get_short_help_str()] == []
    assert [name for name, text in told.items() if "Example" not in text or f"printkit {name}" not in text] == []


def test_every_option_says_what_it_does() -> None:
    options = [
        (name, option)
        for name, command in all_commands().items()
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    ]

    assert [f"{name} {option.opts[0]}" for name, option in options if not option.help] == []


def test_help_loads_no_engine() -> None:
    script = (
        "import sys, contextlib\n"
        "from printkit.cli import main\n"
        "sys.argv = ['printkit', '--help']\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )

    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    loaded = set(told.rpartition("LOADED ")[2].split())

    assert "Usage: printkit" in told
    assert loaded & HEAVY == set()


def test_no_tracked_file_names_a_path_of_somebodys_machine() -> None:
    texts = (path for path in tracked() if path.suffix not in BINARY and path != Path(__file__))

    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_every_face_comes_with_its_licence() -> None:
    families = {path.parent for path in tracked() if path.suffix == ".ttf" and path.is_relative_to(ROOT / "fonts")}

    assert families
    assert [folder.name for folder in families if not (folder / "OFL.txt").is_file()] == []


def test_setting_up_says_what_the_machine_lacks_and_how_to_get_it() -> None:
    system = [sys.executable, str(ROOT / ".ci" / "system.py"), "tools"]

    told = subprocess.run(system, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False)

    assert told.returncode == 1
    assert "printkit needs qpdf" in told.stderr
    assert "apt-get install qpdf poppler-utils mupdf-tools" in told.stderr
