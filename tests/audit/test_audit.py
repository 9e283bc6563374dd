"""The audit reads any PDF, and names what is wrong with one in words that help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from printkit.audit import CODES, audit, cure, examine
from printkit.errors import SourceError
from tests.audit import surgery

CONTENT = b"/P <</MCID 0>> BDC BT /F 9 Tf (Low \\(water\\)) Tj ET EMC"


def small(path: Path, content: bytes = CONTENT, *, deep: int = 0, form: bytes = b"") -> Path:
    """A file of one page with one paragraph, under so many divisions, with a form drawn as /X."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        page: Any = pdf.pages[0].obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Contents = pdf.make_stream(content)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        if form:
            box = Array([0, 0, 9, 9])
            page.Resources.XObject = Dictionary(X=pdf.make_stream(form, Type=Name.XObject, Subtype=Name.Form, BBox=box))
        page.StructParents = 0
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        place: Any = _element(pdf, "Document", root, T=String("Tide"), Lang=String("en"))
        root.K = place
        for _ in range(deep):
            place.K = _element(pdf, "Div", place)
            place = place.K
        place.K = _element(pdf, "P", place, Pg=page, K=0)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([place.K])])))
        pdf.Root.StructTreeRoot, pdf.Root.Lang = root, String("en")
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.docinfo["/Title"] = "Tide"
        pdf.save(path)
    return path


def _element(pdf: Pdf, kind: str, parent: Any, **entries: Any) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, **entries))


def found(path: Path) -> dict[str, str]:
    """The last text of each code."""
    return {note.code: note.text for note in audit(path)}


def test_a_small_sound_file_lacks_only_what_it_lacks(tmp_path: Path):
    assert set(found(small(tmp_path / "a.pdf"))) == {"audit.font-missing", "audit.no-metadata"}


def test_a_deep_tree_is_read(tmp_path: Path):
    path = small(tmp_path / "deep.pdf", deep=3_000)

    assert set(found(path)) == {"audit.font-missing", "audit.no-metadata"}


def test_text_beside_all_marks_is_quoted(tmp_path: Path):
    codes = found(small(tmp_path / "a.pdf", CONTENT + b" BT /F 9 Tf [(stam) -3 <706564>] TJ ET"))

    assert codes["audit.unmarked"] == "painted 1 times as neither content nor artifact: “stamped”"


def test_a_mark_in_a_form_is_one_of_the_forms_own(tmp_path: Path):
    codes = found(small(tmp_path / "a.pdf", CONTENT + b" /X Do", form=b"/P <</MCID 0>> BDC BT (in) Tj ET EMC"))

    assert codes["audit.untagged"] == "1 mark in no element: “in”"


def test_a_form_that_draws_itself_is_read_to_an_end(tmp_path: Path):
    path = small(tmp_path / "a.pdf", CONTENT + b" /X Do", form=b"/X Do /X Do 0 0 1 1 re f")

    assert "audit.unmarked" in found(path)


def test_a_picture_between_its_words_is_no_text(tmp_path: Path):
    inline = b"/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G ID (\xff EI EMC "

    assert "audit.unmarked" not in found(small(tmp_path / "a.pdf", inline + CONTENT))


def test_an_artifact_inside_content_is_told(tmp_path: Path):
    mixed = CONTENT.replace(b" EMC", b" /Artifact BMC 0 0 1 1 re f EMC EMC")

    assert "audit.mixed" in found(small(tmp_path / "a.pdf", mixed))


def test_a_file_without_tags_says_so(tmp_path: Path):
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")

    assert set(found(tmp_path / "a.pdf")) == {
        *("audit.no-tags", "audit.no-language", "audit.no-title", "audit.no-metadata"),
    }


def test_what_the_parts_say_is_read_off_the_tree(bundles: dict[str, Path]):
    ebb = next(part for part in examine(bundles["built"]).parts if part.slug == "ebb")

    assert (ebb.lang, ebb.pictures, len(ebb.notes)) == ("en", ("A red boat on the sand",), 3)
    assert "The tide went out before noon, and with it the other boats" in ebb.text
    assert "A note of some words" not in ebb.text
    assert ("", "flow") in [(link.uri, link.slug) for link in ebb.links]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "no PDF"), (b"hello", "no PDF"), (b"%PDF-1.7\n1 0 obj\n<<", "damaged"), (b"%PDF-1.7\n%%EOF", "damaged")],
)
def test_a_file_that_cannot_be_audited_is_refused_by_name(tmp_path: Path, data: bytes, said: str):
    (tmp_path / "bad.pdf").write_bytes(data)

    with pytest.raises(SourceError, match=said) as refused:
        audit(tmp_path / "bad.pdf")
    assert refused.value.where == str(tmp_path / "bad.pdf")


def test_a_missing_file_and_an_encrypted_one_are_refused(bundles: dict[str, Path], tmp_path: Path):
    with Pdf.open(bundles["built"]) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(SourceError, match="encrypted"):
        audit(tmp_path / "locked.pdf")
    with pytest.raises(SourceError, match="no such file"):
        audit(tmp_path / "gone.pdf")


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused_or_told_and_never_passed(bundles: dict[str, Path], tmp_path: Path, kept: float):
    data = bundles["bound"].read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: int(len(data) * kept)])

    try:
        assert audit(tmp_path / "cut.pdf")
    except SourceError as refused:
        assert refused.where == str(tmp_path / "cut.pdf")


def test_a_finding_names_page_article_and_element(bundles: dict[str, Path], tmp_path: Path):
    with Pdf.open(bundles["built"]) as pdf:
        del surgery.elements(pdf, "Figure")[0].Alt
        pdf.save(tmp_path / "broken.pdf")

    (note,) = audit(tmp_path / "broken.pdf")
    assert note.where == "page 5, Ebb, and what it leaves: Div > Figure"


def test_every_code_has_a_cure():
    assert all(cure(code) for code in CODES)
    assert cure("image.missing") == ""
