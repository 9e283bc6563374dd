"""One entry as every kind of feed says it, made an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urljoin

from printkit.errors import Note
from printkit.model.article import Article, Reading
from printkit.readers import dates, items
from printkit.readers.items import Item, Picture

_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|[→»>])\W*\Z")
_ON = re.compile(
    r"(?:continue reading|read (?:more|on|the rest)|weiterlesen|mehr lesen|lire la suite|leer m[aá]s)", re.I
)
_SHORTEST = 80  # words; a text of fewer that a feed calls a description is one
_MOVING = ("audio", "video")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with an entry: its address, its media type (may be empty), its title."""

    href: str
    media_type: str = ""
    title: str = ""

    @property
    def kind(self) -> str:
        """audio, video, image or other."""
        said = self.media_type.partition("/")[0].lower()
        if said in {*_MOVING, "image"}:
            return said
        ending = re.sub(r"[?#].*", "", self.href).rpartition(".")[2].lower()
        return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "other")


_ENDINGS = {
    "audio": ("mp3", "m4a", "ogg", "oga", "wav", "flac", "aac", "opus"),
    "video": ("mp4", "m4v", "mov", "webm", "ogv", "avi"),
    "image": ("jpg", "jpeg", "png", "gif", "webp"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `title`, `content` and `summary` are HTML, dates are text as the feed writes it.

    `moment` and `changed` are the same dates as ISO, where the feed's reader understood them and we do not.
    """

    title: str = ""
    content: str = ""
    summary: str = ""
    link: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    moment: str = ""
    changed: str = ""
    lang: str = ""
    rights: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    attached: tuple[Attached, ...] = ()
    elsewhere: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed: its title as HTML, its address, language, rights, and the authors of all that names none."""

    title: str = ""
    link: str = ""
    lang: str = ""
    rights: str = ""
    authors: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    findings: tuple[Note, ...] = field(default_factory=tuple)


def article(entry: Entry, feed: Feed, number: int, reading: Reading, where: str) -> Article:
    """The article that an entry makes: its content, else its summary with a Note that this is all there is.

    `where` is the feed's place. Raises ReadError for an entry with nothing to print.
    """
    link = urljoin(feed.link, entry.link) if entry.link else ""
    place = f"{where}: entry {number} ({entry.link or entry.title or 'without a title'})"
    text, short = _text(entry)
    published, date_notes = _published(entry, place)
    made = Item(
        place,
        _played(entry) + text,
        title=entry.title,
        excerpt="" if short else _excerpt(entry),
        link=link,
        base=entry.base or link or feed.link,
        authors=entry.authors or feed.authors,
        published=published,
        updated=_updated(entry, published),
        lang=entry.lang or feed.lang,
        outlet=feed.title,
        rights=entry.rights or feed.rights,
        tags=tuple(dict.fromkeys(entry.tags)),
        section=entry.tags[0] if entry.tags else "",
        picture=_picture(entry, text),
        findings=(*date_notes, *(_short(entry, place) if short else ())),
    )
    return items.article(made, reading)


def words(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def plain(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs."""
    paragraphs = _BLANK.split(text.strip().replace("\r\n", "\n"))
    lines = ("<br>".join(escape(line, quote=False) for line in part.split("\n")) for part in paragraphs if part)
    return "".join(f"<p>{line}</p>" for line in lines)


def _text(entry: Entry) -> tuple[str, bool]:
    """The text, and whether it is no more than a summary."""
    if words(entry.content) or "<img" in entry.content:
        return entry.content, False
    said = words(entry.summary)
    if not said and "<img" not in entry.summary and entry.link and entry.title and not entry.attached:
        return f'<p><a href="{escape(entry.link)}">{escape(entry.link, quote=False)}</a></p>', True
    cut = bool(_CUT.search(said)) or bool(_ON.search(said[-60:]))
    short = not entry.whole or cut or len(said.split()) < _SHORTEST
    return entry.summary, bool(said) and short and not entry.attached


def _excerpt(entry: Entry) -> str:
    """The summary of an entry that has a text beside it; one as long as a text, or cut out of it, is no standfirst."""
    said, text = words(entry.summary), words(entry.content)
    bare = _CUT.sub("", said).strip()
    return entry.summary if text and len(said.split()) < _SHORTEST and bare not in text else ""


def _short(entry: Entry, where: str) -> Iterable[Note]:
    lies = f"; the whole lies at {entry.elsewhere or entry.link}" if entry.elsewhere or entry.link else ""
    given = "a summary" if words(entry.summary) else "a headline"
    yield Note("warning", "feed.summary", f"the feed gives {given} only{lies}", where)


def _played(entry: Entry) -> str:
    """What an episode plays, and any other file that comes with the entry."""
    done = []
    for one in entry.attached:
        if one.kind == "image" or one.href in entry.content:
            continue
        title = f' title="{escape(words(one.title or entry.title))}"'
        name = one.kind if one.kind in _MOVING else "iframe"
        done.append(f'<{name} src="{escape(one.href)}"{title}></{name}>')
    return "".join(done)


def _picture(entry: Entry, text: str) -> Picture | None:
    found = entry.image or next((one.href for one in entry.attached if one.kind == "image"), "")
    return Picture(found) if found and "<img" not in text else None


def _published(entry: Entry, where: str) -> tuple[str, tuple[Note, ...]]:
    written = entry.published or entry.updated
    found = _moment(written, entry.moment or entry.changed)
    if not found and written:
        return "", (Note("warning", "date.unreadable", f"the entry's date is none: {written[:60]}", where),)
    return found, ()


def _updated(entry: Entry, published: str) -> str:
    found = _moment(entry.updated, entry.changed)
    return found if entry.published and found[:10] > published[:10] else ""


def _moment(written: str, understood: str) -> str:
    """A date as ISO: as it is written, with its zone, else as the feed's reader understood it."""
    found = dates.parse(written) if written else None
    return found.isoformat() if found else understood
