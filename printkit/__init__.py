"""printkit turns articles into printed issues, and nothing is lost on the way.

`read`, `build_issue`, `inspect` and the types they speak in are found here by name; each is loaded when it is first
asked for, so that importing printkit costs nothing. The single steps live in rooms of their own name:
`printkit.compose.compose`, `printkit.typeset.typeset`, `printkit.bind.bind`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from printkit.version import __version__

if TYPE_CHECKING:  # what type checkers and editors see; nothing of it is loaded
    from printkit.build.library import build_issue, iter_articles, print_article, read
    from printkit.build.report import ArticleReport, BuildReport
    from printkit.errors import Note, PrintkitError
    from printkit.facts import facts as inspect
    from printkit.model.article import Article, Reading, Source
    from printkit.model.issue import Issue
    from printkit.model.layout import Layout
    from printkit.model.products import Book, Bundle, Facts, Galley, Rendition

_PUBLIC = {
    "read": "printkit.build.library",
    "iter_articles": "printkit.build.library",
    "build_issue": "printkit.build.library",
    "print_article": "printkit.build.library",
    "BuildReport": "printkit.build.report",
    "ArticleReport": "printkit.build.report",
    "inspect": "printkit.facts",
    "Source": "printkit.model.article",
    "Article": "printkit.model.article",
    "Reading": "printkit.model.article",
    "Layout": "printkit.model.layout",
    "Issue": "printkit.model.issue",
    "Galley": "printkit.model.products",
    "Rendition": "printkit.model.products",
    "Book": "printkit.model.products",
    "Bundle": "printkit.model.products",
    "Facts": "printkit.model.products",
    "Note": "printkit.errors",
    "PrintkitError": "printkit.errors",
}
_CALLED = {"inspect": "facts"}

__all__ = [
    "Article",
    "ArticleReport",
    "Book",
    "BuildReport",
    "Bundle",
    "Facts",
    "Galley",
    "Issue",
    "Layout",
    "Note",
    "PrintkitError",
    "Reading",
    "Rendition",
    "Source",
    "__version__",
    "build_issue",
    "inspect",
    "iter_articles",
    "print_article",
    "read",
]


def __getattr__(name: str) -> object:
    """A public name, loaded from its room now."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'printkit' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), _CALLED.get(name, name))
