"""One item of an export or a feed made an article, by the rules that front matter goes by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from printkit.errors import Note
from printkit.model import literal
from printkit.model.article import Article, Reading
from printkit.model.blocks import Block, Figure, Paragraph, plain, words
from printkit.names import slugify
from printkit.readers import dates, htmltree, metadata, slugs, titles
from printkit.readers.frontmatter import FrontMatter
from printkit.readers.parsed import Parsed

_LONGEST_TITLE = 60
_WEB = re.compile(r"https?://", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{2,}")
_TAGS = re.compile(r"<[^<>]*>")
_PIXEL = re.compile(r"<img\b(?=[^<>]*\s(?:width|height)\s*=\s*[\"']?[01](?:px)?\b)[^<>]*>", re.IGNORECASE)
_DOT = re.compile(r"\s(?:width|height)\s*=\s*[\"']?[01](?:px)?(?![\w.%])", re.IGNORECASE)
_LINE_END = re.compile(r"[ \t]*[\n\r]\s*")


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that stands for an item: its address, alternative text (None: not said), and caption as HTML."""

    src: str
    alt: str | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What an export or a feed says of one article; `title`, `excerpt`, `html` and `notes` are HTML.

    `where` names the item in a finding; `base` is the address that relative links and pictures count from, or a path
    from the project's root; `published` and `updated` are dates as text.
    """

    where: str
    html: str
    title: str = ""
    excerpt: str = ""
    link: str = ""
    base: str = ""
    slug: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    lang: str = ""
    outlet: str = ""
    rights: str = ""
    tags: tuple[str, ...] = ()
    section: str = ""
    picture: Picture | None = None
    draft: bool = False
    notes: tuple[str, ...] = ()
    findings: tuple[Note, ...] = field(default_factory=tuple)


def article(item: Item, reading: Reading) -> Article:
    """The article; its section, if it has one, is kept in `extra`.

    Raises ReadError, naming the item, for one without words and pictures, and for a date that is none.
    """
    spoken = replace(reading, lang=language(item.lang) or reading.lang)
    parsed = _parsed(item, spoken)
    data, findings = _said(item, parsed.blocks)
    front = FrontMatter(data, item.html, location=item.where)
    made = metadata.article(front, replace(parsed, findings=(*findings, *parsed.findings)), reading)
    # The name of an item in a feed at an address begins as an address does, and is none.
    return replace(made, slug_written=False, origin="" if made.origin == item.where else made.origin)


def language(written: str) -> str:
    """A language tag as BCP 47 writes it; empty where it is none."""
    return metadata.language_of(FrontMatter({"lang": written}, ""))


def _parsed(item: Item, reading: Reading) -> Parsed:
    """The text and its notes as blocks; a note that is only counted here stands in the text as `<note-mark>`."""
    numbers = [str(number) for number in range(1, len(item.notes) + 1)]
    sources = [_PIXEL.sub(_unless_seen, item.html), *item.notes]
    base = item.base or item.where
    origin = item.base if _WEB.match(item.base) else ""
    blocks, findings = htmltree.pieces(sources, reading, base, origin=origin, numbers=numbers)
    findings = tuple(replace(note, where=item.where) for note in findings)
    body = tuple(block for block in blocks[0] if not _is_blank(block))
    return Parsed(body, dict(zip(numbers, blocks[1:], strict=True)), (*item.findings, *findings))


def _unless_seen(image: re.Match[str]) -> str:
    """Nothing for a picture of one dot, which counts readers and shows them nothing."""
    return "" if len(_DOT.findall(image[0])) == 2 else image[0]


def _is_blank(block: Block) -> bool:
    """Whether a paragraph is only there to keep others apart, as editors write them for the screen."""
    return isinstance(block, Paragraph) and not plain(block.text, notes=True).strip() and "<img" not in block.text


def _said(item: Item, blocks: tuple[Block, ...]) -> tuple[dict[str, object], tuple[Note, ...]]:
    title, findings = _title(item, blocks)
    said: Mapping[str, object] = {
        "title": title,
        "excerpt": literal.html(_LINE_END.sub(" ", item.excerpt.strip())),
        "author": [{"name": literal.text(name)} for name in item.authors],
        "date": item.published,
        "updated": item.updated,
        "lang": item.lang,
        "url": item.link if _WEB.match(item.link) else "",
        "slug": item.slug or _slug(item, title),
        "outlet": literal.html(item.outlet),
        "rights": literal.html(item.rights),
        "tags": [literal.text(tag) for tag in item.tags],
        "image": _picture(item.picture) if item.picture and not _begins_with_picture(blocks) else None,
        "draft": item.draft,
        "section": item.section,
    }
    return {key: value for key, value in said.items() if value}, findings


def _title(item: Item, blocks: tuple[Block, ...]) -> tuple[str, tuple[Note, ...]]:
    """The headline as Markdown; an item without one is called by the words that it begins with."""
    if _TAGS.sub("", item.title).strip():
        return literal.html(_LINE_END.sub(" ", item.title.strip())), ()
    begins = next((words(block) for block in blocks if isinstance(block, Paragraph) and words(block)), "")
    if not begins:
        return "", ()
    title = begins if len(begins) <= _LONGEST_TITLE else begins[: _LONGEST_TITLE + 1].rpartition(" ")[0].rstrip(" ,;:")
    title = title if title == begins else f"{title or begins[:_LONGEST_TITLE]}…"
    text = f"the item has no headline; the words it begins with were taken: {title}"
    return literal.text(title), (Note("warning", "headline.missing", text, item.where),)


def _slug(item: Item, title: str) -> str:
    """The name in the item's address if it is made of words, else its headline's."""
    stem = slugs.stem(item.link) if _WEB.match(item.link) else ""
    name = slugify(dates.without_date(stem))
    return name if len(_WORD.findall(name)) > 1 else slugify(titles.plain(title)) or name


def _picture(picture: Picture) -> dict[str, object]:
    alt = {} if picture.alt is None else {"alt": picture.alt}
    return {"src": picture.src, **alt, "caption": literal.html(_LINE_END.sub(" ", picture.caption.strip()))}


def _begins_with_picture(blocks: tuple[Block, ...]) -> bool:
    """Whether a text opens with a picture of its own, so that another above it would be one too many."""
    return bool(blocks) and isinstance(blocks[0], Figure) and bool(blocks[0].images)
