"""An entry of any kind of feed becomes an article: its text before its summary, its files, what it says of itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Embed, Figure, Image, Paragraph, words
from printkit.readers import feed

LONG = "The tide went out at six and left the harbour dry, as it had every morning that spring. " * 6


def rss(*items: str, channel: str = "<language>en-gb</language>") -> bytes:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    more = ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    named = f"<title>The Harbour &amp;amp; Sea</title><link>https://h.example/</link>{channel}"
    return f"{head}{more}><channel>{named}{''.join(items)}</channel></rss>".encode()


def item(*fields: str, text: str = LONG) -> str:
    told = f"<description>{text}</description>" if text else ""
    return f"<item><title>Low water</title><link>https://h.example/2026/low-water</link>{told}{''.join(fields)}</item>"


def atom(entry: str, feed_fields: str = "") -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://h.example/"><title>Harbour</title>'
        f"<author><name>Ann Bee</name></author>{feed_fields}<entry><title>Low water</title>{entry}</entry></feed>"
    ).encode()


def articles(data: bytes) -> tuple[Article, ...]:
    return readers.read(Source(data, "application/rss+xml", "feed.xml"), Reading(lang="en"))


def one(data: bytes) -> Article:
    (made,) = articles(data)
    return made


def codes(article: Article) -> list[str]:
    return [note.code for note in article.findings]


def test_an_item_without_an_address_has_none_though_its_feed_has():
    words = f"<item><title>Low water</title><description>{LONG}</description></item>"
    (made,) = readers.read(Source(rss(words), "application/rss+xml", "https://h.example/feed"), Reading(lang="en"))

    assert made.origin == ""


def test_an_item_has_its_headline_byline_date_tags_address_outlet_and_language():
    made = one(
        rss(
            item(
                "<dc:creator>Ann Bee and Cem Dee</dc:creator><category>Sea</category><category>Tides</category>",
                "<pubDate>Sun, 01 Mar 2026 18:30:00 +0530</pubDate>",
            )
        )
    )

    assert (made.headline, made.byline, made.tags) == ("Low water", ("Ann Bee", "Cem Dee"), ("Sea", "Tides"))
    assert made.published == datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert (made.origin, made.slug) == ("https://h.example/2026/low-water", "low-water")
    assert (made.outlet, made.lang, made.extra) == ("The Harbour & Sea", "en-GB", {"section": "Sea"})


def test_the_content_is_printed_and_the_summary_becomes_the_standfirst():
    made = one(rss(item("<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>", text="What was left")))

    assert [words(block) for block in made.body] == ["One.", "Two."]
    assert made.standfirst == "What was left"
    assert codes(made) == []


def test_a_text_without_a_summary_or_with_its_own_beginning_as_one_has_no_standfirst():
    content = "<content:encoded><![CDATA[<h4>One</h4><p>Two and three and four.</p>]]></content:encoded>"

    assert one(rss(item(content, text=""))).standfirst == ""
    assert one(rss(item(content, text="One Two and three …"))).standfirst == ""
    assert one(rss(item(content, text=LONG))).standfirst == ""


def test_a_summary_that_is_all_there_is_is_printed_and_noted():
    made = one(rss(item(text="What the sea left &#8230;")))

    assert words(made.body[0]) == "What the sea left …"
    assert codes(made) == ["feed.summary"]
    assert "https://h.example/2026/low-water" in made.findings[0].text


def test_a_description_as_long_as_a_text_is_one():
    assert codes(one(rss(item()))) == []


def test_a_headline_alone_leads_to_its_page():
    made = one(rss(item(text="")))

    assert "https://h.example/2026/low-water" in str(made.body[0])
    assert codes(made) == ["feed.summary"]


def test_an_atom_summary_is_never_taken_for_the_text():
    assert "feed.summary" in codes(one(atom(f'<link href="/a"/><summary>{LONG}</summary>')))


def test_relative_addresses_count_from_the_base_that_the_feed_names():
    made = one(
        atom(
            '<link href="a/b"/><content type="html" xml:base="https://h.example/pics/">'
            '&lt;p&gt;&lt;img src="x.png"&gt;&lt;/p&gt;&lt;p&gt;&lt;a href="../y"&gt;y&lt;/a&gt;&lt;/p&gt;</content>'
        )
    )

    assert made.origin == "https://h.example/a/b"
    assert isinstance(made.body[0], Figure)
    assert made.body[0].images == (Image("https://h.example/pics/x.png"),)
    assert 'href="https://h.example/y"' in str(made.body[1])


def test_an_entry_without_an_author_has_the_atom_feed_s():
    assert one(atom("<content>Text.</content>")).byline == ("Ann Bee",)
    assert one(atom("<author><name>Cem</name></author><content>Text.</content>")).byline == ("Cem",)


def test_an_author_s_address_is_no_name():
    made = articles(
        rss(item("<author>ann@h.example (Ann Bee)</author>"), item("<author>news@h.example</author>", text=LONG + "x"))
    )

    assert [article.byline for article in made] == [("Ann Bee",), ()]


def test_an_episode_s_sound_is_an_embed_before_its_words():
    enclosure = '<enclosure url="https://h.example/a.mp3" type="audio/mpeg" length="1"/>'
    made = one(rss(item(enclosure, text="About tides.")))

    assert made.body[0] == Embed("audio", "https://h.example/a.mp3", "Low water", id=made.body[0].id)
    assert codes(made) == []


def test_a_picture_beside_a_text_without_one_leads():
    enclosure = '<enclosure url="https://h.example/a.jpg" type="image/jpeg" length="1"/>'
    beside = one(rss(item(enclosure)))
    inside = one(rss(item(enclosure, text='&lt;img src="https://h.example/b.jpg"&gt;&lt;p&gt;' + LONG)))

    assert isinstance(beside.body[0], Figure)
    assert beside.body[0].role == "lead"
    assert [block.images[0].src for block in inside.body if isinstance(block, Figure)] == ["https://h.example/b.jpg"]


def test_a_frame_in_the_text_stays_as_an_embed():
    made = one(rss(item(text='&lt;p&gt;Look:&lt;/p&gt;&lt;iframe src="https://player.vimeo.com/video/1"&gt;' + LONG)))

    assert [block.kind for block in made.body if isinstance(block, Embed)] == ["video"]


def test_a_picture_of_one_dot_is_gone_and_a_flat_one_stays():
    dot, flat = "&lt;img src='/a.gif' width=1 height='1'&gt;", "&lt;img src='/b.png' width='100' height='1'&gt;"
    made = one(rss(item(text=f"{dot}&lt;p&gt;{LONG}&lt;/p&gt;{flat}")))

    assert [block.images[0].src for block in made.body if isinstance(block, Figure)] == ["https://h.example/b.png"]


def test_a_script_in_the_text_is_gone():
    assert "alert" not in str(one(rss(item(text=f"&lt;script&gt;alert(1)&lt;/script&gt;{LONG}"))).body)


def test_a_date_that_is_none_is_noted_and_the_entry_printed():
    made = one(rss(item("<pubDate>some day</pubDate>")))

    assert made.published is None
    assert codes(made) == ["date.unreadable"]


def test_rdf_is_read():
    made = one(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="x"><title>H</title></channel><item rdf:about="https://h.example/a"><title>Low water'
        b"</title><link>https://h.example/a</link><description>Out.</description></item></rdf:RDF>"
    )

    assert made.headline == "Low water"


def test_a_json_feed_is_read_with_its_files_authors_and_language():
    feed_ = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "H",
        "language": "de",
        "items": [
            {
                "id": "1",
                "url": "https://h.example/a",
                "title": "Low water",
                "content_text": "One\ntwo.\n\nThree < four.",
                "date_published": "2026-03-01T18:30:00Z",
                "authors": [{"name": "Ann Bee"}, {"name": "Cem Dee"}],
                "tags": ["sea"],
                "attachments": [{"url": "https://h.example/a.mp3", "mime_type": "audio/mpeg"}],
            }
        ],
    }
    made = one(json.dumps(feed_).encode())

    assert isinstance(made.body[0], Embed)
    assert [block.text for block in made.body if isinstance(block, Paragraph)] == ["One<br>two.", "Three &lt; four."]
    assert (made.lang, made.byline) == ("de", ("Ann Bee", "Cem Dee"))
    assert made.published == datetime(2026, 3, 1, 18, 30, tzinfo=UTC)


def test_a_damaged_feed_is_read_as_far_as_it_can_be():
    made = one(rss(item()).replace(b"</channel></rss>", b"<b>&nope;"))

    assert made.headline == "Low water"
    assert "source.damaged" in codes(made)


def test_markup_that_was_escaped_twice_is_markup():
    end = "&amp;lt;/b&amp;gt;&amp;lt;/p&amp;gt;&amp;lt;/div&amp;gt;"
    whole = f"&amp;lt;div&amp;gt;&amp;lt;p&amp;gt;Low &amp;lt;b&amp;gt;water{end}"
    linked = "See &amp;lt;a href=&amp;quot;https://h.example/a&amp;quot;&amp;gt;the tables&amp;lt;/a&amp;gt;."
    mixed = f"{whole} by &lt;a href=&quot;https://h.example/ann&quot;&gt;Ann&lt;/a&gt;"

    assert one(rss(item(text=whole))).body == articles(rss(item(text="<![CDATA[<p>Low <b>water</b></p>]]>")))[0].body
    assert [words(block) for block in one(rss(item(text=mixed))).body] == ["Low water", "by Ann"]
    assert 'href="https://h.example/a"' in str(one(rss(item(text=linked))).body)


def test_a_tag_that_is_spoken_of_stays_a_word():
    said = "&amp;lt;p&amp;gt; begins a paragraph, &amp;lt;b&amp;gt; is bold, and 1 &amp;lt; 2."

    assert words(one(rss(item(text=said))).body[0]) == "<p> begins a paragraph, <b> is bold, and 1 < 2."


def test_an_entry_s_relative_address_counts_from_the_feed_s():
    made = one(atom('<link href="/2026/low-water"/><summary>Low.</summary>', '<link href="https://h.example/news/"/>'))

    assert made.origin == "https://h.example/2026/low-water"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rss(), "no entries"),
        (b"<html><body><p>A page.</p></body></html>", "no feed but a web page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no feed but a binary file"),
        (b"", "no feed but an empty file"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "outermost element is <urlset>"),
        (b"Words and words.", "no feed but plain text"),
        (b'{"version": "1"}', "no JSON Feed"),
        (b"{", "cannot be read"),
        (b'{"a":' * 200_000, "too deep"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_was_found(data: bytes, said: str):
    with pytest.raises(ReadError, match=said):
        list(feed.batch(data, Reading(), "feed.xml").found)


def test_an_address_in_place_of_a_feed_is_never_opened(network: object):
    for data in (b"http://h.example/feed.xml", b"/etc/passwd", b"file:///etc/passwd"):
        with pytest.raises(ReadError, match="no feed"):
            feed.batch(data, Reading(), "feed.xml")


def test_an_external_entity_is_not_followed():
    bomb = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item(text=LONG + "&x;"))

    assert "root:" not in str(one(bomb).body)
