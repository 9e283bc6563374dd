"""A reader's edits are pure."""

from printkit import edit
from printkit.model.article import Article
from printkit.model.blocks import Figure, Image, Inline, Paragraph, with_ids

ARTICLE = Article(
    "tides", "Tides", with_ids([Paragraph(Inline("One.")), Figure((Image("a.png"),)), Paragraph(Inline("Two."))])
)


def test_a_dropped_block_is_gone_and_the_rest_stays():
    shorter = edit.drop(ARTICLE, [ARTICLE.body[0].id])

    assert shorter.body == ARTICLE.body[1:]
    assert len(ARTICLE.body) == 3


def test_an_id_that_finds_no_block_in_any_article_is_noted_once():
    other = Article("ebb", "Ebb", with_ids([Paragraph(Inline("Three."))]))
    ids = [other.body[0].id, "paragraph-00000000", "paragraph-00000000"]

    assert edit.drop(ARTICLE, ids) == ARTICLE
    assert [(note.code, note.where) for note in edit.unfound([ARTICLE, other], ids)] == [("edit.no-block", "")]


def test_pictures_are_taken_out_and_words_stay():
    assert [type(block) for block in edit.without_pictures(ARTICLE).body] == [Paragraph, Paragraph]


def test_a_new_headline_changes_nothing_else():
    assert edit.retitled(ARTICLE, "Ebb").body == ARTICLE.body
