"""Print pages ordered and written: each article composed into one HTML file, or into a page with files beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from printkit.build import files, keys
from printkit.build.cache import digest
from printkit.build.press import Job, Made, Press, Record
from printkit.build.tasks import ArticleWork, Task
from printkit.errors import Note, PrintkitError
from printkit.model.article import Article
from printkit.model.products import Blob
from printkit.outputs.linked import linked

To = Literal["pdf", "html", "json"]


@dataclass(frozen=True, slots=True)
class Page:
    """A print page, and what was found while it was composed."""

    html: Blob
    notes: tuple[Note, ...] = ()


def compose(press: Press, works: Sequence[ArticleWork]) -> list[Made[Page] | PrintkitError]:
    """The print page of each article, or why there is none."""
    return press.run("composing", [_job(press, work) for work in works])


def _job(press: Press, work: ArticleWork) -> Job[Page]:
    def revive(record: Record) -> Page | None:
        blob = press.cache.blob(str(record["blob"]))
        return Page(blob, keys.findings(record)) if blob else None

    def keep(made: object, out: Path) -> tuple[Page, Record]:
        found = tuple(note for note in made if isinstance(note, Note)) if isinstance(made, tuple) else ()
        page = Page(press.cache.adopt(out), found)
        return page, keys.found_record(page.html, found)

    key = digest("page", keys.setting(work, press.fonts))
    return Job(key, Task("compose_page"), work.slug, lambda: (work,), revive, keep)


def write(page: Blob, path: Path, folder: Path | None = None) -> None:
    """Write the page; with a `folder` its fonts and pictures into that, as files that the page names."""
    if folder is None:
        files.copy(page.path, path)
        return
    files.put(path, apart(page, folder, path.parent))


def apart(page: Blob, folder: Path, base: Path) -> bytes:
    """The page as it reads from `base`, with its fonts and pictures written into `folder`."""
    way = Path(os.path.relpath(folder, base)).as_posix()
    whole = linked(page.path.read_text("utf-8"), lambda path: quote(path if way == "." else f"{way}/{path}"))
    for name, data in whole.files.items():
        files.put(folder / name, data)
    return whole.html.encode()


def as_json(articles: Sequence[Article]) -> bytes:
    """The articles as `printkit read --json` prints them."""
    return (json.dumps([article.as_dict() for article in articles], ensure_ascii=False, indent=2) + "\n").encode()
