"""A WordPress export becomes its posts and pages: every word, every picture, and nothing of the machinery."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta, timezone

import pytest

from printkit.errors import Note, ReadError
from printkit.model.article import Article, Reading
from printkit.model.blocks import Code, Embed, Figure, Heading, Image, Paragraph, PullQuote, Quote, words
from printkit.readers import wxr
from printkit.wrapping import batch
from printkit.wrapping.batch import Found

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour Review</title><link>https://harbour.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name><![CDATA[Ann Bee]]></wp:author_display_name>
</wp:author>
"""
TAIL = "</channel></rss>\n"


def item(content: str, *more: str, title: str = "Low water", number: int = 7, kind: str = "post") -> str:
    return f"""<item><title>{title}</title><link>https://harbour.example/2026/03/low-water/</link>
<dc:creator><![CDATA[ann]]></dc:creator><wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type>
<wp:status>publish</wp:status><content:encoded><![CDATA[{content}]]></content:encoded>{"".join(more)}</item>
"""


def picture(number: int, *, parent: int = 7, caption: str = "", alt: str = "") -> str:
    meta = f"<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>{alt}</wp:meta_value>"
    said = f"<wp:attachment_url>https://harbour.example/{number}.jpg</wp:attachment_url>{meta}</wp:postmeta>"
    rest = f"<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded><wp:post_parent>{parent}</wp:post_parent>{said}"
    return item("", rest, number=number, kind="attachment", title=f"IMG {number}")


def found(*items: str, head: str = HEAD, tail: str = TAIL) -> list[Found]:
    data = (head + "".join(items) + tail).encode()
    return list(wxr.batch(lambda: io.BytesIO(data), Reading(), "export.xml").found)


def post(content: str, *more: str) -> Article:
    """The article made of one post; what stands beside it in the export may be `<item>`s too."""
    fields = [one for one in more if not one.startswith("<item>")]
    beside = [one for one in more if one.startswith("<item>")]
    (article,) = (one for one in found(*beside, item(content, *fields)) if isinstance(one, Article))
    return article


def texts(article: Article) -> list[str]:
    return [words(block) for block in article.body]


def codes(article: Article) -> list[str]:
    return [note.code for note in article.findings]


def test_a_post_has_its_headline_byline_address_slug_and_language():
    made = post("The tide went out.", "<wp:post_name>low-water-2</wp:post_name>")

    assert (made.headline, made.byline, made.slug, made.lang) == ("Low water", ("Ann Bee",), "low-water-2", "en-GB")
    assert made.origin == "https://harbour.example/2026/03/low-water/"
    assert not made.slug_written


def test_a_title_is_words_and_no_markdown():
    (made,) = found(item("Text.", title="<![CDATA[*args and _one_ &amp; <em>two</em> [three]]]>"))

    assert isinstance(made, Article)
    assert made.headline == "*args and _one_ & two [three]"


def test_a_date_has_the_zone_that_parts_the_two_clocks():
    made = post(
        "Text.",
        "<wp:post_date>2026-03-01 18:30:00</wp:post_date><wp:post_date_gmt>2026-03-01 13:00:00</wp:post_date_gmt>",
    )

    assert made.published == datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def test_a_draft_without_a_moment_of_its_own_has_no_date_of_the_year_zero():
    made = post("Text.", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><pubDate>-0001</pubDate>")

    assert made.published is None or made.published.year > 1


def test_categories_and_tags_are_tags_and_the_first_category_is_the_section():
    made = post(
        "Text.",
        '<category domain="post_tag" nicename="sea"><![CDATA[Sea & salt]]></category>',
        '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>',
        '<category domain="category" nicename="news"><![CDATA[News]]></category>',
        '<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>',
    )

    assert made.tags == ("Sea & salt", "News")
    assert made.extra == {"section": "News"}


def test_a_page_stands_in_the_section_of_pages():
    (made,) = found(item("Text.", kind="page"))

    assert isinstance(made, Article)
    assert made.extra == {"section": "Pages"}


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future"])
def test_what_is_not_public_comes_as_a_draft(status: str):
    (made,) = found(item("Text.").replace(">publish<", f">{status}<"))

    assert isinstance(made, Article)
    assert made.draft
    assert "source.draft" in codes(made)


def test_a_post_behind_a_password_comes_as_a_draft():
    assert post("Text.", "<wp:post_password>secret</wp:post_password>").draft


def test_what_is_thrown_away_and_the_machinery_do_not_come_and_other_kinds_are_counted():
    made = found(
        item("Text.").replace(">publish<", ">trash<"),
        item("", kind="nav_menu_item"),
        item("A chair.", kind="product"),
        item("A table.", kind="product"),
    )

    assert [one.text for one in made if isinstance(one, Note)] == [
        "items that are neither posts nor pages were left out: product ×2"
    ]
    assert len(made) == 1


def test_an_excerpt_of_its_own_is_the_standfirst_and_one_that_repeats_the_text_is_not():
    own = post("The tide went out.", "<excerpt:encoded><![CDATA[What the *sea* <b>left</b> behind]]></excerpt:encoded>")
    same = post("The tide went out.", "<excerpt:encoded><![CDATA[The tide went out.]]></excerpt:encoded>")

    assert own.standfirst == "What the *sea* left behind"
    assert same.standfirst == ""


def test_the_featured_picture_leads_with_its_caption_unless_the_text_opens_with_one():
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
    shown = post("Text.", meta, picture(9, caption="The quay at <em>six</em>", alt="A quay"))
    twice = post('<img src="https://harbour.example/8.jpg">\n\nText.', meta, picture(9))

    assert shown.body[0] == Figure(
        (Image("https://harbour.example/9.jpg", "A quay"),),
        caption=shown.body[0].caption if isinstance(shown.body[0], Figure) else shown.body[0],  # type: ignore[arg-type]
        role="lead",
        id=shown.body[0].id,
    )
    assert words(shown.body[0]) == "The quay at six"
    assert [type(block) for block in twice.body] == [Figure, Paragraph]


# The classic editor


def test_a_blank_line_parts_paragraphs_and_a_line_end_breaks_the_line():
    made = post("One\ntwo.\n\nThree.\r\n\r\nFour.")

    assert [getattr(block, "text", "") for block in made.body] == ["One<br>two.", "Three.", "Four."]


def test_line_ends_beside_elements_and_in_listings_are_no_breaks():
    made = post("<h2>Boats</h2>\nTwo.\n<ul>\n<li>red\n</li>\n</ul>\n<pre>a\n\n b</pre>\nEnd.")

    assert [type(block).__name__ for block in made.body] == ["Heading", "Paragraph", "List", "Code", "Paragraph"]
    assert isinstance(made.body[3], Code)
    assert made.body[3].text == "a\n\n b"
    assert "<br>" not in str(made.body)


def test_emphasis_that_runs_on_over_a_blank_line_stays_emphasis():
    made = post("<em>One.\n\nTwo.</em> Three.")

    assert [getattr(block, "text", "") for block in made.body] == ["<em>One.</em>", "<em>Two.</em> Three."]


def test_a_picture_that_the_text_flows_around_stands_before_its_paragraph():
    made = post('One.\n\nTwo <img class="alignleft wp-image-3" src="/a.jpg" alt="A boat" /> and more.')

    assert [type(block) for block in made.body] == [Paragraph, Figure, Paragraph]
    assert isinstance(made.body[1], Figure)
    assert made.body[1].images[0].src == "https://harbour.example/a.jpg"


def test_an_address_on_a_line_of_its_own_is_shown_or_linked():
    made = post(
        "Look:\n\nhttps://www.youtube.com/watch?v=abc\n\nhttps://example.org/story\n\nor https://vimeo.com/1 here"
    )

    assert made.body[1] == Embed("video", "https://www.youtube.com/watch?v=abc", id=made.body[1].id)
    assert 'href="https://example.org/story"' in str(made.body[2])
    assert texts(made)[3] == "or https://vimeo.com/1 here"


def test_the_pages_of_a_post_are_one_and_the_fold_is_gone():
    made = post("One.\n\n<!--more Read on-->\n\nTwo.\n\n<!--nextpage-->\n\nThree.")

    assert texts(made) == ["One.", "Two.", "Three."]


# Shortcodes


def test_a_caption_is_a_figure_with_its_words():
    image = '<a href="/full.jpg"><img src="/a.jpg" alt="x" /></a>'
    old = post(f'[caption id="a" align="left" caption="The quay"]{image}[/caption]')
    new = post(f"[caption id='a' width='3']{image} The <em>quay</em>[/caption]\n\nText.")

    assert [words(block) for block in (old.body[0], new.body[0])] == ["The quay", "The quay"]
    assert isinstance(new.body[0], Figure)
    assert new.body[0].images == (Image("https://harbour.example/a.jpg", "x"),)


def test_a_gallery_is_one_figure_with_its_pictures_in_the_order_asked_for():
    made = post('[gallery ids="12,11"]', picture(11, caption="Eleven"), picture(12, alt="Twelve"))

    (figure,) = made.body
    assert isinstance(figure, Figure)
    assert [image.src for image in figure.images] == [
        "https://harbour.example/12.jpg",
        "https://harbour.example/11.jpg",
    ]
    assert words(figure) == "(2) Eleven"


def test_a_picture_that_a_gallery_shows_twice_is_counted_once():
    made = post('[gallery ids="11,11,12"]', picture(11), picture(12, caption="Twelve"))

    assert [words(block) for block in made.body] == ["(2) Twelve"]
    assert len(made.body[0].images if isinstance(made.body[0], Figure) else ()) == 2


def test_a_gallery_without_numbers_shows_the_post_s_own_pictures():
    made = post("Text.\n\n[gallery]", picture(11), picture(12), picture(13, parent=99))

    assert len(made.body[1].images if isinstance(made.body[1], Figure) else ()) == 2


def test_a_gallery_whose_pictures_are_not_in_the_export_is_noted():
    made = post('Text.\n\n[gallery ids="500"]')

    assert codes(made) == ["source.attachment", "source.gallery"]


def test_players_are_embeds_with_address_and_title():
    made = post(
        '[audio mp3="https://x.example/a.mp3"][/audio]\n\n[video src="https://x.example/b.mp4"]\n\n'
        "[embed width='3']https://vimeo.com/12[/embed]\n\n[youtube=https://youtu.be/abc]"
    )

    assert [(block.kind, block.href) for block in made.body if isinstance(block, Embed)] == [
        ("audio", "https://x.example/a.mp3"),
        ("video", "https://x.example/b.mp4"),
        ("video", "https://vimeo.com/12"),
        ("video", "https://youtu.be/abc"),
    ]


def test_of_an_unknown_shortcode_the_words_are_kept_and_it_is_noted():
    made = post('Before. [fancy_box title="Tide times"]Out at <b>six</b>.[/fancy_box] After [contact-form-7 id="3"].')

    assert " ".join(texts(made)) == "Before. Tide times Out at six. After ."
    assert codes(made) == ["source.shortcode"] * 2


def test_brackets_that_are_words_stay():
    made = post("He said [sic] it [1] was [the mayor] so [[gallery]] end.")

    assert texts(made) == ["He said [sic] it [1] was [the mayor] so [gallery] end."]
    assert codes(made) == []


def test_a_listing_between_shortcodes_is_kept_letter_by_letter():
    made = post('[code language="php"]\nif ($a < 1) { [gallery] }\n\n$b;\n[/code]')

    (listing,) = made.body
    assert isinstance(listing, Code)
    assert (listing.text, listing.language) == ("if ($a < 1) { [gallery] }\n\n$b;", "php")


def test_a_footnote_shortcode_is_a_note():
    made = post("The tide[footnote]See <em>the table</em>.[/footnote] went out.")

    assert [words(block) for block in made.notes["1"]] == ["See the table."]
    assert 'data-note="1"' in str(made.body[0])


# The block editor


def test_the_comments_of_blocks_are_gone_and_their_elements_stay():
    made = post(
        '<!-- wp:heading {"level":3} -->\n<h3>Boats</h3>\n<!-- /wp:heading -->\n\n<!-- wp:paragraph -->\n'
        "<p>Two\nwords.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:spacer /-->"
    )

    assert texts(made) == ["Boats", "Two words."]
    assert isinstance(made.body[0], Heading)


@pytest.mark.parametrize(
    "markup",
    [
        '<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img src="/a.jpg"/></figure></li>'
        '<li><figure><img src="/b.jpg"/></figure></li></ul>',
        '<figure class="wp-block-gallery"><!-- wp:image {"id":1} --><figure><img src="/a.jpg"/></figure>'
        '<!-- /wp:image --><!-- wp:image --><figure><img src="/b.jpg"/></figure><!-- /wp:image --></figure>',
    ],
)
def test_a_gallery_block_is_one_figure(markup: str):
    made = post(f"<!-- wp:gallery -->{markup}<!-- /wp:gallery -->")

    assert [len(block.images) for block in made.body if isinstance(block, Figure)] == [2]


def test_quotes_pull_quotes_verse_and_embeds_keep_their_meaning():
    made = post(
        '<!-- wp:quote --><blockquote class="wp-block-quote"><p>Go.</p><cite>Ann</cite></blockquote><!-- /wp:quote -->'
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Stay.</p></blockquote></figure>'
        '<!-- /wp:pullquote --><!-- wp:verse --><pre class="wp-block-verse">One\ntwo</pre><!-- /wp:verse -->'
        '<!-- wp:embed {"url":"https://youtu.be/a"} --><figure class="wp-block-embed"><div '
        'class="wp-block-embed__wrapper">\nhttps://youtu.be/a\n</div><figcaption>A film</figcaption></figure>'
        "<!-- /wp:embed -->"
    )

    quote, pulled, verse, film = made.body
    assert isinstance(quote, Quote)
    assert quote.attribution == "Ann"
    assert isinstance(pulled, PullQuote)
    assert isinstance(verse, Paragraph)
    assert verse.text == "One<br>two"
    assert film == Embed("video", "https://youtu.be/a", "A film", id=film.id)


def test_the_block_editor_s_footnotes_are_notes():
    meta = '[{"content":"See the <em>table</em>.","id":"f-1"}]'
    made = post(
        '<!-- wp:paragraph --><p>Out<sup data-fn="f-1" class="fn"><a href="#f-1">1</a></sup>.</p><!-- /wp:paragraph -->'
        "<!-- wp:footnotes /-->",
        f"<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{meta}]]></wp:meta_value></wp:postmeta>",
    )

    assert [words(block) for block in made.notes["1"]] == ["See the table."]


def test_a_reusable_block_is_put_where_it_is_named():
    kept = item("<!-- wp:paragraph --><p>Subscribe.</p><!-- /wp:paragraph -->", number=40, kind="wp_block")

    assert texts(post('<!-- wp:block {"ref":40} /-->', kept)) == ["Subscribe."]


def test_a_block_that_wordpress_fills_is_left_out_and_noted():
    made = post("<!-- wp:paragraph --><p>Text.</p><!-- /wp:paragraph --><!-- wp:latest-posts /-->")

    assert texts(made) == ["Text."]
    assert codes(made) == ["source.dynamic"]


# What is broken


def test_one_bad_item_is_named_and_the_others_come():
    made = found(item("One."), item("", number=8), item("Three.", number=9))

    assert [type(one) for one in made] == [Article, ReadError, Article]
    assert "post 8" in str(made[1])


def test_a_section_of_cdata_within_another_and_entities_nobody_declared_are_read():
    made = found(item("Nested <![CDATA[ tags ]]> :)"), item("x").replace("<title>Low", "<title>Low&nbsp;"))

    assert [words(one.body[0]) for one in made if isinstance(one, Article)] == ["Nested :)", "x"]
    assert all("source.damaged" in codes(one) for one in made if isinstance(one, Article))


def test_control_characters_are_taken_out_and_noted():
    made = post("One\x0b two.\x08")

    assert texts(made) == ["One two."]
    assert codes(made) == ["source.damaged"]


def test_an_item_that_swallows_the_rest_is_the_only_one_lost():
    broken = item("x").replace("]]></content:encoded>", "</content:encoded>")
    made = found(item("One."), broken, tail="\n" + item("Three.", number=9).replace("<![CDATA[", "").replace("]]>", ""))

    assert [type(one) for one in made] == [Article, ReadError, Article]


def test_an_export_that_is_cut_off_says_so():
    whole = HEAD + item("One.") + item("Two words of which the last is cut")
    made = found(head=whole[:-40], tail="")

    assert [type(one) for one in made] == [Article, ReadError]
    assert "cut off" in str(made[1])


def test_a_document_type_is_refused():
    with pytest.raises(ReadError, match="document type"):
        found(item("x"), head='<!DOCTYPE rss [<!ENTITY a "b">]>' + HEAD)


def test_what_is_no_export_is_refused():
    with pytest.raises(ReadError, match="no WordPress export"):
        found(head="<rss><channel><title>News</title>")


def test_an_export_without_posts_has_no_article():
    with pytest.raises(ReadError, match="no article"):
        batch.whole(found(item("", kind="attachment")), "export.xml")


def test_what_is_found_beside_articles_is_noted_on_them_and_equal_slugs_are_told_apart():
    made = batch.whole(found(item("One."), item("", number=8), item("Three.", number=9)), "export.xml")

    assert [one.slug for one in made] == ["low-water", "low-water-2"]
    assert codes(made[0]) == ["item.unread"]


HOSTILE = (
    *("[", "[a ", '[a="', "[a='x ", "[a_b]", "[caption]", "[quote]", "<pre>", "<!--", "<a ", "<em>\n\n", "\n", " \n"),
    *("<img class='alignleft ", "<!-- wp:x -->", "<!-- wp:x {", "<!-- wp:a --><!-- /wp:b -->", "http://", "<!--more"),
    *("<!-- wp:verse --><pre>", "<!-- wp:cover -->background-image:url(", "<!-- wp:gallery --><figcaption>", "<title>"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_no_more_time_than_its_length(piece: str):
    started = time.process_time()
    export = found(item(piece * 5_000 + " end"), item("Next.", number=8))

    assert time.process_time() - started < 5
    assert len(export) == 2
