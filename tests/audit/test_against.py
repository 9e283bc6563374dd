"""What may stand elsewhere in print than in its source, and what may not."""

from __future__ import annotations

import pytest

from printkit.audit.against import Source, losses
from printkit.audit.printed import Printed
from printkit.model.article import Article
from printkit.model.blocks import Aside, Block, Cell, Figure, Inline, List, Paragraph, PullQuote, Table

BEFORE, BEHIND = Paragraph(Inline("The quay wakes.")), Paragraph(Inline("The lamps go out."))


def found(body: tuple[Block, ...], said: str) -> list[str]:
    """The codes of what is lost of these blocks where a page says this."""
    there = Printed("a", "A", "en", 1, True, f"A {said}", (), (), ())
    article = Article(slug="a", headline="A", body=body)
    return [finding.code for finding in losses(Source(article, lambda href: href), there, links=False)]


@pytest.mark.parametrize(
    "block",
    [
        Figure(caption=Inline("Boats at low water")),
        PullQuote(Inline("Boats at low water")),
        Aside((Paragraph(Inline("Boats at low water")),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_was_moved_is_not_lost(block: Block):
    body = (BEFORE, block, BEHIND)

    assert found(body, "The quay wakes. The lamps go out. Boats at low water") == []
    assert found(body, "The quay wakes. The lamps go out.") == ["verify.words-lost"]


def test_running_text_that_was_moved_is_lost():
    assert found((BEFORE, BEHIND), "The lamps go out. The quay wakes.") == ["verify.words-lost"]


def table(columns: int) -> Table:
    return Table(tuple(tuple(Cell(Inline(f"c{column}r{row}")) for column in range(columns)) for row in range(2)))


def test_a_table_of_many_columns_may_stand_in_bands_with_every_cell():
    bands = "c0r0 c1r0 c2r0 c3r0 c0r1 c1r1 c2r1 c3r1 c0r0 c4r0 c5r0 c6r0 c0r1 c4r1 c5r1 c6r1"

    assert found((table(7),), bands) == []
    assert found((table(7),), bands.replace("c5r1", "")) == ["verify.words-lost"]


def test_every_item_of_a_list_in_a_cell_stands_in_its_place():
    items = List("bullet", ((Paragraph(Inline("a lamp")),), (Paragraph(Inline("a rope")),)))
    body = (Table(((Cell(Inline("Bring")), Cell(Inline(""), blocks=(items,)), Cell(Inline("at night"))),)),)

    assert found(body, "Bring a lamp a rope at night") == []
    assert found(body, "Bring a lamp at night") == ["verify.words-lost"]
    assert found(body, "Bring at night a lamp a rope") != []


def test_a_table_of_few_columns_stands_row_by_row():
    assert found((table(2),), "c0r0 c0r1 c1r0 c1r1") != []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("محمد عبد الله", "فاطمة الزهراء"), "محمد عبد الله وفاطمة الزهراء"),
        (("דוד כהן", "רחל לוי"), "דוד כהן ורחל לוי"),
        (("王小明", "李娜"), "王小明和李娜"),
    ],
)
def test_names_that_a_language_joins_with_its_word_for_and_are_all_there(names: tuple[str, ...], said: str):
    article = Article(slug="a", headline="A", byline=names, body=(BEFORE,))

    def codes(line: str) -> list[str]:
        there = Printed("a", "A", "en", 1, True, f"A {line} The quay wakes.", (), (), ())
        return [finding.code for finding in losses(Source(article, lambda href: href), there, links=False)]

    assert codes(said) == []
    assert codes(said.replace(names[1], "")) != []
