"""A planned page says what the same page says that was set line by line."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from printkit import layouts, readers, sources
from printkit.compose import compose
from printkit.model.article import Article, Reading
from printkit.typeset import typeset
from tests.tagtree import Element, documents

POSTS = (
    "markdown-rust/Fearless-Concurrency.md",
    "markdown-rust/Rust-1.26.md",
    "markdown-rust/Rust-1.90.0.md",
    "markdown-rust/inside-rust__imposter-syndrome.md",
    "markdown-rust/gsoc-2025-selected-projects.md",
    "markdown-rust/async-fn-rpit-in-traits.md",
    "markdown-rust/Planning-2021-Roadmap.md",
    "markdown-18f/posts/2014-04-11-open-source-terms-of-service-a-better-developer.md",
    "markdown-18f/posts/2015-02-17-three-18f-products-that-will-help-your-workplace.md",
    "markdown-18f/posts/2016-02-19-how-and-why-we-built-the-micro-purchase-platform.md",
    "markdown-18f/posts/2016-04-18-the-teams-they-are-a-changin.md",
    "markdown-18f/posts/2017-08-30-what-makes-a-great-vendor-team.md",
)
LONG = 14_000
"""The height of a page in pt that holds an article whole, so that no running head comes between."""


@pytest.mark.external("pdftotext")
@pytest.mark.parametrize("post", POSTS, ids=lambda post: Path(post).stem[:30])
def test_the_text_and_the_tags_are_those_of_a_page_set_line_by_line(tmp_path: Path, corpus: Path, post: str):
    article = read(corpus / post)

    planned, greedy = (set_with(article, planner, tmp_path) for planner in ("on", "off"))

    assert said(planned) == said(greedy)
    assert tagged(planned) == tagged(greedy)


def read(path: Path) -> Article:
    (article, *_) = readers.read(sources.load(path, root=path.parent), Reading(lang="en"))
    return article


def set_with(article: Article, planner: str, folder: Path) -> Path:
    layout = layouts.load("plain", chosen={"planner": planner})
    layout = replace(layout, page=replace(layout.page, height=LONG))
    out = folder / f"{planner}.pdf"
    typeset(compose(article, layout, {}), "recto", out)
    return out


def said(pdf: Path) -> str:
    """The text that pdftotext reads, without what a line's end adds or takes: spaces, and hyphens put in."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8")
    return closed(done.stdout)


def tagged(pdf: Path) -> list[tuple[str, str]]:
    """The elements of the tag tree in order, each with its own text."""
    (tree,) = documents(pdf)
    return [(one.kind, closed(own(one))) for one in tree.walk()]


def own(one: Element) -> str:
    return "".join(kid for kid in one.kids if isinstance(kid, str))


def closed(text: str) -> str:
    return re.sub(r"\u00ad|\s", "", text)
