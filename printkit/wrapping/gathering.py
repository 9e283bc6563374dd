"""The pages of one container put together: those that hold an article, where any does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from printkit.errors import Note, PrintkitError, ReadError
from printkit.model.article import Article
from printkit.model.blocks import Inline, inlines, plain, walk
from printkit.wrapping import batch
from printkit.wrapping.batch import Found

NO_ARTICLE = "page.no-article"

Answer = tuple[Article, ...] | PrintkitError
"""What came of reading one page."""

_LINKED = re.compile(r"<a [^>]*>(.*?)</a>", re.S)
_FEWEST = 12  # words
_MOST_LINKED = 0.6
_LISTED = 5  # pages that are named in a Note


def gathered(answers: Sequence[tuple[bool, Answer]], where: str) -> tuple[Article, ...]:
    """The articles of a container: of the pages that nobody chose only those that hold one, where any does.

    Each answer stands with whether its page was found by chance. Raises the page's own error where there is but one
    page, ReadError where no page can be read.
    """
    if len(answers) == 1 and isinstance(answers[0][1], PrintkitError):
        raise answers[0][1]
    sure = [
        isinstance(answer, tuple) and not any(_is_doubtful(one, by_chance) for one in answer)
        for by_chance, answer in answers
    ]
    found: list[Found] = []
    left_out: list[str] = []
    for (by_chance, answer), good in zip(answers, sure, strict=True):
        if by_chance and any(sure) and not good:
            left_out.append(_place(answer))
        elif isinstance(answer, tuple):
            found += answer
        else:
            found.append(ReadError(answer.text, where=answer.where, hint=answer.hint))
    if left_out:
        named = ", ".join(filter(None, left_out[:_LISTED])) + (", …" if len(left_out) > _LISTED else "")
        text = f"{len(left_out)} pages in it hold no article and were left out: {named}"
        found.append(Note("info", "container.left-out", text, where))
    return batch.whole(found, where)


def _is_doubtful(article: Article, by_chance: bool) -> bool:
    """Whether a page seems to hold no article; one that nobody chose must have words that are no links."""
    if any(note.code == NO_ARTICLE for note in article.findings):
        return True
    lines = [text for block in walk(article.body) for text in inlines(block)]
    count = sum(len(plain(text).split()) for text in lines)
    linked = sum(len(plain(Inline(words)).split()) for text in lines for words in _LINKED.findall(text))
    return by_chance and (count < _FEWEST or linked > _MOST_LINKED * count)


def _place(answer: Answer) -> str:
    if isinstance(answer, PrintkitError):
        return answer.where
    return next((one.origin for one in answer if one.origin), "")
