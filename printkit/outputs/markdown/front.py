"""Front matter: what is known of an article, as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from printkit.model import literal
from printkit.model.article import Article
from printkit.model.blocks import Figure, Inline
from printkit.outputs.markdown import inline

_BARE = re.compile(r"[^\W\d_][\w .,;()/’“”‘?!–—-]*(?<![\s,;-])")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_AND = re.compile(r"[&,;|]|\s(?:and|und|et|och|og|en|e|y|и|ja|i|ve|dan|na)\s", re.IGNORECASE)
_SPACES = re.compile(r"[^\S ]")
_DATED = re.compile(r"\d{4}[-_]\d")
# YAML ends a line at these too (YAML 1.1, 4.2).
_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def matter(article: Article, lead: Figure | None) -> str:
    """The front matter with its two lines of dashes; `lead` is the picture at the article's head."""
    return "\n".join(("---", *(f"{key}: {value}" for key, value in _lines(article, lead) if value), "---"))


def _lines(article: Article, lead: Figure | None) -> Sequence[tuple[str, str]]:
    return (
        ("title", _said(article.headline)),
        ("kicker", _said(article.kicker)),
        ("standfirst", _said(article.standfirst)),
        ("author", _list([_name(name) for name in article.byline])),
        ("outlet", _said(article.outlet)),
        ("date", _date(article.published)),
        ("updated", _date(article.updated)),
        ("lang", article.lang),
        ("slug", article.slug if article.slug_written or _DATED.match(article.slug) else ""),
        ("url", _quoted(article.origin) if article.origin else ""),
        ("rights", _said(article.rights)),
        ("tags", _list([_text(literal.text(tag)) for tag in article.tags])),
        ("id", _text(article.id) if article.id else ""),
        ("layout", _text(article.layout) if article.layout else ""),
        ("typography", "none" if article.typography == "none" else ""),
        ("draft", "true" if article.draft else ""),
        ("image", _lead(lead) if lead else ""),
        *((_text(key), _value(value)) for key, value in article.extra.items()),
    )


def _said(words: str) -> str:
    return _text(literal.text(words)) if words else ""


def _name(name: str) -> str:
    """A name, alone where it is read as one name, else as a table with a name in it."""
    text = _text(literal.text(name))
    return f"{{name: {text}}}" if _AND.search(name) else text


def _date(value: date | None) -> str:
    return value.isoformat() if value else ""


def _list(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]" if items else ""


def _lead(lead: Figure) -> str:
    (image,) = lead.images
    told = {
        "src": _quoted(inline.rooted(image.src)),
        "alt": _quoted(image.alt) if image.alt is not None else "",
        "caption": _quoted(_line(lead.caption)) if lead.caption else "",
        "credit": _quoted(_line(lead.credit)) if lead.credit else "",
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in told.items() if value) + "}"


def _line(fragment: Inline) -> str:
    """A fragment on one line, whose spaces of other kinds than the common one are written out."""
    return _SPACES.sub(lambda match: f"&#{ord(match[0])};", inline.paragraph(fragment, line_break="<br>"))


def _value(value: object) -> str:
    """Any value that front matter may hold, on one line."""
    match value:
        case str():
            return _text(value)
        case bool() | int() | float() | None:
            return json.dumps(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{_quoted(str(key))}: {_value(inner)}" for key, inner in value.items()) + "}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return _quoted(str(value))


def _text(text: str) -> str:
    """A text as it stands where YAML takes it for one, else in quotes."""
    plain = _BARE.fullmatch(text) and text.lower() not in _WORDS and "," not in text and " #" not in text
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    # YAML's double quotes know all that JSON writes between them.
    return _ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
