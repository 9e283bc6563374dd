"""Documents of other programs: what pandoc says is read whole; without pandoc, or with a bad one, one clear refusal."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Aside, Code, Figure, Heading, Paragraph, PullQuote, Table, words
from printkit.readers import pandoc
from printkit.readers.pandoc import jats, packed, program
from printkit.sources import MEDIA_TYPES
from printkit.wrapping import DOCUMENT, documents, matched
from tests.readers.packages import picture, zipped

DOCX = MEDIA_TYPES[".docx"]
LISTS = 'case "$*" in *--list-input-formats*) printf "docx\\nodt\\nrst\\n"; exit 0;; esac\n'

Fake = Callable[[str], None]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a program of that name on the path, and nothing else."""

    def put(script: str) -> None:
        tool = tmp_path / "bin" / "pandoc"
        tool.parent.mkdir()
        tool.write_text(f"#!/bin/sh\n{LISTS}{script}\n")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
        program._inputs.cache_clear()

    return put


def refusal(data: bytes = b"PK", media_type: str = DOCX, name: str = "a.docx") -> ReadError:
    with pytest.raises(ReadError) as caught:
        pandoc.convert(Source(data, media_type, name))
    return caught.value


def document(html: str, **meta: object) -> Article:
    data = json.dumps({"meta": meta, "html": html}).encode()
    return pandoc.article(Source(data, DOCUMENT, "posts/a-wall.docx"), Reading(lang="en"))


# The program


def test_without_pandoc_one_refusal_names_it_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")

    error = refusal()

    assert error.text == "a Word document is read through pandoc, which is not on this machine"
    assert "https://pandoc.org/installing.html" in error.hint
    assert documents.stamp() == ""


def test_a_pandoc_that_does_not_know_the_kind_is_named_with_the_one_that_does(fake: Fake):
    fake("exit 1")

    error = refusal(b"= A", MEDIA_TYPES[".adoc"], "a.adoc")

    assert error.text == "the pandoc on this machine does not read AsciiDoc"
    assert "from version 3.8.3 on" in error.hint


def test_a_pandoc_without_a_sandbox_is_too_old(fake: Fake):
    fake('echo "Unknown option --sandbox." >&2; exit 6')

    assert refusal().text == "the pandoc on this machine is too old"


def test_what_pandoc_says_of_a_document_that_it_cannot_read_is_passed_on(fake: Fake):
    fake('echo "[WARNING] Of no matter." >&2; echo "couldn\'t unpack docx container" >&2; exit 63')

    assert refusal().text == "pandoc cannot read this as a Word document: couldn't unpack docx container"


def test_a_conversion_that_takes_too_long_is_ended(fake: Fake, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(program, "SECONDS", 0.2)
    fake("exec sleep 20")

    assert refusal().text == "pandoc took more than 0.2 s over it"


def test_a_pandoc_that_is_killed_ran_out_of_something(fake: Fake):
    fake("kill -9 $$")

    assert "ran out of time or memory" in refusal().text


def test_a_text_without_end_is_refused(fake: Fake, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(program, "TEXT_BYTES", 1000)
    fake("head -c 2000 /dev/zero > text.html")

    assert refusal().text == "its text is larger than 0 MB"


def test_pandoc_is_asked_with_its_walls_up_and_sees_nothing_of_the_users(fake: Fake, tmp_path: Path):
    fake(f'echo "$*" > {tmp_path}/asked; env > {tmp_path}/env; echo "{{}}" > text.html; echo "<p>A</p>" >> text.html')

    pandoc.convert(Source(b"PK", DOCX, "a.docx"))

    assert "--sandbox --from=docx+styles --to=html5" in (tmp_path / "asked").read_text()
    assert "HOME=" not in (tmp_path / "env").read_text()


def test_only_pictures_that_can_be_printed_come_along(fake: Fake, tmp_path: Path):
    (tmp_path / "p.jpg").write_bytes(picture())
    copy = f"mkdir -p held/media; cp {tmp_path}/p.jpg held/media/image1.jpg; echo EMF > held/media/image2.emf"
    page = '<p><img src=\\"held/media/image1.jpg\\"/></p>'
    fake(f'{copy}; echo "{{}}" > text.html; echo "{page}" >> text.html')

    one = pandoc.convert(Source(b"PK", DOCX, "posts/a b.docx"))

    assert list(one.held) == ["posts/a b.docx/media/image1.jpg"]
    (figure,) = pandoc.article(one.page, Reading(lang="en")).body
    assert isinstance(figure, Figure)
    assert matched([figure.images[0].src], one.held)


def test_an_empty_document_is_refused_before_any_program_is_asked():
    assert refusal(b"").text == "the document is empty"


# What it said, made an article


def test_metadata_stands_where_front_matter_would():
    made = document(
        "<p>Words.</p>",
        title="The <em>Wall</em> &amp; I",
        subtitle="It held",
        author=["Ann Ek", {"given": "Bo", "surname": "Li"}],
        date="March 1, 2026",
        keywords=["walls", "harbours"],
        lang="en-GB",
    )

    assert (made.headline, made.standfirst, made.byline) == ("The Wall & I", "It held", ("Ann Ek", "Bo Li"))
    assert (str(made.published)[:10], made.tags, made.lang) == ("2026-03-01", ("walls", "harbours"), "en-GB")


def test_signs_of_markdown_in_a_title_are_the_titles_own():
    made = document("<p>Words.</p>", title="a*b*c &lt;d&gt; [e](f) `g`", author="_Ann_")

    assert (made.headline, made.byline) == ("a*b*c <d> [e](f) `g`", ("_Ann_",))


def test_a_date_that_is_none_is_a_note():
    made = document("<p>Words.</p>", title="A", date="some day")

    assert made.published is None
    assert "date.unreadable" in [note.code for note in made.findings]


def test_without_a_title_the_first_heading_is_the_headline_whatever_its_level():
    made = document("<h3>The Wall</h3><p>Words.</p><h4>Stones</h4><p>More.</p>")

    assert made.headline == "The Wall"
    assert [(type(block), words(block)) for block in made.body][1] == (Heading, "Stones")


def test_a_title_that_stands_in_the_text_again_stands_once():
    made = document("<p>The Wall</p><p>It held</p><p>Words.</p>", title="The Wall", subtitle="It held")

    assert [words(block) for block in made.body] == ["Words."]


def test_a_short_abstract_is_the_standfirst_and_a_long_one_a_box():
    long = "".join(f"<p>{'Many words. ' * 60}</p>" for _ in range(2))

    assert document("<p>Words.</p>", title="A", abstract="<p>In short.</p>").standfirst == "In short."
    box, _ = document("<p>Words.</p>", title="A", abstract=long).body
    assert isinstance(box, Aside)
    assert box.title == "Abstract"


NOTED = """<p>Words.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>
<section class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol>
<li id="fn1" role="doc-endnote"><p>The <em>note</em>.</p><p>More.<a href="#fnref1" class="footnote-back"
role="doc-backlink">↩︎</a></p></li></ol></section>"""


def test_a_note_is_taken_to_its_call_and_leaves_no_rule_behind():
    made = document(NOTED, title="A")

    (paragraph,) = made.body
    assert isinstance(paragraph, Paragraph)
    assert 'class="note"' in paragraph.text
    assert [words(block) for block in made.notes["1"]] == ["The note.", "More."]


def test_formulas_keep_their_tex():
    shown = '<p><span class="math display">\\[\\int x\\]</span></p>'
    made = document(f'<p>Where <span class="math inline">\\(x^2\\)</span> is.</p>{shown}', title="A")

    line, block = made.body
    assert isinstance(line, Paragraph)
    assert words(line) == "Where x^2 is."
    assert "<code" in line.text
    assert isinstance(block, Code)
    assert (block.kind, block.text) == ("tex", "\\int x")


def test_captions_by_style_go_to_their_pictures_and_tables():
    html = (
        '<div data-custom-style="Captioned Figure"><p><img src="a.png" alt="W" /></p></div>'
        '<div data-custom-style="Image Caption"><p>The <em>wall</em></p></div>'
        '<div data-custom-style="Caption"><p>Table 1: Stones</p></div>'
        "<table><tr><td>1</td></tr></table>"
        '<div data-custom-style="Intense Quote"><p>It held.</p></div>'
    )
    figure, table, pulled = document(html, title="A").body

    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert (figure.caption, table.caption) == ("The <em>wall</em>", "Table 1: Stones")
    assert isinstance(pulled, PullQuote)


def test_a_document_of_a_title_alone_is_refused():
    with pytest.raises(ReadError, match="empty"):
        document("", title="A")


# What is read beside pandoc

JATS_ARTICLE = b"""<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "x.dtd">
<article article-type="research-article"><front><journal-meta><journal-title>The Harbour Journal</journal-title>
</journal-meta><article-meta><title-group><article-title>On <italic>Walls</italic></article-title>
<subtitle>They hold</subtitle></title-group><contrib-group>
<contrib contrib-type="author"><name><surname>Ek</surname><given-names>Ann</given-names></name></contrib>
<contrib contrib-type="author"><string-name>Bo Li</string-name></contrib></contrib-group>
<pub-date><day>2</day><month>3</month><year>2026</year></pub-date>
<kwd-group><kwd>walls</kwd><kwd>stones</kwd></kwd-group></article-meta></front>
<body><p>Words.<xref ref-type="fn" rid="fn1">1</xref></p></body>
<back><fn-group><fn id="fn1"><label>1</label><p>A note.</p></fn></fn-group></back></article>"""


def test_a_journals_front_matter_is_read():
    assert jats.told(JATS_ARTICLE) == {
        "author": ["Ann Ek", "Bo Li"],
        "date": "2026-03-02",
        "publisher": "The Harbour Journal",
        "subtitle": "They hold",
        "keywords": ["walls", "stones"],
    }


def test_a_journals_notes_stand_where_they_are_called():
    assert b"<p>Words.<fn><p>A note.</p></fn></p>" in jats.with_notes(JATS_ARTICLE)


@pytest.mark.parametrize("kind", ["application/xml", "text/xml; charset=utf-8", "application/jats+xml"])
def test_a_journals_article_is_known_in_any_xml(kind: str):
    assert documents.format_of(kind, JATS_ARTICLE) is documents.FORMATS[documents.JATS]


def test_other_xml_is_no_journals_article():
    assert documents.format_of("application/xml", b"<?xml version='1.0'?><article><p>A</p></article>") is None
    assert documents.format_of("application/xml", b"<rss><channel/></rss>") is None


CONTENT = (
    '<office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title">'
    "</style:style></office:automatic-styles>"
    '<text:p text:style-name="P1">The <text:span>Wall</text:span> &amp; I</text:p>'
    '<text:p text:style-name="Subtitle">It held</text:p>'
)


def test_the_title_of_an_opendocument_text_is_its_paragraph_of_that_style():
    assert packed.opendocument(zipped({"content.xml": CONTENT})) == {"title": "The Wall &amp; I", "subtitle": "It held"}


def test_a_broken_package_says_nothing_and_pandoc_will():
    assert packed.opendocument(b"PK broken") == {}
    assert packed.book(b"PK broken") == {}


# With pandoc itself

MARKDOWN = """---
title: "The Harbour & *Wall*"
subtitle: It held
author: [Ann Ek, Bo Li]
date: 2026-03-01
lang: en-GB
---

# Stones

Words with a note.[^1] Inline $x^2$.

![The wall](wall.png)

| a | b |
|---|---|
| 1 | 2 |

[^1]: The note's *words*.
"""


def written(folder: Path, kind: str, suffix: str) -> Source:
    """A document that pandoc wrote."""
    (folder / "wall.png").write_bytes(picture(kind="PNG"))
    (folder / "a.md").write_text(MARKDOWN)
    asked = ["pandoc", "--standalone", "--from=markdown", f"--to={kind}", f"--output=a{suffix}", "a.md"]
    subprocess.run(asked, cwd=folder, check=True, capture_output=True)
    return Source((folder / f"a{suffix}").read_bytes(), MEDIA_TYPES.get(suffix, "application/xml"), f"posts/a{suffix}")


WRITTEN: Mapping[str, str] = {".docx": "docx", ".odt": "odt", ".rst": "rst", ".xml": "jats", ".epub": "epub"}


@pytest.mark.external("pandoc")
@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_document_is_read_with_its_headline_note_picture_and_table(suffix: str, tmp_path: Path):
    program._inputs.cache_clear()
    (made,) = readers.read(written(tmp_path, WRITTEN[suffix], suffix), Reading())

    text = " ".join(map(words, made.body))
    noted = " ".join(words(block) for note in made.notes.values() for block in note)
    assert made.headline == "The Harbour & Wall"
    assert made.standfirst == ("" if suffix == ".epub" else "It held")
    assert "Words with a note." in text
    assert "The note’s words." in (noted if suffix != ".epub" else text)
    assert {Figure, Table} <= {type(block) for block in made.body}


@pytest.mark.external("pandoc")
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_the_pictures_of_a_document_are_at_hand(suffix: str, tmp_path: Path):
    one = pandoc.convert(written(tmp_path, WRITTEN[suffix], suffix))

    figure = next(block for block in pandoc.article(one.page, Reading()).body if isinstance(block, Figure))
    assert list(matched([figure.images[0].src], one.held).values()) == [picture(kind="PNG")]


@pytest.mark.external("pandoc")
@pytest.mark.parametrize(
    ("data", "suffix"), [(b"Words.", ".docx"), (b"PK\x03\x04 cut", ".odt"), (zipped({"a": "b"}), ".epub")]
)
def test_what_is_no_such_document_is_refused_by_name(data: bytes, suffix: str):
    with pytest.raises(ReadError, match="pandoc cannot read this as"):
        pandoc.convert(Source(data, MEDIA_TYPES[suffix], f"a{suffix}"))


@pytest.mark.external("pandoc")
def test_a_document_cannot_take_in_other_files(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    text = f"A\n=\n\nWords.\n\n.. include:: {secret}\n\n.. csv-table:: T\n   :file: {secret}\n"

    try:
        (made,) = readers.read(Source(text.encode(), MEDIA_TYPES[".rst"], "a.rst"), Reading())
    except ReadError as error:
        assert "the secret" not in str(error)
    else:
        assert "the secret" not in str(made.as_dict())


@pytest.mark.external("pandoc")
def test_a_document_of_asciidoc_is_read_or_the_pandoc_that_reads_it_is_named():
    try:
        (made,) = readers.read(Source(b"= The Wall\n\nWords.\n", MEDIA_TYPES[".adoc"], "a.adoc"), Reading())
    except ReadError as error:
        assert "3.8.3" in error.hint
    else:
        assert made.headline == "The Wall"
