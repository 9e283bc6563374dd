"""Notes stand at the foot of the page that calls them, at any size of type."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from weasyprint.layout import LayoutContext

from printkit import layouts
from printkit.compose import compose
from printkit.model.article import Article
from printkit.model.blocks import Inline, Paragraph
from printkit.model.products import Galley, Rendition
from printkit.typeset import footing, typeset

CSS = """
@page { size: A4; margin: 24mm 46mm 28mm; @footnote { border-top: .4pt solid; margin-top: %(line)spt;
  padding-top: calc(%(line)spt * .4) } }
p { font: %(size)spt/%(line)spt "Source Serif 4"; margin: 0 }
.footnote { float: footnote; footnote-policy: line; font: %(note)spt/%(foot)spt "Source Serif 4" }
"""
SENTENCE = "The harbour is older than the town around it, and the people who live there like to say so. "


def galley(size: float, paragraphs: int, note_at: int) -> Galley:
    """Paragraphs, every so many of which call a note, all in sizes that follow the text's."""
    sizes = {"size": size, "line": size * 14 / 10.5, "note": size * 8.2 / 10.5, "foot": size * 10.4 / 10.5}
    css = CSS % {name: round(value, 3) for name, value in sizes.items()}
    note = '<span class="footnote">https://example.org/an/address-{}</span>'
    texts = (SENTENCE * 2 + (note.format(at) if at % note_at == 0 else "") for at in range(paragraphs))
    html = "".join(f"<p>{text}</p>" for text in texts)
    return Galley("t", f'<html lang="en"><head><title>t</title></head><body>{html}</body></html>', css, {}, "en")


@pytest.mark.parametrize("size", ["9pt", "10pt", "10.5pt", "12pt"])
def test_notes_do_not_empty_the_pages_at_any_size(tmp_path: Path, size: str):
    link = '<a href="https://example.org/an/address-{}">stands</a>'
    body = tuple(Paragraph(Inline(SENTENCE * 2 + link.format(f"{at}/" * (1 + at % 3 * 30)))) for at in range(24))
    layout = layouts.load("plain", chosen={"text-size": size})
    article = Article(slug="t", headline="Notes", body=body, notes={})

    made = typeset(compose(article, layout, {}), "recto", tmp_path / "t.pdf")

    assert made.pages <= 4


def test_a_foot_whose_notes_were_taken_out_takes_no_room(tmp_path: Path):
    noted = typeset(galley(10.5, 25, 24), "recto", tmp_path / "noted.pdf")
    bare = typeset(galley(10.5, 25, 1000), "recto", tmp_path / "bare.pdf")

    assert lines(noted, 1) >= lines(bare, 1) - 2


def lines(made: Rendition, page: int) -> int:
    """The lines of a page."""
    document = pypdfium2.PdfDocument(made.pdf.path)
    text = document[page - 1].get_textpage().get_text_range()
    document.close()
    return len(text.splitlines())


def test_an_engine_we_do_not_know_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    def other(self: object, more: int) -> bool:
        raise AssertionError("never called")

    monkeypatch.setattr(LayoutContext, "_update_footnote_area", other)

    with footing.measured() as done:
        assert not done
        assert LayoutContext._update_footnote_area is other


def test_notes_measured_one_by_one_make_the_pages_that_notes_measured_together_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    one_by_one = typeset(galley(10.5, 60, 2), "recto", tmp_path / "one.pdf")
    monkeypatch.setattr(footing, "_grows", lambda area: False)
    together = typeset(galley(10.5, 60, 2), "recto", tmp_path / "all.pdf")

    assert one_by_one.pages > 1
    assert one_by_one.pdf.path.read_bytes() == together.pdf.path.read_bytes()


def test_each_note_is_laid_out_once_to_be_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    laid: list[object] = []
    layout = footing._laid

    def counted(context: object, area: object) -> object:
        laid.append(area)
        return layout(context, area)

    monkeypatch.setattr(footing, "_laid", counted)

    typeset(galley(10.5, 60, 2), "recto", tmp_path / "t.pdf")

    assert len(laid) == 30
