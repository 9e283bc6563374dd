"""printkit turns articles into printed issues, and nothing is lost on the way.

`read`, `build_issue`, `inspect` and the types they speak in are found here by name; each is loaded when it is first
asked for, so that importing printkit costs nothing. The single steps live in rooms of their own name:
`printkit.compose.compose`, `printkit.typeset.typeset`, `printkit.bind.bind`.
"""

from importlib import import_module

from printkit.version import __version__

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

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604 - the names of the table


def __getattr__(name: str) -> object:
    """A public name, loaded from its room now."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'printkit' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), _CALLED.get(name, name))
