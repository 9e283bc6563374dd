"""Whatever a server answers, it ends by an answer or by an error of ours, in time and without filling memory."""

from __future__ import annotations

import gzip
import time

import pytest

from printkit.sources import fetcher
from printkit.sources.manners import Manners
from printkit.sources.wanted import UnfetchedError, Wanted
from tests.sources.asking import fetched, fetching, refused
from tests.sources.switchboard import Call, World

OK = b"HTTP/1.1 200 OK\r\n"
HOSTILE = {
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nWords",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nWords",
    "length and chunks": OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nWords\r\n0\r\n\r\n",
    "a length in letters": b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\xb3\r\n\r\nWords",
    "a negative chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nWords\r\n0\r\n\r\n",
    "a chunk without end": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 70000,
    "a huge chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nWords",
    "a thousand heads": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\nWords",
    "a long head": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\nWords",
    "a thousand interim answers": b"HTTP/1.1 100 Continue\r\n\r\n" * 1000,
    "a thousand early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n" * 1000,
    "early hints and nothing more": b"HTTP/1.1 103 Early Hints\r\n\r\n",
    "noise in heads": b"HTTP/1.1 200 OK\r\n\0\xff: \xfe\r\nContent-Type: \x1b[31mtext/html\r\n\r\nWords",
    "a cookie of noise": OK + b"Set-Cookie: =;;=\xff;expires=x;domain=..\r\nContent-Length: 5\r\n\r\nWords",
    "a packing of noise": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nWords",
    "half a packing": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"Words" * 900)[:20],
    "a status of four": b"HTTP/1.1 2000 OK\r\n\r\nWords",
    "a switch of protocols": b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n",
    "nowhere": b"HTTP/1.1 302 Found\r\n\r\n",
    "an odd place": b"HTTP/1.1 302 Found\r\nLocation: http://[::ffff:127.0.0.1%25]:80@x/\r\n\r\n",
    "a place of noise": b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\x00//\r\n\r\n",
    "a place in script": b"HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\n\r\n",
    "unasked-for sameness": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "an old tongue": b"<html>Words</html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_ends_in_words_or_in_a_clear_error(world: World, name: str):
    world.page("news.example/story", lambda call: call.send(HOSTILE[name]))
    started = time.monotonic()
    try:
        told = fetched(world, how=Manners(seconds=1.5, robots=False)).data or b""
    except UnfetchedError as error:
        assert error.hint
        assert error.text.isprintable()
    else:
        assert told in {b"Words", b"Wor"}

    assert time.monotonic() - started < 3


def test_ten_thousand_packed_pieces_take_no_time(world: World):
    body = gzip.compress(b"a") * 10_000
    world.page("news.example/story", lambda call: call.answer(body, content_encoding="gzip"))

    assert (fetched(world).data or b"").startswith(b"aaa")


def test_a_flood_of_cookies_is_neither_kept_nor_sent_back(world: World):
    def flood(call: Call) -> None:
        number = len(world.calls)
        lines = "".join(f"Set-Cookie: c{number}-{one}={'x' * 3000}\r\n" for one in range(90))
        long = f"Set-Cookie: long{number}={'x' * 60_000}\r\n"
        call.send(f"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n{long}{lines}\r\nWords".encode())

    world.page("news.example/story", flood)
    asking = fetching(world, Manners(seconds=3, robots=False))
    for _ in range(15):
        asking.get(Wanted("https://news.example/story"))

    assert len(asking._jar) <= fetcher.MOST_COOKIES + fetcher.COOKIES_AT_ONCE
    assert max(len(call.headers.get("cookie", "")) for call in world.calls) <= fetcher.LONGEST_COOKIES


def test_robots_of_noise_allow_and_robots_without_end_are_cut(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", lambda call: call.answer(bytes(range(256)) * 3000))

    assert fetched(world).data == b"Words"


def test_robots_that_name_thousands_of_programs_take_no_time(world: World):
    names = "".join(f"User-agent: x{number}\nUser-agent printkit-{number}\n" for number in range(6_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", names + rules)
    started = time.process_time()

    assert fetched(world).data == b"Words"
    assert time.process_time() - started < 3


def test_robots_that_lead_inside_are_not_followed(world: World):
    world.page("news.example/story", "Words")
    world.page("news.example/robots.txt", lambda call: call.moved("http://10.0.0.1/robots.txt"))
    world.addresses["10.0.0.1"] = ("10.0.0.1",)

    assert refused(world).text
    assert set(world.dialled) == {"93.184.216.1:443"}
