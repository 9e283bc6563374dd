"""A story jumps: its first pages stand in their place, the others at the end of its section."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

import printkit
from printkit import audit, issues
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.report import BuildReport
from printkit.build.shop import Shop
from printkit.errors import ConfigError
from printkit.model.layout import MM
from tests import tagtree
from tests.external import verapdf

SENTENCE = "The tide came in before noon, and with it the other boats of the harbour came home. "
FLOOD = "\n\n".join(
    [
        "---\ntitle: The flood\n---",
        *[SENTENCE * 9] * 12,
        "## Afterwards",
        *[SENTENCE * 9] * 12,
        "See [below](#afterwards).",
    ]
)
SHORT = "---\ntitle: {}\n---\n\nAll quiet. See [the flood](flood.md) and [after it](flood.md#afterwards).\n"
ISSUE = """title = "The Tide"
slug = "tide"
date = 2026-03-01
lang = "en"
layout = "{layout}"
profile = "{profile}"
front = ["contents"]
[[section]]
title = "News"
articles = [{first}]
[[section]]
title = "Tables"
articles = ["tables.md"]
"""
JUMPS = '{ source = "flood.md", jump = 1 }, "boats.md"'


@pytest.fixture(scope="module")
def workers() -> Iterator[Serial]:
    with Serial() as executor:
        yield executor


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


class Paper:
    """Issues of one folder."""

    def __init__(self, folder: Path, cache: Path, workers: Serial) -> None:
        self.folder, self.cache, self.workers = folder, cache, workers
        self.report: BuildReport

    def built(self, first: str, layout: str = "newspaper", profile: str = "screen", flood: str = FLOOD) -> Path:
        for name, text in {"flood": flood, "boats": SHORT.format("Boats"), "tables": SHORT.format("Tables")}.items():
            (self.folder / f"{name}.md").write_text(text)
        (self.folder / "issue.toml").write_text(ISSUE.format(first=first, layout=layout, profile=profile))
        issue = issues.load(self.folder)
        shop = Shop(issue.root, cache=self.cache, executor=self.workers)
        self.report = build(issue, Order(self.folder / "out", articles=True), shop)
        assert self.report.bundle
        return self.report.bundle


@pytest.fixture
def paper(tmp_path: Path, cache: Path, workers: Serial) -> Paper:
    return Paper(tmp_path, cache, workers)


def texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def pages(pdf: Path) -> dict[str, str]:
    """The text of each page by its label."""
    labels = [page.label for page in printkit.inspect(pdf).pages]
    return dict(zip(labels, texts(pdf), strict=True))


def edges(pdf: Path) -> dict[str, float]:
    """By the labels of the pages, how far from the left edge their text begins, in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            on = page.get_textpage()
            rects = [on.get_rect(rank) for rank in range(on.count_rects())]
            found.append(min((left for left, *_ in rects), default=0.0) / MM)
    return dict(zip((page.label for page in printkit.inspect(pdf).pages), found, strict=True))


def test_the_lines_at_both_ends_of_a_jump_name_each_others_page(paper: Paper):
    said = pages(paper.built(JUMPS))

    assert "Continued on page 3" in said["1"]
    assert "The flood, continued from page 1" in said["3"]
    assert "All quiet" in said["2"]
    assert [label for label, text in said.items() if "ontinued" in text] == ["1", "3"]
    assert not any("0123" in text for text in said.values())


def test_an_article_that_jumps_is_one_article_in_the_order_of_reading(paper: Paper):
    pdf = paper.built(JUMPS)
    facts = printkit.inspect(pdf)

    assert list(tagtree.articles(pdf)) == ["The flood", "Boats", "Tables"]
    words = "".join(tagtree.articles(pdf)["The flood"].text().replace("\u00ad", "").split())
    assert words.count("".join(SENTENCE.split())) == 9 * 24
    assert "ontinued" not in words
    assert [
        (mark.title, mark.page) for mark in facts.bookmarks if mark.title in ("The flood", "Boats", "Afterwards")
    ] == [
        ("The flood", 3),
        ("Afterwards", 5),
        ("Boats", 4),
    ]


def test_links_to_both_sides_of_a_jump_say_their_pages(paper: Paper):
    said = pages(paper.built(JUMPS))

    after = next(label for label, text in said.items() if "Afterwards" in text and label != "1")
    assert f"the flood (page 1) and after it (page {after})" in said["2"]
    assert int(after) > 2


def test_folios_run_on_and_the_audit_finds_nothing(paper: Paper):
    pdf = paper.built(JUMPS)

    facts = printkit.inspect(pdf)
    assert [page.folio for page in facts.pages if page.folio.isdecimal()] == [
        str(number) for number in range(1, len([p for p in facts.pages if p.folio.isdecimal()]) + 1)
    ]
    assert audit.examine(pdf).findings == ()
    assert [part.slug for part in audit.examine(pdf).parts if part.is_article] == ["flood", "boats", "tables"]


def test_an_article_that_is_no_longer_than_its_jump_stays_in_one_piece(paper: Paper):
    said = pages(paper.built('{ source = "boats.md", jump = 1 }, { source = "flood.md", jump = 9 }'))

    assert not any("ontinued" in text for text in said.values())


def test_nothing_is_jumped_over_at_the_end_of_a_section(paper: Paper):
    said = pages(paper.built('"boats.md", { source = "flood.md", jump = 1 }'))

    assert not any("ontinued" in text for text in said.values())


def test_the_report_counts_the_pages_of_both_parts(paper: Paper):
    paper.built('"flood.md", "boats.md"')
    whole = paper.report.as_dict()
    paper.built(JUMPS)
    jumped = paper.report.as_dict()

    assert sorted(jumped) == sorted(whole)
    assert jumped["pages"] == whole["pages"]
    flood = paper.report.articles[0]
    assert (flood.first_folio, flood.pages) == (1, 3)


def test_an_article_written_by_itself_does_not_jump(paper: Paper):
    paper.built(JUMPS)

    alone = paper.report.articles[0].file
    assert alone
    assert not any("ontinued" in text for text in texts(alone))


def test_pages_after_a_jump_have_the_margins_of_their_side(paper: Paper):
    pdf = paper.built('{ source = "flood.md", jump = 1 }, "boats.md"', layout="magazine")
    left = edges(pdf)

    assert "continued from page 1" in pages(pdf)["3"]
    assert left["3"] == pytest.approx(20, abs=0.6)
    assert left["4"] == pytest.approx(16, abs=0.6)
    assert audit.examine(pdf).findings == ()


def test_the_lines_speak_the_articles_language(paper: Paper):
    said = pages(paper.built(JUMPS, flood=FLOOD.replace("title: The flood", "title: The flood\nlang: ar")))

    assert not any("ontinued" in text or "0123" in text for text in said.values())
    assert {label for label, text in said.items() if "صفحة" in text} == {"1", "3"}
    assert paper.report.notes == ()


def test_ready_pages_do_not_jump(tmp_path: Path):
    (tmp_path / "issue.toml").write_text('title = "A"\narticles = [{ pdf = "a.pdf", jump = 1 }]')

    with pytest.raises(ConfigError, match="only a source can jump"):
        issues.load(tmp_path)


@pytest.mark.external("verapdf")
def test_a_jump_keeps_both_standards(paper: Paper):
    pdf = paper.built(JUMPS, profile="archive")

    assert all(verdict.passed for verdict in verapdf.verify(pdf, flavours=("ua1", "3a")))
