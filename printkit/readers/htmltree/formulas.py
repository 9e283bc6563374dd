"""Finds the formulas of a page, each shown in up to three ways, and leaves one of them: its TeX, set as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TypeAlias

import lxml.html
from lxml import etree

from printkit.readers.htmltree import guard, mathml

Element: TypeAlias = etree._Element

_HINT = re.compile(r"<(?:\w{1,9}:)?math\b|<mjx-container|math/(?:tex|mml)|data-mathml|mwe-math")
_HINTS = ("<math", ":math", "<mjx-", "math/", "-math")
_CLASS = re.compile(r"class=[\"'][^\"']{0,200}\b(?:katex|latex|tex)\b")
_CLASS_WORD = re.compile(r"tex(?<!\wtex)\b")
_WHOLE = re.compile(r"\A\{\s*\\(?:display|text)style\s*(.*)\}\Z", re.S)
_STYLE = re.compile(r"\A\\(?:display|text)style\b\s*")
_SHOWN_BY_SCRIPT = re.compile(r"\b(?:MathJax|MJX)(?:_|\b)")
_PICTURED = re.compile(r"(?:^|\s)(?:mwe-math-fallback-image\S*|latex|tex)(?:\s|$)")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_IN_LINE_ONLY = frozenset(
    {"td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "a", "caption", "figcaption", "dt", "summary"}
)
_LINE_ENDS = frozenset(".,;:")
_DISPLAY = ("katex-display", "mwe-math-mathml-display", "mwe-math-fallback-image-display", "MathJax_Display")


def hinted(html: str) -> bool:
    """Whether a piece of markup may hold formulas at all."""
    lowered = html.lower()
    if any(hint in lowered for hint in _HINTS) and _HINT.search(lowered):
        return True
    # A class is looked for only where one of its words stands: every page has classes.
    named = "katex" in lowered or "latex" in lowered or _CLASS_WORD.search(lowered)
    return bool(named) and _CLASS.search(lowered) is not None


def settled(html: str) -> str:
    """The markup with every formula as code; for pieces that were not read as a page before."""
    parser = lxml.html.HTMLParser(collect_ids=False, encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(f"<html><body>{guard.clean(html)}".encode(), parser=parser)
    except etree.ParserError:
        return html
    settle(tree)
    return etree.tostring(tree, encoding="unicode", method="html")


def settle(tree: Element) -> None:
    """Put each formula of a tree in once, as `code` in its line or as `pre` on lines of its own.

    Known are MathML with or without TeX beside it, and what KaTeX, MathJax, LaTeXML and Wikipedia make of formulas.
    """
    for step in (_rows, _katex, _mathjax, _scripts, _wikipedia, _bare, _pictures):
        step(tree)


def put(element: Element, tex: str, *, shown: bool) -> None:
    """Make an element a formula of this TeX; `shown` on lines of its own, where it stands in running text."""
    lined = any(str(above.tag) in _IN_LINE_ONLY for above in element.iterancestors())
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tail = tail
    if shown and not lined:
        element.tag, element.text = "pre", None
        etree.SubElement(element, "code", {"data-lang": "math"}).text = tex
        _unwrap(element)
    else:
        element.tag, element.text = "code", tex
        element.set("data-lang", "math")


def _unwrap(formula: Element) -> None:
    """A stop behind a formula on lines of its own stands in it; what is but set in for it is no list."""
    tail = (formula.tail or "").lstrip()
    if tail[:1] in _LINE_ENDS and not tail[1:2].isalnum():
        code = formula[0]
        code.text = f"{code.text}{tail[0]}"
        formula.tail = tail[1:]
    parent = formula.getparent()
    if parent is not None and parent.tag == "dd" and _alone(formula):
        around = parent.getparent()
        if around is not None and around.tag == "dl" and all(_is_shown(entry) for entry in around):
            around.tag = "div"
            for entry in around:
                entry.tag = "div"


def _alone(element: Element) -> bool:
    """Whether an element's parent says nothing else."""
    parent = element.getparent()
    if parent is None or (parent.text or "").strip() or (element.tail or "").strip():
        return False
    return len(parent) == 1


def _is_shown(entry: Element) -> bool:
    return entry.tag == "dd" and len(entry) == 1 and entry[0].tag == "pre" and _alone(entry[0])


def _source(math: Element) -> str:
    """The TeX of a MathML formula: what it says itself, else its translation."""
    for note in math.iter():
        is_tex = mathml.name(note) == "annotation" and "tex" in note.get("encoding", "").lower()
        if is_tex and (said := trimmed(mathml.words(note))):
            return said
    for key in ("data-latex", "alttext"):
        said = math.get(key, "")
        if said and (key == "data-latex" or "\\" in said or "ltx_Math" in _class(math)):
            return trimmed(said)
    return trimmed(mathml.tex(math))


def trimmed(tex: str) -> str:
    """TeX without the braces and the style that programs put around it, and without labels, which print nothing."""
    said = _LABEL.sub("", tex.replace("%\n", "")).strip()
    whole = _WHOLE.match(said)
    if whole and _balanced(whole[1]):
        said = whole[1].strip()
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")):
        if said.startswith(opening) and said.endswith(closing) and len(said) > len(opening) + len(closing):
            said = said[len(opening) : -len(closing)].strip()
            break
    return _STYLE.sub("", said).strip()


def _balanced(tex: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _class(element: Element) -> str:
    return element.get("class", "")


def _classed(tree: Element, *names: str) -> list[Element]:
    """The elements of one of these classes, outer before inner."""
    return [element for element in tree.iter(etree.Element) if not {*_class(element).split()}.isdisjoint(names)]


def _maths(tree: Element) -> Iterator[Element]:
    return (element for element in list(tree.iter(etree.Element)) if mathml.name(element) == "math")


def _displayed(math: Element) -> bool:
    if math.get("display", "").lower() == "block" or math.get("mode", "").lower() == "display":
        return True
    return any(set(_class(above).split()).intersection(_DISPLAY) for above in (math, *math.iterancestors()))


def _in_tree(element: Element, tree: Element) -> bool:
    return element is tree or any(above is tree for above in element.iterancestors())


def _rows(tree: Element) -> None:
    """LaTeXML's tables that set a formula in the middle and its number at the edge: a formula a row."""
    for table in [one for one in _classed(tree, "ltx_eqn_table") if one.tag == "table"]:
        made = table.makeelement("div", {"id": table.get("id", "")})
        for row in table.iter("tr"):
            maths = list(_maths(row))
            if not maths:
                continue
            tex = " ".join(_source(math) for math in maths)
            number = " ".join(mathml.words(tag).strip() for tag in _classed(row, "ltx_tag_equation"))
            # `\tag` is drawn by few, and the number must not be lost.
            tex += f" \\qquad \\text{{{number}}}" if number else ""
            pre = etree.SubElement(made, "pre")
            etree.SubElement(pre, "code", {"data-lang": "math"}).text = tex
        if len(made):
            _replace(table, made)


def _replace(old: Element, new: Element) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail = old.tail
        parent.replace(old, new)


def _katex(tree: Element) -> None:
    """KaTeX sets a formula twice, as MathML for the ear and as spans for the eye."""
    for outer in _classed(tree, "katex-display", "katex"):
        if not _in_tree(outer, tree) or outer.tag in {"pre", "code"}:
            continue
        math = next(_maths(outer), None)
        if math is not None:
            put(outer, _source(math), shown=_displayed(math) or "katex-display" in _class(outer).split())


def _mathjax(tree: Element) -> None:
    """MathJax 3 and 4: a container with the drawing, and MathML for the ear."""
    for outer in list(tree.iter("mjx-container")):
        math = next(_maths(outer), None)
        if math is not None:
            put(outer, _source(math), shown=outer.get("display") == "true" or _displayed(math))


def _scripts(tree: Element) -> None:
    """MathJax 2 keeps a formula's source in a script behind what it shows."""
    for script in list(tree.iter("script")):
        kind, _, mode = script.get("type", "").lower().partition(";")
        if kind.strip() not in {"math/tex", "math/mml"}:
            continue
        said, shown = script.text or "", "display" in mode
        math = _parsed(said) if kind.strip() == "math/mml" else None
        said = trimmed(said) if math is None else _source(math)
        shown |= math is not None and _displayed(math)
        _drop_shown_before(script)
        put(script, said, shown=shown) if said else _take_out(script)
    for outer in _classed(tree, "MathJax", "MathJax_SVG", "MathJax_CHTML"):
        if (math := _parsed(outer.get("data-mathml", ""))) is not None and _in_tree(outer, tree):
            put(outer, _source(math), shown=_displayed(math) or _displayed(outer))


def _parsed(markup: str) -> Element | None:
    """The formula in a text of MathML; None where there is none."""
    if "math" not in markup:
        return None
    markup = unescape(markup) if markup.lstrip().startswith("&lt;") else markup
    try:
        found = lxml.html.fragment_fromstring(guard.clean(markup), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return next(_maths(found), None)


def _drop_shown_before(script: Element) -> None:
    before = script.getprevious()
    while before is not None and _SHOWN_BY_SCRIPT.search(_class(before)) and not (before.tail or "").strip():
        _take_out(before)
        before = script.getprevious()


def _take_out(element: Element) -> None:
    """Take an element out of its tree; the words after it stay."""
    if (parent := element.getparent()) is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _wikipedia(tree: Element) -> None:
    """MediaWiki hides the MathML of a formula and shows a picture of it."""
    for outer in _classed(tree, "mwe-math-element"):
        math, picture = next(_maths(outer), None), next(outer.iter("img"), None)
        said = _source(math) if math is not None else trimmed(picture.get("alt", "")) if picture is not None else ""
        if said and _in_tree(outer, tree):
            shown = any(_displayed(one) for one in (math, picture) if one is not None)
            put(outer, said, shown=shown or (outer.getparent() is not None and _alone_in_entry(outer)))


def _alone_in_entry(outer: Element) -> bool:
    parent = outer.getparent()
    return parent is not None and parent.tag == "dd" and len(parent) == 1 and not (parent.text or "").strip()


def _bare(tree: Element) -> None:
    for math in _maths(tree):
        if said := _source(math):
            put(math, said, shown=_displayed(math))
        else:
            _take_out(math)


def _pictures(tree: Element) -> None:
    """A formula that is but a picture, its source what is said for those who do not see it."""
    for picture in list(tree.iter("img")):
        said = trimmed(picture.get("alt", ""))
        if said and _PICTURED.search(_class(picture)):
            put(picture, said, shown=_displayed(picture))
