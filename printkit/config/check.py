"""The check of a TOML file against its schema, with errors that name file, line, key and cure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from printkit.config.keys import line_of
from printkit.errors import ConfigError

Table = TypeVar("Table", bound=BaseModel)

_PLAIN = {
    "missing": "the key '{key}' is missing",
    "string_type": "'{key}' is to be text in quotes",
    "int_type": "'{key}' is to be a whole number",
    "int_parsing": "'{key}' is to be a whole number",
    "bool_type": "'{key}' is to be true or false",
    "list_type": "'{key}' is to be a list in [ ]",
    "tuple_type": "'{key}' is to be a list in [ ]",
    "dict_type": "'{key}' is to be a table",
    "model_type": "'{key}' is to be a table",
    "date_type": "'{key}' is no date",
    "date_parsing": "'{key}' is no date",
    "date_from_datetime_parsing": "'{key}' is no date",
    "date_from_datetime_inexact": "'{key}' is to be a date without a time",
    "too_short": "'{key}' is empty",
    "string_pattern_mismatch": "'{key}' is to be of small letters, digits and hyphens",
}


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint: the known word most like this one, or the list of all that are known."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(sorted(known))}" if known else ""


def parse(text: str, where: str) -> dict[str, object]:
    """A TOML text as a table; raises ConfigError with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        place = f"{where}:{line[1]}" if line else where
        said = re.sub(r"\s*\(at [^)]*\)", "", str(fault))
        raise ConfigError(
            f"this is not TOML: {said}", where=place, hint="text stands in quotes, lists in [ ]"
        ) from fault


@lru_cache(maxsize=64)
def check(model: type[Table], text: str, where: str) -> Table:
    """The text as a value of the schema; raises ConfigError for the first fault, by line.

    A text that was good before is not read again: an issue asks for its layouts, and what they extend, anew for each
    article. Nobody changes what is in a value.
    """
    data = parse(text, where)
    try:
        return model.model_validate(data)
    except ValidationError as faults:
        errors = [_error(model, data, text, where, fault) for fault in _deepest(faults)]
        raise min(errors, key=lambda pair: pair[0])[1] from faults


def place(text: str, where: str, path: Sequence[str | int]) -> str:
    """`file:line` of the key at `path`, or the file alone."""
    line = line_of(text, path)
    return f"{where}:{line}" if line else where


def _deepest(faults: ValidationError) -> list[ErrorDetails]:
    """The faults that matter: of a choice between shapes, the shape that the value came nearest to."""
    errors = faults.errors(include_url=False)
    unknown = [fault for fault in errors if fault["type"] == "extra_forbidden"]
    return unknown or errors


def _error(
    model: type[BaseModel], data: dict[str, object], text: str, where: str, fault: ErrorDetails
) -> tuple[int, ConfigError]:
    path = _path(data, fault["loc"])
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    said, hint = _words(model, path, key, fault)
    line = line_of(text, path)
    return line, ConfigError(said, where=f"{where}:{line}" if line else where, hint=hint)


def _words(model: type[BaseModel], path: tuple[str | int, ...], key: str, fault: ErrorDetails) -> tuple[str, str]:
    if fault["type"] == "extra_forbidden":
        return f"unknown key '{key}'", nearest(key, known_keys(model, path[:-1]))
    if fault["type"] == "literal_error":
        return f"'{key}' is '{fault['input']}'", f"one of {fault['ctx']['expected']}".replace(" or ", ", ")
    if fault["type"] == "value_error":
        return f"'{key}': {fault['ctx']['error']}", ""
    said = _PLAIN.get(fault["type"], "'{key}': " + fault["msg"]).format(key=key)
    return said, "write it as 2026-03-01" if "date" in fault["type"] else ""


def _path(data: object, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of a fault's location that is keys of the file; names of schemas are left out."""
    path: list[str | int] = []
    for number, part in enumerate(location):
        last = number == len(location) - 1
        if (isinstance(data, dict) and (part in data or last)) or (isinstance(data, list) and isinstance(part, int)):
            path.append(part)
            data = _step(data, part)
    return tuple(path)


def _step(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None


def known_keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that a schema knows in the table at `path`."""
    models = [model]
    for part in path:
        if isinstance(part, int):
            continue
        inner = [field for table in models for name, field in _fields(table) if name == part]
        models = [found for annotation in inner for found in _models(annotation)] or models
    return sorted({name for table in models for name, _ in _fields(table)})


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
