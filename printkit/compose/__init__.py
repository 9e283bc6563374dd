"""Composes galleys: an article or the matter around it, through a layout's templates and style sheets."""

from printkit.compose.article import compose

__all__ = ["compose"]
