"""How well the article is found in saved pages and scraped texts: one table of figures, each with its spread.

    python bench/extraction.py                       web pages and scraped texts, beside trafilatura in the same run
    python bench/extraction.py CORPUS                another corpus of the same make
    python bench/extraction.py --only fundus         one folder of it (may be repeated; scraped for the texts)
    python bench/extraction.py --worst 5             the pages with the lowest text score
    python bench/extraction.py --misses title        every page whose title (byline, date, lead image, caption,
                                                     heading, item...) differs, with both answers
    python bench/extraction.py --json figures.json   the figures for a machine
    python bench/extraction.py --alone               without the peer

The corpus and the scoring script (bench/extraction.py there) lie beside the project: ../shared, or PRINTKIT_SHARED.
Text, metadata and structure are scored by that script; here come the lead image, the peer and the folds.

A page's lead image is right where the address of the article's lead picture has the file name that the truth's has, or
shares a mark of eight letters and digits with it (the same picture cut or scaled another way).

`sd` is the standard deviation of the figure over 200 bootstrap samples of the publishers. `folds` is the figure in the
best and the worst of five folds, a publisher wholly in one of them: rules are written by four folds and believed by the
fifth. `floor` and `goal` are those of the project; `!` marks a figure under its floor, `*` one at its goal.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import trafilatura

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printkit import readers  # noqa: E402 - of the checkout it lies in
from printkit.errors import PrintkitError  # noqa: E402
from printkit.model.article import Article, Reading, Source  # noqa: E402
from printkit.model.blocks import Figure  # noqa: E402

SHARED = Path(os.environ.get("PRINTKIT_SHARED", ROOT.parent / "shared"))
FOLDS, ROUNDS = 5, 200
KINDS = ("caption", "heading", "item", "quote", "cell", "code", "link", "image")
MARK = re.compile(r"[0-9A-Za-z]{8,}")

Score = dict[str, Any]
Scorer = Any


@dataclass(frozen=True)
class Page:
    """One page of the corpus as it was scored: its folder, its name, its publisher, its figures."""

    folder: str
    name: str
    publisher: str
    score: Score
    peer: Score | None = None


def text(part: str) -> Callable[[Sequence[Score], Scorer], float | None]:
    def figure(scores: Sequence[Score], scorer: Scorer) -> float | None:
        counts = [score["text"] for score in scores if "text" in score]
        return float(scorer.precision_recall(counts)[part]) if counts else None

    return figure


def share(field: str) -> Callable[[Sequence[Score], Scorer], float | None]:
    """The share of pages that have a field in the truth whose answer is right."""

    def figure(scores: Sequence[Score], _: Scorer) -> float | None:
        marks = [score["metadata"][field] for score in scores if field in score["metadata"]]
        return statistics.mean(marks) if marks else None

    return figure


def marks(side: str) -> Callable[[Sequence[Score], Scorer], float | None]:
    """The share of hand-picked strings that are there (with), or are not (without)."""

    def figure(scores: Sequence[Score], _: Scorer) -> float | None:
        found = [mark for score in scores for mark in score[side]]
        return statistics.mean(found) if found else None

    return figure


def kept(kind: str, part: int) -> Callable[[Sequence[Score], Scorer], float | None]:
    """Recall (part 1) or precision (part 2) of the elements of a kind."""

    def figure(scores: Sequence[Score], _: Scorer) -> float | None:
        counts = [score["structure"][kind] for score in scores if kind in score["structure"]]
        whole = sum(count[part] for count in counts)
        return sum(count[0] for count in counts) / whole if whole else None

    return figure


def cost(scores: Sequence[Score], _: Scorer) -> float | None:
    return 1000 * statistics.mean(score["seconds"] for score in scores)


Row = tuple[str, str, Callable[[Sequence[Score], Scorer], float | None], float, float]

ROWS: tuple[Row, ...] = (
    ("scrapinghub", "text F1", text("F1"), 0.955, 0.972),
    ("fundus", "text F1", text("F1"), 0.960, 0.975),
    ("fundus", "caption recall", kept("caption", 1), 0.65, 0.80),
    ("fundus", "caption precision", kept("caption", 2), 0.80, 0.90),
    ("fundus", "lead image", share("lead image"), 0.75, 0.92),
    ("fundus", "subhead recall", kept("heading", 1), 0.90, 0.95),
    ("fundus", "subhead precision", kept("heading", 2), 0.84, 0.92),
    ("fundus", "title", share("title"), 0.80, 0.88),
    ("fundus", "byline", share("byline"), 0.85, 0.92),
    ("fundus", "date", share("date"), 0.98, 0.99),
    ("fundus", "site", share("site"), 0, 0),
    ("fundus", "language", share("lang"), 0, 0),
    ("readability", "table cells", kept("cell", 1), 0.90, 0.97),
    ("readability", "code", kept("code", 1), 0.90, 0.97),
    ("readability", "list items", kept("item", 1), 0.90, 0.97),
    ("readability", "text F1", text("F1"), 0, 0),
    ("trafilatura-cc", "with", marks("with"), 0.95, 0.97),
    ("trafilatura-cc", "without", marks("without"), 0.97, 0.98),
    ("trafilatura-cc", "title", share("title"), 0, 0),
    ("scraped", "text F1", text("F1"), 0.945, 0.965),
    ("scraped", "title", share("title"), 0.78, 0.90),
    ("scraped", "furniture gone", marks("without"), 0.80, 0.90),
    ("scraped", "byline", share("byline"), 0, 0),
    ("fundus", "CPU ms a page", cost, 120, 60),
    ("scrapinghub", "CPU ms a page", cost, 120, 60),
)


def scorer() -> Scorer:
    """The scoring script beside the project, as a module."""
    path = SHARED / "bench" / "extraction.py"
    spec = importlib.util.spec_from_file_location("scoring", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path}: not there; say where with PRINTKIT_SHARED")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ours(media_type: str) -> Callable[[bytes, str], dict[str, Any]]:
    def read(data: bytes, url: str) -> dict[str, Any]:
        try:
            article = readers.read(Source(data, media_type, url), Reading())[0]
        except PrintkitError as error:
            return {"error": str(error)}
        said = article.as_dict()
        names = {"headline": "title", "published": "date", "outlet": "site"}
        kept = {names.get(key, key): said[key] for key in ("headline", "byline", "published", "outlet", "lang")}
        return {**kept, "text": said["text"], "html": said["html"], "lead image": lead(article)}

    return read


def lead(article: Article) -> str:
    figures = [block for block in article.body if isinstance(block, Figure) and block.role == "lead" and block.images]
    return figures[0].images[0].src if figures else ""


def peer(data: bytes, url: str) -> dict[str, Any]:
    return {"text": trafilatura.extract(data, url=url or None, include_comments=False) or ""}


def same_picture(true: str, found: str) -> bool:
    """Whether two addresses are one picture, perhaps cut or scaled in two ways."""
    if not found:
        return False
    names = [unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2].lower() for address in (true, found)]
    stems = [re.sub(r"(?:[-_]\d{2,4}x\d{2,4}|[-_]scaled)?(?:\.\w{2,5}){0,2}$", "", name) for name in names]
    if stems[0] and stems[0] == stems[1]:
        return True
    held = [{m for m in MARK.findall(urlsplit(a).path) if any(c.isdigit() for c in m)} for a in (true, found)]
    return bool({mark for mark in held[0] & held[1] if not re.fullmatch(r"(?:19|20)\d{6}", mark)})


def pages(corpus: Path, only: Sequence[str], beside: bool, score: Scorer) -> Iterator[tuple[Page, Score, Score]]:
    """Every page scored, with its truth and our answer."""
    for kind, media_type in (("pages", "text/html"), ("texts", "text/plain")):
        read = ours(media_type)
        score.answer(read, b"<p>The first call, which loads the libraries, is not timed.</p>", "")
        for path in sorted(corpus.glob(f"{kind}/*/truth.json")):
            folder = path.parent.name
            if only and folder not in only:
                continue
            for name, truth in json.loads(path.read_text("utf-8"))["pages"].items():
                data, url = score.read(path.parent / truth["file"]), truth.get("url", "")
                got = score.answer(read, data, url)
                found = score.score_page(truth, got)
                if truth.get("lead_image"):
                    right = same_picture(truth["lead_image"]["url"], got.get("lead image", ""))
                    found["metadata"]["lead image"] = right
                other = beside and kind == "pages" and "text" in truth
                held = score.score_page(truth, score.answer(peer, data, url)) if other else None
                yield Page(folder, name, publisher(name, url), found, held), truth, got


def publisher(name: str, url: str) -> str:
    """Whose page it is: by its address, else by its name."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    # A host without a dot is a stand-in of the corpus, and nobody's.
    return host if "." in host else name.partition("_")[0]


def fold(page: Page) -> int:
    return hashlib.sha256(page.publisher.encode()).digest()[0] % FOLDS


def spread(found: Sequence[Page], row: Row, score: Scorer) -> float:
    """The standard deviation of a figure over samples of the publishers."""
    by_publisher: dict[str, list[Score]] = defaultdict(list)
    for page in found:
        by_publisher[page.publisher].append(page.score)
    groups, chance = list(by_publisher.values()), random.Random(1)
    drawn = ([s for group in chance.choices(groups, k=len(groups)) for s in group] for _ in range(ROUNDS))
    values = [value for sample in drawn if (value := row[2](sample, score)) is not None]
    return statistics.pstdev(values) if values else 0.0


def line(found: Sequence[Page], row: Row, score: Scorer) -> dict[str, Any] | None:
    folder, name, figure, floor, goal = row
    own = [page for page in found if page.folder == folder]
    value = figure([page.score for page in own], score) if own else None
    if value is None:
        return None
    folds = [figure([page.score for page in own if fold(page) == n], score) for n in range(FOLDS)]
    told = [one for one in folds if one is not None]
    others = [page.peer for page in own if page.peer is not None]
    held = figure(others, score) if others and (name.startswith("text") or name.startswith("CPU")) else None
    low, high = min(told), max(told)
    sd = spread(own, row, score)
    return {"corpus": folder, "figure": name, "pages": len(own), "value": value, "sd": sd, "low": low, "high": high,
            "floor": floor, "goal": goal, "trafilatura": held}  # fmt: skip


def show(lines: Sequence[dict[str, Any]]) -> None:
    print(
        f"{'corpus':<15} {'figure':<18} {'pages':>5} {'value':>7} {'sd':>6} {'folds':>13} {'floor':>6} {'goal':>6} peer"
    )
    for one in lines:
        cpu, goal = one["figure"].startswith("CPU"), one["goal"]
        digits = 0 if cpu else 3
        reached = (one["value"] <= goal) if cpu else one["value"] >= goal
        under = (one["value"] > one["floor"]) if cpu else one["value"] < one["floor"]
        mark = "!" if goal and under else "*" if goal and reached else " "
        folds = f"{one['low']:.{digits}f}-{one['high']:.{digits}f}"
        bars = f"{one['floor'] or '':>6} {goal or '':>6}"
        beside = "" if one["trafilatura"] is None else f"{one['trafilatura']:.{digits}f}"
        value = f"{one['value']:.{digits}f}{mark}"
        print(f"{one['corpus']:<15} {one['figure']:<18} {one['pages']:>5} {value:>7} {one['sd']:>6.{digits or 1}f} "
              f"{folds:>13} {bars} {beside}")  # fmt: skip


def misses(page: Page, truth: dict[str, Any], got: Score, wanted: str, score: Scorer) -> Iterator[str]:
    """What differs between the truth and our answer in one field or kind of element."""
    if page.score["metadata"].get(wanted) is False:
        true = truth["lead_image"]["url"] if wanted == "lead image" else truth[wanted]
        yield f"{page.name}: {got.get(wanted)!r} for {true!r}"
    if wanted not in truth.get("structure", {}):
        return
    true, found = (
        Counter(filter(None, (score.key(wanted, text) for text in texts)))
        for texts in (truth["structure"][wanted], got["structure"].get(wanted, []))
    )
    if wanted == "caption":
        found = Counter(next((t for t in true if f" {t} " in f" {f} "), f) for f in found.elements())
    yield from (f"{page.name}: - {text[:160]}" for text in (true - found).elements())
    yield from (f"{page.name}: + {text[:160]}" for text in (found - true).elements())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=SHARED / "corpus")
    parser.add_argument("--only", action="append", default=[], help="only this folder of the corpus")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N pages with the lowest text score")
    parser.add_argument("--misses", metavar="WHAT", help="a field, or a kind of element: " + ", ".join(KINDS))
    parser.add_argument("--alone", action="store_true", help="without the peer")
    parser.add_argument("--json", type=Path, help="write the figures there")
    asked = parser.parse_args()
    score = scorer()
    found: list[Page] = []
    for page, truth, got in pages(asked.corpus, asked.only, not asked.alone, score):
        found.append(page)
        if asked.misses:
            print(*misses(page, truth, got, asked.misses, score), sep="\n", end="\n" if asked.misses else "")
    lines = [one for row in ROWS if (one := line(found, row, score))]
    show(lines)
    ranked = sorted((page for page in found if "text" in page.score), key=lambda page: page.score["text"][0])
    for page in ranked[: asked.worst]:
        shared, spurious, missing = page.score["text"]
        error = page.score["error"] or ""
        print(
            f"    {page.folder}/{page.name}: shared {shared:.2f} spurious {spurious:.2f} missing {missing:.2f} {error}"
        )
    if asked.json:
        asked.json.write_text(json.dumps(lines, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
