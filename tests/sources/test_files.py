"""Sources are read beneath the root and nowhere else."""

import os
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest

from printkit import issues, sources
from printkit.config import schemas
from printkit.errors import SourceError
from printkit.model import endings


def test_a_file_of_the_project_is_read_with_its_path_from_the_root(tmp_path: Path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tide.md").write_text("High water.")

    source = sources.load(tmp_path / "posts" / "tide.md", root=tmp_path)

    assert (source.location, source.media_type, source.data) == ("posts/tide.md", "text/markdown", b"High water.")


def test_a_file_outside_the_root_is_refused(tmp_path: Path):
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.md").write_text("not yours")

    with pytest.raises(SourceError, match="outside the project's root"):
        sources.load(tmp_path / "secret.md", root=tmp_path / "project")


@pytest.mark.parametrize("path", ["../secret.md", "a/../../secret.md", "", "a\0b"])
def test_a_path_that_climbs_is_refused(tmp_path: Path, path: str):
    with pytest.raises(SourceError, match="leaves the project"):
        sources.read_beneath(tmp_path, path, 100)


def test_a_link_is_not_followed(tmp_path: Path):
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.md").write_text("not yours")
    (tmp_path / "project" / "innocent.md").symlink_to(tmp_path / "secret.md")

    with pytest.raises(SourceError, match="symbolic link"):
        sources.load(tmp_path / "project" / "innocent.md", root=tmp_path / "project")


def test_a_linked_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text("not yours")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "posts").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SourceError):
        sources.read_beneath(tmp_path / "project", "posts/secret.md", 100)


def test_a_named_pipe_does_not_wait_for_ever(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.md")

    with pytest.raises(SourceError, match="not a regular file"):
        sources.load(tmp_path / "pipe.md", root=tmp_path)


def test_a_file_too_large_is_refused(tmp_path: Path):
    (tmp_path / "long.md").write_bytes(b"x" * (2 << 20))

    with pytest.raises(SourceError, match="larger than 1 MB"):
        sources.read_beneath(tmp_path, "long.md", 1 << 20)


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(SourceError, match="no such file") as caught:
        sources.load(tmp_path / "gone.md", root=tmp_path)

    assert caught.value.where == "gone.md"
    assert caught.value.hint


@pytest.mark.parametrize("name", ["n" * 300 + ".md", "n" * 300 + "/tide.md", "n" * 5000, "gone"])
def test_a_name_that_no_file_can_have_is_a_missing_file(tmp_path: Path, name: str):
    with pytest.raises(SourceError, match="no such file"):
        sources.load(tmp_path / name, root=tmp_path)

    assert not sources.is_folder(tmp_path / name)


@pytest.mark.parametrize("name", ["a\0b.md", "a\0b/c.md"])
def test_a_name_with_a_nul_in_it_is_refused(tmp_path: Path, name: str):
    with pytest.raises(SourceError):
        sources.load(tmp_path / name, root=tmp_path)


@pytest.mark.parametrize(
    "name", ["www.news.example", "news.example/story", "ftp://news.example/a", "file:///etc/passwd"]
)
def test_what_looks_like_an_address_is_told_how_one_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="no such file") as caught:
        sources.load(Path(name), root=tmp_path)

    assert "https://" in caught.value.hint


def test_an_unknown_ending_asks_for_its_type(tmp_path: Path):
    (tmp_path / "story.xyz").write_text("words")

    with pytest.raises(SourceError, match=r"\.xyz") as caught:
        sources.load(tmp_path / "story.xyz", root=tmp_path)

    assert "--type" in caught.value.hint
    assert sources.load(tmp_path / "story.xyz", root=tmp_path, said="text").media_type == "text/plain"


def test_a_folder_stands_for_its_index(tmp_path: Path):
    (tmp_path / "notes.md").write_text("a note")
    (tmp_path / "index.md").write_text("the article")

    assert sources.index_of(tmp_path) == tmp_path / "index.md"


def test_a_folder_of_several_articles_is_no_article(tmp_path: Path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("words")

    with pytest.raises(SourceError, match="2 articles") as caught:
        sources.index_of(tmp_path)

    assert "printkit build" in caught.value.hint


def test_print_and_build_look_for_the_same_index_of_a_folder(tmp_path: Path):
    (tmp_path / "story").mkdir()
    for ending in ("txt", "html", "org"):
        (tmp_path / "story" / f"index.{ending}").write_text("Words.")

    first, *_ = issues.from_folder(tmp_path).sections
    assert sources.index_of(tmp_path / "story").name == "index.html"
    assert [entry.source for entry in first.entries] == ["story/index.html"]


def test_every_kind_of_article_is_found_in_a_folder(tmp_path: Path):
    for ending in endings.ARTICLES:
        (tmp_path / f"a{ending}").write_text("Words.")

    (section,) = issues.from_folder(tmp_path).sections
    assert {PurePosixPath(entry.source).suffix for entry in section.entries} == set(endings.ARTICLES)


def test_an_issue_says_of_a_source_what_the_command_says():
    assert {"", *sources.TYPES} == set(get_args(schemas.Kind))
