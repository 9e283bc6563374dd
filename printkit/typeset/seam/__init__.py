"""Carries out the plan of a paragraph in the engine, which by itself fills each line and goes on to the next.

The widths that the engine really shaped are handed to `printkit.paragraphs`, once a paragraph; where a planned line
ends the engine's text is cut, and what is left is spread over spaces and glyphs. The text itself is never changed. We
stand around functions of the engine, and only where they are the ones we know; where a line holds more than text,
stands beside a float or has a forced break, the engine does as it always does.

Beside it, lines stand on the grid of their page (`grid`), and columns end together (`columns`).

A style sheet asks for the plan by `--planner: on`, which is inherited; `--wrap: balance` makes all ragged lines equal.
"""

from __future__ import annotations

from printkit.typeset.seam.columns import even
from printkit.typeset.seam.compositor import Compositor
from printkit.typeset.seam.grid import stood
from printkit.typeset.seam.spreading import scaled

__all__ = ["Compositor", "even", "scaled", "stood"]
