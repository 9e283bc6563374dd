"""What a newcomer meets: slips of the pen, full disks, closed pipes, narrow windows, and a hand that stops it all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from printkit.cli import COMMANDS, terminal
from printkit.cli.terminal import Voice
from printkit.errors import Note
from tests.cli.test_commands import STORY, one_line, run

PICTURED = f"{STORY}\n![A boat](boat.png)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tide.md").write_text(STORY)
    (tmp_path / "ebb.md").write_text(PICTURED.replace("tide", "ebb"))
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["prnt", "tide.md"], "did you mean 'print'?"),
        (["frobnicate"], "`printkit --help` lists them"),
        (["print", "tide.md", "--paper", "A99"], "'--paper': 'A99' is no paper"),
        (["print", "tide.md", "--text-size", "huge"], "a number of pt, such as 11"),
        (["print", "tide.md", "--url", "example"], "'example' is no address"),
        (["print", "tide.md", "-o", "-", "--json"], "both be written to standard output"),
        (["impose", "x.pdf", "-o", "-", "--booklet", "--json"], "both be written to standard output"),
        (["print", "tide.md", "ebb.md", "-o", "both.pdf"], "-o FOLDER/"),
        (["build", ".", "-o", "tide.pdf"], "-o names a folder"),
        (["build", "https://example.org/tide"], "`printkit print https://example.org/tide` makes a PDF of it"),
    ],
)
def test_wrong_usage_says_what_to_try_and_makes_nothing(project: Path, words: list[str], said: str):
    answer = run(*words, cwd=project)

    assert answer.returncode == 2
    assert said in " ".join(answer.stderr.split())
    assert answer.stdout == ""
    assert sorted(path.name for path in project.iterdir()) == ["ebb.md", "tide.md"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "tide.md"], "tide.md: this is no issue (name an issue.toml or a folder of articles"),
        (["inspect", "gone.pdf"], "gone.pdf: no such file (check"),
        (["inspect", "."], ".: this is a folder"),
        (["verify", "gone.pdf"], "gone.pdf: no such file (check"),
        (["impose", "gone.pdf", "-o", "x.pdf", "--booklet"], "gone.pdf: no such file (check"),
        (["print", "tide.md", "-l", "./gone"], "there is no such layout"),
    ],
)
def test_what_cannot_be_made_says_what_where_and_what_to_try(project: Path, words: list[str], said: str):
    answer = run(*words, cwd=project)

    assert answer.returncode == 1
    assert said in one_line(answer)


def test_one_finding_is_said_whole_and_several_by_their_kinds(capsys: pytest.CaptureFixture[str]):
    missing = Note("warning", "image.missing", "the picture is missing", "boat.png")
    terminal.notes(Voice(), "ebb", [missing])
    terminal.notes(Voice(), "ebb", [missing, missing])

    assert capsys.readouterr().err.splitlines() == [
        "  ebb: image.missing: the picture is missing [boat.png]",
        "  ebb: image.missing ×2 (-v shows them)",
    ]


def test_strict_says_why_it_fails(project: Path):
    answer = run("print", "ebb.md", "--strict", cwd=project)

    assert answer.returncode == 1
    assert "--strict: one finding is a warning or an error" in one_line(answer)


def test_several_issues_are_one_value_of_json(project: Path):
    for name in ("one", "two"):
        (project / name).mkdir()
        (project / name / "tide.md").write_text(STORY)
    answer = run("build", "one", "two", "--json", "-o", "out", cwd=project)

    assert [report["complete"] for report in json.loads(answer.stdout)] == [True, True]


def test_a_layout_may_be_a_folder_or_the_template_in_it(project: Path):
    (project / "mine").mkdir()
    (project / "mine" / "layout.toml").write_text('extends = "plain"\n[page]\ntrim = "A5"\n')
    for name in ("./mine", "mine/", "mine/layout.toml"):
        answer = run("print", "tide.md", "-l", name, "-o", "x.pdf", cwd=project)

        assert answer.returncode == 0, answer.stderr
        assert "trim 148.0 × 210.0 mm" in run("inspect", "x.pdf", cwd=project).stdout


def test_an_issue_may_not_name_a_layout_by_its_path(project: Path):
    (project / "mine").mkdir()
    (project / "mine" / "layout.toml").write_text('extends = "plain"\n')
    (project / "issue.toml").write_text('title = "T"\nlayout = "./mine"\narticles = ["tide.md"]\n')

    assert "no layout's name" in one_line(run("build", ".", cwd=project))


@pytest.mark.parametrize("words", [["read", "tide.md", "--json"], ["schema", "issue"], ["layouts"], ["--help"]])
def test_standard_output_that_is_full_is_one_clear_line(project: Path, words: list[str]):
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "printkit", *words], cwd=project, stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert answer.returncode == 1
    assert answer.stderr.decode().splitlines()[-1].startswith("printkit: standard output: cannot be written")
    assert b"Traceback" not in answer.stderr


def test_a_reader_of_our_output_who_has_gone_is_no_failure(project: Path):
    command = [sys.executable, "-m", "printkit", "schema", "issue"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert (process.wait(timeout=60), said) == (0, b"")


def test_a_fault_of_our_own_is_one_line_and_a_traceback_only_when_asked(capsys: pytest.CaptureFixture[str]):
    @click.command()
    @terminal.spoken
    def broken(voice: Voice) -> None:
        raise KeyError("halyard")

    with pytest.raises(SystemExit) as left:
        broken.main([])

    assert left.value.code == 1
    assert capsys.readouterr().err.startswith("printkit: printkit failed: KeyError: 'halyard' (this is our fault")
    with pytest.raises(KeyError):
        broken.main(["--debug"])


# What a shell runs behind the scenes is deaf to SIGINT, and so are its children; a person's command is not.
HEEDING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from printkit.cli import main
main()
"""


def test_a_build_that_is_stopped_says_so_and_leaves_yesterdays_issue(project: Path):
    (project / "build").mkdir()
    (project / "build" / "t.pdf").write_bytes(b"yesterday")
    (project / "issue.toml").write_text('title = "T"\narticles = ["tide.md"]\n')
    (project / "tide.md").write_text(STORY + "The boats came in with the tide and went. " * 60_000)
    command = [sys.executable, "-c", HEEDING, "build", ".", "--cache", "cache"]
    process = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, start_new_session=True, text=True)
    deadline = time.monotonic() + 30
    while not any((project / "cache").glob("staging/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "printkit: stopped" in said
    assert "Traceback" not in said
    assert [path.name for path in (project / "build").iterdir()] == ["t.pdf"]
    assert (project / "build" / "t.pdf").read_bytes() == b"yesterday"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_window_of_sixty_columns(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "60")
    answer = subprocess.run(
        [sys.executable, "-m", "printkit", name, "--help"], capture_output=True, text=True, check=False
    )

    assert max(map(len, answer.stdout.splitlines())) <= 60
