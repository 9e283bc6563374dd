"""A page that sends its reader on at once is a redirect, and judged as one."""

from __future__ import annotations

import time

import pytest

from printkit.sources.manners import Manners
from printkit.sources.refreshing import target
from printkit.sources.wanted import Wanted
from tests.sources.asking import fetched, fetching, refused
from tests.sources.switchboard import Call, World


def leading(to: str, seconds: str = "0") -> str:
    return f'<html><head><meta http-equiv="refresh" content="{seconds}; url={to}"></head></html>'


@pytest.mark.parametrize(
    ("meta", "there"),
    [
        ('<meta http-equiv="refresh" content="0; url=/b">', "/b"),
        ("<META HTTP-EQUIV=Refresh CONTENT='0;URL=\"/b\"'>", "/b"),
        ("<meta content='1, /b' http-equiv='refresh' />", "/b"),
        ('<meta http-equiv=refresh content="5;url=https://x.example/?a=1&amp;b=2">', "https://x.example/?a=1&b=2"),
        ("<meta http-equiv=refresh content=0;url=/b>", "/b"),
        ("<meta http-equiv=refresh content='0.5 ; url = /b '>", "/b"),
        ('<meta http-equiv=refresh content="300">', ""),
        ('<meta http-equiv=refresh content="300; url=/">', ""),
        ('<meta http-equiv=refresh content="0">', ""),
        ('<meta http-equiv=refresh content="url=/b">', ""),
        ('<meta name=refresh content="0; url=/b">', ""),
        ('<!-- <meta http-equiv=refresh content="0; url=/b"> -->', ""),
        ('<noscript><meta http-equiv=refresh content="0; url=/b"></noscript>', ""),
        ("<script>'<meta http-equiv=refresh content=\"0; url=/b\">'</script>", ""),
    ],
)
def test_what_a_page_leads_on_to_is_what_its_head_says(meta: str, there: str):
    assert target("text/html; charset=utf-8", f"<head>{meta}</head><p>Words".encode()) == there


def test_only_a_page_leads_on():
    assert target("text/plain", leading("/b").encode()) == ""


@pytest.mark.parametrize(
    "noise", ["<!--", "<script>", "<meta ", "<meta content='", "<!-- --><noscript>", "<meta content=0;"]
)
def test_noise_takes_no_time(noise: str):
    started = time.process_time()
    target("text/html", (noise * 70_000).encode())

    assert time.process_time() - started < 1


def test_a_page_that_leads_on_gives_what_it_leads_to(world: World):
    world.page("news.example/story", leading("/there"))
    world.page("news.example/there", "<p>Words")

    found = fetched(world)
    assert (found.final, found.data) == ("https://news.example/there", b"<p>Words")


def test_a_page_that_leads_to_itself_is_read(world: World):
    world.page("news.example/story", leading("https://news.example/story#top") + "<p>Words")

    assert (fetched(world).data or b"").endswith(b"<p>Words")


@pytest.mark.parametrize(
    "there", ["javascript:alert(1)", "ftp://news.example/", "https://u:p@news.example/", "//[", "?"]
)
def test_a_page_that_leads_where_nobody_is_asked_is_read(world: World, there: str):
    world.page("news.example/story", leading(there) + "<p>Words")

    assert (fetched(world).data or b"").endswith(b"<p>Words")


def test_pages_that_lead_on_and_on_end(world: World):
    world.page("news.example/story", leading("/a"))
    world.page("news.example/a", leading("/b"))
    world.page("news.example/b", leading("/a"))

    assert "on and on" in refused(world).text
    assert len(world.asked()) == 4


def test_what_a_page_leads_on_to_is_judged_as_the_first_address_was(world: World):
    world.page("news.example/story", leading("http://intern.example/"))
    world.page("intern.example/", "<p>Words", "10.0.0.1")

    assert "a private address" in refused(world).text
    assert world.asked() == ["news.example/story"]


def test_a_picture_leads_nowhere(world: World):
    world.page("news.example/story", leading("/there"))

    assert fetched(world, aside=True).final == "https://news.example/story"


def test_marks_of_an_answer_go_to_the_address_that_gave_it_alone(world: World):
    heard: list[tuple[str, str]] = []

    def hear(call: Call) -> None:
        heard.append((call.target, call.headers.get("if-none-match", "")))
        call.answer(leading("/there") if call.target == "/story" else "<p>Words")

    world.page("news.example/story", hear)
    world.page("news.example/there", hear)

    wanted = Wanted("https://news.example/story", etag='"1"', marked="https://news.example/there")
    fetching(world, Manners(robots=False)).get(wanted)
    assert heard == [("/story", ""), ("/there", '"1"')]
