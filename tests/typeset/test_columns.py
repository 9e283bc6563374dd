"""Columns end together and stand on one grid, whatever stands between."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from weasyprint.layout import block

from printkit.model.products import Galley, Rendition
from printkit.typeset import seam, typeset
from printkit.typeset.seam import evening

LINE = 12.0
SIZE = 12
"""Of the text, in CSS pixels."""

CSS = """
:root { --baseline: 12pt; --planner: on }
@page { size: 150mm 200mm; margin: 20pt }
* { margin: 0; padding: 0 }
.body { --grid: on; columns: 3; column-gap: 12pt; font: 9pt/12pt "Source Serif 4"; hyphens: auto; text-align: justify }
p { orphans: 2; widows: 2 }
h2 { break-after: avoid; font-size: 10pt; line-height: 12pt; margin-top: 12pt }
pre { font: 6pt/7pt "Source Code Pro"; margin: 5pt 0 }
.across { column-span: all }
.footnote { float: footnote; footnote-policy: line; font: 7pt/9pt "Source Serif 4" }
"""
WORDS = "The harbour is older than the town around it, and the people who live there like to say so to every guest. "


def test_columns_share_out_what_can_be_shared():
    found = evening.heights(list, 3, 40, 100)

    assert found == ((14, 13, 13), 1)


def test_columns_that_cannot_be_even_differ_as_little_as_can_be():
    found = evening.heights(in_pieces((6, 6, 6, 2)), 3, 20, 100)

    assert found == ((8, 8, 8), 2)


def test_no_column_is_higher_than_the_page():
    tried: list[Sequence[int]] = []

    def attempt(heights: Sequence[int]) -> list[int] | None:
        tried.append(heights)
        return None

    evening.heights(attempt, 2, 50, 30)

    assert tried
    assert all(max(heights) <= 30 for heights in tried)


def in_pieces(pieces: Sequence[int]) -> evening.Attempt:
    """Columns filled with pieces that cannot be divided."""

    def attempt(heights: Sequence[int]) -> list[int] | None:
        left, found = list(pieces), []
        for height in heights:
            lines = 0
            while left and lines + left[0] <= height:
                lines += left.pop(0)
            found.append(lines)
        return None if left else found

    return attempt


def test_columns_of_quotes_and_lists_end_together(tmp_path: Path):
    quote = f"<blockquote style='margin: 12pt 0'><p>{WORDS * 5}</p><p>{WORDS * 2}</p></blockquote>"
    parts = [
        f"<p>{WORDS * 3}</p>{quote}<p>{WORDS * (1 + at % 3)}</p><h2>Quays</h2><p>{WORDS * 2}</p>" for at in range(5)
    ]

    made = set_in(tmp_path, "".join(parts))

    ends = [max(lines) for lines in columns(made, made.pages - 1).values()]
    assert len(ends) == 3
    assert max(ends) - min(ends) < LINE * 1.1


@pytest.mark.parametrize("sentences", [7, 11, 16, 23])
def test_the_last_columns_end_within_a_line_of_each_other(tmp_path: Path, sentences: int):
    paragraphs = "".join(f"<p>{WORDS * (2 + at % 4)}</p>" for at in range(sentences))

    made = set_in(tmp_path, paragraphs)

    ends = [max(lines) for lines in columns(made, made.pages - 1).values()]
    assert len(ends) == 3
    assert max(ends) - min(ends) < LINE * 1.1


def test_lines_of_neighbouring_columns_stand_on_one_grid(tmp_path: Path):
    odd = "<pre>a\nb\nc</pre>"

    made = set_in(tmp_path, f"<p>{WORDS * 5}</p>{odd}<p>{WORDS * 8}</p><h2>Quays</h2><p>{WORDS * 9}</p>{odd}" * 2)

    tops = [y for lines in columns(made, 0).values() for y in lines]
    phases = {round((y - tops[0]) % LINE, 1) % LINE for y in tops}
    assert len(tops) > 60
    assert phases <= {0.0, 0.1, 11.9}


def test_a_heading_at_a_columns_top_has_no_space_above_it(tmp_path: Path):
    made = set_in(tmp_path, "<h2>Quays</h2><p>One line of text only, or two of them.</p>" * 60)

    firsts = [min(lines) for lines in columns(made, 1, every=True).values()]
    assert max(firsts) - min(firsts) < 0.2


def test_the_space_below_a_columns_last_block_needs_no_room(tmp_path: Path):
    css = "<style>p { margin-bottom: 12pt } @page { size: 150mm 172pt }</style>"  # eleven lines

    made = set_in(tmp_path, css + "<p>One<br>two<br>three.</p>" * 9)

    assert made.pages == 1
    assert [len(set(map(round, lines))) for lines in columns(made, 0).values()] == [9, 9, 9]


def test_columns_above_something_across_are_even_and_all_text_is_there(tmp_path: Path):
    across = '<h2 class="across">A heading across</h2>'

    made = set_in(tmp_path, f"<p>{WORDS * 9}</p>{across}<p>{WORDS * 9}</p>")

    text = " ".join(read(made).split())
    assert text.count("harbour") == 18
    assert "A heading across" in text


def test_a_heading_across_does_not_stay_behind_its_columns(tmp_path: Path):
    filler = f"<p>{WORDS * 96}</p>"
    across = '<h2 class="across">Stranded</h2>'

    for more in range(8):
        made = set_in(tmp_path, f"{filler}<p>{WORDS * more}</p>{across}<p>{WORDS * 3}</p>")
        (page,) = [page for page in range(made.pages) if "Stranded" in read(made, page)]
        assert read(made, page).split("Stranded")[1].strip()


def test_notes_of_columns_stand_on_the_page_that_calls_them(tmp_path: Path):
    noted = "".join(
        f'<p>{WORDS * 3}<span class="footnote">note-{at}-end</span> called-{at}-here</p>' for at in range(60)
    )

    made = set_in(tmp_path, noted)

    assert made.pages < 8
    for page in range(made.pages):
        text = read(made, page)
        assert {at for at in range(60) if f"called-{at}-here" in text} <= {
            at for at in range(60) if f"note-{at}-end" in text
        }


def test_an_engine_we_do_not_know_sets_columns_itself(monkeypatch: pytest.MonkeyPatch):
    def other(context: Any, box: Any) -> None:
        raise AssertionError("never called")

    monkeypatch.setattr(block, "columns_layout", other)

    with seam.even(lambda _line, _more: False):
        assert block.columns_layout is other


def set_in(folder: Path, body: str) -> Rendition:
    html = f'<html lang="en"><head><title>t</title></head><body><div class="body">{body}</div></body></html>'
    return typeset(Galley("t", html, CSS, {}, "en"), "recto", folder / "t.pdf")


def read(made: Rendition, page: int | None = None) -> str:
    document = pypdfium2.PdfDocument(made.pdf.path)
    pages = range(made.pages) if page is None else [page]
    text = "\n".join(document[at].get_textpage().get_text_range() for at in pages)
    document.close()
    return text.replace("\u00ad", "").replace("\ufffe", "")


def columns(made: Rendition, page: int, *, every: bool = False) -> dict[int, list[float]]:
    """The lines of each column, from the page's top: those of text, or every line."""
    document = pypdfium2.PdfDocument(made.pdf.path)
    sheet = document[page]
    found: dict[int, list[float]] = {}
    width, height = sheet.get_size()
    for text in sheet.get_objects(filter=[1]):
        left, *_ = text.get_bounds()
        size = ctypes.c_float()
        pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, size)
        if every or round(size.value) == SIZE:
            matrix = text.get_matrix()
            found.setdefault(int((left - 20 + 3) // ((width - 40 + 12) / 3)), []).append(height - matrix.f)
    document.close()
    return found
