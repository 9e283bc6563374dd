"""What the fetcher asks, what it refuses to ask, and how it hears an answer out."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from printkit.errors import ConfigError, SourceError
from printkit.sources import fetcher
from printkit.sources.fetcher import Fetcher
from printkit.sources.manners import Manners, manners, named_hosts
from printkit.sources.wanted import UnfetchedError, Wanted
from tests.sources.asking import STORY, fetched, fetching, refused
from tests.sources.switchboard import Call, World


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetcher, "PAUSES", (0.01, 0.02))


def test_a_page_is_fetched_with_its_type_and_its_last_address(world: World):
    world.page("news.example/story", lambda call: call.moved("https://www.news.example/story?x=1#end"))
    world.page("www.news.example/story?x=1", "<p>Words</p>")

    answer = fetched(world)

    assert (answer.data, answer.media_type) == (b"<p>Words</p>", "text/html; charset=utf-8")
    assert (answer.address, answer.final) == (STORY, "https://www.news.example/story?x=1")


def test_an_address_in_capitals_is_the_same_address(world: World):
    world.page("news.example/story", "Words")

    assert fetched(world, "HTTP://NEWS.example/story").final == "http://news.example/story"


def test_what_is_asked_names_printkit_and_no_more(world: World):
    world.page("news.example/story", "Words")
    fetched(world)

    told = world.calls[-1].headers
    assert told["user-agent"].startswith("printkit/")
    assert set(told) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


PRIVATE = {
    "127.0.0.1": "this machine itself",
    "10.1.2.3": "a private address",
    "192.168.0.1": "a private address",
    "172.31.255.255": "a private address",
    "169.254.169.254": "of this link alone",
    "100.64.0.1": "not public",
    "0.0.0.0": "no address at all",
    "0.1.2.3": "a private address",
    "224.0.0.1": "of a group",
    "239.255.255.250": "of a group",
    "240.0.0.1": "a private address",
    "255.255.255.255": "a private address",
    "192.0.0.8": "not public",
    "192.0.2.1": "a private address",
    "192.88.99.1": "not public",
    "198.18.0.1": "a private address",
    "::1": "this machine itself",
    "::": "no address at all",
    "fe80::1%eth0": "of this link alone",
    "fec0::1": "not public",
    "fd00::1": "a private address",
    "ff02::1": "of a group",
    "2001:db8::1": "a private address",
    "3fff::1": "not public",
    "::ffff:127.0.0.1": "this machine itself",
    "::ffff:a9fe:a9fe": "of this link alone",
    "::7f00:1": "reserved",
    "2002:7f00:1::": "this machine itself",
    "2002:a00:1::1": "a private address",
    "2001:0:5db8:d801::80ff:fffe": "this machine itself",
    "64:ff9b::7f00:1": "this machine itself",
    "64:ff9b::a9fe:a9fe": "of this link alone",
    "64:ff9b:1::a00:1": "reserved",
}


@pytest.mark.parametrize("place", PRIVATE)
def test_a_name_that_is_not_public_is_never_called(world: World, place: str):
    world.addresses["news.example"] = (place,)

    error = refused(world)

    assert world.dialled == []
    assert "news.example is" in error.text
    assert error.lasting


def test_one_private_address_among_public_ones_is_enough(world: World):
    world.addresses["news.example"] = ("93.184.216.34", "10.0.0.1")

    assert "10.0.0.1, a private address" in refused(world).text
    assert world.dialled == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_a_private_address_written_out_is_refused(world: World, host: str):
    world.addresses[host.strip("[]")] = (host.strip("[]"),)
    world.addresses["::ffff:7f00:1"] = ("::ffff:7f00:1",)

    assert refused(world, f"http://{host}/").lasting
    assert world.dialled == []


@pytest.mark.parametrize("written", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost"])
def test_an_odd_spelling_is_judged_by_what_it_resolves_to(world: World, written: str):
    world.addresses[written] = ("127.0.0.1",)

    assert "this machine itself" in refused(world, f"http://{written}/").text


def test_a_public_address_inside_another_is_public(world: World):
    world.page("news.example/story", "Words", "64:ff9b::808:808")

    assert fetched(world).data == b"Words"


WRONG = [
    "ftp://news.example/story",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "gopher://news.example/",
    "http://news.example:22/",
    "http://news.example:8080/story",
    "https://name:word@news.example/story",
    "http://news.example\\@other.example/",
    "http://news.example:80:80/",
    "http://[fe80::1%25eth0]/",
    "http:///story",
    "http://news..example/",
    "http://news.example" + "/x" * 5000,
    "//news.example/story",
    "http://news.example:99999/",
    "http://news.example/\ud800",
    "http://news.example/?\udcff",
    f"http://{'n' * 64}.example/",
]


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_public_address_is_not_even_looked_up(world: World, address: str):
    with pytest.raises(SourceError) as told:
        fetched(world, address)

    assert world.looked_up == []
    assert told.value.hint
    assert ":word@" not in str(told.value)


def test_a_line_break_in_an_address_reaches_no_header(world: World):
    world.page("news.example/storyX-Bad:%201", "Words")

    fetched(world, "https://news.example/story\r\nX-Bad: 1")

    assert "x-bad" not in world.calls[-1].headers


@pytest.mark.parametrize(
    "there",
    [
        "http://127.0.0.1/",
        "http://inside.example/",
        "http://news.example:8080/",
        "file:///etc/passwd",
        "ftp://x.example/",
    ],
)
def test_a_redirect_is_judged_as_the_first_address_was(world: World, there: str):
    world.page("news.example/story", lambda call: call.moved(there))
    world.addresses |= {"inside.example": ("10.0.0.1",), "127.0.0.1": ("127.0.0.1",)}

    assert "leads on" in refused(world).text
    assert world.dialled == ["93.184.216.1:443"] * 2  # robots.txt and the page


def test_a_name_that_changes_its_address_is_judged_each_time_and_called_where_it_was_judged(world: World):
    world.page("news.example/story", lambda call: call.moved("/again"))
    world.page("news.example/again", "Words")
    answers = iter([("93.184.216.34",), ("93.184.216.34",), ("127.0.0.1",)])
    world.look_up = lambda host, port: next(answers)  # type: ignore[method-assign]
    fetching_now = Fetcher(Manners(seconds=3), operator=world.operator())

    with pytest.raises(UnfetchedError, match="this machine itself"):
        fetching_now.get(Wanted(STORY))

    assert set(world.dialled) == {"93.184.216.34:443"}


@pytest.mark.parametrize("turns", [3, 4])
def test_three_redirects_are_followed_and_a_fourth_is_not(world: World, turns: int):
    for turn in range(turns):
        world.page(f"news.example/{turn}", lambda call: call.moved(f"/{int(call.target[1:]) + 1}"))
    world.page(f"news.example/{turns}", "Words")

    if turns == 3:
        assert fetched(world, "https://news.example/0").data == b"Words"
    else:
        assert "more than 3 times" in refused(world, "https://news.example/0").text


def test_a_redirect_to_itself_ends(world: World):
    world.page("news.example/story", lambda call: call.moved("/story"))

    assert "more than 3 times" in refused(world).text
    assert len(world.asked()) == 4


DRIPS = {
    "status": b"HTTP/1.1 200 ",
    "head": b"HTTP/1.1 200 OK\r\nX-A: ",
    "body": b"HTTP/1.1 200 OK\r\n\r\n",
    "length": b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
    "chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n",
    "chunk's size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
    "trailer": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: ",
    "interim": b"HTTP/1.1 100 Continue\r\nX: ",
}


def drip(call: Call, start: bytes) -> None:
    call.send(start)
    for _ in range(60):
        call.send(b"0")
        time.sleep(0.05)


@pytest.mark.parametrize("where", DRIPS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_endless_drip_ends_at_the_deadline(world: World, where: str, scheme: str):
    world.page("news.example/story", lambda call: drip(call, DRIPS[where]))
    started = time.monotonic()

    error = refused(world, f"{scheme}://news.example/story", how=Manners(seconds=0.4, robots=False))

    assert "within 0.4 s" in error.text
    assert time.monotonic() - started < 2.9  # when the server has done


def test_a_server_that_says_nothing_ends_at_the_deadline(world: World):
    world.page("news.example/story", lambda call: time.sleep(3))

    assert "within 0.5 s" in refused(world, how=Manners(seconds=0.5, robots=False)).text


def test_a_gzip_bomb_is_cut_where_its_size_ends_and_fills_no_memory(world: World):
    bomb = gzip.compress(bytes(64 << 20), 1)
    world.page("news.example/story", lambda call: call.answer(bomb, content_encoding="gzip"))
    tracemalloc.start()
    error = refused(world, most=1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "larger than 1 MB" in error.text
    assert peak < 8 << 20


def test_a_length_that_is_too_large_is_refused_before_a_byte_is_read(world: World):
    world.page("news.example/story", lambda call: call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))

    assert "larger than 10 MB" in refused(world).text


def endless_chunks(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        call.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def test_chunks_without_end_are_cut_where_their_size_ends(world: World):
    world.page("news.example/story", endless_chunks)

    assert "larger than 1 MB" in refused(world, most=1 << 20).text


def test_an_answer_without_end_is_cut_where_its_size_ends(world: World):
    def pour(call: Call) -> None:
        call.send(b"HTTP/1.0 200 OK\r\n\r\n")
        while True:
            call.send(b"a" * 65536)

    world.page("news.example/story", pour)

    assert "larger than 1 MB" in refused(world, most=1 << 20).text


def test_an_answer_that_is_cut_short_is_no_answer(world: World):
    world.page("news.example/story", lambda call: call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"))

    assert "broke off" in refused(world).text
    assert len(world.asked()) == 3


HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"


@pytest.mark.parametrize("before", [HINTS, HINTS * 3, b"HTTP/1.1 102 Processing\r\n\r\n" + HINTS])
def test_interim_answers_are_read_past(world: World, before: bytes):
    def answer(call: Call) -> None:
        call.send(before)
        call.answer("<p>Words", etag='"1"')

    world.page("news.example/story", answer)

    found = fetched(world)
    assert (found.data, found.etag) == (b"<p>Words", '"1"')
    assert found.media_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("noise", [b"SSH-2.0-OpenSSH_9\r\n", b"\0" * 400, b"HTTP/1.1 abc\r\n\r\n", b""])
def test_what_is_no_http_is_no_answer(world: World, noise: bytes):
    world.page("news.example/story", lambda call: call.send(noise))

    assert "broke off" in refused(world, how=Manners(seconds=3, robots=False)).text


def test_a_packing_that_was_not_asked_for_is_told(world: World):
    world.page("news.example/story", lambda call: call.answer("x", content_encoding="br"))

    assert "packed as 'br'" in refused(world).text


def test_a_packed_page_is_unpacked(world: World):
    world.page("news.example/story", lambda call: call.packed(b"Words"))

    assert fetched(world).data == b"Words"


def test_a_kind_that_is_not_wanted_is_refused_by_its_head(world: World):
    world.page("news.example/story", lambda call: call.send(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"))

    error = refused(world, unwanted=lambda said: f"not {said}")

    assert error.text == "not video/mp4"


def test_a_site_in_trouble_is_asked_three_times(world: World):
    answers = iter(["503 Busy", "502 Bad", "200 OK"])
    world.page("news.example/story", lambda call: call.answer("Words", next(answers)))

    assert fetched(world).data == b"Words"


def test_a_site_that_asks_for_time_is_given_it_if_there_is_enough(world: World):
    answers = iter([("429 Slow", "1"), ("200 OK", "")])

    def script(call: Call) -> None:
        status, wait = next(answers)
        call.answer("Words", status, retry_after=wait)

    world.page("news.example/story", script)
    started = time.monotonic()

    assert fetched(world).data == b"Words"
    assert time.monotonic() - started >= 1


def test_a_site_that_asks_for_too_much_time_is_left_alone_and_it_is_said(world: World):
    world.page("news.example/story", lambda call: call.answer("", "429 Slow", retry_after="3600"))

    error = refused(world)

    assert error.hint == "try again in 3600 s"
    assert len(world.asked()) == 1


@pytest.mark.parametrize(("status", "lasting"), [("404 Not Found", True), ("403 No", True), ("500 Oops", False)])
def test_a_status_is_told_with_a_cure(world: World, status: str, lasting: bool):
    world.page("news.example/story", lambda call: call.answer("", status))

    error = refused(world)

    assert f"HTTP {status[:3]}" in error.text
    assert error.where == STORY
    assert error.hint
    assert error.lasting == lasting


def test_a_host_that_cannot_be_reached_is_asked_once_a_run(world: World):
    world.page("news.example/story", "Words")
    world.down = frozenset(world.addresses["news.example"])
    asking = fetching(world)
    for path in ("story", "other", "third"):
        with pytest.raises(UnfetchedError, match="cannot be reached"):
            asking.get(Wanted(f"https://news.example/{path}", aside=True))

    assert len(world.dialled) == 1


def test_a_name_with_a_stop_at_its_end_is_the_same_name(world: World):
    world.page("news.example./story", "Words")

    assert fetched(world, "https://news.example./story").data == b"Words"


def test_certificates_are_judged_by_the_name(world: World):
    world.page("news.example/story", "Words")
    world.misname("news.example", "other.example")

    assert "no secure line to news.example" in refused(world).text


def test_robots_are_heard_and_the_house_may_ask_anyway(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", "User-agent: *\nDisallow: /sto*\n")

    assert "stay away" in refused(world).text
    assert world.asked() == []
    assert fetched(world, how=Manners(robots=False)).data == b"Words"


def test_robots_that_mean_others_are_not_ours(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: printkit\nDisallow: /admin\n")

    assert fetched(world).data == b"Words"


@pytest.mark.parametrize("name", ["printkit", "PrintKit/2.0", "printkit*"])
def test_robots_that_name_us_among_others_are_ours(world: World, name: str):
    world.page("news.example/story", "Words")
    rules = (
        f"User-agent: other\nUser-Agent : {name} # us\nUser-agent: third\nDisallow: /story\n\nUser-agent: *\nAllow: /\n"
    )
    world.page("news.example/robots.txt", rules)

    assert "stay away" in refused(world).text


def test_robots_that_name_the_beginning_of_our_name_are_not_ours(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", "User-agent: print\nDisallow: /\n")

    assert fetched(world).data == b"Words"


def test_robots_in_trouble_keep_everybody_out(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", lambda call: call.answer("", "503 Busy"))

    assert "robots.txt of news.example cannot be had" in refused(world).text


def test_robots_are_asked_once_a_run(world: World):
    world.page("news.example/story", "Words")
    asking = fetching(world)
    asking.get(Wanted(STORY))
    asking.get(Wanted(STORY))

    assert [call.target for call in world.calls] == ["/robots.txt", "/story", "/story"]


def test_a_host_that_asks_for_rest_is_given_it_between_two_pages(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/a.png", "x")
    world.page("news.example/robots.txt", "User-agent: *\nCrawl-delay: 1.5")
    asking = fetching(world, Manners(seconds=1.2))
    started = time.monotonic()
    asking.get(Wanted(STORY))
    asking.get(Wanted("https://news.example/a.png", aside=True))
    asking.get(Wanted(STORY))

    assert time.monotonic() - started >= 1.5


def test_no_host_is_asked_more_than_four_things_at_once(world: World):
    now: list[int] = []
    most: list[int] = []

    def slow(call: Call) -> None:
        now.append(1)
        most.append(len(now))
        time.sleep(0.1)
        now.pop()
        call.answer("x")

    for n in range(10):
        world.page(f"news.example/{n}", slow)
    asking = fetching(world)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda n: asking.get(Wanted(f"https://news.example/{n}")), range(10)))

    assert max(most) <= 4


def cookies_at(folder: Path, *rows: str) -> Path:
    path = folder / "cookies.txt"
    path.write_text("# Netscape HTTP Cookie File\n" + "".join(f"{row}\n" for row in rows))
    return path


def test_cookies_of_a_file_go_to_their_own_host_alone(world: World, tmp_path: Path):
    file = cookies_at(tmp_path, "news.example\tFALSE\t/\tTRUE\t4102444800\tsid\tsecret")
    world.page("news.example/story", lambda call: call.moved("https://other.example/"))
    world.page("other.example/", "Words")
    fetched(world, how=Manners(seconds=3, cookies=file))

    told = {call.host: call.headers.get("cookie") for call in world.calls if call.target != "/robots.txt"}
    assert told == {"news.example": "sid=secret", "other.example": None}


@pytest.mark.parametrize(
    ("page", "told"),
    [("https://www.news.example/", "sid=secret"), ("https://other.example/", None), ("", None)],
)
def test_a_picture_takes_the_readers_cookies_to_the_site_of_its_page_alone(
    world: World, tmp_path: Path, page: str, told: str | None
):
    file = cookies_at(tmp_path, ".news.example\tTRUE\t/\tTRUE\t4102444800\tsid\tsecret")
    world.page("img.news.example/a.png", "x")
    how = Manners(seconds=3, cookies=file)
    fetched(world, "https://img.news.example/a.png", how, aside=True, referer="https://www.news.example/", page=page)

    assert world.calls[-1].headers.get("cookie") == told


def test_a_secure_cookie_is_not_sent_in_the_open(world: World, tmp_path: Path):
    file = cookies_at(tmp_path, "news.example\tFALSE\t/\tTRUE\t4102444800\tsid\tsecret")
    world.page("news.example/story", "Words")
    fetched(world, "http://news.example/story", Manners(seconds=3, cookies=file))

    assert "cookie" not in world.calls[-1].headers


def test_a_cookie_that_a_site_sets_on_the_way_is_brought_back_to_it(world: World):
    def wall(call: Call) -> None:
        if "seen=1" in call.headers.get("cookie", ""):
            call.answer("Words")
        else:
            call.answer("", "302 Found", location="/story", set_cookie="seen=1; Path=/")

    world.page("news.example/story", wall)

    assert fetched(world).data == b"Words"


def test_a_cookie_for_another_host_is_not_taken(world: World):
    setting = "sid=evil; Domain=other.example; Path=/"
    world.page(
        "news.example/story",
        lambda call: call.answer("", "302 Found", location="https://other.example/", set_cookie=setting),
    )
    world.page("other.example/", "Words")
    fetched(world)

    assert "cookie" not in world.calls[-1].headers


def test_a_header_goes_to_the_host_that_was_named_and_to_no_other(world: World):
    how = manners({}, ["Authorization: Bearer secret"])
    world.page("news.example/story", lambda call: call.moved("https://other.example/"))
    world.page("other.example/", "Words")
    fetching(world, how, STORY).get(Wanted(STORY))

    told = {call.host: call.headers.get("authorization") for call in world.calls}
    assert told == {"news.example": "Bearer secret", "other.example": None}


def test_a_header_is_not_sent_where_a_secure_line_leads_into_the_open(world: World):
    how = manners({}, ["Authorization: Bearer secret"])
    world.page("news.example/story", lambda call: call.moved("http://news.example/open"))
    world.page("news.example/open", "Words")
    fetching(world, how, STORY).get(Wanted(STORY))

    assert "authorization" not in world.calls[-1].headers


def test_the_house_has_headers_for_single_hosts(world: World):
    how = manners({"headers": {"News.example": {"X-Key": "k"}}})
    world.page("news.example/story", "Words")
    world.page("other.example/", "Words")
    asking = fetching(world, how)
    asking.get(Wanted(STORY))
    asking.get(Wanted("https://other.example/"))

    assert [call.headers.get("x-key") for call in world.calls if call.target != "/robots.txt"] == ["k", None]


@pytest.mark.parametrize("text", ["Host: x", "Content-Length: 4", "no colon", "X Y: 1", "X: a\r\nY: b", "X: ä", ": x"])
def test_a_header_that_cannot_be_sent_is_refused(text: str):
    with pytest.raises(ConfigError, match="header"):
        manners({}, [text])


def test_a_header_for_two_hosts_is_refused():
    how = manners({}, ["Authorization: x"])

    with pytest.raises(ConfigError, match="one host"):
        named_hosts([STORY, "https://other.example/"], how)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("https://news.example/story?x=1", "https://news.example/story?x=1"),
        ("https://blog.example/deep/page", "https://blog.example/"),
    ],
)
def test_a_picture_is_asked_for_as_from_its_page(world: World, page: str, told: str):
    world.page("news.example/a.png", "x")
    fetched(world, "https://news.example/a.png", referer=page)

    assert world.calls[-1].headers["referer"] == told


def test_a_secure_page_is_not_named_in_the_open(world: World):
    world.page("news.example/a.png", "x")
    fetched(world, "http://news.example/a.png", referer=STORY)

    assert "referer" not in world.calls[-1].headers


def test_what_is_at_hand_and_still_holds_is_not_sent_again(world: World):
    def script(call: Call) -> None:
        fresh = call.headers.get("if-none-match") == '"1"'
        call.answer(
            b"" if fresh else b"Words",
            "304 Not Modified" if fresh else "200 OK",
            etag='"1"',
            cache_control="max-age=60",
        )

    world.page("news.example/story", script)
    first = fetched(world)
    again = fetched(world, etag=first.etag)

    assert (first.data, first.etag, first.keeps) == (b"Words", '"1"', 60.0)
    assert again.data is None


def test_a_name_that_cannot_be_resolved_is_told(world: World):
    assert "there is no host gone.example" in refused(world, "https://gone.example/").text


def test_no_proxy_is_taken_from_the_environment(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    world.page("news.example/story", "Words")

    assert fetched(world).data == b"Words"


# A proxy of the house


class Proxy:
    """Answers what it is asked for itself, and remembers it; a tunnel is led to the world's server."""

    def __init__(self, world: World) -> None:
        self.heard: list[str] = []
        self._world = world
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://me:word@127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            line, _ = self._server.accept()
            threading.Thread(target=self._hear, args=(line,), daemon=True).start()

    def _hear(self, line: socket.socket) -> None:
        with line:
            said = line.recv(65536).decode()
            self.heard.append(said)
            if not said.startswith("CONNECT"):
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nWords")
                return
            line.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            with self._world.dial(("93.184.216.34", 443), 5) as far:
                back = threading.Thread(target=_pour, args=(far, line), daemon=True)
                back.start()
                _pour(line, far)
                back.join()


def _pour(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_of_the_house_is_asked_in_the_host_s_place(world: World, scheme: str):
    proxy = Proxy(world)
    world.page("news.example/story", "Words")
    how = manners({"proxy": proxy.address, "robots": False})

    assert fetched(world, f"{scheme}://news.example/story", how).data == b"Words"
    assert proxy.heard[0].startswith(("GET http://news.example/story", "CONNECT news.example:443"))
    assert "Proxy-Authorization: Basic bWU6d29yZA==" in proxy.heard[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "inside.example"])
def test_a_proxy_is_not_asked_for_what_is_private(world: World, host: str):
    proxy = Proxy(world)
    world.addresses |= {"127.0.0.1": ("127.0.0.1",), "inside.example": ("10.0.0.1",)}

    assert "only public" in refused(world, f"http://{host}/", manners({"proxy": proxy.address})).hint
    assert proxy.heard == []


NO_PROXIES = ["http://h:99999", "http://[::1", "http://h:x", "socks5://h:1080", "127.0.0.1:3128", "http://h/path"]


@pytest.mark.parametrize("said", NO_PROXIES)
def test_a_proxy_is_an_http_address(said: str):
    with pytest.raises(ConfigError, match="a proxy is an http address"):
        manners({"proxy": said})


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_cannot_be_used_is_named(world: World, scheme: str):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    world.page("news.example/story", "Words")
    error = refused(world, f"{scheme}://news.example/story", manners({"proxy": f"http://127.0.0.1:{port}"}))

    assert "the proxy 127.0.0.1 cannot be used" in error.text
    assert "site.toml" in error.hint


@pytest.mark.parametrize("table", [{"timeout": 1e18}, {"timeout": float("inf")}, {"max_mb": 1e12}])
def test_what_no_clock_and_no_memory_hold_is_refused(table: dict[str, object]):
    with pytest.raises(ConfigError, match="is at most"):
        manners(table)
