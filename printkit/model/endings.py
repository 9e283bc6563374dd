"""The endings of files that hold one article, and what each holds: the same in a folder, in a zip, and by its name."""

from __future__ import annotations

ARTICLES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".mkd": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".mdx": "text/markdown",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rst": "text/x-rst",
    ".adoc": "text/asciidoc",
    ".asciidoc": "text/asciidoc",
    ".jats": "application/jats+xml",
    ".nxml": "application/jats+xml",
    ".epub": "application/epub+zip",
    ".fb2": "application/x-fictionbook+xml",
    ".rtf": "application/rtf",
    ".org": "text/org",
    ".textile": "text/x-textile",
    ".mediawiki": "text/x-mediawiki",
}
"""Media types by ending, in the order in which the index of a folder is looked for."""
