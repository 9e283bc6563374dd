"""Notes as the world's tools write them into pages: each is brought to its call and leaves nothing behind."""

from __future__ import annotations

import pytest

from printkit.model.blocks import Paragraph, words
from tests.readers.pages import TIDE, page, paragraphs, read

NOTE = "Two feet, in the old measure."

TOOLS = {
    "pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1" role="doc-endnote"><p>{}'
        '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
    ),
    "kramdown": (
        '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>',
        '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>{} '
        '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>',
    ),
    "goldmark": (
        '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>',
        '<div class="footnotes"><hr><ol><li id="fn:1"><p>{}&#160;'
        '<a href="#fnref:1" class="footnote-backref">&#x21a9;&#xfe0e;</a></p></li></ol></div>',
    ),
    "markdown-it": (
        '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>',
        '<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list"><li id="fn1"><p>{} '
        '<a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
    ),
    "github": (
        '<sup><a href="#user-content-fn-1-ab" id="user-content-fnref-1-ab" data-footnote-ref="">1</a></sup>',
        '<section data-footnotes="" class="footnotes"><h2 id="l" class="sr-only">Footnotes</h2><ol>'
        '<li id="user-content-fn-1-ab"><p>{} <a href="#user-content-fnref-1-ab">↩</a></p></li></ol></section>',
    ),
    "easy-footnotes": (
        '<span class="easy-footnote"><a href="#easy-footnote-bottom-1-12" title="x"><sup>1</sup></a></span>',
        '<div class="easy-footnote-title"><h4>Notes</h4></div><ol class="easy-footnotes-wrapper"><li>'
        '<span id="easy-footnote-bottom-1-12"></span>{}<a class="easy-footnote-to-top" href="#easy-footnote-1-12">'
        "</a></li></ol>",
    ),
    "WordPress": (
        '<sup data-fn="ab-cd" class="fn"><a href="#ab-cd" id="ab-cd-link">1</a></sup>',
        '<ol class="wp-block-footnotes"><li id="ab-cd">{} <a href="#ab-cd-link">↩︎</a></li></ol>',
    ),
    "modern-footnotes": (
        '<sup class="modern-footnotes-footnote"><a href="javascript:void(0)" role="button">1</a></sup>'
        '<span id="mfn-1" class="modern-footnotes-footnote__note">{}</span>',
        "",
    ),
    "substack": (
        '<a id="footnote-anchor-1-9" href="https://x.example/p/a#footnote-1-9" target="_self">1</a>',
        '<div class="footnote"><a id="footnote-1-9" href="https://x.example/p/a#footnote-anchor-1-9" '
        'class="footnote-number">1</a><div class="footnote-content"><p>{}</p></div></div>',
    ),
    "asciidoctor": (
        '<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1">1</a>]</sup>',
        '<div id="footnotes"><hr><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. {}'
        "</div></div>",
    ),
    "sphinx": (
        '<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>',
        '<aside class="footnote-list brackets"><aside class="footnote brackets" id="id2" role="doc-footnote">'
        '<span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a>'
        '<span class="fn-bracket">]</span></span><p>{}</p></aside></aside>',
    ),
    "docutils": (
        '<a class="footnote-reference brackets" href="#id2" id="id1">1</a>',
        '<dl class="footnote brackets"><dt class="label" id="id2"><span class="brackets">'
        '<a class="fn-backref" href="#id1">1</a></span></dt><dd><p>{}</p></dd></dl>',
    ),
    "Word": (
        '<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a>',
        '<div><hr size="1"><div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1">[1]</a> {}'
        "</p></div></div>",
    ),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_note_is_brought_to_its_call_and_leaves_nothing_behind(tool: str) -> None:
    call, end = (text.replace("{}", NOTE) for text in TOOLS[tool])
    inner = f"<h1>Low Water</h1><p>{TIDE[0]}{call}</p>{paragraphs(*TIDE[1:])}{end}"

    made = read(page(inner))

    first = made.body[0]
    assert isinstance(first, Paragraph)
    assert first.text == f'{TIDE[0]}<span class="note" data-note="1">1</span>'
    assert [words(block) for block in made.notes["1"]] == [NOTE]
    assert [words(block) for block in made.body[1:]] == list(TIDE[1:])


def test_the_works_that_a_page_cites_stay_a_list() -> None:
    call = '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>'
    end = '<h2>References</h2><ol class="references"><li id="cite_note-1">The tide tables of 1911.</li></ol>'
    inner = f"<h1>Low Water</h1><p>{TIDE[0]}{call}</p>{paragraphs(*TIDE[1:])}{end}"

    made = read(page(inner))

    assert made.notes == {}
    assert "The tide tables of 1911." in " ".join(map(words, made.body))
