"""What a galley is made with: the templates of a layout's folders, and its style sheets as one text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from printkit.compose.measures import measures, root
from printkit.compose.words import direction
from printkit.config.sheets import sheet
from printkit.errors import LayoutError
from printkit.model.layout import Layout

SHEETS = ("page.css", "text.css", "blocks.css", "matter.css")


def html(layout: Layout, template: str, values: Mapping[str, object]) -> str:
    """A template of the layout filled in; raises LayoutError naming template and fault."""
    try:
        return _environment(layout.folders).get_template(template).render(values)
    except (TemplateError, SecurityError) as fault:
        place = f"{fault.name or template}:{fault.lineno}" if isinstance(fault, TemplateSyntaxError) else template
        where = f"layout {layout.name}: {place}"
        raise LayoutError(fault.message or "the template is broken", where=where) from fault


def css(layout: Layout, tokens: Mapping[str, str]) -> str:
    """The style sheets of the chain, base first, behind the layout's properties."""
    folders = tuple(reversed(layout.folders))
    texts = [sheet(folder, name) for folder in folders for name in SHEETS]
    return "".join([root(layout, tokens), *texts])


def leftward(layout: Layout, lang: str) -> str:
    """The style sheets of the chain for pages that run from right to left; nothing where the language does not."""
    if direction(lang) != "rtl":
        return ""
    return "".join(sheet(folder, "rtl.css") for folder in reversed(layout.folders))


def stylesheet(layout: Layout) -> str:
    """The style sheet that every galley of a layout has, for whoever warms an engine."""
    return css(layout, measures(layout).tokens)


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Sandboxed, for a layout may come from anywhere; a bare name is looked up along the chain, `base/x` is exact."""
    exact = {folder.name: FileSystemLoader(folder) for folder in folders}
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(list(folders)), PrefixLoader(exact)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
