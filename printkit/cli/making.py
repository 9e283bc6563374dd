"""What `print` and `build` do once their words are parsed: the library called, the answer shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

import click

from printkit import issues
from printkit.build.cache import default_folder
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.pages import To
from printkit.build.printing import Printed, Wish, print_all
from printkit.build.report import BuildReport, printed_dict
from printkit.build.shop import Shop
from printkit.cli import terminal
from printkit.cli.fetch import asking
from printkit.cli.terminal import Voice
from printkit.errors import Note, SourceError
from printkit.model.issue import Issue, Profile

PRODUCTS = frozenset({".pdf", ".html", ".json"})
"""How the names of files end that are made; a folder is hardly ever called so."""

SHORT_FORMS = ("paper", "text-size", "pictures", "links", "columns")
"""Options of the command that are short for --set NAME=VALUE."""

Look = dict[str, object]
"""What was said of the looks and of fetching, by the name of the option."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What `print` was asked for, the looks apart."""

    output: str | None
    kind: str
    drop: tuple[str, ...]
    url: str
    to: str
    linked: Path | None
    root: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """What `build` was asked for, the looks apart."""

    output: Path | None
    title: str
    number: str
    day: date | None
    articles: bool
    drafts: bool
    allow_incomplete: bool
    root: Path | None
    as_json: bool


def print_articles(names: tuple[str, ...], asked: Asked, voice: Voice, look: Look) -> bool:
    """Print the sources and show what came of them; whether all is well."""
    fetching = asking(look)
    wish = _wish(asked.output, look)
    if asked.linked and asked.to != "html":
        raise click.UsageError("--linked goes with --to html")
    to = cast("To", asked.to)
    wish = replace(wish, drop=asked.drop, url=asked.url, type=asked.kind, to=to, linked=asked.linked)
    _check_usage(wish, len(names), as_json=asked.as_json)
    with terminal.progress(voice) as told:
        shop = replace(_shop(look), progress=told, asking=fetching)
        printed = print_all(names, wish, shop, root=asked.root)
    return not _tell_printed(printed, wish, voice, as_json=asked.as_json, strict=bool(look["strict"]))


def build_issues(paths: tuple[Path, ...], ordered: Ordered, voice: Voice, look: Look) -> bool:
    """Build the issues and show what came of each; whether all is well."""
    fetching = asking(look)
    said = issues.Overrides(title=ordered.title, number=ordered.number, date=ordered.day)
    if ordered.output and ordered.output.suffix in PRODUCTS and not ordered.output.is_dir():
        raise click.UsageError(f"-o names a folder, in which the issue is called by its slug: not '{ordered.output}'")
    reports: list[BuildReport] = []
    for path in paths or (Path(),):
        issue = issues.load(_ordering(path), root=ordered.root, overrides=said)
        order = _order(issue, path, ordered, look)
        with terminal.progress(voice) as told:
            shop = replace(_shop(look), root=issue.root, site=issue.site, progress=told, asking=fetching)
            report = build(issue, order, shop)
        _tell_built(report, issue, voice)
        reports.append(report)
        if report.bundle and not ordered.as_json:
            terminal.show(terminal.clean(str(report.bundle)))
    if ordered.as_json:
        shown = [report.as_dict() for report in reports]
        terminal.show_json(shown[0] if len(shown) == 1 else shown)
    faults = bool(look["strict"]) and terminal.strict(note for one in reports for note in _findings(one))
    return all(report.complete for report in reports) and not faults


def _order(issue: Issue, path: Path, ordered: Ordered, look: Look) -> Order:
    return Order(
        ordered.output or issue.root / "build",
        layout=str(look["layout"]),
        options=_options(look),
        profile=_profile(look),
        allow_incomplete=ordered.allow_incomplete,
        articles=ordered.articles,
        drafts=ordered.drafts,
        by_date=issues.is_folder(path),
    )


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


def _wish(output: str | None, look: Look) -> Wish:
    base = Wish(layout=str(look["layout"]), options=_options(look), profile=_profile(look) or "screen")
    if output is None:
        return base
    if output == "-":
        return replace(base, to_stdout=True)
    folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return replace(base, output=Path(output), into_folder=folder)


def _profile(look: Look) -> Profile | None:
    """The profile that was said, or None."""
    said = look["profile"]
    return cast("Profile", said) if said else None


def _options(look: Look) -> dict[str, str]:
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


def _shop(look: Look) -> Shop:
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
