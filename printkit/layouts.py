"""Layouts: a chain of layout.toml files read, the options chosen, and the page, tokens and folio that follow.

What a layout.toml may hold, all of it optional where the layout it extends already says it:

    extends = "base"                  # the layout below; left out it is base; "" stands alone
    help = "One line for `printkit layouts`"
    families = ["Source Serif 4"]     # the families it sets with
    [page]                            # trim: a paper's name or width and height; bleed; margin: top outer bottom inner
    [tokens]                          # CSS custom properties
    [folio]                           # family weight size place offset line-place line-size (model.FolioStyle)
    [options.text-size]
    default = "10.5pt"                # may be left out where `sets` writes the value itself to something that stands
    values = ["10.5pt", "12pt"]       # without `kind` nothing else is taken; with it these are what a form offers
    kind = "length"                   # length | paper | number | switch | text: any value of the kind is taken
    sets = { size = "{value}" }       # a token, page.<key> or folio.<key> and what is written to it
    when.12pt = { columns = "1" }     # what one value sets beside that
    scales = ["baseline"]             # tokens and folio lengths that are multiplied by value / default

Options are worked out in the order in which they are declared, base first, defaults included. A name among [tokens]
may be chosen too; it comes last. Where a choice changes the trim size by more than a tenth, the margins follow it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from printkit import config, plugins
from printkit.errors import ConfigError, LayoutError
from printkit.model.layout import FolioStyle, Geometry, Layout, LayoutFile, Option

FILE = "layout.toml"
GROUP = "printkit.layouts"
BASE = "base"

PLACES = ("foot-outer", "foot-centre", "foot-inner", "head-outer", "head-centre", "head-inner", "none")
ON = ("on", "true", "yes", "1")
LONGEST = 300
"""Letters that an option of words may have."""

OFF = ("off", "false", "no", "0")


def resolve(*choices: Mapping[str, str]) -> dict[str, str]:
    """The options that hold where several say something: of each name the nearest, which is given first.

    The order is: command or reader's edit, article entry, issue, site.
    """
    held: dict[str, str] = {}
    for choice in reversed(choices):
        held.update(choice)
    return held


def plain(name: str) -> bool:
    """Whether this is the name of a layout and no path; only names are taken from an article's front matter."""
    return bool(name) and not any(mark in name for mark in ("/", "\\", "..", "\0")) and not name.startswith(".")


def names(searched: Sequence[Path] = ()) -> tuple[str, ...]:
    """The layouts there are, sorted: those of the searched folders, our own, and those of plug-ins."""
    folders = (folder for root in _roots(searched) for folder in root.glob(f"*/{FILE}"))
    return tuple(sorted({file.parent.name for file in folders} | set(plugins.names(GROUP))))


def load(name: str, *, searched: Sequence[Path] = (), chosen: Mapping[str, str] | None = None) -> Layout:
    """The layout of this name with these options chosen.

    Looked up in the searched folders, then in ours, then among plug-ins. Raises LayoutError where it or one that it
    extends is not there or leads back to itself, ConfigError for a wrong key, option or value.
    """
    return _load(_find(name, searched, ()), name, searched, chosen or {})


def load_path(path: Path, *, searched: Sequence[Path] = (), chosen: Mapping[str, str] | None = None) -> Layout:
    """The layout in a folder, or the one whose article template this file is, with these options chosen.

    A folder without layout.toml extends base. Raises as `load` does.
    """
    folder = path.parent if path.is_file() else path
    if path.is_file() and path.name not in {"article.html", FILE}:
        hint = "call it article.html, or give its folder"
        raise LayoutError(f"'{path.name}' is not the template of an article", where=_where(path), hint=hint)
    if not folder.is_dir():
        raise LayoutError("there is no such layout", where=_where(path), hint=f"known: {', '.join(names(searched))}")
    return _load(folder.resolve(), folder.resolve().name, searched, chosen or {})


def _roots(searched: Sequence[Path]) -> tuple[Path, ...]:
    return (*searched, config.data("layouts"))


def _find(name: str, searched: Sequence[Path], passed: Sequence[Path], where: str = "") -> Path:
    """The nearest folder of this name that is not on the chain already, so that a house's `plain` may extend ours."""
    if not plain(name):
        raise LayoutError(f"'{name}' is no layout's name", where=where, hint="a name, without / or ..")
    found = [root / name for root in _roots(searched) if (root / name / FILE).is_file()] or _offered(name)
    if not found:
        raise LayoutError(f"there is no layout '{name}'", where=where, hint=config.nearest(name, names(searched)))
    fresh = [folder for folder in found if folder not in passed]
    if not fresh or (len(fresh) < len(found) and passed[-1].name != name):
        chain = " > ".join([*(folder.name for folder in passed), name])
        raise LayoutError(f"the layout '{name}' leads back to itself", where=where, hint=chain)
    return fresh[0]


def _offered(name: str) -> list[Path]:
    folder = plugins.find(GROUP, name)
    return [Path(folder)] if isinstance(folder, str | Path) else []


def _load(folder: Path, name: str, searched: Sequence[Path], chosen: Mapping[str, str]) -> Layout:
    folders, files = _chain(folder, searched)
    written, where = config.load_layout_files(files), files[0][1]
    values = _values(written, name, chosen, where)
    set_up = _worked_out(written, values, {key: said for key, said in chosen.items() if key in written.tokens}, where)
    page = _geometry(set_up.page, written.page, where)
    if one_sided := values.get("sides") == "one":
        page = replace(page, outer=(page.outer + page.inner) / 2, inner=(page.outer + page.inner) / 2)
    style = _folio(set_up.folio, where)
    folio = replace(style, margin_outer=page.outer, margin_inner=page.inner, mirrored=not one_sided)
    return Layout(
        name=name,
        folders=folders,
        page=page,
        tokens=set_up.tokens,
        options=written.options,
        chosen=values,
        families=written.families,
        folio=folio,
        help=written.help,
    )


def _chain(folder: Path, searched: Sequence[Path]) -> tuple[tuple[Path, ...], list[tuple[str, str]]]:
    """The folders from a layout down to the last that it extends, and their layout.toml files with their places."""
    folders: list[Path] = []
    files: list[tuple[str, str]] = []
    while True:
        where = _where(folder / FILE)
        files.append((_text(folder / FILE, where), where))
        folders.append(folder)
        extends = config.load_layout_file(*files[-1]).extends
        below = extends if extends is not None else "" if folder.name == BASE else BASE
        if not below:
            return tuple(folders), files
        folder = _find(below, searched, folders, where)


def _text(file: Path, where: str) -> str:
    try:
        return file.read_text(encoding="utf-8") if file.is_file() else ""
    except UnicodeDecodeError as fault:
        raise ConfigError("this is not UTF-8 text", where=where, hint="save it as UTF-8") from fault


def _where(path: Path) -> str:
    """The last three parts of a path: enough to find it, nothing of the machine."""
    return "/".join(path.parts[-3:])


# What was chosen


def _values(written: LayoutFile, name: str, chosen: Mapping[str, str], where: str) -> dict[str, str]:
    """The value of every option, checked; raises ConfigError for a name or a value that the layout does not know."""
    known = [*written.options, *written.tokens]
    for key in chosen:
        if key not in known:
            raise ConfigError(f"the layout '{name}' has no option '{key}'", hint=config.nearest(key, known))
    try:
        defaults = {key: _value(key, option, option.default) for key, option in written.options.items()}
    except ConfigError as fault:
        raise ConfigError(fault.text, where=where, hint=fault.hint) from fault
    return defaults | {key: _value(key, written.options[key], chosen[key]) for key in defaults if key in chosen}


def _value(name: str, option: Option, said: str) -> str:
    """A value in its one way of writing; raises ConfigError where the option does not take it."""
    value = said.strip()
    for known in option.values:
        if known.lower() == value.lower():
            return known
    match option.kind:
        case "switch" if value.lower() in (*ON, *OFF):
            return "on" if value.lower() in ON else "off"
        case "number" if value.isascii() and value.isdigit() and int(value) < 1000:
            return str(int(value))
        case "length":
            return _length(name, f"{value}pt" if value.replace(".", "", 1).isdigit() else value)
        case "paper":
            config.paper(value)
            return next((paper for paper in config.PAPERS if paper.lower() == value.lower()), value)
        case "text":
            return _line(name, value)
        case "" if not option.values:
            return _safe(name, value)
    hint = {"switch": "on or off", "number": "a whole number"}.get(option.kind, "")
    raise ConfigError(f"'{name}' cannot be '{said}'", hint=hint or config.nearest(value, option.values))


def _length(name: str, value: str) -> str:
    if not 0 < config.length(value) <= 7200:
        raise ConfigError(f"'{name}' cannot be '{value}'", hint="a length above 0 and below 100in")
    return value


def _line(name: str, value: str) -> str:
    """Words that are printed, one line of them; they reach no style sheet as they are."""
    if len(value) > LONGEST or not value.replace("\u200c", "").replace("\u200d", "").isprintable():
        raise ConfigError(f"'{name}' cannot be '{value[:40]}'", hint=f"one line of at most {LONGEST} letters")
    return value


def _safe(name: str, value: str) -> str:
    """A value that cannot leave the CSS declaration it is written into."""
    odd = any(value.count(quote) % 2 for quote in "\"'") or value.count("(") != value.count(")")
    if odd or any(mark in value for mark in ";{}<>@\\\n\r") or "url(" in value.lower():
        raise ConfigError(f"'{name}' cannot be '{value}'", hint="no ; { } < > @ \\ and no address; quotes in pairs")
    return value


# What follows from it


@dataclass(slots=True)
class _Setting:
    """A layout while its options are worked out: page and folio as text by key, and the tokens."""

    page: dict[str, str]
    folio: dict[str, str]
    tokens: dict[str, str]

    def table(self, target: str) -> tuple[dict[str, str], str]:
        """The table and key that a target such as `page.trim` or `size` names."""
        room, _, key = target.partition(".")
        return {"page": self.page, "folio": self.folio}.get(room, self.tokens), key or target


def _worked_out(written: LayoutFile, values: Mapping[str, str], tokens: Mapping[str, str], where: str) -> _Setting:
    setting = _Setting(dict(written.page), dict(written.folio), dict(written.tokens))
    for name, option in written.options.items():
        value = values[name]
        for target, said in {**option.sets, **option.when.get(value, {})}.items():
            table, key = setting.table(target)
            table[key] = said.replace("{value}", value)
        for target in option.scales:
            _scale(setting, target, _ratio(option, value), where)
    setting.tokens.update({name: _safe(name, value) for name, value in tokens.items() if name not in values})
    return setting


def _ratio(option: Option, value: str) -> float:
    if option.kind == "length":
        return config.length(value) / config.length(_value("default", option, option.default))
    return float(value) / float(option.default) if option.kind == "number" else 1.0


def _scale(setting: _Setting, target: str, ratio: float, where: str) -> None:
    table, key = setting.table(target)
    if key not in table:
        raise ConfigError(f"there is no '{target}' to scale", where=where, hint=config.nearest(target, [*table]))
    if ratio != 1:
        table[key] = config.written(config.length(table[key]) * ratio)


def _geometry(page: Mapping[str, str], written: Mapping[str, str], where: str) -> Geometry:
    for key in ("trim", "margin"):
        if key not in page:
            raise LayoutError(f"no layout of the chain says [page] {key}", where=where, hint="extend base, or add it")
    try:
        width, height = config.paper(page["trim"])
        before = config.paper(written.get("trim", page["trim"]))
        margins = config.lengths(page["margin"], 4)
        bleed = config.length(page.get("bleed", "0"))
    except ConfigError as fault:
        raise ConfigError(fault.text, where=f"{where}: [page]", hint=fault.hint) from fault
    if page["margin"] == written.get("margin"):
        across, down = _follow(width / before[0]), _follow(height / before[1])
        margins = tuple(margin * by for margin, by in zip(margins, (down, across, down, across), strict=True))
    top, outer, bottom, inner = margins
    if width - outer - inner < 72 or height - top - bottom < 72:
        hint = "a larger paper, or smaller margins"
        raise LayoutError("the margins leave no room for text", where=where, hint=hint)
    return Geometry(width, height, top, outer, bottom, inner, bleed)


def _follow(ratio: float) -> float:
    """How margins follow a change of the trim size: not at all within a tenth, and never out of proportion."""
    return 1.0 if 0.9 <= ratio <= 1.1 else min(max(ratio, 0.6), 1.6)


def _folio(table: Mapping[str, str], where: str) -> FolioStyle:
    style = FolioStyle()
    try:
        return FolioStyle(
            family=table.get("family", style.family),
            weight=int(table.get("weight", style.weight)),
            size=config.length(table["size"]) if "size" in table else style.size,
            place=_place(table.get("place", style.place)),
            offset=config.length(table["offset"]) if "offset" in table else style.offset,
            line_place=_place(table.get("line-place", style.line_place)),
            line_size=config.length(table["line-size"]) if "line-size" in table else style.line_size,
        )
    except ConfigError as fault:
        raise ConfigError(fault.text, where=f"{where}: [folio]", hint=fault.hint) from fault
    except ValueError as fault:
        raise ConfigError("'weight' is to be a number", where=f"{where}: [folio]", hint="400 or 600") from fault


def _place(said: str) -> str:
    if said not in PLACES:
        raise ConfigError(f"'{said}' is no place of a folio", hint=config.nearest(said, PLACES))
    return said
