"""Containers: the page in each is found, its pictures are at hand under the names that reading gives them."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zipfile

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model import endings
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Figure, picture_sources, words
from printkit.readers.containers import Unpacked, archive, encodings, mhtml, warc
from printkit.wrapping import kinds, matched, opener
from tests.readers import pages
from tests.readers.packages import (
    SENT,
    WALL,
    answer,
    message,
    part,
    picture,
    raw,
    record,
    shown,
    unpack,
    zipped,
)

MHTML, WARC, ZIP, HTML = "multipart/related", "application/warc", "application/zip", "text/html"
TEAL, BROWN = picture("teal"), picture("brown")


def read(one: Unpacked) -> Article:
    (article,) = readers.page(one.page, Reading(lang="en"))
    return article


def at_hand(one: Unpacked) -> list[bytes | None]:
    """For each picture of the article the bytes at hand."""
    sources = picture_sources(read(one).body)
    found = matched(sources, one.held)
    return [found.get(src) for src in sources]


def caption(article: Article) -> str:
    return next(block.caption for block in article.body if isinstance(block, Figure))


# MHTML


def saved(html: bytes, **named: str) -> bytes:
    page = part(html, "text/html", location=named.get("location", pages.ADDRESS), quoted=True)
    return message(page, part(TEAL, "image/jpeg", location=named.get("picture", WALL), cid="p1@x"))


def test_the_page_of_a_message_knows_its_address_and_its_picture():
    (one,) = unpack(saved(pages.page(shown(WALL))), MHTML)

    assert read(one).origin == pages.ADDRESS
    assert at_hand(one) == [TEAL]


def test_a_picture_is_found_by_its_path_from_the_page():
    (one,) = unpack(saved(pages.page(shown("/img/wall.jpg"))), MHTML)

    assert at_hand(one) == [TEAL]


def test_a_picture_is_found_by_the_number_of_its_part():
    (one,) = unpack(saved(pages.page(shown("cid:p1@x")), picture=""), MHTML)

    assert at_hand(one) == [TEAL]


def test_a_page_saved_from_a_disk_finds_its_pictures_by_their_path_there():
    place = r"file:///C:/walls/a%20b.jpg"
    (one,) = unpack(
        saved(pages.page(shown(place)), location="file:///C:/walls/wall.htm", picture=place), MHTML, "a/w.mht"
    )

    assert read(one).origin == ""
    assert at_hand(one) == [TEAL]
    assert list(one.held) == ["a/w.mht/part-1"]


def test_of_the_choices_of_a_picture_the_one_at_hand_is_taken():
    choices = f' srcset="https://harbour.example/img/wall-2000.jpg 2000w, {WALL} 900w"'
    (one,) = unpack(saved(pages.page(shown("x.gif", choices))), MHTML)

    assert at_hand(one) == [TEAL]


def test_the_choices_go_where_only_the_picture_shown_is_at_hand():
    choices = ' srcset="https://harbour.example/img/wall-2000.jpg 2000w, /other.jpg 900w"'
    (one,) = unpack(saved(pages.page(shown(WALL, choices))), MHTML)

    assert at_hand(one) == [TEAL]


def test_a_message_is_not_lost_over_an_address_that_is_none():
    (one,) = unpack(saved(pages.page(shown("cid:p1@x")), location="http://[page", picture="http://[wall"), MHTML)

    assert one.page.location == "saved/wall"


def test_the_charset_of_a_part_is_the_pages():
    said = pages.page(f"<h1>Été</h1>{pages.paragraphs()}", title="Été").decode()
    html = said.replace("<meta charset=utf-8>", "")
    body = part(html.encode("cp1252"), "text/html; charset=windows-1252", quoted=True)
    (one,) = unpack(message(body, head="From: <Saved by Microsoft Internet Explorer 5>"), MHTML)

    assert read(one).headline == "Été"


def test_parts_whose_bytes_stand_as_they_are_are_kept_to_the_byte():
    odd = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3 + b"\r\r\n\n\x0b\x0c\x1c\x85\r"
    html = pages.page(shown(WALL).replace("Low Water", "Hög vatten – 低水"))
    (one,) = unpack(message(raw(html, "text/html", pages.ADDRESS), raw(odd, "image/png", WALL)), MHTML)

    assert at_hand(one) == [odd]
    assert read(one).headline == "Hög vatten – 低水"


def test_the_message_says_which_part_is_the_page():
    frame = part(b"<p>A frame.</p>", "text/html", cid="frame@x")
    page = part(pages.page(), "text/html", cid="page@x", location=pages.ADDRESS)

    (one,) = unpack(message(frame, page, start="page@x"), MHTML)

    assert read(one).headline == "Low Water"


def test_a_message_without_a_page_and_no_message_at_all_are_refused():
    with pytest.raises(ReadError, match="no page in it"):
        unpack(message(part(TEAL, "image/jpeg")), MHTML)
    with pytest.raises(ReadError, match="no page saved as MHTML"):
        unpack(b"Only some words.", MHTML)


def test_a_message_that_is_cut_off_keeps_what_came():
    whole = saved(pages.page(shown(WALL)))

    (one,) = unpack(whole[: whole.index(b"image/jpeg") + 200], MHTML)

    assert read(one).headline == "Low Water"


# WARC

RECORDED = record(pages.ADDRESS, answer(pages.page(shown("/img/wall.jpg"))))
WALL_RECORD = record(WALL, answer(TEAL, "image/jpeg"))


@pytest.mark.parametrize("packed", [RECORDED + WALL_RECORD, gzip.compress(RECORDED) + gzip.compress(WALL_RECORD)])
def test_a_recorded_page_finds_its_pictures_by_address(packed: bytes):
    (one,) = unpack(packed, WARC)

    assert one.page.location == pages.ADDRESS
    assert at_hand(one) == [TEAL]


@pytest.mark.parametrize("how", SENT)
def test_a_body_is_read_however_it_was_sent(how: str):
    (one,) = unpack(record(pages.ADDRESS, answer(SENT[how](pages.page()), more=how)), WARC)

    assert read(one).headline == "Low Water"


def test_a_body_whose_encoding_was_undone_by_the_recorder_is_read_too():
    said = "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"
    (one,) = unpack(record(pages.ADDRESS, answer(pages.page(), more=said)), WARC)

    assert read(one).headline == "Low Water"


def test_a_picture_that_has_moved_is_found_where_it_was():
    moved = record(WALL, answer(b"", status="301 Moved", more="Location: /new.jpg\r\n"))
    new = record("https://harbour.example/new.jpg", answer(TEAL, "image/jpeg"))

    (one,) = unpack(RECORDED + moved + new, WARC)

    assert at_hand(one) == [TEAL]


@pytest.mark.parametrize("there", ["http://[", "http://[::1", "https://h.example]/"])
def test_a_recording_is_not_lost_over_an_address_that_is_none(there: str):
    moved = record("https://harbour.example/old", answer(b"", status="302 Found", more=f"Location: {there}\r\n"))
    odd = record("http://[broken/", answer(pages.page(shown(WALL))))

    assert [(one.page.location, one.findings) for one in unpack(odd + moved + RECORDED, WARC)] == [(pages.ADDRESS, ())]


def test_what_was_met_again_is_what_was_met_first():
    other = "https://harbour.example/old/wall.jpg"
    first = record(other, answer(TEAL, "image/jpeg"), more="WARC-Payload-Digest: sha1:TEAL\r\n")
    again = record(WALL, answer(b""), kind="revisit", more="WARC-Payload-Digest: sha1:TEAL\r\n")

    (one,) = unpack(RECORDED + first + again, WARC)

    assert at_hand(one) == [TEAL]


def test_a_resource_record_is_a_page_too():
    (one,) = unpack(record(pages.ADDRESS, pages.page(), kind="resource", http=False), WARC)

    assert read(one).headline == "Low Water"


def test_pages_that_failed_and_pages_of_other_kinds_are_none():
    lost = record("https://harbour.example/lost", answer(b"<p>Gone</p>", status="404 Not Found"))
    script = record("https://harbour.example/a.js", answer(b"var a", "text/javascript"))

    assert [one.page.location for one in unpack(lost + script + RECORDED, WARC)] == [pages.ADDRESS]


def test_of_a_recording_the_pages_without_an_article_are_left_out_with_a_note():
    links = "".join(f"<p><a href='/a{n}'>A headline of the day, number {n}</a></p>" for n in range(40))
    front = record("https://harbour.example/", answer(pages.page(f"<h1>News</h1>{links}", title="News")))
    login = record("https://harbour.example/login", answer(b"<form><input type=password></form>"))
    plain = record("https://harbour.example/list", answer(f"<h1>News</h1>{links}".encode()))

    (article,) = readers.read(Source(front + login + plain + RECORDED, WARC, "visit.warc"), Reading(lang="en"))

    assert article.headline == "Low Water"
    assert [note.text for note in article.findings if note.code == "container.left-out"] == [
        "3 pages in it hold no article and were left out: https://harbour.example/, https://harbour.example/login, "
        "https://harbour.example/list"
    ]


def test_a_recording_that_breaks_off_is_read_as_far_as_it_goes():
    packed = gzip.compress(RECORDED) + gzip.compress(WALL_RECORD)[:-40]

    (one,) = unpack(packed, WARC)

    assert read(one).headline == "Low Water"
    assert [note.code for note in one.findings] == ["container.broken"]


@pytest.mark.parametrize("header", [b"WARC-Target-URI", b"Content-Length", b"WARC-Type"])
def test_a_record_with_a_damaged_head_ends_the_recording_or_is_passed_over(header: bytes):
    (one,) = unpack(RECORDED + WALL_RECORD.replace(header, b"\xffdamaged", 1), WARC)

    assert read(one).headline == "Low Water"


def test_a_recording_whose_last_record_is_cut_says_so():
    (one,) = unpack(RECORDED[:-300], WARC)

    assert read(one).headline == "Low Water"
    assert [note.code for note in one.findings] == ["container.broken"]


def test_what_is_no_recording_is_refused_by_what_it_is():
    with pytest.raises(ReadError, match="no WARC"):
        unpack(b"Only some words.", WARC)
    with pytest.raises(ReadError, match=r"compressed \(gzip\)"):
        unpack(gzip.compress(b"Only some words, and no recording."), "application/gzip")
    with pytest.raises(ReadError, match="no page of the web"):
        unpack(WALL_RECORD, WARC)


def test_a_recording_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("printkit.readers.containers.warc.INFLATED", 1000)

    with pytest.raises(ReadError, match="come out of it"):
        unpack(gzip.compress(RECORDED), WARC)


def test_a_body_that_would_fill_the_memory_is_not_read():
    bomb = gzip.compress(bytes(50 << 20))

    with pytest.raises(ValueError, match="more than 40 MB"):
        encodings.plain(bomb, "gzip")


def test_a_body_of_several_members_is_read_whole():
    members = gzip.compress(b"Low ") + gzip.compress(b"") + gzip.compress(b"Water")

    assert encodings.plain(members + b"\0\0", "gzip") == b"Low Water"


def test_an_encoding_that_nobody_knows_is_a_record_lost_with_a_note():
    strange = record("https://harbour.example/b", answer(b"\x28\xb5\x2f\xfd", more="Content-Encoding: zstd\r\n"))

    (one,) = unpack(RECORDED + strange, WARC)

    assert [note.code for note in one.findings] == ["container.unread"]


# Zips


def test_a_zipped_page_finds_its_pictures_in_the_folder_beside_it():
    html = pages.page(shown("wall_files/a%20b.jpg", ' srcset="https://harbour.example/w-2000.jpg 2000w"'))
    packed = zipped({"wall.html": html, "wall_files/a b.jpg": TEAL, "wall_files/frame.html": "<p>A frame.</p>"})

    (one,) = unpack(packed, ZIP)

    assert at_hand(one) == [TEAL]


def test_a_zipped_folder_is_its_articles_in_the_order_of_their_names():
    files: dict[str, str | bytes] = {
        "blog/b.md": "# Second\n\n![](/img/wall.jpg)\n\nWords.",
        "blog/a.md": "# First\n\n![](img/wall.jpg)\n\nWords.",
        "blog/README.md": "# Read me",
        "blog/.hidden.md": "# Hidden",
        "__MACOSX/blog/a.md": "# A shadow",
        "blog/img/wall.jpg": TEAL,
    }

    found = unpack(zipped(files), ZIP, "old.zip")

    assert [one.page.location for one in found] == ["old.zip/blog/a.md", "old.zip/blog/b.md"]
    assert [at_hand(one) for one in found] == [[TEAL], [TEAL]]


@pytest.mark.parametrize("ending", endings.ARTICLES)
def test_what_is_an_article_in_a_folder_is_one_in_a_zip(ending: str):
    (one,) = unpack(zipped({f"a{ending}": "Words."}), ZIP, "old.zip")

    assert (one.page.location, one.page.media_type) == (f"old.zip/a{ending}", endings.ARTICLES[ending])


def test_a_path_that_climbs_out_of_a_zip_is_left_out_with_a_note():
    (one,) = unpack(zipped({"../evil.md": "# Evil", "a.md": "# Good\n\nWords."}), ZIP)

    assert read(one).headline == "Good"
    assert [note.code for note in one.findings] == ["container.path"]


@pytest.mark.parametrize("name", ["/etc/a.md", "C:\\a.md", "a/../../b.md", "..\\b.md"])
def test_a_zip_of_nothing_but_such_paths_has_no_articles(name: str):
    with pytest.raises(ReadError, match="no articles"):
        unpack(zipped({name: "# Evil"}), ZIP)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_of_two_files_of_one_name_in_a_zip_the_later_is_read_and_it_is_said():
    out = io.BytesIO(zipped({"a.md": "# First\n\nWords."}))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("a.md", "# Second\n\nWords.")

    (one,) = unpack(out.getvalue(), ZIP)
    assert read(one).headline == "Second"
    assert [(note.code, note.text) for note in one.findings] == [
        ("container.twin", "two files in the zip are called 'a.md': the later one is read")
    ]


def test_one_file_under_two_spellings_of_its_path_is_no_loss():
    (one,) = unpack(zipped({"blog/a.md": "# A\n\nWords.", "blog//a.md": "# A\n\nWords."}), ZIP)

    assert one.findings == ()


def test_a_page_or_a_picture_that_is_too_large_is_left_out_with_a_note(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "PIECE_BYTES", 1000)
    large = picture(size=400, kind="BMP")
    files: dict[str, str | bytes] = {
        "a.md": "# A\n\nWords.",
        "b.md": "# B\n\n" + "Words. " * 200,
        "c.jpg": picture(size=900),
        "d.bmp": large,
    }

    (one,) = unpack(zipped(files), ZIP)
    assert [note.code for note in one.findings] == ["container.too-large"] * 2
    assert ["b.md" in one.findings[0].text, "c.jpg" in one.findings[1].text] == [True, True]


def test_a_picture_that_is_too_large_for_its_container_is_told(monkeypatch: pytest.MonkeyPatch):
    large = picture(size=900)
    for module in (mhtml, warc):
        monkeypatch.setattr(module, "PIECE_BYTES", len(large) - 1)

    (message_,) = unpack(message(part(shown(WALL).encode(), HTML), part(large, "image/jpeg", location=WALL)), MHTML)
    (visit,) = unpack(RECORDED + record(WALL, answer(large, "image/jpeg")), WARC)
    assert [(note.code, WALL in note.text) for note in message_.findings] == [("container.too-large", True)]
    assert [(note.code, WALL in note.text) for note in visit.findings] == [("container.too-large", True)]


def test_a_zip_whose_only_page_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "PIECE_BYTES", 100)

    with pytest.raises(ReadError, match="larger than"):
        unpack(zipped({"a.md": "# A\n\n" + "Words. " * 200}), ZIP)


def test_an_encrypted_zip_is_refused_as_such():
    data = bytearray(zipped({"a.md": "# A\n\nWords."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + place, 1)

    with pytest.raises(ReadError, match="encrypted"):
        unpack(bytes(data), ZIP)


def test_a_file_that_grows_without_end_is_refused_before_it_is_inflated():
    with pytest.raises(ReadError, match=r"'a\.md' grows \d+-fold"):
        unpack(zipped({"a.md": bytes(8 << 20)}), ZIP)


def test_a_zip_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("printkit.readers.containers.archive.PIECES", 3)

    with pytest.raises(ReadError, match="more than 3 files"):
        unpack(zipped({f"{n}.md": "# A" for n in range(4)}), ZIP)


def test_a_zip_that_is_cut_off_or_is_none_is_refused():
    whole = zipped({"a.md": "# A\n\nWords."})
    with pytest.raises(ReadError, match="cannot be read"):
        unpack(whole[:-30], ZIP)
    with pytest.raises(ReadError, match="cannot be read"):
        unpack(b"Only some words.", ZIP)


def test_a_document_under_the_name_of_a_zip_is_named():
    with pytest.raises(ReadError, match="this is a Word document"):
        unpack(zipped({"word/document.xml": "<w:document/>"}), ZIP)


def test_a_file_whose_bytes_are_not_what_the_zip_says_is_refused():
    data = zipped({"a.md": "# A\n\n" + "Words. " * 200})
    broken = data.replace(data[40:50], bytes(10), 1)

    with pytest.raises(ReadError, match="cannot be read"):
        unpack(broken, ZIP)


def test_the_posts_of_a_substack_have_the_titles_and_dates_of_their_list():
    listed = (
        "post_id,post_date,is_published,title,subtitle\n"
        '2.later,2026-03-02T10:00:00.000Z,true,"Later, then",\n'
        "1.the-wall,2026-03-01T10:00:00.000Z,true,The *Wall*,It held\n"
        "3.draft,,false,A draft,\n"
    )
    files: dict[str, str | bytes] = {
        "posts.csv": listed,
        "posts/1.the-wall.html": "<p>Words.</p>",
        "posts/2.later.html": "<p>Later.</p>",
        "posts/3.draft.html": "<p>Not yet.</p>",
        "posts/1.opens.csv": "a,b",
    }

    found = readers.read(Source(zipped(files), ZIP, "export.zip"), Reading(lang="en"))

    assert [(one.slug, one.headline, one.standfirst, one.draft) for one in found] == [
        ("draft", "A draft", "", True),
        ("the-wall", "The *Wall*", "It held", False),
        ("later", "Later, then", "", False),
    ]
    assert [str(one.published)[:10] for one in found] == ["None", "2026-03-01", "2026-03-02"]


def test_of_a_medium_export_the_posts_are_read_and_drafts_are_not():
    post = pages.page(shown("https://cdn.example/1.jpg"))
    files: dict[str, str | bytes] = {
        "posts/2026-03-01_Low-Water-1a.html": post,
        "posts/draft_x-2b.html": post,
        "profile/about.html": "<p>Me</p>",
    }

    (one,) = unpack(zipped(files), ZIP)

    assert one.page.location.endswith("2026-03-01_Low-Water-1a.html")
    assert [(note.code, note.text) for note in one.findings] == [("container.drafts", "1 draft was left out")]


def test_a_recording_in_its_package_gives_the_pages_that_it_lists():
    other = record("https://harbour.example/frame", answer(pages.page()))
    files: dict[str, str | bytes] = {
        "archive/data.warc": RECORDED + other,
        "pages/pages.jsonl": f'{{"url": "{pages.ADDRESS}"}}\n',
    }

    (one,) = unpack(zipped(files), "application/wacz")

    assert one.page.location == pages.ADDRESS


# Pages with their pictures inside


def inside(data: bytes, kind: str = "jpeg") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def single(article: str, css: str = "") -> bytes:
    comment = f"<!--\n Page saved with SingleFile \n url: {pages.ADDRESS} \n saved date: Sun Mar 01 2026\n-->"
    return pages.page(article, head=f"<style>{css}</style>").replace(b"<head>", f"{comment}<head>".encode(), 1)


def test_a_page_that_singlefile_wrote_says_where_it_came_from():
    (one,) = unpack(single(shown(inside(TEAL))), HTML, "saved/wall.html")

    assert read(one).origin == pages.ADDRESS
    assert at_hand(one) == [TEAL]


def test_a_picture_kept_in_a_style_sheet_is_shown_where_it_is_used():
    drawing = "data:image/svg+xml,<svg xmlns=&quot;x&quot; width=&quot;9&quot;><rect fill-opacity=&quot;0&quot;/></svg>"
    figure = f'<figure><img alt="W" src="{drawing}" style="background-image:var(--sf-img-1)!important"><figcaption>Gate'
    css = f':root{{--sf-img-1:url("{inside(BROWN)}")}}'
    article = shown(inside(TEAL)) + f"{figure}</figcaption></figure>{pages.paragraphs(pages.TIDE[0])}"

    (one,) = unpack(single(article, css), HTML, "wall.html")

    assert at_hand(one) == [TEAL, BROWN]


def test_a_picture_of_more_than_two_megabytes_is_kept():
    large = b"\x89PNG\r\n\x1a\n" + bytes(3 << 20)

    (one,) = unpack(pages.page(shown(inside(large, "png"))), HTML, "wall.html")

    assert at_hand(one) == [large]


def test_what_singlefile_hides_is_not_read():
    hidden = (
        "<div class='a sf-hidden'><p>These words were hidden from the reader of the page when it was saved.</p></div>"
    )
    (one,) = unpack(single(shown(inside(TEAL)) + hidden), HTML, "wall.html")

    assert "hidden" not in " ".join(map(words, read(one).body))


def test_a_small_page_is_no_container():
    assert opener(Source(pages.page(shown(inside(TEAL))), HTML, "a.html")) == ""


# What it is, whatever it is called


@pytest.mark.parametrize(
    ("data", "said", "opened"),
    [
        (saved(pages.page()), HTML, "mhtml"),
        (zipped({"index.html": "<p>A</p>"}), HTML, "zip"),
        (b"<html><script>/* a zip that unpacks itself */" + zipped({"index.html": "<p>A</p>"}), HTML, "zip"),
        (zipped({"a.md": "A"}), WARC, "zip"),
        (RECORDED, ZIP, "warc"),
        (pages.page(), HTML, ""),
        (b"# Words", "text/markdown", ""),
    ],
)
def test_what_opens_a_source_is_seen_in_its_bytes(data: bytes, said: str, opened: str):
    assert kinds.kind(said, data) == opened


def test_a_zip_in_a_zip_is_not_opened():
    with pytest.raises(ReadError, match="no articles"):
        readers.read(Source(zipped({"inner.zip": zipped({"a.md": "# A"})}), ZIP, "a.zip"), Reading())


def test_a_message_in_a_zip_is_opened():
    (article,) = readers.read(Source(zipped({"wall.mhtml": saved(pages.page())}), ZIP, "a.zip"), Reading())

    assert article.headline == "Low Water"


def test_a_picture_is_found_under_another_spelling_of_its_address():
    held = {"https://www.harbour.example/a%20b.jpg?w=100": TEAL}

    assert matched(["http://harbour.example/a b.jpg?w=100", "https://harbour.example/c.jpg"], held) == {
        "http://harbour.example/a b.jpg?w=100": TEAL
    }
    assert matched(["https://harbour.example/a%20b.jpg?w=900"], held) == {
        "https://harbour.example/a%20b.jpg?w=900": TEAL
    }


def test_two_pictures_that_differ_by_their_query_alone_are_not_taken_for_one_another():
    held = {"https://h.example/i?id=1": TEAL, "https://h.example/i?id=2": BROWN}

    assert matched(["https://h.example/i?id=3"], held) == {}
