"""A post or a page of an export made an article."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from html import escape

from printkit.errors import Note, ReadError
from printkit.model.article import Article, Reading
from printkit.readers import decoding, items
from printkit.readers.items import Item, Picture
from printkit.readers.wxr import brackets, classic, gutenberg
from printkit.readers.wxr.desk import Desk
from printkit.readers.wxr.export import Site
from printkit.readers.wxr.fields import Element, element
from printkit.wrapping.batch import Found

PRINTED = frozenset({"post", "page"})
PAGES = "Pages"
"""The section that an export's pages stand in."""

_GONE = frozenset({"trash", "auto-draft", "inherit", "spam"})
_HIDDEN = {"draft": "a draft", "pending": "waiting for review", "future": "not published yet", "private": "private"}
_NO_SECTION = frozenset({"uncategorized", "uncategorised", "allgemein", "non-classe", "sin-categoria", "sem-categoria"})
_NO_TAGS = frozenset({"post_format", "nav_menu", "author", "wp_theme", "post_translations"})
_PARTING = re.compile(r"(?:<!--\s+wp:nextpage\s+-->\s*)?<!--nextpage-->(?:\s*<!--\s+/wp:nextpage\s+-->)?")
_MARKS = re.compile(r"<!--(?:more\b(?:(?!<!--).)*?|noteaser)-->", re.DOTALL)
_SUP = re.compile(r"<sup\b[^<>]*\bdata-fn=\"([\w-]+)\"[^<>]*>(?:(?!<sup\b).)*?</sup\s*>", re.DOTALL)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)


def read(raw: bytes, site: Site, reading: Reading, where: str) -> Found | str:
    """The article in one item of the export, or why there is none; the item's kind where it is no post and no page.

    `where` is the export's own place. An empty text says that the item is not to be spoken of (thrown away, a menu).
    """
    if not raw.rstrip().endswith(b">") or b"</item" not in raw[-32:]:
        return ReadError("an item does not end: the export is cut off", where=where, hint="export it again")
    text, findings = decoding.decode(raw, where)
    try:
        item, fault = element(text)
        kind = item.say("wp:post_type") or "post"
        if kind not in PRINTED or item.say("wp:status") in _GONE:
            return "" if kind in PRINTED else kind
        place = _where(item, where)
        damage = (Note("warning", "source.damaged", f"the item was read although {fault}", place),) if fault else ()
        return _article(item, site, reading, place, (*findings, *damage))
    except ReadError as error:
        return ReadError(error.text, where=error.where or where, hint=error.hint)


def _where(item: Element, where: str) -> str:
    """The export and, in it, the post: its address, or its number."""
    return (
        f"{where}: post {item.say('wp:post_id') or '?'} ({item.say('link') or item.say('title') or 'without a title'})"
    )


def _article(item: Element, site: Site, reading: Reading, where: str, findings: tuple[Note, ...]) -> Article:
    desk = Desk(site, item.say("wp:post_id"), where)
    meta = {entry.say("wp:meta_key"): entry.say("wp:meta_value") for entry in item.all("wp:postmeta")}
    content = item.say("content:encoded") or item.say("excerpt:encoded")
    html = _html(_marked(content, meta, desk), desk)
    section, tags = _terms(item)
    hidden = _hidden(item)
    if hidden:
        desk.tell("source.draft", f"the post is {hidden}: it is left out of an issue unless drafts are asked for")
    published, updated = _dates(item)
    excerpt = item.say("excerpt:encoded")
    made = Item(
        where,
        html,
        title=item.say("title"),
        excerpt=brackets.translate(excerpt, desk) if excerpt != content else "",
        link=item.say("link"),
        base=item.say("link") or site.link,
        slug=item.say("wp:post_name"),
        authors=_authors(item, site),
        published=published,
        updated=updated,
        lang=site.lang,
        tags=tags,
        section=PAGES if item.say("wp:post_type") == "page" else section,
        picture=_featured(meta, site),
        draft=bool(hidden),
        notes=tuple(desk.notes),
        findings=(*findings, *desk.findings),
    )
    return items.article(made, reading)


def _html(content: str, desk: Desk) -> str:
    """A post's text as HTML, whichever editor wrote it; its pages are one."""
    text = content.replace("\r\n", "\n")
    text = _PARTING.sub("\n\n", text) if "<!--nextpage-->" in text else text
    text = _MARKS.sub("", text)
    text = brackets.translate(text, desk)
    return gutenberg.html(text, desk) if gutenberg.is_blocks(text) else classic.html(text)


def _marked(content: str, meta: Mapping[str, str], desk: Desk) -> str:
    """The text with the block editor's footnotes, whose words lie beside it, put where their marks are."""
    if "data-fn=" not in content:
        return content
    kept = _footnotes(meta.get("footnotes", ""))

    def mark(match: re.Match[str]) -> str:
        return desk.footnote(kept[match[1]]) if kept.get(match[1]) else match[0]

    return _SUP.sub(mark, content)


def _footnotes(written: str) -> dict[str, str]:
    try:
        listed = json.loads(written) if written else []
    except (ValueError, RecursionError):  # the marks stay in the text as the figures they are
        return {}
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {str(entry.get("id", "")): str(entry.get("content", "")) for entry in entries}


def _terms(item: Element) -> tuple[str, tuple[str, ...]]:
    """The section, which is the first category, and all categories and tags."""
    section = ""
    tags: dict[str, None] = {}
    for term in item.all("category"):
        domain, name = term.attrs.get("domain", "category"), " ".join(term.text.split())
        slug = term.attrs.get("nicename", name).lower()
        if not name or domain in _NO_TAGS or slug in _NO_SECTION or name.lower() in _NO_SECTION:
            continue
        if domain == "category" and not section:
            section = name
        tags[name] = None
    return section, tuple(tags)


def _authors(item: Element, site: Site) -> tuple[str, ...]:
    """Who wrote it, under the names that are shown: those of the co-authors if there are any, else the creator's."""
    together = [term.text.strip() for term in item.all("category") if term.attrs.get("domain") == "author"]
    logins = together or [item.say("dc:creator") or item.say("wp:author")]
    return tuple(site.authors.get(login, login) for login in logins if login)


def _featured(meta: Mapping[str, str], site: Site) -> Picture | None:
    found = site.attachments.get(meta.get("_thumbnail_id", ""))
    if found is None or found.kind != "image":
        return None
    return Picture(escape(found.href, quote=False), found.alt, found.caption)


def _hidden(item: Element) -> str:
    if item.say("wp:post_password"):
        return "behind a password"
    return _HIDDEN.get(item.say("wp:status"), "")


def _dates(item: Element) -> tuple[str, str]:
    """When it was published, in the site's own zone, and updated, if that was on another day."""
    published = _moment(item.say("wp:post_date"), item.say("wp:post_date_gmt")) or item.say("pubDate")
    published = "" if published.startswith(("-", "0000")) or "-0001" in published else published
    updated = _moment(item.say("wp:post_modified"), item.say("wp:post_modified_gmt"))
    return published, updated if updated[:10] > published[:10] else ""


def _moment(local: str, universal: str) -> str:
    """A date and time with its zone, which is what parts the two clocks; else the day alone; else nothing."""
    here, there = _parsed(local), _parsed(universal)
    if here is None or there is None:
        return there.replace(tzinfo=UTC).isoformat() if there else here.date().isoformat() if here else ""
    offset = here - there
    if abs(offset) > timedelta(hours=14) or offset % timedelta(minutes=15):
        return there.replace(tzinfo=UTC).isoformat()
    return here.replace(tzinfo=timezone(offset)).isoformat()


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if _STAMP.fullmatch(text) else None
    except ValueError:
        return None


def told(left_out: Mapping[str, int], where: str) -> Note | None:
    """The finding that items of other kinds were left out, with their numbers."""
    kinds = {kind: times for kind, times in left_out.items() if kind and kind not in _MACHINERY}
    if not kinds:
        return None
    said = ", ".join(f"{kind} ×{times}" for kind, times in sorted(kinds.items()))
    return Note("info", "source.left-out", f"items that are neither posts nor pages were left out: {said}", where)


_MACHINERY = frozenset(
    (
        *("nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_block"),
        *("wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"),
        *("user_request", "attachment"),
    )
)
