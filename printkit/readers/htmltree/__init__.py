"""The one cleaner: any markup in, blocks out."""

from printkit.readers.htmltree.tree import fragment, pieces
from printkit.readers.parsed import Parsed

__all__ = ["Parsed", "fragment", "pieces"]
