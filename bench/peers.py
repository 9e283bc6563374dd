"""Sets the same texts at the same measure, size and leading in other engines, and holds one meter against all.

    python bench/peers.py                      plain and newspaper; Chromium, Typst, LuaLaTeX where installed
    python bench/peers.py -l plain --keep out  the pages are kept
    python bench/peers.py --typst PYTHON       the Python that has the `typst` package, where it is not this one

Each text is cut down to its subheads and paragraphs in plain words, so that no engine is judged by what it does with a
table or a note. All use Source Serif 4 of `fonts/`, the page, columns and leading of our layout, an indent of 1 em and
hyphenation of the text's language: Chromium with `text-wrap: pretty` and soft hyphens of pyphen's, Typst with its
optimised line breaks, LuaLaTeX with microtype (protrusion and expansion of 2 %) and emergency stretch. That one is
shown twice: as it comes, and sparing, with a penalty at which it puts in about as many hyphens as we do, and leaving no
fewer than three letters on either side of one. Fewer and better hyphens cost even spaces.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pages
import pyphen

from printkit import fonts, layouts
from printkit.model.article import Article
from printkit.model.blocks import Heading, Paragraph
from printkit.model.layout import Layout

FACE = pages.ROOT / "fonts" / "source-serif"
SECONDS = 240
SPARING = (210, 1000)
"""The penalty for a hyphen, at a wide and at a narrow measure, at which LuaLaTeX puts in about as many as we do."""

BABEL = {"en": "british", "de": "ngerman", "fr": "french", "ru": "russian", "es": "spanish"}
REGIONS = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "ru": "ru_RU", "es": "es_ES"}


@dataclass(frozen=True)
class Sheet:
    """A page's measures in pt, as every engine is given them."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    columns: int
    gap: float
    size: float
    leading: float

    @property
    def measure(self) -> float:
        """The width of a column."""
        inside = self.width - self.left - self.right
        return (inside - self.gap * (self.columns - 1)) / self.columns


@dataclass(frozen=True)
class Text:
    """Plain paragraphs, with a mark on those that are subheads."""

    lang: str
    blocks: tuple[tuple[bool, str], ...]


def points(value: str) -> float:
    """A length of a layout in pt."""
    number, unit = re.fullmatch(r"([\d.]+)(pt|mm)", value).groups()  # type: ignore[union-attr]
    return float(number) * (72 / 25.4 if unit == "mm" else 1)


def sheet(layout: Layout) -> Sheet:
    """The measures of a layout's recto."""
    page, tokens = layout.page, layout.tokens
    return Sheet(
        *(page.width, page.height, page.top, page.outer, page.bottom, page.inner),
        *(int(tokens["columns"]), points(tokens["column-gap"]), points(tokens["size"]), points(tokens["baseline"])),
    )


def bare(one: Article) -> Text:
    """The article's subheads and paragraphs as plain words."""
    blocks = []
    for block in one.body:
        if isinstance(block, Paragraph | Heading):
            words = html.unescape(re.sub(r"<span class=\"note\".*?</span>|<[^>]+>", "", block.text))
            blocks.append((isinstance(block, Heading), " ".join(words.split())))
    return Text(one.lang, tuple((head, words) for head, words in blocks if words))


def ours(text: Text, layout: Layout, _: Sheet, out: Path) -> None:
    """The text in our own layout."""
    body = tuple(
        Heading(text=html.escape(words), level=2) if head else Paragraph(text=html.escape(words))
        for head, words in text.blocks
    )
    pages.lay(pages.galley(Article("text", "Text", body, lang=text.lang), layout), out)


def chromium(text: Text, _: Layout, page: Sheet, out: Path) -> None:
    """The text in Chromium's print, by headless printing."""
    dictionary = pyphen.Pyphen(lang=REGIONS[text.lang], left=2, right=3)

    def soft(words: str) -> str:
        return re.sub(r"\w{5,}", lambda m: dictionary.inserted(m[0], "\u00ad"), words)

    body = "".join(
        f"<h2>{html.escape(words)}</h2>" if head else f"<p>{html.escape(soft(words))}</p>"
        for head, words in text.blocks
    )
    css = f"""
@font-face {{ font-family: S; src: url(file://{FACE}/SourceSerif4-Regular.ttf) }}
@font-face {{ font-family: S; font-weight: 600; src: url(file://{FACE}/SourceSerif4-SemiBold.ttf) }}
@page {{ size: {page.width}pt {page.height}pt; margin: {page.top}pt {page.right}pt {page.bottom}pt {page.left}pt }}
* {{ margin: 0; padding: 0 }}
html {{ font: {page.size}pt/{page.leading}pt S }}
body {{ columns: {page.columns}; column-gap: {page.gap}pt; text-align: justify }}
p {{ hyphens: manual; orphans: 2; text-indent: 1em; text-wrap: pretty; widows: 2 }}
h2 {{ break-after: avoid; font: 600 {page.size}pt/{page.leading}pt S; margin-top: {page.leading}pt; text-align: left }}
"""
    source = out.with_suffix(".html")
    source.write_text(f"<!doctype html><html lang={text.lang}><meta charset=utf-8><style>{css}</style>{body}", "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    _run(["chromium", *flags, f"file://{source}"], out)


def typst(python: str) -> Callable[[Text, Layout, Sheet, Path], None]:
    """A setter by Typst, compiled by the `typst` package of that Python."""

    def setter(text: Text, _: Layout, page: Sheet, out: Path) -> None:
        def escaped(words: str) -> str:
            return re.sub(r"([#$@*_<>\[\]\\`~/=+\-])", r"\\\1", words)

        gap = page.leading - page.size
        margin = f"top: {page.top}pt, right: {page.right}pt, bottom: {page.bottom}pt, left: {page.left}pt"
        head = f"""
#set page(width: {page.width}pt, height: {page.height}pt, margin: ({margin}), columns: {page.columns})
#set columns(gutter: {page.gap}pt)
#set text(font: "Source Serif 4", size: {page.size}pt, lang: "{text.lang}", top-edge: .8em, bottom-edge: -.2em)
#set text(hyphenate: true)
#set par(justify: true, leading: {gap:.3f}pt, spacing: {gap:.3f}pt, first-line-indent: 1em, linebreaks: "optimized")
#show heading: it => block(above: {page.leading + gap:.3f}pt, below: {gap:.3f}pt, sticky: true,
  text(size: {page.size}pt, weight: 600, hyphenate: false, it.body))
"""
        body = "\n\n".join(f"== {escaped(words)}" if is_head else escaped(words) for is_head, words in text.blocks)
        source = out.with_suffix(".typ")
        source.write_text(head + body, "utf-8")
        call = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
        _run([python, "-c", call, str(source), str(out), str(FACE)], out)

    return setter


def sparing(text: Text, layout: Layout, page: Sheet, out: Path) -> None:
    """The text in LuaLaTeX with microtype, with about as few hyphens as we have, and no two letters before one."""
    penalty = SPARING[page.columns > 1]
    lualatex(text, layout, page, out, hyphens=rf"\hyphenpenalty{penalty} \lefthyphenmin3 \righthyphenmin3 ")


def lualatex(text: Text, _: Layout, page: Sheet, out: Path, *, hyphens: str = "") -> None:
    """The text in LuaLaTeX with microtype, and with what else is said of hyphens."""
    size = f"\\fontsize{{{page.size}bp}}{{{page.leading}bp}}\\selectfont"
    head = rf"""\documentclass{{article}}
\usepackage[paperwidth={page.width}bp,paperheight={page.height}bp,top={page.top}bp,right={page.right}bp,
  bottom={page.bottom}bp,left={page.left}bp]{{geometry}}
\usepackage{{fontspec,multicol}}
\usepackage[{BABEL[text.lang]}]{{babel}}
\setmainfont{{SourceSerif4-Regular.ttf}}[Path={FACE}/,BoldFont=SourceSerif4-SemiBold.ttf]
\usepackage[stretch=20,shrink=20,step=5]{{microtype}}
\renewcommand\normalsize{{{size}}}
\parindent1em \parskip0pt \columnsep{page.gap}bp \multicolsep0pt \topskip{page.leading}bp
\clubpenalty10000 \widowpenalty10000 \emergencystretch1em \tolerance1200 \pagestyle{{empty}} \frenchspacing
\begin{{document}}\normalsize\raggedbottom {hyphens}
"""
    lines = [
        rf"\par\vspace{{{page.leading}bp}}{{\raggedright\noindent\bfseries {_tex(words)}\par\nobreak}}"
        if is_head
        else _tex(words)
        for is_head, words in text.blocks
    ]
    body = "\n\n".join(lines)
    if page.columns > 1:
        body = rf"\begin{{multicols}}{{{page.columns}}}" + f"\n{body}\n" + r"\end{multicols}"
    source = out.with_suffix(".tex")
    source.write_text(f"{head}{body}\n\\end{{document}}\n", "utf-8")
    _run(["lualatex", "-interaction=batchmode", f"-output-directory={out.parent}", str(source)], out)


def _tex(words: str) -> str:
    kept = re.sub(r"([#$%&_{}])", r"\\\1", words.replace("\\", " "))
    return kept.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")


def _run(command: Sequence[str], out: Path) -> None:
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, cwd=out.parent)
    if not out.exists():
        raise SystemExit(f"{command[0]} made no {out.name}: {done.stderr[-400:].decode(errors='replace')}")


def setters(typst_python: str) -> dict[str, Callable[[Text, Layout, Sheet, Path], None]]:
    """Who sets: we, and the engines that this machine has."""
    found: dict[str, Callable[[Text, Layout, Sheet, Path], None]] = {"printkit": ours}
    if shutil.which("chromium"):
        found["Chromium"] = chromium
    if not subprocess.run([typst_python, "-c", "import typst"], capture_output=True, check=False).returncode:
        found["Typst"] = typst(typst_python)
    if shutil.which("lualatex"):
        found |= {"LuaLaTeX": lualatex, "sparing": sparing}
    for name in {"Chromium", "Typst", "LuaLaTeX"} - set(found):
        print(f"{name} is not installed: left out", file=sys.stderr)
    return found


def table(results: dict[str, list[dict[str, Any]]], *, narrow: bool) -> None:
    """Print a row a measure, a column an engine, and the gate of the printed page."""
    print(f"{'':18}" + "".join(f"{name:>11}" for name in results) + f"{'gate':>9}")
    for label, together, value, gates, sense in pages.ROWS:
        each = [pages.TOGETHER[together]([value(one) for one in found]) for found in results.values()]
        gate = f"{sense} {gates[narrow]:g}" if sense else ""
        print(f"{label:18}" + "".join(f"{one:11.3f}" for one in each) + f"{gate:>9}")


def main() -> None:
    """Set, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-l", "--layout", action="append")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--typst", default=sys.executable, metavar="PYTHON")
    said = parser.parse_args()
    meter = pages._meter()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.pop("FONTCONFIG_FILE", None)
        hands = setters(said.typst)
        fence = Path(scratch) / "fonts"
        folder = (said.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        texts = [bare(pages.article(lang, pages.SHARED / path)) for lang, path in pages.TEXTS]
        for name in said.layout or ["plain", "newspaper"]:
            layout = layouts.load(name, chosen={"planner": "on"})
            page, results = sheet(layout), {}
            for engine, hand in hands.items():
                if engine == "printkit":
                    fonts.fence(fonts.folders(), fence)
                else:
                    os.environ.pop("FONTCONFIG_FILE", None)
                outs = [folder / f"{name}-{engine}-{number}.pdf" for number in range(1, len(texts) + 1)]
                for text, out in zip(texts, outs, strict=True):
                    hand(text, layout, page, out)
                results[engine] = [meter.measure(str(out), pages.NATURAL, pages.area(layout)) for out in outs]
            print(f"\n{name}: {len(texts)} texts, {page.measure:.0f} pt wide, {page.size:g} on {page.leading:g} pt")
            table(results, narrow=page.columns > 1)


if __name__ == "__main__":
    main()
