"""Issues: issue.toml with its paths, a folder without one, the project's root."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from printkit import issues
from printkit.errors import ConfigError, PrintkitError, SourceError
from printkit.issues import Overrides
from printkit.model.issue import Issue
from tests.conftest import ROOT


def write(root: Path, *names: str, text: str = "Words.") -> Path:
    """Files under `root`, all with the same text."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def issue_toml(root: Path, text: str, folder: str = "articles/spring") -> Path:
    """A project with site.toml whose one issue.toml has a title and this text."""
    write(root, "site.toml", text="")
    write(root, f"{folder}/issue.toml", text=f'title = "Spring"\n{text}')
    return root / folder


def sources(issue: Issue) -> list[str]:
    return [entry.source for section in issue.sections for entry in section.entries]


def issue_error(path: Path) -> PrintkitError:
    with pytest.raises(PrintkitError) as caught:
        issues.load(path)
    return caught.value


# issue.toml


def test_paths_are_made_ones_from_the_root(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["a.md", "./b//c.md", "../autumn/d.md", "/notes/e.md"]')

    issue = issues.load(folder / "issue.toml")

    assert (issue.root, issue.folder) == (tmp_path.resolve(), folder.resolve())
    assert sources(issue) == ["articles/spring/a.md", "articles/spring/b/c.md", "articles/autumn/d.md", "notes/e.md"]


def test_the_pictures_of_cover_and_filler_are_found_from_the_root_too(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["a.md"]\npages.filler = "/x.svg"\ncover.image = "pictures/c.jpg"')

    issue = issues.load(folder)

    assert (issue.cover.image, issue.filler) == ("articles/spring/pictures/c.jpg", "x.svg")


def test_an_address_is_left_as_it_is(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["https://example.org/a/../b"]')

    assert sources(issues.load(folder)) == ["https://example.org/a/../b"]


def test_a_folder_that_is_one_article_is_its_index(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["tides", "gone"]')
    write(folder, "tides/index.html", "tides/index.md", "tides/chart.txt")

    assert sources(issues.load(folder)) == ["articles/spring/tides/index.md", "articles/spring/gone"]


PATHS_OUT = [
    "../../../x.md",
    "/../x.md",
    "a/../../../../x.md",
    "../../..",
    "a\\\\b.md",
    "C:/x.md",
    "file:///etc/passwd",
    "ftp://example.org/x",
]


@pytest.mark.parametrize("path", PATHS_OUT)
def test_a_path_that_leads_out_of_the_project_is_refused_with_its_line(path: str, tmp_path: Path):
    folder = issue_toml(tmp_path, f'articles = ["a.md"]\n[[section]]\narticles = [\n  "b.md",\n  "{path}",\n]')

    error = issue_error(folder)

    assert isinstance(error, ConfigError)
    assert error.where == "articles/spring/issue.toml:6"
    assert error.hint


def test_a_cover_from_outside_is_refused_with_its_line(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["a.md"]\n[cover]\nimage = "../../../c.jpg"')

    assert issue_error(folder).where == "articles/spring/issue.toml:4"


def test_an_article_named_twice_is_refused_at_its_second_place(tmp_path: Path):
    folder = issue_toml(
        tmp_path, 'articles = ["a.md"]\n[[section]]\narticles = ["b.md"]\n[[section]]\narticles = ["./a.md"]'
    )

    error = issue_error(folder)

    assert str(error).startswith("articles/spring/issue.toml:6: './a.md' is in the issue already")


def test_a_ready_pdf_may_stand_twice(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = [{ pdf = "advert.pdf" }, "a.md", { pdf = "advert.pdf" }]')

    assert len(sources(issues.load(folder))) == 3


def test_an_issue_that_is_not_there_is_a_source_error(tmp_path: Path):
    assert isinstance(issue_error(tmp_path / "issue.toml"), SourceError)


def test_an_issue_toml_that_is_not_utf8_is_refused(tmp_path: Path):
    (tmp_path / "issue.toml").write_bytes('title = "Été"'.encode("latin-1"))

    assert "UTF-8" in issue_error(tmp_path).text


def test_a_byte_order_mark_is_no_fault(tmp_path: Path):
    (tmp_path / "issue.toml").write_text('\ufefftitle = "Été"\narticles = ["a.md"]', encoding="utf-8")

    assert issues.load(tmp_path).title == "Été"


def test_the_command_may_say_otherwise(tmp_path: Path):
    folder = issue_toml(tmp_path, 'number = 3\narticles = ["a.md"]')
    said = Overrides(number="4", date=date(2026, 6, 1), layout="newspaper", profile="archive")

    issue = issues.load(folder, overrides=said)

    assert (issue.title, issue.number, issue.slug) == ("Spring", "4", "spring-4")
    assert (issue.date, issue.layout, issue.profile) == (date(2026, 6, 1), "newspaper", "archive")


def test_the_house_gives_the_language_and_its_options(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["a.md"]')
    write(tmp_path, "site.toml", text='lang = "de"\npaper = "Letter"')

    issue = issues.load(folder)

    assert (issue.lang, issue.site.options) == ("de", {"paper": "Letter"})


def test_a_fault_in_site_toml_is_named_with_its_line(tmp_path: Path):
    folder = issue_toml(tmp_path, 'articles = ["a.md"]')
    write(tmp_path, "site.toml", text='lang = "de"\npapers = "Letter"')

    assert str(issue_error(folder)) == "site.toml:2: unknown key 'papers' (did you mean 'paper'?)"


def test_the_sample_issue_loads():
    issue = issues.load(ROOT / "articles" / "sample")

    assert issue.slug == "sample"
    assert all((issue.root / source).is_file() for source in sources(issue))


# The root


def test_the_root_is_the_nearest_folder_upward_with_site_toml_else_the_issues_own(tmp_path: Path):
    write(tmp_path, "paper/site.toml", "paper/articles/spring/a.md", "loose/spring/a.md")

    assert issues.find_root(tmp_path / "paper/articles/spring") == (tmp_path / "paper").resolve()
    assert issues.find_root(tmp_path / "paper/articles/spring/a.md") == (tmp_path / "paper").resolve()
    assert issues.find_root(tmp_path / "loose/spring/a.md") == (tmp_path / "loose/spring").resolve()


def test_a_root_that_is_named_holds_and_must_hold_the_issue(tmp_path: Path):
    write(tmp_path, "spring/a.md", "elsewhere/b.md")

    assert sources(issues.load(tmp_path / "spring", root=tmp_path)) == ["spring/a.md"]
    with pytest.raises(ConfigError, match="lies outside the root 'elsewhere'"):
        issues.load(tmp_path / "spring", root=tmp_path / "elsewhere")


# A folder without issue.toml


def test_a_folder_of_articles_is_an_issue_whose_sub_folders_are_sections(tmp_path: Path):
    write(
        tmp_path,
        "b.md",
        "a.txt",
        "c/index.md",
        "c/more.md",
        "02-views_and-letters/x.html",
        "02-views_and-letters/deep/y.md",
    )

    issue = issues.load(tmp_path)

    assert [(section.title, [entry.source for entry in section.entries]) for section in issue.sections] == [
        ("", ["a.txt", "b.md", "c/index.md"]),
        ("Views and letters", ["02-views_and-letters/deep/y.md", "02-views_and-letters/x.html"]),
    ]


def test_what_is_no_article_is_left_out(tmp_path: Path):
    write(
        tmp_path,
        "a.md",
        "README.md",
        "readme.txt",
        "LICENSE",
        "CHANGELOG.md",
        ".hidden.md",
        "_index.md",
        "a.png",
        "b.pdf",
    )
    write(
        tmp_path, "build/x.html", "fetched/x.html", "layouts/base/x.html", ".git/x.md", "_drafts/x.md", "pictures/p.jpg"
    )

    issue = issues.load(tmp_path)

    assert sources(issue) == ["a.md"]
    assert len(issue.sections) == 1


def test_a_folder_of_posts_may_begin_with_an_underscore(tmp_path: Path):
    write(tmp_path, "_posts/2026-03-01-a.md")

    assert sources(issues.load(tmp_path)) == ["_posts/2026-03-01-a.md"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path):
    write(tmp_path, "own/a.md", "other/b.md")
    (tmp_path / "own" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "own" / "round").symlink_to(tmp_path / "own")

    assert sources(issues.load(tmp_path / "own")) == ["a.md"]


def test_neither_title_nor_slug_tell_where_the_folder_lies(tmp_path: Path):
    write(tmp_path, "secret-project/a.md")

    issue = issues.load(tmp_path / "secret-project")

    assert (issue.title, issue.slug) == ("Issue", "issue")


def test_title_number_and_date_of_a_folder_come_from_the_command(tmp_path: Path):
    write(tmp_path, "a.md")

    issue = issues.from_folder(tmp_path, title="Été à Sète", number="7/8", date=date(2026, 7, 1))

    assert (issue.title, issue.slug, issue.date) == ("Été à Sète", "ete-a-sete-7-8", date(2026, 7, 1))


@pytest.mark.parametrize("names", [[], ["readme.md"], ["pictures/a.jpg"]])
def test_a_folder_without_articles_is_an_error(names: list[str], tmp_path: Path):
    write(tmp_path, *names)

    assert issue_error(tmp_path).text == "no articles in this folder"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(SourceError, match="there is no such folder"):
        issues.from_folder(tmp_path / "gone")


def test_the_order_of_the_file_system_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, "a.md", "b.md", "s/c.md", "s/d.md")
    before = issues.load(tmp_path)
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: sorted(listed(path), reverse=True))

    assert issues.load(tmp_path) == before


# Slugs


@pytest.mark.parametrize(
    ("title", "number", "slug"),
    [
        ("The Harbour Review", "12", "the-harbour-review-12"),
        ("«»", "", "issue"),
        ("Москва", "", "moskva"),
        ("x" * 99, "1", "x" * 80),
    ],
)
def test_an_issue_has_a_slug_of_letters_digits_and_hyphens(title: str, number: str, slug: str):
    assert issues.slug(title, number) == slug


def test_a_relative_path_is_read_from_where_the_command_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, "spring/a.md")
    monkeypatch.chdir(tmp_path)

    assert issues.load(Path("spring")).root == Path(os.path.realpath(tmp_path)) / "spring"


def test_a_written_slug_names_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("words")
    (tmp_path / "issue.toml").write_text('title = "The Tide"\nslug = "tide"\nnumber = 3\narticles = ["a.md"]\n')

    assert issues.load(tmp_path).slug == "tide"
    assert issues.load(tmp_path, overrides=issues.Overrides(number="4")).slug == "the-tide-4"


def test_a_slug_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text('title = "The Tide"\nslug = "../tide"\narticles = ["a.md"]\n')

    with pytest.raises(ConfigError, match="small letters") as caught:
        issues.load(tmp_path)

    assert caught.value.where == "issue.toml:2"


def test_the_folder_beside_a_saved_page_is_no_section(tmp_path: Path):
    write(tmp_path, "wall.html", "wall_files/saved_resource.html", "wall_files/frame.html", "stone_files/a.md")

    issue = issues.from_folder(tmp_path)

    assert [(section.title, len(section.entries)) for section in issue.sections] == [("", 1), ("Stone files", 1)]


def test_recordings_and_documents_in_a_folder_are_articles_and_a_zip_is_not(tmp_path: Path):
    write(tmp_path, "a.mhtml", "b.docx", "c.warc.gz", "d.zip", "e.tar.gz")

    (section,) = issues.from_folder(tmp_path).sections

    assert [entry.source for entry in section.entries] == ["a.mhtml", "b.docx", "c.warc.gz"]
