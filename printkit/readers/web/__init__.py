"""Web pages to articles: which part of a page is the article, and what the page says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from printkit.errors import Note, ReadError
from printkit.model.article import Article, Reading, Source
from printkit.model.blocks import Block, Figure, Heading, Image, Inline, walk, with_ids, words
from printkit.model.decisions import Decision
from printkit.readers import dates, headings, htmltree, language, metadata, signatures, slugs, titles
from printkit.readers.frontmatter import FrontMatter
from printkit.readers.htmltree.inline import NOTE_MARK
from printkit.readers.web import charset, figures, foreign, kinds, lead
from printkit.readers.web import page as pages
from printkit.readers.web.extract import Extract, markup, take

_NORWEGIAN = frozenset({"no", "nb", "nn"})


def articles(source: Source, reading: Reading) -> tuple[Article, ...]:
    """The article of a page. Raises ReadError, saying what was found, for a page that has none.

    The page is read in the encoding that its mark, its media type's charset or its own word names; what is left out of
    it `explain` tells.
    """
    found, notes = _taken(source, reading)
    doubts = () if found.ruled else kinds.doubts(found, source.location)
    return (_article(found, markup(found), source.location, reading, (*notes, *doubts)),)


def explain(source: Source, reading: Reading) -> tuple[Decision, ...]:
    """What of a page is kept for its article and what is dropped, piece by piece in the page's order, and why.

    What a rule of the house takes out comes last. Raises ReadError for what is no page.
    """
    found, _ = _taken(source, reading)
    judged = zip(found.units, found.verdicts, strict=True)
    seen = [Decision(verdict.kept, unit.kind, unit.text, verdict.why) for unit, verdict in judged]
    ruled = [Decision(False, "text", words, "a rule for the site drops it") for words in found.dropped]
    return tuple(one for one in (*seen, *ruled) if one.text or one.kind in {"figure", "embed"})


def _taken(source: Source, reading: Reading) -> tuple[Extract, tuple[Note, ...]]:
    foreign.refuse(source.data, source.location)
    text, notes = charset.decode(source.data, source.media_type, source.location)
    page = pages.parse(text, source.location)
    foreign.refuse_leading_on(page.tree, source.location)
    return take(page, reading.rules), notes


def _article(found: Extract, html: str, location: str, reading: Reading, notes: tuple[Note, ...]) -> Article:
    told, head = found.told, found.head
    lang = _lang(found, reading)
    called = {number: words for number, words in found.notes.items() if f'<{NOTE_MARK} n="{number}">' in html}
    made, findings = htmltree.pieces(
        [html, *called.values()], replace(reading, lang=lang), location, origin=told.address, numbers=tuple(called)
    )
    headline, blocks = _lifted(head.headline, made[0], reading)
    if not headline:
        headline, named = _from_name(location)
        findings = (*findings, named)
    if not blocks:
        raise ReadError("the page is empty", where=location, hint="it has neither words nor a picture")
    body, level_notes = headings.close_up(_with_lead(found, blocks))
    headline = titles.cut(headline)
    return Article(
        slug=slugs.derived(location, headline, html),
        headline=headline,
        body=with_ids(body),
        notes=dict(zip(called, made[1:], strict=True)),
        standfirst="" if found.whole else head.standfirst,
        kicker="" if found.whole else head.kicker,
        byline=_byline(found),
        outlet=told.outlet,
        published=told.published,
        updated=told.updated,
        lang=lang,
        rights=told.rights,
        origin=told.address,
        tags=told.tags,
        findings=(*notes, *findings, *level_notes),
    )


def _byline(found: Extract) -> tuple[str, ...]:
    """Who the page says wrote it; what it shows where it only names itself."""
    shown, told = found.head.byline, found.told
    in_doubt = (
        told.guessed or told.signed_by_house or (told.signed_by_account and all(map(signatures.lone_name, shown)))
    )
    takes_shown = found.head.ruled_byline or not told.authors or in_doubt
    return shown if shown and takes_shown else told.authors or _signed(found)


def _signed(found: Extract) -> tuple[str, ...]:
    """Who signs the text with its last line, where the page names nobody else."""
    last = next((unit for unit in reversed(found.kept) if unit.words), None)
    return (last.text,) if last is not None and last.kind == "text" and signatures.signs_text(last.text) else ()


def _from_name(location: str) -> tuple[str, Note]:
    """A headline for a page that has none: the name in its path or address, with a Note that says so."""
    name = " ".join(re.sub(r"[-_]+", " ", dates.without_date(slugs.stem(location))).split()) or "untitled"
    name = name[:1].upper() + name[1:]
    text = f"the page has no headline; the name in its address was taken: {name}"
    return name, Note("warning", "headline.missing", text, location)


def _lifted(headline: str, blocks: tuple[Block, ...], reading: Reading) -> tuple[str, tuple[Block, ...]]:
    """The headline, and the blocks without it."""
    for n, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            said = words(block)
            if reading.lift_headline and (not headline or "".join(said.split()) == "".join(headline.split())):
                return said, (*blocks[:n], *blocks[n + 1 :])
    return headline, blocks


def _with_lead(found: Extract, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the picture at the head marked as such, or with the one that the page sends to other sites."""
    told, head = found.told, found.head
    wanted = figures.sources(found.units[head.lead]) if head.lead >= 0 else []
    for n, block in enumerate(blocks):
        if isinstance(block, Figure) and any(
            lead.same(image.src, source) for image in block.images for source in wanted
        ):
            return (*blocks[:n], replace(block, role="lead"), *blocks[n + 1 :])
    shown = [image.src for block in walk(blocks) if isinstance(block, Figure) for image in block.images]
    if found.whole or any(lead.same(src, told.picture) for src in shown) or not lead.is_worth_printing(told.picture):
        return blocks
    if not told.is_article:
        return blocks
    caption, credit = next(
        (said for address, said in (told.captions or {}).items() if lead.same(address, told.picture)), ("", "")
    )
    picture = Figure(
        (Image(told.picture, told.picture_alt or None),),
        Inline(escape(caption, quote=False)),
        Inline(escape(credit, quote=False)),
        role="lead",
    )
    return (picture, *blocks)


def _lang(found: Extract, reading: Reading) -> str:
    """The language of the kept words, where they leave no doubt; else what the page says; else the house's."""
    said = metadata.language_of(FrontMatter({"lang": found.told.lang}, "")) if found.told.lang else ""
    seen = language.of(" ".join(unit.text for unit in found.kept)[: language.ENOUGH])
    main = {tag.partition("-")[0] for tag in (said, seen)}
    if said and (not seen or len(main) == 1 or main <= _NORWEGIAN):
        return said
    return seen or reading.lang or "en"
