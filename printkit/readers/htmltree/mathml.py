"""Translates MathML into TeX, so that a formula has one kind of source that people can read and mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_DEEPEST = 60
"""Formulas nested deeper than this are given as their letters alone."""

# fmt: off
_NAMED = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom",
    "inf", "ker", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan",
    "tanh",
})
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "ς": "varsigma", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "vartheta", "ϖ": "varpi", "ϱ": "varrho",
}
_SIGNS = {
    "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint", "⋃": "bigcup",
    "⋂": "bigcap", "⋁": "bigvee", "⋀": "bigwedge", "⨁": "bigoplus", "⨂": "bigotimes", "±": "pm", "∓": "mp",
    "×": "times", "÷": "div", "⋅": "cdot", "·": "cdot", "∘": "circ", "∗": "ast", "⋆": "star", "⊕": "oplus",
    "⊗": "otimes", "∪": "cup", "∩": "cap", "∖": "setminus", "∧": "wedge", "∨": "vee", "¬": "neg", "≤": "le",
    "≥": "ge", "≠": "ne", "≡": "equiv", "≈": "approx", "≃": "simeq", "≅": "cong", "∼": "sim", "∝": "propto",
    "≪": "ll", "≫": "gg", "≺": "prec", "≻": "succ", "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset",
    "⊃": "supset", "⊆": "subseteq", "⊇": "supseteq", "∅": "emptyset", "∀": "forall", "∃": "exists", "∂": "partial",
    "∇": "nabla", "∞": "infty", "ℓ": "ell", "ℏ": "hbar", "ℵ": "aleph", "ℜ": "Re", "ℑ": "Im", "←": "leftarrow",
    "→": "to", "↔": "leftrightarrow", "⇐": "Leftarrow", "⇒": "Rightarrow", "⇔": "Leftrightarrow", "↦": "mapsto",
    "⟶": "longrightarrow", "⟹": "Longrightarrow", "⟺": "iff", "↑": "uparrow", "↓": "downarrow", "…": "dots",
    "⋯": "cdots", "⋮": "vdots", "⋱": "ddots", "⟨": "langle", "⟩": "rangle", "〈": "langle", "〉": "rangle",
    "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil", "‖": "Vert", "∥": "parallel", "⊥": "perp",
    "∣": "mid", "∠": "angle", "△": "triangle", "√": "surd", "†": "dagger", "⊢": "vdash", "⊨": "models",
    "∴": "therefore",
    "{": "{", "}": "}", "%": "%", "#": "#", "$": "$", "&": "&", "_": "_", "\\": "backslash",
}
_ACCENTS = {
    "^": "hat", "ˆ": "hat", "̂": "hat", "~": "tilde", "˜": "tilde", "¯": "bar", "‾": "overline", "_": "underline",
    "ˉ": "bar", "̄": "bar", "→": "vec", "⃗": "vec", "˙": "dot", "̇": "dot", "¨": "ddot", "̈": "ddot", "ˇ": "check",
    "˘": "breve", "´": "acute", "`": "grave", "⏞": "overbrace", "⏟": "underbrace",
}
# fmt: on
_PLAIN = {"−": "-", "′": "'", "″": "''", "‴": "'''", "⁄": "/", "∶": ":"}
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\ufeff"), None)
_FACES = {
    "BOLD": r"\mathbf",
    "DOUBLE-STRUCK": r"\mathbb",
    "SCRIPT": r"\mathcal",
    "FRAKTUR": r"\mathfrak",
    "SANS-SERIF": r"\mathsf",
    "MONOSPACE": r"\mathtt",
}
_VARIANTS = {
    "normal": r"\mathrm",
    "bold": r"\mathbf",
    "bold-italic": r"\boldsymbol",
    "double-struck": r"\mathbb",
    "script": r"\mathcal",
    "fraktur": r"\mathfrak",
    "sans-serif": r"\mathsf",
    "monospace": r"\mathtt",
}
_LETTER_FACE = re.compile(r"(?:MATHEMATICAL )?(BOLD|DOUBLE-STRUCK|SCRIPT|FRAKTUR|SANS-SERIF|MONOSPACE|BLACK-LETTER)\b")
_FENCES = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
_TABLES = {("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("|", "|"): "vmatrix", ("{", ""): "cases"}
_WORD_END = re.compile(r"(\\[A-Za-z]+) +(?=[^A-Za-z])")
_UNSAFE = re.compile(r"([\\{}$%#&_^~])")


def name(element: Element) -> str:
    """The element's name without the prefix that a page may give it; of a comment, nothing."""
    return str(element.tag).rpartition(":")[2].rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def tex(math: Element) -> str:
    """A formula of presentation MathML as TeX; what TeX has no word for stays as its letters."""
    return _WORD_END.sub(r"\1 ", " ".join(_row(math, 0).split()))


def _row(element: Element, depth: int) -> str:
    """What stands inside, one after the other; a table between fences is a matrix."""
    inner = [child for child in element if name(child)]
    if len(inner) in (2, 3) and name(inner[1]) == "mtable" and name(inner[0]) == "mo":
        ends = _said(inner[0]), _said(inner[2]) if len(inner) == 3 else ""
        if ends in _TABLES:
            return _table(inner[1], depth, _TABLES[ends])
    return _joined(_tex(child, depth + 1) for child in inner)


def _joined(parts: Iterable[str]) -> str:
    """The pieces one behind the other; a command's name must not run into the letter after it."""
    done = ""
    for part in parts:
        apart = done and part and part[0].isalpha() and re.search(r"\\[A-Za-z]+$", done)
        done += f" {part}" if apart else part
    return done


def _tex(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        return _escaped(_said(element))
    return _RULES.get(name(element), _row)(element, depth)


def _said(element: Element) -> str:
    return " ".join(words(element).split())


def words(element: Element) -> str:
    """All that stands inside, as written, without the signs that are not seen."""
    return "".join(map(str, element.itertext())).translate(_UNSEEN)


def _letter(letter: str) -> str:
    """One letter or sign."""
    if letter in _GREEK:
        return f"\\{_GREEK[letter]}"
    if letter in _SIGNS:
        return f"\\{_SIGNS[letter]}"
    if letter in _PLAIN:
        return _PLAIN[letter]
    face = _LETTER_FACE.match(unicodedata.name(letter, "")) if ord(letter) > 0x2100 else None
    plain = unicodedata.normalize("NFKC", letter)
    if plain == letter or len(plain) > 1:
        return letter
    if face and plain.isalnum():
        return f"{_FACES.get(face[1], _FACES['FRAKTUR'])}{{{_letter(plain)}}}"
    return _letter(plain)


def _letters(said: str) -> str:
    return _joined(map(_letter, said))


def _identifier(element: Element, _: int) -> str:
    said = _said(element)
    if said in _NAMED:
        return f"\\{said}"
    variant = element.get("mathvariant", "")
    if len(said) > 1 and all(letter.isalnum() or letter in " -" for letter in said) and not variant:
        return f"\\operatorname{{{said}}}" if said.isascii() and said.isalpha() else f"\\mathrm{{{_letters(said)}}}"
    return f"{_VARIANTS[variant]}{{{_letters(said)}}}" if variant in _VARIANTS else _letters(said)


def _number(element: Element, _: int) -> str:
    said, variant = _letters(_said(element)), element.get("mathvariant", "")
    return f"{_VARIANTS[variant]}{{{said}}}" if variant in _VARIANTS and variant != "normal" else said


def _operator(element: Element, _: int) -> str:
    said = _said(element)
    if said in _NAMED:
        return f"\\{said}"
    if len(said) > 1 and said.isalpha():
        return f"\\operatorname{{{_escaped(said)}}}"
    return _letters(said)


def _escaped(said: str) -> str:
    return _UNSAFE.sub(lambda found: r"\backslash " if found[1] == "\\" else f"\\{found[1]}", said)


def _text(element: Element, _: int) -> str:
    said = words(element).replace("\u00a0", " ").replace("\n", " ")
    return f"\\text{{{_escaped(said)}}}" if said.strip() else "\\ " if said else ""


def _parts(element: Element, depth: int, count: int) -> list[str]:
    """What each of so many children says; a missing one says nothing."""
    inner = [_tex(child, depth + 1) for child in element if name(child)]
    return (inner + [""] * count)[:count]


def _held(said: str) -> str:
    """What a mark stands at: a letter as it is, more of them in braces."""
    return said if len(said) == 1 or re.fullmatch(r"\\[A-Za-z]+|\\[a-z]+\{\w\}", said) else f"{{{said}}}"


def _scripts(base: str, below: str, above: str) -> str:
    primes = bool(above) and not above.strip("'")
    under = f"_{{{below}}}" if below else ""
    return f"{_held(base)}{under}" + (above if primes else f"^{{{above}}}" if above else "")


def _sub(element: Element, depth: int) -> str:
    base, below = _parts(element, depth, 2)
    return _scripts(base, below, "")


def _sup(element: Element, depth: int) -> str:
    base, above = _parts(element, depth, 2)
    return _scripts(base, "", above)


def _both(element: Element, depth: int) -> str:
    return _scripts(*_parts(element, depth, 3))


def _before_and_after(element: Element, depth: int) -> str:
    """Marks on both sides of a letter: `mmultiscripts`."""
    inner = [child for child in element if name(child)]
    cut = next((n for n, child in enumerate(inner) if name(child) == "mprescripts"), len(inner))
    after, before = (_pairs(inner[1:cut], depth), _pairs(inner[cut + 1 :], depth))
    base = _tex(inner[0], depth + 1) if inner else ""
    return "".join(f"{{}}{marks}" for marks in before) + _held(base) + "{}".join(after)


def _pairs(marks: list[Element], depth: int) -> list[str]:
    said = [_tex(mark, depth + 1) for mark in marks]
    pairs = zip(said[::2], [*said[1::2], ""], strict=False)
    return [(f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "") for low, high in pairs]


def _fraction(element: Element, depth: int) -> str:
    over, under = _parts(element, depth, 2)
    if element.get("linethickness", "").strip() in {"0", "0pt", "0px", "0em"}:
        return f"{{{over} \\atop {under}}}"
    return f"\\frac{{{over}}}{{{under}}}"


def _root(element: Element, depth: int) -> str:
    under, degree = _parts(element, depth, 2)
    return f"\\sqrt[{degree}]{{{under}}}"


def _square_root(element: Element, depth: int) -> str:
    return f"\\sqrt{{{_row(element, depth)}}}"


def _takes_limits(element: Element) -> bool:
    """Whether what stands under and over this is a limit, as with sums, and no accent."""
    said = _said(element)
    return said in _NAMED or any(unicodedata.category(c) == "Sm" and c in "∑∏∐⋃⋂⋁⋀⨁⨂∫∬∭∮" for c in said)


def _over(element: Element, depth: int) -> str:
    base, mark = _parts(element, depth, 2)
    inner = [child for child in element if name(child)]
    said = _said(inner[1]) if len(inner) > 1 else ""
    if said in _ACCENTS and _ACCENTS[said] != "underline":
        word = _ACCENTS[said]
        wide = len(base) > 1 and not re.fullmatch(r"\\[A-Za-z]+", base)
        word = {"bar": "overline", "hat": "widehat", "tilde": "widetilde"}.get(word, word) if wide else word
        return f"\\{word}{{{base}}}"
    if inner and _takes_limits(inner[0]):
        return f"{_held(base)}^{{{mark}}}"
    return f"\\overset{{{mark}}}{{{base}}}"


def _under(element: Element, depth: int) -> str:
    base, mark = _parts(element, depth, 2)
    inner = [child for child in element if name(child)]
    said = _said(inner[1]) if len(inner) > 1 else ""
    if said in {"_", "‾", "¯", "̲"}:
        return f"\\underline{{{base}}}"
    if said == "⏟":
        return f"\\underbrace{{{base}}}"
    is_brace = bool(inner) and base.startswith("\\underbrace")
    if is_brace or (inner and _takes_limits(inner[0])):
        return f"{base if is_brace else _held(base)}_{{{mark}}}"
    return f"\\underset{{{mark}}}{{{base}}}"


def _under_and_over(element: Element, depth: int) -> str:
    base, below, above = _parts(element, depth, 3)
    inner = [child for child in element if name(child)]
    if inner and _takes_limits(inner[0]):
        return f"{_held(base)}_{{{below}}}^{{{above}}}"
    return f"\\underset{{{below}}}{{\\overset{{{above}}}{{{base}}}}}"


def _fenced(element: Element, depth: int) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    marks = "".join(element.get("separators", ",").split())
    inner = [_tex(child, depth + 1) for child in element if name(child)]
    said = ""
    for n, part in enumerate(inner):
        said += (marks[min(n, len(marks)) - 1] if marks and n else "") + part
    fence = [_letters(mark.strip()) or "." for mark in (opening, closing)]
    return _joined((f"\\left{fence[0]}", said, f"\\right{fence[1]}"))


def _table(element: Element, depth: int, kind: str = "matrix") -> str:
    rows = [row for row in element if name(row) in {"mtr", "mlabeledtr"}]
    lines = []
    for row in rows:
        cells = [_row(cell, depth + 1) for cell in row if name(cell) == "mtd"]
        lines.append("&".join(cells[1:] if name(row) == "mlabeledtr" else cells))
    if kind == "matrix" and element.get("columnalign", "").split()[:2] == ["right", "left"]:
        kind = "aligned"
    return f"\\begin{{{kind}}}" + r"\\".join(lines) + f"\\end{{{kind}}}"


def _space(element: Element, _: int) -> str:
    found = re.fullmatch(r"\s*([\d.]+)\s*em\s*", element.get("width", ""))
    wide = float(found[1]) if found and found[1].count(".") < 2 and found[1] != "." else 0.0
    return r"\qquad " if wide >= 1.5 else r"\quad " if wide >= 0.8 else r"\;" if wide > 0.1 else ""


def _phantom(element: Element, depth: int) -> str:
    return f"\\phantom{{{_row(element, depth)}}}"


def _enclosed(element: Element, depth: int) -> str:
    inner, how = _row(element, depth), element.get("notation", "longdiv").split()
    word = "boxed" if "box" in how else "sqrt" if "radical" in how else "overline" if "top" in how else ""
    return f"\\{word}{{{inner}}}" if word else inner


def _first(element: Element, depth: int) -> str:
    """Of several ways to say the same, the first: `semantics`, `maction`."""
    return next((_tex(child, depth + 1) for child in element if name(child)), "")


def _nothing(_: Element, __: int) -> str:
    return ""


_RULES: Mapping[str, Callable[[Element, int], str]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    **dict.fromkeys(("mtext", "ms"), _text),
    "msub": _sub,
    "msup": _sup,
    "msubsup": _both,
    "mmultiscripts": _before_and_after,
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": _square_root,
    "mover": _over,
    "munder": _under,
    "munderover": _under_and_over,
    "mfenced": _fenced,
    "mtable": _table,
    "mspace": _space,
    "mphantom": _phantom,
    "menclose": _enclosed,
    **dict.fromkeys(("semantics", "maction"), _first),
    **dict.fromkeys(("annotation", "annotation-xml", "none", "mprescripts", "maligngroup", "malignmark"), _nothing),
}
