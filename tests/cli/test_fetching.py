"""Addresses at the command: printed, built, read and held against what was printed; refused in one line with a cure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from printkit.build import fetching
from printkit.cli.look import read_command
from printkit.cli.make import build_command, print_command
from printkit.cli.verify import verify_command
from tests.sources.switchboard import World

STORY = "https://news.example/tide"
TEXT = "".join(f"<p>The tide came in before noon, and the {n} boats were not ready for it.</p>" for n in range(12))
PAGE = f"<html lang=en><head><title>Tide</title></head><body><article><h1>The tide</h1>{TEXT}</article></body></html>"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World()
    monkeypatch.setattr(fetching, "OPERATOR", made.operator())
    made.page("news.example/tide", PAGE)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path, fresh_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: click.Command, *words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_an_address_is_printed_by_walled_workers_and_verified_against(world: World, folder: Path):
    printed = run(print_command, STORY, "-o", "tide.pdf")
    verified = run(verify_command, "tide.pdf", "--against", STORY, "--offline")

    assert (printed.exit_code, printed.stdout) == (0, "tide.pdf\n"), printed.output
    assert verified.exit_code == 0, verified.output
    assert world.asked() == ["news.example/tide"]


def test_an_issue_of_addresses_is_built(world: World, folder: Path):
    Path("issue.toml").write_text(f'title = "T"\nfront = []\nback = []\narticles = [{{ source = "{STORY}" }}]\n')
    ran = run(build_command, "issue.toml", "--json", "-q")
    report = json.loads(ran.stdout)

    assert ran.exit_code == 0, ran.output
    assert [(one["slug"], one["source"], one["status"]) for one in report["articles"]] == [("tide", STORY, "made")]
    assert (folder / "fetched" / "index.json").is_file()


def test_a_page_is_read_with_its_last_address_as_its_origin(world: World, folder: Path):
    world.page("news.example/old", lambda call: call.moved("/tide"))
    ran = run(read_command, "https://news.example/old", "--json")

    assert json.loads(ran.stdout)[0]["origin"] == STORY


REFUSED = {
    "http://127.0.0.1/": "only public addresses are fetched",
    "HTTP://169.254.169.254/latest/meta-data": "only public addresses are fetched",
    "http://[::ffff:10.0.0.1]/": "only public addresses are fetched",
    "http://news.example:8080/": "ports 80 and 443",
    "https://name:secret@news.example/": "--cookie-file",
    "https://gone.example/": "check the address",
    "https://news.example/none": "HTTP 404",
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_fetched_is_one_line_with_its_cure(world: World, folder: Path, address: str):
    world.addresses |= {"127.0.0.1": ("127.0.0.1",), "169.254.169.254": ("169.254.169.254",)}
    world.addresses["::ffff:a00:1"] = ("::ffff:a00:1",)
    ran = run(print_command, address, "-o", "x.pdf")

    assert ran.exit_code == 1
    assert REFUSED[address] in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert "secret" not in ran.stderr
    assert not Path("x.pdf").exists()


def test_a_header_reaches_the_page_and_a_bad_one_is_wrong_usage(world: World, folder: Path):
    run(read_command, STORY, "--header", "Authorization: Bearer me")
    wrong = run(read_command, STORY, "--header", "nothing")

    assert world.calls[-1].headers["authorization"] == "Bearer me"
    assert wrong.exit_code == 2


def test_a_header_for_two_hosts_is_refused(world: World, folder: Path):
    ran = run(read_command, STORY, "https://other.example/", "--header", "X-Key: 1")

    assert ran.exit_code == 1
    assert "fetch.headers" in ran.stderr
    assert world.calls == []


def test_a_file_that_holds_no_cookies_is_told(world: World, folder: Path):
    Path("cookies.txt").write_text("no cookies at all\n")
    ran = run(read_command, STORY, "--cookie-file", "cookies.txt")

    assert ran.exit_code == 1
    assert "this is no file of cookies" in ran.stderr


def test_offline_says_what_to_do(world: World, folder: Path):
    ran = run(print_command, STORY, "--offline")

    assert ran.exit_code == 1
    assert "leave --offline out once" in ran.stderr
    assert world.looked_up == []


def test_the_house_may_ask_where_robots_are_kept_out(world: World, folder: Path):
    world.page("news.example/robots.txt", "User-agent: *\nDisallow: /")
    refused = run(read_command, STORY)
    Path("site.toml").write_text("[fetch]\nrobots = false\n")
    taken = run(read_command, STORY)

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "robots = false in [fetch] of site.toml" in refused.stderr
