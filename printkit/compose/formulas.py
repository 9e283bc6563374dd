"""Formulas: TeX and MathML drawn as shapes, with their source for those who do not see them."""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from printkit.compose.measures import Measures
from printkit.config.lengths import length, written
from printkit.errors import Note

_LONGEST = 1_500
"""Letters of a formula's source beyond which it is a page of its own and stays as it is."""

_COMMAND = re.compile(r"\\[A-Za-z]+")
_SHAPES = {"path": ("d",), "rect": ("x", "y", "width", "height")}
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a template draws it: its shapes, the box they stand in, and its size in pt.

    `depth` is how far it reaches below the line that it stands on.
    """

    shapes: str
    box: str
    width: float
    height: float
    depth: float
    source: str


_LARGER = 1.05
"""How much larger the letters of a formula are than those around it: its face is a little smaller than ours."""

_SMALLEST = 0.6
"""A formula that would have to be smaller than this share of its size to fit its column stays as its source."""

_ABOVE, _BELOW = 0.7, 0.27
"""The shares of a line's height above and below where its letters stand."""

_PUSHED = 0.25
"""A formula that reaches further out of its line, above or below, than this share of its height does push the next
line away, by this much more, since a formula there may reach out as far."""

_SVG = "http://www.w3.org/2000/svg"


class FormulaError(ValueError):
    """A formula that cannot be drawn, and why."""


@lru_cache(maxsize=256)
def drawn(source: str, kind: str, size: float, *, line: bool = False) -> Formula:
    """A formula in letters of this size in pt; `line` says that it stands in a line of text and is set narrowly.

    Raises FormulaError for one that is too long, broken, or has a command in it that is not known.
    """
    if len(source) > _LONGEST:
        raise FormulaError(f"it has {len(source)} letters")
    if kind == "mathml" and "<!" in source:
        raise FormulaError("its markup is more than MathML")
    tree = _drawing(source, kind, size, line)
    left, top, width, height = map(float, str(tree.get("viewBox")).split())
    shapes = "".join(_shape(element) for element in tree.iter() if element is not tree)
    box = f"{left:g} {top:g} {width:g} {height:g}"
    return Formula(shapes, box, width, height, max(0.0, top + height), " ".join(source.split()))


@dataclass(slots=True)
class Formulas:
    """Draws the formulas of one article to its measure, and keeps their rules and what was found."""

    measures: Measures
    rules: dict[str, str] = field(default_factory=dict)
    findings: list[Note] = field(default_factory=list)

    def block(self, source: str, kind: str) -> dict[str, object] | None:
        """A formula on lines of its own, as wide as the column at most; None where its source stays, with a Note."""
        made = self._drawn(source, kind, line=False)
        if made is None:
            return None
        scale = min(1.0, self.measures.column / made.width)
        if scale < _SMALLEST:
            self._kept(source, "it is far wider than its column")
            return None
        lines = math.ceil(made.height * scale / self.measures.baseline)
        self.rules[f".formula-{lines}"] = f"height: calc(var(--baseline) * {lines})"
        return _view(made, scale) | {"lines": lines}

    def line(self, source: str) -> str:
        """The drawing of a formula of TeX that stands in a line; nothing where its source stays."""
        made = self._drawn(source, "tex", line=True)
        if made is None or made.width > self.measures.column:
            return ""
        over, under = (self._beyond(made.height - made.depth, _ABOVE), self._beyond(made.depth, _BELOW))
        name = f"sunk-{round(made.depth * 10)}-{round(over * 10)}-{round(under * 10)}"
        # What stands in a line stands there by the lower edge of its margin.
        sunk = written(under - made.depth)
        self.rules[f".{name}"] = (
            f"margin-bottom: {written(-under)}; margin-top: {written(-over)}; vertical-align: {sunk}"
        )
        size = f'width="{made.width:g}pt" height="{made.height:g}pt"'
        drawing = f"<title>{escape(made.source)}</title>{made.shapes}"
        return f'<svg xmlns="{_SVG}" class="math {name}" {size} viewBox="{made.box}" role="img">{drawing}</svg>'

    def _beyond(self, reach: float, share: float) -> float:
        """How far a formula reaches out of its line on one side, where it pushes no line away; else less than none."""
        most = _PUSHED * self.measures.baseline
        beyond = max(0.0, reach - share * self.measures.baseline)
        return beyond if beyond <= most else -most

    def _drawn(self, source: str, kind: str, *, line: bool) -> Formula | None:
        try:
            return drawn(source, kind, length(self.measures.tokens["size"]) * _LARGER, line=line)
        except FormulaError as fault:
            self._kept(source, str(fault))
            return None

    def _kept(self, source: str, why: str) -> None:
        said = f"a formula is printed as its source: {why}"
        self.findings.append(Note("info", "math.source", said, where=source[:60]))


def _view(made: Formula, scale: float) -> dict[str, object]:
    return {
        "shapes": made.shapes,
        "box": made.box,
        "width": f"{made.width * scale:g}",
        "height": f"{made.height * scale:g}",
        "source": made.source,
    }


def _drawing(source: str, kind: str, size: float, line: bool) -> ElementTree.Element:
    with warnings.catch_warnings():
        # It finds its own font by a way that Python means to take away.
        warnings.simplefilter("ignore", DeprecationWarning)
        # A third of a second, for the few articles that have formulas.
        from latex2mathml import exceptions  # noqa: PLC0415
        from ziamath.config import config  # noqa: PLC0415
        from ziamath.zmath import Latex, Math  # noqa: PLC0415
    named = [one for one in vars(exceptions).values() if isinstance(one, type) and issubclass(one, Exception)]
    faults: tuple[type[Exception], ...] = (*_FAULTS, *named)
    config.svg2 = False
    try:
        made = Math(source, size=size) if kind == "mathml" else Latex(source, size=size, inline=line)
        said = ElementTree.fromstring(made.mathmlstr()).itertext()  # noqa: S314 - written by itself
        unknown = next((piece for piece in said if _COMMAND.match(piece)), "")
        tree: ElementTree.Element = made.svgxml()
    except faults as fault:
        raise FormulaError(str(fault) or "it is not whole") from fault
    if unknown and kind != "mathml":
        raise FormulaError(f"nobody here knows {unknown}")
    return tree


def _shape(element: ElementTree.Element) -> str:
    """A shape of the drawing; anything else in it is no part of a formula."""
    name = element.tag.rpartition("}")[2]
    if name not in _SHAPES:
        raise FormulaError(f"it was drawn with <{name}>")
    said = " ".join(f'{key}="{escape(element.get(key, ""))}"' for key in _SHAPES[name])
    return f"<{name} {said}/>"
