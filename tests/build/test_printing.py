"""Each source becomes a PDF of its own, and everything that was found on the way is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import printkit
from printkit.build.executors import Serial
from printkit.build.pages import To
from printkit.build.printing import Printed, Wish, print_all, read_all
from printkit.build.shop import Shop
from printkit.build.verify import verify
from printkit.errors import LayoutError, OutputError

STORY = "---\ntitle: {title}\nlang: en\n---\nThe tide came in before noon.\n\n![A boat]({picture})\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    Path("ebb.md").write_text(STORY.format(title="Ebb", picture="gone.png"))
    Path("flow.md").write_text(STORY.format(title="Flow", picture="https://example.org/boat.png"))
    return tmp_path / "posts"


@pytest.fixture(scope="module")
def workers() -> Iterator[Serial]:
    with Serial() as executor:
        yield executor


@pytest.fixture
def shop(folder: Path, tmp_path: Path, workers: Serial) -> Shop:
    return Shop(folder, cache=tmp_path / "cache", executor=workers)


def codes(printed: Printed) -> list[str]:
    return [note.code for note in printed.report.notes]


def test_several_sources_get_a_file_each(shop: Shop, folder: Path):
    printed = print_all(["ebb.md", "flow.md"], Wish(output=Path("out")), shop)

    assert sorted(path.name for path in Path("out").iterdir()) == ["ebb.pdf", "flow.pdf"]
    assert [one.report.status for one in printed] == ["made", "made"]


def test_a_missing_picture_is_told_and_fails_nothing(shop: Shop, folder: Path):
    ebb, flow = print_all(["ebb.md", "flow.md"], Wish(output=Path("out")), shop)

    assert "image.missing" in codes(ebb)
    assert "image.missing" in codes(flow)


def test_a_broken_picture_is_told_as_broken(shop: Shop, folder: Path):
    Path("gone.png").write_bytes(b"this is no picture")

    (ebb,) = print_all(["ebb.md"], Wish(output=Path("ebb.pdf")), shop)

    assert "image.broken" in codes(ebb)
    assert ebb.report.status == "made"


def test_a_failed_source_is_named_and_stops_no_other(shop: Shop, folder: Path):
    Path("bad.md").write_text("")

    bad, ebb = print_all(["bad.md", "ebb.md"], Wish(output=Path("out")), shop)

    assert bad.report.error
    assert bad.report.error.where == "bad.md"
    assert [path.name for path in Path("out").iterdir()] == ["ebb.pdf"]
    assert ebb.report.file == Path("out/ebb.pdf")


def test_two_articles_of_one_name_do_not_overwrite_each_other(shop: Shop, folder: Path):
    for place in ("a", "b"):
        Path(place).mkdir()
        Path(place, "news.md").write_text(STORY.format(title="News", picture="x.png"))

    printed = print_all(["a/news.md", "b/news.md"], Wish(output=Path("out")), shop)

    assert len({one.report.file for one in printed}) == 2
    assert len(list(Path("out").iterdir())) == 2


def test_nothing_is_written_where_the_caller_takes_the_pages(shop: Shop, folder: Path):
    (printed,) = print_all(["ebb.md"], Wish(to_stdout=True), shop)

    assert printed.bundle
    assert printed.bundle.pdf.path.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in folder.iterdir()) == ["ebb.md", "flow.md"]


def test_a_printed_article_is_as_whole_as_an_issue(shop: Shop, folder: Path):
    print_all(["ebb.md"], Wish(output=Path("ebb.pdf")), shop)

    facts = printkit.inspect(Path("ebb.pdf"))
    assert facts.claims == ("PDF/UA-1",)
    assert [(page.label, page.folio) for page in facts.pages] == [("1", "1")]
    assert facts.metadata["title"] == "Ebb"


def test_an_unknown_layout_stops_before_any_work(shop: Shop, folder: Path):
    with pytest.raises(LayoutError, match="newspapr"):
        print_all(["ebb.md"], Wish(layout="newspapr"), shop)


def test_an_output_that_cannot_be_written_stops_before_any_work(shop: Shop, folder: Path):
    Path("out").write_text("a file")

    with pytest.raises(OutputError):
        print_all(["ebb.md", "flow.md"], Wish(output=Path("out")), shop)

    assert not (shop.cache / "records").exists()


def test_a_block_is_left_out_and_an_address_put_in(shop: Shop, folder: Path):
    (article,) = read_all(["ebb.md"], Wish(), shop)
    wish = Wish(drop=(article.body[1].id,), url="https://example.org/ebb")

    (edited,) = read_all(["ebb.md"], wish, shop)

    assert edited.body == article.body[:1]
    assert edited.origin == "https://example.org/ebb"
    assert replace(edited, body=article.body, origin="") == article


def test_a_print_page_is_one_file_named_as_a_pdf_would_be(shop: Shop, folder: Path):
    ebb, _ = print_all(["ebb.md", "flow.md"], Wish(output=Path("out"), to="html"), shop)

    assert sorted(path.name for path in Path("out").iterdir()) == ["ebb.html", "flow.html"]
    assert ebb.report.file == Path("out/ebb.html")
    assert ebb.bundle is None
    assert codes(ebb) == ["image.missing"]
    assert Path("out/flow.html").read_text().startswith("<!doctype html>")


def test_a_print_page_made_again_is_taken_from_the_cache_with_the_same_bytes(shop: Shop, folder: Path):
    wish = Wish(to_stdout=True, to="html")
    first, again = (print_all(["ebb.md"], wish, shop)[0] for _ in range(2))

    assert [first.report.status, again.report.status] == ["made", "cached"]
    assert first.product == again.product
    assert codes(first) == codes(again)


def test_a_linked_page_stands_in_its_folder_beside_its_fonts(shop: Shop, folder: Path):
    print_all(["ebb.md"], Wish(to="html", linked=Path("out")), shop)

    page = Path("out/ebb.html").read_text()
    faces = [path.name for path in Path("out/fonts").iterdir()]
    assert faces
    assert all(f'url("fonts/{name}")' in page for name in faces)


def test_a_page_elsewhere_names_the_way_to_its_fonts(shop: Shop, folder: Path):
    print_all(["ebb.md"], Wish(output=Path("pages/ebb.html"), to="html", linked=Path("my parts")), shop)

    assert 'url("../my%20parts/fonts/' in Path("pages/ebb.html").read_text()


def test_json_is_what_reading_shows(shop: Shop, folder: Path):
    (printed,) = print_all(["ebb.md"], Wish(output=Path("ebb.json"), to="json"), shop)

    (article,) = read_all(["ebb.md"], Wish(), shop)
    assert json.loads(Path("ebb.json").read_text()) == [article.as_dict()]
    assert printed.report.file == Path("ebb.json")


def test_a_source_that_cannot_be_read_fails_whatever_is_made(shop: Shop, folder: Path):
    Path("bad.md").write_text("")

    kinds: tuple[To, ...] = ("html", "json")
    for to in kinds:
        bad, ebb = print_all(["bad.md", "ebb.md"], Wish(output=Path("out"), to=to), shop)
        assert [bad.report.status, ebb.report.status] == ["failed", "made"]
        assert bad.report.error


FEED = """<rss version="2.0"><channel><title>The Tide</title><language>en</language>
<item><title>Ebb</title><description>The water went out, and nobody saw it go but the gulls.</description></item>
<item><title>Flow</title><description>The water came in, and the boats came in with it.</description></item>
</channel></rss>"""


def test_a_feed_goes_together_into_one_file(shop: Shop, folder: Path):
    Path("tide.rss").write_text(FEED)

    (printed,) = print_all(["tide.rss"], Wish(output=Path("tide.pdf")), shop)

    facts = printkit.inspect(Path("tide.pdf"))
    assert printed.report.file == Path("tide.pdf")
    assert {"Ebb", "Flow"} <= {mark.title for mark in facts.bookmarks}


def test_a_source_in_one_file_is_read_as_what_it_was_said_to_be(shop: Shop, folder: Path):
    Path("tide.dat").write_text(FEED)

    (printed,) = print_all(["tide.dat"], Wish(output=Path("tide.pdf"), type="feed"), shop)
    assert (printed.report.status, printed.report.error) == ("made", None)


def test_a_block_is_dropped_from_a_source_in_one_file_too(shop: Shop, folder: Path):
    Path("tide.rss").write_text(FEED)
    ebb, _ = read_all(["tide.rss"], Wish(), shop)
    print_all(["tide.rss"], Wish(output=Path("tide.pdf"), drop=(ebb.body[0].id,)), shop)

    verdict = verify(Path("tide.pdf"), shop, against=["tide.rss"])
    assert ["gulls" in found.text for found in verdict.findings if found.level == "error"] == [True]


def test_a_feed_into_a_folder_is_a_file_an_article(shop: Shop, folder: Path):
    Path("tide.rss").write_text(FEED)

    print_all(["tide.rss"], Wish(output=Path("out"), into_folder=True), shop)

    assert sorted(path.name for path in Path("out").iterdir()) == ["ebb.pdf", "flow.pdf"]


PAGE = """<html lang="en"><head><title>Ebb</title></head><body><nav><a href="/">Home</a></nav><article><h1>Ebb</h1>
<p>The water went out before noon, and nobody on the quay saw it go but the gulls and the man who mends the nets.</p>
<p class="sales">Order the almanac of the harbour now and have it by the next spring tide, the postage paid by us.</p>
<p>It came back at four in the afternoon, a little later than the table on the wall of the Customs House had said.</p>
</article></body></html>"""


def test_a_rule_of_the_house_takes_a_block_out_of_its_sites_pages(shop: Shop, folder: Path):
    Path("ebb.html").write_text(PAGE.replace("<head>", '<head><link rel="canonical" href="https://example.org/ebb">'))
    before = read_all(["ebb.html"], Wish(), shop)
    Path("site.toml").write_text('[rules."example.org"]\ndrop = [".sales"]\n')

    after = read_all(["ebb.html"], Wish(), shop)

    assert "almanac" in str(before[0].as_dict()["text"])
    assert "almanac" not in str(after[0].as_dict()["text"])
    assert "Customs House" in str(after[0].as_dict()["text"])
