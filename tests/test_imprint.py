"""What the house adds to a page: where it came from, its lines and logo, a draft's mark, and the user's defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from printkit import compose, config, issues, layouts, typeset
from printkit.audit.against import Source, losses
from printkit.audit.printed import Printed
from printkit.errors import ConfigError
from printkit.model.issue import Issue
from printkit.model.products import Jump
from tests import tagtree
from tests.test_compose import HOUSE, article, composed, plain, texts, tree

WEB = "https://example.org/stories/a?utm_source=x"


def test_the_address_of_a_web_page_stands_below_the_headline_unless_it_is_not_wanted():
    assert texts(composed("W.", origin=WEB), "//p[@class='origin']") == [
        "https://example.\u200borg/\u200bstories/\u200ba"
    ]
    assert tree(composed("W.", origin=WEB, layout=plain(**{"printed-from": "off"}))).xpath("//a") == []


def test_printed_from_is_a_sentence_at_the_end_in_the_language_of_the_text():
    chosen = {"printed-from": "full", "printed-on": "2026-03-01"}
    galley = composed("W.", origin=WEB, lang="de", layout=plain(**chosen))

    said = texts(galley, "//p[@class='came-from']")[0].replace("\u200b", "")
    assert said == "Gedruckt von https://example.org/stories/a am 1. März 2026"
    assert tree(galley).xpath("//p[@class='came-from']/a/@href") == [WEB]


def test_no_day_is_said_that_nobody_gave_and_the_issues_stands_in():
    layout = plain(**{"printed-from": "full"})
    issue = Issue("Review", "review", Path(), Path(), (), date=date(2026, 3, 1))
    galley = compose.compose(article("W.", origin=WEB), layout, {}, issue=issue)

    assert texts(composed("W.", origin=WEB, layout=layout), "//p[@class='came-from']")[0].endswith("/\u200ba")
    assert texts(galley, "//p[@class='came-from']")[0].endswith(" on March 1, 2026")


def test_a_draft_is_marked_on_every_page_and_its_mark_is_no_part_of_the_text(tmp_path: Path):
    galley = composed(*["Words and words. " * 60] * 12, lang="fr", layout=plain(draft="on"))
    typeset.typeset(galley, "recto", tmp_path / "draft.pdf")

    with pypdfium2.PdfDocument(tmp_path / "draft.pdf") as document:
        seen = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert len(seen) > 1
    assert all("Brouillon" in page for page in seen)
    assert "Brouillon" not in "".join(top.text() for top in tagtree.documents(tmp_path / "draft.pdf"))


def test_the_mark_of_a_draft_is_in_the_middle_of_the_page_behind_a_jump_too(tmp_path: Path):
    story = article(*["Words and words. " * 60] * 14)
    middles = []
    for flipped in (False, True):
        galley = compose.compose(story, plain(draft="on", paper="A5"), {}, jump=Jump(2, flipped=flipped))
        typeset.typeset(galley, "recto", tmp_path / "draft.pdf")
        with pypdfium2.PdfDocument(tmp_path / "draft.pdf") as document:
            middles += [_middle(page) for page in document]

    assert max(middles) - min(middles) < 0.5


def _middle(page: pypdfium2.PdfPage) -> float:
    """The middle, from left to right, of the text on a page that is drawn at a slant."""
    slanted = [found for found in page.get_objects(filter=[1]) if abs(found.get_matrix().b) > 0.1]
    edges = [found.get_bounds() for found in slanted]
    return float((min(edge[0] for edge in edges) + max(edge[2] for edge in edges)) / 2)


def test_the_houses_words_stand_at_head_and_foot_whatever_letters_they_have():
    galley = composed("W.", layout=plain(header="A “Review”; yes", footer='© {2026} "X" \\ <b>'))

    assert tree(galley).xpath("//article/@data-house") == ["A “Review”; yes"]
    assert r"content: \"© \7b 2026\7d  \22 X\22  \5c  \3c b\3e \"".replace(r"\"", '"') in galley.rules


def test_logo_and_tagline_stand_above_an_article_that_stands_alone():
    layout = plain(logo="house.jpg", tagline="News from the quay", copyright="© 2026")
    alone = composed("W.", layout=layout)
    inside = compose.compose(article("W."), layout, {"house.jpg": HOUSE}, issue=Issue("R", "r", Path(), Path(), ()))

    assert texts(alone, "//div[@class='brand']") == ["News from the quay"]
    assert tree(alone).xpath("//img[@class='logo']/@alt") == ["News from the quay"]
    assert tree(inside).xpath("//div[@class='brand']") == []
    assert texts(alone, "//footer/p") == texts(inside, "//footer/p") == ["© 2026"]


def test_words_of_an_option_are_one_line():
    with pytest.raises(ConfigError):
        layouts.load("plain", chosen={"footer": "one\ntwo"})
    with pytest.raises(ConfigError):
        layouts.load("plain", chosen={"footer": "a" * 301})


def test_the_brand_of_a_house_is_among_its_options_and_options_come_first():
    site = config.load_site('[brand]\ntagline = "T"\naccent = "#123456"\n[options]\ntagline = "U"\n', "site.toml")

    assert site.options == {"tagline": "U", "accent": "#123456"}
    assert layouts.load("plain", chosen=site.options).tokens["accent"] == "#123456"


def test_the_users_own_defaults_lie_below_the_houses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own, root = tmp_path / "config" / "printkit", tmp_path / "paper"
    own.mkdir(parents=True)
    root.mkdir()
    (own / "site.toml").write_text('name = "Me"\nrights = "Mine"\npaper = "Letter"\nlinks = "end"\nlayout = "plain"\n')
    (root / "site.toml").write_text('name = "Paper"\nlinks = "qr"\n')

    house, bare = issues.load_site(root), issues.load_site(tmp_path)
    assert (house.name, house.rights, house.layout) == ("Paper", "", "plain")
    assert house.options == {"paper": "Letter", "links": "qr"}
    assert (bare.name, bare.options["links"]) == ("", "end")


def test_a_fault_in_the_users_defaults_is_named_without_the_place_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "printkit").mkdir()
    (tmp_path / "printkit" / "site.toml").write_text('papier = "A4"\n')

    with pytest.raises(ConfigError) as caught:
        issues.load_site(tmp_path)
    assert caught.value.where == "printkit/site.toml:1"


def test_an_address_that_was_not_wanted_in_print_is_no_loss():
    text = article(f'Words of <a href="{WEB}b">a link</a>.', origin=WEB)
    there = Printed(text.slug, text.headline, "en", 1, True, "The harbour Words of a link.", (), (), ())

    found = losses(Source(text, lambda href: href, "Picture"), there)
    assert [(one.level, one.code) for one in found] == [
        ("error", "verify.link-lost"),
        ("info", "verify.origin-unsaid"),
    ]
