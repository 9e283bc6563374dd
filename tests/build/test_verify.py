"""A bundle is held against its sources: whatever of them is lost is named, and nothing is where all is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from pikepdf import Pdf

from printkit.build.executors import Serial
from printkit.build.shop import Shop
from printkit.build.verify import Verdict, verify
from printkit.cli.verify import verify_command
from printkit.errors import SourceError
from tests.audit import issues, losses
from tests.audit.losses import Loss

ISSUES = ("tide", "gale")
SEEDS = range(3)

Made = dict[str, tuple[Path, Path]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two issues: the folder of the sources of each, and its bundle."""
    folder = tmp_path_factory.mktemp("verify")
    tide, gale = issues.sources(folder / "tide"), issues.other_sources(folder / "gale")
    return {
        "tide": (tide, issues.built(tide, folder / "one")),
        "gale": (gale, issues.built(gale, folder / "other", layout="newspaper")),
    }


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with Serial() as executor:
        yield Shop(tmp_path, cache=tmp_path / "cache", executor=executor)


def broken(good: Path, loss: Loss, seed: int, out: Path) -> Path:
    with Pdf.open(good) as pdf:
        loss(pdf, Random(seed))
        pdf.save(out)
    return out


def codes(verdict: Verdict) -> list[str]:
    return [found.code for found in verdict.findings]


@pytest.mark.parametrize("issue", ISSUES)
def test_nothing_is_lost_in_a_good_bundle(issue: str, made: Made, shop: Shop):
    sources, bundle = made[issue]

    verdict = verify(bundle, shop, against=[str(sources)])

    assert verdict.findings == ()
    assert verdict.compared == len(verdict.articles) > 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("loss", losses.LOSSES, ids=lambda loss: loss.__name__)
@pytest.mark.parametrize("issue", ISSUES)
def test_what_is_lost_is_named(issue: str, loss: Loss, seed: int, made: Made, shop: Shop, tmp_path: Path):
    sources, bundle = made[issue]

    verdict = verify(broken(bundle, loss, seed, tmp_path / "broken.pdf"), shop, against=[str(sources)])

    assert losses.LOSSES[loss] in codes(verdict)
    assert not verdict.good


def test_a_word_that_is_lost_is_quoted_with_its_page(made: Made, shop: Shop, tmp_path: Path):
    sources, bundle = made["tide"]
    (sources / "flow.md").write_text((sources / "flow.md").read_text().replace("It came in again", "It came in anew"))
    try:
        verdict = verify(bundle, shop, against=[str(sources)])
    finally:
        issues.sources(sources)

    (found,) = verdict.findings
    assert found.text == "words not in print: “anew”, in print “again”"
    assert found.where.endswith(", Flow")


def test_one_article_may_be_compared_alone(made: Made, shop: Shop):
    sources, bundle = made["tide"]

    verdict = verify(bundle, shop, against=[str(sources / "flut.md")], root=sources)

    assert verdict.findings == ()
    assert verdict.compared == 1


def test_an_article_that_is_not_in_the_file_is_named(made: Made, shop: Shop):
    sources, _ = made["tide"]
    _, bundle = made["gale"]

    verdict = verify(bundle, shop, against=[str(sources / "flut.md")], root=sources)

    assert [(found.code, found.where) for found in verdict.findings] == [
        ("verify.article-lost", str(sources / "flut.md"))
    ]


def test_a_source_that_cannot_be_read_is_an_error(made: Made, shop: Shop, tmp_path: Path):
    _, bundle = made["tide"]
    (tmp_path / "bad.md").write_text("---\ntitle: [\n---\nWords.\n")

    verdict = verify(bundle, shop, against=[str(tmp_path / "bad.md"), str(tmp_path / "gone.md")])

    assert codes(verdict) == ["verify.unread", "verify.unread"]


def test_articles_in_another_order_are_told(made: Made, shop: Shop, tmp_path: Path):
    sources, bundle = made["tide"]
    other = issues.sources(tmp_path / "other")
    toml = (sources / "issue.toml").read_text()
    (other / "issue.toml").write_text(toml.replace('"ebb.md", "flow.md"', '"flow.md", "ebb.md"'))

    verdict = verify(bundle, shop, against=[str(other)])

    assert codes(verdict) == ["verify.order"]


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path, shop: Shop):
    (tmp_path / "x.pdf").write_bytes(b"yesterday")

    with pytest.raises(SourceError, match="no PDF"):
        verify(tmp_path / "x.pdf", shop)


def test_the_command_says_that_nothing_is_lost(made: Made, tmp_path: Path):
    sources, bundle = made["gale"]
    answer = CliRunner().invoke(
        verify_command, [str(bundle), "--against", str(sources), "--cache", str(tmp_path / "cache")]
    )

    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[-1].endswith("2 articles, held against 2 sources: nothing lost")


def test_the_command_names_code_place_and_cure_and_ends_with_one(made: Made, tmp_path: Path):
    sources, bundle = made["gale"]
    path = broken(bundle, losses.a_picture, 0, tmp_path / "broken.pdf")
    words = [str(path), "--against", str(sources), "--cache", str(tmp_path / "cache")]

    said = CliRunner().invoke(verify_command, words)
    told = json.loads(CliRunner().invoke(verify_command, [*words, "--json"]).stdout)

    assert said.exit_code == 1
    assert "error verify.picture-lost: build the issue again" in said.stdout
    assert "not in print\n" in said.stdout
    assert told["good"] is False
    assert {"level", "code", "text", "where", "cure"} == set(told["findings"][0])


def test_several_sources_may_follow_and_a_second_pdf_may_not(made: Made, tmp_path: Path):
    sources, bundle = made["tide"]
    articles = [str(sources / name) for name in ("ebb.md", "flow.md", "flut.md")]
    cache = ["--root", str(sources), "--cache", str(tmp_path / "cache")]

    good = CliRunner().invoke(verify_command, [str(bundle), "--against", *articles, *cache])
    bad = CliRunner().invoke(verify_command, [str(bundle), str(bundle)])

    assert good.exit_code == 0, good.stdout
    assert "held against 3 sources: nothing lost" in good.stdout
    assert bad.exit_code == 2
