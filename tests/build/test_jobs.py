"""No note is lost, even where the engine loses one."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit import layouts, typeset
from printkit.build import jobs
from printkit.build.tasks import ArticleWork
from printkit.errors import Note
from printkit.model.article import Article
from printkit.model.blocks import Inline, Paragraph
from printkit.model.layout import Side
from printkit.model.products import Galley, Rendition
from tests.tagtree import documents

MARK = '<span class="note" data-note="1">1</span>'
ARTICLE = Article(
    "ebb",
    "Ebb",
    (Paragraph(Inline(f"The water went out.{MARK} It came back.")),),
    notes={"1": (Paragraph(Inline("At four in the afternoon.")),)},
)


def test_an_article_that_lost_a_note_is_set_with_its_notes_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    engine, galleys = typeset.typeset, list[Galley]()

    def losing(galley: Galley, side: Side, out: Path) -> Rendition:
        galleys.append(galley)
        made = engine(galley, side, out)
        lost = (Note("error", jobs.LOST, "a note is lost"),) if "footnote" in galley.html else ()
        return Rendition(made.slug, made.pdf, made.pages, made.side, (*made.notes, *lost))

    monkeypatch.setattr(typeset, "typeset", losing)
    made = jobs.typeset_work(ArticleWork(ARTICLE, layouts.load("plain")), tmp_path / "ebb.pdf")

    (tree,) = documents(tmp_path / "ebb.pdf")
    assert [note.code for note in made.notes] == ["note.moved"]
    assert "At four in the afternoon." in tree.text()
    assert len(galleys) == 2


def test_notes_stay_at_the_foot_where_none_is_lost(tmp_path: Path):
    made = jobs.typeset_work(ArticleWork(ARTICLE, layouts.load("plain")), tmp_path / "ebb.pdf")

    (tree,) = documents(tmp_path / "ebb.pdf")
    assert made.notes == ()
    assert "At four in the afternoon." in tree.text()


def test_spaces_are_set_as_the_language_wants_them_unless_the_option_says_none(tmp_path: Path):
    article = Article("ou", "Où va la mer?", (Paragraph(Inline("Elle s’en va!")),), lang="fr")
    for chosen, wanted in (("auto", "va\u202f!"), ("none", "va!")):
        layout = layouts.load("plain", chosen={"prose": chosen})

        jobs.typeset_work(ArticleWork(article, layout), tmp_path / f"{chosen}.pdf")

        (tree,) = documents(tmp_path / f"{chosen}.pdf")
        assert wanted in tree.text()
