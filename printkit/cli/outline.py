"""Values as lines of text or JSON for the terminal: an article's outline, a layout, a family."""

from __future__ import annotations

from collections.abc import Iterator

from printkit.model.article import Article, Json
from printkit.model.blocks import TYPE_NAMES as NAMES
from printkit.model.blocks import Block, Embed, Figure, Heading, plain, words
from printkit.model.layout import Family, Layout

_WIDTH = 72


def as_text(article: Article) -> str:
    """An article at a glance: what stands above its text, then a line a block."""
    about = [
        ("slug", article.slug),
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("standfirst", article.standfirst),
        ("byline", ", ".join(article.byline)),
        ("outlet", article.outlet),
        ("published", article.published.isoformat() if article.published else ""),
        ("language", article.lang),
        ("tags", ", ".join(article.tags)),
        ("origin", article.origin),
    ]
    lines = [f"{name:<11} {value}" for name, value in about if value]
    return "\n".join([*lines, "", *(_line(block) for block in article.body), *_notes(article)])


def layout_text(layout: Layout, *, whole: bool) -> str:
    """A layout on one line, or with every option it offers."""
    page = f"{layout.page.width * 25.4 / 72:.0f} x {layout.page.height * 25.4 / 72:.0f} mm"
    head = f"{layout.name:<12} {page:<14} {layout.help}"
    if not whole:
        return head
    return "\n".join([head, *_options(layout)])


def layout_dict(layout: Layout) -> Json:
    """A layout as JSON: its page in pt, faces and options."""
    options = {
        name: {"default": layout.chosen.get(name, option.default), "values": list(option.values), "help": option.help}
        for name, option in layout.options.items()
    }
    return {
        "name": layout.name,
        "help": layout.help,
        "page": [layout.page.width, layout.page.height],
        "families": list(layout.families),
        "options": options,
    }


def family_text(family: Family) -> str:
    """A family on one line."""
    faces = ", ".join(f"{face.weight}{' italic' if face.style == 'italic' else ''}" for face in family.faces)
    return f"{family.name:<24} {family.version:<9} {family.licence:<9} {family.role:<7} {faces}"


def family_dict(family: Family) -> Json:
    """A family as JSON."""
    return {
        "family": family.name,
        "version": family.version,
        "licence": family.licence,
        "role": family.role,
        "source": family.source,
        "faces": [{"file": face.path.name, "weight": face.weight, "style": face.style} for face in family.faces],
    }


def _line(block: Block) -> str:
    match block:
        case Heading():
            said = f"{'#' * block.level} {plain(block.text)}"
        case Figure():
            shown = ", ".join(image.src[:60] for image in block.images) or "no picture"
            said = f"[{shown}] {words(block)}"
        case Embed():
            said = f"{block.href} {block.title}"
        case _:
            said = words(block)
    short = said if len(said) <= _WIDTH else f"{said[: _WIDTH - 1]}…"
    return f"{NAMES[type(block)]:<11} {short}"


def _notes(article: Article) -> Iterator[str]:
    for number, blocks in article.notes.items():
        said = " ".join(words(block) for block in blocks)
        yield f"note {number:<6} {said[:_WIDTH]}"


def _options(layout: Layout) -> Iterator[str]:
    for name, option in layout.options.items():
        values = f" ({', '.join(option.values)})" if option.values else ""
        yield f"  {name:<14} {layout.chosen.get(name, option.default):<10} {option.help}{values}"
