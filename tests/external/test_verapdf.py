from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.external import verapdf
from tests.external.verapdf import Verdict

TOLD = """\
PASS ua1 a.pdf
FAIL ua1 b c.pdf
   1 x ISO 14289-1:2014 6.2-1: not marked at root
   2 x ISO 14289-1:2014 7.1-3: neither tagged nor an artifact at page 1
ERROR ua1 c.pdf: no PDF
"""


def answering(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another command in veraPDF's place, which says this."""
    (folder / "told").write_text(text)
    monkeypatch.setenv("VERAPDF", f"sh -c 'cat {folder}/told' verapdf")


def test_each_file_gets_its_verdict_with_the_clauses_it_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(TOLD, tmp_path, monkeypatch)

    good, bad, none = verapdf.verify(Path("a.pdf"), Path("b c.pdf"), Path("c.pdf"))

    assert good == Verdict(True, "ua1", Path("a.pdf"))
    assert not bad.passed
    assert [finding[:1] for finding in bad.findings] == ["1", "2"]
    assert none == Verdict(False, "ua1", Path("c.pdf"), ("no PDF",))


def test_a_verdict_that_is_missing_is_an_error_and_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering("PASS ua1 a.pdf\n", tmp_path, monkeypatch)

    with pytest.raises(RuntimeError, match="no verdict on every file"):
        verapdf.verify(Path("a.pdf"), flavours=("ua1", "3a"))


def test_a_command_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", "no-such-verapdf --flags")

    assert verapdf.command() is None


@pytest.mark.external("verapdf")
def test_an_untagged_page_fails_by_name_of_the_clause(tmp_path: Path) -> None:
    page = tmp_path / "blank – é.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(page)

    (verdict,) = verapdf.verify(page, flavours=("ua1",))

    assert not verdict.passed
    assert any("ISO 14289-1:2014 6.2-1" in finding for finding in verdict.findings)


@pytest.mark.external("verapdf")
def test_a_file_that_is_no_pdf_fails(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("Dear reader")

    (verdict,) = verapdf.verify(tmp_path / "letter.pdf")

    assert not verdict.passed
    assert verdict.findings
