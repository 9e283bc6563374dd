"""What cannot be imposed: a named error, and nothing written."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from printkit.errors import OutputError, PrintkitError, SourceError
from printkit.outputs.booklet import Imposition, impose
from printkit.outputs.folding import Booklet

BOOKLET = Imposition(Booklet())


def _damaged(data: bytes) -> bytes:
    return data.replace(b"/Contents", b"/Contentz").replace(b"/Kids", b"/Kidz")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[: len(data) // 2], "cut short"),
        (lambda data: b"words" * 500, "no PDF"),
        (lambda data: b"", "no PDF"),
        (_damaged, "damaged"),
    ],
)
def test_a_file_that_is_no_whole_pdf_is_named_and_nothing_is_written(
    six: Path, out: Path, spoil: Callable[[bytes], bytes], said: str
):
    six.write_bytes(spoil(six.read_bytes()))

    with pytest.raises(SourceError, match=said) as error:
        impose(six, BOOKLET, out)

    assert error.value.where == str(six)
    assert not out.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, out: Path):
    with pytest.raises(SourceError, match="no such file"):
        impose(tmp_path / "none.pdf", BOOKLET, out)


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_named(six: Path, out: Path, password: str):
    with pikepdf.open(six, allow_overwriting_input=True) as pdf:
        pdf.save(six, encryption=pikepdf.Encryption(owner="owner", user=password))

    with pytest.raises(SourceError, match="encrypted"):
        impose(six, BOOKLET, out)


def test_a_page_whose_content_is_gone_is_an_error(six: Path, out: Path):
    with pikepdf.open(six, allow_overwriting_input=True) as pdf:
        pdf.pages[2].obj.Contents = pdf.make_stream(b"nothing packed", Filter=Name.FlateDecode)
        pdf.save(six, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    with pytest.raises(SourceError, match="damaged"):
        impose(six, BOOKLET, out)


def test_a_pdf_without_pages_is_an_error(tmp_path: Path, out: Path):
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "none.pdf")

    with pytest.raises(SourceError, match="no pages"):
        impose(tmp_path / "none.pdf", BOOKLET, out)


def test_damage_anywhere_is_a_named_error_or_a_file(issue: Path, tmp_path: Path, out: Path):
    whole, chance = issue.read_bytes(), random.Random(3)
    named = 0
    for _ in range(30):
        data = bytearray(whole)
        for _ in range(40):
            data[chance.randrange(20, len(data) - 1100)] = chance.randrange(256)
        (tmp_path / "hurt.pdf").write_bytes(data)
        try:
            impose(tmp_path / "hurt.pdf", BOOKLET, out)
        except PrintkitError as error:
            named += 1
            assert error.where == str(tmp_path / "hurt.pdf")

    assert named


def test_the_pdf_that_is_read_is_never_overwritten(six: Path, tmp_path: Path):
    before = six.read_bytes()
    (tmp_path / "link.pdf").hardlink_to(six)

    with pytest.raises(OutputError):
        impose(six, BOOKLET, tmp_path / "link.pdf")

    assert six.read_bytes() == before


def test_a_name_that_cannot_be_written_is_an_error(six: Path, tmp_path: Path):
    with pytest.raises(OutputError):
        impose(six, BOOKLET, tmp_path / "no folder" / "out.pdf")
