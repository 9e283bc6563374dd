"""`verify`: a bundle proved whole."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from printkit.cli import terminal
from printkit.cli.fetch import asking, fetches
from printkit.cli.terminal import Voice
from printkit.errors import Note

if TYPE_CHECKING:
    from printkit.build.verify import Verdict

# ruff: noqa: PLC0415 - what verifies is loaded when there is something to verify: the help needs none of it

_SHOWN = 5
"""So many findings of one kind are shown; `-v` shows them all."""


@click.command("verify")
@click.argument("pdf", type=click.Path(path_type=Path))
@click.argument("more", nargs=-1, metavar="[--against SOURCE...]")
@click.option(
    "--against",
    multiple=True,
    metavar="SOURCE",
    help="What must be in the PDF whole: an issue.toml, a folder, articles.",
)
@fetches
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The project's root.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the cache.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as JSON.")
@terminal.spoken
def verify_command(
    pdf: Path,
    more: tuple[str, ...],
    against: tuple[str, ...],
    root: Path | None,
    cache: Path | None,
    as_json: bool,
    voice: Voice,
    **fetching: object,
) -> None:
    """Prove that a PDF is whole: tags, languages, links, names, bookmarks, labels, folios, contents, faces, metadata.

    Against its sources, that nothing was lost: each word of each article in order, each picture, each link. The exit
    code is 1 where an error was found.

    Example: printkit verify build/sample.pdf --against articles/sample
    """
    from printkit.build.cache import default_folder
    from printkit.build.shop import Shop
    from printkit.build.verify import verify

    if more and not against:
        raise click.UsageError("one PDF at a time; sources stand behind --against")
    shop = Shop(Path.cwd(), cache=cache or default_folder(), asking=asking(fetching))
    verdict = verify(pdf, shop, against=(*against, *more), root=root)
    if as_json:
        terminal.show_json(verdict.as_dict())
    else:
        for line in _lines(verdict, everything=voice.loudness > 1):
            terminal.show(line)
    sys.exit(0 if verdict.good else 1)


def _lines(verdict: Verdict, *, everything: bool) -> list[str]:
    from printkit.audit import cure

    kinds = Counter(found.code for found in verdict.findings)
    lines: list[str] = []
    for code, times in kinds.items():
        found = [one for one in verdict.findings if one.code == code]
        lines.append(f"{found[0].level} {code}{f' ×{times}' if times > 1 else ''}: {cure(code)}")
        shown = found if everything else found[:_SHOWN]
        lines += [f"  {_said(one)}" for one in shown]
        if times > len(shown):
            lines.append(f"  and {times - len(shown)} more (-v shows them)")
    return [*lines, _summary(verdict)]


def _said(found: Note) -> str:
    return f"{found.where}: {found.text}" if found.where else found.text


def _summary(verdict: Verdict) -> str:
    from printkit.audit.codes import quantity

    counts = Counter(found.level for found in verdict.findings)
    faults = ", ".join(quantity(counts[level], level) for level in counts)
    held = f", held against {quantity(verdict.compared, 'source')}" if verdict.compared else ""
    size = f"{quantity(verdict.pages, 'page')}, {quantity(len(verdict.articles), 'article')}{held}"
    return f"{verdict.pdf}: {size}: {faults or ('nothing lost' if verdict.compared else 'whole')}"
