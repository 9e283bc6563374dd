"""Holds an article against its print: nothing may be lost, no word, no picture, no link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TypeGuard
from urllib.parse import unquote

from printkit.audit.book import letters
from printkit.audit.codes import Findings, note, quantity, shortened
from printkit.audit.printed import Printed
from printkit.audit.wording import Loss, Paper, words
from printkit.model.article import Article
from printkit.model.blocks import (
    BANDED,
    Aside,
    Block,
    Code,
    Embed,
    Figure,
    Image,
    Inline,
    List,
    PullQuote,
    Quote,
    Table,
    cells,
    children,
    inlines,
    plain,
    walk,
)
from printkit.names import picture_name

_MOST = 12
"""So many losses of one article are named; of the rest only the number."""

_SAID = {"lost": "not in print", "joined": "run together", "parted": "torn apart"}

Target = Callable[[str], str | None]
"""Where a link of the source leads in print: `#anchor`, `printkit:slug#anchor`, an address, or (None) nowhere."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it should have been printed: its target for each link, and the word that names a picture."""

    article: Article
    target: Target
    picture: str = ""


def losses(source: Source, there: Printed, *, links: bool = True) -> Findings:
    """Everything of an article that is not in its print; `links` is False where a file can have none."""
    for found in (_words, _notes, _pictures, *((_links,) if links else ()), _language):
        yield from found(source, there)


def _where(there: Printed) -> str:
    return f"page {there.page}, {there.title}"


# Words


def _words(source: Source, there: Printed) -> Findings:
    """The opener's words anywhere, for each layout has its own order; the body's in the order of the source."""
    article, paper = source.article, Paper(there.text)
    lead = next((block for block in article.body if isinstance(block, Figure) and block.role == "lead"), None)
    opener = [article.headline, article.kicker, article.standfirst, article.rights]
    opener += [_spoken(text) for text in (lead.caption, lead.credit)] if lead else []
    for said in opener:
        if (piece := words(said)) and not paper.holds(piece):
            yield from _lost(paper.losses([piece]), there, "")
    for name in article.byline:
        if (piece := words(name)) and not paper.holds(piece, joined=True):
            yield from _lost(paper.losses([piece]), there, "")
    blocks = [block for block in article.body if block is not lead]
    body = [piece for block in blocks for said in _pieces(block) if (piece := words(said))]
    lost = list(paper.losses(body))
    if lost and (free := list(_free(blocks))):
        # A picture or a box may stand before its place or behind it, a table of many columns in parts below each other.
        body = [piece for block in blocks for said in _pieces(block, free=True) if (piece := words(said))]
        lost = [*paper.losses(body), *(loss for pieces in free for loss in paper.losses(pieces))]
    yield from _lost(iter(lost), there, "")


def _notes(source: Source, there: Printed) -> Findings:
    papers = [Paper(said) for said in there.notes]
    every = Paper(" ".join(there.notes))
    for number, blocks in source.article.notes.items():
        pieces = [piece for block in blocks for said in _pieces(block) if (piece := words(said))]
        if not any(next(paper.losses(pieces), None) is None for paper in papers):
            yield from _lost(every.losses(pieces), there, f" of note {number}")


def _lost(found: Iterator[Loss], there: Printed, of: str) -> Findings:
    listed = list(found)
    for loss in listed[:_MOST]:
        instead = f", in print “{shortened(loss.instead)}”" if loss.instead else ""
        said = f"words{of} {_SAID[loss.kind]}: “{shortened(loss.words)}”{instead}"
        yield note(f"verify.words-{loss.kind}", said, _where(there))
    if len(listed) > _MOST:
        said = f"{quantity(len(listed) - _MOST, 'more piece')} of text not in print"
        yield note("verify.words-lost", said, _where(there))


def _spoken(text: Inline) -> str:
    """The words of a fragment; what is set over a word is a word of its own."""
    return plain(Inline(text.replace("<rt>", " <rt>").replace("</rt>", "</rt> ")))


def _free(blocks: Sequence[Block]) -> Iterator[list[list[str]]]:
    """What may stand elsewhere than in the source, each by its pieces: figures, boxes, cells of a table in parts."""
    for block in walk(blocks):
        if isinstance(block, Figure | PullQuote | Aside):
            yield [piece for said in _pieces(block) if (piece := words(said))]
        elif _may_be_banded(block):
            yield from ([piece] for text in inlines(block) if (piece := words(_spoken(text))))
            yield from ([piece] for inner in children(block) for said in _pieces(inner) if (piece := words(said)))


def _may_be_banded(block: Block) -> TypeGuard[Table]:
    return isinstance(block, Table) and max(map(len, (*block.head, *block.rows)), default=0) > BANDED


def _pieces(block: Block, *, free: bool = False) -> Iterator[str]:
    """The pieces of text that a block is printed as, in reading order; `free` leaves out what may have another."""
    match block:
        case Figure() | PullQuote() | Aside() if free:
            return
        case List():
            for rank, item in enumerate(block.items):
                yield from (_spoken(term) for term in (block.terms[rank] if rank < len(block.terms) else ()))
                for inner in item:
                    yield from _pieces(inner, free=free)
        case Quote():
            for inner in block.blocks:
                yield from _pieces(inner, free=free)
            yield _spoken(block.attribution)
        case Aside():
            yield _spoken(block.title)
            for inner in block.blocks:
                yield from _pieces(inner, free=free)
        case Code():
            yield block.text
        case Embed():
            yield block.title
        case Table() if free and _may_be_banded(block):
            return
        case Table():
            yield _spoken(block.caption)
            for cell in cells(block):
                yield _spoken(cell.text)
                for inner in cell.blocks:
                    yield from _pieces(inner, free=free)
        case _:
            yield from map(_spoken, inlines(block))


# Pictures


def _pictures(source: Source, there: Printed) -> Findings:
    """Each picture once, by its words where it has some; decoration has none and is passed over."""
    left = Counter(map(letters, there.pictures))
    unsaid = 0
    said = letters(there.text)
    for image, caption in _images(source.article):
        if image.alt == "":
            continue
        name = letters(image.alt or (caption or ""))
        stand_in = letters(_stand_in(source, image, caption))
        if name and left[name]:
            left[name] -= 1
        elif stand_in and stand_in in said:
            found = f"the picture “{shortened(image.src)}” is missing, its words stand in its place"
            yield note("verify.picture-missing", found, _where(there))
        elif name:
            called = shortened(image.alt or caption or image.src)
            yield note("verify.picture-lost", f"the picture “{called}” is not in print", _where(there))
        else:
            unsaid += 1
    if unsaid > left.total():
        found = f"{quantity(unsaid - left.total(), 'picture')} without words not in print"
        yield note("verify.picture-lost", found, _where(there))


def _stand_in(source: Source, image: Image, caption: str | None) -> str:
    """What is printed of a picture that is missing: in a line its words alone, else that it is one; or its caption."""
    if caption is None:
        return image.alt or ""
    if image.alt is None and caption:
        return caption
    return f"{source.picture}: {image.alt or picture_name(image.src)}"


def _images(article: Article) -> Iterator[tuple[Image, str | None]]:
    """Every picture of an article with its caption, notes too; None for one that stands in a line."""
    for block in _every(article):
        if isinstance(block, Figure):
            yield from ((image, " ".join(plain(block.caption).split())) for image in block.images)
        for text in inlines(block):
            yield from ((Image(src, alt), None) for src, alt in _Fragment.read(text).images)


# Links


def _links(source: Source, there: Printed) -> Findings:
    """Each link of the source leads in print where it leads there."""
    addresses = {_plain_address(link.uri) for link in there.links if link.uri}
    places = {(link.slug, link.anchor) for link in there.links if link.slug}
    starts = {slug for slug, _ in places}
    for href in dict.fromkeys(_hrefs(source.article)):
        target = source.target(href)
        if target is None:
            continue
        place, _, anchor = target.partition("#")
        if target.startswith(("#", "printkit:")):
            slug = place.removeprefix("printkit:") or there.slug
            alive = (slug, anchor) in places if anchor else slug in starts
        else:
            alive = _plain_address(target) in addresses
        if not alive and href == source.article.origin:
            said = f"its own address “{shortened(href)}” is not in print"
            yield note("verify.origin-unsaid", said, _where(there))
        elif not alive:
            yield note("verify.link-lost", f"the link to “{shortened(href)}” is not in print", _where(there))


def _hrefs(article: Article) -> Iterator[str]:
    for block in _every(article):
        if isinstance(block, Embed) and block.href:
            yield block.href
        for text in inlines(block):
            yield from _Fragment.read(text).hrefs
    if article.origin:
        yield article.origin


def _plain_address(address: str) -> str:
    return unquote(address.strip())


# Language, and what all of them walk over


def _language(source: Source, there: Printed) -> Findings:
    wanted = source.article.lang
    if wanted and there.lang.casefold() != wanted.casefold():
        said = f"the article is in {wanted}, its print says {there.lang or 'nothing'}"
        yield note("verify.language", said, _where(there))


def _every(article: Article) -> Iterator[Block]:
    return walk((*article.body, *(block for blocks in article.notes.values() for block in blocks)))


@dataclass
class _Fragment(HTMLParser):
    """The links with words and the pictures of an inline fragment."""

    hrefs: list[str] = field(default_factory=list)
    images: list[tuple[str, str | None]] = field(default_factory=list)
    _open: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def read(cls, text: Inline) -> _Fragment:
        made = cls()
        if "<" in text:
            made.feed(text)
            made.close()
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a":
            self._open = said.get("href") or ""
        elif tag == "img":
            self.images.append((unescape(said.get("src") or ""), said.get("alt")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.hrefs.append(self._open)
            self._open = ""
