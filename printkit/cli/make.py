"""`print` and `build`: articles and issues made."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import click

from printkit import config, issues, sources
from printkit.build.cache import default_folder
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.pages import To
from printkit.build.printing import Printed, Wish, print_all
from printkit.build.report import BuildReport, printed_dict
from printkit.build.shop import Shop
from printkit.cli import terminal
from printkit.cli.fetch import KINDS, an_address, asking, fetches
from printkit.cli.terminal import Voice
from printkit.errors import ConfigError, Note, SourceError
from printkit.model.issue import Issue, Profile

F = TypeVar("F", bound=Callable[..., object])

PRODUCTS = frozenset({".pdf", ".html", ".json"})
"""How the names of files end that are made; a folder is hardly ever called so."""

SHORT_FORMS = ("paper", "text-size", "pictures", "links", "columns")
"""Options of the command that are short for --set NAME=VALUE."""


def _layout(_: click.Context, __: click.Parameter, said: str) -> str:
    """A layout's name, or the path of its folder or template, which has a slash in it."""
    return f".{os.sep}{said}" if os.sep not in said and said.endswith((".html", ".toml")) else said


def _paper(_: click.Context, __: click.Parameter, said: str | None) -> str | None:
    """A paper by its name, or its width and height."""
    try:
        if said:
            config.paper(said)
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
    to: To,
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
    fetching = asking(look)
    wish = _wish(output, look)
    if linked and to != "html":
        raise click.UsageError("--linked goes with --to html")
    wish = replace(wish, drop=drop, url=url, type=kind or "", to=to, linked=linked)
    _check_usage(wish, len(names), as_json=as_json)
    with terminal.progress(voice) as told:
        shop = replace(_shop(look), progress=told, asking=fetching)
        printed = print_all(names, wish, shop, root=root)
    failed = _tell_printed(printed, wish, voice, as_json=as_json, strict=bool(look["strict"]))
    sys.exit(1 if failed else 0)


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
    fetching = asking(look)
    said = issues.Overrides(title=title, number=number, date=day)
    if output and output.suffix in PRODUCTS and not output.is_dir():
        raise click.UsageError(f"-o names a folder, in which the issue is called by its slug: not '{output}'")
    reports: list[BuildReport] = []
    for path in paths or (Path(),):
        issue = issues.load(_ordering(path), root=root, overrides=said)
        order = Order(
            output or issue.root / "build",
            layout=str(look["layout"]),
            options=_options(look),
            profile=_profile(look),
            allow_incomplete=allow_incomplete,
            articles=articles,
            drafts=drafts,
            by_date=issues.is_folder(path),
        )
        with terminal.progress(voice) as told:
            shop = replace(_shop(look), root=issue.root, site=issue.site, progress=told, asking=fetching)
            report = build(issue, order, shop)
        _tell_built(report, issue, voice)
        reports.append(report)
        if report.bundle and not as_json:
            terminal.show(terminal.clean(str(report.bundle)))
    if as_json:
        shown = [report.as_dict() for report in reports]
        terminal.show_json(shown[0] if len(shown) == 1 else shown)
    faults = bool(look["strict"]) and terminal.strict(note for one in reports for note in _findings(one))
    sys.exit(0 if all(report.complete for report in reports) and not faults else 1)


def _ordering(path: Path) -> Path:
    """The path of an issue; raises SourceError for a file that can be none."""
    if path.is_file() and path.suffix.lower() != ".toml":
        hint = "name an issue.toml or a folder of articles; `printkit print` makes a PDF of one article"
        raise SourceError("this is no issue", where=str(path), hint=hint)
    return path


def _check_usage(wish: Wish, count: int, *, as_json: bool) -> None:
    if wish.to_stdout and count > 1:
        raise click.UsageError("-o - takes one source")
    if wish.to_stdout and as_json:
        raise click.UsageError("--json and -o - would both be written to standard output")
    if count > 1 and wish.output and not wish.into_folder and wish.output.suffix in PRODUCTS:
        raise click.UsageError(f"{count} sources do not go into one file: -o FOLDER/, or `printkit build` binds them")


def _wish(output: str | None, look: dict[str, object]) -> Wish:
    base = Wish(layout=str(look["layout"]), options=_options(look), profile=_profile(look) or "screen")
    if output is None:
        return base
    if output == "-":
        return replace(base, to_stdout=True)
    folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return replace(base, output=Path(output), into_folder=folder)


def _profile(look: dict[str, object]) -> Profile | None:
    """The profile that was said, or None."""
    said = look["profile"]
    return cast("Profile", said) if said else None


def _options(look: dict[str, object]) -> dict[str, str]:
    """What was said of the looks, as options of the layout; --set NAME=VALUE is read last."""
    options = {name: str(look[name.replace("-", "_")]) for name in SHORT_FORMS if look[name.replace("-", "_")]}
    if look["grey"]:
        options["grey"] = "on"
    settings = look["settings"]
    for pair in settings if isinstance(settings, tuple) else ():
        name, mark, value = pair.partition("=")
        if not mark:
            raise click.UsageError(f"--set wants NAME=VALUE, not '{pair}'")
        options[name.strip()] = value.strip()
    return options


def _shop(look: dict[str, object]) -> Shop:
    cache, jobs = look["cache"], look["jobs"]
    return Shop(
        Path.cwd(),
        cache=cache if isinstance(cache, Path) else default_folder(),
        jobs=jobs if isinstance(jobs, int) else max(1, len(os.sched_getaffinity(0))),
        chosen=str(look["layout"]),
    )


def _tell_printed(printed: tuple[Printed, ...], wish: Wish, voice: Voice, *, as_json: bool, strict: bool) -> bool:
    """Show what was printed; True where something failed."""
    failed = False
    for one in printed:
        report = one.report
        if report.error:
            terminal.fail(report.error)
        failed |= report.status == "failed"
        terminal.notes(voice, report.slug or report.source, report.notes)
        if wish.to_stdout and one.product:
            terminal.pour(one.product.path.read_bytes())
        elif report.file and not as_json:
            terminal.show(terminal.clean(str(report.file)))
    if as_json:
        terminal.show_json([printed_dict(one.report) for one in printed])
    elif len(printed) > 1:
        bad = sum(one.report.status == "failed" for one in printed)
        terminal.tell(voice, f"{len(printed) - bad} printed, {bad} failed")
    if strict:
        failed |= terminal.strict(note for one in printed for note in one.report.notes)
    return failed


def _tell_built(report: BuildReport, issue: Issue, voice: Voice) -> None:
    for article in report.articles:
        if article.error:
            terminal.fail(article.error)
        terminal.notes(voice, article.slug, article.notes)
    terminal.notes(voice, issue.slug, report.notes)
    counts = f"{report.count('made')} made, {report.count('cached')} from the cache, {report.count('failed')} failed"
    terminal.tell(voice, f"{issue.title}: {report.pages} pages, {counts}, {report.seconds:.1f} s")


def _findings(report: BuildReport) -> tuple[Note, ...]:
    return (*(note for article in report.articles for note in article.notes), *report.notes)
