"""Says what a PDF is in lines that stay the same while the PDF does, so that a golden file can hold them."""

from __future__ import annotations

from collections.abc import Iterator

from printkit.model.products import Box, Facts, PageFacts

MM = 25.4 / 72

UNSTEADY = ("xmp.identifier",)
"""Metadata that changes with every byte of the file, and so is no fact for a golden text."""


def as_text(found: Facts) -> str:
    """The facts as readable lines; sizes in bytes and identifiers are left out, lengths are in mm."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Facts) -> Iterator[str]:
    yield f"PDF {found.version}, {_count(len(found.pages), 'page')}, {_count(found.pictures, 'picture')}"
    yield f"language: {found.lang or 'not said'}"
    yield f"claims: {', '.join(found.claims) or 'nothing'}"
    yield from _titled("metadata", (f"{k}: {v}" for k, v in sorted(found.metadata.items()) if k not in UNSTEADY))
    yield from _titled("pages", _pages(found.pages))
    yield from _titled("bookmarks", (f"{'  ' * b.depth}{b.title} → {b.page or 'nowhere'}" for b in found.bookmarks))
    yield from _titled("tags", _tags(found))
    yield from _titled("fonts", sorted({_font(f.name, f.kind, f.embedded, f.subset) for f in found.fonts}))
    yield from _titled("links", _links(found))
    yield from _titled("attachments", found.attachments)


def _titled(title: str, lines: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    said = list(lines)
    if said:
        yield ""
        yield title
        yield from (f"  {line}" for line in said)


def _pages(pages: tuple[PageFacts, ...]) -> Iterator[str]:
    """A line a page; its boxes only where they change."""
    last: tuple[Box, ...] = ()
    for page in pages:
        boxes = (page.trim, page.bleed, page.media)
        if boxes != last:
            bleed = "" if page.bleed == page.trim else f", bleed {_size(page.bleed)}"
            media = "" if page.media == page.bleed else f", media {_size(page.media)}"
            yield f"trim {_size(page.trim)}{bleed}{media}"
        last = boxes
        said = [f"{page.number}: label {page.label or 'none'}", f"folio {page.folio}" if page.folio else "no folio"]
        yield ", ".join([*said, *([page.line] if page.line else []), *([] if page.tagged else ["untagged"])])


def _tags(found: Facts) -> Iterator[str]:
    if found.tags is None:
        yield "none"
        return
    yield ", ".join(f"{kind} {count}" for kind, count in found.tags.counts.items())
    for depth, kind, title, lang in found.tags.outline:
        yield f"{'  ' * depth}{kind}{f' ({lang})' if lang else ''}{f' {title}' if title else ''}"


def _links(found: Facts) -> Iterator[str]:
    for link in found.links:
        to = link.uri or (f"page {link.target_page}" if link.target_page else "nowhere")
        yield f"page {link.page} → {to}{'' if link.tagged else ', untagged'}"


def _font(name: str, kind: str, embedded: bool, subset: bool) -> str:
    return f"{name}, {kind}, {'embedded' if embedded else 'not embedded'}{', subset' if subset else ''}"


def _size(box: Box) -> str:
    return f"{(box[2] - box[0]) * MM:.1f} × {(box[3] - box[1]) * MM:.1f} mm"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
