"""Sets texts in layouts and holds the page meter against the gates of the printed page.

    python bench/pages.py                     the texts below, planned and greedy, in plain and newspaper
    python bench/pages.py -l newspaper a.md   other layouts, other texts
    python bench/pages.py --keep pages/       the pages are kept
    python bench/pages.py --times             what the planner costs in CPU

The corpus and the meter lie beside the project: ../shared, or PRINTKIT_SHARED.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printkit import compose, fonts, layouts, readers, sources, typeset  # noqa: E402 - of the checkout it lies in
from printkit.model.article import Article, Reading, Source  # noqa: E402
from printkit.model.layout import Layout  # noqa: E402
from printkit.model.products import Galley, Rendition  # noqa: E402

SHARED = Path(os.environ.get("PRINTKIT_SHARED", ROOT.parent / "shared"))
NATURAL = 0.237
"""The word space of Source Serif 4, in em."""

TEXTS = (
    ("en", "corpus/markdown-rust/Fearless-Concurrency.md"),
    ("en", "corpus/markdown-rust/inside-rust__imposter-syndrome.md"),
    ("en", "corpus/markdown-18f/posts/2014-04-12-how-a-pepperoni-pizza-is-inspiring-open-government.md"),
    ("en", "corpus/texts/scraped/042bb7b5fedab6ea.txt"),
    ("de", "corpus/ntrex/deu"),
    ("fr", "corpus/ntrex/fra"),
    ("ru", "corpus/ntrex/rus"),
    ("es", "corpus/texts/scraped/es-ElMundo_2024_12_02.txt"),
)
STORIES, SENTENCES = 6, 3

Row = tuple[str, str, Callable[[dict[str, Any]], Any], tuple[float, float], str]


def _of(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda result: len(result[key]) if isinstance(result[key], list) else result[key] or 0


# What is measured, how the texts are brought together, and what it must keep to at a wide and at a narrow measure.
ROWS: tuple[Row, ...] = (
    ("word space mean", "mean", _of("stretch_mean"), (1.10, 1.25), "<="),
    ("word space p95", "mean", _of("stretch_p95"), (1.45, 2.0), "<="),
    ("looser than 2x", "mean", _of("loose_2x"), (0.0, 0.05), "<="),
    ("tighter than .8x", "mean", _of("tight_0_8x"), (0.08, 0.10), "<="),
    ("hyphenated", "mean", _of("hyphenated"), (0.12, 0.22), "<="),
    ("ladder", "max", _of("ladder"), (2, 2), "<="),
    ("justified", "mean", _of("justified_share"), (0.85, 0.85), ">="),
    ("glyphs at least", "min", _of("glyph_scale_min"), (0.98, 0.97), ">="),
    ("glyphs at most", "max", _of("glyph_scale_max"), (1.02, 1.03), "<="),
    ("letterspacing", "max", _of("tracking_max_em"), (0.02, 0.02), "<="),
    ("grid agreement", "min", lambda r: 1.0 if r["grid_agreement"] is None else r["grid_agreement"], (1.0, 1.0), ">="),
    ("widows", "max", _of("widows"), (0, 0), "<="),
    ("orphans", "max", _of("orphans"), (0, 0), "<="),
    ("stubs", "max", _of("stubs"), (0, 0), "<="),
    ("stranded", "max", _of("stranded_headings"), (0, 0), "<="),
    ("overflow", "max", _of("overflow"), (0, 0), "<="),
    ("overlaps", "max", _of("overlapping_lines"), (0, 0), "<="),
    ("last page apart", "mean", _of("last_page_column_rag_lines"), (1, 1), "<="),
    ("measure, letters", "mean", _of("measure_chars"), (0, 0), ""),
    ("pages", "mean", _of("pages"), (0, 0), ""),
)
TOGETHER: dict[str, Callable[[Iterable[float]], float]] = {"mean": statistics.mean, "max": max, "min": min}


@dataclass(frozen=True)
class Setting:
    """A text set: its name, what the meter says, and the CPU seconds it took."""

    name: str
    result: dict[str, Any]
    seconds: float


def article(lang: str, path: Path) -> Article:
    """The text of a file, or of a folder's stories one after another in paragraphs of some sentences."""
    if path.is_dir():
        text = "\n\n".join(_paragraphs(file) for file in sorted(path.glob("*.txt"))[:STORIES])
        source = Source(f"# {path.name}\n\n{text}".encode(), "text/markdown", f"{path.name}.md")
    else:
        source = sources.load(path, root=path.parent)
    (first, *_) = readers.read(source, Reading(lang=lang))
    return replace(first, lang=lang)


def _paragraphs(file: Path) -> str:
    headline, *sentences = [line for line in re.split(r"\n+", file.read_text(encoding="utf-8")) if line.strip()]
    grouped = [" ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)]
    return "\n\n".join((f"## {headline}", *grouped))


def galley(one: Article, layout: Layout) -> Galley:
    """The text composed."""
    covered = fonts.families()
    return compose.compose(one, layout, {}, covered=lambda text: set(text) - set(fonts.missing(text, covered)))


def lay(made: Galley, out: Path) -> tuple[Rendition, float]:
    """The galley set, and the CPU seconds that it took."""
    began = time.process_time()
    rendition = typeset.typeset(made, "recto", out)
    return rendition, time.process_time() - began


def measured(texts: Sequence[tuple[str, Path]], name: str, planner: str, folder: Path) -> list[Setting]:
    """Every text set in the layout and measured."""
    layout = layouts.load(name, chosen={"planner": planner})
    meter, found = _meter(), []
    for number, (lang, path) in enumerate(texts, 1):
        out = folder / f"{name}-{planner}-{number}-{lang}.pdf"
        rendition, seconds = lay(galley(article(lang, path), layout), out)
        for note in rendition.notes:
            print(f"  {out.name}: {note.code}: {note.text}", file=sys.stderr)
        found.append(Setting(f"{number}-{lang}", meter.measure(str(out), NATURAL, area(layout)), seconds))
    return found


def area(layout: Layout) -> tuple[float, float, float, float] | None:
    """The margins that text is to keep to: left, top, right, bottom, in pt; none where rectos and versos have others.

    Without them the meter takes them from the longest columns, and a text of a few lines has none.
    """
    page = layout.page
    return (page.inner, page.top, page.outer, page.bottom) if page.inner == page.outer else None


def _meter() -> Any:
    spec = importlib.util.spec_from_file_location("pagemeter", SHARED / "bench" / "pagemeter.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no page meter in {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(settings: Sequence[Setting], *, narrow: bool) -> None:
    """Print a row a measure: the texts, all of them together, and the gate."""
    print(f"{'':18}" + "".join(f"{one.name:>8}" for one in settings) + f"{'all':>9}{'gate':>9}")
    for label, together, value, gates, sense in ROWS:
        each = [value(one.result) for one in settings]
        whole, gate = TOGETHER[together](each), gates[narrow]
        kept = not sense or (whole <= gate + 5e-4 if sense == "<=" else whole >= gate - 5e-4)
        cells = "".join(f"{one:8.3g}" for one in each)
        print(f"{label:18}{cells}{whole:9.3f}{f'{sense} {gate:g}' if sense else '':>9}{'' if kept else '  !'}")
    print(f"{'CPU seconds':18}" + "".join(f"{one.seconds:8.2f}" for one in settings))


def times(texts: Sequence[tuple[str, Path]], name: str, folder: Path, rounds: int = 3) -> None:
    """Print what the planner costs: the least CPU of some rounds, a text at a time."""
    totals = {"off": 0.0, "on": 0.0}
    for lang, path in texts:
        one = article(lang, path)
        spent = {}
        for planner in totals:
            made = galley(one, layouts.load(name, chosen={"planner": planner}))
            spent[planner] = min(lay(made, folder / "t.pdf")[1] for _ in range(rounds))
            totals[planner] += spent[planner]
        print(f"  {name} {path.name[:40]:40} greedy {spent['off']:.2f} s, planned {spent['on']:.2f} s")
    print(f"{name}: planned over greedy {totals['on'] / totals['off'] - 1:+.1%} CPU")


def main() -> None:
    """Set, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("-l", "--layout", action="append")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--planner", choices=("on", "off", "both"), default="both")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--times", action="store_true")
    said = parser.parse_args()
    texts = [(said.lang, path) for path in said.texts] or [(lang, SHARED / path) for lang, path in TEXTS]
    with tempfile.TemporaryDirectory() as scratch:
        fonts.fence(fonts.folders(), Path(scratch) / "fonts")
        folder = said.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name in said.layout or ["plain", "newspaper"]:
            if said.times:
                times(texts, name, folder)
                continue
            narrow = int(layouts.load(name).tokens.get("columns", "1")) > 1
            for planner in ("off", "on") if said.planner == "both" else (said.planner,):
                print(f"\n{name}, planner {planner}")
                table(measured(texts, name, planner, folder), narrow=narrow)


if __name__ == "__main__":
    main()
