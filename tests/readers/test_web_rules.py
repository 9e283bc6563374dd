"""The house's rules for the pages of one site come before everything that printkit finds by itself."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from printkit.errors import ReadError
from printkit.model.article import Reading, Source
from printkit.model.blocks import words
from printkit.readers import web
from tests.readers.pages import ADDRESS, TIDE, page, paragraphs, read

PROMO = '<div class="promo"><p>The harbour has a shop as well, and it is open on every day but Sunday.</p></div>'


def ruled(**rules: tuple[str, ...]) -> Reading:
    return how({"harbour.example": rules})


def how(rules: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Reading:
    return Reading(smart=False, rules=rules)


def test_a_rule_drops_what_it_names() -> None:
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}{PROMO}{paragraphs(*TIDE[2:])}"

    assert "shop" in str(read(page(inner), how=ruled()).body)
    assert "shop" not in str(read(page(inner), how=ruled(drop=(".promo",))).body)


def test_a_rule_keeps_what_it_names_and_nothing_else() -> None:
    inner = f'<h1>Low Water</h1>{paragraphs()}<section id="log"><p>Six: two feet.</p><p>Four: nine feet.</p></section>'
    made = read(page(inner), how=ruled(keep=("#log",)))

    assert (made.headline, [words(b) for b in made.body]) == ("Low Water", ["Six: two feet.", "Four: nine feet."])


def test_rules_name_the_parts_of_the_head() -> None:
    head = '<div class="t">The real headline</div><p class="who">Ann Lee and Jan Holm</p><p class="sum">In short.</p>'
    made = read(
        page(f"<h1>Low Water</h1>{head}{paragraphs()}"),
        how=ruled(headline=("div.t",), byline=(".who",), standfirst=(".sum",)),
    )

    assert (made.headline, made.byline, made.standfirst) == ("The real headline", ("Ann Lee", "Jan Holm"), "In short.")
    assert "In short." not in str(made.body)


def test_a_rule_for_a_site_holds_for_its_subdomains_and_for_no_other() -> None:
    inner = f"<h1>Low Water</h1>{paragraphs(*TIDE[:2])}{PROMO}{paragraphs(*TIDE[2:])}"
    rules = how({"example": {"drop": (".promo",)}})
    other = how({"bour.example": {"drop": (".promo",)}})

    assert "shop" not in str(read(page(inner), how=rules).body)
    assert "shop" in str(read(page(inner), how=other).body)


def test_a_rule_that_is_no_selector_is_refused_by_name() -> None:
    with pytest.raises(ReadError) as caught:
        read(page(), how=ruled(drop=("div[",)))

    assert caught.value.where == 'rules."harbour.example".drop'


def test_what_a_rule_drops_is_accounted_for() -> None:
    inner = f"<h1>Low Water</h1>{paragraphs()}{PROMO}"
    told = web.explain(Source(page(inner), "text/html", ADDRESS), ruled(drop=(".promo",)))

    assert [one.why for one in told if "shop" in one.text] == ["a rule for the site drops it"]
