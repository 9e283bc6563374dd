"""Formulas drawn, and those that stay as their source."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from printkit import typeset
from printkit.compose.formulas import FormulaError, drawn
from printkit.model.article import Reading
from printkit.model.blocks import Code, Inline, Paragraph
from printkit.outputs.markdown.blocks import markdown
from printkit.readers.markdown import parse
from tests import tagtree
from tests.test_compose import composed, plain, texts, tree
from tests.test_scripts import baselines

WAVE = r"\frac{\partial^2 u}{\partial t^2} = c^2 \nabla^2 u"
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'


def tex(source: str) -> Code:
    return Code(source, "tex", "tex")


@pytest.mark.parametrize(("source", "kind"), [(WAVE, "tex"), (MATHML, "mathml")])
def test_a_formula_is_drawn_as_shapes_alone(source: str, kind: str):
    made = drawn(source, kind, 10.5)

    assert re.fullmatch(r"(?:<(?:path|rect) [^<>]+/>)+", made.shapes)
    assert 0 < made.depth < made.height
    assert made.source == " ".join(source.split())


@pytest.mark.parametrize(
    ("source", "kind", "why"),
    [
        (r"\frac{a", "tex", "not whole"),
        (r"x + \nosuch{y}", "tex", r"nobody here knows \nosuch"),
        ("x_", "tex", "not whole"),
        ("<math><mi>x</mi>", "mathml", "no element"),
        ('<!DOCTYPE m [<!ENTITY a "b">]><math><mi>&a;</mi></math>', "mathml", "more than MathML"),
        ("a+" * 800, "tex", "1600 letters"),
    ],
)
def test_a_formula_that_cannot_be_drawn_says_why(source: str, kind: str, why: str):
    with pytest.raises(FormulaError) as caught:
        drawn(source, kind, 10.5)

    assert why in str(caught.value)


def test_a_formula_stands_on_whole_lines_and_its_source_stands_for_it(tmp_path: Path):
    galley = composed("Before.", tex(WAVE), "After.")
    typeset.typeset(galley, "recto", tmp_path / "out.pdf")

    found = [one for top in tagtree.documents(tmp_path / "out.pdf") for one in top.walk() if one.kind == "Formula"]
    assert texts(galley, "//div[starts-with(@class, 'formula ')]//title") == [WAVE]
    assert [(one.alt, one.text()) for one in found] == [(WAVE, "")]
    assert ".formula-2 { height: calc(var(--baseline) * 2) }" in galley.rules


def test_a_formula_that_stays_as_its_source_is_told_of():
    galley = composed(tex(r"\frac{a"))

    assert texts(galley, "//pre") == [r"\frac{a"]
    assert [(one.code, one.where) for one in galley.notes if one.code == "math.source"] == [("math.source", r"\frac{a")]


def test_a_wide_formula_is_made_to_fit_and_one_far_too_wide_stays_as_its_source():
    sum_of = " + ".join
    wide = composed(tex(sum_of("abcdefghijklmnopqr")))
    far = composed(tex(sum_of("abcdefghijklmnopqrst" * 3)))

    assert float(tree(wide).xpath("//svg/@width")[0].removesuffix("pt")) <= plain().page.width
    assert tree(far).xpath("//svg") == []
    assert len(texts(far, "//pre")) == 1


def test_a_formula_in_a_line_stands_on_its_line_and_does_not_push_it_from_the_next(tmp_path: Path):
    formula = r'<code class="math">\frac{a}{b}</code>'
    galley = composed(f"Words {formula}, and more words of it. " * 12, headline="1")
    typeset.typeset(galley, "recto", tmp_path / "out.pdf")

    assert texts(galley, "//p//svg/title")[:1] == [r"\frac{a}{b}"]
    steps = [above - below for above, below in pairwise(baselines(tmp_path / "out.pdf"))][1:]
    assert len(steps) > 3
    assert max(steps) - min(steps) < 0.3
    (paragraph,) = [one for top in tagtree.documents(tmp_path / "out.pdf") for one in top.walk() if one.kind == "P"]
    assert [kid.alt for kid in paragraph.walk() if kid.kind == "Formula"] == [r"\frac{a}{b}"] * 12


def test_a_tall_formula_in_a_line_pushes_its_neighbours_far_enough_away(tmp_path: Path):
    tall = r'<code class="math">\frac{\frac{a}{b}}{\frac{c}{d}}</code>'
    galley = composed(f"Words and words before it, {tall}, and words behind it. " * 3, headline="1")

    # Less room than none is a margin: what stands in the next line may reach out of it too.
    (margins,) = {tuple(rule.split(";")[:2]) for rule in re.findall(r"\.sunk-[\d-]+ \{ ([^}]*)\}", galley.rules)}
    assert [float(said.split(":")[1].strip().removesuffix("pt")) > 2 for said in margins] == [True, True]


def test_a_formula_in_a_line_that_cannot_be_drawn_is_code():
    galley = composed(r'Words <code class="math">\frac{a &lt; b</code> more.')

    assert texts(galley, "//p/code") == [r"\frac{a < b"]
    assert [one.code for one in galley.notes if one.code == "math.source"] == ["math.source"]


def test_a_formula_in_a_line_comes_back_from_markdown_as_one():
    text = markdown((Paragraph(Inline(r'Let <code class="math">a_1 * \sqrt{b}</code> be.')),))

    made = parse(text, Reading(), "").blocks
    assert [block.text for block in made if isinstance(block, Paragraph)] == [
        r'Let <code class="math">a_1 * \sqrt{b}</code> be.'
    ]
