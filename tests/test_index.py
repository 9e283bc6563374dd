"""The index of an issue: authors and subjects in the order of the alphabet, each with its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from printkit import compose, layouts
from printkit.compose.alphabet import order, sorts_under
from printkit.compose.index import authors, subjects
from printkit.model.issue import Issue
from tests.test_compose import texts, tree


def entry(slug: str, label: str, *names: str, tags: tuple[str, ...] = ()) -> compose.Contents:
    return compose.Contents(slug, slug.title(), label=label, authors=names, tags=tags)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Adam Zorn Ångström Ärlig Öberg"),
        ("de", "Ähre Apfel Öl Zebra"),
        ("da", "Zeuthen Ærø Øst Århus"),
        ("cs", "cena čas hora chata jaro"),
        ("es", "nube nunca ñandú oca"),
        ("tr", "cam çam ısı iki"),
        ("uk", "гора ґанок дім"),
        ("pl", "lato łąka mapa"),
        ("en", "Elan Élan elands"),
        ("ru", "Ёлка Ель Емеля Жук Иван Йод Яма"),
        ("ar", "إبراهيم أحمد آدم اسم بدر تمر الشمس القمر مؤمن هاني وليد ياسر"),
        ("fa", "آب ابر باران پدر جان چای زمان ژاله کتاب گل وحید هدیه یوسف"),
        ("he", "אבני כהן לוי תמר"),
        ("hi", "अंक अमित आम कमल क़लम क्षमा जल शर्मा हंस"),
        ("th", "กานดา เกม ใจดี มาลี สมชาย แสงทอง เอกชัย"),
        ("ja", "アイス いぬ うみ かき ガス 科学 経済 政治"),
        ("zh", "陈静 李娜 王小明 张伟"),
        ("zh-TW", "丁一 王小明 李娜 張偉 陳靜"),
    ],
)
def test_words_stand_in_the_order_of_their_alphabet(lang: str, words: str):
    right = words.split()

    assert sorted(set(right), key=lambda word: order(word, lang)) == right


def test_names_are_sorted_under_their_last_word_or_where_families_come_first_under_all():
    assert sorts_under("Jan van den Berg", "nl") == ("Jan van den", "Berg", "")
    assert sorts_under("Ivo Novak Jr.", "en") == ("Ivo", "Novak", "Jr.")
    assert sorts_under("Nagy László", "hu") == ("", "Nagy László", "")
    assert sorts_under("Reuters", "en") == ("", "Reuters", "")


def test_an_author_has_every_page_that_an_article_of_theirs_begins_on():
    rows = [entry("a", "3", "Anna Weber", "Zoe Adams"), entry("b", "17", "Anna  Weber"), entry("c", "iv")]

    found = authors(rows, "en")
    assert [(one["word"], one["pages"]) for one in found] == [
        ("Adams", [{"slug": "a", "label": "3"}]),
        ("Weber", [{"slug": "a", "label": "3"}, {"slug": "b", "label": "17"}]),
    ]


def test_subjects_that_differ_in_capitals_alone_are_one_and_stand_as_they_were_first_written():
    rows = [entry("a", "3", tags=("Tides", "tides")), entry("b", "5", tags=("TIDES", "harbours"))]

    assert [(one["word"], one["pages"]) for one in subjects(rows, "en")] == [
        ("harbours", [{"slug": "b", "label": "5"}]),
        ("Tides", [{"slug": "a", "label": "3"}, {"slug": "b", "label": "5"}]),
    ]


def test_the_index_leads_to_its_articles_and_speaks_the_issues_language():
    issue = Issue("Blatt", "blatt", Path(), Path(), (), lang="de")
    galley = compose.matter("index", issue, layouts.load("plain"), [entry("a", "3", "Anna Weber", tags=("Gezeiten",))])

    assert texts(galley, "//h1 | //h2 | //li") == [
        "Register",
        "Autoren",
        "Anna Weber, 3",
        "Themen",
        "Gezeiten, 3",
    ]
    assert tree(galley).xpath("//li//a/@href") == ["printkit:a", "printkit:a"]
