"""What a template tag or shortcode says: a name, its arguments, and the text between its two ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[A-Za-z_][\w-]*)\s*[=:](?!//)\s*)?
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|`(?P<raw>[^`]*)`|“(?P<curly>[^”]*)”
          |(?P<list>\[[^\]]*\])|(?P<bare>[^\s,"'`()\[\]|]+))""",
    re.X | re.S,
)
_ESCAPED = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, slots=True)
class Call:
    """A tag or shortcode; `quoted` are its unnamed arguments in quotes, `inner` the text that it encloses."""

    name: str
    arguments: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    inner: str | None = None

    def say(self, *keys: str, place: int | None = None) -> str:
        """The first argument that has one of the names, else the unnamed one at a place; nothing if it has neither."""
        for key in keys:
            if self.named.get(key):
                return self.named[key]
        return self.arguments[place] if place is not None and place < len(self.arguments) else ""


def call(name: str, written: str, inner: str | None = None) -> Call:
    """The call that a tag's text spells; names and keys are lower case, hyphens in them are underscores."""
    unnamed: list[str] = []
    quoted: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(written):
        value = next(
            (match[g] for g in ("double", "single", "raw", "curly", "list", "bare") if match[g] is not None), ""
        )
        in_quotes = match["bare"] is None and match["list"] is None
        value = _ESCAPED.sub(r"\1", value) if in_quotes and "\\" in value else value
        if match["key"]:
            named.setdefault(match["key"].lower().replace("-", "_"), value)
        else:
            unnamed.append(value)
            quoted += [value] if in_quotes else []
    return Call(name.lower().replace("-", "_"), tuple(unnamed), named, tuple(quoted), inner)
