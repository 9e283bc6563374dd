"""Ready pages in an issue, its page plan, and what is set anew when its order changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import printkit
from printkit import issues
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.report import BuildReport
from printkit.build.shop import Shop
from printkit.model.products import Facts
from tests.bind import adverts
from tests.tagtree import articles

ISSUE = """title = "The Tide"
slug = "tide"
date = 2026-03-01
layout = "{layout}"
pages = {{ multiple = {multiple}, filler = "filler.png" }}
articles = [{entries}]
"""
TWO_SIDED = """extends = "plain"
[page]
margin = "24mm 30mm 28mm 50mm"
"""
ADVERT = '{ pdf = "advert.pdf", title = "Ship chandlers", alt = "A quay with ships" }'
UNTITLED = '{ pdf = "advert.pdf", alt = "A quay with ships" }'


@pytest.fixture(scope="module")
def workers() -> Iterator[Serial]:
    with Serial() as executor:
        yield executor


@pytest.fixture
def paper(tmp_path: Path, workers: Serial) -> Paper:
    return Paper(tmp_path, workers)


class Paper:
    """A project of short articles, an advert and a filler."""

    def __init__(self, place: Path, workers: Serial) -> None:
        self.folder, self.place, self.workers = place / "paper", place, workers
        self.folder.mkdir()
        Image.new("RGB", (20, 20), (10, 120, 160)).save(self.folder / "filler.png")
        adverts.acting(self.folder)

    def article(self, name: str, paragraphs: int) -> None:
        words = f"The {name} came in before noon and went out again with the boats of the harbour behind it. " * 6
        text = f"---\ntitle: {name.title()}\nlang: en\ndate: 2026-01-01\n---\n\n" + f"{words}\n\n" * paragraphs
        (self.folder / f"{name}.md").write_text(text)

    def build(self, *entries: str, multiple: int = 1, layout: str = "plain", singles: bool = False) -> BuildReport:
        said = ISSUE.format(layout=layout, multiple=multiple, entries=", ".join(entries))
        (self.folder / "issue.toml").write_text(said)
        issue = issues.load(self.folder)
        shop = Shop(issue.root, cache=self.place / "cache", executor=self.workers)
        return build(issue, Order(self.place / "out", articles=singles), shop)


def whole(report: BuildReport) -> Path:
    assert report.bundle
    return report.bundle


def facts(report: BuildReport) -> Facts:
    return printkit.inspect(whole(report))


def fates(report: BuildReport) -> dict[str, str]:
    return {article.slug: article.status for article in report.articles}


def bookmarks(found: Facts) -> list[tuple[str, str]]:
    """The outline's titles with the labels of their pages."""
    return [(mark.title, found.pages[mark.page - 1].label) for mark in found.bookmarks]


def test_ready_pages_are_counted_labelled_and_listed_and_bear_no_folio(paper: Paper):
    paper.article("ebb", 1)
    paper.article("flow", 1)

    report = paper.build('"ebb.md"', ADVERT, '"flow.md"')

    found = facts(report)
    folios = {article.slug: article.first_folio for article in report.articles}
    assert folios == {"ebb": 1, "advert": 2, "flow": 3}
    assert ("Ship chandlers", "2") in bookmarks(found)
    (page,) = [page for page in found.pages if page.label == "2"]
    assert page.folio == ""
    assert (page.media[2], page.media[3]) == (200, 300)
    with pikepdf.open(whole(report)) as pdf:
        assert b"advert" in b"".join(bytes(link.get("/Dest", b"")) for p in pdf.pages for link in p.get("/Annots", []))


def test_ready_pages_without_a_title_are_not_in_the_contents(paper: Paper):
    paper.article("ebb", 1)

    report = paper.build('"ebb.md"', UNTITLED)

    with pikepdf.open(whole(report)) as pdf:
        targets = [bytes(link.get("/Dest", b"")) for page in pdf.pages for link in page.get("/Annots", [])]
    assert targets.count(b"ebb") == 1
    assert b"advert" not in targets
    assert ("A quay with ships", "2") in bookmarks(facts(report))


def test_what_acts_in_ready_pages_is_named_in_the_report(paper: Paper):
    report = paper.build(ADVERT)

    assert [note.code for note in report.articles[0].notes] == ["pdf.stripped"]
    assert report.articles[0].notes[0].where == "advert.pdf"


def test_an_article_may_name_a_pdf_plainly_and_link_to_it(paper: Paper):
    (paper.folder / "ebb.md").write_text("---\ntitle: Ebb\nlang: en\n---\n\nSee [the ships](advert.pdf).\n")

    report = paper.build('"ebb.md"', '"advert.pdf"')

    assert report.complete
    with pikepdf.open(whole(report)) as pdf:
        assert any(bytes(link.get("/Dest", b"")) == b"advert" for p in pdf.pages for link in p.get("/Annots", []))


def test_ready_pages_may_come_twice(paper: Paper):
    report = paper.build(ADVERT, ADVERT)

    assert [article.slug for article in report.articles] == ["advert", "advert-2"]
    assert report.complete


@pytest.mark.parametrize("make", [adverts.locked, adverts.cut, adverts.empty, adverts.endless])
def test_a_bad_pdf_fails_alone_and_the_issue_is_made(make, paper: Paper):
    paper.article("ebb", 1)
    make(paper.folder)

    report = paper.build('"ebb.md"', ADVERT)

    assert fates(report) == {"ebb": "made", "advert": "failed"}
    assert whole(report).name == "tide.incomplete.pdf"
    (failed,) = [article.error for article in report.articles if article.error]
    assert failed.where == "advert.pdf"
    stand_in = articles(whole(report))["Ship chandlers"].text()
    assert "advert.pdf" in stand_in


def test_a_pdf_that_is_not_there_fails_alone(paper: Paper):
    paper.article("ebb", 1)

    report = paper.build('"ebb.md"', '{ pdf = "gone.pdf", title = "Gone" }')

    assert fates(report) == {"ebb": "made", "gone": "failed"}


def test_ready_pages_are_taken_in_once(paper: Paper):
    first = paper.build(ADVERT)
    again = paper.build(ADVERT)

    assert fates(again) == {"advert": "cached"}
    assert again.articles[0].notes == first.articles[0].notes


def test_a_plan_fills_up_before_the_colophon_with_pages_that_nobody_reads(paper: Paper):
    paper.article("ebb", 1)

    report = paper.build('"ebb.md"', multiple=8)

    found = facts(report)
    labels = [page.label for page in found.pages]
    assert len(labels) == 8
    assert labels[-4:] == ["1", "2", "3", "4"]
    assert [title for title, _ in bookmarks(found)] == ["The Tide", "Contents", "Ebb", "Colophon"]
    assert bookmarks(found)[-1] == ("Colophon", "4")
    with pikepdf.open(whole(report)) as pdf:
        for page in pdf.pages[-3:-1]:
            content = page.Contents.read_bytes()
            assert b" Do" in content
            assert b"MCID" not in content
            assert b"/Artifact" in content


def order_of(names: Sequence[str]) -> list[str]:
    return [f'"{name}.md"' for name in names]


def test_another_order_sets_nothing_but_what_changed_its_side(paper: Paper):
    lengths = {"ebb": 9, "flow": 1, "neap": 1, "reef": 9, "wind": 1}
    for name, paragraphs in lengths.items():
        paper.article(name, paragraphs)
    (paper.folder / "layouts" / "book").mkdir(parents=True)
    (paper.folder / "layouts" / "book" / "layout.toml").write_text(TWO_SIDED)
    before = paper.build(*order_of(list(lengths)), layout="book")
    sides = {article.slug: (article.first_folio or 0) % 2 for article in before.articles}

    after = paper.build(*order_of(["neap", "ebb", "reef", "wind", "flow"]), layout="book")

    moved = {article.slug for article in after.articles if (article.first_folio or 0) % 2 != sides[article.slug]}
    made = {slug for slug, fate in fates(after).items() if fate == "made"}
    assert made == moved
    assert 0 < len(moved) < len(lengths)


def test_another_order_on_equal_margins_sets_no_article(paper: Paper):
    for name in ("ebb", "flow", "neap"):
        paper.article(name, 2)
    paper.build(*order_of(["ebb", "flow", "neap"]))

    report = paper.build(*order_of(["neap", "ebb", "flow"]))

    assert set(fates(report).values()) == {"cached"}


def test_ready_pages_get_no_second_file_of_their_own(paper: Paper):
    paper.article("ebb", 1)

    report = paper.build('"ebb.md"', ADVERT, singles=True)

    assert [path.name for path in (paper.place / "out" / "tide").iterdir()] == ["ebb.pdf"]
    assert report.complete
