"""A hyphen at a line's end is told from one that the author wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.draw import text as drawing

from printkit.model.products import Galley
from printkit.typeset import breaks, typeset
from tests.tagtree import documents

CSS = """
@page { size: 40mm 200mm; margin: 2mm }
p { font: 10pt "Source Serif 4"; hyphens: auto; text-align: justify }
"""
WORDS = (
    "extraordinarily representative considerations of well-known in-house typographical characteristics, "
    "and co-operation"
)


def words(path: Path) -> str:
    """The text of the tag tree, as it stands, with line ends closed up."""
    (tree,) = documents(path)
    return "".join(element.text() for element in tree.walk() if element.kind == "P")


def set_narrow(folder: Path) -> Path:
    html = f'<html lang="en"><head><title>t</title></head><body><p>{WORDS}</p></body></html>'
    typeset(Galley("t", html, CSS, {}, "en"), "recto", folder / "t.pdf")
    return folder / "t.pdf"


def test_line_breaks_are_soft_hyphens_and_the_authors_stay_hyphens(tmp_path: Path):
    found = words(set_narrow(tmp_path))

    assert "\u00ad" in found
    assert "\u2010" not in found
    joined = found.replace("\u00ad", "").replace(" ", "")
    assert joined == WORDS.replace(" ", "")


def test_an_engine_we_do_not_know_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def other(stream: object, box: object) -> None:
        raise AssertionError("never called")

    monkeypatch.setattr(drawing, "draw_first_line", other)

    with breaks.told_apart() as done:
        assert not done
        assert drawing.draw_first_line is other


def test_the_engine_is_as_it_was_afterwards(tmp_path: Path):
    before = drawing.draw_first_line

    set_narrow(tmp_path)

    assert drawing.draw_first_line is before
