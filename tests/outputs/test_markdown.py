"""An article written as Markdown is, read again, the article it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from printkit import readers
from printkit.errors import ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Aside, Block, Figure, Image, Inline, List, Paragraph, Quote, words
from printkit.outputs.markdown import written

FIELDS = (
    *("slug", "headline", "standfirst", "kicker", "byline", "outlet", "published", "updated", "rights", "origin"),
    *("tags", "layout", "draft", "extra", "typography", "id"),
)


def again(article: Article) -> Article:
    source = Source(written(article).encode(), "text/markdown", f"{article.slug}.md")
    (read,) = readers.read(source, Reading(lang=article.lang))
    return read


def from_markdown(text: str) -> Article:
    source = Source(f"---\ntitle: Low water\n---\n\n{text}\n".encode(), "text/markdown", "low-water.md")
    (article,) = readers.read(source, Reading(lang="en"))
    return article


def bare(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without ids and places, which writing need not keep."""
    return tuple(replace(_inside(block), id="", anchors=()) for block in blocks)


def _inside(block: Block) -> Block:
    match block:
        case List():
            return replace(block, items=tuple(bare(item) for item in block.items))
        case Quote() | Aside():
            return replace(block, blocks=bare(block.blocks))
        case _:
            return block


def expect_same(article: Article) -> None:
    read = again(article)

    assert bare(read.body) == bare(article.body)
    assert {n: bare(blocks) for n, blocks in read.notes.items()} == {n: bare(b) for n, b in article.notes.items()}
    assert [getattr(read, name) for name in FIELDS] == [getattr(article, name) for name in FIELDS]


BODIES = {
    "emphasis": "One *two* **three** ~~four~~ `five` a*b*c <sup>6</sup> <em>*seven*</em> and *__eight__*.",
    "signs": r"\* \_x\_ a_b_c \`code\` \[x\](y) 1 \< 2 &amp;amp; &lt;b&gt; \~ \\ 5 \* 6 \# + - | !",
    "straight quotes": r"He said \"so\" it\'s \-- and \... done 5' 6\".",
    "openings": "1\\. One\n\n\\- Two\n\n\\# Three\n\n\\> Four\n\n\\+ Five\n\n\\---\n\n\\[a\\]\n\n\\| x |\n\n\\: y",
    "templates": "A {&#123; page.title }} and {&#37; if %} and &#123;#a} `{{ x }}`.\n\n```\n{% raw %}\n{{ y }}\n```",
    "bare addresses": "See https\\://x.example/a_b and www\\.x.example or a\\@x.example; <https://y.example/(a)>.",
    "links": '[a](https://x.example/?a=1&copy=2) [b](https://x.example/a_(b)) [`c`](/d "t") [e](mailto:a@x.example)',
    "line breaks": "One\\\ntwo\\\n\\- three\n\n## Four<br>five",
    "pictures": "![a *b*](/p.png)\n\n![](/q.png)\n\nText ![in](/r.png) line.\n\n[![x](/s.png)](https://x.example)",
    "captions": '<figure><img src="/a.png" alt=""><figcaption>Words <em>x</em>. Photo: Ann</figcaption></figure>',
    "gallery": '<figure><img src="/a.png"><img src="/b.png" alt="b"><figcaption>Two</figcaption></figure>',
    "lists": (
        "- a\n- b\n  - c\n\n    d\n- e\n\n* * *\n\n3. f\n4. g\n\n   ```\n   h\n   ```\n\n1) i\n2) j\n\n- <hr>\n- k"
    ),
    "twin lists": "- a\n- b\n\n<!-- -->\n\n- c",
    "definitions": "Term\n: One\n: Two `x`\n\nOther\n: > Quote",
    "quotes": "> One\n>\n> - two\n>\n> <footer>Ann *Bee*</footer>\n\n> Three\n> > Four",
    "a quote that ends like a name": "<blockquote><p>So — it was</p><p><em>— no one</em> and more</p></blockquote>",
    "pull quote": '<aside class="pullquote"><p>Go &amp; *see*.</p><footer>Ann</footer></aside>',
    "asides": (
        "<aside><h3>Tides</h3>\n\nOut at *six*.\n\n- a\n\n"
        "</aside>\n\n<details><summary>More</summary>\n\nx\n\n</details>"
    ),
    "tables": "| a | *b* |\n|:--|--:|\n| 1 \\| 2 | <br>x |\n| | `c` |",
    "wide tables": "<table><caption>C</caption><tr><th colspan=2>a<td rowspan=2>b<tr><td>c<th align=center>d</table>",
    "blocks in cells": (
        "<table><tr><th>a<th>b<tr><td><p>One *</p><p>two</p><td>Stops:<ul><li>x<li><p>y</p><ol start=3><li>z</ol></ul>"
        "<tr><td align=right><dl><dt>ebb<dd>out</dl><td><p lang=de>drei</p><p>one</p></table>"
    ),
    "listings": (
        "```python\nprint('{}')\n\n\n# x\n```\n\n````\n```\n````\n\n```math\n\\frac{a}{b}\n```\n\n<pre>\n\n a\n</pre>"
    ),
    "rules and embeds": (
        "a\n\n***\n\n"
        '<iframe src="https://vimeo.com/1" title="A &quot;b&quot;"></iframe>\n\n<audio src="/a.mp3"></audio>'
    ),
    "languages": (
        '<p lang="de">Guten „Tag“.</p>\n\n<h2 lang="fr">Deux</h2>\n\n<p dir="rtl">x</p>\n\nA <i lang="la">b</i>.'
    ),
    "notes": "One[^a] two[^b].\n\n## Three[^a]\n\n> Four[^c]\n\n[^a]: First.\n\n    - second\n[^b]: `third`\n[^c]: x",
    "notes in captions": (
        '<figure><img src="/a.png">\n\n<figcaption>\n\nWords[^1].\n\n'
        "</figcaption></figure>\n\nx[^2]\n\n[^1]: a\n[^2]: b"
    ),
    "spaces": "&nbsp;a&emsp;b c&nbsp;\n\nd<wbr>e",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_is_read_again_as_it_was(body: str):
    expect_same(from_markdown(body))


def test_what_is_known_of_an_article_is_read_again():
    expect_same(
        Article(
            slug="2026-03-low-water",
            headline='*args*: "AT&T" & <b> [x] 100% # 1',
            body=(Paragraph(Inline("Text.")),),
            standfirst="1. What the *sea* left: `x`",
            kicker="Tides & ports",
            byline=("Ann Bee", "Ministry of Food and Rural Affairs", "Smith, Jr.", "O'Neil"),
            outlet="No",
            published=datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
            updated=date(2026, 3, 2),
            rights="© 2026, all",
            origin="https://h.example/2026/низ",
            tags=("yes", "C++", "a, b", "true"),
            layout="plain",
            draft=True,
            slug_written=True,
            extra={"section": "News & views", "rank": 3, "more": {"a": [1, "b"]}, "on": True},
        )
    )


def test_the_lead_picture_stands_in_the_front_matter():
    lead = Figure(
        (Image("https://h.example/a.jpg", "A quay"),), Inline("The <em>quay</em>"), Inline("Ann"), role="lead"
    )
    article = Article("x", "X", (lead, Paragraph(Inline("Text."))))

    assert written(article).count("a.jpg") == 1
    assert re.search(r"^image: .*a\.jpg", written(article), re.M)
    expect_same(article)


def test_a_place_that_a_link_leads_to_is_written_and_no_other():
    article = from_markdown('<p id="here">One.</p>\n\n<p id="there">Two.</p>\n\n[up](#here)')

    assert 'id="here"' in written(article)
    assert "there" not in written(article)
    assert 'href="#here"' in str(again(article).body[2])


def test_what_is_plain_is_written_plainly():
    text = "## Boats\n\nTwo *red* boats.\n\n- one\n- two\n\n> Said.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"

    assert written(from_markdown(text)) == f"---\ntitle: Low water\nlang: en\n---\n\n{text}\n"


@pytest.mark.external
@pytest.mark.parametrize("pattern", ["wxr/**/*.xml", "feeds/feed-rs/*.xml", "markdown-*/**/*.md"])
def test_every_article_of_the_corpus_is_read_again(corpus: Path, pattern: str):
    kind = "text/markdown" if pattern.endswith(".md") else "application/xml"
    lost = []
    for path in [path for path in sorted(corpus.glob(pattern)) if path.name != "ORIGIN.md"]:
        try:
            articles = readers.read(Source(path.read_bytes(), kind, path.name), Reading(lang="en"))
        except ReadError:
            continue
        lost += [(path.name, a.slug) for a in articles if bare(again(a).body) != bare(a.body)]

    assert lost == []


def test_words_are_never_lost_between_signs():
    text = "*_`~[]<>&\\{}!#+-.|:\"'@$%^=()" * 3
    article = Article("x", "X", tuple(Paragraph(Inline(_escaped(text[n:]))) for n in range(27)))

    assert [words(block) for block in again(article).body] == [words(block) for block in article.body]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
