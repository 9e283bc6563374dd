"""Formulas of pages: each once, its TeX as code."""

import lxml.html
import pytest

from printkit.model.article import Reading, Source
from printkit.model.blocks import Block, Code, List, Paragraph, walk
from printkit.readers import htmltree, read
from printkit.readers.htmltree import formulas, mathml

SEMANTIC = (
    '<math{}><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">{}</annotation>'
    "</semantics></math>"
)
DISPLAY = SEMANTIC.format(' display="block"', "E=mc^2")
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{SEMANTIC.format("", "E=mc^2")}</span>'
    '<span class="katex-html" aria-hidden="true"><span class="base">E=mc2</span></span></span>'
)
STYLED = "{\\displaystyle E=mc^{2}}"
WIKIPEDIA = (
    '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none;">'
    f"{SEMANTIC.format('', STYLED)}</span>"
    f'<img src="https://wiki.example/e.svg" class="mwe-math-fallback-image-inline" alt="{STYLED}"></span>'
)
CONTAINER = (
    '<mjx-container jax="CHTML"{}><mjx-math><mjx-mi>x</mjx-mi></mjx-math><mjx-assistive-mml>'
    "<math><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>"
)
SECOND = (
    '<span class="MathJax_Preview">x2</span><span class="MathJax" id="MathJax-1"><nobr>x2</nobr></span>'
    '<script type="math/tex">x^2</script>'
)
SECOND_SHOWN = (
    '<div class="MathJax_Display"><span class="MathJax">x</span></div>'
    '<script type="math/tex; mode=display">x^2</script>'
)
LATEXML = (
    '<math class="ltx_Math" alttext="x^{2}" display="inline"><semantics><mi>x</mi>'
    '<annotation encoding="application/x-llamapun">italic_x</annotation></semantics></math>'
)


def blocks(html: str) -> tuple[Block, ...]:
    return htmltree.fragment(html, Reading(smart=False), "page.html").blocks


def tex(markup: str) -> str:
    return mathml.tex(lxml.html.fragment_fromstring(f"<math>{markup}</math>"))


def shown(html: str) -> list[str]:
    return [block.text for block in walk(blocks(html)) if isinstance(block, Code) and block.kind == "tex"]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (SEMANTIC.format("", "E=mc^2"), "E=mc^2"),
        (KATEX, "E=mc^2"),
        (WIKIPEDIA, "E=mc^{2}"),
        (CONTAINER.format(""), "x^{2}"),
        (SECOND, "x^2"),
        ('<script type="math/mml"><math><mi>x</mi></math></script>', "x"),
        ('<span class="MathJax" data-mathml="&lt;math&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;/math&gt;">x</span>', "x"),
        (LATEXML, "x^{2}"),
        ('<img class="mwe-math-fallback-image-inline" src="x.png" alt="x^2">', "x^2"),
        ('<img class="latex" src="https://blog.example/latex.php?latex=x" alt="x^2" title="x">', "x^2"),
        ("<m:math><m:mi>x</m:mi></m:math>", "x"),
    ],
)
def test_a_formula_in_a_line_is_there_once_as_its_tex(html: str, said: str):
    (paragraph,) = blocks(f"<p>so {html} says</p>")

    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == f'so <code class="math">{said}</code> says'


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (DISPLAY, "E=mc^2"),
        (f'<span class="katex-display">{KATEX}</span>', "E=mc^2"),
        (CONTAINER.format(' display="true"'), "x^{2}"),
        (SECOND_SHOWN, "x^2"),
        ('<img class="mwe-math-fallback-image-display" src="x.png" alt="x^2">', "x^2"),
    ],
)
def test_a_formula_on_lines_of_its_own_is_a_block(html: str, said: str):
    found = blocks(f"<p>It says</p>{html}<p>and ends.</p>")

    assert [type(block) for block in found] == [Paragraph, Code, Paragraph]
    assert shown(html) == [said]


def test_a_formula_on_lines_of_its_own_parts_its_paragraph_and_keeps_the_stop_behind_it():
    text = f"<p>Before {DISPLAY}, and after.</p>"

    assert [type(block) for block in blocks(text)] == [Paragraph, Code, Paragraph]
    assert shown(text) == ["E=mc^2,"]


def test_in_a_cell_a_formula_stays_in_its_line():
    assert not shown(f"<table><tr><th>a</th><td>{DISPLAY}</td></tr></table>")


def test_formulas_that_are_but_set_in_are_no_list_of_definitions():
    alone, with_words = f"<dl><dd>{WIKIPEDIA}</dd></dl>", f"<dl><dt>Energy</dt><dd>{WIKIPEDIA}</dd></dl>"

    assert [type(block) for block in blocks(alone)] == [Code]
    assert [type(block) for block in blocks(with_words)] == [List]


def test_the_parts_of_a_formula_in_a_table_are_one_with_its_number():
    cells = f"<td>{LATEXML}</td><td>{LATEXML}</td><td><span class='ltx_tag ltx_tag_equation'>(1)</span></td>"
    formula, _ = blocks(f"<table class='ltx_eqn_table' id='E1'><tr>{cells}</tr></table><p><a href='#E1'>1</a></p>")

    assert isinstance(formula, Code)
    assert formula.text == "x^{2} x^{2} \\qquad \\text{(1)}"
    assert formula.anchors == ("E1",)


def test_what_only_looks_like_a_formula_is_left_alone():
    assert blocks('<p class="latex">Gloves</p>') == blocks("<p>Gloves</p>")
    assert blocks('<p>A <img class="tex" src="x.png"></p>') == blocks('<p>A <img src="x.png"></p>')
    assert not formulas.hinted("<p>mathematics, and a <b>tex</b></p>")


def test_a_formula_that_says_nothing_leaves_nothing():
    assert blocks("<p>so <math></math>it is</p>") == blocks("<p>so it is</p>")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mi>α</mi></mfrac>", r"x=\frac{1}{\alpha}"),
        ("<mi>α</mi><mi>x</mi>", r"\alpha x"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>", "{(a)}^{2}"),
        ("<msup><mi>f</mi><mo>′</mo></msup>", "f'"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt{x}\sqrt[3]{x}"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            r"\sum_{i=1}^{n}i",
        ),
        ("<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder>", r"\lim_{x\to0}"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"\vec{v}"),
        ("<mover><mrow><mi>a</mi><mi>b</mi></mrow><mo>¯</mo></mover>", r"\overline{ab}"),
        ("<mover><mo>=</mo><mtext>def</mtext></mover>", r"\overset{\text{def}}{=}"),
        ("<mtext>if </mtext><mi>x</mi><mo>&lt;</mo><mn>3</mn>", r"\text{if }x<3"),
        ('<mi mathvariant="double-struck">R</mi><mo>,</mo><mi>ℝ</mi><mo>,</mo><mi>𝑥</mi>', r"\mathbb{R},\mathbb{R},x"),
        ("<mi>rank</mi><mi>A</mi>", r"\operatorname{rank}A"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", r"\sin x"),
        (
            "<mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable><mo>)</mo>",
            r"\begin{pmatrix}a&b\end{pmatrix}",
        ),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", r"\left(a,b\right)"),
        (
            "<mmultiscripts><mi>C</mi><none/><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "{}_{6}^{14}C",
        ),
        ('<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', r"{n \atop k}"),
        ("<mtext>100% {a}_b\\</mtext>", r"\text{100\% \{a\}\_b\backslash }"),
        ("<menclose notation='box'><mi>x</mi></menclose>", r"\boxed{x}"),
        ("<mwhat><mi>x</mi></mwhat>", "x"),
    ],
)
def test_mathml_without_tex_is_translated(markup: str, said: str):
    assert tex(markup) == said


def test_a_formula_nested_without_end_keeps_its_letters():
    assert tex("<mrow>" * 150 + "<mi>x</mi>" + "</mrow>" * 150) == "x"


SCRIPTED = '<script src="https://cdn.example/MathJax.js?config=TeX"></script>'
PAGE = """<!doctype html><html lang="en"><head><title>Oscillators</title>{script}</head><body>
<nav><a href="/">Home</a><a href="/b">About</a></nav><main><h1>Oscillators</h1>
<p>A harmonic oscillator is a system that, when displaced from rest, experiences a force that draws it back, as
large as the displacement {line}, and otherwise is left to itself in all that it does, for $5 or for $6.</p>
{shown}
<p>Here the factor is a positive constant. Any mass subject to a force in stable equilibrium acts as a harmonic
oscillator for small vibrations, which is why physicists are so very fond of it.</p></main></body></html>"""


def page(line: str, shown: str, script: str = SCRIPTED) -> tuple[Block, ...]:
    source = Source(PAGE.format(line=line, shown=shown, script=script).encode(), "text/html", "page.html")
    (article,) = read(source, Reading(lang="en", smart=False))
    return article.body


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (WIKIPEDIA, f"<dl><dd>{WIKIPEDIA}</dd></dl>"),
        (WIKIPEDIA, f"<p>{WIKIPEDIA.replace('-inline', '-display')}</p>"),
        ("\\(E=mc^{2}\\)", "<p>\\[E=mc^{2}\\]</p>"),
        ("\\(E=mc^{2}\\)", "$$E=mc^{2}$$"),
        ("\\(E=mc^{2}\\)", "<p>\\begin{equation}\\label{e}E=mc^{2}\\end{equation}</p>"),
    ],
)
def test_in_a_web_page_formulas_are_part_of_the_article(line: str, shown: str):
    first, formula, last = page(line, shown)

    assert isinstance(first, Paragraph)
    assert 'the displacement <code class="math">E=mc^{2}</code>, and' in first.text
    assert "for $5 or for $6." in first.text
    assert isinstance(formula, Code)
    assert (formula.kind, formula.text) == ("tex", "E=mc^{2}")
    assert isinstance(last, Paragraph)


def test_single_dollars_mark_a_formula_where_the_page_says_so():
    script = SCRIPTED + "<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}</script>"
    first = page("$E=mc^2$", "", script)[0]

    assert isinstance(first, Paragraph)
    assert 'the displacement <code class="math">E=mc^2</code>, and' in first.text
    assert "for $5 or for $6." in first.text


def test_marks_in_a_page_that_looks_for_no_formulas_are_words():
    first = page("\\(a\\)", "", '<script src="x.js"></script>')[0]

    assert isinstance(first, Paragraph)
    assert "the displacement \\(a\\), and" in first.text


def test_a_formula_with_which_an_article_ends_is_part_of_it():
    first = page("x", "")[0]
    ended = PAGE.replace("fond of it.</p>", f"fond of it, and of this:</p>{DISPLAY}")
    source = Source(ended.format(line="x", shown="", script=SCRIPTED).encode(), "text/html", "page.html")
    (article,) = read(source, Reading(lang="en", smart=False))

    assert [type(block) for block in article.body] == [Paragraph, Paragraph, Code]
    assert article.body[0] == first
