"""What must not reach the parser or the page: characters that are no text, and elements that would swallow the rest."""

from __future__ import annotations

import re

# C0 and C1 controls, surrogates without their half, and the two code points that XML has no place for.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that a page cannot show: they matter where words have no spaces (Thai, Lao, Khmer, Burmese) and where lines run
# both ways, and elsewhere are what a word processor left behind; kept, they would part words that read as one.
_UNSEEN_BREAKS = re.compile("[\u200b\ufeff\u2060]")
_UNSEEN_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85"

# HTML takes everything up to the end tag of these as their text, be it to the end of the source.
_SWALLOWS = re.compile(
    r"<!--|<(script|style|iframe|noembed|noframes|textarea|title|xmp|plaintext)(?=[\s/>])"
    r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.IGNORECASE,
)

_QUIET = frozenset({"", "script", "style"})

_OPENING = re.compile(r"<!--|</?[A-Za-z]")
_INSIDE = re.compile(r"(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>=]|=(?!\s*+[\"']))*+")


def clean(text: str) -> str:
    """The text without control characters and idle marks; what stood for a letter nobody can read becomes U+FFFD."""
    if _NO_TEXT.search(text):
        text = _NO_TEXT.sub(_stand_in, text)
    if text.isascii():
        return text
    if _UNSEEN_BREAKS.search(text) and not _SPACELESS.search(text):
        text = _UNSEEN_BREAKS.sub("", text)
    if _UNSEEN_TURNS.search(text) and not _LEFTWARD.search(text):
        text = _UNSEEN_TURNS.sub("", text)
    return text


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SPACES:
        return " "
    return "\ufffd" if character == "\0" or character >= "\ud800" else ""


def contained(html: str) -> tuple[str, str]:
    """The markup with an end for every element that would else swallow the words after it.

    Scripts, style sheets and comments may swallow, for what is in them is not meant to be read; one that is never
    ended takes all the rest, and that rest is the second answer.
    """
    done: list[str] = []
    start = position = 0
    endless: set[str] = set()
    while opening := _SWALLOWS.search(html, position):
        name = (opening[1] or "").lower()
        position = _end(html, name, opening.end()) if name not in endless else -1
        if position < 0 and name in _QUIET:
            return "".join([*done, html[start:]]), html[opening.end() :].strip()
        if position < 0:
            endless.add(name)
            position = opening.end()
            done += [html[start:position], f"</{name}>"]
            start = position
    return "".join([*done, html[start:]]), ""


def _end(html: str, name: str, start: int) -> int:
    """Where an element's end tag ends, or a comment; -1 where there is none."""
    if not name:
        end = html.find("-->", start - 2)
        return end + 3 if end >= 0 else -1
    end_tag = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return end_tag.end() if end_tag else -1


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
    opened = re.search(r"=\s*([\"'])", re.sub(r"=\s*(?:\"[^\"]*\"|'[^']*')", "", rest))
    return f"{opened[1]}>" if opened else ">"
