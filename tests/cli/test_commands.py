"""The commands as a person meets them: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from printkit.cli import COMMANDS

STORY = """---
title: The tide comes in
author: A. Writer
date: 2026-02-03
lang: en
---

The tide came in before noon, and with it the boats.
"""


def run(*words: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a shell would start it."""
    command = [sys.executable, "-m", "printkit", *words]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=300, check=False, env=dict(os.environ)
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tide.md").write_text(STORY)
    return tmp_path


def one_line(answer: subprocess.CompletedProcess[str]) -> str:
    """The one clear line on standard error."""
    (line,) = [line for line in answer.stderr.splitlines() if line.startswith("printkit: ")]
    assert "Traceback" not in answer.stderr
    return line


def test_a_printed_article_lies_under_its_slug_and_its_name_is_said(project: Path):
    answer = run("print", "tide.md", cwd=project)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "tide.pdf\n"
    assert (project / "tide.pdf").read_bytes().startswith(b"%PDF-")


def test_standard_input_to_standard_output(project: Path):
    command = [sys.executable, "-m", "printkit", "print", "-", "--type", "markdown", "-o", "-"]
    answer = subprocess.run(command, cwd=project, input=STORY.encode(), capture_output=True, timeout=300, check=False)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(b"%PDF-")
    assert answer.stdout.rstrip().endswith(b"%%EOF")


def test_read_prints_the_article_as_json(project: Path):
    answer = run("read", "tide.md", "--json", cwd=project)

    (article,) = json.loads(answer.stdout)
    assert article["headline"] == "The tide comes in"
    assert article["byline"] == ["A. Writer"]
    assert article["published"] == "2026-02-03"
    assert [block["type"] for block in article["body"]] == ["paragraph"]


def test_a_missing_file_is_one_clear_line_and_the_others_are_printed(project: Path):
    answer = run("print", "tide.md", "gone.md", "-o", "out/", cwd=project)

    assert answer.returncode == 1
    assert "gone.md: no such file" in one_line(answer)
    assert [path.name for path in (project / "out").iterdir()] == ["tide.pdf"]


def test_a_folder_without_articles_is_one_clear_line(tmp_path: Path):
    answer = run("build", ".", cwd=tmp_path)

    assert answer.returncode == 1
    assert "no articles in this folder" in one_line(answer)


def test_an_unknown_layout_names_the_nearest(project: Path):
    answer = run("print", "tide.md", "-l", "newspapr", cwd=project)

    assert answer.returncode == 1
    assert "newspaper" in one_line(answer)
    assert not (project / "tide.pdf").exists()


def test_a_bad_date_names_file_and_line(project: Path):
    (project / "tide.md").write_text(STORY.replace("2026-02-03", "the other day"))

    answer = run("print", "tide.md", cwd=project)

    assert answer.returncode == 1
    assert "tide.md:4" in one_line(answer)


def test_a_slug_written_twice_is_an_error_that_names_both(project: Path):
    for name in ("a.md", "b.md"):
        (project / name).write_text("---\nslug: same\ntitle: Same\n---\nWords enough.\n")

    answer = run("build", ".", cwd=project)

    assert answer.returncode == 1
    assert "a.md" in one_line(answer)
    assert "b.md" in one_line(answer)


def test_an_output_that_cannot_be_written_leaves_what_stood_there(project: Path):
    (project / "file").write_text("yesterday")

    answer = run("print", "tide.md", "-o", "file/tide.pdf", cwd=project)

    assert answer.returncode == 1
    assert "file" in one_line(answer)
    assert (project / "file").read_text() == "yesterday"


def test_a_failed_print_leaves_yesterdays_page(project: Path):
    (project / "tide.pdf").write_bytes(b"yesterday")
    (project / "tide.md").write_text("---\ntitle: [\n---\nWords.\n")

    answer = run("print", "tide.md", "-o", "tide.pdf", cwd=project)

    assert answer.returncode == 1
    assert "tide.md:" in one_line(answer)
    assert (project / "tide.pdf").read_bytes() == b"yesterday"


@pytest.mark.parametrize(
    "words", [["print"], ["print", "--nonsense", "x.md"], ["frobnicate"], ["build", "--date", "soon"]]
)
def test_wrong_usage_exits_with_two(project: Path, words: list[str]):
    answer = run(*words, cwd=project)

    assert answer.returncode == 2
    assert "Usage:" in answer.stderr


def test_help_says_what_each_command_does_with_an_example(project: Path):
    listed = run("--help", cwd=project).stdout

    for name in COMMANDS:
        assert f"  {name} " in listed
        assert f"printkit {name}" in run(name, "--help", cwd=project).stdout


def test_messages_cannot_steer_the_terminal(project: Path):
    answer = run("print", "\x1b[31mred.md", cwd=project)

    assert "\x1b" not in answer.stderr
    assert answer.returncode == 1


@pytest.mark.parametrize("words", [["print"], ["read"], ["import", "-o", "new"], ["build"]])
def test_a_name_that_no_file_can_have_ends_in_a_clear_line(project: Path, words: list[str]):
    answer = run(*words, "n" * 300, cwd=project)

    assert answer.returncode in {1, 2}
    assert "Traceback" not in answer.stderr
    assert answer.stderr.strip()
