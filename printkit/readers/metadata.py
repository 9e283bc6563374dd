"""Front matter and blocks made one Article: every key under the name that the house has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from printkit.errors import Note, ReadError
from printkit.model.article import Article, Reading
from printkit.model.blocks import Block, Embed, Figure, Heading, walk, with_ids, words
from printkit.readers import bylines, dates, fields, headings, language, leads, slugs, titles
from printkit.readers.fields import Field
from printkit.readers.frontmatter import FrontMatter
from printkit.readers.parsed import Parsed

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PATH_LIKE = re.compile(r"[/\\]|\.\.")


@dataclass(frozen=True, slots=True)
class _Headline:
    """The headline and the body without it."""

    text: str
    body: tuple[Block, ...]
    findings: tuple[Note, ...] = ()


def article(front: FrontMatter, parsed: Parsed, reading: Reading) -> Article:
    """The article that front matter and text make; what the front matter leaves open is taken from text and path.

    Raises ReadError for a date, a layout or a typography that is none, and for an article without words and pictures.
    """
    headline = _headline(front, parsed.blocks, reading)
    lead, lead_notes = leads.figure(front, headline.body, reading, origin(front))
    body, level_notes = headings.close_up((*lead, *headline.body))
    _check_content(body, front)
    lang, lang_notes = _lang(front, reading, headline.text, body)
    slug = _slug(front)
    written, slug_ = bool(slug), slug or slugs.derived(front.location, headline.text, front.body)
    published, updated, date_notes = _dates(front)
    layout = _layout(front)
    return Article(
        slug=slug_,
        headline=headline.text,
        body=with_ids(body),
        notes=parsed.notes,
        standfirst=leads.standfirst(front, headline.text, body, reading),
        kicker=titles.plain(fields.first(front, fields.KICKER)),
        byline=_byline(front),
        outlet=titles.plain(fields.first(front, fields.OUTLET)),
        published=published,
        updated=updated,
        lang=lang,
        rights=titles.plain(fields.first(front, fields.RIGHTS)),
        origin=origin(front),
        tags=_tags(front),
        id=fields.first(front, fields.ID),
        layout=layout,
        draft=_draft(front),
        slug_written=written,
        typography=typography(front),
        extra=fields.others(front),
        findings=(*headline.findings, *lang_notes, *date_notes, *parsed.findings, *lead_notes, *level_notes),
    )


def language_of(front: FrontMatter) -> str:
    """The language that the front matter names, as BCP 47 writes it; empty where it names none."""
    for field in fields.every(front, fields.LANG):
        tag = fields.text(field.value).partition(".")[0].replace("_", "-")
        if _LANG.fullmatch(tag):
            return _cased(tag)
    return ""


def _cased(tag: str) -> str:
    """A language tag in the usual case (RFC 5646, 2.1.1): `en-GB`, `zh-Hant-TW`."""
    first, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.capitalize}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


def origin(front: FrontMatter) -> str:
    """The article's own web address, if front matter or place tell it."""
    for field in fields.every(front, fields.ORIGIN):
        if re.match(r"https?://\S+$", address := fields.text(field.value)):
            return address
    for field in fields.every(front, ("permalink",)):
        if re.match(r"https?://\S+$", address := fields.text(field.value)):
            return address
    return front.location if re.match(r"https?://", front.location) else ""


def _headline(front: FrontMatter, blocks: tuple[Block, ...], reading: Reading) -> _Headline:
    written = titles.plain(fields.first(front, fields.HEADLINE))
    number = next((n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1), None)
    if written:
        same = number is not None and not any(_prose(block) for block in blocks[:number])
        if same and number is not None and _bare(words(blocks[number])) == _bare(written):
            return _cut(front, written, _without(blocks, number))
        return _cut(front, written, blocks)
    if number is not None and reading.lift_headline and (lifted := " ".join(words(blocks[number]).split())):
        return _cut(front, lifted, _without(blocks, number))
    name = _from_name(front.location)
    note = Note(
        "warning", "headline.missing", f"the source has no headline; its file's name was taken: {name}", front.location
    )
    return replace(_cut(front, name, blocks), findings=(note,))


def _cut(front: FrontMatter, headline: str, body: tuple[Block, ...]) -> _Headline:
    short = titles.cut(headline)
    if short == headline:
        return _Headline(headline, body)
    text = f"the headline was cut at {titles.LONGEST} characters; it began '{headline[:40]}'"
    return _Headline(short, body, (Note("warning", "headline.cut", text, front.location),))


def _from_name(location: str) -> str:
    name = " ".join(re.sub(r"[-_]+", " ", dates.without_date(slugs.stem(location))).split())
    return name[:1].upper() + name[1:] if name else "Untitled"


def _prose(block: Block) -> bool:
    return not isinstance(block, Figure | Embed) and bool(words(block))


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _without(blocks: tuple[Block, ...], number: int) -> tuple[Block, ...]:
    """The blocks without one, whose anchors go to the block after it, so that links still arrive."""
    gone, after = blocks[number], blocks[number + 1 : number + 2]
    moved = tuple(replace(block, anchors=(*gone.anchors, *block.anchors)) for block in after)
    return (*blocks[:number], *moved, *blocks[number + 2 :])


def _check_content(body: Sequence[Block], front: FrontMatter) -> None:
    for block in walk(body):
        pictured = isinstance(block, Figure) and block.images
        if pictured or (isinstance(block, Embed) and block.href) or words(block) or "<img" in str(block):
            return
    raise ReadError(
        "the article is empty", where=front.location, hint="it has neither words nor a picture beside its front matter"
    )


def _lang(front: FrontMatter, reading: Reading, headline: str, body: Sequence[Block]) -> tuple[str, tuple[Note, ...]]:
    findings: tuple[Note, ...] = ()
    for field in fields.every(front, fields.LANG):
        if not language_of(front) and not isinstance(field.value, bool):
            text = f"'{fields.text(field.value)}' is no language tag such as en or pt-BR"
            findings = (Note("warning", "lang.unreadable", text, field.where),)
            break
    if named := language_of(front) or reading.lang:
        return named, findings
    seen = language.of(" ".join([headline, *(words(block) for block in body)]))
    if not seen:
        return "en", findings
    note = Note("info", "lang.detected", f"the source names no language; its words are '{seen}'", front.location)
    return seen, (*findings, note)


def _slug(front: FrontMatter) -> str:
    for field in fields.every(front, fields.SLUG):
        text = fields.text(field.value)
        if text and (found := slugs.written(text)):
            return found
    return ""


def _byline(front: FrontMatter) -> tuple[str, ...]:
    for field in fields.every(front, fields.BYLINE):
        if found := tuple(name for name in map(titles.plain, bylines.names(field.value)) if name):
            return found
    return ()


def _tags(front: FrontMatter) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for field in fields.every(front, fields.TAGS):
        for tag in _tag_list(field):
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def _tag_list(field: Field) -> list[str]:
    if isinstance(field.value, list):
        said = [fields.text(item) for item in field.value]
    else:
        text = fields.text(field.value)
        # Jekyll parts the categories of one line at spaces; everybody else writes commas.
        spaced = fields.bare(field.key) == "categories" and "," not in text
        said = text.split() if spaced else re.split(r"[,;]", text)
    return [tag for item in said if (tag := titles.plain(item).strip())]


def _dates(front: FrontMatter) -> tuple[date | None, date | None, tuple[Note, ...]]:
    """When it was published and updated.

    Published is what front matter says, else the day in an address or path, else the day that begins the file's name.
    """
    findings: list[Note] = []
    updated = None
    for field in fields.every(front, fields.UPDATED):
        updated = updated or dates.parse(field.value)
        if dates.parse(field.value) is None and not isinstance(field.value, bool):
            text = f"'{field.key}' is no date: {fields.text(field.value)}"
            findings.append(Note("warning", "date.unreadable", text, field.where))
    return _published(front), updated, tuple(findings)


def _published(front: FrontMatter) -> date | None:
    for field in fields.every(front, fields.PUBLISHED):
        if fields.truth(field.value) is not None:
            continue
        found = dates.parse(field.value)
        if found is None:
            raise ReadError(
                f"'{field.key}' is no date: {fields.text(field.value) or field.value}",
                where=field.where,
                hint="write it as 2026-03-01 or 2026-03-01T18:00:00+01:00",
            )
        return found
    paths = [fields.text(field.value) for field in fields.every(front, (*fields.SLUG, "url"))]
    for path in (*paths, front.location):
        if found := dates.in_path(path):
            return found
    name = front.location.rstrip("/").rpartition("/")
    stem = slugs.stem(front.location)
    return dates.in_name(name[2]) or dates.in_name(stem)


def _draft(front: FrontMatter) -> bool:
    hidden = any(fields.truth(field.value) is False for field in fields.every(front, ("published",)))
    drafts = [field.value for field in fields.every(front, fields.DRAFT)]
    return hidden or any(fields.truth(v) is True or fields.text(v).lower() in ("draft", "hidden") for v in drafts)


def _layout(front: FrontMatter) -> str:
    for field in fields.every(front, fields.LAYOUT):
        name = fields.text(field.value)
        if _PATH_LIKE.search(name):
            raise ReadError(
                f"the layout '{name}' is a path", where=field.where, hint="name a layout, as in layout: newspaper"
            )
        if name:
            return name
    return ""


def typography(front: FrontMatter) -> str:
    """What front matter says of typography, auto or none; raises ReadError for another word."""
    for field in fields.every(front, fields.TYPOGRAPHY):
        chosen = "none" if fields.truth(field.value) is False else fields.text(field.value).lower()
        if chosen not in ("auto", "none"):
            raise ReadError(
                f"'{chosen or field.value}' is no kind of typography", where=field.where, hint="write auto or none"
            )
        return chosen
    return "auto"
