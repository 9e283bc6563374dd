"""An issue is built whole from its folder, the same on any path, and nothing good is ever written over by less."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

import printkit
from printkit import issues
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.report import BuildReport
from printkit.build.shop import Shop
from printkit.errors import ConfigError, SourceError

STORY = """---
title: {title}
author: {author}
date: {date}
lang: en
---

The tide came in before noon, and with it [the other boats](flow.md) of the harbour.

## Afterwards

Nobody spoke of it again until the {title} had gone.
"""
ISSUE = """title = "The Tide"
slug = "tide"
number = 3
date = 2026-03-01
lang = "en"
[[section]]
title = "News"
articles = ["ebb.md", "flow.md"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "issue.toml").write_text(ISSUE)
    (folder / "ebb.md").write_text(STORY.format(title="Ebb", author="A. Writer", date="2026-02-01"))
    (folder / "flow.md").write_text(STORY.format(title="Flow", author="B. Writer", date="2026-01-01"))
    return folder


@pytest.fixture(scope="module")
def workers() -> Iterator[Serial]:
    with Serial() as executor:
        yield executor


def built(folder: Path, out: Path, workers: Serial, cache: Path, **asked: bool) -> BuildReport:
    issue = issues.load(folder)
    order = replace(Order(out, by_date=issues.is_folder(folder)), **asked)  # type: ignore[arg-type]
    return build(issue, order, Shop(issue.root, cache=cache, executor=workers))


def whole(report: BuildReport) -> Path:
    assert report.bundle
    return report.bundle


def test_an_issue_has_cover_contents_articles_and_colophon_in_order(project: Path, tmp_path: Path, workers: Serial):
    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    facts = printkit.inspect(whole(report))
    tops = [(mark.depth, mark.title) for mark in facts.bookmarks]
    assert [title for depth, title in tops if depth == 0] == ["The Tide", "Contents", "News", "Colophon"]
    assert [title for depth, title in tops if depth == 1] == ["Ebb", "Flow"]
    assert report.complete
    assert report.bundle == tmp_path / "out" / "tide.pdf"
    assert report.as_dict()["made"] == 2


def test_reported_folios_are_the_labels_of_their_pages(project: Path, tmp_path: Path, workers: Serial):
    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    facts = printkit.inspect(whole(report))
    pages = {mark.title: mark.page for mark in facts.bookmarks}
    for article, title in zip(report.articles, ("Ebb", "Flow"), strict=True):
        page = facts.pages[pages[title] - 1]
        assert page.label == page.folio == str(article.first_folio)


def test_a_second_build_makes_nothing_and_gives_the_same_bytes(project: Path, tmp_path: Path, workers: Serial):
    first = built(project, tmp_path / "one", workers, tmp_path / "cache")
    second = built(project, tmp_path / "two", workers, tmp_path / "cache")

    assert second.as_dict()["made"] == 0
    assert second.as_dict()["cached"] == 2
    assert first.bundle and second.bundle
    assert first.bundle.read_bytes() == second.bundle.read_bytes()


def test_another_folder_and_an_empty_cache_give_the_same_bytes(project: Path, tmp_path: Path, workers: Serial):
    here = built(project, tmp_path / "one", workers, tmp_path / "cache")
    shutil.copytree(project, tmp_path / "far" / "away")
    there = built(tmp_path / "far" / "away", tmp_path / "two", workers, tmp_path / "other-cache")

    assert here.bundle and there.bundle
    assert here.bundle.read_bytes() == there.bundle.read_bytes()


def test_one_changed_article_is_one_made(project: Path, tmp_path: Path, workers: Serial):
    built(project, tmp_path / "out", workers, tmp_path / "cache")
    (project / "flow.md").write_text((project / "flow.md").read_text().replace("noon", "dusk"))

    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert [article.status for article in report.articles] == ["cached", "made"]


def test_a_spoiled_cache_is_made_anew_and_never_served(project: Path, tmp_path: Path, workers: Serial):
    first = built(project, tmp_path / "out", workers, tmp_path / "cache")
    bytes_before = whole(first).read_bytes()
    for blob in (tmp_path / "cache" / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(blob.read_bytes()[:-9] + b"spoiled!!")

    again = built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert whole(again).read_bytes() == bytes_before


def test_a_failed_article_leaves_yesterdays_issue_alone(project: Path, tmp_path: Path, workers: Serial):
    good = built(project, tmp_path / "out", workers, tmp_path / "cache")
    assert good.bundle
    yesterday = good.bundle.read_bytes()
    (project / "flow.md").write_text("---\ntitle: [\n---\nWords.\n")

    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert not report.complete
    assert report.bundle == tmp_path / "out" / "tide.incomplete.pdf"
    assert good.bundle.read_bytes() == yesterday
    (failed,) = [article for article in report.articles if article.status == "failed"]
    assert failed.error
    assert failed.error.where == "flow.md:2"
    assert "flow.md:2" in pages_text(whole(report))


def test_a_whole_issue_takes_the_incomplete_one_away(project: Path, tmp_path: Path, workers: Serial):
    flow = (project / "flow.md").read_text()
    (project / "flow.md").write_text("")
    built(project, tmp_path / "out", workers, tmp_path / "cache")
    (project / "flow.md").write_text(flow)

    built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tide.pdf"]


def test_an_incomplete_issue_takes_the_final_name_only_when_allowed(project: Path, tmp_path: Path, workers: Serial):
    (project / "flow.md").write_text("")

    report = built(project, tmp_path / "out", workers, tmp_path / "cache", allow_incomplete=True)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tide.pdf"]
    assert not report.complete


def test_a_link_to_another_article_of_the_issue_leads_there(project: Path, tmp_path: Path, workers: Serial):
    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    facts = printkit.inspect(whole(report))
    pages = {mark.title: mark.page for mark in facts.bookmarks}
    leads = {link.target_page for link in facts.links if link.page == pages["Ebb"]}
    assert leads == {pages["Flow"]}


def test_a_folder_is_an_issue_by_date(project: Path, tmp_path: Path, workers: Serial):
    (project / "issue.toml").unlink()

    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert [article.slug for article in report.articles] == ["flow", "ebb"]
    assert report.bundle == tmp_path / "out" / "issue.pdf"


def test_each_article_can_have_a_file_of_its_own(project: Path, tmp_path: Path, workers: Serial):
    report = built(project, tmp_path / "out", workers, tmp_path / "cache", articles=True)

    assert sorted(path.name for path in (tmp_path / "out" / "tide").iterdir()) == ["ebb.pdf", "flow.pdf"]
    assert [article.file for article in report.articles] == [
        tmp_path / "out" / "tide" / f"{n}.pdf" for n in ("ebb", "flow")
    ]


def test_drafts_are_left_out_unless_asked_for(project: Path, tmp_path: Path, workers: Serial):
    (project / "flow.md").write_text("---\ntitle: Flow\ndraft: true\n---\nWords enough for a page.\n")
    (project / "ebb.md").write_text("---\ntitle: Ebb\n---\nWords enough for a page.\n")

    without = built(project, tmp_path / "out", workers, tmp_path / "cache")
    with_it = built(project, tmp_path / "out", workers, tmp_path / "cache", drafts=True)

    assert [article.slug for article in without.articles] == ["ebb"]
    assert [(note.code, note.text) for note in without.notes] == [("issue.drafts", "1 draft was left out")]
    assert [article.slug for article in with_it.articles] == ["ebb", "flow"]
    assert with_it.notes == ()


def test_equal_slugs_are_told_apart_and_noted(project: Path, tmp_path: Path, workers: Serial):
    (project / "issue.toml").unlink()
    for day in ("2026-01-01", "2026-01-02"):
        (project / f"{day}-news.md").write_text("---\nlang: en\ntitle: News\n---\nWords enough.\n")

    report = built(project, tmp_path / "out", workers, tmp_path / "cache")

    twins = [article for article in report.articles if article.slug.startswith("news-")]
    assert len({article.slug for article in twins}) == 2
    assert all("slug.twin" in {note.code for note in article.notes} for article in twins)


def test_two_written_slugs_that_are_equal_are_an_error(project: Path, tmp_path: Path, workers: Serial):
    for name in ("ebb.md", "flow.md"):
        (project / name).write_text("---\nslug: same\n---\nWords.\n")

    with pytest.raises(ConfigError, match="two articles have the slug 'same'") as caught:
        built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert caught.value.where == "ebb.md and flow.md"


def test_an_issue_of_drafts_alone_has_nothing_to_build(project: Path, tmp_path: Path, workers: Serial):
    for name in ("ebb.md", "flow.md"):
        (project / name).write_text("---\ndraft: true\n---\nWords.\n")

    with pytest.raises(SourceError, match="no articles") as caught:
        built(project, tmp_path / "out", workers, tmp_path / "cache")

    assert caught.value.hint == "2 drafts were left out"


def test_ready_pages_that_lie_in_a_folder_are_named_with_how_to_take_them_in(
    project: Path, tmp_path: Path, workers: Serial
):
    (project / "issue.toml").unlink()
    for name in ("adverts/ships.pdf", "map.PDF", "build/old.pdf", "ebb.pdf", "issue.pdf", "issue.incomplete.pdf"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(b"%PDF-1.7")

    (said,) = built(project, project, workers, tmp_path / "cache").notes

    assert (said.code, said.where) == ("issue.pdf-left-out", "map.PDF")
    assert said.text.startswith("2 PDFs were left out: map.PDF, adverts/ships.pdf; ")
    assert '{ pdf = "map.PDF" }' in said.text


def pages_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
