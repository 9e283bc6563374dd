"""What an article asks of paper that paper can only half do: told, so that somebody may mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from printkit.compose.measures import Measures
from printkit.config.lengths import length
from printkit.errors import Note
from printkit.model.article import Article
from printkit.model.blocks import Block, Figure, Heading, Inline, Paragraph, Table, inlines, plain, walk
from printkit.model.products import Picture

_BREAKS = re.compile(
    "[\\s\u00ad\u200b/–—-]+|"
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Where a line may end without a hyphen: at spaces and dashes, and anywhere in scripts without spaces."""
_CALL = re.compile(r'data-note="([^"]*)"')
_LETTER = 0.45
"""How wide a letter of text is, in ems, taken over many."""
_HEADLINE = 240
"""Letters of a headline that still is one."""
_CAPTION = 0.5
"""The share of a page's letters that a caption may have."""
_FEWEST = 3
"""Words of an article."""
_SLIM = 40
"""How many times as long as wide a picture may be, or as wide as long."""
_NOTE = 0.4
"""The share of a page's letters that the notes of one paragraph may have at its foot."""


def page_letters(measures: Measures, size: str = "size") -> float:
    """About how many letters a page holds in the type of this token."""
    em = length(measures.tokens[size])
    leading = measures.baseline * em / length(measures.tokens["size"])
    return measures.text_width / (_LETTER * em) * measures.text_height / leading


def crowded(article: Article, measures: Measures) -> bool:
    """Whether the notes are too long for the feet of pages: one by itself, or all that one block of text calls."""
    room = _NOTE * page_letters(measures, "note-size")
    notes = {name: sum(_letters(block) for block in walk(blocks)) for name, blocks in article.notes.items()}
    called = (sum(notes.get(name, 0) for name in _called(block)) for block in article.body)
    return max((*notes.values(), *called), default=0) > room


def oddities(article: Article, measures: Measures, pictures: Mapping[str, Picture], *, foot: bool) -> tuple[Note, ...]:
    """The findings about an article; `foot` says that its notes were to stand at the feet of pages."""
    found = [*_words(article, measures), *_captions(article, measures), *_shapes(article, pictures)]
    if len(article.headline) > _HEADLINE:
        found.append(Note("info", "headline.long", f"a headline of {len(article.headline)} letters"))
    if foot and crowded(article, measures):
        found.append(Note("info", "notes.moved", "the notes are too long for the feet of pages and stand at the end"))
    return tuple(found)


def _called(block: Block) -> set[str]:
    """The notes that are called in a block and in all inside it."""
    return {name for inner in walk((block,)) for text in inlines(inner) for name in _CALL.findall(text)}


def _letters(block: Block) -> int:
    return sum(len(plain(text)) for text in inlines(block))


def _words(article: Article, measures: Measures) -> Iterator[Note]:
    """Words longer than a line, and a text that has too few of them."""
    line = int(measures.column / (_LETTER * length(measures.tokens["size"])))
    body = tuple(_texts(article))
    for where, text in (*(("", said) for said in (article.headline, article.standfirst, article.kicker)), *body):
        longest = max(_BREAKS.split(text), key=len, default="")
        if len(longest) > line and "://" not in longest:
            told = f"a word of {len(longest):,} letters is longer than a line; it is broken where the line ends"
            yield Note("warning", "text.unbroken", told, where=where or f"{longest[:24]}…")
    count = sum(len(text.split()) for _, text in body)
    if count < _FEWEST and not any(isinstance(block, Figure) for block in article.body):
        yield Note("info", "text.brief", f"an article of {count} {'word' if count == 1 else 'words'}")


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    for block in walk(article.body):
        if isinstance(block, Paragraph | Heading | Table):
            yield from ((block.id, plain(text)) for text in inlines(block))


def _captions(article: Article, measures: Measures) -> Iterator[Note]:
    most = _CAPTION * page_letters(measures, "caption-size")
    for block in walk(article.body):
        caption: Sequence[Inline] = [block.caption] if isinstance(block, Figure | Table) else []
        for said in caption:
            if len(plain(said)) > most:
                text = f"a caption of {len(plain(said).split()):,} words takes more than half a page"
                yield Note("warning", "caption.long", text, where=block.id)


def _shapes(article: Article, pictures: Mapping[str, Picture]) -> Iterator[Note]:
    for block in walk(article.body):
        for image in block.images if isinstance(block, Figure) else ():
            picture = pictures.get(image.src)
            if picture is None or image.alt == "":
                continue
            longer, shorter = max(picture.width, picture.height), min(picture.width, picture.height)
            if longer > _SLIM * shorter or longer <= 2:
                shape = f"{longer / shorter:.0f} times as long as it is wide" if longer > 2 else "of a point or two"
                yield Note("warning", "image.shape", f"a picture {shape} shows little in print", where=image.src)
