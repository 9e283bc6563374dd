"""What must not reach the parser or the page: characters that are no text, and elements that would swallow the rest."""

from __future__ import annotations

import re

# C0 and C1 controls, surrogates without their half, and the two code points that XML has no place for.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85"

# HTML takes everything up to the end tag of these as their text, be it to the end of the source.
_SWALLOWS = re.compile(
    r"<(iframe|noembed|noframes|textarea|title|xmp|plaintext)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE
)
_QUIET = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.I | re.S)

_OPENING = re.compile(r"<!--|</?[A-Za-z]")
_INSIDE = re.compile(r"(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>=]|=(?!\s*+[\"']))*+")


def clean(text: str) -> str:
    """The text without control characters; what stood for a letter nobody can read becomes U+FFFD."""
    return _NO_TEXT.sub(_stand_in, text) if _NO_TEXT.search(text) else text


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SPACES:
        return " "
    return "\ufffd" if character == "\0" or character >= "\ud800" else ""


def contained(html: str) -> str:
    """The markup with an end for every element that would else swallow the words after it."""
    quiet = [match.span() for match in _QUIET.finditer(html)] if "<!--" in html or "<s" in html.lower() else []
    done, start = [], 0
    for match in _SWALLOWS.finditer(html):
        if any(begin <= match.start() < end for begin, end in quiet):
            continue
        if not re.compile(rf"</{match[1]}\b", re.I).search(html, match.end()):
            done += [html[start : match.end()], f"</{match[1]}>"]
            start = match.end()
    return "".join([*done, html[start:]]) if done else html


def unfinished(html: str) -> str:
    """What must follow a piece of markup that ends inside a tag, so that the next piece begins outside one."""
    position = 0
    while opening := _OPENING.search(html, position):
        if opening[0] == "<!--":
            end = html.find("-->", opening.start() + 2)
            if end < 0:
                return ""
            position = end + 3
            continue
        position = _end_of_tag(html, opening.end())
        if position < 0:
            return _closing(html[opening.end() :])
    return ""


def _end_of_tag(html: str, start: int) -> int:
    inside = _INSIDE.match(html, start)
    end = inside.end() if inside else start
    return end + 1 if html[end : end + 1] == ">" else -1


def _closing(rest: str) -> str:
    quote = re.search(r"=\s*(?:\"[^\"]*|'[^']*)\Z", re.sub(r"=\s*(?:\"[^\"]*\"|'[^']*')", "", rest))
    if quote is None:
        return ">"
    return ('"' if '"' in quote[0] else "'") + ">"
