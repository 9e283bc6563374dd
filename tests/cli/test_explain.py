"""`printkit read --explain`: every piece of a page is accounted for, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from printkit.cli.look import read_command
from tests.readers.pages import TIDE, page


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command in a project of one page, one scraped text and one article in Markdown."""
    (tmp_path / "tide.html").write_bytes(page())
    (tmp_path / "tide.txt").write_text("\n".join(("Low Water", "By Ann Lee", *TIDE, "Share this article", "print")))
    (tmp_path / "tide.md").write_text("# Low Water\n\nText.\n")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(read_command, [*words, "--cache", str(tmp_path / "cache")])

    return run


def test_a_page_is_explained_line_by_line_with_its_sums(asked) -> None:
    lines = asked("tide.html", "--explain").output.splitlines()

    assert lines[0] == "tide.html"
    assert [line[:2] for line in lines if TIDE[0][:40] in line] == ["+ "]
    assert [line[:2] for line in lines if "Low Water" in line] == ["^ "]
    assert any(line.startswith("kept: 5 pieces") for line in lines)


def test_the_lines_of_a_scraped_text_are_explained(asked) -> None:
    lines = asked("tide.txt", "--explain").output.splitlines()

    assert [line[:2] for line in lines if "Share this article" in line] == ["- "]
    assert [line[:2] for line in lines if "By Ann Lee" in line] == ["^ "]


def test_decisions_are_to_be_had_as_json(asked) -> None:
    (found,) = json.loads(asked("tide.html", "--explain", "--json").output)

    assert found["location"] == "tide.html"
    assert [row["text"] for row in found["decisions"] if row["kept"]] == list(TIDE)
    assert all(row["why"] for row in found["decisions"])


def test_what_is_taken_whole_has_nothing_to_explain(asked) -> None:
    answer = asked("tide.md", "--explain")

    assert answer.exit_code == 1
    assert "nothing to explain in 'text/markdown'" in answer.output
