"""The print page: a composed article as one HTML file, for the screen, for a browser's printer, and for any engine.

The page carries its style sheet, its faces and its pictures, asks for nothing and runs nothing.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from printkit.errors import LayoutError
from printkit.model.article import Article
from printkit.model.blocks import Paragraph, plain
from printkit.model.layout import Layout
from printkit.model.products import Blob, Galley
from printkit.outputs import faces, paged
from printkit.outputs.faces import Fonts, Needed
from printkit.outputs.linked import IMAGE, POLICY

DESCRIPTION = 200
"""Letters of a description that is taken from the first paragraph."""

_HEAD_END = "</head>"
_PAINTED = re.compile(r"\burl\(([^)\"']+)\)")
_STACK = re.compile(r"(--[\w-]+: \"[^;{}]*), (serif|sans-serif|monospace);")
_CALL = re.compile(r'(<sup class="call"><a href="#note-\d+")')
_NUMBER = re.compile(r'<span class="end-number">(\d+)</span>')


def page(galley: Galley, article: Article, layout: Layout, fonts: Fonts) -> str:
    """The print page of an article that was composed with its notes at the end; the same bytes every time.

    Raises LayoutError where the layout's template has no head, FontError where a face cannot be read.
    """
    css = "".join((galley.css, galley.rules, paged.rules(layout), paged.screen(layout)))
    need = faces.needed(galley.html, css, fonts)
    style = faces.rules(need, faces.inside) + _stacked(_painted(css, galley.assets), need)
    head, end, body = galley.html.partition(_HEAD_END)
    if not end:
        raise LayoutError("the page's template has no </head>", where=f"layout {layout.name}", hint="extend _page.html")
    # A style sheet may come from anywhere, and `</style>` in it would end it; `\/` is the same to CSS.
    safe = style.replace("</", "<\\/")
    return f"{_policed(head)}{_meta(article)}<style>\n{safe}</style>\n{end}{_body(body, galley.assets)}\n"


def _policed(head: str) -> str:
    """The policy comes first, for it holds for what follows it."""
    charset = '<meta charset="utf-8">'
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return head.replace(charset, f"{charset}\n{policy}", 1) if charset in head else f"{head}{policy}\n"


def _meta(article: Article) -> str:
    """What the page says of itself."""
    lines = ['<meta name="viewport" content="width=device-width, initial-scale=1">']
    lines += [f'<meta name="{name}" content="{escape(said)}">' for name, said in _said(article) if said]
    if article.origin:
        lines.append(f'<link rel="canonical" href="{escape(article.origin)}">')
    return "\n".join(lines) + "\n"


def _said(article: Article) -> Iterator[tuple[str, str]]:
    yield "description", description(article)
    yield "author", ", ".join(article.byline)
    yield "keywords", ", ".join(article.tags)
    yield "dcterms.created", article.published.isoformat() if article.published else ""
    yield "dcterms.rights", article.rights
    yield "generator", "printkit"


def description(article: Article) -> str:
    """The standfirst, else the beginning of the first paragraph, cut after a word."""
    first = next((block.text for block in article.body if isinstance(block, Paragraph)), "")
    said = " ".join((article.standfirst or unescape(plain(first))).split())
    if article.standfirst or len(said) <= DESCRIPTION:
        return said
    return said[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _body(body: str, assets: Mapping[str, Blob]) -> str:
    """The body with its pictures inside, and ways from the text to the notes and back."""
    called = _CALL.sub(r'\1 role="doc-noteref"', body)
    back = _NUMBER.sub(r'<a class="end-number" href="#call-\1" role="doc-backlink">\1</a> ', called)
    noted = back.replace('<section class="end-notes">', '<section class="end-notes" role="doc-endnotes">', 1)
    return IMAGE.sub(lambda image: image[1] + _inside(image[2], assets), noted)


def _painted(css: str, assets: Mapping[str, Blob]) -> str:
    return _PAINTED.sub(lambda found: f'url("{_inside(found[1], assets)}")', css)


def _inside(path: str, assets: Mapping[str, Blob]) -> str:
    """A picture of the galley as data; whatever else a style sheet names is left, and the policy keeps it out."""
    blob = assets.get(path)
    if blob is None:
        return path
    kind = "image/png" if path.endswith(".png") else "image/jpeg"
    return f"data:{kind};base64,{base64.b64encode(blob.path.read_bytes()).decode()}"


def _stacked(css: str, need: Needed) -> str:
    """Each stack of faces with those that step in before its last resort, so that a machine's own never does."""
    if not need.stepping_in:
        return css
    names = ", ".join(f'"{name}"' for name in need.stepping_in)
    return _STACK.sub(rf"\1, {names}, \2;", css)
