"""An article as every reader makes it, and its JSON shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from printkit.errors import Note
from printkit.model import markup
from printkit.model.blocks import (
    TYPE_NAMES,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Embed,
    Figure,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    words,
)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read, their media type, and where they came from: a path from the project's root, or an address."""

    data: bytes
    media_type: str
    location: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the house's language where the source names none, and the two choices a checker switches off.

    `rules` are the house's for the pages of single sites: by host, then by `keep`, `drop`, `headline`, `byline` and
    `standfirst`, CSS selectors.
    """

    lang: str = ""
    smart: bool = True
    lift_headline: bool = True
    rules: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One article whole: its headline and parts, its body as blocks, its notes by number.

    `lang` is BCP 47; `published` and `updated` are a date or a date-time with zone, or None where the source
    does not say; `extra` keeps the front matter keys that are not ours; `draft` leaves it out of an issue.
    """

    slug: str
    headline: str
    body: tuple[Block, ...] = ()
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    standfirst: str = ""
    kicker: str = ""
    byline: tuple[str, ...] = ()
    outlet: str = ""
    published: date | None = None
    updated: date | None = None
    lang: str = "en"
    rights: str = ""
    origin: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    layout: str = ""
    draft: bool = False
    slug_written: bool = False
    typography: str = "auto"
    extra: Mapping[str, object] = field(default_factory=dict)
    findings: tuple[Note, ...] = ()

    def as_dict(self) -> Json:
        """The article as `printkit read --json` prints it."""
        return {
            "slug": self.slug,
            "headline": self.headline,
            "kicker": self.kicker,
            "standfirst": self.standfirst,
            "byline": list(self.byline),
            "outlet": self.outlet,
            "published": self.published.isoformat() if self.published else None,
            "updated": self.updated.isoformat() if self.updated else None,
            "lang": self.lang,
            "rights": self.rights,
            "origin": self.origin,
            "tags": list(self.tags),
            "id": self.id,
            "text": "\n\n".join(filter(None, (words(block) for block in self.body if not isinstance(block, Figure)))),
            "html": "\n".join(markup.html(block) for block in self.body),
            "notes": {number: [block_dict(block) for block in blocks] for number, blocks in self.notes.items()},
            "findings": [{"level": n.level, "code": n.code, "text": n.text, "where": n.where} for n in self.findings],
            "body": [block_dict(block) for block in self.body],
        }


def block_dict(block: Block) -> Json:
    """One block in its JSON shape."""
    head = {"id": block.id} if block.id else {}
    tail: Json = {"lang": block.lang} if block.lang else {}
    return {**head, "type": TYPE_NAMES[type(block)], **_fields(block), **tail}


def _fields(block: Block) -> Json:
    match block:
        case Paragraph():
            return {"text": block.text}
        case Heading():
            return {"level": block.level, "text": block.text}
        case List():
            items = [[block_dict(inner) for inner in item] for item in block.items]
            terms: Json = {"terms": [list(t) for t in block.terms]} if block.terms else {}
            return {"kind": block.kind, "items": items, **terms, **({"start": block.start} if block.start != 1 else {})}
        case Quote():
            return {"blocks": [block_dict(inner) for inner in block.blocks], "attribution": block.attribution}
        case PullQuote():
            return {"text": block.text, "attribution": block.attribution}
        case Figure():
            images = [{"src": image.src, "alt": image.alt} for image in block.images]
            return {"role": block.role, "images": images, "caption": block.caption, "credit": block.credit}
        case Table():
            return {
                "caption": block.caption,
                "head": [[_cell(cell) for cell in row] for row in block.head],
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
            }
        case Code():
            return {
                "language": block.language,
                "text": block.text,
                **({"kind": block.kind} if block.kind != "code" else {}),
            }
        case Aside():
            return {"title": block.title, "blocks": [block_dict(inner) for inner in block.blocks]}
        case Break():
            return {}
        case Embed():
            still = {"still": block.still} if block.still else {}
            return {"kind": block.kind, "href": block.href, "title": block.title, **still}
        case _:
            assert_never(block)


def _cell(cell: Cell) -> object:
    """A cell's words as they are, or its blocks where it has some."""
    return [block_dict(inner) for inner in cell.blocks] if cell.blocks else cell.text
