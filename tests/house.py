"""Reads printkit's own source and says where it breaks the rules of the house, which test_architecture.py lists."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "printkit"

Modules = Mapping[str, str]  # dotted name -> source text
Homes = Mapping[str, Sequence[str]]  # third-party package -> the rooms or modules it lives in


@dataclass(frozen=True, slots=True)
class Import:
    """One name taken from one module; `late` where it is taken inside a function."""

    importer: str
    line: int
    target: str
    name: str
    late: bool

    @property
    def is_ours(self) -> bool:
        return self.target.split(".")[0] == PACKAGE

    @property
    def package(self) -> str:
        return self.target.split(".")[0]

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.target}"


def read(root: Path) -> dict[str, str]:
    """Every module of the package at `root/printkit`, by dotted name."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


def room(module: str) -> str:
    """The room a module belongs to: `printkit.readers.markdown` lies in `readers`; the package's own front is ``."""
    return (*module.split("."), "")[1]


def imports(modules: Modules) -> list[Import]:
    """Every import of every module, from the standard library's to our own."""
    return [found for name, text in modules.items() for found in _imports(name, text, modules)]


def _imports(importer: str, text: str, modules: Modules) -> Iterator[Import]:
    for node, late in _walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(importer, node.lineno, alias.name, "", late)
        elif isinstance(node, ast.ImportFrom):
            source = _source(node, importer, modules)
            for alias in node.names:
                deeper = f"{source}.{alias.name}"
                target, name = (deeper, "") if deeper in modules else (source, alias.name)
                yield Import(importer, node.lineno, target, name, late)


def _walk(node: ast.AST, late: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        yield child, late
        yield from _walk(child, late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def _source(node: ast.ImportFrom, importer: str, modules: Modules) -> str:
    """The module that a from-import names, dots resolved."""
    if not node.level:
        return node.module or ""
    is_package = any(name.startswith(f"{importer}.") for name in modules)
    parts = importer.split(".")
    above = parts[: len(parts) - node.level + is_package]
    return ".".join((*above, *([node.module] if node.module else [])))


def floors_broken(modules: Modules, floors: Mapping[str, int], neighbourly: int) -> list[str]:
    """Imports from a floor that is not lower; on the floor `neighbourly` rooms may use each other."""
    found = [f"{name}: a room without a floor" for name in modules if name != PACKAGE and room(name) not in floors]
    for one in imports(modules):
        ours, theirs = room(one.importer), room(one.target)
        if not one.is_ours or one.target == PACKAGE or not {ours, theirs} <= floors.keys() or ours == theirs:
            continue
        if floors[theirs] > floors[ours]:
            found.append(f"{one}: floor {floors[theirs]} from floor {floors[ours]}")
        elif floors[theirs] == floors[ours] != neighbourly:
            found.append(f"{one}: a neighbour on floor {floors[ours]}")
    return found


def front_used(modules: Modules, allowed: frozenset[str]) -> list[str]:
    """Names that rooms take from the package's own front, which only hands them on."""
    taken = [(one, one.name) for one in imports(modules) if one.target == PACKAGE and one.name]
    for one in imports(modules):
        if one.target == PACKAGE and not one.name:
            taken += [(one, name) for name in _attributes(modules[one.importer])]
    return [f"{one}: {name}" for one, name in taken if name not in allowed]


def _attributes(text: str) -> set[str]:
    """What is taken from the package as `printkit.name`."""
    return {
        node.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == PACKAGE
    }


def strangers(modules: Modules, homes: Homes) -> list[str]:
    """Third-party packages without a home, or away from it."""
    found = []
    for one in imports(modules):
        if one.is_ours or one.package in sys.stdlib_module_names:
            continue
        if one.package not in homes:
            found.append(f"{one}: a package without a home")
        elif not any(_lies_in(one.importer, f"{PACKAGE}.{home}") for home in homes[one.package]):
            found.append(f"{one}: away from its home, {' and '.join(homes[one.package])}")
    return list(dict.fromkeys(found))


def _lies_in(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}.")


def late_imports(modules: Modules, allowed: Callable[[Import], bool]) -> list[str]:
    """Imports inside functions that are not among the allowed."""
    return [f"{one}: inside a function" for one in imports(modules) if one.late and not allowed(one)]


def loops(modules: Modules) -> list[str]:
    """The first loop found from each module that stands in one; the package's front stands outside."""
    graph: dict[str, set[str]] = {name: set() for name in modules if name != PACKAGE}
    for one in imports(modules):
        if one.importer in graph and one.target in graph and one.importer != one.target:
            graph[one.importer].add(one.target)
    return [" -> ".join(path) for name in graph if (path := _way_back(graph, name))]


def _way_back(graph: Mapping[str, set[str]], start: str) -> list[str]:
    """A shortest way from a module back to itself; empty where there is none."""
    ways = [[start]]
    seen = set()
    for way in ways:
        for target in sorted(graph[way[-1]]):
            if target == start:
                return [*way, start]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []


def too_long(modules: Modules, *, file: int, function: int) -> list[str]:
    """Files and functions of more lines than this."""
    found = [f"{name}: {lines} lines" for name, text in modules.items() if (lines := text.count("\n")) > file]
    for name, node in _nodes(modules):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > function:
                found.append(f"{name}:{node.lineno} {node.name}: {lines} lines")
    return found


def calls(modules: Modules, *functions: str) -> list[tuple[str, str]]:
    """Where these functions are called: (room, place and name)."""
    return [
        (room(name), f"{name}:{node.lineno} calls {called}")
        for name, node in _nodes(modules)
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in functions
    ]


def broad_catches(modules: Modules) -> list[tuple[str, str]]:
    """Where every exception is caught and not raised again: (room, place)."""
    return [
        (room(name), f"{name}:{node.lineno} catches everything")
        for name, node in _nodes(modules)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not isinstance(node.body[-1], ast.Raise)
    ]


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(one) for one in caught.elts)
    return caught is None or ast.unparse(caught) in {"Exception", "BaseException"}


def _nodes(modules: Modules) -> Iterator[tuple[str, ast.AST]]:
    for name, text in modules.items():
        for node in ast.walk(ast.parse(text)):
            yield name, node
