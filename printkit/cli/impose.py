"""`impose`: the pages of a PDF put on sheets that are folded, or cut."""

from __future__ import annotations

import re
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from printkit.cli import terminal
from printkit.cli.terminal import Voice
from printkit.errors import ConfigError, OutputError
from printkit.model.layout import MM

if TYPE_CHECKING:
    from printkit.outputs.booklet import Imposed, Imposition
    from printkit.outputs.folding import Kind, NUp

# ruff: noqa: PLC0415 - what imposes is loaded when there is something to impose: the help needs none of it

STDOUT = Path("-")
MOST = 32
"""How many columns or rows a sheet may have."""


def _grid(ctx: click.Context, param: click.Parameter, said: str | None) -> NUp | None:
    """Columns and rows: 2x2."""
    if said is None:
        return None
    found = re.fullmatch(r"(\d{1,2})\s*[x×]\s*(\d{1,2})", said.strip().lower())
    if not found or not all(1 <= int(number) <= MOST for number in found.groups()):
        raise click.BadParameter(f"'{said}' is no grid: columns and rows, such as 2x2")
    from printkit.outputs.folding import NUp

    return NUp(int(found[1]), int(found[2]))


def _paper(ctx: click.Context, param: click.Parameter, said: str | None) -> tuple[float, float] | None:
    """A paper by its name, or its width and height."""
    if said is None:
        return None
    from printkit import config

    try:
        return config.paper(said)
    except ConfigError as error:
        raise click.BadParameter(str(error)) from error


@click.command("impose")
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The file, - for stdout."
)
@click.option("--booklet", is_flag=True, help="Sheets laid into each other and stitched through the fold.")
@click.option(
    "--signature", type=click.IntRange(4, 256), metavar="PAGES", help="Gatherings of so many pages: 8, 16, 32."
)
@click.option("--nup", callback=_grid, metavar="CxR", help="Columns and rows of pages on each sheet, such as 2x2.")
@click.option(
    "--paper", callback=_paper, help='A3, A4, Letter, or a size such as "450mm 320mm"; else as large as needed.'
)
@click.option("--creep", type=click.FloatRange(0, 100), metavar="MM", help="How far the innermost pages move.")
@click.option(
    "--thickness",
    type=click.FloatRange(0, 5),
    default=0.1,
    show_default=True,
    metavar="MM",
    help="Of a sheet: creep is reckoned from it where --creep is not said.",
)
@click.option(
    "--bleed",
    type=click.FloatRange(0, 50),
    default=3,
    show_default=True,
    metavar="MM",
    help="How much of the pages' bleed is kept.",
)
@click.option("--marks", is_flag=True, help="Marks where to cut and fold.")
@click.option("--registration", is_flag=True, help="Marks of registration too.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@terminal.spoken
def impose_command(
    pdf: Path,
    output: Path,
    booklet: bool,
    signature: int | None,
    nup: NUp | None,
    paper: tuple[float, float] | None,
    creep: float | None,
    thickness: float,
    bleed: float,
    marks: bool,
    registration: bool,
    as_json: bool,
    voice: Voice,
) -> None:
    """Put the pages of a PDF on sheets: a stitched booklet, signatures, or several pages a sheet.

    Sheets are printed on both sides, turned over about their upright axis; those of --nup on one side. Blanks fill the
    last sheet.

    Example: printkit impose build/sample.pdf -o sample-booklet.pdf --booklet --marks
    """
    from printkit.outputs.booklet import Imposition, impose

    if output == STDOUT and as_json:
        raise click.UsageError("--json and -o - would both be written to standard output")
    plan = Imposition(
        _kind(booklet, signature, nup),
        paper,
        None if creep is None else creep * MM,
        thickness * MM,
        bleed * MM,
        marks,
        registration,
    )
    if output == STDOUT:
        with tempfile.TemporaryDirectory() as folder:
            imposed = impose(pdf, plan, Path(folder) / "imposed.pdf")
            terminal.pour(imposed.pdf.path.read_bytes())
    else:
        imposed = _put(pdf, plan, output)
    _tell(imposed, output, voice, as_json=as_json)


def _kind(booklet: bool, signature: int | None, nup: NUp | None) -> Kind:
    from printkit.outputs.folding import Booklet, Signatures

    if booklet + (signature is not None) + (nup is not None) != 1:
        raise click.UsageError("say one of --booklet, --signature PAGES and --nup CxR")
    if signature is not None and signature % 4:
        raise click.BadParameter("a folded sheet holds four pages: 4, 8, 12, 16 ...", param_hint="--signature")
    return nup or (Signatures(signature) if signature else Booklet())


def _put(pdf: Path, plan: Imposition, output: Path) -> Imposed:
    """Under its final name there is only ever a whole file."""
    from printkit.build import files
    from printkit.outputs.booklet import impose

    if output.exists() and pdf.exists() and output.samefile(pdf):
        raise OutputError("this is the PDF that is read", where=str(output), hint="another name for -o")
    files.check_writable(output)
    with files.staged(output) as temporary:
        imposed = impose(pdf, plan, temporary)
        files.settle(temporary, output)
    return imposed


def _tell(imposed: Imposed, output: Path, voice: Voice, *, as_json: bool) -> None:
    terminal.notes(voice, str(output), imposed.notes)
    blanks = f" and {_counted(imposed.blanks, 'blank')}" if imposed.blanks else ""
    sheets = f"{_counted(imposed.sheets, 'sheet')}, {_counted(imposed.sides, 'side')}"
    creep = f", creep {imposed.creep / MM:.1f} mm" if imposed.creep else ""
    terminal.tell(voice, f"{_counted(imposed.pages, 'page')}{blanks} on {sheets}{creep}")
    if output == STDOUT:
        return
    if as_json:
        terminal.show_json(_report(imposed, output))
    else:
        terminal.show(terminal.clean(str(output)))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _report(imposed: Imposed, output: Path) -> dict[str, object]:
    return {
        "file": str(output),
        "bytes": imposed.pdf.size,
        "pages": imposed.pages,
        "blanks": imposed.blanks,
        "sheets": imposed.sheets,
        "sides": imposed.sides,
        "creep_mm": round(imposed.creep / MM, 3),
        "scale": round(imposed.scale, 4),
        "notes": [asdict(note) for note in imposed.notes],
    }
