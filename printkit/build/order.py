"""An order: what a run was asked for beyond the sources themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from printkit.model.issue import Profile


@dataclass(frozen=True, slots=True)
class Order:
    """A build's output folder, and what the command says about layout, options and what to leave out or in.

    `profile` is None where the issue's own holds. `keeps_beside` says that what is fetched is kept beside issue.toml,
    where there is one; else it is kept in the cache. `drop` names the blocks that are left out of its articles.
    """

    output: Path
    layout: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    allow_incomplete: bool = False
    articles: bool = False
    drafts: bool = False
    by_date: bool = False
    profile: Profile | None = None
    keeps_beside: bool = True
    drop: tuple[str, ...] = ()
