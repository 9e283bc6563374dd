"""`import`: an export, a feed or pages on the web made a folder of articles that `build` builds."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from printkit.cli import terminal
from printkit.cli.fetch import asking, fetches
from printkit.cli.terminal import Voice

if TYPE_CHECKING:
    from printkit.build.importing import Imported


@click.command("import")
@click.argument("source", metavar="SOURCE|ADDRESS|LIST")
@click.option("-o", "--output", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--drafts", is_flag=True, help="Take drafts, private posts and those behind a password in.")
@click.option("--full", is_flag=True, help="Fetch the page of each entry that a feed only summarises.")
@click.option("--force", is_flag=True, help="Write over files of the same names.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the cache.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="Jobs at a time.")
@fetches
@terminal.spoken
def import_command(
    source: str,
    output: Path,
    drafts: bool,
    full: bool,
    force: bool,
    as_json: bool,
    cache: Path | None,
    jobs: int | None,
    voice: Voice,
    **fetching: object,
) -> None:
    """Make a folder of articles and an issue.toml of an export, a feed, or pages on the web.

    SOURCE is a WordPress export (Tools, Export), a feed (RSS, Atom, JSON Feed) or a container, saved as a file or at an
    ADDRESS; the address of a page; or a LIST, a text file of addresses, one a line. Articles become Markdown with front
    matter and pictures beside them, categories become sections; `printkit build FOLDER` builds them as they stand.

    Example: printkit import harbour.WordPress.2026-03-01.xml -o harbour
    """
    from printkit.build.cache import default_folder  # noqa: PLC0415 - its help needs nothing of what importing does
    from printkit.build.importing import Wanted, import_source  # noqa: PLC0415
    from printkit.build.shop import Shop  # noqa: PLC0415

    with terminal.progress(voice) as told:
        shop = replace(Shop(Path.cwd(), cache=cache or default_folder()).at(Path.cwd()), progress=told)
        shop = replace(shop, jobs=jobs) if jobs else shop
        shop = replace(shop, asking=asking(fetching))
        made = import_source(source, output, Wanted(drafts=drafts, force=force, full=full), shop)
    _tell(made, voice, as_json=as_json)
    sys.exit(1 if made.failed else 0)


def _tell(made: Imported, voice: Voice, *, as_json: bool) -> None:
    terminal.notes(voice, made.title, made.notes)
    if as_json:
        terminal.show_json(_as_dict(made))
        return
    counts = f"{made.articles} articles in {made.sections} sections, {made.pictures} pictures taken along"
    drafts = f", {made.drafts} drafts left out" if made.drafts else ""
    failed = f", {made.failed} not read" if made.failed else ""
    terminal.tell(voice, f"{made.title}: {counts}{drafts}{failed}")
    terminal.show(terminal.clean(str(made.issue)))


def _as_dict(made: Imported) -> dict[str, object]:
    from printkit.build.report import note_dict  # noqa: PLC0415

    return {
        "issue": str(made.issue),
        "title": made.title,
        "articles": made.articles,
        "pictures": made.pictures,
        "sections": made.sections,
        "drafts_left_out": made.drafts,
        "failed": made.failed,
        "notes": [note_dict(note) for note in made.notes],
    }
