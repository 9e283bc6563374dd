"""`printkit import`: what it says, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from printkit.cli.importing import import_command

ENTRIES = "".join(
    f"<item><title>No {n}</title><link>https://h.example/no-{n}</link><description>Text {n}.</description></item>"
    for n in (1, 2)
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_text(f'<rss version="2.0"><channel><title>The Harbour</title>{ENTRIES}</channel></rss>')
    return path


def test_the_issue_s_file_is_the_product_and_the_talk_goes_elsewhere(feed: Path):
    out = feed.parent / "out"
    ran = CliRunner().invoke(import_command, [str(feed), "-o", str(out)])

    assert ran.exit_code == 0, ran.output
    assert ran.stdout.strip() == str(out / "issue.toml")
    assert "The Harbour: 2 articles" in ran.stderr
    assert "feed.summary ×2" in ran.stderr


def test_the_report_may_be_read_by_a_machine(feed: Path):
    ran = CliRunner().invoke(import_command, [str(feed), "-o", str(feed.parent / "out"), "--json", "-q"])
    told = json.loads(ran.stdout)

    assert (told["articles"], told["failed"], told["title"]) == (2, 0, "The Harbour")


def test_a_folder_with_something_in_it_is_refused_in_one_line(feed: Path):
    ran = CliRunner().invoke(import_command, [str(feed), "-o", str(feed.parent)])

    assert ran.exit_code == 1
    assert ran.stderr.strip().endswith("--force to write over files of the same names)")


def test_a_page_that_cannot_be_had_leaves_its_summary_and_is_told(feed: Path):
    ran = CliRunner().invoke(import_command, [str(feed), "-o", str(feed.parent / "out"), "--full", "-v"])

    assert ran.exit_code == 0, ran.output
    assert "feed.page: the page could not be had: there is no host h.example" in ran.stderr
