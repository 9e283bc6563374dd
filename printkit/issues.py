"""Issues: issue.toml read into an Issue, an issue made of a folder without one, and the project's root found."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from printkit import config
from printkit.errors import ConfigError, SourceError
from printkit.model import endings
from printkit.model.issue import Entry, Issue, Profile, Section, Site
from printkit.names import page_beside, slugify

FILE = "issue.toml"
HOUSE = "site.toml"
OWN = "printkit/site.toml"
"""The user's own defaults, as errors name them: what they are called below the folder of settings."""

ARTICLES = (*endings.ARTICLES, ".warc", ".warc.gz", ".wacz")
"""The endings of articles in a folder, in the order in which an index is looked for; a zip in it may be anything."""

NO_ARTICLES = ("readme", "license", "licence", "changelog", "contributing")
NO_SECTIONS = ("build", "fetched", "layouts", "fonts", "node_modules")

_ADDRESS = re.compile(r"https?://", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/", re.I)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command says in place of issue.toml; what is empty leaves it as it is."""

    title: str = ""
    number: str = ""
    date: date | None = None
    lang: str = ""
    layout: str = ""
    profile: Profile | None = None


def load(path: Path, *, root: Path | None = None, overrides: Overrides | None = None) -> Issue:
    """The issue that an issue.toml orders, or a folder with one; a folder without one is an issue of what is in it.

    Every path in it becomes one from the project's root. Raises SourceError where there is nothing to load,
    ConfigError, with file and line, for what the file may not say.
    """
    said = overrides or Overrides()
    _check_there(path)
    if is_folder(path):
        issue = from_folder(path, root=root, title=said.title, number=said.number, date=said.date)
        return _overridden(issue, said)
    file = (path / FILE if path.is_dir() else path).resolve()
    wall = _root(file.parent, root)
    where = file.relative_to(wall).as_posix()
    text = _text(file, where)
    issue = config.load_issue(text, where, root=wall, folder=file.parent, site=load_site(wall))
    return _overridden(_placed(issue, text, where), said)


def is_folder(path: Path) -> bool:
    """True where a path is a folder without an issue.toml, whose articles stand by date."""
    return path.is_dir() and not (path / FILE).is_file()


def from_folder(
    folder: Path, *, root: Path | None = None, title: str = "", number: str = "", date: date | None = None
) -> Issue:
    """An issue of the articles found in a folder, by name; each of its sub-folders is a section.

    An article is a file with one of the endings in ARTICLES or a sub-folder with an index of these. Left out: what
    begins with a dot or underscore (but for a folder `_posts`), a README, LICENSE, CHANGELOG or CONTRIBUTING, the
    folders build, fetched, layouts, fonts and node_modules, those that a browser keeps beside a page that it saved, and
    links to folders. Title and slug do not tell where the folder
    lies. Raises SourceError where it is no folder or holds no articles.
    """
    if not folder.is_dir():
        raise SourceError("there is no such folder", where=str(folder), hint="name a folder of articles")
    place = folder.resolve()
    wall = _root(place, root)
    sections = tuple(section for section in _sections(place, wall) if section.entries)
    if not sections:
        hint = f"an article ends in {', '.join(ARTICLES)}"
        raise SourceError("no articles in this folder", where=str(folder), hint=hint)
    called = title or "Issue"
    site = load_site(wall)
    return Issue(
        title=called,
        slug=slug(called, number),
        root=wall,
        folder=place,
        sections=sections,
        number=number,
        date=date,
        lang=site.lang or "en",
        site=site,
    )


def _check_there(path: Path) -> None:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        hint = "name an issue.toml, or a folder of articles"
        raise SourceError("there is no such issue", where=str(path), hint=hint) from error


def find_root(path: Path) -> Path:
    """The project's root: the nearest folder upward that holds site.toml, else the folder of the path itself."""
    try:
        place = path.resolve()
        folder = place if place.is_dir() else place.parent
    except (OSError, ValueError):  # a name that no file can have; whoever opens it says so
        place = folder = Path.cwd()
    return next((above for above in (folder, *folder.parents) if (above / HOUSE).is_file()), folder)


def load_site(root: Path) -> Site:
    """The house as the root's site.toml describes it, over the user's own defaults; a bare one where there is neither.

    The user's stand in `$XDG_CONFIG_HOME/printkit/site.toml`, or in `~/.config` where that is not set.
    """
    file, own = root / HOUSE, defaults()
    usual = config.load_site(_text(own, OWN), OWN) if own.is_file() else Site()
    return _over(usual, config.load_site(_text(file, HOUSE), HOUSE) if file.is_file() else Site())


def defaults() -> Path:
    """Where the user's own defaults stand, if there are any; a folder that is not absolute counts for none."""
    said = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (said if said.is_absolute() else Path("~/.config").expanduser()) / "printkit" / HOUSE


def _over(usual: Site, house: Site) -> Site:
    """The house's settings, and where it says nothing the user's; whose work an article is only a house can say."""
    names = {**usual.tables, **house.tables}
    tables = {name: {**usual.tables.get(name, {}), **house.tables.get(name, {})} for name in names}
    return replace(
        house,
        lang=house.lang or usual.lang,
        layout=house.layout or usual.layout,
        options={**usual.options, **house.options},
        tables=tables,
    )


def slug(title: str, number: str = "") -> str:
    """The issue's name in file names: title and number in ASCII, lower case, at most 80 characters; never empty."""
    return slugify(f"{title} {number}") or "issue"


def _overridden(issue: Issue, said: Overrides) -> Issue:
    title, number = said.title or issue.title, said.number or issue.number
    written = issue.slug if title == issue.title and number == issue.number else ""
    return replace(
        issue,
        title=title,
        number=number,
        slug=written or slug(title, number),
        date=said.date or issue.date,
        lang=said.lang or issue.lang,
        layout=said.layout or issue.layout,
        profile=said.profile or issue.profile,
    )


def _root(folder: Path, root: Path | None) -> Path:
    wall = root.resolve() if root else find_root(folder)
    if not folder.is_relative_to(wall):
        hint = "name a folder above it with --root"
        raise ConfigError(f"the issue lies outside the root '{wall.name}'", where=str(folder), hint=hint)
    return wall


def _text(file: Path, where: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ConfigError("this is not UTF-8 text", where=where, hint="save it as UTF-8") from fault


# issue.toml: its paths made ones from the root


def _placed(issue: Issue, text: str, where: str) -> Issue:
    loose = bool(config.parse(text, where).get("articles"))
    seen: set[str] = set()
    sections = []
    for number, section in enumerate(issue.sections):
        table: tuple[str | int, ...] = ("section", number - loose) if number >= loose else ()
        places = [config.place(text, where, (*table, "articles", n)) for n in range(len(section.entries))]
        entries = tuple(_entry(issue, e, place, seen) for e, place in zip(section.entries, places, strict=True))
        sections.append(replace(section, entries=entries))
    image = _path(issue, issue.cover.image, config.place(text, where, ("cover", "image")))
    filler = _path(issue, issue.filler, config.place(text, where, ("pages", "filler")))
    return replace(issue, sections=tuple(sections), cover=replace(issue.cover, image=image), filler=filler)


def _entry(issue: Issue, entry: Entry, where: str, seen: set[str]) -> Entry:
    source = _path(issue, entry.source, where)
    if not entry.pdf and not _ADDRESS.match(source):
        source = _index(issue.root, source)
    if not entry.pdf and source in seen:
        raise ConfigError(f"'{entry.source}' is in the issue already", where=where, hint="take one of the two out")
    seen.add(source)
    return replace(entry, source=source)


def _index(root: Path, source: str) -> str:
    """Of a folder that is one article, its index; anything else as it is, for the build to find or miss."""
    index = _index_of(root / source)
    return index.relative_to(root).as_posix() if index else source


def _index_of(folder: Path) -> Path | None:
    try:
        return next((folder / f"index{end}" for end in ARTICLES if (folder / f"index{end}").is_file()), None)
    except OSError:  # a name that no folder can have; reading it says so
        return None


def _path(issue: Issue, said: str, where: str) -> str:
    """A path of issue.toml as one from the root; a web address as it is; raises ConfigError for one that leads out."""
    if not said or _ADDRESS.match(said):
        return said
    if "\\" in said or "\0" in said:
        raise ConfigError(f"'{said}' is no path", where=where, hint="paths are written with /")
    if _SCHEME.match(said):
        raise ConfigError(f"'{said}' cannot be fetched", where=where, hint="a path, or an address with https://")
    base = "." if said.startswith("/") else issue.folder.relative_to(issue.root).as_posix()
    path = posixpath.normpath(posixpath.join(base, said.lstrip("/")))
    if path == ".." or path.startswith("../"):
        hint = "paths stay inside the project; --root names a wider one"
        raise ConfigError(f"'{said}' leads out of the project", where=where, hint=hint)
    return path


# A folder: its articles found


def ready_pages(issue: Issue) -> tuple[str, ...]:
    """The PDFs that lie where `from_folder` looks for articles, by their paths from the root."""
    return tuple(path.relative_to(issue.root).as_posix() for path in _pdfs(issue.folder))


def _pdfs(folder: Path) -> Iterator[Path]:
    parts = _listed(folder)
    yield from (path for path in parts if path.is_file() and path.suffix.lower() == ".pdf")
    for part in parts:
        if part.is_dir() and not _index_of(part):
            yield from _pdfs(part)


def _sections(folder: Path, root: Path) -> Iterator[Section]:
    """The folder's own articles as an unnamed section, then a section for each sub-folder that is no article."""
    parts = [path for path in _listed(folder) if path.is_dir()]
    own = sorted([*_files(folder), *(index for part in parts if (index := _index_of(part)))])
    yield Section("", _entries(own, root))
    for part in parts:
        if not _index_of(part):
            yield Section(_titled(part.name), _entries(sorted(_within(part)), root))


def _within(folder: Path) -> Iterator[Path]:
    """The articles of a sub-folder, however deep they lie."""
    yield from _files(folder)
    for part in _listed(folder):
        if part.is_dir():
            index = _index_of(part)
            yield from [index] if index else _within(part)


def _listed(folder: Path) -> list[Path]:
    """What counts in a folder, by name."""
    return [path for path in sorted(folder.iterdir()) if _counts(path)]


def _counts(path: Path) -> bool:
    name = path.name.lower()
    if path.is_dir():
        hidden = name.startswith((".", "_")) and name != "_posts"
        return not (hidden or name in NO_SECTIONS or path.is_symlink() or _is_beside_a_page(path))
    return not name.startswith((".", "_")) and name.split(".")[0] not in NO_ARTICLES


def _is_beside_a_page(folder: Path) -> bool:
    """Whether a browser keeps in this folder what a page that it saved shows: pictures, and frames that are pages."""
    page = page_beside(folder.name)
    return bool(page) and any((folder.parent / f"{page}{end}").is_file() for end in (".html", ".htm", ".xhtml"))


def _files(folder: Path) -> list[Path]:
    return [path for path in _listed(folder) if path.is_file() and path.name.lower().endswith(ARTICLES)]


def _entries(files: Sequence[Path], root: Path) -> tuple[Entry, ...]:
    return tuple(Entry(file.relative_to(root).as_posix()) for file in files)


def _titled(name: str) -> str:
    """A folder's name as a section's title: without a leading number, its first letter a capital."""
    words = " ".join(re.sub(r"^\d+[._ -]+(?=\S)", "", name).replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]
