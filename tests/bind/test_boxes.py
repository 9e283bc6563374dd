"""The boxes that say on which page another article stands."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Pdf

from printkit.bind import bind
from printkit.model.products import Book, Placement
from tests import tagtree
from tests.bind import books
from tests.external import verapdf

CSS = books.CSS + ".see-page { letter-spacing: -.4353ch; white-space: nowrap }"


def box(place: str, word: str = "page") -> str:
    """A box as composing leaves it."""
    return f'<a class="see-page" href="printkit:{place}">({word}\u00a00123456789)</a>'


HARBOUR = f"""<article><h1>The harbour</h1><p>Of <a href="printkit:tides#low">low water</a> {box("tides?page#low")},
<em>of <b>tides {box("tides?page")}</b></em>, and of the sea in general and in particular, at length, and of
<a href="printkit:light">a light</a> {box("light?page")}</p><p>{box("light?page")}, they say, is where it stands</p>
</article>"""

TIDES = f"""<article><h1>Les marées</h1>{books.FILLING * 5}<h2 id="low">Basse mer</h2>
<p>Voir le port {box("harbour?page", "page")} aussi.</p></article>"""

COPIES = (
    books.Copy("harbour", HARBOUR, "The harbour", css=CSS),
    books.Copy("tides", TIDES, "Les marées", lang="fr", css=CSS),
    books.Copy("light", books.LIGHT, "A light", css=CSS),
)


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Three articles that lead to each other."""
    return books.compiled(COPIES, tmp_path_factory.mktemp("crossed"))


def text(path: Path, title: str) -> str:
    return " ".join(tagtree.articles(path)[title].text().replace("\u00a0", " ").split())


def folios_from(book: Book, first: int) -> Book:
    """The same book with its numbers beginning elsewhere, on the same sides."""
    shift = first - book.parts[0].placement.first_folio
    moved = [replace(p, placement=Placement(p.placement.first_folio + shift)) for p in book.parts]
    return replace(book, parts=tuple(moved))


def test_a_box_says_the_page_of_the_place_that_it_leads_to(crossed: Book, out: Path) -> None:
    bind(crossed, out)

    said = text(out, "The harbour")
    assert "Of low water (page 5), of tides (page 2), and of" in said
    assert "a light (page 6) (page 6), they say" in said
    assert "Voir le port (page 1) aussi." in text(out, "Les marées")
    assert "0123" not in said


def test_a_box_is_a_link_with_its_words_inside(crossed: Book, out: Path) -> None:
    bind(crossed, out)

    links = [
        e.text().replace("\u00a0", " ").strip() for e in tagtree.articles(out)["Les marées"].walk() if e.kind == "Link"
    ]
    assert links == ["(page 1)"]
    with Pdf.open(out) as pdf:
        found = {bytes(a.Dest): str(a.Contents) for page in pdf.pages for a in page.obj.get("/Annots", ())}
    assert found == {
        b"tides#low": "Les marées, page 5",
        b"tides": "Les marées, page 2",
        b"light": "A light, page 6",
        b"harbour": "The harbour, page 1",
    }


@pytest.mark.parametrize("first", [1, 11, 101, 1001])
def test_the_number_ends_where_its_room_ends_however_long_it_is(first: int, crossed: Book, out: Path) -> None:
    bind(folios_from(crossed, first), out)

    assert f"of tides (page {first + 1}), and" in text(out, "The harbour")
    places = stands(out, ",")
    bind(crossed, out)
    assert places == stands(out, ","), "what stands behind a box does not move"


def stands(path: Path, word: str) -> list[tuple[float, ...]]:
    """Where a word stands on the first page."""
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1) == word]
    document.close()
    return [tuple(round(side, 2) for side in box) for box in boxes]


def test_the_letters_of_a_number_do_not_run_over_what_stands_behind(crossed: Book, out: Path) -> None:
    for first in (1, 101):
        bind(folios_from(crossed, first), out)

        ends, commas = [right for _, _, right, _ in stands(out, ")")], [left for left, *_ in stands(out, ",")]
        assert all(any(0 <= comma - end < 2 for comma in commas) for end in ends[:2])


def test_the_bytes_are_the_same_again(crossed: Book, tmp_path: Path) -> None:
    bind(crossed, tmp_path / "a.pdf")
    bind(crossed, tmp_path / "b.pdf")

    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_place_in_an_article_that_failed_is_its_first_page(tmp_path: Path) -> None:
    failed = (COPIES[0], replace(COPIES[1], body="<article><h1>Les marées</h1><p>It failed.</p></article>"), COPIES[2])
    book = books.compiled(failed, tmp_path)
    parts = tuple(replace(part, whole=part.slug != "tides") for part in book.parts)

    bind(replace(book, parts=parts), tmp_path / "out.pdf")

    assert "Of low water (page 2), of tides (page 2)" in text(tmp_path / "out.pdf", "The harbour")


def test_a_box_that_cannot_be_read_is_left_empty_and_told(tmp_path: Path) -> None:
    strange = HARBOUR.replace("0123456789", "012345678", 1)
    book = books.compiled((replace(COPIES[0], body=strange), *COPIES[1:]), tmp_path)

    bundle = bind(book, tmp_path / "out.pdf")

    assert [(note.code, note.where) for note in bundle.notes] == [("link.no-page", "harbour")]
    assert "Of low water , of tides (page 2)" in text(tmp_path / "out.pdf", "The harbour")


SCRIPTS = {
    "ar": ("صفحة", "الميناء", "المد والجزر", "انظر المد", "ثم الميناء"),
    "he": ("עמוד", "הנמל", "גאות ושפל", "ראו גאות", "ואחר כך הנמל"),
    "fa": ("صفحهٔ", "بندر", "جزر و مد", "ببینید مد", "سپس بندر"),
    "hi": ("पृष्ठ", "बंदरगाह", "ज्वार भाटा", "देखें ज्वार", "फिर बंदरगाह"),
    "th": ("หน้า", "ท่าเรือ", "น้ำขึ้นน้ำลง", "ดูน้ำขึ้น", "แล้วท่าเรือ"),
}
FAMILIES = "Amiri, 'Noto Serif Hebrew', 'Noto Serif Devanagari', 'Noto Serif Thai'"
OTHER = CSS.replace("-.4353", "-.4733") + f"body {{ font-family: {FAMILIES} }}"


def scripted(lang: str, out: Path) -> Book:
    """Two articles of a script that lead to each other."""
    word, first, second, there, back = SCRIPTS[lang]
    way = "ltr" if lang in ("hi", "th") else "rtl"
    filling = f"<p>{f'{there} {back} ' * 60}</p>" * 5
    harbour = f"<h1>{first}</h1><p>{there} {box('tides?page', word)} {back}</p>{filling}"
    tides = f"<h1>{second}</h1><p>{there} {box('harbour?page', word)} {back}</p>"
    bodies = {"harbour": (harbour, first), "tides": (tides, second)}
    return books.compiled(
        [
            books.Copy(slug, f'<article dir="{way}">{body}</article>', title, lang=lang, css=OTHER)
            for slug, (body, title) in bodies.items()
        ],
        out,
    )


@pytest.mark.parametrize("lang", SCRIPTS)
@pytest.mark.parametrize("first", [1, 37, 1037])
def test_a_box_of_another_script_says_its_page(lang: str, first: int, tmp_path: Path) -> None:
    word, harbour, _, there, back = SCRIPTS[lang]
    book = folios_from(scripted(lang, tmp_path), first)

    bundle = bind(book, tmp_path / "out.pdf")

    assert bundle.notes == ()
    assert f"{there} ({word} {book.parts[1].placement.first_folio}) {back}" in text(tmp_path / "out.pdf", harbour)


@pytest.mark.parametrize("lang", ["ar", "he", "fa"])
def test_a_number_read_from_the_right_stands_left_of_its_word_and_ends_where_its_room_ends(
    lang: str, tmp_path: Path
) -> None:
    book = scripted(lang, tmp_path)
    ends = set()
    for first in (1, 37):
        moved = folios_from(book, first)
        bind(moved, tmp_path / "out.pdf")
        places = {sign: [box[0] for box in stands(tmp_path / "out.pdf", sign)] for sign in "()"}
        digits = [box[0] for box in stands(tmp_path / "out.pdf", str(moved.parts[1].placement.first_folio)[-1])]

        edges = sorted(places["("] + places[")"])
        assert edges[0] < digits[0] < edges[1]
        assert digits[0] - edges[0] < edges[1] - digits[0], "the figures are at the left"
        ends.add(edges[0])
    assert len(ends) == 1


@pytest.mark.external("pdftotext")
@pytest.mark.parametrize("lang", ["ar", "he", "hi"])
def test_who_copies_a_box_has_its_number(lang: str, tmp_path: Path) -> None:
    book = scripted(lang, tmp_path)
    path = tmp_path / "out.pdf"
    bind(book, path)

    said = subprocess.run(["pdftotext", "-l", "1", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    copied = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    for whole in (said, copied):
        plain = re.sub("[\u202a-\u202e]", "", whole).replace("\u00a0", " ")
        assert re.search(rf"{SCRIPTS[lang][0]}[ )]*{book.parts[1].placement.first_folio}", plain)
        assert "0123" not in plain


@pytest.mark.external("verapdf")
def test_boxes_pass_the_checker(crossed: Book, out: Path) -> None:
    bind(replace(crossed, profile="archive"), out)

    assert all(verdict.passed for verdict in verapdf.verify(out, flavours=("ua1", "3a")))
