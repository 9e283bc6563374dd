"""How a bundle is finished: its profile, the press it goes to, and the files that travel inside it."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from printkit import config
from printkit.build.cache import Cache
from printkit.errors import ConfigError, SourceError
from printkit.model.article import Article, Source
from printkit.model.issue import Press, Profile
from printkit.model.layout import MM
from printkit.model.products import Book, Enclosure, PressRun
from printkit.sources import is_address, read_beneath
from printkit.sources.kinds import ending

FOLDERS = (Path("/usr/share/color/icc"), Path("/usr/local/share/color/icc"))
"""Where systems keep colour profiles."""

KNOWN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "FOGRA39": ("FOGRA39", ("FOGRA39L_coated.icc", "ISOcoated_v2_eci.icc", "CoatedFOGRA39.icc")),
    "FOGRA47": ("FOGRA47", ("PSO_Uncoated_ISO12647_eci.icc", "UncoatedFOGRA47.icc")),
    "FOGRA51": ("FOGRA51", ("PSOcoated_v3.icc",)),
    "FOGRA52": ("FOGRA52", ("PSOuncoated_v3_FOGRA52.icc",)),
    "FOGRA28": ("FOGRA28", ("FOGRA28L_webcoated.icc",)),
    "FOGRA29": ("FOGRA29", ("FOGRA29L_uncoated.icc", "UncoatedFOGRA29.icc")),
    "GRACOL": ("CGATS TR 006", ("GRACoL_TR006_coated.icc", "GRACoL2006_Coated1v2.icc")),
    "SWOP": ("CGATS TR 003", ("SWOP_TR003_coated_3.icc", "SWOP2006_Coated3v2.icc")),
    "SNAP": ("CGATS TR 002", ("SNAP_TR002_newsprint.icc",)),
}
"""Output conditions by name: what the registry calls each, and the files that describe it."""

BLEED = 3 * MM
PROFILE_BYTES = 16 << 20
_KEPT = ("text", "html", "body", "notes", "findings")


@dataclass(frozen=True, slots=True)
class Finish:
    """What a book is bound as; `files` are the enclosures of each part by its slug."""

    profile: Profile = "screen"
    run: PressRun | None = None
    files: Mapping[str, tuple[Enclosure, ...]] = field(default_factory=dict)

    @property
    def bleed(self) -> float | None:
        """The bleed that pages are set with, in pt; None: the layout's own."""
        return self.run.bleed if self.run else None

    def on(self, book: Book) -> Book:
        """The book finished so."""
        parts = tuple(replace(part, files=self.files.get(part.slug, ())) for part in book.parts)
        return replace(book, parts=parts, profile=self.profile, press=self.run)


def finish(profile: Profile, press: Press, cache: Cache, root: Path, folder: Path) -> Finish:
    """The finish of a profile, still without files; `folder` is where paths of `press` start, within the root.

    Raises ConfigError or SourceError where a press is wanted and its profile is not to be had.
    """
    if profile != "press":
        return Finish(profile)
    said = press.intent
    if not said:
        hint = f'give [press] intent = "FOGRA39" or a profile file; known are {", ".join(KNOWN)}'
        raise ConfigError("a file for press names the press that it is for", where="issue.toml: press", hint=hint)
    condition, data = _known(said) if said.upper() in KNOWN else _own(said, root, folder)
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        hint = "the printing house has one; its class is prtr and its colours are CMYK"
        raise ConfigError(
            f"'{said}' is no profile of a press of four inks", where="issue.toml: press.intent", hint=hint
        )
    bleed = config.length(press.bleed) if press.bleed else BLEED
    return Finish(profile, PressRun(condition, cache.put(data), bleed, press.marks))


def enclosed(article: Article, source: Source | None, cache: Cache) -> tuple[Enclosure, ...]:
    """What an archived article carries: the source that it was set from, where there is one, and its metadata."""
    changed = article.updated or article.published
    known = {key: value for key, value in article.as_dict().items() if key not in _KEPT}
    known |= {"source": source.location} if source else {}
    said = json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n"
    about = Enclosure(f"{article.slug}.json", "application/json", "Data", cache.put(said), changed)
    if source is None or not isinstance(source.data, bytes):
        return (about,)
    kind = source.media_type.partition(";")[0]
    # An address may end in anything; what came from one is called by the article, and by what it is.
    name = f"{article.slug}{ending(kind)}" if is_address(source.location) else PurePosixPath(source.location).name
    called = name if name.startswith(article.slug) else f"{article.slug}-{name}"
    return (Enclosure(called, kind, "Source", cache.put(source.data), changed), about)


def _known(said: str) -> tuple[str, bytes]:
    condition, names = KNOWN[said.upper()]
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name in names:
                return condition, path.read_bytes()
    hint = f"install a package that has {names[0]} (icc-profiles-free, icc-profiles), or give the printing house's file"
    raise ConfigError(f"no profile of {condition} is installed", where="issue.toml: press.intent", hint=hint)


def _own(said: str, root: Path, folder: Path) -> tuple[str, bytes]:
    """A profile file of the project, which is called by its name."""
    base = "." if said.startswith("/") else folder.relative_to(root).as_posix()
    path = posixpath.normpath(posixpath.join(base, said.lstrip("/")))
    try:
        return PurePosixPath(path).stem, read_beneath(root, path, PROFILE_BYTES)
    except SourceError as error:
        hint = f"a profile file inside the project, or one of {', '.join(KNOWN)}"
        raise ConfigError(f"the profile '{said}': {error.text}", where="issue.toml: press.intent", hint=hint) from error
