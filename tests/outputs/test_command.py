"""`printkit impose` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from printkit.cli.impose import impose_command
from tests.outputs import pages


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(impose_command, [str(word) for word in words])


def test_a_booklet_is_written_and_named(six: Path):
    out = six.parent / "new" / "booklet.pdf"

    answer = run(six, "-o", out, "--booklet", "--thickness", "0.2")

    assert (answer.exit_code, answer.stdout) == (0, f"{out}\n")
    assert answer.stderr == "6 pages and 2 blanks on 2 sheets, 4 sides, creep 0.2 mm\n"
    assert pages.words(out) == [[1], [2], [6, 3], [4, 5]]
    assert [path.name for path in out.parent.iterdir()] == ["booklet.pdf"]


def test_signatures_on_a_paper_with_marks(six: Path):
    out = six.parent / "out.pdf"

    answer = run(six, "-o", out, "--signature", "8", "--paper", "A3", "--marks", "--creep", "1")

    assert answer.exit_code == 0, answer.stderr
    assert pages.boxes(out, "/MediaBox")[0] == pytest.approx((0, 0, 1190.55, 841.89), abs=0.01)


def test_several_pages_a_sheet_reported_as_json(six: Path):
    answer = run(six, "-o", six.parent / "out.pdf", "--nup", "2x2", "--json")

    said = json.loads(answer.stdout)
    assert (said["pages"], said["sheets"], said["sides"], said["blanks"]) == (6, 2, 2, 2)
    assert said["bytes"] == (six.parent / "out.pdf").stat().st_size


def test_a_booklet_on_standard_output(six: Path):
    answer = run(six, "-o", "-", "--booklet")

    assert answer.stdout_bytes.startswith(b"%PDF-1.7")
    assert answer.stdout_bytes.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--booklet", "--nup", "2x2"),
        ("--signature", "10"),
        ("--nup", "2"),
        ("--nup", "0x2"),
        ("--nup", "33x1"),
        ("--booklet", "--paper", "A99"),
        ("--booklet", "--creep", "-1"),
    ],
)
def test_wrong_usage_exits_with_two(six: Path, words: tuple[str, ...]):
    answer = run(six, "-o", six.parent / "out.pdf", *words)

    assert answer.exit_code == 2
    assert not (six.parent / "out.pdf").exists()


@pytest.mark.parametrize("named", ["six.pdf", "./six.pdf", "link.pdf"])
def test_the_pdf_that_is_read_is_not_overwritten(six: Path, named: str):
    before = six.read_bytes()
    (six.parent / "link.pdf").symlink_to(six)

    answer = run(six, "-o", six.parent / named, "--booklet")

    assert answer.exit_code == 1
    assert "this is the PDF that is read" in answer.stderr
    assert six.read_bytes() == before


def test_a_failed_imposition_leaves_what_stood_there(six: Path):
    out = six.parent / "out.pdf"
    out.write_bytes(b"yesterday")
    six.write_bytes(six.read_bytes()[:-200])

    answer = run(six, "-o", out, "--booklet")

    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"printkit: {six}: this PDF is damaged")
    assert out.read_bytes() == b"yesterday"
    assert {path.name for path in six.parent.iterdir()} == {"six.pdf", "out.pdf"}


def test_creep_beyond_reason_is_one_clear_line(six: Path):
    answer = run(six, "-o", six.parent / "out.pdf", "--booklet", "--creep", "90")

    assert answer.exit_code == 1
    assert answer.stderr.startswith("printkit: the creep of 90.0 mm takes more than a quarter of a page (")
    assert answer.stderr.count("\n") == 1
