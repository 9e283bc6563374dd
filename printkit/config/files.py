"""The loaders: the text of a settings file in, a value of model/ out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from printkit.config.check import check, nearest
from printkit.config.schemas import EntryTable, FamilyTable, IssueTable, LayoutTable, OptionTable, SiteTable
from printkit.errors import ConfigError
from printkit.model.issue import Cover, Entry, Issue, Press, Section, Site
from printkit.model.layout import Face, Family, LayoutFile, Option

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "issue": IssueTable,
    "site": SiteTable,
    "layout": LayoutTable,
    "family": FamilyTable,
}


def schema(name: str) -> dict[str, object]:
    """The JSON Schema of issue.toml, site.toml, layout.toml or family.toml, by its first word, for editors."""
    if name not in SCHEMAS:
        raise ConfigError(f"there is no schema '{name}'", hint=nearest(name, sorted(SCHEMAS)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}


def load_issue(text: str, where: str, *, root: Path, folder: Path, site: Site | None = None) -> Issue:
    """The issue that issue.toml orders, its paths as written, its slug empty unless said; raises ConfigError."""
    table = check(IssueTable, text, where)
    house = site or Site()
    loose = [Section("", tuple(_entry(entry) for entry in table.articles))] if table.articles else []
    sections = [Section(s.title, tuple(map(_entry, s.articles)), s.opens, s.layout) for s in table.section]
    return Issue(
        title=table.title,
        slug=table.slug,
        root=root,
        folder=folder,
        sections=(*loose, *sections),
        number=table.number,
        date=table.date,
        lang=table.lang or house.lang or "en",
        layout=table.layout,
        profile=table.profile,
        front=tuple(table.front),
        back=tuple(table.back),
        cover=Cover(**{**dict(table.cover), "lines": tuple(table.cover.lines)}),
        colophon=table.colophon,
        multiple=table.pages.multiple,
        filler=table.pages.filler,
        options=table.options,
        press=Press(table.press.intent, table.press.bleed, tuple(table.press.marks)),
        site=house,
    )


def _entry(table: EntryTable) -> Entry:
    return Entry(
        source=table.source or table.pdf or "",
        pdf=table.pdf is not None,
        title=table.title,
        alt=table.alt,
        type=table.type,
        layout=table.layout,
        options=table.options,
        jump=table.jump,
    )


SHORT = ("paper", "text-size", "pictures", "links", "columns", "grey")
"""The options that have a key of their own in site.toml and a switch of their own on the command line."""


def load_site(text: str, where: str) -> Site:
    """The house as site.toml describes it; raises ConfigError."""
    table = check(SiteTable, text, where)
    short = {name: getattr(table, name.replace("-", "_")) for name in SHORT}
    tables = {"brand": table.brand, "limits": table.limits}
    dumped = {name: getattr(table, name).model_dump(exclude_unset=True) for name in ("mail", "web", "fetch")}
    rules = {host: rule.model_dump(exclude_unset=True) for host, rule in table.rules.items()}
    return Site(
        id=table.id,
        name=table.name,
        lang=table.lang,
        rights=table.rights,
        outlet=table.outlet,
        layout=table.layout,
        options={**{name: value for name, value in short.items() if value is not None}, **table.brand, **table.options},
        tables={name: value for name, value in {**tables, **dumped, "rules": rules}.items() if value},
    )


def load_family(text: str, where: str, folder: Path) -> Family:
    """The family that family.toml describes, its files in `folder`; raises ConfigError. The files are not looked at."""
    table = check(FamilyTable, text, where)
    return Family(
        name=table.family,
        version=table.version,
        licence=table.licence,
        licence_file=folder / table.licence_file,
        source=table.source,
        faces=tuple(Face(folder / face.file, face.weight, face.style) for face in table.faces),
        role=table.role,
        scripts=tuple(table.scripts),
        generic=table.generic,
    )


def load_layout_file(text: str, where: str) -> LayoutFile:
    """One layout.toml alone, as written, where an option may lack its default; raises ConfigError."""
    return _layout_file(check(LayoutTable, text, where), {})


def load_layout_files(files: Sequence[tuple[str, str]]) -> LayoutFile:
    """A chain of layout.toml files, (text, where) from the layout itself to `base`, laid over each other key by key.

    A list (families, an option's values) is replaced whole. An option without a default that sets one thing to its
    own value has what stands there as its default. Raises ConfigError for the file at fault.
    """
    over: dict[str, object] = {}
    for text, where in reversed(files):
        table = check(LayoutTable, text, where)
        over = _laid_over(over, table.model_dump(exclude_unset=True, exclude_none=True, by_alias=True))
    whole = LayoutTable.model_validate(over)
    return _layout_file(whole, {name: _default(name, whole, files[0][1]) for name in whole.options})


def _laid_over(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _laid_over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _default(name: str, whole: LayoutTable, where: str) -> str:
    option = whole.options[name]
    if option.default is not None:
        return option.default
    standing = {f"page.{key}": value for key, value in whole.page.model_dump(exclude_none=True).items()}
    standing |= {
        f"folio.{key}": value for key, value in whole.folio.model_dump(exclude_none=True, by_alias=True).items()
    }
    standing |= whole.tokens
    for target, said in (option.sets or {}).items():
        if said == "{value}" and target in standing:
            return str(standing[target])
    raise ConfigError(f"the option '{name}' has no default", where=where, hint="add default = ...")


def _layout_file(table: LayoutTable, defaults: Mapping[str, str]) -> LayoutFile:
    return LayoutFile(
        extends=table.extends,
        help=table.help or "",
        families=tuple(table.families or ()),
        page=table.page.model_dump(exclude_none=True),
        tokens=table.tokens,
        folio=table.folio.model_dump(exclude_none=True, by_alias=True),
        options={name: _option(option, defaults.get(name, "")) for name, option in table.options.items()},
    )


def _option(table: OptionTable, default: str) -> Option:
    return Option(
        default=default or table.default or "",
        values=tuple(table.values or ()),
        help=table.help or "",
        kind=table.kind or "",
        sets=table.sets or {},
        when=table.when or {},
        scales=tuple(table.scales or ()),
    )
