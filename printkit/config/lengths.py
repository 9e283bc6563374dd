"""Lengths as people write them, in points."""

from __future__ import annotations

import re

from printkit.errors import ConfigError

UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}

PAPERS = {
    "A3": "297mm 420mm",
    "A4": "210mm 297mm",
    "A5": "148mm 210mm",
    "A6": "105mm 148mm",
    "Letter": "8.5in 11in",
    "Legal": "8.5in 14in",
    "Tabloid": "11in 17in",
}
"""Papers by name: width and height."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*([a-z]+)?", re.I)


def length(text: str) -> float:
    """A length in pt: `10.5pt`, `3mm`, `1in`, `0`; raises ConfigError."""
    match = _LENGTH.fullmatch(text.strip())
    unit = (match[2] or "").lower() if match else ""
    if not match or (unit not in UNITS and float(match[1]) != 0):
        raise ConfigError(f"'{text}' is no length", hint="a number and a unit, such as 10.5pt, 3mm or 1in")
    return float(match[1]) * UNITS.get(unit, 0.0)


def lengths(text: str, count: int) -> tuple[float, ...]:
    """So many lengths, parted by spaces, in pt; raises ConfigError."""
    parts = text.split()
    if len(parts) != count:
        raise ConfigError(f"'{text}' is not {count} lengths", hint="numbers with units, parted by spaces")
    return tuple(length(part) for part in parts)


def paper(text: str) -> tuple[float, float]:
    """Width and height in pt of a paper: a name of PAPERS in any case, or two lengths; raises ConfigError."""
    names = {name.lower(): size for name, size in PAPERS.items()}
    said = names.get(text.strip().lower(), text)
    try:
        width, height = lengths(said, 2)
    except ConfigError as fault:
        hint = f"{', '.join(PAPERS)}, or width and height such as 170mm 240mm"
        raise ConfigError(f"'{text}' is no paper", hint=hint) from fault
    if not (72 <= width <= 7200 and 72 <= height <= 7200):
        raise ConfigError(f"a paper of {text} cannot be printed", hint="between 1in and 100in each way")
    return width, height


def written(points: float) -> str:
    """A length in pt as CSS writes it: without needless zeros."""
    return f"{round(points, 3):g}pt"
