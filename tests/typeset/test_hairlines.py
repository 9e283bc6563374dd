"""The rules between columns, whichever way they are read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from printkit.typeset import typeset
from tests.typeset.galleys import galley

CSS = """@page { size: 330px 600px; margin: 15px } body { margin: 0 } html { font: 10px/10px "Source Serif 4" }
.text { columns: 3; column-gap: 30px; column-rule: 2px solid black }"""


@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_a_rule_stands_in_the_middle_of_each_gap_between_columns(way: str, tmp_path: Path) -> None:
    body = f'<div class="text" dir="{way}">{"<p>words of a column</p>" * 30}</div>'
    typeset(galley(body, css=CSS), "recto", tmp_path / "page.pdf")

    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        assert middles(pdf.pages[0]) == [110, 220]


def middles(page: pikepdf.Page) -> list[int]:
    """The middles of the narrow boxes that are drawn on a page, in pixels from its left."""
    found, shifts = [], [0.0]
    for step in pikepdf.parse_content_stream(page):
        operands = list(step.operands)
        match str(step.operator):
            case "q":
                shifts.append(shifts[-1])
            case "Q":
                shifts.pop()
            case "cm" if float(operands[0]) == 1 and float(operands[4]):
                shifts[-1] += float(operands[4])
            case "re" if abs(float(operands[2])) == 2:
                found.append(round(float(operands[0]) + 1 + shifts[-1]))
    return sorted(set(found))
