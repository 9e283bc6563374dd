"""Finds TeX that a page leaves to a program in the browser: MathJax and KaTeX look for it in the text."""

from __future__ import annotations

import re

from lxml import etree

from printkit.readers.htmltree import formulas
from printkit.readers.htmltree.formulas import Element

_FINDS = re.compile(r"mathjax|katex", re.I)
_DOLLARS = re.compile(r"""inlineMath\s*['"]?\s*:\s*\[\s*\[\s*['"]\$['"]|left\s*['"]?\s*:\s*['"]\$['"]""")
_TYPED = re.compile(
    r"\\\((?P<line>.{1,1500}?)\\\)|\\\[(?P<block>.{1,1500}?)\\\]|\$\$(?P<dollars>[^$]{1,1500})\$\$|"
    r"(?P<named>\\begin\{(equation|align|gather|multline|eqnarray)(\*?)\}.{1,1500}?\\end\{\5\6\})",
    re.S,
)
_TYPED_ALONE = re.compile(_TYPED.pattern + r"|(?<![\\$\w])\$(?P<dollar>[^$\n]{1,300}?)(?<![\\\s])\$(?![$\d])", re.S)
_NUMBERED = re.compile(r"\A\\begin\{(?:equation|multline)\*?\}(.*)\\end\{(?:equation|multline)\*?\}\Z", re.S)
_LEFT_ALONE = frozenset({"pre", "code", "script", "style", "textarea", "noscript", "svg", "math", "head"})


def settle(tree: Element) -> None:
    """Make formulas of the TeX between marks in the text of a page that loads a program which would find it there."""
    scripts = [f"{script.get('src', '')} {script.text or ''}" for script in tree.iter("script")]
    if not any(_FINDS.search(said) for said in scripts):
        return
    pattern = _TYPED_ALONE if any(_DOLLARS.search(said) for said in scripts) else _TYPED
    skipped: set[Element] = set()
    for element in list(tree.iter(etree.Element)):
        parent = element.getparent()
        ignored = "tex2jax_ignore" in element.get("class", "") or element.tag in _LEFT_ALONE
        if ignored or parent in skipped:
            skipped.add(element)
        elif element.text and pattern.search(element.text):
            _set_out(element, None, pattern)
        if parent is not None and parent not in skipped and element.tail and pattern.search(element.tail):
            _set_out(parent, element, pattern)


def _set_out(parent: Element, before: Element | None, pattern: re.Pattern[str]) -> None:
    """The formulas of one run of text, which stands after `before` or first in its parent, as elements."""
    words = (parent.text if before is None else before.tail) or ""
    place = 0 if before is None else parent.index(before) + 1
    start, made = 0, []
    for found in pattern.finditer(words):
        element = parent.makeelement("code", {})
        element.text = found.group(str(found.lastgroup))
        made.append((words[start : found.start()], element, found.lastgroup not in {"line", "dollar"}))
        start = found.end()
    if before is None:
        parent.text = made[0][0]
    else:
        before.tail = made[0][0]
    for n, (_, element, _) in enumerate(made):
        element.tail = made[n + 1][0] if n + 1 < len(made) else words[start:]
        parent.insert(place + n, element)
    for _, element, shown in made:
        tex = formulas.trimmed(element.text or "")
        named = _NUMBERED.match(tex)
        formulas.put(element, named[1].strip() if named else tex, shown=shown)
