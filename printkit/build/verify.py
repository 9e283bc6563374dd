"""Verifies a PDF: the audit of the file, and against its sources that nothing of them was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from printkit import issues
from printkit.audit import Examined, Printed, examine
from printkit.audit.against import Source, losses
from printkit.audit.book import letters
from printkit.audit.codes import cure, note
from printkit.build import desk
from printkit.build.fetching import FOLDER
from printkit.build.printing import Wish, read_all
from printkit.build.report import note_dict
from printkit.build.shop import Shop
from printkit.compose.addresses import target
from printkit.compose.words import words
from printkit.errors import Note, PrintkitError
from printkit.model.article import Article, Json


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a PDF: its pages, its parts as they are printed, and the findings of audit and comparison.

    `compared` counts the articles of the sources that it was held against.
    """

    pdf: str
    pages: int
    parts: tuple[Printed, ...]
    findings: tuple[Note, ...]
    compared: int = 0

    @property
    def good(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(found.level == "error" for found in self.findings)

    @property
    def articles(self) -> tuple[Printed, ...]:
        """The parts that are articles."""
        return tuple(part for part in self.parts if part.is_article)

    def as_dict(self) -> Json:
        """The verdict as `printkit verify --json` prints it."""
        return {
            "pdf": self.pdf,
            "good": self.good,
            "pages": self.pages,
            "compared": self.compared,
            "articles": [_part_dict(part) for part in self.articles],
            "findings": [{**note_dict(found), "cure": cure(found.code)} for found in self.findings],
        }


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One article that must be in the file, the links that lead into its issue, or why it could not be read."""

    slug: str
    where: str
    article: Article | None
    links: Mapping[str, str]
    error: PrintkitError | None = None


def verify(pdf: Path, shop: Shop, *, against: Sequence[str] = (), root: Path | None = None) -> Verdict:
    """Audit a PDF; with sources (an issue.toml, a folder, articles) also see that nothing of them was lost.

    Raises SourceError for a file that cannot be audited, and whatever an issue that cannot be loaded raises.
    """
    found = examine(pdf)
    findings = list(found.findings)
    compared = 0
    for name in against:
        is_issue = Path(name).is_dir() or PurePosixPath(name).suffix == ".toml"
        wanted = _of_issue(Path(name), shop, root) if is_issue else _of_file(name, shop, root)
        findings += _compared(wanted, found)
        compared += len(wanted)
    return Verdict(str(pdf), found.pages, found.parts, tuple(findings), compared)


def _of_issue(path: Path, shop: Shop, root: Path | None) -> list[_Wanted]:
    """The articles that an issue is made of, as its build reads them."""
    issue = issues.load(path, root=root)
    beside = issue.folder / FOLDER if (issue.folder / issues.FILE).is_file() else None
    with shop.at(issue.root).desk(beside=beside) as press:
        copies = desk.gather(issue, press, by_date=issues.is_folder(path)).copies
    links = desk.links(copies)
    return [_Wanted(copy.slug, copy.entry.source, copy.article, links, copy.error) for copy in copies]


def _of_file(name: str, shop: Shop, root: Path | None) -> list[_Wanted]:
    try:
        articles = read_all([name], Wish(), shop, root=root)
    except PrintkitError as error:
        return [_Wanted("", name, None, {}, error)]
    return [_Wanted(article.slug, name, article, {}) for article in articles]


def _compared(wanted: Sequence[_Wanted], found: Examined) -> Iterator[Note]:
    places: list[int] = []
    for one in wanted:
        if one.error is not None:
            yield note("verify.unread", f"cannot be compared: {one.error.text}", one.error.where or one.where)
            continue
        place = _place(one, found.parts)
        if place is None:
            called = one.article.headline if one.article else one.slug
            yield note("verify.article-lost", f"the article “{called}” is not in the file", one.where)
            continue
        places.append(place)
        if one.article is not None:
            yield from losses(_source(one, one.article), found.parts[place], links=not found.for_press)
    if places != sorted(places):
        yield note("verify.order", "the articles stand in another order than in the issue")


def _source(one: _Wanted, article: Article) -> Source:
    return Source(article, lambda href: target(href, one.links, article.origin), words(article.lang)["picture"])


def _place(one: _Wanted, parts: Sequence[Printed]) -> int | None:
    """Where an article is among the parts: by its name, else by its title."""
    by_slug = next((place for place, part in enumerate(parts) if one.slug and part.slug == one.slug), None)
    if by_slug is not None or one.article is None:
        return by_slug
    title = letters(one.article.headline)
    return next((place for place, part in enumerate(parts) if letters(part.title) == title), None)


def _part_dict(part: Printed) -> Json:
    return {
        "slug": part.slug,
        "title": part.title,
        "lang": part.lang,
        "page": part.page,
        "words": len(part.text.split()),
        "notes": len(part.notes),
        "pictures": len(part.pictures),
        "links": len(part.links),
    }
