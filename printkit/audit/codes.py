"""Every code of the audit: how grave it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from printkit.audit.book import Book
from printkit.audit.tree import Element
from printkit.errors import Level, Note

_BIND = "bind the issue again from its sources; a file mended by another program cannot be trusted"
_MERGED = "do not join PDFs by another program: put the articles into one issue.toml and build it"
_BUILD = "build the issue again: the source was changed after, or an option leaves this out"

CODES: Mapping[str, tuple[Level, str]] = {
    "audit.no-tags": ("error", "typeset with tags, and join PDFs by `printkit build` alone"),
    "audit.documents": ("error", _MERGED),
    "audit.element-twice": ("error", _BIND),
    "audit.parent-chain": ("error", _BIND),
    "audit.untagged": ("error", _BIND),
    "audit.tagged-twice": ("error", _BIND),
    "audit.no-content": ("error", _BIND),
    "audit.mark-twice": ("error", _BIND),
    "audit.mixed": ("error", _BIND),
    "audit.unmarked": ("error", "mark it as content or as an artifact; what was drawn over the pages later is neither"),
    "audit.parent-tree": ("error", _BIND),
    "audit.parent-key": ("error", _BIND),
    "audit.wrong-article": ("error", _BIND),
    "audit.id-twice": ("error", _MERGED),
    "audit.id-tree": ("error", _BIND),
    "audit.headers": ("error", "give each header cell an ID of its own"),
    "audit.no-lang": ("error", "say the language in the article's front matter, or in issue.toml"),
    "audit.no-alt": ("error", "say in a few words what the picture shows"),
    "audit.empty-figure": ("error", _BIND),
    "audit.no-text": ("warning", "look at the article's pages: is it a picture of text?"),
    "audit.link-untagged": ("error", _BIND),
    "audit.link-parent": ("error", _BIND),
    "audit.link-page": ("error", _BIND),
    "audit.link-empty": ("warning", "give the link words, or take it out"),
    "audit.link-lost": ("error", _BIND),
    "audit.link-dead": ("error", "give the link a target that is in the issue, or an address"),
    "audit.link-article": ("error", _MERGED),
    "audit.link-words": ("error", _MERGED),
    "audit.destination": ("error", _BIND),
    "audit.no-outline": ("warning", "build the issue by `printkit build`"),
    "audit.outline-missing": ("error", _BIND),
    "audit.outline-page": ("error", _BIND),
    "audit.outline-nesting": ("error", _BIND),
    "audit.outline-unknown": ("error", _BIND),
    "audit.no-labels": ("error", _BIND),
    "audit.folio-label": ("error", "build the issue again: pages were moved after they were numbered"),
    "audit.no-folio": ("error", _BIND),
    "audit.contents-number": ("error", "build the issue again: pages were moved after they were numbered"),
    "audit.contents-title": ("error", _BIND),
    "audit.contents-missing": ("error", _BIND),
    "audit.font-missing": ("error", "embed the font"),
    "audit.face-twice": ("warning", "clear the cache and build again, so that all parts are set with one font file"),
    "audit.no-unicode": ("error", "typeset again: text that has no meaning can be neither read aloud nor copied"),
    "audit.no-glyph": ("error", "choose a family that has the character"),
    "audit.no-language": ("error", "say the issue's language in issue.toml"),
    "audit.no-title": ("error", "give the issue a title"),
    "audit.no-metadata": ("error", _BIND),
    "audit.title": ("error", _BIND),
    "audit.claim": ("error", "build with the profile that the file is to keep"),
    "audit.languages": ("warning", _BIND),
    "audit.attachment-loose": ("error", _BIND),
    "audit.attachment-lost": ("error", _BIND),
    "audit.attachment-article": ("error", _BIND),
    "audit.attachment-damaged": ("error", _BIND),
    "verify.unread": ("error", "mend the source, or take it out of the issue"),
    "verify.article-lost": ("error", _BUILD),
    "verify.order": ("error", _BUILD),
    "verify.words-lost": ("error", _BUILD),
    "verify.words-joined": ("warning", _BUILD),
    "verify.words-parted": ("warning", _BUILD),
    "verify.picture-lost": ("error", _BUILD),
    "verify.picture-missing": ("warning", "put the picture where the source names it, and build the issue again"),
    "verify.link-lost": ("error", _BUILD),
    "verify.origin-unsaid": ("info", "where a page came from is printed unless the option printed-from is off"),
    "verify.language": ("error", _BUILD),
}
"""By code: how grave a finding is, and its cure."""

Findings = Iterator[Note]


def cure(code: str) -> str:
    """What to do about a finding of this code; empty for one that is not the audit's."""
    return CODES[code][1] if code in CODES else ""


def note(code: str, text: str, where: str = "") -> Note:
    """A finding of this code."""
    return Note(CODES[code][0], code, text, where)


def where(book: Book, page: int = 0, element: Element | None = None) -> str:
    """A place as a person finds it: the page of the file, the part, and the path of elements in it."""
    part = book.part(element)
    called = part.element.title if part else ""
    if not called and page:
        called = book.titles.get(book.owners[page], "")
    said = ", ".join(piece for piece in (f"page {page}" if page else "", called) if piece)
    if element is None or (part is not None and element is part.element):
        return said
    kinds = [element.kind]
    for above in element.above():
        if part is not None and above is part.element:
            break
        kinds.append(above.kind)
    return (f"{said}: " if said else "") + " > ".join(reversed(kinds))


def shortened(said: str) -> str:
    """A text as it is quoted in a finding."""
    plain = " ".join(said.split())
    return plain if len(plain) <= 50 else plain[:49].rstrip() + "…"


def quantity(count: int, thing: str) -> str:
    """A number of things: `1 mark`, `3 marks`."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
