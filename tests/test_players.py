"""Players of the web: the page behind a frame, its house and its still."""

from __future__ import annotations

import pytest

from printkit.model.players import house, page, still

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (f"https://www.youtube.com/embed/{ID}?rel=0&start=30", f"https://youtu.be/{ID}"),
        (f"//www.youtube-nocookie.com/embed/{ID}", f"https://youtu.be/{ID}"),
        (f"https://www.youtube.com/watch?feature=share&v={ID}", f"https://youtu.be/{ID}"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871"),
        ("https://open.spotify.com/embed/track/4uLU6hMCjMI", "https://open.spotify.com/track/4uLU6hMCjMI"),
        ("https://codepen.io/anna/embed/abCDef?x=1", "https://codepen.io/anna/pen/abCDef"),
        ("https://w.soundcloud.com/player/?url=https%3A//example.org/a&x=1", "https://example.org/a"),
    ],
)
def test_the_page_of_a_player_is_the_one_that_a_person_would_open(frame: str, shown: str):
    assert page(frame) == shown


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/film.mp4",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://w.soundcloud.com/player/?url=javascript%3Aalert(1)",
        f"https://example.org/?u=youtube.com/embed/{ID}",
        "",
    ],
)
def test_an_address_that_is_no_players_stays_as_it_is(address: str):
    assert page(address) == address
    assert still(address) == ""


def test_a_still_follows_from_the_address_of_a_film():
    assert still(f"https://www.youtube.com/embed/{ID}") == f"https://i.ytimg.com/vi/{ID}/hqdefault.jpg"


def test_a_house_is_named_by_its_host_alone():
    assert house("https://www.youtube.com/embed/x") == "YouTube"
    assert house("https://notyoutube.com/youtube.com") == ""
