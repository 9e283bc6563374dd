"""Articles printed one by one: each source becomes a PDF, a print page or JSON of its own, or a named failure."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from printkit import issues, sources
from printkit.build import collection, files, finish, intake, lineup, pages, single
from printkit.build.cache import Cache
from printkit.build.desk import page_source, reading, twin_slug
from printkit.build.finish import Finish
from printkit.build.intake import Held, Taken
from printkit.build.order import Order
from printkit.build.press import Made, Press
from printkit.build.report import ArticleReport, Status, told_once
from printkit.build.shop import Shop, wanted_layout
from printkit.build.tasks import ArticleWork
from printkit.errors import Note, PrintkitError
from printkit.model.article import Article, Source
from printkit.model.issue import Issue, Profile
from printkit.model.issue import Press as PressTable
from printkit.model.layout import Layout, bound
from printkit.model.products import Blob, Book, Bundle, Enclosure, Picture, Rendition

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a print was asked for: layout, options, edits, and where the pages go.

    `run` says which press the profile `press` is for.
    `output` is a file for one article, or a folder (`into_folder`); None is the current folder, or with `to_stdout`
    nowhere: the product is then the caller's to pass on. `to` is what is made: pdf, html (the print page) or json.
    With `linked`, fonts and pictures of a print page are files in that folder, and so is the page where `output` names
    no other place.
    """

    output: Path | None = None
    into_folder: bool = False
    to_stdout: bool = False
    layout: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    url: str = ""
    type: str = ""
    profile: Profile = "screen"
    run: PressTable = field(default_factory=PressTable)
    to: pages.To = "pdf"
    linked: Path | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One article on its way to print: what was read, what it is set with, and what was found; or its error.

    `held` are the pictures at hand for it, by the src it names them by; `place` is where it was fetched from.
    """

    source: str
    article: Article | None = None
    layout: Layout | None = None
    held: Held = field(default_factory=dict)
    place: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    files: tuple[Enclosure, ...] = ()
    rendition: Rendition | None = None
    notes: tuple[Note, ...] = ()
    error: PrintkitError | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed article: its report, what was made of it as it lies in the cache, and the bundle where that is one."""

    report: ArticleReport
    bundle: Bundle | None = None
    product: Blob | None = None


def print_all(names: Sequence[str], wish: Wish, shop: Shop, *, root: Path | None = None) -> tuple[Printed, ...]:
    """Print every source and write it where `wish` says; one that fails is named in its report and stops no other.

    Raises OutputError before any work where the output cannot be written.
    """
    _check_output(wish, len(names))
    shop = asking_of(shop, names)
    groups = list(by_root(names, root))
    if wish.to == "json":
        return tuple(_as_json(groups, wish, shop, whole=len(names) == 1))
    profile = wish.profile if wish.to == "pdf" else "screen"
    finished = finish.finish(profile, wish.run, Cache(shop.cache), groups[0][0], groups[0][0])
    sites = [(replace(shop.at(place), bleed=finished.bleed), group) for place, group in groups]
    usual = [site.layout(*_usual(wish, site)) for site, _ in sites]
    with sites[0][0].among(*(site for site, _ in sites)).press(*usual) as press:
        proofs = _apart([proof for site, group in sites for proof in _proofs(group, wish, site, press)])
        if wish.to == "html":
            return tuple(_compose(proofs, wish, press))
        if not _goes_together(names, proofs, wish):
            return tuple(_print(proofs, wish, finished, press))
    return (_together(names[0], proofs, wish, sites[0][0]),)


def _goes_together(names: Sequence[str], proofs: Sequence[Proof], wish: Wish) -> bool:
    """True for one source of many articles that is wanted as one file."""
    one_file = wish.to_stdout or (wish.output is not None and not wish.into_folder)
    return len(names) == 1 and len(proofs) > 1 and one_file and names[0] != STDIN


def _together(name: str, proofs: Sequence[Proof], wish: Wish, shop: Shop) -> Printed:
    articles = tuple(proof.article for proof in proofs if proof.article)
    place = Cache(shop.cache).reserve()
    try:
        order = Order(
            files.folder(place),
            layout=wish.layout,
            options=wish.options,
            profile=wish.profile,
            keeps_beside=False,
            drop=wish.drop,
        )
        report, made = collection.bound(name, articles, order, shop, wish.type)
        product = Cache(shop.cache).adopt(made.path) if made else None
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if product and wish.output is not None:
        files.copy(product.path, wish.output)
    return Printed(replace(report, file=wish.output if product else None), product=product)


def asking_of(shop: Shop, names: Sequence[str]) -> Shop:
    """The shop, told which addresses the run was given."""
    return replace(shop, asking=replace(shop.asking, named=tuple(filter(sources.is_address, names))))


def read_all(names: Sequence[str], wish: Wish, shop: Shop, *, root: Path | None = None) -> tuple[Article, ...]:
    """The articles of every source; raises the first error met."""
    articles: list[Article] = []
    shop = asking_of(shop, names)
    groups = list(by_root(names, root))
    with shop.at(groups[0][0]).desk() as press:
        for place, group in groups:
            for answer in _read(group, wish, shop.at(place), press):
                if isinstance(answer, PrintkitError):
                    raise answer
                articles += answer.articles
    return tuple(articles)


def _usual(wish: Wish, shop: Shop) -> tuple[str, Mapping[str, str], Mapping[str, str]]:
    """The layout that articles are set in which name none, and its options."""
    return wish.layout or shop.site.layout or "plain", wish.options, shop.site.options


def _check_output(wish: Wish, count: int) -> None:
    if wish.linked is not None:
        files.check_writable(wish.linked / "page.html")
    if wish.output is None:
        return
    if wish.into_folder or count > 1:
        files.check_writable(wish.output / f"article.{wish.to}")
    else:
        files.check_writable(wish.output)


def by_root(names: Sequence[str], root: Path | None) -> Iterator[tuple[Path, list[str]]]:
    """The sources in groups of one project each, with the project's root."""
    groups: dict[Path, list[str]] = {}
    for name in names:
        own = Path.cwd() if name == STDIN else issues.find_root(Path() if sources.is_address(name) else Path(name))
        groups.setdefault(root.resolve() if root else own, []).append(name)
    yield from groups.items()


def _read(names: Sequence[str], wish: Wish, shop: Shop, press: Press) -> list[Taken | PrintkitError]:
    """The articles of each source, with the edits asked for, or why there are none."""
    if press.web:
        press.web.prefetch((name, wish.type) for name in names if sources.is_address(name))
    handed_in = [source_of(name, wish, shop, press) for name in names]
    good = [source for source in handed_in if isinstance(source, Source)]
    answers = iter(intake.read(good, reading(shop.site), press))
    whole = [_edited(next(answers), wish) if isinstance(one, Source) else one for one in handed_in]
    taken = intake.without(whole, wish.drop)
    return [_with_told(one, name, press) for one, name in zip(taken, names, strict=True)]


def _with_told(taken: Taken | PrintkitError, name: str, press: Press) -> Taken | PrintkitError:
    """The articles with what was noted while their page was fetched."""
    told = press.web.told(name) if press.web else ()
    if not told or isinstance(taken, PrintkitError):
        return taken
    return replace(taken, articles=tuple(replace(a, findings=(*told, *a.findings)) for a in taken.articles))


def source_of(name: str, wish: Wish, shop: Shop, press: Press) -> Source | PrintkitError:
    """The source of a name on the command line: a file, a folder's only article, an address, or standard input."""
    try:
        if name == STDIN:
            return sources.from_stdin(wish.type)
        if sources.is_address(name):
            return page_source(name, press, wish.type)
        path = Path(name)
        return sources.load(sources.index_of(path) if sources.is_folder(path) else path, root=shop.root, said=wish.type)
    except PrintkitError as error:
        return error


def _edited(answer: Taken | PrintkitError, wish: Wish) -> Taken | PrintkitError:
    if isinstance(answer, PrintkitError) or not wish.url:
        return answer
    return replace(answer, articles=tuple(replace(article, origin=wish.url) for article in answer.articles))


def _proofs(names: Sequence[str], wish: Wish, shop: Shop, press: Press) -> list[Proof]:
    proofs: list[Proof] = []
    for name, answer in zip(names, _read(names, wish, shop, press), strict=True):
        if isinstance(answer, PrintkitError):
            proofs.append(Proof(name, error=answer))
        else:
            day = press.web.day(name) if press.web else ""
            made = [
                replace(_proof(name, article, wish, shop, day), held=answer.held, place=answer.place)
                for article in answer.articles
            ]
            proofs += [_carrying(proof, shop, press) for proof in made] if wish.profile == "archive" else made
    wanted = [
        replace(lineup.wanted(p.article, p.layout, shop.root, p.place, alone=True), held=p.held)
        for p in proofs
        if p.layout
    ]
    found = iter(press.pictures(wanted))
    return [_with_pictures(proof, *next(found)) if proof.layout else proof for proof in proofs]


def _proof(name: str, article: Article, wish: Wish, shop: Shop, day: str) -> Proof:
    house = Issue("", "", shop.root, shop.root, (), site=shop.site)
    try:
        layout, notes = wanted_layout(shop, house, (wish.layout,), article.layout, name)
        set_in = shop.layout(layout, wish.options, shop.site.options)
    except PrintkitError as error:
        if wish.layout:
            raise
        return Proof(name, error=error)
    return Proof(name, article, _dated(set_in, day), notes=(*article.findings, *notes))


def _dated(layout: Layout, day: str) -> Layout:
    """The layout that says on which day a page was fetched, where it says so and no other day was chosen.

    It is no other where it does not, so that what was printed before is still at hand.
    """
    declared = {name: option.default for name, option in layout.options.items()} | dict(layout.chosen)
    if not day or declared.get("printed-from") != "full" or declared.get("printed-on"):
        return layout
    return replace(layout, chosen={**layout.chosen, "printed-on": day})


def _carrying(proof: Proof, shop: Shop, press: Press) -> Proof:
    """The proof with what an archived article carries; standard input cannot be read again."""
    if proof.article is None:
        return proof
    source = None if proof.source == STDIN else source_of(proof.source, Wish(), shop, press)
    kept = source if isinstance(source, Source) else None
    return replace(proof, files=finish.enclosed(proof.article, kept, press.cache))


def _with_pictures(proof: Proof, pictures: Mapping[str, Picture], notes: tuple[Note, ...]) -> Proof:
    return replace(proof, pictures=pictures, notes=(*proof.notes, *lineup.missed(proof.article, notes)))


def _apart(proofs: Sequence[Proof]) -> list[Proof]:
    """Two articles of one slug would be written over each other: each gets six digits of its path."""
    times = Counter(proof.article.slug for proof in proofs if proof.article)
    return [
        replace(proof, article=replace(proof.article, slug=twin_slug(proof.article.slug, proof.source)))
        if proof.article and times[proof.article.slug] > 1
        else proof
        for proof in proofs
    ]


def _work(article: Article, layout: Layout, pictures: Mapping[str, Picture]) -> ArticleWork:
    """An article alone opens on a recto, which lies at the left where the text is read from the right."""
    return ArticleWork(article, layout, pictures, side=bound("recto", article.lang))


def _print(proofs: Sequence[Proof], wish: Wish, finished: Finish, press: Press) -> list[Printed]:
    works = [_work(p.article, p.layout, p.pictures) for p in proofs if p.article and p.layout]
    renditions = iter(press.typeset(works))
    made = [_set(proof, next(renditions)) if proof.article and proof.layout else proof for proof in proofs]
    ready = [proof for proof in made if proof.rendition]
    bundles = iter(press.bind([_finished(proof, finished).on(_book(proof, press)) for proof in ready]))
    return [_write(proof, next(bundles) if proof.rendition else None, wish, len(proofs)) for proof in made]


def _set(proof: Proof, answer: Made[Rendition] | PrintkitError) -> Proof:
    if isinstance(answer, PrintkitError):
        return replace(proof, error=answer)
    return replace(proof, rendition=answer.value, notes=(*proof.notes, *answer.value.notes))


def _book(proof: Proof, press: Press) -> Book:
    if not (proof.article and proof.layout and proof.rendition):
        raise ValueError(proof.source)
    return single.book(proof.article, proof.rendition, proof.layout, single.sheet(press, proof.layout))


def _finished(proof: Proof, finished: Finish) -> Finish:
    return replace(finished, files={proof.article.slug: proof.files}) if proof.article else finished


def _write(proof: Proof, answer: Made[Bundle] | PrintkitError | None, wish: Wish, count: int) -> Printed:
    if not isinstance(answer, Made) or proof.article is None:
        return _failed(proof, answer)
    bundle = answer.value
    path = _target(wish, proof.article.slug, count)
    if path is not None:
        files.copy(bundle.pdf.path, path)
    status: Status = "cached" if answer.cached else "made"
    notes = told_once((*proof.notes, *bundle.notes))
    report = ArticleReport(proof.article.slug, proof.source, status, bundle.pages, 1, notes, file=path)
    return Printed(report, bundle, bundle.pdf)


def _failed(proof: Proof, answer: object) -> Printed:
    slug = proof.article.slug if proof.article else ""
    error = answer if isinstance(answer, PrintkitError) else proof.error
    return Printed(ArticleReport(slug, proof.source, "failed", notes=proof.notes, error=error))


def _compose(proofs: Sequence[Proof], wish: Wish, press: Press) -> list[Printed]:
    """The print page of each article."""
    works = [ArticleWork(p.article, p.layout, p.pictures) for p in proofs if p.article and p.layout]
    answers = iter(pages.compose(press, works))
    made = [(proof, next(answers) if proof.article and proof.layout else None) for proof in proofs]
    return [_keep_page(proof, answer, wish, press, len(proofs)) for proof, answer in made]


def _keep_page(
    proof: Proof, answer: Made[pages.Page] | PrintkitError | None, wish: Wish, press: Press, count: int
) -> Printed:
    if not isinstance(answer, Made) or proof.article is None:
        return _failed(proof, answer)
    page, product = answer.value, answer.value.html
    path = _target(wish, proof.article.slug, count)
    if path is not None:
        pages.write(page.html, path, wish.linked)
    elif wish.linked is not None:
        product = press.cache.put(pages.apart(page.html, wish.linked, Path()))
    status: Status = "cached" if answer.cached else "made"
    notes = told_once(tuple(dict.fromkeys((*proof.notes, *page.notes))))
    return Printed(ArticleReport(proof.article.slug, proof.source, status, notes=notes, file=path), product=product)


def _as_json(groups: Sequence[tuple[Path, list[str]]], wish: Wish, shop: Shop, *, whole: bool) -> list[Printed]:
    """The articles as JSON: each in a file of its own, or those of one source together in the file that was named."""
    with shop.at(groups[0][0]).desk() as press:
        proofs = []
        for place, names in groups:
            for name, answer in zip(names, _read(names, wish, shop.at(place), press), strict=True):
                if isinstance(answer, PrintkitError):
                    proofs.append(Proof(name, error=answer))
                else:
                    proofs += [Proof(name, article) for article in answer.articles]
        apart = _apart(proofs)
        together = whole and not wish.into_folder and (wish.output is not None or wish.to_stdout)
        batches = [apart] if together else [[proof] for proof in apart]
        return [one for batch in batches for one in _keep_json(batch, wish, press, len(batches))]


def _keep_json(batch: Sequence[Proof], wish: Wish, press: Press, count: int) -> list[Printed]:
    articles = [proof.article for proof in batch if proof.article]
    if not articles:
        return [_failed(proof, None) for proof in batch]
    path = _target(wish, articles[0].slug, count)
    product = press.cache.put(pages.as_json(articles))
    if path is not None:
        files.copy(product.path, path)
    reports = [ArticleReport(one.slug, batch[0].source, "made", notes=one.findings, file=path) for one in articles]
    return [Printed(report, product=None if at else product) for at, report in enumerate(reports)]


def _target(wish: Wish, slug: str, count: int) -> Path | None:
    name = f"{slug}.{wish.to}"
    if wish.output is None:
        return None if wish.to_stdout else (wish.linked or Path()) / name
    return wish.output / name if wish.into_folder or count > 1 else wish.output
