"""Plug-ins: what other packages offer under our entry points."""

from __future__ import annotations

from importlib.metadata import entry_points


def names(group: str) -> tuple[str, ...]:
    """The names that installed packages offer in a group such as `printkit.layouts`, sorted."""
    return tuple(sorted(entry_points(group=group).names))


def find(group: str, name: str) -> object | None:
    """What a package offers under this name, loaded; None where nobody offers it."""
    found = sorted(entry_points(group=group, name=name), key=lambda point: point.value)
    return found[0].load() if found else None
