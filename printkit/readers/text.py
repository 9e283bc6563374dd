"""Plain text to articles: hard wraps joined, lists, quotes and captions found, a page's furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from printkit.errors import Note
from printkit.model.article import Article, Reading
from printkit.model.blocks import Block, Break, Figure, Heading, Inline, List, Paragraph, PullQuote
from printkit.model.decisions import Decision
from printkit.readers import frontmatter, metadata, scraped, signatures
from printkit.readers.lines import Line, ends, is_prose, length
from printkit.readers.mastheads import HEAD
from printkit.readers.parsed import Parsed

_TABS = 4
_NONE: Mapping[str, str] = MappingProxyType({})
_NARROWEST, _WIDEST = 55, 100
_VERSE = 60
_BULLET = re.compile(r"[•‣◦▪●∙·*–—-]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_LONE_BY = re.compile(r"(?:(?:written |story )?by|von|par|por|di|door|av|af|автор)\s?:?", re.I)
_RULE = re.compile(r"(?:[*⁂#~_=–—-]\s*){3,}|⁂|❦|§")
_QUOTED = re.compile(r"[“\"«„‟「『‹].{20,}[”\"»“」』›][.,]?", re.S)
_SIGNED = re.compile(r"[-–—―]\s*(?=\S)(?P<who>[^\n]{2,120})")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


def article(text: str, location: str, reading: Reading) -> Article:
    """The article in a plain text; of a text that was copied off a web page the page's own lines are left out.

    Every line that is left out is named in a Note. A text that no page's furniture stands in keeps all of its words.
    """
    front = frontmatter.split(text, location)
    lines = _whole(front.body)
    findings: tuple[Note, ...] = ()
    page = scraped.page(lines) if scraped.is_page(lines) else None
    if page and page.lines:
        lines, said = page.lines, _said(page)
        if page.dropped:
            listed = " | ".join(page.dropped)
            findings = (Note("info", "text.furniture", f"lines of the web page were left out: {listed}", location),)
    else:
        headline, lines = _first_line(lines)
        said = {"title": headline} if headline else {}
    captions = page.captions if page else {}
    parsed = Parsed(tuple(blocks(lines, verse=page is None, captions=captions)), findings=findings)
    return metadata.article(replace(front, data={**said, **front.data}, location=location), parsed, reading)


def explain(text: str, location: str) -> tuple[Decision, ...]:
    """What was decided on every line of a text; all lines stay of one that no page's furniture stands in."""
    front = frontmatter.split(text, location)
    lines = _whole(front.body)
    page = scraped.page(lines) if scraped.is_page(lines) else None
    if page and page.lines:
        return page.decisions
    return tuple(Decision(True, "line", line.text, "no line of a web page stands in the text") for line in lines)


def _said(page: scraped.Page) -> dict[str, object]:
    found = {
        "title": escape(page.headline, quote=False),
        "kicker": page.kicker,
        "standfirst": page.standfirst,
        "author": list(page.byline),
        "outlet": page.outlet,
        "date": page.published,
    }
    return {key: value for key, value in found.items() if value}


def _whole(body: str) -> tuple[Line, ...]:
    """The lines of a text, those joined that a width or a page's boxes had cut."""
    return tuple(_signed(tuple(_unwrapped(tuple(_lines(body))))))


def _signed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a lone "By" joined to the name below it."""
    joined = False
    for line, after in zip(lines, [*lines[1:], Line("")], strict=True):
        if joined:
            joined = False
            continue
        joined = bool(_LONE_BY.fullmatch(line.text)) and signatures.lone_name(after.text)
        yield replace(line, text=f"{line.text.rstrip(': ')} {after.text}") if joined else line


def _lines(text: str) -> Iterator[Line]:
    gap = True
    for raw in text.split("\n"):
        line = raw.expandtabs(_TABS)
        bare = _SPACES.sub(" ", line).strip()
        if not bare:
            gap = True
            continue
        yield Line(bare, len(line) - len(line.lstrip(" \u00a0\u3000")), gap)
        gap = False


def _first_line(lines: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
    """The headline of a text of its own: a short first line that stands alone and is no sentence."""
    if len(lines) < 2 or not lines[1].gap:
        return "", lines
    first = lines[0].text
    short = length(first) <= 20 and len(first) <= 160
    return (first, lines[1:]) if short and not re.search(r"[.,;:]$", first) and re.search(r"\w", first) else ("", lines)


def blocks(lines: Sequence[Line], *, verse: bool, captions: Mapping[str, str] = _NONE) -> Iterator[Block]:
    """The blocks that lines make; `verse` says that short lines without a blank one between them stay together.

    Lines that are known to be captions come with their credits as `captions`.
    """
    pieces = list(_stanzas(lines) if verse else ([line.text] for line in lines))
    number = 0
    while number < len(pieces):
        taken, block = _next(pieces, number, captions)
        yield block
        number += taken


def _stanzas(lines: Sequence[Line]) -> Iterator[list[str]]:
    for chunk in _chunks(lines):
        texts = [line.text for line in chunk]
        if max(map(len, texts)) <= _VERSE:
            yield texts
        else:
            yield from ([text] for text in texts)


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between blank ones; a list's point and a line that stands in from the others begin anew."""
    chunk: list[Line] = []
    for line in lines:
        opens = line.gap or _starts_item(line.text) or (bool(chunk) and chunk[-1].indent + 1 < line.indent)
        if chunk and opens and not (_starts_item(chunk[0].text) and not line.gap and not _starts_item(line.text)):
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with those joined that were cut at a width, as in a mail or an old text file."""
    width = max((len(line.text) for line in lines), default=0)
    for chunk in _chunks(lines):
        texts = [line.text for line in chunk]
        if _NARROWEST <= width <= _WIDEST and len(texts) > 1 and _is_cut(texts, width):
            yield replace(chunk[0], text="".join(_run_on(texts)))
        else:
            yield from chunk


def _is_cut(texts: Sequence[str], width: int) -> bool:
    """Whether most lines end where the next word no longer had room."""
    forced = sum(_had_no_room(line, after, width) for line, after in pairwise(texts))
    return forced >= 0.6 * (len(texts) - 1)


def _had_no_room(line: str, after: str, width: int) -> bool:
    word = after.split(" ", 1)[0]
    # Scripts without spaces break anywhere: there only a full line was cut.
    room = min(len(word), 20) if " " in after else 2
    return len(line) + 1 + room > width - 4


def _run_on(texts: Sequence[str]) -> Iterator[str]:
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        broken = text.endswith("-") and after[:1].islower() and text[-2:-1].isalpha()
        yield text if broken or not after else f"{text} "


def _starts_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _next(pieces: Sequence[list[str]], number: int, captions: Mapping[str, str]) -> tuple[int, Block]:
    """The block that begins at a piece, and how many pieces it takes."""
    piece = pieces[number]
    line = piece[0]
    after = pieces[number + 1][0] if number + 1 < len(pieces) else ""
    if len(piece) > 1:
        return 1, Paragraph(Inline("<br>".join(_inline(text) for text in piece)))
    if _RULE.fullmatch(line):
        return 1, Break()
    if line in captions:
        return 1, _figure(pieces, number, (_BULLET.sub("", line, count=1), captions[line]), captions)
    if items := _items(pieces, number):
        return len(items[1]), items[0]
    if _QUOTED.fullmatch(line) and (signed := _SIGNED.fullmatch(after)) and not is_prose(after):
        return 2, PullQuote(_inline(line), attribution=_inline(signed["who"].strip()))
    if found := signatures.caption(line):
        return 1, _figure(pieces, number, found, captions)
    if _is_subhead(line) and (is_prose(after) or (ends(after) and len(after) > len(line))):
        return 1, Heading(2, _inline(line))
    return 1, Paragraph(_inline(line))


def _figure(pieces: Sequence[list[str]], number: int, said: tuple[str, str], captions: Mapping[str, str]) -> Figure:
    """A picture that is no longer there, by its caption and credit; the lead picture's stand above the text."""
    leads = number < HEAD and not any(_is_running(piece[0], captions) for piece in pieces[:number])
    role: Literal["lead", "body"] = "lead" if leads else "body"
    return Figure(caption=_inline(said[0]), credit=_inline(said[1]), role=role)


def _is_running(line: str, captions: Mapping[str, str]) -> bool:
    return line not in captions and is_prose(line) and signatures.caption(line) is None


def _is_subhead(line: str) -> bool:
    fits = 1 <= length(line) <= 12 and len(line) <= 90 and not re.search(r"[.,;:。、”\"»]$", line)
    opens = (
        line[:1].isupper()
        or line[:1].isdigit()
        or (line[:1].isalpha() and not line[:1].isascii() and not line[:1].islower())
    )
    return fits and opens and not line.endswith("…")


def _items(pieces: Sequence[list[str]], number: int) -> tuple[List, list[str]] | None:
    """The list that begins here: two or more bullets, or numbers that count on."""
    for kind, pattern in (("bullet", _BULLET), ("number", _NUMBER)):
        found: list[str] = []
        first = 1
        for at in range(number, len(pieces)):
            piece = pieces[at]
            match = pattern.match(piece[0])
            if not match or len(piece) > 1:
                break
            if kind == "number":
                first = int(match[1]) if not found else first
                if int(match[1]) != first + len(found):
                    break
            found.append(piece[0][match.end() :])
        if len(found) > 1 or (found and kind == "bullet" and pieces[number][0][0] in "•‣◦▪●∙"):
            items = tuple((Paragraph(_inline(text)),) for text in found)
            return List("number" if kind == "number" else "bullet", items, start=first), found
    return None


def _inline(text: str) -> Inline:
    return Inline(escape(text, quote=False))
