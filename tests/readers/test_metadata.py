"""Every key of an article's front matter, under every name the world has for it, becomes what the table says."""

from __future__ import annotations

from datetime import date

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Figure, Heading, Image, Paragraph

TEXT = "The tide went out at six and left the harbour dry, as it had every morning that spring.\n"


def article(text: str, location: str = "posts/a.md", *, lang: str = "en", lift: bool = True) -> Article:
    source = Source(text.encode(), "text/markdown", location)
    (made,) = readers.read(source, Reading(lang=lang, lift_headline=lift))
    return made


def headed(keys: str, body: str = TEXT, location: str = "posts/a.md") -> Article:
    return article(f"---\n{keys}\n---\n{body}", location)


def codes(made: Article) -> list[str]:
    return [note.code for note in made.findings]


def test_the_title_is_the_headline() -> None:
    assert headed("title: The Harbour").headline == "The Harbour"
    assert headed("headline: The Harbour").headline == "The Harbour"


def test_the_first_heading_is_the_headline_where_no_key_is() -> None:
    made = article(f"# The *Harbour*\n\n{TEXT}\n## Boats\n\nTwo.\n")

    assert made.headline == "The Harbour"
    assert [block.text for block in made.body if isinstance(block, Heading)] == ["Boats"]


def test_a_heading_that_repeats_the_title_is_not_printed_twice() -> None:
    made = headed('title: "The Harbour!"', f"# The harbour\n\n{TEXT}")

    assert not any(isinstance(block, Heading) for block in made.body)


def test_a_first_heading_of_other_words_stays() -> None:
    made = headed("title: The Harbour", f"# What happened\n\n{TEXT}")

    assert isinstance(made.body[0], Heading)
    assert made.body[0].level == 2
    assert "What happened" in str(made.body[0])


def test_a_heading_is_not_lifted_where_reading_says_so() -> None:
    made = article(f"# The Harbour\n\n{TEXT}", "posts/2026-03-01-tide_times.md", lift=False)

    assert made.headline == "Tide times"
    assert isinstance(made.body[0], Heading)


def test_a_link_to_the_lifted_heading_still_arrives() -> None:
    made = article("# The Harbour\n\nGo [up](#the-harbour) again.\n")

    assert "the-harbour" in made.body[0].anchors
    assert 'href="#the-harbour"' in str(made.body[0])


def test_the_files_name_is_the_last_resort_and_noted() -> None:
    made = article(TEXT, "posts/2026-03-01-the-harbour.md")

    assert made.headline == "The harbour"
    assert "headline.missing" in codes(made)


def test_a_headline_over_500_characters_is_cut_with_a_note() -> None:
    made = headed("title: " + "tide " * 200)

    assert len(made.headline) <= 500
    assert made.headline.endswith("tide…")
    assert "headline.cut" in codes(made)


@pytest.mark.parametrize("key", ["standfirst", "subtitle", "dek", "description", "excerpt", "summary", "lead"])
def test_a_summary_is_the_standfirst(key: str) -> None:
    assert headed(f"title: T\n{key}: What *nobody* saw").standfirst == "What nobody saw"


def test_the_first_summary_that_stands_is_taken() -> None:
    repeated = TEXT.strip()

    made = headed(f'title: T\ndescription: "{repeated}"\nsummary: What nobody saw')

    assert made.standfirst == "What nobody saw"


@pytest.mark.parametrize(
    "summary", [TEXT.strip(), "The tide went out at six", "The  tide went OUT at six and left…", "T"]
)
def test_what_the_text_begins_with_is_no_standfirst(summary: str) -> None:
    assert headed(f'title: T\nexcerpt: "{summary}"').standfirst == ""


def test_kicker_outlet_and_rights_have_their_keys() -> None:
    made = headed("title: T\nkicker: Harbours\npublication: The Review\nlicense: CC-BY-4.0")

    assert (made.kicker, made.outlet, made.rights) == ("Harbours", "The Review", "CC-BY-4.0")


@pytest.mark.parametrize("key", ["author", "authors", "byline", "by", "Author"])
def test_every_key_of_a_byline_is_known(key: str) -> None:
    assert headed(f"title: T\n{key}: Ann Lee").byline == ("Ann Lee",)


@pytest.mark.parametrize("key", ["date", "published", "pubDate", "publish_date"])
def test_front_matter_says_when_it_was_published(key: str) -> None:
    made = headed(f"title: T\n{key}: 2026-03-01", location="2014/05/06/2013-01-01-a.md")

    assert made.published == date(2026, 3, 1)


def test_else_an_address_or_a_path_says_it() -> None:
    assert headed("title: T\npermalink: /2015/05/21/tide/").published == date(2015, 5, 21)
    assert headed("title: T\npath: 2017/03/16/Rust-1.16").published == date(2017, 3, 16)
    assert headed("title: T", location="posts/2014/05/06/a.md").published == date(2014, 5, 6)


def test_else_the_files_name_says_it() -> None:
    assert headed("title: T", location="posts/2014-12-5-a.md").published == date(2014, 12, 5)
    assert headed("title: T", location="posts/2014-12-05-a/index.md").published == date(2014, 12, 5)
    assert headed("title: T", location="posts/2014-99-05-a.md").published is None
    assert headed("title: T").published is None


def test_a_date_that_is_none_names_file_and_line() -> None:
    with pytest.raises(ReadError) as caught:
        headed("title: T\ndate: next week")

    assert caught.value.where == "posts/a.md:3"
    assert caught.value.hint


def test_published_false_is_a_draft_and_no_date() -> None:
    made = headed("title: T\npublished: false")

    assert (made.draft, made.published) == (True, None)


@pytest.mark.parametrize(("keys", "draft"), [("draft: true", True), ("status: draft", True), ("draft: false", False)])
def test_a_draft_says_so(keys: str, draft: bool) -> None:
    assert headed(f"title: T\n{keys}").draft is draft


def test_updated_has_its_keys_and_a_note_where_it_is_no_date() -> None:
    assert headed("title: T\nlastmod: 2026-03-02").updated == date(2026, 3, 2)
    made = headed("title: T\nupdated: a while ago")
    assert (made.updated, codes(made)) == (None, ["date.unreadable"])


@pytest.mark.parametrize(("written", "tag"), [("de", "de"), ("en_gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW")])
def test_the_language_is_a_tag(written: str, tag: str) -> None:
    assert headed(f"title: T\nlang: {written}").lang == tag


def test_front_matter_comes_before_the_house_and_the_house_before_the_words() -> None:
    german = (
        "Die Flut kam um sechs und ließ den Hafen trocken, wie an jedem Morgen in diesem langen und kalten Frühling.\n"
    )

    assert article(f"---\ntitle: T\nlocale: fr\n---\n{german}", lang="en").lang == "fr"
    assert article(german, lang="en").lang == "en"
    seen = article(german, lang="")
    assert seen.lang == "de"
    assert "lang.detected" in codes(seen)


def test_a_language_that_is_none_is_noted() -> None:
    assert "lang.unreadable" in codes(headed("title: T\nlanguage: Klingon tongue"))


@pytest.mark.parametrize(
    ("keys", "location", "slug", "written"),
    [
        ("slug: The Tide", "posts/a.md", "the-tide", True),
        ("permalink: /2015/05/21/tockingtime/", "posts/a.md", "tockingtime", True),
        ("permalink: /a/b.html", "posts/x.md", "b", True),
        ("path: 2017/03/16/Rust-1.16", "posts/a.md", "rust-1-16", True),
        ("permalink: /:categories/:title/", "posts/a.md", "a", False),
        ('permalink: "/{{ page.fileSlug }}/"', "posts/a.md", "a", False),
        ("x: y", "posts/2014-03-19-hello-world.md", "hello-world", False),
        ("x: y", "posts/2014-03-19-hello/index.md", "hello", False),
        ("x: y", "posts/Rust-1.16.md", "rust-1-16", False),
        ("x: y", "posts/über den Fluß.md", "uber-den-fluss", False),
        ("x: y", "posts/潮.md", "chao", False),
        ("title: The Tide's Out", "-", "the-tides-out", False),
        ("x: y", "https://example.org/a/story.html?x=1", "story", False),
    ],
)
def test_a_slug_is_written_or_derived(keys: str, location: str, slug: str, written: bool) -> None:
    made = headed(keys, location=location)

    assert (made.slug, made.slug_written) == (slug, written)


@pytest.mark.parametrize(
    ("keys", "tags"),
    [
        ("tags: [tide, Boats, tide]", ("tide", "Boats")),
        ("tags: tide, boats", ("tide", "boats")),
        ("tags: climate change", ("climate change",)),
        ("categories: jekyll update", ("jekyll", "update")),
        ("keywords:\n- tide\ncategory: boats", ("boats", "tide")),
    ],
)
def test_tags_come_from_every_key(keys: str, tags: tuple[str, ...]) -> None:
    assert sorted(headed(f"title: T\n{keys}").tags) == sorted(tags)


def test_zola_keeps_tags_and_others_in_tables() -> None:
    made = article(
        f'+++\ntitle = "T"\n[taxonomies]\ntags = ["tide"]\n[extra]\nsubtitle = "What nobody saw"\n+++\n{TEXT}'
    )

    assert (made.tags, made.standfirst) == (("tide",), "What nobody saw")


@pytest.mark.parametrize(
    ("keys", "src"),
    [
        ("image: /assets/a.png", "assets/a.png"),
        ("cover: img/a.png", "posts/img/a.png"),
        ("featured_image: https://example.org/a.png", "https://example.org/a.png"),
        ("hero:\n  src: /a.png", "a.png"),
        ("cover:\n  image: /a.png", "a.png"),
        ("images: [/a.png, /b.png]", "a.png"),
    ],
)
def test_a_picture_of_the_front_matter_leads(keys: str, src: str) -> None:
    lead = headed(f"title: T\n{keys}").body[0]

    assert isinstance(lead, Figure)
    assert (lead.role, lead.images[0].src) == ("lead", src)


def test_a_lead_has_alternative_caption_and_credit() -> None:
    keys = "title: T\nimage: /a.png\nimage_alt: A pier\nimage_caption: The *old* pier\nimage_credit: Ann Lee"
    lead = headed(keys).body[0]

    assert isinstance(lead, Figure)
    assert lead.images == (Image("a.png", "A pier"),)
    assert (lead.caption, lead.credit) == ("The <em>old</em> pier", "Ann Lee")


@pytest.mark.parametrize("keys", ["hero: false", "featured: true", "image: true", "x: /a.png"])
def test_true_and_false_are_no_pictures(keys: str) -> None:
    assert isinstance(headed(f"title: T\n{keys}").body[0], Paragraph)


def test_a_picture_that_the_text_shows_does_not_lead() -> None:
    body = headed("title: T\nimage: /a.png", f"![A pier](/a.png)\n\n{TEXT}").body

    assert sum(isinstance(block, Figure) for block in body) == 1


def test_a_picture_outside_the_project_is_noted() -> None:
    assert "image.outside" in codes(headed("title: T\nimage: ../../a.png"))


def test_origin_is_a_web_address() -> None:
    assert headed("title: T\nurl: https://example.org/a").origin == "https://example.org/a"
    assert headed("title: T\nurl: /a/").origin == ""
    assert headed("title: T", location="https://example.org/b").origin == "https://example.org/b"


def test_layout_typography_and_id_have_their_keys() -> None:
    made = headed("title: T\nlayout: newspaper\ntypography: none\nuuid: 6f1c")

    assert (made.layout, made.typography, made.id) == ("newspaper", "none", "6f1c")


@pytest.mark.parametrize("keys", ["layout: ../x", "layout: a/b", 'layout: "a\\\\b"', "typography: fancy"])
def test_a_layout_or_typography_that_is_none_names_its_line(keys: str) -> None:
    with pytest.raises(ReadError) as caught:
        headed(f"title: T\n{keys}")

    assert caught.value.where == "posts/a.md:3"
    assert caught.value.hint


def test_other_keys_are_kept() -> None:
    assert headed("title: T\nteam: rust\nweight: 3\ntags: [x]").extra == {"team": "rust", "weight": 3}


@pytest.mark.parametrize("body", ["", "\n\n", "<!-- nothing -->\n", "---\n"])
def test_an_article_of_nothing_is_refused(body: str) -> None:
    with pytest.raises(ReadError) as caught:
        headed("title: T", body)

    assert (caught.value.text, caught.value.where) == ("the article is empty", "posts/a.md")
    assert caught.value.hint


@pytest.mark.parametrize("body", ["Word.", "![](/a.png)", "```\ncode\n```", "- a"])
def test_an_article_of_little_is_read(body: str) -> None:
    assert headed("title: T", body).body
