"""The shop that a run works in: its cache, its workers, and the layouts and fonts within reach of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from printkit import config, issues, layouts
from printkit.build import stamp
from printkit.build.cache import Cache, default_folder
from printkit.build.executors import Serial, Setup, Workers
from printkit.build.fetching import Asking, Web
from printkit.build.press import Press, Progress, silent
from printkit.build.tasks import Engine, Task
from printkit.errors import LayoutError, Note
from printkit.model.issue import Issue, Site
from printkit.model.layout import Layout
from printkit.walls import USUAL

WIDE = 64
"""How many jobs are worth having at once where the executor is a stranger's."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What a run may use: `jobs` workers at once, or the executor it is given.

    `others` are the roots of further projects that the same run works for. `bleed`, in pt, holds for every layout.
    `asking` says what is fetched, and how. `chosen` is the layout that the command named, the one that may be a path.
    """

    root: Path
    site: Site = field(default_factory=Site)
    cache: Path = field(default_factory=default_folder)
    jobs: int = 2
    executor: Executor | None = None
    others: tuple[Path, ...] = ()
    bleed: float | None = None
    asking: Asking = field(default_factory=Asking)
    chosen: str = ""
    progress: Progress = silent

    def at(self, root: Path) -> Shop:
        """The same shop, working for the project at this root."""
        return replace(self, root=root, site=issues.load_site(root))

    def among(self, *sites: Shop) -> Shop:
        """The same shop, working for several projects at once: the fonts of all are within reach."""
        first, *rest = dict.fromkeys(site.root for site in sites)
        return replace(self, root=first, others=tuple(rest))

    def layout(self, name: str, *choices: Mapping[str, str]) -> Layout:
        """The layout of this name with the options that hold; `choices` run from the nearest to the farthest."""
        said, searched = layouts.resolve(*choices), self.searched("layouts")
        if name and name == self.chosen and not layouts.plain(name):
            found = layouts.load_path(Path(name), searched=searched, chosen=said)
        else:
            found = layouts.load(name, searched=searched, chosen=said)
        return found if self.bleed is None else replace(found, page=replace(found.page, bleed=self.bleed))

    def knows(self, name: str) -> bool:
        """True where there is a layout of this name."""
        return name in layouts.names(self.searched("layouts"))

    @contextmanager
    def press(self, *expected: Layout, beside: Path | None = None) -> Iterator[Press]:
        """A press with its workers, which end with the block; none is started before the first job that needs one.

        The style sheets of the layouts that are `expected` are read once, before the first job. What is fetched is kept
        in the folder `beside` an issue, else in the cache.
        """
        setup = partial(Task("set_up"), Engine(self.searched("fonts"), self.cache.absolute(), expected))
        with self._press(setup, beside) as press:
            yield press

    @contextmanager
    def desk(self, *, beside: Path | None = None) -> Iterator[Press]:
        """A press that only reads: its workers load no engine."""
        with self._press(Task("set_up", "reading"), beside) as press:
            yield press

    @contextmanager
    def _press(self, setup: Setup, beside: Path | None) -> Iterator[Press]:
        known = stamp.folders((*self.searched("fonts"), config.data("fonts")))
        cache = Cache(self.cache.absolute())
        cache.tidy()
        web = Web(self.site.tables.get("fetch", {}), self.asking, cache, beside, heard=self.progress)
        if self.executor is not None:
            width = 1 if isinstance(self.executor, Serial) else WIDE
            press = Press(cache, self.executor, fonts=known, progress=self.progress, width=width)
            press.web = web
            yield press
            return
        with Workers(self.jobs, USUAL, setup) as workers:
            press = Press(cache, workers, fonts=known, progress=self.progress, width=self.jobs)
            press.web = web
            yield press

    def searched(self, what: str) -> tuple[Path, ...]:
        """The project's own folder of layouts or fonts, where it has one."""
        return tuple(place / what for place in (self.root, *self.others) if (place / what).is_dir())


def wanted_layout(
    shop: Shop, issue: Issue, said: tuple[str, ...], own: str, where: str
) -> tuple[str, tuple[Note, ...]]:
    """The name of the layout that holds: what was said (nearest first), else the article's own, else the issue's.

    An article's own plain name that we do not have is passed over with a Note; one that is a path is an error.
    """
    for name in said:
        if name:
            return name, ()
    if any(mark in own for mark in ("/", "\\", "..")):
        raise LayoutError(
            f"the layout '{own}' is a path", where=where, hint="an article names a layout by its plain name"
        )
    if own and shop.knows(own):
        return own, ()
    notes = (Note("info", "layout.unknown", f"no layout is called '{own}': passed over", where),) if own else ()
    return issue.layout or issue.site.layout or "plain", notes
