"""What no page can hold is printed all the same, on the page and whole, and told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image as Picture_

from printkit import layouts
from printkit.model.article import Article
from printkit.model.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    with_ids,
)
from printkit.model.products import Blob, Picture
from tests.layouts.support import galley, outside, printed, text

NAMES = [name for name in layouts.names() if name != "base"]
SHAPES = {"thin.png": (10, 4000), "flat.png": (4000, 10), "point.png": (1, 1), "usual.png": (600, 400)}
_PARAGRAPH = Paragraph(
    Inline("The harbour wakes before the town does, and the lamps along the quay go out one by one. " * 4)
)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    """Pictures of odd shapes."""
    folder = tmp_path_factory.mktemp("pictures")
    return {name: _picture(folder / name, size) for name, size in SHAPES.items()}


def _picture(path: Path, size: tuple[int, int]) -> Picture:
    Picture_.new("L", size, 90).save(path)
    content = path.read_bytes()
    return Picture(Blob(path, len(content), hashlib.sha256(content).hexdigest()), *size, "image/png")


def article() -> Article:
    """An article of everything that is too much."""
    marks = "".join(f'word<span class="note" data-note="{n}">{n}</span> ' for n in range(1, 201))
    return Article(
        slug="too-much",
        headline=("Tallow " * 58)[:400],
        kicker="K" * 200,
        standfirst="A standfirst. " * 60,
        body=with_ids((*_words(), *_pictures(), _table(), *_deep(), Paragraph(Inline(marks)), _PARAGRAPH)),
        notes={str(n): (Paragraph(Inline(f"The note that is number {n} says what it says.")),) for n in range(1, 201)},
    )


def _words() -> tuple[Block, ...]:
    return (
        _PARAGRAPH,
        Paragraph(Inline("z" * 5000)),
        Heading(2, Inline("Y" * 300)),
        Quote((Paragraph(Inline("x" * 700)),)),
    )


def _pictures() -> tuple[Block, ...]:
    caption = " ".join(f"caption{n}" for n in range(3000))
    figures = tuple(Figure((Image(name, f"A picture, {name}"),)) for name in SHAPES)
    in_line = Paragraph(Inline('Before it <img src="thin.png" alt="a thin picture"> and behind it.'))
    return (*figures, Figure((Image("usual.png", "A square"),), Inline(caption)), in_line)


def _table() -> Table:
    def row(number: int, *, header: bool = False) -> Row:
        return tuple(Cell(Inline(f"c{column}r{number}"), header=header) for column in range(60))

    return Table(tuple(row(number) for number in range(1, 6)), (row(0, header=True),))


def _deep() -> tuple[Block, ...]:
    items: Block = Paragraph(Inline("innermost"))
    said: Block = Paragraph(Inline("the last to say it"))
    for level in range(20):
        items = List("bullet", ((Paragraph(Inline(f"level{level}")), items),))
        said = Quote((Paragraph(Inline(f"speaker{level}")), said))
    return items, said


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_off_the_page_or_lost(name: str, pictures: dict[str, Picture], tmp_path: Path):
    pdf = printed(galley(article(), name, pictures), tmp_path)

    assert outside(pdf) == []
    said = text(pdf)
    wanted = [f"caption{n}" for n in range(3000)] + [f"c{column}r{row}" for column in range(60) for row in range(6)]
    wanted += [f"level{n}" for n in range(20)] + [f"speaker{n}" for n in range(20)]
    wanted += [f"Thenotethatisnumber{n}says" for n in range(1, 201)]
    assert [word for word in wanted if word not in said] == []
    assert said.count("z") >= 5000
    assert said.count("Y") >= 300


def test_each_of_it_is_told(pictures: dict[str, Picture]):
    codes = {note.code for note in galley(article(), "plain", pictures).notes}

    assert codes >= {"text.unbroken", "caption.long", "table.parted", "image.shape", "headline.long", "notes.moved"}


def test_an_article_of_one_word_is_one_page_and_told(tmp_path: Path):
    made = galley(Article(slug="one", headline="One", body=(Paragraph(Inline("Word.")),)), "plain")

    assert [note.code for note in made.notes] == ["text.brief"]
    assert text(printed(made, tmp_path)).endswith("OneWord.")


def test_scripts_without_spaces_have_no_words_too_long():
    body = (
        Paragraph(Inline("周六控方停止了对一名男子的重审该男子被指控在二零一四年活活烧死密西西比州的一名女子" * 9)),
    )
    made = galley(Article(slug="zh", headline="时间表", body=body, lang="zh"), "plain")

    assert [note.code for note in made.notes if note.code == "text.unbroken"] == []


def test_a_table_in_bands_begins_each_with_what_its_rows_are():
    html = galley(Article(slug="t", headline="T", body=with_ids((_table(),))), "plain").html

    assert html.count("<table") > 1
    assert html.count(">c0r3<") == html.count("<table")
    assert html.count(">c37r3<") == 1
    assert f"({html.count('<table')}/{html.count('<table')})" in html


def test_notes_stay_at_the_foot_where_there_is_room_for_them():
    body = (Paragraph(Inline('Words<span class="note" data-note="1">1</span> ' + "and more of them " * 60)),)
    made = galley(Article(slug="n", headline="N", body=body, notes={"1": (_PARAGRAPH,)}), "plain")

    assert 'class="footnote"' in made.html
    assert made.notes == ()


@pytest.mark.parametrize("name", NAMES)
def test_pages_from_right_to_left_have_nothing_off_the_page_either(name: str, tmp_path: Path):
    words = "حيث وضحت البيانات بأن الهاتف النقال الخاص بالمدعي كان مع الضحية طوال الوقت "
    body = tuple(Paragraph(Inline(words * 4)) for _ in range(30))
    made = galley(Article(slug="ar", headline="محلل يضع الجدول الزمني لامرأة ليلة أحرقت", body=body, lang="ar"), name)

    assert outside(printed(made, tmp_path)) == []
