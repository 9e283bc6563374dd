"""Under a final name there is only ever a whole file."""

import errno
from pathlib import Path

import pytest

from printkit.build import files
from printkit.errors import OutputError


def test_what_is_put_is_there_and_nothing_beside_it(tmp_path: Path):
    files.put(tmp_path / "deep" / "page.pdf", b"whole")

    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["page.pdf"]
    assert (tmp_path / "deep" / "page.pdf").read_bytes() == b"whole"


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_full_disk_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"yesterday")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(OutputError, match="No space left") as caught:
        files.put(path, b"today")
    monkeypatch.undo()

    assert path.read_bytes() == b"yesterday"
    assert [found.name for found in tmp_path.iterdir()] == ["page.pdf"]
    assert "free some space" in caught.value.hint


def test_a_folder_is_no_place_for_a_file(tmp_path: Path):
    with pytest.raises(OutputError, match="this is a folder"):
        files.check_writable(tmp_path)


def test_a_file_where_a_folder_is_wanted_is_said_before_any_work(tmp_path: Path):
    (tmp_path / "out").write_bytes(b"not a folder")

    with pytest.raises(OutputError) as caught:
        files.check_writable(tmp_path / "out" / "page.pdf")

    assert "a file stands where a folder is wanted" in caught.value.hint
    assert (tmp_path / "out").read_bytes() == b"not a folder"


def test_checking_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"yesterday")

    files.check_writable(path)

    assert path.read_bytes() == b"yesterday"
    assert [found.name for found in tmp_path.iterdir()] == ["page.pdf"]
