"""Front matter: YAML, TOML, JSON or `Key: value` lines at the head of a text, split off and checked."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import yaml

from printkit.errors import ReadError
from printkit.readers import dates

Kind = Literal["none", "yaml", "toml", "json", "header"]

LARGEST = 64 * 1024
DEEPEST = 20

_KEY = re.compile(r"""\s*["']?[\w.-]+["']?[ \t]*:(?:\s|$)""")
_TOML_KEY = re.compile(r"""\s*(?:\[|["']?[\w.-]+["']?[ \t]*=)""")
_HEADER = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_COMMENT = re.compile(r"[ \t]*#")
_HEADER_KEYS = frozenset(("title", "date", "slug", "author", "authors", "category", "tags", "summary", "status"))
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_QUOTE_IT = "put the text in quotes where it holds a colon, a # or another sign of YAML"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text: its keys, the text itself, and the source's line on which the text begins.

    `lines` names the line of each top-level key; values are text, numbers, booleans, dates, lists and mappings.
    """

    data: Mapping[str, object]
    body: str
    first_line: int = 1
    kind: Kind = "none"
    location: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def where(self, key: str) -> str:
        """The file and line on which a key stands."""
        return f"{self.location}:{self.lines.get(key, 1)}"


def split(text: str, where: str) -> FrontMatter:
    """Split the front matter from a text; a text without any is all body.

    Raises ReadError naming `where` and the line for front matter that cannot be read, is too large (64 kB), too deep
    (20 levels), uses YAML aliases or names a key twice.
    """
    first = text.split("\n", 1)[0].rstrip()
    if first == "---":
        found = _fenced(text, where, "yaml", ("---", "..."), _KEY)
    elif first == "+++":
        found = _fenced(text, where, "toml", ("+++",), _TOML_KEY)
    elif re.match(r'\{\s*"', text):
        found = _json(text, where)
    else:
        found = _header(text, where)
    return found or FrontMatter({}, text, location=where)


def _fenced(
    text: str, where: str, kind: Literal["yaml", "toml"], ends: tuple[str, ...], key: re.Pattern[str]
) -> FrontMatter | None:
    lines = text.split("\n")
    written = [line for line in lines[1:] if line.strip() and not _COMMENT.match(line)]
    # A rule at the head of a text is no front matter: what follows does not begin with a key.
    is_ours = bool(written) and bool(key.match(written[0]))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if end is None:
        if is_ours and _names_a_key(written[0]):
            raise ReadError(
                "the front matter is never closed", where=f"{where}:1", hint=f"end it with a line {ends[0]}"
            )
        return None
    inner = "\n".join(lines[1:end])
    if not is_ours and inner.strip() and not all(_COMMENT.match(line) for line in lines[1:end] if line.strip()):
        return None
    _check_size(inner, where)
    data, places = (_yaml if kind == "yaml" else _toml)(inner, where)
    return FrontMatter(data, "\n".join(lines[end + 1 :]), end + 2, kind, where, places)


def _names_a_key(line: str) -> bool:
    """Whether a line begins with a key that heads of articles begin with, and not with any word and a colon."""
    return re.split(r"[:=]", line)[0].strip(" \t\"'").lower() in _HEADER_KEYS | {
        "layout",
        "draft",
        "path",
        "lang",
        "id",
    }


def _check_size(text: str, where: str) -> None:
    if len(text.encode()) > LARGEST:
        raise ReadError(
            f"the front matter is larger than {LARGEST // 1024} kB",
            where=f"{where}:1",
            hint="is its closing line missing? long texts belong into the body",
        )


Found = tuple[dict[str, object], dict[str, int]]


class _RefusedError(yaml.YAMLError):
    """YAML that is well formed but may not stand in front matter: what, and on which of its lines, from 0."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


class _Composer(yaml.SafeLoader):
    """PyYAML's reader, stopped at aliases (one line of them can stand for gigabytes) and at great depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError("it uses aliases", line)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _RefusedError("it is nested too deep", line)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _yaml(text: str, where: str) -> Found:
    try:
        root = _Composer(text).get_single_node()
    except _RefusedError as error:
        raise ReadError(
            f"the YAML front matter is refused: {error.problem}",
            where=f"{where}:{error.line + 2}",
            hint=f"write the value itself, at most {DEEPEST} levels deep",
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(f"cannot be read: {error.problem}", where, mark.line if mark else 0) from error
    except yaml.reader.ReaderError as error:
        raise _broken("holds a sign that no text may hold", where, text.count("\n", 0, error.position)) from error
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise _broken("is no list of keys", where, root.start_mark.line)
    data = _mapping(root, where)
    return data, {str(key.value): key.start_mark.line + 2 for key, _ in root.value}


def _broken(text: str, where: str, line: int) -> ReadError:
    return ReadError(f"the YAML front matter {text}", where=f"{where}:{line + 2}", hint=_QUOTE_IT)


def _mapping(node: yaml.MappingNode, where: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in found:
            raise ReadError(
                f"the key '{name}' stands twice", where=f"{where}:{key.start_mark.line + 2}", hint="keep one of them"
            )
        found[name] = _value(value, where)
    return found


def _value(node: yaml.Node, where: str) -> object:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, where) for item in node.value]
    return _scalar(str(node.value)) if getattr(node, "style", None) is None else str(node.value)


def _scalar(text: str) -> object:
    """A bare YAML word by the rules of YAML 1.2: `no`, `1.10` and `12:30` are the text they look like."""
    if text.lower() in ("", "~", "null"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and str(float(text)) == text:
        return float(text)
    return dates.iso(text) or text


def _toml(text: str, where: str) -> Found:
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise _too_deep(where) from error
    except ValueError as error:
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        said = str(error).replace(at[0], "") if at else str(error)
        line = int(at[1]) if at and at[1] else text.rstrip().count("\n") + 1
        raise ReadError(
            f"the TOML front matter cannot be read: {said[:1].lower()}{said[1:]}",
            where=f"{where}:{line + 1}",
            hint='a text value stands in quotes: title = "..."',
        ) from error
    _check_depth(data, where)
    places: dict[str, int] = {}
    for number, row in enumerate(text.split("\n"), 2):
        if key := re.match(r"""\[?\[?["']?([\w-]+)["']?\s*[\].=]""", row.strip()):
            places.setdefault(key[1], number)
    return data, places


def _too_deep(where: str) -> ReadError:
    return ReadError("the front matter is nested too deep", where=f"{where}:1", hint=f"{DEEPEST} levels are the most")


def _check_depth(value: object, where: str, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise _too_deep(where)
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    for item in inner:
        _check_depth(item, where, depth + 1)


def _json(text: str, where: str) -> FrontMatter:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ReadError(f"the key '{twice}' stands twice", where=f"{where}:1", hint="keep one of them")
        return dict(pairs)

    try:
        data, end = json.JSONDecoder(object_pairs_hook=once).raw_decode(text[: LARGEST + 1])
    except json.JSONDecodeError as error:
        _check_size(text[: text.find("\n}") + 1], where)
        raise ReadError(
            f"the JSON front matter cannot be read: {error.msg.lower()}",
            where=f"{where}:{error.lineno}",
            hint="see json.org",
        ) from error
    except RecursionError as error:
        raise _too_deep(where) from error
    _check_depth(data, where)
    _, _, body = text[end:].partition("\n")
    head = text[:end].split("\n")
    places = {m[1]: n for n, line in reversed(list(enumerate(head, 1))) if (m := re.match(r'\s*"([^"]+)"\s*:', line))}
    return FrontMatter(data, body, text.count("\n", 0, end) + 2, "json", where, places)


def _header(text: str, where: str) -> FrontMatter | None:
    """Pelican's and MultiMarkdown's head: `Key: value` lines up to the first blank one, a title among them."""
    data: dict[str, object] = {}
    places: dict[str, int] = {}
    lines = text[: LARGEST + 1].split("\n")
    last = ""
    end = 0
    for number, line in enumerate(lines):
        end = number
        if not line.strip():
            break
        if last and line[:1] in " \t":
            data[last] = f"{data[last]} {line.strip()}"
            continue
        match = _HEADER.fullmatch(line.rstrip())
        if not match or match[1].lower() in data:
            return None
        last = match[1].lower()
        data[last] = _header_value(match[2])
        places[last] = number + 1
    if next(iter(data), "") not in _HEADER_KEYS or "title" not in data:
        return None
    return FrontMatter(
        data,
        "\n".join(lines[end + 1 :] if end < len(lines) - 1 else []) + text[LARGEST + 1 :],
        end + 2,
        "header",
        where,
        places,
    )


def _header_value(text: str) -> str | date | datetime:
    return dates.iso(text) or text
