"""What an export says before and around its posts: the site, its authors, its pictures and its reusable blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from printkit.errors import ReadError
from printkit.readers import decoding
from printkit.readers.wxr.cut import Cutter
from printkit.readers.wxr.fields import Element, element

_BESIDE = re.compile(rb"<wp:post_type>\s*(?:<!\[CDATA\[)?(attachment|wp_block)\b")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
_MARK = re.compile(rb"wordpress\.org/export/|<wp:wxr_version>")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library: its number, address, media type, title, alternative text and caption (HTML)."""

    number: str
    href: str
    title: str = ""
    alt: str | None = None
    caption: str = ""
    order: int = 0

    @property
    def kind(self) -> str:
        """image, audio, video or other, by the address's ending."""
        ending = re.sub(r"[?#].*", "", self.href).rpartition(".")[2].lower()
        return next((kind for kind, endings in _KINDS.items() if ending in endings), "other")


_KINDS = {
    "image": ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "heic"),
    "audio": ("mp3", "m4a", "ogg", "oga", "wav", "flac", "aac", "wma"),
    "video": ("mp4", "m4v", "mov", "webm", "ogv", "avi", "wmv", "mpg", "mpeg", "3gp", "flv"),
}


@dataclass(frozen=True, slots=True)
class Site:
    """The site that an export is of; `authors` maps a login to the name shown, `parents` a post to its attachments."""

    title: str = ""
    link: str = ""
    lang: str = ""
    version: str = ""
    authors: Mapping[str, str] = field(default_factory=dict)
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)

    def about(self, raw: bytes) -> Site:
        """The same site with no more attachments and blocks than these items may speak of."""
        said = b"".join((raw, *(block.encode() for block in self.blocks.values())))
        named = {number.decode() for number in _NUMBER.findall(said)}
        parents = {post: self.parents[post] for post in named & self.parents.keys()}
        wanted = named.union(*parents.values()) & self.attachments.keys()
        attachments = {number: self.attachments[number] for number in wanted}
        return replace(self, attachments=attachments, parents=parents)


def is_export(data: bytes) -> bool:
    """Whether the beginning of a file is that of a WordPress export."""
    return bool(_MARK.search(data[: 1 << 16]))


def site(stream: BinaryIO, where: str) -> Site:
    """The site, its authors and its attachments: one pass over the whole export.

    Holds an entry for each attachment (some 500 bytes), and no post. Raises ReadError for what is no export, and for
    one with a document type declaration, which no export has and an attack would.
    """
    cutter = Cutter(stream)
    head = cutter.head()
    if _DOCTYPE.search(_COMMENT.sub(b"", head)):
        hint = "an export as WordPress writes it has none"
        raise ReadError("the export has a document type declaration", where=where, hint=hint)
    if not _MARK.search(head):
        raise ReadError("this is no WordPress export", where=where, hint="in WordPress: Tools, Export, All content")
    attachments: dict[str, Attachment] = {}
    parents: dict[str, list[str]] = {}
    blocks: dict[str, str] = {}
    for raw in cutter.items():
        beside = _BESIDE.search(raw)
        if beside is None:
            continue
        item = element(decoding.decode(raw, where)[0])[0]
        number = item.say("wp:post_id")
        if beside[1] == b"wp_block":
            blocks[number] = item.say("content:encoded")
        else:
            attachments[number] = _attachment(item, number)
            parents.setdefault(item.say("wp:post_parent"), []).append(number)
    return _site(_channel(head, where), attachments, parents, blocks)


def _site(
    channel: Element, attachments: dict[str, Attachment], parents: dict[str, list[str]], blocks: dict[str, str]
) -> Site:
    ordered = {
        parent: tuple(sorted(numbers, key=lambda number: attachments[number].order))
        for parent, numbers in parents.items()
        if parent not in {"", "0"}
    }
    return Site(
        channel.say("title"),
        channel.say("link") or channel.say("wp:base_blog_url"),
        channel.say("language"),
        channel.say("wp:wxr_version"),
        {login: name for login, name in map(_author, channel.all("wp:author", "wp:wp_author")) if login},
        attachments,
        ordered,
        blocks,
    )


def _channel(head: bytes, where: str) -> Element:
    """The channel as far as the first item: the two elements that stand open there are ended."""
    text, _ = decoding.decode(head, where)
    start = re.search(r"<rss[\s>]", text)
    whole = text[start.start() :] if start else text
    ended = re.search(r"</channel\s*>", whole)
    root, _ = element(whole if ended else f"{whole}</channel></rss>")
    return next(root.all("channel"), root)


def _author(author: Element) -> tuple[str, str]:
    login = author.say("wp:author_login")
    names = (author.say("wp:author_first_name"), author.say("wp:author_last_name"))
    return login, author.say("wp:author_display_name") or " ".join(filter(None, names)) or login


def _attachment(item: Element, number: str) -> Attachment:
    meta = {entry.say("wp:meta_key"): entry.say("wp:meta_value") for entry in item.all("wp:postmeta")}
    order = item.say("wp:menu_order")
    return Attachment(
        number,
        item.say("wp:attachment_url") or item.say("guid") or item.say("link"),
        item.say("title"),
        meta.get("_wp_attachment_image_alt"),
        item.say("excerpt:encoded"),
        int(order) if re.fullmatch(r"-?\d{1,9}", order) else 0,
    )
