"""What a print page's style sheet has beyond the layout's own: pages with folios, and the look on a screen."""

from __future__ import annotations

from printkit.config.lengths import length, written
from printkit.config.sheets import sheet
from printkit.errors import ConfigError
from printkit.model.layout import FolioStyle, Geometry, Layout

READING = 13.5
"""The size in pt of running text on a screen, which is held further away than paper: 18 px."""

_LARGE = 20.0
"""A size in pt from which letters grow and shrink with a narrow window."""

_NARROW = 600
"""The width in px of a window in which the largest letters are as large as they get."""

_SIDES = {"outer": ("right", "left"), "inner": ("left", "right"), "centre": ("center", "center")}


def rules(layout: Layout) -> str:
    """The page in lengths that any engine reads, for not every one knows custom properties here, and its folios."""
    return _page(layout.page) + _folios(layout.folio, layout.page) + _LINKS


# A browser has no notes at the foot; whoever prints wants none of the colour of a link.
_LINKS = """
.end-notes a.end-number { color: inherit; text-decoration: none }
@media print { .article { widows: 2; orphans: 2 } }
"""


def _page(page: Geometry) -> str:
    top, outer, bottom, inner = map(written, (page.top, page.outer, page.bottom, page.inner))
    mirrored = f"@page :left {{ margin: {top} {inner} {bottom} {outer} }}\n"
    size = f"{written(page.width)} {written(page.height)}"
    return f"@page {{ size: {size}; margin: {top} {outer} {bottom} {inner} }}\n" + mirrored


def _folios(folio: FolioStyle, page: Geometry) -> str:
    """Folios as margin boxes: binding stamps them where there is binding."""
    edge, _, side = folio.place.partition("-")
    if side not in _SIDES:
        return ""
    band = "bottom" if edge == "foot" else "top"
    at = f"padding-{band}: {written(max(0.0, folio.offset - folio.size * 0.25))}; vertical-align: {band}"
    font = f'font: {folio.weight} {written(folio.size)} "{folio.family}", sans-serif; font-variant-numeric: lining-nums'
    recto, verso = (f"@{band}-{where} {{ content: counter(page); {font}; {at} }}" for where in _SIDES[side])
    other = _SIDES[side][0]
    if recto == verso:
        return f"@page {{ {recto} }}\n"
    return f"@page {{ {recto} }}\n@page :left {{ @{band}-{other} {{ content: none }} {verso} }}\n"


def screen(layout: Layout) -> str:
    """The style sheets of the layout's chain for a screen, and its sizes as they are read there.

    Raises LayoutError for one that cannot be read.
    """
    text = "".join(sheet(folder, "screen.css") for folder in reversed(layout.folders))
    return f"@media screen {{\n:root {{\n{_sizes(layout)}}}\n{text}}}\n"


def _sizes(layout: Layout) -> str:
    """The tokens that grow with the text, at the size of reading; large ones give way to a narrow window."""
    size = _points(layout.tokens.get("size", ""))
    if not size:
        return ""
    factor = READING / size
    names = ("size", *(layout.options["text-size"].scales if "text-size" in layout.options else ()))
    sizes = {name: _points(layout.tokens.get(name, "")) * factor for name in names}
    return "".join(f"  --{name}: {_given(name, sizes)};\n" for name, value in sizes.items() if value)


def _given(name: str, sizes: dict[str, float]) -> str:
    """A size or its leading; both of a pair give way at the same width."""
    letters = sizes.get(name.removesuffix("-leading") + "-size", 0.0) if name.endswith("-leading") else sizes[name]
    if letters < _LARGE:
        return written(sizes[name])
    return f"min({written(sizes[name])}, {sizes[name] * 96 / 72 / _NARROW * 100:.3f}vw)"


def _points(said: str) -> float:
    try:
        return length(said)
    except ConfigError:
        return 0.0
