"""Code in the kinds of words that a programming language has, so that print may tell them apart."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String, Token, _TokenType
from pygments.util import ClassNotFound

LIMIT = 100_000
"""Characters of one listing; a longer one is set without colours."""

_KINDS: dict[_TokenType, str] = {
    Keyword: "keyword",
    Name.Builtin: "keyword",
    Name.Function: "name",
    Name.Class: "name",
    Name.Tag: "name",
    Name.Decorator: "name",
    Name.Namespace: "name",
    Name.Exception: "name",
    Name.Attribute: "name",
    String: "string",
    Number: "number",
    Comment: "comment",
    Operator: "operator",
    Generic.Inserted: "inserted",
    Generic.Deleted: "deleted",
    Generic.Heading: "heading",
    Generic.Subheading: "heading",
}
_PLAIN = frozenset({"", "text", "plain", "plaintext", "txt", "none", "output", "nohighlight"})


def tokens(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """The text as (kind, text) pairs that join to it; none where the language is unknown or the text very long.

    Kinds: keyword, name, string, number, comment, operator, inserted, deleted, heading, or empty.
    """
    if language.lower() in _PLAIN or len(text) > LIMIT:
        return ()
    lexer = _lexer(language.lower())
    if lexer is None:
        return ()
    # Some lexers know a line by its end only, so the last one gets one, too.
    pairs = ((_kind(kind), piece) for kind, piece in lexer.get_tokens(text + "\n"))
    merged = [(kind, "".join(piece for _, piece in group)) for kind, group in groupby(pairs, key=itemgetter(0))]
    # A lexer may normalise what it reads; a listing must not.
    if "".join(piece for _, piece in merged) != text + "\n":
        return ()
    *first, (kind, last) = merged
    return (*first, (kind, last[:-1])) if last != "\n" else tuple(first)


def language(info: str) -> str:
    """The language that a fence's info string names: `rust,ignore`, `{.python .numberLines}` and `js{1,3}` name one."""
    word = info.strip().lstrip("{. ")
    return re.split(r"[\s,{}:;]", word, maxsplit=1)[0][:40]


@lru_cache(maxsize=128)
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False, stripall=False, tabsize=0)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _kind(token: _TokenType) -> str:
    here: _TokenType | None = token
    while here is not None and here is not Token:
        if here in _KINDS:
            return _KINDS[here]
        here = here.parent
    return ""
