"""Asking a world: for an answer, or for the reason why there is none."""

from __future__ import annotations

import pytest

from printkit.sources.fetcher import Fetcher
from printkit.sources.manners import Manners, named_hosts
from printkit.sources.wanted import Answer, UnfetchedError, Wanted
from tests.sources.switchboard import World

STORY = "https://news.example/story"


def fetched(world: World, address: str = STORY, how: Manners | None = None, **wanted: object) -> Answer:
    return fetching(world, how).get(Wanted(address, **wanted))  # type: ignore[arg-type]


def fetching(world: World, how: Manners | None = None, *named: str) -> Fetcher:
    how = how or Manners(seconds=3)
    return Fetcher(how, named=named_hosts(named, how), operator=world.operator())


def refused(world: World, address: str = STORY, how: Manners | None = None, **wanted: object) -> UnfetchedError:
    with pytest.raises(UnfetchedError) as told:
        fetched(world, address, how, **wanted)
    return told.value
