"""The copy desk: an issue's entries become articles with slugs of their own, in order; failures keep their place."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from printkit import edit, sources
from printkit.build import intake
from printkit.build.fetching import Page
from printkit.build.intake import Held, Taken
from printkit.build.press import Press
from printkit.errors import ConfigError, Note, PrintkitError, SourceError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import hrefs, walk
from printkit.model.issue import Entry, Issue, Site
from printkit.model.products import Blob
from printkit.names import slugify
from printkit.sources.kinds import PDF

PDF_BYTES = 100 << 20
"""The largest size in bytes of ready pages."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One article as it was handed in: the section and entry it stands in, or the error that it met.

    `held` are the pictures at hand for it, by the src it names them by; `place` is where it was fetched from.
    """

    section: int
    entry: Entry
    slug: str
    article: Article | None = None
    error: PrintkitError | None = None
    notes: tuple[Note, ...] = ()
    pdf: Blob | None = None
    held: Held = field(default_factory=dict)
    place: str = ""

    @property
    def title(self) -> str:
        """The headline, or what we know of a failed article or of ready pages."""
        if self.article:
            return self.article.headline
        known = self.entry.title or (self.entry.alt if self.pdf else "")
        return known or PurePosixPath(self.entry.source).name

    @property
    def listed(self) -> bool:
        """Whether the contents name it: ready pages without a title are only counted."""
        return self.pdf is None or bool(self.entry.title)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The copies of an issue in their order, and what there is to say of them together."""

    copies: tuple[Copy, ...]
    notes: tuple[Note, ...] = ()


def gather(issue: Issue, press: Press, *, drafts: bool = False, by_date: bool = False) -> Gathered:
    """Every article of the issue in its order, read; each failure in its place with its error.

    With `by_date` the articles of a section stand by date, then by name, the undated last. Drafts are left out and
    counted unless they are asked for.
    """
    if press.web:
        press.web.prefetch((e.source, e.type) for part in issue.sections for e in part.entries if _is_far(e))
    handed_in = list(_open(issue, press))
    good = [source for _, _, source in handed_in if isinstance(source, Source)]
    answers = iter(intake.read(good, reading(issue.site), press))
    copies: list[Copy] = []
    for section, entry, source in handed_in:
        answer = next(answers) if isinstance(source, Source) else source
        told = press.web.told(entry.source) if press.web else ()
        copies += [replace(copy, notes=(*told, *copy.notes)) for copy in _copies(section, entry, answer)]
    kept = copies if drafts else [copy for copy in copies if not (copy.article and copy.article.draft)]
    apart = _told_apart(kept)
    ordered = sorted(apart, key=_date_then_name) if by_date else apart
    return Gathered(_own_slugs(tuple(ordered)), _left_out(len(copies) - len(kept)))


def _left_out(drafts: int) -> tuple[Note, ...]:
    said = "1 draft was left out" if drafts == 1 else f"{drafts} drafts were left out"
    return (Note("info", "issue.drafts", said),) if drafts else ()


def without(gathered: Gathered, dropped: Sequence[str]) -> Gathered:
    """The copies, these blocks left out of their articles; a block that is in none of them is noted."""
    articles = [copy.article for copy in gathered.copies if copy.article]
    copies = tuple(
        replace(copy, article=edit.drop(copy.article, dropped)) if copy.article else copy for copy in gathered.copies
    )
    return Gathered(copies, (*gathered.notes, *edit.unfound(articles, dropped)))


def reading(site: Site) -> Reading:
    """How a house's sources are read: its language where they name none, and its rules for single sites."""
    rules = {
        host: {name: _several(said) for name, said in rule.items()}
        for host, rule in site.tables.get("rules", {}).items()
        if isinstance(rule, dict)
    }
    return Reading(lang=site.lang, rules=rules)


def _several(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)


def links(copies: Sequence[Copy]) -> dict[str, str]:
    """What leads to an article of the issue: its path from the root and its web address, each with its slug.

    Each also stands with the anchors that are in the article, `address#anchor`.
    """
    found: dict[str, str] = {}
    for copy in copies:
        if copy.pdf:
            found.setdefault(f"/{copy.entry.source}", copy.slug)
        if copy.article:
            names = [name for block in walk(copy.article.body) for name in block.anchors]
            source = copy.entry.source if _is_far(copy.entry) else f"/{copy.entry.source}"
            for address in filter(None, (source, copy.article.origin)):
                found[address] = copy.slug
                found.update((f"{address}#{name}", copy.slug) for name in names)
    return found


def own_links(article: Article, known: Mapping[str, str], source: str = "") -> dict[str, str]:
    """Of all that leads into the issue, what this article links to, so that no other article's name reaches its key.

    A link to the file of another article, which reading has made an address beside the article's own, is known again
    by the path of its `source`.
    """
    noted = [block for blocks in article.notes.values() for block in blocks]
    written = hrefs((*article.body, *noted))
    places = {_place(href) for href in written} | {_place(href.partition("#")[0]) for href in written}
    found = {address: slug for address, slug in known.items() if _place(address) in places}
    for href in sorted(written) if article.origin and source else ():
        place, mark, anchor = href.partition("#")
        path = _beside(place, article.origin, source)
        if path in known:
            found.setdefault(place, known[path])
        if mark and f"{path}#{unquote(anchor)}" in known:
            found.setdefault(f"{place}#{unquote(anchor)}", known[path])
    return found


def _beside(address: str, origin: str, source: str) -> str:
    """The file that an address names where it stands to a source as the address does to the source's origin."""
    here, there = urlsplit(origin), urlsplit(address)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return ""
    step = posixpath.relpath(unquote(there.path) or "/", posixpath.dirname(here.path) or "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), step))


def _place(address: str) -> tuple[str, str]:
    """An address without a slash at its end, and the anchor in it."""
    place, _, fragment = address.partition("#")
    return place.rstrip("/"), unquote(fragment)


def newest(copies: Sequence[Copy]) -> date | None:
    """The date of the newest article, or None where none is dated."""
    return max(
        (_day(copy.article.published) for copy in copies if copy.article and copy.article.published), default=None
    )


def _open(issue: Issue, press: Press) -> Iterator[tuple[int, Entry, Source | Blob | PrintkitError]]:
    for number, section in enumerate(issue.sections):
        for entry in section.entries:
            yield number, entry, open_source(issue, entry, press)


def open_source(issue: Issue, entry: Entry, press: Press) -> Source | Blob | PrintkitError:
    """What an entry names: a source to be read, ready pages, or why there is neither."""
    try:
        if _is_far(entry):
            return _fetched(press.page(entry.source, entry.type), entry, press)
        if entry.pdf or PurePosixPath(entry.source).suffix.lower() == ".pdf":
            return press.cache.put(sources.read_beneath(issue.root, entry.source, PDF_BYTES))
        path = issue.root / entry.source
        found = sources.index_of(path) if sources.is_folder(path) else path
        return sources.load(found, root=issue.root, said=entry.type)
    except PrintkitError as error:
        return error


def _is_far(entry: Entry) -> bool:
    return sources.is_address(entry.source)


def _fetched(page: Page, entry: Entry, press: Press) -> Source | Blob:
    if page.media_type.partition(";")[0] == PDF:
        return press.cache.put(page.data)
    if entry.pdf:
        raise SourceError("this address gives no PDF", where=entry.source, hint="name it as source, not as pdf")
    return Source(page.data, page.media_type, page.address)


def page_source(address: str, press: Press, said: str = "") -> Source:
    """What an address gives, to be read as `said`; raises SourceError, for a PDF too, which is printed already."""
    page = press.page(address, said)
    if page.media_type.partition(";")[0] == PDF:
        hint = "it is printed already; in an issue.toml it becomes a part"
        raise SourceError("this address gives a PDF, not an article", where=address, hint=hint)
    return Source(page.data, page.media_type, page.address)


def _copies(section: int, entry: Entry, answer: Taken | Blob | PrintkitError) -> list[Copy]:
    if isinstance(answer, PrintkitError):
        return [Copy(section, entry, _file_slug(entry), error=answer)]
    if isinstance(answer, Blob):
        return [Copy(section, entry, _file_slug(entry), pdf=answer)]
    return [
        replace(
            Copy(section, entry, article.slug, article=article, notes=article.findings),
            held=answer.held,
            place=answer.place,
        )
        for article in answer.articles
    ]


def _file_slug(entry: Entry) -> str:
    digits = hashlib.sha256(entry.source.encode()).hexdigest()[:8]
    return slugify(PurePosixPath(entry.source).stem) or f"article-{digits}"


def _told_apart(copies: Sequence[Copy]) -> list[Copy]:
    """Ready pages may come more than once in an issue: from the second time on they are numbered."""
    seen: Counter[str] = Counter()
    apart = []
    for copy in copies:
        if copy.article is None:
            seen[copy.entry.source] += 1
            times = seen[copy.entry.source]
            apart.append(replace(copy, slug=f"{copy.slug}-{times}") if times > 1 else copy)
        else:
            apart.append(copy)
    return apart


def _own_slugs(copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """Equal derived slugs get six hex digits of their path; equal written ones are an error.

    Raises ConfigError naming both sources.
    """
    times = Counter(copy.slug for copy in copies)
    written: dict[str, Copy] = {}
    named = []
    for copy in copies:
        by_hand = copy.article is not None and copy.article.slug_written
        if by_hand and copy.slug in written:
            _refuse_twin(written[copy.slug], copy)
        if by_hand:
            written[copy.slug] = copy
        named.append(copy if by_hand or times[copy.slug] == 1 else _apart(copy))
    return tuple(named)


def _refuse_twin(first: Copy, second: Copy) -> None:
    raise ConfigError(
        f"two articles have the slug '{first.slug}'",
        where=f"{first.entry.source} and {second.entry.source}",
        hint="give one of them another slug in its front matter",
    )


def twin_slug(slug: str, source: str) -> str:
    """A slug that another article has too, told apart by six hex digits of the source's path."""
    return f"{slug[:73]}-{hashlib.sha256(source.encode()).hexdigest()[:6]}"


def _apart(copy: Copy) -> Copy:
    slug = twin_slug(copy.slug, copy.entry.source)
    said = f"another article is called '{copy.slug}' too: this one is '{slug}'"
    note = Note("info", "slug.twin", said, copy.entry.source)
    article = replace(copy.article, slug=slug) if copy.article else None
    return replace(copy, slug=slug, article=article, notes=(*copy.notes, note))


def _date_then_name(copy: Copy) -> tuple[int, bool, date, str]:
    published = copy.article.published if copy.article else None
    return copy.section, published is None, _day(published) if published else date.max, copy.entry.source


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
