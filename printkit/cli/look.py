"""`read`, `inspect`, `layouts`, `fonts`, `schema`, `cache`: things shown, nothing made."""

from __future__ import annotations

from pathlib import Path

import click

from printkit import sources
from printkit.cli import terminal
from printkit.cli.fetch import KINDS, an_address, asking, fetches
from printkit.cli.terminal import Voice

# ruff: noqa: PLC0415 - each command loads what it needs itself, for the help of none needs any of it


@click.command("read")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="The article as JSON.")
@click.option("--explain", is_flag=True, help="What of a web page or a scraped text is kept and what is not, and why.")
@click.option("--type", "kind", metavar="KIND", type=click.Choice(sorted(sources.TYPES)), help=KINDS)
@click.option("--url", default="", metavar="ADDRESS", callback=an_address, help="Where the article was published.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The project's root.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the cache.")
@fetches
@terminal.spoken
def read_command(
    names: tuple[str, ...],
    as_json: bool,
    explain: bool,
    kind: str | None,
    url: str,
    root: Path | None,
    cache: Path | None,
    voice: Voice,
    **fetching: object,
) -> None:
    """Show the structured article that a source is read as, or with --explain how it was found in its page.

    Example: printkit read story.md --json
    """
    from printkit.build.cache import default_folder
    from printkit.build.explaining import explain_all
    from printkit.build.printing import Wish, read_all
    from printkit.build.shop import Shop
    from printkit.cli import explained, outline

    shop = Shop(Path.cwd(), cache=cache or default_folder(), asking=asking(fetching))
    if explain:
        found = explain_all(names, Wish(type=kind or ""), shop, root=root)
        if as_json:
            terminal.show_json([explained.as_dict(one) for one in found])
        else:
            explained.show(found)
        return
    articles = read_all(names, Wish(url=url, type=kind or ""), shop, root=root)
    if as_json:
        terminal.show_json([article.as_dict() for article in articles])
        return
    for article in articles:
        terminal.show(outline.as_text(article))
        terminal.notes(voice, article.slug, article.findings)


@click.command("inspect")
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The facts as JSON.")
@terminal.spoken
def inspect_command(pdf: Path, as_json: bool, voice: Voice) -> None:
    """Show what a PDF holds: pages, boxes, folios, bookmarks, tags, fonts, pictures, links, metadata, standards.

    Example: printkit inspect build/sample.pdf
    """
    from printkit.facts import as_dict, as_text, facts

    found = facts(pdf)
    if as_json:
        terminal.show_json(as_dict(found))
    else:
        terminal.show(as_text(found))


@click.command("layouts")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="The layouts as JSON.")
@terminal.spoken
def layouts_command(name: str | None, as_json: bool, voice: Voice) -> None:
    """List the layouts, or one with its options.

    Example: printkit layouts newspaper
    """
    from printkit import layouts
    from printkit.build.shop import Shop
    from printkit.cli import outline

    shop = Shop(Path.cwd()).at(Path.cwd())
    names = (name,) if name else layouts.names(shop.searched("layouts"))
    found = [shop.layout(each) for each in names]
    if as_json:
        terminal.show_json([outline.layout_dict(layout) for layout in found])
        return
    for layout in found:
        terminal.show(outline.layout_text(layout, whole=name is not None))


@click.command("fonts")
@click.option("--json", "as_json", is_flag=True, help="The families as JSON.")
@terminal.spoken
def fonts_command(as_json: bool, voice: Voice) -> None:
    """List the font families, their faces, licences and origins.

    Example: printkit fonts
    """
    from printkit import fonts
    from printkit.build.shop import Shop
    from printkit.cli import outline

    found = fonts.families(Shop(Path.cwd()).searched("fonts"))
    if as_json:
        terminal.show_json([outline.family_dict(family) for family in found])
        return
    for family in found:
        terminal.show(outline.family_text(family))


@click.command("schema")
@click.argument("name", type=click.Choice(["issue", "layout", "family", "site"]))
@terminal.spoken
def schema_command(name: str, voice: Voice) -> None:
    """Print the JSON Schema of a settings file, for editors.

    Example: printkit schema issue > issue.schema.json
    """
    from printkit import config

    terminal.show_json(config.schema(name))


@click.command("cache")
@click.argument("action", type=click.Choice(["size", "clear"]))
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the cache.")
@terminal.spoken
def cache_command(action: str, cache: Path | None, voice: Voice) -> None:
    """Show the size of the cache in bytes, or clear it; it may be cleared at any time.

    Example: printkit cache size
    """
    from printkit.build.cache import Cache, default_folder

    kept = Cache(cache or default_folder())
    if action == "clear":
        kept.clear()
        terminal.tell(voice, f"cleared {kept.folder}")
    else:
        terminal.show(str(kept.size()))
