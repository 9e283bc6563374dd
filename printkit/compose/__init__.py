"""Composes galleys: an article or the matter around it, through a layout's templates and style sheets."""

from printkit.compose.article import compose
from printkit.compose.matter import Contents, issue_line, matter, sheet, stand_in

__all__ = ["Contents", "compose", "issue_line", "matter", "sheet", "stand_in"]
