"""`print` and `build`: articles and issues made."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import click

from printkit import sources
from printkit.cli import terminal
from printkit.cli.fetch import KINDS, an_address, fetches
from printkit.cli.terminal import Voice
from printkit.errors import ConfigError

F = TypeVar("F", bound=Callable[..., object])


def _layout(_: click.Context, __: click.Parameter, said: str) -> str:
    """A layout's name, or the path of its folder or template, which has a slash in it."""
    return f".{os.sep}{said}" if os.sep not in said and said.endswith((".html", ".toml")) else said


def _paper(_: click.Context, __: click.Parameter, said: str | None) -> str | None:
    """A paper by its name, or its width and height."""
    try:
        if said:
            import_module("printkit.config").paper(said)
    except ConfigError as error:
        raise click.BadParameter(str(error)) from error
    return said


def _points(_: click.Context, __: click.Parameter, said: str | None) -> str | None:
    """A size of text: a number of pt, or a length."""
    if said and not re.fullmatch(r"\s*\d{1,3}(?:\.\d{1,4})?\s*(?:pt|mm|cm|in|px)?\s*", said):
        raise click.BadParameter(f"'{said}' is no size: a number of pt, such as 11 or 10.5")
    return said


def _issues(_: click.Context, __: click.Parameter, said: tuple[str, ...]) -> tuple[Path, ...]:
    """The paths of issues; an address is none, and is told from a path before its slashes are."""
    if address := next(filter(sources.is_address, said), ""):
        raise click.BadParameter(f"'{address}' is no issue: `printkit print {address}` makes a PDF of it")
    return tuple(map(Path, said))


def looks(function: F) -> F:
    """The options that say how pages look, shared by `print` and `build`."""
    for option in reversed(
        (
            click.option(
                "-l",
                "--layout",
                default="",
                metavar="LAYOUT",
                callback=_layout,
                help="Layout: a name from `printkit layouts`, its folder, or its article.html.",
            ),
            click.option(
                "--paper", metavar="SIZE", callback=_paper, help='A4, A5, Letter, or a size such as "170mm 240mm".'
            ),
            click.option("--text-size", metavar="PT", callback=_points, help="Size of the text in pt."),
            click.option("--pictures", type=click.Choice(["full", "small", "none"]), help="How pictures are shown."),
            click.option(
                "--links", type=click.Choice(["foot", "end", "qr", "inline", "none"]), help="Where addresses stand."
            ),
            click.option("--columns", metavar="N", help="How many columns."),
            click.option("--grey", is_flag=True, help="No colours."),
            click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Any option of the layout."),
            click.option("--profile", type=click.Choice(["screen", "archive", "press"]), help="What the PDF is for."),
            click.option("--cache", type=click.Path(path_type=Path), help="Folder of the cache."),
            click.option("-j", "--jobs", type=click.IntRange(1, 64), help="Articles at a time."),
            click.option("--strict", is_flag=True, help="A warning or error in the findings is a failure."),
        )
    ):
        function = option(function)
    return function


@click.command("print")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", metavar="FILE|FOLDER", help="A file for one source, a folder for several, - for stdout."
)
@click.option("--type", "kind", metavar="KIND", type=click.Choice(sorted(sources.TYPES)), help=KINDS)
@click.option("--drop", multiple=True, metavar="BLOCK-ID", help="Leave this block out (ids: `printkit read --json`).")
@click.option("--url", default="", metavar="ADDRESS", callback=an_address, help="Where the article was published.")
@click.option("--to", type=click.Choice(["pdf", "html", "json"]), default="pdf", help="PDF, print page, or JSON.")
@click.option(
    "--linked",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --to html: fonts and pictures as files in this folder.",
)
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The project's root.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@looks
@fetches
@terminal.spoken
def print_command(
    names: tuple[str, ...],
    output: str | None,
    kind: str | None,
    drop: tuple[str, ...],
    url: str,
    to: str,
    linked: Path | None,
    root: Path | None,
    as_json: bool,
    voice: Voice,
    **look: object,
) -> None:
    """Print articles as PDF, one file each.

    SOURCE is a Markdown, text or HTML file, a feed or an export, a folder with one article, an address on the web, or -
    for standard input.
    With --to html it is the print page: one file for the screen and for a browser's printer.

    Example: printkit print story.md -o story.pdf
    """
    from printkit.cli import making  # noqa: PLC0415 - its help needs nothing of what printing does

    asked = making.Asked(output, kind or "", drop, url, to, linked, root, as_json)
    sys.exit(0 if making.print_articles(names, asked, voice, look) else 1)


@click.command("build")
@click.argument("paths", nargs=-1, metavar="[ISSUE.toml|FOLDER]...", type=click.Path(), callback=_issues)
@click.option("-o", "--output", metavar="FOLDER", type=click.Path(path_type=Path), help="Where the bundle goes.")
@click.option("--title", default="", help="Title of the issue.")
@click.option("--number", default="", help="Number of the issue.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date of the issue.")
@click.option("--articles", is_flag=True, help="Write each article as its own PDF too.")
@click.option("--drafts", is_flag=True, help="Take drafts in.")
@click.option("--allow-incomplete", is_flag=True, help="Write the final name even where an article failed.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The project's root.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@looks
@fetches
@terminal.spoken
def build_command(
    paths: tuple[Path, ...],
    output: Path | None,
    title: str,
    number: str,
    day: date | None,
    articles: bool,
    drafts: bool,
    allow_incomplete: bool,
    root: Path | None,
    as_json: bool,
    voice: Voice,
    **look: object,
) -> None:
    """Build an issue: cover, contents, articles, one bound file.

    An issue is an issue.toml, or a folder with one; a folder without one becomes an issue of the articles in it, by
    date then name.

    Example: printkit build articles/sample -o build
    """
    from printkit.cli import making  # noqa: PLC0415 - its help needs nothing of what building does

    ordered = making.Ordered(output, title, number, day, articles, drafts, allow_incomplete, root, as_json)
    sys.exit(0 if making.build_issues(paths, ordered, voice, look) else 1)
