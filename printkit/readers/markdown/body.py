"""Markdown as the world writes it: parsed as CommonMark and its well-known extensions, then through the one cleaner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from printkit.errors import Note, ReadError
from printkit.model.article import Reading
from printkit.readers import highlight, htmltree
from printkit.readers.htmltree import guard
from printkit.readers.htmltree.inline import LITERAL, NOTE_MARK
from printkit.readers.markdown import autolinks, footnotes, syntax
from printkit.readers.parsed import Parsed

_SMART = frozenset("\"'-.")


def parse(text: str, reading: Reading, location: str, *, origin: str = "") -> Parsed:
    """The blocks of a Markdown text without its front matter.

    `reading.lang` is the language of the text (its quotes come from it), `location` where it lies (a path from the
    project's root, or an address), `origin` the address under which it was published. Raises ReadError for a text
    nested too deeply or of too many elements; no other error, whatever the text.
    """
    try:
        body, notes = _rendered(guard.clean(text), location)
    except RecursionError as error:
        raise _too_deep(location) from error
    numbers = [str(number) for number in range(1, len(notes) + 1)]
    sources = [body.html, *(note.html for note in notes)]
    blocks, findings = htmltree.pieces(sources, reading, location, origin=origin, numbers=numbers)
    return Parsed(
        blocks=blocks[0],
        notes=dict(zip(numbers, blocks[1:], strict=True)),
        findings=(*body.findings, *(finding for note in notes for finding in note.findings), *findings),
    )


def warm() -> None:
    """Load the parser and the highlighter, so that the next text does not wait for them."""
    parse("# Warm\n\n*A* [link](x).[^1]\n\n```python\n1\n```\n\n[^1]: Note.\n", Reading(lang="en"), "warm.md")


def _rendered(text: str, location: str) -> tuple[_Piece, list[_Piece]]:
    parser = _parser()
    env: EnvType = {}
    tokens = parser.parse(text.removeprefix("\ufeff"), env)
    if any(token.level >= syntax.NESTING for token in tokens):
        raise _too_deep(location)
    body, notes, unused = footnotes.parted(tokens, env)
    pieces = [_piece(part, parser, env, location) for part in (body, *notes)]
    if unused:
        text = f"notes that the text does not refer to stand where they were written: {', '.join(unused)}"
        pieces[0].findings.append(Note("warning", "note.unused", text, location))
    return pieces[0], pieces[1:]


def _too_deep(location: str) -> ReadError:
    return ReadError("the text is nested too deeply", where=location, hint="look for a long row of > or [")


class _Piece:
    """The body or one note as HTML, and what was found in it."""

    def __init__(self, html: str, findings: list[Note]) -> None:
        self.html = html
        self.findings = findings


def _piece(tokens: Sequence[Token], parser: MarkdownIt, env: EnvType, location: str) -> _Piece:
    findings: list[Note] = []
    for token in tokens:
        if token.type == "html_block" and (end := guard.unfinished(token.content)):
            token.content = token.content.rstrip("\n") + end
            start = " ".join(token.content.split())[:60]
            findings.append(Note("warning", "html.unfinished", f"a tag does not end: {start}", location))
    return _Piece(parser.renderer.render(tokens, parser.options, env), findings)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": syntax.NESTING})
    parser.enable(["table", "strikethrough"])
    # Escaped characters stay apart from the rest, so that smart punctuation can leave them alone.
    parser.disable("text_join")
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    autolinks.extend(parser)
    syntax.extend(parser)
    # Every link is parsed as one: the cleaner decides which may stay, and keeps the words of the others.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _any_link(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    alt = "".join(_alt(token.children or ()))
    attrs = {key: str(value) for key, value in token.attrs.items() if key != "alt"} | ({"alt": alt} if alt else {})
    return "<img" + "".join(f' {key}="{escape(value)}"' for key, value in attrs.items()) + ">"


def _alt(tokens: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type == "image":
            words += _alt(token.children or ())
    return words


def _fence(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    language = highlight.language(token.info)
    said = f' data-lang="{escape(language)}"' if language else ""
    name = f' id="{escape(str(token.attrs["id"]))}"' if "id" in token.attrs else ""
    return f"<pre{name}><code{said}>{escape(token.content, quote=False)}</code></pre>\n"


def _text_special(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    content = tokens[index].content
    words = escape(content, quote=False)
    return f"<{LITERAL}>{words}</{LITERAL}>" if content in _SMART else words


def _note_mark(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    number = tokens[index].meta.get("number")
    if number is None:
        return escape(f"[^{tokens[index].meta.get('label', '')}]", quote=False)
    return f'<{NOTE_MARK} n="{number}"></{NOTE_MARK}>'


def _math(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    words = escape(token.content, quote=False)
    return (
        f'<pre><code data-lang="math">{words}</code></pre>\n'
        if token.block
        else f'<code data-lang="math">{words}</code>'
    )


def _nothing(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return ""


_RULES = {
    "image": _image,
    "fence": _fence,
    "text_special": _text_special,
    "footnote_ref": _note_mark,
    "math": _math,
    footnotes.PLACE: _nothing,
}
