"""Makes a WordPress export of any number of items and reads it as `printkit import` does: items a second, memory.

    python bench/exports.py                   20,000 items, read in this process
    python bench/exports.py -n 200000         a file of 1.1 GB in the temporary folder, taken away afterwards
    python bench/exports.py -j 2              by walled workers, in the way of `import -j 2`
    python bench/exports.py --profile         where the time goes

Every item has 600 words of invented text, categories, tags, comments and meta; of ten items five are the block
editor's (paragraphs, a heading, a list, a quote, a gallery with captions), four the classic editor's (a caption, a
gallery by number, a more mark), one is a page; two attachments in ten items stand between them. Exit 1 if an item is
no article. Peak memory is that of this process and, with -j, of the largest worker.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printkit.build import importing  # noqa: E402 - of the checkout it lies in
from printkit.build.shop import Shop  # noqa: E402
from printkit.model.article import Article, Reading  # noqa: E402
from printkit.readers import wxr  # noqa: E402
from printkit.wrapping.batch import Found  # noqa: E402

WORDS = 600
"""The words of one item."""

SEED = 20_260_301
ATTACHED = 5
"""An attachment stands behind every fifth item."""

# Words of our own, so that no text but this file's is in the export.
ROOTS = ("harb", "tid", "gull", "mar", "quay", "sal", "lant", "keel", "dun", "reef", "port", "buoy", "wrack", "lock")
ENDS = ("our", "al", "et", "ine", "or", "ing", "ed", "er", "ow", "ish", "ly", "an", "en", "ation", "ure", "ous")
SMALL = ("the", "of", "and", "a", "to", "in", "is", "was", "for", "on", "with", "as", "by", "at", "from", "it", "that")
SECTIONS = ("News", "Harbour & Coast", "Voices", "Letters", "Science", "Books")

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Tidal Post</title><link>https://tidal.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://tidal.example</wp:base_site_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[desk]]></wp:author_login>
<wp:author_display_name><![CDATA[The Desk]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>\n"


class Writer:
    """Invents the items one by one, the same ones at every run."""

    def __init__(self) -> None:
        self._dice = random.Random(SEED)
        self._long = [root + end for root in ROOTS for end in ENDS]

    def item(self, number: int) -> str:
        """One post or page, and behind every fifth an attachment that the next ones may show."""
        page = number % 10 == 9
        text = self._blocks(number) if number % 2 else self._classic(number)
        done = self._item(number, text, "page" if page else "post", self._beside(number))
        if number % ATTACHED == 0:
            at = f"<wp:attachment_url>https://tidal.example/wp-content/uploads/{number}.jpg</wp:attachment_url>"
            alt = self._meta("_wp_attachment_image_alt", self._words(6))
            said = f"<wp:post_parent>{number}</wp:post_parent>{at}{alt}"
            done += self._item(10_000_000 + number, "", "attachment", said)
        return done

    def _words(self, count: int) -> str:
        choice = self._dice.choice
        return " ".join(choice(SMALL) if place % 2 else choice(self._long) for place in range(count))

    def _sentences(self, count: int) -> str:
        """Running text of so many words, in sentences of fifteen."""
        parts = (self._words(min(15, count - start)) for start in range(0, count, 15))
        return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)

    def _blocks(self, number: int) -> str:
        paragraphs = [f"<!-- wp:paragraph -->\n<p>{self._sentences(90)}</p>\n<!-- /wp:paragraph -->" for _ in range(5)]
        heading = f"<!-- wp:heading -->\n<h2>{self._words(6).title()}</h2>\n<!-- /wp:heading -->"
        items = "".join(f"<li>{self._words(14)}</li>" for _ in range(4))
        listed = f"<!-- wp:list -->\n<ul>{items}</ul>\n<!-- /wp:list -->"
        said = f"<p>“{self._sentences(28)}”</p><cite>{self._words(2).title()}</cite>"
        quote = f'<!-- wp:quote -->\n<blockquote class="wp-block-quote">{said}</blockquote>\n<!-- /wp:quote -->'
        last = f"<p>See <a href='https://tidal.example/?p={number}'>{self._words(5)}</a>, {self._words(11)}.</p>"
        parts = [*paragraphs[:2], heading, *paragraphs[2:4], listed, quote, self._gallery(number), paragraphs[4], last]
        return "\n\n".join(parts)

    def _gallery(self, number: int) -> str:
        figures = "".join(
            f'<figure class="wp-block-image"><img src="https://tidal.example/wp-content/uploads/{number}-{turn}.jpg" '
            f'alt="{self._words(4)}"/><figcaption>{self._words(7)}.</figcaption></figure>'
            for turn in range(3)
        )
        return (
            f'<!-- wp:gallery {{"linkTo":"none"}} -->\n<figure class="wp-block-gallery has-nested-images">{figures}'
            "</figure>\n<!-- /wp:gallery -->"
        )

    def _classic(self, number: int) -> str:
        image = (
            f'<img class="size-medium" src="https://tidal.example/{number}.jpg" alt="{self._words(3)}" width="300" />'
        )
        caption = f'[caption id="attachment_{number}" align="alignleft" width="300"]{image} {self._words(9)}[/caption]'
        shown = 10_000_000 + number - number % ATTACHED
        paragraphs = [self._sentences(100) for _ in range(5)]
        strong = f"<strong>{self._words(4)}</strong> {self._sentences(66)}\n{self._sentences(20)}"
        return "\n\n".join(
            (paragraphs[0], "<!--more-->", caption, *paragraphs[1:4], f'[gallery ids="{shown}"]', strong, paragraphs[4])
        )

    def _beside(self, number: int) -> str:
        """What stands beside a text: terms, meta and comments."""
        section = SECTIONS[number % len(SECTIONS)].replace("&", "&amp;")
        terms = f'<category domain="category" nicename="c{number % 6}"><![CDATA[{section}]]></category>'
        terms += "".join(
            f'<category domain="post_tag" nicename="{tag}"><![CDATA[{tag}]]></category>'
            for tag in self._words(2).split()
        )
        meta = self._meta("_edit_last", "1") + self._meta("_wp_old_slug", f"old-{number}")
        comments = "".join(
            f"<wp:comment><wp:comment_id>{number}{turn}</wp:comment_id><wp:comment_author><![CDATA[{self._words(2)}]]>"
            f"</wp:comment_author><wp:comment_content><![CDATA[{self._sentences(25)}]]></wp:comment_content></wp:comment>"
            for turn in range(number % 3)
        )
        return terms + meta + comments

    def _meta(self, key: str, value: str) -> str:
        return (
            f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
            f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>\n"
        )

    def _item(self, number: int, text: str, kind: str, more: str) -> str:
        day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        slug = self._words(3).replace(" ", "-")
        return (
            f"<item><title><![CDATA[{self._words(7).capitalize()}]]></title>\n"
            f"<link>https://tidal.example/{day[:7].replace('-', '/')}/{slug}-{number}/</link>\n"
            f"<pubDate>Mon, 01 Mar 2010 10:00:00 +0000</pubDate><dc:creator><![CDATA[desk]]></dc:creator>\n"
            f"<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
            f"<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[{day} 11:00:00]]></wp:post_date>"
            f"<wp:post_date_gmt><![CDATA[{day} 10:00:00]]></wp:post_date_gmt>\n"
            f"<wp:post_name><![CDATA[{slug}-{number}]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status>"
            f"<wp:post_type><![CDATA[{kind}]]></wp:post_type><wp:post_password><![CDATA[]]></wp:post_password>\n{more}"
            "</item>\n"
        )


def make(path: Path, count: int) -> None:
    """Write an export of so many posts and pages."""
    writer = Writer()
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for number in range(1, count + 1):
            stream.write(writer.item(number))
        stream.write(TAIL)


def found(path: Path, jobs: int) -> Iterator[Found]:
    """The export's items: in this process, or by so many workers as `import` has them read."""
    if not jobs:
        yield from wxr.batch(lambda: path.open("rb"), Reading(), path.name).found
        return
    bench = Shop(path.parent, jobs=jobs)
    with bench.desk() as press:
        site = wxr.site(lambda: path.open("rb"), path.name)
        yield from importing.posts(path, site, Reading(), press.executor, bench.jobs)


def measured(path: Path, jobs: int) -> Counter[str]:
    """Read the export and count what its items are; print a line each quarter, so that memory is seen to stand."""
    counts: Counter[str] = Counter()
    begin = last = time.perf_counter()
    spent = processor()
    for one in found(path, jobs):
        counts[type(one).__name__] += 1
        if isinstance(one, Article) and counts["Article"] % 10_000 == 0:
            now = time.perf_counter()
            print(
                f"{counts['Article']:>8} articles, {10_000 / (now - last):>6.0f} a second, peak {memory()}", flush=True
            )
            last = now
    seconds = time.perf_counter() - begin
    done = counts["Article"]
    print(f"{dict(counts)} in {seconds:.1f} s: {done / seconds:.0f} articles a second, peak {memory()}")
    used = processor() - spent
    print(f"{used:.1f} s of CPU: {done / used:.0f} articles a CPU second, load {os.getloadavg()[0]:.1f}")
    return counts


def processor() -> float:
    """The CPU seconds so far of this process and of its children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory() -> str:
    """The most memory so far of this process and of its largest child, in MB."""
    own, workers = (resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own} MB" + (f", of a worker {workers} MB" if workers else "")


def main() -> int:
    """Make the export, read it, say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--items", type=int, default=20_000)
    parser.add_argument("-j", "--jobs", type=int, default=0, help="workers; 0 reads in this process")
    parser.add_argument("--profile", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        make(path, wanted.items)
        print(f"{wanted.items} items, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        profile = cProfile.Profile()
        if wanted.profile:
            profile.enable()
        counts = measured(path, wanted.jobs)
        profile.disable()
        if wanted.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(35)
    return 0 if counts["Article"] == wanted.items else 1


if __name__ == "__main__":
    sys.exit(main())
