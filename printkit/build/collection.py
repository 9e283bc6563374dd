"""A source that holds many articles, printed into one file: a plain issue of them all."""

from __future__ import annotations

from pathlib import Path

from printkit import sources
from printkit.build.cache import sha256
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.report import ArticleReport, BuildReport, Status
from printkit.build.shop import Shop
from printkit.model.article import Article
from printkit.model.issue import Entry, Issue, Section
from printkit.model.products import Blob


def bound(
    name: str, articles: tuple[Article, ...], order: Order, shop: Shop, said: str = ""
) -> tuple[ArticleReport, Blob | None]:
    """All articles of one source as one file: `<slug>.pdf` in `order.output`, and its report.

    The source is read as `said` (a word of --type) or as what it is. Where an article fails nothing is written, and its
    error is the report's.
    """
    site = shop.site
    title = next((article.outlet for article in articles if article.outlet), Path(name).stem)
    entry = Entry(name if sources.is_address(name) else sources.inside(Path(name), shop.root), type=said)
    issue = Issue(
        title,
        "collection",
        shop.root,
        shop.root,
        (Section("", (entry,)),),
        lang=site.lang or next((article.lang for article in articles), "en"),
        layout=order.layout,
        site=site,
    )
    report = build(issue, order, shop)
    return _told(name, report), _blob(report)


def _told(name: str, report: BuildReport) -> ArticleReport:
    notes = [note for article in report.articles for note in article.notes]
    error = next((article.error for article in report.articles if article.error), None)
    status: Status = "failed" if error else "made" if report.count("made") else "cached"
    return ArticleReport(report.issue, name, status, report.pages, 1, (*notes, *report.notes), error)


def _blob(report: BuildReport) -> Blob | None:
    if report.bundle is None or not report.complete:
        return None
    return Blob(report.bundle, report.size, sha256(report.bundle))
