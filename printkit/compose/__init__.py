"""Composes galleys: an article or the matter around it, through a layout's templates and style sheets."""

from printkit.compose.article import compose
from printkit.compose.filler import filler
from printkit.compose.matter import Contents, MatterKind, issue_line, matter, sheet, stand_in
from printkit.compose.sheets import stylesheet
from printkit.compose.words import joined

__all__ = [
    "Contents",
    "MatterKind",
    "compose",
    "filler",
    "issue_line",
    "joined",
    "matter",
    "sheet",
    "stand_in",
    "stylesheet",
]
