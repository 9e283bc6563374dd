"""Text copied off a news page: which of its lines are the article, and what those above it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from printkit.model.decisions import AT_HEAD, Decision
from printkit.readers import furniture, signatures

LONG = 25
HEAD = 30
_STANDFIRST = 8  # words
_ENDS = re.compile(r"[.!?…。！？」』।॥؟:;](?:\s?[\"”’»“)\]])*$")
_STOPS = re.compile(r"[.…。।॥؟](?:\s?[\"”’»“)\]」』])*$")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]"
)
_CRUMBS = re.compile(r"\s[>›]\s|[>›]$|^[>›]|^[^«]*\s»\s")
_COMMENT_LABELS = "comments|leave a comment|leave a reply|kommentare|commentaires|deixe uma resposta|deja un comentario"
_COMMENTS = frozenset(_COMMENT_LABELS.split("|"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the spaces around it: how far it stood in, and whether a blank line stood above it."""

    text: str
    indent: int = 0
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are the article, what its head says, and what was decided on every line."""

    lines: tuple[Line, ...]
    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def dropped(self) -> tuple[str, ...]:
        """The lines that are neither in the text nor in its head."""
        return tuple(one.text for one in self.decisions if not one.kept and one.why != AT_HEAD)


@dataclass(slots=True)
class _Head:
    """What has been found above the text so far, by number of line."""

    title: int = -1
    standfirst: int = -1
    names: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    taken: set[int] = field(default_factory=set)


def length(text: str) -> int:
    """How many words a line has; in scripts without spaces three letters count as two words."""
    return len(text.split()) + len(_SPACELESS.findall(text)) * 2 // 5


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_ENDS.search(text.rstrip()))


def is_prose(text: str) -> bool:
    """Whether a line is running text rather than a label, a title or a link."""
    words = length(text)
    return words >= LONG or (words >= 9 and ends(text))


def is_sentence(text: str) -> bool:
    """Whether a line can only be running text: a headline may be a question or a quotation, seldom a sentence."""
    words = length(text)
    return words >= LONG or (words >= 9 and bool(_STOPS.search(text)))


def is_page(lines: Sequence[Line]) -> bool:
    """Whether the text was copied off a web page: it holds a page's furniture, or names its author as news does."""
    labels = [line.text for line in lines if furniture.is_furniture(line.text) and re.search(r"\w", line.text)]
    if sum(length(label) > 1 for label in labels) or len(labels) > 1:
        return True
    if labels[:1] == [line.text for line in lines[:1]] and len(lines) > 1 and length(lines[1].text) > 3:
        return _is_title(lines[1].text)
    if len(lines) > 2 and _is_section(lines[0].text) and _is_headline(lines[1]):
        return True
    return any(signatures.byline(line.text) for line in lines[1:8]) or any(
        signatures.signs_agency(line.text) or ((found := signatures.caption(line.text)) and found[1])
        for line in lines[:12]
    )


def _is_headline(line: Line) -> bool:
    """Whether a line stands alone as a headline does."""
    return line.gap and length(line.text) >= 4 and _is_title(line.text) and not is_prose(line.text)


def _is_section(text: str) -> bool:
    return length(text) <= 2 and _is_title(text) and signatures.names_section(text)


def page(lines: Sequence[Line]) -> Page:
    """Part the article from the page around it; every line that is left out is named in `dropped`."""
    webby = sum(furniture.is_furniture(line.text) for line in lines) > 1
    start, head = _head(lines)
    title = lines[head.title].text if head.title >= 0 else ""
    if kicker := _kicker(lines, head.title):
        head.taken.add(head.title - 1)
    decisions = tuple(_judged(lines, start, head, webby=webby))
    kept = (line for line, decision in zip(lines, decisions, strict=True) if decision.kept)
    return Page(
        tuple(kept),
        title,
        kicker,
        lines[head.standfirst].text if head.standfirst >= 0 else "",
        head.names,
        head.outlet,
        head.published,
        decisions,
    )


def _head(lines: Sequence[Line]) -> tuple[int, _Head]:
    """The number of the first line of the text, and what the lines before it say."""
    head = _Head()
    start = next((n for n, line in enumerate(lines) if _begins_text(line.text)), len(lines))
    head.title = _title(lines, start)
    # A sentence above the byline is the standfirst: the text begins below.
    for _ in range(2):
        below = range(start + 1, min(start + 4, len(lines)))
        mark = next((n for n in below if _is_signature(lines[n].text)), None)
        if mark is None or start > HEAD or start == head.title:
            break
        between = [n for n in range(start, mark) if _begins_text(lines[n].text)]
        if len(between) > 1 or length(lines[start].text) > 60:
            break
        head.standfirst = start if head.standfirst < 0 else head.standfirst
        start = next((n for n in range(mark, len(lines)) if _begins_text(lines[n].text)), len(lines))
    if head.title < 0:
        head.title = _title(lines, min(start, len(lines)))
    if head.standfirst < 0 and 0 <= head.title < start - 1 and _is_standfirst(lines, head.title + 1):
        head.standfirst = head.title + 1
    _sign(lines[: min(start + 3, len(lines))], head, start)
    return start, head


def _is_standfirst(lines: Sequence[Line], number: int) -> bool:
    """Whether the line below a headline is a standfirst without a full stop: long, and with the byline or day below."""
    text = lines[number].text
    return length(text) >= _STANDFIRST and _is_title(text) and _is_signature(lines[number + 1].text)


def _begins_text(text: str) -> bool:
    return is_sentence(text) and not (
        furniture.is_furniture(text) or signatures.byline(text) or signatures.caption(text) or text[:1] in "•*"
    )


def _is_signature(text: str) -> bool:
    return signatures.byline(text) is not None or (signatures.is_dateline(text) and not ends(text))


def _title(lines: Sequence[Line], start: int) -> int:
    """The number of the line that is most like a headline among those above the text."""
    likely = [n for n in range(min(start, HEAD)) if _is_title(lines[n].text)]
    first = [line.text for line in lines[: HEAD // 2]]
    twice = next((n for n, text in enumerate(first) if length(text) > 3 and first.count(text) > 1), None)
    if twice is not None and _is_title(first[twice]):
        return twice
    signed = next((n for n in range(start) if _is_signature(lines[n].text)), start)
    long = [n for n in likely if length(lines[n].text) >= 4]
    above = [n for n in long if n <= signed] or long
    if above:
        return max(above[:6], key=lambda n: (min(length(lines[n].text), 4), -n))
    return next((n for n in likely if n <= signed), likely[0] if likely else -1)


def _is_title(text: str) -> bool:
    if furniture.is_furniture(text) or signatures.byline(text) or signatures.caption(text) or text[:1] in "•*|":
        return False
    if _CRUMBS.search(text) or (signatures.is_dateline(text) and length(text) < 14):
        return False
    return length(text) < 45 and not re.search(r"[.。,;:]$", text) and bool(re.search(r"[^\W\d_]{2}", text))


def _sign(lines: Sequence[Line], head: _Head, start: int) -> None:
    """Take bylines and dates from the lines around the headline."""
    for number, line in enumerate(lines):
        found = signatures.byline(line.text) if number != head.title else None
        if found and not head.names:
            head.names, head.outlet = found.names, found.outlet
            head.taken.add(number)
            head.published = head.published or signatures.day(line.text)
        elif number < start and number != head.title and signatures.is_dateline(line.text):
            head.published = head.published or signatures.day(line.text)
            head.taken.add(number)
    if not head.names and head.title >= 0:
        beside = [n for n in range(head.title + 1, min(head.title + 4, start)) if signatures.lone_name(lines[n].text)]
        if beside and (named := signatures.byline("By " + re.split(r"\s*[|·•]", lines[beside[0]].text)[0])):
            head.names = named.names
            head.taken.add(beside[0])


def _kicker(lines: Sequence[Line], title: int) -> str:
    above = lines[title - 1].text if title > 0 else ""
    fits = above and 1 <= length(above) <= 5 and not furniture.is_furniture(above) and not signatures.is_dateline(above)
    fits = fits and signatures.byline(above) is None and signatures.caption(above) is None
    return above if fits and not _CRUMBS.search(above) and re.search(r"[^\W\d_]{2}", above) else ""


def _judged(lines: Sequence[Line], start: int, head: _Head, *, webby: bool) -> Iterator[Decision]:
    """What is decided on each line, in their order."""
    last = max((n for n, line in enumerate(lines) if _begins_text(line.text)), default=len(lines) - 1)
    title = lines[head.title].text if head.title >= 0 else ""
    seen: set[str] = set()
    total = sum(length(line.text) for line in lines) or 1
    passed, in_list, ended = 0, False, False
    for number, line in enumerate(lines):
        text = line.text
        passed += length(text)
        if number in (head.title, head.standfirst) or number in head.taken:
            yield Decision(False, "line", text, AT_HEAD)
            continue
        ended = ended or (furniture.bare(text) in _COMMENTS and passed > total * 0.6 and number > start)
        in_list = furniture.opens_list(text) or (in_list and not is_prose(text))
        outside = webby and (number < start or number > last)
        reasons = (
            (ended, "what readers said comes after the article"),
            (furniture.is_furniture(text), "it is the page's, not the article's"),
            (in_list, "it is in a list of other articles"),
            (outside and not _stays(text), "it stands outside of the running text"),
            (webby and number > start and furniture.shouts(text), "it leads to another article"),
            (webby and length(text) > 3 and text in seen, "it was there before"),
            (text == title and number < start + 3, "it says the headline again"),
        )
        why = next((reason for holds, reason in reasons if holds), "")
        seen.add(text)
        yield Decision(not why, "line", text, why or "it is the article's")


def _stays(text: str) -> bool:
    """Whether a line outside of the running text is the article's all the same: a sentence, a caption, a point."""
    return (
        (length(text) > 5 and (ends(text) or text[:1] in "•*"))
        or length(text) >= LONG
        or signatures.caption(text) is not None
    )
