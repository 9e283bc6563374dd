"""An import writes a folder that builds as it stands: articles, their pictures, and the issue.toml of them."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from printkit import issues, readers, sources
from printkit.build import fetching
from printkit.build.executors import Serial
from printkit.build.importing import Imported, Wanted, import_source
from printkit.build.shop import Shop
from printkit.build.webpages import listed
from printkit.errors import OutputError, PrintkitError, ReadError, SourceError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Figure, picture_sources, words
from tests.readers import pages
from tests.readers.packages import WALL, answer, picture, record, shown
from tests.sources.switchboard import World

HEAD = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Harbour Review</title>
<language>en-GB</language><link>https://h.example</link><wp:wxr_version>1.2</wp:wxr_version>"""


def item(number: int, content: str = "Text.", *fields: str, section: str = "", kind: str = "post") -> str:
    term = f'<category domain="category" nicename="x"><![CDATA[{section}]]></category>' if section else ""
    return f"""<item><title>Story {number}</title><link>https://h.example/story-{number}/</link>
<wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type><wp:status>publish</wp:status>
<wp:post_name>story-{number}</wp:post_name><wp:post_date_gmt>2026-03-{number:02} 10:00:00</wp:post_date_gmt>
<content:encoded><![CDATA[{content}]]></content:encoded>{term}{"".join(fields)}</item>"""


@dataclass(frozen=True)
class Place:
    """A folder to import from and into."""

    root: Path
    executor: Executor = field(default_factory=Serial)

    def export(self, *items: str) -> Path:
        return self.file("export.xml", f"{HEAD}{''.join(items)}</channel></rss>")

    def file(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def make(self, source: Path | str, wanted: Wanted | None = None) -> Imported:
        shop = Shop(self.root, cache=self.root / "cache", executor=self.executor)
        return import_source(source, self.folder, wanted or Wanted(), shop)

    @property
    def folder(self) -> Path:
        return self.root / "out"

    def article(self, name: str) -> Article:
        (read,) = readers.read(sources.load(self.folder / name, root=self.folder), Reading())
        return read

    def sections(self) -> list[tuple[str, list[str]]]:
        issue = issues.load(self.folder)
        return [(section.title, [entry.source for entry in section.entries]) for section in issue.sections]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path.resolve())


def test_articles_stand_in_sections_by_category_in_the_order_of_their_dates(place: Place):
    made = place.make(
        place.export(
            item(5, section="News"),
            item(4, kind="page"),
            item(3, section="Tides & ports"),
            item(2, section="News"),
            item(1),
        )
    )

    assert place.sections() == [
        ("", ["story-1.md"]),
        ("News", ["story-2.md", "story-5.md"]),
        ("Tides & ports", ["story-3.md"]),
        ("Pages", ["story-4.md"]),
    ]
    assert (made.title, made.articles, made.sections, made.failed) == ("The Harbour Review", 5, 4, 0)
    assert issues.load(place.folder).title == "The Harbour Review"
    assert issues.load(place.folder).lang == "en-GB"


def test_an_article_is_read_from_its_file_as_it_was_read_from_the_export(place: Place):
    source = place.export(item(1, "One *two*.\n\n[caption]<img src='https://x.example/a.png'> The quay[/caption]"))
    place.make(source)
    (before,) = readers.read(Source(source.read_bytes(), "application/xml", "export.xml"), Reading())

    assert place.article("story-1.md").body == before.body


def test_drafts_are_left_out_and_counted_unless_they_are_asked_for(place: Place):
    source = place.export(item(1), item(2, "Text.", "<wp:post_password>x</wp:post_password>"))
    without = place.make(source)
    made = place.make(source, Wanted(drafts=True, force=True))

    assert (without.articles, without.drafts) == (1, 1)
    assert (made.articles, made.drafts) == (2, 0)
    assert place.article("story-2.md").draft


def test_one_bad_item_is_a_note_and_stops_no_other(place: Place):
    made = place.make(place.export(item(1), item(2, ""), item(3)))

    assert (made.articles, made.failed) == (2, 1)
    assert [(note.level, note.code) for note in made.notes] == [("error", "item.unread")]
    assert "post 2" in made.notes[0].where


def test_a_gallery_finds_its_pictures_though_posts_are_read_a_few_at_a_time(place: Place):
    image = "<wp:attachment_url>https://x.example/{}.jpg</wp:attachment_url><wp:post_parent>1</wp:post_parent>"
    pictures = [item(n, "", image.format(n), kind="attachment") for n in (11, 12)]
    kept = item(20, '[gallery ids="12"]', kind="wp_block")
    blocks = '<!-- wp:block {"ref":20} /-->'
    place.make(place.export(item(1, "[gallery]"), *(item(n) for n in range(3, 9)), item(2, blocks), *pictures, kept))

    shown = [place.article(f"story-{n}.md").body[0] for n in (1, 2)]
    assert [len(block.images) for block in shown if isinstance(block, Figure)] == [2, 1]


def test_equal_names_get_numbers(place: Place):
    place.make(place.export(item(1), item(1), item(1)))

    assert sorted(path.name for path in place.folder.glob("*.md")) == ["story-1-2.md", "story-1-3.md", "story-1.md"]


def test_nothing_is_written_over_unless_it_is_asked_for(place: Place):
    place.file("out/story-1.md", "Mine.")

    with pytest.raises(OutputError, match="something in this folder"):
        place.make(place.export(item(1)))

    assert (place.folder / "story-1.md").read_text() == "Mine."
    assert place.make(place.export(item(1)), Wanted(force=True)).articles == 1
    assert (place.folder / "story-1.md").read_text() != "Mine."


def test_pictures_that_lie_beside_the_export_are_taken_along(place: Place):
    place.file("wp-content/uploads/2026/03/quay one.png", "picture")
    address = "https://h.example/wp-content/uploads/2026/03/quay%20one.png"
    made = place.make(place.export(item(1, f'<img src="{address}" alt="x">\n\nA <img src="{address}"> line.')))

    figure, line = place.article("story-1.md").body
    assert isinstance(figure, Figure)
    assert (place.folder / figure.images[0].src).read_text() == "picture"
    assert figure.images[0].src in str(line)
    assert made.pictures == 1


def test_a_picture_outside_the_folder_of_the_export_is_never_taken_along(place: Place):
    place.file("secret.png", "secret")
    source = place.file("in/feed.xml", "")
    source.write_text(
        '<rss version="2.0"><channel><title>H</title><item><title>A</title><description>&lt;p&gt;Text'
        '&lt;img src="../secret.png"&gt; &lt;img src="gone.png"&gt;&lt;/p&gt;</description></item></channel></rss>'
    )
    made = place.make(source)

    assert not list(place.folder.glob("pictures/*"))
    assert "image.missing" in [note.code for note in made.notes]


def feed(place: Place, *entries: dict[str, object]) -> Path:
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": entries}
    return place.file("feed.json", json.dumps(told))


def test_a_feed_has_sections_only_where_they_hold_more_than_single_articles(place: Place):
    def entry(number: int, tag: str) -> dict[str, object]:
        return {
            "url": f"https://h.example/no-{number}-here",
            "title": f"No {number}",
            "content_text": "x",
            "tags": [tag],
        }

    place.make(feed(place, entry(1, "a"), entry(2, "b"), entry(3, "c")))
    apart = place.sections()
    place.make(feed(place, entry(1, "a"), entry(2, "b"), entry(3, "a"), entry(4, "b")), Wanted(force=True))

    assert [title for title, _ in apart] == [""]
    assert [title for title, _ in place.sections()] == ["a", "b"]


def test_the_page_of_an_entry_that_is_only_summarised_is_fetched_where_asked(place: Place, world: World):
    story = b"The whole story, from its page.\n"
    world.page("news.example/one-a-story", lambda call: call.answer(story, content_type="text/markdown"))
    world.page("news.example/gone-a-story", lambda call: call.answer(status="404 Not Found"))
    entries: list[dict[str, object]] = [
        {"url": f"https://news.example/{name}-a-story", "title": name, "summary": "Short"} for name in ("one", "gone")
    ]
    made = place.make(feed(place, *entries), Wanted(full=True))

    assert words(place.article("one-a-story.md").body[0]) == "The whole story, from its page."
    assert words(place.article("gone-a-story.md").body[0]) == "Short"
    assert [note.code for note in made.notes if note.level == "warning"] == ["feed.page", "feed.summary"]


def test_a_worker_that_is_lost_over_one_post_costs_only_that_post(place: Place):
    class Fragile(Serial):
        def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
            if isinstance(args[0], tuple) and any(b"POISON" in raw for raw in args[0]):
                future: Future[object] = Future()
                future.set_exception(PrintkitError("the work was stopped: out of memory"))
                return future
            return super().submit(fn, *args, **kwargs)

    made = Place(place.root, Fragile()).make(place.export(item(1), item(2, "POISON"), item(3)))

    assert (made.articles, made.failed) == (2, 1)
    assert "out of memory" in made.notes[0].text


def test_what_is_neither_an_export_nor_a_feed_makes_no_folder(place: Place):
    with pytest.raises(ReadError, match="no feed"):
        place.make(place.file("a.txt", "A note."))
    with pytest.raises(SourceError, match="no such file"):
        place.make(place.root / "gone.xml")
    with pytest.raises(ReadError, match="no article"):
        place.make(place.export(item(1, kind="attachment")))

    assert not place.folder.exists()


# From the web

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

TEXT = "".join(f"<p>The tide came in before noon, and the {n} boats were not ready for it.</p>" for n in range(12))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World()
    monkeypatch.setattr(fetching, "OPERATOR", made.operator())
    for name in ("ebb", "flow"):
        picture = f'<figure><img src="/{name}.png" alt="A boat"></figure>'
        article = f"<article><h1>The {name}</h1>{picture}{TEXT}</article>"
        made.page(f"news.example/{name}", f"<html lang=en><body>{article}</body></html>")
        made.page(f"news.example/{name}.png", lambda call: call.answer(PNG, content_type="image/png"))
    yield made
    made.close()


def test_a_list_of_addresses_is_imported_with_its_pictures_beside(place: Place, world: World):
    made = place.make(place.file("Spring_tides.txt", "# ours\nhttps://news.example/ebb\n\nhttps://news.example/flow\n"))

    assert (made.title, made.articles, made.pictures, made.failed) == ("Spring tides", 2, 2, 0)
    assert place.sections() == [("", ["ebb.md", "flow.md"])]
    assert place.article("ebb.md").origin == "https://news.example/ebb"
    (figure,) = [block for block in place.article("ebb.md").body if isinstance(block, Figure)]
    assert (place.folder / figure.images[0].src).read_bytes() == PNG


def test_a_picture_is_called_by_the_last_of_its_address_and_by_what_it_is(place: Place, world: World):
    odd = "/i/https%3A%2F%2Fcdn.example%2FThe%20quay.cfm"
    world.page(
        "news.example/odd", f"<html lang=en><body><article><h1>Odd</h1><img src='{odd}'>{TEXT}</article></body></html>"
    )
    world.page(f"news.example{odd}", lambda call: call.answer(PNG, content_type="image/png"))
    place.make("https://news.example/odd")

    assert [path.name[:9] + path.suffix for path in (place.folder / "pictures").iterdir()] == ["the-quay-.png"]


def test_an_address_that_cannot_be_had_stops_no_other_of_a_list(place: Place, world: World):
    made = place.make(place.file("list", "https://news.example/gone\nhttps://news.example/flow\nhttp://10.0.0.1/\n"))

    assert (made.articles, made.failed) == (1, 2)
    assert "HTTP 404" in made.notes[0].text


def test_one_address_is_imported_as_the_page_it_is(place: Place, world: World):
    made = place.make("https://news.example/ebb")

    assert (made.title, made.articles, made.pictures) == ("news.example", 1, 1)


def test_the_address_of_a_feed_is_imported_as_its_entries_and_their_pages_where_asked(place: Place, world: World):
    entries = "".join(
        f"<item><title>The {name}</title><link>https://news.example/{name}</link><description>Short.</description></item>"
        for name in ("ebb", "flow")
    )
    feed_page = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
    world.page("news.example/feed", lambda call: call.answer(feed_page, content_type="text/xml"))
    short = place.make("https://news.example/feed")
    full = place.make("https://news.example/feed", Wanted(full=True, force=True))

    assert (short.articles, short.pictures, full.articles, full.pictures) == (2, 0, 2, 2)
    assert "before noon" in words(place.article("the-ebb.md").body[-1])


def test_the_address_of_an_export_is_imported_as_its_posts(place: Place, world: World):
    export = place.export(item(1, "One.<img src='https://news.example/ebb.png'>", section="News")).read_text()
    world.page("news.example/export", lambda call: call.answer(export, content_type="application/xml"))
    made = place.make("https://news.example/export")

    assert (made.title, made.articles, made.pictures) == ("The Harbour Review", 1, 1)


@pytest.mark.parametrize("text", ["One line.\nhttps://news.example/ebb\n", "# only a comment\n", ""])
def test_a_text_that_holds_more_than_addresses_is_no_list(place: Place, text: str):
    assert listed(place.file("list.txt", text)) == ()


def test_a_line_of_a_list_that_is_no_address_is_named(place: Place):
    text = "# to read\nhttps://news.example/ebb\n\nnews.example/flow\n"

    with pytest.raises(SourceError, match=r"'news\.example/flow' is no address") as told:
        place.make(place.file("list.txt", text))
    assert told.value.where == "list.txt:4"


def test_the_articles_of_a_recording_take_their_pictures_along(place: Place):
    teal = picture("teal")
    page = record(pages.ADDRESS, answer(pages.page(shown(WALL))))
    source = place.root / "visit.warc"
    source.write_bytes(page + record(WALL, answer(teal, "image/jpeg")))

    made = place.make(source)

    article = place.article("tide.md")
    assert (made.articles, made.pictures, made.title) == (1, 1, "visit")
    (src,) = picture_sources(article.body)
    assert (place.folder / src).read_bytes() == teal
    assert article.origin == pages.ADDRESS
