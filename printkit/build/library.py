"""What a program calls: articles read, one article printed, an issue built."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from printkit import issues, readers, sources
from printkit.build import desk
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.printing import Wish, print_all
from printkit.build.report import ArticleReport, BuildReport
from printkit.build.shop import Shop
from printkit.model.article import Article, Reading, Source


def read(source: Source | str | Path, *, reading: Reading | None = None) -> tuple[Article, ...]:
    """The articles in a source: a path, an address on the web, or bytes with their type.

    Runs in the caller's own process, with the limits on size and depth but without the walls that a worker stands
    behind; a page from a stranger is better read by the command. Raises SourceError or ReadError.
    """
    if isinstance(source, Source):
        return readers.read(source, reading or Reading())
    if sources.is_address(str(source)):
        return _far(str(source), reading)
    path = Path(source)
    found = sources.index_of(path) if path.is_dir() else path
    root = issues.find_root(path)
    how = reading or desk.reading(issues.load_site(root))
    return readers.read(sources.load(found, root=root), how)


def _far(address: str, reading: Reading | None) -> tuple[Article, ...]:
    shop = Shop(Path.cwd(), executor=Serial()).at(issues.find_root(Path()))
    with shop.desk() as press:
        return readers.read(desk.page_source(address, press), reading or desk.reading(shop.site))


def iter_articles(source: Source | str | Path, *, reading: Reading | None = None) -> Iterator[Article]:
    """The articles in a source one by one.

    Of a WordPress export in a file one post at a time is held, whatever the export's size, and two of its posts may
    have the same slug. Raises SourceError or ReadError.
    """
    path = None if isinstance(source, Source) else Path(source)
    if path is None or not path.is_file() or sources.media_type(path.name) not in readers.MANY:
        yield from read(source, reading=reading)
        return
    how = reading or desk.reading(issues.load_site(issues.find_root(path)))
    found = readers.many(lambda: path.open("rb"), how, path.name)
    yield from readers.articles(found.found, path.name)


def print_article(
    source: str | Path, output: Path, *, layout: str = "", executor: Executor | None = None
) -> ArticleReport:
    """One article printed into the file `output`; its fate, as the command reports it."""
    shop = Shop(Path.cwd(), executor=executor)
    (printed,) = print_all([str(source)], Wish(output=output, layout=layout), shop)
    return printed.report


def build_issue(path: str | Path, *, output: str | Path, executor: Executor | None = None) -> BuildReport:
    """The issue of an issue.toml or a folder built into the folder `output`.

    An article that fails is in the report; raises PrintkitError where no issue can be made at all.
    """
    place = Path(path)
    issue = issues.load(place)
    order = Order(Path(output), by_date=issues.is_folder(place))
    shop = replace(Shop(issue.root, executor=executor), site=issue.site)
    return build(issue, order, shop)
