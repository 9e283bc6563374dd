"""The copy desk keeps every entry in its place, with a slug of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest

from printkit.build import desk
from printkit.build.cache import Cache
from printkit.build.fetching import Page
from printkit.build.press import Press
from printkit.errors import ConfigError, PrintkitError, ReadError, SourceError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Inline, Paragraph, with_ids
from printkit.model.issue import Entry, Issue, Section


class Desk:
    """A press that reads: each source is the article of its name, or an error; nothing is fetched."""

    web = None

    def __init__(self, folder: Path, **articles: Article) -> None:
        self.cache = Cache(folder / "cache")
        self.articles = articles

    def read(self, sources: Sequence[Source], reading: Reading) -> list[tuple[Article, ...] | PrintkitError]:
        return [self._read(source) for source in sources]

    def page(self, address: str, said: str = "") -> Page:
        raise SourceError("nothing is fetched", where=address)

    def _read(self, source: Source) -> tuple[Article, ...] | PrintkitError:
        name = Path(source.location).stem
        return (self.articles[name],) if name in self.articles else ReadError("no words", where=source.location)


def gathered(folder: Path, *entries: Entry, by_date: bool = False, **articles: Article) -> tuple[desk.Copy, ...]:
    for entry in entries:
        if not entry.source.startswith("https:") and "gone" not in entry.source:
            (folder / entry.source).write_bytes(b"%PDF-1.7" if entry.source.endswith("pdf") else b"words")
    issue = Issue("Tides", "tides", folder, folder, (Section("", entries),))
    return desk.gather(issue, cast("Press", Desk(folder, **articles)), by_date=by_date).copies


EBB = Article("ebb", "Ebb", (Paragraph(Inline("Words.")),))


def test_a_failed_entry_keeps_its_place_and_its_error(tmp_path: Path):
    bad, gone, good = gathered(tmp_path, Entry("bad.md"), Entry("gone.md"), Entry("ebb.md"), ebb=EBB)

    assert (bad.slug, bad.title, str(bad.error)) == ("bad", "bad.md", "bad.md: no words")
    assert gone.error
    assert gone.error.where == "gone.md"
    assert good.article == EBB


def test_ready_pages_are_kept_by_their_bytes_and_not_read(tmp_path: Path):
    (advert,) = gathered(tmp_path, Entry("advert.pdf", pdf=True, title="Ships"))

    assert advert.pdf
    assert advert.pdf.path.read_bytes() == b"%PDF-1.7"
    assert (advert.slug, advert.title, advert.article, advert.error) == ("advert", "Ships", None, None)


def test_a_source_that_ends_in_pdf_is_ready_pages(tmp_path: Path):
    (advert,) = gathered(tmp_path, Entry("advert.pdf"))

    assert advert.pdf


@pytest.mark.parametrize(
    ("entry", "title", "listed"),
    [
        (Entry("ad.pdf", pdf=True, title="Ships", alt="A quay"), "Ships", True),
        (Entry("ad.pdf", pdf=True, alt="A quay"), "A quay", False),
        (Entry("ad.pdf", pdf=True), "ad.pdf", False),
    ],
)
def test_ready_pages_are_listed_under_their_title_alone(entry: Entry, title: str, listed: bool, tmp_path: Path):
    (advert,) = gathered(tmp_path, entry)

    assert (advert.title, advert.listed) == (title, listed)


def test_the_same_ready_pages_are_numbered_from_the_second_time_on(tmp_path: Path):
    entry = Entry("ad.pdf", pdf=True)

    copies = gathered(tmp_path, entry, entry, entry)

    assert [copy.slug for copy in copies] == ["ad", "ad-2", "ad-3"]


def test_a_link_to_ready_pages_leads_to_where_they_stand_first(tmp_path: Path):
    entry = Entry("ad.pdf", pdf=True)

    copies = gathered(tmp_path, entry, Entry("ebb.md"), entry, ebb=EBB)

    assert desk.links(copies) == {"/ad.pdf": "ad", "/ebb.md": "ebb"}


def test_an_article_and_ready_pages_of_one_name_are_told_apart(tmp_path: Path):
    advert, ebb = gathered(tmp_path, Entry("ebb.pdf", pdf=True), Entry("ebb.md"), ebb=EBB)

    assert len({"ebb", advert.slug, ebb.slug}) == 3


def test_two_written_slugs_alike_are_an_error_that_names_both(tmp_path: Path):
    one, two = replace(EBB, slug_written=True), replace(EBB, slug_written=True)

    with pytest.raises(ConfigError, match="slug 'ebb'") as caught:
        gathered(tmp_path, Entry("one.md"), Entry("two.md"), one=one, two=two)

    assert caught.value.where == "one.md and two.md"


def test_a_block_left_out_is_noted_only_where_no_article_has_it(tmp_path: Path):
    ebb, flow = (replace(EBB, slug=name, body=with_ids([Paragraph(Inline(name))])) for name in ("ebb", "flow"))
    entries = (Entry("ebb.md"), Entry("flow.md"))
    before = desk.Gathered(gathered(tmp_path, *entries, ebb=ebb, flow=flow))

    after = desk.without(before, [flow.body[0].id, "paragraph-00000000"])
    assert [copy.article.body for copy in after.copies if copy.article] == [ebb.body, ()]
    assert [note.text for note in after.notes] == ["no block is called 'paragraph-00000000': the text has changed"]


def test_articles_stand_by_date_then_by_name_and_the_undated_last(tmp_path: Path):
    day = date(2026, 3, 1)
    dates = {"b": day, "a": day, "late": date(2026, 3, 2), "none": None, "noon": datetime(2026, 3, 1, 12, tzinfo=UTC)}
    articles = {name: replace(EBB, slug=name, published=when) for name, when in dates.items()}

    copies = gathered(tmp_path, *(Entry(f"{name}.md") for name in dates), by_date=True, **articles)

    assert [copy.slug for copy in copies] == ["a", "b", "noon", "late", "none"]
