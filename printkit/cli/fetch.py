"""The options that say how addresses are fetched, shared by the commands that read sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from printkit import sources

if TYPE_CHECKING:
    from printkit.build.fetching import Asking

F = TypeVar("F", bound=Callable[..., object])

KINDS = f"What the source is: {', '.join(sorted(sources.TYPES))}."
"""The help of `--type`."""


def an_address(_: click.Context, __: click.Parameter, said: str) -> str:
    """An address, or nothing."""
    if said and not sources.is_address(said):
        raise click.BadParameter(f"'{said}' is no address: https://example.org/story")
    return said


def fetches(function: F) -> F:
    """Give a command the options of fetching."""
    for option in reversed(
        (
            click.option("--offline", is_flag=True, help="Fetch nothing: take what was fetched before."),
            click.option("--refresh", is_flag=True, help="Fetch anew what was fetched before."),
            click.option(
                "--header",
                "headers",
                multiple=True,
                metavar="'NAME: VALUE'",
                callback=_headers,
                help="Send this header to the host of the address.",
            ),
            click.option(
                "--cookie-file",
                "cookies",
                metavar="FILE",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="Send a browser's cookies (cookies.txt) to their own hosts.",
            ),
        )
    ):
        function = option(function)
    return function


def asking(said: dict[str, object]) -> Asking:
    """What was said of fetching; taken out of the options."""
    from printkit.build.fetching import Asking  # noqa: PLC0415 - no help needs it

    headers, cookies = said.pop("headers"), said.pop("cookies")
    return Asking(
        bool(said.pop("offline")),
        bool(said.pop("refresh")),
        tuple(map(str, headers)) if isinstance(headers, tuple) else (),
        cookies if isinstance(cookies, Path) else None,
    )


def _headers(_: click.Context, __: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    for text in said:
        if not text.partition(":")[0].strip() or ":" not in text:
            raise click.BadParameter("a header is 'Name: value'")
    return said
