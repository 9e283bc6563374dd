"""The pictures of imported articles that are at hand or lie on this disk: taken along into the new folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from printkit import sources
from printkit.build import files
from printkit.build.fetching import Shown, Web
from printkit.build.originals import PICTURE_BYTES, Spot
from printkit.errors import Note, SourceError
from printkit.model.article import Article
from printkit.model.blocks import Block, Embed, Figure, Inline, picture_sources
from printkit.model.mapping import mapped
from printkit.model.products import Blob
from printkit.names import slugify

FOLDER = "pictures"

_SRC = re.compile(r'(<img [^>]*?src=")([^"]*)(")')
# Where WordPress keeps what was uploaded; whoever exports a site often has this folder beside the export.
_UPLOADS = re.compile(r"(?:^|/)(wp-content/uploads/.+)$")


@dataclass(slots=True)
class Belongings:
    """Copies pictures from beside the source into the new folder, each once; `count` says how many.

    `held` are those that came out of the source itself, by the name that an article gives them; by `web` the others
    are fetched.
    """

    place: Path
    folder: Path
    held: Mapping[str, Blob] = field(default_factory=dict)
    web: Web | None = None
    count: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def taken_along(self, article: Article, place: str = "") -> tuple[Article, tuple[Note, ...]]:
        """The article with the pictures that could be taken along named by their new place; a Note for one missing.

        `place` is the address that the article was fetched from, if it was.
        """
        noted = [block for blocks in article.notes.values() for block in blocks]
        # Stills stay behind: Markdown has no place for them, and a player's own follows from its address again.
        wanted = picture_sources(mapped(block, _without_still, lambda text: text) for block in (*article.body, *noted))
        moved: dict[str, str] = {}
        shown = self._fetched(wanted, Spot(place, fetched=True) if place else Spot(article.origin))
        notes = list(shown.notes.values())
        for src in wanted:
            try:
                moved[src] = self._new_place(src, {**shown.held, **self.held})
            except SourceError as error:
                notes.append(Note("warning", "image.missing", f"the picture was not taken along: {error.text}", src))
        changed = {src: to for src, to in moved.items() if src != to}
        return (_with(article, changed) if changed else article), tuple(notes)

    def _fetched(self, wanted: Iterable[str], spot: Spot) -> Shown:
        far = [src for src in wanted if sources.is_address(src) and src not in self.held and src not in self._known]
        far = [src for src in far if not self._local(src)]
        return self.web.pictures((src, spot) for src in far) if self.web and far else Shown({}, {})

    def _new_place(self, src: str, held: Mapping[str, Blob]) -> str:
        if src.startswith("data:"):
            return src
        if src not in self._known:
            found = self._local(src)
            if src in held:
                self._known[src] = self._put(held[src].path.read_bytes(), PurePosixPath(unquote(urlsplit(src).path)))
            else:
                self._known[src] = self._copied(found) if found else src
        return self._known[src]

    def _local(self, src: str) -> str:
        """The path beside the source at which a picture lies; empty for one that is only on the web."""
        if not sources.is_address(src):
            return src
        uploaded = _UPLOADS.search(unquote(urlsplit(src).path))
        candidates = (uploaded[1], uploaded[1].partition("/")[2]) if uploaded else ()
        return next((path for path in candidates if ".." not in path and (self.place / path).is_file()), "")

    def _copied(self, path: str) -> str:
        return self._put(sources.read_beneath(self.place.resolve(), path, PICTURE_BYTES), PurePosixPath(path))

    def _put(self, data: bytes, name: PurePosixPath) -> str:
        digits = hashlib.sha256(data).hexdigest()[:8]
        suffix = _suffix(data) or re.sub(r"[^.a-z0-9]", "", name.suffix.lower())[:6]
        new = f"{FOLDER}/{slugify(name.stem)[:60] or 'picture'}-{digits}{suffix}"
        files.put(self.folder / new, data, lasting=False)
        self.count += 1
        return new


def _suffix(data: bytes) -> str:
    """The ending of a picture of the usual kinds, whatever its name says; nothing for any other."""
    known = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))
    return next((suffix for head, suffix in known if data.startswith(head)), "")


def _with(article: Article, moved: dict[str, str]) -> Article:
    change = _changer(moved)
    notes = {number: tuple(mapped(block, change, _inline(moved)) for block in b) for number, b in article.notes.items()}
    return replace(article, body=tuple(mapped(block, change, _inline(moved)) for block in article.body), notes=notes)


def _without_still(block: Block) -> Block:
    return replace(block, still="") if isinstance(block, Embed) else block


def _changer(moved: dict[str, str]) -> Callable[[Block], Block]:
    def change(block: Block) -> Block:
        if not isinstance(block, Figure):
            return block
        return replace(block, images=tuple(replace(i, src=moved.get(i.src, i.src)) for i in block.images))

    return change


def _inline(moved: dict[str, str]) -> Callable[[Inline], Inline]:
    def change(text: Inline) -> Inline:
        if "<img" not in text:
            return text
        return Inline(_SRC.sub(lambda m: m[1] + escape(moved.get(unescape(m[2]), unescape(m[2]))) + m[3], text))

    return change
