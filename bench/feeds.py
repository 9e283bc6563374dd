"""What other readers make of feeds, held against what printkit makes of them: one table, and each difference.

Usage: python bench/feeds.py CORPUS/feeds
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

from printkit.errors import Note, PrintkitError
from printkit.model.article import Article, Reading
from printkit.model.blocks import words
from printkit.readers import feed
from printkit.readers.feed import jsonfeed, syndicated
from printkit.readers.feed.entry import Entry

NAMES = ("title", "author", "date", "link", "text")
INLINE = re.compile(r"</?(?:a|abbr|b|code|em|font|i|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
WORD = re.compile(r"\w+")
EXPECT = re.compile(r"""entries\[0\]\[u?'(title|link|author|published|updated)'\] == u?'((?:[^'\\]|\\.)*)'""")


@dataclass(frozen=True)
class Row:
    """One expectation: of which file and entry, of which kind, what is expected, and what came."""

    file: str
    name: str
    expected: str
    found: str

    @property
    def same(self) -> bool:
        wanted, got = tokens(self.expected), tokens(self.found)
        if self.name == "date":
            return self.expected[:16] == self.found[:16] or self.expected[:10] == self.found
        if self.name == "link":
            return self.expected.strip().rstrip("/") == self.found.rstrip("/")
        if self.name == "text":
            lost = Counter(wanted) - Counter(got)
            return sum(lost.values()) <= 0.02 * len(wanted)
        return wanted == got


def tokens(text: str) -> list[str]:
    return WORD.findall(unescape(re.sub(r"<[^<>]*>", " ", INLINE.sub("", text))).casefold())


def moment(value: date | str | None) -> str:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    return value.isoformat() if value else ""


def entries(path: Path) -> list[Article | Entry]:
    """What each entry is read as; one with nothing to print as the feed says it."""
    data = path.read_bytes()
    made = feed.batch(data, Reading(lang="en", smart=False), path.name).found
    told = (jsonfeed if jsonfeed.is_json(data) else syndicated).feed(data, path.name).entries
    found = [one for one in made if not isinstance(one, Note)]
    return [one if isinstance(one, Article) else entry for one, entry in zip(found, told, strict=True)]


def text(article: Article) -> str:
    return " ".join((article.standfirst, article.headline, *(words(block) for block in article.body)))


def rows(path: Path, wanted: list[dict[str, str]]) -> Iterator[Row]:
    try:
        found = entries(path)
    except PrintkitError as error:
        found, failure = [], str(error)
    else:
        failure = "no such entry"
    for number, one in enumerate(wanted):
        got = found[number] if number < len(found) else failure
        for name in NAMES:
            if one.get(name):
                yield Row(f"{path.parent.name}/{path.name}#{number + 1}", name, one[name], said(got, name))


def said(got: Article | Entry | str, name: str) -> str:
    if isinstance(got, str):
        return f"-- {got}"
    if isinstance(got, Entry):
        values = {"title": got.title, "author": " ".join(got.authors), "date": got.moment, "link": got.link}
        return {**values, "text": got.content or got.summary}[name]
    values = {"title": got.headline, "author": " ".join(got.byline), "date": moment(got.published)}
    return {**values, "link": got.origin, "text": text(got)}[name]


def feed_rs(folder: Path) -> Iterator[Row]:
    for expected in sorted(folder.glob("*.serde.json")):
        told = json.loads(expected.read_text(encoding="utf-8"))
        path = next(p for p in folder.glob(expected.name.replace(".serde.json", ".*")) if p != expected)
        yield from rows(path, [_feed_rs_entry(entry, told) for entry in told["entries"]])


def _feed_rs_entry(entry: dict[str, dict[str, str] | None], told: dict[str, object]) -> dict[str, str]:
    people = entry.get("authors") or (told["authors"] if told["feed_type"] == "Atom" else [])
    links = entry.get("links") or []
    body = (entry.get("content") or {}).get("body") or (entry.get("summary") or {}).get("content") or ""
    return {
        "title": (entry.get("title") or {}).get("content") or "",
        "author": " ".join(person["name"] for person in people if isinstance(person, dict)),  # type: ignore[union-attr]
        "date": moment(str(entry.get("published") or entry.get("updated") or "")),
        "link": links[0]["href"] if links else "",  # type: ignore[index,call-overload]
        "text": body,
    }


def rss_parser(folder: Path) -> Iterator[Row]:
    for expected in sorted(folder.glob("*.expected.json")):
        told = json.loads(expected.read_text(encoding="utf-8"))["feed"]
        path = next(p for p in folder.glob(expected.name.replace(".expected.json", ".*")) if p != expected)
        yield from rows(path, [_rss_parser_entry(item) for item in told["items"]])


def _rss_parser_entry(item: dict[str, object]) -> dict[str, str]:
    content = item.get("content:encoded") or item.get("content") or item.get("summary") or ""
    return {
        "title": str(item.get("title") or ""),
        "author": str(item.get("creator") or item.get("author") or ""),
        "date": moment(str(item.get("isoDate") or "")),
        "link": str(item.get("link") or ""),
        "text": str(content),
    }


def feedparser(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.xml")):
        comment = path.read_bytes()[:2000].decode("utf-8", "replace").partition("-->")[0]
        wanted = {name: value for name, value in EXPECT.findall(comment) if name in NAMES}
        if wanted:
            yield from rows(path, [wanted])


def main() -> None:
    corpus = Path(sys.argv[1])
    sets = {"feed-rs": feed_rs, "rss-parser": rss_parser, "feedparser": feedparser}
    made = {name: list(read(corpus / name)) for name, read in sets.items()}
    print("| set |", " | ".join(NAMES), "|\n|---|", "---|" * len(NAMES), sep="")
    for name, listed in made.items():
        counts = [[row.same for row in listed if row.name == kind] for kind in NAMES]
        print(f"| {name} |", " | ".join(f"{sum(same)}/{len(same)}" for same in counts), "|")
    for row in (row for listed in made.values() for row in listed if not row.same):
        print(f"{row.file} {row.name}: expected {row.expected[:150]!r}, found {row.found[:150]!r}")


if __name__ == "__main__":
    main()
