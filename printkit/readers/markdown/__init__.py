"""Markdown as the world writes it, made into blocks."""

from printkit.readers.markdown.body import parse, warm
from printkit.readers.parsed import Parsed

__all__ = ["Parsed", "parse", "warm"]
