"""A bundle is finished as its profile says: with what an archive carries, for the press that was named."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf

from printkit import issues
from printkit.build import finish
from printkit.build.cache import Cache
from printkit.build.executors import Serial
from printkit.build.issue import build
from printkit.build.order import Order
from printkit.build.printing import Wish, print_all
from printkit.build.shop import Shop
from printkit.errors import ConfigError
from printkit.model.article import Article, Source
from printkit.model.issue import Press, Profile
from printkit.model.layout import MM
from tests import tagtree
from tests.bind import books
from tests.bind.test_profiles import ICC

EBB = "---\ntitle: Ebb\ndate: 2026-02-01\n---\nSee [the flow](flow.md#later) and [the end](flow.md#gone), both.\n"
FLOW = "---\ntitle: La marée\nlang: fr\n---\n" + "Des mots sans fin. " * 900 + "\n\n## Later\n\nVoir [ici](ebb.md).\n"
ISSUE = """title = "The Tide"
date = 2026-03-01
articles = ["ebb.md", "flow.md"]
profile = "archive"
[press]
intent = "house.icc"
marks = ["crop"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    for name, text in (("issue.toml", ISSUE), ("ebb.md", EBB), ("flow.md", FLOW)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "house.icc").write_bytes(ICC)
    return folder


def built(folder: Path, profile: Profile | None = None, *, articles: bool = False) -> Path:
    issue = issues.load(folder)
    out = folder.parent / "out"
    with Serial() as workers:
        shop = Shop(issue.root, cache=folder.parent / "cache", executor=workers)
        report = build(issue, Order(out, profile=profile, articles=articles), shop)
    assert report.bundle
    return report.bundle


def carried(path: Path) -> dict[str, tuple[str, bytes]]:
    with Pdf.open(path) as pdf:
        files = books.leaves(pdf.Root.Names.get("/EmbeddedFiles"), "/Names").values()
        return {str(file.UF): (str(file.AFRelationship), file.EF.F.read_bytes()) for file in files}


def test_an_archived_issue_carries_the_source_of_each_article_and_what_is_known_of_it(project: Path):
    found = carried(built(project))

    assert found["ebb.md"] == ("/Source", EBB.encode())
    kind, said = found["flow.json"]
    assert kind == "/Data"
    known = json.loads(said)
    assert (known["headline"], known["lang"], known["source"]) == ("La marée", "fr", "flow.md")
    assert not {"text", "html", "body"} & set(known)
    assert list(found) == ["ebb.json", "ebb.md", "flow.json", "flow.md"]


def test_what_is_asked_for_stands_above_what_the_issue_says(project: Path):
    assert carried(built(project, "screen")) == {}


def test_an_archived_article_alone_carries_its_own(project: Path):
    bundle = built(project, articles=True)

    assert set(carried(bundle.with_suffix("") / "ebb.pdf")) == {"ebb.md", "ebb.json"}


def test_an_article_is_printed_for_the_archive(project: Path):
    out = project.parent / "ebb.pdf"
    with Serial() as workers:
        shop = Shop(project, cache=project.parent / "cache", executor=workers)
        (printed,) = print_all([str(project / "ebb.md")], Wish(output=out, profile="archive"), shop)

    assert printed.report.error is None
    assert set(carried(out)) == {"ebb.md", "ebb.json"}
    with Pdf.open(out) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "3A"


def test_an_issue_for_the_press_is_set_with_bleed_and_marks(project: Path):
    with Pdf.open(built(project, "press")) as pdf:
        page = pdf.pages[0].obj

        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "house"
        assert [round(float(side), 2) for side in page.BleedBox][:2] == [round(-3 * MM, 2)] * 2
        assert float(page.MediaBox[0]) < float(page.BleedBox[0])


def test_a_link_says_the_page_of_the_other_article_s_place(project: Path):
    bundle = built(project)

    with Pdf.open(bundle) as pdf:
        said = {str(a.Contents) for page in pdf.pages for a in page.obj.get("/Annots", pikepdf.Array())}
    later = next(text for text in said if text.startswith("La marée, page") and text != "La marée, page 2")
    assert {"Ebb, page 1", "La marée, page 2"} <= said
    assert int(later.rsplit(" ", 1)[1]) > 2


def test_an_edit_that_moves_a_place_sets_no_article_anew_that_names_its_page(project: Path):
    before = _said(built(project))
    (project / "flow.md").write_text(FLOW.replace("## Later", "Des mots sans fin. " * 900 + "\n\n## Later"), "utf-8")
    issue = issues.load(project)
    with Serial() as workers:
        shop = Shop(issue.root, cache=project.parent / "cache", executor=workers)
        report = build(issue, Order(project.parent / "out"), shop)

    assert {article.slug: article.status for article in report.articles} == {"ebb": "cached", "flow": "made"}
    assert report.bundle
    after = _said(report.bundle)
    assert before != after
    assert re.sub(r"\d+", "", before) == re.sub(r"\d+", "", after)


def _said(path: Path) -> str:
    (words,) = [e.text() for title, e in tagtree.articles(path).items() if title == "Ebb"]
    return " ".join(words.split())


@pytest.mark.parametrize("profile", ["archive", "press"])
def test_the_bytes_are_the_same_in_another_folder(profile: Profile, project: Path, tmp_path: Path):
    there = tmp_path / "elsewhere" / "paper"
    shutil.copytree(project, there)

    assert built(project, profile).read_bytes() == built(there, profile).read_bytes()


def wanted(folder: Path, intent: str = "", bleed: str = "") -> finish.Finish:
    return finish.finish("press", Press(intent, bleed), Cache(folder / "cache"), folder, folder)


def test_a_known_press_is_found_where_systems_keep_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "icc" / "house").mkdir(parents=True)
    (tmp_path / "icc" / "house" / "FOGRA39L_coated.icc").write_bytes(ICC)
    monkeypatch.setattr(finish, "FOLDERS", (tmp_path / "gone", tmp_path / "icc"))

    run = wanted(tmp_path, intent="fogra39", bleed="5mm").run

    assert run is not None
    assert (run.condition, run.bleed) == ("FOGRA39", 5 * MM)
    assert run.profile.path.read_bytes() == ICC


@pytest.mark.parametrize(
    ("said", "complaint", "hint"),
    [
        ({}, "names the press", "FOGRA39"),
        ({"intent": "FOGRA39"}, "no profile of FOGRA39 is installed", "icc-profiles"),
        ({"intent": "gone.icc"}, "no such file", "a profile file"),
        ({"intent": "../out.icc"}, "leaves the project", "a profile file"),
        ({"intent": "screen.icc"}, "no profile of a press", "CMYK"),
        ({"intent": "house.icc", "bleed": "wide"}, "'wide' is no length", "3mm"),
    ],
)
def test_a_press_that_cannot_be_had_is_named_with_a_cure(
    said: dict[str, str], complaint: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(finish, "FOLDERS", (tmp_path / "nothing",))
    (tmp_path / "screen.icc").write_bytes(b"\0" * 12 + b"mntrRGB " + bytes(112))
    (tmp_path / "house.icc").write_bytes(ICC)

    with pytest.raises(ConfigError, match=complaint) as caught:
        wanted(tmp_path, **said)
    assert hint in caught.value.hint


def test_a_source_that_is_called_otherwise_is_told_apart_by_the_slug(tmp_path: Path):
    source = Source(b"Words.", "text/markdown", "posts/index.md")
    article = Article("harbour", "The harbour", published=date(2026, 1, 2), updated=date(2026, 2, 3))

    first, second = finish.enclosed(article, source, Cache(tmp_path))
    alone = finish.enclosed(article, None, Cache(tmp_path))

    assert (first.name, first.changed, second.name) == ("harbour-index.md", date(2026, 2, 3), "harbour.json")
    assert [one.name for one in alone] == ["harbour.json"]
