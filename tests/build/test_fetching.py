"""What is fetched is kept, read from there ever after beside an issue, and asked for again where it is only cached."""

from __future__ import annotations

import io
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from printkit import issues
from printkit.build import fetching
from printkit.build.cache import Cache
from printkit.build.executors import Serial
from printkit.build.fetching import Asking, Web
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.originals import Spot
from printkit.build.printing import Printed, Wish, print_all, read_all
from printkit.build.report import BuildReport
from printkit.build.shop import Shop
from printkit.errors import SourceError
from printkit.facts import facts
from printkit.sources import fetcher
from printkit.sources.lines import Operator
from tests import tagtree
from tests.sources.switchboard import Call, World

STORY = "https://news.example/tide"
BOAT = "https://img.example/boat.png"
WORDS = "".join(
    f"<p>The tide came in before noon, and the {n} boats were not ready for it at all.</p>" for n in range(12)
)
PAGE = f"""<html lang=en><head><title>The tide</title></head><body><article><h1>The tide</h1>
<figure><img src="//img.example/boat.png" alt="A boat"><figcaption>The quay</figcaption></figure>
{WORDS}</article></body></html>"""


def png(width: int = 300) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 200), "teal").save(out, "png")
    return out.getvalue()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World()
    monkeypatch.setattr(fetching, "OPERATOR", made.operator())
    monkeypatch.setattr(fetcher, "PAUSES", (0.01, 0.02))
    made.page("news.example/tide", PAGE)
    made.page("img.example/boat.png", lambda call: call.answer(png(), content_type="image/png"))
    yield made
    made.close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path.resolve() / "paper"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "issue.toml").write_text(f'title = "Tides"\nfront = []\nback = []\narticles = ["{STORY}"]\n')
    return folder


def built(project: Path, offline: bool = False, refresh: bool = False) -> BuildReport:
    issue = issues.load(project)
    shop = Shop(issue.root, cache=project.parent / "cache", executor=Serial(), asking=Asking(offline, refresh))
    return build(issue, Order(project / "build"), replace(shop, site=issue.site))


def printed(project: Path, *names: str, offline: bool = False) -> Printed:
    shop = Shop(project, cache=project.parent / "cache", executor=Serial(), asking=Asking(offline))
    return print_all(names or (STORY,), Wish(output=Path("x.pdf")), shop)[0]


def codes(report: BuildReport | Printed) -> list[str]:
    notes = report.report.notes if isinstance(report, Printed) else report.articles[0].notes
    return [note.code for note in notes]


def index(folder: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((folder / "fetched" / "index.json").read_text())
    return found


def test_an_issue_keeps_what_it_fetched_and_never_asks_again(world: World, project: Path):
    first = built(project)
    asked = len(world.calls)
    again = built(project)

    assert (first.complete, first.articles[0].slug, again.articles[0].status) == (True, "tide", "cached")
    assert "image.missing" not in codes(first)
    assert len(world.calls) == asked
    assert sorted(world.asked()) == ["img.example/boat.png", "news.example/tide"]


def test_the_index_says_where_from_when_and_what(world: World, project: Path):
    world.page("news.example/tide", lambda call: call.moved("/tide/"))
    world.page("news.example/tide/", PAGE)
    built(project)

    row = index(project)[STORY]
    assert row["final"] == "https://news.example/tide/"
    assert row["media_type"] == "text/html; charset=utf-8"
    assert str(row["fetched"]).startswith("20")
    assert (project / "fetched" / str(row["file"])).read_text() == PAGE
    assert str(row["file"]).startswith("tide-")


def test_an_issue_is_built_without_a_network_from_what_it_keeps(world: World, project: Path):
    first = built(project)
    assert first.bundle
    before = first.bundle.read_bytes()
    world.down = frozenset(place for places in world.addresses.values() for place in places)

    assert built(project).complete
    assert first.bundle.read_bytes() == before


def test_refresh_fetches_anew_and_drops_the_old_file(world: World, project: Path):
    built(project)
    world.page("news.example/tide", PAGE.replace("noon", "dawn"))
    report = built(project, refresh=True)

    assert report.articles[0].status == "made"
    assert len(list((project / "fetched").glob("tide-*"))) == 1


def test_a_refresh_that_fails_keeps_what_was_there_and_says_so(world: World, project: Path):
    built(project)
    world.page("news.example/tide", lambda call: call.answer("", "404 Not Found"))
    report = built(project, refresh=True)

    assert report.complete
    assert "fetch.old" in codes(report)
    assert "404" in next(note.text for note in report.articles[0].notes if note.code == "fetch.old")


def test_a_file_that_was_changed_is_printed_as_it_stands_and_told(world: World, project: Path):
    built(project)
    (page,) = (project / "fetched").glob("tide-*")
    page.write_text(PAGE.replace("noon", "dawn"))
    report = built(project)

    assert "fetch.changed" in codes(report)
    assert report.articles[0].status == "made"


def test_a_file_that_is_gone_is_fetched_again(world: World, project: Path):
    built(project)
    (page,) = (project / "fetched").glob("tide-*")
    page.unlink()

    assert built(project).complete
    assert world.asked("tide") == ["news.example/tide"] * 2


@pytest.mark.parametrize("text", ["{", "[]", '{"https://news.example/tide": {"file": "../../secret", "sha256": "x"}}'])
def test_an_index_that_is_broken_is_told_and_trusted_in_nothing(world: World, project: Path, text: str):
    (project / "fetched").mkdir()
    (project / "fetched" / "index.json").write_text(text)
    report = built(project)

    assert report.complete
    assert "fetch.index" in codes(report)
    assert STORY in index(project)


def test_a_row_that_is_broken_loses_no_other(world: World, project: Path):
    built(project)
    rows = index(project)
    rows[STORY] = {**rows[STORY], "file": "../tide.html"}
    (project / "fetched" / "index.json").write_text(json.dumps({**rows, "https://h.example/": "x"}))
    report = built(project)

    assert "fetch.index" in codes(report)
    assert world.asked() == ["news.example/tide", "img.example/boat.png", "news.example/tide"]


@pytest.mark.parametrize("name", ["index.json", "INDEX.JSON", "notes.txt", "tide.html"])
def test_what_an_index_names_is_not_dropped_unless_it_was_kept_here(world: World, project: Path, name: str):
    built(project)
    rows = index(project)
    rows[STORY]["file"] = name
    (project / "fetched" / "index.json").write_text(json.dumps(rows))
    if name.lower() != "index.json":
        (project / "fetched" / name).write_text("An editor's own words")
    report = built(project, refresh=True)

    assert report.complete
    assert STORY in index(project)
    assert name.isupper() or (project / "fetched" / name).is_file()


def test_a_mark_of_an_answer_that_no_header_may_hold_is_not_sent(world: World, project: Path):
    printed(project)
    place = project.parent / "cache" / "fetched" / "index.json"
    rows = json.loads(place.read_text())
    rows[STORY] |= {"etag": '"1"\r\nX-Evil: 1', "modified": "m\u00e4rz", "until": ""}
    place.write_text(json.dumps(rows))
    printed(project)

    told = [call.headers for call in world.calls if call.target == "/tide"]
    assert len(told) == 2
    assert not {"x-evil", "if-none-match", "if-modified-since"} & set(told[-1])


def test_a_page_that_cannot_be_had_fails_alone_with_address_reason_and_cure(world: World, project: Path):
    (project / "ebb.md").write_text("# Ebb\n\nWords.\n")
    (project / "issue.toml").write_text('title = "T"\narticles = ["https://news.example/gone", "ebb.md"]\n')
    report = built(project)

    assert [one.status for one in report.articles] == ["failed", "made"]
    assert (
        str(report.articles[0].error)
        == "https://news.example/gone: there is no such page (HTTP 404) (check the address)"
    )


def test_a_pdf_on_the_web_is_ready_pages(world: World, project: Path):
    built(project)
    pdf = (project / "build" / "tides.pdf").read_bytes()
    world.page("news.example/ad", lambda call: call.answer(pdf, content_type="application/pdf"))
    (project / "issue.toml").write_text('title = "T"\nfront = []\nback = []\narticles = ["https://news.example/ad"]\n')

    assert built(project).complete


def test_a_feed_on_the_web_is_its_articles(world: World, project: Path):
    items = "".join(
        f"<item><title>Story {n}</title><description>{WORDS.replace('<', '&lt;')}</description></item>" for n in (1, 2)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    world.page("news.example/feed", lambda call: call.answer(feed, content_type="application/rss+xml"))
    (project / "issue.toml").write_text('title = "T"\narticles = ["https://news.example/feed"]\n')

    assert [one.slug for one in built(project).articles] == ["story-1", "story-2"]


def test_markdown_on_the_web_is_read_by_its_name_and_its_charset(world: World, project: Path):
    text = "# Føroyar\n\nVið ![bátur](img/boat.png)\n".encode("latin-1")
    world.page("news.example/posts/a.md", lambda call: call.answer(text, content_type="text/plain; charset=iso-8859-1"))
    world.page("news.example/posts/img/boat.png", lambda call: call.answer(png(), content_type="image/png"))
    report = printed(project, "https://news.example/posts/a.md")

    assert report.report.slug == "a"
    assert "image.missing" not in codes(report)


def test_the_charset_that_a_server_names_is_believed(world: World, project: Path):
    page = PAGE.replace("The quay", "Føroyar").encode("latin-1")
    world.page("news.example/tide", lambda call: call.answer(page, content_type="text/html; charset=iso-8859-1"))
    (article,) = read_all([STORY], Wish(), Shop(project, cache=project / "c", executor=Serial()))

    assert "Føroyar" in str(article.as_dict())
    assert article.origin == STORY


def test_what_was_printed_a_moment_ago_is_not_asked_for_again(world: World, project: Path):
    printed(project)
    asked = len(world.calls)

    assert printed(project).report.status == "cached"
    assert len(world.calls) == asked
    assert not (project / "fetched").exists()


def test_what_was_printed_long_ago_is_asked_for_once_and_not_sent_again(
    world: World, project: Path, monkeypatch: pytest.MonkeyPatch
):
    def script(call: Call) -> None:
        known = call.headers.get("if-none-match") == '"1"'
        call.answer(b"" if known else PAGE, "304 Not Modified" if known else "200 OK", etag='"1"')

    world.page("news.example/tide", script)
    monkeypatch.setattr(fetching, "_PAGE", replace(fetching._PAGE, reused=-1))
    printed(project)
    asked = len(world.calls)

    assert printed(project).report.status == "cached"
    assert len(world.calls) == asked + 1


def test_without_a_network_the_last_version_is_printed_and_its_day_told(
    world: World, project: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "_PAGE", replace(fetching._PAGE, reused=-1))
    printed(project)
    world.addresses.clear()
    report = printed(project)

    assert report.report.status == "cached"
    assert "this is what it was on 20" in next(note.text for note in report.report.notes if note.code == "fetch.old")


def test_offline_asks_nobody(world: World, project: Path):
    (project / "a.md").write_text(f"# A\n\nWords.\n\n![boat]({BOAT})\n")
    local = printed(project, "a.md", offline=True)
    far = printed(project, offline=True)

    assert world.looked_up == []
    assert local.report.status == "made"
    assert "nothing is fetched now" in str([note.text for note in local.report.notes])
    assert "nothing is fetched now" in str(far.report.error)


def test_offline_prints_what_was_fetched(world: World, project: Path):
    printed(project)
    world.looked_up.clear()

    assert printed(project, offline=True).report.status == "cached"
    assert world.looked_up == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda call: call.answer("", "404 Not Found"), "HTTP 404"),
        (lambda call: call.answer("<p>No hotlinks"), "answers with a page"),
        (lambda call: call.moved("http://127.0.0.1/"), "leads on"),
        (lambda call: call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n"), "larger than 20 MB"),
    ],
)
def test_a_picture_that_cannot_be_had_is_missing_and_told_why_once(
    world: World, project: Path, answer: object, reason: str
):
    world.pages["img.example/boat.png"] = answer  # type: ignore[assignment]
    world.addresses["127.0.0.1"] = ("127.0.0.1",)
    report = built(project)
    missing = [note for note in report.articles[0].notes if note.code == "image.missing"]
    asked = len(world.calls)
    built(project)

    assert len(missing) == 1
    assert reason in missing[0].text
    assert len(world.calls) == asked  # the site would say the same again


def test_a_picture_on_the_web_of_an_article_on_this_disk_is_fetched_beside_the_issue(world: World, project: Path):
    (project / "a.md").write_text(f"# A\n\nWords.\n\n![boat]({BOAT})\n")
    (project / "issue.toml").write_text('title = "T"\nfront = []\nback = []\narticles = ["a.md"]\n')
    report = built(project)

    assert "image.missing" not in codes(report)
    assert list(index(project)) == [BOAT]


FILM = '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="The tide"></iframe>'
STILL = "i.ytimg.com/vi/abcdefghijk/hqdefault.jpg"


def test_a_file_on_this_disk_asks_no_house_for_the_still_of_its_film(world: World, project: Path):
    world.page(STILL, lambda call: call.answer(png(), content_type="image/png"))
    (project / "film.html").write_text(PAGE.replace("<figure>", f"{FILM}<figure>").replace("<img ", "<b "))

    made = printed(project, "film.html")
    assert made.bundle
    assert "youtube.com/embed/abcdefghijk" in repr(facts(made.bundle.pdf.path).links)
    assert made.report.status == "made"
    assert "image.missing" not in codes(made)
    assert world.calls == []


def test_a_still_that_a_file_names_is_fetched(world: World, project: Path):
    world.page("img.example/still.png", lambda call: call.answer(png(), content_type="image/png"))
    film = '<video src="https://film.example/tide.mp4" poster="https://img.example/still.png"></video>'
    (project / "film.html").write_text(PAGE.replace("<figure>", f"{film}<figure>").replace("<img ", "<b "))

    printed(project, "film.html")
    assert world.asked() == ["img.example/still.png"]


def test_the_still_of_a_film_on_a_fetched_page_is_asked_for(world: World, project: Path):
    world.page(STILL, lambda call: call.answer(png(), content_type="image/png"))
    world.page("news.example/tide", PAGE.replace("<figure>", f"{FILM}<figure>"))

    printed(project)
    assert STILL in world.asked()


def test_nobody_is_asked_for_pictures_that_are_not_shown(world: World, project: Path):
    inline = f'<p>A <img src="{BOAT}" alt="boat"> in a line.</p>'
    page = PAGE.replace("//img.example", "https://img.example").replace("<figure>", f"{inline}<figure>")
    (project / "boat.html").write_text(page)
    shop = Shop(project, cache=project.parent / "cache", executor=Serial())

    (made,) = print_all(("boat.html",), Wish(output=Path("x.pdf"), options={"pictures": "none"}), shop)
    assert made.report.status == "made"
    assert made.report.notes == ()
    assert world.calls == []


def test_a_cover_s_picture_may_be_on_the_web(world: World, project: Path):
    (project / "a.md").write_text("# A\n\nWords.\n")
    cover = f'front = ["cover"]\nback = []\narticles = ["a.md"]\n[cover]\nimage = "{BOAT}"\n'
    (project / "issue.toml").write_text(f'title = "T"\n{cover}')
    report = built(project)

    assert report.notes == ()
    assert list(index(project)) == [BOAT]


def test_a_picture_is_asked_for_as_from_its_page(world: World, project: Path):
    built(project)

    (call,) = [one for one in world.calls if one.target == "/boat.png"]
    assert call.headers["referer"] == "https://news.example/"


def test_a_hundred_pictures_without_a_network_cost_nothing(project: Path, monkeypatch: pytest.MonkeyPatch):
    def silent(host: str, port: int) -> tuple[str, ...]:
        time.sleep(20)
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")

    monkeypatch.setattr(fetching, "OPERATOR", Operator(look_up=silent))
    web = Web({}, Asking(), Cache(project / "cache"), None)
    started = time.monotonic()
    shown = web.pictures((f"https://h{n}.example/a.png", Spot()) for n in range(100))

    assert time.monotonic() - started < 4  # 1.5 s where the machine has nothing else to do
    assert (len(shown.held), len(shown.notes)) == (0, 100)


def test_hosts_are_not_all_tried_where_none_answers(world: World, project: Path):
    shown = Web({}, Asking(), Cache(project / "cache"), None).pictures(
        (f"https://h{n}.example/a", Spot()) for n in range(100)
    )

    assert len(shown.notes) == 100
    assert len(world.looked_up) < 20


def test_all_pictures_of_a_run_share_one_time(world: World, project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "PICTURE_SECONDS", 0.6)
    for n in range(40):
        world.page(f"img.example/{n}", lambda call: time.sleep(2))
    started = time.monotonic()
    shown = Web({}, Asking(), Cache(project / "cache"), None).pictures(
        (f"https://img.example/{n}", Spot()) for n in range(40)
    )

    assert time.monotonic() - started < 8  # one after another they would take 20 s
    assert "no time was left" in str(shown.notes["https://img.example/39"].text)


def test_a_run_that_is_interrupted_waits_for_nobody(world: World, project: Path):
    world.page("slow.example/a", lambda call: time.sleep(9))
    started: list[float] = []

    def interrupt(phase: str, done: int, total: int) -> None:
        started.append(time.monotonic())
        raise KeyboardInterrupt

    web = Web({}, Asking(), Cache(project / "cache"), None, heard=interrupt)
    with pytest.raises(KeyboardInterrupt):
        web.pictures([("https://slow.example/a", Spot()), (BOAT, Spot())])

    assert time.monotonic() - started[0] < 5
    rows = json.loads((project / "cache" / "fetched" / "index.json").read_text())
    kept = {path.name for path in (project / "cache" / "fetched").glob("boat-*")}
    assert kept == {rows[BOAT]["file"]}


def test_two_pictures_of_a_dead_host_are_one_call(world: World, project: Path):
    world.down = frozenset(world.addresses["img.example"])
    web = Web({}, Asking(), Cache(project / "cache"), None)
    web.pictures([(BOAT, Spot())])
    dialled = len(world.dialled)
    web.pictures([("https://img.example/other.png", Spot())])

    assert len(world.dialled) == dialled


def test_a_folder_that_cannot_be_written_prints_all_the_same(world: World, project: Path):
    (project / "fetched").write_text("a file stands here")
    report = built(project)

    assert report.complete
    assert "fetch.index" in codes(report)


def test_a_folder_that_is_a_link_is_neither_read_nor_written(world: World, project: Path):
    outside = project.parent / "outside"
    outside.mkdir()
    (project / "fetched").symlink_to(outside)
    (outside / "secret").write_text("<h1>Secret</h1>")
    (outside / "index.json").write_text(
        json.dumps({STORY: {"file": "secret", "sha256": "x", "media_type": "text/html"}})
    )
    report = built(project)

    assert report.articles[0].slug == "tide"
    assert sorted(path.name for path in outside.iterdir()) == ["index.json", "secret"]


def test_a_link_among_the_files_is_not_followed(world: World, project: Path):
    built(project)
    (page,) = (project / "fetched").glob("tide-*")
    page.unlink()
    (project.parent / "secret.html").write_text("<h1>Secret</h1><p>Words.</p>")
    page.symlink_to(project.parent / "secret.html")

    assert built(project).articles[0].slug == "tide"
    assert not page.is_symlink()


def test_an_archived_page_carries_what_it_was_fetched_as(world: World, project: Path):
    old = (project / "issue.toml").read_text()
    (project / "issue.toml").write_text(f'profile = "archive"\n{old}')
    report = built(project)

    assert report.bundle
    with pikepdf.open(report.bundle) as pdf:
        assert sorted(pdf.attachments) == ["tide#tide.html", "tide#tide.json"]


def test_a_feed_on_the_web_is_printed_into_one_file(world: World, project: Path):
    text = WORDS.replace("<", "&lt;")
    items = "".join(f"<item><title>Story {n}</title><description>{text}</description></item>" for n in (1, 2))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    world.page("news.example/feed", lambda call: call.answer(feed, content_type="application/rss+xml"))
    report = printed(project, "https://news.example/feed")

    assert report.report.error is None
    assert Path("x.pdf").is_file()
    assert not (project / "fetched").exists()


def test_articles_of_an_issue_lead_to_each_other_by_the_addresses_they_were_named_by(world: World, project: Path):
    old = "https://news.example/old"
    linked = PAGE.replace("The tide<", "The ebb<").replace("ready", f'<a href="{old}">ready</a>', 1)
    world.page("news.example/ebb", linked)
    world.page("news.example/old", lambda call: call.moved(STORY))
    entries = f'"{old}", "https://news.example/ebb"'
    (project / "issue.toml").write_text(f'title = "Tides"\nfront = []\nback = []\narticles = [{entries}]\n')
    report = built(project)

    assert report.bundle
    assert {link.target_page for link in facts(report.bundle).links if link.target_page} == {1}


def test_pages_of_an_issue_are_fetched_side_by_side(world: World, project: Path):
    def slow(call: Call) -> None:
        time.sleep(1)
        call.answer(PAGE)

    for n in range(5):
        world.page(f"news.example/{n}", slow)
    web = Web({}, Asking(), Cache(project / "cache"), None)
    started = time.monotonic()
    web.prefetch((f"https://news.example/{n}", "") for n in range(5))

    assert time.monotonic() - started < 4.5
    assert web.page("https://news.example/3").data == PAGE.encode()


def test_what_is_the_readers_own_is_not_shown_to_another(world: World, project: Path):
    world.page(
        "news.example/tide", lambda call: call.answer(PAGE.replace("noon", call.headers.get("authorization", "all")))
    )
    cache = Cache(project / "cache")
    mine = Web({}, Asking(headers=("Authorization: me",), named=(STORY,)), cache, None).page(STORY)
    other = Web({}, Asking(), cache, None).page(STORY)

    assert b"before me" in mine.data
    assert b"before all" in other.data


def test_an_address_that_is_no_article_is_told(world: World, project: Path):
    error = printed(project, BOAT).report.error

    assert error
    assert "this is a picture (image/png), not an article" in error.text


def test_a_host_that_is_not_there_is_told(project: Path):
    with pytest.raises(SourceError, match=r"there is no host gone\.example"):
        Web({}, Asking(), Cache(project / "cache"), None).page("https://gone.example/")


def with_cookies(project: Path) -> Asking:
    file = project / "cookies.txt"
    line = ".news.example\tTRUE\t/\tTRUE\t4102444800\tsid\tsecret\n"
    file.write_text(f"# Netscape HTTP Cookie File\n{line}")
    return Asking(cookies=file)


def heard_by_the_boat(world: World) -> tuple[str | None, str | None]:
    (call,) = [call for call in world.calls if call.target == "/boat.png"]
    return call.headers.get("cookie"), call.headers.get("referer")


def posing(world: World) -> str:
    """A page that says it stands at another site, and shows a picture of that."""
    claim = '<link rel="canonical" href="https://news.example/tide">'
    world.page("news.example/boat.png", lambda call: call.answer(png(), content_type="image/png"))
    return PAGE.replace("<title>", f"{claim}<title>").replace("//img.example", "https://news.example")


def test_a_page_that_poses_as_another_site_s_takes_no_cookies_there(world: World, project: Path):
    world.page("evil.example/tide", posing(world))
    shop = Shop(project, cache=project.parent / "cache", executor=Serial(), asking=with_cookies(project))
    made = print_all(("https://evil.example/tide",), Wish(output=Path("x.pdf")), shop)[0]

    assert "image.missing" not in codes(made)
    assert heard_by_the_boat(world) == (None, "https://evil.example/")


def test_a_file_that_poses_as_a_site_s_takes_no_cookies_there(world: World, project: Path):
    (project / "tide.html").write_text(posing(world))
    shop = Shop(project, cache=project.parent / "cache", executor=Serial(), asking=with_cookies(project))
    print_all(("tide.html",), Wish(output=Path("x.pdf")), shop)

    assert heard_by_the_boat(world) == (None, "https://news.example/tide")


def test_a_page_takes_cookies_to_the_pictures_of_its_own_site(world: World, project: Path):
    world.page("news.example/tide", posing(world))
    issue = issues.load(project)
    shop = Shop(issue.root, cache=project.parent / "cache", executor=Serial(), asking=with_cookies(project))
    build(issue, Order(project / "build"), replace(shop, site=issue.site))

    assert heard_by_the_boat(world) == ("sid=secret", "https://news.example/tide")


def ending(path: Path) -> str:
    """The last words of a printed page."""
    (document,) = tagtree.documents(path)
    return document.text()[-80:]


def test_a_page_says_on_which_day_it_was_fetched_and_is_the_same_on_another(
    world: World, project: Path, monkeypatch: pytest.MonkeyPatch
):
    full, pdf = Wish(output=Path("x.pdf"), options={"printed-from": "full"}), project / "x.pdf"
    shop = Shop(project, cache=project.parent / "cache", executor=Serial())
    with monkeypatch.context() as then:
        then.setattr(fetching, "now", lambda seconds=0.0: "2026-03-01T08:00:00Z")
        print_all((STORY,), full, shop)
    first = pdf.read_bytes()
    print_all((STORY,), full, replace(shop, asking=Asking(offline=True)))

    assert pdf.read_bytes() == first
    assert "news.example/tide on March 1, 2026" in ending(pdf).replace("\u200b", "")


def test_the_day_that_was_said_is_the_one_that_is_printed(world: World, project: Path):
    said = {"printed-from": "full", "printed-on": "2025-05-02"}
    print_all(
        (STORY,),
        Wish(output=Path("x.pdf"), options=said),
        Shop(project, cache=project.parent / "cache", executor=Serial()),
    )

    assert "on May 2, 2025" in ending(project / "x.pdf")
