"""Text copied off a news page: which of its lines are the article, and what those above it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from printkit.model.decisions import AT_HEAD, Decision
from printkit.readers import furniture, mastheads, pictured, signatures, tails
from printkit.readers.lines import LONG, Line, ends, is_prose, length, stops
from printkit.readers.mastheads import HEAD, Head
from printkit.readers.pictured import Pictured

_AT_PICTURE = "it is the credit of a caption"
_PLAYER = re.compile(r"(?:video|audio)\W?\d{1,2}:\d\d", re.I)
_TITLE = 3  # words of another article's title at the least
_LISTED = 5  # words of a sentence that ends a list of links
_COMMENT_LABELS = "comments|leave a comment|leave a reply|kommentare|commentaires|deixe uma resposta|deja un comentario"
_COMMENTS = frozenset(_COMMENT_LABELS.split("|"))


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are the article, what its head says, what was decided on every line; captions with credits."""

    lines: tuple[Line, ...]
    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    decisions: tuple[Decision, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The lines that are neither in the text nor in its head."""
        return tuple(one.text for one in self.decisions if not one.kept and one.why not in (AT_HEAD, _AT_PICTURE))


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been found out about a page's lines before each is judged."""

    start: int
    end: int
    last: int
    head: Head
    pictured: Pictured
    spoken: frozenset[int]
    webby: bool
    tabular: bool


def is_page(lines: Sequence[Line]) -> bool:
    """Whether the text was copied off a web page: it holds a page's furniture, or names its author as news does."""
    labels = [line.text for line in lines if furniture.is_furniture(line.text) and re.search(r"\w", line.text)]
    if len(labels) > 1 or any(length(label) > 1 or _PLAYER.match(label) for label in labels):
        return True
    if labels[:1] == [line.text for line in lines[:1]] and len(lines) > 1 and length(lines[1].text) > 3:
        return mastheads.is_title(lines[1].text)
    if len(lines) > 2 and _is_section(lines[0].text) and mastheads.is_headline(lines[1]):
        return True
    return any(signatures.byline(line.text) for line in lines[1:8]) or any(
        signatures.signs_agency(line.text) or ((found := signatures.caption(line.text)) and found[1])
        for line in lines[:12]
    )


def _is_section(text: str) -> bool:
    return length(text) <= 2 and mastheads.is_title(text) and signatures.names_section(text)


def page(lines: Sequence[Line]) -> Page:
    """Part the article from the page around it; every line that is left out is named in `dropped`."""
    shown = pictured.captions(lines, HEAD)
    apart = set(shown.captions) | shown.again | shown.credits | set(_greeting(lines))
    start, head = mastheads.find(lines, apart)
    title = lines[head.title].text if head.title >= 0 else ""
    if kicker := mastheads.kicker(lines, head.title):
        head.taken.add(head.title - 1)
    decisions = tuple(_judged(lines, _found(lines, start, head, shown)))
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
        {lines[n].text: credit for n, credit in shown.captions.items()},
    )


def _found(lines: Sequence[Line], start: int, head: Head, shown: Pictured) -> _Found:
    end = tails.end(lines, start)
    texts = [n for n in range(end) if mastheads.begins_text(lines[n].text)]
    while texts and texts[-1] > start and tails.closes(lines, texts[-1], head.names):
        texts.pop()
    last = texts[-1] if texts else len(lines) - 1
    webby = sum(furniture.is_furniture(line.text) for line in lines) > 1
    spoken = frozenset(_spoken(lines, start, last)) if webby else frozenset[int]()
    return _Found(start, end, last, head, shown, spoken, webby, _is_tabular(lines, start, last))


def _greeting(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines at the head of a page that speak to its visitors, beside its own."""
    own = [furniture.is_furniture(line.text) for line in lines[: HEAD + 1]]
    for number in range(min(HEAD, len(lines))):
        beside = any(own[max(number - 1, 0) : number + 2])
        if beside and not own[number] and furniture.addresses(lines[number].text):
            yield number


def _spoken(lines: Sequence[Line], start: int, last: int) -> Iterator[int]:
    """The numbers of lines beside a page's own that speak to its visitors, or stand between two of them as a title."""
    own = [furniture.is_furniture(line.text) for line in lines]
    ads = [furniture.is_break(line.text) for line in lines]
    for number in range(len(lines)):
        text = lines[number].text
        above, below = number > 0 and own[number - 1], number + 1 < len(lines) and own[number + 1]
        ad = (above and ads[number - 1]) != (below and ads[number + 1])
        lone = above and below and not ad and number > 1 and _is_lone(text)
        beside = (above and below) if start < number < last else (above or below)
        if not own[number] and (lone or (beside and furniture.addresses(text))):
            # What stands beside such a line may be the page's as well.
            own[number] = True
            yield number


def _is_lone(text: str) -> bool:
    """Whether a line is a title rather than a sentence or a point of a list."""
    return mastheads.is_title(text) and not ends(text) and _TITLE <= length(text) <= LONG


def _is_tabular(lines: Sequence[Line], start: int, last: int) -> bool:
    """Whether most words stand in short lines around the running text: a table or a list is the article."""
    running = sum(length(line.text) for line in lines[start : last + 1])
    around = [line.text for n, line in enumerate(lines) if not start <= n <= last]
    return running < sum(length(text) for text in around if not furniture.is_furniture(text)) / 2


def _judged(lines: Sequence[Line], found: _Found) -> Iterator[Decision]:
    """What is decided on each line, in their order."""
    head, shown = found.head, found.pictured
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
        if number in shown.captions or number in shown.credits:
            seen.add(text)
            caption = number in shown.captions
            yield Decision(caption, "line", text, "it is a picture's caption" if caption else _AT_PICTURE)
            continue
        ended = ended or (furniture.bare(text) in _COMMENTS and passed > total * 0.6 and number > found.start)
        in_list = furniture.opens_list(text) or (in_list and not _ends_list(text))
        outside = found.webby and not found.tabular and (number < found.start or number > found.last)
        below = number > found.last and found.webby and tails.closes(lines, number, head.names)
        reasons = (
            (ended, "what readers said comes after the article"),
            (furniture.is_furniture(text), "it is the page's, not the article's"),
            (number in found.spoken, "the page speaks to its visitors"),
            (number >= found.end, "the article has ended above"),
            (number in shown.again, "it was there before"),
            (in_list, "it is in a list of other articles"),
            (below or (found.webby and tails.signs(text)), "it says who wrote or helped"),
            (outside and not _stays(text), "it stands outside of the running text"),
            (found.webby and number > found.start and furniture.shouts(text), "it leads to another article"),
            (found.webby and length(text) > 3 and text in seen, "it was there before"),
            (text == title and number < found.start + 3, "it says the headline again"),
        )
        why = next((reason for holds, reason in reasons if holds), "")
        seen.add(text)
        yield Decision(not why, "line", text, why or "it is the article's")


def _ends_list(text: str) -> bool:
    return is_prose(text) or (length(text) >= _LISTED and stops(text))


def _stays(text: str) -> bool:
    """Whether a line outside of the running text is the article's all the same: a sentence, a caption, a point."""
    return (
        (length(text) > 5 and (ends(text) or text[:1] in "•*"))
        or length(text) >= LONG
        or signatures.caption(text) is not None
    )
