"""A line that only its last space overhangs is a whole line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.layout import inline

from printkit.model.products import Galley
from printkit.typeset import overhang, typeset

TEXT = (
    "It knows nothing of the wind. In January, with three days of north-easter behind it, the sea stood 1.3 metres "
    "higher than this little program would have told you, and came in <a href='#x'>over the North Arm</a>. Look out "
    "of the window as well."
)


@pytest.mark.parametrize("width", [251, 252])
def test_no_word_stands_alone_before_a_link(tmp_path: Path, width: int):
    css = f'@page {{ size: 400pt }} p {{ font: 9.2pt "Source Serif 4"; width: {width}pt; text-align: justify }}'
    html = f'<html lang="en"><head><title>t</title></head><body><p id="x">{TEXT}</p></body></html>'

    typeset(Galley("t", html, css, {}, "en"), "recto", tmp_path / "t.pdf")

    lines = PdfReader(tmp_path / "t.pdf").pages[0].extract_text().split("\n")
    assert min(len(line.strip()) for line in lines[:-1]) > 40


def test_an_engine_we_do_not_know_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    def other(text: str) -> None:
        raise AssertionError("never called")

    monkeypatch.setattr(inline, "split_first_line", other)

    with overhang.allowed() as done:
        assert not done
        assert inline.split_first_line is other
