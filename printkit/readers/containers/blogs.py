"""What the houses of blogs hand out on leaving: zips of posts, in a shape of their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from posixpath import basename, dirname

from printkit.errors import Note
from printkit.model.article import Source
from printkit.wrapping.kinds import DOCUMENT


def medium(paths: Sequence[str]) -> list[str]:
    """Of the pages of a Medium export its posts, without drafts; nothing where it is none."""
    folders = {basename(dirname(path)) for path in paths}
    if not {"posts", "profile"} <= folders:
        return []
    posts = [path for path in paths if basename(dirname(path)) == "posts"]
    return [path for path in posts if not basename(path).startswith("draft_")] or posts


def left_out(paths: Sequence[str], chosen: Sequence[str], where: str) -> tuple[Note, ...]:
    """The finding that the drafts of a Medium export, which are in `paths` and not `chosen`, were left out."""
    posts = set(medium(paths))
    drafts = [path for path in paths if posts and basename(path).startswith("draft_") and path not in chosen]
    said = "1 draft was left out" if len(drafts) == 1 else f"{len(drafts)} drafts were left out"
    return (Note("info", "container.drafts", said, where),) if drafts else ()


def substack(texts: Mapping[str, bytes], where: str) -> list[Source]:
    """The posts of a Substack export, with the titles and dates that stand in its list; nothing where it is none."""
    listed = next((path for path in texts if basename(path) == "posts.csv"), None)
    if listed is None:
        return []
    rows = {row["post_id"]: row for row in _rows(texts[listed]) if row.get("post_id")}
    found = []
    for path, data in texts.items():
        row = rows.get(basename(path).rpartition(".")[0])
        if row and path.endswith(".html") and data.strip():
            found.append((row.get("post_date", ""), _post(f"{where}/{path}", data, row)))
    return [post for _, post in sorted(found, key=lambda pair: pair[0])]


def _rows(data: bytes) -> list[dict[str, str]]:
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace")))
    try:
        return [{key: value for key, value in row.items() if isinstance(value, str)} for row in lines if row]
    except csv.Error:
        return []


def _post(location: str, data: bytes, row: Mapping[str, str]) -> Source:
    meta = {
        "title": row.get("title", ""),
        "subtitle": row.get("subtitle", ""),
        "date": row.get("post_date", ""),
        "slug": row["post_id"].partition(".")[2],
        "draft": row.get("is_published", "true").lower() == "false",
    }
    page = {"meta": {key: value for key, value in meta.items() if value}, "html": data.decode("utf-8", "replace")}
    return Source(json.dumps(page).encode(), DOCUMENT, location)
